//! The book's own company among the names of a file: it buys nothing from itself, and owes itself
//! nothing. A file of sales in which others sell is one of purchases.

use std::collections::{BTreeMap, BTreeSet};

use super::ends::is_own;
use crate::error::{Code, Problem};
use crate::exchange::headers::Target;
use crate::exchange::meanings::{self, folded};
use crate::exchange::sheet::Sheet;

/// Refuses the rows of a file whose other side is the book's own company, and those of a file of
/// sales in which several others sell. `own` is what the company is called.
pub(crate) fn refuse(sheet: &mut Sheet, own: &[String]) {
    let own: Vec<String> = own.iter().map(|name| folded(name)).collect();
    let is_sale = matches!(sheet.target, Target::Sales | Target::Invoices);
    let problem = || {
        let code = if is_sale { Code::NotASale } else { Code::OtherMatter };
        Problem::new(code).fact("state", if is_sale { "purchase" } else { "own" })
    };
    let mut found = BTreeMap::new();
    for row in sheet.others() {
        let name = sheet.cell(row, "customer");
        if !name.trim().is_empty() && is_own(&own, &name) {
            found.insert(row.line, problem());
        }
    }
    if let Some(index) = seller(sheet).filter(|_| is_sale) {
        let cells = || sheet.others().map(|row| (row.line, row.cell(index).trim()));
        let sellers: BTreeSet<&str> =
            cells().map(|(_, name)| name).filter(|name| !name.is_empty()).collect();
        let is_known = sellers.iter().any(|name| is_own(&own, name));
        let is_other = |name: &str| !name.is_empty() && !is_own(&own, name);
        if is_known || sellers.len() > 1 {
            let others = cells().filter(|(_, name)| is_other(name));
            found.extend(others.map(|(line, _)| (line, problem())));
        }
    }
    sheet.refuse_rows(found);
}

/// The column that says who sells.
fn seller(sheet: &Sheet) -> Option<usize> {
    let is_seller = |index: &usize| {
        let heading = sheet.headers.get(*index);
        heading.is_some_and(|heading| meanings::is("seller", heading))
    };
    sheet.columns.unmatched().iter().copied().find(is_seller)
}
