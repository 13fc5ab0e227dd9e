//! The lists a new book starts with, read from the files in `data/dictionaries`.

use std::collections::BTreeMap;

use super::model::DictionaryItem;
use crate::error::{Error, Result};
use crate::values::DictionaryItemId;

const LISTS: &str = include_str!("../../data/dictionaries/dictionaries.csv");
const COLLECTED: &str = include_str!("../../data/dictionaries/cn_crm_dictionaries.csv");
const MORE: &str = include_str!("../../data/dictionaries/more_items.csv");

/// A list of the seed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Seed {
    pub(crate) code: String,
    pub(crate) label_zh: String,
    pub(crate) label_en: String,
    /// Its items, without ids; each after the item above it.
    pub(crate) items: Vec<DictionaryItem>,
}

/// All lists of the seed.
pub(crate) fn all() -> Result<Vec<Seed>> {
    let mut items: BTreeMap<String, Vec<DictionaryItem>> = BTreeMap::new();
    for table in [COLLECTED, MORE] {
        for item in read_items(table)? {
            items.entry(item.dictionary.clone()).or_default().push(item);
        }
    }
    rows(LISTS, &["code", "label_zh", "label_en"])?
        .into_iter()
        .map(|row| {
            let [code, label_zh, label_en] = fields(row)?;
            let items = items.remove(&code).unwrap_or_default();
            Ok(Seed { code, label_zh, label_en, items })
        })
        .collect()
}

fn read_items(table: &str) -> Result<Vec<DictionaryItem>> {
    let wanted = ["dict", "code", "label_zh", "label_en", "sort", "parent"];
    rows(table, &wanted)?
        .into_iter()
        .map(|row| {
            let [dictionary, code, label_zh, label_en, sort, parent] = fields(row)?;
            Ok(DictionaryItem {
                id: DictionaryItemId(0),
                dictionary,
                code,
                label_zh,
                label_en,
                sort_order: sort.parse().map_err(|_| broken())?,
                parent: Some(parent).filter(|parent| !parent.is_empty()),
                active: true,
                valid_from: None,
                merged_into: None,
                version: 1,
            })
        })
        .collect()
}

/// The wanted columns of a table; a column that it lacks is empty.
fn rows(table: &str, wanted: &[&str]) -> Result<Vec<Vec<String>>> {
    let mut reader = csv::Reader::from_reader(table.as_bytes());
    let headers = reader.headers().map_err(|_| broken())?.clone();
    let places: Vec<Option<usize>> =
        wanted.iter().map(|name| headers.iter().position(|header| header == *name)).collect();
    reader
        .records()
        .map(|record| {
            let record = record.map_err(|_| broken())?;
            let field = |place: &Option<usize>| place.and_then(|place| record.get(place));
            Ok(places.iter().map(|place| field(place).unwrap_or_default().to_owned()).collect())
        })
        .collect()
}

fn fields<const N: usize>(row: Vec<String>) -> Result<[String; N]> {
    row.try_into().map_err(|_| broken())
}

fn broken() -> Error {
    Error::internal("a seed table cannot be read")
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::super::rules;
    use super::*;
    use crate::values::Check;

    #[test]
    fn seeds_are_lists_as_users_could_make_them() {
        let seeds = all().unwrap();
        let codes: BTreeSet<&str> = seeds.iter().map(|seed| seed.code.as_str()).collect();
        assert_eq!(codes.len(), 33);
        for code in ["enterprise_type", "bank", "case_category", "case_channel", "satisfaction"] {
            assert!(codes.contains(code), "{code}");
        }
        for seed in &seeds {
            assert!(!seed.items.is_empty(), "{}", seed.code);
            assert!(!seed.label_zh.is_empty() && !seed.label_en.is_empty());
            let new: Vec<super::super::model::NewDictionaryItem> = seed
                .items
                .iter()
                .map(|item| super::super::model::NewDictionaryItem {
                    code: item.code.clone(),
                    label_zh: item.label_zh.clone(),
                    label_en: item.label_en.clone(),
                    sort_order: Some(item.sort_order),
                    parent: item.parent.clone(),
                    valid_from: None,
                })
                .collect();
            let mut check = Check::new();
            let planned = rules::plan_new(&mut check, &seed.code, &new, &[]);
            check.finish().unwrap();
            assert_eq!(planned, seed.items);
            let all: Vec<usize> = (0..planned.len()).collect();
            rules::refuse_same_labels(&all, &planned).unwrap();
            assert_eq!(rules::parents_first(&planned), all, "{}", seed.code);
        }
        let items: usize = seeds.iter().map(|seed| seed.items.len()).sum();
        let read = [COLLECTED, MORE].map(|table| table.lines().count() - 1);
        assert_eq!(items, read.iter().sum::<usize>(), "every row belongs to a list");
    }
}
