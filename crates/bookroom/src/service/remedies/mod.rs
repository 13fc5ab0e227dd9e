//! What a complaint leads to: a credit note, a replacement, a refund. One proposes, somebody who
//! may approves, and the document is there in the same transaction.

pub mod commands;
pub mod model;
mod rules;
pub(crate) mod store;

use chrono::NaiveDate;
use commands::{ApproveRemedy, ProposeRemedies, RefuseRemedy, WithdrawRemedy};
use model::{CaseRemedy, NewCaseRemedy, RemedyFilter};

pub(crate) use store::list as list_remedies;

use super::Service;
use crate::error::Result;
use crate::rights::permission::Permission;
use crate::values::{CaseRemedyId, Page, PageRequest};
use crate::work::Session;

/// What complaints lead to. Approving takes `cases.approve_remedies` and besides what the document
/// takes by hand: `invoices.credit` for a credit note, `invoices.edit` for a replacement,
/// `payments.record` for a refund. When the document is cancelled or discarded, the remedy is
/// reversed in the same transaction.
pub struct Remedies<'s> {
    session: &'s Session,
}

impl<'s> Service<'s> {
    /// What complaints lead to: credit notes, replacements, refunds.
    ///
    /// # Examples
    /// ```
    /// use bookroom::service::remedies::model::RemedyFilter;
    /// use bookroom::values::PageRequest;
    ///
    /// # let office = include!(env!("OFFICE"));
    /// # let session = office.session;
    /// let all = (RemedyFilter::default(), PageRequest::default());
    /// assert!(session.service().remedies().list(&all.0, &all.1)?.items.is_empty());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn remedies(&self) -> Remedies<'s> {
        Remedies { session: self.session }
    }
}

impl Remedies<'_> {
    /// One remedy.
    ///
    /// # Errors
    /// `not_permitted`, `not_found`.
    ///
    /// # Examples
    /// ```
    /// # let office = include!(env!("OFFICE"));
    /// # let session = office.session;
    /// let missing = session.service().remedies().get(1.into()).unwrap_err();
    /// assert_eq!(missing.code().slug(), "not_found");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn get(&self, id: CaseRemedyId) -> Result<CaseRemedy> {
        self.session.read(Permission::CasesView, |view| store::get(view, id))
    }

    /// The remedies that a filter wants, in the order in which they were proposed: those of a
    /// case, those that wait for somebody to decide, the one that a document came from. A page may
    /// hold fewer than asked for.
    ///
    /// # Errors
    /// `not_permitted`, `out_of_range`, `bad_cursor`.
    ///
    /// # Examples
    /// ```
    /// use bookroom::service::remedies::model::{RemedyFilter, RemedyState};
    /// use bookroom::values::PageRequest;
    ///
    /// # let office = include!(env!("OFFICE"));
    /// # let session = office.session;
    /// let waiting = RemedyFilter { states: vec![RemedyState::Proposed], ..Default::default() };
    /// let page = session.service().remedies().list(&waiting, &PageRequest::default())?;
    /// assert!(page.items.is_empty());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn list(&self, filter: &RemedyFilter, page: &PageRequest) -> Result<Page<CaseRemedy>> {
        self.session.read(Permission::CasesView, |view| store::list(view, filter, page))
    }

    /// Proposes a remedy.
    ///
    /// # Errors
    /// As [`Remedies::propose_many`].
    ///
    /// # Examples
    /// ```
    /// use bookroom::service::model::{CaseKind, NewCase};
    /// use bookroom::service::remedies::model::{NewCaseRemedy, RemedyState, RemedyTerms};
    ///
    /// # let office = include!(env!("OFFICE"));
    /// # let (session, customer, invoice) = (office.session, office.customer, office.invoice);
    /// let case = session.service().open(NewCase {
    ///     customer: Some(customer.id),
    ///     invoice: Some(invoice.id),
    ///     ..NewCase::new(CaseKind::Complaint, "茶叶受潮")
    /// })?;
    /// let (terms, reason) = (RemedyTerms::whole_credit(), "整批受潮".to_owned());
    /// let remedy = NewCaseRemedy { case: case.id, terms, reason };
    /// let proposed = session.service().remedies().propose(remedy)?;
    /// assert_eq!(proposed.state, RemedyState::Proposed);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn propose(&self, remedy: NewCaseRemedy) -> Result<CaseRemedy> {
        super::one(self.propose_many(vec![remedy]))
    }

    /// Proposes remedies.
    ///
    /// # Errors
    /// `not_permitted`, `field_not_permitted`, `not_found`, `wrong_state` for a case that is merged
    /// or rejected, `required` (the reason; a customer of the case; an invoice), `too_long`,
    /// `bad_character`, `too_many`, `no_lines`, `must_be_positive`, `too_many_decimals`,
    /// `out_of_range`, `unknown_reference` for an invoice that is not the customer's.
    ///
    /// # Examples
    /// ```
    /// # let office = include!(env!("OFFICE"));
    /// # let session = office.session;
    /// assert!(session.service().remedies().propose_many(Vec::new())?.is_empty());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn propose_many(&self, remedies: Vec<NewCaseRemedy>) -> Result<Vec<CaseRemedy>> {
        self.session.run(ProposeRemedies { remedies })
    }

    /// Approves a remedy: the credit note is posted, the replacement drafted, the money recorded
    /// as paid back, on a day (today when absent), and linked. All of it, or nothing.
    ///
    /// # Errors
    /// `not_permitted`, also for want of what the document takes; `field_not_permitted`,
    /// `not_found`, `version_conflict`, `wrong_state`, and whatever the document is refused for.
    ///
    /// # Examples
    /// ```
    /// use bookroom::service::model::{CaseKind, NewCase};
    /// use bookroom::service::remedies::model::{NewCaseRemedy, RemedyFilter, RemedyTerms};
    /// use bookroom::values::PageRequest;
    ///
    /// # let office = include!(env!("OFFICE"));
    /// # let (session, customer, invoice) = (office.session, office.customer, office.invoice);
    /// let case = session.service().open(NewCase {
    ///     customer: Some(customer.id),
    ///     invoice: Some(invoice.id),
    ///     ..NewCase::new(CaseKind::Complaint, "茶叶受潮")
    /// })?;
    /// let (terms, reason) = (RemedyTerms::whole_credit(), "整批受潮".to_owned());
    /// let remedies = session.service().remedies();
    /// let remedy = remedies.propose(NewCaseRemedy { case: case.id, terms, reason })?;
    /// let remedy = remedies.approve(remedy.id, remedy.version, None, Some("属实"))?;
    /// let note = session.billing().invoices().get(remedy.document.unwrap())?;
    /// assert_eq!((note.corrects, note.gross), (Some(invoice.id), invoice.gross));
    /// // And back: which complaint is behind the credit note?
    /// let filter = RemedyFilter { document: Some(note.id), ..RemedyFilter::default() };
    /// assert_eq!(remedies.list(&filter, &PageRequest::default())?.items[0].case, case.id);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn approve(
        &self,
        id: CaseRemedyId,
        version: i64,
        on: Option<NaiveDate>,
        decision: Option<&str>,
    ) -> Result<CaseRemedy> {
        let decision = decision.map(str::to_owned);
        self.session.run(ApproveRemedy { id, version, on, decision })
    }

    /// Refuses a remedy, and says why.
    ///
    /// # Errors
    /// `not_permitted`, `field_not_permitted`, `not_found`, `version_conflict`, `wrong_state`,
    /// `required`, `too_long`, `bad_character`.
    ///
    /// # Examples
    /// ```
    /// use bookroom::service::model::{CaseKind, NewCase};
    /// use bookroom::service::remedies::model::{NewCaseRemedy, RemedyState, RemedyTerms};
    ///
    /// # let office = include!(env!("OFFICE"));
    /// # let (session, customer, invoice) = (office.session, office.customer, office.invoice);
    /// let case = session.service().open(NewCase {
    ///     customer: Some(customer.id),
    ///     invoice: Some(invoice.id),
    ///     ..NewCase::new(CaseKind::Complaint, "茶叶受潮")
    /// })?;
    /// let (terms, reason) = (RemedyTerms::whole_credit(), "整批受潮".to_owned());
    /// let remedies = session.service().remedies();
    /// let remedy = remedies.propose(NewCaseRemedy { case: case.id, terms, reason })?;
    /// let refused = remedies.refuse(remedy.id, remedy.version, "签收时完好")?;
    /// assert_eq!((refused.state, refused.document), (RemedyState::Refused, None));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn refuse(&self, id: CaseRemedyId, version: i64, decision: &str) -> Result<CaseRemedy> {
        self.session.run(RefuseRemedy { id, version, decision: decision.to_owned() })
    }

    /// Takes a remedy back before somebody has decided.
    ///
    /// # Errors
    /// `not_permitted`, `not_found`, `version_conflict`, `wrong_state`.
    ///
    /// # Examples
    /// ```
    /// use bookroom::service::model::{CaseKind, NewCase};
    /// use bookroom::service::remedies::model::{NewCaseRemedy, RemedyState, RemedyTerms};
    ///
    /// # let office = include!(env!("OFFICE"));
    /// # let (session, customer, invoice) = (office.session, office.customer, office.invoice);
    /// let case = session.service().open(NewCase {
    ///     customer: Some(customer.id),
    ///     invoice: Some(invoice.id),
    ///     ..NewCase::new(CaseKind::Complaint, "茶叶受潮")
    /// })?;
    /// let (terms, reason) = (RemedyTerms::whole_credit(), "整批受潮".to_owned());
    /// let remedies = session.service().remedies();
    /// let remedy = remedies.propose(NewCaseRemedy { case: case.id, terms, reason })?;
    /// let withdrawn = remedies.withdraw(remedy.id, remedy.version)?;
    /// assert_eq!(withdrawn.state, RemedyState::Withdrawn);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn withdraw(&self, id: CaseRemedyId, version: i64) -> Result<CaseRemedy> {
        self.session.run(WithdrawRemedy { id, version })
    }
}
