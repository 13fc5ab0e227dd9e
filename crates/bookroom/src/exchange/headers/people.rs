//! Columns of several people in one row: 联系人2 with 电话2, Contact 1 and Contact 2. Numbers belong to
//! the person of their own number.

use std::collections::BTreeSet;

use super::Target;
use super::parse::{Reading, plain};

/// So many people can be named in one row.
pub(crate) const PEOPLE: usize = 5;

/// One column: how surely it was read, its place, what it is.
type Fit = (usize, usize, Reading);

/// A heading without its number, and the number.
struct Numbered {
    stem: Vec<char>,
    number: Option<usize>,
}

impl Numbered {
    fn of(header: &str) -> Self {
        let mut stem = plain(header);
        let number = match stem.last() {
            Some('1' | '一') => 1,
            Some('2' | '二') => 2,
            Some('3' | '三') => 3,
            Some('4' | '四') => 4,
            Some('5' | '五') => 5,
            _ => return Self { stem, number: None },
        };
        stem.pop();
        Self { stem, number: Some(number) }
    }
}

/// Whether a field holds numbers or mail addresses of a person with a name beside them.
pub(crate) fn is_channel(field: &str) -> bool {
    let last = field.strip_prefix("contact_").and_then(|rest| rest.rsplit('_').next());
    matches!(last, Some("phone" | "mobile" | "email"))
}

/// Gives the columns of several people to each of them: those with a number, and those whose
/// headings repeat, in their order.
pub(super) fn assign(target: Target, headers: &[String], fits: &mut [Fit]) {
    if target != Target::Customers {
        return;
    }
    fits.sort_by_key(|(_, column, _)| *column);
    let heading = Heading::of(headers, fits);
    let people = heading.people();
    if !heading.is_numbered() && people.iter().all(|person| *person < 2) {
        return;
    }
    let moved: Vec<Option<&'static str>> =
        (0..fits.len()).map(|at| heading.field_of(at, target, &people)).collect();
    for ((_, _, reading), field) in fits.iter_mut().zip(moved) {
        if let Some(field) = field {
            reading.field = field;
            reading.meaning.further = false;
        }
    }
}

/// The columns that were understood, with their fields.
struct Heading {
    columns: Vec<(Numbered, &'static str)>,
}

impl Heading {
    fn of(headers: &[String], fits: &[Fit]) -> Self {
        let column = |(_, column, reading): &Fit| {
            let header = headers.get(*column).map_or("", String::as_str);
            // A digit is a number of its own only where the field's name ends before it.
            let whole = Numbered { stem: plain(header), number: None };
            let numbered = if reading.meaning.further { Numbered::of(header) } else { whole };
            (numbered, reading.field)
        };
        Self { columns: fits.iter().map(column).collect() }
    }

    fn is_numbered(&self) -> bool {
        self.columns.iter().any(|(it, field)| *field == "contact_name" && it.number.is_some())
    }

    /// The numbers of the people who have a column for their name.
    fn people(&self) -> BTreeSet<usize> {
        let named = |(at, (_, field)): (usize, &(Numbered, &'static str))| match *field {
            "contact_name" => Some(self.number(at)),
            field => field.strip_prefix("contact_")?.strip_suffix("_name")?.parse().ok(),
        };
        self.columns.iter().enumerate().filter_map(named).collect()
    }

    /// The number that a column's heading has, or its place among those of the same heading.
    fn number(&self, at: usize) -> usize {
        let Some((own, _)) = self.columns.get(at) else { return 1 };
        let before = self.columns.iter().take(at);
        let same = before.filter(|(it, _)| it.number.is_none() && it.stem == own.stem);
        own.number.unwrap_or_else(|| 1 + same.count())
    }

    /// Whether a column is one of several that differ in nothing but their number.
    fn is_one_of_several(&self, at: usize) -> bool {
        let Some((own, _)) = self.columns.get(at) else { return false };
        let mut others = self.columns.iter().enumerate().filter(|(index, _)| *index != at);
        own.number.is_some() || others.any(|(_, (it, _))| it.stem == own.stem)
    }

    /// The field of the person that a column belongs to; none when it is nobody's.
    fn field_of(
        &self,
        at: usize,
        target: Target,
        people: &BTreeSet<usize>,
    ) -> Option<&'static str> {
        let field = self.columns.get(at)?.1;
        let part = match field {
            "contact_name" => "name",
            "contact_title" => "title",
            "contact_phone" | "phone" => "phone",
            "mobile" => "mobile",
            "email" => "email",
            _ => return None,
        };
        let person = self.number(at);
        // 电话 beside 电话2 is the first one's; alone it is the company's.
        let name = match (person, part) {
            (1, "phone") if field == "phone" && !self.is_one_of_several(at) => return None,
            (1, "phone") => "contact_phone".to_owned(),
            (1, _) => field.to_owned(),
            _ => format!("contact_{person}_{part}"),
        };
        target.field(&name).filter(|_| people.contains(&person)).map(|field| field.name)
    }
}
