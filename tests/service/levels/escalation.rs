//! What happens while targets are not met.

use bookroom::access::model::NewTeam;
use bookroom::chrono::TimeDelta;
use bookroom::customers::model::NewCustomer;
use bookroom::service::levels::model::{
    EscalationAction, EscalationStep, EscalationWhom, LevelTarget, NewServicePolicy,
};
use bookroom::service::model::{CaseState, NewCase};
use bookroom::tasks::model::{TaskFilter, TaskLink, TaskPriority, TaskSort};
use bookroom::values::{OperatorId, PageRequest};
use bookroom_tests::room::TestRoom;

use super::{HOUR, again, assert_whole, clock, complaint, open, rooms};

/// A step that tells the owner.
pub fn step(target: LevelTarget, percent: Option<i64>, seconds: Option<i64>) -> EscalationStep {
    let (action, whom) = (EscalationAction::Notify, EscalationWhom::Owner);
    EscalationStep { target, percent, seconds, action, whom, operator: None }
}

fn told(test: &TestRoom) -> Vec<(Option<OperatorId>, Option<TaskLink>)> {
    let page = PageRequest::first(100);
    let all = TaskFilter::default();
    let found = test.owner.tasks().list(&all, TaskSort::CreatedAt, false, &page).unwrap().items;
    assert!(found.iter().all(|task| task.priority == TaskPriority::High));
    found.into_iter().map(|task| (task.assignee, task.link)).collect()
}

#[test]
fn steps_are_done_once_and_in_their_order_on_every_database() {
    for test in rooms() {
        let (service, levels) = (test.owner.service(), test.owner.service().levels());
        let team = test.owner.access().add_team(NewTeam { name: "一组".to_owned() }).unwrap();
        let [ann, bob] = ["ann", "bob"]
            .map(|name| test.operator_in(name, &["service"], Some(team.id)).operator_id());
        let boss = test.operator("manager", &["manager"]).operator_id();
        let whole = LevelTarget::Resolution;
        let of = |percent, whom, action| EscalationStep {
            whom,
            action,
            ..step(whole, Some(percent), None)
        };
        let steps = vec![
            of(50, EscalationWhom::Owner, EscalationAction::Notify),
            of(80, EscalationWhom::Team, EscalationAction::Notify),
            of(100, EscalationWhom::Manager, EscalationAction::Reassign),
            step(whole, None, Some(HOUR)),
        ];
        let all = NewServicePolicy::of_all("全部", "All", HOUR, 10 * HOUR);
        levels.add(NewServicePolicy { steps, ..all }).unwrap();
        let new =
            NewCustomer { owner: Some(ann), team: Some(team.id), ..NewCustomer::company("青禾") };
        let customer = test.owner.customers().add(new).unwrap();
        let new = NewCase { customer: Some(customer.id), ..complaint("坏了") };
        let case = service.open(new).unwrap();
        assert!(levels.escalate_due(None).unwrap().is_empty());
        test.clock.advance(TimeDelta::hours(5) - TimeDelta::seconds(1));
        assert!(levels.escalate_due(None).unwrap().is_empty());
        test.clock.advance(TimeDelta::seconds(1));
        let tried = test.owner.dry_run().service().levels().escalate_due(None).unwrap();
        let done = levels.escalate_due(None).unwrap();
        assert_eq!((tried.len(), done.len(), done[0].tasks.len()), (1, 1, 1));
        let link = Some(TaskLink::Case(case.id));
        assert_eq!(told(&test), [(Some(ann), link)]);
        assert!(levels.escalate_due(None).unwrap().is_empty());
        // While it waits for the customer nothing comes; two steps are behind when it goes on.
        let seen = again(&test.owner, &case);
        let waiting = service.move_to(vec![(&seen).into()], CaseState::Waiting).unwrap();
        test.clock.advance(TimeDelta::days(3));
        assert!(levels.escalate_due(None).unwrap().is_empty());
        service.move_to(vec![(&waiting[0]).into()], CaseState::InProgress).unwrap();
        test.clock.advance(TimeDelta::hours(5));
        let done = levels.escalate_due(None).unwrap();
        let what: Vec<_> = done.iter().map(|it| (it.tasks.len(), it.assignee)).collect();
        assert_eq!(what, [(2, None), (0, Some(boss))]);
        assert_eq!(told(&test), [ann, ann, bob].map(|to| (Some(to), link)));
        assert_eq!(again(&test.owner, &case).assignee, Some(boss));
        assert_eq!(again(&test.owner, &case).state, CaseState::InProgress);
        let steps = clock(&test.owner, &case, whole).steps;
        let done: Vec<bool> = steps.iter().map(|step| step.done_at.is_some()).collect();
        assert_eq!(done, [true, true, true, false]);
        // What ended is not escalated.
        let seen = again(&test.owner, &case);
        service.resolve(super::resolution(&seen, "好了", None)).unwrap();
        test.clock.advance(TimeDelta::days(9));
        assert!(levels.escalate_due(None).unwrap().is_empty());
        assert_whole(&test);
    }
}

#[test]
fn where_nobody_is_found_the_managers_are_told_on_every_database() {
    for test in rooms() {
        let levels = test.owner.service().levels();
        let whom = EscalationWhom::Assignee;
        let steps =
            vec![EscalationStep { whom, ..step(LevelTarget::FirstResponse, Some(0), None) }];
        let all = NewServicePolicy::of_all("全部", "All", HOUR, 10 * HOUR);
        levels.add(NewServicePolicy { steps, ..all }).unwrap();
        let first = open(&test.owner, "坏了");
        levels.escalate_due(None).unwrap();
        let manager = test.operator("manager", &["manager"]).operator_id();
        let second = open(&test.owner, "坏了");
        levels.escalate_due(None).unwrap();
        let owner = test.owner.operator_id();
        let link = |case| Some(TaskLink::Case(case));
        let wanted = [(Some(owner), link(first.id)), (Some(manager), link(second.id))];
        assert_eq!(told(&test), wanted);
    }
}
