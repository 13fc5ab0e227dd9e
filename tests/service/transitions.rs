//! Steps that a book leaves out, on every database.

use bookroom::error::{Code, Error};
use bookroom::service::model::{CaseState, CaseStep};
use bookroom::service::steps_from;
use bookroom_tests::backends::Backend;
use bookroom_tests::room;

use super::{open, take};
use crate::whole::assert_whole;

fn said(error: &Error) -> (String, Code, Option<String>) {
    let problem = &error.problems()[0];
    let from = problem.fact_value("from").map(str::to_owned);
    (problem.path.clone(), problem.code, from)
}

#[test]
fn a_book_leaves_steps_out_and_no_case_is_caught_on_every_database() {
    use CaseState::{Assigned, InProgress, New};
    for backend in Backend::ALL {
        let test = room::on(backend);
        let owner = &test.owner;
        let transitions = owner.service().transitions();
        let whole = transitions.list().unwrap();
        assert!(whole.iter().all(|it| it.version == 0 && it.steps == steps_from(it.state)));
        let waiting = open(owner, "一");
        // Somebody has a case before it is worked on, and it is worked on before it is resolved.
        let set = transitions.set(New, 0, vec![CaseStep::Merge, CaseStep::Assign]).unwrap();
        assert_eq!(
            (set.steps.as_slice(), set.version),
            (&[CaseStep::Assign, CaseStep::Merge][..], 1)
        );
        transitions.set(Assigned, 0, vec![CaseStep::Start]).unwrap();
        assert_eq!(transitions.list().unwrap()[0], set);
        for step in [CaseStep::Start, CaseStep::Wait, CaseStep::Resolve, CaseStep::Reject] {
            let refused = take(owner, &waiting, step).unwrap_err();
            let from = Some("new".to_owned());
            assert_eq!(said(&refused), ("cases[0]".to_owned(), Code::WrongState, from), "{step:?}");
        }
        let given = take(owner, &waiting, CaseStep::Assign).unwrap();
        assert_eq!(take(owner, &given, CaseStep::Unassign).unwrap_err().code(), Code::WrongState);
        let begun = take(owner, &given, CaseStep::Start).unwrap();
        take(owner, &begun, CaseStep::Resolve).unwrap();
        // What the engine does not know for a state cannot be let in, and nothing may be caught.
        let wrong = transitions.set(New, 1, vec![CaseStep::Close]).unwrap_err();
        assert_eq!(said(&wrong), ("steps[0]".to_owned(), Code::BadChoice, None));
        let twice = transitions.set(New, 1, vec![CaseStep::Assign, CaseStep::Assign]).unwrap_err();
        assert_eq!(said(&twice), ("steps[1]".to_owned(), Code::Repeated, None));
        let caught = transitions.set(InProgress, 0, vec![CaseStep::Assign]).unwrap_err();
        let from = Some("new".to_owned());
        assert_eq!(said(&caught), ("steps".to_owned(), Code::Required, from));
        let stale = transitions.set(New, 0, vec![CaseStep::Assign]).unwrap_err();
        assert_eq!(stale.code(), Code::VersionConflict);
        let back = transitions.set(New, 1, steps_from(New).to_vec()).unwrap();
        assert_eq!(back.version, 2);
        take(owner, &open(owner, "二"), CaseStep::Reject).unwrap();
        let desk = test.operator("desk", &["service"]);
        assert_eq!(desk.service().transitions().list().unwrap()[0], back);
        let denied = desk.service().transitions().set(New, 2, vec![CaseStep::Assign]).unwrap_err();
        assert_eq!(denied.code(), Code::NotPermitted);
        assert_whole(owner, "steps left out");
    }
}
