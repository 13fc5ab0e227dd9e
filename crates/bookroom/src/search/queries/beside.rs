//! Several words of which some stand in a record and the others in its customer, as people type
//! whose case or document they mean and what it is about.

use std::collections::{BTreeMap, BTreeSet};

use super::{OfKind, PAGE};
use crate::error::Result;
use crate::index::{self, Body, Part, Span};
use crate::interrupt;
use crate::search::model::SearchKind;
use crate::search::rules::{Fit, Sought, Word};
use crate::search::store;
use crate::work::View;

/// How many records of a word are looked at: a common word beside the name of a customer who has
/// few records of it would be gone through to its end.
const LOOKED: usize = 4_096;

/// How each word fits a record, and its texts.
type Fits = (Vec<Option<Fit>>, Vec<(Part, String)>);

impl OfKind {
    /// Finds records of which some words are told, and the others of their customers.
    pub(super) fn find_beside_customers(
        &mut self,
        view: &mut View<'_>,
        sought: &Sought,
    ) -> Result<()> {
        let belongs =
            matches!(self.kind, SearchKind::Contact | SearchKind::Invoice | SearchKind::Case);
        let customer = SearchKind::Customer;
        if sought.words.len() < 2 || !belongs {
            return Ok(());
        }
        let Ok(scope) = view.scope_of(customer.seen_with()) else { return Ok(()) };
        let customers = OfKind::new(view, customer, scope, self.enough)?;
        for word in &sought.words {
            let (_, spans) = self.spans_of(view, word, false)?;
            // The first range is within the second.
            for span in spans.iter().skip(1) {
                if self.found.len() >= self.enough {
                    self.more = true;
                    return Ok(());
                }
                self.go_through_beside(view, sought, &customers, word, span)?;
            }
        }
        Ok(())
    }

    fn go_through_beside(
        &mut self,
        view: &mut View<'_>,
        sought: &Sought,
        customers: &OfKind,
        word: &Word,
        span: &Span,
    ) -> Result<()> {
        let (mut after, mut size, mut looked) = (None, PAGE, 0);
        while self.found.len() < self.enough {
            interrupt::look()?;
            let page = index::page_of(view.conn, view.book_id(), span, after, size)?;
            after = page.last().copied();
            looked += page.len();
            let ids: Vec<i64> =
                page.iter().map(|(_, id)| *id).filter(|id| !self.found.contains_key(id)).collect();
            self.look_beside(view, sought, customers, word, &ids)?;
            if page.len() < size {
                break;
            }
            // Whoever sees a few must not learn by the count how many there are.
            if looked >= LOOKED && self.sees_all() && customers.sees_all() {
                self.more = true;
                break;
            }
            size = (size * 2).min(LOOKED);
        }
        Ok(())
    }

    /// Keeps those of these records to which the word fits, and the others to their customers.
    fn look_beside(
        &mut self,
        view: &mut View<'_>,
        sought: &Sought,
        customers: &OfKind,
        word: &Word,
        ids: &[i64],
    ) -> Result<()> {
        let own = self.fits_of(view, sought, ids)?;
        let at = sought.words.iter().position(|it| it == word).unwrap_or_default();
        let some: Vec<i64> =
            own.iter().filter(|(_, (fits, _))| fits[at].is_some()).map(|(id, _)| *id).collect();
        let of = store::load_customers_of(view.conn, view.book_id(), self.kind, &some)?;
        let whose: BTreeSet<i64> = of.values().flatten().copied().collect();
        let whose = customers.seen_of(view, whose.into_iter())?;
        let whose: Vec<i64> = whose.into_iter().collect();
        let theirs = customers.fits_of(view, sought, &whose)?;
        let mut fitting = BTreeMap::new();
        for (id, (fits, texts)) in own {
            // By any of its customers that are seen.
            let of = of.get(&id).into_iter().flatten().filter_map(|customer| theirs.get(customer));
            let all = of.map(|(theirs, _)| theirs).any(|theirs| {
                fits.iter().zip(theirs).all(|(own, theirs)| own.or(*theirs).is_some())
            });
            if let Some(fit) = fits.iter().flatten().max().filter(|_| all) {
                let text = texts.into_iter().nth(fit.text).map(|(_, text)| text);
                fitting.insert(id, (fit.beside_customer(), text.unwrap_or_default()));
            }
        }
        self.keep(view, fitting)
    }

    fn fits_of(
        &self,
        view: &mut View<'_>,
        sought: &Sought,
        ids: &[i64],
    ) -> Result<BTreeMap<i64, Fits>> {
        let docs = index::load_docs(view.conn, view.book_id(), self.searched.code, ids)?;
        let fits = |body: &str| {
            let texts = Body::read(body).texts;
            (sought.fit_each(&texts, |part| self.parts.contains(&part)), texts)
        };
        Ok(docs.into_iter().map(|(id, body)| (id, fits(&body))).collect())
    }
}
