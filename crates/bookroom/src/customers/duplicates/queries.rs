//! Reads: what may be the same, within what the operator sees and may read.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::model::{
    ContactDuplicateSearch, DuplicateContact, DuplicateContactGroup, DuplicateContactPair,
    DuplicateCustomer, DuplicateGroup, DuplicateHint, DuplicatePair, DuplicateSearch,
    FoundContactDuplicates, FoundDuplicates,
};
use super::rules::{Compared, Group, Keys, Pair, Scored, Search, groups};
use super::store::{self, Head, Sought, apart, contacts_apart};
use crate::customers::contacts::model::ContactVersion;
use crate::customers::model::{ChannelKind, Customer, CustomerKind, CustomerVersion, NewCustomer};
use crate::customers::rules::{NAME_LIMIT, channel_key, name_key};
use crate::customers::store::load_visible;
use crate::customers::store::merged::stand_in;
use crate::error::{Code, Error, Problem, Result};
use crate::interrupt;
use crate::values::identifiers;
use crate::values::{Check, ContactId, CustomerId, OperatorId, Page, PageRequest};
use crate::work::View;

/// The most hints at duplicates of one customer.
const HINTS_LIMIT: usize = 50;
/// The most records that are compared with each other.
const RECORDS_LIMIT: usize = 1_000_000;
/// Up to so many new customers are looked up one by one; for more the whole book is gone through.
const LOOKED_UP: usize = 50;

/// What is compared of a customer about to be added.
pub(crate) fn of_new(new: &NewCustomer, region: &str) -> Compared {
    let number = new.tax_number.as_deref().map(str::trim).filter(|number| !number.is_empty());
    let number = number.map(|number| {
        identifiers::normalize(new.tax_kind.unwrap_or_else(|| identifiers::detect(number)), number)
    });
    let keys = |phones: bool| {
        let wanted = new.channels.iter().filter(move |it| {
            let is_phone = matches!(it.kind, ChannelKind::Phone | ChannelKind::Mobile);
            if phones { is_phone } else { it.kind == ChannelKind::Email }
        });
        wanted.map(|it| channel_key(it, region)).filter(|key| !key.is_empty()).collect()
    };
    let billing = new.billing.clone().unwrap_or_default();
    let names = [Some(new.name.clone()), new.legal_name.clone(), billing.title];
    let accounts = new.bank_accounts.iter().map(|it| it.account_number.clone());
    Compared {
        is_person: new.kind == CustomerKind::Person,
        names: names.into_iter().flatten().filter(|it| !it.trim().is_empty()).collect(),
        tax_number: number,
        phones: keys(true),
        mails: keys(false),
        accounts: accounts.chain(billing.account).collect(),
        addresses: new.addresses.clone(),
        customer: None,
    }
}

/// What is compared of a customer.
pub(crate) fn of_record(customer: &Customer, region: &str) -> Compared {
    let new = NewCustomer {
        kind: customer.kind,
        name: customer.name.clone(),
        legal_name: customer.legal_name.clone(),
        tax_kind: customer.tax_kind,
        tax_number: customer.tax_number.clone(),
        channels: customer.channels.clone(),
        addresses: customer.addresses.clone(),
        bank_accounts: customer.bank_accounts.clone(),
        billing: customer.billing.clone(),
        ..NewCustomer::default()
    };
    of_new(&new, region)
}

/// What new customers are looked up by in the tables and in the index of the search.
fn sought(new: &[Compared]) -> Sought {
    let mut sought = Sought::default();
    for one in new {
        sought.tax_numbers.extend(one.tax_number.clone());
        sought.channels.extend(one.phones.iter().chain(&one.mails).cloned());
        let names = one.names.iter().map(|name| name_key(name, NAME_LIMIT));
        sought.names.extend(names.filter(|key| !key.is_empty()));
        for name in Keys::of(one).names {
            let stem = crate::index::folded(&name.stem);
            let stem: Vec<char> = stem.chars().filter(|it| *it != ' ').collect();
            let latin = stem.iter().all(char::is_ascii);
            let (least, most) = if latin { (3, 6) } else { (2, 3) };
            if stem.len() < least {
                continue;
            }
            // One typing error leaves the one half of a name whole, or the other.
            let head = (stem.len() / 2).clamp(least, most);
            let tail = (stem.len() - stem.len() / 2).clamp(least, most);
            sought.pieces.insert(stem[..head].to_vec());
            sought.pieces.insert(stem[stem.len() - tail..].to_vec());
            for word in name.words.iter().filter(|it| it.chars().count() > 3).take(4) {
                let word: Vec<char> = crate::index::folded(word).chars().collect();
                sought.pieces.extend(word.get(..4).map(<[char]>::to_vec));
            }
            if !latin {
                let first =
                    |it: &char| crate::values::readings::readings(*it).first()?.chars().next();
                let initials: Option<Vec<char>> = stem.iter().take(6).map(first).collect();
                sought.initials.extend(initials.filter(|it| it.len() > 2));
            }
        }
    }
    sought
}

/// A record of the book that is like a new one.
pub(crate) struct Hit {
    pub(crate) head: Head,
    pub(crate) scored: Scored,
}

/// For each of some customers that are not in the book, or will be other than they are: those it
/// has within sight that are like it, from `lowest` on, the highest score first. `own` are the ids
/// of those that are in the book.
pub(crate) fn like(
    view: &mut View<'_>,
    new: &[Compared],
    own: &[Option<i64>],
    lowest: i64,
) -> Result<Vec<Vec<Hit>>> {
    let (scope, book) = (view.scope, view.book_id());
    let known = if new.len() > LOOKED_UP {
        all(view, false)?
    } else {
        let sought = sought(new);
        let ids = store::candidates(view.conn, book, &view.fields, &sought)?;
        store::load(view.conn, &scope, &view.fields, &ids)?
    };
    let first = known.len();
    let (mut heads, mut keys) = (Vec::with_capacity(first), Vec::with_capacity(first + new.len()));
    for (head, compared) in known {
        keys.push(Keys::of(&compared));
        heads.push(head);
    }
    keys.extend(new.iter().map(Keys::of));
    let start = u32::try_from(first).unwrap_or(u32::MAX);
    let mut search = Search::new(&keys, lowest);
    search.run(|(one, other)| one < start && other >= start)?;
    let mut hits: Vec<BTreeMap<i64, Hit>> = new.iter().map(|_| BTreeMap::new()).collect();
    let stands = stand_ins(view, &heads)?;
    for ((one, other), scored) in &search.pairs().found {
        let at = usize::try_from(other - start).unwrap_or(usize::MAX);
        let head = usize::try_from(*one).ok().and_then(|one| heads.get(one));
        let (Some(head), Some(hits)) = (head, hits.get_mut(at)) else { continue };
        // Of those that were merged away, who stands for them is told.
        let head = match head.merged_into {
            Some(into) => stands.get(&into),
            None => Some(head),
        };
        let Some(head) = head.filter(|head| own.get(at) != Some(&Some(head.id))) else { continue };
        let better = hits.get(&head.id).is_none_or(|hit| hit.scored.score < scored.score);
        if better {
            hits.insert(head.id, Hit { head: head.clone(), scored: scored.clone() });
        }
    }
    let in_order = |hits: BTreeMap<i64, Hit>| {
        let mut hits: Vec<Hit> = hits.into_values().collect();
        hits.sort_by_key(|hit| (-hit.scored.score, hit.head.id));
        hits.truncate(HINTS_LIMIT);
        hits
    };
    Ok(hits.into_iter().map(in_order).collect())
}

fn stand_ins(view: &mut View<'_>, heads: &[Head]) -> Result<BTreeMap<i64, Head>> {
    let ids: BTreeSet<i64> = heads.iter().filter_map(|head| head.merged_into).collect();
    let scope = view.scope;
    let found = store::load(view.conn, &scope, &view.fields, &ids)?;
    Ok(found.into_iter().map(|(head, _)| (head.id, head)).collect())
}

/// All customers in sight, but those that were merged away.
pub(crate) fn all(view: &mut View<'_>, inactive: bool) -> Result<Vec<store::Known>> {
    let scope = view.scope;
    let (mut known, mut after) = (Vec::new(), 0);
    loop {
        interrupt::look()?;
        let page = store::page(view.conn, &scope, &view.fields, (after, inactive))?;
        let Some((last, _)) = page.last() else { return Ok(known) };
        after = last.id;
        known.extend(page);
        refuse_many(known.len())?;
    }
}

/// As [`all`], of those in use what is compared.
pub(crate) fn all_known(view: &mut View<'_>) -> Result<Vec<(i64, Compared)>> {
    let known = all(view, false)?;
    Ok(known.into_iter().map(|(head, compared)| (head.id, compared)).collect())
}

fn refuse_many(count: usize) -> Result<()> {
    if count > RECORDS_LIMIT {
        return Err(Problem::new(Code::TooMany).fact("limit", RECORDS_LIMIT).into());
    }
    Ok(())
}

/// Those that may be the same as customers about to be added.
pub(crate) fn hints(
    view: &mut View<'_>,
    customers: &[NewCustomer],
) -> Result<Vec<Vec<DuplicateHint>>> {
    let region = view.book.currency.phone_region();
    let new: Vec<Compared> = customers.iter().map(|new| of_new(new, &region)).collect();
    let own = vec![None; new.len()];
    let lowest = view.book.duplicate_warn;
    let hits = like(view, &new, &own, lowest)?;
    let hint = |hit: Hit| DuplicateHint {
        customer: CustomerId(hit.head.id),
        version: hit.head.version,
        name: hit.head.name,
        score: hit.scored.score,
        reasons: hit.scored.reasons,
    };
    Ok(hits.into_iter().map(|hits| hits.into_iter().map(hint).collect()).collect())
}

fn lowest(view: &View<'_>, given: Option<i64>) -> Result<i64> {
    let mut check = Check::new();
    if let Some(score) = given.filter(|score| !(1..=100).contains(score)) {
        let problem = Problem::new(Code::OutOfRange).at("min_score").fact("value", score);
        check.add(problem.fact("low", 1).fact("high", 100));
    }
    check.finish()?;
    Ok(given.unwrap_or(view.book.duplicate_warn))
}

/// Refuses a customer that is not in sight.
fn require_seen(view: &mut View<'_>, customer: Option<CustomerId>) -> Result<()> {
    let Some(CustomerId(id)) = customer else { return Ok(()) };
    let scope = view.scope;
    if load_visible(view.conn, &scope, &[id])?.is_empty() {
        return Err(Error::not_found("customer", id));
    }
    Ok(())
}

/// See [`crate::customers::Customers::find_duplicates`].
pub(crate) fn find(
    view: &mut View<'_>,
    wanted: &DuplicateSearch,
    page: &PageRequest,
) -> Result<FoundDuplicates> {
    page.rows_to_load()?;
    let lowest = lowest(view, wanted.min_score)?;
    let only = stand_in(view, wanted.customer)?;
    require_seen(view, only)?;
    let is_kind = |head: &Head| wanted.kind.is_none_or(|kind| head.kind == kind);
    let (mut heads, mut keys) = (Vec::new(), Vec::new());
    let (scope, mut after) = (view.scope, 0);
    loop {
        interrupt::look()?;
        let page = store::page(view.conn, &scope, &view.fields, (after, wanted.inactive))?;
        let Some((last, _)) = page.last() else { break };
        after = last.id;
        for (head, compared) in page.into_iter().filter(|(head, _)| is_kind(head)) {
            keys.push(Keys::of(&compared));
            heads.push(head);
        }
        refuse_many(heads.len())?;
    }
    let owner = wanted.owner.map(i64::from);
    let is_wanted = |(one, other): Pair| {
        let both = [one, other].map(|at| usize::try_from(at).ok().and_then(|at| heads.get(at)));
        let any = |test: &dyn Fn(&Head) -> bool| both.into_iter().flatten().any(test);
        owner.is_none_or(|owner| any(&|head| head.owner == Some(owner)))
            && only.is_none_or(|only| any(&|head| head.id == only.0))
    };
    let mut search = Search::new(&keys, lowest);
    search.run(is_wanted)?;
    let book = view.book_id();
    let apart = places_of(apart::all(view.conn, book)?, &heads);
    let mut found = groups(&search, lowest, &apart);
    // A group is told for the pair that was asked for.
    found.retain(|group| group.pairs.iter().any(|(pair, _)| is_wanted(*pair)));
    let pairs = search.pairs();
    let count = wide(found.len());
    let shown = shown(found, &heads, page)?;
    Ok(FoundDuplicates {
        groups: shown.items.into_iter().map(|group| of_customers(group, &heads)).collect(),
        next: shown.next,
        count,
        looked_at: wide(heads.len()),
        compared: wide(pairs.compared),
        narrowed: wide(pairs.narrowed),
        left_out: wide(pairs.left_out),
    })
}

fn wide(count: usize) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}

/// Pairs of ids as pairs of places.
fn places_of(apart: BTreeSet<(i64, i64)>, heads: &[Head]) -> BTreeSet<Pair> {
    let place = |id: i64| {
        let at = heads.binary_search_by_key(&id, |head| head.id).ok()?;
        u32::try_from(at).ok()
    };
    apart.into_iter().filter_map(|(one, other)| Some((place(one)?, place(other)?))).collect()
}

/// What a page goes on after: a score, and the ids of a group.
#[derive(Serialize, serde::Deserialize)]
struct Last(i64, Vec<i64>);

/// A page of groups.
fn shown(found: Vec<Group>, heads: &[Head], page: &PageRequest) -> Result<Page<Group>> {
    let last = page.key::<Last>()?;
    let ids = |group: &Group| -> Vec<i64> {
        group.members.iter().filter_map(|at| Some(head(heads, *at)?.id)).collect()
    };
    let comes_after = |group: &Group| {
        last.as_ref().is_none_or(|Last(score, of)| (-score, of) < (-group.score, &ids(group)))
    };
    let limit = usize::try_from(page.rows_to_load()?).unwrap_or(usize::MAX);
    let rows: Vec<Group> = found.into_iter().filter(comes_after).take(limit).collect();
    Ok(Page::cut(rows, page.limit, |group| Last(group.score, ids(group))))
}

fn head(heads: &[Head], at: u32) -> Option<&Head> {
    heads.get(usize::try_from(at).ok()?)
}

fn of_customers(group: Group, heads: &[Head]) -> DuplicateGroup {
    let customer = |at: &u32| {
        let head = head(heads, *at)?;
        Some(DuplicateCustomer {
            customer: CustomerVersion { id: CustomerId(head.id), version: head.version },
            code: head.code.clone(),
            kind: head.kind,
            name: head.name.clone(),
            owner: head.owner.map(OperatorId),
        })
    };
    let pair = |((one, other), scored): (Pair, Scored)| {
        Some(DuplicatePair {
            first: CustomerId(head(heads, one)?.id),
            second: CustomerId(head(heads, other)?.id),
            score: scored.score,
            reasons: scored.reasons,
        })
    };
    DuplicateGroup {
        score: group.score,
        customers: group.members.iter().filter_map(customer).collect(),
        pairs: group.pairs.into_iter().filter_map(pair).collect(),
    }
}

/// See [`crate::customers::Customers::find_duplicate_contacts`].
pub(crate) fn find_contacts(
    view: &mut View<'_>,
    wanted: &ContactDuplicateSearch,
    page: &PageRequest,
) -> Result<FoundContactDuplicates> {
    page.rows_to_load()?;
    let lowest = lowest(view, wanted.min_score)?;
    let of = stand_in(view, wanted.customer)?;
    let scope = view.scope;
    require_seen(view, of)?;
    let (mut heads, mut keys, mut titles) = (Vec::new(), Vec::new(), BTreeMap::new());
    let mut after = 0;
    loop {
        interrupt::look()?;
        let which = (after, wanted.inactive, of.map(i64::from));
        let page = store::page_of_contacts(view.conn, &scope, &view.fields, which)?;
        let Some((last, ..)) = page.last() else { break };
        after = last.id;
        for (head, compared, title) in page {
            keys.push(Keys::of(&compared));
            titles.extend(title.map(|title| (head.id, title)));
            heads.push(head);
        }
        refuse_many(heads.len())?;
    }
    let mut search = Search::new(&keys, lowest);
    search.run(|_| true)?;
    let book = view.book_id();
    let apart = places_of(contacts_apart::all(view.conn, book)?, &heads);
    let found = groups(&search, lowest, &apart);
    let pairs = search.pairs();
    let count = wide(found.len());
    let shown = shown(found, &heads, page)?;
    Ok(FoundContactDuplicates {
        groups: shown.items.into_iter().map(|it| of_contacts(it, &heads, &titles)).collect(),
        next: shown.next,
        count,
        looked_at: wide(heads.len()),
        compared: wide(pairs.compared),
        narrowed: wide(pairs.narrowed),
        left_out: wide(pairs.left_out),
    })
}

fn of_contacts(
    group: Group,
    heads: &[Head],
    titles: &BTreeMap<i64, String>,
) -> DuplicateContactGroup {
    let contact = |at: &u32| {
        let head = head(heads, *at)?;
        Some(DuplicateContact {
            contact: ContactVersion { id: ContactId(head.id), version: head.version },
            customer: CustomerId(head.customer),
            name: head.name.clone(),
            title: titles.get(&head.id).cloned(),
        })
    };
    let pair = |((one, other), scored): (Pair, Scored)| {
        Some(DuplicateContactPair {
            first: ContactId(head(heads, one)?.id),
            second: ContactId(head(heads, other)?.id),
            score: scored.score,
            reasons: scored.reasons,
        })
    };
    DuplicateContactGroup {
        score: group.score,
        contacts: group.members.iter().filter_map(contact).collect(),
        pairs: group.pairs.into_iter().filter_map(pair).collect(),
    }
}
