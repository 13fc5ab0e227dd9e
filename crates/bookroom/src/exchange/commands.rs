//! The import commands: rows that were read and cleaned before, as data. Each runs the commands of
//! the areas it brings records to, within one transaction, and leaves out the rows they refuse.

mod alike;
mod contacts;
mod customers;
mod labels;
mod methods;
mod near;
mod openings;
mod own;
mod paid;
mod payments;
mod people;
mod products;
mod purposes;
mod readable;
mod repeats;
mod sale;
mod sales;
mod settling;
mod sift;
mod sold;
mod sold_before;
mod sold_named;
mod stated;
mod undo;

pub use customers::ImportCustomers;
pub use openings::ImportOpeningItems;
pub use payments::ImportPayments;
pub use products::ImportProducts;
pub use sales::ImportSales;
pub use undo::UndoImport;

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use self::repeats::Booked;
use super::content::Content;
use super::model::{
    ImportKind, ImportRun, ImportState, ImportStep, Notice, NoticeKind, ProgressCallback,
    RecordCount, Refusal,
};
use super::sheet::ROW_LIMIT;
use super::store::present::RunImage;
use super::store::{lines, runs};
use crate::error::{Code, Error, Problem, Result};
use crate::log::Subject;
use crate::rights::permit::Permit;
use crate::values::{Check, ImportId};
use crate::work::Tx;

/// The kind of record an import is in the change log.
pub(crate) const SUBJECT: &str = "import";

/// The longest names of the files of an import, together.
pub(super) const FILE_NAME_LIMIT: usize = 255;

/// What every import command says of its files.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ImportHead {
    /// The names of the files.
    pub file_name: String,
    /// Rows read, in all files.
    pub rows_read: u64,
    /// Rows that were rejected before the command.
    pub rows_rejected: u64,
    /// Whether nothing is imported when one row is rejected.
    pub all_or_nothing: bool,
    /// The digest of what the files hold, in hexadecimal digits: the same file is known by it.
    #[serde(default)]
    pub content: Option<String>,
    /// Who is told of progress.
    #[serde(skip)]
    pub progress: ProgressCallback,
}

impl ImportHead {
    /// Tells how many rows are written, from within the transaction.
    fn tell_written(&self, tx: &mut Tx<'_>, done: usize, total: usize) -> Result<()> {
        tx.lend(|| self.progress.tell(ImportStep::Writing, done, Some(total)))
    }
}

/// What came of an import command.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ImportOutcome {
    /// By which it can be undone; none when nothing was imported.
    pub import: Option<ImportId>,
    /// Rows taken over.
    pub accepted: u64,
    /// Records made, updated and found as they should be, by kind.
    pub records: Vec<RecordCount>,
    /// Rows that the engine's rules refuse.
    pub refused: Vec<Refusal>,
    /// What is worth a look although it was taken over.
    pub notices: Vec<Notice>,
}

/// What an import command gathers while it works.
#[derive(Default)]
pub(crate) struct Work {
    records: BTreeMap<&'static str, RecordCount>,
    refused: Vec<Refusal>,
    notices: BTreeMap<(NoticeKind, String, String), (u64, u64)>,
    /// The last import of the same file that still stands.
    earlier: Option<ImportRun>,
    /// What the file holds, when it was imported before.
    again: Option<(ImportKind, Content)>,
    booked: Booked,
    /// The lines that are booked although they were imported before.
    booked_again: BTreeSet<u64>,
}

impl Work {
    fn count(&mut self, subject: &'static str) -> &mut RecordCount {
        self.records.entry(subject).or_insert_with(|| RecordCount {
            subject: subject.to_owned(),
            ..RecordCount::default()
        })
    }

    fn created(&mut self, subject: &'static str, records: usize) {
        self.count(subject).created += wide(records);
    }

    fn updated(&mut self, subject: &'static str, records: usize) {
        self.count(subject).updated += wide(records);
    }

    fn unchanged(&mut self, subject: &'static str, records: usize) {
        self.count(subject).unchanged += wide(records);
    }

    fn refuse(&mut self, line: u64, field: Option<String>, problem: Problem) {
        self.refused.push(Refusal { file: 0, line, field, problem });
    }

    fn notice(&mut self, kind: NoticeKind, field: &str, text: &str, line: u64) {
        let key = (kind, field.to_owned(), text.to_owned());
        let (rows, first) = self.notices.entry(key).or_insert((0, line));
        *rows += 1;
        *first = line.min(*first);
    }

    /// Takes in what a part of the work gathered.
    fn absorb(&mut self, part: Work) {
        for (subject, count) in part.records {
            let sum = self.count(subject);
            sum.created += count.created;
            sum.updated += count.updated;
            sum.unchanged += count.unchanged;
        }
        self.refused.extend(part.refused);
        self.booked.absorb(part.booked);
        for (key, (rows, line)) in part.notices {
            let (sum, first) = self.notices.entry(key).or_insert((0, line));
            *sum += rows;
            *first = line.min(*first);
        }
    }

    fn has_changed_anything(&self) -> bool {
        self.records.values().any(|count| count.created + count.updated > 0)
    }

    /// The lines of the first file of which something was refused.
    fn refused_lines(&self) -> BTreeSet<u64> {
        let first = self.refused.iter().filter(|refusal| refusal.file == 0);
        first.map(|refusal| refusal.line).collect()
    }

    /// Whether something was refused that was wanted: what was imported before is not.
    fn has_refused(&self) -> bool {
        self.refused.iter().any(|refusal| refusal.problem.code != Code::ImportedBefore)
    }

    fn refused_rows(&self) -> u64 {
        let rows: BTreeSet<(u32, u64)> =
            self.refused.iter().map(|refusal| (refusal.file, refusal.line)).collect();
        wide(rows.len())
    }

    fn into_outcome(self, head: &ImportHead, import: Option<ImportId>) -> ImportOutcome {
        let rejected = head.rows_rejected.saturating_add(self.refused_rows());
        let notice = |((kind, field, text), (rows, line))| {
            let column = None;
            Notice { kind, field, column, text, rows, line }
        };
        ImportOutcome {
            import,
            accepted: head.rows_read.saturating_sub(rejected),
            records: self.records.into_values().filter(|count| !count.is_empty()).collect(),
            refused: self.refused,
            notices: self.notices.into_iter().map(notice).collect(),
        }
    }
}

fn wide(count: usize) -> u64 {
    u64::try_from(count).unwrap_or(u64::MAX)
}

/// Runs an import: what `body` writes is kept, as one import that can be undone, unless everything
/// was asked for and something was refused.
pub(crate) fn run(
    permit: &Permit,
    tx: &mut Tx<'_>,
    kind: ImportKind,
    (head, rows): (&ImportHead, usize),
    body: impl FnOnce(&mut Tx<'_>, &mut Work) -> Result<()>,
) -> Result<ImportOutcome> {
    let mut check = Check::new();
    check.lines("head.file_name", &head.file_name, FILE_NAME_LIMIT);
    check.at_most("rows", rows, ROW_LIMIT);
    check.finish()?;
    let content = content_of(head)?;
    // Of two imports of one file at once, the second looks when the first has been kept.
    tx.hold(SUBJECT)?;
    let before = tx.drafts.len();
    let book = tx.book_id();
    let earlier = content.map(|content| runs::find_content(tx.conn, book, kind, content));
    let mut work = Work { earlier: earlier.transpose()?.flatten(), ..Work::default() };
    work.again = content.filter(|_| work.earlier.is_some()).map(|content| (kind, content));
    if let Some(id) = work.earlier.as_ref().map(|run| run.id) {
        work.notice(NoticeKind::FileImportedBefore, "", &id.to_string(), 1);
    }
    let mut is_refused = false;
    let import = tx.attempt(|tx| {
        body(tx, &mut work)?;
        if head.all_or_nothing && (head.rows_rejected > 0 || work.has_refused()) {
            is_refused = true;
            return Err(Error::internal("what an import takes back itself"));
        }
        if !work.has_changed_anything() {
            return Ok(None);
        }
        let rejected = head.rows_rejected.saturating_add(work.refused_rows());
        let run = ImportRun {
            id: ImportId(tx.id("import_run")?),
            kind,
            file_name: head.file_name.clone(),
            state: ImportState::Done,
            rows_read: head.rows_read,
            rows_accepted: head.rows_read.saturating_sub(rejected),
            rows_rejected: rejected,
            changes: wide(tx.drafts.len() - before + 1),
            created_at: tx.now(),
            created_by: permit.operator(),
        };
        runs::insert(tx.conn, book, &run, content)?;
        let mut rows = std::mem::take(&mut work.booked).into_rows(book, run.id.0);
        lines::insert(tx.conn, &rows)?;
        let image = RunImage {
            run: &run,
            content: head.content.clone(),
            lines: lines::digest_of(&mut rows),
        };
        tx.note_created(permit, Subject::new(SUBJECT, run.id), &image)?;
        Ok(Some(run.id))
    });
    match import {
        Ok(import) => Ok(work.into_outcome(head, import)),
        Err(_) if is_refused => {
            work.records.clear();
            let outcome = work.into_outcome(head, None);
            Ok(ImportOutcome { accepted: 0, ..outcome })
        }
        Err(error) => Err(anew(error)),
    }
}

/// The digest of the files' content.
fn content_of(head: &ImportHead) -> Result<Option<Content>> {
    let Some(text) = &head.content else { return Ok(None) };
    let digits = |at: usize| text.get(2 * at..2 * at + 2);
    let byte = |at| u8::from_str_radix(digits(at)?, 16).ok();
    let bytes: Option<Vec<u8>> = (0..text.len().div_ceil(2)).map(byte).collect();
    let content = bytes.and_then(|bytes| bytes.try_into().ok());
    let known = content.filter(|content: &Content| hex::encode(content) == *text);
    known.map(Some).ok_or_else(|| Problem::new(Code::BadFormat).at("head.content").into())
}

/// The versions in imports and their undoing are those that they have loaded themselves: when they
/// do not hold, somebody wrote in between, and all is to be looked at and run again.
pub(crate) fn anew(error: Error) -> Error {
    match error.code() {
        Code::VersionConflict => Code::Busy.into(),
        _ => error,
    }
}

crate::work::plain_outcomes!(ImportOutcome, super::model::UndoReport);
