//! Rows of products.

use rust_decimal::Decimal;
use sha2::{Digest, Sha256};

use super::documents::price_mode;
use super::{figures, states, tax_rates};
use crate::billing::products::rules::difference;
use crate::billing::products::{NewProduct, PriceMode, Product, ProductEdit, ProductKind};
use crate::error::{Code, Problem};
use crate::exchange::cells::Cells;
use crate::exchange::clean::{self, Cleaned, Value};
use crate::exchange::meanings;
use crate::exchange::model::{ImportedProduct, NoticeKind, ProductImport};
use crate::values::money::EXACT_DECIMALS;
use crate::values::text::clip;

/// The longest code of a product.
const CODE_LIMIT: usize = 60;

/// A row as a product. One without a code has its name for one.
pub(crate) fn row(cells: &mut Cells<'_>, options: &ProductImport) -> Option<ImportedProduct> {
    let mut given = Vec::new();
    let name = cells.line("name");
    let name = cells.required("name", name);
    let code = cells.code("code");
    let kind = cells.with("kind", kind);
    cells.check_currency("currency");
    let (price, in_cell) = figures::price_of(cells);
    let unit = cells.line("unit").or(in_cell);
    let unit_price = price.map(|price| kept(cells, price));
    figures::refuse_tax(cells);
    let tax_rate = tax_rates::certain(cells);
    let tax_rate = figures::rate_of_product(cells, unit_price, tax_rate);
    let price_mode = cells.with("price_mode", price_mode);
    let income_account = cells.code("income_account");
    let active = cells.with("active", active).or(cells.is_retired().then_some(false));
    // Things of one name and no code are told from each other by what they are like.
    let spec = cells.line("spec");
    let name = match &spec {
        Some(spec) if code.is_none() => name.map(|name| with_spec(&name, spec)),
        _ => name,
    };
    let remark = cells.lines("note").or(spec.filter(|_| code.is_some()));
    let mut note = |field: &str, is_given| {
        if is_given {
            given.push(field.to_owned());
        }
    };
    note("kind", kind.is_some());
    note("unit", unit.is_some());
    note("unit_price", unit_price.is_some());
    note("tax_rate", tax_rate.is_some());
    note("price_mode", price_mode.is_some());
    note("income_account", income_account.is_some());
    note("note", remark.is_some());
    let name = name?;
    let price_mode = price_mode.or(cells.sheet().columns.meaning("unit_price").tax);
    let is_taxed = !tax_rate.unwrap_or(options.tax_rate).is_zero();
    let is_priced = unit_price.is_some_and(|price| !price.is_zero());
    if is_taxed && is_priced && price_mode.is_none() && options.price_mode == PriceMode::Net {
        cells.notice(NoticeKind::PriceModeAssumed, "unit_price");
    }
    let product = NewProduct {
        code: code.unwrap_or_else(|| code_of(&name)),
        kind: kind.unwrap_or(ProductKind::Product),
        name,
        unit,
        unit_price,
        price_mode: price_mode.unwrap_or(options.price_mode),
        tax_rate: tax_rate.unwrap_or(options.tax_rate),
        income_account,
        note: remark,
        custom: cells.custom(),
    };
    Some(ImportedProduct { line: cells.line_number(), product, active, given })
}

/// Whether a product is in use: yes or no, or a word for either (启用, 停售, discontinued).
fn active(text: &str) -> Result<Value<bool>, Problem> {
    let said = if states::is_out_of_use(text) {
        Some(false)
    } else {
        meanings::is("in_use", text).then_some(true)
    };
    match said {
        Some(value) => Ok(Value { value, notes: vec![Cleaned::YesNo] }),
        None => clean::yes_no(text),
    }
}

/// A name with what the thing is like: 绿茶 250g.
pub(crate) fn with_spec(name: &str, spec: &str) -> String {
    if name.contains(spec) { name.to_owned() } else { format!("{name} {spec}") }
}

/// A price with as many decimals as are kept.
fn kept(cells: &mut Cells<'_>, price: Decimal) -> Decimal {
    if price.normalize().scale() > EXACT_DECIMALS {
        cells.notice(NoticeKind::PriceRounded, "unit_price");
    }
    price.round_dp(EXACT_DECIMALS)
}

/// The code of a product that has only a name. A name that is too long is cut, and told from others
/// that begin alike by what its digest begins with.
pub(crate) fn code_of(name: &str) -> String {
    let name = name.trim();
    if name.chars().count() <= CODE_LIMIT {
        return name.to_owned();
    }
    let digest = hex::encode(Sha256::digest(name.as_bytes()));
    let digest = clip(&digest, 8);
    format!("{}-{digest}", clip(name, CODE_LIMIT - 9).trim())
}

pub(crate) fn kind(text: &str) -> Result<Value<ProductKind>, Problem> {
    let word = clean::code(text).value.to_lowercase();
    let value = match word.as_str() {
        "product" | "goods" | "item" | "inventory" | "inventory item" | "non-inventory"
        | "noninventory" | "inventory part" | "non-inventory part" | "stock" | "产品" | "商品"
        | "货物" | "实物" | "物料" => ProductKind::Product,
        "service" | "services" | "服务" | "劳务" => ProductKind::Service,
        _ => return Err(Problem::new(Code::BadChoice)),
    };
    Ok(Value { value, notes: Vec::<Cleaned>::new() })
}

/// The new values of a known product, or none when the row changes nothing. Its name changes only
/// where the row may change it.
pub(crate) fn update(
    known: &Product,
    row: &ImportedProduct,
    may_change: bool,
) -> Option<ProductEdit> {
    let has = |field: &str| row.given.iter().any(|given| given == field);
    let mut values = NewProduct::from(known);
    if may_change {
        values.name.clone_from(&row.product.name);
    }
    if has("kind") {
        values.kind = row.product.kind;
    }
    if has("unit") {
        values.unit.clone_from(&row.product.unit);
    }
    if has("unit_price") {
        values.unit_price = row.product.unit_price;
        values.price_mode = row.product.price_mode;
    }
    if has("price_mode") {
        values.price_mode = row.product.price_mode;
    }
    if has("tax_rate") {
        values.tax_rate = row.product.tax_rate;
    }
    if has("income_account") {
        values.income_account.clone_from(&row.product.income_account);
    }
    if has("note") {
        values.note.clone_from(&row.product.note);
    }
    values.custom.extend(row.product.custom.clone());
    let edit = difference(known, &values);
    (!edit.is_empty()).then_some(edit)
}

/// The fields that an edit changes, the note apart.
pub(crate) fn changed(edit: &ProductEdit) -> Vec<&'static str> {
    let price = !edit.unit_price.is_kept() || edit.price_mode.is_some();
    let fields = [
        ("name", edit.name.is_some()),
        ("kind", edit.kind.is_some()),
        ("unit", !edit.unit.is_kept()),
        ("unit_price", price),
        ("tax_rate", edit.tax_rate.is_some()),
        ("income_account", !edit.income_account.is_kept()),
    ];
    fields.into_iter().filter(|(_, is_changed)| *is_changed).map(|(field, _)| field).collect()
}
