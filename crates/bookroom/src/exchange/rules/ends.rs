//! Files with a column for who pays and one for who is paid: the other side is whoever is not the
//! book's own company, and that says which way the money goes.

use std::collections::{BTreeMap, BTreeSet};

use super::flows::{figure, party};
use crate::billing::payments::PaymentDirection::{self, In, Out};
use crate::exchange::meanings::folded;
use crate::exchange::model::NoticeKind;
use crate::exchange::sheet::Sheet;
use crate::exchange::table::Row;

/// What the two ends of payments show, by the lines of rows.
#[derive(Debug, Default)]
pub(crate) struct Ends {
    pub(crate) directions: BTreeMap<u64, PaymentDirection>,
    /// Neither end, or both, are the book's own company.
    pub(crate) unclear: BTreeSet<u64>,
}

/// Finds the two columns and takes the other side of each row from its own. `own` is what the
/// book's company is called.
pub(crate) fn find(sheet: &mut Sheet, own: &[String]) -> Ends {
    let mut found = Ends::default();
    let Some((payer, payee)) = columns(sheet) else { return found };
    let own: Vec<String> = own.iter().map(|name| folded(name)).collect();
    let mut places = BTreeMap::new();
    for row in &sheet.rows {
        let is_in = |text: &str| is_own(&own, text);
        let (from, to) = (row.cell(payer).trim(), row.cell(payee).trim());
        let direction = match (from.is_empty(), to.is_empty()) {
            (false, true) => Some(In),
            (true, false) => Some(Out),
            _ => match (is_in(from), is_in(to)) {
                (false, true) => Some(In),
                (true, false) => Some(Out),
                _ => by_columns(sheet, row),
            },
        };
        match direction {
            Some(direction) => {
                places.insert(row.line, if direction == In { payer } else { payee });
                found.directions.insert(row.line, direction);
            }
            None => drop(found.unclear.insert(row.line)),
        }
    }
    sheet.take_ends(places);
    sheet.forget(NoticeKind::ColumnsCompete, "customer");
    found
}

/// The column of the payer and that of the payee.
fn columns(sheet: &Sheet) -> Option<(usize, usize)> {
    if sheet.columns.is_mapped("customer") {
        return None;
    }
    let own = sheet.columns.index("customer")?;
    let of = |index: usize| Some((party(sheet.headers.get(index)?)?, index));
    let first = of(own)?;
    let others = sheet.columns.competing().iter().filter(|(field, _)| *field == "customer");
    let second = others.filter_map(|(_, index)| of(*index)).find(|(it, _)| *it != first.0)?;
    let (payer, payee) = if first.0 == In { (first.1, second.1) } else { (second.1, first.1) };
    Some((payer, payee))
}

/// Whether a name is the own company's, with or without the form of a company.
pub(super) fn is_own(own: &[String], text: &str) -> bool {
    let text = folded(text);
    own.iter().filter(|name| !name.is_empty()).any(|name| {
        let forms = ["有限", "股份", "公司", "集团", " ltd", " limited", " inc", " co", ","];
        let within = |short: &str, long: &str| {
            let rest = long.strip_prefix(short);
            rest.is_some_and(|rest| rest.is_empty() || forms.iter().any(|it| rest.starts_with(it)))
        };
        within(name, &text) || within(&text, name)
    })
}

/// The direction by a column for each.
fn by_columns(sheet: &Sheet, row: &Row) -> Option<PaymentDirection> {
    let filled = |field| figure(sheet, row, field).is_some_and(|it| !it.is_zero());
    match (filled("amount_in"), filled("amount_out")) {
        (true, false) => Some(In),
        (false, true) => Some(Out),
        _ => None,
    }
}
