//! Who reports to whom: within the customers where a person stands and their families, and never in
//! a circle, whichever customer one looks at.

use std::collections::{BTreeMap, BTreeSet};

use super::Draft;
use crate::customers::commands::relations::roots;
use crate::customers::contacts::links::store as links;
use crate::customers::contacts::store::load_rows;
use crate::customers::contacts::store::superiors as rows;
use crate::error::{Code, Problem, Result};
use crate::rights::permission::Permission;
use crate::values::Check;
use crate::work::Tx;

/// The most levels of contacts above each other.
pub(crate) const DEPTH_LIMIT: usize = 50;

/// Has those who say who reports to whom come one after another: two that are right by themselves
/// can close a circle. Comes before any other lock.
pub(crate) fn hold(tx: &mut Tx<'_>) -> Result<()> {
    tx.hold("contact_superiors")
}

/// Checks the superiors that contacts are given; paths are those of a list of the call.
pub(crate) fn check(
    tx: &mut Tx<'_>,
    drafts: &[Draft],
    (name, below): (&str, &str),
    check: &mut Check,
) -> Result<()> {
    let is_new = |draft: &Draft| {
        let before = draft.before.as_ref().and_then(|before| before.superior);
        draft.after.superior.filter(|superior| Some(*superior) != before)
    };
    let moved: Vec<(usize, i64)> =
        drafts.iter().enumerate().filter_map(|(at, draft)| Some((at, is_new(draft)?.0))).collect();
    if moved.is_empty() {
        return Ok(());
    }
    let ids: Vec<i64> = moved.iter().map(|(_, superior)| *superior).collect();
    let scope = tx.grants().scope(Permission::CustomersView)?;
    let seen: BTreeSet<i64> =
        load_rows(tx.conn, &scope, &ids)?.into_iter().map(|row| row.id).collect();
    let families = Families::load(tx, drafts, &moved)?;
    let chain = Chain::load(tx, drafts, &moved)?;
    for (at, superior) in &moved {
        let (path, id) = (format!("{name}[{at}]{below}.superior"), drafts[*at].after.id.0);
        let is_known = seen.contains(superior) && families.are_one(&drafts[*at], *superior);
        if !is_known {
            check.fail(&path, Code::UnknownReference);
            continue;
        }
        match chain.levels_above(id, *superior) {
            None => check.fail(&path, Code::Cycle),
            Some(levels) if levels + chain.levels_below(id) > DEPTH_LIMIT => {
                check.add(Problem::new(Code::TooMany).at(&path).fact("limit", DEPTH_LIMIT));
            }
            Some(_) => {}
        }
    }
    Ok(())
}

/// How many levels a contact makes with all above and below it; none when it stands above itself.
pub(crate) fn levels_of(tx: &mut Tx<'_>, id: i64) -> Result<Option<usize>> {
    let book = tx.book_id();
    let (mut at, mut above) = (id, 0);
    while above <= DEPTH_LIMIT {
        match rows::load(tx.conn, book, &[at])?.remove(&at) {
            Some(next) if next == id => return Ok(None),
            Some(next) => at = next,
            None => break,
        }
        above += 1;
    }
    let (mut level, mut below) = (vec![id], 0);
    while !level.is_empty() && above + below <= DEPTH_LIMIT {
        below += 1;
        level = rows::load_below(tx.conn, book, &level)?.into_keys().collect();
    }
    Ok(Some(above + below))
}

/// The families of customers at which contacts stand, by who stands above all others of each.
struct Families {
    of: BTreeMap<i64, BTreeSet<i64>>,
    roots: BTreeMap<i64, i64>,
}

impl Families {
    fn load(tx: &mut Tx<'_>, drafts: &[Draft], moved: &[(usize, i64)]) -> Result<Self> {
        let known = moved.iter().filter(|(at, _)| drafts[*at].before.is_some());
        let known = known.map(|(at, _)| drafts[*at].after.id.0);
        let ids: BTreeSet<i64> = known.chain(moved.iter().map(|(_, superior)| *superior)).collect();
        let book = tx.book_id();
        let of = links::keep_places(tx.conn, book, &ids)?;
        let new = moved.iter().map(|(at, _)| drafts[*at].after.customer.0);
        let customers: BTreeSet<i64> = of.values().flatten().copied().chain(new).collect();
        let roots = roots(tx, &customers)?;
        Ok(Self { of, roots })
    }

    fn are_one(&self, draft: &Draft, superior: i64) -> bool {
        let root = |customer: &i64| self.roots.get(customer).copied();
        let own = draft.after.customer.0;
        let theirs = self.of.get(&draft.after.id.0).into_iter().flatten();
        let theirs: BTreeSet<i64> = theirs.chain([&own]).filter_map(root).collect();
        let above = self.of.get(&superior).into_iter().flatten();
        above.filter_map(root).any(|root| theirs.contains(&root))
    }
}

/// Who reports to whom after the command, as far as it stands above or below those whose superior
/// changes.
struct Chain {
    above: BTreeMap<i64, i64>,
    below: BTreeMap<i64, Vec<i64>>,
}

impl Chain {
    fn load(tx: &mut Tx<'_>, drafts: &[Draft], moved: &[(usize, i64)]) -> Result<Self> {
        let book = tx.book_id();
        let drafted: BTreeMap<i64, Option<i64>> = drafts
            .iter()
            .filter(|draft| draft.before.is_some())
            .map(|draft| (draft.after.id.0, draft.after.superior.map(i64::from)))
            .collect();
        let mut above: BTreeMap<i64, i64> =
            drafted.iter().filter_map(|(id, superior)| Some((*id, (*superior)?))).collect();
        let mut below: BTreeMap<i64, Vec<i64>> = BTreeMap::new();
        for (id, superior) in &above {
            below.entry(*superior).or_default().push(*id);
        }
        let mut looked: BTreeSet<i64> = drafted.keys().copied().collect();
        let mut level: BTreeSet<i64> = moved.iter().map(|(_, superior)| *superior).collect();
        level.extend(above.values());
        for _ in 0..=DEPTH_LIMIT {
            let next: Vec<i64> = level.iter().filter(|id| looked.insert(**id)).copied().collect();
            let found = rows::load(tx.conn, book, &next)?;
            level = found.values().copied().collect();
            above.extend(found);
        }
        let mut looked = BTreeSet::new();
        let mut level: Vec<i64> = drafted.keys().copied().collect();
        for _ in 0..=DEPTH_LIMIT {
            level.retain(|id| looked.insert(*id));
            let found = rows::load_below(tx.conn, book, &level)?;
            level = found.keys().copied().collect();
            for (id, superior) in found {
                // Who is changed stands where the change puts it.
                if !drafted.contains_key(&id) {
                    below.entry(superior).or_default().push(id);
                }
            }
        }
        Ok(Self { above, below })
    }

    /// How many levels stand above a contact that gets this superior; none when it is one of them.
    fn levels_above(&self, id: i64, superior: i64) -> Option<usize> {
        let (mut at, mut levels) = (superior, 1);
        while at != id && levels <= DEPTH_LIMIT {
            match self.above.get(&at) {
                Some(next) => at = *next,
                None => return Some(levels),
            }
            levels += 1;
        }
        (at != id).then_some(levels)
    }

    /// How many levels a contact and those below it make, as far as they count.
    fn levels_below(&self, id: i64) -> usize {
        let mut level = vec![id];
        let mut levels = 0;
        while !level.is_empty() && levels <= DEPTH_LIMIT {
            levels += 1;
            level = level.iter().filter_map(|id| self.below.get(id)).flatten().copied().collect();
        }
        levels
    }
}
