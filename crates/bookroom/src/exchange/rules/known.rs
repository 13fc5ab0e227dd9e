//! Finding the customer a row means among those the book has: by code, else by tax number, else by
//! the whole name.

use std::collections::HashMap;

use crate::customers::rules::{NAME_LIMIT, name_key};
use crate::error::{Code, Problem};
use crate::exchange::model::ImportedCustomer;
use crate::values::identifiers::{self, IdentifierKind};

/// What finding needs of a customer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct KnownCustomer {
    pub(crate) id: i64,
    pub(crate) code: Option<String>,
    pub(crate) tax_number: Option<String>,
    /// Keys of the name and the legal name.
    pub(crate) names: Vec<String>,
}

/// Customers by what names them.
#[derive(Debug, Default)]
pub(crate) struct KnownCustomers {
    by_code: HashMap<String, i64>,
    by_tax: HashMap<String, Vec<i64>>,
    by_name: HashMap<String, Vec<i64>>,
}

/// What a row or a text means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Found {
    /// This customer.
    One(i64),
    /// No customer.
    None,
    /// So many.
    Many(usize),
}

impl KnownCustomers {
    pub(crate) fn add(&mut self, known: KnownCustomer) {
        let KnownCustomer { id, code, tax_number, names } = known;
        if let Some(code) = code {
            self.by_code.insert(code, id);
        }
        if let Some(number) = tax_number {
            push(&mut self.by_tax, tax_key(&number), id);
        }
        for name in names {
            push(&mut self.by_name, name, id);
        }
    }

    /// The customer whose code, tax number or whole name a text is.
    pub(crate) fn find(&self, text: &str) -> Found {
        if let Some(id) = self.by_code.get(text.trim()) {
            return Found::One(*id);
        }
        match one(self.by_tax.get(&tax_key(text))) {
            Found::None => one(self.by_name.get(&name_key(text, NAME_LIMIT))),
            found => found,
        }
    }

    /// The customer a row belongs to. Code and tax number must not name two different ones.
    pub(crate) fn of_row(&self, row: &ImportedCustomer) -> Result<Option<i64>, (String, Problem)> {
        let customer = &row.customer;
        let code = customer.code.as_ref().and_then(|code| self.by_code.get(code)).copied();
        let tax = customer.tax_number.as_ref().map(|number| one(self.by_tax.get(&tax_key(number))));
        let fault = |field: &str, problem| Err((field.to_owned(), problem));
        let taken = || Problem::new(Code::AlreadyExists).fact("subject", "customer");
        match (code, tax.unwrap_or(Found::None)) {
            (Some(code), Found::One(other)) if code != other => fault("tax_number", taken()),
            (Some(code), _) => Ok(Some(code)),
            (None, Found::One(id)) => Ok(Some(id)),
            (None, Found::Many(count)) => fault("tax_number", taken().fact("matches", count)),
            (None, Found::None) => {
                match one(self.by_name.get(&name_key(&customer.name, NAME_LIMIT))) {
                    Found::One(id) => Ok(Some(id)),
                    Found::None => Ok(None),
                    Found::Many(count) => fault("name", taken().fact("matches", count)),
                }
            }
        }
    }
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

fn one(ids: Option<&Vec<i64>>) -> Found {
    match ids.map(Vec::as_slice) {
        None | Some([]) => Found::None,
        Some([id]) => Found::One(*id),
        Some(ids) => Found::Many(ids.len()),
    }
}
