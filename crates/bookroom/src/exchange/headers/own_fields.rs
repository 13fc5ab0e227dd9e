//! Columns that give fields of a book's own.

use super::columns::{Columns, Place, place_of};
use super::parse::plain;
use super::{CUSTOM, Mapping};
use crate::custom_fields::model::CustomField;
use crate::error::{Code, Problem, Result};
use crate::values::Check;

impl Columns {
    /// Takes columns that nothing else is read from for fields of the book's own: those that the
    /// mapping names, and those that are headed by the label or the key of one field alone.
    ///
    /// # Errors
    /// As [`Self::find`].
    pub(crate) fn take_own(
        &mut self,
        headers: &[String],
        mapping: &Mapping,
        fields: &[CustomField],
    ) -> Result<()> {
        let mut check = Check::new();
        for (name, source) in mapping.fields.iter().filter(|(name, _)| name.starts_with(CUSTOM)) {
            let path = format!("mapping.{name}");
            let key = name.strip_prefix(CUSTOM).unwrap_or_default();
            if !fields.iter().any(|field| field.key == key) {
                let keys: Vec<&str> = fields.iter().map(|field| field.key.as_str()).collect();
                check.add(Problem::new(Code::BadChoice).at(&path).choices(&keys));
                continue;
            }
            match place_of(source, headers) {
                Ok(place) => drop(self.own.insert(name.clone(), place)),
                Err(problem) => check.add(problem.at(path)),
            }
        }
        check.finish()?;
        for column in self.unmatched.clone() {
            let heading = headers.get(column).map(|it| plain(it)).unwrap_or_default();
            let named = |field: &&CustomField| {
                let full = format!("{CUSTOM}{}", field.key);
                [&field.key, &full, &field.label_zh, &field.label_en]
                    .into_iter()
                    .any(|name| plain(name) == heading)
            };
            let found: Vec<&CustomField> = fields.iter().filter(named).collect();
            if let [field] = found.as_slice() {
                let name = format!("{CUSTOM}{}", field.key);
                self.own.entry(name).or_insert_with(|| Place::column(column));
            }
        }
        let taken: Vec<usize> = self.own.values().flat_map(|it| it.indexes().to_vec()).collect();
        self.unmatched.retain(|column| !taken.contains(column));
        self.ambiguous.retain(|it| !taken.contains(&it.column));
        Ok(())
    }

    /// The fields of the book's own that something gives, by `custom.` and their keys.
    pub(crate) fn own(&self) -> impl Iterator<Item = &str> {
        let given = self.own.iter().filter(|(_, place)| **place != Place::Nothing);
        given.map(|(name, _)| name.as_str())
    }
}
