//! Lines that were imported before: knowing them again, and what the options say of them.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::hash::Hash;

use super::Work;
use crate::error::{Code, Problem, Result};
use crate::exchange::model::{ImportedBefore, NoticeKind};
use crate::exchange::rules::lines::LineDigest;
use crate::exchange::store::lines::{self, LineRow};
use crate::work::Tx;

/// So many lines that are booked again are reported one by one, the others together.
const NAMED: usize = 1_000;

/// The lines that an import booked, and how many of each there were before.
#[derive(Default)]
pub(super) struct Booked {
    lines: Vec<(LineDigest, u64, i64)>,
    next: HashMap<LineDigest, i64>,
}

impl Booked {
    /// Notes as what a line was booked.
    pub(super) fn add(&mut self, digest: LineDigest, line: u64, record: i64) {
        self.lines.push((digest, line, record));
    }

    pub(super) fn absorb(&mut self, part: Self) {
        self.lines.extend(part.lines);
        self.next.extend(part.next);
    }

    /// The lines as rows of an import.
    pub(super) fn into_rows(mut self, book_id: i64, import_id: i64) -> Vec<LineRow> {
        let mut row = |(digest, line, record_id): (LineDigest, u64, i64)| {
            let next = self.next.entry(digest).or_insert(0);
            let copy = *next;
            *next += 1;
            let line = i64::try_from(line).unwrap_or(i64::MAX);
            LineRow { book_id, digest: digest.0.to_vec(), copy, import_id, line, record_id }
        };
        self.lines.into_iter().map(&mut row).collect()
    }
}

/// What speaks against a row with a reference of its own: the book has a record of this kind with
/// it, or an earlier row of the file says it too.
pub(super) fn taken<K: Eq + Hash>(
    firsts: &mut HashMap<K, u64>,
    (key, line): (K, u64),
    known: Option<&str>,
) -> Option<Problem> {
    let first = *firsts.entry(key).or_insert(line);
    match known {
        Some(subject) => Some(Problem::new(Code::AlreadyExists).fact("subject", subject)),
        None if first != line => Some(Problem::new(Code::Repeated).fact("line", first)),
        None => None,
    }
}

/// A row with what it says.
pub(super) trait Says {
    /// Its line in the file.
    fn line(&self) -> u64;
    /// The digest of what it says.
    fn digest(&self) -> LineDigest;
    /// Whether its reference alone keeps it from being booked twice.
    fn is_guarded(&self) -> bool;
}

/// Where a line stood before.
type Place = (i64, i64);

/// Sorts out rows that were imported before, as the options say. Rows that are left out are handed
/// to `refuse`.
///
/// # Errors
/// `imported_before` at `file` with the facts `import`, `on` and `lines`, when the file as a whole
/// is refused.
pub(super) fn settle<R: Says>(
    tx: &mut Tx<'_>,
    work: &mut Work,
    policy: ImportedBefore,
    rows: Vec<R>,
    mut refuse: impl FnMut(&mut Work, &R, Problem),
) -> Result<Vec<R>> {
    let mut known = find(tx, work, &rows)?;
    let unmet = of_same_file(tx, work, &rows, &mut known)?;
    let count = known.iter().flatten().count();
    // Read in another way, the same lines are nowhere to be found: none may be booked again.
    let is_strange = count == 0 && unmet > 0 && !rows.is_empty();
    let policy = match (policy, &work.earlier) {
        (ImportedBefore::Refuse, Some(earlier)) if count > 0 || is_strange => {
            if earlier.rows_rejected == 0 || is_strange {
                let problem = Problem::new(Code::ImportedBefore).at("file");
                let problem = problem.fact("import", earlier.id).fact("lines", count.max(unmet));
                return Err(problem.fact("on", tx.book.date_of(earlier.created_at)).into());
            }
            ImportedBefore::Skip
        }
        (policy, _) => policy,
    };
    let mut kept = Vec::with_capacity(rows.len());
    let mut named = 0;
    for (row, place) in rows.into_iter().zip(known) {
        if let Some((import, line)) = place {
            if policy == ImportedBefore::Skip {
                let problem = Problem::new(Code::ImportedBefore);
                refuse(work, &row, problem.fact("import", import).fact("line", line));
                continue;
            }
            named += 1;
            let text = if named > NAMED { import.to_string() } else { format!("{import}:{line}") };
            work.notice(NoticeKind::BookedBefore, "", &text, row.line());
            work.booked_again.insert(row.line());
        }
        kept.push(row);
    }
    Ok(kept)
}

/// Of a file that was imported before, knows rows by their lines too: with another mapping the same
/// line says something else. Returns how many lines that were booked are none of its rows.
fn of_same_file<R: Says>(
    tx: &mut Tx<'_>,
    work: &Work,
    rows: &[R],
    known: &mut [Option<Place>],
) -> Result<usize> {
    let Some((kind, content)) = work.again else { return Ok(0) };
    let book = tx.book_id();
    let mut standing: BTreeSet<Place> = lines::load_of_content(tx.conn, book, kind, content)?;
    for place in known.iter().flatten() {
        standing.remove(place);
    }
    let mut by_line: BTreeMap<u64, Place> = BTreeMap::new();
    for place in standing {
        by_line.insert(u64::try_from(place.1).unwrap_or(u64::MAX), place);
    }
    for (row, place) in rows.iter().zip(known) {
        if place.is_none() {
            *place = by_line.remove(&row.line());
        }
    }
    let refused = work.refused_lines();
    Ok(by_line.keys().filter(|line| !refused.contains(line)).count())
}

/// Keeps how many copies there are of lines that are booked without being settled here.
pub(super) fn learn(tx: &mut Tx<'_>, work: &mut Work, digests: BTreeSet<LineDigest>) -> Result<()> {
    let book = tx.book_id();
    let earlier = lines::load(tx.conn, book, &digests)?;
    work.booked.next.extend(earlier.into_iter().map(|(digest, it)| (digest, it.next)));
    Ok(())
}

/// Where each row stood before: of equal ones as many as were booked. Also keeps how many copies
/// there are of each.
fn find<R: Says>(tx: &mut Tx<'_>, work: &mut Work, rows: &[R]) -> Result<Vec<Option<Place>>> {
    let digests: BTreeSet<LineDigest> = rows.iter().map(Says::digest).collect();
    let book = tx.book_id();
    let earlier = lines::load(tx.conn, book, &digests)?;
    work.booked.next.extend(earlier.iter().map(|(digest, it)| (*digest, it.next)));
    let mut left: HashMap<LineDigest, std::vec::IntoIter<Place>> =
        earlier.into_iter().map(|(digest, it)| (digest, it.standing.into_iter())).collect();
    let mut place = |row: &R| {
        let place = left.get_mut(&row.digest())?.next()?;
        (!row.is_guarded()).then_some(place)
    };
    Ok(rows.iter().map(&mut place).collect())
}
