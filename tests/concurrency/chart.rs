//! The chart of accounts, changed twice at once and while somebody posts.

use std::collections::{HashMap, HashSet};

use bookroom::Session;
use bookroom::changes::model::Subject;
use bookroom::error::Result;
use bookroom::ledger::model::{
    Account, AccountEdit, AccountKind, AccountRole, Journal, JournalEdit, NewAccount, NewJournal,
    NewJournalEntry, NewPosting,
};
use bookroom::values::PageRequest;
use bookroom_tests::room::{amount, day};

use super::race::{both, exactly_one, run, unasked, untold};

fn at_top(code: &str) -> NewAccount {
    let kind = Some(AccountKind::Asset);
    NewAccount { parent: None, kind, ..NewAccount::below("", code, code) }
}

fn add(session: &Session, accounts: &[NewAccount]) -> Vec<Account> {
    session.ledger().add_accounts(accounts.to_vec()).unwrap()
}

fn move_to(session: &Session, account: &Account, parent: Option<&str>) -> Result<Account> {
    let parent = parent.map(str::to_owned);
    session.ledger().move_account(account.id, account.version, parent)
}

fn post(session: &Session, code: &str, journal: Option<&str>) -> Result<i64> {
    let entry = NewJournalEntry {
        journal: journal.map(str::to_owned),
        on: day("2026-06-01"),
        summary: "存现".to_owned(),
        attachments: 0,
        postings: vec![
            NewPosting::debit(code, amount("1")),
            NewPosting::credit("1001", amount("1")),
        ],
    };
    session.ledger().post(entry).map(|receipt| receipt.id.0)
}

/// What is wrong with the chart as a tree: cycles, leaves with children, branches without.
fn tree_fault(session: &Session) -> Option<String> {
    let all = session.ledger().accounts().unwrap();
    let parents: HashMap<&str, Option<&str>> =
        all.iter().map(|account| (account.code.as_str(), account.parent.as_deref())).collect();
    let with_children: HashSet<&str> = parents.values().filter_map(|parent| *parent).collect();
    for account in &all {
        let mut above = account.parent.as_deref();
        for _ in 0..=all.len() {
            above = above.and_then(|code| parents.get(code).copied().flatten());
        }
        if above.is_some() {
            return Some(format!("{} is in a cycle", account.code));
        }
        if account.leaf == with_children.contains(account.code.as_str()) {
            return Some(format!("{}: leaf {}", account.code, account.leaf));
        }
    }
    None
}

fn lost(session: &Session, codes: &[String]) -> Option<String> {
    let all = session.ledger().accounts().unwrap();
    let is_there = |code: &&String| all.iter().any(|account| account.code == **code);
    codes.iter().find(|code| !is_there(code)).map(|code| format!("{code} is lost"))
}

#[test]
fn two_moves_close_no_cycle() {
    run("moves below each other", |race, round| {
        let codes = [format!("A{round}"), format!("B{round}")];
        let made = add(&race.one, &codes.each_ref().map(|code| at_top(code)));
        // Both are branches already: nothing but the tree itself tells them apart.
        let [below, other] = codes.each_ref().map(|code| format!("{code}.1"));
        add(
            &race.one,
            &[
                NewAccount::below(&codes[0], &below, &below),
                NewAccount::below(&codes[1], &other, &other),
            ],
        );
        let made = made.iter().map(|old| race.one.ledger().account(&old.code).unwrap());
        let made: Vec<Account> = made.collect();
        let (one, other) = both(
            || move_to(&race.one, &made[0], Some(&codes[1])),
            || move_to(&race.other, &made[1], Some(&codes[0])),
        );
        let fault = exactly_one(&one, &other).or_else(|| lost(&race.one, &codes));
        fault.or_else(|| tree_fault(&race.one))
    });
}

#[test]
fn a_parent_is_a_leaf_exactly_while_it_has_no_children() {
    run("the last child leaves while another comes", |race, round| {
        let [parent, child, next] = ["P", "C", "D"].map(|name| format!("{name}{round}"));
        let new = [at_top(&parent), NewAccount::below(&parent, &child, &child)];
        let made = add(&race.one, &new);
        let (left, came) = both(
            || move_to(&race.one, &made[1], None),
            || race.other.ledger().add_account(NewAccount::below(&parent, &next, &next)),
        );
        unasked(&left).or_else(|| unasked(&came)).or_else(|| tree_fault(&race.one))
    });
    run("the last two children leave", |race, round| {
        let [parent, first, second] = ["Q", "E", "F"].map(|name| format!("{name}{round}"));
        let below = |code: &str| NewAccount::below(&parent, code, code);
        let made = add(&race.one, &[at_top(&parent), below(&first), below(&second)]);
        let (one, other) = both(
            || move_to(&race.one, &made[1], None),
            || race.other.ledger().remove_account(made[2].id, made[2].version),
        );
        let fault = unasked(&one).or_else(|| unasked(&other));
        fault.or_else(|| tree_fault(&race.one))
    });
}

#[test]
fn sub_accounts_below_one_parent_come_at_once() {
    run("two below one leaf", |race, round| {
        let [parent, first, second] = ["R", "G", "H"].map(|name| format!("{name}{round}"));
        add(&race.one, &[at_top(&parent)]);
        let below = |code: &str| NewAccount::below(&parent, code, code);
        let (one, other) = both(
            || race.one.ledger().add_account(below(&first)),
            || race.other.ledger().add_account(below(&second)),
        );
        let fault = unasked(&one).or_else(|| unasked(&other));
        let refused = || (one.is_err() || other.is_err()).then(|| format!("{one:?} {other:?}"));
        fault.or_else(refused).or_else(|| tree_fault(&race.one))
    });
}

#[test]
fn what_becomes_a_branch_has_no_postings() {
    run("posting to a leaf that gets a sub-account", |race, round| {
        let [leaf, below] = ["S", "T"].map(|name| format!("{name}{round}"));
        add(&race.one, &[at_top(&leaf)]);
        let (posted, added) = both(
            || post(&race.one, &leaf, None),
            || race.other.ledger().add_account(NewAccount::below(&leaf, &below, &below)),
        );
        exactly_one(&posted, &added).or_else(|| tree_fault(&race.one))
    });
    run("posting to a leaf below which another moves", |race, round| {
        let [leaf, moving] = ["U", "V"].map(|name| format!("{name}{round}"));
        let made = add(&race.one, &[at_top(&leaf), at_top(&moving)]);
        let (posted, moved) =
            both(|| post(&race.one, &leaf, None), || move_to(&race.other, &made[1], Some(&leaf)));
        exactly_one(&posted, &moved).or_else(|| tree_fault(&race.one))
    });
    run("posting to an account that is moved", |race, round| {
        let [above, moving] = ["W", "X"].map(|name| format!("{name}{round}"));
        let made = add(&race.one, &[at_top(&above), at_top(&moving)]);
        let (posted, moved) = both(
            || post(&race.one, &moving, None),
            || move_to(&race.other, &made[1], Some(&above)),
        );
        // Moved first, it is posted to in its new place.
        let fault = untold(&posted).or_else(|| untold(&moved));
        fault.or_else(|| posted.err().map(|error| format!("{error:?}")))
    });
    run("posting to an account that gets party control", |race, round| {
        let leaf = format!("Y{round}");
        let made = add(&race.one, &[at_top(&leaf)]).remove(0);
        let edit = AccountEdit { party_control: Some(true), ..AccountEdit::default() };
        let (posted, edited) = both(
            || post(&race.one, &leaf, None),
            || race.other.ledger().edit_account(made.id, made.version, edit),
        );
        exactly_one(&posted, &edited)
    });
    run("posting to an account that is removed", |race, round| {
        let leaf = format!("Z{round}");
        let made = add(&race.one, &[at_top(&leaf)]).remove(0);
        let (posted, removed) = both(
            || post(&race.one, &leaf, None),
            || race.other.ledger().remove_account(made.id, made.version),
        );
        exactly_one(&posted, &removed)
    });
}

/// The place in the change log of the last change of a record.
fn place(session: &Session, kind: &str, id: i64) -> i64 {
    let subject = Subject { kind: kind.to_owned(), id };
    let changes = session.changes().history(&subject, &PageRequest::first(100)).unwrap().items;
    changes.iter().map(|change| change.seq).max().unwrap()
}

/// Nothing is posted after what it needs was retired: the log shows the order.
fn late(session: &Session, posted: &Result<i64>, kind: &str, retired: i64) -> Option<String> {
    let entry = *posted.as_ref().ok()?;
    let (entry, retired) = (place(session, "entry", entry), place(session, kind, retired));
    (entry > retired).then(|| format!("posted at {entry}, retired at {retired}"))
}

#[test]
fn nothing_is_posted_to_what_is_retired() {
    run("posting to an account that is retired", |race, round| {
        let leaf = format!("A{round}");
        let made = add(&race.one, &[at_top(&leaf)]).remove(0);
        let (posted, retired) = both(
            || post(&race.one, &leaf, None),
            || race.other.ledger().set_account_active(made.id, made.version, false),
        );
        let fault = untold(&posted).or_else(|| unasked(&retired));
        fault.or_else(|| late(&race.one, &posted, "account", made.id.0))
    });
    run("posting in a journal that is retired", |race, round| {
        let made = journal(&race.one, &format!("J{round}"));
        let edit = JournalEdit { active: Some(false), ..JournalEdit::default() };
        let (posted, retired) = both(
            || post(&race.one, "1002", Some(&made.code)),
            || race.other.ledger().edit_journal(made.id, made.version, edit),
        );
        let fault = untold(&posted).or_else(|| unasked(&retired));
        fault.or_else(|| late(&race.one, &posted, "journal", made.id.0))
    });
    run("posting in a journal that is removed", |race, round| {
        let made = journal(&race.one, &format!("K{round}"));
        let (posted, removed) = both(
            || post(&race.one, "1002", Some(&made.code)),
            || race.other.ledger().remove_journal(made.id, made.version),
        );
        exactly_one(&posted, &removed)
    });
}

fn journal(session: &Session, code: &str) -> Journal {
    let (name_zh, name_en) = (code.to_owned(), code.to_owned());
    session.ledger().add_journal(NewJournal { code: code.to_owned(), name_zh, name_en }).unwrap()
}

#[test]
fn one_journal_stays_in_use() {
    run("two journals retired at once", |race, round| {
        let set = |journal: &Journal, active: bool, session: &Session| {
            let edit = JournalEdit { active: Some(active), ..JournalEdit::default() };
            session.ledger().edit_journal(journal.id, journal.version, edit)
        };
        let pair =
            [journal(&race.one, &format!("L{round}")), journal(&race.one, &format!("M{round}"))];
        for old in race.one.ledger().journals().unwrap() {
            if old.active && pair.iter().all(|journal| journal.id != old.id) {
                set(&old, false, &race.one).unwrap();
            }
        }
        let (one, other) =
            both(|| set(&pair[0], false, &race.one), || set(&pair[1], false, &race.other));
        exactly_one(&one, &other)
    });
}

#[test]
fn a_role_stays_with_an_account_that_takes_postings() {
    run("a role for an account that is retired", |race, round| {
        let code = format!("N{round}");
        let made = add(&race.one, &[at_top(&code)]).remove(0);
        let (given, retired) = both(
            || race.one.ledger().set_account_role(AccountRole::InputTax, &code),
            || race.other.ledger().set_account_active(made.id, made.version, false),
        );
        exactly_one(&given, &retired)
    });
    run("a role for an account that gets a sub-account", |race, round| {
        let [code, below] = ["O", "P"].map(|name| format!("{name}{round}"));
        add(&race.one, &[at_top(&code)]);
        let (given, added) = both(
            || race.one.ledger().set_account_role(AccountRole::InputTax, &code),
            || race.other.ledger().add_account(NewAccount::below(&code, &below, &below)),
        );
        let fault = unasked(&given).or_else(|| unasked(&added));
        let roles = race.one.ledger().account_roles().unwrap();
        let all = race.one.ledger().accounts().unwrap();
        let holder = roles.iter().find(|held| held.role == AccountRole::InputTax);
        let holder = holder.and_then(|held| all.iter().find(|one| one.code == held.account));
        let branch = holder.filter(|account| !account.leaf);
        fault.or_else(|| branch.map(|account| format!("{} holds a role", account.code)))
    });
}
