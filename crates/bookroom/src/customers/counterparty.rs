//! What other areas need to know of a customer: its names for documents, its terms, its owner.

use std::collections::BTreeMap;

use super::model::{AddressKind, BillingProfile};
use super::{rules, store};
use crate::error::Result;
use crate::rights::permit::Scope;
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
    /// Phone, bank and account of the billing; the rest stands above.
    pub(crate) billing: BillingProfile,
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
    conn: &mut Conn,
    scope: &Scope,
    ids: &[i64],
) -> Result<BTreeMap<i64, Counterparty>> {
    let rows = store::load_rows(conn, scope, ids)?;
    let without_address: Vec<i64> =
        rows.iter().filter(|row| row.billing_address.is_none()).map(|row| row.id).collect();
    let mut addresses = store::load_addresses(conn, scope.book().0, &without_address)?;
    let counterparty = |row: store::CustomerRow| {
        let listed = addresses.remove(&row.id).unwrap_or_default();
        let billing = listed.iter().find(|address| address.kind == AddressKind::Billing);
        let line = billing.or(listed.first()).map(rules::in_one_line);
        let legal_name = row.billing_title.or(row.legal_name);
        let counterparty = Counterparty {
            id: row.id,
            document_name: legal_name.unwrap_or_else(|| row.name.clone()),
            name: row.name,
            tax_number: row.tax_number,
            billing: BillingProfile {
                phone: row.billing_phone,
                bank: row.billing_bank,
                account: row.billing_account,
                ..BillingProfile::default()
            },
            address: row.billing_address.or(line).filter(|line| !line.is_empty()),
            payment_days: row.payment_days,
            is_customer: row.is_customer,
            is_supplier: row.is_supplier,
            active: row.active,
            owner: row.owner_id.map(OperatorId),
            team: row.team_id.map(TeamId),
        };
        (row.id, counterparty)
    };
    Ok(rows.into_iter().map(counterparty).collect())
}
