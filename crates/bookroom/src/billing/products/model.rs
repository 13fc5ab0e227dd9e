//! Products and services as hosts see them.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use crate::custom_fields::CustomValue;
use crate::values::{Condition, Edit, ProductId, edits, slugs};

slugs! {
    /// Whether unit prices hold the tax.
    PriceMode {
        /// Prices without tax (不含税); tax comes on top.
        Net "net",
        /// Prices with tax (含税); tax is taken out.
        Gross "gross",
    }
}

slugs! {
    /// What is sold. It chooses the chart's account for sales, unless a product names its own.
    ProductKind {
        /// Goods.
        Product "product",
        /// A service.
        Service "service",
    }
}

/// A product or service.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Product {
    /// The id.
    pub id: ProductId,
    /// The code, unique in the book.
    pub code: String,
    /// Goods or a service.
    pub kind: ProductKind,
    /// The name.
    pub name: String,
    /// The unit it is counted in, such as 件 or hour.
    pub unit: Option<String>,
    /// The price of one unit, in the price mode.
    pub unit_price: Option<Decimal>,
    /// Whether the unit price holds the tax.
    pub price_mode: PriceMode,
    /// The tax rate, 0 to 1: 0.13 is 13 %.
    pub tax_rate: Decimal,
    /// The code of the account that takes the net amount of a sale.
    pub income_account: Option<String>,
    /// A note.
    pub note: Option<String>,
    /// Values of fields of the book's own that are not personal, by key.
    #[serde(default)]
    pub custom: BTreeMap<String, CustomValue>,
    /// Those that are personal, as far as they may be read.
    #[serde(default)]
    pub custom_personal: BTreeMap<String, CustomValue>,
    /// Whether it may still be chosen.
    pub active: bool,
    /// Moves with every change.
    pub version: i64,
    /// When it was added.
    pub created_at: DateTime<Utc>,
    /// When it last changed.
    pub updated_at: DateTime<Utc>,
}

/// A product or service to be added.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewProduct {
    /// The code, unique in the book, up to 60 characters.
    pub code: String,
    /// Goods or a service.
    pub kind: ProductKind,
    /// The name, up to 200 characters.
    pub name: String,
    /// The unit it is counted in, up to 40 characters.
    pub unit: Option<String>,
    /// The price of one unit in the price mode, 0 or more, at most 8 decimal places.
    pub unit_price: Option<Decimal>,
    /// Whether the unit price holds the tax.
    pub price_mode: PriceMode,
    /// The tax rate, 0 to 1, at most 8 decimal places: 0.13 is 13 %.
    pub tax_rate: Decimal,
    /// The code of the account that takes the net amount of a sale; by default the chart's account
    /// for sales of goods or of services.
    pub income_account: Option<String>,
    /// A note, up to 2,000 characters.
    pub note: Option<String>,
    /// Values of fields of the book's own, by key; what is not given has its default.
    #[serde(default)]
    pub custom: BTreeMap<String, CustomValue>,
}

impl NewProduct {
    /// A product with a price without tax and a tax rate.
    #[must_use]
    pub fn new(code: &str, name: &str, unit_price: Decimal, tax_rate: Decimal) -> Self {
        Self {
            code: code.to_owned(),
            kind: ProductKind::Product,
            name: name.to_owned(),
            unit: None,
            unit_price: Some(unit_price),
            price_mode: PriceMode::Net,
            tax_rate,
            income_account: None,
            note: None,
            custom: BTreeMap::new(),
        }
    }
}

impl From<&Product> for NewProduct {
    /// The values of a product, such as for another one like it.
    fn from(product: &Product) -> Self {
        Self {
            code: product.code.clone(),
            kind: product.kind,
            name: product.name.clone(),
            unit: product.unit.clone(),
            unit_price: product.unit_price,
            price_mode: product.price_mode,
            tax_rate: product.tax_rate,
            income_account: product.income_account.clone(),
            note: product.note.clone(),
            custom: product
                .custom
                .clone()
                .into_iter()
                .chain(product.custom_personal.clone())
                .collect(),
        }
    }
}

edits! {
    /// New values for a product. Limits are those of [`NewProduct`]; documents drafted before keep
    /// what they have.
    ProductEdit {
        /// The code.
        code: Option<String>,
        /// Goods or a service.
        kind: Option<ProductKind>,
        /// The name.
        name: Option<String>,
        /// The unit it is counted in.
        unit: Edit<String>,
        /// The price of one unit in the price mode.
        unit_price: Edit<Decimal>,
        /// Whether the unit price holds the tax; a price that is kept stays the same number.
        price_mode: Option<PriceMode>,
        /// The tax rate: 0.13 is 13 %.
        tax_rate: Option<Decimal>,
        /// The code of the account that takes the net amount of a sale; cleared: the chart's.
        income_account: Edit<String>,
        /// The note.
        note: Edit<String>,
        /// Values of fields of the book's own, by key: those that are named. Null clears one, and
        /// the others stay.
        custom: Option<BTreeMap<String, Option<CustomValue>>>,
    }
}

impl From<NewProduct> for ProductEdit {
    /// Gives a product exactly these values: what is none is cleared, but for fields of the book's
    /// own that are not named.
    fn from(new: NewProduct) -> Self {
        Self {
            code: Some(new.code),
            kind: Some(new.kind),
            name: Some(new.name),
            unit: new.unit.into(),
            unit_price: new.unit_price.into(),
            price_mode: Some(new.price_mode),
            tax_rate: Some(new.tax_rate),
            income_account: new.income_account.into(),
            note: new.note.into(),
            custom: Some(new.custom.into_iter().map(|(key, value)| (key, Some(value))).collect()),
        }
    }
}

/// One product with new values for it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProductUpdate {
    /// Which one.
    pub id: ProductId,
    /// The version the caller last saw.
    pub version: i64,
    /// The new values.
    pub edit: ProductEdit,
}

/// A product as the caller last saw it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProductVersion {
    /// Which one.
    pub id: ProductId,
    /// The version the caller last saw.
    pub version: i64,
}

impl Product {
    /// Names this state of it, for commands on many.
    #[must_use]
    pub fn seen(&self) -> ProductVersion {
        ProductVersion { id: self.id, version: self.version }
    }
}

impl From<&Product> for ProductVersion {
    fn from(product: &Product) -> Self {
        product.seen()
    }
}

/// Which products to list; what is absent does not limit.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct ProductFilter {
    /// Goods, or services.
    pub kind: Option<ProductKind>,
    /// Those that may be chosen, or those that may not.
    pub active: Option<bool>,
    /// Part of the code or name; letter case, width and punctuation do not matter.
    pub text: Option<String>,
    /// Conditions on any column that the list can be sorted by, and on `custom.` and the key of a
    /// field of the book's own; at most 20.
    pub conditions: Vec<Condition>,
    /// The key of a field of the book's own that the list is sorted by, before its sort.
    pub sorted_by: Option<String>,
}

slugs! {
    /// What a list of products is sorted and filtered by. Products without a value come last, ties
    /// go by id.
    #[derive(Default)]
    ProductSort {
        /// The code.
        #[default]
        Code "code",
        /// The name with the code, folded: by code point, so Latin letters come before Chinese
        /// characters.
        Name "name",
        /// Goods or services.
        Kind "kind",
        /// The unit.
        Unit "unit",
        /// Whether prices are without or with tax.
        PriceMode "price_mode",
        /// Whether it may be chosen.
        Active "active",
        /// When it was added.
        CreatedAt "created_at",
        /// When it last changed.
        UpdatedAt "updated_at",
    }
}
