//! Whether whoever imports may read the fields that a file gives.

use crate::error::Result;
use crate::exchange::model::ImportedCustomer;
use crate::rights::permission::Field;
use crate::rights::permit::Permit;

/// Refuses values for fields that may not be read, before anything is looked up: what became of
/// such a row would tell what the field holds.
pub(super) fn require_readable(permit: &Permit, rows: &[ImportedCustomer]) -> Result<()> {
    let rights = permit.fields();
    let given = |field| {
        rows.iter().any(|row| {
            let customer = &row.customer;
            match field {
                Field::CustomerChannels => !customer.channels.is_empty(),
                Field::CustomerAddresses => !customer.addresses.is_empty(),
                Field::CustomerTaxNumber => customer.tax_number.is_some(),
                Field::CustomerBanking => {
                    customer.billing.is_some() || !customer.bank_accounts.is_empty()
                }
                Field::CustomerNote => customer.note.is_some(),
                Field::ContactChannels => {
                    row.contacts.iter().any(|contact| !contact.channels.is_empty())
                }
                _ => false,
            }
        })
    };
    let fields = [
        Field::CustomerChannels,
        Field::CustomerAddresses,
        Field::CustomerTaxNumber,
        Field::CustomerBanking,
        Field::CustomerNote,
        Field::ContactChannels,
    ];
    for field in fields.into_iter().filter(|field| !rights.can_read(*field)) {
        if given(field) {
            rights.require_write(field)?;
        }
    }
    Ok(())
}
