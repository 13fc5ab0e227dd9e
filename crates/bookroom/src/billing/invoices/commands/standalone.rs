//! Credit notes without an invoice behind them.

use serde::{Deserialize, Serialize};

use super::load::{blank_row, fill, load_known, masked, note_created, records};
use super::post::post_documents;
use crate::billing::invoices::model::{DocumentKind, Invoice, NewInvoice, NewStandaloneCredit};
use crate::billing::invoices::rules::documents::{self as rules, COMMAND_LIMIT};
use crate::billing::invoices::store::documents::{self as store, Document};
use crate::error::{Code, Result};
use crate::rights::permission::Permission;
use crate::rights::permit::Permit;
use crate::values::Check;
use crate::work::{Command, Tx};

/// Posts credit notes that stand alone. What they credit is open until payments, refunds or
/// invoices use it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CreditWithoutInvoice {
    /// The credit notes, at most 100,000.
    pub credits: Vec<NewStandaloneCredit>,
}

impl Command for CreditWithoutInvoice {
    const NAME: &'static str = "invoices.credit_without_invoice";
    const PERMISSION: Permission = Permission::InvoicesCredit;
    type Output = Vec<Invoice>;

    fn execute(&self, permit: &Permit, tx: &mut Tx<'_>) -> Result<Vec<Invoice>> {
        let mut check = Check::new();
        check.at_most("credits", self.credits.len(), COMMAND_LIMIT);
        check.each("credits", &self.credits, |check, new| {
            check.lines("reason", &new.reason, 2_000);
        });
        check.finish()?;
        let today = tx.today();
        let new: Vec<NewInvoice> = self
            .credits
            .iter()
            .map(|new| NewInvoice {
                direction: new.direction,
                customer: new.customer,
                profile: None,
                reference: new.reference.clone(),
                issue_on: new.issue_on.unwrap_or(today),
                due_on: Some(new.issue_on.unwrap_or(today)),
                price_mode: new.price_mode,
                discount: new.discount,
                lines: new.lines.clone(),
                note: Some(new.reason.clone()),
                allow_repeated_reference: false,
            })
            .collect();
        let known = load_known(tx, permit.scope(), &new.iter().collect::<Vec<_>>())?;
        let mut check = Check::new();
        let mut drafts = Vec::with_capacity(new.len());
        check.each("credits", &new, |check, new| {
            drafts.extend(rules::check_invoice(new, &known, check));
        });
        check.finish()?;
        let first = tx.ids("invoice", drafts.len())?;
        let (book, now) = (tx.book_id(), tx.now_micros());
        let created_by = permit.operator().map(i64::from);
        let mut documents: Vec<Document> = Vec::with_capacity(drafts.len());
        for (id, draft) in (first..).zip(&drafts) {
            let party = known.counterparties.get(&draft.customer).ok_or(Code::Internal)?;
            let mut blank = blank_row(book, id, now, created_by);
            DocumentKind::CreditNote.slug().clone_into(&mut blank.kind);
            let profile = known.profiles.get(&draft.profile.unwrap_or_default());
            documents.push(fill(blank, draft, (party, profile), now));
        }
        post_documents(permit, tx, &mut documents, &known.roles)?;
        store::insert(tx.conn, &documents)?;
        let records = records(tx, &documents)?;
        note_created(permit, tx, &records)?;
        Ok(masked(permit, records))
    }
}
