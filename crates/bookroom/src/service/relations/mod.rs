//! How cases belong together: what is related, comes again or was said already; parts of cases that
//! go on as cases of their own, and cases that go on as parts of others.

pub mod commands;
pub mod model;
mod rules;
pub(crate) mod store;

use std::collections::BTreeSet;

use commands::{LinkCases, MergeCases, SplitCase, UnlinkCases, UnmergeCases};
use model::{CaseLink, CaseSplit, NewCaseLink};

pub(crate) use store::all as list_all_links;

use super::Service;
use super::model::{Case, CaseVersion};
use super::store::CaseRow;
use crate::error::{Code, Result};
use crate::rights::permission::Permission;
use crate::values::{CaseId, CaseLinkId, Check};
use crate::work::{Session, Tx};

/// Which cases belong together. A case that was merged is seen by whoever sees the one that it is
/// shown with; a link is seen by who sees both its cases.
pub struct Relations<'s> {
    session: &'s Session,
}

impl<'s> Service<'s> {
    /// Related cases, duplicates, what came again; merging and splitting.
    ///
    /// # Examples
    /// ```
    /// # let office = include!(env!("OFFICE"));
    /// # let (session, case) = (office.session, office.case);
    /// assert!(session.service().relations().of(case.id)?.is_empty());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn relations(&self) -> Relations<'s> {
        Relations { session: self.session }
    }
}

impl Relations<'_> {
    /// The links of a case, in the order in which they came: those whose other case one sees too.
    ///
    /// # Errors
    /// `not_permitted`, `not_found`.
    ///
    /// # Examples
    /// ```
    /// use bookroom::service::model::{CaseKind, NewCase};
    /// use bookroom::service::relations::model::{CaseLinkKind, NewCaseLink};
    ///
    /// # let office = include!(env!("OFFICE"));
    /// # let (session, case) = (office.session, office.case);
    /// let other = session.service().open(NewCase::new(CaseKind::Complaint, "又受潮了"))?;
    /// let (case, kind) = (case.id, CaseLinkKind::Recurs);
    /// let relations = session.service().relations();
    /// relations.link(NewCaseLink { kind, case: other.id, other: case })?;
    /// assert_eq!(relations.of(case)?[0].case, other.id);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn of(&self, case: CaseId) -> Result<Vec<CaseLink>> {
        self.session.read(Permission::CasesView, |view| store::of_case(view, case))
    }

    /// Links two cases.
    ///
    /// # Errors
    /// As [`Relations::link_many`].
    ///
    /// # Examples
    /// ```
    /// use bookroom::service::model::{CaseKind, NewCase};
    /// use bookroom::service::relations::model::{CaseLinkKind, NewCaseLink};
    ///
    /// # let office = include!(env!("OFFICE"));
    /// # let (session, case) = (office.session, office.case);
    /// let other = session.service().open(NewCase::new(CaseKind::Request, "退换规则"))?;
    /// let kind = CaseLinkKind::Related;
    /// let link = NewCaseLink { kind, case: case.id, other: other.id };
    /// assert_eq!(session.service().relations().link(link)?.other, other.id);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn link(&self, link: NewCaseLink) -> Result<CaseLink> {
        super::one(self.link_many(vec![link]))
    }

    /// Links cases: as related, as duplicates, as what came again. No chain of links leads back.
    ///
    /// # Errors
    /// `not_permitted`, `not_found`, `too_many`; `bad_choice` for links that merging and splitting
    /// make; `cycle`; `date_order` for the recurrence of a case that came in later; `wrong_state`
    /// for a duplicate of a duplicate, with the fact `duplicate_of`; `already_exists`.
    ///
    /// # Examples
    /// ```
    /// use bookroom::service::model::{CaseKind, NewCase};
    /// use bookroom::service::relations::model::{CaseLinkKind, NewCaseLink};
    ///
    /// # let office = include!(env!("OFFICE"));
    /// # let (session, case) = (office.session, office.case);
    /// let other = session.service().open(NewCase::new(CaseKind::Complaint, "茶叶受潮"))?;
    /// let kind = CaseLinkKind::Duplicate;
    /// let link = NewCaseLink { kind, case: other.id, other: case.id };
    /// let relations = session.service().relations();
    /// assert_eq!(relations.link_many(vec![link])?.len(), 1);
    /// let back = NewCaseLink { kind, case: case.id, other: other.id };
    /// assert_eq!(relations.link(back).unwrap_err().code().slug(), "cycle");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn link_many(&self, links: Vec<NewCaseLink>) -> Result<Vec<CaseLink>> {
        self.session.run(LinkCases { links })
    }

    /// Takes a link away.
    ///
    /// # Errors
    /// As [`Relations::unlink_many`].
    ///
    /// # Examples
    /// ```
    /// use bookroom::service::model::{CaseKind, NewCase};
    /// use bookroom::service::relations::model::{CaseLinkKind, NewCaseLink};
    ///
    /// # let office = include!(env!("OFFICE"));
    /// # let (session, case) = (office.session, office.case);
    /// let other = session.service().open(NewCase::new(CaseKind::Request, "退换规则"))?;
    /// let kind = CaseLinkKind::Related;
    /// let relations = session.service().relations();
    /// let link = relations.link(NewCaseLink { kind, case: case.id, other: other.id })?;
    /// assert_eq!(relations.unlink(link.id)?, link);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn unlink(&self, link: CaseLinkId) -> Result<CaseLink> {
        super::one(self.unlink_many(vec![link]))
    }

    /// Takes links away, and returns them as they were.
    ///
    /// # Errors
    /// `not_permitted`, `not_found`, `repeated`, `too_many`; `wrong_state` for what was merged,
    /// which [`Relations::unmerge`] gives back, and for what was split off, with the fact `kind`.
    ///
    /// # Examples
    /// ```
    /// # let office = include!(env!("OFFICE"));
    /// # let session = office.session;
    /// assert!(session.service().relations().unlink_many(Vec::new())?.is_empty());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn unlink_many(&self, links: Vec<CaseLinkId>) -> Result<Vec<CaseLink>> {
        self.session.run(UnlinkCases { links })
    }

    /// Goes on with open cases as parts of another open one: they are merged, their clocks stop,
    /// and their notes and tasks are shown with the other. What had been merged into them comes
    /// along. Returns the merged cases.
    ///
    /// # Errors
    /// `not_permitted`, `not_found`, `version_conflict`, `wrong_state`, `cycle`, `repeated`,
    /// `too_many`; `other_customer` for a case of another customer, or of one where the other has
    /// none.
    ///
    /// # Examples
    /// ```
    /// use bookroom::service::model::{CaseKind, CaseState, NewCase};
    /// use bookroom::values::PageRequest;
    ///
    /// # let office = include!(env!("OFFICE"));
    /// # let (session, case) = (office.session, office.case);
    /// let again = session.service().open(NewCase::new(CaseKind::Complaint, "怎么还没有处理"))?;
    /// session.service().add_note(again.id, "已电话安抚", false)?;
    /// let relations = session.service().relations();
    /// let merged = relations.merge(vec![(&again).into()], (&case).into())?;
    /// assert_eq!((merged[0].state, merged[0].merged_into), (CaseState::Merged, Some(case.id)));
    /// let notes = session.service().notes(case.id, &PageRequest::default())?;
    /// assert_eq!(notes.items[0].case, again.id);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn merge(&self, cases: Vec<CaseVersion>, into: CaseVersion) -> Result<Vec<Case>> {
        self.session.run(MergeCases { cases, into })
    }

    /// Goes on with merged cases by themselves, each where it stood before, with its notes, its
    /// tasks and what had been merged into it. The time as a part of another is a pause of its
    /// clocks.
    ///
    /// # Errors
    /// `not_permitted`, `not_found`, `version_conflict`, `wrong_state`, `repeated`, `too_many`.
    ///
    /// # Examples
    /// ```
    /// use bookroom::service::model::{CaseKind, CaseState, NewCase};
    ///
    /// # let office = include!(env!("OFFICE"));
    /// # let (session, case) = (office.session, office.case);
    /// let again = session.service().open(NewCase::new(CaseKind::Complaint, "怎么还没有处理"))?;
    /// let relations = session.service().relations();
    /// let merged = relations.merge(vec![(&again).into()], (&case).into())?;
    /// let back = relations.unmerge(vec![(&merged[0]).into()])?;
    /// assert_eq!((back[0].state, back[0].merged_into), (CaseState::New, None));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn unmerge(&self, cases: Vec<CaseVersion>) -> Result<Vec<Case>> {
        self.session.run(UnmergeCases { cases })
    }

    /// Makes a part of a case a case of its own, with some of its notes; the two are linked.
    /// Returns the new case.
    ///
    /// # Errors
    /// `not_permitted` (it takes `cases.add` too), `field_not_permitted`, `not_found`,
    /// `version_conflict`, `wrong_state` for a merged case, `required`, `too_long`,
    /// `bad_character`, `bad_date`, `date_order`, `unknown_reference`, `retired`, `repeated`,
    /// `too_many`.
    ///
    /// # Examples
    /// ```
    /// use bookroom::service::relations::model::CaseSplit;
    ///
    /// # let office = include!(env!("OFFICE"));
    /// # let (session, case) = (office.session, office.case);
    /// let note = session.service().add_message(case.id, "发票也开错了")?;
    /// let part = session.service().relations().split(CaseSplit {
    ///     notes: vec![note.id],
    ///     ..CaseSplit::of(&case, "发票抬头有误")
    /// })?;
    /// assert_eq!(part.opened_at, note.created_at);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn split(&self, split: CaseSplit) -> Result<Case> {
        super::one(self.session.run(SplitCase { split }))
    }
}

/// Refuses to give locked cases to a customer that is not the one of what was merged into them.
pub(super) fn check_customers(
    tx: &mut Tx<'_>,
    before: &[CaseRow],
    after: &[CaseRow],
) -> Result<()> {
    let changes = || {
        let pairs = before.iter().zip(after).enumerate();
        pairs.filter(|(_, (old, new))| old.customer_id != new.customer_id)
    };
    let ids: Vec<i64> = changes().map(|(_, (old, _))| old.id).collect();
    let book = tx.book_id();
    let below = store::customers_below(tx.conn, book, &ids)?;
    let mut check = Check::new();
    for (index, (_, new)) in changes() {
        let wanted: Option<&BTreeSet<i64>> = below.get(&new.id);
        let is_other = |id: &i64| new.customer_id != Some(*id);
        let fits = !wanted.is_some_and(|ids| ids.iter().any(is_other));
        check.require(fits, &format!("edits[{index}].edit.customer"), Code::OtherCustomer);
    }
    check.finish()
}
