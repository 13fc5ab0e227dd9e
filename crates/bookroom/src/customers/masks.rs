//! Field rights applied to records: hidden fields become empty, masked ones show only a part.

use super::contacts::model::Contact;
use super::important_dates::model::ImportantDate;
use super::invoice_profiles::model::InvoiceProfile;
use super::model::{
    Address, BankAccount, BillingProfile, Channel, ChannelKind, Customer, CustomerSummary,
    PlannedContact,
};
use crate::custom_fields::{self, customized};
use crate::rights::permission::{Field, FieldRight};
use crate::rights::permit::FieldRights;
use crate::values::masks;
use crate::work::{Outcome, Review};

/// What stands for a text of which nothing may be shown.
const STARS: &str = "****";

/// Applies `mask` or `hide` to a value, as the right on its field says.
fn limit<T>(right: FieldRight, value: &mut T, mask: impl FnOnce(&mut T), empty: T) {
    match right {
        FieldRight::Hidden => *value = empty,
        FieldRight::Masked => mask(value),
        FieldRight::Read | FieldRight::Write => {}
    }
}

/// Applies the rights to a customer.
pub(crate) fn customer(customer: &mut Customer, rights: &FieldRights) {
    limit(rights.on(Field::CustomerChannels), &mut customer.channels, channels, Vec::new());
    limit(rights.on(Field::CustomerAddresses), &mut customer.addresses, addresses, Vec::new());
    let tax = rights.on(Field::CustomerTaxNumber);
    limit(tax, &mut customer.tax_number, identifier, None);
    limit(tax, &mut customer.tax_kind, |_| {}, None);
    let banking = rights.on(Field::CustomerBanking);
    limit(banking, &mut customer.bank_accounts, bank_accounts, Vec::new());
    limit(banking, &mut customer.billing, billing, None);
    limit(rights.on(Field::CustomerNote), &mut customer.note, stars, None);
    limit(rights.on(Field::CustomerNote), &mut customer.planned_contact, planned, None);
    let credit = rights.on(Field::CustomerCredit);
    limit(credit, &mut customer.credit_limit, |amount| *amount = None, None);
    custom_fields::mask(customer, rights);
}

/// Applies the rights to a row of a list.
pub(crate) fn summary(summary: &mut CustomerSummary, rights: &FieldRights) {
    let phone = |text: &mut Option<String>| *text = text.as_deref().map(masks::phone);
    let email = |text: &mut Option<String>| *text = text.as_deref().map(masks::email);
    limit(rights.on(Field::CustomerChannels), &mut summary.phone, phone, None);
    limit(rights.on(Field::CustomerChannels), &mut summary.email, email, None);
    limit(rights.on(Field::CustomerTaxNumber), &mut summary.tax_number, identifier, None);
    limit(rights.on(Field::CustomerAddresses), &mut summary.city, |_| {}, None);
    custom_fields::mask(summary, rights);
}

/// Applies the rights to a contact.
pub(crate) fn contact(contact: &mut Contact, rights: &FieldRights) {
    limit(rights.on(Field::ContactChannels), &mut contact.channels, channels, Vec::new());
    limit(rights.on(Field::ContactNote), &mut contact.note, stars, None);
    custom_fields::mask(contact, rights);
}

/// Applies the rights to a profile. Title and bank stay where banking is masked, as they do in the
/// billing of the customer itself.
pub(crate) fn invoice_profile(profile: &mut InvoiceProfile, rights: &FieldRights) {
    let tax = rights.on(Field::CustomerTaxNumber);
    limit(tax, &mut profile.tax_number, identifier, None);
    limit(tax, &mut profile.tax_kind, |_| {}, None);
    let banking = rights.on(Field::CustomerBanking);
    let each = |mask: fn(&str) -> String| {
        move |text: &mut Option<String>| *text = text.as_deref().map(mask)
    };
    limit(banking, &mut profile.address, stars, None);
    limit(banking, &mut profile.phone, each(masks::phone), None);
    limit(banking, &mut profile.bank, |_| {}, None);
    limit(banking, &mut profile.account, each(masks::last_four), None);
    limit(banking, &mut profile.email, each(masks::email), None);
}

/// Applies the rights to a day that matters. Those that may not be seen at all are not told of.
/// Masked, the day itself stays: what comes up would tell it.
pub(crate) fn important_date(date: &mut ImportantDate, rights: &FieldRights) {
    let right = rights.on(Field::CustomerDates);
    limit(right, &mut date.label, stars, None);
    limit(right, &mut date.note, stars, None);
    if !date.once {
        limit(right, &mut date.year, |year| *year = None, None);
    }
}

fn channels(channels: &mut Vec<Channel>) {
    for channel in channels {
        channel.value = match channel.kind {
            ChannelKind::Phone | ChannelKind::Mobile | ChannelKind::Fax => {
                masks::phone(&channel.value)
            }
            ChannelKind::Email => masks::email(&channel.value),
            _ => STARS.to_owned(),
        };
    }
}

/// Country, province and city stay.
fn addresses(addresses: &mut Vec<Address>) {
    for address in addresses {
        stars(&mut address.district);
        stars(&mut address.street);
        stars(&mut address.postal_code);
        address.recipient = address.recipient.as_deref().map(masks::name);
    }
}

/// Banks stay.
fn bank_accounts(accounts: &mut Vec<BankAccount>) {
    for account in accounts {
        account.account_number = masks::last_four(&account.account_number);
        account.account_name = account.account_name.as_deref().map(masks::name);
    }
}

/// Title and bank stay.
fn billing(billing: &mut Option<BillingProfile>) {
    if let Some(billing) = billing {
        stars(&mut billing.address);
        billing.phone = billing.phone.as_deref().map(masks::phone);
        billing.account = billing.account.as_deref().map(masks::last_four);
    }
}

/// The day stays.
fn planned(planned: &mut Option<PlannedContact>) {
    if let Some(planned) = planned {
        stars(&mut planned.purpose);
    }
}

fn identifier(number: &mut Option<String>) {
    *number = number.as_deref().map(masks::last_four);
}

fn stars(text: &mut Option<String>) {
    *text = text.as_ref().map(|_| STARS.to_owned());
}

customized!(Customer, Customer);
customized!(CustomerSummary, Customer);
customized!(Contact, Contact);

impl Outcome for Customer {
    fn review(&mut self, review: &mut Review) {
        review.tells_of("customer", self.id);
        customer(self, &review.fields);
    }
}

impl Outcome for InvoiceProfile {
    fn review(&mut self, review: &mut Review) {
        review.tells_of("invoice_profile", self.id);
        invoice_profile(self, &review.fields);
    }
}

impl Outcome for ImportantDate {
    fn review(&mut self, review: &mut Review) {
        review.tells_of("important_date", self.id);
        important_date(self, &review.fields);
    }
}

impl Outcome for Contact {
    fn review(&mut self, review: &mut Review) {
        review.tells_of("contact", self.id);
        contact(self, &review.fields);
    }
}
