//! Products and services with unit price and tax rate.

pub(crate) mod card;
pub mod commands;
pub mod model;
pub(crate) mod rules;
pub(crate) mod store;

use commands::{AddProducts, EditProducts, RemoveProducts, SetProductsActive};

use crate::error::{Error, Result};
use crate::rights::permission::Permission;
use crate::values::{Page, PageRequest, ProductId};
use crate::work::Session;

pub use model::{
    NewProduct, PriceMode, Product, ProductEdit, ProductFilter, ProductKind, ProductSort,
    ProductUpdate, ProductVersion,
};

/// Products and services of a book.
pub struct Products<'s> {
    session: &'s Session,
}

impl<'s> Products<'s> {
    pub(crate) fn new(session: &'s Session) -> Self {
        Self { session }
    }

    /// Adds a product or service.
    ///
    /// # Errors
    /// Every violation at once (`required`, `too_long`, `bad_character`, `out_of_range`,
    /// `too_many_decimals`, `unknown_reference`, `retired`, `not_postable`, `bad_choice` for the
    /// account), `already_exists` for a taken code, `not_permitted`.
    pub fn add(&self, product: NewProduct) -> Result<Product> {
        only(self.add_many(vec![product])?)
    }

    /// Adds many, all or none.
    ///
    /// # Errors
    /// As [`Products::add`]; `too_many` above 100,000, `repeated` for a code that stands twice.
    pub fn add_many(&self, products: Vec<NewProduct>) -> Result<Vec<Product>> {
        self.session.run(AddProducts { products })
    }

    /// Gives a product new values.
    ///
    /// # Errors
    /// As [`Products::add`]; `not_found`, `version_conflict`.
    pub fn edit(&self, id: ProductId, version: i64, edit: ProductEdit) -> Result<Product> {
        only(self.edit_many(vec![ProductUpdate { id, version, edit }])?)
    }

    /// Gives many products new values, all or none.
    ///
    /// # Errors
    /// As [`Products::edit`]; `too_many`, `repeated`.
    pub fn edit_many(&self, edits: Vec<ProductUpdate>) -> Result<Vec<Product>> {
        self.session.run(EditProducts { edits })
    }

    /// Retires a product, or takes it back into use. A retired one cannot be chosen for new lines.
    ///
    /// # Errors
    /// `not_found`, `version_conflict`, `not_permitted`.
    pub fn set_active(&self, id: ProductId, version: i64, active: bool) -> Result<Product> {
        only(self.set_active_many(vec![ProductVersion { id, version }], active)?)
    }

    /// Retires many products, or takes them back into use, all or none.
    ///
    /// # Errors
    /// As [`Products::set_active`]; `too_many`, `repeated`.
    pub fn set_active_many(
        &self,
        products: Vec<ProductVersion>,
        active: bool,
    ) -> Result<Vec<Product>> {
        self.session.run(SetProductsActive { products, active })
    }

    /// Removes a product that no document names; returns it as it was.
    ///
    /// # Errors
    /// `in_use` (retire it instead), `not_found`, `version_conflict`, `not_permitted`.
    pub fn remove(&self, id: ProductId, version: i64) -> Result<Product> {
        only(self.remove_many(vec![ProductVersion { id, version }])?)
    }

    /// Removes many products that no document names, all or none.
    ///
    /// # Errors
    /// As [`Products::remove`]; `too_many`, `repeated`.
    pub fn remove_many(&self, products: Vec<ProductVersion>) -> Result<Vec<Product>> {
        self.session.run(RemoveProducts { products })
    }

    /// The product with this id.
    ///
    /// # Errors
    /// `not_found`, `not_permitted`.
    pub fn get(&self, id: ProductId) -> Result<Product> {
        self.session.read(Permission::ProductsView, |view| store::get(view, id))
    }

    /// The product with this code.
    ///
    /// # Errors
    /// `not_found`, `not_permitted`.
    pub fn get_by_code(&self, code: &str) -> Result<Product> {
        self.find_by_codes(&[code.to_owned()])?
            .pop()
            .ok_or_else(|| Error::not_found("product", code))
    }

    /// The products with these codes, in the order of the codes; unknown codes are left out.
    ///
    /// # Errors
    /// `too_many` above 100,000, `not_permitted`.
    pub fn find_by_codes(&self, codes: &[String]) -> Result<Vec<Product>> {
        self.session.read(Permission::ProductsView, |view| store::find_by_codes(view, codes))
    }

    /// A page of products.
    ///
    /// # Errors
    /// `not_permitted`, `out_of_range`, `bad_cursor`; `bad_choice` or `wrong_type` for a condition.
    pub fn list(
        &self,
        filter: &ProductFilter,
        sort: ProductSort,
        descending: bool,
        page: &PageRequest,
    ) -> Result<Page<Product>> {
        self.session.read(Permission::ProductsView, |view| {
            store::list(view, filter, sort, descending, page)
        })
    }
}

fn only(mut records: Vec<Product>) -> Result<Product> {
    records.pop().ok_or_else(|| Error::internal("one product went in and none came out"))
}
