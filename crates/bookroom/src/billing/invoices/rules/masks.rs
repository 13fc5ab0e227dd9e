//! What an operator may see of a document: copies of protected fields are protected like them.

use crate::billing::invoices::model::Invoice;
use crate::rights::permission::{Field, FieldRight};
use crate::rights::permit::FieldRights;
use crate::values::masks;

/// The document with the counterparty's tax number and address as the operator may see them.
pub(crate) fn mask(mut invoice: Invoice, fields: &FieldRights) -> Invoice {
    invoice.counterparty_tax_number =
        invoice.counterparty_tax_number.and_then(|number| {
            match fields.on(Field::CustomerTaxNumber) {
                FieldRight::Hidden => None,
                FieldRight::Masked => Some(masks::last_four(&number)),
                FieldRight::Read | FieldRight::Write => Some(number),
            }
        });
    let can_read = fields.can_read(Field::CustomerAddresses);
    invoice.counterparty_address = invoice.counterparty_address.filter(|_| can_read);
    invoice
}
