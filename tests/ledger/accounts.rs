//! The chart of accounts and the journals.

use bookroom::book::NewBook;
use bookroom::error::Code;
use bookroom::ledger::model::{
    AccountEdit, AccountKind, AccountRole, JournalEdit, NewAccount, NewJournal, Side,
};
use bookroom_tests::room::{self, PASSWORD, TestRoom, day};

use super::entry;

#[test]
fn books_start_with_their_chart() {
    let test = room::memory();
    let accounts = test.owner.ledger().accounts().unwrap();
    assert_eq!(accounts.len(), 167);
    let codes: Vec<&str> = accounts.iter().map(|account| account.code.as_str()).collect();
    let at = codes.iter().position(|code| *code == "222101").unwrap();
    assert_eq!(codes[at - 1..at + 2], ["2221", "222101", "22210101"]);
    let sales = test.owner.ledger().account("5001").unwrap();
    assert_eq!((sales.kind, sales.side, sales.leaf), (AccountKind::Income, Side::Credit, true));
    assert_eq!(test.owner.ledger().journals().unwrap()[0].code, "记");
    let roles = test.owner.ledger().account_roles().unwrap();
    assert_eq!(roles.len(), AccountRole::ALL.len());
    let new = NewBook::international("Traders", "USD", "boss", PASSWORD);
    let test = room::with(":memory:", None, &new);
    let receivable = test.owner.ledger().account("1100").unwrap();
    assert!(receivable.party_control && receivable.name_en == "Accounts receivable");
    assert_eq!(test.owner.ledger().journals().unwrap()[0].code, "GJ");
}

#[test]
fn the_chart_can_be_changed() {
    the_chart_grows_and_shrinks(&room::memory());
}

pub fn the_chart_grows_and_shrinks(test: &TestRoom) {
    let ledger = test.owner.ledger();
    let banks = vec![
        NewAccount::below("1002", "1002.01", "工商银行"),
        NewAccount::below("1002.01", "1002.01.1", "基本户"),
        NewAccount::below("1002", "1002.02", "招商银行"),
    ];
    let used = ledger.balance("1002", day("9999-12-31")).unwrap().debit != Default::default();
    if used {
        assert_eq!(ledger.add_accounts(banks).unwrap_err().code(), Code::InUse);
        return;
    }
    let added = ledger.add_accounts(banks).unwrap();
    assert_eq!(added.iter().map(|account| account.leaf).collect::<Vec<_>>(), [false, true, true]);
    assert_eq!(added[1].parent.as_deref(), Some("1002.01"));
    assert!(added[1].cash.is_some(), "a sub-account of a bank account is one");
    let role = |role: AccountRole| {
        let roles = ledger.account_roles().unwrap();
        roles.into_iter().find(|found| found.role == role).unwrap().account
    };
    assert_eq!(role(AccountRole::Bank), "1002.01.1");
    assert!(!ledger.account("1002").unwrap().leaf);
    let parent = ledger.post(entry("2026-06-01", "1002", "1001", "1")).unwrap_err();
    assert_eq!(parent.code(), Code::NotPostable);
    let basic = ledger.account("1002.01.1").unwrap();
    let error = ledger.set_account_active(basic.id, basic.version, false).unwrap_err();
    assert_eq!(error.code(), Code::InUse, "it has a role");
    ledger.set_account_role(AccountRole::Bank, "1002.02").unwrap();
    let moved = ledger.move_account(basic.id, basic.version, Some("1012".to_owned())).unwrap();
    assert_eq!(moved.parent.as_deref(), Some("1012"));
    assert!(ledger.account("1002.01").unwrap().leaf, "its only child has left");
    let back = ledger.move_account(moved.id, moved.version, Some("1002.01".to_owned())).unwrap();
    let removed = ledger.remove_account(back.id, back.version).unwrap();
    assert_eq!(removed.code, "1002.01.1");
    assert!(ledger.account("1002.01").unwrap().leaf && ledger.account("1012").unwrap().leaf);
}

#[test]
fn violations_of_new_accounts_are_told_at_once() {
    let test = room::memory();
    let ledger = test.owner.ledger();
    let top =
        |code: &str, kind| NewAccount {
            parent: None, kind, ..NewAccount::below("", code, "名称")
        };
    let error = ledger
        .add_accounts(vec![
            top("a b", Some(AccountKind::Asset)),
            top("7001", None),
            NewAccount::below("nowhere", "7002", ""),
            NewAccount {
                kind: Some(AccountKind::Equity),
                ..NewAccount::below("1001", "7003", "x")
            },
            top("7003", Some(AccountKind::Asset)),
        ])
        .unwrap_err();
    let found: Vec<(&str, Code)> =
        error.problems().iter().map(|problem| (problem.path.as_str(), problem.code)).collect();
    assert_eq!(
        found,
        [
            ("accounts[0].code", Code::BadFormat),
            ("accounts[1].kind", Code::Required),
            ("accounts[2].name_zh", Code::Required),
            ("accounts[2].parent", Code::UnknownReference),
            ("accounts[3].kind", Code::BadChoice),
            ("accounts[4].code", Code::Repeated),
        ]
    );
    let taken = ledger.add_account(top("1001", Some(AccountKind::Asset))).unwrap_err();
    assert_eq!(taken.code(), Code::AlreadyExists);
}

#[test]
fn used_accounts_keep_their_place() {
    let test = room::memory();
    let ledger = test.owner.ledger();
    ledger.post(entry("2026-06-01", "1001", "560205", "1")).unwrap();
    let below = ledger.add_account(NewAccount::below("1001", "100101", "x")).unwrap_err();
    assert_eq!(below.code(), Code::InUse);
    let used = ledger.account("560205").unwrap();
    let control = AccountEdit { party_control: Some(true), ..Default::default() };
    let error = ledger.edit_account(used.id, used.version, control).unwrap_err();
    assert_eq!(error.code(), Code::InUse);
    let error = ledger.move_account(used.id, used.version, Some("5601".to_owned())).unwrap_err();
    assert_eq!(error.code(), Code::InUse);
    let parent = ledger.account("5602").unwrap();
    let error =
        ledger.move_account(parent.id, parent.version, Some("5601".to_owned())).unwrap_err();
    assert_eq!(error.code(), Code::InUse, "what is below it is used");
    let below = Some("560205".to_owned());
    let error = ledger.move_account(parent.id, parent.version, below).unwrap_err();
    assert_eq!(error.code(), Code::Cycle);
    let error = ledger.remove_account(used.id, used.version).unwrap_err();
    assert_eq!(error.code(), Code::InUse);
    let retired = ledger.set_account_active(used.id, used.version, false).unwrap();
    let error = ledger.post(entry("2026-06-01", "1001", "560205", "1")).unwrap_err();
    assert_eq!(error.code(), Code::Retired);
    let error = ledger.set_account_active(used.id, used.version, true).unwrap_err();
    assert_eq!(error.code(), Code::VersionConflict);
    ledger.set_account_active(retired.id, retired.version, true).unwrap();
}

#[test]
fn a_retired_account_can_still_be_cleared_by_a_reversal() {
    let test = room::memory();
    let ledger = test.owner.ledger();
    let posted = ledger.post(entry("2026-06-01", "560205", "1001", "1")).unwrap();
    let account = ledger.account("560205").unwrap();
    ledger.set_account_active(account.id, account.version, false).unwrap();
    ledger.reverse(posted.id, day("2026-06-02"), Some("更正".to_owned())).unwrap();
    let balance = ledger.balance("560205", day("2026-06-02")).unwrap();
    assert_eq!(balance.balance, Default::default());
    assert_eq!(balance.debit, Default::default(), "red on the same side");
}

#[test]
fn journals_come_and_go() {
    let test = room::memory();
    let ledger = test.owner.ledger();
    let new = |code: &str| NewJournal {
        code: code.to_owned(),
        name_zh: "现金凭证".to_owned(),
        name_en: " ".to_owned(),
    };
    let cash = ledger.add_journal(new("现")).unwrap();
    assert_eq!(cash.name_en, "现金凭证");
    assert_eq!(ledger.add_journal(new("现")).unwrap_err().code(), Code::AlreadyExists);
    assert_eq!(ledger.add_journal(new("a-b")).unwrap_err().code(), Code::BadFormat);
    let mut first = entry("2026-06-01", "1001", "1002", "1");
    first.journal = Some("现".to_owned());
    let posted = ledger.post(first.clone()).unwrap();
    assert_eq!(posted.label, "现-1");
    assert_eq!(ledger.remove_journal(cash.id, cash.version).unwrap_err().code(), Code::InUse);
    let retire = JournalEdit { active: Some(false), ..Default::default() };
    let cash = ledger.edit_journal(cash.id, cash.version, retire.clone()).unwrap();
    assert_eq!(ledger.post(first).unwrap_err().code(), Code::Retired);
    assert_eq!(ledger.reverse(posted.id, day("2026-06-01"), None).unwrap().label, "现-2");
    let error = ledger.edit_journal(cash.id, 1, JournalEdit::default()).unwrap_err();
    assert_eq!(error.code(), Code::VersionConflict);
    let journals = ledger.journals().unwrap();
    let mut active = journals.iter().filter(|journal| journal.active);
    let last = active.next_back().unwrap();
    for journal in active {
        ledger.edit_journal(journal.id, journal.version, retire.clone()).unwrap();
    }
    let error = ledger.edit_journal(last.id, last.version, retire).unwrap_err();
    assert_eq!(error.code(), Code::InUse, "one journal stays in use");
}
