//! Rows that repeat others of their file, and rows of customers the book has: what is taken.

use std::collections::{HashMap, HashSet};

use super::addresses::{added, holds};
use super::edits::{fill_own, own_fields};
use super::known::{code_key, differs, phones, same_name, tax_key};
use crate::customers::model::{
    BankAccount, BillingProfile, Channel, Customer, CustomerEdit, CustomerKind,
};
use crate::error::{Code, Problem};
use crate::exchange::clean::fits_mask;
use crate::exchange::model::{ImportedContact, ImportedCustomer, ImportedOpening, Repeats};
use crate::exchange::sheet::Fault;
use crate::values::Edit;
use crate::values::text::{digits, hint_key, identity};

/// Takes out rows that mean the customer of an earlier one: they are faults, or add to the first.
/// Rows that have something in common and contradict each other in who they are, are faults.
pub(crate) fn settle_repeats(
    rows: Vec<ImportedCustomer>,
    repeats: Repeats,
) -> (Vec<ImportedCustomer>, Vec<Fault>) {
    let mut firsts = Firsts::default();
    let mut kept: Vec<ImportedCustomer> = Vec::with_capacity(rows.len());
    let mut faults = Vec::new();
    for row in rows {
        let repeats = if row.goes_on { Repeats::Merge } else { repeats };
        let found = firsts.find(&row, &kept).filter(|(field, at)| {
            // To reject a row for its name alone, it must have a phone of the first too, or nothing
            // of its own: two of one name may be two, and are hinted at.
            let first = kept.get(*at);
            let is_name = *field == "name" && repeats == Repeats::Reject;
            !is_name || first.is_some_and(|first| shares_phone(first, &row) || is_same(first, &row))
        });
        let Some((field, index)) = found else {
            firsts.add(&row, kept.len());
            kept.push(row);
            continue;
        };
        let Some(first) = kept.get_mut(index) else { continue };
        let fault = |field: &str, problem: Problem| Fault {
            line: row.line,
            field: Some(field.to_owned()),
            problem: problem.fact("line", first.line),
        };
        if repeats == Repeats::Reject {
            faults.push(fault(field, Problem::new(Code::Repeated)));
        } else if let Some(field) = contradicts(first, &row) {
            faults.push(fault(field, differs(field)));
        } else {
            firsts.add(&row, index);
            fill(first, row);
        }
    }
    (kept, faults)
}

/// The rows of a file by what names their customers.
#[derive(Default)]
struct Firsts {
    by_record: HashMap<i64, usize>,
    by_code: HashMap<String, usize>,
    by_tax: HashMap<String, Vec<usize>>,
    /// The first of a name of those who may be the same as far as kind, tax number and phones go:
    /// of persons of one name there may be very many.
    by_name: HashMap<(String, Alike), usize>,
    /// Those of a name with a phone.
    by_phone: HashMap<(String, String), Vec<usize>>,
}

/// What rows of one name have in common that may make them the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
struct Alike {
    is_person: bool,
    has_tax: bool,
    has_phone: bool,
}

impl Alike {
    fn all() -> impl Iterator<Item = Self> {
        let bit = |bits: u8, at: u8| bits & at > 0;
        (0..8).map(move |bits| Self {
            is_person: bit(bits, 1),
            has_tax: bit(bits, 2),
            has_phone: bit(bits, 4),
        })
    }

    fn of(row: &ImportedCustomer) -> Self {
        Self {
            is_person: row.customer.kind == CustomerKind::Person,
            has_tax: row.customer.tax_number.is_some(),
            has_phone: phones(row).next().is_some(),
        }
    }
}

impl Firsts {
    fn add(&mut self, row: &ImportedCustomer, index: usize) {
        let customer = &row.customer;
        if let Some(record) = row.record {
            self.by_record.entry(record).or_insert(index);
        }
        if let Some(code) = &customer.code {
            self.by_code.entry(code.clone()).or_insert(index);
        }
        let push = |ids: &mut Vec<usize>| {
            if !ids.contains(&index) {
                ids.push(index);
            }
        };
        if let Some(number) = &customer.tax_number {
            push(self.by_tax.entry(tax_key(number)).or_default());
        }
        let name = identity(&customer.name);
        for phone in phones(row) {
            push(self.by_phone.entry((name.clone(), phone)).or_default());
        }
        self.by_name.entry((name, Alike::of(row))).or_insert(index);
    }

    /// The earlier row that a row repeats, and the field that says so.
    fn find(
        &self,
        row: &ImportedCustomer,
        kept: &[ImportedCustomer],
    ) -> Option<(&'static str, usize)> {
        let customer = &row.customer;
        if let Some(at) = row.record.and_then(|record| self.by_record.get(&record)) {
            return Some(("record", *at));
        }
        if let Some(code) = &customer.code {
            return self.by_code.get(code).map(|at| ("code", *at));
        }
        if row.record.is_some() {
            return None;
        }
        let sharers = customer.tax_number.as_ref().and_then(|it| self.by_tax.get(&tax_key(it)));
        let is_named = |at: &&usize| {
            kept.get(**at).is_some_and(|first| same_name(&first.customer.name, &customer.name))
        };
        if let Some(sharers) = sharers {
            let at = sharers.iter().find(is_named).or(sharers.first())?;
            return Some(("tax_number", *at));
        }
        let name = identity(&customer.name);
        let firsts = Alike::all().filter_map(|alike| self.by_name.get(&(name.clone(), alike)));
        let sharing = phones(row).filter_map(|phone| self.by_phone.get(&(name.clone(), phone)));
        let sharing: Vec<usize> = sharing.flatten().copied().collect();
        let may_be = |at: &usize| kept.get(*at).is_some_and(|first| may_be_same(first, row));
        let found = firsts.copied().chain(sharing).filter(may_be).min();
        found.map(|at| ("name", at))
    }
}

/// What the new customers of a file are called so far.
#[derive(Default)]
pub(crate) struct Seen(HashSet<(&'static str, String)>);

impl Seen {
    /// The field in which a new customer agrees with that of an earlier row.
    pub(crate) fn beside(&mut self, row: &ImportedCustomer) -> Option<&'static str> {
        let customer = &row.customer;
        let keys = [
            ("tax_number", customer.tax_number.as_deref().map(tax_key)),
            ("code", customer.code.as_deref().map(code_key)),
            ("name", Some(hint_key(&customer.name))),
        ];
        let keys = keys.into_iter().filter_map(|(field, key)| Some((field, key?)));
        let keys = keys.filter(|(_, key)| !key.is_empty());
        let known: Vec<&str> =
            keys.filter(|key| !self.0.insert(key.clone())).map(|(field, _)| field).collect();
        known.first().copied()
    }
}

fn shares_phone(first: &ImportedCustomer, row: &ImportedCustomer) -> bool {
    let known: Vec<String> = phones(first).collect();
    phones(row).any(|phone| known.contains(&phone))
}

/// Whether two rows say the same.
fn is_same(first: &ImportedCustomer, row: &ImportedCustomer) -> bool {
    let people = |row: &ImportedCustomer| -> Vec<ImportedContact> {
        let contacts = row.contacts.iter().cloned();
        contacts.map(|contact| ImportedContact { line: 0, number: 0, ..contact }).collect()
    };
    let openings = |row: &ImportedCustomer| -> Vec<_> {
        row.openings.iter().map(|opening| (opening.side, opening.amount)).collect()
    };
    first.customer == row.customer
        && people(first) == people(row)
        && first.owner == row.owner
        && openings(first) == openings(row)
}

/// Whether a row without a code may be the customer of an earlier one of its name; see
/// [`super::known`].
fn may_be_same(first: &ImportedCustomer, row: &ImportedCustomer) -> bool {
    let person = CustomerKind::Person;
    let is_person = first.customer.kind == person || row.customer.kind == person;
    match (&first.customer.tax_number, &row.customer.tax_number) {
        (Some(_), Some(_)) => return false,
        (Some(_), None) | (None, Some(_)) if is_person => return false,
        _ => {}
    }
    let has_none = phones(first).chain(phones(row)).next().is_none();
    !is_person || has_none || shares_phone(first, row)
}

/// The field in which a row that repeats another contradicts it in who it is.
fn contradicts(first: &ImportedCustomer, row: &ImportedCustomer) -> Option<&'static str> {
    let (one, other) = (&first.customer, &row.customer);
    let other_tax = |number: &String| {
        one.tax_number.as_ref().is_some_and(|own| tax_key(own) != tax_key(number))
    };
    let hides_other = |shown: &ImportedCustomer, row: &ImportedCustomer| {
        let (mask, number) = (row.masks.get("tax_number"), shown.customer.tax_number.as_ref());
        mask.zip(number).is_some_and(|(mask, number)| !fits_mask(mask, number))
    };
    let is_other_tax = other.tax_number.as_ref().is_some_and(other_tax)
        || hides_other(first, row)
        || hides_other(row, first);
    let other_code = |code: &String| one.code.as_ref().is_some_and(|own| own != code);
    let other_kind = |row: &ImportedCustomer| row.given.iter().any(|field| field == "kind");
    if !same_name(&one.name, &other.name) {
        Some("name")
    } else if is_other_tax {
        Some("tax_number")
    } else if other.code.as_ref().is_some_and(other_code) {
        Some("code")
    } else if other_kind(first) && other_kind(row) && one.kind != other.kind {
        Some("kind")
    } else if first.record.is_some() && row.record.is_some() && first.record != row.record {
        Some("record")
    } else {
        None
    }
}

/// Adds a row to the first one of its customer. What has no place is noted.
fn fill(first: &mut ImportedCustomer, mut row: ImportedCustomer) {
    add_openings(&mut first.openings, std::mem::take(&mut row.openings));
    for (field, mask) in std::mem::take(&mut row.masks) {
        first.masks.entry(field).or_insert(mask);
    }
    let ImportedCustomer { line, customer: other, given, channel_fields, contacts, owner, .. } =
        row;
    let mut left_out = Vec::new();
    let mut take = |field: &str, slot: &mut Option<String>, value: Option<String>| match value {
        Some(value) if slot.is_none() => *slot = Some(value),
        Some(value) if slot.as_ref() != Some(&value) => left_out.push((field.to_owned(), line)),
        _ => {}
    };
    let customer = &mut first.customer;
    macro_rules! fill {
        ($($field:ident),*) => {
            $(take(stringify!($field), &mut customer.$field, other.$field);)*
        };
    }
    fill!(code, legal_name, level, industry, source, region, enterprise_type, enterprise_nature);
    fill!(credit_rating, website);
    take("owner", &mut first.owner, owner);
    if let Some(other) = other.billing {
        let billing = customer.billing.get_or_insert_default();
        take("billing_title", &mut billing.title, other.title);
        take("billing_address", &mut billing.address, other.address);
        take("billing_phone", &mut billing.phone, other.phone);
        take("bank", &mut billing.bank, other.bank);
        take("bank_account", &mut billing.account, other.account);
    }
    if customer.tax_number.is_none() {
        customer.tax_kind = other.tax_kind;
        customer.tax_number = other.tax_number;
    }
    if customer.payment_days == 0 {
        customer.payment_days = other.payment_days;
    } else if other.payment_days != 0 && other.payment_days != customer.payment_days {
        left_out.push(("payment_days".to_owned(), line));
    }
    left_out.extend(fill_own(&mut customer.custom, other.custom).map(|field| (field, line)));
    customer.note = joined(customer.note.take(), other.note);
    for (channel, field) in other.channels.iter().zip(channel_fields) {
        if add_channel(&mut customer.channels, channel) {
            first.channel_fields.push(field);
        }
    }
    for address in other.addresses {
        if !customer.addresses.iter().any(|known| holds(known, &address)) {
            customer.addresses.push(address);
        }
    }
    let accounts = other.bank_accounts.into_iter();
    let doubtful = accounts.filter(|it| !add_account(&mut customer.bank_accounts, it));
    left_out.extend(doubtful.map(|_| ("bank".to_owned(), line)));
    customer.tags.extend(other.tags);
    customer.tags.sort_unstable();
    customer.tags.dedup();
    for contact in contacts {
        left_out.extend(add_contact(&mut first.contacts, contact));
    }
    for field in given {
        if !first.given.contains(&field) {
            first.given.push(field);
        }
    }
    first.left_out.append(&mut left_out);
    first.merged.push(line);
}

/// Adds opening balances that are not there.
fn add_openings(known: &mut Vec<ImportedOpening>, openings: Vec<ImportedOpening>) {
    for opening in openings {
        let same = |it: &ImportedOpening| (it.side, it.amount) == (opening.side, opening.amount);
        if !known.iter().any(same) {
            known.push(opening);
        }
    }
}

/// Adds an account that is not there; returns whether one that is there has the same bank.
fn add_account(accounts: &mut Vec<BankAccount>, account: &BankAccount) -> bool {
    let number = digits(&account.account_number);
    if let Some(known) = accounts.iter().find(|it| digits(&it.account_number) == number) {
        return known.bank_name == account.bank_name;
    }
    accounts.push(account.clone());
    true
}

/// Adds a person, or what a row says of one who is there; returns what has no place.
pub(crate) fn add_contact(
    contacts: &mut Vec<ImportedContact>,
    contact: ImportedContact,
) -> Option<(String, u64)> {
    let same = |known: &&mut ImportedContact| identity(&known.name) == identity(&contact.name);
    let Some(known) = contacts.iter_mut().find(same) else {
        contacts.push(contact);
        return None;
    };
    add_channels(&mut known.channels, &contact.channels);
    let title = contact.title?;
    let own = known.title.get_or_insert_with(|| title.clone());
    let field = match contact.number {
        0 | 1 => "contact_title".to_owned(),
        number => format!("contact_{number}_title"),
    };
    (*own != title).then_some((field, contact.line))
}

/// Two notes in one, each line once.
pub(crate) fn joined(note: Option<String>, other: Option<String>) -> Option<String> {
    let (Some(note), Some(other)) = (&note, &other) else { return note.or(other) };
    let known: Vec<&str> = note.lines().collect();
    let lines = other.lines().filter(|line| !known.contains(line));
    Some(known.iter().copied().chain(lines).collect::<Vec<_>>().join("\n"))
}

/// Adds the channels that are not there; returns whether there were any.
pub(crate) fn add_channels(channels: &mut Vec<Channel>, others: &[Channel]) -> bool {
    others.iter().filter(|other| add_channel(channels, other)).count() > 0
}

fn add_channel(channels: &mut Vec<Channel>, other: &Channel) -> bool {
    let same = |known: &Channel| {
        if other.kind.is_phone() && known.kind.is_phone() {
            digits(&known.value) == digits(&other.value)
        } else {
            known.kind == other.kind && known.value.eq_ignore_ascii_case(&other.value)
        }
    };
    let is_new = !channels.iter().any(same);
    if is_new {
        channels.push(other.clone());
    }
    is_new
}

/// What a row changes of a known customer, or none when it changes nothing. Blank cells change
/// nothing; channels, addresses, bank accounts and tags are added to. Name and tax number change
/// only where the row may change them; a tax number that is missing is added.
pub(crate) fn update(
    known: &Customer,
    row: &ImportedCustomer,
    may_change: bool,
) -> Option<CustomerEdit> {
    let new = &row.customer;
    let has = |field: &str| row.given.iter().any(|given| given == field);
    let changed =
        |is: &Option<String>, to: &Option<String>| Edit::given(to.clone().filter(|_| is != to));
    let number = new.tax_number.clone().filter(|_| known.tax_number != new.tax_number);
    let number = number.filter(|_| may_change || known.tax_number.is_none());
    let mut channels = known.channels.clone();
    add_channels(&mut channels, &new.channels);
    let is_new = |number: &str| {
        known.bank_accounts.iter().all(|it| digits(&it.account_number) != digits(number))
    };
    let accounts: Vec<_> =
        new.bank_accounts.iter().filter(|it| is_new(&it.account_number)).cloned().collect();
    let has_new = !accounts.is_empty();
    let mut tags = [known.tags.clone(), new.tags.clone()].concat();
    tags.sort_unstable();
    tags.dedup();
    let edit = CustomerEdit {
        code: changed(&known.code, &new.code),
        name: (may_change && known.name != new.name).then(|| new.name.clone()),
        legal_name: changed(&known.legal_name, &new.legal_name),
        kind: Some(new.kind).filter(|kind| has("kind") && *kind != known.kind),
        is_customer: (new.is_customer && !known.is_customer).then_some(true),
        is_supplier: (new.is_supplier && !known.is_supplier).then_some(true),
        level: changed(&known.level, &new.level),
        industry: changed(&known.industry, &new.industry),
        source: changed(&known.source, &new.source),
        region: changed(&known.region, &new.region),
        enterprise_type: changed(&known.enterprise_type, &new.enterprise_type),
        enterprise_nature: changed(&known.enterprise_nature, &new.enterprise_nature),
        credit_rating: changed(&known.credit_rating, &new.credit_rating),
        tax_kind: Edit::given(number.as_ref().and(new.tax_kind)),
        tax_number: Edit::given(number),
        payment_days: Some(new.payment_days)
            .filter(|days| has("payment_days") && *days != known.payment_days),
        website: changed(&known.website, &new.website),
        note: changed(&known.note, &new.note),
        channels: Edit::given(Some(channels).filter(|channels| *channels != known.channels)),
        addresses: Edit::given(added(&known.addresses, &new.addresses)),
        bank_accounts: Edit::given(
            has_new.then(|| [known.bank_accounts.clone(), accounts].concat()),
        ),
        billing: Edit::given(billing(known.billing.as_ref(), new.billing.as_ref())),
        tags: Edit::given(Some(tags).filter(|tags| *tags != known.tags)),
        custom: own_fields(known, new),
        ..CustomerEdit::default()
    };
    (!edit.is_empty()).then_some(edit)
}

fn billing(known: Option<&BillingProfile>, new: Option<&BillingProfile>) -> Option<BillingProfile> {
    let new = new?.clone();
    let was = known.cloned().unwrap_or_default();
    let profile = BillingProfile {
        title: new.title.or(was.title.clone()),
        address: new.address.or(was.address.clone()),
        phone: new.phone.or(was.phone.clone()),
        bank: new.bank.or(was.bank.clone()),
        account: new.account.or(was.account.clone()),
    };
    (profile != was).then_some(profile)
}
