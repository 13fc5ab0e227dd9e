//! Where the columns of one's own exports stand in a file that is read back.

use super::export::back::Own;
use super::headers::parse::plain;
use super::headers::{Columns, Target};
use super::table::Row;

/// Where the columns of an own export stand in a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct OwnColumns {
    pub(crate) list: Own,
    /// The column with the number of the record.
    pub(crate) record: usize,
    /// English heading, place, and the field that the column gives.
    pub(crate) places: Vec<(&'static str, usize, Option<&'static str>)>,
    /// Where fields of the book's own stand, by `custom.` and their keys.
    pub(crate) custom: Vec<(String, usize)>,
}

impl OwnColumns {
    /// The columns of an own export in a file; none when it is none, or is to be read as another
    /// book's.
    pub(crate) fn find(target: Target, headers: &[String], columns: &Columns) -> Option<Self> {
        let keys: Vec<Vec<char>> = headers.iter().map(|header| plain(header)).collect();
        let has = |name: &str| keys.contains(&plain(name));
        let list = match target {
            Target::Customers if has("客户记录号") || has("customer record") => Own::Contacts,
            Target::Customers => Own::Customers,
            Target::Products => Own::Products,
            Target::Payments => Own::Payments,
            Target::Lines => Own::Lines,
            Target::Sales if has("单据记录号") || has("document record") => Own::Lines,
            Target::Invoices | Target::Sales => Own::Invoices,
            Target::OpeningItems => return None,
        };
        let own_field = if list == Own::Lines { "document_record" } else { "record" };
        let is_left_out = !columns.has(own_field) && !columns.is_open(own_field);
        let field_at = |index: usize| {
            target.fields().map(|field| field.name).find(|name| columns.index(name) == Some(index))
        };
        let mut places: Vec<(&'static str, usize, Option<&'static str>)> = Vec::new();
        for (chinese, english) in list.headings() {
            let own = [plain(chinese), plain(english)];
            let index = keys.iter().position(|key| own.contains(key));
            // Another name for the same field says the same of a record.
            let index = index.or_else(|| {
                let names = || target.fields().filter(|field| field.is_called(chinese));
                names().find_map(|field| columns.index(field.name))
            });
            let index = index.filter(|index| !places.iter().any(|(_, at, _)| at == index));
            places.extend(index.map(|index| (english, index, field_at(index))));
        }
        let of_record = |(english, ..): &&(&str, usize, Option<&str>)| *english == list.record();
        let record = places.iter().find(of_record).map(|(_, index, _)| *index)?;
        // What an export does not have is for the import proper.
        let is_more = |name: &&str| {
            let index = columns.index(name);
            index.is_some_and(|index| !places.iter().any(|(_, at, _)| *at == index))
        };
        let has_more = list == Own::Customers
            && target.fields().map(|field| field.name).any(|name| is_more(&name));
        (!is_left_out && !has_more).then_some(Self { list, record, places, custom: Vec::new() })
    }

    /// Takes the columns of fields of the book's own.
    pub(crate) fn take_custom(&mut self, places: Vec<(String, usize)>) {
        self.custom = places;
    }

    /// Whether a row has the number of a record.
    pub(crate) fn is_own(&self, row: &Row) -> bool {
        !row.cell(self.record).trim().is_empty()
    }

    /// The column of an English heading, with gaps or without.
    pub(crate) fn index(&self, heading: &str) -> Option<usize> {
        if let Some((_, index)) = self.custom.iter().find(|(name, _)| name == heading) {
            return Some(*index);
        }
        let heading = heading.replace('_', " ");
        self.places.iter().find(|(english, ..)| *english == heading).map(|(_, index, _)| *index)
    }

    /// A column gives another field than its heading alone said.
    pub(crate) fn settle(&mut self, field: &str, as_field: &'static str) {
        let of = |it: &&mut (&str, usize, Option<&'static str>)| it.2 == Some(field);
        self.places.iter_mut().filter(of).for_each(|it| it.2 = Some(as_field));
    }

    /// Whether a column is one of the export's.
    pub(crate) fn holds(&self, index: usize) -> bool {
        let mut own = self.custom.iter();
        self.places.iter().any(|(_, at, _)| *at == index) || own.any(|(_, at)| *at == index)
    }
}
