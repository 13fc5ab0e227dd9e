//! How much customers may owe, and which belong together: parent companies and what is below them.

use std::collections::BTreeSet;

use rust_decimal::Decimal;

use super::commands::{SetCreditLimits, SetParents};
use super::model::{CreditLimit, Customer, CustomerVersion, FamilyMember};
use super::store::merged::stand_in;
use super::store::relations as rows;
use super::{Customers, single, store};
use crate::error::{Code, Error, Problem, Result};
use crate::rights::permission::Permission;
use crate::rights::permit::Scope;
use crate::store::Conn;
use crate::values::CustomerId;
use crate::work::View;

/// The most levels of customers above each other.
pub(super) const DEPTH_LIMIT: usize = 50;
/// The most customers of one family that are shown.
const FAMILY_LIMIT: usize = 10_000;

impl Customers<'_> {
    /// Says how much a customer may owe, in the book's currency: 0 for nothing, none for any
    /// amount. Posting a sales invoice counts what it owes already, as the book's `credit_check`
    /// says.
    ///
    /// # Errors
    /// `not_found`, `version_conflict`, `out_of_range`, `too_many_decimals`,
    /// `field_not_permitted`, `not_permitted`.
    ///
    /// # Examples
    /// ```
    /// # let office = include!(env!("OFFICE"));
    /// # let (session, customer) = (office.session, office.customer);
    /// let customers = session.customers();
    /// let limit = Some("50000".parse()?);
    /// let customer = customers.set_credit_limit(customer.id, customer.version, limit)?;
    /// assert_eq!(customer.credit_limit, limit);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn set_credit_limit(
        &self,
        id: CustomerId,
        version: i64,
        limit: Option<Decimal>,
    ) -> Result<Customer> {
        single(self.set_credit_limits(vec![CreditLimit { id, version, limit }])?)
    }

    /// As [`Customers::set_credit_limit`], for up to 100,000: all, or none.
    ///
    /// # Errors
    /// As [`Customers::set_credit_limit`]; `repeated`.
    ///
    /// # Examples
    /// ```
    /// use bookroom::customers::model::CreditLimit;
    ///
    /// # let office = include!(env!("OFFICE"));
    /// # let (session, customer) = (office.session, office.customer);
    /// let limit = Some("800.50".parse()?);
    /// let limit = CreditLimit { id: customer.id, version: customer.version, limit };
    /// assert_eq!(session.customers().set_credit_limits(vec![limit])?.len(), 1);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn set_credit_limits(&self, limits: Vec<CreditLimit>) -> Result<Vec<Customer>> {
        self.session.run(SetCreditLimits { limits })
    }

    /// Has a customer belong to another one, such as a subsidiary to its parent company, or to
    /// none.
    ///
    /// # Errors
    /// As [`Customers::set_parents`].
    ///
    /// # Examples
    /// ```
    /// use bookroom::customers::model::NewCustomer;
    ///
    /// # let office = include!(env!("OFFICE"));
    /// # let (session, customer) = (office.session, office.customer);
    /// let holding = session.customers().add(NewCustomer::company("蓝湖控股"))?.id;
    /// let customers = session.customers();
    /// let customer = customers.set_parent(customer.id, customer.version, Some(holding))?;
    /// assert_eq!(customer.parent, Some(holding));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn set_parent(
        &self,
        id: CustomerId,
        version: i64,
        parent: Option<CustomerId>,
    ) -> Result<Customer> {
        single(self.set_parents(vec![CustomerVersion { id, version }], parent)?)
    }

    /// Has up to 100,000 customers belong to one: all, or none.
    ///
    /// # Errors
    /// `not_found`, `version_conflict`, `repeated`; `unknown_reference` and `retired` for the
    /// parent; `cycle` when it is, or stands below, one of them; `too_many` above 50 levels.
    ///
    /// # Examples
    /// ```
    /// # let office = include!(env!("OFFICE"));
    /// # let (session, customer, supplier) = (office.session, office.customer, office.supplier);
    /// let both = vec![(&customer).into(), (&supplier).into()];
    /// let refused = session.customers().set_parents(both, Some(supplier.id)).unwrap_err();
    /// assert_eq!(refused.code().slug(), "cycle");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn set_parents(
        &self,
        customers: Vec<CustomerVersion>,
        parent: Option<CustomerId>,
    ) -> Result<Vec<Customer>> {
        self.session.run(SetParents { customers, parent })
    }

    /// All customers that belong together with one: from the topmost above it that is visible down
    /// to the last below, each after the one that it belongs to. A customer that belongs to none,
    /// and none to it, is a family of its own. Those right below one are also a
    /// list: a filter's `parent`.
    ///
    /// # Errors
    /// `not_permitted`, `not_found`; `too_many` above 10,000.
    ///
    /// # Examples
    /// ```
    /// # let office = include!(env!("OFFICE"));
    /// # let (session, customer, supplier) = (office.session, office.customer, office.supplier);
    /// session.customers().set_parent(customer.id, customer.version, Some(supplier.id))?;
    /// let family = session.customers().family(customer.id)?;
    /// assert_eq!((family[0].customer, family[1].customer), (supplier.id, customer.id));
    /// assert_eq!((family[1].parent, family[1].depth), (Some(supplier.id), 1));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn family(&self, id: CustomerId) -> Result<Vec<FamilyMember>> {
        self.session.read(Permission::CustomersView, |view| family(view, id))
    }
}

fn family(view: &mut View<'_>, id: CustomerId) -> Result<Vec<FamilyMember>> {
    let scope = view.scope;
    let id = stand_in(view, Some(id))?.unwrap_or(id);
    if store::load_visible(view.conn, &scope, &[id.0])?.is_empty() {
        return Err(Error::not_found("customer", id));
    }
    let book = view.book_id();
    let mut climbed = BTreeSet::from([id.0]);
    let mut top = id.0;
    while let Some(next) = rows::load_parents(view.conn, book, &[top])?.remove(&top) {
        let is_seen = !store::load_visible(view.conn, &scope, &[next])?.is_empty();
        if !is_seen || !climbed.insert(next) {
            break;
        }
        top = next;
    }
    load_below(view.conn, &scope, CustomerId(top))
}

/// A visible customer and the visible ones below it, each after the one that it belongs to.
pub(crate) fn load_below(
    conn: &mut Conn,
    scope: &Scope,
    top: CustomerId,
) -> Result<Vec<FamilyMember>> {
    let book = scope.book().0;
    let mut levels: Vec<Vec<FamilyMember>> = Vec::new();
    let mut seen = BTreeSet::new();
    let mut above = std::collections::BTreeMap::from([(top.0, None)]);
    while !above.is_empty() {
        seen.extend(above.keys().copied());
        if seen.len() > FAMILY_LIMIT {
            return Err(Problem::new(Code::TooMany).fact("limit", FAMILY_LIMIT).into());
        }
        let ids: Vec<i64> = above.keys().copied().collect();
        let depth = i64::try_from(levels.len()).unwrap_or(i64::MAX);
        let member = |row: store::CustomerRow| FamilyMember {
            customer: CustomerId(row.id),
            code: row.code,
            name: row.name,
            parent: above.get(&row.id).copied().flatten().map(CustomerId),
            depth,
            active: row.active,
        };
        let rows = store::load_rows(conn, scope, &ids)?.into_iter();
        let level: Vec<FamilyMember> =
            rows.filter(|row| row.merged_into.is_none()).map(member).collect();
        let ids: Vec<i64> = level.iter().map(|member| member.customer.0).collect();
        levels.push(level);
        let below = rows::load_children(conn, book, &ids)?.into_iter();
        let below = below.filter(|(id, _)| !seen.contains(id));
        above = below.map(|(id, parent)| (id, Some(parent))).collect();
    }
    Ok(in_order(levels))
}

/// Members of levels, each right after the one that it belongs to and those below that.
fn in_order(levels: Vec<Vec<FamilyMember>>) -> Vec<FamilyMember> {
    let mut below: std::collections::BTreeMap<Option<CustomerId>, Vec<FamilyMember>> =
        std::collections::BTreeMap::new();
    for member in levels.into_iter().flatten().rev() {
        below.entry(member.parent).or_default().push(member);
    }
    let mut found = Vec::new();
    let mut waiting = below.remove(&None).unwrap_or_default();
    while let Some(member) = waiting.pop() {
        waiting.extend(below.remove(&Some(member.customer)).unwrap_or_default());
        found.push(member);
    }
    found
}
