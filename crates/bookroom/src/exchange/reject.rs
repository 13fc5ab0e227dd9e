//! The file of rejected rows: what could not be taken over, with the reason, in a form that can be
//! corrected and imported again.

use std::collections::BTreeSet;
use std::io::Write;

use super::csv_out::{CsvWriter, OutEncoding};
use super::table::Row;
use crate::error::{Problem, Result};
use crate::values::Language;

/// Why a row is rejected.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rejection {
    /// The index of the column whose cell is at fault, if it is one cell.
    pub column: Option<usize>,
    /// What is wrong.
    pub problem: Problem,
}

impl Rejection {
    /// The fault of one cell.
    #[must_use]
    pub fn of_cell(column: Option<usize>, problem: Problem) -> Self {
        Self { column, problem }
    }

    /// The fault of a whole row.
    #[must_use]
    pub fn of_row(problem: Problem) -> Self {
        Self { column: None, problem }
    }
}

/// So many columns stand before those of the file.
pub(crate) const ADDED: usize = 4;
/// Their headings, in Chinese and English.
const HEADINGS: [[&str; ADDED]; 2] =
    [["行号", "列名", "错误", "原因"], ["line", "column", "error", "reason"]];

/// Whether a file is one of rejected rows, by its first headings.
pub(crate) fn begins(headers: &[String]) -> bool {
    HEADINGS.iter().any(|added| headers.get(..ADDED).is_some_and(|first| first == added))
}

/// Writes rejected rows as CSV in UTF-8 with byte-order mark: line, columns, codes and reasons,
/// then the original cells under their original heading. The four added columns are no names of
/// fields, so the corrected file can be imported as it is. Cells are guarded against formulas (see
/// [`super::csv_out::guard`]); importing takes the guard off again.
pub struct RejectWriter<W: Write> {
    csv: CsvWriter<W>,
    headers: Vec<String>,
    language: Language,
    rows: u64,
}

impl<W: Write> RejectWriter<W> {
    /// A writer for rows of a table with these headers; writes the heading.
    ///
    /// # Errors
    /// `file_access` when the target fails.
    pub fn new(target: W, headers: &[String], language: Language) -> Result<Self> {
        let [chinese, english] = HEADINGS;
        let added = match language {
            Language::Chinese => chinese,
            Language::English => english,
        };
        let mut csv = CsvWriter::new(target, OutEncoding::Utf8WithMark);
        csv.row(added.into_iter().chain(headers.iter().map(String::as_str)))?;
        Ok(Self { csv, headers: headers.to_vec(), language, rows: 0 })
    }

    /// Writes one rejected row with all that is wrong with it.
    ///
    /// # Errors
    /// As [`RejectWriter::new`].
    pub fn reject(&mut self, row: &Row, reasons: &[Rejection]) -> Result<()> {
        let names: BTreeSet<usize> = reasons.iter().filter_map(|reason| reason.column).collect();
        let columns = names.into_iter().filter_map(|index| self.headers.get(index).cloned());
        let codes: BTreeSet<&str> =
            reasons.iter().map(|reason| reason.problem.code.slug()).collect();
        let texts: Vec<String> = reasons.iter().map(|reason| self.text(reason)).collect();
        let added = [
            row.line.to_string(),
            columns.collect::<Vec<_>>().join("; "),
            codes.into_iter().collect::<Vec<_>>().join("; "),
            texts.join(" "),
        ];
        let missing = self.headers.len().saturating_sub(row.cells.len());
        let cells = row.cells.iter().map(String::as_str).chain(std::iter::repeat_n("", missing));
        self.csv.row(added.iter().map(String::as_str).chain(cells))?;
        self.rows += 1;
        Ok(())
    }

    fn text(&self, reason: &Rejection) -> String {
        // The path is the engine's; people know the column's heading.
        let problem = reason.problem.clone().at("");
        let text = match self.language {
            Language::Chinese => problem.text_zh(),
            Language::English => problem.text_en(),
        };
        match reason.column.and_then(|index| self.headers.get(index)) {
            Some(name) => format!("{name}: {text}"),
            None => text,
        }
    }

    /// How many rows were rejected so far.
    #[must_use]
    pub fn rows(&self) -> u64 {
        self.rows
    }

    /// Writes what is buffered and returns the target.
    ///
    /// # Errors
    /// As [`RejectWriter::new`].
    pub fn finish(self) -> Result<W> {
        self.csv.finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::error::Code;
    use crate::exchange::headers::{Columns, Mapping, Target};
    use crate::exchange::table::{Table, TableOptions};

    #[test]
    fn rejected_rows_can_be_read_corrected_and_imported_again() {
        let text = "名称,电话,邮箱\n甲,=1+1,x\n乙\n丙,1,2,3\n";
        let mut table = Table::open(text.as_bytes(), &TableOptions::default()).unwrap();
        for (language, expected) in [
            (
                Language::Chinese,
                "行号,列名,错误,原因,名称,电话,邮箱\r\n2,电话; 邮箱,bad_format; too_long,电话: 文字过长。 (limit=3) 邮箱: 格式有误。,甲,'=1+1,x\r\n",
            ),
            (
                Language::English,
                "line,column,error,reason,名称,电话,邮箱\r\n3,,bad_table,\"The file, or this row of it, is not a table that can be read: too many or too few cells, a number cut at its comma, or a quote that takes in other rows. (line=3, expected=3, found=1)\",乙,,\r\n",
            ),
        ] {
            let row = table.next_row().unwrap().unwrap();
            let reasons = match row.problem() {
                Some(problem) => vec![Rejection::of_row(problem)],
                None => vec![
                    Rejection::of_cell(
                        Some(1),
                        Problem::new(Code::TooLong).at("phone").fact("limit", 3),
                    ),
                    Rejection::of_cell(Some(2), Problem::new(Code::BadFormat).at("email")),
                ],
            };
            let mut writer = RejectWriter::new(Vec::new(), table.headers(), language).unwrap();
            writer.reject(&row, &reasons).unwrap();
            assert_eq!(writer.rows(), 1);
            let bytes = writer.finish().unwrap();
            assert_eq!(String::from_utf8(bytes.clone()).unwrap(), format!("\u{feff}{expected}"));
            let again = Table::open(bytes.as_slice(), &TableOptions::default()).unwrap();
            for target in [
                Target::Customers,
                Target::Products,
                Target::Sales,
                Target::Lines,
                Target::Payments,
            ] {
                let columns =
                    Columns::find(target, again.headers(), &Mapping::default(), None).unwrap();
                assert_eq!(
                    columns.unmatched().get(..4),
                    Some([0, 1, 2, 3].as_slice()),
                    "{target:?}"
                );
            }
        }
        let wide = table.next_row().unwrap().unwrap();
        let mut writer = RejectWriter::new(Vec::new(), table.headers(), Language::Chinese).unwrap();
        writer.reject(&wide, &[Rejection::of_row(wide.problem().unwrap())]).unwrap();
        assert!(String::from_utf8(writer.finish().unwrap()).unwrap().ends_with("丙,1,2,3\r\n"));
    }
}
