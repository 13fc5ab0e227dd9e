//! Columns that no heading explains, but whose cells are nothing but currencies or units of money.

use super::Sheet;
use crate::error::{Code, Problem};
use crate::exchange::clean::is_placeholder;
use crate::exchange::headers::{Target, words};
use crate::exchange::titles;

impl Sheet {
    /// Takes a column of currencies for what it is, and refuses the rows whose figures are in a
    /// unit of their own.
    pub(super) fn find_money_columns(&mut self) {
        if self.target == Target::Customers {
            return;
        }
        let is_currency = |cell: &str| {
            words::currency_in(cell.trim()).is_some_and(|(_, rest)| rest.trim().is_empty())
        };
        let all = |index: usize, is: &dyn Fn(&str) -> bool| {
            let cells = self.rows.iter().map(|row| row.cell(index));
            let mut cells = cells.filter(|cell| !cell.trim().is_empty() && !is_placeholder(cell));
            cells.next().is_some_and(is) && cells.all(is)
        };
        let unmatched = self.columns.unmatched().iter().copied();
        if let Some(field) = self.target.field("currency")
            && self.columns.is_open(field.name)
            && let Some(index) = unmatched.clone().find(|index| all(*index, &is_currency))
        {
            self.columns.give(field.name, index);
        }
        let is_unit = |cell: &str| titles::money_unit(cell).is_some();
        let unmatched = self.columns.unmatched().iter().copied();
        let found: Vec<usize> = unmatched.filter(|index| all(*index, &is_unit)).collect();
        let scale = self.titles.scale().unwrap_or_default();
        for index in found {
            let column = self.headers.get(index).cloned().unwrap_or_default();
            for row in &self.rows {
                let Some(unit) = titles::money_unit(row.cell(index)) else { continue };
                let fits = |codes: &str| words::fits(codes, self.setting.currency.code());
                let code = match unit.currency {
                    Some(codes) if !fits(codes) => Code::OtherCurrency,
                    _ if unit.scale != scale => Code::Ambiguous,
                    _ => continue,
                };
                let problem = Problem::new(code).fact("line", row.line).fact("column", &column);
                self.broken.insert(row.line, problem.fact("text", row.cell(index)));
            }
        }
    }
}
