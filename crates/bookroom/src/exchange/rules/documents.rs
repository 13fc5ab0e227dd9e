//! Rows of sales, gathered into documents. A document with a bad row is rejected as a whole: the
//! bad rows with their own reasons, the others with a pointer to the first bad one.

use std::collections::HashMap;

use rust_decimal::Decimal;

use crate::billing::invoices::{Discount, NewInvoiceLine};
use crate::billing::products::PriceMode;
use crate::error::{Code, Problem};
use crate::exchange::cells::Cells;
use crate::exchange::clean::{self, Tally, Value};
use crate::exchange::model::{ImportedDocument, ImportedLine, SalesImport};
use crate::exchange::sheet::{Fault, Sheet};

/// What the files of a sales import hold: documents, and what is wrong in each file.
#[derive(Debug, Default)]
pub(crate) struct Gathered {
    pub(crate) documents: Vec<ImportedDocument>,
    /// Faults of the file of documents (or the only file), and of the file of lines.
    pub(crate) faults: [Vec<Fault>; 2],
    pub(crate) tallies: [Tally; 2],
}

/// The head of a document; the lines come after.
struct Head {
    document: Option<ImportedDocument>,
    reference: String,
    freight: Option<Decimal>,
    /// Rows of the document by file, good and bad.
    rows: [Vec<u64>; 2],
    faults: [Vec<Fault>; 2],
}

/// One file, with a row per line item in which the columns of the document repeat.
pub(crate) fn from_one(sheet: &Sheet, options: &SalesImport) -> Gathered {
    let mut gathered = Gathered::default();
    let mut heads: Vec<Head> = Vec::new();
    let mut by_reference: HashMap<String, usize> = HashMap::new();
    let mut loose = Vec::new();
    for row in &sheet.rows {
        let mut cells = Cells::new(sheet, row, &mut gathered.tallies[0]);
        let reference = cells.code("reference");
        let Some(reference) = cells.required("reference", reference) else {
            loose.extend(cells.into_faults());
            continue;
        };
        let index = *by_reference.entry(reference.clone()).or_insert_with(|| {
            heads.push(Head::new(reference.clone()));
            heads.len() - 1
        });
        let Some(head) = heads.get_mut(index) else { continue };
        let document = document(&mut cells, &reference, "invoice_discount", options);
        let freight = cells.number("freight");
        let line = line(&mut cells);
        head.rows[0].push(row.line);
        let faults = cells.into_faults();
        if faults.is_empty() {
            head.take_row(row.line, document, freight, line);
        }
        head.faults[0].extend(faults);
    }
    gathered.faults[0] = loose;
    finish(heads, options, &mut gathered);
    gathered
}

/// A file of documents and a file of their lines.
pub(crate) fn from_two(documents: &Sheet, lines: &Sheet, options: &SalesImport) -> Gathered {
    let mut gathered = Gathered::default();
    let mut heads: Vec<Head> = Vec::new();
    let mut by_reference: HashMap<String, usize> = HashMap::new();
    for row in &documents.rows {
        let mut cells = Cells::new(documents, row, &mut gathered.tallies[0]);
        let reference = cells.code("reference");
        let reference = cells.required("reference", reference);
        let first =
            reference.as_ref().and_then(|it| by_reference.get(it)).and_then(|at| heads.get(*at));
        if let Some(first) = first {
            let line = first.rows[0].first().copied().unwrap_or(0);
            cells.fail("reference", Problem::new(Code::Repeated).fact("line", line));
        }
        let repeats = first.is_some();
        let document =
            document(&mut cells, reference.as_deref().unwrap_or_default(), "discount", options);
        let freight = cells.number("freight");
        let faults = cells.into_faults();
        match reference.filter(|_| !repeats) {
            None => gathered.faults[0].extend(faults),
            Some(reference) => {
                let mut head = Head::new(reference.clone());
                head.rows[0].push(row.line);
                head.document = document.filter(|_| faults.is_empty());
                head.freight = freight;
                head.faults[0] = faults;
                by_reference.insert(reference, heads.len());
                heads.push(head);
            }
        }
    }
    for row in &lines.rows {
        let mut cells = Cells::new(lines, row, &mut gathered.tallies[1]);
        let reference = cells.code("reference");
        let reference = cells.required("reference", reference);
        let head = reference.as_ref().and_then(|it| by_reference.get(it));
        let head = head.and_then(|at| heads.get_mut(*at));
        let line = line(&mut cells);
        match head {
            None => {
                if reference.is_some() {
                    cells.fail("reference", Problem::new(Code::UnknownReference));
                }
                gathered.faults[1].extend(cells.into_faults());
            }
            Some(head) => {
                head.rows[1].push(row.line);
                let faults = cells.into_faults();
                if let (Some(document), Some(line), true) =
                    (&mut head.document, line, faults.is_empty())
                {
                    document.lines.push(line);
                }
                head.faults[1].extend(faults);
            }
        }
    }
    finish(heads, options, &mut gathered);
    gathered
}

impl Head {
    fn new(reference: String) -> Self {
        Self {
            document: None,
            reference,
            freight: None,
            rows: Default::default(),
            faults: Default::default(),
        }
    }

    /// A row of the only file: what it says of the document must be what the first row says.
    fn take_row(
        &mut self,
        row: u64,
        document: Option<ImportedDocument>,
        freight: Option<Decimal>,
        line: Option<ImportedLine>,
    ) {
        let (Some(document), Some(line)) = (document, line) else { return };
        let first = self.document.get_or_insert_with(|| {
            self.freight = freight;
            document.clone()
        });
        let differs = [
            ("customer", first.customer != document.customer),
            ("issue_on", first.issue_on != document.issue_on),
            ("due_on", first.due_on != document.due_on),
            ("price_mode", first.price_mode != document.price_mode),
            ("invoice_discount", first.discount != document.discount),
            ("freight", freight.is_some() && self.freight != freight),
        ];
        let first_line = first.line;
        first.note = first.note.take().or(document.note);
        first.lines.push(line);
        for (field, _) in differs.into_iter().filter(|(_, differs)| *differs) {
            let problem = Problem::new(Code::DocumentDiffers).fact("line", first_line);
            self.faults[0].push(Fault { line: row, field: Some(field.to_owned()), problem });
        }
    }
}

/// Good documents go in; of the others every row is a fault.
fn finish(heads: Vec<Head>, options: &SalesImport, gathered: &mut Gathered) {
    for mut head in heads {
        if head.is_good()
            && let Some(mut document) = head.document.take()
        {
            document.lines.extend(freight_line(head.freight, document.line, &options.freight));
            gathered.documents.push(document);
            continue;
        }
        let bad = head.faults.iter().flatten().map(|fault| fault.line).min();
        if bad.is_none() {
            let line = head.rows[0].first().copied().unwrap_or(0);
            let fault = Fault { line, field: None, problem: Problem::new(Code::NoLines) };
            head.faults[0].push(fault);
        }
        let rejected = with_the_rest(&head.rows, head.faults, &head.reference);
        for (all, faults) in gathered.faults.iter_mut().zip(rejected) {
            all.extend(faults);
        }
    }
}

impl Head {
    fn is_good(&self) -> bool {
        let has_lines = self.document.as_ref().is_some_and(|document| !document.lines.is_empty());
        has_lines && self.faults.iter().all(Vec::is_empty)
    }
}

/// The faults of a document, and for each of its other rows a pointer to the first bad one.
pub(crate) fn with_the_rest(
    rows: &[Vec<u64>; 2],
    mut faults: [Vec<Fault>; 2],
    reference: &str,
) -> [Vec<Fault>; 2] {
    let first = faults.iter().enumerate().find_map(|(file, faults)| {
        let line = faults.iter().map(|fault| fault.line).min()?;
        Some((file, line))
    });
    let (file, line) = first.unwrap_or_default();
    for (rows, faults) in rows.iter().zip(&mut faults) {
        let others: Vec<u64> =
            rows.iter().filter(|row| !faults.iter().any(|it| it.line == **row)).copied().collect();
        faults.extend(others.into_iter().map(|row| {
            let problem = Problem::new(Code::DocumentRejected).fact("file", file + 1);
            let problem = problem.fact("line", line).fact("reference", reference);
            Fault { line: row, field: None, problem }
        }));
    }
    faults
}

fn document(
    cells: &mut Cells<'_>,
    reference: &str,
    discount_field: &str,
    options: &SalesImport,
) -> Option<ImportedDocument> {
    let customer = cells.line("customer");
    let customer = cells.required("customer", customer);
    let issue_on = cells.date("issue_on");
    let issue_on = cells.required("issue_on", issue_on);
    let due_on = cells.date("due_on");
    let price_mode = cells.with("price_mode", price_mode);
    let discount = document_discount(cells, discount_field);
    let note = cells.lines("note");
    Some(ImportedDocument {
        line: cells.line_number(),
        reference: reference.to_owned(),
        customer: customer?,
        issue_on: issue_on?,
        due_on,
        price_mode: price_mode.unwrap_or(options.price_mode),
        discount,
        note,
        lines: Vec::new(),
    })
}

/// With a percent sign or 折 a share, otherwise money.
fn document_discount(cells: &mut Cells<'_>, field: &str) -> Option<Discount> {
    let is_share = cells.raw(field)?.contains(['%', '％', '折']);
    if is_share {
        let share = cells.discount(field)?;
        return Some(Discount::Percent(percent(share))).filter(|_| !share.is_zero());
    }
    cells.number(field).filter(|amount| !amount.is_zero()).map(Discount::Amount)
}

fn percent(fraction: Decimal) -> Decimal {
    fraction.checked_mul(Decimal::ONE_HUNDRED).unwrap_or(fraction).normalize()
}

fn price_mode(text: &str) -> Result<Value<PriceMode>, Problem> {
    let word = clean::code(text).value.to_lowercase();
    let value = match word.as_str() {
        "gross" | "含税" | "含税价" | "价税合计" => PriceMode::Gross,
        "net" | "不含税" | "未税" | "不含税价" => PriceMode::Net,
        _ => {
            let is_gross = clean::yes_no(text)?;
            let mode = if is_gross.value { PriceMode::Gross } else { PriceMode::Net };
            return Ok(Value { value: mode, notes: is_gross.notes });
        }
    };
    Ok(Value { value, notes: Vec::new() })
}

fn line(cells: &mut Cells<'_>) -> Option<ImportedLine> {
    let product = cells.code("product_code");
    let description = cells.line("description");
    if product.is_none() {
        cells.required("description", description.as_ref());
    }
    let quantity = cells.number("quantity");
    let quantity = cells.required("quantity", quantity);
    let unit = cells.line("unit");
    let unit_price = cells.number("unit_price");
    if unit_price.is_none() && product.is_none() {
        cells.required("unit_price", unit_price.as_ref());
    }
    let discount = cells.discount("discount").filter(|share| !share.is_zero());
    let tax_rate = cells.rate("tax_rate");
    if let (Some(quantity), Some(price)) = (quantity, unit_price) {
        let share = Decimal::ONE - discount.unwrap_or_default();
        let exact = quantity.checked_mul(price).and_then(|value| value.checked_mul(share));
        check_amount(cells, exact.unwrap_or_default(), tax_rate.unwrap_or_default());
    }
    let item = NewInvoiceLine {
        product,
        description,
        quantity: quantity?,
        unit,
        unit_price,
        discount: discount.map(|share| Discount::Percent(percent(share))),
        tax_rate,
        income_account: None,
    };
    Some(ImportedLine { line: cells.line_number(), freight: false, item })
}

/// A column with amounts is a check sum: what the file says must be what the line comes to, with or
/// without its tax, but for rounding.
fn check_amount(cells: &mut Cells<'_>, exact: Decimal, tax_rate: Decimal) {
    let Some(amount) = cells.number("amount") else { return };
    let near = |value: Decimal| {
        amount.checked_sub(value).is_some_and(|off| off.abs() <= Decimal::new(1, 2))
    };
    let factor = Decimal::ONE.checked_add(tax_rate);
    let gross = factor.and_then(|factor| exact.checked_mul(factor));
    let net = factor.and_then(|factor| exact.checked_div(factor));
    let fits = [Some(exact), gross, net].into_iter().flatten().any(near);
    if !fits {
        let expected = exact.round_dp(4).normalize();
        let problem = Problem::new(Code::AmountDiffers).fact("expected", expected);
        cells.fail("amount", problem.fact("found", amount));
    }
}

fn freight_line(
    amount: Option<Decimal>,
    line: u64,
    freight: &crate::exchange::model::Freight,
) -> Option<ImportedLine> {
    let amount = amount.filter(|amount| !amount.is_zero())?;
    let item = NewInvoiceLine {
        product: None,
        description: Some(freight.description.clone()),
        quantity: Decimal::ONE,
        unit: None,
        unit_price: Some(amount),
        discount: None,
        tax_rate: Some(freight.tax_rate),
        income_account: freight.income_account.clone(),
    };
    Some(ImportedLine { line, freight: true, item })
}

/// The field of a file that a path of the engine below a document means, and the line of which
/// file: `lines[2].quantity` is in the file of lines.
pub(crate) fn place_of(
    document: &ImportedDocument,
    path: &str,
    has_lines_file: bool,
) -> (usize, u64, Option<String>) {
    let of_line = path.strip_prefix("lines[").and_then(|rest| rest.split_once(']'));
    let line = of_line.and_then(|(index, rest)| {
        let index: usize = index.parse().ok()?;
        Some((document.lines.get(index)?, rest.trim_start_matches('.')))
    });
    let Some((line, field)) = line else {
        let field = path.split(['.', '[']).next().filter(|field| !field.is_empty());
        return (0, document.line, field.map(str::to_owned));
    };
    if line.freight {
        return (0, document.line, Some("freight".to_owned()));
    }
    let field = match field.split(['.', '[']).next().unwrap_or_default() {
        "" => None,
        "product" => Some("product_code".to_owned()),
        other => Some(other.to_owned()),
    };
    (usize::from(has_lines_file), line.line, field)
}

/// The rows of a document by file.
pub(crate) fn rows_of(document: &ImportedDocument, has_lines_file: bool) -> [Vec<u64>; 2] {
    let lines = document.lines.iter().filter(|line| !line.freight).map(|line| line.line).collect();
    if has_lines_file { [vec![document.line], lines] } else { [lines, Vec::new()] }
}
