//! Cases: their states, notes, numbers, lists and counts, and who sees which.

mod analysis;
mod answers;
pub mod assignment;
mod handover;
mod levels;
mod life;
mod lists;
mod merging;
mod opening;
mod relations;
mod remedies;
mod rights;
mod surveys;
mod transitions;

use bookroom::Session;
use bookroom::error::Result;
use bookroom::service::model::{
    Case, CaseFilter, CaseKind, CaseResolution, CaseSort, CaseState, CaseStep, CaseVersion, NewCase,
};
use bookroom::values::PageRequest;

/// A text.
pub fn some(text: &str) -> Option<String> {
    Some(text.to_owned())
}

/// A new complaint.
pub fn complaint(subject: &str) -> NewCase {
    NewCase::new(CaseKind::Complaint, subject)
}

/// Opens a complaint.
pub fn open(session: &Session, subject: &str) -> Case {
    session.service().open(complaint(subject)).unwrap()
}

/// A resolution of one case.
pub fn resolution(case: &Case, text: &str, satisfaction: Option<&str>) -> Vec<CaseResolution> {
    let satisfaction = satisfaction.map(str::to_owned);
    let resolution = text.to_owned();
    vec![CaseResolution { id: case.id, version: case.version, resolution, satisfaction }]
}

/// The lines of the cases that a filter wants, by number.
pub fn subjects(session: &Session, filter: &CaseFilter) -> Vec<String> {
    let page =
        session.service().list(filter, CaseSort::Number, false, &PageRequest::first(1000)).unwrap();
    page.items.into_iter().map(|case| case.subject).collect()
}

/// The lines of the cases that a text finds.
pub fn search(session: &Session, text: &str) -> Vec<String> {
    subjects(session, &CaseFilter { text: some(text), ..CaseFilter::default() })
}

/// Takes a step as a caller would.
pub fn take(session: &Session, case: &Case, step: CaseStep) -> Result<Case> {
    let service = session.service();
    let cases = vec![CaseVersion::from(case)];
    let many = match step {
        CaseStep::Assign => service.assign(cases, Some(session.operator_id())),
        CaseStep::Unassign => service.assign(cases, None),
        CaseStep::Start => service.move_to(cases, CaseState::InProgress),
        CaseStep::Wait => service.move_to(cases, CaseState::Waiting),
        CaseStep::Resolve => service.resolve(resolution(case, "换货", None)),
        CaseStep::Close => service.close(cases),
        CaseStep::Reject => service.reject(cases, "不属实"),
        CaseStep::Reopen => service.reopen(cases, "又坏了"),
        CaseStep::Merge => {
            let filter = CaseFilter { text: some("总单"), ..CaseFilter::default() };
            let known = service.list(&filter, CaseSort::Number, false, &PageRequest::first(1))?;
            service.relations().merge(cases, (&known.items[0]).into())
        }
        CaseStep::Unmerge => service.relations().unmerge(cases),
    };
    many.map(|mut cases| cases.remove(0))
}
