//! Which columns of a file give which field, and what their headings say.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::parse::{self, Kind, Meaning, Reading, kind_of, plain};
use super::words::DiscountWord;
use super::{Ambiguity, CUSTOM, Mapping, Source, Target, context, people, words};
use crate::error::{Code, Problem, Result};
use crate::exchange::clean::is_placeholder;
use crate::exchange::table::Row;
use crate::values::{Check, Currency};

mod place;

pub(super) use self::place::{Place, place_of};
use self::place::{joined, negated};

/// Which columns or constant give which field.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Columns {
    pub(super) places: BTreeMap<&'static str, Place>,
    meanings: BTreeMap<&'static str, Meaning>,
    pub(super) unmatched: Vec<usize>,
    pub(super) ambiguous: Vec<Ambiguity>,
    competing: Vec<(&'static str, usize)>,
    /// The fields that the mapping decides.
    mapped: Vec<&'static str>,
    /// What gives fields of the book's own, by `custom.` and their keys.
    pub(super) own: BTreeMap<String, Place>,
}

/// The text between columns of one field that all count; none for a field that one column gives.
fn separator(field: &str, further: bool) -> Option<&'static str> {
    match field {
        "phone" | "mobile" | "fax" | "email" | "note" => Some("\n"),
        _ if people::is_channel(field) => Some("\n"),
        "tags" => Some(","),
        "address" if further => Some(" "),
        _ => None,
    }
}

impl Columns {
    /// Finds the columns of the target's fields: what the mapping says, then headings that are
    /// understood as a whole, the simplest first: a name of the field, alone or with words that say
    /// how its figures are meant (单价(含税), 金额（万元）, Paid in). A heading with anything else in
    /// it gives nothing, nor does one that fits two fields, nor one in another currency than
    /// `currency`. Several columns of phones, mail addresses, tags and notes all count; of others
    /// that fit equally well the first is taken, and the rest are reported.
    ///
    /// # Errors
    /// With paths `mapping.<field>`: `unknown_column` when the file has no such column, `repeated`
    /// when it has two, `ambiguous` when its heading says that the figures are of many pieces, of
    /// one piece or in thousandths where the field's are not, `bad_choice` with the fact `fields`
    /// when the target has no such field.
    pub fn find(
        target: Target,
        headers: &[String],
        mapping: &Mapping,
        currency: Option<Currency>,
    ) -> Result<Self> {
        let mut columns = Self::default();
        columns.take_mapping(target, headers, mapping)?;
        columns.recognise(target, headers, currency);
        Ok(columns)
    }

    fn take_mapping(
        &mut self,
        target: Target,
        headers: &[String],
        mapping: &Mapping,
    ) -> Result<()> {
        let mut check = Check::new();
        for (name, source) in &mapping.fields {
            let path = format!("mapping.{name}");
            if name.starts_with(CUSTOM) && target.has_own() {
                // Which there are is known to the book.
                continue;
            }
            let Some(field) = target.field(name) else {
                let names: Vec<&str> = target.fields().map(|field| field.name).collect();
                let problem = Problem::new(Code::BadChoice).at(&path);
                check.add(problem.fact("fields", names.join(", ")));
                continue;
            };
            self.mapped.push(field.name);
            match place_of(source, headers) {
                Ok(place) => {
                    if let Some(header) = place.indexes().first().and_then(|at| headers.get(*at)) {
                        let readings = parse::readings(target, header);
                        let own = readings.iter().find(|reading| reading.field == field.name);
                        let meaning = own.map(|reading| reading.meaning);
                        let asides = || parse::asides(target, field.name, header);
                        match meaning.or_else(asides) {
                            Some(meaning) => drop(self.meanings.insert(field.name, meaning)),
                            None => check.add(Problem::new(Code::Ambiguous).at(&path)),
                        }
                    }
                    self.places.insert(field.name, place);
                }
                Err(problem) => check.add(problem.at(path)),
            }
        }
        check.finish()
    }

    fn recognise(&mut self, target: Target, headers: &[String], currency: Option<Currency>) {
        let taken = self.taken();
        let mut fits: Vec<(usize, usize, Reading)> = Vec::new();
        let mut unclear: Vec<(usize, Vec<&'static str>)> = Vec::new();
        let is_currency = |header: &String| {
            parse::readings(target, header).first().is_some_and(|it| it.field == "currency")
        };
        let has_currency = headers.iter().any(is_currency);
        for (column, header) in headers.iter().enumerate() {
            if taken.contains(&column) || header.is_empty() {
                continue;
            }
            let header = if has_currency { own_currency(header) } else { header };
            let readings = best(parse::readings(target, header), currency);
            match readings.as_slice() {
                [] => unclear.push((column, hints(target, header))),
                [reading] => fits.push((reading.parts, column, *reading)),
                _ => unclear.push((column, readings.iter().map(|it| it.field).collect())),
            }
        }
        people::assign(target, headers, &mut fits);
        context::assign(target, headers, &mut fits);
        self.take(fits);
        self.name_by_company();
        self.customer_by_code();
        self.day_of_parts(target, headers);
        let taken = self.taken();
        for (column, header) in headers.iter().enumerate() {
            if !header.is_empty() && !taken.contains(&column) {
                self.unmatched.push(column);
            }
        }
        for (column, fields) in unclear.into_iter().filter(|(_, fields)| !fields.is_empty()) {
            self.note_ambiguity(column, &fields);
        }
        self.ambiguous.sort_by_key(|it| it.column);
    }

    /// A company's column is the customer's name where no other column is, or stands before that of
    /// a person. What a person works for is no name: the column gives nothing.
    fn name_by_company(&mut self) {
        let people = ["person_name", "surname", "given_name"];
        let first = people.into_iter().filter_map(|field| self.index(field)).min();
        let is_first = first.is_none_or(|first| self.index("company_name") < Some(first));
        if self.is_open("name")
            && let Some(place) = self.places.remove("company_name")
            && is_first
        {
            self.places.insert("name", place);
        }
        // 客户全称 alone is what the customer is called.
        if self.is_open("name")
            && first.is_none()
            && let Some(place) = self.places.get("legal_name").cloned()
        {
            self.places.insert("name", place);
        }
    }

    /// 年, 月, 日 in three columns are the day that a row needs and no other column gives.
    fn day_of_parts(&mut self, target: Target, headers: &[String]) {
        const PARTS: [[&str; 3]; 3] =
            [["年", "year", "yyyy"], ["月", "month", "mm"], ["日", "day", "dd"]];
        let days = ["paid_on", "issue_on"].into_iter().find_map(|name| target.field(name));
        let Some(field) = days.filter(|field| self.is_open(field.name)) else { return };
        let of = |names: [&str; 3]| {
            let key = |header: &String| plain(header).into_iter().collect::<String>();
            headers.iter().position(|header| names.contains(&key(header).as_str()))
        };
        let taken = self.taken();
        let indexes: Vec<usize> = PARTS.into_iter().filter_map(of).collect();
        if indexes.len() == PARTS.len() && indexes.iter().all(|at| !taken.contains(at)) {
            let place = Place::Columns { indexes, separator: "-".to_owned() };
            self.places.insert(field.name, place);
        }
    }

    /// The code of a customer or supplier is who is meant where no other column names one.
    fn customer_by_code(&mut self) {
        const CODE: &str = "customer_code";
        if self.is_open("customer")
            && let Some(place) = self.places.remove(CODE)
        {
            self.places.insert("customer", place);
            let meaning = self.meanings.remove(CODE).unwrap_or_default();
            self.meanings.insert("customer", meaning);
            for (field, _) in self.competing.iter_mut().filter(|(field, _)| *field == CODE) {
                *field = "customer";
            }
        }
    }

    /// The simplest headings first; among equals the leftmost. Each of the others is reported.
    fn take(&mut self, mut fits: Vec<(usize, usize, Reading)>) {
        fits.sort_by_key(|(parts, column, reading)| (reading.meaning.further, *parts, *column));
        for (_, column, reading) in fits {
            let (field, further) = (reading.field, reading.meaning.further);
            let is_mapped = self.is_mapped(field);
            let between = separator(field, further);
            match self.places.get_mut(field).filter(|_| !is_mapped) {
                Some(Place::Columns { indexes, separator }) if between.is_some() => {
                    indexes.push(column);
                    indexes.sort_unstable();
                    *separator = between.unwrap_or_default().to_owned();
                }
                None if !is_mapped && (!further || between.is_some()) => {
                    self.places.insert(field, Place::column(column));
                    self.meanings.insert(field, reading.meaning);
                }
                _ => {
                    if !is_mapped {
                        self.competing.push((field, column));
                    }
                    self.note_ambiguity(column, &[field]);
                }
            }
        }
    }

    fn note_ambiguity(&mut self, column: usize, fields: &[&'static str]) {
        let fields = fields.iter().map(|field| (*field).to_owned()).collect();
        self.ambiguous.push(Ambiguity { column, fields, chosen: None });
    }

    pub(super) fn taken(&self) -> Vec<usize> {
        self.places.values().flat_map(|place| place.indexes().iter().copied()).collect()
    }

    /// The field's value in a row; `None` when nothing gives this field.
    #[must_use]
    pub fn get<'a>(&'a self, row: &'a Row, field: &str) -> Option<Cow<'a, str>> {
        Some(match self.places.get(field).or_else(|| self.own.get(field))? {
            Place::Columns { indexes, separator } => match indexes.as_slice() {
                [index] => Cow::Borrowed(row.cell(*index)),
                _ => Cow::Owned(joined(indexes.iter().map(|at| row.cell(*at)), separator)),
            },
            Place::Either(indexes) => {
                let mut cells = indexes.iter().map(|at| row.cell(*at));
                let is_filled = |cell: &&str| !cell.trim().is_empty() && !is_placeholder(cell);
                Cow::Borrowed(cells.find(is_filled).unwrap_or_default())
            }
            Place::Negated(index) => negated(row.cell(*index)),
            Place::Constant(value) => Cow::Borrowed(value),
            Place::Nothing => return None,
        })
    }

    /// The index of the first column that gives the field.
    #[must_use]
    pub fn index(&self, field: &str) -> Option<usize> {
        let place = self.places.get(field).or_else(|| self.own.get(field));
        place?.indexes().first().copied()
    }

    /// The column that people look at for a field: its own, or that of a field which stands for it.
    pub(crate) fn shown_by(&self, field: &str) -> Option<usize> {
        let others = || stands_for(field).iter().find_map(|other| self.index(other));
        self.index(field).or_else(others)
    }

    /// Whether a column or a constant gives the field.
    #[must_use]
    pub fn has(&self, field: &str) -> bool {
        self.places.get(field).is_some_and(|place| *place != Place::Nothing)
    }

    /// Whether the mapping decides what gives the field.
    pub(crate) fn is_mapped(&self, field: &str) -> bool {
        self.mapped.contains(&field)
    }

    /// Whether nothing gives the field and the mapping does not say that it should be so.
    pub(crate) fn is_open(&self, field: &str) -> bool {
        !self.places.contains_key(field)
    }

    /// What the heading of a field's column says of its cells.
    pub(crate) fn meaning(&self, field: &str) -> Meaning {
        self.meanings.get(field).copied().unwrap_or_default()
    }

    /// Takes the figures of money in a unit that stands above the heading, where their own headings
    /// name none. Tells whether there are any.
    pub(crate) fn scale(&mut self, zeros: i8) -> bool {
        let mut any = false;
        for (field, place) in &self.places {
            let meaning = self.meanings.entry(field).or_default();
            let is_money = match kind_of(field) {
                Kind::Price | Kind::Amount | Kind::Money => true,
                Kind::Discount => meaning.discount == Some(DiscountWord::Money),
                Kind::Quantity | Kind::Rate | Kind::Date | Kind::Text => false,
            };
            let is_open = meaning.scale.is_none() && meaning.currency.is_none();
            if is_money && is_open && !place.indexes().is_empty() {
                meaning.scale = Some(zeros);
                any = true;
            }
        }
        any
    }

    /// Counts columns without a heading among those that give no field, as others whose heading is
    /// not understood: something may stand in them.
    pub(crate) fn take_blank(&mut self, headers: &[String]) {
        let taken = self.taken();
        let blank = headers.iter().enumerate().filter(|(_, header)| header.trim().is_empty());
        let blank = blank.map(|(index, _)| index).filter(|index| !taken.contains(index));
        self.unmatched.extend(blank);
        self.unmatched.sort_unstable();
        self.unmatched.dedup();
    }

    /// Takes a column for a field that nothing gives: its cells show what it is.
    pub(crate) fn give(&mut self, field: &'static str, column: usize) {
        self.places.insert(field, Place::column(column));
        self.unmatched.retain(|it| *it != column);
        self.ambiguous.retain(|it| it.column != column);
    }

    /// Gives another field what gave one.
    pub(crate) fn rename(&mut self, field: &str, other: &'static str) {
        let (place, meaning) = (self.places.remove(field), self.meanings.remove(field));
        self.places.extend(place.map(|place| (other, place)));
        self.meanings.extend(meaning.map(|meaning| (other, meaning)));
    }

    /// Gives a field the same value in every row.
    pub(crate) fn set_constant(&mut self, field: &'static str, value: String) {
        self.places.insert(field, Place::Constant(value));
    }

    /// Takes a column from a field: it gives none.
    pub(crate) fn release(&mut self, field: &str) {
        let Some(place) = self.places.remove(field) else { return };
        self.unmatched.extend(place.indexes());
        self.unmatched.sort_unstable();
    }

    /// Takes a second column of a field where the first is blank.
    pub(crate) fn take_either(&mut self, field: &'static str, column: usize) {
        let Some(place) = self.places.get_mut(field) else { return };
        match place {
            Place::Columns { indexes, .. } if indexes.len() == 1 => {
                *place = Place::Either(indexes.iter().copied().chain([column]).collect());
            }
            Place::Either(indexes) => indexes.push(column),
            _ => return,
        }
        self.unmatched.retain(|it| *it != column);
        if field == "reference" {
            self.competing.retain(|(_, it)| *it != column);
            self.ambiguous.retain(|it| it.column != column);
        }
    }

    /// Takes the column of a field for another: its cells show what it is.
    pub(crate) fn settle(&mut self, field: &str, as_field: &'static str) {
        if let Some(place) = self.places.remove(field) {
            self.places.insert(as_field, place);
            let meaning = self.meanings.remove(field).unwrap_or_default();
            self.meanings.insert(as_field, meaning);
        }
    }

    /// Columns that fit a field as well as the one that was taken for it.
    pub(crate) fn competing(&self) -> &[(&'static str, usize)] {
        &self.competing
    }

    /// The columns that give no field.
    #[must_use]
    pub fn unmatched(&self) -> &[usize] {
        &self.unmatched
    }

    /// The columns whose heading was not clear.
    #[must_use]
    pub fn ambiguous(&self) -> &[Ambiguity] {
        &self.ambiguous
    }

    /// What was found, as a mapping to show, change and keep.
    #[must_use]
    pub fn to_mapping(&self, headers: &[String]) -> Mapping {
        let name = |index: &usize| headers.get(*index).cloned().unwrap_or_default();
        let is_single = |index: usize| {
            let name = plain(&name(&index));
            !name.is_empty() && headers.iter().filter(|header| plain(header) == name).count() == 1
        };
        let source = |place: &Place| match place {
            Place::Columns { indexes, separator } => match indexes.as_slice() {
                [index] if is_single(*index) => Source::Column(name(index)),
                [index] => Source::Position(u32::try_from(*index + 1).unwrap_or(u32::MAX)),
                _ => Source::Joined {
                    columns: indexes.iter().map(name).collect(),
                    separator: separator.clone(),
                },
            },
            Place::Either(indexes) => Source::Joined {
                columns: indexes.iter().map(name).collect(),
                separator: String::new(),
            },
            Place::Negated(index) => Source::Negated(name(index)),
            Place::Constant(value) => Source::Constant(value.clone()),
            Place::Nothing => Source::None,
        };
        let fields = self.places.iter().map(|(name, place)| ((*name).to_owned(), source(place)));
        let own = self.own.iter().map(|(name, place)| (name.clone(), source(place)));
        Mapping { fields: fields.chain(own).collect() }
    }
}

/// The fields that give a value where the field itself has no column.
fn stands_for(field: &str) -> &'static [&'static str] {
    match field {
        "name" => &["person_name", "given_name", "surname", "company_name"],
        "contact_name" => &["person_name", "given_name", "surname"],
        "code" => &["name"],
        "product_code" | "product" => &["product_code", "description"],
        "description" => &["product_code"],
        "customer" => &["payer_account"],
        "amount" => &["amount_in", "amount_out", "gross_amount", "net_amount"],
        "direction" => &["amount", "amount_in", "amount_out"],
        "discount" => &["invoice_discount"],
        "tax_rate" => &["tax", "tax_amount", "gross_amount"],
        "quantity" | "unit_price" => &["amount", "net_amount", "gross_amount"],
        "bank" => &["bank_account"],
        "bank_account" => &["bank"],
        _ => &[],
    }
}

/// 原币金额 where a column names the currency of each row: rows in another than the book's are refused.
fn own_currency(header: &str) -> &str {
    header.trim().strip_prefix("原币").filter(|rest| !rest.is_empty()).unwrap_or(header)
}

/// The readings that are made of the fewest parts, one for each field; none in a currency that the
/// book does not keep.
fn best(readings: Vec<Reading>, currency: Option<Currency>) -> Vec<Reading> {
    let fewest = readings.first().map_or(0, |reading| reading.parts);
    let fits = |codes: &str| currency.is_none_or(|it| words::fits(codes, it.code()));
    let mut kept: Vec<Reading> = Vec::new();
    for reading in readings.into_iter().take_while(|reading| reading.parts == fewest) {
        let is_known = kept.iter().any(|it| it.field == reading.field);
        if !is_known && reading.meaning.currency.is_none_or(fits) {
            kept.push(reading);
        }
    }
    kept
}

/// The fields whose names a heading holds that is not understood: a hint for whoever maps it.
fn hints(target: Target, header: &str) -> Vec<&'static str> {
    let text: String = plain(header).into_iter().collect();
    let says = |key: &Vec<char>| {
        let enough = if key.iter().all(char::is_ascii) { 4 } else { 2 };
        key.len() >= enough && text.contains(&key.iter().collect::<String>())
    };
    target.fields().filter(|field| field.keys.iter().any(says)).map(|field| field.name).collect()
}
