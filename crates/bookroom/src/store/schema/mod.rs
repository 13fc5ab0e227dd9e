//! The tables as diesel sees them, the same on every database. Follows `migrations/`; a test
//! compares both.

#![allow(missing_docs)] // made by table!; documented in migrations/

mod access;
mod billing;
mod books;
mod changes;
mod customers;
mod dictionaries;
mod exchange;
mod ledger;
mod service;

pub use access::*;
pub use billing::*;
pub use books::*;
pub use changes::*;
pub use customers::*;
pub use dictionaries::*;
pub use exchange::*;
pub use ledger::*;
pub use service::*;

diesel::allow_tables_to_appear_in_same_query!(
    book,
    id_counter,
    number_counter,
    change_head,
    change_log,
    request_log,
    team,
    operator,
    role,
    role_grant,
    role_field,
    operator_role,
    duty_rule,
    dictionary,
    dictionary_item,
    customer,
    customer_class,
    customer_channel,
    customer_address,
    customer_bank_account,
    customer_tag,
    contact,
    contact_channel,
    account,
    account_role,
    journal,
    journal_entry,
    posting,
    balance,
    party_balance,
    entry_review,
    product,
    invoice,
    invoice_line,
    payment,
    allocation,
    service_case,
    case_note,
    import_run,
);
