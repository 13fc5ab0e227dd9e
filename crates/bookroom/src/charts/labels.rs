//! What the values of dimensions are called: words and items by their labels, records by their
//! names as far as the operator may see them, else by their ids.

use std::collections::HashMap;

use chrono::NaiveDate;

use super::store;
use crate::customers;
use crate::error::Result;
use crate::exchange::words::{CodeLabel, LabelKind};
use crate::rights::permission::Permission;
use crate::values::{CustomerId, Language, OperatorId, ProductId, ServicePolicyId};
use crate::work::Session;

/// A value of a dimension.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Value {
    /// The cases without one.
    Without,
    /// A word of this type.
    Word(&'static str, &'static str),
    /// An item of this list.
    Item(&'static str, String),
    /// The code of something without a label here.
    Code(String),
    /// A month.
    Month(NaiveDate),
    Operator(OperatorId),
    Customer(CustomerId),
    Product(ProductId),
    Policy(ServicePolicyId),
}

/// The labels of values, in their order; one read for each sort of record among them.
pub(super) fn labels(session: &Session, values: &[Value]) -> Result<Vec<String>> {
    let names = Names::load(session, values)?;
    Ok(values.iter().map(|value| names.of(value)).collect())
}

struct Names {
    language: Language,
    words: Vec<CodeLabel>,
    records: HashMap<(&'static str, i64), String>,
}

impl Names {
    fn load(session: &Session, values: &[Value]) -> Result<Self> {
        let language = session.book().language;
        let is_named = |value: &Value| matches!(value, Value::Word(..) | Value::Item(..));
        let words = match values.iter().any(is_named) {
            true => session.exchange().labels(Some(language))?,
            false => Vec::new(),
        };
        let mut records = HashMap::new();
        let may = |permission| session.grants().scope(permission).is_ok();
        if values.iter().any(|value| matches!(value, Value::Operator(_)))
            && may(Permission::OperatorsView)
        {
            let operators = session.access().operators()?;
            records
                .extend(operators.into_iter().map(|it| (("operator", it.id.0), it.display_name)));
        }
        if values.iter().any(|value| matches!(value, Value::Policy(_)))
            && may(Permission::ServiceLevelsView)
        {
            let policies = session.service().levels().list()?;
            let name = |zh: String, en: String| match language {
                Language::Chinese => zh,
                Language::English => en,
            };
            let named = policies
                .into_iter()
                .map(|it| (("policy", it.id.0), name(it.label_zh, it.label_en)));
            records.extend(named);
        }
        let ids: Vec<CustomerId> = values
            .iter()
            .filter_map(|value| match value {
                Value::Customer(id) => Some(*id),
                _ => None,
            })
            .collect();
        if !ids.is_empty() && may(Permission::CustomersView) {
            let found = session
                .read(Permission::CustomersView, |view| customers::queries::get_many(view, &ids))?;
            records.extend(found.into_iter().map(|it| (("customer", it.id.0), it.name)));
        }
        let ids: Vec<i64> = values
            .iter()
            .filter_map(|value| match value {
                Value::Product(id) => Some(id.0),
                _ => None,
            })
            .collect();
        if !ids.is_empty() && may(Permission::ProductsView) {
            let found = session.read(Permission::ProductsView, |view| {
                let book = view.book_id();
                store::product_names(view.conn, book, &ids)
            })?;
            records.extend(found.into_iter().map(|(id, name)| (("product", id), name)));
        }
        Ok(Self { language, words, records })
    }

    fn of(&self, value: &Value) -> String {
        let name = match value {
            Value::Without => self.language.pick("(无)", "(none)").to_owned(),
            Value::Word(list, word) => self.word(LabelKind::Word, list, word),
            Value::Item(list, code) => self.word(LabelKind::Item, list, code),
            Value::Code(code) => code.clone(),
            Value::Month(month) => month.format("%Y-%m").to_string(),
            Value::Operator(id) => self.record("operator", id.0),
            Value::Customer(id) => self.record("customer", id.0),
            Value::Product(id) => self.record("product", id.0),
            Value::Policy(id) => self.record("policy", id.0),
        };
        shortened(&name)
    }

    fn word(&self, kind: LabelKind, list: &str, code: &str) -> String {
        let found =
            self.words.iter().find(|it| it.kind == kind && it.list == list && it.code == code);
        found.map_or_else(|| code.to_owned(), |it| it.label.clone())
    }

    fn record(&self, kind: &'static str, id: i64) -> String {
        self.records.get(&(kind, id)).cloned().unwrap_or_else(|| format!("#{id}"))
    }
}

/// A name that has room along an axis.
fn shortened(name: &str) -> String {
    const MOST: usize = 24;
    match name.char_indices().nth(MOST) {
        Some((end, _)) => format!("{}…", name.get(..end).unwrap_or_default()),
        None => name.to_owned(),
    }
}
