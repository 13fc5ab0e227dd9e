//! Who sees which tasks, and that private ones are nobody else's.

use bookroom::access::model::{NewRole, NewTeam};
use bookroom::access::permission::{Grant, Permission, Reach};
use bookroom::changes::model::Subject;
use bookroom::error::Code;
use bookroom::exchange::export::{ExportList, ExportOptions};
use bookroom::tasks::model::{NewTask, TaskEdit, TaskFilter, TaskLink};
use bookroom::values::PageRequest;
use bookroom_tests::room::{self, TestRoom};

use super::{add, due, rings, titles};
use crate::samples::fixtures::customer;

/// Tasks of three operators, one of them private: who sees which.
pub fn conformance(test: &TestRoom) {
    let team = test.owner.access().add_team(NewTeam { name: "一组".to_owned() }).unwrap();
    let grant = |permission, reach| Grant { permission, reach };
    let role = |code: &str, reach| NewRole {
        code: code.to_owned(),
        label_zh: code.to_owned(),
        label_en: code.to_owned(),
        grants: vec![
            grant(Permission::TasksView, reach),
            grant(Permission::TasksAdd, Reach::Own),
            grant(Permission::TasksEdit, reach),
            grant(Permission::ChangesView, Reach::All),
            grant(Permission::ListsExport, Reach::All),
        ],
        fields: Vec::new(),
    };
    let reaches = [("alone", Reach::Own), ("together", Reach::Team), ("everybody", Reach::All)];
    for (code, reach) in reaches {
        test.owner.access().add_role(role(code, reach)).unwrap();
    }
    let ann = test.operator_in("ann", &["alone"], Some(team.id));
    let bob = test.operator_in("bob", &["together"], Some(team.id));
    let cem = test.operator_in("cem", &["everybody"], None);
    let remind = "2026-06-15T05:00:00Z".parse().ok();
    let secret = NewTask { is_private: true, remind_at: remind, ..due("secret", 30) };
    let secret = add(&ann, secret);
    add(&ann, due("ann's", 28));
    let shared = add(&bob, due("bob's", 29));
    let filter = TaskFilter { due_from: "2026-06-28".parse().ok(), ..TaskFilter::default() };
    let seen = |session| titles(session, &filter);
    assert_eq!(seen(&ann), ["ann's", "secret"]);
    assert_eq!(seen(&bob), ["ann's", "bob's"]);
    assert_eq!(seen(&cem), ["ann's", "bob's"]);
    assert_eq!(seen(&test.owner), ["ann's", "bob's"]);
    let (from, to) = ("2026-06-15T04:00:00Z", "2026-06-15T05:00:00Z");
    assert_eq!(rings(&ann, from, to), ["secret"]);
    for other in [&bob, &cem, &test.owner] {
        assert_eq!(rings(other, from, to), Vec::<String>::new());
        assert_eq!(other.tasks().get(secret.id).unwrap_err().code(), Code::NotFound);
        let done = other.tasks().finish(vec![secret.seen()]).unwrap_err();
        assert_eq!(done.code(), Code::NotFound);
        let subject = Subject::new("task", secret.id);
        let history = other.changes().history(&subject, &PageRequest::default());
        assert!(history.unwrap().items.is_empty());
        let feed = other.changes().after(0, 1000).unwrap();
        assert!(feed.iter().any(|change| change.subject.kind == "task"));
        assert!(!format!("{feed:?}").contains("secret"));
        let mut file = Vec::new();
        let list = ExportList::Tasks(TaskFilter::default());
        other.exchange().export(&list, &mut file, &ExportOptions::default()).unwrap();
        assert!(!String::from_utf8(file).unwrap().contains("secret"));
    }
    let subject = Subject::new("task", secret.id);
    let history = ann.changes().history(&subject, &PageRequest::default()).unwrap();
    assert_eq!(history.items.len(), 1);
    // What somebody once changed is not theirs to follow when it is out of their reach.
    let lent = NewTask { assignee: Some(ann.operator_id()), ..NewTask::new("lent") };
    let lent = add(&test.owner, lent);
    let note = TaskEdit { note: "seen by ann".into(), ..TaskEdit::default() };
    let lent = ann.tasks().edit(lent.id, lent.version, note).unwrap();
    test.owner.tasks().assign(vec![lent.seen()], Some(cem.operator_id())).unwrap();
    let subject = Subject::new("task", lent.id);
    let history = ann.changes().history(&subject, &PageRequest::default());
    assert!(history.unwrap().items.is_empty());
    assert!(!format!("{:?}", ann.changes().after(0, 1000).unwrap()).contains("lent"));
    // What one sees, one may not give away, make private, or give at once without the permission.
    let private = TaskEdit { is_private: Some(true), ..TaskEdit::default() };
    let denied = test.owner.tasks().edit(shared.id, 1, private).unwrap_err();
    assert_eq!(denied.code(), Code::NotPermitted);
    assert_eq!(
        bob.tasks().assign(vec![shared.seen()], None).unwrap_err().code(),
        Code::NotPermitted
    );
    let for_bob = NewTask { assignee: Some(bob.operator_id()), ..NewTask::new("x") };
    assert_eq!(ann.tasks().add(for_bob.clone()).unwrap_err().code(), Code::NotPermitted);
    let given = add(&test.owner, NewTask { ..for_bob });
    assert_eq!(given.team, Some(team.id));
    assert_eq!(bob.tasks().get(given.id).unwrap(), given);
    // Nobody links what they cannot see.
    let hidden = Some(TaskLink::Customer(customer(test, "hidden")));
    let linked = ann.tasks().add(NewTask { link: hidden, ..NewTask::new("x") }).unwrap_err();
    assert_eq!(linked.code(), Code::UnknownReference);
    let mine = test.owner.tasks();
    let private = add(&test.owner, NewTask { is_private: true, ..NewTask::new("x") });
    let refused = mine.assign(vec![private.seen()], Some(bob.operator_id())).unwrap_err();
    assert_eq!(refused.code(), Code::BadChoice);
}

#[test]
fn everybody_sees_what_their_reach_covers_and_nothing_private() {
    conformance(&room::memory());
}
