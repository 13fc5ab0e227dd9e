//! Rows of sales, gathered into documents. A document with a bad row is rejected as a whole: the
//! bad rows with their own reasons, the others with a pointer to the first bad one.

use std::collections::{HashMap, HashSet};

use chrono::NaiveDate;
use rust_decimal::Decimal;

use super::figures::{self, Shown};

use crate::billing::invoices::{Discount, NewInvoiceLine};
use crate::billing::products::PriceMode;
use crate::error::{Code, Problem};
use crate::exchange::cells::Cells;
use crate::exchange::clean::{self, Tally, Value};
use crate::exchange::headers::words::DiscountWord;
use crate::exchange::model::{ImportedDocument, ImportedLine, NoticeKind, SalesImport};
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
    /// What the file says of tax in its unit prices.
    mode: Option<PriceMode>,
    /// The lines that have amounts which fit one mode only, and that mode.
    shown: Vec<(u64, PriceMode)>,
    /// Rows of the document by file, good and bad.
    rows: [Vec<u64>; 2],
    faults: [Vec<Fault>; 2],
}

/// One file, with a row per line item in which the columns of the document repeat, or stand on its
/// first row only, as merged cells are written.
pub(crate) fn from_one(sheet: &Sheet, options: &SalesImport) -> Gathered {
    let mut gathered = Gathered::default();
    let mut heads: Vec<Head> = Vec::new();
    let mut by_reference: HashMap<String, usize> = HashMap::new();
    let mut loose = Vec::new();
    let mut above: Option<String> = None;
    let shown = figures::survey(sheet);
    for row in sheet.others() {
        let mut cells = Cells::new(sheet, row, &mut gathered.tallies[0]);
        let reference = cells.code("reference");
        let said = said(&mut cells, "invoice_discount");
        let reference = reference.or_else(|| above.clone().filter(|_| said.is_blank()));
        let Some(reference) = cells.required("reference", reference) else {
            loose.extend(cells.into_faults());
            continue;
        };
        above = Some(reference.clone());
        let is_new = !by_reference.contains_key(&reference);
        let index = *by_reference.entry(reference.clone()).or_insert_with(|| {
            heads.push(Head::new(reference.clone()));
            heads.len() - 1
        });
        let Some(head) = heads.get_mut(index) else { continue };
        let (line, modes) = line(&mut cells, shown);
        head.rows[0].push(row.line);
        head.see(row.line, &modes);
        let differs = if is_new {
            (head.freight, head.mode) = (said.freight, said.price_mode);
            head.document = said.document(&mut cells, &reference);
            Vec::new()
        } else {
            head.differs(said)
        };
        let faults = cells.into_faults();
        if let (Some(document), Some(line), true) = (&mut head.document, line, faults.is_empty()) {
            document.lines.push(line);
        }
        let first = head.rows[0].first().copied().unwrap_or(0);
        head.faults[0].extend(faults);
        head.faults[0].extend(differs.into_iter().map(|field| {
            let problem = Problem::new(Code::DocumentDiffers).fact("line", first);
            Fault { line: row.line, field: Some(field.to_owned()), problem }
        }));
    }
    gathered.faults[0] = loose;
    finish(heads, options, shown, 0, &mut gathered);
    gathered
}

/// A file of documents and a file of their lines.
pub(crate) fn from_two(documents: &Sheet, lines: &Sheet, options: &SalesImport) -> Gathered {
    let mut gathered = Gathered::default();
    let mut heads: Vec<Head> = Vec::new();
    let mut by_reference: HashMap<String, usize> = HashMap::new();
    for row in documents.others() {
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
        let said = said(&mut cells, "discount");
        figures::refuse_unread(&mut cells);
        let (freight, mode) = (said.freight, said.price_mode);
        let document = said.document(&mut cells, reference.as_deref().unwrap_or_default());
        let faults = cells.into_faults();
        match reference.filter(|_| !repeats) {
            None => gathered.faults[0].extend(faults),
            Some(reference) => {
                let mut head = Head::new(reference.clone());
                head.rows[0].push(row.line);
                head.document = document.filter(|_| faults.is_empty());
                (head.freight, head.mode) = (freight, mode);
                head.faults[0] = faults;
                by_reference.insert(reference, heads.len());
                heads.push(head);
            }
        }
    }
    let shown = figures::survey(lines);
    for row in lines.others() {
        let mut cells = Cells::new(lines, row, &mut gathered.tallies[1]);
        let reference = cells.code("reference");
        let reference = cells.required("reference", reference);
        let head = reference.as_ref().and_then(|it| by_reference.get(it));
        let head = head.and_then(|at| heads.get_mut(*at));
        let (line, modes) = line(&mut cells, shown);
        match head {
            None => {
                if reference.is_some() {
                    cells.fail("reference", Problem::new(Code::UnknownReference));
                }
                gathered.faults[1].extend(cells.into_faults());
            }
            Some(head) => {
                head.rows[1].push(row.line);
                head.see(row.line, &modes);
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
    let by_heading = lines.columns.meaning("unit_price").tax;
    for head in &mut heads {
        head.mode = head.mode.or(by_heading);
    }
    finish(heads, options, shown, 1, &mut gathered);
    gathered
}

impl Head {
    fn new(reference: String) -> Self {
        Self {
            document: None,
            reference,
            freight: None,
            mode: None,
            shown: Vec::new(),
            rows: Default::default(),
            faults: Default::default(),
        }
    }

    /// The fields in which a further row of the only file says something else of the document than
    /// the first.
    fn differs(&mut self, said: Said) -> Vec<&'static str> {
        let Some(first) = &mut self.document else { return Vec::new() };
        let first_code = first.customer_code.as_ref().unwrap_or(&first.customer);
        let differs = [
            ("customer", said.customer.is_some_and(|it| it != first.customer)),
            ("customer_code", said.customer_code.is_some_and(|it| it != *first_code)),
            ("issue_on", said.issue_on.is_some_and(|it| it != first.issue_on)),
            ("due_on", said.due_on.is_some() && said.due_on != first.due_on),
            ("price_mode", said.price_mode.is_some() && said.price_mode != self.mode),
            ("invoice_discount", said.discount.is_some() && said.discount != first.discount),
            ("freight", said.freight.is_some() && self.freight != said.freight),
        ];
        first.note = first.note.take().or(said.note);
        differs.into_iter().filter(|(_, differs)| *differs).map(|(field, _)| field).collect()
    }

    /// Keeps which mode the amounts of a line leave.
    fn see(&mut self, line: u64, modes: &[PriceMode]) {
        if let [mode] = modes {
            self.shown.push((line, *mode));
        }
    }

    /// Whether unit prices hold the tax: as the file says, as amounts show, as the options say;
    /// else no, and whether the rates of the file make that matter.
    fn price_mode(
        &self,
        shown: Shown,
        options: &SalesImport,
    ) -> Result<(PriceMode, Option<bool>), u64> {
        let own = self.mode.or(self.shown.first().map(|(_, mode)| *mode));
        if let Some(mode) = own {
            let other = self.shown.iter().find(|(_, other)| *other != mode);
            return other.map_or(Ok((mode, None)), |(line, _)| Err(*line));
        }
        if let Some(mode) = shown.mode.or(options.price_mode) {
            return Ok((mode, None));
        }
        let is_taxed = |line: &ImportedLine| {
            line.item.unit_price.is_some_and(|price| !price.is_zero())
                && !line.item.tax_rate.unwrap_or(options.tax_rate).is_zero()
        };
        let matters = self.document.iter().flat_map(|document| &document.lines).any(is_taxed);
        Ok((PriceMode::Net, Some(matters)))
    }
}

/// Good documents go in; of the others every row is a fault.
fn finish(
    heads: Vec<Head>,
    options: &SalesImport,
    shown: Shown,
    lines_file: usize,
    gathered: &mut Gathered,
) {
    for mut head in heads {
        let mode = head.price_mode(shown, options);
        if let Err(line) = mode {
            let problem = Problem::new(Code::AmountDiffers);
            let fault = Fault { line, field: Some("unit_price".to_owned()), problem };
            head.faults[lines_file].push(fault);
        }
        if head.is_good()
            && let Ok((mode, assumed)) = mode
            && let Some(mut document) = head.document.take()
        {
            document.price_mode = mode;
            document.price_mode_open = assumed == Some(false);
            let line = document.lines.first().map(|line| line.line);
            if let Some(line) = line.filter(|_| assumed == Some(true)) {
                let kind = NoticeKind::PriceModeAssumed;
                gathered.tallies[lines_file].notice(kind, "unit_price", "", line);
            }
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
        let bad: HashSet<u64> = faults.iter().map(|fault| fault.line).collect();
        faults.extend(rows.iter().copied().filter(|row| !bad.contains(row)).map(|row| {
            let problem = Problem::new(Code::DocumentRejected).fact("file", file + 1);
            let problem = problem.fact("line", line).fact("reference", reference);
            Fault { line: row, field: None, problem }
        }));
    }
    faults
}

/// What a row says of its document.
struct Said {
    customer: Option<String>,
    customer_code: Option<String>,
    issue_on: Option<NaiveDate>,
    due_on: Option<NaiveDate>,
    price_mode: Option<PriceMode>,
    discount: Option<Discount>,
    freight: Option<Decimal>,
    note: Option<String>,
}

fn said(cells: &mut Cells<'_>, discount_field: &str) -> Said {
    let said = Said {
        customer: cells.line("customer"),
        customer_code: cells.code("customer_code"),
        issue_on: cells.date("issue_on"),
        due_on: cells.date("due_on"),
        price_mode: cells.with("price_mode", price_mode),
        discount: document_discount(cells, discount_field),
        freight: cells.number("freight"),
        note: cells.lines("note"),
    };
    cells.check_currency("currency");
    let by_heading = cells.sheet().columns.meaning("unit_price").tax;
    if by_heading.is_some() && said.price_mode.is_some() && said.price_mode != by_heading {
        cells.fail("price_mode", Problem::new(Code::Ambiguous));
    }
    Said { price_mode: said.price_mode.or(by_heading), ..said }
}

impl Said {
    /// Whether the row names nothing of a document: its cells are merged with those above.
    fn is_blank(&self) -> bool {
        let has_party = self.customer.is_some() || self.customer_code.is_some();
        !has_party && self.issue_on.is_none() && self.due_on.is_none()
    }

    /// A new document.
    fn document(self, cells: &mut Cells<'_>, reference: &str) -> Option<ImportedDocument> {
        let customer_code = self.customer_code.clone().filter(|_| self.customer.is_some());
        let customer = cells.required("customer", self.customer.or(self.customer_code));
        let issue_on = cells.required("issue_on", self.issue_on);
        Some(ImportedDocument {
            line: cells.line_number(),
            reference: reference.to_owned(),
            customer: customer?,
            customer_code,
            issue_on: issue_on?,
            due_on: self.due_on,
            price_mode: PriceMode::Net,
            price_mode_open: false,
            discount: self.discount,
            note: self.note,
            lines: Vec::new(),
        })
    }
}

/// With a percent sign or 折, or below a heading that says so, a share; otherwise money. A number
/// up to one below a heading that does not say money is refused: 0.9 is hardly ever money.
fn document_discount(cells: &mut Cells<'_>, field: &str) -> Option<Discount> {
    let raw = cells.raw(field)?;
    let meaning = cells.sheet().columns.meaning(field);
    let heading = cells.sheet().heading(field).unwrap_or_default();
    let says_share = meaning.percent.is_some() || meaning.discount == Some(DiscountWord::Share);
    if raw.contains(['%', '％', '‰', '折']) || says_share {
        let share = cells.discount(field)?;
        return Some(Discount::Rate(share.normalize())).filter(|_| !share.is_zero());
    }
    let amount = cells.number(field).filter(|amount| !amount.is_zero())?;
    let is_money = meaning.discount == Some(DiscountWord::Money)
        || meaning.currency.is_some()
        || ["金额", "金額", "额", "額", "amount"].iter().any(|word| heading.contains(word));
    if !is_money && amount.abs() <= Decimal::ONE {
        cells.fail(field, Problem::new(Code::Ambiguous));
    }
    if !is_money {
        cells.notice(NoticeKind::DiscountsAmbiguous, field);
    }
    Some(Discount::Amount(amount))
}

pub(crate) fn price_mode(text: &str) -> Result<Value<PriceMode>, Problem> {
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

fn line(cells: &mut Cells<'_>, shown: Shown) -> (Option<ImportedLine>, Vec<PriceMode>) {
    let product = cells.code("product_code");
    let description = cells.line("description");
    if product.is_none() {
        cells.required("description", description.as_ref());
    }
    let figures = figures::of(cells, shown, product.is_none());
    let has_units = cells.sheet().columns.has("unit");
    let by_headings = || figures::unit_by_headings(cells).filter(|_| !has_units);
    let unit = by_headings().or_else(|| cells.line("unit"));
    let line = figures.quantity.map(|quantity| ImportedLine {
        line: cells.line_number(),
        freight: false,
        item: NewInvoiceLine {
            product,
            description,
            quantity,
            unit,
            unit_price: figures.price,
            discount: figures.discount,
            tax_rate: figures.rate,
            income_account: None,
        },
    });
    (line, figures.modes)
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
