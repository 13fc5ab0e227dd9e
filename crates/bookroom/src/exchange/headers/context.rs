//! Headings that mean something else beside others: programs have columns of their own.

use super::Target;
use super::parse::{Meaning, Reading, plain};

/// One column: how surely it was read, its place, what it is.
type Fit = (usize, usize, Reading);

/// Columns that only reports of Amazon have, in which prices are of the whole quantity.
const OF_AMAZON: [&str; 4] = ["quantity-purchased", "order-item-id", "amazon-order-id", "asin"];
/// Columns that only exports of Shopify have, in which a name is that of the order.
const OF_SHOPIFY: [&str; 2] = ["lineitem name", "lineitem quantity"];
/// What a line comes to after its discount, and the columns that say the discount.
const DISCOUNTED: [&str; 4] = ["折后金额", "折后总额", "折后合计", "优惠后金额"];
const DISCOUNTS: [&str; 6] = ["折扣", "折扣率", "折扣%", "折扣(%)", "折扣额", "折扣金额"];
/// What a line comes to, beside which a total is that of the document, as Xero exports it.
const OF_LINES: [&str; 8] = [
    "line amount",
    "line total",
    "lineitem total",
    "item total",
    "item amount",
    "order line total",
    "行金额",
    "行合计",
];
/// What a document comes to before tax, beside its own total.
const SUBTOTALS: [&str; 5] = ["subtotal", "sub total", "sub-total", "taxes", "total tax"];
const TOTALS: [&str; 6] = ["total", "invoice total", "total amount", "合计", "总额", "总计"];

/// Gives columns the field that they have beside the others.
pub(super) fn assign(target: Target, headers: &[String], fits: &mut Vec<Fit>) {
    contact_as_customer(target, headers, fits);
    contacts_of_xero(target, headers, fits);
    prefer_names(headers, fits);
    if target != Target::Sales && target != Target::Lines {
        return;
    }
    let keys: Vec<Vec<char>> = headers.iter().map(|header| plain(header)).collect();
    let has = |names: &[&str]| names.iter().any(|name| keys.contains(&plain(name)));
    let is = |column: usize, names: &[&str]| {
        keys.get(column).is_some_and(|key| names.iter().any(|name| *key == plain(name)))
    };
    let (of_amazon, of_lines) = (has(&OF_AMAZON), has(&OF_LINES));
    let of_shopify = has(&OF_SHOPIFY);
    // 折后金额 is what a line comes to where its discount is known; 金额 beside it is before that.
    let is_discounted = has(&DISCOUNTED) && has(&DISCOUNTS);
    fits.retain(|(_, column, reading)| {
        let is_wanted = reading.field != "amount" || is(*column, &DISCOUNTED) == is_discounted;
        is_wanted && !headers.get(*column).is_some_and(|it| is_of_document(headers, it))
    });
    for (_, column, reading) in fits.iter_mut() {
        let field = match reading.field {
            "customer" if of_shopify && is(*column, &["name"]) => "reference",
            "amount" if of_shopify && is(*column, &TOTALS) => "document_total",
            "unit_price" if of_amazon && is(*column, &["item-price"]) => "amount",
            "amount" if of_lines && is(*column, &TOTALS) => "document_total",
            _ => continue,
        };
        if let Some(field) = target.field(field) {
            reading.field = field.name;
        }
    }
}

/// Whether a column is of the document, and its total confirms it: exports of shops repeat what
/// comes before.
pub(crate) fn is_of_document(headers: &[String], header: &str) -> bool {
    let has =
        |names: &[&str]| headers.iter().any(|it| names.iter().any(|name| plain(name) == plain(it)));
    let is_subtotal = SUBTOTALS.iter().any(|name| plain(name) == plain(header));
    is_subtotal && has(&TOTALS) && (has(&OF_SHOPIFY) || has(&OF_LINES))
}

/// 客户 beside 客户名称, Customer beside Name is a code or a short name: the name is the other.
fn prefer_names(headers: &[String], fits: &mut Vec<Fit>) {
    const BARE: [&str; 12] = [
        "客户",
        "供应商",
        "往来单位",
        "会员",
        "商品",
        "产品",
        "物料",
        "customer",
        "supplier",
        "vendor",
        "client",
        "product",
    ];
    let key = |column: usize| {
        let header = headers.get(column).map(|it| plain(it)).unwrap_or_default();
        header.into_iter().collect::<String>()
    };
    let names = |(_, column, reading): &&Fit| {
        let key = key(*column);
        let is_name = ["名称", "全名", "全称", "name"].iter().any(|word| key.contains(word));
        matches!(reading.field, "name" | "customer" | "description") && is_name
    };
    let named: Vec<&'static str> = fits.iter().filter(names).map(|it| it.2.field).collect();
    fits.retain(|(_, column, reading)| {
        !(named.contains(&reading.field) && BARE.contains(&key(*column).as_str()))
    });
}

/// In the contacts of Xero `ContactName` is the customer, `AccountNumber` its code, and first and
/// last name are a person of it.
fn contacts_of_xero(target: Target, headers: &[String], fits: &mut Vec<Fit>) {
    const MARKS: [&str; 9] = [
        "accountnumber",
        "poaddressline1",
        "poattentionto",
        "saaddressline1",
        "saattentionto",
        "skypename",
        "bankaccountname",
        "accountsreceivabletaxcodename",
        "accountspayabletaxcodename",
    ];
    let keys: Vec<String> = headers.iter().map(|it| plain(it).into_iter().collect()).collect();
    let name = keys.iter().position(|key| key == "contactname");
    let is_xero = name.is_some() && keys.iter().any(|key| MARKS.contains(&key.as_str()));
    let (Some(name), Some(field), Some(code)) = (name, target.field("name"), target.field("code"))
    else {
        return;
    };
    let has = |field: &str| fits.iter().any(|(_, _, reading)| reading.field == field);
    let (has_name, has_code) = (has("name"), has("code"));
    if target != Target::Customers || !is_xero || has_name {
        return;
    }
    let account = keys.iter().position(|key| key == "accountnumber").filter(|_| !has_code);
    let given = [(Some(name), field.name), (account, code.name)];
    for (column, field) in given.into_iter().filter_map(|(at, field)| Some((at?, field))) {
        fits.retain(|(_, at, _)| *at != column);
        fits.push((1, column, Reading { field, meaning: Meaning::default(), parts: 1 }));
    }
}

/// Contact is whom a document is of where no other column names one, as Xero exports it.
fn contact_as_customer(target: Target, headers: &[String], fits: &mut Vec<Fit>) {
    let may_be = matches!(target, Target::Payments | Target::OpeningItems | Target::Invoices);
    let Some(field) = target.field("customer").filter(|_| may_be) else { return };
    if fits.iter().any(|(_, _, reading)| reading.field == field.name) {
        return;
    }
    let is_contact = |header: &String| {
        let key: String = plain(header).into_iter().collect();
        key == "contact" || key == "contactname"
    };
    let found = headers.iter().position(is_contact);
    let reading = Reading { field: field.name, meaning: Meaning::default(), parts: 1 };
    fits.extend(found.map(|column| (1, column, reading)));
}
