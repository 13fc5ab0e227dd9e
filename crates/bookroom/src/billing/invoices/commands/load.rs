//! What the commands load, and how drafts become rows and rows records.

use std::collections::BTreeSet;

use super::repeats::{Entered, refuse_repeated};
use crate::billing::invoices::model::{
    DocumentKind, Invoice, InvoiceState, InvoiceVersion, NewInvoice,
};
use crate::billing::invoices::rules::amounts::Cut;
use crate::billing::invoices::rules::documents::{
    self as rules, COMMAND_LIMIT, Draft, Known, ProductRef,
};
use crate::billing::invoices::rules::masks;
use crate::billing::invoices::store::documents::{self as store, Bill, Document};
use crate::billing::invoices::store::{
    InvoiceRow, LineRow, PartyRow, load_for_settlement, percent_of,
};
use crate::billing::products::store::{self as products, ProductRow, decimal_text};
use crate::customers::{
    Counterparty, InvoiceProfile, keep_for_documents, keep_in_scope, load_counterparties,
};
use crate::error::{Code, Error, Problem, Result};
use crate::ledger::keep_role_accounts;
use crate::log::Subject;
use crate::rights::permit::{Permit, Scope};
use crate::values::Check;
use crate::work::Tx;

/// The longest address of a counterparty that is kept, in characters.
const ADDRESS_LIMIT: usize = 300;

/// Loads what new invoices refer to, in a few selects for all of them.
pub(super) fn load_known(
    tx: &mut Tx<'_>,
    scope: &Scope,
    invoices: &[&NewInvoice],
) -> Result<Known> {
    let book = tx.book_id();
    let customers: BTreeSet<i64> = invoices.iter().map(|new| new.customer.0).collect();
    let customers: Vec<i64> = customers.into_iter().collect();
    let lines = || invoices.iter().flat_map(|new| &new.lines);
    let codes: BTreeSet<&str> =
        lines().filter_map(|line| line.product.as_deref().map(str::trim)).collect();
    let codes: Vec<&str> = codes.into_iter().collect();
    let rows = products::load_by_codes(tx.conn, book, &codes)?;
    let products = rows.iter().map(|(code, row)| Ok((code.clone(), product_ref(row)?)));
    let accounts = lines().filter_map(|line| line.income_account.as_deref());
    let named = invoices.iter().filter_map(|new| new.profile).map(i64::from).collect();
    let profiles = keep_for_documents(tx.conn, book, &customers, &named)?;
    Ok(Known {
        profiles,
        currency: tx.book.currency,
        tax_rounding: tx.book.tax_rounding,
        days: tx.open_days(),
        products: products.collect::<Result<_>>()?,
        accounts: products::load_accounts(tx.conn, book, accounts)?,
        counterparties: load_counterparties(tx.conn, scope, &customers)?,
        roles: keep_role_accounts(tx.conn, book)?,
    })
}

fn product_ref(row: &ProductRow) -> Result<ProductRef> {
    Ok(ProductRef {
        id: row.id,
        kind: row.kind()?,
        name: row.name.clone(),
        unit: row.unit.clone(),
        unit_price: row.unit_price()?,
        price_mode: row.price_mode()?,
        tax_rate: row.tax_rate()?,
        account: row.income_account_id,
        active: row.active,
    })
}

/// Checks new invoices, all violations of all of them at once, and makes documents of them: drafts
/// with fresh ids.
pub(super) fn draft_all(
    permit: &Permit,
    tx: &mut Tx<'_>,
    invoices: &[NewInvoice],
) -> Result<(Vec<Document>, Known)> {
    let mut check = Check::new();
    check.at_most("invoices", invoices.len(), COMMAND_LIMIT);
    check.finish()?;
    let known = load_known(tx, permit.scope(), &invoices.iter().collect::<Vec<_>>())?;
    let mut check = Check::new();
    let mut drafts = Vec::with_capacity(invoices.len());
    check.each("invoices", invoices, |check, new| {
        drafts.extend(rules::check_invoice(new, &known, check));
    });
    check.finish()?;
    let entered = drafts.iter().zip(invoices).enumerate().filter_map(|(index, (draft, new))| {
        let path = format!("invoices[{index}].reference");
        entered(path, draft, new.allow_repeated_reference)
    });
    refuse_repeated(tx, &entered.collect::<Vec<_>>())?;
    let first = tx.ids("invoice", drafts.len())?;
    let (book, now) = (tx.book_id(), tx.now_micros());
    let created_by = permit.operator().map(i64::from);
    let documents = (first..).zip(&drafts).map(|(id, draft)| {
        let counterparty = known.counterparties.get(&draft.customer).ok_or(Code::Internal)?;
        let blank = blank_row(book, id, now, created_by);
        let profile = known.profiles.get(&draft.profile.unwrap_or_default());
        Ok(fill(blank, draft, (counterparty, profile), now))
    });
    Ok((documents.collect::<Result<_>>()?, known))
}

/// The supplier's bill that a draft is, if it is one.
pub(super) fn entered(path: String, draft: &Draft, is_meant: bool) -> Option<Entered> {
    let (customer, reference) = draft.bill()?;
    let bill = Bill { customer, reference: reference.to_owned() };
    Some(Entered { path, bill, is_meant })
}

pub(super) fn blank_row(book_id: i64, id: i64, now: i64, created_by: Option<i64>) -> InvoiceRow {
    InvoiceRow {
        book_id,
        id,
        kind: DocumentKind::Invoice.slug().to_owned(),
        direction: String::new(),
        state: InvoiceState::Draft.slug().to_owned(),
        number: None,
        reference: None,
        customer_id: 0,
        corrects_id: None,
        issue_on: chrono::NaiveDate::MIN,
        due_on: chrono::NaiveDate::MIN,
        price_mode: String::new(),
        discount_percent: None,
        discount_amount: None,
        discount: 0,
        net: 0,
        tax: 0,
        gross: 0,
        settled: 0,
        counterparty_name: String::new(),
        counterparty_tax_number: None,
        counterparty_address: None,
        search_key: String::new(),
        entry_id: None,
        note: None,
        version: 1,
        created_at: now,
        created_by,
        updated_at: now,
        tax_rounding: String::new(),
    }
}

/// A document with the values of a draft; what is given at posting stays.
pub(super) fn fill(
    row: InvoiceRow,
    draft: &Draft,
    (counterparty, profile): (&Counterparty, Option<&InvoiceProfile>),
    now: i64,
) -> Document {
    let (discount_percent, discount_amount) = cut_columns(draft.cut);
    let mut row = InvoiceRow {
        direction: draft.direction.slug().to_owned(),
        reference: draft.reference.clone(),
        customer_id: draft.customer,
        issue_on: draft.issue_on,
        due_on: draft.due_on,
        price_mode: draft.price_mode.slug().to_owned(),
        tax_rounding: draft.tax_rounding.slug().to_owned(),
        discount_percent,
        discount_amount,
        discount: draft.amounts.discount,
        net: draft.amounts.net,
        tax: draft.amounts.tax,
        gross: draft.amounts.gross,
        note: draft.note.clone(),
        updated_at: now,
        ..row
    };
    let party = copy_counterparty(&mut row, counterparty, profile);
    let lines = (1..).zip(draft.lines.iter().zip(&draft.amounts.lines));
    let lines = lines.map(|(line, (terms, amounts))| {
        let (discount_percent, discount_amount) = cut_columns(terms.terms.cut);
        LineRow {
            book_id: row.book_id,
            invoice_id: row.id,
            line,
            product_id: terms.product,
            description: terms.description.clone(),
            quantity: decimal_text(terms.terms.quantity),
            unit: terms.unit.clone(),
            unit_price: decimal_text(terms.terms.unit_price),
            discount_percent,
            discount_amount,
            tax_rate: decimal_text(terms.terms.tax_rate),
            document_discount: amounts.document_discount,
            net: amounts.net,
            tax: amounts.tax,
            gross: amounts.gross,
            income_account_id: Some(terms.account),
        }
    });
    let lines = lines.collect();
    Document { row, lines, party }
}

fn cut_columns(cut: Cut) -> (Option<String>, Option<i64>) {
    match cut {
        Cut::None => (None, None),
        Cut::Rate(rate) => (Some(decimal_text(percent_of(rate))), None),
        Cut::Amount(amount) => (None, Some(amount)),
    }
}

/// Copies what the document shows of its counterparty, as it is now: what its profile says and
/// nothing else, or what the customer itself says.
pub(super) fn copy_counterparty(
    row: &mut InvoiceRow,
    counterparty: &Counterparty,
    profile: Option<&InvoiceProfile>,
) -> Option<PartyRow> {
    let clip = |text: &str, limit| crate::values::text::clip(text, limit).to_owned();
    let clipped = |text: &Option<String>, limit| text.as_deref().map(|text| clip(text, limit));
    let (name, tax_number, address) = match profile {
        Some(shown) => (&shown.title, &shown.tax_number, &shown.address),
        None => {
            let own = counterparty;
            (&own.document_name, &own.tax_number, &own.address)
        }
    };
    row.counterparty_name = clip(name, 200);
    row.counterparty_tax_number = clipped(tax_number, 40);
    row.counterparty_address = clipped(address, ADDRESS_LIMIT);
    let own = &counterparty.billing;
    let (phone, bank, account) = match profile {
        Some(shown) => (&shown.phone, &shown.bank, &shown.account),
        None => (&own.phone, &own.bank, &own.account),
    };
    let party = PartyRow {
        book_id: row.book_id,
        invoice_id: row.id,
        profile_id: profile.map(|shown| shown.id.0),
        phone: clipped(phone, 60),
        bank: clipped(bank, 200),
        account: clipped(account, 60),
        email: profile.and_then(|shown| clipped(&shown.email, 254)),
    };
    set_search_key(row);
    Some(party).filter(|party| !party.is_empty())
}

/// Renews the key by which a document is searched.
pub(super) fn set_search_key(row: &mut InvoiceRow) {
    let (number, reference) = (row.number.as_deref(), row.reference.as_deref());
    row.search_key = rules::search_key(number, reference, &row.counterparty_name);
}

/// Loads and locks documents, in the order asked for, and checks that they lie within the scope and
/// that their versions are those the caller saw.
pub(super) fn load_seen(
    permit: &Permit,
    tx: &mut Tx<'_>,
    path: &str,
    seen: &[InvoiceVersion],
) -> Result<Vec<Document>> {
    let mut check = Check::new();
    check.at_most(path, seen.len(), COMMAND_LIMIT);
    let mut ids = BTreeSet::new();
    check.each(path, seen, |check, it| check.require(ids.insert(it.id.0), "", Code::Repeated));
    check.finish()?;
    let book = tx.book_id();
    let ids: Vec<i64> = ids.into_iter().collect();
    let rows = load_for_settlement(tx.conn, book, &ids)?;
    let customers = rows.values().map(|row| row.customer_id).collect();
    let visible = keep_in_scope(tx.conn, permit.scope(), customers)?;
    let rows = seen.iter().map(|it| {
        let row = rows.get(&it.id.0).filter(|row| visible.contains(&row.customer_id));
        let row = row.ok_or_else(|| Error::not_found("invoice", it.id))?;
        if row.version == it.version {
            Ok(row.clone())
        } else {
            Err(Error::version_conflict("invoice", it.id))
        }
    });
    let rows = rows.collect::<Result<_>>()?;
    store::with_lines(tx.conn, book, rows)
}

/// A document whose state does not allow what is asked.
pub(super) fn wrong_state(row: &InvoiceRow) -> Problem {
    let problem = Problem::new(Code::WrongState).fact("subject", "invoice").fact("key", row.id);
    problem.fact("state", &row.state)
}

/// Refuses documents that are not drafts.
pub(super) fn require_drafts(documents: &[Document]) -> Result<()> {
    let draft = InvoiceState::Draft.slug();
    match documents.iter().find(|document| document.row.state != draft) {
        Some(document) => Err(wrong_state(&document.row).into()),
        None => Ok(()),
    }
}

/// Documents as whole records.
pub(super) fn records(tx: &mut Tx<'_>, documents: &[Document]) -> Result<Vec<Invoice>> {
    let currency = tx.book.currency;
    store::records(tx.conn, currency, documents)
}

/// Notes that documents came to be.
pub(super) fn note_created(permit: &Permit, tx: &mut Tx<'_>, records: &[Invoice]) -> Result<()> {
    tx.drafts.reserve(records.len());
    for record in records {
        tx.note_created(permit, Subject::new("invoice", record.id), record)?;
    }
    Ok(())
}

/// Notes how documents changed.
pub(super) fn note_edited(
    permit: &Permit,
    tx: &mut Tx<'_>,
    before: &[Invoice],
    after: &[Invoice],
) -> Result<()> {
    for (before, after) in before.iter().zip(after) {
        tx.note_edited(permit, Subject::new("invoice", after.id), before, after)?;
    }
    Ok(())
}

/// Records as the operator may see them.
pub(super) fn masked(permit: &Permit, records: Vec<Invoice>) -> Vec<Invoice> {
    records.into_iter().map(|record| masks::mask(record, permit.fields())).collect()
}
