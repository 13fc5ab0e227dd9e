//! Drafts that a case names are not discarded, and the refusal says which case it is.

use bookroom::billing::invoices::InvoiceVersion;
use bookroom::error::Code;
use bookroom::service::model::{CaseEdit, CaseKind, NewCase};
use bookroom::values::Edit;
use bookroom_tests::backends::Backend;
use bookroom_tests::room;

use crate::samples::fixtures;

#[test]
fn what_a_case_names_is_kept_and_told_on_every_database() {
    for backend in Backend::ALL {
        let test = room::on(backend);
        let owner = &test.owner;
        let invoices = owner.billing().invoices();
        let customer = fixtures::customer(&test, "青禾");
        let drafts: Vec<InvoiceVersion> = (0..3)
            .map(|_| invoices.draft(fixtures::sale(customer, "2026-06-01")).unwrap().seen())
            .collect();
        let mut case = NewCase::new(CaseKind::Complaint, "纸张破损");
        (case.customer, case.invoice) = (Some(customer), Some(drafts[1].id));
        let case = owner.service().open(case).unwrap();

        let error = invoices.discard(drafts.clone()).unwrap_err();
        let [problem] = error.problems() else { panic!("{error}") };
        assert_eq!((problem.code, problem.path.as_str()), (Code::InUse, "invoices[1]"));
        let fact = |name: &str| problem.fact_value(name).unwrap().to_owned();
        assert_eq!((fact("by"), fact("by_key")), ("case".to_owned(), case.id.to_string()));
        assert_eq!(fact("key"), drafts[1].id.to_string());
        assert_eq!(invoices.discard(drafts[..1].to_vec()).unwrap().len(), 1);

        let edit = CaseEdit { invoice: Edit::Clear, ..CaseEdit::default() };
        owner.service().edit(case.id, case.version, edit).unwrap();
        assert_eq!(invoices.discard(drafts[1..].to_vec()).unwrap().len(), 2);
        assert_eq!(owner.verify().unwrap().findings, []);
    }
}
