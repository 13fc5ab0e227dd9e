//! User-maintained lists.

use bookroom::Session;
use bookroom::changes::model::Subject;
use bookroom::dictionaries::model::{
    DictionaryEdit, DictionaryItem, DictionaryItemEdit, DictionaryItemUpdate, ItemVersion,
    NewDictionary, NewDictionaryItem,
};
use bookroom::error::Code;
use bookroom::values::PageRequest;
use bookroom_tests::backends::Backend;
use bookroom_tests::room::{self, TestRoom, day};

fn seen(item: &DictionaryItem) -> ItemVersion {
    ItemVersion { code: item.code.clone(), version: item.version }
}

fn codes(items: &[DictionaryItem]) -> Vec<&str> {
    items.iter().map(|item| item.code.as_str()).collect()
}

fn find(session: &Session, dictionary: &str, code: &str) -> DictionaryItem {
    let items = session.dictionaries().items(dictionary, true).unwrap();
    items.into_iter().find(|item| item.code == code).unwrap()
}

/// A list of one's own: a, b, and c below b.
fn grades(session: &Session) -> Vec<DictionaryItem> {
    let lists = session.dictionaries();
    lists
        .add_dictionary(NewDictionary {
            code: "grade".into(),
            label_zh: "等级".into(),
            label_en: "Grade".into(),
        })
        .unwrap();
    let new = vec![
        NewDictionaryItem::new("c", "丙", "Third").below("b"),
        NewDictionaryItem::new("a", "甲", "First"),
        NewDictionaryItem::new("b", "乙", "Second"),
    ];
    lists.add_items("grade", new).unwrap()
}

#[test]
fn a_new_book_has_lists_in_both_languages() {
    let test = room::memory();
    let lists = test.owner.dictionaries();
    let all = lists.list().unwrap();
    assert_eq!(all.len(), 33);
    assert_eq!(
        (all[0].code.as_str(), all[0].label_en.as_str()),
        ("enterprise_type", "Enterprise type")
    );
    assert!(all.iter().all(|list| list.ready_made));
    assert_eq!(codes(&lists.items("customer_level", false).unwrap()), ["A", "B", "C"]);
    let banks = lists.items("bank", false).unwrap();
    assert_eq!((banks[0].label_zh.as_str(), banks[0].code.as_str()), ("中国工商银行", "ICBC"));
    let regions = lists.tree("region", false).unwrap();
    assert_eq!(regions.len(), 9 + 34);
    let beijing = &regions[1];
    assert_eq!((beijing.item.label_en.as_str(), beijing.depth), ("Beijing", 1));
    assert_eq!(beijing.item.parent.as_deref(), Some("north"));
    assert_eq!(lists.items("nowhere", true).unwrap_err().code(), Code::NotFound);
}

/// What lists do on a database, from adding to merging.
pub fn conformance_lists(test: &TestRoom) {
    let lists = test.owner.dictionaries();
    let made = grades(&test.owner);
    assert_eq!(codes(&made), ["c", "a", "b"]);
    let tree = lists.tree("grade", false).unwrap();
    let shape: Vec<(&str, u32)> =
        tree.iter().map(|row| (row.item.code.as_str(), row.depth)).collect();
    assert_eq!(shape, [("a", 0), ("b", 0), ("c", 1)]);

    let first = &made[1];
    let edit = DictionaryItemEdit {
        label_en: "Top 🏆".into(),
        parent: "c".into(),
        valid_from: day("2026-07-01").into(),
        ..DictionaryItemEdit::default()
    };
    let edit = DictionaryItemUpdate { code: "a".into(), version: first.version, edit };
    let edited = lists.edit_items("grade", vec![edit.clone()]).unwrap().remove(0);
    assert_eq!((edited.parent.as_deref(), edited.version), (Some("c"), 2));
    assert_eq!(edited, find(&test.owner, "grade", "a"));
    assert_eq!(codes(&lists.items("grade", false).unwrap()), ["c", "b"]);
    let stale = lists.edit_items("grade", vec![edit]).unwrap_err();
    assert_eq!(stale.code(), Code::VersionConflict);

    let ordered = lists.reorder_items("grade", vec!["b".into(), "a".into()]).unwrap();
    assert_eq!(codes(&ordered), ["b", "a", "c"]);
    assert_eq!(ordered, lists.items("grade", true).unwrap());

    let b = find(&test.owner, "grade", "b");
    let retired = lists.set_items_active("grade", vec![seen(&b)], false).unwrap();
    assert!(!retired[0].active);
    assert_eq!(codes(&lists.items("grade", false).unwrap()), ["c"]);
    let restored = lists.set_items_active("grade", vec![seen(&retired[0])], true).unwrap();
    assert_eq!(restored[0], find(&test.owner, "grade", "b"));

    let made = lists.add_items("grade", vec![NewDictionaryItem::new("d", "丁", "")]).unwrap();
    let merged = lists.merge_items("grade", seen(&restored[0]), "d").unwrap();
    assert_eq!((merged.from.active, merged.from.merged_into.as_deref()), (false, Some("d")));
    assert_eq!(merged.into, made[0]);
    assert_eq!(merged.from, find(&test.owner, "grade", "b"));
    assert_eq!(find(&test.owner, "grade", "c").parent.as_deref(), Some("d"));
    let again = lists.merge_items("grade", seen(&merged.from), "d").unwrap_err();
    assert_eq!(again.code(), Code::WrongState);

    let in_use = lists.remove_items("grade", vec![seen(&made[0])]).unwrap_err();
    assert_eq!(in_use.code(), Code::InUse);
    let all: Vec<ItemVersion> = lists.items("grade", true).unwrap().iter().map(seen).collect();
    assert_eq!(lists.remove_items("grade", all).unwrap().len(), 4);
    assert!(lists.items("grade", true).unwrap().is_empty());
    grades_go(test);
    assert_eq!(lists.items("a\0b", true).unwrap_err().code(), Code::NotFound);
    assert_eq!(lists.add_items("a\0b", Vec::new()).unwrap_err().code(), Code::NotFound);
    let found = test.owner.changes().verify(None).unwrap();
    assert!(found.findings.is_empty(), "{found:?}");
}

fn grades_go(test: &TestRoom) {
    let lists = test.owner.dictionaries();
    let edit = DictionaryEdit { label_zh: "档次".into(), ..DictionaryEdit::default() };
    let list = lists.edit_dictionary("grade", 1, edit).unwrap();
    assert_eq!(
        (list.label_zh.as_str(), list.label_en.as_str(), list.version),
        ("档次", "Grade", 2)
    );
    assert_eq!(lists.remove_dictionary("grade", 1).unwrap_err().code(), Code::VersionConflict);
    lists
        .add_items(
            "grade",
            vec![
                NewDictionaryItem::new("y", "", "Y").below("x"),
                NewDictionaryItem::new("x", "", "X"),
            ],
        )
        .unwrap();
    lists.remove_dictionary("grade", 2).unwrap();
    assert_eq!(lists.items("grade", true).unwrap_err().code(), Code::NotFound);
}

#[test]
fn lists_grow_change_and_shrink() {
    conformance_lists(&room::memory());
}

#[test]
fn lists_are_the_same_on_every_database() {
    for backend in Backend::ALL {
        conformance_lists(&room::on(backend));
    }
}

#[test]
fn violations_come_together_and_nothing_is_kept() {
    let test = room::memory();
    grades(&test.owner);
    let lists = test.owner.dictionaries();
    let before = test.owner.changes().head().unwrap();
    let bad = vec![
        NewDictionaryItem::new("", "x", "x"),
        NewDictionaryItem::new("e", "", ""),
        NewDictionaryItem::new("f", "己", "Sixth").below("nowhere"),
    ];
    let error = lists.add_items("grade", bad).unwrap_err();
    let found: Vec<(&str, Code)> =
        error.problems().iter().map(|problem| (problem.path.as_str(), problem.code)).collect();
    assert_eq!(
        found,
        [
            ("items[0].code", Code::Required),
            ("items[1].label_zh", Code::Required),
            ("items[2].parent", Code::UnknownReference),
        ]
    );
    let taken = lists.add_items("grade", vec![NewDictionaryItem::new("A", "新", "New")]);
    assert_eq!(taken.unwrap_err().code(), Code::AlreadyExists);
    let same = lists.add_items("grade", vec![NewDictionaryItem::new("g", "甲", "New")]);
    assert_eq!(same.unwrap_err().problems()[0].path, "items[0].label_zh");
    let list = NewDictionary { code: "grade".into(), label_zh: "x".into(), label_en: "x".into() };
    assert_eq!(lists.add_dictionary(list).unwrap_err().code(), Code::AlreadyExists);
    assert_eq!(lists.remove_dictionary("bank", 1).unwrap_err().code(), Code::WrongState);
    let (a, b) = (find(&test.owner, "grade", "a"), find(&test.owner, "grade", "b"));
    let merge = |from: &DictionaryItem, into: &str| {
        lists.merge_items("grade", seen(from), into).unwrap_err().code()
    };
    assert_eq!(merge(&a, "a"), Code::Repeated);
    assert_eq!(merge(&a, "z"), Code::UnknownReference);
    assert_eq!(merge(&b, "c"), Code::Cycle);
    assert_eq!(test.owner.changes().head().unwrap(), before);
    lists.set_items_active("grade", vec![seen(&a)], false).unwrap();
    assert_eq!(merge(&b, "a"), Code::Retired);
}

#[test]
fn a_dry_run_keeps_nothing_and_a_request_key_runs_once() {
    let test = room::memory();
    grades(&test.owner);
    let before = test.owner.dictionaries().items("grade", true).unwrap();
    let new = || vec![NewDictionaryItem::new("d", "丁", "Fourth")];
    let dry = test.owner.dry_run().dictionaries().add_items("grade", new()).unwrap();
    assert_eq!(dry.len(), 1);
    assert_eq!(test.owner.dictionaries().items("grade", true).unwrap(), before);
    let keyed = test.owner.with_request_key("once");
    let first = keyed.dictionaries().add_items("grade", new()).unwrap();
    assert_eq!(keyed.dictionaries().add_items("grade", new()).unwrap(), first);
    assert_eq!(test.owner.dictionaries().items("grade", true).unwrap().len(), before.len() + 1);
}

#[test]
fn only_those_permitted_change_lists_and_history_tells() {
    let test = room::memory();
    let made = grades(&test.owner);
    let clerk = test.operator("clerk", &["sales"]);
    assert_eq!(
        clerk.dictionaries().items("grade", true).unwrap(),
        test.owner.dictionaries().items("grade", true).unwrap()
    );
    let denied = clerk.dictionaries().add_items("grade", Vec::new()).unwrap_err();
    assert_eq!(denied.code(), Code::NotPermitted);
    test.owner.dictionaries().set_items_active("grade", vec![seen(&made[1])], false).unwrap();
    let subject = Subject::new("dictionary_item", made[1].id);
    let history = test.owner.changes().history(&subject, &PageRequest::default()).unwrap();
    let actions: Vec<&str> = history.items.iter().map(|change| change.action.as_str()).collect();
    assert_eq!(actions, ["dictionaries.add_items", "dictionaries.set_items_active"]);
    let fields: Vec<&str> =
        history.items[1].fields.iter().map(|field| field.field.as_str()).collect();
    assert_eq!(fields, ["active"]);
}

#[test]
fn an_international_book_has_the_same_lists() {
    let new = bookroom::book::NewBook::international("Shop", "EUR", "boss", room::PASSWORD);
    let test = room::with(":memory:", None, &new);
    assert_eq!(test.owner.dictionaries().list().unwrap().len(), 33);
}

#[test]
fn thousands_of_items_go_in_and_out() {
    let test = room::memory();
    grades(&test.owner);
    let lists = test.owner.dictionaries();
    let new = (0..5_000).map(|n| NewDictionaryItem::new(&format!("n{n}"), "", &format!("N {n}")));
    let made = lists.add_items("grade", new.collect()).unwrap();
    assert_eq!(made.len(), 5_000);
    let codes = made.iter().rev().map(|item| item.code.clone()).collect();
    let ordered = lists.reorder_items("grade", codes).unwrap();
    assert_eq!(ordered[0].code, "n4999");
    let all: Vec<ItemVersion> = lists.items("grade", true).unwrap().iter().map(seen).collect();
    let retired = lists.set_items_active("grade", all, false).unwrap();
    let all = retired.iter().map(seen).collect();
    assert_eq!(lists.remove_items("grade", all).unwrap().len(), 5_003);
    let many = (0..10_001).map(|n| NewDictionaryItem::new(&format!("n{n}"), "", "x")).collect();
    assert_eq!(lists.add_items("grade", many).unwrap_err().code(), Code::TooMany);
    assert!(lists.add_items("grade", Vec::new()).unwrap().is_empty());
}
