//! Made by tools/generate.py from the engine's source; do not edit.

#![allow(clippy::wildcard_imports)]

use bookroom::AnyCommand;
use bookroom::AnyOutcome;
use bookroom::Session;
use pyo3::prelude::*;

use super::schema::*;
use crate::call::{Args, Done, Run};
use crate::from_python::from_python;
use crate::schema::Type;
use crate::to_python::to_python;

/// Every call by its name, in the order of the names.
pub(crate) static CALLS: &[(&str, Run)] = &[
    ("access.add_operator", access_add_operator),
    ("access.add_role", access_add_role),
    ("access.add_team", access_add_team),
    ("access.assign_roles", access_assign_roles),
    ("access.change_own_password", access_change_own_password),
    ("access.check_duties", access_check_duties),
    ("access.duty_rules", access_duty_rules),
    ("access.edit_operator", access_edit_operator),
    ("access.edit_role", access_edit_role),
    ("access.edit_team", access_edit_team),
    ("access.operators", access_operators),
    ("access.remove_role", access_remove_role),
    ("access.reset_password", access_reset_password),
    ("access.roles", access_roles),
    ("access.set_duty_rule", access_set_duty_rule),
    ("access.set_operator_active", access_set_operator_active),
    ("access.teams", access_teams),
    ("billing.invoices.cancel", billing_invoices_cancel),
    ("billing.invoices.credit", billing_invoices_credit),
    ("billing.invoices.credit_many", billing_invoices_credit_many),
    ("billing.invoices.discard", billing_invoices_discard),
    ("billing.invoices.draft", billing_invoices_draft),
    ("billing.invoices.draft_and_post", billing_invoices_draft_and_post),
    ("billing.invoices.draft_many", billing_invoices_draft_many),
    ("billing.invoices.edit", billing_invoices_edit),
    ("billing.invoices.find_by_number", billing_invoices_find_by_number),
    ("billing.invoices.find_by_reference", billing_invoices_find_by_reference),
    ("billing.invoices.get", billing_invoices_get),
    ("billing.invoices.get_many", billing_invoices_get_many),
    ("billing.invoices.list", billing_invoices_list),
    ("billing.invoices.post", billing_invoices_post),
    ("billing.invoices.post_many", billing_invoices_post_many),
    ("billing.invoices.totals", billing_invoices_totals),
    ("billing.payments.allocate", billing_payments_allocate),
    ("billing.payments.allocate_automatically", billing_payments_allocate_automatically),
    ("billing.payments.allocations", billing_payments_allocations),
    ("billing.payments.cancel", billing_payments_cancel),
    ("billing.payments.edit", billing_payments_edit),
    ("billing.payments.get", billing_payments_get),
    ("billing.payments.list", billing_payments_list),
    ("billing.payments.record", billing_payments_record),
    ("billing.payments.record_many", billing_payments_record_many),
    ("billing.payments.totals", billing_payments_totals),
    ("billing.payments.unallocated_credit", billing_payments_unallocated_credit),
    ("billing.payments.verify", billing_payments_verify),
    ("billing.payments.withdraw_allocations", billing_payments_withdraw_allocations),
    ("billing.products.add", billing_products_add),
    ("billing.products.add_many", billing_products_add_many),
    ("billing.products.edit", billing_products_edit),
    ("billing.products.edit_many", billing_products_edit_many),
    ("billing.products.find_many", billing_products_find_many),
    ("billing.products.get", billing_products_get),
    ("billing.products.get_by_code", billing_products_get_by_code),
    ("billing.products.list", billing_products_list),
    ("billing.products.remove", billing_products_remove),
    ("billing.products.set_active", billing_products_set_active),
    ("billing.verify", billing_verify),
    ("changes.after", changes_after),
    ("changes.erase_personal", changes_erase_personal),
    ("changes.head", changes_head),
    ("changes.history", changes_history),
    ("changes.verify", changes_verify),
    ("customers.add", customers_add),
    ("customers.add_contact", customers_add_contact),
    ("customers.add_contacts", customers_add_contacts),
    ("customers.add_many", customers_add_many),
    ("customers.assign", customers_assign),
    ("customers.contact", customers_contact),
    ("customers.contacts", customers_contacts),
    ("customers.count", customers_count),
    ("customers.count_contacts", customers_count_contacts),
    ("customers.duplicates_of", customers_duplicates_of),
    ("customers.edit", customers_edit),
    ("customers.edit_contact", customers_edit_contact),
    ("customers.edit_contacts", customers_edit_contacts),
    ("customers.edit_many", customers_edit_many),
    ("customers.find_by_code", customers_find_by_code),
    ("customers.get", customers_get),
    ("customers.get_many", customers_get_many),
    ("customers.list", customers_list),
    ("customers.list_contacts", customers_list_contacts),
    ("customers.remove", customers_remove),
    ("customers.remove_contact", customers_remove_contact),
    ("customers.remove_contacts", customers_remove_contacts),
    ("customers.remove_many", customers_remove_many),
    ("customers.set_active", customers_set_active),
    ("customers.set_active_many", customers_set_active_many),
    ("customers.set_contact_active", customers_set_contact_active),
    ("customers.set_contacts_active", customers_set_contacts_active),
    ("customers.tag", customers_tag),
    ("customers.tags", customers_tags),
    ("customers.untag", customers_untag),
    ("dictionaries.add_dictionary", dictionaries_add_dictionary),
    ("dictionaries.add_items", dictionaries_add_items),
    ("dictionaries.edit_dictionary", dictionaries_edit_dictionary),
    ("dictionaries.edit_items", dictionaries_edit_items),
    ("dictionaries.items", dictionaries_items),
    ("dictionaries.list", dictionaries_list),
    ("dictionaries.merge_items", dictionaries_merge_items),
    ("dictionaries.remove_dictionary", dictionaries_remove_dictionary),
    ("dictionaries.remove_items", dictionaries_remove_items),
    ("dictionaries.reorder_items", dictionaries_reorder_items),
    ("dictionaries.set_items_active", dictionaries_set_items_active),
    ("dictionaries.tree", dictionaries_tree),
    ("exchange.imports", exchange_imports),
    ("exchange.undo_import", exchange_undo_import),
    ("ledger.account", ledger_account),
    ("ledger.account_roles", ledger_account_roles),
    ("ledger.accounts", ledger_accounts),
    ("ledger.add_account", ledger_add_account),
    ("ledger.add_accounts", ledger_add_accounts),
    ("ledger.add_journal", ledger_add_journal),
    ("ledger.balance", ledger_balance),
    ("ledger.edit_account", ledger_edit_account),
    ("ledger.edit_journal", ledger_edit_journal),
    ("ledger.entries", ledger_entries),
    ("ledger.entry", ledger_entry),
    ("ledger.journals", ledger_journals),
    ("ledger.move_account", ledger_move_account),
    ("ledger.party_balance", ledger_party_balance),
    ("ledger.party_balances", ledger_party_balances),
    ("ledger.post", ledger_post),
    ("ledger.post_many", ledger_post_many),
    ("ledger.register", ledger_register),
    ("ledger.remove_account", ledger_remove_account),
    ("ledger.remove_journal", ledger_remove_journal),
    ("ledger.restore", ledger_restore),
    ("ledger.retire", ledger_retire),
    ("ledger.reverse", ledger_reverse),
    ("ledger.reverse_many", ledger_reverse_many),
    ("ledger.review", ledger_review),
    ("ledger.set_account_role", ledger_set_account_role),
    ("ledger.verify", ledger_verify),
    ("ledger.withdraw_review", ledger_withdraw_review),
    ("reports.ageing", reports_ageing),
    ("reports.income_summary", reports_income_summary),
    ("reports.statement", reports_statement),
    ("reports.trial_balance", reports_trial_balance),
    ("service.add_note", service_add_note),
    ("service.add_notes", service_add_notes),
    ("service.assign", service_assign),
    ("service.close", service_close),
    ("service.counts", service_counts),
    ("service.edit", service_edit),
    ("service.edit_many", service_edit_many),
    ("service.edit_note", service_edit_note),
    ("service.get", service_get),
    ("service.list", service_list),
    ("service.move_to", service_move_to),
    ("service.notes", service_notes),
    ("service.open", service_open),
    ("service.open_by_assignee", service_open_by_assignee),
    ("service.open_many", service_open_many),
    ("service.reject", service_reject),
    ("service.remove_note", service_remove_note),
    ("service.reopen", service_reopen),
    ("service.resolve", service_resolve),
];

fn access_add_operator(args: &Args<'_, '_>) -> Done {
    static A0: Type = Type::Record(&NEW_OPERATOR);
    static RETURNS: Type = Type::Record(&OPERATOR);
    let a0 = args.get(0, "operator", &A0)?;
    args.run(&RETURNS, |session: &Session| session.access().add_operator(a0))
}

fn access_add_role(args: &Args<'_, '_>) -> Done {
    static A0: Type = Type::Record(&NEW_ROLE);
    static RETURNS: Type = Type::Record(&ROLE);
    let a0 = args.get(0, "role", &A0)?;
    args.run(&RETURNS, |session: &Session| session.access().add_role(a0))
}

fn access_add_team(args: &Args<'_, '_>) -> Done {
    static A0: Type = Type::Record(&NEW_TEAM);
    static RETURNS: Type = Type::Record(&TEAM);
    let a0 = args.get(0, "team", &A0)?;
    args.run(&RETURNS, |session: &Session| session.access().add_team(a0))
}

fn access_assign_roles(args: &Args<'_, '_>) -> Done {
    static A0: Type = Type::Int;
    static A1: Type = Type::Int;
    static A2: Type = Type::List(&Type::Text);
    static RETURNS: Type = Type::Record(&OPERATOR);
    let a0 = args.get(0, "id", &A0)?;
    let a1 = args.get(1, "version", &A1)?;
    let a2 = args.get(2, "roles", &A2)?;
    args.run(&RETURNS, |session: &Session| session.access().assign_roles(a0, a1, a2))
}

fn access_change_own_password(args: &Args<'_, '_>) -> Done {
    static A0: Type = Type::Text;
    static A1: Type = Type::Text;
    static RETURNS: Type = Type::Record(&OPERATOR);
    let a0: String = args.get(0, "current", &A0)?;
    let a1: String = args.get(1, "new", &A1)?;
    args.run(&RETURNS, |session: &Session| session.access().change_own_password(&a0, &a1))
}

fn access_check_duties(args: &Args<'_, '_>) -> Done {
    static RETURNS: Type = Type::List(&Type::Record(&DUTY_CONFLICT));
    args.run(&RETURNS, |session: &Session| session.access().check_duties())
}

fn access_duty_rules(args: &Args<'_, '_>) -> Done {
    static RETURNS: Type = Type::List(&Type::Record(&DUTY_RULE));
    args.run(&RETURNS, |session: &Session| session.access().duty_rules())
}

fn access_edit_operator(args: &Args<'_, '_>) -> Done {
    static A0: Type = Type::Int;
    static A1: Type = Type::Int;
    static A2: Type = Type::Record(&OPERATOR_EDIT);
    static RETURNS: Type = Type::Record(&OPERATOR);
    let a0 = args.get(0, "id", &A0)?;
    let a1 = args.get(1, "version", &A1)?;
    let a2 = args.get(2, "edit", &A2)?;
    args.run(&RETURNS, |session: &Session| session.access().edit_operator(a0, a1, a2))
}

fn access_edit_role(args: &Args<'_, '_>) -> Done {
    static A0: Type = Type::Int;
    static A1: Type = Type::Int;
    static A2: Type = Type::Record(&ROLE_EDIT);
    static RETURNS: Type = Type::Record(&ROLE);
    let a0 = args.get(0, "id", &A0)?;
    let a1 = args.get(1, "version", &A1)?;
    let a2 = args.get(2, "edit", &A2)?;
    args.run(&RETURNS, |session: &Session| session.access().edit_role(a0, a1, a2))
}

fn access_edit_team(args: &Args<'_, '_>) -> Done {
    static A0: Type = Type::Int;
    static A1: Type = Type::Int;
    static A2: Type = Type::Record(&TEAM_EDIT);
    static RETURNS: Type = Type::Record(&TEAM);
    let a0 = args.get(0, "id", &A0)?;
    let a1 = args.get(1, "version", &A1)?;
    let a2 = args.get(2, "edit", &A2)?;
    args.run(&RETURNS, |session: &Session| session.access().edit_team(a0, a1, a2))
}

fn access_operators(args: &Args<'_, '_>) -> Done {
    static RETURNS: Type = Type::List(&Type::Record(&OPERATOR));
    args.run(&RETURNS, |session: &Session| session.access().operators())
}

fn access_remove_role(args: &Args<'_, '_>) -> Done {
    static A0: Type = Type::Int;
    static A1: Type = Type::Int;
    static RETURNS: Type = Type::Record(&ROLE);
    let a0 = args.get(0, "id", &A0)?;
    let a1 = args.get(1, "version", &A1)?;
    args.run(&RETURNS, |session: &Session| session.access().remove_role(a0, a1))
}

fn access_reset_password(args: &Args<'_, '_>) -> Done {
    static A0: Type = Type::Int;
    static A1: Type = Type::Text;
    static RETURNS: Type = Type::Record(&OPERATOR);
    let a0 = args.get(0, "id", &A0)?;
    let a1: String = args.get(1, "password", &A1)?;
    args.run(&RETURNS, |session: &Session| session.access().reset_password(a0, &a1))
}

fn access_roles(args: &Args<'_, '_>) -> Done {
    static RETURNS: Type = Type::List(&Type::Record(&ROLE));
    args.run(&RETURNS, |session: &Session| session.access().roles())
}

fn access_set_duty_rule(args: &Args<'_, '_>) -> Done {
    static A0: Type = Type::Text;
    static A1: Type = Type::Bool;
    static RETURNS: Type = Type::Record(&DUTY_RULE);
    let a0: String = args.get(0, "code", &A0)?;
    let a1 = args.get(1, "enforced", &A1)?;
    args.run(&RETURNS, |session: &Session| session.access().set_duty_rule(&a0, a1))
}

fn access_set_operator_active(args: &Args<'_, '_>) -> Done {
    static A0: Type = Type::Int;
    static A1: Type = Type::Int;
    static A2: Type = Type::Bool;
    static RETURNS: Type = Type::Record(&OPERATOR);
    let a0 = args.get(0, "id", &A0)?;
    let a1 = args.get(1, "version", &A1)?;
    let a2 = args.get(2, "active", &A2)?;
    args.run(&RETURNS, |session: &Session| session.access().set_operator_active(a0, a1, a2))
}

fn access_teams(args: &Args<'_, '_>) -> Done {
    static RETURNS: Type = Type::List(&Type::Record(&TEAM));
    args.run(&RETURNS, |session: &Session| session.access().teams())
}

fn billing_invoices_cancel(args: &Args<'_, '_>) -> Done {
    static A0: Type = Type::List(&Type::Record(&INVOICE_VERSION));
    static A1: Type = Type::Option(&Type::Date);
    static A2: Type = Type::Option(&Type::Text);
    static RETURNS: Type = Type::List(&Type::Record(&CREDITED));
    let a0 = args.get(0, "invoices", &A0)?;
    let a1 = args.get(1, "issue_on", &A1)?;
    let a2 = args.get(2, "note", &A2)?;
    args.run(&RETURNS, |session: &Session| session.billing().invoices().cancel(a0, a1, a2))
}

fn billing_invoices_credit(args: &Args<'_, '_>) -> Done {
    static A0: Type = Type::Record(&NEW_CREDIT_NOTE);
    static RETURNS: Type = Type::Record(&CREDITED);
    let a0 = args.get(0, "credit", &A0)?;
    args.run(&RETURNS, |session: &Session| session.billing().invoices().credit(a0))
}

fn billing_invoices_credit_many(args: &Args<'_, '_>) -> Done {
    static A0: Type = Type::List(&Type::Record(&NEW_CREDIT_NOTE));
    static RETURNS: Type = Type::List(&Type::Record(&CREDITED));
    let a0 = args.get(0, "credits", &A0)?;
    args.run(&RETURNS, |session: &Session| session.billing().invoices().credit_many(a0))
}

fn billing_invoices_discard(args: &Args<'_, '_>) -> Done {
    static A0: Type = Type::List(&Type::Record(&INVOICE_VERSION));
    static RETURNS: Type = Type::List(&Type::Int);
    let a0 = args.get(0, "invoices", &A0)?;
    args.run(&RETURNS, |session: &Session| session.billing().invoices().discard(a0))
}

fn billing_invoices_draft(args: &Args<'_, '_>) -> Done {
    static A0: Type = Type::Record(&NEW_INVOICE);
    static RETURNS: Type = Type::Record(&INVOICE);
    let a0 = args.get(0, "invoice", &A0)?;
    args.run(&RETURNS, |session: &Session| session.billing().invoices().draft(a0))
}

fn billing_invoices_draft_and_post(args: &Args<'_, '_>) -> Done {
    static A0: Type = Type::List(&Type::Record(&NEW_INVOICE));
    static RETURNS: Type = Type::List(&Type::Record(&INVOICE));
    let a0 = args.get(0, "invoices", &A0)?;
    args.run(&RETURNS, |session: &Session| session.billing().invoices().draft_and_post(a0))
}

fn billing_invoices_draft_many(args: &Args<'_, '_>) -> Done {
    static A0: Type = Type::List(&Type::Record(&NEW_INVOICE));
    static RETURNS: Type = Type::List(&Type::Record(&INVOICE));
    let a0 = args.get(0, "invoices", &A0)?;
    args.run(&RETURNS, |session: &Session| session.billing().invoices().draft_many(a0))
}

fn billing_invoices_edit(args: &Args<'_, '_>) -> Done {
    static A0: Type = Type::Int;
    static A1: Type = Type::Int;
    static A2: Type = Type::Record(&NEW_INVOICE);
    static RETURNS: Type = Type::Record(&INVOICE);
    let a0 = args.get(0, "id", &A0)?;
    let a1 = args.get(1, "version", &A1)?;
    let a2 = args.get(2, "invoice", &A2)?;
    args.run(&RETURNS, |session: &Session| session.billing().invoices().edit(a0, a1, a2))
}

fn billing_invoices_find_by_number(args: &Args<'_, '_>) -> Done {
    static A0: Type = Type::Text;
    static RETURNS: Type = Type::Record(&INVOICE);
    let a0: String = args.get(0, "number", &A0)?;
    args.run(&RETURNS, |session: &Session| session.billing().invoices().find_by_number(&a0))
}

fn billing_invoices_find_by_reference(args: &Args<'_, '_>) -> Done {
    static A0: Type = Type::Text;
    static RETURNS: Type = Type::List(&Type::Record(&INVOICE));
    let a0: String = args.get(0, "reference", &A0)?;
    args.run(&RETURNS, |session: &Session| session.billing().invoices().find_by_reference(&a0))
}

fn billing_invoices_get(args: &Args<'_, '_>) -> Done {
    static A0: Type = Type::Int;
    static RETURNS: Type = Type::Record(&INVOICE);
    let a0 = args.get(0, "id", &A0)?;
    args.run(&RETURNS, |session: &Session| session.billing().invoices().get(a0))
}

fn billing_invoices_get_many(args: &Args<'_, '_>) -> Done {
    static A0: Type = Type::List(&Type::Int);
    static RETURNS: Type = Type::List(&Type::Record(&INVOICE));
    let a0: Vec<_> = args.get(0, "ids", &A0)?;
    args.run(&RETURNS, |session: &Session| session.billing().invoices().get_many(&a0))
}

fn billing_invoices_list(args: &Args<'_, '_>) -> Done {
    static A0: Type = Type::Record(&INVOICE_FILTER);
    static A1: Type = Type::Enum(&INVOICE_SORT);
    static A2: Type = Type::Bool;
    static A3: Type = Type::Record(&PAGE_REQUEST);
    static RETURNS: Type = Type::Page(&Type::List(&Type::Record(&INVOICE)));
    let a0 = args.get(0, "filter", &A0)?;
    let a1 = args.get(1, "sort", &A1)?;
    let a2 = args.get(2, "descending", &A2)?;
    let a3 = args.get(3, "page", &A3)?;
    args.run(&RETURNS, |session: &Session| session.billing().invoices().list(&a0, a1, a2, &a3))
}

fn billing_invoices_post(args: &Args<'_, '_>) -> Done {
    static A0: Type = Type::Int;
    static A1: Type = Type::Int;
    static RETURNS: Type = Type::Record(&INVOICE);
    let a0 = args.get(0, "id", &A0)?;
    let a1 = args.get(1, "version", &A1)?;
    args.run(&RETURNS, |session: &Session| session.billing().invoices().post(a0, a1))
}

fn billing_invoices_post_many(args: &Args<'_, '_>) -> Done {
    static A0: Type = Type::List(&Type::Record(&INVOICE_VERSION));
    static RETURNS: Type = Type::List(&Type::Record(&INVOICE));
    let a0 = args.get(0, "invoices", &A0)?;
    args.run(&RETURNS, |session: &Session| session.billing().invoices().post_many(a0))
}

fn billing_invoices_totals(args: &Args<'_, '_>) -> Done {
    static A0: Type = Type::Record(&INVOICE_FILTER);
    static RETURNS: Type = Type::List(&Type::Record(&INVOICE_TOTALS));
    let a0 = args.get(0, "filter", &A0)?;
    args.run(&RETURNS, |session: &Session| session.billing().invoices().totals(&a0))
}

fn billing_payments_allocate(args: &Args<'_, '_>) -> Done {
    static A0: Type = Type::List(&Type::Record(&NEW_ALLOCATION));
    static A1: Type = Type::Option(&Type::Date);
    static RETURNS: Type = Type::List(&Type::Record(&ALLOCATION));
    let a0 = args.get(0, "allocations", &A0)?;
    let a1 = args.get(1, "on", &A1)?;
    args.run(&RETURNS, |session: &Session| session.billing().payments().allocate(a0, a1))
}

fn billing_payments_allocate_automatically(args: &Args<'_, '_>) -> Done {
    static A0: Type = Type::List(&Type::Int);
    static A1: Type = Type::Option(&Type::Enum(&DEBT_SIDE));
    static A2: Type = Type::Option(&Type::Date);
    static RETURNS: Type = Type::List(&Type::Record(&ALLOCATION));
    let a0 = args.get(0, "customers", &A0)?;
    let a1 = args.get(1, "side", &A1)?;
    let a2 = args.get(2, "on", &A2)?;
    args.run(&RETURNS, |session: &Session| {
        session.billing().payments().allocate_automatically(a0, a1, a2)
    })
}

fn billing_payments_allocations(args: &Args<'_, '_>) -> Done {
    static A0: Type = Type::Union(&OPEN_ITEM);
    static RETURNS: Type = Type::List(&Type::Record(&ALLOCATION));
    let a0 = args.get(0, "item", &A0)?;
    args.run(&RETURNS, |session: &Session| session.billing().payments().allocations(a0))
}

fn billing_payments_cancel(args: &Args<'_, '_>) -> Done {
    static A0: Type = Type::List(&Type::Record(&PAYMENT_VERSION));
    static A1: Type = Type::Option(&Type::Date);
    static A2: Type = Type::Option(&Type::Text);
    static RETURNS: Type = Type::List(&Type::Record(&PAYMENT));
    let a0 = args.get(0, "payments", &A0)?;
    let a1 = args.get(1, "on", &A1)?;
    let a2 = args.get(2, "reason", &A2)?;
    args.run(&RETURNS, |session: &Session| session.billing().payments().cancel(a0, a1, a2))
}

fn billing_payments_edit(args: &Args<'_, '_>) -> Done {
    static A0: Type = Type::Int;
    static A1: Type = Type::Int;
    static A2: Type = Type::Record(&PAYMENT_EDIT);
    static RETURNS: Type = Type::Record(&PAYMENT);
    let a0 = args.get(0, "id", &A0)?;
    let a1 = args.get(1, "version", &A1)?;
    let a2 = args.get(2, "edit", &A2)?;
    args.run(&RETURNS, |session: &Session| session.billing().payments().edit(a0, a1, a2))
}

fn billing_payments_get(args: &Args<'_, '_>) -> Done {
    static A0: Type = Type::Int;
    static RETURNS: Type = Type::Record(&PAYMENT);
    let a0 = args.get(0, "id", &A0)?;
    args.run(&RETURNS, |session: &Session| session.billing().payments().get(a0))
}

fn billing_payments_list(args: &Args<'_, '_>) -> Done {
    static A0: Type = Type::Record(&PAYMENT_FILTER);
    static A1: Type = Type::Enum(&PAYMENT_SORT);
    static A2: Type = Type::Record(&PAGE_REQUEST);
    static RETURNS: Type = Type::Page(&Type::List(&Type::Record(&PAYMENT)));
    let a0 = args.get(0, "filter", &A0)?;
    let a1 = args.get(1, "sort", &A1)?;
    let a2 = args.get(2, "page", &A2)?;
    args.run(&RETURNS, |session: &Session| session.billing().payments().list(&a0, a1, &a2))
}

fn billing_payments_record(args: &Args<'_, '_>) -> Done {
    static A0: Type = Type::Record(&NEW_PAYMENT);
    static RETURNS: Type = Type::Record(&PAYMENT);
    let a0 = args.get(0, "payment", &A0)?;
    args.run(&RETURNS, |session: &Session| session.billing().payments().record(a0))
}

fn billing_payments_record_many(args: &Args<'_, '_>) -> Done {
    static A0: Type = Type::List(&Type::Record(&NEW_PAYMENT));
    static RETURNS: Type = Type::Record(&RECORDED);
    let a0 = args.get(0, "payments", &A0)?;
    args.run(&RETURNS, |session: &Session| session.billing().payments().record_many(a0))
}

fn billing_payments_totals(args: &Args<'_, '_>) -> Done {
    static A0: Type = Type::Record(&PAYMENT_FILTER);
    static RETURNS: Type = Type::Record(&PAYMENT_TOTALS);
    let a0 = args.get(0, "filter", &A0)?;
    args.run(&RETURNS, |session: &Session| session.billing().payments().totals(&a0))
}

fn billing_payments_unallocated_credit(args: &Args<'_, '_>) -> Done {
    static A0: Type = Type::List(&Type::Int);
    static RETURNS: Type = Type::List(&Type::Record(&UNALLOCATED_CREDIT));
    let a0: Vec<_> = args.get(0, "customers", &A0)?;
    args.run(&RETURNS, |session: &Session| session.billing().payments().unallocated_credit(&a0))
}

fn billing_payments_verify(args: &Args<'_, '_>) -> Done {
    static RETURNS: Type = Type::List(&Type::Record(&FINDING));
    args.run(&RETURNS, |session: &Session| session.billing().payments().verify())
}

fn billing_payments_withdraw_allocations(args: &Args<'_, '_>) -> Done {
    static A0: Type = Type::List(&Type::Int);
    static A1: Type = Type::Option(&Type::Date);
    static RETURNS: Type = Type::List(&Type::Record(&ALLOCATION));
    let a0 = args.get(0, "allocations", &A0)?;
    let a1 = args.get(1, "on", &A1)?;
    args.run(&RETURNS, |session: &Session| {
        session.billing().payments().withdraw_allocations(a0, a1)
    })
}

fn billing_products_add(args: &Args<'_, '_>) -> Done {
    static A0: Type = Type::Record(&NEW_PRODUCT);
    static RETURNS: Type = Type::Record(&PRODUCT);
    let a0 = args.get(0, "product", &A0)?;
    args.run(&RETURNS, |session: &Session| session.billing().products().add(a0))
}

fn billing_products_add_many(args: &Args<'_, '_>) -> Done {
    static A0: Type = Type::List(&Type::Record(&NEW_PRODUCT));
    static RETURNS: Type = Type::List(&Type::Record(&PRODUCT));
    let a0 = args.get(0, "products", &A0)?;
    args.run(&RETURNS, |session: &Session| session.billing().products().add_many(a0))
}

fn billing_products_edit(args: &Args<'_, '_>) -> Done {
    static A0: Type = Type::Int;
    static A1: Type = Type::Int;
    static A2: Type = Type::Record(&NEW_PRODUCT);
    static RETURNS: Type = Type::Record(&PRODUCT);
    let a0 = args.get(0, "id", &A0)?;
    let a1 = args.get(1, "version", &A1)?;
    let a2 = args.get(2, "values", &A2)?;
    args.run(&RETURNS, |session: &Session| session.billing().products().edit(a0, a1, a2))
}

fn billing_products_edit_many(args: &Args<'_, '_>) -> Done {
    static A0: Type = Type::List(&Type::Record(&PRODUCT_EDIT));
    static RETURNS: Type = Type::List(&Type::Record(&PRODUCT));
    let a0 = args.get(0, "edits", &A0)?;
    args.run(&RETURNS, |session: &Session| session.billing().products().edit_many(a0))
}

fn billing_products_find_many(args: &Args<'_, '_>) -> Done {
    static A0: Type = Type::List(&Type::Text);
    static RETURNS: Type = Type::List(&Type::Record(&PRODUCT));
    let a0: Vec<_> = args.get(0, "codes", &A0)?;
    args.run(&RETURNS, |session: &Session| session.billing().products().find_many(&a0))
}

fn billing_products_get(args: &Args<'_, '_>) -> Done {
    static A0: Type = Type::Int;
    static RETURNS: Type = Type::Record(&PRODUCT);
    let a0 = args.get(0, "id", &A0)?;
    args.run(&RETURNS, |session: &Session| session.billing().products().get(a0))
}

fn billing_products_get_by_code(args: &Args<'_, '_>) -> Done {
    static A0: Type = Type::Text;
    static RETURNS: Type = Type::Record(&PRODUCT);
    let a0: String = args.get(0, "code", &A0)?;
    args.run(&RETURNS, |session: &Session| session.billing().products().get_by_code(&a0))
}

fn billing_products_list(args: &Args<'_, '_>) -> Done {
    static A0: Type = Type::Record(&PRODUCT_FILTER);
    static A1: Type = Type::Enum(&PRODUCT_SORT);
    static A2: Type = Type::Record(&PAGE_REQUEST);
    static RETURNS: Type = Type::Page(&Type::List(&Type::Record(&PRODUCT)));
    let a0 = args.get(0, "filter", &A0)?;
    let a1 = args.get(1, "sort", &A1)?;
    let a2 = args.get(2, "page", &A2)?;
    args.run(&RETURNS, |session: &Session| session.billing().products().list(&a0, a1, &a2))
}

fn billing_products_remove(args: &Args<'_, '_>) -> Done {
    static A0: Type = Type::List(&Type::Record(&PRODUCT_VERSION));
    static RETURNS: Type = Type::List(&Type::Int);
    let a0 = args.get(0, "products", &A0)?;
    args.run(&RETURNS, |session: &Session| session.billing().products().remove(a0))
}

fn billing_products_set_active(args: &Args<'_, '_>) -> Done {
    static A0: Type = Type::List(&Type::Record(&PRODUCT_VERSION));
    static A1: Type = Type::Bool;
    static RETURNS: Type = Type::List(&Type::Record(&PRODUCT));
    let a0 = args.get(0, "products", &A0)?;
    let a1 = args.get(1, "active", &A1)?;
    args.run(&RETURNS, |session: &Session| session.billing().products().set_active(a0, a1))
}

fn billing_verify(args: &Args<'_, '_>) -> Done {
    static RETURNS: Type = Type::List(&Type::Record(&FINDING));
    args.run(&RETURNS, |session: &Session| session.billing().verify())
}

fn changes_after(args: &Args<'_, '_>) -> Done {
    static A0: Type = Type::Int;
    static A1: Type = Type::Int;
    static RETURNS: Type = Type::List(&Type::Record(&CHANGE));
    let a0 = args.get(0, "seq", &A0)?;
    let a1 = args.get(1, "limit", &A1)?;
    args.run(&RETURNS, |session: &Session| session.changes().after(a0, a1))
}

fn changes_erase_personal(args: &Args<'_, '_>) -> Done {
    static A0: Type = Type::Record(&SUBJECT);
    static A1: Type = Type::List(&Type::Text);
    static RETURNS: Type = Type::Int;
    let a0 = args.get(0, "subject", &A0)?;
    let a1 = args.get(1, "fields", &A1)?;
    args.run(&RETURNS, |session: &Session| session.changes().erase_personal(a0, a1))
}

fn changes_head(args: &Args<'_, '_>) -> Done {
    static RETURNS: Type = Type::Record(&HEAD);
    args.run(&RETURNS, |session: &Session| session.changes().head())
}

fn changes_history(args: &Args<'_, '_>) -> Done {
    static A0: Type = Type::Record(&SUBJECT);
    static A1: Type = Type::Record(&PAGE_REQUEST);
    static RETURNS: Type = Type::Page(&Type::List(&Type::Record(&CHANGE)));
    let a0 = args.get(0, "subject", &A0)?;
    let a1 = args.get(1, "page", &A1)?;
    args.run(&RETURNS, |session: &Session| session.changes().history(&a0, &a1))
}

fn changes_verify(args: &Args<'_, '_>) -> Done {
    static A0: Type = Type::Option(&Type::Record(&HEAD));
    static RETURNS: Type = Type::Record(&LOG_VERIFICATION);
    let a0: Option<_> = args.get(0, "known", &A0)?;
    args.run(&RETURNS, |session: &Session| session.changes().verify(a0.as_ref()))
}

fn customers_add(args: &Args<'_, '_>) -> Done {
    static A0: Type = Type::Record(&NEW_CUSTOMER);
    static RETURNS: Type = Type::Record(&CUSTOMER);
    let a0 = args.get(0, "customer", &A0)?;
    args.run(&RETURNS, |session: &Session| session.customers().add(a0))
}

fn customers_add_contact(args: &Args<'_, '_>) -> Done {
    static A0: Type = Type::Record(&NEW_CONTACT);
    static RETURNS: Type = Type::Record(&CONTACT);
    let a0 = args.get(0, "contact", &A0)?;
    args.run(&RETURNS, |session: &Session| session.customers().add_contact(a0))
}

fn customers_add_contacts(args: &Args<'_, '_>) -> Done {
    static A0: Type = Type::List(&Type::Record(&NEW_CONTACT));
    static RETURNS: Type = Type::List(&Type::Record(&CONTACT));
    let a0 = args.get(0, "contacts", &A0)?;
    args.run(&RETURNS, |session: &Session| session.customers().add_contacts(a0))
}

fn customers_add_many(args: &Args<'_, '_>) -> Done {
    static A0: Type = Type::List(&Type::Record(&NEW_CUSTOMER));
    static RETURNS: Type = Type::List(&Type::Record(&CUSTOMER));
    let a0 = args.get(0, "customers", &A0)?;
    args.run(&RETURNS, |session: &Session| session.customers().add_many(a0))
}

fn customers_assign(args: &Args<'_, '_>) -> Done {
    static A0: Type = Type::List(&Type::Record(&CUSTOMER_SEEN));
    static A1: Type = Type::Option(&Type::Int);
    static A2: Type = Type::Option(&Type::Int);
    static RETURNS: Type = Type::List(&Type::Record(&CUSTOMER));
    let a0 = args.get(0, "customers", &A0)?;
    let a1 = args.get(1, "owner", &A1)?;
    let a2 = args.get(2, "team", &A2)?;
    args.run(&RETURNS, |session: &Session| session.customers().assign(a0, a1, a2))
}

fn customers_contact(args: &Args<'_, '_>) -> Done {
    static A0: Type = Type::Int;
    static RETURNS: Type = Type::Record(&CONTACT);
    let a0 = args.get(0, "id", &A0)?;
    args.run(&RETURNS, |session: &Session| session.customers().contact(a0))
}

fn customers_contacts(args: &Args<'_, '_>) -> Done {
    static A0: Type = Type::Int;
    static RETURNS: Type = Type::List(&Type::Record(&CONTACT));
    let a0 = args.get(0, "customer", &A0)?;
    args.run(&RETURNS, |session: &Session| session.customers().contacts(a0))
}

fn customers_count(args: &Args<'_, '_>) -> Done {
    static A0: Type = Type::Record(&CUSTOMER_FILTER);
    static RETURNS: Type = Type::Int;
    let a0 = args.get(0, "filter", &A0)?;
    args.run(&RETURNS, |session: &Session| session.customers().count(&a0))
}

fn customers_count_contacts(args: &Args<'_, '_>) -> Done {
    static A0: Type = Type::Record(&CONTACT_FILTER);
    static RETURNS: Type = Type::Int;
    let a0 = args.get(0, "filter", &A0)?;
    args.run(&RETURNS, |session: &Session| session.customers().count_contacts(&a0))
}

fn customers_duplicates_of(args: &Args<'_, '_>) -> Done {
    static A0: Type = Type::Record(&NEW_CUSTOMER);
    static RETURNS: Type = Type::List(&Type::Record(&DUPLICATE_HINT));
    let a0 = args.get(0, "customer", &A0)?;
    args.run(&RETURNS, |session: &Session| session.customers().duplicates_of(&a0))
}

fn customers_edit(args: &Args<'_, '_>) -> Done {
    static A0: Type = Type::Int;
    static A1: Type = Type::Int;
    static A2: Type = Type::Record(&CUSTOMER_EDIT);
    static RETURNS: Type = Type::Record(&CUSTOMER);
    let a0 = args.get(0, "id", &A0)?;
    let a1 = args.get(1, "version", &A1)?;
    let a2 = args.get(2, "edit", &A2)?;
    args.run(&RETURNS, |session: &Session| session.customers().edit(a0, a1, a2))
}

fn customers_edit_contact(args: &Args<'_, '_>) -> Done {
    static A0: Type = Type::Int;
    static A1: Type = Type::Int;
    static A2: Type = Type::Record(&CONTACT_EDIT);
    static RETURNS: Type = Type::Record(&CONTACT);
    let a0 = args.get(0, "id", &A0)?;
    let a1 = args.get(1, "version", &A1)?;
    let a2 = args.get(2, "edit", &A2)?;
    args.run(&RETURNS, |session: &Session| session.customers().edit_contact(a0, a1, a2))
}

fn customers_edit_contacts(args: &Args<'_, '_>) -> Done {
    static A0: Type = Type::List(&Type::Record(&CONTACT_CHANGE));
    static RETURNS: Type = Type::List(&Type::Record(&CONTACT));
    let a0 = args.get(0, "edits", &A0)?;
    args.run(&RETURNS, |session: &Session| session.customers().edit_contacts(a0))
}

fn customers_edit_many(args: &Args<'_, '_>) -> Done {
    static A0: Type = Type::List(&Type::Record(&CUSTOMER_CHANGE));
    static RETURNS: Type = Type::List(&Type::Record(&CUSTOMER));
    let a0 = args.get(0, "edits", &A0)?;
    args.run(&RETURNS, |session: &Session| session.customers().edit_many(a0))
}

fn customers_find_by_code(args: &Args<'_, '_>) -> Done {
    static A0: Type = Type::Text;
    static RETURNS: Type = Type::Option(&Type::Record(&CUSTOMER));
    let a0: String = args.get(0, "code", &A0)?;
    args.run(&RETURNS, |session: &Session| session.customers().find_by_code(&a0))
}

fn customers_get(args: &Args<'_, '_>) -> Done {
    static A0: Type = Type::Int;
    static RETURNS: Type = Type::Record(&CUSTOMER);
    let a0 = args.get(0, "id", &A0)?;
    args.run(&RETURNS, |session: &Session| session.customers().get(a0))
}

fn customers_get_many(args: &Args<'_, '_>) -> Done {
    static A0: Type = Type::List(&Type::Int);
    static RETURNS: Type = Type::List(&Type::Record(&CUSTOMER));
    let a0: Vec<_> = args.get(0, "ids", &A0)?;
    args.run(&RETURNS, |session: &Session| session.customers().get_many(&a0))
}

fn customers_list(args: &Args<'_, '_>) -> Done {
    static A0: Type = Type::Record(&CUSTOMER_FILTER);
    static A1: Type = Type::Record(&CUSTOMER_ORDER);
    static A2: Type = Type::Record(&PAGE_REQUEST);
    static RETURNS: Type = Type::Page(&Type::List(&Type::Record(&CUSTOMER_SUMMARY)));
    let a0 = args.get(0, "filter", &A0)?;
    let a1 = args.get(1, "order", &A1)?;
    let a2 = args.get(2, "page", &A2)?;
    args.run(&RETURNS, |session: &Session| session.customers().list(&a0, a1, &a2))
}

fn customers_list_contacts(args: &Args<'_, '_>) -> Done {
    static A0: Type = Type::Record(&CONTACT_FILTER);
    static A1: Type = Type::Record(&PAGE_REQUEST);
    static RETURNS: Type = Type::Page(&Type::List(&Type::Record(&CONTACT)));
    let a0 = args.get(0, "filter", &A0)?;
    let a1 = args.get(1, "page", &A1)?;
    args.run(&RETURNS, |session: &Session| session.customers().list_contacts(&a0, &a1))
}

fn customers_remove(args: &Args<'_, '_>) -> Done {
    static A0: Type = Type::Int;
    static A1: Type = Type::Int;
    static RETURNS: Type = Type::Record(&CUSTOMER);
    let a0 = args.get(0, "id", &A0)?;
    let a1 = args.get(1, "version", &A1)?;
    args.run(&RETURNS, |session: &Session| session.customers().remove(a0, a1))
}

fn customers_remove_contact(args: &Args<'_, '_>) -> Done {
    static A0: Type = Type::Int;
    static A1: Type = Type::Int;
    static RETURNS: Type = Type::Record(&CONTACT);
    let a0 = args.get(0, "id", &A0)?;
    let a1 = args.get(1, "version", &A1)?;
    args.run(&RETURNS, |session: &Session| session.customers().remove_contact(a0, a1))
}

fn customers_remove_contacts(args: &Args<'_, '_>) -> Done {
    static A0: Type = Type::List(&Type::Record(&CONTACT_SEEN));
    static RETURNS: Type = Type::List(&Type::Record(&CONTACT));
    let a0 = args.get(0, "contacts", &A0)?;
    args.run(&RETURNS, |session: &Session| session.customers().remove_contacts(a0))
}

fn customers_remove_many(args: &Args<'_, '_>) -> Done {
    static A0: Type = Type::List(&Type::Record(&CUSTOMER_SEEN));
    static RETURNS: Type = Type::List(&Type::Record(&CUSTOMER));
    let a0 = args.get(0, "customers", &A0)?;
    args.run(&RETURNS, |session: &Session| session.customers().remove_many(a0))
}

fn customers_set_active(args: &Args<'_, '_>) -> Done {
    static A0: Type = Type::Int;
    static A1: Type = Type::Int;
    static A2: Type = Type::Bool;
    static RETURNS: Type = Type::Record(&CUSTOMER);
    let a0 = args.get(0, "id", &A0)?;
    let a1 = args.get(1, "version", &A1)?;
    let a2 = args.get(2, "active", &A2)?;
    args.run(&RETURNS, |session: &Session| session.customers().set_active(a0, a1, a2))
}

fn customers_set_active_many(args: &Args<'_, '_>) -> Done {
    static A0: Type = Type::List(&Type::Record(&CUSTOMER_SEEN));
    static A1: Type = Type::Bool;
    static RETURNS: Type = Type::List(&Type::Record(&CUSTOMER));
    let a0 = args.get(0, "customers", &A0)?;
    let a1 = args.get(1, "active", &A1)?;
    args.run(&RETURNS, |session: &Session| session.customers().set_active_many(a0, a1))
}

fn customers_set_contact_active(args: &Args<'_, '_>) -> Done {
    static A0: Type = Type::Int;
    static A1: Type = Type::Int;
    static A2: Type = Type::Bool;
    static RETURNS: Type = Type::Record(&CONTACT);
    let a0 = args.get(0, "id", &A0)?;
    let a1 = args.get(1, "version", &A1)?;
    let a2 = args.get(2, "active", &A2)?;
    args.run(&RETURNS, |session: &Session| session.customers().set_contact_active(a0, a1, a2))
}

fn customers_set_contacts_active(args: &Args<'_, '_>) -> Done {
    static A0: Type = Type::List(&Type::Record(&CONTACT_SEEN));
    static A1: Type = Type::Bool;
    static RETURNS: Type = Type::List(&Type::Record(&CONTACT));
    let a0 = args.get(0, "contacts", &A0)?;
    let a1 = args.get(1, "active", &A1)?;
    args.run(&RETURNS, |session: &Session| session.customers().set_contacts_active(a0, a1))
}

fn customers_tag(args: &Args<'_, '_>) -> Done {
    static A0: Type = Type::List(&Type::Int);
    static A1: Type = Type::List(&Type::Text);
    static RETURNS: Type = Type::Int;
    let a0 = args.get(0, "customers", &A0)?;
    let a1 = args.get(1, "tags", &A1)?;
    args.run(&RETURNS, |session: &Session| session.customers().tag(a0, a1))
}

fn customers_tags(args: &Args<'_, '_>) -> Done {
    static RETURNS: Type = Type::List(&Type::Record(&TAG_COUNT));
    args.run(&RETURNS, |session: &Session| session.customers().tags())
}

fn customers_untag(args: &Args<'_, '_>) -> Done {
    static A0: Type = Type::List(&Type::Int);
    static A1: Type = Type::List(&Type::Text);
    static RETURNS: Type = Type::Int;
    let a0 = args.get(0, "customers", &A0)?;
    let a1 = args.get(1, "tags", &A1)?;
    args.run(&RETURNS, |session: &Session| session.customers().untag(a0, a1))
}

fn dictionaries_add_dictionary(args: &Args<'_, '_>) -> Done {
    static A0: Type = Type::Record(&NEW_DICTIONARY);
    static RETURNS: Type = Type::Record(&DICTIONARY);
    let a0 = args.get(0, "dictionary", &A0)?;
    args.run(&RETURNS, |session: &Session| session.dictionaries().add_dictionary(a0))
}

fn dictionaries_add_items(args: &Args<'_, '_>) -> Done {
    static A0: Type = Type::Text;
    static A1: Type = Type::List(&Type::Record(&NEW_DICTIONARY_ITEM));
    static RETURNS: Type = Type::List(&Type::Record(&DICTIONARY_ITEM));
    let a0: String = args.get(0, "dictionary", &A0)?;
    let a1 = args.get(1, "items", &A1)?;
    args.run(&RETURNS, |session: &Session| session.dictionaries().add_items(&a0, a1))
}

fn dictionaries_edit_dictionary(args: &Args<'_, '_>) -> Done {
    static A0: Type = Type::Text;
    static A1: Type = Type::Int;
    static A2: Type = Type::Record(&DICTIONARY_EDIT);
    static RETURNS: Type = Type::Record(&DICTIONARY);
    let a0: String = args.get(0, "code", &A0)?;
    let a1 = args.get(1, "version", &A1)?;
    let a2 = args.get(2, "edit", &A2)?;
    args.run(&RETURNS, |session: &Session| session.dictionaries().edit_dictionary(&a0, a1, a2))
}

fn dictionaries_edit_items(args: &Args<'_, '_>) -> Done {
    static A0: Type = Type::Text;
    static A1: Type = Type::List(&Type::Record(&DICTIONARY_ITEM_EDIT));
    static RETURNS: Type = Type::List(&Type::Record(&DICTIONARY_ITEM));
    let a0: String = args.get(0, "dictionary", &A0)?;
    let a1 = args.get(1, "items", &A1)?;
    args.run(&RETURNS, |session: &Session| session.dictionaries().edit_items(&a0, a1))
}

fn dictionaries_items(args: &Args<'_, '_>) -> Done {
    static A0: Type = Type::Text;
    static A1: Type = Type::Bool;
    static RETURNS: Type = Type::List(&Type::Record(&DICTIONARY_ITEM));
    let a0: String = args.get(0, "dictionary", &A0)?;
    let a1 = args.get(1, "include_inactive", &A1)?;
    args.run(&RETURNS, |session: &Session| session.dictionaries().items(&a0, a1))
}

fn dictionaries_list(args: &Args<'_, '_>) -> Done {
    static RETURNS: Type = Type::List(&Type::Record(&DICTIONARY));
    args.run(&RETURNS, |session: &Session| session.dictionaries().list())
}

fn dictionaries_merge_items(args: &Args<'_, '_>) -> Done {
    static A0: Type = Type::Text;
    static A1: Type = Type::Record(&ITEM_VERSION);
    static A2: Type = Type::Text;
    static RETURNS: Type = Type::Record(&MERGED_ITEMS);
    let a0: String = args.get(0, "dictionary", &A0)?;
    let a1 = args.get(1, "from", &A1)?;
    let a2: String = args.get(2, "into", &A2)?;
    args.run(&RETURNS, |session: &Session| session.dictionaries().merge_items(&a0, a1, &a2))
}

fn dictionaries_remove_dictionary(args: &Args<'_, '_>) -> Done {
    static A0: Type = Type::Text;
    static A1: Type = Type::Int;
    static RETURNS: Type = Type::Record(&DICTIONARY);
    let a0: String = args.get(0, "code", &A0)?;
    let a1 = args.get(1, "version", &A1)?;
    args.run(&RETURNS, |session: &Session| session.dictionaries().remove_dictionary(&a0, a1))
}

fn dictionaries_remove_items(args: &Args<'_, '_>) -> Done {
    static A0: Type = Type::Text;
    static A1: Type = Type::List(&Type::Record(&ITEM_VERSION));
    static RETURNS: Type = Type::List(&Type::Record(&DICTIONARY_ITEM));
    let a0: String = args.get(0, "dictionary", &A0)?;
    let a1 = args.get(1, "items", &A1)?;
    args.run(&RETURNS, |session: &Session| session.dictionaries().remove_items(&a0, a1))
}

fn dictionaries_reorder_items(args: &Args<'_, '_>) -> Done {
    static A0: Type = Type::Text;
    static A1: Type = Type::List(&Type::Text);
    static RETURNS: Type = Type::List(&Type::Record(&DICTIONARY_ITEM));
    let a0: String = args.get(0, "dictionary", &A0)?;
    let a1 = args.get(1, "codes", &A1)?;
    args.run(&RETURNS, |session: &Session| session.dictionaries().reorder_items(&a0, a1))
}

fn dictionaries_set_items_active(args: &Args<'_, '_>) -> Done {
    static A0: Type = Type::Text;
    static A1: Type = Type::List(&Type::Record(&ITEM_VERSION));
    static A2: Type = Type::Bool;
    static RETURNS: Type = Type::List(&Type::Record(&DICTIONARY_ITEM));
    let a0: String = args.get(0, "dictionary", &A0)?;
    let a1 = args.get(1, "items", &A1)?;
    let a2 = args.get(2, "active", &A2)?;
    args.run(&RETURNS, |session: &Session| session.dictionaries().set_items_active(&a0, a1, a2))
}

fn dictionaries_tree(args: &Args<'_, '_>) -> Done {
    static A0: Type = Type::Text;
    static A1: Type = Type::Bool;
    static RETURNS: Type = Type::List(&Type::Record(&TREE_ITEM));
    let a0: String = args.get(0, "dictionary", &A0)?;
    let a1 = args.get(1, "include_inactive", &A1)?;
    args.run(&RETURNS, |session: &Session| session.dictionaries().tree(&a0, a1))
}

fn exchange_imports(args: &Args<'_, '_>) -> Done {
    static A0: Type = Type::Record(&PAGE_REQUEST);
    static RETURNS: Type = Type::Page(&Type::List(&Type::Record(&IMPORT_RUN)));
    let a0 = args.get(0, "page", &A0)?;
    args.run(&RETURNS, |session: &Session| session.exchange().imports(&a0))
}

fn exchange_undo_import(args: &Args<'_, '_>) -> Done {
    static A0: Type = Type::Int;
    static RETURNS: Type = Type::Record(&UNDO_REPORT);
    let a0 = args.get(0, "import", &A0)?;
    args.run(&RETURNS, |session: &Session| session.exchange().undo_import(a0))
}

fn ledger_account(args: &Args<'_, '_>) -> Done {
    static A0: Type = Type::Text;
    static RETURNS: Type = Type::Record(&ACCOUNT);
    let a0: String = args.get(0, "code", &A0)?;
    args.run(&RETURNS, |session: &Session| session.ledger().account(&a0))
}

fn ledger_account_roles(args: &Args<'_, '_>) -> Done {
    static RETURNS: Type = Type::List(&Type::Record(&ROLE_ACCOUNT));
    args.run(&RETURNS, |session: &Session| session.ledger().account_roles())
}

fn ledger_accounts(args: &Args<'_, '_>) -> Done {
    static RETURNS: Type = Type::List(&Type::Record(&ACCOUNT));
    args.run(&RETURNS, |session: &Session| session.ledger().accounts())
}

fn ledger_add_account(args: &Args<'_, '_>) -> Done {
    static A0: Type = Type::Record(&NEW_ACCOUNT);
    static RETURNS: Type = Type::Record(&ACCOUNT);
    let a0 = args.get(0, "account", &A0)?;
    args.run(&RETURNS, |session: &Session| session.ledger().add_account(a0))
}

fn ledger_add_accounts(args: &Args<'_, '_>) -> Done {
    static A0: Type = Type::List(&Type::Record(&NEW_ACCOUNT));
    static RETURNS: Type = Type::List(&Type::Record(&ACCOUNT));
    let a0 = args.get(0, "accounts", &A0)?;
    args.run(&RETURNS, |session: &Session| session.ledger().add_accounts(a0))
}

fn ledger_add_journal(args: &Args<'_, '_>) -> Done {
    static A0: Type = Type::Record(&NEW_JOURNAL);
    static RETURNS: Type = Type::Record(&JOURNAL);
    let a0 = args.get(0, "journal", &A0)?;
    args.run(&RETURNS, |session: &Session| session.ledger().add_journal(a0))
}

fn ledger_balance(args: &Args<'_, '_>) -> Done {
    static A0: Type = Type::Text;
    static A1: Type = Type::Date;
    static RETURNS: Type = Type::Record(&BALANCE);
    let a0: String = args.get(0, "account", &A0)?;
    let a1 = args.get(1, "on", &A1)?;
    args.run(&RETURNS, |session: &Session| session.ledger().balance(&a0, a1))
}

fn ledger_edit_account(args: &Args<'_, '_>) -> Done {
    static A0: Type = Type::Int;
    static A1: Type = Type::Int;
    static A2: Type = Type::Record(&ACCOUNT_EDIT);
    static RETURNS: Type = Type::Record(&ACCOUNT);
    let a0 = args.get(0, "id", &A0)?;
    let a1 = args.get(1, "version", &A1)?;
    let a2 = args.get(2, "edit", &A2)?;
    args.run(&RETURNS, |session: &Session| session.ledger().edit_account(a0, a1, a2))
}

fn ledger_edit_journal(args: &Args<'_, '_>) -> Done {
    static A0: Type = Type::Int;
    static A1: Type = Type::Int;
    static A2: Type = Type::Record(&JOURNAL_EDIT);
    static RETURNS: Type = Type::Record(&JOURNAL);
    let a0 = args.get(0, "id", &A0)?;
    let a1 = args.get(1, "version", &A1)?;
    let a2 = args.get(2, "edit", &A2)?;
    args.run(&RETURNS, |session: &Session| session.ledger().edit_journal(a0, a1, a2))
}

fn ledger_entries(args: &Args<'_, '_>) -> Done {
    static A0: Type = Type::Record(&ENTRY_FILTER);
    static A1: Type = Type::Record(&PAGE_REQUEST);
    static RETURNS: Type = Type::Page(&Type::List(&Type::Record(&JOURNAL_ENTRY)));
    let a0 = args.get(0, "filter", &A0)?;
    let a1 = args.get(1, "page", &A1)?;
    args.run(&RETURNS, |session: &Session| session.ledger().entries(&a0, &a1))
}

fn ledger_entry(args: &Args<'_, '_>) -> Done {
    static A0: Type = Type::Int;
    static RETURNS: Type = Type::Record(&JOURNAL_ENTRY);
    let a0 = args.get(0, "id", &A0)?;
    args.run(&RETURNS, |session: &Session| session.ledger().entry(a0))
}

fn ledger_journals(args: &Args<'_, '_>) -> Done {
    static RETURNS: Type = Type::List(&Type::Record(&JOURNAL));
    args.run(&RETURNS, |session: &Session| session.ledger().journals())
}

fn ledger_move_account(args: &Args<'_, '_>) -> Done {
    static A0: Type = Type::Int;
    static A1: Type = Type::Int;
    static A2: Type = Type::Option(&Type::Text);
    static RETURNS: Type = Type::Record(&ACCOUNT);
    let a0 = args.get(0, "id", &A0)?;
    let a1 = args.get(1, "version", &A1)?;
    let a2 = args.get(2, "parent", &A2)?;
    args.run(&RETURNS, |session: &Session| session.ledger().move_account(a0, a1, a2))
}

fn ledger_party_balance(args: &Args<'_, '_>) -> Done {
    static A0: Type = Type::Int;
    static A1: Type = Type::Option(&Type::Text);
    static A2: Type = Type::Date;
    static RETURNS: Type = Type::Record(&BALANCE);
    let a0 = args.get(0, "party", &A0)?;
    let a1: Option<String> = args.get(1, "account", &A1)?;
    let a2 = args.get(2, "on", &A2)?;
    args.run(&RETURNS, |session: &Session| session.ledger().party_balance(a0, a1.as_deref(), a2))
}

fn ledger_party_balances(args: &Args<'_, '_>) -> Done {
    static A0: Type = Type::Option(&Type::Text);
    static A1: Type = Type::Date;
    static A2: Type = Type::Record(&PAGE_REQUEST);
    static RETURNS: Type = Type::Page(&Type::List(&Type::Record(&PARTY_BALANCE)));
    let a0: Option<String> = args.get(0, "account", &A0)?;
    let a1 = args.get(1, "on", &A1)?;
    let a2 = args.get(2, "page", &A2)?;
    args.run(&RETURNS, |session: &Session| session.ledger().party_balances(a0.as_deref(), a1, &a2))
}

fn ledger_post(args: &Args<'_, '_>) -> Done {
    static A0: Type = Type::Record(&NEW_JOURNAL_ENTRY);
    static RETURNS: Type = Type::Record(&ENTRY_RECEIPT);
    let a0 = args.get(0, "entry", &A0)?;
    args.run(&RETURNS, |session: &Session| session.ledger().post(a0))
}

fn ledger_post_many(args: &Args<'_, '_>) -> Done {
    static A0: Type = Type::List(&Type::Record(&NEW_JOURNAL_ENTRY));
    static RETURNS: Type = Type::List(&Type::Record(&ENTRY_RECEIPT));
    let a0 = args.get(0, "entries", &A0)?;
    args.run(&RETURNS, |session: &Session| session.ledger().post_many(a0))
}

fn ledger_register(args: &Args<'_, '_>) -> Done {
    static A0: Type = Type::Record(&REGISTER_QUERY);
    static A1: Type = Type::Record(&PAGE_REQUEST);
    static RETURNS: Type = Type::Record(&REGISTER);
    let a0 = args.get(0, "query", &A0)?;
    let a1 = args.get(1, "page", &A1)?;
    args.run(&RETURNS, |session: &Session| session.ledger().register(&a0, &a1))
}

fn ledger_remove_account(args: &Args<'_, '_>) -> Done {
    static A0: Type = Type::Int;
    static A1: Type = Type::Int;
    static RETURNS: Type = Type::Record(&ACCOUNT);
    let a0 = args.get(0, "id", &A0)?;
    let a1 = args.get(1, "version", &A1)?;
    args.run(&RETURNS, |session: &Session| session.ledger().remove_account(a0, a1))
}

fn ledger_remove_journal(args: &Args<'_, '_>) -> Done {
    static A0: Type = Type::Int;
    static A1: Type = Type::Int;
    static RETURNS: Type = Type::Record(&JOURNAL);
    let a0 = args.get(0, "id", &A0)?;
    let a1 = args.get(1, "version", &A1)?;
    args.run(&RETURNS, |session: &Session| session.ledger().remove_journal(a0, a1))
}

fn ledger_restore(args: &Args<'_, '_>) -> Done {
    static A0: Type = Type::Int;
    static A1: Type = Type::Int;
    static RETURNS: Type = Type::Record(&ACCOUNT);
    let a0 = args.get(0, "id", &A0)?;
    let a1 = args.get(1, "version", &A1)?;
    args.run(&RETURNS, |session: &Session| session.ledger().restore(a0, a1))
}

fn ledger_retire(args: &Args<'_, '_>) -> Done {
    static A0: Type = Type::Int;
    static A1: Type = Type::Int;
    static RETURNS: Type = Type::Record(&ACCOUNT);
    let a0 = args.get(0, "id", &A0)?;
    let a1 = args.get(1, "version", &A1)?;
    args.run(&RETURNS, |session: &Session| session.ledger().retire(a0, a1))
}

fn ledger_reverse(args: &Args<'_, '_>) -> Done {
    static A0: Type = Type::Int;
    static A1: Type = Type::Date;
    static A2: Type = Type::Option(&Type::Text);
    static RETURNS: Type = Type::Record(&ENTRY_RECEIPT);
    let a0 = args.get(0, "id", &A0)?;
    let a1 = args.get(1, "on", &A1)?;
    let a2 = args.get(2, "summary", &A2)?;
    args.run(&RETURNS, |session: &Session| session.ledger().reverse(a0, a1, a2))
}

fn ledger_reverse_many(args: &Args<'_, '_>) -> Done {
    static A0: Type = Type::List(&Type::Int);
    static A1: Type = Type::Date;
    static A2: Type = Type::Option(&Type::Text);
    static RETURNS: Type = Type::List(&Type::Record(&ENTRY_RECEIPT));
    let a0 = args.get(0, "ids", &A0)?;
    let a1 = args.get(1, "on", &A1)?;
    let a2 = args.get(2, "summary", &A2)?;
    args.run(&RETURNS, |session: &Session| session.ledger().reverse_many(a0, a1, a2))
}

fn ledger_review(args: &Args<'_, '_>) -> Done {
    static A0: Type = Type::List(&Type::Int);
    static RETURNS: Type = Type::List(&Type::Int);
    let a0 = args.get(0, "ids", &A0)?;
    args.run(&RETURNS, |session: &Session| session.ledger().review(a0))
}

fn ledger_set_account_role(args: &Args<'_, '_>) -> Done {
    static A0: Type = Type::Enum(&ACCOUNT_ROLE);
    static A1: Type = Type::Text;
    static RETURNS: Type = Type::Record(&ROLE_ACCOUNT);
    let a0 = args.get(0, "role", &A0)?;
    let a1: String = args.get(1, "account", &A1)?;
    args.run(&RETURNS, |session: &Session| session.ledger().set_account_role(a0, &a1))
}

fn ledger_verify(args: &Args<'_, '_>) -> Done {
    static RETURNS: Type = Type::Record(&LEDGER_VERIFICATION);
    args.run(&RETURNS, |session: &Session| session.ledger().verify())
}

fn ledger_withdraw_review(args: &Args<'_, '_>) -> Done {
    static A0: Type = Type::List(&Type::Int);
    static RETURNS: Type = Type::List(&Type::Int);
    let a0 = args.get(0, "ids", &A0)?;
    args.run(&RETURNS, |session: &Session| session.ledger().withdraw_review(a0))
}

fn reports_ageing(args: &Args<'_, '_>) -> Done {
    static A0: Type = Type::Record(&AGEING_REQUEST);
    static RETURNS: Type = Type::Record(&AGEING);
    let a0 = args.get(0, "request", &A0)?;
    args.run(&RETURNS, |session: &Session| session.reports().ageing(&a0))
}

fn reports_income_summary(args: &Args<'_, '_>) -> Done {
    static A0: Type = Type::Date;
    static A1: Type = Type::Date;
    static RETURNS: Type = Type::Record(&INCOME_SUMMARY);
    let a0 = args.get(0, "from", &A0)?;
    let a1 = args.get(1, "to", &A1)?;
    args.run(&RETURNS, |session: &Session| session.reports().income_summary(a0, a1))
}

fn reports_statement(args: &Args<'_, '_>) -> Done {
    static A0: Type = Type::Int;
    static A1: Type = Type::Date;
    static A2: Type = Type::Date;
    static RETURNS: Type = Type::Record(&STATEMENT);
    let a0 = args.get(0, "customer", &A0)?;
    let a1 = args.get(1, "from", &A1)?;
    let a2 = args.get(2, "to", &A2)?;
    args.run(&RETURNS, |session: &Session| session.reports().statement(a0, a1, a2))
}

fn reports_trial_balance(args: &Args<'_, '_>) -> Done {
    static A0: Type = Type::Record(&TRIAL_BALANCE_OPTIONS);
    static RETURNS: Type = Type::Record(&TRIAL_BALANCE);
    let a0 = args.get(0, "options", &A0)?;
    args.run(&RETURNS, |session: &Session| session.reports().trial_balance_with(&a0))
}

fn service_add_note(args: &Args<'_, '_>) -> Done {
    static A0: Type = Type::Int;
    static A1: Type = Type::Text;
    static A2: Type = Type::Bool;
    static RETURNS: Type = Type::Record(&CASE_NOTE);
    let a0 = args.get(0, "case", &A0)?;
    let a1: String = args.get(1, "body", &A1)?;
    let a2 = args.get(2, "is_public", &A2)?;
    args.run(&RETURNS, |session: &Session| session.service().add_note(a0, &a1, a2))
}

fn service_add_notes(args: &Args<'_, '_>) -> Done {
    static A0: Type = Type::List(&Type::Record(&NEW_CASE_NOTE));
    static RETURNS: Type = Type::List(&Type::Record(&CASE_NOTE));
    let a0 = args.get(0, "notes", &A0)?;
    args.run(&RETURNS, |session: &Session| session.service().add_notes(a0))
}

fn service_assign(args: &Args<'_, '_>) -> Done {
    static A0: Type = Type::List(&Type::Record(&CASE_VERSION));
    static A1: Type = Type::Option(&Type::Int);
    static RETURNS: Type = Type::List(&Type::Record(&CASE));
    let a0 = args.get(0, "cases", &A0)?;
    let a1 = args.get(1, "assignee", &A1)?;
    args.run(&RETURNS, |session: &Session| session.service().assign(a0, a1))
}

fn service_close(args: &Args<'_, '_>) -> Done {
    static A0: Type = Type::List(&Type::Record(&CASE_VERSION));
    static RETURNS: Type = Type::List(&Type::Record(&CASE));
    let a0 = args.get(0, "cases", &A0)?;
    args.run(&RETURNS, |session: &Session| session.service().close(a0))
}

fn service_counts(args: &Args<'_, '_>) -> Done {
    static A0: Type = Type::Date;
    static A1: Type = Type::Date;
    static A2: Type = Type::List(&Type::Enum(&CASE_DIMENSION));
    static RETURNS: Type = Type::List(&Type::Record(&CASE_COUNT));
    let a0 = args.get(0, "from", &A0)?;
    let a1 = args.get(1, "to", &A1)?;
    let a2: Vec<_> = args.get(2, "by", &A2)?;
    args.run(&RETURNS, |session: &Session| session.service().counts(a0, a1, &a2))
}

fn service_edit(args: &Args<'_, '_>) -> Done {
    static A0: Type = Type::Record(&CASE_EDIT);
    static RETURNS: Type = Type::Record(&CASE);
    let a0 = args.get(0, "edit", &A0)?;
    args.run(&RETURNS, |session: &Session| session.service().edit(a0))
}

fn service_edit_many(args: &Args<'_, '_>) -> Done {
    static A0: Type = Type::List(&Type::Record(&CASE_EDIT));
    static RETURNS: Type = Type::List(&Type::Record(&CASE));
    let a0 = args.get(0, "cases", &A0)?;
    args.run(&RETURNS, |session: &Session| session.service().edit_many(a0))
}

fn service_edit_note(args: &Args<'_, '_>) -> Done {
    static A0: Type = Type::Int;
    static A1: Type = Type::Int;
    static A2: Type = Type::Record(&CASE_NOTE_EDIT);
    static RETURNS: Type = Type::Record(&CASE_NOTE);
    let a0 = args.get(0, "id", &A0)?;
    let a1 = args.get(1, "version", &A1)?;
    let a2 = args.get(2, "edit", &A2)?;
    args.run(&RETURNS, |session: &Session| session.service().edit_note(a0, a1, a2))
}

fn service_get(args: &Args<'_, '_>) -> Done {
    static A0: Type = Type::Int;
    static RETURNS: Type = Type::Record(&CASE);
    let a0 = args.get(0, "id", &A0)?;
    args.run(&RETURNS, |session: &Session| session.service().get(a0))
}

fn service_list(args: &Args<'_, '_>) -> Done {
    static A0: Type = Type::Record(&CASE_FILTER);
    static A1: Type = Type::Enum(&CASE_SORT);
    static A2: Type = Type::Record(&PAGE_REQUEST);
    static RETURNS: Type = Type::Page(&Type::List(&Type::Record(&CASE)));
    let a0 = args.get(0, "filter", &A0)?;
    let a1 = args.get(1, "sort", &A1)?;
    let a2 = args.get(2, "page", &A2)?;
    args.run(&RETURNS, |session: &Session| session.service().list(&a0, a1, &a2))
}

fn service_move_to(args: &Args<'_, '_>) -> Done {
    static A0: Type = Type::List(&Type::Record(&CASE_VERSION));
    static A1: Type = Type::Enum(&CASE_STATE);
    static RETURNS: Type = Type::List(&Type::Record(&CASE));
    let a0 = args.get(0, "cases", &A0)?;
    let a1 = args.get(1, "state", &A1)?;
    args.run(&RETURNS, |session: &Session| session.service().move_to(a0, a1))
}

fn service_notes(args: &Args<'_, '_>) -> Done {
    static A0: Type = Type::Int;
    static A1: Type = Type::Record(&PAGE_REQUEST);
    static RETURNS: Type = Type::Page(&Type::List(&Type::Record(&CASE_NOTE)));
    let a0 = args.get(0, "case", &A0)?;
    let a1 = args.get(1, "page", &A1)?;
    args.run(&RETURNS, |session: &Session| session.service().notes(a0, &a1))
}

fn service_open(args: &Args<'_, '_>) -> Done {
    static A0: Type = Type::Record(&NEW_CASE);
    static RETURNS: Type = Type::Record(&CASE);
    let a0 = args.get(0, "case", &A0)?;
    args.run(&RETURNS, |session: &Session| session.service().open(a0))
}

fn service_open_by_assignee(args: &Args<'_, '_>) -> Done {
    static RETURNS: Type = Type::List(&Type::Record(&OPEN_CASE_COUNT));
    args.run(&RETURNS, |session: &Session| session.service().open_by_assignee())
}

fn service_open_many(args: &Args<'_, '_>) -> Done {
    static A0: Type = Type::List(&Type::Record(&NEW_CASE));
    static RETURNS: Type = Type::List(&Type::Record(&CASE));
    let a0 = args.get(0, "cases", &A0)?;
    args.run(&RETURNS, |session: &Session| session.service().open_many(a0))
}

fn service_reject(args: &Args<'_, '_>) -> Done {
    static A0: Type = Type::List(&Type::Record(&CASE_VERSION));
    static A1: Type = Type::Text;
    static RETURNS: Type = Type::List(&Type::Record(&CASE));
    let a0 = args.get(0, "cases", &A0)?;
    let a1: String = args.get(1, "reason", &A1)?;
    args.run(&RETURNS, |session: &Session| session.service().reject(a0, &a1))
}

fn service_remove_note(args: &Args<'_, '_>) -> Done {
    static A0: Type = Type::Int;
    static A1: Type = Type::Int;
    static RETURNS: Type = Type::Record(&CASE_NOTE);
    let a0 = args.get(0, "id", &A0)?;
    let a1 = args.get(1, "version", &A1)?;
    args.run(&RETURNS, |session: &Session| session.service().remove_note(a0, a1))
}

fn service_reopen(args: &Args<'_, '_>) -> Done {
    static A0: Type = Type::List(&Type::Record(&CASE_VERSION));
    static A1: Type = Type::Text;
    static RETURNS: Type = Type::List(&Type::Record(&CASE));
    let a0 = args.get(0, "cases", &A0)?;
    let a1: String = args.get(1, "reason", &A1)?;
    args.run(&RETURNS, |session: &Session| session.service().reopen(a0, &a1))
}

fn service_resolve(args: &Args<'_, '_>) -> Done {
    static A0: Type = Type::List(&Type::Record(&CASE_RESOLUTION));
    static RETURNS: Type = Type::List(&Type::Record(&CASE));
    let a0 = args.get(0, "cases", &A0)?;
    args.run(&RETURNS, |session: &Session| session.service().resolve(a0))
}

/// Reads a command: an instance of the class with this name.
pub(crate) fn command(name: &str, command: &Bound<'_, PyAny>) -> PyResult<Option<AnyCommand>> {
    Ok(Some(match name {
        "AddOperator" => AnyCommand::AddOperator({
            static KIND: Type = Type::Record(&COMMAND_ADD_OPERATOR);
            from_python(command, &KIND)?
        }),
        "AddRole" => AnyCommand::AddRole({
            static KIND: Type = Type::Record(&COMMAND_ADD_ROLE);
            from_python(command, &KIND)?
        }),
        "AddTeam" => AnyCommand::AddTeam({
            static KIND: Type = Type::Record(&COMMAND_ADD_TEAM);
            from_python(command, &KIND)?
        }),
        "AssignRoles" => AnyCommand::AssignRoles({
            static KIND: Type = Type::Record(&COMMAND_ASSIGN_ROLES);
            from_python(command, &KIND)?
        }),
        "ChangeOwnPassword" => AnyCommand::ChangeOwnPassword({
            static KIND: Type = Type::Record(&COMMAND_CHANGE_OWN_PASSWORD);
            from_python(command, &KIND)?
        }),
        "EditOperator" => AnyCommand::EditOperator({
            static KIND: Type = Type::Record(&COMMAND_EDIT_OPERATOR);
            from_python(command, &KIND)?
        }),
        "EditRole" => AnyCommand::EditRole({
            static KIND: Type = Type::Record(&COMMAND_EDIT_ROLE);
            from_python(command, &KIND)?
        }),
        "EditTeam" => AnyCommand::EditTeam({
            static KIND: Type = Type::Record(&COMMAND_EDIT_TEAM);
            from_python(command, &KIND)?
        }),
        "RemoveRole" => AnyCommand::RemoveRole({
            static KIND: Type = Type::Record(&COMMAND_REMOVE_ROLE);
            from_python(command, &KIND)?
        }),
        "ResetPassword" => AnyCommand::ResetPassword({
            static KIND: Type = Type::Record(&COMMAND_RESET_PASSWORD);
            from_python(command, &KIND)?
        }),
        "SetDutyRule" => AnyCommand::SetDutyRule({
            static KIND: Type = Type::Record(&COMMAND_SET_DUTY_RULE);
            from_python(command, &KIND)?
        }),
        "SetOperatorActive" => AnyCommand::SetOperatorActive({
            static KIND: Type = Type::Record(&COMMAND_SET_OPERATOR_ACTIVE);
            from_python(command, &KIND)?
        }),
        "EditBook" => AnyCommand::EditBook({
            static KIND: Type = Type::Record(&COMMAND_EDIT_BOOK);
            from_python(command, &KIND)?
        }),
        "AddCaseNotes" => AnyCommand::AddCaseNotes({
            static KIND: Type = Type::Record(&COMMAND_ADD_CASE_NOTES);
            from_python(command, &KIND)?
        }),
        "AssignCases" => AnyCommand::AssignCases({
            static KIND: Type = Type::Record(&COMMAND_ASSIGN_CASES);
            from_python(command, &KIND)?
        }),
        "EditCases" => AnyCommand::EditCases({
            static KIND: Type = Type::Record(&COMMAND_EDIT_CASES);
            from_python(command, &KIND)?
        }),
        "EditCaseNote" => AnyCommand::EditCaseNote({
            static KIND: Type = Type::Record(&COMMAND_EDIT_CASE_NOTE);
            from_python(command, &KIND)?
        }),
        "MoveCases" => AnyCommand::MoveCases({
            static KIND: Type = Type::Record(&COMMAND_MOVE_CASES);
            from_python(command, &KIND)?
        }),
        "OpenCases" => AnyCommand::OpenCases({
            static KIND: Type = Type::Record(&COMMAND_OPEN_CASES);
            from_python(command, &KIND)?
        }),
        "RejectCases" => AnyCommand::RejectCases({
            static KIND: Type = Type::Record(&COMMAND_REJECT_CASES);
            from_python(command, &KIND)?
        }),
        "RemoveCaseNote" => AnyCommand::RemoveCaseNote({
            static KIND: Type = Type::Record(&COMMAND_REMOVE_CASE_NOTE);
            from_python(command, &KIND)?
        }),
        "ReopenCases" => AnyCommand::ReopenCases({
            static KIND: Type = Type::Record(&COMMAND_REOPEN_CASES);
            from_python(command, &KIND)?
        }),
        "ResolveCases" => AnyCommand::ResolveCases({
            static KIND: Type = Type::Record(&COMMAND_RESOLVE_CASES);
            from_python(command, &KIND)?
        }),
        "ErasePersonal" => AnyCommand::ErasePersonal({
            static KIND: Type = Type::Record(&COMMAND_ERASE_PERSONAL);
            from_python(command, &KIND)?
        }),
        "AddCustomers" => AnyCommand::AddCustomers({
            static KIND: Type = Type::Record(&COMMAND_ADD_CUSTOMERS);
            from_python(command, &KIND)?
        }),
        "AddContacts" => AnyCommand::AddContacts({
            static KIND: Type = Type::Record(&COMMAND_ADD_CONTACTS);
            from_python(command, &KIND)?
        }),
        "AssignCustomers" => AnyCommand::AssignCustomers({
            static KIND: Type = Type::Record(&COMMAND_ASSIGN_CUSTOMERS);
            from_python(command, &KIND)?
        }),
        "EditCustomers" => AnyCommand::EditCustomers({
            static KIND: Type = Type::Record(&COMMAND_EDIT_CUSTOMERS);
            from_python(command, &KIND)?
        }),
        "EditContacts" => AnyCommand::EditContacts({
            static KIND: Type = Type::Record(&COMMAND_EDIT_CONTACTS);
            from_python(command, &KIND)?
        }),
        "RemoveCustomers" => AnyCommand::RemoveCustomers({
            static KIND: Type = Type::Record(&COMMAND_REMOVE_CUSTOMERS);
            from_python(command, &KIND)?
        }),
        "RemoveContacts" => AnyCommand::RemoveContacts({
            static KIND: Type = Type::Record(&COMMAND_REMOVE_CONTACTS);
            from_python(command, &KIND)?
        }),
        "SetCustomersActive" => AnyCommand::SetCustomersActive({
            static KIND: Type = Type::Record(&COMMAND_SET_CUSTOMERS_ACTIVE);
            from_python(command, &KIND)?
        }),
        "SetContactsActive" => AnyCommand::SetContactsActive({
            static KIND: Type = Type::Record(&COMMAND_SET_CONTACTS_ACTIVE);
            from_python(command, &KIND)?
        }),
        "TagCustomers" => AnyCommand::TagCustomers({
            static KIND: Type = Type::Record(&COMMAND_TAG_CUSTOMERS);
            from_python(command, &KIND)?
        }),
        "UntagCustomers" => AnyCommand::UntagCustomers({
            static KIND: Type = Type::Record(&COMMAND_UNTAG_CUSTOMERS);
            from_python(command, &KIND)?
        }),
        "AddDictionary" => AnyCommand::AddDictionary({
            static KIND: Type = Type::Record(&COMMAND_ADD_DICTIONARY);
            from_python(command, &KIND)?
        }),
        "AddDictionaryItems" => AnyCommand::AddDictionaryItems({
            static KIND: Type = Type::Record(&COMMAND_ADD_DICTIONARY_ITEMS);
            from_python(command, &KIND)?
        }),
        "EditDictionary" => AnyCommand::EditDictionary({
            static KIND: Type = Type::Record(&COMMAND_EDIT_DICTIONARY);
            from_python(command, &KIND)?
        }),
        "EditDictionaryItems" => AnyCommand::EditDictionaryItems({
            static KIND: Type = Type::Record(&COMMAND_EDIT_DICTIONARY_ITEMS);
            from_python(command, &KIND)?
        }),
        "MergeDictionaryItems" => AnyCommand::MergeDictionaryItems({
            static KIND: Type = Type::Record(&COMMAND_MERGE_DICTIONARY_ITEMS);
            from_python(command, &KIND)?
        }),
        "RemoveDictionary" => AnyCommand::RemoveDictionary({
            static KIND: Type = Type::Record(&COMMAND_REMOVE_DICTIONARY);
            from_python(command, &KIND)?
        }),
        "RemoveDictionaryItems" => AnyCommand::RemoveDictionaryItems({
            static KIND: Type = Type::Record(&COMMAND_REMOVE_DICTIONARY_ITEMS);
            from_python(command, &KIND)?
        }),
        "ReorderDictionaryItems" => AnyCommand::ReorderDictionaryItems({
            static KIND: Type = Type::Record(&COMMAND_REORDER_DICTIONARY_ITEMS);
            from_python(command, &KIND)?
        }),
        "SetDictionaryItemsActive" => AnyCommand::SetDictionaryItemsActive({
            static KIND: Type = Type::Record(&COMMAND_SET_DICTIONARY_ITEMS_ACTIVE);
            from_python(command, &KIND)?
        }),
        "ImportCustomers" => AnyCommand::ImportCustomers({
            static KIND: Type = Type::Record(&COMMAND_IMPORT_CUSTOMERS);
            from_python(command, &KIND)?
        }),
        "ImportPayments" => AnyCommand::ImportPayments({
            static KIND: Type = Type::Record(&COMMAND_IMPORT_PAYMENTS);
            from_python(command, &KIND)?
        }),
        "ImportProducts" => AnyCommand::ImportProducts({
            static KIND: Type = Type::Record(&COMMAND_IMPORT_PRODUCTS);
            from_python(command, &KIND)?
        }),
        "ImportSales" => AnyCommand::ImportSales({
            static KIND: Type = Type::Record(&COMMAND_IMPORT_SALES);
            from_python(command, &KIND)?
        }),
        "UndoImport" => AnyCommand::UndoImport({
            static KIND: Type = Type::Record(&COMMAND_UNDO_IMPORT);
            from_python(command, &KIND)?
        }),
        "CancelInvoices" => AnyCommand::CancelInvoices({
            static KIND: Type = Type::Record(&COMMAND_CANCEL_INVOICES);
            from_python(command, &KIND)?
        }),
        "CreditInvoices" => AnyCommand::CreditInvoices({
            static KIND: Type = Type::Record(&COMMAND_CREDIT_INVOICES);
            from_python(command, &KIND)?
        }),
        "DiscardInvoices" => AnyCommand::DiscardInvoices({
            static KIND: Type = Type::Record(&COMMAND_DISCARD_INVOICES);
            from_python(command, &KIND)?
        }),
        "DraftInvoices" => AnyCommand::DraftInvoices({
            static KIND: Type = Type::Record(&COMMAND_DRAFT_INVOICES);
            from_python(command, &KIND)?
        }),
        "DraftAndPostInvoices" => AnyCommand::DraftAndPostInvoices({
            static KIND: Type = Type::Record(&COMMAND_DRAFT_AND_POST_INVOICES);
            from_python(command, &KIND)?
        }),
        "EditInvoice" => AnyCommand::EditInvoice({
            static KIND: Type = Type::Record(&COMMAND_EDIT_INVOICE);
            from_python(command, &KIND)?
        }),
        "PostInvoices" => AnyCommand::PostInvoices({
            static KIND: Type = Type::Record(&COMMAND_POST_INVOICES);
            from_python(command, &KIND)?
        }),
        "AddAccounts" => AnyCommand::AddAccounts({
            static KIND: Type = Type::Record(&COMMAND_ADD_ACCOUNTS);
            from_python(command, &KIND)?
        }),
        "AddJournals" => AnyCommand::AddJournals({
            static KIND: Type = Type::Record(&COMMAND_ADD_JOURNALS);
            from_python(command, &KIND)?
        }),
        "EditAccount" => AnyCommand::EditAccount({
            static KIND: Type = Type::Record(&COMMAND_EDIT_ACCOUNT);
            from_python(command, &KIND)?
        }),
        "EditJournal" => AnyCommand::EditJournal({
            static KIND: Type = Type::Record(&COMMAND_EDIT_JOURNAL);
            from_python(command, &KIND)?
        }),
        "MoveAccount" => AnyCommand::MoveAccount({
            static KIND: Type = Type::Record(&COMMAND_MOVE_ACCOUNT);
            from_python(command, &KIND)?
        }),
        "PostEntries" => AnyCommand::PostEntries({
            static KIND: Type = Type::Record(&COMMAND_POST_ENTRIES);
            from_python(command, &KIND)?
        }),
        "RemoveAccount" => AnyCommand::RemoveAccount({
            static KIND: Type = Type::Record(&COMMAND_REMOVE_ACCOUNT);
            from_python(command, &KIND)?
        }),
        "RemoveJournal" => AnyCommand::RemoveJournal({
            static KIND: Type = Type::Record(&COMMAND_REMOVE_JOURNAL);
            from_python(command, &KIND)?
        }),
        "ReverseEntries" => AnyCommand::ReverseEntries({
            static KIND: Type = Type::Record(&COMMAND_REVERSE_ENTRIES);
            from_python(command, &KIND)?
        }),
        "ReviewEntries" => AnyCommand::ReviewEntries({
            static KIND: Type = Type::Record(&COMMAND_REVIEW_ENTRIES);
            from_python(command, &KIND)?
        }),
        "SetAccountRole" => AnyCommand::SetAccountRole({
            static KIND: Type = Type::Record(&COMMAND_SET_ACCOUNT_ROLE);
            from_python(command, &KIND)?
        }),
        "WithdrawReviews" => AnyCommand::WithdrawReviews({
            static KIND: Type = Type::Record(&COMMAND_WITHDRAW_REVIEWS);
            from_python(command, &KIND)?
        }),
        "AllocatePayments" => AnyCommand::AllocatePayments({
            static KIND: Type = Type::Record(&COMMAND_ALLOCATE_PAYMENTS);
            from_python(command, &KIND)?
        }),
        "AllocateAutomatically" => AnyCommand::AllocateAutomatically({
            static KIND: Type = Type::Record(&COMMAND_ALLOCATE_AUTOMATICALLY);
            from_python(command, &KIND)?
        }),
        "CancelPayments" => AnyCommand::CancelPayments({
            static KIND: Type = Type::Record(&COMMAND_CANCEL_PAYMENTS);
            from_python(command, &KIND)?
        }),
        "EditPayment" => AnyCommand::EditPayment({
            static KIND: Type = Type::Record(&COMMAND_EDIT_PAYMENT);
            from_python(command, &KIND)?
        }),
        "RecordPayments" => AnyCommand::RecordPayments({
            static KIND: Type = Type::Record(&COMMAND_RECORD_PAYMENTS);
            from_python(command, &KIND)?
        }),
        "WithdrawAllocations" => AnyCommand::WithdrawAllocations({
            static KIND: Type = Type::Record(&COMMAND_WITHDRAW_ALLOCATIONS);
            from_python(command, &KIND)?
        }),
        "AddProducts" => AnyCommand::AddProducts({
            static KIND: Type = Type::Record(&COMMAND_ADD_PRODUCTS);
            from_python(command, &KIND)?
        }),
        "EditProducts" => AnyCommand::EditProducts({
            static KIND: Type = Type::Record(&COMMAND_EDIT_PRODUCTS);
            from_python(command, &KIND)?
        }),
        "RemoveProducts" => AnyCommand::RemoveProducts({
            static KIND: Type = Type::Record(&COMMAND_REMOVE_PRODUCTS);
            from_python(command, &KIND)?
        }),
        "SetProductsActive" => AnyCommand::SetProductsActive({
            static KIND: Type = Type::Record(&COMMAND_SET_PRODUCTS_ACTIVE);
            from_python(command, &KIND)?
        }),
        _ => return Ok(None),
    }))
}

/// Makes what came of a command.
pub(crate) fn outcome(py: Python<'_>, outcome: &AnyOutcome) -> PyResult<Py<PyAny>> {
    match outcome {
        AnyOutcome::AddOperator(value) => {
            static KIND: Type = Type::Record(&OPERATOR);
            to_python(py, value, &KIND)
        }
        AnyOutcome::AddRole(value) => {
            static KIND: Type = Type::Record(&ROLE);
            to_python(py, value, &KIND)
        }
        AnyOutcome::AddTeam(value) => {
            static KIND: Type = Type::Record(&TEAM);
            to_python(py, value, &KIND)
        }
        AnyOutcome::AssignRoles(value) => {
            static KIND: Type = Type::Record(&OPERATOR);
            to_python(py, value, &KIND)
        }
        AnyOutcome::ChangeOwnPassword(value) => {
            static KIND: Type = Type::Record(&OPERATOR);
            to_python(py, value, &KIND)
        }
        AnyOutcome::EditOperator(value) => {
            static KIND: Type = Type::Record(&OPERATOR);
            to_python(py, value, &KIND)
        }
        AnyOutcome::EditRole(value) => {
            static KIND: Type = Type::Record(&ROLE);
            to_python(py, value, &KIND)
        }
        AnyOutcome::EditTeam(value) => {
            static KIND: Type = Type::Record(&TEAM);
            to_python(py, value, &KIND)
        }
        AnyOutcome::RemoveRole(value) => {
            static KIND: Type = Type::Record(&ROLE);
            to_python(py, value, &KIND)
        }
        AnyOutcome::ResetPassword(value) => {
            static KIND: Type = Type::Record(&OPERATOR);
            to_python(py, value, &KIND)
        }
        AnyOutcome::SetDutyRule(value) => {
            static KIND: Type = Type::Record(&DUTY_RULE);
            to_python(py, value, &KIND)
        }
        AnyOutcome::SetOperatorActive(value) => {
            static KIND: Type = Type::Record(&OPERATOR);
            to_python(py, value, &KIND)
        }
        AnyOutcome::EditBook(value) => {
            static KIND: Type = Type::Record(&BOOK);
            to_python(py, value, &KIND)
        }
        AnyOutcome::AddCaseNotes(value) => {
            static KIND: Type = Type::List(&Type::Record(&CASE_NOTE));
            to_python(py, value, &KIND)
        }
        AnyOutcome::AssignCases(value) => {
            static KIND: Type = Type::List(&Type::Record(&CASE));
            to_python(py, value, &KIND)
        }
        AnyOutcome::EditCases(value) => {
            static KIND: Type = Type::List(&Type::Record(&CASE));
            to_python(py, value, &KIND)
        }
        AnyOutcome::EditCaseNote(value) => {
            static KIND: Type = Type::Record(&CASE_NOTE);
            to_python(py, value, &KIND)
        }
        AnyOutcome::MoveCases(value) => {
            static KIND: Type = Type::List(&Type::Record(&CASE));
            to_python(py, value, &KIND)
        }
        AnyOutcome::OpenCases(value) => {
            static KIND: Type = Type::List(&Type::Record(&CASE));
            to_python(py, value, &KIND)
        }
        AnyOutcome::RejectCases(value) => {
            static KIND: Type = Type::List(&Type::Record(&CASE));
            to_python(py, value, &KIND)
        }
        AnyOutcome::RemoveCaseNote(value) => {
            static KIND: Type = Type::Record(&CASE_NOTE);
            to_python(py, value, &KIND)
        }
        AnyOutcome::ReopenCases(value) => {
            static KIND: Type = Type::List(&Type::Record(&CASE));
            to_python(py, value, &KIND)
        }
        AnyOutcome::ResolveCases(value) => {
            static KIND: Type = Type::List(&Type::Record(&CASE));
            to_python(py, value, &KIND)
        }
        AnyOutcome::ErasePersonal(value) => {
            static KIND: Type = Type::Int;
            to_python(py, value, &KIND)
        }
        AnyOutcome::AddCustomers(value) => {
            static KIND: Type = Type::List(&Type::Record(&CUSTOMER));
            to_python(py, value, &KIND)
        }
        AnyOutcome::AddContacts(value) => {
            static KIND: Type = Type::List(&Type::Record(&CONTACT));
            to_python(py, value, &KIND)
        }
        AnyOutcome::AssignCustomers(value) => {
            static KIND: Type = Type::List(&Type::Record(&CUSTOMER));
            to_python(py, value, &KIND)
        }
        AnyOutcome::EditCustomers(value) => {
            static KIND: Type = Type::List(&Type::Record(&CUSTOMER));
            to_python(py, value, &KIND)
        }
        AnyOutcome::EditContacts(value) => {
            static KIND: Type = Type::List(&Type::Record(&CONTACT));
            to_python(py, value, &KIND)
        }
        AnyOutcome::RemoveCustomers(value) => {
            static KIND: Type = Type::List(&Type::Record(&CUSTOMER));
            to_python(py, value, &KIND)
        }
        AnyOutcome::RemoveContacts(value) => {
            static KIND: Type = Type::List(&Type::Record(&CONTACT));
            to_python(py, value, &KIND)
        }
        AnyOutcome::SetCustomersActive(value) => {
            static KIND: Type = Type::List(&Type::Record(&CUSTOMER));
            to_python(py, value, &KIND)
        }
        AnyOutcome::SetContactsActive(value) => {
            static KIND: Type = Type::List(&Type::Record(&CONTACT));
            to_python(py, value, &KIND)
        }
        AnyOutcome::TagCustomers(value) => {
            static KIND: Type = Type::Int;
            to_python(py, value, &KIND)
        }
        AnyOutcome::UntagCustomers(value) => {
            static KIND: Type = Type::Int;
            to_python(py, value, &KIND)
        }
        AnyOutcome::AddDictionary(value) => {
            static KIND: Type = Type::Record(&DICTIONARY);
            to_python(py, value, &KIND)
        }
        AnyOutcome::AddDictionaryItems(value) => {
            static KIND: Type = Type::List(&Type::Record(&DICTIONARY_ITEM));
            to_python(py, value, &KIND)
        }
        AnyOutcome::EditDictionary(value) => {
            static KIND: Type = Type::Record(&DICTIONARY);
            to_python(py, value, &KIND)
        }
        AnyOutcome::EditDictionaryItems(value) => {
            static KIND: Type = Type::List(&Type::Record(&DICTIONARY_ITEM));
            to_python(py, value, &KIND)
        }
        AnyOutcome::MergeDictionaryItems(value) => {
            static KIND: Type = Type::Record(&MERGED_ITEMS);
            to_python(py, value, &KIND)
        }
        AnyOutcome::RemoveDictionary(value) => {
            static KIND: Type = Type::Record(&DICTIONARY);
            to_python(py, value, &KIND)
        }
        AnyOutcome::RemoveDictionaryItems(value) => {
            static KIND: Type = Type::List(&Type::Record(&DICTIONARY_ITEM));
            to_python(py, value, &KIND)
        }
        AnyOutcome::ReorderDictionaryItems(value) => {
            static KIND: Type = Type::List(&Type::Record(&DICTIONARY_ITEM));
            to_python(py, value, &KIND)
        }
        AnyOutcome::SetDictionaryItemsActive(value) => {
            static KIND: Type = Type::List(&Type::Record(&DICTIONARY_ITEM));
            to_python(py, value, &KIND)
        }
        AnyOutcome::ImportCustomers(value) => {
            static KIND: Type = Type::Record(&IMPORT_OUTCOME);
            to_python(py, value, &KIND)
        }
        AnyOutcome::ImportPayments(value) => {
            static KIND: Type = Type::Record(&IMPORT_OUTCOME);
            to_python(py, value, &KIND)
        }
        AnyOutcome::ImportProducts(value) => {
            static KIND: Type = Type::Record(&IMPORT_OUTCOME);
            to_python(py, value, &KIND)
        }
        AnyOutcome::ImportSales(value) => {
            static KIND: Type = Type::Record(&IMPORT_OUTCOME);
            to_python(py, value, &KIND)
        }
        AnyOutcome::UndoImport(value) => {
            static KIND: Type = Type::Record(&UNDO_REPORT);
            to_python(py, value, &KIND)
        }
        AnyOutcome::CancelInvoices(value) => {
            static KIND: Type = Type::List(&Type::Record(&CREDITED));
            to_python(py, value, &KIND)
        }
        AnyOutcome::CreditInvoices(value) => {
            static KIND: Type = Type::List(&Type::Record(&CREDITED));
            to_python(py, value, &KIND)
        }
        AnyOutcome::DiscardInvoices(value) => {
            static KIND: Type = Type::List(&Type::Int);
            to_python(py, value, &KIND)
        }
        AnyOutcome::DraftInvoices(value) => {
            static KIND: Type = Type::List(&Type::Record(&INVOICE));
            to_python(py, value, &KIND)
        }
        AnyOutcome::DraftAndPostInvoices(value) => {
            static KIND: Type = Type::List(&Type::Record(&INVOICE));
            to_python(py, value, &KIND)
        }
        AnyOutcome::EditInvoice(value) => {
            static KIND: Type = Type::Record(&INVOICE);
            to_python(py, value, &KIND)
        }
        AnyOutcome::PostInvoices(value) => {
            static KIND: Type = Type::List(&Type::Record(&INVOICE));
            to_python(py, value, &KIND)
        }
        AnyOutcome::AddAccounts(value) => {
            static KIND: Type = Type::List(&Type::Record(&ACCOUNT));
            to_python(py, value, &KIND)
        }
        AnyOutcome::AddJournals(value) => {
            static KIND: Type = Type::List(&Type::Record(&JOURNAL));
            to_python(py, value, &KIND)
        }
        AnyOutcome::EditAccount(value) => {
            static KIND: Type = Type::Record(&ACCOUNT);
            to_python(py, value, &KIND)
        }
        AnyOutcome::EditJournal(value) => {
            static KIND: Type = Type::Record(&JOURNAL);
            to_python(py, value, &KIND)
        }
        AnyOutcome::MoveAccount(value) => {
            static KIND: Type = Type::Record(&ACCOUNT);
            to_python(py, value, &KIND)
        }
        AnyOutcome::PostEntries(value) => {
            static KIND: Type = Type::List(&Type::Record(&ENTRY_RECEIPT));
            to_python(py, value, &KIND)
        }
        AnyOutcome::RemoveAccount(value) => {
            static KIND: Type = Type::Record(&ACCOUNT);
            to_python(py, value, &KIND)
        }
        AnyOutcome::RemoveJournal(value) => {
            static KIND: Type = Type::Record(&JOURNAL);
            to_python(py, value, &KIND)
        }
        AnyOutcome::ReverseEntries(value) => {
            static KIND: Type = Type::List(&Type::Record(&ENTRY_RECEIPT));
            to_python(py, value, &KIND)
        }
        AnyOutcome::ReviewEntries(value) => {
            static KIND: Type = Type::List(&Type::Int);
            to_python(py, value, &KIND)
        }
        AnyOutcome::SetAccountRole(value) => {
            static KIND: Type = Type::Record(&ROLE_ACCOUNT);
            to_python(py, value, &KIND)
        }
        AnyOutcome::WithdrawReviews(value) => {
            static KIND: Type = Type::List(&Type::Int);
            to_python(py, value, &KIND)
        }
        AnyOutcome::AllocatePayments(value) => {
            static KIND: Type = Type::List(&Type::Record(&ALLOCATION));
            to_python(py, value, &KIND)
        }
        AnyOutcome::AllocateAutomatically(value) => {
            static KIND: Type = Type::List(&Type::Record(&ALLOCATION));
            to_python(py, value, &KIND)
        }
        AnyOutcome::CancelPayments(value) => {
            static KIND: Type = Type::List(&Type::Record(&PAYMENT));
            to_python(py, value, &KIND)
        }
        AnyOutcome::EditPayment(value) => {
            static KIND: Type = Type::Record(&PAYMENT);
            to_python(py, value, &KIND)
        }
        AnyOutcome::RecordPayments(value) => {
            static KIND: Type = Type::Record(&RECORDED);
            to_python(py, value, &KIND)
        }
        AnyOutcome::WithdrawAllocations(value) => {
            static KIND: Type = Type::List(&Type::Record(&ALLOCATION));
            to_python(py, value, &KIND)
        }
        AnyOutcome::AddProducts(value) => {
            static KIND: Type = Type::List(&Type::Record(&PRODUCT));
            to_python(py, value, &KIND)
        }
        AnyOutcome::EditProducts(value) => {
            static KIND: Type = Type::List(&Type::Record(&PRODUCT));
            to_python(py, value, &KIND)
        }
        AnyOutcome::RemoveProducts(value) => {
            static KIND: Type = Type::List(&Type::Int);
            to_python(py, value, &KIND)
        }
        AnyOutcome::SetProductsActive(value) => {
            static KIND: Type = Type::List(&Type::Record(&PRODUCT));
            to_python(py, value, &KIND)
        }
    }
}
