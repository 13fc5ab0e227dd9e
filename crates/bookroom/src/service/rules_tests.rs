//! Tests of the states of cases and of what edits do.

use proptest::prelude::*;

use super::*;
use crate::values::{ContactId, CustomerId};

/// The whole table: where each step leads from each state, with an assignee and without.
const TABLE: &str = "
new         assign→assigned start→in_progress wait→waiting resolve→resolved reject→rejected merge→merged
assigned    assign→assigned unassign→new start→in_progress wait→waiting resolve→resolved reject→rejected merge→merged
in_progress assign→in_progress unassign→in_progress wait→waiting resolve→resolved reject→rejected merge→merged
waiting     assign→waiting unassign→waiting start→in_progress resolve→resolved reject→rejected merge→merged
resolved    close→closed reopen→assigned
closed      reopen→assigned
rejected    reopen→assigned
merged      unmerge→new
";

#[test]
fn each_step_from_each_state_is_as_the_table_says() {
    let mut table = String::from("\n");
    for &from in CaseState::ALL {
        table.push_str(&format!("{:<11}", from.slug()));
        for &step in CaseStep::ALL {
            match next(from, step, true) {
                Ok(to) => table.push_str(&format!(" {}→{}", step.slug(), to.slug())),
                Err(problem) => {
                    assert_eq!(problem.code, Code::WrongState);
                    assert_eq!(problem.fact_value("from"), Some(from.slug()));
                    let to = target(from, step, true);
                    assert_eq!(problem.fact_value("to"), Some(to.slug()));
                }
            }
            let other = next(from, step, false);
            match step {
                CaseStep::Reopen if other.is_ok() => assert_eq!(other, Ok(CaseState::New)),
                CaseStep::Reopen => {}
                _ => assert_eq!(other.is_ok(), next(from, step, true).is_ok()),
            }
        }
        table.push('\n');
    }
    assert_eq!(table, TABLE);
}

#[test]
fn no_state_is_a_dead_end_and_all_are_reached() {
    let mut reached = vec![CaseState::New];
    let mut at = 0;
    while let Some(&from) = reached.get(at) {
        assert!(!steps_from(from).is_empty(), "{from:?}");
        for &step in steps_from(from) {
            let to = next(from, step, true).unwrap();
            if !reached.contains(&to) {
                reached.push(to);
            }
        }
        at += 1;
    }
    assert_eq!(reached.len(), CaseState::ALL.len());
    for &state in CaseState::ALL {
        assert_eq!(is_open(state), steps_from(state).contains(&CaseStep::Resolve), "{state:?}");
        if let Some(step) = plain_step(state) {
            assert_eq!(target(CaseState::New, step, false), state);
        }
    }
}

#[test]
fn numbers_sort_by_month_and_grow_beyond_four_digits() {
    assert_eq!(number(Period { year: 2026, month: 6 }, 1), "CASE-202606-0001");
    assert_eq!(number(Period { year: 2026, month: 12 }, 12_345), "CASE-202612-12345");
}

#[test]
fn another_customer_takes_contact_and_invoice_along() {
    let relinked = |edit: CaseEdit| {
        let links = Links { customer: Some(1), contact: Some(1), invoice: Some(1) };
        let Links { customer, contact, invoice } = relink(&edit, links);
        (customer, contact, invoice)
    };
    let edit = CaseEdit::default();
    assert_eq!(relinked(edit.clone()), (Some(1), Some(1), Some(1)));
    let same = CaseEdit { customer: CustomerId(1).into(), ..edit.clone() };
    assert_eq!(relinked(same), (Some(1), Some(1), Some(1)));
    let other = CaseEdit { customer: CustomerId(2).into(), ..edit.clone() };
    assert_eq!(relinked(other.clone()), (Some(2), None, None));
    let both = CaseEdit { contact: ContactId(5).into(), ..other };
    assert_eq!(relinked(both), (Some(2), Some(5), None));
    let clear = CaseEdit { invoice: Edit::Clear, ..edit.clone() };
    assert_eq!(relinked(clear), (Some(1), Some(1), None));
    let clear = CaseEdit { customer: Edit::Clear, ..edit };
    assert_eq!(relinked(clear), (None, None, None));
}

#[test]
fn an_ended_case_takes_only_its_satisfaction() {
    let nothing = CaseEdit::default();
    let plain = CaseEdit { subject: Some("y".to_owned()), ..nothing.clone() };
    let rating = CaseEdit { satisfaction: "5".into(), ..nothing.clone() };
    let clearing = CaseEdit { contact: Edit::Clear, ..nothing.clone() };
    for &state in CaseState::ALL {
        let fits = |edit: &CaseEdit| check_edit_state(state, edit).is_ok();
        let rated = matches!(state, CaseState::Resolved | CaseState::Closed);
        let ended = matches!(state, CaseState::Closed | CaseState::Rejected | CaseState::Merged);
        assert_eq!(fits(&rating), rated, "{state:?}");
        assert_eq!(fits(&plain), !ended, "{state:?}");
        assert_eq!(fits(&clearing), !ended, "{state:?}");
        assert!(fits(&nothing));
    }
}

proptest! {
    #[test]
    fn a_search_never_runs_over_two_texts(first in ".{0,20}", second in ".{0,20}") {
        let key = text_key(Some(&first), Some(&second)).unwrap();
        let parts: Vec<&str> = key.split('\n').collect();
        prop_assert_eq!(parts, [search_key(&first), search_key(&second)]);
    }
}
