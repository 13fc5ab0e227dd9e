//! What a rule refers to: items of lists, products, teams, operators.

use std::collections::{BTreeMap, BTreeSet};

use crate::dictionaries::{self, ItemLabel, ResolvedItem};
use crate::error::{Code, Result};
use crate::rights::store::load_active_operators;
use crate::service::assignment::model::AssignmentRule;
use crate::service::assignment::rules;
use crate::service::assignment::store::standing;
use crate::service::levels::once;
use crate::service::links::{CATEGORY, CHANNEL};
use crate::service::store::about;
use crate::values::Check;
use crate::work::Tx;

/// The items that rules name, found by code or label.
struct Items {
    found: BTreeMap<(String, String), ResolvedItem>,
    labels: BTreeMap<i64, ItemLabel>,
}

impl Items {
    /// Turns a name into the item's code. What the rule had before may be out of use by now.
    fn settle(
        &self,
        check: &mut Check,
        path: &str,
        dictionary: &str,
        name: &mut String,
        had: bool,
    ) {
        match self.found.get(&(dictionary.to_owned(), name.clone())) {
            // Removed since, or merged away: the rule stays as it is.
            None => check.require(had, path, Code::UnknownReference),
            Some(item) => {
                check.require(had || item.active, path, Code::Retired);
                if let Some(label) = self.labels.get(&item.id) {
                    name.clone_from(&label.code);
                }
            }
        }
    }

    fn settle_all(
        &self,
        check: &mut Check,
        (list, dictionary): (&str, &str),
        names: &mut [String],
        had: &[String],
    ) {
        for (index, name) in names.iter_mut().enumerate() {
            let is_kept = had.contains(name);
            self.settle(check, &format!("{list}[{index}]"), dictionary, name, is_kept);
        }
        once(check, list, names);
    }
}

fn load_items(tx: &mut Tx<'_>, rule: &AssignmentRule) -> Result<Items> {
    let pairs = |dictionary: &str, names: &[String]| {
        let pair = |name: &String| (dictionary.to_owned(), name.clone());
        names.iter().map(pair).collect::<Vec<_>>()
    };
    let mut wanted = pairs(CATEGORY, &rule.categories);
    wanted.extend(pairs(CHANNEL, &rule.channels));
    for class in &rule.classes {
        wanted.extend(pairs(&class.dictionary, &class.items));
    }
    let (book, today) = (tx.book_id(), tx.today());
    let found = match wanted.is_empty() {
        true => BTreeMap::new(),
        false => dictionaries::resolve_kept(tx.conn, book, today, &wanted)?,
    };
    let ids: Vec<i64> = found.values().map(|item| item.id).collect();
    let labels = dictionaries::load_labels(tx.conn, book, &ids)?;
    Ok(Items { found, labels })
}

/// Checks a rule's values and what they refer to; items become codes.
pub(super) fn check(
    tx: &mut Tx<'_>,
    path: &str,
    before: Option<&AssignmentRule>,
    rule: &mut AssignmentRule,
) -> Result<()> {
    let mut check = Check::new();
    check.within(path, |check| rules::clean(check, rule));
    check.finish()?;
    let book = tx.book_id();
    let items = load_items(tx, rule)?;
    let operators: BTreeSet<i64> = load_active_operators(tx.conn, book)?.into_iter().collect();
    let teams = standing::teams(tx.conn, book)?;
    let ids: Vec<i64> = rule.products.iter().map(|id| id.0).collect();
    let products = about::find_products(tx.conn, book, &ids)?;
    let old = before.cloned().unwrap_or_else(|| rules::blank(&Default::default()));
    let mut check = Check::new();
    check.within(path, |check| {
        let categories = ("categories", CATEGORY);
        items.settle_all(check, categories, &mut rule.categories, &old.categories);
        items.settle_all(check, ("channels", CHANNEL), &mut rule.channels, &old.channels);
        for (index, class) in rule.classes.iter_mut().enumerate() {
            let dictionary = class.dictionary.clone();
            let had = old.classes.iter().find(|it| it.dictionary == dictionary);
            let had = had.map_or(&[][..], |it| &it.items);
            check.within(&format!("classes[{index}]"), |check| {
                items.settle_all(check, ("items", &dictionary), &mut class.items, had);
            });
        }
        let mut known = |list: &str, index: usize, is_known: bool| {
            check.require(is_known, &format!("{list}[{index}]"), Code::UnknownReference);
        };
        for (index, product) in rule.products.iter().enumerate() {
            known("products", index, products.contains(&product.0));
        }
        for (index, team) in rule.owner_teams.iter().enumerate() {
            known("owner_teams", index, teams.contains(team));
        }
        for (index, operator) in rule.operators.iter().enumerate() {
            // Who left since stays where they were named, and is passed over.
            let is_kept = old.operators.contains(operator);
            known("operators", index, is_kept || operators.contains(&operator.0));
        }
        if let Some(team) = rule.team {
            check.require(teams.contains(&team), "team", Code::UnknownReference);
        }
    });
    check.finish()
}
