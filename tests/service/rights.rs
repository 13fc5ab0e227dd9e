//! Who sees which cases, and which of their texts.

use bookroom::Session;
use bookroom::access::model::{NewRole, NewTeam};
use bookroom::access::permission::{Field, FieldRight, FieldRule, Grant, Permission, Reach};
use bookroom::changes::model::Subject;
use bookroom::customers::model::NewCustomer;
use bookroom::error::Code;
use bookroom::service::model::{CaseEdit, CaseFilter, CaseSeverity, CaseState, NewCase};
use bookroom::values::{Edit, PageRequest};
use bookroom_tests::backends::Backend;
use bookroom_tests::room::{self, TestRoom, day};

use super::{complaint, open, resolution, search, some, subjects};

/// Cases of four operators: who sees which.
pub fn conformance_scopes(test: &TestRoom) {
    let team = test.owner.access().add_team(NewTeam { name: "一组".to_owned() }).unwrap();
    let grant = |permission, reach| Grant { permission, reach };
    let role = |code: &str, reach| NewRole {
        code: code.to_owned(),
        label_zh: code.to_owned(),
        label_en: code.to_owned(),
        grants: vec![
            grant(Permission::CasesView, reach),
            grant(Permission::CasesAdd, Reach::Own),
            grant(Permission::CasesEdit, reach),
            grant(Permission::CustomersView, reach),
        ],
        fields: Vec::new(),
    };
    for (code, reach) in [("alone", Reach::Own), ("together", Reach::Team)] {
        test.owner.access().add_role(role(code, reach)).unwrap();
    }
    let ann = test.operator_in("ann", &["alone"], Some(team.id));
    let bob = test.operator_in("bob", &["together"], Some(team.id));
    let cem = test.operator_in("cem", &["together"], None);
    let client = NewCustomer { owner: Some(bob.operator_id()), ..NewCustomer::company("客户") };
    let client = test.owner.customers().add(client).unwrap();
    open(&test.owner, "boss's");
    open(&ann, "ann's");
    open(&bob, "bob's");
    let linked = NewCase { customer: Some(client.id), ..complaint("client's") };
    let linked = test.owner.service().open(linked).unwrap();
    assert_eq!((linked.owner, linked.team), (Some(bob.operator_id()), Some(team.id)));
    let given = open(&test.owner, "given");
    let given = test.owner.service().assign(vec![(&given).into()], Some(cem.operator_id()));
    let given = given.unwrap().remove(0);

    let all = CaseFilter::default();
    assert_eq!(subjects(&test.owner, &all).len(), 5);
    assert_eq!(subjects(&ann, &all), ["ann's"]);
    assert_eq!(subjects(&bob, &all), ["ann's", "bob's", "client's"]);
    assert_eq!(subjects(&cem, &all), ["given"]);
    let total = |session: &Session| {
        let service = session.service();
        let counts = service.counts(day("2026-01-01"), day("2026-12-31"), &[]).unwrap();
        let open: i64 = service.open_by_assignee().unwrap().iter().map(|row| row.cases).sum();
        assert_eq!(open, counts[0].cases);
        open
    };
    assert_eq!((total(&test.owner), total(&ann), total(&bob), total(&cem)), (5, 1, 3, 1));

    assert_eq!(ann.service().get(given.id).unwrap_err().code(), Code::NotFound);
    let notes = ann.service().notes(given.id, &PageRequest::default()).unwrap_err();
    assert_eq!(notes.code(), Code::NotFound);
    let moved = ann.service().move_to(vec![(&given).into()], CaseState::Waiting).unwrap_err();
    assert_eq!(moved.code(), Code::NotFound);
    assert_eq!(ann.service().add_note(given.id, "x", true).unwrap_err().code(), Code::NotFound);
    let note = test.owner.service().add_note(given.id, "x", true).unwrap();
    let removed = ann.service().remove_note(note.id, note.version).unwrap_err();
    assert_eq!(removed.code(), Code::NotFound);
    let hidden = NewCase { customer: Some(client.id), ..complaint("x") };
    let hidden = ann.service().open(hidden).unwrap_err();
    assert_eq!(hidden.code(), Code::UnknownReference);
    let denied = ann.service().assign(Vec::new(), None).unwrap_err();
    assert_eq!(denied.code(), Code::NotPermitted);
    let for_bob = NewCase { assignee: Some(bob.operator_id()), ..complaint("x") };
    assert_eq!(ann.service().open(for_bob).unwrap_err().code(), Code::NotPermitted);
    let for_me = NewCase { assignee: Some(ann.operator_id()), ..complaint("mine") };
    assert_eq!(ann.service().open(for_me).unwrap().state, CaseState::Assigned);
}

#[test]
fn everybody_sees_what_their_reach_covers() {
    conformance_scopes(&room::memory());
}

#[test]
fn reach_is_the_same_on_every_database() {
    for backend in Backend::ALL {
        conformance_scopes(&room::on(backend));
    }
}

#[test]
fn what_may_not_be_read_is_not_shown_searched_or_written() {
    let test = room::memory();
    let role = |code: &str, right| NewRole {
        code: code.to_owned(),
        label_zh: code.to_owned(),
        label_en: code.to_owned(),
        grants: [
            Permission::CasesView,
            Permission::CasesAdd,
            Permission::CasesEdit,
            Permission::ChangesView,
        ]
        .map(|permission| Grant { permission, reach: Reach::All })
        .to_vec(),
        fields: vec![FieldRule { field: Field::CaseText, right }],
    };
    let rights =
        [("blind", FieldRight::Hidden), ("dim", FieldRight::Masked), ("reader", FieldRight::Read)];
    for (code, right) in rights {
        test.owner.access().add_role(role(code, right)).unwrap();
    }
    let new = NewCase { description: some("secret words"), ..complaint("line") };
    let case = test.owner.service().open(new).unwrap();
    let note = test.owner.service().add_note(case.id, "secret note", false).unwrap();
    let solved = test.owner.service().resolve(resolution(&case, "secret deed", None)).unwrap();
    for (code, right) in rights {
        let session = test.operator(code, &[code]);
        let service = session.service();
        let (text, body) = match right {
            FieldRight::Hidden => (None, ""),
            FieldRight::Masked => (Some("****"), "****"),
            _ => (Some("secret words"), "secret note"),
        };
        let seen = service.get(case.id).unwrap();
        assert_eq!(seen.description.as_deref(), text);
        assert_eq!(seen.resolution.is_some(), text.is_some());
        let listed = search(&session, "line");
        assert_eq!(listed, ["line"]);
        let reads = right == FieldRight::Read;
        for secret in ["secret words", "deed", "SECRET"] {
            assert_eq!(search(&session, secret).len(), usize::from(reads), "{code} {secret}");
        }
        let notes = service.notes(case.id, &PageRequest::default()).unwrap();
        assert_eq!(notes.items[0].body, body);
        for (kind, id, field) in
            [("case", case.id.0, "description"), ("case_note", note.id.0, "body")]
        {
            let subject = Subject::new(kind, id);
            let history = session.changes().history(&subject, &PageRequest::default()).unwrap();
            let fields = history.items.iter().flat_map(|change| &change.fields);
            let field = fields.into_iter().find(|found| found.field == field).unwrap();
            assert_eq!(field.withheld, !reads, "{code}");
        }
        let edit = CaseEdit { description: "y".into(), ..CaseEdit::default() };
        let clear = CaseEdit { description: Edit::Clear, ..CaseEdit::default() };
        let refused = [
            service.edit(case.id, seen.version, edit).map(drop),
            service.edit(case.id, seen.version, clear).map(drop),
            service.add_note(case.id, "x", true).map(drop),
            service.remove_note(note.id, note.version).map(drop),
            service.reopen(vec![(&seen).into()], "why").map(drop),
            service.open(NewCase { description: some("y"), ..complaint("x") }).map(drop),
        ];
        for refused in refused {
            assert_eq!(refused.unwrap_err().code(), Code::FieldNotPermitted, "{code}");
        }
        let edit = CaseEdit { severity: Some(CaseSeverity::Low), ..CaseEdit::default() };
        let edited = session.dry_run().service().edit(case.id, seen.version, edit).unwrap();
        assert_eq!(edited.description.as_deref(), text);
    }
    assert_eq!(test.owner.service().get(case.id).unwrap(), solved[0]);
}
