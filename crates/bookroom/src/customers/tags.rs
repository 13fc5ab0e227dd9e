//! Tags of customers: given, taken away, counted.

use super::commands::{TagCustomers, UntagCustomers};
use super::model::TagCount;
use super::{Customers, store};
use crate::error::Result;
use crate::rights::permission::Permission;
use crate::values::CustomerId;

impl Customers<'_> {
    /// Adds tags to up to 100,000 customers; returns how many changed.
    ///
    /// # Errors
    /// `not_found`, `required`, `too_long`, `too_many`, `bad_character`, `repeated`.
    ///
    /// # Examples
    /// ```
    /// # let office = include!(env!("OFFICE"));
    /// # let (session, customer) = (office.session, office.customer);
    /// let changed = session.customers().tag(vec![customer.id], vec!["老客户".into()])?;
    /// assert_eq!(changed, 1);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn tag(&self, customers: Vec<CustomerId>, tags: Vec<String>) -> Result<i64> {
        self.session.run(TagCustomers { customers, tags })
    }

    /// Takes tags away from up to 100,000 customers; returns how many changed.
    ///
    /// # Errors
    /// As [`Customers::tag`].
    ///
    /// # Examples
    /// ```
    /// # let office = include!(env!("OFFICE"));
    /// # let (session, customer) = (office.session, office.customer);
    /// session.customers().tag(vec![customer.id], vec!["老客户".into()])?;
    /// assert_eq!(session.customers().untag(vec![customer.id], vec!["老客户".into()])?, 1);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn untag(&self, customers: Vec<CustomerId>, tags: Vec<String>) -> Result<i64> {
        self.session.run(UntagCustomers { customers, tags })
    }

    /// All tags in use, with how many of the visible customers have each.
    ///
    /// # Errors
    /// `not_permitted`.
    ///
    /// # Examples
    /// ```
    /// # let office = include!(env!("OFFICE"));
    /// # let (session, customer, supplier) = (office.session, office.customer, office.supplier);
    /// session.customers().tag(vec![customer.id, supplier.id], vec!["华东".into()])?;
    /// let tags = session.customers().tags()?;
    /// assert_eq!((tags[0].tag.as_str(), tags[0].customers), ("华东", 2));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn tags(&self) -> Result<Vec<TagCount>> {
        self.session.read(Permission::CustomersView, |view| {
            store::list::load_tag_counts(view.conn, &view.scope)
        })
    }
}
