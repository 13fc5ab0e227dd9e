//! Tests of what lists and their items must be like.

use proptest::prelude::*;

use super::*;
use crate::dictionaries::model::DictionaryItemEdit;
use crate::error::Error;

fn item(code: &str, parent: Option<&str>) -> DictionaryItem {
    DictionaryItem {
        id: DictionaryItemId(0),
        dictionary: "test".to_owned(),
        code: code.to_owned(),
        label_zh: format!("标签{code}"),
        label_en: format!("Label {code}"),
        sort_order: 0,
        parent: parent.map(str::to_owned),
        active: true,
        valid_from: None,
        merged_into: None,
        version: 1,
    }
}

fn found(check: Check) -> Vec<(String, Code)> {
    match check.finish() {
        Err(Error::Invalid(problems)) => {
            problems.into_iter().map(|problem| (problem.path, problem.code)).collect()
        }
        _ => Vec::new(),
    }
}

#[test]
fn codes_and_labels_are_checked() {
    let mut check = Check::new();
    for code in ["level", "a1_b"] {
        let new =
            NewDictionary { code: code.into(), label_zh: "标签".into(), label_en: String::new() };
        check_dictionary(&mut check, &new);
    }
    assert!(check.is_clean());
    for code in ["", "Level", "1a", "级别", "a-b", "_a"] {
        let new = NewDictionary { code: code.into(), label_zh: "x".into(), label_en: "y".into() };
        let mut check = Check::new();
        check_dictionary(&mut check, &new);
        assert_eq!(check.count(), 1, "{code}");
    }
    let new = [
        NewDictionaryItem::new("a b", "", " "),
        NewDictionaryItem::new("记", "记账\0", "x"),
        NewDictionaryItem { sort_order: Some(-1), ..NewDictionaryItem::new("记", "z", "z") },
        NewDictionaryItem::new("🙂", "🙂", "مرحبا"),
    ];
    let mut check = Check::new();
    plan_new(&mut check, "test", &new, &[]);
    let expected = [
        ("items[0].code", Code::BadFormat),
        ("items[0].label_zh", Code::Required),
        ("items[1].label_zh", Code::BadCharacter),
        ("items[2].code", Code::Repeated),
        ("items[2].sort_order", Code::OutOfRange),
        ("items[3].code", Code::BadFormat),
    ];
    let expected: Vec<_> =
        expected.into_iter().map(|(path, code)| (path.to_owned(), code)).collect();
    assert_eq!(found(check), expected);
}

#[test]
fn nothing_stands_above_itself() {
    let known = [item("a", None), item("b", Some("a")), item("c", Some("b"))];
    let edit = |code: &str, parent: &str| {
        let edit = DictionaryItemEdit { parent: parent.into(), ..DictionaryItemEdit::default() };
        DictionaryItemUpdate { code: code.to_owned(), version: 1, edit }
    };
    for (edits, expected) in [
        (vec![edit("a", "c")], vec![("edits[0].edit.parent".to_owned(), Code::Cycle)]),
        (vec![edit("a", "a")], vec![("edits[0].edit.parent".to_owned(), Code::Cycle)]),
        (vec![edit("a", "z")], vec![("edits[0].edit.parent".to_owned(), Code::UnknownReference)]),
        (vec![edit("c", " ")], vec![]),
        // Turned around in one go.
        (vec![edit("a", "c"), edit("b", ""), edit("c", "b")], vec![]),
    ] {
        let mut items = known.to_vec();
        let mut check = Check::new();
        plan_edits(&mut check, &edits, &mut items);
        assert_eq!(found(check), expected, "{edits:?}");
    }
    let mut check = Check::new();
    let new = [
        NewDictionaryItem::new("x", "x", "").below("y"),
        NewDictionaryItem::new("y", "y", "").below("x"),
    ];
    plan_new(&mut check, "test", &new, &known);
    assert_eq!(check.count(), 2);
    assert!(is_below("c", "a", &known) && !is_below("a", "c", &known));
}

#[test]
fn labels_are_told_apart_among_siblings_in_use() {
    let mut items = vec![item("a", None), item("b", None), item("c", Some("a"))];
    items[1].label_en = "LABEL-a".to_owned();
    assert_eq!(refuse_same_labels(&[1], &items).unwrap_err().code(), Code::AlreadyExists);
    refuse_same_labels(&[2], &items).unwrap();
    items[0].active = false;
    refuse_same_labels(&[1], &items).unwrap();
}

#[test]
fn a_text_names_an_item_by_code_or_label() {
    let mut items = vec![item("A", None), item("b", None), item("c", None)];
    items[0].label_zh = "Ａ（重点客户）".to_owned();
    items[1].label_en = "Twin".to_owned();
    items[2].label_en = "twin".to_owned();
    fn view(item: &DictionaryItem) -> Candidate<'_> {
        let DictionaryItem { code, label_zh, label_en, active, .. } = item;
        Candidate { code, label_zh, label_en, active: *active }
    }
    let name = |text: &str, items: &[DictionaryItem]| {
        find_by_text(text, items, view).map(|item| item.code.clone())
    };
    assert_eq!(name("A", &items).as_deref(), Some("A"));
    assert_eq!(name("a重点客户", &items).as_deref(), Some("A"));
    assert_eq!(name(" a ", &items).as_deref(), Some("A"));
    assert_eq!(name("TWIN", &items), None);
    items[1].active = false;
    assert_eq!(name("TWIN", &items).as_deref(), Some("c"));
    items[2].active = false;
    assert_eq!(name("TWIN", &items), None);
    assert_eq!(name("", &items), None);
    assert_eq!(name("（）", &items), None);
}

#[test]
fn an_order_moves_only_what_changes() {
    let mut items = vec![item("a", None), item("b", None), item("c", None)];
    for (place, item) in (1..).zip(&mut items) {
        item.sort_order = place;
    }
    let order = |codes: &[&str]| {
        let codes: Vec<String> = codes.iter().map(|&code| code.to_owned()).collect();
        let mut check = Check::new();
        let places = plan_order(&mut check, &codes, &items);
        (places, found(check).len())
    };
    assert_eq!(order(&["a"]), (vec![], 0));
    assert_eq!(order(&["c"]), (vec![(2, 1), (0, 2), (1, 3)], 0));
    assert_eq!(order(&["c", "c", "z"]).1, 2);
}

proptest! {
    #[test]
    fn a_tree_shows_every_item_once_below_its_parent(
        parents in prop::collection::vec(any::<prop::sample::Index>(), 1..60),
    ) {
        let items: Vec<DictionaryItem> = parents
            .iter()
            .enumerate()
            .map(|(index, parent)| {
                // A parent among the items before, so there is no cycle; the first has none.
                let above = (index > 0).then(|| parent.index(index + 1)).filter(|at| *at < index);
                item(&format!("i{index}"), above.map(|at| format!("i{at}")).as_deref())
            })
            .collect();
        let rows = tree(items.clone());
        prop_assert_eq!(rows.len(), items.len());
        let mut way: Vec<&str> = Vec::new();
        for row in &rows {
            way.truncate(row.depth as usize);
            prop_assert_eq!(way.last().copied(), row.item.parent.as_deref());
            way.push(&row.item.code);
        }
        let mut mixed = items;
        mixed.reverse();
        let order = parents_first(&mixed);
        let mut seen = BTreeSet::new();
        for index in order {
            let parent = mixed[index].parent.as_deref();
            prop_assert!(parent.is_none_or(|parent| seen.contains(parent)));
            seen.insert(mixed[index].code.clone());
        }
    }
}
