//! Rows of imports.

use chrono::DateTime;
use diesel::prelude::*;

use crate::error::{Code, Error, Result};
use crate::exchange::content::Content;
use crate::exchange::model::{ImportFilter, ImportKind, ImportRun, ImportSort, ImportState};
use crate::store::Conn;
use crate::store::dialect::each;
use crate::store::listing::{Place, conditions, in_order, listed_columns};
use crate::store::locks::load_locked;
use crate::store::schema::import_run;
use crate::values::{Check, ImportId, OperatorId, Page, PageRequest};
use crate::work::View;

/// A row of `import_run`.
#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = import_run, treat_none_as_default_value = false)]
pub(super) struct RunRow {
    book_id: i64,
    pub(super) id: i64,
    kind: String,
    file_name: String,
    state: String,
    rows_read: i64,
    rows_accepted: i64,
    rows_rejected: i64,
    changes: i64,
    created_at: i64,
    created_by: Option<i64>,
    pub(super) content: Option<Vec<u8>>,
}

fn narrow(count: u64) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}

fn wide(count: i64) -> Result<u64> {
    u64::try_from(count).map_err(|_| Code::Corrupt.into())
}

impl RunRow {
    fn of(book: i64, run: &ImportRun, content: Option<Content>) -> Self {
        Self {
            book_id: book,
            id: run.id.0,
            kind: run.kind.slug().to_owned(),
            file_name: run.file_name.clone(),
            state: run.state.slug().to_owned(),
            rows_read: narrow(run.rows_read),
            rows_accepted: narrow(run.rows_accepted),
            rows_rejected: narrow(run.rows_rejected),
            changes: narrow(run.changes),
            created_at: run.created_at.timestamp_micros(),
            created_by: run.created_by.map(i64::from),
            content: content.map(Vec::from),
        }
    }

    pub(super) fn record(self) -> Result<ImportRun> {
        Ok(ImportRun {
            id: ImportId(self.id),
            kind: ImportKind::from_slug(&self.kind).ok_or_else(|| Error::corrupt("kind"))?,
            file_name: self.file_name,
            state: ImportState::from_slug(&self.state).ok_or_else(|| Error::corrupt("state"))?,
            rows_read: wide(self.rows_read)?,
            rows_accepted: wide(self.rows_accepted)?,
            rows_rejected: wide(self.rows_rejected)?,
            changes: wide(self.changes)?,
            created_at: DateTime::from_timestamp_micros(self.created_at).ok_or(Code::Corrupt)?,
            created_by: self.created_by.map(OperatorId),
        })
    }
}

/// Keeps an import.
pub(crate) fn insert(
    conn: &mut Conn,
    book: i64,
    run: &ImportRun,
    content: Option<Content>,
) -> Result<()> {
    let row = RunRow::of(book, run, content);
    each!(conn, c => diesel::insert_into(import_run::table).values(&row).execute(c))?;
    Ok(())
}

/// The last import of this content that still stands.
pub(crate) fn find_content(
    conn: &mut Conn,
    book: i64,
    kind: ImportKind,
    content: Content,
) -> Result<Option<ImportRun>> {
    let row: Option<RunRow> = import_run::table
        .filter(import_run::book_id.eq(book))
        .filter(import_run::content.eq(content.to_vec()))
        .filter(import_run::kind.eq(kind.slug()))
        .filter(import_run::state.eq(ImportState::Done.slug()))
        .order(import_run::id.desc())
        .select(RunRow::as_select())
        .first(conn)
        .optional()?;
    row.map(RunRow::record).transpose()
}

/// An import, locked until the transaction ends.
pub(crate) fn load_for_undo(conn: &mut Conn, book: i64, id: ImportId) -> Result<ImportRun> {
    let rows = load_locked!(
        conn,
        import_run::table
            .filter(import_run::book_id.eq(book))
            .filter(import_run::id.eq(id.0))
            .select(RunRow::as_select()),
        RunRow
    )?;
    let row = rows.into_iter().next().ok_or_else(|| Error::not_found("import", id))?;
    row.record()
}

/// Marks an import as undone.
pub(crate) fn save_undone(conn: &mut Conn, book: i64, id: ImportId) -> Result<()> {
    diesel::update(
        import_run::table.filter(import_run::book_id.eq(book)).filter(import_run::id.eq(id.0)),
    )
    .set(import_run::state.eq(ImportState::Undone.slug()))
    .execute(conn)?;
    Ok(())
}

listed_columns! {
    import_run, RunRow, ImportSort {
        CreatedAt => required instant created_at;
        Operator => optional whole created_by;
        Kind => required word(ImportKind) kind;
        FileName => required text file_name;
        State => required word(ImportState) state;
        RowsRead => required whole rows_read;
        RowsAccepted => required whole rows_accepted;
        RowsRejected => required whole rows_rejected;
        Changes => required whole changes;
    }
}

/// A page of imports.
pub(crate) fn list(
    view: &mut View<'_>,
    filter: &ImportFilter,
    sort: ImportSort,
    descending: bool,
    page: &PageRequest,
) -> Result<Page<ImportRun>> {
    let mut check = Check::new();
    check.texts("filter", filter);
    check.finish()?;
    let mut query = import_run::table
        .filter(import_run::book_id.eq(view.book_id()))
        .limit(page.rows_to_load()?)
        .select(RunRow::as_select())
        .into_boxed();
    if let Some(kind) = filter.kind {
        query = query.filter(import_run::kind.eq(kind.slug()));
    }
    if let Some(state) = filter.state {
        query = query.filter(import_run::state.eq(state.slug()));
    }
    if let Some(operator) = filter.operator {
        query = query.filter(import_run::created_by.eq(operator.0));
    }
    if let Some(from) = filter.from {
        query = query.filter(import_run::created_at.ge(view.book.start_of(from)));
    }
    if let Some(after) = filter.to.and_then(|to| to.succ_opt()) {
        query = query.filter(import_run::created_at.lt(view.book.start_of(after)));
    }
    let mut check = Check::new();
    let column = |word: &str| ImportSort::from_slug(word).map(listed);
    let (currency, words) = (view.book.currency, ImportSort::words());
    for condition in conditions(&filter.conditions, currency, &words, column, &mut check) {
        query = query.filter(condition);
    }
    check.finish()?;
    let after = Place::of(page, sort.slug(), descending)?;
    let query = in_order!(query, listed(sort), import_run::id, descending, after);
    let rows: Vec<RunRow> = query.load(view.conn)?;
    let cut = Page::cut(rows, page.limit, |row| place(row, sort, descending));
    let items = cut.items.into_iter().map(RunRow::record).collect::<Result<Vec<_>>>()?;
    Ok(Page { items, next: cut.next })
}
