//! The journal entry of a document.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::billing::invoices::model::{Direction, DocumentKind};
use crate::error::{Code, Problem};
use crate::ledger::{AccountRole, DraftEntry, DraftPosting, Source};
use crate::values::Language;

/// A document as its entry needs it, in minor units; its gross amount is not negative.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Document<'d> {
    pub(crate) id: i64,
    pub(crate) kind: DocumentKind,
    pub(crate) direction: Direction,
    pub(crate) number: &'d str,
    pub(crate) customer: i64,
    pub(crate) on: NaiveDate,
    pub(crate) tax: i64,
    pub(crate) gross: i64,
    /// Account and net amount of each line.
    pub(crate) nets: Vec<(i64, i64)>,
}

/// The entry of a document; none for a document of nothing. Sale: what the customer owes against
/// sales by account and tax. Purchase: what was bought by account and tax against what is owed. A
/// credit note stands on the same sides in red.
///
/// # Errors
/// `unknown_reference` with the fact `role` when the chart names no account for a role.
pub(crate) fn entry_of(
    document: &Document<'_>,
    roles: &BTreeMap<AccountRole, i64>,
    language: Language,
) -> Result<Option<DraftEntry>, Problem> {
    let account = |role: AccountRole| {
        let missing = || Problem::new(Code::UnknownReference).fact("role", role.slug());
        roles.get(&role).copied().ok_or_else(missing)
    };
    let is_sale = document.direction == Direction::Sale;
    let sign = if document.kind == DocumentKind::CreditNote { -1 } else { 1 };
    let posting = |account, amount: i64, debit: bool, party| {
        let (debit, credit) = if debit { (sign * amount, 0) } else { (0, sign * amount) };
        DraftPosting { account, party, debit, credit, memo: None }
    };
    let (control, tax) = if is_sale {
        (AccountRole::Receivable, AccountRole::OutputTax)
    } else {
        (AccountRole::Payable, AccountRole::InputTax)
    };
    let mut by_account = BTreeMap::<i64, i128>::new();
    for (account, net) in &document.nets {
        *by_account.entry(*account).or_default() += i128::from(*net);
    }
    let mut postings = Vec::with_capacity(by_account.len() + 2);
    for (account, net) in by_account.into_iter().filter(|(_, net)| *net != 0) {
        let net = i64::try_from(net).map_err(|_| Problem::new(Code::OutOfRange).at("lines"))?;
        postings.push(posting(account, net, !is_sale, None));
    }
    if document.tax != 0 {
        postings.push(posting(account(tax)?, document.tax, !is_sale, None));
    }
    if document.gross != 0 {
        let owed = posting(account(control)?, document.gross, is_sale, Some(document.customer));
        // Debits first, as vouchers are written.
        postings.insert(if is_sale { 0 } else { postings.len() }, owed);
    }
    if postings.is_empty() {
        return Ok(None);
    }
    Ok(Some(DraftEntry {
        journal: None,
        on: document.on,
        summary: format!("{} {}", title(document, language), document.number),
        attachments: 0,
        source: Some(Source { kind: "invoice", id: document.id }),
        reverses: None,
        postings,
    }))
}

fn title(document: &Document<'_>, language: Language) -> &'static str {
    match (document.kind, document.direction) {
        (DocumentKind::Invoice, Direction::Sale) => language.pick("销售发票", "Sales invoice"),
        (DocumentKind::Invoice, Direction::Purchase) => {
            language.pick("采购发票", "Purchase invoice")
        }
        (DocumentKind::CreditNote, Direction::Sale) => {
            language.pick("销售红字发票", "Sales credit note")
        }
        (DocumentKind::CreditNote, Direction::Purchase) => {
            language.pick("采购红字发票", "Purchase credit note")
        }
    }
}

/// The series that documents of a kind are numbered in.
pub(crate) fn series(kind: DocumentKind, direction: Direction) -> &'static str {
    match (kind, direction) {
        (DocumentKind::Invoice, Direction::Sale) => "INV",
        (DocumentKind::Invoice, Direction::Purchase) => "BILL",
        (DocumentKind::CreditNote, Direction::Sale) => "CN",
        (DocumentKind::CreditNote, Direction::Purchase) => "BCN",
    }
}

/// A document's number from its series, month and place in it.
pub(crate) fn number_of(series: &str, period: i64, place: i64) -> String {
    format!("{series}-{period:06}-{place:04}")
}

/// Takes a number apart into series, month and place.
pub(crate) fn parts_of(number: &str) -> Option<(&str, i64, i64)> {
    let mut parts = number.split('-');
    let (series, period, place) = (parts.next()?, parts.next()?, parts.next()?);
    Some((series, period.parse().ok()?, place.parse().ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn document(direction: Direction, kind: DocumentKind) -> Document<'static> {
        Document {
            id: 7,
            kind,
            direction,
            number: "INV-202606-0001",
            customer: 3,
            on: NaiveDate::from_ymd_opt(2026, 6, 15).unwrap(),
            tax: 13,
            gross: 113,
            nets: vec![(51, 60), (52, 0), (51, 40)],
        }
    }

    fn lines(entry: &DraftEntry) -> Vec<(i64, Option<i64>, i64, i64)> {
        entry.postings.iter().map(|it| (it.account, it.party, it.debit, it.credit)).collect()
    }

    #[test]
    fn entries_are_folded_and_balanced() {
        use AccountRole::{InputTax, OutputTax, Payable, Receivable};
        let roles = BTreeMap::from([(Receivable, 1), (Payable, 2), (OutputTax, 3), (InputTax, 4)]);
        let entry = |direction, kind| {
            entry_of(&document(direction, kind), &roles, Language::Chinese).unwrap().unwrap()
        };
        let sale = entry(Direction::Sale, DocumentKind::Invoice);
        assert_eq!(sale.summary, "销售发票 INV-202606-0001");
        assert_eq!(lines(&sale), [(1, Some(3), 113, 0), (51, None, 0, 100), (3, None, 0, 13)]);
        let bill = entry(Direction::Purchase, DocumentKind::Invoice);
        assert_eq!(lines(&bill), [(51, None, 100, 0), (4, None, 13, 0), (2, Some(3), 0, 113)]);
        let red = entry(Direction::Sale, DocumentKind::CreditNote);
        assert_eq!(lines(&red), [(1, Some(3), -113, 0), (51, None, 0, -100), (3, None, 0, -13)]);
        let nothing = Document {
            tax: 0,
            gross: 0,
            nets: vec![(51, 0)],
            ..document(Direction::Sale, DocumentKind::Invoice)
        };
        assert_eq!(entry_of(&nothing, &roles, Language::Chinese), Ok(None));
        let none = BTreeMap::new();
        let error =
            entry_of(&document(Direction::Sale, DocumentKind::Invoice), &none, Language::English);
        assert_eq!(error.unwrap_err().fact_value("role"), Some("output_tax"));
    }

    #[test]
    fn numbers_come_apart_again() {
        assert_eq!(number_of("INV", 202_606, 12), "INV-202606-0012");
        assert_eq!(parts_of("INV-202606-0012"), Some(("INV", 202_606, 12)));
        assert_eq!(parts_of(&number_of("CN", 202_606, 123_456)), Some(("CN", 202_606, 123_456)));
        assert_eq!(parts_of("INV"), None);
    }
}
