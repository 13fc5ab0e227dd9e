//! Examples of the commands on the book and the change log.

use bookroom::AnyCommand;
use bookroom::book::BookEdit;
use bookroom::book::commands::EditBook;
use bookroom::changes::commands::ErasePersonal;
use bookroom::changes::model::Subject;
use bookroom_tests::room::TestRoom;

/// See [`super::sample`].
pub fn sample(name: &str, test: &TestRoom) -> Option<AnyCommand> {
    Some(match name {
        "book.edit" => {
            let edit = BookEdit { name: Some("新名称".to_owned()), ..Default::default() };
            EditBook { version: 1, edit }.into()
        }
        "changes.erase_personal" => {
            let id = test.owner.operator_id();
            let fields = vec!["display_name".to_owned()];
            ErasePersonal { subject: Subject::new("operator", id), fields }.into()
        }
        _ => return None,
    })
}
