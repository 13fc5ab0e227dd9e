//! Labels of files become items of dictionaries.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::Work;
use super::sift::sift;
use crate::customers::rules::classes::dictionary_of;
use crate::dictionaries::commands::AddDictionaryItems;
use crate::dictionaries::model::NewDictionaryItem;
use crate::dictionaries::{load_labels, resolve};
use crate::error::{Code, Problem, Result};
use crate::exchange::model::{ImportedCustomer, NoticeKind, Unknown};
use crate::exchange::rules::customers::{LABELS, label_mut};
use crate::exchange::rules::labels as rules;
use crate::values::text::is_storable;
use crate::work::Tx;

type Wanted = BTreeSet<(String, String)>;

/// Puts the codes of items in the place of labels. Unknown ones are left out, made, or make the row
/// bad.
pub(crate) fn settle(
    tx: &mut Tx<'_>,
    work: &mut Work,
    rows: &[ImportedCustomer],
    unknown: Unknown,
) -> Result<Vec<ImportedCustomer>> {
    let mut rows = rows.to_vec();
    let mut wanted = Wanted::new();
    for row in &mut rows {
        for field in LABELS {
            let text = label_mut(&mut row.customer, field).and_then(|label| label.clone());
            wanted.extend(text.map(|text| (dictionary_of(field).to_owned(), text)));
        }
    }
    let mut found = find(tx, &wanted)?;
    if unknown == Unknown::Create {
        let missing = wanted.into_iter().filter(|pair| !found.contains_key(pair)).collect();
        let made = make(tx, missing)?;
        found.extend(made.iter().cloned());
        work.created("dictionary_item", made.len());
    }
    rows.retain_mut(|row| {
        let mut is_good = true;
        for field in LABELS {
            is_good &= settle_one(work, row, field, &found, unknown);
        }
        is_good
    });
    Ok(rows)
}

fn settle_one(
    work: &mut Work,
    row: &mut ImportedCustomer,
    field: &str,
    found: &HashMap<(String, String), String>,
    unknown: Unknown,
) -> bool {
    let line = row.line;
    let Some(label) = label_mut(&mut row.customer, field) else { return true };
    let Some(text) = label.take() else { return true };
    *label = found.get(&(dictionary_of(field).to_owned(), text.clone())).cloned();
    if label.is_some() {
        return true;
    }
    if unknown == Unknown::Reject {
        let problem = Problem::new(Code::UnknownReference);
        work.refuse(line, Some(field.to_owned()), problem);
        return false;
    }
    work.notice(NoticeKind::LabelLeftOut, field, &text, line);
    true
}

/// The codes of items that can be chosen, by dictionary and text.
pub(crate) fn find(tx: &mut Tx<'_>, wanted: &Wanted) -> Result<HashMap<(String, String), String>> {
    let spellings = |(dictionary, text): &(String, String)| {
        let pair = |text| (dictionary.clone(), text);
        rules::spellings(text).into_iter().map(pair).collect::<Vec<_>>()
    };
    let pairs: BTreeSet<(String, String)> =
        wanted.iter().flat_map(spellings).filter(|(_, text)| is_storable(text)).collect();
    let pairs: Vec<(String, String)> = pairs.into_iter().collect();
    let (book, today) = (tx.book_id(), tx.today());
    let items = resolve(tx.conn, book, today, &pairs)?;
    let ids: Vec<i64> = items.values().map(|item| item.id).collect();
    let labels = load_labels(tx.conn, book, &ids)?;
    let mut found = HashMap::new();
    // The text itself comes before its other spellings.
    for wanted in wanted {
        let spellings = rules::spellings(&wanted.1).into_iter();
        let item = spellings
            .filter_map(|text| items.get(&(wanted.0.clone(), text)))
            .find(|item| item.active);
        if let Some(label) = item.and_then(|item| labels.get(&item.id)) {
            found.insert(wanted.clone(), label.code.clone());
        }
    }
    Ok(found)
}

/// Makes items for labels; returns the codes of those that could be made.
pub(crate) fn make(tx: &mut Tx<'_>, missing: Wanted) -> Result<Vec<((String, String), String)>> {
    let mut by_dictionary: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for (dictionary, text) in missing {
        by_dictionary.entry(dictionary).or_default().push(text);
    }
    let mut made = Vec::new();
    for (dictionary, texts) in by_dictionary {
        let items = sift(
            tx,
            "items",
            texts,
            |_, _| {},
            |tx, texts| {
                let item =
                    |text: &String| NewDictionaryItem::new(&rules::code_of(text), text, text);
                let items = texts.iter().map(item).collect();
                tx.execute(&AddDictionaryItems { dictionary: dictionary.clone(), items })
            },
        )?;
        let pair = |text: String| (dictionary.clone(), text);
        made.extend(items.into_iter().map(|(text, item)| (pair(text), item.code)));
    }
    Ok(made)
}
