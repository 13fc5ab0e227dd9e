//! What a row puts in the place of something else that the book says of a customer.

use super::edits::own_fields;
use crate::customers::model::{BillingProfile, Customer};
use crate::exchange::headers::CUSTOM;
use crate::exchange::model::ImportedCustomer;

/// The fields of a known customer that had a value and get another; what was blank is only filled.
/// Name and tax number are told otherwise.
pub(crate) fn fields(known: &Customer, row: &ImportedCustomer, may_change: bool) -> Vec<String> {
    let new = &row.customer;
    let mut found: Vec<String> = Vec::new();
    let mut look = |field: &str, is: &Option<String>, to: &Option<String>| {
        if is.is_some() && to.is_some() && is != to {
            found.push(field.to_owned());
        }
    };
    macro_rules! look {
        ($($field:ident),*) => { $(look(stringify!($field), &known.$field, &new.$field);)* };
    }
    look!(code, legal_name, level, industry, source, region, enterprise_type, enterprise_nature);
    look!(credit_rating, website, note);
    if may_change {
        look("tax_number", &known.tax_number, &new.tax_number);
    }
    let (none, other) = (BillingProfile::default(), new.billing.as_ref());
    let own = known.billing.as_ref().unwrap_or(&none);
    if let Some(other) = other {
        look("billing_title", &own.title, &other.title);
        look("billing_address", &own.address, &other.address);
        look("billing_phone", &own.phone, &other.phone);
        look("bank", &own.bank, &other.bank);
        look("bank_account", &own.account, &other.account);
    }
    let is_given = |field: &str| row.given.iter().any(|given| given == field);
    if is_given("payment_days") && known.payment_days != new.payment_days {
        found.push("payment_days".to_owned());
    }
    if is_given("kind") && known.kind != new.kind {
        found.push("kind".to_owned());
    }
    let has =
        |key: &String| known.custom.contains_key(key) || known.custom_personal.contains_key(key);
    let other = own_fields(known, new).unwrap_or_default().into_keys().filter(has);
    found.extend(other.map(|key| format!("{CUSTOM}{key}")));
    found
}
