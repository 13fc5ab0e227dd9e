//! Blanks below merged cells: a spreadsheet keeps the value in the first row alone. They are filled
//! from the row above where the layout leaves no other reading, and the report says so. So are
//! cells that say 同上.

use std::collections::BTreeMap;

use super::headers::parse::{Kind, kind_of};
use super::headers::{Columns, Target};
use super::meanings;
use super::table::Row;

/// What a row takes from those above it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Merged {
    /// The index of the row with the value of each field.
    pub(crate) fields: BTreeMap<&'static str, usize>,
    /// Whether its cells are blank below merged ones.
    pub(crate) is_below: bool,
}

/// What names a customer.
const NAMES: [&str; 4] = ["name", "company_name", "code", "tax_number"];
/// What a row under a merged customer may have of its own.
const PERSONS: [&str; 7] =
    ["contact_name", "contact_title", "contact_phone", "person_name", "mobile", "phone", "email"];

/// Which rows take something from those above them, by their index.
pub(crate) fn find(target: Target, columns: &Columns, rows: &[Row]) -> BTreeMap<usize, Merged> {
    let mut found = BTreeMap::new();
    for (index, source, fields) in below(target, columns, rows) {
        let fields = fields.into_iter().map(|field| (field, source)).collect();
        found.insert(index, Merged { fields, is_below: true });
    }
    repeat(target, columns, rows, &mut found);
    found
}

/// Fills cells that say that they are as the one above.
fn repeat(target: Target, columns: &Columns, rows: &[Row], found: &mut BTreeMap<usize, Merged>) {
    let is_text = |field: &&'static str| matches!(kind_of(field), Kind::Text | Kind::Date);
    let fields = target.fields().map(|field| field.name).filter(is_text);
    for field in fields.filter(|field| columns.index(field).is_some()) {
        let mut source = None;
        for (index, row) in rows.iter().enumerate() {
            let cell = columns.get(row, field).unwrap_or_default();
            let is_short = !cell.trim().is_empty() && cell.len() <= 16;
            let own = found.get(&index).and_then(|it| it.fields.get(field)).copied();
            match source {
                Some(source) if is_short && meanings::is("ditto", &cell) => {
                    found.entry(index).or_default().fields.insert(field, source);
                }
                _ if !cell.trim().is_empty() => source = Some(index),
                _ => source = own,
            }
        }
    }
}

/// Which rows go on below merged cells: their index, that of the row with the values, the fields.
fn below(
    target: Target,
    columns: &Columns,
    rows: &[Row],
) -> Vec<(usize, usize, Vec<&'static str>)> {
    let mut found: Vec<(usize, usize, Vec<&'static str>)> = Vec::new();
    for (index, row) in rows.iter().enumerate().skip(1) {
        let above = index - 1;
        let source = match found.last() {
            Some((last, source, _)) if *last == above => *source,
            _ => above,
        };
        let Some(head) = rows.get(source).filter(|_| row.problem().is_none()) else { continue };
        let fields = match target {
            Target::Customers => below_customer(columns, head, row),
            Target::Payments => below_payment(columns, head, row),
            Target::Lines => below_document(columns, head, row),
            Target::OpeningItems => below_opening(columns, head, row),
            Target::Products | Target::Invoices | Target::Sales => Vec::new(),
        };
        if !fields.is_empty() {
            found.push((index, source, fields));
        }
    }
    found
}

fn has(columns: &Columns, row: &Row, field: &str) -> bool {
    columns.get(row, field).is_some_and(|cell| !cell.trim().is_empty())
}

/// A further person of the customer above: nothing but the person stands in the row, right of the
/// customer's blank cells.
fn below_customer(columns: &Columns, head: &Row, row: &Row) -> Vec<&'static str> {
    let person = ["contact_name", "person_name"].into_iter().find(|it| has(columns, row, it));
    let named: Vec<&'static str> =
        NAMES.into_iter().filter(|field| has(columns, head, field)).collect();
    let has_name = named.iter().any(|field| matches!(*field, "name" | "company_name"));
    let own: Vec<usize> = PERSONS.iter().filter_map(|field| columns.index(field)).collect();
    let is_person_only = row
        .cells
        .iter()
        .enumerate()
        .all(|(index, cell)| cell.trim().is_empty() || own.contains(&index));
    let is_right = |person: &str| {
        let first = columns.index(person);
        named.iter().all(|field| columns.index(field) < first)
    };
    let goes_on = has_name && is_person_only && person.is_some_and(is_right);
    if goes_on { named } else { Vec::new() }
}

/// A further payment of the day above, or of its customer too: figures alone may be a sum.
fn below_payment(columns: &Columns, head: &Row, row: &Row) -> Vec<&'static str> {
    let payers = ["customer", "customer_code", "payer_account"];
    let (has_day, has_payer) =
        (has(columns, row, "paid_on"), payers.iter().any(|field| has(columns, row, field)));
    let facts = ["reference", "note", "method", "invoice_reference"];
    let says = has_payer || facts.iter().any(|field| has(columns, row, field));
    let is_left = |field: &str| {
        let (own, amount) = (columns.index(field), ["amount", "amount_in", "amount_out"]);
        amount.iter().filter_map(|it| columns.index(it)).all(|it| own < Some(it))
    };
    if has_day || !says || !has(columns, head, "paid_on") || !is_left("paid_on") {
        return Vec::new();
    }
    let mut fields = vec!["paid_on"];
    if !has_payer {
        if !payers.iter().any(|field| has(columns, head, field)) {
            return Vec::new();
        }
        fields.extend(payers.into_iter().filter(|field| has(columns, head, field)));
    }
    fields
}

/// A further open document of the customer or supplier above.
fn below_opening(columns: &Columns, head: &Row, row: &Row) -> Vec<&'static str> {
    let says = ["number", "issue_on", "due_on"].iter().any(|field| has(columns, row, field));
    let amounts = ["amount", "open_amount", "receivable", "payable"];
    let own = columns.index("customer");
    let is_left = amounts.iter().filter_map(|it| columns.index(it)).all(|it| own < Some(it));
    let parties = ["customer", "customer_code"];
    let named = |row: &Row| parties.into_iter().filter(|it| has(columns, row, it)).collect();
    let own_names: Vec<&'static str> = named(row);
    if says && is_left && own_names.is_empty() { named(head) } else { Vec::new() }
}

/// A further line of the document above.
fn below_document(columns: &Columns, head: &Row, row: &Row) -> Vec<&'static str> {
    let facts = ["description", "product_code"];
    let says = facts.iter().any(|field| has(columns, row, field));
    let goes_on = says && !has(columns, row, "reference") && has(columns, head, "reference");
    if goes_on { vec!["reference"] } else { Vec::new() }
}
