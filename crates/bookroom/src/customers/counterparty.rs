//! What other areas need to know of a customer: its names for documents, its terms, its owner.

use std::collections::BTreeMap;

use crate::access::permit::Scope;
use crate::error::{Error, Result};
use crate::store::Conn;
use crate::values::{OperatorId, TeamId};

/// A customer as documents and cases see it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Counterparty {
    /// The id.
    pub(crate) id: i64,
    /// The name it goes by.
    pub(crate) name: String,
    /// The name for documents: billing title, else legal name, else name.
    pub(crate) document_name: String,
    /// The tax number.
    pub(crate) tax_number: Option<String>,
    /// The billing address, else the first address, in one line.
    pub(crate) address: Option<String>,
    /// Days until an invoice is due.
    pub(crate) payment_days: i64,
    /// Whether it is sold to.
    pub(crate) is_customer: bool,
    /// Whether it is bought from.
    pub(crate) is_supplier: bool,
    /// Whether it is in use.
    pub(crate) active: bool,
    /// Who owns it.
    pub(crate) owner: Option<OperatorId>,
    /// The team it belongs to.
    pub(crate) team: Option<TeamId>,
}

/// Loads customers by id within a scope, in few selects. Missing and invisible ones are absent.
pub(crate) fn load_counterparties(
    _conn: &mut Conn,
    _scope: &Scope,
    _ids: &[i64],
) -> Result<BTreeMap<i64, Counterparty>> {
    Err(Error::internal("customers are not built yet"))
}
