//! Labels of files become items of dictionaries.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::Work;
use super::sift::sift;
use crate::customers::rules::classes::dictionary_of;
use crate::dictionaries::commands::AddDictionaryItems;
use crate::dictionaries::model::NewDictionaryItem;
use crate::dictionaries::{follow, load_labels, resolve};
use crate::error::{Code, Problem, Result};
use crate::exchange::model::{ImportedCustomer, NoticeKind, Unknown};
use crate::exchange::rules::customers::{LABELS, label_mut};
use crate::exchange::rules::labels as rules;
use crate::values::text::is_storable;
use crate::work::Tx;

/// A dictionary and a text.
type Pair = (String, String);
type Wanted = BTreeSet<Pair>;

/// The codes of items by dictionary and text.
pub(crate) struct Known {
    pub(crate) found: HashMap<Pair, String>,
    /// Those that the text named before a merge or another label.
    pub(crate) replaced: Wanted,
}

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
    let Known { mut found, replaced } = find(tx, &wanted)?;
    if unknown == Unknown::Create {
        let missing = wanted.into_iter().filter(|pair| !found.contains_key(pair)).collect();
        let made = make(tx, missing)?;
        found.extend(made.iter().cloned());
        work.created("dictionary_item", made.len());
    }
    rows.retain_mut(|row| {
        let mut is_good = true;
        for field in LABELS {
            is_good &= settle_one(work, row, field, (&found, &replaced), unknown);
        }
        is_good
    });
    Ok(rows)
}

fn settle_one(
    work: &mut Work,
    row: &mut ImportedCustomer,
    field: &str,
    (found, replaced): (&HashMap<Pair, String>, &Wanted),
    unknown: Unknown,
) -> bool {
    let line = row.line;
    let Some(label) = label_mut(&mut row.customer, field) else { return true };
    let Some(text) = label.take() else { return true };
    let pair = (dictionary_of(field).to_owned(), text);
    *label = found.get(&pair).cloned();
    let text = &pair.1;
    if label.is_some() {
        if replaced.contains(&pair) {
            work.notice(NoticeKind::LabelReplaced, field, text, line);
        }
        return true;
    }
    if unknown == Unknown::Reject {
        let problem = Problem::new(Code::UnknownReference);
        work.refuse(line, Some(field.to_owned()), problem);
        return false;
    }
    work.notice(NoticeKind::LabelLeftOut, field, text, line);
    true
}

/// The items that can be chosen. What was merged into another or had another label leads to what it
/// became.
pub(crate) fn find(tx: &mut Tx<'_>, wanted: &Wanted) -> Result<Known> {
    let spellings = |(dictionary, text): &Pair| {
        let pair = |text| (dictionary.clone(), text);
        rules::spellings(text).into_iter().map(pair).collect::<Vec<_>>()
    };
    let of_all = |wanted: &mut dyn Iterator<Item = &Pair>| -> Vec<Pair> {
        let pairs = wanted.flat_map(spellings).filter(|(_, text)| is_storable(text));
        pairs.collect::<BTreeSet<_>>().into_iter().collect()
    };
    let (book, today) = (tx.book_id(), tx.today());
    let items = resolve(tx.conn, book, today, &of_all(&mut wanted.iter()))?;
    let ids: Vec<i64> = items.values().map(|item| item.id).collect();
    let labels = load_labels(tx.conn, book, &ids)?;
    let mut found = HashMap::new();
    // The text itself comes before its other spellings.
    for wanted in wanted {
        let item = spellings(wanted).into_iter().filter_map(|pair| items.get(&pair));
        let item = item.into_iter().find(|item| item.active);
        if let Some(label) = item.and_then(|item| labels.get(&item.id)) {
            found.insert(wanted.clone(), label.code.clone());
        }
    }
    let open: Vec<&Pair> = wanted.iter().filter(|pair| !found.contains_key(*pair)).collect();
    let mut replaced = Wanted::new();
    if !open.is_empty() {
        let became = follow(tx.conn, book, today, &of_all(&mut open.iter().copied()))?;
        for pair in open {
            let code = spellings(pair).into_iter().find_map(|pair| became.get(&pair));
            if let Some(code) = code {
                found.insert(pair.clone(), code.clone());
                replaced.insert(pair.clone());
            }
        }
    }
    Ok(Known { found, replaced })
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
