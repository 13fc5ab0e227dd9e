//! The lines of imported files: which were booked before, and as what.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use diesel::prelude::*;
use sha2::{Digest, Sha256};

use crate::billing::invoices::InvoiceState;
use crate::billing::payments::PaymentState;
use crate::error::{Error, Result};
use crate::exchange::content::Content;
use crate::exchange::model::{ImportKind, ImportState};
use crate::exchange::rules::lines::LineDigest;
use crate::store::Conn;
use crate::store::insert::{IN_LIST, insert_all};
use crate::store::schema::{entry_item, import_line, import_run, invoice, payment};

/// How many lines are loaded at a time.
const PAGE: i64 = 50_000;

/// A row of `import_line`.
#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = import_line, treat_none_as_default_value = false)]
pub(crate) struct LineRow {
    pub(crate) book_id: i64,
    pub(crate) digest: Vec<u8>,
    pub(crate) copy: i64,
    pub(crate) import_id: i64,
    pub(crate) line: i64,
    pub(crate) record_id: i64,
}

/// Keeps lines that were booked.
pub(crate) fn insert(conn: &mut Conn, rows: &[LineRow]) -> Result<()> {
    insert_all!(conn, import_line::table, rows);
    Ok(())
}

/// What is known of lines that say the same.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Earlier {
    /// Import and line of those that still stand, the first booked first.
    pub(crate) standing: Vec<(i64, i64)>,
    /// The number of the next copy.
    pub(crate) next: i64,
}

/// The lines with these digests. One whose import was undone, or whose record was cancelled, does
/// not stand.
pub(crate) fn load(
    conn: &mut Conn,
    book: i64,
    digests: &BTreeSet<LineDigest>,
) -> Result<HashMap<LineDigest, Earlier>> {
    type Row = (Vec<u8>, i64, i64, i64, i64, String, String);
    let mut rows: Vec<Row> = Vec::new();
    let wanted: Vec<Vec<u8>> = digests.iter().map(|digest| digest.0.to_vec()).collect();
    for chunk in wanted.chunks(IN_LIST) {
        let same_book = import_run::book_id.eq(import_line::book_id);
        let found: Vec<Row> = import_line::table
            .inner_join(
                import_run::table.on(same_book.and(import_run::id.eq(import_line::import_id))),
            )
            .filter(import_line::book_id.eq(book))
            .filter(import_line::digest.eq_any(chunk))
            .select((
                import_line::digest,
                import_line::copy,
                import_line::import_id,
                import_line::line,
                import_line::record_id,
                import_run::kind,
                import_run::state,
            ))
            .load(conn)?;
        rows.extend(found);
    }
    rows.sort_unstable();
    let mut records: BTreeMap<ImportKind, BTreeSet<i64>> = BTreeMap::new();
    for (.., record, kind, state) in &rows {
        if state == ImportState::Done.slug() {
            records.entry(kind_of(kind)?).or_default().insert(*record);
        }
    }
    let mut standing: BTreeMap<ImportKind, BTreeSet<i64>> = BTreeMap::new();
    for (kind, ids) in records {
        let ids: Vec<i64> = ids.into_iter().collect();
        standing.insert(kind, load_standing(conn, book, kind, &ids)?);
    }
    let mut known: HashMap<LineDigest, Earlier> = HashMap::new();
    for (digest, copy, import, line, record, kind, state) in rows {
        let digest = digest.try_into().map_err(|_| Error::corrupt("digest"))?;
        let earlier = known.entry(LineDigest(digest)).or_default();
        earlier.next = earlier.next.max(copy + 1);
        let is_there = standing.get(&kind_of(&kind)?).is_some_and(|ids| ids.contains(&record));
        if is_there && state == ImportState::Done.slug() {
            earlier.standing.push((import, line));
        }
    }
    Ok(known)
}

/// Import and line of all lines that imports of this content booked and that still stand.
pub(crate) fn load_of_content(
    conn: &mut Conn,
    book: i64,
    kind: ImportKind,
    content: Content,
) -> Result<BTreeSet<(i64, i64)>> {
    let same_book = import_run::book_id.eq(import_line::book_id);
    let rows: Vec<(i64, i64, i64)> = import_line::table
        .inner_join(import_run::table.on(same_book.and(import_run::id.eq(import_line::import_id))))
        .filter(import_line::book_id.eq(book))
        .filter(import_run::content.eq(content.to_vec()))
        .filter(import_run::kind.eq(kind.slug()))
        .filter(import_run::state.eq(ImportState::Done.slug()))
        .select((import_line::import_id, import_line::line, import_line::record_id))
        .load(conn)?;
    let ids: BTreeSet<i64> = rows.iter().map(|(.., record)| *record).collect();
    let standing = load_standing(conn, book, kind, &ids.into_iter().collect::<Vec<_>>())?;
    let is_there = |row: &(i64, i64, i64)| standing.contains(&row.2);
    Ok(rows.into_iter().filter(is_there).map(|(import, line, _)| (import, line)).collect())
}

fn kind_of(word: &str) -> Result<ImportKind> {
    ImportKind::from_slug(word).ok_or_else(|| Error::corrupt("kind"))
}

/// Of the records that imports of a kind booked, those that count.
fn load_standing(
    conn: &mut Conn,
    book: i64,
    kind: ImportKind,
    ids: &[i64],
) -> Result<BTreeSet<i64>> {
    let mut found = BTreeSet::new();
    for chunk in ids.chunks(IN_LIST) {
        let rows: Vec<i64> = match kind {
            ImportKind::Payments => payment::table
                .filter(payment::book_id.eq(book))
                .filter(payment::id.eq_any(chunk))
                .filter(payment::state.eq(PaymentState::Posted.slug()))
                .select(payment::id)
                .load(conn)?,
            ImportKind::Sales => invoice::table
                .filter(invoice::book_id.eq(book))
                .filter(invoice::id.eq_any(chunk))
                .filter(invoice::state.ne(InvoiceState::Cancelled.slug()))
                .select(invoice::id)
                .load(conn)?,
            ImportKind::Customers | ImportKind::Products | ImportKind::OpeningItems => {
                entry_item::table
                    .filter(entry_item::book_id.eq(book))
                    .filter(entry_item::id.eq_any(chunk))
                    .filter(entry_item::cancelled_on.is_null())
                    .select(entry_item::id)
                    .load(conn)?
            }
        };
        found.extend(rows);
    }
    Ok(found)
}

/// The digest of the lines that imports booked, by import, for the change log.
pub(crate) fn load_digests(
    conn: &mut Conn,
    book: i64,
    imports: &[i64],
) -> Result<BTreeMap<i64, String>> {
    let mut hashers: BTreeMap<i64, Sha256> = BTreeMap::new();
    for chunk in imports.chunks(IN_LIST) {
        let mut after = (i64::MIN, Vec::new(), i64::MIN);
        loop {
            let (import, digest, copy) = after.clone();
            let same_import = import_line::import_id.eq(import);
            let further = import_line::digest
                .gt(digest.clone())
                .or(import_line::digest.eq(digest).and(import_line::copy.gt(copy)));
            let rows: Vec<LineRow> = import_line::table
                .filter(import_line::book_id.eq(book))
                .filter(import_line::import_id.eq_any(chunk))
                .filter(import_line::import_id.gt(import).or(same_import.and(further)))
                .order((import_line::import_id, import_line::digest, import_line::copy))
                .limit(PAGE)
                .select(LineRow::as_select())
                .load(conn)?;
            let Some(last) = rows.last() else { break };
            after = (last.import_id, last.digest.clone(), last.copy);
            for row in &rows {
                take(hashers.entry(row.import_id).or_default(), row);
            }
        }
    }
    let digest = |(import, hasher): (i64, Sha256)| (import, hex::encode(hasher.finalize()));
    Ok(hashers.into_iter().map(digest).collect())
}

/// The digest of lines of one import; none of none.
pub(crate) fn digest_of(rows: &mut [LineRow]) -> Option<String> {
    rows.sort_unstable_by(|one, other| (&one.digest, one.copy).cmp(&(&other.digest, other.copy)));
    let mut hasher = Sha256::new();
    rows.iter().for_each(|row| take(&mut hasher, row));
    (!rows.is_empty()).then(|| hex::encode(hasher.finalize()))
}

fn take(hasher: &mut Sha256, row: &LineRow) {
    hasher.update(&row.digest);
    for number in [row.copy, row.line, row.record_id] {
        hasher.update(number.to_be_bytes());
    }
}
