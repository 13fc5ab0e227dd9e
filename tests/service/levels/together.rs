//! Service levels while others write.

use bookroom::calendars::model::CalendarDay;
use bookroom::chrono::TimeDelta;
use bookroom::customers::model::{CustomerEdit, NewCustomer};
use bookroom::service::levels::model::{LevelTarget, NewServicePolicy};
use bookroom::service::model::NewCase;
use bookroom::values::PageRequest;
use bookroom_tests::room::day;

use super::{HOUR, assert_whole, clock, complaint, escalation::step, office, open, rooms};

#[test]
fn of_many_who_escalate_each_step_is_done_by_one_on_every_database() {
    for test in rooms() {
        let test = &test;
        let steps = vec![
            step(LevelTarget::FirstResponse, Some(50), None),
            step(LevelTarget::FirstResponse, None, Some(60)),
        ];
        let all = NewServicePolicy::of_all("全部", "All", HOUR, 10 * HOUR);
        test.owner.service().levels().add(NewServicePolicy { steps, ..all }).unwrap();
        for number in 0..20 {
            open(&test.owner, &format!("第{number}件"));
        }
        test.clock.advance(TimeDelta::hours(2));
        let done: usize = std::thread::scope(|scope| {
            let calls: Vec<_> = (0..6)
                .map(|_| scope.spawn(|| test.owner.service().levels().escalate_due(None)))
                .collect();
            calls.into_iter().map(|call| call.join().unwrap().unwrap().len()).sum()
        });
        assert_eq!(done, 40);
        let all = bookroom::tasks::model::TaskFilter::default();
        assert_eq!(test.owner.tasks().count(&all).unwrap(), 40);
        assert_whole(test);
    }
}

#[test]
fn cases_opened_while_a_calendar_or_a_level_changes_are_due_by_what_stands_on_every_database() {
    for test in rooms() {
        let test = &test;
        let calendar = office(test);
        let levels = test.owner.service().levels();
        levels.add(NewServicePolicy::of_all("全部", "All", HOUR, 20 * HOUR)).unwrap();
        let best = NewServicePolicy::of_all("重要", "A", HOUR, 8 * HOUR);
        let best = levels.add(NewServicePolicy { levels: vec!["A".to_owned()], ..best }).unwrap();
        let customer = test.owner.customers().add(NewCustomer::company("青禾")).unwrap();
        std::thread::scope(|scope| {
            scope.spawn(|| {
                for number in 0..8 {
                    let off = day("2026-06-16") + TimeDelta::days(number);
                    let days = vec![CalendarDay::off(off, "停电")];
                    let calendars = test.owner.calendars();
                    let version = calendars.get(calendar.id).unwrap().version;
                    calendars.set_days(calendar.id, version, days, Vec::new()).unwrap();
                }
            });
            scope.spawn(|| {
                let up = CustomerEdit { level: "A".into(), ..CustomerEdit::default() };
                test.owner.customers().edit(customer.id, customer.version, up).unwrap();
            });
            for _ in 0..2 {
                scope.spawn(|| {
                    for _ in 0..12 {
                        let new = NewCase { customer: Some(customer.id), ..complaint("坏了") };
                        test.owner.service().open(new).unwrap();
                    }
                });
            }
        });
        // Verification reckons every clock that runs by the calendar as it is.
        assert_whole(test);
        let (by, page) = (bookroom::service::model::CaseSort::Number, PageRequest::first(100));
        let cases = test.owner.service().list(&Default::default(), by, false, &page).unwrap().items;
        assert_eq!(cases.len(), 24);
        for case in cases {
            let clock = clock(&test.owner, &case, LevelTarget::Resolution);
            assert_eq!(clock.policy, best.id);
        }
    }
}
