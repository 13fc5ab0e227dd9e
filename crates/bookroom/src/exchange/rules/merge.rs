//! Rows that repeat others of their file, and rows of customers the book has: what is taken.

use std::collections::HashMap;

use crate::customers::model::{
    Address, BillingProfile, Channel, Customer, CustomerEdit, NewCustomer,
};
use crate::error::{Code, Problem};
use crate::exchange::model::{ImportedCustomer, Repeats};
use crate::exchange::sheet::Fault;
use crate::values::text::{digits, search_key};

/// Takes out rows that have the code, the tax number, or both name and phone of an earlier one:
/// they are faults, or fill what the first left blank.
pub(crate) fn settle_repeats(
    rows: Vec<ImportedCustomer>,
    repeats: Repeats,
) -> (Vec<ImportedCustomer>, Vec<Fault>) {
    let mut firsts: HashMap<String, usize> = HashMap::new();
    let mut kept: Vec<ImportedCustomer> = Vec::with_capacity(rows.len());
    let mut faults = Vec::new();
    for row in rows {
        let keys = keys(&row);
        let first = keys.iter().find_map(|(field, key)| Some((*field, *firsts.get(key)?)));
        match first {
            None => {
                firsts.extend(keys.into_iter().map(|(_, key)| (key, kept.len())));
                kept.push(row);
            }
            Some((_, index)) if repeats == Repeats::Merge => {
                if let Some(first) = kept.get_mut(index) {
                    fill(&mut first.customer, row.customer);
                    first.channel_fields.extend(row.channel_fields);
                    first.contact = first.contact.take().or(row.contact);
                    first.owner = first.owner.take().or(row.owner);
                    for field in row.given {
                        if !first.given.contains(&field) {
                            first.given.push(field);
                        }
                    }
                }
            }
            Some((field, index)) => {
                let first = kept.get(index).map_or(0, |first| first.line);
                let problem = Problem::new(Code::Repeated).fact("line", first);
                let field = Some(field.to_owned());
                faults.push(Fault { line: row.line, field, problem });
            }
        }
    }
    (kept, faults)
}

/// What makes a row the same as another, with the field to blame.
fn keys(row: &ImportedCustomer) -> Vec<(&'static str, String)> {
    let customer = &row.customer;
    let code = customer.code.as_ref().map(|code| ("code", format!("code {code}")));
    let tax = customer.tax_number.as_ref().map(|number| ("tax_number", format!("tax {number}")));
    let name = search_key(&customer.name);
    let contact = row.contact.iter().flat_map(|contact| &contact.channels);
    let phones = customer.channels.iter().chain(contact).filter(|channel| channel.kind.is_phone());
    let phones = phones.map(|phone| ("name", format!("name {name} {}", digits(&phone.value))));
    code.into_iter().chain(tax).chain(phones).collect()
}

/// Fills what the first row left blank with what a repetition gives.
fn fill(first: &mut NewCustomer, other: NewCustomer) {
    macro_rules! fill {
        ($($field:ident),*) => { $(first.$field = first.$field.take().or(other.$field);)* };
    }
    fill!(code, legal_name, level, industry, source, region, enterprise_type, enterprise_nature);
    fill!(credit_rating, tax_kind, tax_number, website, note, billing, owner);
    add_channels(&mut first.channels, &other.channels);
    if first.addresses.is_empty() {
        first.addresses = other.addresses;
    }
    if first.bank_accounts.is_empty() {
        first.bank_accounts = other.bank_accounts;
    }
    first.tags.extend(other.tags);
    first.tags.sort_unstable();
    first.tags.dedup();
}

fn add_channels(channels: &mut Vec<Channel>, others: &[Channel]) {
    for other in others {
        let same = |known: &Channel| {
            if other.kind.is_phone() && known.kind.is_phone() {
                digits(&known.value) == digits(&other.value)
            } else {
                known.kind == other.kind && known.value.eq_ignore_ascii_case(&other.value)
            }
        };
        if !channels.iter().any(same) {
            channels.push(other.clone());
        }
    }
}

/// What a row changes of a known customer, or none when it changes nothing. Blank cells change
/// nothing; channels, addresses, bank accounts and tags are added to.
pub(crate) fn update(known: &Customer, row: &ImportedCustomer) -> Option<CustomerEdit> {
    let new = &row.customer;
    let has = |field: &str| row.given.iter().any(|given| given == field);
    let changed = |is: &Option<String>, to: &Option<String>| to.clone().filter(|_| is != to);
    let mut edit = CustomerEdit {
        code: changed(&known.code, &new.code),
        name: (known.name != new.name).then(|| new.name.clone()),
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
        tax_number: changed(&known.tax_number, &new.tax_number),
        website: changed(&known.website, &new.website),
        note: changed(&known.note, &new.note),
        ..CustomerEdit::default()
    };
    edit.tax_kind = edit.tax_number.as_ref().and(new.tax_kind);
    let mut channels = known.channels.clone();
    add_channels(&mut channels, &new.channels);
    edit.channels = Some(channels).filter(|channels| *channels != known.channels);
    edit.addresses = addresses(&known.addresses, &new.addresses);
    let is_new = |number: &str| {
        known.bank_accounts.iter().all(|it| digits(&it.account_number) != digits(number))
    };
    let accounts: Vec<_> =
        new.bank_accounts.iter().filter(|it| is_new(&it.account_number)).cloned().collect();
    if !accounts.is_empty() {
        edit.bank_accounts = Some([known.bank_accounts.clone(), accounts].concat());
    }
    edit.billing = billing(known.billing.as_ref(), new.billing.as_ref());
    let mut tags = [known.tags.clone(), new.tags.clone()].concat();
    tags.sort_unstable();
    tags.dedup();
    edit.tags = Some(tags).filter(|tags| *tags != known.tags);
    (edit != CustomerEdit::default()).then_some(edit)
}

/// An address of the same kind takes the parts that are given; without one it is added.
fn addresses(known: &[Address], new: &[Address]) -> Option<Vec<Address>> {
    let mut addresses = known.to_vec();
    for address in new {
        match addresses.iter_mut().find(|known| known.kind == address.kind) {
            None => addresses.push(address.clone()),
            Some(known) => {
                let take = |is: &mut Option<String>, to: &Option<String>| {
                    if to.is_some() {
                        is.clone_from(to);
                    }
                };
                take(&mut known.country, &address.country);
                take(&mut known.province, &address.province);
                take(&mut known.city, &address.city);
                take(&mut known.district, &address.district);
                take(&mut known.street, &address.street);
                take(&mut known.postal_code, &address.postal_code);
            }
        }
    }
    (addresses != known).then_some(addresses)
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
