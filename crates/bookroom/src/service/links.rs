//! What cases name: items of dictionaries, customers, contacts, invoices, operators. All of a call
//! are loaded in a few selects, and then checked one by one in memory.

use std::collections::{BTreeMap, BTreeSet};

use super::rules::Links;
use super::store::{self, about};
use crate::customers::{Counterparty, keep_contact_places, load_counterparties};
use crate::dictionaries::{self, ResolvedItem};
use crate::error::{Code, Result};
use crate::rights::permission::Permission;
use crate::rights::store::load_active_operators;
use crate::values::{Check, ProductId};
use crate::work::Tx;

/// The dictionary of what cases are about.
pub(crate) const CATEGORY: &str = "case_category";
/// The dictionary of how they come in.
pub(crate) const CHANNEL: &str = "case_channel";
/// The dictionary of how satisfied customers are.
pub(crate) const SATISFACTION: &str = "satisfaction";

/// The dictionary of why it comes to cases.
pub(crate) const ROOT_CAUSE: &str = "case_root_cause";

/// What the cases of one call name.
#[derive(Debug, Default)]
pub(crate) struct Wanted {
    items: BTreeSet<(String, String)>,
    customers: BTreeSet<i64>,
    contacts: BTreeSet<i64>,
    invoices: BTreeSet<i64>,
    products: BTreeSet<i64>,
    operators: bool,
}

impl Wanted {
    /// An item of a dictionary, if one is named.
    pub(crate) fn item(&mut self, dictionary: &str, text: Option<&String>) {
        let text = text.filter(|text| !text.trim().is_empty());
        self.items.extend(text.map(|text| (dictionary.to_owned(), text.clone())));
    }

    /// A customer, contact and invoice, as far as they are named.
    pub(crate) fn links(&mut self, links: Links) {
        self.customers.extend(links.customer);
        self.contacts.extend(links.contact);
        self.invoices.extend(links.invoice);
    }

    /// A product, if one is named.
    pub(crate) fn product(&mut self, product: Option<ProductId>) {
        self.products.extend(product.map(i64::from));
    }

    /// An operator, if one is named.
    pub(crate) fn operator(&mut self, named: bool) {
        self.operators |= named;
    }

    /// Loads it all; customers as far as the operator may see them.
    pub(crate) fn load(self, tx: &mut Tx<'_>) -> Result<Known> {
        let (book, today) = (tx.book_id(), tx.today());
        let ids = |ids: BTreeSet<i64>| ids.into_iter().collect::<Vec<i64>>();
        let mut known = Known::default();
        if !self.items.is_empty() {
            let pairs: Vec<(String, String)> = self.items.into_iter().collect();
            known.items = dictionaries::resolve_kept(tx.conn, book, today, &pairs)?;
        }
        if !self.customers.is_empty() {
            let scope = tx.grants().scope(Permission::CustomersView)?;
            known.customers = load_counterparties(tx.conn, &scope, &ids(self.customers))?;
        }
        known.contacts = keep_contact_places(tx.conn, book, &self.contacts)?;
        known.invoices = store::load_invoice_customers(tx.conn, book, &ids(self.invoices))?;
        known.products = about::keep_products(tx.conn, book, &ids(self.products))?;
        if self.operators {
            known.operators = load_active_operators(tx.conn, book)?.into_iter().collect();
        }
        Ok(known)
    }
}

/// What was found of it.
#[derive(Debug, Default)]
pub(crate) struct Known {
    items: BTreeMap<(String, String), ResolvedItem>,
    customers: BTreeMap<i64, Counterparty>,
    /// The customers at which contacts stand.
    contacts: BTreeMap<i64, BTreeSet<i64>>,
    invoices: BTreeMap<i64, i64>,
    products: BTreeMap<i64, bool>,
    operators: BTreeSet<i64>,
}

impl Known {
    /// The id of a named item; blank and absent name none.
    pub(crate) fn item(
        &self,
        check: &mut Check,
        path: &str,
        dictionary: &str,
        text: Option<&String>,
    ) -> Option<i64> {
        let text = text.filter(|text| !text.trim().is_empty())?;
        match self.items.get(&(dictionary.to_owned(), text.clone())) {
            Some(item) if item.active => return Some(item.id),
            Some(_) => check.fail(path, Code::Retired),
            None => check.fail(path, Code::UnknownReference),
        }
        None
    }

    /// A customer that was named and may be seen.
    pub(crate) fn customer(&self, check: &mut Check, id: i64) -> Option<&Counterparty> {
        let customer = self.customers.get(&id);
        check.require(customer.is_some(), "customer", Code::UnknownReference);
        customer
    }

    /// Checks that contact and invoice, as far as named, are of the case's customer.
    pub(crate) fn check_belonging(&self, check: &mut Check, links: Links) {
        let stands = |contact: i64, customer: &i64| {
            self.contacts.get(&contact).is_some_and(|places| places.contains(customer))
        };
        let billed = |invoice: i64, customer: &i64| self.invoices.get(&invoice) == Some(customer);
        let named: [(&str, Option<i64>, &dyn Fn(i64, &i64) -> bool); 2] =
            [("contact", links.contact, &stands), ("invoice", links.invoice, &billed)];
        for (path, id, belongs) in named {
            let Some(id) = id else { continue };
            match &links.customer {
                None => check.fail("customer", Code::Required),
                Some(customer) => {
                    check.require(belongs(id, customer), path, Code::UnknownReference);
                }
            }
        }
    }

    /// Checks that a product, as far as one is named, is there and in use.
    pub(crate) fn check_product(&self, check: &mut Check, product: Option<ProductId>) {
        match product.map(|id| self.products.get(&id.0)) {
            Some(None) => check.fail("product", Code::UnknownReference),
            Some(Some(false)) => check.fail("product", Code::Retired),
            Some(Some(true)) | None => {}
        }
    }

    /// Checks that an operator is there and active.
    pub(crate) fn check_operator(&self, check: &mut Check, path: &str, id: i64) {
        check.require(self.operators.contains(&id), path, Code::UnknownReference);
    }
}
