//! The packed table: columns in one buffer, for lists and batches where a record per row is slow.
//!
//! All numbers are little-endian. A table is the four bytes `BKC1`, the number of rows (`u32`) and
//! of columns (`u32`), and then each column: the length of its name (`u16`), the name (UTF-8), its
//! kind (`u8`), whether rows may be absent (`u8`, 0 or 1); if so a bitmap of the rows present, the
//! first row in the lowest bit, in whole bytes; and the rows by kind, absent ones as zero:
//!
//! | kind | rows |
//! | --- | --- |
//! | 1 number | `i64` each |
//! | 2 decimal | decimal places (`u8`), then `i64` each, in units of the last place |
//! | 3 date | `i32` each: days since 1970-01-01 |
//! | 4 instant | `i64` each: microseconds since 1970-01-01 UTC |
//! | 5 text | how many texts (`u32`), each its length (`u32`) and UTF-8; then `u32` each |
//! | 6 yes or no | `u8` each |
//! | 7 decimal as text | as kind 5: for amounts that no `i64` holds |

use std::collections::HashMap;

use bookroom::Result;
use bookroom::error::{Code, Error, Problem};

use crate::{Decimal, LocalDate, Timestamp};

const MAGIC: [u8; 4] = *b"BKC1";
const NUMBER: u8 = 1;
const DECIMAL: u8 = 2;
const DATE: u8 = 3;
const INSTANT: u8 = 4;
const TEXT: u8 = 5;
const FLAG: u8 = 6;
const DECIMAL_TEXT: u8 = 7;

/// A table on its way out.
pub(crate) struct Table {
    rows: usize,
    columns: u32,
    bytes: Vec<u8>,
}

fn length(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

impl Table {
    pub(crate) fn new(rows: usize) -> Self {
        let mut bytes = MAGIC.to_vec();
        bytes.extend(length(rows).to_le_bytes());
        bytes.extend([0; 4]);
        Self { rows, columns: 0, bytes }
    }

    pub(crate) fn finish(mut self) -> Vec<u8> {
        if let Some(count) = self.bytes.get_mut(8..12) {
            count.copy_from_slice(&self.columns.to_le_bytes());
        }
        self.bytes
    }

    fn begin<T>(&mut self, name: &str, kind: u8, values: &[Option<T>]) {
        self.columns += 1;
        self.bytes.extend(u16::try_from(name.len()).unwrap_or(u16::MAX).to_le_bytes());
        self.bytes.extend(name.as_bytes());
        let some_absent = values.iter().any(Option::is_none);
        self.bytes.extend([kind, u8::from(some_absent)]);
        if some_absent {
            let bit = |chunk: &[Option<T>]| {
                let bits = chunk.iter().enumerate();
                bits.fold(0, |byte, (at, value)| byte | (u8::from(value.is_some()) << at))
            };
            self.bytes.extend(values.chunks(8).map(bit));
        }
        debug_assert_eq!(values.len(), self.rows);
    }

    pub(crate) fn numbers(&mut self, name: &str, values: impl Iterator<Item = Option<i64>>) {
        self.wide(name, NUMBER, values.collect());
    }

    pub(crate) fn instants(&mut self, name: &str, values: impl Iterator<Item = Option<Timestamp>>) {
        self.wide(name, INSTANT, values.map(|it| it.map(|it| it.timestamp_micros())).collect());
    }

    fn wide(&mut self, name: &str, kind: u8, values: Vec<Option<i64>>) {
        self.begin(name, kind, &values);
        self.bytes.extend(values.iter().flat_map(|value| value.unwrap_or(0).to_le_bytes()));
    }

    pub(crate) fn dates(&mut self, name: &str, values: impl Iterator<Item = Option<LocalDate>>) {
        let days = |date: LocalDate| {
            let days = date.signed_duration_since(LocalDate::default()).num_days();
            i32::try_from(days).unwrap_or(i32::MAX)
        };
        let values: Vec<Option<i32>> = values.map(|date| date.map(days)).collect();
        self.begin(name, DATE, &values);
        self.bytes.extend(values.iter().flat_map(|value| value.unwrap_or(0).to_le_bytes()));
    }

    pub(crate) fn flags(&mut self, name: &str, values: impl Iterator<Item = bool>) {
        let values: Vec<Option<bool>> = values.map(Some).collect();
        self.begin(name, FLAG, &values);
        self.bytes.extend(values.iter().map(|value| u8::from(*value == Some(true))));
    }

    pub(crate) fn decimals(&mut self, name: &str, values: impl Iterator<Item = Option<Decimal>>) {
        let values: Vec<Option<Decimal>> = values.collect();
        let places = values.iter().flatten().map(Decimal::scale).max().unwrap_or(0);
        let units = |value: &Option<Decimal>| {
            let Some(value) = value else { return Some(0) };
            let factor = 10_i128.checked_pow(places - value.scale())?;
            i64::try_from(value.mantissa().checked_mul(factor)?).ok()
        };
        match values.iter().map(units).collect::<Option<Vec<i64>>>() {
            Some(units) => {
                self.begin(name, DECIMAL, &values);
                self.bytes.push(u8::try_from(places).unwrap_or(u8::MAX));
                self.bytes.extend(units.iter().flat_map(|value| value.to_le_bytes()));
            }
            None => {
                let texts = values.iter().map(|value| value.map(|value| value.to_string()));
                self.dictionary(name, DECIMAL_TEXT, &texts.collect::<Vec<_>>());
            }
        }
    }

    pub(crate) fn texts<'t>(&mut self, name: &str, values: impl Iterator<Item = Option<&'t str>>) {
        self.dictionary(name, TEXT, &values.collect::<Vec<_>>());
    }

    fn dictionary<T: AsRef<str>>(&mut self, name: &str, kind: u8, values: &[Option<T>]) {
        self.begin(name, kind, values);
        let mut known: HashMap<&str, u32> = HashMap::new();
        let mut texts: Vec<&str> = Vec::new();
        let mut places = Vec::with_capacity(values.len());
        for value in values {
            let place = value.as_ref().map_or(0, |text| {
                *known.entry(text.as_ref()).or_insert_with(|| {
                    texts.push(text.as_ref());
                    length(texts.len() - 1)
                })
            });
            places.push(place);
        }
        self.bytes.extend(length(texts.len()).to_le_bytes());
        for text in texts {
            self.bytes.extend(length(text.len()).to_le_bytes());
            self.bytes.extend(text.as_bytes());
        }
        self.bytes.extend(places.iter().flat_map(|place| place.to_le_bytes()));
    }
}

/// A column that was read.
pub(crate) enum Column<'b> {
    Numbers(Vec<Option<i64>>),
    Decimals(Vec<Option<Decimal>>),
    Dates(Vec<Option<LocalDate>>),
    Texts(Vec<Option<&'b str>>),
    Other,
}

/// A table on its way in.
pub(crate) struct Columns<'b> {
    pub(crate) rows: usize,
    columns: HashMap<&'b str, Column<'b>>,
}

fn bad(column: &str) -> Error {
    Problem::new(Code::BadTable).at(column).into()
}

/// What is left of a buffer.
struct Rest<'b>(&'b [u8]);

impl<'b> Rest<'b> {
    fn take(&mut self, count: usize) -> Result<&'b [u8]> {
        let (taken, rest) = self.0.split_at_checked(count).ok_or_else(|| bad(""))?;
        self.0 = rest;
        Ok(taken)
    }

    fn array<const N: usize>(&mut self) -> Result<[u8; N]> {
        <[u8; N]>::try_from(self.take(N)?).map_err(|_| bad(""))
    }

    fn count(&mut self) -> Result<usize> {
        usize::try_from(u32::from_le_bytes(self.array()?)).map_err(|_| bad(""))
    }

    fn text(&mut self, length: usize) -> Result<&'b str> {
        std::str::from_utf8(self.take(length)?).map_err(|_| bad(""))
    }

    fn wide(&mut self, rows: usize) -> Result<Vec<i64>> {
        (0..rows).map(|_| Ok(i64::from_le_bytes(self.array()?))).collect()
    }
}

impl<'b> Columns<'b> {
    /// Reads a table.
    pub(crate) fn read(bytes: &'b [u8]) -> Result<Self> {
        let mut rest = Rest(bytes);
        if rest.array()? != MAGIC {
            return Err(bad(""));
        }
        let (rows, count) = (rest.count()?, rest.count()?);
        // A row takes at least a byte, so that a lie about their number costs nothing.
        if rows > bytes.len() {
            return Err(bad(""));
        }
        let mut columns = HashMap::new();
        for _ in 0..count {
            let length = u16::from_le_bytes(rest.array()?);
            let name = rest.text(usize::from(length))?;
            let column = read_column(&mut rest, rows).map_err(|error| error.below(name))?;
            columns.insert(name, column);
        }
        if rest.0.is_empty() { Ok(Self { rows, columns }) } else { Err(bad("")) }
    }

    /// The numbers of a column; nothing in every row when there is no such column.
    pub(crate) fn numbers(&mut self, name: &str) -> Result<Vec<Option<i64>>> {
        match self.columns.remove(name) {
            Some(Column::Numbers(values)) => Ok(values),
            Some(_) => Err(bad(name)),
            None => Ok(vec![None; self.rows]),
        }
    }

    /// As [`Columns::numbers`], of decimals.
    pub(crate) fn decimals(&mut self, name: &str) -> Result<Vec<Option<Decimal>>> {
        match self.columns.remove(name) {
            Some(Column::Decimals(values)) => Ok(values),
            Some(_) => Err(bad(name)),
            None => Ok(vec![None; self.rows]),
        }
    }

    /// As [`Columns::numbers`], of dates.
    pub(crate) fn dates(&mut self, name: &str) -> Result<Vec<Option<LocalDate>>> {
        match self.columns.remove(name) {
            Some(Column::Dates(values)) => Ok(values),
            Some(_) => Err(bad(name)),
            None => Ok(vec![None; self.rows]),
        }
    }

    /// As [`Columns::numbers`], of texts.
    pub(crate) fn texts(&mut self, name: &str) -> Result<Vec<Option<&'b str>>> {
        match self.columns.remove(name) {
            Some(Column::Texts(values)) => Ok(values),
            Some(_) => Err(bad(name)),
            None => Ok(vec![None; self.rows]),
        }
    }

    /// Refuses what nobody asked for: a misspelt column would be left out in silence.
    pub(crate) fn finish(self) -> Result<()> {
        match self.columns.keys().min() {
            Some(name) => Err(Problem::new(Code::UnknownColumn).at(*name).into()),
            None => Ok(()),
        }
    }
}

fn read_column<'b>(rest: &mut Rest<'b>, rows: usize) -> Result<Column<'b>> {
    let [kind, some_absent] = rest.array()?;
    let bitmap = if some_absent == 0 { None } else { Some(rest.take(rows.div_ceil(8))?) };
    let present = |row: usize| {
        bitmap.is_none_or(|bits| bits.get(row / 8).is_some_and(|byte| byte >> (row % 8) & 1 == 1))
    };
    Ok(match kind {
        NUMBER => Column::Numbers(with(rest.wide(rows)?, present, Some)?),
        DECIMAL => {
            let [places] = rest.array()?;
            let decimal = |units| Decimal::try_new(units, u32::from(places)).ok();
            Column::Decimals(with(rest.wide(rows)?, present, decimal)?)
        }
        DATE => {
            let days: Result<Vec<i32>> =
                (0..rows).map(|_| Ok(i32::from_le_bytes(rest.array()?))).collect();
            let date = |days| {
                let days = chrono::TimeDelta::try_days(i64::from(days))?;
                LocalDate::default().checked_add_signed(days)
            };
            Column::Dates(with(days?, present, date)?)
        }
        TEXT | DECIMAL_TEXT => {
            let texts = (0..rest.count()?)
                .map(|_| {
                    let length = rest.count()?;
                    rest.text(length)
                })
                .collect::<Result<Vec<&str>>>()?;
            let places: Result<Vec<usize>> = (0..rows).map(|_| rest.count()).collect();
            let text = |place: usize| texts.get(place).copied();
            if kind == TEXT {
                Column::Texts(with(places?, present, text)?)
            } else {
                let decimal = |place| Decimal::from_str_exact(text(place)?).ok();
                Column::Decimals(with(places?, present, decimal)?)
            }
        }
        INSTANT => rest.wide(rows).map(|_| Column::Other)?,
        FLAG => rest.take(rows).map(|_| Column::Other)?,
        _ => return Err(bad("")),
    })
}

/// The rows present, converted; a row that cannot be is an error.
fn with<T, U>(
    values: Vec<T>,
    present: impl Fn(usize) -> bool,
    convert: impl Fn(T) -> Option<U>,
) -> Result<Vec<Option<U>>> {
    let one = |(row, value): (usize, T)| match present(row).then(|| convert(value)) {
        Some(Some(value)) => Ok(Some(value)),
        Some(None) => Err(bad(&format!("[{row}]"))),
        None => Ok(None),
    };
    values.into_iter().enumerate().map(one).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sample() -> Vec<u8> {
        let mut table = Table::new(9);
        let rows = 0..9_i64;
        table.numbers("n", rows.clone().map(|row| (row != 4).then_some(row - 2)));
        table.texts("t", rows.clone().map(|row| (row % 3 > 0).then_some(["x", "账"][0])));
        let amounts = rows.clone().map(|row| Some(Decimal::new(row * 125, (row % 3) as u32)));
        table.decimals("d", amounts);
        table.decimals("huge", rows.clone().map(|_| Some(Decimal::MAX)));
        table.dates("on", rows.clone().map(|_| LocalDate::from_ymd_opt(1969, 12, 31)));
        table.flags("f", rows.map(|row| row > 2));
        table.finish()
    }

    #[test]
    fn a_table_comes_back_as_it_was() {
        let bytes = sample();
        let mut columns = Columns::read(&bytes).unwrap();
        assert_eq!(columns.rows, 9);
        let numbers = columns.numbers("n").unwrap();
        assert_eq!((numbers[0], numbers[4], numbers[8]), (Some(-2), None, Some(6)));
        assert_eq!(columns.texts("t").unwrap()[..3], [None, Some("x"), Some("x")]);
        assert_eq!(columns.decimals("d").unwrap()[5], Some(Decimal::new(625, 2)));
        assert_eq!(columns.decimals("huge").unwrap()[0], Some(Decimal::MAX));
        assert_eq!(columns.dates("on").unwrap()[0], LocalDate::from_ymd_opt(1969, 12, 31));
        assert_eq!(columns.numbers("absent").unwrap(), vec![None; 9]);
        assert!(columns.finish().is_err(), "the flags were not asked for");
    }

    #[test]
    fn a_damaged_table_is_refused_and_never_panics() {
        let bytes = sample();
        for end in 0..bytes.len() {
            assert!(Columns::read(&bytes[..end]).is_err(), "cut at {end}");
        }
        for at in 0..bytes.len() {
            for value in [0, 1, 7, 127, 255] {
                let mut damaged = bytes.clone();
                damaged[at] = value;
                if let Ok(mut columns) = Columns::read(&damaged) {
                    let _ = columns.numbers("n");
                    let _ = columns.decimals("d");
                }
            }
        }
        let lie = [&MAGIC[..], &[255; 8]].concat();
        assert_eq!(Columns::read(&lie).err().map(|error| error.code()), Some(Code::BadTable));
    }
}
