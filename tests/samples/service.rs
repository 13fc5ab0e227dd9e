//! Examples of the commands on cases.

use bookroom::AnyCommand;
use bookroom::service::commands::{
    AddCaseNotes, AssignCases, EditCaseNote, EditCases, MoveCases, OpenCases, RejectCases,
    RemoveCaseNote, ReopenCases, ResolveCases,
};
use bookroom::service::model::{
    Case, CaseEdit, CaseKind, CaseNoteEdit, CaseResolution, CaseState, CaseVersion, NewCase,
    NewCaseNote,
};
use bookroom_tests::room::TestRoom;

fn new() -> NewCase {
    let description = Some("两箱破损".to_owned());
    NewCase { description, ..NewCase::new(CaseKind::Complaint, "货物破损") }
}

fn open(test: &TestRoom) -> Case {
    test.owner.service().open(new()).unwrap()
}

fn seen(case: &Case) -> Vec<CaseVersion> {
    vec![case.into()]
}

/// See [`super::sample`].
pub fn sample(name: &str, test: &TestRoom) -> Option<AnyCommand> {
    let service = test.owner.service();
    Some(match name {
        "cases.open" => OpenCases { cases: vec![new()] }.into(),
        "cases.edit" => {
            let case = open(test);
            let subject = Some("两箱货物破损".to_owned());
            let edit = CaseEdit { subject, ..CaseEdit::of(case.id, case.version) };
            EditCases { cases: vec![edit] }.into()
        }
        "cases.assign" => {
            let assignee = Some(test.owner.operator_id());
            AssignCases { cases: seen(&open(test)), assignee }.into()
        }
        "cases.move" => MoveCases { cases: seen(&open(test)), state: CaseState::InProgress }.into(),
        "cases.resolve" => {
            let Case { id, version, .. } = open(test);
            let satisfaction = Some("满意".to_owned());
            let resolution = "补发两箱".to_owned();
            let case = CaseResolution { id, version, resolution, satisfaction };
            ResolveCases { cases: vec![case] }.into()
        }
        "cases.reject" => {
            RejectCases { cases: seen(&open(test)), reason: "不属实".to_owned() }.into()
        }
        "cases.reopen" => {
            let rejected = service.reject(seen(&open(test)), "不属实").unwrap().remove(0);
            ReopenCases { cases: seen(&rejected), reason: "有新证据".to_owned() }.into()
        }
        "cases.add_notes" => {
            let case = open(test).id;
            let note = NewCaseNote { case, body: "已联系仓库".to_owned(), is_public: true };
            AddCaseNotes { notes: vec![note] }.into()
        }
        "cases.edit_note" => {
            let note = service.add_note(open(test).id, "已联系仓库", false).unwrap();
            let edit = CaseNoteEdit { is_public: Some(true), ..CaseNoteEdit::default() };
            EditCaseNote { id: note.id, version: note.version, edit }.into()
        }
        "cases.remove_note" => {
            let note = service.add_note(open(test).id, "已联系仓库", false).unwrap();
            RemoveCaseNote { id: note.id, version: note.version }.into()
        }
        _ => return None,
    })
}
