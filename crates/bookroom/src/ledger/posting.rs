//! The ledger's only write door: posting a batch of entries.
//!
//! Load what the decision needs in a few set-based selects, decide for the whole batch in memory,
//! then write: numbers, entries, postings, balances. An entry of its own is a batch of one.

use std::collections::{BTreeMap, HashMap};

use chrono::NaiveDate;

use super::digest::{Digester, Header, Item, LENGTH};
use super::model::AccountRole;
use super::rules::entries::{self as rules, Batch, Known, Line, Voucher};
use super::rules::fold::fold;
use super::store::entries::{self as entry_store, EntryRow};
use super::store::parties::load_parties as load_kept_parties;
use super::store::posting::{self as store, Movement, NewEntryRow, NewPostingRow, PartyMovement};
use crate::error::{Code, Error, Problem, Result};
use crate::log::Subject;
use crate::log::record::Image;
use crate::rights::permit::Permit;
use crate::store::day::Day;
use crate::store::{Conn, numbers};
use crate::values::{Check, Period};
use crate::work::{HandEntry, HandLine, Tx};

/// The document behind an entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Source {
    /// `invoice`, `payment` …
    pub(crate) kind: &'static str,
    /// Its id.
    pub(crate) id: i64,
}

/// An entry to be posted, in minor units and resolved ids.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct DraftEntry {
    /// The code of the journal; none for the book's first.
    pub(crate) journal: Option<String>,
    /// Its date.
    pub(crate) on: NaiveDate,
    /// What it is about (摘要).
    pub(crate) summary: String,
    /// How many papers are attached (附件张数).
    pub(crate) attachments: i64,
    /// The document behind it.
    pub(crate) source: Option<Source>,
    /// The entry it reverses.
    pub(crate) reverses: Option<i64>,
    /// Its lines.
    pub(crate) postings: Vec<DraftPosting>,
}

/// One line of a [`DraftEntry`]: exactly one of debit and credit is not zero; negative is red.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct DraftPosting {
    /// The account's id.
    pub(crate) account: i64,
    /// The customer or supplier, for party-controlled accounts.
    pub(crate) party: Option<i64>,
    /// Debit in minor units.
    pub(crate) debit: i64,
    /// Credit in minor units.
    pub(crate) credit: i64,
    /// A note on the line.
    pub(crate) memo: Option<String>,
}

/// What came of posting an entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct PostedEntry {
    /// Its id.
    pub(crate) id: i64,
    /// Its number in the journal and period.
    pub(crate) number: i64,
}

/// Posts entries: checks all of them, numbers them, writes them and their balances, and notes them
/// in the change log. All or none.
pub(crate) fn post_entries(
    permit: &Permit,
    tx: &mut Tx<'_>,
    entries: Vec<DraftEntry>,
) -> Result<Vec<PostedEntry>> {
    let batch = batch_of(&entries);
    let known = load_known(tx, &batch)?;
    let mut check = Check::new();
    rules::check(&batch, &known, tx.book.currency, &mut check);
    check.finish()?;
    write(permit, tx, &batch, &known)
}

fn batch_of(entries: &[DraftEntry]) -> Batch<'_> {
    let mut batch = Batch::default();
    for entry in entries {
        let first = batch.lines.len();
        batch.lines.extend(entry.postings.iter().map(|posting| Line {
            account: posting.account,
            party: posting.party,
            debit: posting.debit,
            credit: posting.credit,
            memo: plain(posting.memo.as_deref()),
            unreadable: false,
        }));
        batch.vouchers.push(Voucher {
            journal: entry.journal.as_deref(),
            on: entry.on,
            summary: entry.summary.trim(),
            attachments: entry.attachments,
            source: entry.source.map(|source| (source.kind, source.id)),
            reverses: entry.reverses,
            lines: first..batch.lines.len(),
        });
    }
    batch
}

/// A memo without white space around it; a blank one is none.
pub(super) fn plain(memo: Option<&str>) -> Option<&str> {
    memo.map(str::trim).filter(|memo| !memo.is_empty())
}

fn load_known(tx: &mut Tx<'_>, batch: &Batch<'_>) -> Result<Known> {
    let book = tx.book_id();
    let accounts = distinct(batch.lines.iter().map(|line| line.account));
    Ok(Known {
        accounts: store::load_facts(tx.conn, book, &accounts)?,
        journals: store::load_journal_facts(tx.conn, book)?,
        parties: load_parties(tx, batch)?,
        days: Some(tx.open_days()),
    })
}

/// The customers and suppliers that a batch names, as far as they exist, and who stands for each.
pub(super) fn load_parties(tx: &mut Tx<'_>, batch: &Batch<'_>) -> Result<HashMap<i64, i64>> {
    let parties = distinct(batch.lines.iter().filter_map(|line| line.party));
    let book = tx.book_id();
    load_kept_parties(tx.conn, book, &parties)
}

fn distinct(values: impl Iterator<Item = i64>) -> Vec<i64> {
    let mut values: Vec<i64> = values.collect();
    values.sort_unstable();
    values.dedup();
    values
}

/// What an entry gets at posting.
#[derive(Debug, Clone, Copy)]
struct Place {
    journal: i64,
    period: i64,
    number: i64,
}

/// Numbers and writes a batch that was checked.
pub(super) fn write(
    permit: &Permit,
    tx: &mut Tx<'_>,
    batch: &Batch<'_>,
    known: &Known,
) -> Result<Vec<PostedEntry>> {
    if batch.vouchers.is_empty() {
        return Ok(Vec::new());
    }
    let first = tx.ids("journal_entry", batch.vouchers.len())?;
    let places = take_places(tx, batch, known)?;
    let digests = write_rows(permit, tx, batch, first, &places)?;
    write_balances(tx, batch, known, &places)?;
    refuse_retired_journals(tx, known, &places)?;
    let mut posted = Vec::with_capacity(places.len());
    tx.drafts.reserve(places.len());
    for ((id, place), digest) in (first..).zip(&places).zip(&digests) {
        let image = Image::Text(digest_image(digest));
        tx.note(permit, Subject::new("entry", id), None, Some(image))?;
        posted.push(PostedEntry { id, number: place.number });
    }
    tell_of_hand_entries(permit, tx, batch, known, first)?;
    Ok(posted)
}

/// Tells the areas above of entries that have no document and name a customer or supplier.
fn tell_of_hand_entries(
    permit: &Permit,
    tx: &mut Tx<'_>,
    batch: &Batch<'_>,
    known: &Known,
    first: i64,
) -> Result<()> {
    let controlled = |account| known.accounts.get(&account).is_some_and(|it| it.party_control);
    let mut told = Vec::new();
    for (id, voucher) in (first..).zip(&batch.vouchers).filter(|(_, it)| it.source.is_none()) {
        let lines = (1..).zip(batch.lines_of(voucher)).filter_map(|(line, of)| {
            let party = of.party.filter(|_| controlled(of.account))?;
            // At most one of both is not zero.
            Some(HandLine { line, account: of.account, party, amount: of.debit - of.credit })
        });
        let lines: Vec<HandLine> = lines.collect();
        if !lines.is_empty() {
            told.push(HandEntry { id, on: voucher.on, reverses: voucher.reverses, lines });
        }
    }
    if told.is_empty() {
        return Ok(());
    }
    let cards = tx.room().cards;
    cards.iter().filter_map(|card| card.posted_by_hand).try_for_each(|tell| tell(permit, tx, &told))
}

/// What the change log keeps of an entry: its digest, which covers all of it.
pub(super) fn digest_image(digest: &[u8]) -> String {
    let mut text = String::with_capacity(2 * LENGTH + 13);
    text.push_str("{\"digest\":\"");
    text.push_str(&hex::encode(digest));
    text.push_str("\"}");
    text
}

/// Gives every entry its journal, period and number: one counter is moved per journal and period,
/// in the order of their keys; numbers follow the order of the entries.
fn take_places(tx: &mut Tx<'_>, batch: &Batch<'_>, known: &Known) -> Result<Vec<Place>> {
    let mut places = Vec::with_capacity(batch.vouchers.len());
    let mut counts: BTreeMap<(String, i64), i64> = BTreeMap::new();
    let mut slots: HashMap<(i64, i64), i64> = HashMap::new();
    for voucher in &batch.vouchers {
        let journal = known.journal(voucher.journal).ok_or(Code::Internal)?.id;
        let period = Period::of(voucher.on).key();
        let taken = slots.entry((journal, period)).or_default();
        places.push(Place { journal, period, number: *taken });
        *taken += 1;
    }
    for ((journal, period), count) in &slots {
        counts.insert((series(*journal), *period), *count);
    }
    let wanted: Vec<numbers::Wanted> = counts
        .into_iter()
        .map(|((series, period), count)| numbers::Wanted { series, period, count })
        .collect();
    let book = tx.book_id();
    let firsts = numbers::take_all(tx.conn, book, &wanted)?;
    let firsts: HashMap<(&str, i64), i64> = wanted
        .iter()
        .zip(firsts)
        .map(|(want, first)| ((want.series.as_str(), want.period), first))
        .collect();
    for ((journal, period), first) in &mut slots {
        *first = *firsts.get(&(series(*journal).as_str(), *period)).ok_or(Code::Internal)?;
    }
    for place in &mut places {
        place.number += slots.get(&(place.journal, place.period)).ok_or(Code::Internal)?;
    }
    Ok(places)
}

/// The name of the number series of a journal.
pub(super) fn series(journal: i64) -> String {
    format!("journal:{journal}")
}

fn write_rows(
    permit: &Permit,
    tx: &mut Tx<'_>,
    batch: &Batch<'_>,
    first: i64,
    places: &[Place],
) -> Result<Vec<[u8; LENGTH]>> {
    let (book_id, posted_at) = (tx.book_id(), tx.now_micros());
    let posted_by = permit.operator().map(i64::from);
    let mut digester = Digester::default();
    let mut entries = Vec::with_capacity(places.len());
    let mut postings = Vec::with_capacity(batch.lines.len());
    for ((id, voucher), place) in (first..).zip(&batch.vouchers).zip(places) {
        let lines = batch.lines_of(voucher);
        let header = Header {
            book: book_id,
            id,
            journal: place.journal,
            period: place.period,
            number: place.number,
            on: voucher.on,
            summary: voucher.summary,
            attachments: voucher.attachments,
            source: voucher.source,
            reverses: voucher.reverses,
            posted_at,
            posted_by,
        };
        let digest = digester.digest(&header, lines.iter().map(item));
        entries.push(entry_row(&header, digest));
        postings.extend((1..).zip(lines).map(|(line, of)| NewPostingRow {
            book_id,
            entry_id: id,
            line,
            account_id: of.account,
            entry_on: Day(voucher.on),
            party_id: of.party,
            debit: of.debit,
            credit: of.credit,
            memo: of.memo.map(str::to_owned),
        }));
    }
    store::insert_entries(tx.conn, &entries)?;
    store::insert_postings(tx.conn, &postings)?;
    Ok(entries.into_iter().map(|row| row.digest).collect())
}

fn item<'a>(line: &Line<'a>) -> Item<'a> {
    let Line { account, party, debit, credit, memo, .. } = *line;
    Item { account, party, debit, credit, memo }
}

fn entry_row(header: &Header<'_>, digest: [u8; LENGTH]) -> NewEntryRow {
    NewEntryRow {
        book_id: header.book,
        id: header.id,
        journal_id: header.journal,
        period: header.period,
        number: header.number,
        entry_on: Day(header.on),
        summary: header.summary.to_owned(),
        attachments: header.attachments,
        source_kind: header.source.map(|(kind, _)| kind.to_owned()),
        source_id: header.source.map(|(_, id)| id),
        reverses: header.reverses,
        posted_at: header.posted_at,
        posted_by: header.posted_by,
        digest,
    }
}

fn write_balances(
    tx: &mut Tx<'_>,
    batch: &Batch<'_>,
    known: &Known,
    places: &[Place],
) -> Result<()> {
    let mut moves = Vec::with_capacity(batch.lines.len());
    let mut party_moves = Vec::new();
    for (voucher, place) in batch.vouchers.iter().zip(places) {
        for line in batch.lines_of(voucher) {
            moves.push(((line.account, place.period), line.debit, line.credit));
            let controlled = known.accounts.get(&line.account).is_some_and(|a| a.party_control);
            if let Some(party) = line.party.filter(|_| controlled) {
                // What a merged party still gets, a reversal, counts with who stands for it.
                let party = known.parties.get(&party).copied().unwrap_or(party);
                party_moves.push(((line.account, party, place.period), line.debit, line.credit));
            }
        }
    }
    let book = tx.book_id();
    let moves: Vec<Movement> = fold(moves)?;
    store::add_balances(tx.conn, book, &moves)?;
    let party_moves: Vec<PartyMovement> = fold(party_moves)?;
    store::add_party_balances(tx.conn, book, &party_moves)
}

/// On servers somebody may have retired a journal since it was loaded. The new entries hold theirs
/// now, so what is read here stays: either that change is seen, and this batch is run again, or the
/// change waits for the entries.
fn refuse_retired_journals(tx: &mut Tx<'_>, known: &Known, places: &[Place]) -> Result<()> {
    if tx.room().store.address().is_embedded() {
        return Ok(());
    }
    let book = tx.book_id();
    let now = store::load_journal_facts(tx.conn, book)?;
    let is_used = |id: i64| places.iter().any(|place| place.journal == id);
    let was = |id: i64| known.journals.iter().find(|journal| journal.id == id);
    let same = now.iter().filter(|journal| is_used(journal.id)).all(|now| was(now.id) == Some(now));
    if same { Ok(()) } else { Err(Code::Busy.into()) }
}

/// Posts the red reversal of entries on a date, in the order of `ids`: the same lines with negative
/// amounts on the same side (红字), in the same journal, for the same document. A blank `summary`
/// becomes the customary one. Entries of documents are reversed like others here: it is for the
/// caller to know whether it may.
pub(crate) fn reverse_entries(
    permit: &Permit,
    tx: &mut Tx<'_>,
    ids: &[i64],
    on: NaiveDate,
    summary: &str,
) -> Result<Vec<PostedEntry>> {
    let originals = load_reversible(tx, ids)?;
    reverse_loaded(permit, tx, ids, &originals, on, summary)
}

/// Loads the entries to be reversed, held until the transaction ends.
pub(super) fn load_reversible(tx: &mut Tx<'_>, ids: &[i64]) -> Result<HashMap<i64, EntryRow>> {
    let book = tx.book_id();
    let mut check = Check::new();
    check.at_most("entries", ids.len(), rules::ENTRIES_LIMIT);
    let mut seen = std::collections::HashSet::new();
    check.each("entries", ids, |check, id| check.require(seen.insert(*id), "", Code::Repeated));
    check.finish()?;
    let rows = entry_store::load_held(tx.conn, book, ids)?;
    let originals: HashMap<i64, EntryRow> = rows.into_iter().map(|row| (row.id, row)).collect();
    if let Some(missing) = ids.iter().find(|id| !originals.contains_key(id)) {
        return Err(Error::not_found("entry", missing));
    }
    let of_entry = |code, id: i64| Error::from(Problem::new(code).fact("entry", id));
    if let Some(row) =
        ids.iter().filter_map(|id| originals.get(id)).find(|row| row.reverses.is_some())
    {
        return Err(of_entry(Code::WrongState, row.id));
    }
    let reversed = entry_store::load_reversed(tx.conn, book, ids)?;
    match ids.iter().find(|id| reversed.contains(id)) {
        Some(id) => Err(of_entry(Code::AlreadyReversed, *id)),
        None => Ok(originals),
    }
}

/// Posts the reversals of entries that were loaded.
pub(super) fn reverse_loaded(
    permit: &Permit,
    tx: &mut Tx<'_>,
    ids: &[i64],
    originals: &HashMap<i64, EntryRow>,
    on: NaiveDate,
    summary: &str,
) -> Result<Vec<PostedEntry>> {
    let book = tx.book_id();
    let postings = entry_store::load_postings(tx.conn, book, ids)?;
    let journals = store::load_journal_facts(tx.conn, book)?;
    let mut batch = Batch::default();
    let mut summaries = Vec::with_capacity(ids.len());
    for row in ids.iter().filter_map(|id| originals.get(id)) {
        let journal = journals.iter().find(|journal| journal.id == row.journal_id);
        let word = journal.map_or("", |journal| journal.code.as_str());
        summaries.push(match summary.trim() {
            "" => rules::reversal_summary(tx.book.language, row.entry_on, word, row.number),
            given => given.to_owned(),
        });
    }
    for (row, summary) in ids.iter().filter_map(|id| originals.get(id)).zip(&summaries) {
        let first = batch.lines.len();
        let lines = postings.get(&row.id).map_or(&[][..], |lines| lines);
        batch.lines.extend(lines.iter().map(|line| Line {
            account: line.account_id,
            party: line.party_id,
            debit: -line.debit,
            credit: -line.credit,
            memo: line.memo.as_deref(),
            unreadable: false,
        }));
        let journal = journals.iter().find(|journal| journal.id == row.journal_id);
        batch.vouchers.push(Voucher {
            journal: journal.map(|journal| journal.code.as_str()),
            on,
            summary,
            attachments: 0,
            source: row.source_kind.as_deref().zip(row.source_id),
            reverses: Some(row.id),
            lines: first..batch.lines.len(),
        });
    }
    let known = load_known(tx, &batch)?;
    let mut check = Check::new();
    rules::check(&batch, &known, tx.book.currency, &mut check);
    check.finish()?;
    write(permit, tx, &batch, &known)
}

/// The account of every role that the chart fills, for posting: the roles stay with their accounts
/// until the transaction ends.
pub(crate) fn keep_role_accounts(conn: &mut Conn, book: i64) -> Result<BTreeMap<AccountRole, i64>> {
    super::store::accounts::keep_roles(conn, book)
}
