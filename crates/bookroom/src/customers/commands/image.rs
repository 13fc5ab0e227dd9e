//! What the change log keeps of a customer.

use std::collections::BTreeMap;

use rust_decimal::Decimal;
use serde::Serialize;

use crate::custom_fields::Values;
use crate::customers::model::{
    Address, BankAccount, BillingProfile, Channel, Collaborator, Customer, CustomerKind,
    CustomerLock, PlannedContact,
};
use crate::values::identifiers::IdentifierKind;
use crate::values::{CustomerId, OperatorId, PoolId, TeamId};

/// What the change log keeps of a customer. The names of the fields are those of the record.
#[derive(Serialize)]
pub(crate) struct Image<'c> {
    code: &'c Option<String>,
    kind: CustomerKind,
    name: &'c str,
    legal_name: &'c Option<String>,
    is_customer: bool,
    is_supplier: bool,
    level: &'c Option<String>,
    industry: &'c Option<String>,
    source: &'c Option<String>,
    region: &'c Option<String>,
    enterprise_type: &'c Option<String>,
    enterprise_nature: &'c Option<String>,
    credit_rating: &'c Option<String>,
    satisfaction: &'c Option<String>,
    classes: &'c BTreeMap<String, String>,
    tax_kind: Option<IdentifierKind>,
    tax_number: &'c Option<String>,
    payment_days: i64,
    website: &'c Option<String>,
    note: &'c Option<String>,
    channels: &'c [Channel],
    addresses: &'c [Address],
    bank_accounts: &'c [BankAccount],
    billing: &'c Option<BillingProfile>,
    tags: &'c [String],
    owner: Option<OperatorId>,
    team: Option<TeamId>,
    pool: Option<PoolId>,
    planned_contact: &'c Option<PlannedContact>,
    credit_limit: Option<Decimal>,
    parent: Option<CustomerId>,
    collaborators: &'c [Collaborator],
    lock: &'c Option<CustomerLock>,
    merged_into: Option<CustomerId>,
    custom: &'c Values,
    custom_personal: &'c Values,
    active: bool,
}

impl<'c> Image<'c> {
    /// The image of a customer.
    pub(crate) fn of(customer: &'c Customer) -> Self {
        Self {
            code: &customer.code,
            kind: customer.kind,
            name: &customer.name,
            legal_name: &customer.legal_name,
            is_customer: customer.is_customer,
            is_supplier: customer.is_supplier,
            level: &customer.level,
            industry: &customer.industry,
            source: &customer.source,
            region: &customer.region,
            enterprise_type: &customer.enterprise_type,
            enterprise_nature: &customer.enterprise_nature,
            credit_rating: &customer.credit_rating,
            satisfaction: &customer.satisfaction,
            classes: &customer.classes,
            tax_kind: customer.tax_kind,
            tax_number: &customer.tax_number,
            payment_days: customer.payment_days,
            website: &customer.website,
            note: &customer.note,
            channels: &customer.channels,
            addresses: &customer.addresses,
            bank_accounts: &customer.bank_accounts,
            billing: &customer.billing,
            tags: &customer.tags,
            owner: customer.owner,
            team: customer.team,
            pool: customer.pool,
            planned_contact: &customer.planned_contact,
            credit_limit: customer.credit_limit,
            parent: customer.parent,
            collaborators: &customer.collaborators,
            lock: &customer.lock,
            merged_into: customer.merged_into,
            custom: &customer.custom,
            custom_personal: &customer.custom_personal,
            active: customer.active,
        }
    }
}
