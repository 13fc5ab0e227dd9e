//! Cases that belong together, on every database: links, merging and giving back, splitting.

mod clocks;
mod together;

use bookroom::Session;
use bookroom::access::model::NewRole;
use bookroom::access::permission::{Grant, Permission, Reach};
use bookroom::billing::products::NewProduct;
use bookroom::changes::model::Subject;
use bookroom::customers::model::NewCustomer;
use bookroom::error::{Code, Error};
use bookroom::service::model::{
    Case, CaseDimension, CaseEdit, CaseFilter, CaseKind, CaseNoteEdit, CaseSeverity, CaseState,
    CaseStep, NewCase,
};
use bookroom::service::relations::model::{CaseLinkKind, CaseSplit, NewCaseLink};
use bookroom::tasks::model::{NewTask, TaskFilter, TaskLink, TaskSort};
use bookroom::values::{CustomerId, Edit, PageRequest};
use bookroom_tests::backends::Backend;
use bookroom_tests::room::{self, TestRoom, amount, day};
use chrono::TimeDelta;

use super::{complaint, open, some, subjects, take};
use crate::whole::assert_whole;

fn rooms() -> impl Iterator<Item = TestRoom> {
    Backend::ALL.iter().map(|backend| room::on(*backend))
}

fn link(kind: CaseLinkKind, case: &Case, other: &Case) -> NewCaseLink {
    NewCaseLink { kind, case: case.id, other: other.id }
}

fn again(session: &Session, case: &Case) -> Case {
    session.service().get(case.id).unwrap()
}

fn merge(session: &Session, case: &Case, into: &Case) -> Result<Case, Error> {
    let (case, into) = (again(session, case), again(session, into));
    let merged = session.service().relations().merge(vec![(&case).into()], (&into).into());
    merged.map(|mut cases| cases.remove(0))
}

fn unmerge(session: &Session, case: &Case) -> Result<Case, Error> {
    let case = again(session, case);
    let given = session.service().relations().unmerge(vec![(&case).into()]);
    given.map(|mut cases| cases.remove(0))
}

fn bodies(session: &Session, case: &Case) -> Vec<String> {
    let notes = session.service().notes(case.id, &PageRequest::default()).unwrap();
    notes.items.into_iter().map(|note| note.body).collect()
}

fn said(error: &Error) -> String {
    let problem = &error.problems()[0];
    format!("{} {}", problem.path, problem.code.slug())
}

#[test]
fn links_are_kept_once_and_lead_nowhere_back_on_every_database() {
    for test in rooms() {
        let relations = test.owner.service().relations();
        let first = open(&test.owner, "第一次");
        test.clock.advance(TimeDelta::hours(1));
        let [second, third] = ["第二次", "第三次"].map(|text| open(&test.owner, text));
        use CaseLinkKind::{Duplicate, Merged, Recurs, Related};
        let made = relations
            .link_many(vec![
                link(Recurs, &second, &first),
                link(Recurs, &third, &second),
                link(Related, &third, &first),
                link(Duplicate, &third, &second),
            ])
            .unwrap();
        assert_eq!((made[2].case, made[2].other), (first.id, third.id));
        assert_eq!(relations.of(third.id).unwrap(), made[1..]);
        assert_eq!(relations.of(first.id).unwrap(), [made[0].clone(), made[2].clone()]);
        let refused = [
            (link(Recurs, &first, &third), "links[0].other date_order"),
            (link(Recurs, &third, &first), "links[0].case already_exists"),
            (link(Related, &first, &third), "links[0].case already_exists"),
            (link(Related, &first, &first), "links[0].other cycle"),
            (link(Duplicate, &second, &third), "links[0].other cycle"),
            (link(Duplicate, &first, &third), "links[0].other wrong_state"),
            (link(Merged, &first, &third), "links[0].kind bad_choice"),
        ];
        for (new, why) in refused {
            assert_eq!(said(&relations.link(new).unwrap_err()), why);
        }
        assert_eq!(relations.unlink(made[3].id).unwrap(), made[3]);
        assert_eq!(relations.unlink(made[3].id).unwrap_err().code(), Code::NotFound);
        relations.link(link(Duplicate, &second, &third)).unwrap();
        let subject = Subject::new("case_link", made[3].id.0);
        let history = test.owner.changes().history(&subject, &PageRequest::default()).unwrap();
        let actions: Vec<_> = history.items.iter().map(|it| it.action.as_str()).collect();
        assert_eq!(actions.len(), 2, "{actions:?}");
        assert_whole(&test.owner, "links");
    }
}

/// A customer's case with a note, a message and a task.
fn told(session: &Session, customer: CustomerId, subject: &str) -> Case {
    let new = NewCase { customer: Some(customer), ..complaint(subject) };
    let case = session.service().open(new).unwrap();
    session.service().add_note(case.id, &format!("{subject}:内部"), false).unwrap();
    session.service().add_message(case.id, &format!("{subject}:客户")).unwrap();
    let link = Some(TaskLink::Case(case.id));
    session.tasks().add(NewTask { link, ..NewTask::new(&format!("{subject}:回访")) }).unwrap();
    again(session, &case)
}

fn tasks(session: &Session, case: &Case) -> Vec<String> {
    let filter = TaskFilter { link: Some(TaskLink::Case(case.id)), ..TaskFilter::default() };
    let page = PageRequest::default();
    let found = session.tasks().list(&filter, TaskSort::CreatedAt, false, &page).unwrap();
    found.items.into_iter().map(|task| task.title).collect()
}

#[test]
fn merged_cases_are_shown_with_the_survivor_and_given_back_whole_on_every_database() {
    for test in rooms() {
        let owner = &test.owner;
        let customer = owner.customers().add(NewCustomer::company("青禾")).unwrap().id;
        let cases = ["甲", "乙", "丙"].map(|text| told(owner, customer, text));
        let [first, second, third] = &cases;
        let taken = take(owner, second, CaseStep::Assign).unwrap();
        let waiting = take(owner, &taken, CaseStep::Wait).unwrap();
        // The second into the first, and that into the third: both are shown with the third.
        let merged = merge(owner, second, first).unwrap();
        assert_eq!((merged.state, merged.merged_into), (CaseState::Merged, Some(first.id)));
        assert_eq!(merged.closed_at, Some(merged.updated_at));
        assert_eq!(again(owner, second), merged);
        merge(owner, first, third).unwrap();
        assert_eq!(again(owner, second).merged_into, Some(third.id));
        let all = ["甲:内部", "甲:客户", "乙:内部", "乙:客户", "丙:内部", "丙:客户"];
        assert_eq!(bodies(owner, third), all);
        assert_eq!(bodies(owner, second), ["乙:内部", "乙:客户"]);
        assert_eq!(tasks(owner, third), ["甲:回访", "乙:回访", "丙:回访"]);
        let with = CaseFilter { merged_into: Some(third.id), ..CaseFilter::default() };
        assert_eq!(subjects(owner, &with), ["甲", "乙"]);
        let (from, to) = (day("2026-01-01"), day("2026-12-31"));
        let count = owner.service().counts(from, to, &[CaseDimension::State]).unwrap();
        assert_eq!(
            count.iter().map(|row| (row.state, row.cases)).collect::<Vec<_>>(),
            [(Some(CaseState::New), 1)]
        );
        assert_whole(owner, "merged");
        refuse_what_is_merged(owner, &cases);
        // What was merged into the first goes with it.
        let back = unmerge(owner, first).unwrap();
        assert_eq!((back.state, back.merged_into, back.closed_at), (first.state, None, None));
        assert_eq!(again(owner, second).merged_into, Some(first.id));
        assert_eq!(bodies(owner, third), ["丙:内部", "丙:客户"]);
        let back = unmerge(owner, second).unwrap();
        let stamps = |case: &Case| Case { version: 0, updated_at: room::start(), ..case.clone() };
        assert_eq!(stamps(&back), stamps(&waiting));
        for case in [first, third] {
            assert_eq!(stamps(&again(owner, case)), stamps(case));
            assert_eq!(bodies(owner, case).len(), 2);
            assert!(owner.service().relations().of(case.id).unwrap().is_empty());
        }
        assert_whole(owner, "given back");
    }
}

/// Nothing is said or changed in a merged case, and it is merged into nothing else.
fn refuse_what_is_merged(owner: &Session, cases: &[Case; 3]) {
    let [first, second, third] = cases;
    let service = owner.service();
    let note = service.add_note(second.id, "x", true).unwrap_err();
    assert_eq!(said(&note), "notes[0].case wrong_state");
    assert_eq!(note.problems()[0].fact_value("into"), Some(third.id.to_string().as_str()));
    let merged = again(owner, second);
    let edit = CaseEdit { severity: Some(CaseSeverity::Low), ..CaseEdit::default() };
    let edited = service.edit(merged.id, merged.version, edit).unwrap_err();
    assert_eq!(edited.code(), Code::WrongState);
    assert_eq!(said(&merge(owner, second, third).unwrap_err()), "cases[0] wrong_state");
    assert_eq!(said(&merge(owner, third, second).unwrap_err()), "into wrong_state");
    assert_eq!(said(&merge(owner, third, third).unwrap_err()), "cases[0].id cycle");
    assert_eq!(said(&unmerge(owner, third).unwrap_err()), "cases[0] wrong_state");
    let relations = service.relations();
    let seen = relations.merge(vec![first.into()], third.into()).unwrap_err();
    assert_eq!(seen.code(), Code::VersionConflict);
    let held = relations.of(first.id).unwrap();
    assert_eq!(held[1].state_before, Some(CaseState::New));
    let error = relations.unlink(held[1].id).unwrap_err();
    assert_eq!(said(&error), "links[0] wrong_state");
    let part = relations.split(CaseSplit::of(&merged, "x")).unwrap_err();
    assert_eq!(said(&part), "split wrong_state");
}

#[test]
fn what_one_customer_said_is_not_shown_with_another_on_every_database() {
    for test in rooms() {
        let owner = &test.owner;
        let [one, two] =
            ["甲", "乙"].map(|name| owner.customers().add(NewCustomer::company(name)).unwrap().id);
        let [first, second] = [one, two].map(|id| told(owner, id, "坏了"));
        let unknown = open(owner, "来电未报名");
        for (case, into) in [(&first, &second), (&first, &unknown)] {
            let error = merge(owner, case, into).unwrap_err();
            assert_eq!(said(&error), "cases[0] other_customer");
        }
        let nobody = merge(owner, &unknown, &first).unwrap();
        assert_eq!(nobody.customer, None);
        let same = told(owner, one, "又坏了");
        merge(owner, &same, &first).unwrap();
        let into = again(owner, &first);
        for customer in [Edit::Set(two), Edit::Clear] {
            let edit = CaseEdit { customer, ..CaseEdit::default() };
            let error = owner.service().edit(into.id, into.version, edit).unwrap_err();
            assert_eq!(said(&error), "edits[0].edit.customer other_customer");
        }
        // Whoever was not known goes with the survivor to any customer.
        unmerge(owner, &same).unwrap();
        let into = again(owner, &first);
        let edit = CaseEdit { customer: Edit::Set(two), ..CaseEdit::default() };
        owner.service().edit(into.id, into.version, edit).unwrap();
    }
}

#[test]
fn a_part_becomes_a_case_of_its_own_on_every_database() {
    for test in rooms() {
        let owner = &test.owner;
        let customer = owner.customers().add(NewCustomer::company("青禾")).unwrap().id;
        let tea = NewProduct::new("TEA", "明前龙井", amount("800"), amount("0.13"));
        let tea = owner.billing().products().add(tea).unwrap();
        let new = NewCase {
            customer: Some(customer),
            product: Some(tea.id),
            category: some("quality"),
            channel: some("phone"),
            severity: CaseSeverity::High,
            ..complaint("茶叶受潮")
        };
        let case = owner.service().open(new).unwrap();
        let case = take(owner, &case, CaseStep::Assign).unwrap();
        test.clock.advance(TimeDelta::minutes(30));
        let asked = owner.service().add_message(case.id, "发票也开错了").unwrap();
        test.clock.advance(TimeDelta::minutes(30));
        let replied = owner.service().add_note(case.id, "马上核对发票", true).unwrap();
        let kept = owner.service().add_note(case.id, "仓库漏雨", false).unwrap();
        test.clock.advance(TimeDelta::hours(1));
        let case = again(owner, &case);
        let split = CaseSplit {
            notes: vec![replied.id, asked.id],
            kind: Some(CaseKind::Request),
            description: some("抬头少一个字"),
            ..CaseSplit::of(&case, " 发票抬头有误 ")
        };
        let relations = owner.service().relations();
        let part = relations.split(split.clone()).unwrap();
        assert_eq!(again(owner, &part), part);
        assert_eq!((part.kind, part.state), (CaseKind::Request, CaseState::Assigned));
        assert_eq!((part.subject.as_str(), part.severity), ("发票抬头有误", CaseSeverity::High));
        assert_eq!((part.customer, part.product), (Some(customer), Some(tea.id)));
        assert_eq!((&part.category, &part.channel), (&case.category, &case.channel));
        assert_eq!((part.assignee, part.owner), (case.assignee, case.owner));
        assert_eq!(
            (part.opened_at, part.first_answered_at),
            (asked.created_at, Some(replied.created_at))
        );
        assert_eq!(part.number, "CASE-202606-0002");
        assert_eq!(bodies(owner, &part), ["发票也开错了", "马上核对发票"]);
        assert_eq!(bodies(owner, &case), [kept.body.as_str()]);
        let held = relations.of(case.id).unwrap();
        assert_eq!(
            (held[0].kind, held[0].case, held[0].other),
            (CaseLinkKind::Split, part.id, case.id)
        );
        assert_eq!(relations.unlink(held[0].id).unwrap_err().code(), Code::WrongState);
        // The notes are there no more, and the versions of those that moved have moved.
        let gone = relations.split(split).unwrap_err();
        assert_eq!(said(&gone), "split.notes[0] unknown_reference");
        let edit = CaseNoteEdit { body: some("x"), ..CaseNoteEdit::default() };
        let stale = owner.service().edit_note(asked.id, asked.version, edit).unwrap_err();
        assert_eq!(stale.code(), Code::VersionConflict);
        let before = case.opened_at - TimeDelta::seconds(1);
        let early = CaseSplit { opened_at: Some(before), ..CaseSplit::of(&case, "早") };
        assert_eq!(said(&relations.split(early).unwrap_err()), "split.opened_at date_order");
        let now = relations.split(CaseSplit::of(&case, "另一件")).unwrap();
        assert_eq!(
            (now.opened_at, now.first_answered_at),
            (room::start() + TimeDelta::hours(2), None)
        );
        let used = owner.billing().products().remove(tea.id, tea.version).unwrap_err();
        assert_eq!(used.code(), Code::InUse);
        assert_whole(owner, "split");
    }
}

/// Somebody with these permissions, for their own cases alone.
fn own(test: &TestRoom, name: &str, permissions: &[Permission]) -> Session {
    let grant = |permission: &Permission| Grant { permission: *permission, reach: Reach::Own };
    let role = NewRole {
        code: name.to_owned(),
        label_zh: name.to_owned(),
        label_en: name.to_owned(),
        grants: permissions.iter().map(grant).collect(),
        fields: Vec::new(),
    };
    test.owner.access().add_role(role).unwrap();
    test.operator(name, &[name])
}

#[test]
fn whoever_sees_the_survivor_sees_what_was_merged_and_nobody_else_does_on_every_database() {
    for test in rooms() {
        let owner = &test.owner;
        let all = [Permission::CasesView, Permission::CasesEdit, Permission::CasesAdd];
        let ann = own(&test, "ann", &all);
        let bob = own(&test, "bob", &all[..2]);
        let (mine, boss) = (open(&ann, "ann's"), open(owner, "boss's"));
        let note = owner.service().add_note(boss.id, "of the boss", false).unwrap();
        let related = owner.service().relations().link(link(CaseLinkKind::Related, &boss, &mine));
        related.unwrap();
        let is_seen = |session: &Session| session.service().get(boss.id).is_ok();
        assert!(!is_seen(&ann) && !is_seen(&bob));
        // A link to a case that one does not see is not seen either.
        assert!(ann.service().relations().of(mine.id).unwrap().is_empty());
        let (seen, into) = (again(owner, &boss), again(&ann, &mine));
        let refused = ann.service().relations().merge(vec![(&seen).into()], (&into).into());
        assert_eq!(refused.unwrap_err().code(), Code::NotFound);
        let refused = ann.service().relations().link(link(CaseLinkKind::Related, &mine, &boss));
        assert_eq!(said(&refused.unwrap_err()), "links[0].other not_found");
        merge(owner, &boss, &mine).unwrap();
        assert!(is_seen(&ann) && !is_seen(&bob));
        assert_eq!(bodies(&ann, &mine), ["of the boss"]);
        assert_eq!(ann.service().relations().of(mine.id).unwrap().len(), 2);
        assert_eq!(subjects(&ann, &CaseFilter::default()), ["ann's", "boss's"]);
        assert!(subjects(&bob, &CaseFilter::default()).is_empty());
        assert_eq!(bob.service().relations().of(mine.id).unwrap_err().code(), Code::NotFound);
        let theirs = bob.service().remove_note(note.id, note.version).unwrap_err();
        assert_eq!(theirs.code(), Code::NotFound);
        unmerge(&ann, &boss).unwrap();
        assert!(!is_seen(&ann));
        // Splitting takes the permission to open cases too.
        let part = open(owner, "bob's");
        let given = owner.service().assign(vec![(&part).into()], Some(bob.operator_id()));
        let part = given.unwrap().remove(0);
        let refused = bob.service().relations().split(CaseSplit::of(&part, "x")).unwrap_err();
        assert_eq!(refused.code(), Code::NotPermitted);
    }
}
