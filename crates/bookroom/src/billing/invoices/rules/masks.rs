//! What an operator may see of a document: copies of protected fields are protected like them.

use crate::billing::invoices::model::Invoice;
use crate::rights::permission::{Field, FieldRight};
use crate::rights::permit::FieldRights;
use crate::values::masks;

/// The document with the counterparty's tax number and address as the operator may see them.
pub(crate) fn mask(mut invoice: Invoice, fields: &FieldRights) -> Invoice {
    limit(&mut invoice, fields);
    invoice
}

/// As [`mask`], in place.
pub(crate) fn limit(invoice: &mut Invoice, fields: &FieldRights) {
    let number = invoice.counterparty_tax_number.take();
    invoice.counterparty_tax_number =
        number.and_then(|number| match fields.on(Field::CustomerTaxNumber) {
            FieldRight::Hidden => None,
            FieldRight::Masked => Some(masks::last_four(&number)),
            FieldRight::Read | FieldRight::Write => Some(number),
        });
    if let Some(warning) = &mut invoice.credit_warning
        && !fields.can_read(Field::CustomerCredit)
    {
        (warning.limit, warning.used) = (None, None);
    }
    let banking = fields.on(Field::CustomerBanking);
    let limit = |text: &mut Option<String>, mask: fn(&str) -> String| {
        *text = text.take().and_then(|text| match banking {
            FieldRight::Hidden => None,
            FieldRight::Masked => Some(mask(&text)),
            FieldRight::Read | FieldRight::Write => Some(text),
        });
    };
    limit(&mut invoice.counterparty_phone, masks::phone);
    limit(&mut invoice.counterparty_bank, str::to_owned);
    limit(&mut invoice.counterparty_account, masks::last_four);
    limit(&mut invoice.counterparty_email, masks::email);
    // It may be the billing profile's, which is protected as banking is.
    let address_of = [Field::CustomerAddresses, Field::CustomerBanking];
    if !address_of.iter().all(|field| fields.can_read(*field)) {
        invoice.counterparty_address = None;
    }
}
