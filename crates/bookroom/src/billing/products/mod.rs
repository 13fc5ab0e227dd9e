//! Products and services with unit price and tax rate.

pub(crate) mod card;
pub mod commands;
pub mod model;
mod own_fields;
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
    ///
    /// # Examples
    /// ```
    /// use bookroom::billing::products::NewProduct;
    ///
    /// # let office = include!(env!("OFFICE"));
    /// # let session = office.session;
    /// let product = session.billing().products().add(NewProduct {
    ///     unit: Some("盒".into()),
    ///     ..NewProduct::new("CUP", "茶杯", "22.60".parse()?, "0.13".parse()?)
    /// })?;
    /// assert!(product.active);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn add(&self, product: NewProduct) -> Result<Product> {
        only(self.add_many(vec![product])?)
    }

    /// Adds many, all or none.
    ///
    /// # Errors
    /// As [`Products::add`]; `too_many` above 100,000, `repeated` for a code that stands twice.
    ///
    /// # Examples
    /// ```
    /// use bookroom::billing::products::NewProduct;
    ///
    /// # let office = include!(env!("OFFICE"));
    /// # let session = office.session;
    /// let cup = NewProduct::new("CUP", "茶杯", "22.60".parse()?, "0.13".parse()?);
    /// let pot = NewProduct::new("POT", "茶壶", "158".parse()?, "0.13".parse()?);
    /// assert_eq!(session.billing().products().add_many(vec![cup, pot])?.len(), 2);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn add_many(&self, products: Vec<NewProduct>) -> Result<Vec<Product>> {
        self.session.run(AddProducts { products })
    }

    /// Gives a product new values.
    ///
    /// # Errors
    /// As [`Products::add`]; `not_found`, `version_conflict`.
    ///
    /// # Examples
    /// ```
    /// use bookroom::billing::products::model::ProductEdit;
    /// use bookroom::values::Edit;
    ///
    /// # let office = include!(env!("OFFICE"));
    /// # let (session, product) = (office.session, office.product);
    /// let edit = ProductEdit { unit_price: Edit::Set("820".parse()?), ..ProductEdit::default() };
    /// let product = session.billing().products().edit(product.id, product.version, edit)?;
    /// assert_eq!(product.unit_price, Some("820".parse()?));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn edit(&self, id: ProductId, version: i64, edit: ProductEdit) -> Result<Product> {
        only(self.edit_many(vec![ProductUpdate { id, version, edit }])?)
    }

    /// Gives many products new values, all or none.
    ///
    /// # Errors
    /// As [`Products::edit`]; `too_many`, `repeated`.
    ///
    /// # Examples
    /// ```
    /// use bookroom::billing::products::model::{ProductEdit, ProductUpdate};
    ///
    /// # let office = include!(env!("OFFICE"));
    /// # let (session, product) = (office.session, office.product);
    /// let edit = ProductEdit { name: Some("雨前龙井".into()), ..ProductEdit::default() };
    /// let update = ProductUpdate { id: product.id, version: product.version, edit };
    /// assert_eq!(session.billing().products().edit_many(vec![update])?[0].name, "雨前龙井");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn edit_many(&self, edits: Vec<ProductUpdate>) -> Result<Vec<Product>> {
        self.session.run(EditProducts { edits })
    }

    /// Retires a product, or takes it back into use. A retired one cannot be chosen for new lines.
    ///
    /// # Errors
    /// `not_found`, `version_conflict`, `not_permitted`.
    ///
    /// # Examples
    /// ```
    /// # let office = include!(env!("OFFICE"));
    /// # let (session, product) = (office.session, office.product);
    /// let retired = session.billing().products().set_active(product.id, product.version, false)?;
    /// assert!(!retired.active);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn set_active(&self, id: ProductId, version: i64, active: bool) -> Result<Product> {
        only(self.set_active_many(vec![ProductVersion { id, version }], active)?)
    }

    /// Retires many products, or takes them back into use, all or none.
    ///
    /// # Errors
    /// As [`Products::set_active`]; `too_many`, `repeated`.
    ///
    /// # Examples
    /// ```
    /// # let office = include!(env!("OFFICE"));
    /// # let (session, product) = (office.session, office.product);
    /// let retired = session.billing().products().set_active_many(vec![(&product).into()], false)?;
    /// assert!(!retired[0].active);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn set_active_many(
        &self,
        products: Vec<ProductVersion>,
        active: bool,
    ) -> Result<Vec<Product>> {
        self.session.run(SetProductsActive { products, active })
    }

    /// Removes a product that no document and no case names; returns it as it was.
    ///
    /// # Errors
    /// `in_use` (retire it instead), `not_found`, `version_conflict`, `not_permitted`.
    ///
    /// # Examples
    /// ```
    /// use bookroom::billing::products::NewProduct;
    ///
    /// # let office = include!(env!("OFFICE"));
    /// # let session = office.session;
    /// let cup = NewProduct::new("CUP", "茶杯", "22.60".parse()?, "0.13".parse()?);
    /// let cup = session.billing().products().add(cup)?;
    /// session.billing().products().remove(cup.id, cup.version)?;
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn remove(&self, id: ProductId, version: i64) -> Result<Product> {
        only(self.remove_many(vec![ProductVersion { id, version }])?)
    }

    /// Removes many products that no document and no case names, all or none.
    ///
    /// # Errors
    /// As [`Products::remove`]; `too_many`, `repeated`.
    ///
    /// # Examples
    /// ```
    /// use bookroom::billing::products::NewProduct;
    ///
    /// # let office = include!(env!("OFFICE"));
    /// # let (session, product) = (office.session, office.product);
    /// let cup = NewProduct::new("CUP", "茶杯", "22.60".parse()?, "0.13".parse()?);
    /// let cup = session.billing().products().add(cup)?;
    /// session.billing().products().remove_many(vec![(&cup).into()])?;
    /// // A document names this one.
    /// let named = vec![(&product).into()];
    /// let refused = session.billing().products().remove_many(named).unwrap_err();
    /// assert_eq!(refused.code().slug(), "in_use");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn remove_many(&self, products: Vec<ProductVersion>) -> Result<Vec<Product>> {
        self.session.run(RemoveProducts { products })
    }

    /// The product with this id.
    ///
    /// # Errors
    /// `not_found`, `not_permitted`.
    ///
    /// # Examples
    /// ```
    /// # let office = include!(env!("OFFICE"));
    /// # let (session, product) = (office.session, office.product);
    /// assert_eq!(session.billing().products().get(product.id)?.name, "明前龙井");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn get(&self, id: ProductId) -> Result<Product> {
        self.session.read(Permission::ProductsView, |view| store::get(view, id))
    }

    /// The product with this code; letter case counts, as it does when codes are given.
    ///
    /// # Errors
    /// `not_found`, `not_permitted`.
    ///
    /// # Examples
    /// ```
    /// # let office = include!(env!("OFFICE"));
    /// # let (session, product) = (office.session, office.product);
    /// assert_eq!(session.billing().products().get_by_code("TEA")?.id, product.id);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn get_by_code(&self, code: &str) -> Result<Product> {
        self.find_by_code(code)?.ok_or_else(|| Error::not_found("product", code))
    }

    /// As [`Products::get_by_code`], if there is one.
    ///
    /// # Errors
    /// `not_permitted`.
    ///
    /// # Examples
    /// ```
    /// # let office = include!(env!("OFFICE"));
    /// # let session = office.session;
    /// assert!(session.billing().products().find_by_code("NONE")?.is_none());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn find_by_code(&self, code: &str) -> Result<Option<Product>> {
        Ok(self.find_by_codes(&[code.to_owned()])?.pop())
    }

    /// The products with these codes, in the order of the codes; unknown codes are left out. Letter
    /// case counts.
    ///
    /// # Errors
    /// `too_many` above 100,000, `not_permitted`.
    ///
    /// # Examples
    /// ```
    /// # let office = include!(env!("OFFICE"));
    /// # let session = office.session;
    /// let found = session.billing().products().find_by_codes(&["TEA".into(), "NONE".into()])?;
    /// assert_eq!(found.len(), 1);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn find_by_codes(&self, codes: &[String]) -> Result<Vec<Product>> {
        self.session.read(Permission::ProductsView, |view| store::find_by_codes(view, codes))
    }

    /// A page of products.
    ///
    /// # Errors
    /// `not_permitted`, `out_of_range`, `bad_cursor`; `bad_choice` or `wrong_type` for a condition.
    ///
    /// # Examples
    /// ```
    /// use bookroom::billing::products::{ProductFilter, ProductSort};
    /// use bookroom::values::PageRequest;
    ///
    /// # let office = include!(env!("OFFICE"));
    /// # let session = office.session;
    /// let filter = ProductFilter { text: Some("龙井".into()), ..ProductFilter::default() };
    /// let page = PageRequest::default();
    /// let page = session.billing().products().list(&filter, ProductSort::Code, false, &page)?;
    /// assert_eq!(page.items[0].code, "TEA");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
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
