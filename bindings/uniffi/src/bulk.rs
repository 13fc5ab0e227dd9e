//! Long lists and large batches in columns; see `columns` for the format.

use std::collections::BTreeSet;

use bookroom::Result;
use bookroom::error::{Code, Problem};
use bookroom::values::{Page, PageRequest};

use crate::columns::{Columns, Table};
use crate::{
    BookroomError, CustomerFilter, CustomerId, CustomerSort, CustomerSummary, Customers,
    EntryFilter, EntrySort, Invoice, InvoiceFilter, InvoiceSort, Invoices, JournalEntry, Ledger,
    NewJournalEntry, NewPosting, Payment, PaymentFilter, PaymentSort, Payments, Posting,
    RegisterOptions, RegisterRow,
};

/// Rows of one page while a whole list is read.
const PAGE: u32 = 1000;

/// All rows of a list, page by page. What others change meanwhile may or may not be among them.
fn all<T>(mut load: impl FnMut(&PageRequest) -> Result<Page<T>>) -> Result<Vec<T>> {
    let mut request = PageRequest::first(PAGE);
    let mut rows = Vec::new();
    loop {
        let page = load(&request)?;
        rows.extend(page.items);
        match page.next {
            Some(next) => request = PageRequest::after(PAGE, next),
            None => return Ok(rows),
        }
    }
}

#[uniffi::export]
impl Customers {
    /// All customers that a filter finds, as a packed table: `id`, `code`, `kind`, `name`,
    /// `legal_name`, `is_customer`, `is_supplier`, `tax_number`, `phone`, `email`, `city`,
    /// `contact`, `tags` (with `; ` between), `owner`, `team`, `active`, `version`, `created_at`,
    /// `updated_at`, and `class.` with the dictionary's code for each class in use.
    ///
    /// Fails with:
    /// As `list`.
    #[uniffi::method(default(filter = None, sort = None, descending = false))]
    pub fn list_packed(
        &self,
        filter: Option<CustomerFilter>,
        sort: Option<CustomerSort>,
        descending: bool,
    ) -> Result<Vec<u8>, BookroomError> {
        let (filter, sort) = (filter.unwrap_or_default(), sort.unwrap_or_default());
        let rows = self
            .session
            .run(|session| all(|page| session.customers().list(&filter, sort, descending, page)))?;
        Ok(customers(&rows))
    }
}

fn customers(rows: &[CustomerSummary]) -> Vec<u8> {
    let mut table = Table::new(rows.len());
    table.numbers("id", rows.iter().map(|row| Some(row.id.0)));
    table.texts("code", rows.iter().map(|row| row.code.as_deref()));
    table.texts("kind", rows.iter().map(|row| Some(row.kind.slug())));
    table.texts("name", rows.iter().map(|row| Some(row.name.as_str())));
    table.texts("legal_name", rows.iter().map(|row| row.legal_name.as_deref()));
    table.flags("is_customer", rows.iter().map(|row| row.is_customer));
    table.flags("is_supplier", rows.iter().map(|row| row.is_supplier));
    table.texts("tax_number", rows.iter().map(|row| row.tax_number.as_deref()));
    table.texts("phone", rows.iter().map(|row| row.phone.as_deref()));
    table.texts("email", rows.iter().map(|row| row.email.as_deref()));
    table.texts("city", rows.iter().map(|row| row.city.as_deref()));
    table.texts("contact", rows.iter().map(|row| row.contact.as_deref()));
    let tags: Vec<String> = rows.iter().map(|row| row.tags.join("; ")).collect();
    table.texts("tags", tags.iter().map(|tags| (!tags.is_empty()).then_some(tags.as_str())));
    table.numbers("owner", rows.iter().map(|row| row.owner.map(|id| id.0)));
    table.numbers("team", rows.iter().map(|row| row.team.map(|id| id.0)));
    table.flags("active", rows.iter().map(|row| row.active));
    table.numbers("version", rows.iter().map(|row| Some(row.version)));
    table.instants("created_at", rows.iter().map(|row| Some(row.created_at)));
    table.instants("updated_at", rows.iter().map(|row| Some(row.updated_at)));
    let classes: BTreeSet<&String> = rows.iter().flat_map(|row| row.classes.keys()).collect();
    for class in classes {
        let of = rows.iter().map(|row| row.classes.get(class).map(String::as_str));
        table.texts(&format!("class.{class}"), of);
    }
    table.finish()
}

#[uniffi::export]
impl Invoices {
    /// All invoices and credit notes that a filter finds, without their lines, as a packed table:
    /// `id`, `kind`, `direction`, `state`, `number`, `reference`, `customer`, `name`, `issue_on`,
    /// `due_on`, `net`, `tax`, `gross`, `settled`, `entry`, `version`.
    ///
    /// Fails with:
    /// As `list`.
    #[uniffi::method(default(filter = None, sort = None, descending = false))]
    pub fn list_packed(
        &self,
        filter: Option<InvoiceFilter>,
        sort: Option<InvoiceSort>,
        descending: bool,
    ) -> Result<Vec<u8>, BookroomError> {
        let (filter, sort) = (filter.unwrap_or_default(), sort.unwrap_or_default());
        let rows = self.session.run(|session| {
            let invoices = session.billing().invoices();
            all(|page| invoices.list(&filter, sort, descending, page))
        })?;
        Ok(documents(&rows))
    }
}

fn documents(rows: &[Invoice]) -> Vec<u8> {
    let mut table = Table::new(rows.len());
    table.numbers("id", rows.iter().map(|row| Some(row.id.0)));
    table.texts("kind", rows.iter().map(|row| Some(row.kind.slug())));
    table.texts("direction", rows.iter().map(|row| Some(row.direction.slug())));
    table.texts("state", rows.iter().map(|row| Some(row.state.slug())));
    table.texts("number", rows.iter().map(|row| row.number.as_deref()));
    table.texts("reference", rows.iter().map(|row| row.reference.as_deref()));
    table.numbers("customer", rows.iter().map(|row| Some(row.customer.0)));
    table.texts("name", rows.iter().map(|row| Some(row.counterparty_name.as_str())));
    table.dates("issue_on", rows.iter().map(|row| Some(row.issue_on)));
    table.dates("due_on", rows.iter().map(|row| Some(row.due_on)));
    table.decimals("net", rows.iter().map(|row| Some(row.net)));
    table.decimals("tax", rows.iter().map(|row| Some(row.tax)));
    table.decimals("gross", rows.iter().map(|row| Some(row.gross)));
    table.decimals("settled", rows.iter().map(|row| Some(row.settled)));
    table.numbers("entry", rows.iter().map(|row| row.entry.map(|id| id.0)));
    table.numbers("version", rows.iter().map(|row| Some(row.version)));
    table.finish()
}

#[uniffi::export]
impl Payments {
    /// All payments that a filter finds, as a packed table: `id`, `number`, `direction`, `purpose`,
    /// `state`, `customer`, `name`, `paid_on`, `method`, `amount`, `allocated`, `reference`,
    /// `note`, `entry`, `version`.
    ///
    /// Fails with:
    /// As `list`.
    #[uniffi::method(default(filter = None, sort = None, descending = false))]
    pub fn list_packed(
        &self,
        filter: Option<PaymentFilter>,
        sort: Option<PaymentSort>,
        descending: bool,
    ) -> Result<Vec<u8>, BookroomError> {
        let (filter, sort) = (filter.unwrap_or_default(), sort.unwrap_or_default());
        let rows = self.session.run(|session| {
            let payments = session.billing().payments();
            all(|page| payments.list(&filter, sort, descending, page))
        })?;
        Ok(payments_table(&rows))
    }
}

fn payments_table(rows: &[Payment]) -> Vec<u8> {
    let mut table = Table::new(rows.len());
    table.numbers("id", rows.iter().map(|row| Some(row.id.0)));
    table.texts("number", rows.iter().map(|row| Some(row.number.as_str())));
    table.texts("direction", rows.iter().map(|row| Some(row.direction.slug())));
    table.texts("purpose", rows.iter().map(|row| Some(row.purpose.slug())));
    table.texts("state", rows.iter().map(|row| Some(row.state.slug())));
    table.numbers("customer", rows.iter().map(|row| Some(row.customer.0)));
    table.texts("name", rows.iter().map(|row| Some(row.counterparty_name.as_str())));
    table.dates("paid_on", rows.iter().map(|row| Some(row.paid_on)));
    table.texts("method", rows.iter().map(|row| Some(row.method.as_str())));
    table.decimals("amount", rows.iter().map(|row| Some(row.amount)));
    table.decimals("allocated", rows.iter().map(|row| Some(row.allocated)));
    table.texts("reference", rows.iter().map(|row| row.reference.as_deref()));
    table.texts("note", rows.iter().map(|row| row.note.as_deref()));
    table.numbers("entry", rows.iter().map(|row| row.entry.map(|id| id.0)));
    table.numbers("version", rows.iter().map(|row| Some(row.version)));
    table.finish()
}

#[uniffi::export]
impl Ledger {
    /// All postings of the entries that a filter finds, as a packed table: `entry`, `label`,
    /// `journal`, `number`, `on`, `summary`, `line`, `account`, `party`, `debit`, `credit`, `memo`,
    /// `posted_at`.
    ///
    /// Fails with:
    /// As `entries`.
    #[uniffi::method(default(filter = None))]
    pub fn entries_packed(&self, filter: Option<EntryFilter>) -> Result<Vec<u8>, BookroomError> {
        let filter = filter.unwrap_or_default();
        let entries = self.session.run(|session| {
            all(|page| session.ledger().entries(&filter, EntrySort::On, false, page))
        })?;
        Ok(postings(&entries))
    }

    /// All movements of a register, as a packed table: `entry`, `line`, `on`, `label`, `summary`,
    /// `account`, `party`, `debit`, `credit`, `balance`, `memo`.
    ///
    /// Fails with:
    /// As `register`.
    pub fn register_packed(&self, query: RegisterOptions) -> Result<Vec<u8>, BookroomError> {
        let rows = self.session.run(|session| {
            let ledger = session.ledger();
            all(|page| Ok(ledger.register(&query, page)?.rows))
        })?;
        Ok(movements(&rows))
    }

    /// Posts the entries of a packed table, a row per line: all, or none. Columns: `entry` (number;
    /// rows with the same number stand together), `on` (date), `summary`, `journal`,
    /// `attachments` (number), `account`, `debit`, `credit` (decimals), `party` (number), `memo`.
    /// What concerns the entry is taken from its first row. Returns a packed table with a row per
    /// entry: `id`, `year`, `month`, `number`, `label`.
    ///
    /// Fails with:
    /// As `post_many`; `bad_table` for a buffer that is no table, `unknown_column`, `required`.
    pub fn post_packed(&self, table: &[u8]) -> Result<Vec<u8>, BookroomError> {
        let receipts = self.session.run(|session| session.ledger().post_many(entries(table)?))?;
        let mut table = Table::new(receipts.len());
        table.numbers("id", receipts.iter().map(|row| Some(row.id.0)));
        table.numbers("year", receipts.iter().map(|row| Some(i64::from(row.period.year))));
        table.numbers("month", receipts.iter().map(|row| Some(i64::from(row.period.month))));
        table.numbers("number", receipts.iter().map(|row| Some(row.number)));
        table.texts("label", receipts.iter().map(|row| Some(row.label.as_str())));
        Ok(table.finish())
    }
}

fn entries(table: &[u8]) -> Result<Vec<NewJournalEntry>> {
    let mut columns = Columns::read(table)?;
    let rows = columns.rows;
    let numbers = columns.numbers("entry")?;
    let (on, summary) = (columns.dates("on")?, columns.texts("summary")?);
    let (journal, attachments) = (columns.texts("journal")?, columns.numbers("attachments")?);
    let (account, party) = (columns.texts("account")?, columns.numbers("party")?);
    let (debit, credit) = (columns.decimals("debit")?, columns.decimals("credit")?);
    let memo = columns.texts("memo")?;
    columns.finish()?;
    let lacks = |row: usize, name: &str| Problem::new(Code::Required).at(format!("{name}[{row}]"));
    let text = |value: Option<&str>| value.map(ToOwned::to_owned);
    let mut entries: Vec<NewJournalEntry> = Vec::new();
    let mut last = None;
    for row in 0..rows {
        if numbers[row].is_none() || numbers[row] != last {
            last = numbers[row];
            entries.push(NewJournalEntry {
                journal: text(journal[row]),
                on: on[row].ok_or_else(|| lacks(row, "on"))?,
                summary: summary[row].unwrap_or_default().to_owned(),
                attachments: attachments[row].unwrap_or(0),
                postings: Vec::new(),
            });
        }
        if let Some(entry) = entries.last_mut() {
            entry.postings.push(NewPosting {
                account: account[row].unwrap_or_default().to_owned(),
                debit: debit[row],
                credit: credit[row],
                party: party[row].map(CustomerId::from),
                memo: text(memo[row]),
            });
        }
    }
    Ok(entries)
}

fn postings(entries: &[JournalEntry]) -> Vec<u8> {
    let of = |entry: &JournalEntry| entry.postings.len();
    let rows: Vec<(&JournalEntry, &Posting)> = entries
        .iter()
        .flat_map(|entry| std::iter::repeat_n(entry, of(entry)).zip(&entry.postings))
        .collect();
    let mut table = Table::new(rows.len());
    table.numbers("entry", rows.iter().map(|(entry, _)| Some(entry.id.0)));
    table.texts("label", rows.iter().map(|(entry, _)| Some(entry.label.as_str())));
    table.texts("journal", rows.iter().map(|(entry, _)| Some(entry.journal.as_str())));
    table.numbers("number", rows.iter().map(|(entry, _)| Some(entry.number)));
    table.dates("on", rows.iter().map(|(entry, _)| Some(entry.on)));
    table.texts("summary", rows.iter().map(|(entry, _)| Some(entry.summary.as_str())));
    table.numbers("line", rows.iter().map(|(_, line)| Some(line.line)));
    table.texts("account", rows.iter().map(|(_, line)| Some(line.account.as_str())));
    table.numbers("party", rows.iter().map(|(_, line)| line.party.map(|id| id.0)));
    table.decimals("debit", rows.iter().map(|(_, line)| Some(line.debit)));
    table.decimals("credit", rows.iter().map(|(_, line)| Some(line.credit)));
    table.texts("memo", rows.iter().map(|(_, line)| line.memo.as_deref()));
    table.instants("posted_at", rows.iter().map(|(entry, _)| Some(entry.posted_at)));
    table.finish()
}

fn movements(rows: &[RegisterRow]) -> Vec<u8> {
    let mut table = Table::new(rows.len());
    table.numbers("entry", rows.iter().map(|row| Some(row.entry.0)));
    table.numbers("line", rows.iter().map(|row| Some(row.line)));
    table.dates("on", rows.iter().map(|row| Some(row.on)));
    table.texts("label", rows.iter().map(|row| Some(row.label.as_str())));
    table.texts("summary", rows.iter().map(|row| Some(row.summary.as_str())));
    table.texts("account", rows.iter().map(|row| Some(row.account.as_str())));
    table.numbers("party", rows.iter().map(|row| row.party.map(|id| id.0)));
    table.decimals("debit", rows.iter().map(|row| Some(row.debit)));
    table.decimals("credit", rows.iter().map(|row| Some(row.credit)));
    table.decimals("balance", rows.iter().map(|row| Some(row.balance)));
    table.texts("memo", rows.iter().map(|row| row.memo.as_deref()));
    table.finish()
}
