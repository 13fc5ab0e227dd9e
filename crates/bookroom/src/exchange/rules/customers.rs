//! Rows of customers, with the person named beside each.

use self::people::read_people;
use super::edits::custom_field;
use super::openings;
use crate::customers::model::{Address, ChannelKind, CustomerKind, NewCustomer};
use crate::error::{Code, Problem};
use crate::exchange::cells::Cells;
use crate::exchange::clean::{self, Cleaned, Value};
use crate::exchange::model::{CustomerImport, ImportedContact, ImportedCustomer, NoticeKind};
use crate::values::identifiers::IdentifierKind;

mod days;
mod identity;
mod people;

pub(crate) use self::days::days;

/// The fields that are labels of a dictionary's items.
pub(crate) const LABELS: [&str; 7] = [
    "level",
    "industry",
    "source",
    "region",
    "enterprise_type",
    "enterprise_nature",
    "credit_rating",
];

/// A row as a customer. `region` is the country whose phone numbers are written without a code.
pub(crate) fn row(
    cells: &mut Cells<'_>,
    options: &CustomerImport,
    region: &str,
) -> Option<ImportedCustomer> {
    let names = names(cells);
    let name = cells.required("name", names.own.clone());
    let kind = kind_of(cells);
    let identifier = identity::tax_number(cells);
    let is_person = match kind {
        Some(Kind::Person) => true,
        Some(_) => false,
        None if names.is_person => true,
        None => identifier.as_ref().is_some_and(|(kind, _)| *kind == IdentifierKind::ResidentId),
    };
    let is_supplier = options.suppliers || kind == Some(Kind::Supplier);
    let sold_to = cells.with("is_customer", clean::yes_no).unwrap_or(!is_supplier);
    let bought_from = cells.with("is_supplier", clean::yes_no).unwrap_or(is_supplier);
    let code = cells.code("code");
    let written = cells.raw("code").unwrap_or_default();
    if code.is_some() && written.chars().any(|it| matches!(it, '\u{ff01}'..='\u{ff5e}')) {
        cells.notice_each(NoticeKind::SpellingKept, "code", written.trim());
    }
    let mut customer = NewCustomer {
        code,
        kind: if is_person { CustomerKind::Person } else { CustomerKind::Company },
        legal_name: cells.line("legal_name"),
        is_customer: sold_to || !bought_from,
        is_supplier: bought_from,
        tax_kind: identifier.as_ref().map(|(kind, _)| *kind),
        tax_number: identifier.map(|(_, number)| number),
        website: cells.code("website"),
        note: cells.lines("note"),
        addresses: address(cells).into_iter().collect(),
        tags: cells.line("tags").map(|text| split_words(&text)).unwrap_or_default(),
        ..NewCustomer::default()
    };
    read_labels(cells, &mut customer);
    customer.custom = cells.custom();
    identity::read_banking(cells, &mut customer);
    customer.name = name.clone().unwrap_or_default();
    let people = read_people(cells, &mut customer, region, is_person, names.beside);
    let payment_days = payment_days(cells);
    customer.payment_days = payment_days.unwrap_or_default();
    name?;
    let mut given = given(&customer, kind.is_some());
    given.extend(payment_days.map(|_| "payment_days".to_owned()));
    let owner = cells.line("owner");
    let openings = openings::beside(cells, is_supplier);
    let record = cells.with("record", record_number);
    Some(ImportedCustomer {
        line: cells.line_number(),
        customer,
        given,
        channel_fields: people.channel_fields,
        contacts: people.contacts,
        owner,
        record,
        added_at: cells.code("added_at"),
        goes_on: cells.goes_on(),
        masks: ["tax_number", "bank_account"]
            .into_iter()
            .filter_map(|field| Some((field.to_owned(), cells.mask(field)?)))
            .collect(),
        openings,
        merged: Vec::new(),
        left_out: people.left_out,
    })
}

/// The number of a record in an export.
pub(crate) fn record_number(text: &str) -> Result<Value<i64>, Problem> {
    let plain = clean::code(text);
    let number = plain.value.parse().ok().filter(|number: &i64| *number > 0);
    let value = number.ok_or_else(|| Problem::new(Code::BadFormat))?;
    Ok(Value { value, notes: plain.notes })
}

/// The names of a row.
struct Names {
    /// The customer's.
    own: Option<String>,
    /// Whether that is a person's.
    is_person: bool,
    /// A person's beside a company's.
    beside: Option<String>,
}

/// A column of customers' names, or of companies before a person's, is the customer's; a person's
/// beside it is the contact's. A list of people has only theirs.
fn names(cells: &mut Cells<'_>) -> Names {
    let columns = &cells.sheet().columns;
    let (has_name, has_contact) = (columns.has("name"), columns.has("contact_name"));
    let person = cells.line("person_name").or_else(|| {
        let (surname, given) = (cells.line("surname"), cells.line("given_name"));
        full_name(surname.as_deref(), given.as_deref())
    });
    if has_name {
        let own = cells.line("name");
        return Names { own, is_person: false, beside: person.filter(|_| !has_contact) };
    }
    Names { own: person, is_person: true, beside: None }
}

/// Surname and given name as one: 陈 and 小姐 without a gap, Ada and Lovelace with one.
fn full_name(surname: Option<&str>, given: Option<&str>) -> Option<String> {
    match (surname, given) {
        (Some(surname), Some(given)) => {
            let is_wide = surname.chars().any(|it| matches!(it, '\u{2e80}'..='\u{d7ff}'));
            let name =
                if is_wide { format!("{surname}{given}") } else { format!("{given} {surname}") };
            Some(name)
        }
        (name, other) => name.or(other).map(str::to_owned),
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Company,
    Person,
    Supplier,
}

pub(crate) fn kind(text: &str) -> Result<Value<Kind>, Problem> {
    let word = clean::code(text).value.to_lowercase();
    let value = match word.as_str() {
        "company" | "organisation" | "organization" | "business" | "corporate" | "enterprise"
        | "customer" | "企业" | "公司" | "单位" | "企业客户" | "公司客户" | "机构" | "客户"
        | "组织" | "法人" | "个体工商户" | "个体户" | "政府" | "政府机关" | "事业单位"
        | "社会团体" | "学校" | "医院" | "company customer" | "organisations" => {
            Kind::Company
        }
        "person" | "individual" | "consumer" | "private" | "个人" | "自然人" | "个人客户"
        | "散客" | "个体" => Kind::Person,
        "supplier" | "vendor" | "供应商" | "供货商" => Kind::Supplier,
        _ => return Err(Problem::new(Code::BadChoice)),
    };
    Ok(Value { value, notes: Vec::new() })
}

/// The kind of a row. Words for other kinds of customers (零售, 经销商) are left out, and told.
fn kind_of(cells: &mut Cells<'_>) -> Option<Kind> {
    let raw = cells.raw("kind")?;
    if kind(&raw).is_err() {
        cells.notice_each(NoticeKind::LabelLeftOut, "kind", raw.trim());
        return None;
    }
    cells.with("kind", kind)
}

/// The days to pay. Terms without a figure, such as 月结, are no number of days: they are left out,
/// and told.
fn payment_days(cells: &mut Cells<'_>) -> Option<i64> {
    let raw = cells.raw("payment_days")?;
    let heading = cells.sheet().heading("payment_days").unwrap_or_default().to_lowercase();
    let is_of_terms = !heading.contains("天") && !heading.contains("days");
    let is_number = raw.contains(|it: char| it.is_numeric());
    if is_of_terms && !is_number && days(&raw).is_err() {
        cells.notice_each(NoticeKind::LabelLeftOut, "payment_days", raw.trim());
        return None;
    }
    cells.with("payment_days", days)
}

fn read_labels(cells: &mut Cells<'_>, customer: &mut NewCustomer) {
    for field in LABELS {
        let text = cells.line(field);
        if let Some(slot) = label_mut(customer, field) {
            *slot = text;
        }
    }
}

/// The place of a label in a customer.
pub(crate) fn label_mut<'c>(
    customer: &'c mut NewCustomer,
    field: &str,
) -> Option<&'c mut Option<String>> {
    Some(match field {
        "level" => &mut customer.level,
        "industry" => &mut customer.industry,
        "source" => &mut customer.source,
        "region" => &mut customer.region,
        "enterprise_type" => &mut customer.enterprise_type,
        "enterprise_nature" => &mut customer.enterprise_nature,
        "credit_rating" => &mut customer.credit_rating,
        _ => return None,
    })
}

fn address(cells: &mut Cells<'_>) -> Option<Address> {
    let mut address = Address {
        country: cells.line("country"),
        province: cells.line("province"),
        city: cells.line("city"),
        district: cells.line("district"),
        street: cells.line("address"),
        postal_code: cells.code("postal_code"),
        ..Address::default()
    };
    // 浙江省, 杭州市, 浙江省杭州市示例路1号: what has a column of its own is not said again.
    if let Some(street) = address.street.take() {
        let mut rest = street.as_str();
        for part in [&address.country, &address.province, &address.city, &address.district] {
            let part = part.as_deref().unwrap_or_default();
            let is_wide = !part.is_ascii();
            let after = rest.strip_prefix(part).filter(|_| is_wide).map(str::trim_start);
            rest = after.filter(|after| !after.is_empty()).unwrap_or(rest);
        }
        address.street = Some(rest.to_owned());
    }
    restore_postal_code(cells, &mut address);
    (address != Address::default()).then_some(address)
}

/// A Chinese postal code has six digits: a spreadsheet takes the zero from those of the north.
fn restore_postal_code(cells: &mut Cells<'_>, address: &mut Address) {
    let parts = [&address.province, &address.city, &address.street];
    let is_chinese = parts.into_iter().flatten().any(|part| !part.is_ascii())
        && cells.sheet().setting.currency.code() == "CNY"
        && address.country.as_deref().is_none_or(|it| it.starts_with("中国"));
    let Some(code) = address.postal_code.as_mut().filter(|_| is_chinese) else { return };
    if code.len() == 5 && code.bytes().all(|byte| byte.is_ascii_digit()) {
        let whole = Value { value: format!("0{code}"), notes: vec![Cleaned::Spreadsheet] };
        *code = cells.count("postal_code", whole);
    }
}

pub(crate) fn split_words(text: &str) -> Vec<String> {
    let is_cut = |character| matches!(character, ',' | '，' | ';' | '；' | '、' | '|' | '/');
    let mut words: Vec<String> = text
        .split(is_cut)
        .map(str::trim)
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect();
    words.sort_unstable();
    words.dedup();
    words
}

/// The fields that an update of a known customer would write.
fn given(customer: &NewCustomer, kind: bool) -> Vec<String> {
    let fields = [
        ("code", customer.code.is_some()),
        ("kind", kind),
        ("legal_name", customer.legal_name.is_some()),
        ("tax_number", customer.tax_number.is_some()),
        ("website", customer.website.is_some()),
        ("note", customer.note.is_some()),
    ];
    fields.into_iter().filter(|(_, is_given)| *is_given).map(|(name, _)| name.to_owned()).collect()
}

/// The field of a file that a path of the engine means: `customers[3].addresses[0].city` is below
/// `addresses[0].city` here.
pub(crate) fn field_of(row: &ImportedCustomer, path: &str) -> Option<String> {
    if let Some(name) = custom_field(path) {
        return Some(name);
    }
    let (head, rest) = path.split_once(['.', '[']).unwrap_or((path, ""));
    let last = path.rsplit('.').next().unwrap_or_default();
    let field = match head {
        "channels" => {
            let index: usize = rest.split(']').next()?.parse().ok()?;
            return row.channel_fields.get(index).cloned();
        }
        "addresses" if last == "street" => "address",
        "addresses" => last,
        "bank_accounts" if last == "account_number" => "bank_account",
        "bank_accounts" => "bank",
        "billing" => match last {
            "title" => "billing_title",
            "address" => "billing_address",
            "phone" => "billing_phone",
            "account" => "bank_account",
            _ => "bank",
        },
        "tax_kind" => "tax_number",
        "" => return None,
        other => other,
    };
    Some(field.to_owned())
}

/// The field of a file that a path of the engine below a contact means.
pub(crate) fn contact_field_of(contact: &ImportedContact, path: &str) -> Option<String> {
    let (head, rest) = path.split_once(['.', '[']).unwrap_or((path, ""));
    let part = match head {
        "title" => "title",
        "channels" => {
            let index: usize = rest.split(']').next()?.parse().ok()?;
            match contact.channels.get(index)?.kind {
                ChannelKind::Email => "email",
                ChannelKind::Mobile => "mobile",
                _ => "phone",
            }
        }
        _ => "name",
    };
    Some(match (contact.number, part) {
        (0 | 1, "email" | "mobile") => part.to_owned(),
        (0 | 1, _) => format!("contact_{part}"),
        (number, _) => format!("contact_{number}_{part}"),
    })
}
