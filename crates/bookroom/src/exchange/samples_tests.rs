//! The sample files of `examples/data`, read to the end: what its README says is in them is there.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use rust_decimal::{Decimal, RoundingStrategy};

use super::clean::{
    self, Cleaned, DateColumn, DateDecision, DateOrder, NumberRules, RateColumn, RateForm, Tally,
};
use super::duplicates::{self, Origin};
use super::headers::{Columns, Mapping, Target};
use super::table::{Row, Table, TableOptions};
use crate::customers::duplicates::model::{Agreement, ComparedField};
use crate::customers::duplicates::rules::Compared;
use crate::error::Code;

const CUSTOMERS: &[u8] = include_bytes!("../../../../examples/data/customers.csv");
const SALES: &[u8] = include_bytes!("../../../../examples/data/sales.csv");
const RECEIPTS: &[u8] = include_bytes!("../../../../examples/data/receipts.csv");

const RULES: NumberRules = NumberRules::known(false);

struct Sample {
    columns: Columns,
    rows: Vec<Row>,
    described: (&'static str, char),
}

impl Sample {
    fn read(bytes: &'static [u8], target: Target) -> Self {
        let mut table = Table::open(bytes, &TableOptions::default()).unwrap();
        assert!(table.problems().is_empty());
        let columns = Columns::find(target, table.headers(), &Mapping::default(), None).unwrap();
        assert!(columns.unmatched().is_empty() && columns.ambiguous().is_empty());
        let rows: Vec<Row> = table.by_ref().map(|row| row.unwrap()).collect();
        let described = (table.encoding(), table.dialect().delimiter);
        assert!(!table.dialect().decimal_comma);
        Self { columns, rows, described }
    }

    fn cell<'a>(&'a self, row: &'a Row, field: &str) -> &'a str {
        match self.columns.get(row, field).unwrap() {
            Cow::Borrowed(cell) => cell,
            Cow::Owned(_) => unreachable!("one column a field"),
        }
    }

    /// The lines on which a field is not blank and its cleaning fails with this code.
    fn faults<T>(
        &self,
        field: &str,
        code: Code,
        clean: impl Fn(&str) -> Result<T, crate::error::Problem>,
    ) -> Vec<u64> {
        let cells = self.rows.iter().map(|row| (row.line, self.cell(row, field)));
        let written = cells.filter(|(_, cell)| !cell.is_empty() && !clean::is_placeholder(cell));
        let failed = |cell| clean(cell).err().is_some_and(|problem| problem.code == code);
        written.filter(|(_, cell)| failed(*cell)).map(|(line, _)| line).collect()
    }
}

#[test]
fn customers_hold_the_dirt_the_readme_names() {
    let sample = Sample::read(CUSTOMERS, Target::Customers);
    assert_eq!(sample.described, ("GB18030", ','));
    assert_eq!(sample.rows.len(), 60);
    let lines = |keep: &dyn Fn(&Row) -> bool| -> Vec<u64> {
        sample.rows.iter().filter(|row| keep(row)).map(|row| row.line).collect()
    };
    assert_eq!(lines(&|row| row.problem().is_some()), [62, 63]);
    assert_eq!(lines(&|row| clean::line(sample.cell(row, "name")).value.is_empty()), [19, 43]);
    let identifier = |text: &str| clean::identifier(text, None);
    assert_eq!(sample.faults("tax_number", Code::BadCheckDigit, identifier), [13, 35]);
    assert_eq!(sample.faults("tax_number", Code::BadFormat, identifier), [] as [u64; 0]);
    assert_eq!(sample.faults("email", Code::BadFormat, clean::email), [17, 22, 29]);
    let mut tally = Tally::default();
    let mut unknown = BTreeSet::new();
    for row in &sample.rows {
        for field in ["phone", "mobile"] {
            let notes = clean::phone(sample.cell(row, field), "CN").notes;
            if notes.contains(&Cleaned::PhoneUnknown) {
                unknown.insert((row.line, field));
            }
            tally.add(field, &notes);
        }
        for field in ["name", "contact_name", "address", "note"] {
            let _ = clean::lines(sample.cell(row, field)).counted(field, &mut tally);
        }
        if let Ok(found) = identifier(sample.cell(row, "tax_number")) {
            let _ = found.counted("tax_number", &mut tally);
        }
        let _ = clean::code(sample.cell(row, "bank_account")).counted("bank_account", &mut tally);
    }
    let expected = [
        (20, "phone"),
        (21, "phone"),
        (32, "mobile"),
        (32, "phone"),
        (33, "mobile"),
        (39, "mobile"),
    ];
    assert_eq!(unknown, BTreeSet::from(expected));
    assert_eq!(
        tally.counts().collect::<Vec<_>>(),
        [
            ("address", Cleaned::Spaces, 1),
            ("address", Cleaned::Width, 1),
            ("bank_account", Cleaned::Guard, 1),
            ("mobile", Cleaned::Phone, 8),
            ("mobile", Cleaned::PhoneUnknown, 3),
            ("name", Cleaned::Spaces, 1),
            ("phone", Cleaned::Phone, 7),
            ("phone", Cleaned::PhoneUnknown, 3),
            ("tax_number", Cleaned::Identifier, 3),
        ]
    );
}

#[test]
fn customers_hold_the_duplicates_the_readme_names() {
    let sample = Sample::read(CUSTOMERS, Target::Customers);
    let compared = |row: &Row| {
        let of = Compared {
            names: vec![sample.cell(row, "name").to_owned()],
            tax_number: Some(sample.cell(row, "tax_number").to_owned()),
            phones: ["phone", "mobile"]
                .map(|field| clean::phone(sample.cell(row, field), "CN").value.key)
                .into(),
            ..Compared::default()
        };
        (row.line, of)
    };
    let rows: Vec<(u64, Compared)> = sample.rows.iter().map(compared).collect();
    let found = duplicates::find(&[], &rows, 50).unwrap();
    let pairs: Vec<_> = found
        .into_iter()
        .map(|pair| (pair.first, pair.second, pair.reasons[0].field, pair.reasons[0].agreement))
        .collect();
    let pair = |first, second, field, agreement| {
        (Origin::Line(first), Origin::Line(second), field, agreement)
    };
    assert_eq!(
        pairs,
        [
            pair(2, 53, ComparedField::TaxNumber, Agreement::Same),
            pair(3, 54, ComparedField::Name, Agreement::Same),
            pair(5, 55, ComparedField::Phone, Agreement::Same),
            pair(44, 56, ComparedField::Name, Agreement::Near),
        ]
    );
}

/// Customers by code and by name, as the other files refer to them.
fn known_customers() -> BTreeSet<String> {
    let sample = Sample::read(CUSTOMERS, Target::Customers);
    let keys = |row: &Row| ["code", "name"].map(|field| clean::line(sample.cell(row, field)).value);
    sample.rows.iter().flat_map(keys).filter(|key| !key.is_empty()).collect()
}

#[test]
fn sales_add_up_to_what_the_readme_says() {
    let sample = Sample::read(SALES, Target::Sales);
    assert_eq!(sample.described, ("UTF-8", ';'));
    let customers = known_customers();
    let (mut dates, mut rates, mut discounts) =
        (DateColumn::default(), RateColumn::default(), RateColumn::default());
    for row in &sample.rows {
        dates.observe(sample.cell(row, "issue_on"));
        rates.observe(sample.cell(row, "tax_rate"), RULES);
        discounts.observe(sample.cell(row, "discount"), RULES);
    }
    let (dates, rates, discounts) =
        (dates.decide(DateOrder::MonthFirst), rates.decide(), discounts.decide());
    assert!(dates.certain && rates.certain && discounts.certain);
    assert_eq!((dates.order, dates.open), (DateOrder::DayFirst, 4));
    assert_eq!((rates.form, discounts.form), (RateForm::Fraction, RateForm::Percent));
    let mut bad = Vec::new();
    let mut documents = BTreeSet::new();
    let mut by_rate: BTreeMap<String, Decimal> = BTreeMap::new();
    let mut by_month: BTreeMap<String, Decimal> = BTreeMap::new();
    for row in &sample.rows {
        assert_eq!(row.problem(), None);
        let quantity = clean::number(sample.cell(row, "quantity"), RULES).unwrap().value;
        let price = clean::number(sample.cell(row, "unit_price"), RULES).unwrap().value;
        let rate = clean::rate(sample.cell(row, "tax_rate"), rates.form, RULES).unwrap().value;
        let date = clean::date(sample.cell(row, "issue_on"), dates, None);
        let discount = match sample.cell(row, "discount") {
            "" => Decimal::ZERO,
            text => clean::discount(text, discounts.form, RULES).unwrap().value,
        };
        let known = customers.contains(sample.cell(row, "customer"));
        let Some(date) =
            date.ok().filter(|_| known && !quantity.is_zero() && price > Decimal::ZERO)
        else {
            bad.push(row.line);
            continue;
        };
        let exact = quantity * price * (Decimal::ONE - discount);
        let net = exact.round_dp_with_strategy(2, RoundingStrategy::MidpointAwayFromZero);
        documents.insert(sample.cell(row, "reference").to_owned());
        *by_rate.entry(rate.to_string()).or_default() += net;
        *by_month.entry(date.value.format("%m").to_string()).or_default() += net;
    }
    assert_eq!((sample.rows.len(), documents.len()), (116, 46));
    assert_eq!(bad, [27, 39, 53, 87]);
    let sums = |sums: &BTreeMap<String, Decimal>| -> Vec<String> {
        sums.iter().map(|(key, sum)| format!("{key} {sum}")).collect()
    };
    assert_eq!(sums(&by_rate), ["0.06 166917.00", "0.09 40104.23", "0.13 216751.66"]);
    let months =
        ["01 83290.10", "02 61632.57", "03 52298.68", "04 109239.81", "05 56534.45", "06 60777.28"];
    assert_eq!(sums(&by_month), months);
    assert_eq!(by_month.values().sum::<Decimal>().to_string(), "423772.89");
}

#[test]
fn receipts_add_up_to_what_the_readme_says() {
    let sample = Sample::read(RECEIPTS, Target::Payments);
    assert_eq!(sample.described, ("UTF-8", '\t'));
    let customers = known_customers();
    let mut sum = Decimal::ZERO;
    let mut bad = Vec::new();
    for row in &sample.rows {
        assert!(
            clean::date(
                sample.cell(row, "paid_on"),
                DateDecision::plain(DateOrder::DayFirst),
                None
            )
            .is_ok()
        );
        let known = customers.contains(sample.cell(row, "customer"));
        match clean::number(sample.cell(row, "amount"), RULES) {
            Ok(amount) if known => sum += amount.value,
            _ => bad.push(row.line),
        }
    }
    assert_eq!((sample.rows.len(), sum.to_string()), (45, "403254.95".to_owned()));
    assert_eq!(bad, [13, 18]);
}
