//! Finding the customer a row means among those the book has. A record number says it, else the
//! code, else tax number and name together, else the whole name. What a row says beside that must
//! not speak against it: then it is a customer of its own, or refused, and never renames another.

use std::collections::{BTreeSet, HashMap};

use unicode_normalization::UnicodeNormalization;

use crate::billing::open_items::model::Side;
use crate::customers::model::CustomerKind;
use crate::error::{Code, Problem};
use crate::exchange::clean::fits_mask;
use crate::exchange::model::ImportedCustomer;
use crate::values::identifiers::{self, IdentifierKind};
use crate::values::text::{digits, hint_key, identity};

/// What finding needs of a customer. What the operator may not read is not in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct KnownCustomer {
    pub(crate) id: i64,
    pub(crate) code: Option<String>,
    pub(crate) tax_number: Option<String>,
    /// The name and the legal name, as they stand.
    pub(crate) names: Vec<String>,
    pub(crate) kind: CustomerKind,
    pub(crate) is_customer: bool,
    pub(crate) is_supplier: bool,
    /// When it was added, as exports write it.
    pub(crate) added_at: String,
    /// The digits of its phones and bank accounts, as far as they were asked for.
    pub(crate) phones: BTreeSet<String>,
    pub(crate) accounts: BTreeSet<String>,
}

/// Customers by what names them.
#[derive(Debug, Default)]
pub(crate) struct KnownCustomers {
    all: HashMap<i64, KnownCustomer>,
    by_code: HashMap<String, i64>,
    /// By code but for letter case, width, spaces and zeros before a number.
    by_code_key: HashMap<String, Vec<i64>>,
    by_tax: HashMap<String, Vec<i64>>,
    by_name: HashMap<String, Vec<i64>>,
    by_hint: HashMap<String, Vec<i64>>,
    by_account: HashMap<String, Vec<i64>>,
    /// Those that were merged into customers, by who stands for them.
    merged: HashMap<i64, Vec<KnownCustomer>>,
}

/// What a text means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Found {
    /// This customer.
    One(i64),
    /// No customer.
    None,
    /// So many.
    Many(usize),
}

/// Whom a row means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Meant {
    /// This customer; whether the row may change its name and tax number.
    Known(i64, bool),
    /// A new one; the field in which one that is there already agrees.
    New(Option<&'static str>),
}

type Fault = (String, Problem);

impl KnownCustomers {
    pub(crate) fn add(&mut self, known: KnownCustomer) {
        let id = known.id;
        if self.all.contains_key(&id) {
            return;
        }
        if let Some(code) = &known.code {
            self.by_code.insert(code.clone(), id);
            push(&mut self.by_code_key, code_key(code), id);
        }
        if let Some(number) = &known.tax_number {
            push(&mut self.by_tax, tax_key(number), id);
        }
        for name in &known.names {
            push(&mut self.by_name, identity(name), id);
            push(&mut self.by_hint, hint_key(name), id);
        }
        for account in &known.accounts {
            push(&mut self.by_account, account.clone(), id);
        }
        self.all.insert(id, known);
    }

    /// Has one that was merged away mean the known customer that stands for it.
    pub(crate) fn add_merged(&mut self, gone: KnownCustomer, into: i64) {
        let Some(known) = self.all.get_mut(&into) else { return };
        known.phones.extend(gone.phones.iter().cloned());
        known.accounts.extend(gone.accounts.iter().cloned());
        if let Some(code) = &gone.code {
            self.by_code.entry(code.clone()).or_insert(into);
            push(&mut self.by_code_key, code_key(code), into);
        }
        if let Some(number) = &gone.tax_number {
            push(&mut self.by_tax, tax_key(number), into);
        }
        for name in &gone.names {
            push(&mut self.by_name, identity(name), into);
            push(&mut self.by_hint, hint_key(name), into);
        }
        for account in &gone.accounts {
            push(&mut self.by_account, account.clone(), into);
        }
        self.merged.entry(into).or_default().push(gone);
    }

    /// Whether a text means a customer only by what was merged into it.
    pub(crate) fn means_merged(&self, id: i64, text: &str) -> bool {
        let is_of = |known: &KnownCustomer| {
            let number = known.tax_number.as_deref().map(tax_key);
            known.code.as_deref() == Some(text.trim())
                || number.is_some_and(|number| number == tax_key(text))
                || known.names.iter().any(|own| same_name(own, text))
        };
        let is_own = self.all.get(&id).is_some_and(is_of);
        !is_own && self.merged_into(id).iter().any(is_of)
    }

    fn merged_into(&self, id: i64) -> &[KnownCustomer] {
        self.merged.get(&id).map_or(&[][..], |all| all)
    }

    /// Whether a name is one of a customer's or of those merged into it, but for width, script and
    /// punctuation.
    fn is_named(&self, known: &KnownCustomer, name: &str) -> bool {
        let merged = self.merged_into(known.id).iter().flat_map(|it| &it.names);
        known.names.iter().chain(merged).any(|own| same_name(own, name))
    }

    /// Whether a row means a customer that was merged into one: by its record number, its code, its
    /// tax number or its name.
    pub(crate) fn row_means_merged(&self, id: i64, row: &ImportedCustomer) -> bool {
        if let Some(record) = row.record {
            return record != id;
        }
        let customer = &row.customer;
        let key = customer.code.as_deref().or(customer.tax_number.as_deref());
        self.means_merged(id, key.unwrap_or(&customer.name))
            || self.means_merged(id, &customer.name)
    }

    /// The customer whose code, tax number or whole name a text is. A text that names one customer
    /// by its code and another by its name names neither.
    pub(crate) fn find(&self, text: &str) -> Found {
        one(self.ids(text))
    }

    /// Of several customers whom a text means, the only one on a side: sold to, or bought from.
    pub(crate) fn find_on(&self, text: &str, side: Side) -> Option<i64> {
        let is_on = |known: &KnownCustomer| match side {
            Side::Receivable => known.is_customer,
            Side::Payable => known.is_supplier,
        };
        let ids = self.ids(text).into_iter();
        match one(ids.filter(|id| self.all.get(id).is_some_and(is_on)).collect()) {
            Found::One(id) => Some(id),
            _ => None,
        }
    }

    /// Whether a customer has a code that differs from this one in how it is written only.
    pub(crate) fn has_like_code(&self, code: &str) -> bool {
        !self.by_code.contains_key(code.trim()) && self.by_code_key.contains_key(&code_key(code))
    }

    fn ids(&self, text: &str) -> BTreeSet<i64> {
        let mut ids: BTreeSet<i64> = self.by_code.get(text.trim()).copied().into_iter().collect();
        ids.extend(self.by_tax.get(&tax_key(text)).into_iter().flatten());
        ids.extend(self.by_name.get(&identity(text)).into_iter().flatten());
        ids
    }

    /// The customer whom a code and the text beside it name together: none of the two may mean
    /// another. A code that is nobody's goes with a name whose customer has none.
    pub(crate) fn find_both(&self, code: &str, text: &str) -> Result<Found, &'static str> {
        let ids = self.ids(text);
        if let Some(id) = self.by_code.get(code.trim()) {
            let is_same = ids.is_empty() || ids.contains(id);
            return if is_same { Ok(Found::One(*id)) } else { Err("customer") };
        }
        let has_none = |id: &i64| self.all.get(id).is_some_and(|known| known.code.is_none());
        let free: BTreeSet<i64> = ids.iter().copied().filter(has_none).collect();
        let is_other = free.is_empty() && !ids.is_empty();
        if is_other { Err("customer_code") } else { Ok(one(free)) }
    }

    /// What a customer is called whom a text does not name.
    pub(crate) fn other_name(&self, id: i64, text: &str) -> Option<&str> {
        let known = self.all.get(&id).filter(|known| !self.is_named(known, text))?;
        if self.ids(text).contains(&id) { None } else { known.names.first().map(String::as_str) }
    }

    /// The code of a customer whose name is nearly this text; errors carry no names.
    pub(crate) fn near(&self, text: &str) -> Option<&str> {
        let id = self.by_hint.get(&hint_key(text))?.first()?;
        self.all.get(id)?.code.as_deref()
    }

    /// The customer with a bank account.
    pub(crate) fn find_by_account(&self, account: &str) -> Found {
        one(self.by_account.get(&digits(account)).into_iter().flatten().copied().collect())
    }

    /// Whether a customer has a bank account.
    pub(crate) fn has_account(&self, id: i64, account: &str) -> bool {
        self.all.get(&id).is_some_and(|known| known.accounts.contains(&digits(account)))
    }

    /// Whom a row means. `may_change` says that a code alone decides. What is seen of a masked tax
    /// number must not speak against it.
    pub(crate) fn of_row(&self, row: &ImportedCustomer, may_change: bool) -> Result<Meant, Fault> {
        const MASKED: &str = "tax_number";
        let meant = self.meant(row, may_change)?;
        if let (Meant::Known(id, _), Some(mask)) = (&meant, row.masks.get(MASKED)) {
            let number = self.all.get(id).and_then(|known| known.tax_number.as_deref());
            if number.is_some_and(|number| !fits_mask(mask, number)) {
                return Err((MASKED.to_owned(), differs(MASKED)));
            }
        }
        Ok(meant)
    }

    fn meant(&self, row: &ImportedCustomer, may_change: bool) -> Result<Meant, Fault> {
        if let Some(record) = row.record {
            return self.by_record(row, record);
        }
        let customer = &row.customer;
        if let Some(code) = &customer.code {
            return match self.by_code.get(code).and_then(|id| self.all.get(id)) {
                None => Ok(Meant::New(self.beside(row))),
                Some(known) if may_change && !self.row_means_merged(known.id, row) => {
                    Ok(Meant::Known(known.id, true))
                }
                Some(known) => {
                    self.agrees(row, known)?;
                    Ok(Meant::Known(known.id, false))
                }
            };
        }
        let taken = || Problem::new(Code::AlreadyExists).fact("subject", "customer");
        let sharers = customer.tax_number.as_ref().and_then(|it| self.by_tax.get(&tax_key(it)));
        let sharers: Vec<&KnownCustomer> = self.these(sharers);
        if !sharers.is_empty() {
            let same: Vec<i64> = sharers
                .iter()
                .filter(|known| self.is_named(known, &customer.name))
                .map(|known| known.id)
                .collect();
            return match same.as_slice() {
                [id] => Ok(Meant::Known(*id, false)),
                [] => Err(("name".to_owned(), differs("name"))),
                many => Err(("tax_number".to_owned(), taken().fact("matches", many.len()))),
            };
        }
        let namesakes = self.these(self.by_name.get(&identity(&customer.name)));
        let mut same = namesakes.iter().filter(|known| may_be(row, known));
        match (same.next(), same.count()) {
            (Some(known), 0) => Ok(Meant::Known(known.id, false)),
            (None, _) => Ok(Meant::New(self.beside(row))),
            (Some(_), more) => Err(("name".to_owned(), taken().fact("matches", more + 1))),
        }
    }

    /// A record number of one's own export. Numbers are small, and another book has them too: the
    /// row must agree with the record in something else.
    fn by_record(&self, row: &ImportedCustomer, record: i64) -> Result<Meant, Fault> {
        let fault = |problem| Err(("record".to_owned(), problem));
        let mut merged =
            self.merged.iter().flat_map(|(into, all)| all.iter().map(move |it| (it, *into)));
        let gone = merged.find(|(it, _)| it.id == record);
        let Some(known) = self.all.get(&record).or(gone.map(|(it, _)| it)) else {
            return fault(Problem::new(Code::UnknownReference));
        };
        let customer = &row.customer;
        let tax = known.tax_number.as_deref().map(tax_key);
        let is_same = self.is_named(known, &customer.name)
            || customer.code.is_some() && customer.code == known.code
            || tax.is_some() && customer.tax_number.as_deref().map(tax_key) == tax
            || row.added_at.as_deref() == Some(known.added_at.as_str());
        match (is_same, gone) {
            (false, _) => fault(differs("record")),
            (true, Some((_, into))) => Ok(Meant::Known(into, false)),
            (true, None) => Ok(Meant::Known(record, true)),
        }
    }

    /// In what a new customer agrees with one that is there.
    fn beside(&self, row: &ImportedCustomer) -> Option<&'static str> {
        let customer = &row.customer;
        let number = customer.tax_number.as_ref();
        let shares_number = number.is_some_and(|it| self.by_tax.contains_key(&tax_key(it)));
        if customer.code.as_ref().is_some_and(|code| self.has_like_code(code)) {
            return Some("code");
        }
        let shares_name = || self.by_hint.contains_key(&hint_key(&customer.name));
        if shares_number { Some("tax_number") } else { shares_name().then_some("name") }
    }

    /// A row with a customer's code must not have the name and the tax number of another.
    fn agrees(&self, row: &ImportedCustomer, known: &KnownCustomer) -> Result<(), Fault> {
        if !self.is_named(known, &row.customer.name) {
            return Err(("name".to_owned(), differs("name")));
        }
        let Some(number) = row.customer.tax_number.as_deref().map(tax_key) else { return Ok(()) };
        let own = known.tax_number.iter();
        let merged = self.merged_into(known.id).iter().filter_map(|it| it.tax_number.as_ref());
        let mut numbers = own.chain(merged).map(|own| tax_key(own)).peekable();
        if numbers.peek().is_some() && !numbers.any(|own| own == number) {
            return Err(("tax_number".to_owned(), differs("tax_number")));
        }
        Ok(())
    }

    fn these(&self, ids: Option<&Vec<i64>>) -> Vec<&KnownCustomer> {
        ids.into_iter().flatten().filter_map(|id| self.all.get(id)).collect()
    }
}

/// What a row says when it disagrees with the record it names.
pub(crate) fn differs(field: &str) -> Problem {
    Problem::new(Code::IdentityDiffers).fact("field", field)
}

/// Whether two names are the same, but for width, script and punctuation: enough where something
/// else says that it is the same customer.
pub(crate) fn same_name(one: &str, other: &str) -> bool {
    identity(one) == identity(other) || hint_key(one) == hint_key(other)
}

/// Whether a row without a code may be a customer of the same name. Companies are one; of persons
/// many have one name, so they need a phone in common, or none at all. Another tax number is
/// another customer.
fn may_be(row: &ImportedCustomer, known: &KnownCustomer) -> bool {
    let customer = &row.customer;
    let is_person = customer.kind == CustomerKind::Person || known.kind == CustomerKind::Person;
    match (&customer.tax_number, &known.tax_number) {
        (Some(_), Some(_)) => return false,
        (Some(_), None) if is_person => return false,
        _ => {}
    }
    let mut own = phones(row).peekable();
    let has_none = own.peek().is_none() && known.phones.is_empty();
    !is_person || has_none || own.any(|phone| known.phones.contains(&phone))
}

/// The digits of the phones of a row.
pub(crate) fn phones(row: &ImportedCustomer) -> impl Iterator<Item = String> {
    let people = row.contacts.iter().flat_map(|contact| &contact.channels);
    let phones = row.customer.channels.iter().chain(people);
    phones.filter(|channel| channel.kind.is_phone()).map(|channel| digits(&channel.value))
}

/// The key by which codes are held to be nearly the same: letter case, width, spaces and zeros
/// before a number do not count.
pub(crate) fn code_key(code: &str) -> String {
    let mut key = String::new();
    let mut zero = false;
    for sign in spelling_key(code).chars() {
        let follows = key.ends_with(|it: char| it.is_ascii_digit());
        if sign == '0' && !follows {
            zero = true;
            continue;
        }
        if zero && !sign.is_ascii_digit() {
            key.push('0');
        }
        zero = false;
        key.push(sign);
    }
    if zero {
        key.push('0');
    }
    key
}

/// The key by which codes are one however they are typed: letter case, width and spaces do not
/// count.
pub(crate) fn spelling_key(code: &str) -> String {
    identity(&code.nfkc().collect::<String>()).split_whitespace().collect()
}

/// The key by which tax numbers are compared.
pub(crate) fn tax_key(number: &str) -> String {
    identifiers::normalize(IdentifierKind::Vat, number)
}

fn push(index: &mut HashMap<String, Vec<i64>>, key: String, id: i64) {
    if key.is_empty() {
        return;
    }
    let ids = index.entry(key).or_default();
    if !ids.contains(&id) {
        ids.push(id);
    }
}

fn one(ids: BTreeSet<i64>) -> Found {
    match (ids.first(), ids.len()) {
        (None, _) => Found::None,
        (Some(id), 1) => Found::One(*id),
        (_, many) => Found::Many(many),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_that_are_written_alike_have_one_key() {
        for (one, other) in
            [("P1", "p1"), ("K001", "K 1"), ("Ｐ1", "P01"), ("000", "0"), ("A-07-b", "a-7-B")]
        {
            assert_eq!(code_key(one), code_key(other), "{one} {other}");
        }
        for (one, other) in [("P1", "P10"), ("A-1", "A1"), ("100", "1"), ("0A", "A")] {
            assert_ne!(code_key(one), code_key(other), "{one} {other}");
        }
        assert_ne!(spelling_key("01"), spelling_key("1"));
    }
}
