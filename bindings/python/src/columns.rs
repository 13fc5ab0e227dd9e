//! Journal entries from columns: Arrow, data frames, lists. No Python object is made for a row.

use std::collections::HashSet;
use std::sync::Arc;

use arrow_array::cast::AsArray;
use arrow_array::types::{Date32Type, Decimal128Type, Int64Type, TimestampMicrosecondType};
use arrow_array::{Array, ArrayRef, Decimal128Array, Int64Array, RecordBatch, StringArray};
use arrow_cast::cast;
use arrow_schema::{DataType, Field, Schema, TimeUnit};
use bookroom::error::{Code, Problem};
use bookroom::ledger::model::{NewJournalEntry, NewPosting};
use bookroom::values::CustomerId;
use chrono::NaiveDate;
use pyo3::prelude::*;
use pyo3::types::{PyInt, PyMapping};
use pyo3_arrow::PyTable;
use rust_decimal::Decimal;

use crate::fault::Fault;
use crate::frames::{EPOCH, array, present};
use crate::schema::Type;

/// The columns with what lists of them hold.
const COLUMNS: [(&str, &Type); 10] = [
    ("entry", &Type::Int),
    ("on", &Type::Date),
    ("summary", &Type::Text),
    ("account", &Type::Text),
    ("debit", &Type::Decimal),
    ("credit", &Type::Decimal),
    ("journal", &Type::Text),
    ("attachments", &Type::Int),
    ("party", &Type::Int),
    ("memo", &Type::Text),
];
const DAY_MICROS: i64 = 86_400_000_000;
const PRECISION: u8 = 38;

/// Reads the batches of whatever has columns.
pub(crate) fn batches(data: &Bound<'_, PyAny>) -> PyResult<Vec<RecordBatch>> {
    if let Ok(columns) = data.cast::<PyMapping>() {
        return Ok(vec![of_lists(columns)?]);
    }
    if !data.hasattr("__arrow_c_stream__")? && !data.hasattr("__arrow_c_array__")? {
        let wanted = "a data frame, an Arrow table or a mapping of columns";
        return Err(Fault::wrong_type(wanted, data).into());
    }
    Ok(data.extract::<PyTable>()?.batches().to_vec())
}

fn of_lists(columns: &Bound<'_, PyMapping>) -> PyResult<RecordBatch> {
    for name in columns.keys()?.iter() {
        check_known(&name.extract::<String>()?)?;
    }
    let (mut fields, mut arrays) = (Vec::new(), Vec::new());
    for (name, kind) in COLUMNS {
        if !columns.contains(name)? {
            continue;
        }
        let cells: Vec<Option<Bound<'_, PyAny>>> = columns
            .get_item(name)?
            .try_iter()?
            .map(|cell| cell.map(present))
            .collect::<PyResult<_>>()?;
        let numbered = cells.iter().flatten().all(|cell| cell.is_instance_of::<PyInt>());
        let kind = if name == "entry" && !numbered { &Type::Text } else { kind };
        let array = array(&cells, kind).map_err(|fault| fault.in_field(name))?;
        fields.push(Field::new(name, array.data_type().clone(), true));
        arrays.push(array);
    }
    RecordBatch::try_new(Arc::new(Schema::new(fields)), arrays).map_err(bad)
}

fn check_known(name: &str) -> PyResult<()> {
    if COLUMNS.iter().any(|(known, _)| *known == name) {
        return Ok(());
    }
    let known: Vec<&str> = COLUMNS.iter().map(|(name, _)| *name).collect();
    let problem = Problem::new(Code::BadChoice).at("data").fact("column", name);
    Err(Fault::from(problem.choices(&known)).into())
}

/// A column of another type than wanted.
fn of_type(name: &str, wanted: &str, kind: &DataType) -> Problem {
    Problem::new(Code::WrongType).at(name).fact("expected", wanted).fact("got", kind)
}

/// A row that lacks what it must have.
fn without(name: &str) -> PyErr {
    Fault::from(Problem::new(Code::Required).at(name)).into()
}

fn bad(error: impl std::fmt::Display) -> PyErr {
    Fault::told(error).into()
}

/// Amounts as they stand in a column.
enum Amounts {
    Exact(Decimal128Array, u32),
    Whole(Int64Array),
}

impl Amounts {
    fn of(array: &ArrayRef, name: &str) -> PyResult<Self> {
        use DataType as D;
        match array.data_type() {
            D::Decimal32(_, scale)
            | D::Decimal64(_, scale)
            | D::Decimal128(_, scale)
            | D::Decimal256(_, scale) => {
                let places = u32::try_from(*scale).map_err(|_| bad(format!("{name}: scale")))?;
                let array = cast(array, &D::Decimal128(PRECISION, *scale)).map_err(bad)?;
                Ok(Self::Exact(array.as_primitive::<Decimal128Type>().clone(), places))
            }
            D::Null => Ok(Self::Whole(Int64Array::new_null(array.len()))),
            kind if kind.is_integer() => {
                let array = cast(array, &D::Int64).map_err(bad)?;
                Ok(Self::Whole(array.as_primitive::<Int64Type>().clone()))
            }
            kind if kind.is_floating() => {
                let exact = format!("polars.col('{name}').cast(polars.Decimal(18, 2))");
                let problem = of_type(name, "decimals", kind).fact("instead", exact);
                Err(Fault::from(problem).into())
            }
            kind => Err(Fault::from(of_type(name, "decimals", kind)).into()),
        }
    }

    /// The amount of a row; zero and null are no amount.
    fn get(&self, row: usize) -> PyResult<Option<Decimal>> {
        let amount = match self {
            Self::Exact(array, _) if array.is_null(row) => return Ok(None),
            Self::Exact(array, scale) => {
                Decimal::try_from_i128_with_scale(array.value(row), *scale).map_err(bad)?
            }
            Self::Whole(array) if array.is_null(row) => return Ok(None),
            Self::Whole(array) => Decimal::from(array.value(row)),
        };
        Ok(Some(amount).filter(|amount| !amount.is_zero()))
    }
}

/// What tells one entry from the next.
#[derive(PartialEq, Eq, Hash, Clone)]
enum Key {
    Number(i64),
    Text(String),
}

enum Keys {
    Numbers(Int64Array),
    Texts(StringArray),
}

impl Keys {
    fn of(array: &ArrayRef) -> PyResult<Self> {
        if array.null_count() > 0 {
            return Err(without("entry"));
        }
        if array.data_type().is_integer() {
            let array = cast(array, &DataType::Int64).map_err(bad)?;
            return Ok(Self::Numbers(array.as_primitive::<Int64Type>().clone()));
        }
        Ok(Self::Texts(texts(array, "entry")?))
    }

    fn is(&self, row: usize, key: &Key) -> bool {
        match (self, key) {
            (Self::Numbers(array), Key::Number(number)) => array.value(row) == *number,
            (Self::Texts(array), Key::Text(text)) => array.value(row) == text,
            _ => false,
        }
    }

    fn get(&self, row: usize) -> Key {
        match self {
            Self::Numbers(array) => Key::Number(array.value(row)),
            Self::Texts(array) => Key::Text(array.value(row).to_owned()),
        }
    }
}

fn texts(array: &ArrayRef, name: &str) -> PyResult<StringArray> {
    let text = match array.data_type() {
        DataType::Dictionary(_, inner) => inner.as_ref(),
        kind => kind,
    };
    match text {
        DataType::Utf8 | DataType::LargeUtf8 | DataType::Utf8View | DataType::Null => {
            Ok(cast(array, &DataType::Utf8).map_err(bad)?.as_string::<i32>().clone())
        }
        kind => Err(Fault::from(of_type(name, "texts", kind)).into()),
    }
}

fn ints(array: &ArrayRef, name: &str) -> PyResult<Int64Array> {
    if !array.data_type().is_integer() && *array.data_type() != DataType::Null {
        let kind = array.data_type();
        return Err(Fault::from(of_type(name, "integers", kind)).into());
    }
    Ok(cast(array, &DataType::Int64).map_err(bad)?.as_primitive::<Int64Type>().clone())
}

/// Days since the epoch. A time stamp is a date when it stands at midnight.
fn days(array: &ArrayRef) -> PyResult<Vec<i32>> {
    if array.null_count() > 0 {
        return Err(without("on"));
    }
    match array.data_type() {
        DataType::Date32 => Ok(array.as_primitive::<Date32Type>().values().to_vec()),
        DataType::Date64 | DataType::Timestamp(_, None) => {
            let micros = DataType::Timestamp(TimeUnit::Microsecond, None);
            let array = cast(array, &micros).map_err(bad)?;
            let micros = array.as_primitive::<TimestampMicrosecondType>().values();
            let day = |micros: &i64| {
                let whole = micros.rem_euclid(DAY_MICROS) == 0;
                let day = i32::try_from(micros.div_euclid(DAY_MICROS)).ok().filter(|_| whole);
                day.ok_or_else(|| Fault::from(Problem::new(Code::BadDate).at("on")).into())
            };
            micros.iter().map(day).collect()
        }
        kind => Err(Fault::from(of_type("on", "dates", kind)).into()),
    }
}

/// The columns of one batch.
struct Columns {
    keys: Keys,
    days: Vec<i32>,
    summary: StringArray,
    account: StringArray,
    debit: Amounts,
    credit: Amounts,
    journal: Option<StringArray>,
    attachments: Option<Int64Array>,
    party: Option<Int64Array>,
    memo: Option<StringArray>,
}

impl Columns {
    fn of(batch: &RecordBatch) -> PyResult<Self> {
        let names = batch.schema();
        for field in names.fields() {
            check_known(field.name())?;
        }
        let column = |name: &str| {
            let missing = || Fault::from(Problem::new(Code::UnknownColumn).at(name));
            batch.column_by_name(name).ok_or_else(missing)
        };
        let optional = |name: &str| batch.column_by_name(name);
        Ok(Self {
            keys: Keys::of(column("entry")?)?,
            days: days(column("on")?)?,
            summary: texts(column("summary")?, "summary")?,
            account: texts(column("account")?, "account")?,
            debit: Amounts::of(column("debit")?, "debit")?,
            credit: Amounts::of(column("credit")?, "credit")?,
            journal: optional("journal").map(|array| texts(array, "journal")).transpose()?,
            attachments: optional("attachments")
                .map(|array| ints(array, "attachments"))
                .transpose()?,
            party: optional("party").map(|array| ints(array, "party")).transpose()?,
            memo: optional("memo").map(|array| texts(array, "memo")).transpose()?,
        })
    }

    fn date(&self, row: usize) -> PyResult<NaiveDate> {
        let day = self.days.get(row).and_then(|day| day.checked_add(EPOCH));
        let date = day.and_then(NaiveDate::from_num_days_from_ce_opt);
        date.ok_or_else(|| Fault::from(Problem::new(Code::BadDate).at("on")).into())
    }

    fn posting(&self, row: usize) -> PyResult<NewPosting> {
        if self.account.is_null(row) {
            return Err(without("account"));
        }
        Ok(NewPosting {
            account: self.account.value(row).to_owned(),
            debit: self.debit.get(row)?,
            credit: self.credit.get(row)?,
            party: number(self.party.as_ref(), row).map(CustomerId),
            memo: text(self.memo.as_ref(), row).map(str::to_owned),
        })
    }

    fn entry(&self, row: usize) -> PyResult<NewJournalEntry> {
        Ok(NewJournalEntry {
            journal: text(self.journal.as_ref(), row).map(str::to_owned),
            on: self.date(row)?,
            summary: text(Some(&self.summary), row).unwrap_or_default().to_owned(),
            attachments: number(self.attachments.as_ref(), row).unwrap_or(0),
            postings: vec![self.posting(row)?],
        })
    }

    /// What a row says of its whole entry and the entry does not.
    fn contradiction(&self, row: usize, entry: &NewJournalEntry) -> PyResult<Option<&'static str>> {
        let said = |text: Option<&str>, known: Option<&str>| text.is_none() || text == known;
        let attachments = number(self.attachments.as_ref(), row);
        Ok(if self.date(row)? != entry.on {
            Some("on")
        } else if !said(text(Some(&self.summary), row), Some(&entry.summary)) {
            Some("summary")
        } else if !said(text(self.journal.as_ref(), row), entry.journal.as_deref()) {
            Some("journal")
        } else if attachments.is_some_and(|count| count != entry.attachments) {
            Some("attachments")
        } else {
            None
        })
    }
}

fn text(array: Option<&StringArray>, row: usize) -> Option<&str> {
    array.filter(|array| array.is_valid(row)).map(|array| array.value(row))
}

fn number(array: Option<&Int64Array>, row: usize) -> Option<i64> {
    array.filter(|array| array.is_valid(row)).map(|array| array.value(row))
}

/// The entries of the batches. Rows with the same `entry` make one, and stand together.
pub(crate) fn entries(batches: &[RecordBatch]) -> PyResult<Vec<NewJournalEntry>> {
    let mut made: Vec<NewJournalEntry> = Vec::new();
    let (mut current, mut known): (Option<Key>, HashSet<Key>) = (None, HashSet::new());
    let mut count = 0_usize;
    for batch in batches {
        let columns = Columns::of(batch)?;
        for row in 0..batch.num_rows() {
            let same = current.as_ref().is_some_and(|key| columns.keys.is(row, key));
            match made.last_mut() {
                Some(entry) if same => {
                    if let Some(name) = columns.contradiction(row, entry)? {
                        let what = format!("row {count}: {name} is not that of its entry");
                        return Err(Fault::told(what).in_field(name).into());
                    }
                    entry.postings.push(columns.posting(row)?);
                }
                _ => {
                    let key = columns.keys.get(row);
                    if !known.insert(key.clone()) {
                        let what = format!("row {count}: the rows of its entry are not together");
                        return Err(Fault::told(what).in_field("entry").into());
                    }
                    current = Some(key);
                    made.push(columns.entry(row)?);
                }
            }
            count += 1;
        }
    }
    Ok(made)
}
