//! Examples of the commands on the ledger.

use bookroom::AnyCommand;
use bookroom::ledger::commands::{
    AddAccounts, AddJournals, EditAccount, EditJournal, MoveAccount, PostEntries, RemoveAccount,
    RemoveJournal, ReverseEntries, ReviewEntries, SetAccountRole, WithdrawReviews,
};
use bookroom::ledger::model::{
    Account, AccountEdit, AccountRole, Journal, JournalEdit, NewAccount, NewJournal,
};
use bookroom::values::EntryId;
use bookroom_tests::room::{TestRoom, day};

use super::fixtures::{entry, new_entry};

/// An entry that the owner may review.
fn entry_of_another(test: &TestRoom) -> EntryId {
    let maker = test.operator("maker", &["accountant"]);
    maker.ledger().post(new_entry("2026-06-01")).unwrap().id
}

fn account(test: &TestRoom) -> Account {
    test.owner.ledger().add_account(NewAccount::below("1002", "100201", "工商银行")).unwrap()
}

fn new_journal(code: &str) -> NewJournal {
    let (name_zh, name_en) = ("现金凭证".to_owned(), String::new());
    NewJournal { code: code.to_owned(), name_zh, name_en }
}

fn journal(test: &TestRoom) -> Journal {
    test.owner.ledger().add_journal(new_journal("现")).unwrap()
}

/// See [`super::sample`].
pub fn sample(name: &str, test: &TestRoom) -> Option<AnyCommand> {
    Some(match name {
        "ledger.post" => {
            PostEntries { entries: vec![new_entry("2026-06-10"), new_entry("2026-05-10")] }.into()
        }
        "ledger.reverse" => {
            let ids = vec![entry(test).id];
            ReverseEntries { ids, on: day("2026-06-11"), summary: None }.into()
        }
        "ledger.review" => ReviewEntries { ids: vec![entry_of_another(test)] }.into(),
        "ledger.withdraw_review" => {
            let ids = test.owner.ledger().review(vec![entry_of_another(test)]).unwrap();
            WithdrawReviews { ids }.into()
        }
        "ledger.add_accounts" => {
            let accounts = vec![NewAccount::below("5602", "560299", "培训费")];
            AddAccounts { accounts }.into()
        }
        "ledger.edit_account" => {
            let Account { id, version, .. } = test.owner.ledger().account("5602").unwrap();
            let edit = AccountEdit { name_en: Some("Overheads".to_owned()), ..Default::default() };
            EditAccount { id, version, edit }.into()
        }
        "ledger.move_account" => {
            let Account { id, version, .. } = account(test);
            MoveAccount { id, version, parent: Some("1012".to_owned()) }.into()
        }
        "ledger.remove_account" => {
            let Account { id, version, .. } = test.owner.ledger().account("560211").unwrap();
            RemoveAccount { id, version }.into()
        }
        "ledger.set_account_role" => {
            SetAccountRole { role: AccountRole::Purchases, account: "1403".to_owned() }.into()
        }
        "ledger.add_journals" => AddJournals { journals: vec![new_journal("现")] }.into(),
        "ledger.edit_journal" => {
            let Journal { id, version, .. } = journal(test);
            let edit = JournalEdit { active: Some(false), ..Default::default() };
            EditJournal { id, version, edit }.into()
        }
        "ledger.remove_journal" => {
            let Journal { id, version, .. } = journal(test);
            RemoveJournal { id, version }.into()
        }
        _ => return None,
    })
}
