//! Cells that stand elsewhere: below merged cells, above a 同上, or in a second column for the same.

use std::collections::BTreeMap;

use super::Sheet;
use crate::exchange::clean::is_placeholder;
use crate::exchange::merged;
use crate::exchange::model::NoticeKind;
use crate::exchange::table::Row;

/// Fields of which a second column gives what the first leaves blank: an invoice has its number
/// below 发票号码, or below 数电发票号码.
const EITHER: [&str; 5] = ["reference", "customer", "customer_code", "product_code", "description"];

impl Sheet {
    /// Finds the rows that take cells from those above them.
    pub(super) fn fill_merged(&mut self) {
        let found = merged::find(self.target, &self.columns, &self.rows);
        let mut filled: BTreeMap<&'static str, (u64, u64)> = BTreeMap::new();
        for (index, merged) in found {
            let Some(line) = self.rows.get(index).map(|row| row.line) else { continue };
            for field in merged.fields.keys() {
                let entry = filled.entry(field).or_insert((0, line));
                *entry = (entry.0 + 1, entry.1.min(line));
            }
            self.merged.insert(line, merged);
        }
        for (field, (rows, line)) in filled {
            self.notice(NoticeKind::TakenFromAbove, field, String::new(), rows, line);
        }
    }

    /// Whether a row goes on below merged cells.
    pub(crate) fn goes_on(&self, row: &Row) -> bool {
        self.merged.get(&row.line).is_some_and(|merged| merged.is_below)
    }

    /// Takes both of two columns of one field of which no row fills more than one. What names
    /// documents is certain so; of others it is told that the columns compete.
    pub(super) fn fill_rivals(&mut self) {
        let rivals: Vec<(&'static str, usize)> = self.columns.competing().to_vec();
        for (field, other) in rivals {
            let Some(own) = self.columns.index(field).filter(|_| EITHER.contains(&field)) else {
                continue;
            };
            let is_filled = |row: &Row, index: usize| {
                let cell = row.cell(index).trim();
                !cell.is_empty() && !is_placeholder(cell)
            };
            let (mut both, mut only) = (false, false);
            for row in &self.rows {
                let (first, second) = (is_filled(row, own), is_filled(row, other));
                both |= first && second && row.cell(own).trim() != row.cell(other).trim();
                only |= second && !first;
            }
            if only && !both {
                self.columns.take_either(field, other);
            }
        }
    }
}
