//! The values that the customer that stays has after a merge, field by field.

use std::collections::{BTreeMap, BTreeSet};

use super::parent_outside;
use crate::customers::merging::model::{MergeFieldRule, MergeRule};
use crate::customers::model::{Address, BankAccount, Channel, Customer};
use crate::customers::rules::{PARTS_LIMIT, channel_key};
use crate::error::{Code, Result};
use crate::rights::permission::Field;
use crate::rights::permit::FieldRights;
use crate::values::{Check, CustomerId};

/// The most characters of a note.
const NOTE_LIMIT: usize = 10_000;

/// The customers of a merge, the one that stays first, and the rule of every field.
pub(crate) struct Group<'g> {
    all: Vec<&'g Customer>,
    rules: BTreeMap<&'g str, &'g MergeFieldRule>,
    /// Their places, who changed last first; of several at once, in their order.
    newest: Vec<usize>,
}

impl<'g> Group<'g> {
    pub(crate) fn of(all: Vec<&'g Customer>, rules: &'g [MergeFieldRule]) -> Self {
        let mut newest: Vec<usize> = (0..all.len()).collect();
        newest.sort_by_key(|at| std::cmp::Reverse(all[*at].updated_at));
        let rules = rules.iter().map(|rule| (rule.field.as_str(), rule)).collect();
        Self { all, rules, newest }
    }

    fn joins(&self, field: &str) -> bool {
        self.rules.get(field).is_some_and(|rule| rule.rule == MergeRule::Join)
    }

    /// Whose value a field has.
    fn pick(&self, field: &str, has: impl Fn(&Customer) -> bool) -> &'g Customer {
        let stays = self.all[0];
        let Some(rule) = self.rules.get(field) else { return stays };
        let found = match rule.rule {
            MergeRule::Keep => None,
            MergeRule::Fill | MergeRule::Join => self.all.iter().copied().find(|it| has(it)),
            MergeRule::Newest => self.newest.iter().map(|at| self.all[*at]).find(|it| has(it)),
            MergeRule::Of => self.all.iter().copied().find(|it| Some(it.id) == rule.customer),
        };
        found.unwrap_or(stays)
    }

    /// The customer that stays, with the values that the rules give it.
    pub(crate) fn survivor(&self, region: &str, check: &mut Check) -> Customer {
        let mut after = self.all[0].clone();
        macro_rules! options {
            ($($field:ident)*) => {$(
                let of = self.pick(stringify!($field), |it| it.$field.is_some());
                after.$field.clone_from(&of.$field);
            )*};
        }
        options! {
            code legal_name level industry source region enterprise_type enterprise_nature
            credit_rating satisfaction website billing planned_contact credit_limit
        }
        after.kind = self.pick("kind", |_| true).kind;
        after.name = self.pick("name", |_| true).name.clone();
        after.payment_days = self.pick("payment_days", |_| true).payment_days;
        let taxed = self.pick("tax_number", |it| it.tax_number.is_some());
        after.tax_number.clone_from(&taxed.tax_number);
        after.tax_kind = taxed.tax_kind;
        let owned = self.pick("owner", |it| it.owner.is_some() || it.pool.is_some());
        (after.owner, after.team, after.pool) = (owned.owner, owned.team, owned.pool);
        after.is_customer = self.role("is_customer", |it| it.is_customer);
        after.is_supplier = self.role("is_supplier", |it| it.is_supplier);
        after.parent = self.parent();
        self.note(&mut after);
        self.lists(&mut after, region);
        check_limits(&after, check);
        after
    }

    fn role(&self, field: &str, of: impl Fn(&Customer) -> bool) -> bool {
        match self.joins(field) {
            true => self.all.iter().any(|it| of(it)),
            false => of(self.pick(field, |_| true)),
        }
    }

    fn parent(&self) -> Option<CustomerId> {
        let group = self.all.iter().map(|it| (it.id, it.parent)).collect();
        let picked = self.pick("parent", |it| parent_outside(it, &group).is_some());
        parent_outside(picked, &group)
    }

    fn note(&self, after: &mut Customer) {
        if !self.joins("note") {
            after.note.clone_from(&self.pick("note", |it| it.note.is_some()).note);
            return;
        }
        let mut notes: Vec<&str> = Vec::new();
        for note in self.all.iter().filter_map(|it| it.note.as_deref()) {
            if !notes.contains(&note) {
                notes.push(note);
            }
        }
        after.note = (!notes.is_empty()).then(|| notes.join("\n\n"));
    }

    fn lists(&self, after: &mut Customer, region: &str) {
        macro_rules! list {
            ($field:ident, $join:expr) => {
                after.$field = if self.joins(stringify!($field)) {
                    $join
                } else {
                    self.pick(stringify!($field), |it| !it.$field.is_empty()).$field.clone()
                };
            };
        }
        list!(channels, {
            let key = |it: &Channel| (it.kind, channel_key(it, region));
            once(self.all.iter().flat_map(|it| &it.channels), key)
        });
        list!(addresses, once(self.all.iter().flat_map(|it| &it.addresses), words));
        list!(bank_accounts, once(self.all.iter().flat_map(|it| &it.bank_accounts), digits));
        list!(tags, {
            let tags: BTreeSet<&String> = self.all.iter().flat_map(|it| &it.tags).collect();
            tags.into_iter().cloned().collect()
        });
        list!(classes, {
            let mut classes = BTreeMap::new();
            for (dictionary, item) in self.all.iter().flat_map(|it| &it.classes) {
                classes.entry(dictionary.clone()).or_insert_with(|| item.clone());
            }
            classes
        });
    }
}

/// The entries of a list, each once by its key, the first of them.
fn once<'i, T: Clone + 'i, K: Ord>(
    items: impl Iterator<Item = &'i T>,
    key: impl Fn(&T) -> K,
) -> Vec<T> {
    let mut seen = BTreeSet::new();
    items.filter(|item| seen.insert(key(item))).cloned().collect()
}

/// What an address says, whatever it is for.
fn words(address: &Address) -> [Option<String>; 7] {
    let Address { country, province, city, district, street, postal_code, recipient, .. } =
        address.clone();
    [country, province, city, district, street, postal_code, recipient]
}

/// Account numbers are kept as they were typed: one account is told by its letters and digits.
fn digits(account: &BankAccount) -> String {
    account.account_number.chars().filter(|c| c.is_alphanumeric()).collect()
}

fn check_limits(after: &Customer, check: &mut Check) {
    check.at_most("channels", after.channels.len(), PARTS_LIMIT);
    check.at_most("addresses", after.addresses.len(), PARTS_LIMIT);
    check.at_most("bank_accounts", after.bank_accounts.len(), PARTS_LIMIT);
    check.at_most("tags", after.tags.len(), PARTS_LIMIT);
    let length = after.note.as_ref().map_or(0, |note| note.chars().count());
    check.require(length <= NOTE_LIMIT, "note", Code::TooLong);
}

/// Refuses to change protected fields that may not be changed.
pub(crate) fn require_rights(
    before: &Customer,
    after: &Customer,
    rights: &FieldRights,
) -> Result<()> {
    let changes = [
        ("channels", before.channels != after.channels, Field::CustomerChannels),
        ("addresses", before.addresses != after.addresses, Field::CustomerAddresses),
        ("tax_number", before.tax_number != after.tax_number, Field::CustomerTaxNumber),
        ("bank_accounts", before.bank_accounts != after.bank_accounts, Field::CustomerBanking),
        ("billing", before.billing != after.billing, Field::CustomerBanking),
        ("note", before.note != after.note, Field::CustomerNote),
        ("planned_contact", before.planned_contact != after.planned_contact, Field::CustomerNote),
        ("credit_limit", before.credit_limit != after.credit_limit, Field::CustomerCredit),
    ];
    for (path, changes, field) in changes {
        if changes {
            rights.require_write(field).map_err(|error| error.below(path))?;
        }
    }
    Ok(())
}

#[cfg(test)]
#[path = "fields_tests.rs"]
mod tests;
