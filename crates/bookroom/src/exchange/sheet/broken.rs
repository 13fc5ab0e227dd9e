//! Rows that were cut or put together wrongly although their number of cells may fit: a number is
//! cut at the comma between its thousands, a quote has taken in the rows below, or another table
//! begins.

use super::Sheet;
use crate::error::{Code, Problem};
use crate::exchange::headers::heading;
use crate::exchange::headers::parse::{Kind, kind_of, plain};
use crate::exchange::table::Row;
use crate::exchange::titles::{self, Verdict};

impl Sheet {
    /// Why a row cannot be read.
    pub(crate) fn row_problem(&self, row: &Row) -> Option<Problem> {
        row.problem().or_else(|| self.broken.get(&row.line).cloned())
    }

    /// Refuses rows for what they say as a whole.
    pub(crate) fn refuse_rows(&mut self, rows: impl IntoIterator<Item = (u64, Problem)>) {
        for (line, problem) in rows {
            self.broken.entry(line).or_insert(problem);
        }
    }

    /// Finds such rows.
    pub(super) fn find_broken(&mut self) {
        let rows = self.rows.iter().filter(|row| !self.is_own(row));
        let found = rows.filter_map(|row| {
            let problem = self.swallowed(row).or_else(|| self.cut(row))?;
            Some((row.line, problem.fact("line", row.line)))
        });
        let found: Vec<(u64, Problem)> = found.collect();
        self.broken.extend(found);
        let Some((first, line)) = self.other_table() else { return };
        for row in self.rows.iter().skip(first) {
            let problem = Problem::new(Code::BadTable).fact("of", "other_table");
            self.broken.insert(row.line, problem.fact("line", line));
        }
    }

    /// Where another table begins: below a heading that is not the file's own, or below a title of
    /// another kind of list with a heading. The index of its first row, and the heading's line.
    fn other_table(&self) -> Option<(usize, u64)> {
        let own: Vec<Vec<char>> = self.headers.iter().map(|it| plain(it)).collect();
        self.rows.iter().enumerate().find_map(|(index, row)| {
            if heading::fields_in(self.target, &row.cells) < 2 {
                return None;
            }
            let cells: Vec<Vec<char>> = row.cells.iter().map(|it| plain(it)).collect();
            let width = own.len().max(cells.len());
            let blank = Vec::new();
            let at = |row: &[Vec<char>], place: usize| row.get(place).unwrap_or(&blank).clone();
            let differs = (0..width).any(|place| at(&own, place) != at(&cells, place));
            (differs || self.is_titled_otherwise(index)).then_some((index + 1, row.line))
        })
    }

    /// Whether the row before is a title of another kind of list.
    fn is_titled_otherwise(&self, index: usize) -> bool {
        let before = index.checked_sub(1).and_then(|at| self.rows.get(at));
        let title = before.filter(|row| row.cells.iter().filter(|it| !it.is_empty()).count() == 1);
        title.is_some_and(|row| {
            let kinds = titles::kinds(&[(row.line, row.cells.clone())]);
            let against = titles::against(self.target, &kinds, false);
            matches!(against, Some((_, Verdict::Other)))
        })
    }

    /// A cell with lines in it that are as wide as rows, and begin as this row does.
    fn swallowed(&self, row: &Row) -> Option<Problem> {
        let width = self.headers.len();
        let first = row.cells.iter().find(|cell| !cell.is_empty())?;
        let begins_with_digit = |text: &str| text.starts_with(|it: char| it.is_ascii_digit());
        let is_row = |line: &str| {
            let cells = line.split(self.dialect.delimiter).count();
            let own = line.trim_start_matches(self.dialect.quote).trim();
            width >= 3
                && cells >= width.saturating_sub(1)
                && !own.is_empty()
                && begins_with_digit(own) == begins_with_digit(first)
        };
        let mut long = row.cells.iter().filter(|cell| cell.contains(['\n', '\r']));
        let cell = long.find(|cell| cell.lines().skip(1).any(is_row))?;
        let lines = u64::try_from(cell.lines().count()).unwrap_or(u64::MAX);
        let until = row.line.saturating_add(lines.saturating_sub(1));
        Some(Problem::new(Code::BadTable).fact("of", "stray_quote").fact("until", until))
    }

    /// An amount of one to three digits before a cell that goes on like its thousands: 1 | 234.00.
    fn cut(&self, row: &Row) -> Option<Problem> {
        if self.dialect.delimiter != ',' {
            return None;
        }
        let is_money =
            |field: &str| matches!(kind_of(field), Kind::Price | Kind::Amount | Kind::Money);
        let fields = self.target.fields().map(|field| field.name).filter(|field| is_money(field));
        let places: Vec<usize> = fields.filter_map(|field| self.columns.index(field)).collect();
        let is_cut = |index: &usize| {
            let (head, rest) = (row.cell(*index), row.cell(*index + 1));
            let signs = ['-', '+', '(', '¥', '￥', '$', '€', '£', ' '];
            let head = head.trim_start_matches(signs);
            let is_head = (1..=3).contains(&head.len())
                && !head.starts_with('0')
                && head.bytes().all(|byte| byte.is_ascii_digit());
            let figure = rest.trim_end_matches(')');
            let (whole, decimals) = figure.split_once('.').unwrap_or((figure, ""));
            let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
            let is_rest = whole.len() == 3 && digits(whole) && digits(decimals);
            is_head && is_rest && self.is_free(*index + 1, decimals.is_empty())
        };
        let index = places.into_iter().find(is_cut)?;
        let column = self.headers.get(index).cloned().unwrap_or_default();
        Some(Problem::new(Code::BadTable).fact("of", "cut_number").fact("column", column))
    }

    /// Whether a column is one in which a bare figure of three digits is none of its own: a text,
    /// but for codes and numbers, in which only decimals are odd.
    fn is_free(&self, index: usize, is_whole: bool) -> bool {
        let mut fields = self.target.fields().map(|field| field.name);
        match fields.find(|field| self.columns.index(field) == Some(index)) {
            Some(field) if kind_of(field) != Kind::Text => false,
            Some("note" | "method" | "customer" | "name" | "description" | "unit") => true,
            // A heading that is not known may be that of a figure.
            _ => !is_whole,
        }
    }
}
