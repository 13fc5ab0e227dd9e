//! The products that lines of sales name: known ones, and those made from the lines. A document
//! stands or falls alone: what is wrong with its price is no matter of others with its product.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use rust_decimal::Decimal;

use super::near::NearCodes;
use super::sale::Sale;
use super::sales::ImportSales;
use super::sold_named::Named;
use crate::billing::products::{NewProduct, Product, ProductKind};
use crate::error::{Code, Error, Problem, Result};
use crate::exchange::model::{ImportedLine, Unknown};
use crate::exchange::rules::known::{differs, same_name};
use crate::work::Tx;

/// A line: which document, which of its lines.
type Place = (usize, usize);

/// The products of an import.
pub(super) struct Products {
    /// The codes of those that are there.
    pub(super) known: BTreeSet<String>,
    /// Those that were there at first.
    before: HashMap<String, Product>,
    /// Codes of the book that are nearly those of lines.
    near: NearCodes,
    /// Those that this import made.
    made: NearCodes,
    /// The prices that lines gave the others, of each the first.
    first_prices: HashMap<String, Decimal>,
}

impl Products {
    /// Gives lines the codes of their products. A line with a description only means a product by
    /// its name, or will have the name for its code. Also returns what is wrong with documents
    /// whose lines mean one of several products, by their places.
    pub(super) fn load(
        tx: &mut Tx<'_>,
        import: &ImportSales,
        sales: &mut [Sale<'_>],
    ) -> Result<(Self, BTreeMap<usize, Vec<Problem>>)> {
        let lines =
            || sales.iter().flat_map(|sale| &sale.lines).filter(|line| line.names_product());
        let named = Named::load(tx, lines())?;
        let mut unclear: BTreeMap<usize, Vec<Problem>> = BTreeMap::new();
        for (at, sale) in sales.iter_mut().enumerate() {
            for (line_at, line) in sale.lines.iter_mut().enumerate() {
                if !line.names_product() || line.item.product.is_some() {
                    continue;
                }
                match named.code_of(line) {
                    Ok(code) => line.item.product = code,
                    Err(problem) => {
                        let path = format!("lines[{line_at}].description");
                        unclear.entry(at).or_default().push(problem.at(path));
                    }
                }
            }
        }
        let lines =
            || sales.iter().flat_map(|sale| &sale.lines).filter(|line| line.names_product());
        let wanted: BTreeSet<String> =
            lines().filter_map(|line| line.item.product.clone()).collect();
        let wanted: Vec<&str> = wanted.iter().map(String::as_str).collect();
        let before = super::products::load(tx, &wanted)?;
        let known: BTreeSet<String> = before.keys().cloned().collect();
        let near = NearCodes::load(tx, wanted.iter().copied().filter(|it| !known.contains(*it)))?;
        let leaves_out = import.unknown_products == Unknown::LeaveOut;
        let lines = sales.iter_mut().flat_map(|sale| &mut sale.lines);
        for line in lines.filter(|line| line.names_product()) {
            let Some(code) = line.item.product.take() else { continue };
            if !known.contains(&code) {
                let rate = line.item.tax_rate.unwrap_or(import.tax_rate);
                line.item.tax_rate = Some(rate);
            }
            let is_left_out = leaves_out && !known.contains(&code);
            line.item.product = Some(code).filter(|_| !is_left_out);
        }
        let (made, first_prices) = (NearCodes::default(), HashMap::new());
        Ok((Self { before, known, near, made, first_prices }, unclear))
    }

    /// Makes the products of these documents that are not there yet; returns their codes.
    ///
    /// # Errors
    /// All lines whose products cannot be had, each at its own place.
    pub(super) fn make(
        &self,
        tx: &mut Tx<'_>,
        import: &ImportSales,
        sales: &[Sale<'_>],
    ) -> Result<BTreeSet<String>> {
        let mut missing: BTreeMap<String, Vec<Place>> = BTreeMap::new();
        for (at, sale) in sales.iter().enumerate() {
            for (line_at, line) in sale.lines.iter().enumerate() {
                let code = line.item.product.as_ref().filter(|_| line.names_product());
                if let Some(code) = code.filter(|code| !self.known.contains(*code)) {
                    missing.entry(code.clone()).or_default().push((at, line_at));
                }
            }
        }
        let new: BTreeSet<String> = missing.keys().cloned().collect();
        let places = missing.clone();
        // p1 beside a known P1: neither that one nor surely another.
        let is_given = |(at, line_at): &Place| {
            let given = sales.get(*at).and_then(|sale| sale.document.lines.get(*line_at));
            given.is_some_and(|line| line.item.product.is_some())
        };
        let mut refused: HashMap<String, Problem> = HashMap::new();
        for (code, places) in &missing {
            let near = self.near.of(code);
            if let Some(near) = near.filter(|_| places.iter().any(is_given)) {
                refused.insert(code.clone(), differs("product_code").fact("near", near));
            }
        }
        missing.retain(|code, _| !refused.contains_key(code));
        let unmade = match import.unknown_products {
            Unknown::Reject => {
                let unknown = |code: &String| {
                    let problem = Problem::new(Code::UnknownReference).fact("list", "products");
                    let near = self.near.of(code);
                    let problem = near.map_or(problem.clone(), |near| problem.fact("near", near));
                    (code.clone(), problem)
                };
                missing.keys().map(unknown).collect()
            }
            Unknown::LeaveOut => HashMap::new(),
            Unknown::Create => make_all(tx, import, sales, &missing)?,
        };
        refused.extend(unmade);
        let mut problems = Vec::new();
        for (code, problem) in refused {
            for (at, line_at) in places.get(&code).into_iter().flatten() {
                let given = sales.get(*at).and_then(|sale| sale.document.lines.get(*line_at));
                let is_given = given.is_some_and(|line| line.item.product.is_some());
                let field = if is_given { "product" } else { "description" };
                let path = format!("invoices[{at}].lines[{line_at}].{field}");
                problems.push(problem.clone().at(path));
            }
        }
        if problems.is_empty() { Ok(new) } else { Err(Error::Invalid(problems)) }
    }

    /// The lines of a document whose new products are called nearly as others of the book or of
    /// earlier lines.
    pub(super) fn beside(&mut self, sale: &Sale<'_>) -> Vec<Differing> {
        let Self { before, near, made, .. } = self;
        let mut found = Vec::new();
        for (given, line) in sale.document.lines.iter().zip(&sale.lines) {
            let code = line.item.product.as_ref().filter(|code| !before.contains_key(*code));
            if let Some(code) = code
                && let Some(other) = made.take(code).or_else(|| near.of(code).map(str::to_owned))
            {
                let is_given = given.item.product.is_some();
                let field = if is_given { "product_code" } else { "description" };
                found.push((field, format!("{code} / {other}"), line.line));
            }
        }
        found
    }

    /// The lines of a document of which neither the file nor a known product nor the caller gives
    /// the tax rate.
    pub(super) fn without_rate(&self, import: &ImportSales, sale: &Sale<'_>) -> Vec<u64> {
        let is_said = |line: &ImportedLine| line.freight || line.item.tax_rate.is_some();
        let is_known = |line: &ImportedLine| {
            line.item.product.as_ref().is_some_and(|code| self.before.contains_key(code))
        };
        let both = sale.document.lines.iter().zip(&sale.lines);
        let open = both.filter(|(said, line)| !is_said(said) && !is_known(line));
        let open = open.filter(|_| import.tax_rate.is_zero());
        open.map(|(_, line)| line.line).collect()
    }

    /// The first line of a document that is taxed at its product's own rate, where nothing says
    /// whether the file's prices hold the tax.
    pub(super) fn taxed_in_silence(&self, sale: &Sale<'_>) -> Option<u64> {
        let is_taxed = |line: &&ImportedLine| {
            let code = line.item.product.as_ref();
            let own = code.and_then(|code| self.before.get(code)).map(|product| product.tax_rate);
            let price = line.item.unit_price.filter(|price| !price.is_zero());
            price.is_some() && line.item.tax_rate.or(own).is_some_and(|rate| !rate.is_zero())
        };
        let found = sale.lines.iter().find(is_taxed).filter(|_| sale.document.price_mode_open);
        found.map(|line| line.line)
    }

    /// The lines of a document that give a product of this import another price than its first
    /// line: code and line.
    pub(super) fn differing(&mut self, sale: &Sale<'_>) -> Vec<(String, u64)> {
        let Self { before, first_prices, .. } = self;
        let differs = |line: &ImportedLine| {
            let code = line.item.product.as_ref().filter(|code| !before.contains_key(*code))?;
            let price = line.item.unit_price.filter(|price| !price.is_sign_negative())?;
            let first = *first_prices.entry(code.clone()).or_insert(price);
            (price != first).then(|| (code.clone(), line.line))
        };
        sale.lines.iter().filter_map(differs).collect()
    }
}

/// What a line says of a known product that the product does not say: field, both texts and line.
/// Documents have their own words; the product keeps its own.
pub(super) type Differing = (&'static str, String, u64);

impl Products {
    /// The lines of a document that call a known product by another name, or count it in another
    /// unit.
    pub(super) fn called_otherwise(&self, sale: &Sale<'_>) -> Vec<Differing> {
        let mut found = Vec::new();
        for line in &sale.lines {
            let code = line.item.product.as_ref();
            let Some(product) = code.and_then(|code| self.before.get(code)) else { continue };
            if let Some(name) = &line.item.description
                && !same_name(name, &product.name)
            {
                found.push(("description", format!("{name} / {}", product.name), line.line));
            }
            if let (Some(unit), Some(own)) = (&line.item.unit, &product.unit)
                && unit != own
            {
                found.push(("unit", format!("{unit} / {own}"), line.line));
            }
            // Pieces at 10 are no boxes at 120: the line would take the product's unit.
            let (price, own) = (line.item.unit_price, product.unit_price);
            if let (None, Some(unit)) = (&line.item.unit, &product.unit)
                && price.zip(own).is_some_and(|(price, own)| is_far(price, own))
            {
                found.push(("unit_price", format!("- / {unit}"), line.line));
            }
        }
        found
    }
}

/// Whether one price is three times the other at least.
fn is_far(price: Decimal, own: Decimal) -> bool {
    let three = Decimal::from(3);
    let above = |one: Decimal, other: Decimal| other.saturating_mul(three) <= one;
    !price.is_zero() && !own.is_zero() && (above(price, own) || above(own, price))
}

fn import_line<'s>(sales: &'s [Sale<'_>], (at, line_at): Place) -> Option<&'s ImportedLine> {
    sales.get(at)?.lines.get(line_at)
}

/// Makes products, each from the first line that names it and of which one can be made; a price or
/// unit that no product can have is a matter of its line, and the product does without. Returns
/// those that cannot be made at all.
fn make_all(
    tx: &mut Tx<'_>,
    import: &ImportSales,
    sales: &[Sale<'_>],
    missing: &BTreeMap<String, Vec<Place>>,
) -> Result<HashMap<String, Problem>> {
    let product = |code: &String, is_bare: bool| {
        let place = *missing.get(code)?.first()?;
        let sale = sales.get(place.0)?;
        let item = &import_line(sales, place)?.item;
        let price = item.unit_price.filter(|price| !price.is_sign_negative() && !is_bare);
        let rate = item.tax_rate.filter(|_| !is_bare).unwrap_or(import.tax_rate);
        Some(NewProduct {
            code: code.clone(),
            kind: ProductKind::Product,
            name: item.description.clone().unwrap_or_else(|| code.clone()),
            unit: item.unit.clone().filter(|_| !is_bare),
            unit_price: price,
            price_mode: sale.document.price_mode,
            tax_rate: rate,
            income_account: None,
            note: None,
            custom: BTreeMap::new(),
        })
    };
    let mut refused: HashMap<String, Problem> = HashMap::new();
    let mut open: Vec<String> = missing.keys().cloned().collect();
    for is_bare in [false, true] {
        let products = open.iter().filter_map(|code| product(code, is_bare)).collect();
        refused = super::products::make(tx, products)?;
        open = refused.keys().cloned().collect();
    }
    Ok(refused)
}
