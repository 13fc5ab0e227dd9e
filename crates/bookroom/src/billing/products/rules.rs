//! What products must be like.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use super::model::{NewProduct, Product, ProductEdit};
use crate::custom_fields::{CustomValue, plain};
use crate::error::Code;
use crate::values::money::{EXACT_DECIMALS, EXACT_LIMIT};
use crate::values::{Check, Edit, text};

/// The most products of one command.
pub(crate) const COMMAND_LIMIT: usize = 100_000;
/// The longest code of a product, in characters.
pub(crate) const CODE_LIMIT: usize = 60;
const KEY_LIMIT: usize = 400;

/// An account that a product or line refers to by code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct AccountRef {
    pub(crate) id: i64,
    pub(crate) is_leaf: bool,
    pub(crate) party_control: bool,
    pub(crate) active: bool,
}

/// Checks a product's own values; returns them trimmed, with the account's id.
pub(crate) fn check_product(
    new: &NewProduct,
    accounts: &BTreeMap<String, AccountRef>,
    check: &mut Check,
) -> (NewProduct, Option<i64>) {
    let code = check.text("code", &new.code, CODE_LIMIT);
    let name = check.text("name", &new.name, 200);
    let unit = check.optional_text("unit", new.unit.as_deref(), 40);
    let note = check.optional_lines("note", new.note.as_deref(), 2_000);
    if let Some(price) = new.unit_price {
        check_price("unit_price", price, check);
    }
    check_rate("tax_rate", new.tax_rate, check);
    let income_account = check.optional_text("income_account", new.income_account.as_deref(), 40);
    let account = income_account
        .as_deref()
        .and_then(|code| check_account("income_account", accounts.get(code), check));
    (NewProduct { code, name, unit, note, income_account, ..new.clone() }, account)
}

/// The values of a product after an edit, to be checked. The account only if the edit names one: a
/// kept one was checked when it came, and may have been retired since.
pub(crate) fn edited(product: &Product, edit: &ProductEdit) -> NewProduct {
    let ProductEdit { code, kind, name, unit, unit_price, price_mode, tax_rate, .. } = edit.clone();
    NewProduct {
        code: code.unwrap_or_else(|| product.code.clone()),
        kind: kind.unwrap_or(product.kind),
        name: name.unwrap_or_else(|| product.name.clone()),
        unit: unit.over(product.unit.clone()),
        unit_price: unit_price.over(product.unit_price),
        price_mode: price_mode.unwrap_or(product.price_mode),
        tax_rate: tax_rate.unwrap_or(product.tax_rate),
        income_account: edit.income_account.clone().value(),
        note: edit.note.clone().over(product.note.clone()),
        // Fields of the book's own are read by what they are.
        custom: BTreeMap::new(),
    }
}

/// The edit that gives a product exactly these values.
pub(crate) fn difference(product: &Product, values: &NewProduct) -> ProductEdit {
    fn new<T: Clone + PartialEq>(is: &T, to: &T) -> Option<T> {
        (is != to).then(|| to.clone())
    }
    fn edit<T: Clone + PartialEq>(is: &Option<T>, to: &Option<T>) -> Edit<T> {
        if is == to { Edit::Keep } else { Edit::from(to.clone()) }
    }
    ProductEdit {
        code: new(&product.code, &values.code),
        kind: new(&product.kind, &values.kind),
        name: new(&product.name, &values.name),
        unit: edit(&product.unit, &values.unit),
        unit_price: edit(&product.unit_price, &values.unit_price),
        price_mode: new(&product.price_mode, &values.price_mode),
        tax_rate: new(&product.tax_rate, &values.tax_rate),
        income_account: edit(&product.income_account, &values.income_account),
        note: edit(&product.note, &values.note),
        custom: custom(product, values),
    }
}

/// What differs in fields of the book's own; what the values do not name is cleared.
fn custom(product: &Product, values: &NewProduct) -> Option<BTreeMap<String, Option<CustomValue>>> {
    let is = NewProduct::from(product).custom;
    let same =
        |key: &String, value: &CustomValue| is.get(key).is_some_and(|is| plain(is) == plain(value));
    let set = values.custom.iter().filter(|(key, value)| !same(key, value));
    let set = set.map(|(key, value)| (key.clone(), Some(value.clone())));
    let gone = is.keys().filter(|key| !values.custom.contains_key(*key));
    let changed: BTreeMap<_, _> = set.chain(gone.map(|key| (key.clone(), None))).collect();
    (!changed.is_empty()).then_some(changed)
}

/// A unit price: 0 or more, at most 8 decimal places.
pub(crate) fn check_price(path: &str, price: Decimal, check: &mut Check) {
    check.number(path, price, Decimal::ZERO, Decimal::from(EXACT_LIMIT), EXACT_DECIMALS);
}

/// A tax rate: 0 to 1, at most 8 decimal places.
pub(crate) fn check_rate(path: &str, rate: Decimal, check: &mut Check) {
    check.rate(path, rate, EXACT_DECIMALS);
}

/// An account that takes net amounts: it exists, is in use, takes postings and is not kept by
/// customer or supplier. Returns its id.
pub(crate) fn check_account(
    path: &str,
    account: Option<&AccountRef>,
    check: &mut Check,
) -> Option<i64> {
    let Some(account) = account else {
        check.fail(path, Code::UnknownReference);
        return None;
    };
    check.require(account.active, path, Code::Retired);
    check.require(account.is_leaf, path, Code::NotPostable);
    check.require(!account.party_control, path, Code::BadChoice);
    Some(account.id)
}

/// The key by which products are searched and sorted: name, then code, folded.
pub(crate) fn name_key(name: &str, code: &str) -> String {
    let key = format!("{} {}", text::search_key(name), text::search_key(code));
    text::clip(&key, KEY_LIMIT).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_violations_are_found_at_once() {
        let leaf = AccountRef { id: 7, is_leaf: false, party_control: false, active: false };
        let accounts = BTreeMap::from([("5001".to_owned(), leaf)]);
        let new = NewProduct {
            income_account: Some(" 5001 ".to_owned()),
            unit: Some("件\0".to_owned()),
            ..NewProduct::new(" ", &"名".repeat(201), Decimal::from(-1), Decimal::from(13))
        };
        let mut check = Check::new();
        check_product(&new, &accounts, &mut check);
        let error = check.finish().unwrap_err();
        let found: Vec<_> =
            error.problems().iter().map(|it| (it.path.as_str(), it.code.slug())).collect();
        let expected = [
            ("code", "required"),
            ("name", "too_long"),
            ("unit", "bad_character"),
            ("unit_price", "out_of_range"),
            ("tax_rate", "not_a_fraction"),
            ("income_account", "retired"),
            ("income_account", "not_postable"),
        ];
        assert_eq!(found, expected);
    }

    #[test]
    fn the_key_holds_name_and_code() {
        assert_eq!(name_key("ＡＢＣ 打印纸", "P-01"), "abc打印纸 p01");
    }
}
