//! Rows of sales, gathered into documents. A document with a bad row is rejected as a whole: the
//! bad rows with their own reasons, the others with a pointer to the first bad one.

use std::collections::{BTreeMap, HashMap, HashSet};

use rust_decimal::Decimal;

use self::said::{Said, said};
use super::figures::{self, Figures, Shown};
use super::products::with_spec;
use super::states::{States, Way};

mod exact;
mod said;
mod suspect;

pub(crate) use self::said::price_mode;

use crate::billing::invoices::{Discount, NewInvoiceLine};
use crate::billing::products::PriceMode;
use crate::error::{Code, Problem};
use crate::exchange::cells::Cells;
use crate::exchange::clean::Tally;
use crate::exchange::model::{
    ImportedDocument, ImportedLine, NoticeKind, SalesImport, StatedAmount,
};
use crate::exchange::sheet::{Fault, Setting, Sheet};

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
    /// What the file says that the document comes to.
    totals: Vec<(&'static str, Decimal)>,
    /// Whether that holds the tax, where the heading says so.
    total_mode: Option<PriceMode>,
    /// What each line is said to come to.
    stated: exact::Stated,
    /// What its lines are said to come to together, and of how many of them it is said.
    sums: BTreeMap<&'static str, (Decimal, usize)>,
    /// Values of the document that further rows repeat.
    repeated: Vec<(&'static str, u64)>,
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
    let (shown, states) = (figures::survey(sheet), States::of(sheet));
    for row in sheet.others() {
        let mut cells = Cells::new(sheet, row, &mut gathered.tallies[0]);
        let reference = cells.code("reference");
        let said = said(&mut cells, "invoice_discount", &states);
        let reference = reference.or_else(|| above.clone().filter(|_| said.is_blank()));
        let Some(reference) = cells.required("reference", reference) else {
            loose.extend(cells.into_faults());
            continue;
        };
        above = Some(reference.clone());
        let first = by_reference.get(&reference).and_then(|at| heads.get(*at));
        if let Some(first) = first.filter(|_| sheet.is_whole) {
            let line = first.rows[0].first().copied().unwrap_or(0);
            cells.fail("reference", Problem::new(Code::Repeated).fact("line", line));
        }
        let is_new = !by_reference.contains_key(&reference);
        let index = *by_reference.entry(reference.clone()).or_insert_with(|| {
            heads.push(Head::new(reference.clone()));
            heads.len() - 1
        });
        let Some(head) = heads.get_mut(index) else { continue };
        let (line, figures) = line(&mut cells, &shown);
        head.rows[0].push(row.line);
        head.see(row.line, &figures);
        let differs = if is_new {
            (head.freight, head.mode) = (said.freight, said.price_mode);
            head.total_mode = sheet.columns.meaning("document_total").tax;
            head.totals = said.total.map(|total| ("document_total", total)).into_iter().collect();
            head.document = said.document(&mut cells, &reference);
            Vec::new()
        } else {
            head.differs(said, row.line)
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
    suspect::tell(&heads, sheet, 0, &mut gathered);
    finish(heads, options, (&shown, sheet.setting), 0, &mut gathered);
    gathered
}

/// A file of documents and a file of their lines.
pub(crate) fn from_two(documents: &Sheet, lines: &Sheet, options: &SalesImport) -> Gathered {
    let mut gathered = Gathered::default();
    let mut heads: Vec<Head> = Vec::new();
    let mut by_reference: HashMap<String, usize> = HashMap::new();
    let states = States::of(documents);
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
        let said = said(&mut cells, "discount", &states);
        figures::refuse_unread(&mut cells);
        let (freight, mode, totals) = (said.freight, said.price_mode, totals(&mut cells));
        let document = said.document(&mut cells, reference.as_deref().unwrap_or_default());
        let faults = cells.into_faults();
        match reference.filter(|_| !repeats) {
            None => gathered.faults[0].extend(faults),
            Some(reference) => {
                let mut head = Head::new(reference.clone());
                head.rows[0].push(row.line);
                head.document = document.filter(|_| faults.is_empty());
                (head.freight, head.mode, head.totals) = (freight, mode, totals);
                head.faults[0] = faults;
                by_reference.insert(reference, heads.len());
                heads.push(head);
            }
        }
    }
    let (shown, states) = (figures::survey(lines), States::of(lines));
    for row in lines.others() {
        let mut cells = Cells::new(lines, row, &mut gathered.tallies[1]);
        let reference = cells.code("reference");
        let reference = cells.required("reference", reference);
        let head = reference.as_ref().and_then(|it| by_reference.get(it));
        let head = head.and_then(|at| heads.get_mut(*at));
        states.refuse(&mut cells, Way::default());
        let (line, figures) = line(&mut cells, &shown);
        match head {
            None => {
                if reference.is_some() {
                    cells.fail("reference", Problem::new(Code::UnknownReference));
                }
                gathered.faults[1].extend(cells.into_faults());
            }
            Some(head) => {
                head.rows[1].push(row.line);
                head.see(row.line, &figures);
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
    heads.iter_mut().for_each(|head| head.mode = head.mode.or(by_heading));
    suspect::tell(&heads, lines, 1, &mut gathered);
    finish(heads, options, (&shown, lines.setting), 1, &mut gathered);
    gathered
}

/// What a row of a file of documents says that its document comes to.
fn totals(cells: &mut Cells<'_>) -> Vec<(&'static str, Decimal)> {
    let total = |field: &&'static str| Some((*field, cells.number(field)?));
    figures::AMOUNTS.iter().filter_map(total).collect()
}

impl Head {
    fn new(reference: String) -> Self {
        Self {
            document: None,
            reference,
            freight: None,
            totals: Vec::new(),
            total_mode: None,
            stated: exact::Stated::new(),
            sums: BTreeMap::new(),
            repeated: Vec::new(),
            mode: None,
            shown: Vec::new(),
            rows: Default::default(),
            faults: Default::default(),
        }
    }

    /// The fields in which a further row of the only file says something else of the document than
    /// the first.
    fn differs(&mut self, said: Said, line: u64) -> Vec<&'static str> {
        let Some(first) = &mut self.document else { return Vec::new() };
        let total = self.totals.first().map(|(_, total)| *total);
        if said.freight.is_some_and(|it| !it.is_zero()) {
            self.repeated.push(("freight", line));
        }
        if matches!(said.discount, Some(Discount::Amount(_))) {
            self.repeated.push(("invoice_discount", line));
        }
        let first_code = first.customer_code.as_ref().unwrap_or(&first.customer);
        let differs = [
            ("customer", said.customer.is_some_and(|it| it != first.customer)),
            ("customer_code", said.customer_code.is_some_and(|it| it != *first_code)),
            ("issue_on", said.issue_on.is_some_and(|it| it != first.issue_on)),
            ("due_on", said.due_on.is_some() && said.due_on != first.due_on),
            ("price_mode", said.price_mode.is_some() && said.price_mode != self.mode),
            ("invoice_discount", said.discount.is_some() && said.discount != first.discount),
            ("freight", said.freight.is_some() && self.freight != said.freight),
            ("document_total", said.total.is_some() && total != said.total),
        ];
        first.note = first.note.take().or(said.note);
        differs.into_iter().filter(|(_, differs)| *differs).map(|(field, _)| field).collect()
    }

    /// Keeps which mode the amounts of a line leave, and the amounts.
    fn see(&mut self, line: u64, figures: &Figures) {
        if let [mode] = figures.modes.as_slice() {
            self.shown.push((line, *mode));
        }
        self.stated.insert(line, figures.amounts.clone());
        for (field, amount) in &figures.amounts {
            let (sum, lines) = self.sums.entry(field).or_default();
            (*sum, *lines) = (sum.saturating_add(*amount), *lines + 1);
        }
    }

    /// What the file says that the document or all of its lines come to.
    fn stated(&self, lines: usize) -> Vec<StatedAmount> {
        let of = |field: &str, amount, of_lines| StatedAmount {
            field: field.to_owned(),
            amount,
            of_lines,
            price_mode: self.total_mode.filter(|_| !of_lines),
        };
        let totals = self.totals.iter().map(|(field, amount)| of(field, *amount, false));
        let sums = self.sums.iter().filter(|(_, (_, count))| *count == lines);
        totals.chain(sums.map(|(field, (sum, _))| of(field, *sum, true))).collect()
    }

    /// What the total shows of the prices, where its heading says whether it holds the tax: prices
    /// that come to it are as it is.
    fn mode_by_total(&self) -> Option<PriceMode> {
        let (mode, document) = (self.total_mode?, self.document.as_ref()?);
        let (_, total) = self.totals.first()?;
        let priced = |line: &ImportedLine| -> Option<Decimal> {
            let full = line.item.quantity.checked_mul(line.item.unit_price?)?;
            after(full, line.item.discount)
        };
        let lines = document.lines.iter().map(priced);
        let sum = lines.sum::<Option<Decimal>>()?;
        let comes = after(sum, document.discount)?.checked_add(self.freight.unwrap_or_default())?;
        figures::is_near(comes, *total).then_some(mode)
    }

    /// Whether unit prices hold the tax: as the file says, as amounts show, as the options say;
    /// else no, and whether the rates of the file make that matter.
    fn price_mode(
        &self,
        shown: &Shown,
        options: &SalesImport,
    ) -> Result<(PriceMode, Option<bool>), u64> {
        let own = self.mode.or(self.shown.first().map(|(_, mode)| *mode));
        if let Some(mode) = own {
            let other = self.shown.iter().find(|(_, other)| *other != mode);
            return other.map_or(Ok((mode, None)), |(line, _)| Err(*line));
        }
        if let Some(mode) = shown.mode.or(options.price_mode).or_else(|| self.mode_by_total()) {
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

/// An amount less its discount.
fn after(amount: Decimal, discount: Option<Discount>) -> Option<Decimal> {
    match discount {
        None => Some(amount),
        Some(Discount::Amount(off)) => amount.checked_sub(off),
        Some(Discount::Rate(share)) => amount.checked_mul(Decimal::ONE.checked_sub(share)?),
    }
}

/// Good documents go in; of the others every row is a fault.
fn finish(
    heads: Vec<Head>,
    options: &SalesImport,
    (shown, setting): (&Shown, Setting),
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
            let has_freight = head.freight.is_some_and(|it| !it.is_zero());
            let prices = exact::by_gross(&document, &head.stated, setting);
            if let Some(prices) = prices.filter(|_| !has_freight) {
                document.price_mode = PriceMode::Gross;
                for (line, price) in document.lines.iter_mut().zip(prices) {
                    line.item.unit_price = Some(price);
                    let kind = NoticeKind::PriceFromAmount;
                    gathered.tallies[lines_file].notice(kind, "unit_price", "", line.line);
                }
            }
            document.price_mode_open = assumed == Some(false);
            document.stated = head.stated(document.lines.len());
            // A total of the document shows that it was meant so.
            for (field, line) in head.repeated.iter().filter(|_| head.totals.is_empty()) {
                gathered.tallies[0].notice(NoticeKind::TakenOnce, field, "", *line);
            }
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

fn line(cells: &mut Cells<'_>, shown: &Shown) -> (Option<ImportedLine>, Figures) {
    let product = cells.code("product_code");
    let (description, spec) = (cells.line("description"), cells.line("spec"));
    let description = match (description, &spec) {
        (Some(name), Some(spec)) if product.is_none() => Some(with_spec(&name, spec)),
        (description, _) => description,
    };
    if product.is_none() {
        cells.required("description", description.as_ref());
    }
    let figures = figures::of(cells, shown, product.is_none());
    let has_units = cells.sheet().columns.has("unit");
    let by_headings = || figures::unit_by_headings(cells).filter(|_| !has_units);
    let unit = by_headings().or_else(|| cells.line("unit")).or_else(|| figures.unit.clone());
    let line = figures.quantity.map(|quantity| ImportedLine {
        line: cells.line_number(),
        freight: false,
        spec,
        whole: cells.sheet().is_whole,
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
    (line, figures)
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
    Some(ImportedLine { line, freight: true, spec: None, whole: false, item })
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
