//! What customers owe against what they may owe: asked for, and checked when sales are posted.

mod check;
pub mod model;
mod rules;
mod store;

use model::{CustomerCredit, FamilyCredit};

use crate::customers::{Customers, load_below, load_limits, stand_in, stand_ins};
use crate::error::{Error, Result};
use crate::rights::permission::{Field, Permission};
use crate::values::CustomerId;
use crate::work::View;

pub(crate) use check::{Warnings, check_credit};
pub(crate) use rules::Sale;
#[cfg(test)]
pub(crate) use store::{WORDS, Words};

impl Customers<'_> {
    /// What a customer owes now, and what is left of its credit limit. It shows documents and
    /// money, so it needs the permissions to see both, and reaches as far as both do.
    ///
    /// # Errors
    /// `not_permitted`, `not_found`.
    ///
    /// # Examples
    /// ```
    /// # let office = include!(env!("OFFICE"));
    /// # let (session, customer) = (office.session, office.customer);
    /// let customers = session.customers();
    /// customers.set_credit_limit(customer.id, customer.version, Some("2000".parse()?))?;
    /// let credit = customers.credit(customer.id)?;
    /// // 1,130 were invoiced, and 500 came that are not allocated.
    /// assert_eq!((credit.open, credit.unallocated), ("1130".parse()?, "500".parse()?));
    /// assert_eq!((credit.used, credit.available), ("630".parse()?, Some("1370".parse()?)));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn credit(&self, id: CustomerId) -> Result<CustomerCredit> {
        let found = self.credits(&[id])?.into_iter().next();
        found.ok_or_else(|| Error::not_found("customer", id))
    }

    /// As [`Customers::credit`], for many, in the order asked for. Missing and invisible ones are
    /// left out.
    ///
    /// # Errors
    /// `not_permitted`, `too_many` above 100,000.
    ///
    /// # Examples
    /// ```
    /// # let office = include!(env!("OFFICE"));
    /// # let (session, customer, supplier) = (office.session, office.customer, office.supplier);
    /// let credits = session.customers().credits(&[supplier.id, customer.id])?;
    /// assert_eq!(credits[0].used, "0".parse()?);
    /// assert_eq!(credits[1].limit, None); // none is set
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn credits(&self, ids: &[CustomerId]) -> Result<Vec<CustomerCredit>> {
        self.session().read(Permission::CustomersView, |view| {
            narrow(view)?;
            let book = view.book_id();
            let ids = stand_ins(view.conn, book, ids)?;
            store::credits(view, &ids)
        })
    }

    /// What a customer and all visible ones that belong to it, directly or not, owe together.
    ///
    /// # Errors
    /// As [`Customers::credit`]; `too_many` above 10,000 customers.
    ///
    /// # Examples
    /// ```
    /// # let office = include!(env!("OFFICE"));
    /// # let (session, customer, supplier) = (office.session, office.customer, office.supplier);
    /// let customers = session.customers();
    /// customers.set_parent(customer.id, customer.version, Some(supplier.id))?;
    /// let together = customers.family_credit(supplier.id)?;
    /// assert_eq!((together.customers, together.used), (2, "630".parse()?));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn family_credit(&self, id: CustomerId) -> Result<FamilyCredit> {
        self.session().read(Permission::CustomersView, |view| {
            narrow(view)?;
            let id = stand_in(view, Some(id))?.unwrap_or(id);
            let below = load_below(view.conn, &view.scope, id)?;
            let ids: Vec<i64> = below.iter().map(|member| member.customer.0).collect();
            if ids.is_empty() {
                return Err(Error::not_found("customer", id));
            }
            let (book, today, currency) = (view.book_id(), view.today(), view.book.currency);
            let owed = store::load_owed(view.conn, book, &ids, Some(today))?;
            let limit = if view.fields.can_read(Field::CustomerCredit) {
                load_limits(view.conn, book, &[id.0])?.remove(&id.0)
            } else {
                None
            };
            rules::together(id, currency, limit, ids.len(), owed.values())
        })
    }
}

/// Limits a read to what the permissions to see documents and money reach, too.
fn narrow(view: &mut View<'_>) -> Result<()> {
    for permission in [Permission::InvoicesView, Permission::PaymentsView] {
        view.scope = view.scope.narrower(view.scope_of(permission)?);
    }
    Ok(())
}
