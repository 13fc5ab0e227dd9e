//! Saved views through the public API, on every database.

use bookroom::billing::invoices::{InvoiceFilter, InvoiceState};
use bookroom::changes::model::Subject;
use bookroom::customers::model::CustomerFilter;
use bookroom::error::{Code, Error};
use bookroom::ledger::model::EntryFilter;
use bookroom::saved_views::model::{
    ListFilter, NewSavedView, SavedView, SavedViewEdit, ViewedList,
};
use bookroom::tasks::model::TaskFilter;
use bookroom::values::{Edit, PageRequest};
use bookroom_tests::backends::Backend;
use bookroom_tests::room;

use crate::whole::assert_whole;

fn of_customers(label: &str) -> NewSavedView {
    let filter = CustomerFilter { active: Some(true), ..CustomerFilter::of_text("南山") };
    NewSavedView::new(label, ListFilter::Customers(filter))
}

fn labels(found: &[SavedView]) -> Vec<&str> {
    found.iter().map(|view| view.label.as_str()).collect()
}

#[test]
fn views_are_kept_private_or_shared_on_every_database() {
    for test in Backend::ALL.iter().map(|backend| room::on(*backend)) {
        let (owner, sales) = (&test.owner, test.operator("sales", &["sales"]));
        let (boss, mine) = (owner.saved_views(), sales.saved_views());
        let shared = NewSavedView {
            sort: Some("name".to_owned()),
            descending: true,
            columns: vec!["name".to_owned(), "电话".to_owned()],
            is_shared: true,
            ..of_customers("重点客户")
        };
        let shared = boss.add(shared).unwrap();
        let private = boss.add(of_customers("私下")).unwrap();
        let entries = ListFilter::Entries(EntryFilter::default());
        let ledger = boss
            .add(NewSavedView { is_shared: true, ..NewSavedView::new("凭证", entries) })
            .unwrap();
        // Who does not see the ledger is not told what is looked for there.
        assert_eq!(labels(&mine.list(None).unwrap()), ["重点客户"]);
        assert_eq!(mine.get(shared.id).unwrap(), shared);
        for unseen in [private.id, ledger.id] {
            assert_eq!(mine.get(unseen).unwrap_err().code(), Code::NotFound);
        }
        let own = mine.add(of_customers("重点客户")).unwrap();
        assert_eq!(own.owner, sales.operator_id());
        assert_eq!(mine.list(Some(ViewedList::Customers)).unwrap().len(), 2);
        assert_eq!(boss.get(own.id).unwrap_err().code(), Code::NotFound);
        assert_eq!(boss.list(Some(ViewedList::Customers)).unwrap().len(), 2);
        assert!(boss.list(Some(ViewedList::Cases)).unwrap().is_empty());
        // Nor is it seen in the history.
        let page = PageRequest::default();
        let past = owner.changes().history(&Subject::new("saved_view", own.id.0), &page);
        assert!(past.map_or(true, |past| past.items.is_empty()));

        let rename = SavedViewEdit { label: Some("  我的 ".to_owned()), ..Default::default() };
        assert_eq!(mine.edit(shared.id, 1, rename.clone()).unwrap_err().code(), Code::NotPermitted);
        let share = SavedViewEdit { is_shared: Some(true), ..Default::default() };
        assert_eq!(mine.edit(own.id, 1, share).unwrap_err().code(), Code::NotPermitted);
        assert_eq!(mine.remove(shared.id, 1).unwrap_err().code(), Code::NotPermitted);
        assert_eq!(boss.remove(own.id, 1).unwrap_err().code(), Code::NotFound);
        let own = mine.edit(own.id, 1, rename.clone()).unwrap();
        assert_eq!((own.label.as_str(), own.version), ("我的", 2));
        assert_eq!(mine.edit(own.id, 1, rename).unwrap_err().code(), Code::VersionConflict);
        // The order of one list is none of another's.
        let other = SavedViewEdit {
            filter: Some(ListFilter::Tasks(TaskFilter::default())),
            ..Default::default()
        };
        let moved = boss.edit(shared.id, 1, other).unwrap();
        assert_eq!((moved.filter.list(), moved.sort), (ViewedList::Tasks, None));
        let sort = SavedViewEdit { sort: Edit::Set("due_on".to_owned()), ..Default::default() };
        let moved = boss.edit(shared.id, 2, sort).unwrap();
        assert_eq!(moved.sort.as_deref(), Some("due_on"));
        mine.remove(own.id, own.version).unwrap();
        assert_eq!(labels(&mine.list(None).unwrap()), ["重点客户"]);
        assert_whole(owner, "saved views");
    }
}

#[test]
fn what_the_list_would_refuse_is_not_saved() {
    let test = room::memory();
    let views = test.owner.saved_views();
    let states = InvoiceFilter { states: vec![InvoiceState::Draft], ..Default::default() };
    let bad = NewSavedView {
        label: " ".to_owned(),
        columns: vec!["a".to_owned(), "a".to_owned(), String::new()],
        sort: Some("gros".to_owned()),
        ..NewSavedView::new("", ListFilter::Invoices(states))
    };
    let Error::Invalid(problems) = views.add(bad).unwrap_err() else { panic!("not invalid") };
    let places: Vec<_> = problems.iter().map(|it| (it.path.as_str(), it.code)).collect();
    assert_eq!(
        places,
        [
            ("view.label", Code::Required),
            ("view.columns[1]", Code::Repeated),
            ("view.columns[2]", Code::Required),
            ("view.sort", Code::BadChoice),
        ]
    );
    let long = CustomerFilter::of_text(&"长".repeat(300));
    let refused = views.add(NewSavedView::new("长", ListFilter::Customers(long))).unwrap_err();
    let Error::Invalid(problems) = refused else { panic!("not invalid") };
    assert_eq!(problems[0].path, "view.filter.text");
    views.add(of_customers("南山")).unwrap();
    let again = views.add(of_customers("南　山")).unwrap_err();
    assert_eq!(
        (again.code(), again.problems()[0].path.as_str()),
        (Code::AlreadyExists, "view.label")
    );
    // Another list's may be called the same.
    views.add(NewSavedView::new("南山", ListFilter::Tasks(TaskFilter::default()))).unwrap();
    let cashier = test.operator("reviewer", &["reviewer"]);
    let cases = ListFilter::Cases(Default::default());
    let refused = cashier.saved_views().add(NewSavedView::new("工单", cases));
    assert_eq!(refused.map(|_| ()).map_err(|it| it.code()), Err(Code::NotPermitted));
    assert_eq!(views.list(None).unwrap().len(), 2);
}
