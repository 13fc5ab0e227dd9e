//! Looking into the index: ranges of it are gone through as long as hits are wanted, what they name
//! is looked at whole, and only what the operator may see counts.

mod beside;

use std::collections::{BTreeMap, BTreeSet};

use super::model::{SearchCount, SearchHit, SearchKind, SearchQuery, SearchResults};
use super::rules::{self, Fit, Sought, Word};
use super::store::{self, Shown};
use crate::error::Result;
use crate::index::{self, Body, Part, Piece, Searched, Span, folded};
use crate::interrupt;
use crate::rights::permission::Reach;
use crate::rights::permit::Scope;
use crate::values::{Check, CustomerId};
use crate::work::View;

/// How many parts of the index are read at first, and at most together.
const PAGE: usize = 128;
const LONG_PAGE: usize = 4_096;
/// How far parts are counted to tell which of several ranges holds fewer.
const COUNTED: usize = 500;
/// The fewest records that are put in order, so that the best of them come first.
const ORDERED: usize = 60;
/// Of how many customers the documents and cases are found.
const CUSTOMERS: usize = 20;

/// A record that was found.
struct Found {
    kind: SearchKind,
    id: i64,
    fit: Fit,
    /// The folded text by which it was found.
    text: String,
}

/// Finds what fits.
pub(super) fn find(view: &mut View<'_>, query: &SearchQuery) -> Result<SearchResults> {
    let mut check = Check::new();
    let region = view.book.currency.phone_region();
    let (sought, limit) = rules::read(query, &region, &mut check);
    check.finish()?;
    let wanted = |kind: &SearchKind| query.kinds.is_empty() || query.kinds.contains(kind);
    let (mut found, mut counts) = (Vec::new(), Vec::new());
    let mut of_customers: Option<Vec<(i64, Part)>> = None;
    for kind in SearchKind::ALL.iter().copied().filter(wanted) {
        let Ok(scope) = view.scope_of(kind.seen_with()) else { continue };
        let mut of_kind = OfKind::new(view, kind, scope, limit)?;
        if let Some(sought) = &sought {
            of_kind.find(view, sought)?;
            if matches!(kind, SearchKind::Invoice | SearchKind::Case) {
                let of = match of_customers.take() {
                    Some(known) => known,
                    None => best_customers(view, sought, &found, wanted(&SearchKind::Customer))?,
                };
                of_kind.add_of_customers(view, &of)?;
                of_customers = Some(of);
            }
            of_kind.find_beside_customers(view, sought)?;
        }
        let count = i64::try_from(of_kind.found.len()).unwrap_or(i64::MAX);
        counts.push(SearchCount { kind, count, more: of_kind.more });
        found.extend(of_kind.into_found());
    }
    let all = found.len();
    let hits = in_order(view, found, limit)?;
    let more = all > hits.len() || counts.iter().any(|it| it.more);
    Ok(SearchResults { hits, counts, more })
}

/// The customers whose documents and cases are found as well, and by which kind of text.
fn best_customers(
    view: &mut View<'_>,
    sought: &Sought,
    found: &[Found],
    is_known: bool,
) -> Result<Vec<(i64, Part)>> {
    let kind = SearchKind::Customer;
    let of = |found: &[Found]| {
        let mut fits: Vec<(Fit, i64)> =
            found.iter().filter(|it| it.kind == kind).map(|it| (it.fit, it.id)).collect();
        fits.sort_unstable();
        fits.into_iter().map(|(fit, id)| (id, fit.part)).take(CUSTOMERS).collect::<Vec<_>>()
    };
    if is_known {
        return Ok(of(found));
    }
    let Ok(scope) = view.scope_of(kind.seen_with()) else { return Ok(Vec::new()) };
    let mut of_kind = OfKind::new(view, kind, scope, CUSTOMERS)?;
    of_kind.find(view, sought)?;
    Ok(of(&of_kind.into_found()))
}

/// The search for records of one kind.
struct OfKind {
    kind: SearchKind,
    searched: &'static Searched,
    scope: Scope,
    /// The texts that may be read.
    parts: Vec<Part>,
    /// How many are enough.
    enough: usize,
    seen: BTreeSet<i64>,
    found: BTreeMap<i64, (Fit, String)>,
    more: bool,
}

impl OfKind {
    fn new(view: &View<'_>, kind: SearchKind, scope: Scope, limit: usize) -> Result<Self> {
        let all = view.cards.iter().flat_map(|card| card.searched);
        let searched = all.into_iter().find(|it| it.kind == kind.slug());
        let searched = searched.ok_or(crate::error::Code::Internal)?;
        let is_open = |part: &Part| index::Class::of(*part) == index::Class::Open;
        let protected = searched.protected.iter();
        let readable = protected.filter(|(_, field)| view.fields.can_read(*field));
        let open = Part::ALL.iter().copied().filter(is_open);
        let parts = open.chain(readable.map(|(part, _)| *part)).collect();
        let enough = (2 * limit).max(ORDERED);
        let (seen, found) = (BTreeSet::new(), BTreeMap::new());
        Ok(Self { kind, searched, scope, parts, enough, seen, found, more: false })
    }

    /// Goes through the ranges of the word that fewest records have.
    fn find(&mut self, view: &mut View<'_>, sought: &Sought) -> Result<()> {
        let mut best: Option<(usize, Vec<Span>)> = None;
        for word in &sought.words {
            let (count, spans) = self.spans_of(view, word, sought.words.len() == 1)?;
            if best.as_ref().is_none_or(|(known, _)| count < *known) {
                best = Some((count, spans));
            }
        }
        for span in best.map(|(_, spans)| spans).unwrap_or_default() {
            if self.go_through(view, sought, &span)? {
                self.more = true;
                break;
            }
        }
        Ok(())
    }

    /// The ranges in which all lies that a word finds, and how many parts they hold, as far as
    /// they are counted: not at all when there is nothing to choose.
    fn spans_of(
        &self,
        view: &mut View<'_>,
        word: &Word,
        is_only: bool,
    ) -> Result<(usize, Vec<Span>)> {
        let (mut count, mut spans) = (0, Vec::new());
        for choice in rules::steps(self.searched.code, word, &self.parts) {
            let is_clear = choice.len() == 1 && is_only;
            let (few, span) = if is_clear { (0, choice[0]) } else { fewest(view, &choice)? };
            // Beginnings are within the range that follows them.
            count += if spans.is_empty() { 0 } else { few };
            spans.push(span);
        }
        Ok((count, spans))
    }

    /// Looks at all that a range names; true when enough was found before its end.
    fn go_through(&mut self, view: &mut View<'_>, sought: &Sought, span: &Span) -> Result<bool> {
        let book = view.book_id();
        let (mut after, mut size) = (None, PAGE);
        loop {
            interrupt::look()?;
            if self.found.len() >= self.enough {
                return Ok(true);
            }
            let page = index::page_of(view.conn, book, span, after, size)?;
            after = page.last().copied();
            let is_last = page.len() < size;
            let ids: Vec<i64> =
                page.into_iter().map(|(_, id)| id).filter(|id| self.seen.insert(*id)).collect();
            self.look_at(view, sought, &ids)?;
            if is_last {
                return Ok(false);
            }
            size = (size * 2).min(LONG_PAGE);
        }
    }

    /// Keeps those of these records that fit and may be seen.
    fn look_at(&mut self, view: &mut View<'_>, sought: &Sought, ids: &[i64]) -> Result<()> {
        let (book, code) = (view.book_id(), self.searched.code);
        let docs = index::load_docs(view.conn, book, code, ids)?;
        let mut fitting = BTreeMap::new();
        for (id, body) in docs {
            let texts = Body::read(&body).texts;
            if let Some(fit) = sought.fit(&texts, |part| self.parts.contains(&part)) {
                let text = texts.into_iter().nth(fit.text).map(|(_, text)| text);
                fitting.insert(id, (fit, text.unwrap_or_default()));
            }
        }
        self.keep(view, fitting)
    }

    fn keep(
        &mut self,
        view: &mut View<'_>,
        mut fitting: BTreeMap<i64, (Fit, String)>,
    ) -> Result<()> {
        let seen = self.seen_of(view, fitting.keys().copied())?;
        fitting.retain(|id, _| seen.contains(id));
        self.found.extend(fitting);
        Ok(())
    }

    /// Those of these records that the operator may see.
    fn seen_of(
        &self,
        view: &mut View<'_>,
        ids: impl Iterator<Item = i64>,
    ) -> Result<BTreeSet<i64>> {
        let kind = self.kind.slug();
        let covers = view.cards.iter().flat_map(|card| card.covers).find(|it| it.kind == kind);
        match covers.filter(|it| it.private || !self.sees_all()) {
            Some(covers) => (covers.pick)(view.conn, &self.scope, ids.collect()),
            None => Ok(ids.collect()),
        }
    }

    /// The newest records of customers that were found.
    fn add_of_customers(&mut self, view: &mut View<'_>, customers: &[(i64, Part)]) -> Result<()> {
        if customers.is_empty() {
            return Ok(());
        }
        let wanted = self.enough + 1;
        let limit = i64::try_from(wanted).unwrap_or(i64::MAX);
        let parts: BTreeMap<i64, Part> = customers.iter().copied().collect();
        let of: Vec<i64> = parts.keys().copied().collect();
        let ids = store::load_newest_of(view.conn, view.book_id(), self.kind, &of, limit)?;
        self.more |= ids.len() >= wanted;
        let fresh = ids.into_iter().filter(|(id, _)| !self.found.contains_key(id));
        let fit = |of: i64| Fit::by_customer(parts.get(&of).copied().unwrap_or(Part::Name));
        let fitting = fresh.map(|(id, of)| (id, (fit(of), String::new()))).collect();
        self.keep(view, fitting)
    }

    fn sees_all(&self) -> bool {
        self.scope.reach() == Reach::All
    }

    fn into_found(self) -> Vec<Found> {
        let Self { kind, found, .. } = self;
        found.into_iter().map(|(id, (fit, text))| Found { kind, id, fit, text }).collect()
    }
}

/// The range of a choice that holds fewest parts, and how many, as far as they are counted.
fn fewest(view: &mut View<'_>, choice: &[Span]) -> Result<(usize, Span)> {
    let book = view.book_id();
    let mut best = None;
    for span in choice {
        let count = index::page_of(view.conn, book, span, None, COUNTED)?.len();
        if best.is_none_or(|(known, _)| count < known) {
            best = Some((count, *span));
        }
        if count == 0 {
            break;
        }
    }
    best.ok_or_else(|| crate::error::Code::Internal.into())
}

/// The best of what was found, as hits.
fn in_order(view: &mut View<'_>, found: Vec<Found>, limit: usize) -> Result<Vec<SearchHit>> {
    let me = view.scope.operator().0;
    let mut shown: BTreeMap<(SearchKind, i64), Shown> = BTreeMap::new();
    for kind in SearchKind::ALL.iter().copied() {
        let ids: Vec<i64> = found.iter().filter(|it| it.kind == kind).map(|it| it.id).collect();
        if !ids.is_empty() {
            let scope = view.scope_of(kind.seen_with())?;
            let of_kind = store::load(view.conn, &scope, kind, &ids)?;
            shown.extend(of_kind.into_iter().map(|(id, shown)| ((kind, id), shown)));
        }
    }
    let mut ordered: Vec<(Found, Shown)> = found
        .into_iter()
        .filter_map(|found| {
            let shown = shown.remove(&(found.kind, found.id))?;
            Some((found, shown))
        })
        .collect();
    ordered.sort_by_cached_key(|(found, shown)| {
        let Fit { how, part, .. } = found.fit;
        let is_others = shown.owner != Some(me);
        let day = std::cmp::Reverse(shown.day);
        (how, found.fit.is_later(), part, is_others, day, found.kind, found.id)
    });
    ordered.truncate(limit);
    let pieces = pieces_of(view, &ordered)?;
    let hit = |(found, shown): (Found, Shown)| {
        let Shown { title, subtitle, customer, active, .. } = shown;
        let texts = pieces.get(&(found.kind, found.id));
        let piece = texts
            .into_iter()
            .flatten()
            .find(|piece| piece.part == found.fit.part && folded(&piece.text) == found.text);
        let text = piece.map(|piece| piece.shown.clone()).filter(|text| *text != title);
        SearchHit {
            kind: found.kind,
            id: found.id,
            title,
            subtitle,
            fit: found.fit.how,
            field: found.fit.part,
            found: text,
            customer: customer.map(CustomerId),
            active,
        }
    };
    Ok(ordered.into_iter().map(hit).collect())
}

/// The texts of the hits, as they are shown.
fn pieces_of(
    view: &mut View<'_>,
    hits: &[(Found, Shown)],
) -> Result<BTreeMap<(SearchKind, i64), Vec<Piece>>> {
    let mut pieces = BTreeMap::new();
    for kind in SearchKind::ALL.iter().copied() {
        let of_kind = hits.iter().filter(|(found, _)| found.kind == kind);
        let ids: Vec<i64> = of_kind.map(|(found, _)| found.id).collect();
        let all = view.cards.iter().flat_map(|card| card.searched);
        let searched = all.into_iter().find(|it| it.kind == kind.slug());
        if let (Some(searched), false) = (searched, ids.is_empty()) {
            let found = (searched.load)(view.conn, view.book.id.0, &ids)?;
            pieces.extend(found.into_iter().map(|(id, texts)| ((kind, id), texts)));
        }
    }
    Ok(pieces)
}
