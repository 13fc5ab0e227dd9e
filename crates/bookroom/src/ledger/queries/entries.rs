//! Posted entries as hosts see them.

use std::collections::HashMap;

use chrono::DateTime;

use super::leaves;
use super::register::journal_words;
use crate::error::{Code, Error, Result};
use crate::ledger::model::{EntryFilter, EntrySort, EntrySource, JournalEntry, Posting, label};
use crate::ledger::store::accounts::{self as account_store, Names};
use crate::ledger::store::entries::{self as store, EntryRow, PostingRow, Wanted};
use crate::ledger::store::parties;
use crate::store::listing::conditions;
use crate::values::{
    Check, Currency, CustomerId, EntryId, OperatorId, Page, PageRequest, Period, text,
    unseen::sought,
};
use crate::work::View;

/// One entry.
pub(crate) fn entry(view: &mut View<'_>, id: EntryId) -> Result<JournalEntry> {
    let book = view.book_id();
    let rows = store::load(view.conn, book, &[id.0])?;
    let record = records(view, rows)?.into_iter().next();
    record.ok_or_else(|| Error::not_found("entry", id))
}

/// A page of entries.
pub(crate) fn entries(
    view: &mut View<'_>,
    filter: &EntryFilter,
    sort: EntrySort,
    descending: bool,
    page: &PageRequest,
) -> Result<Page<JournalEntry>> {
    let wanted = wanted(view, filter)?;
    let page = store::list(view.conn, wanted, sort, descending, page)?;
    let next = page.next.clone();
    Ok(Page { items: records(view, page.items)?, next })
}

fn wanted(view: &mut View<'_>, filter: &EntryFilter) -> Result<Wanted> {
    let book = view.book_id();
    let mut check = Check::new();
    for (path, day) in [("filter.from", filter.from), ("filter.to", filter.to)] {
        if let Some(day) = day {
            check.date(path, day);
        }
    }
    check.texts("filter", &EntryFilter { text: None, ..filter.clone() });
    let part = check.sought_text("filter.text", filter.text.as_deref(), 200);
    let column = |word: &str| EntrySort::from_slug(word).map(store::listed);
    let (currency, words) = (view.book.currency, EntrySort::words());
    let conditions = conditions(&filter.conditions, currency, &words, column, &mut check);
    check.finish()?;
    let journal = match &filter.journal {
        None => None,
        Some(code) => {
            let rows = account_store::load_journals(view.conn, book)?;
            let row = rows.iter().find(|row| row.code == sought(code));
            Some(row.ok_or_else(|| Error::not_found("journal", code))?.id)
        }
    };
    let accounts = match &filter.account {
        None => None,
        Some(code) => Some(leaves(view.conn, book, code)?),
    };
    Ok(Wanted {
        book,
        from: filter.from,
        to: filter.to,
        journal,
        accounts,
        parties: match filter.party {
            None => None,
            Some(party) => Some(parties::load_whole(view.conn, book, party.0)?),
        },
        pattern: part.map(|part| text::like_anywhere(&part)),
        source: filter.source.as_ref().map(|source| (source.kind.clone(), source.id)),
        reviewed: filter.reviewed,
        conditions,
    })
}

/// Rows as records, with one select for each of their parts.
fn records(view: &mut View<'_>, rows: Vec<EntryRow>) -> Result<Vec<JournalEntry>> {
    let book = view.book_id();
    let ids: Vec<i64> = rows.iter().map(|row| row.id).collect();
    let mut postings = store::load_postings(view.conn, book, &ids)?;
    let mut accounts: Vec<i64> = postings.values().flatten().map(|row| row.account_id).collect();
    accounts.sort_unstable();
    accounts.dedup();
    let names = account_store::load_names(view.conn, book, &accounts)?;
    let words = journal_words(view)?;
    let reversals = store::load_reversals(view.conn, book, &ids)?;
    let reviews = store::load_reviews(view.conn, book, &ids)?;
    let currency = view.book.currency;
    let record = |row: EntryRow| {
        let lines = postings.remove(&row.id).unwrap_or_default();
        let review = reviews.get(&row.id).copied();
        let word = words.get(&row.journal_id).ok_or(Code::Corrupt)?;
        Ok(JournalEntry {
            id: EntryId(row.id),
            journal: word.clone(),
            period: Period::from_key(row.period).ok_or(Code::Corrupt)?,
            number: row.number,
            label: label(word, row.number),
            on: row.entry_on,
            attachments: row.attachments,
            source: source(&row),
            reverses: row.reverses.map(EntryId),
            reversed_by: reversals.get(&row.id).copied().map(EntryId),
            posted_at: DateTime::from_timestamp_micros(row.posted_at).ok_or(Code::Corrupt)?,
            posted_by: row.posted_by.map(OperatorId),
            reviewed_by: review.map(|(by, _)| OperatorId(by)),
            reviewed_at: review
                .map(|(_, at)| DateTime::from_timestamp_micros(at).ok_or(Code::Corrupt))
                .transpose()?,
            digest: hex::encode(&row.digest),
            summary: row.summary,
            postings: lines
                .into_iter()
                .map(|line| posting(line, &names, currency))
                .collect::<Result<_>>()?,
        })
    };
    rows.into_iter().map(record).collect()
}

fn source(row: &EntryRow) -> Option<EntrySource> {
    let (kind, id) = row.source_kind.as_ref().zip(row.source_id)?;
    Some(EntrySource { kind: kind.clone(), id })
}

fn posting(row: PostingRow, names: &HashMap<i64, Names>, currency: Currency) -> Result<Posting> {
    let account = names.get(&row.account_id).ok_or(Code::Corrupt)?;
    Ok(Posting {
        line: row.line,
        account: account.code.clone(),
        name_zh: account.name_zh.clone(),
        name_en: account.name_en.clone(),
        party: row.party_id.map(CustomerId),
        debit: currency.from_minor(row.debit),
        credit: currency.from_minor(row.credit),
        memo: row.memo,
    })
}
