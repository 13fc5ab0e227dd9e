//! Lists by their names alone: the whole of them, or what a list of one record needs; and names in
//! them that programs would take for formulas.

use bookroom::customers::model::{CustomerFilter, NewCustomer};
use bookroom::error::Code;
use bookroom::exchange::export::ExportList;
use bookroom_tests::room;

use super::{ENGLISH, column, furnish, lists, table};

#[test]
fn every_list_is_exported_by_its_name_alone() {
    let test = room::memory();
    let customer = furnish(&test);
    let lists = lists(&test, customer);
    let same = |name: &str, list: &ExportList| {
        let json = serde_json::to_value(list).unwrap();
        json.as_str().or_else(|| json.as_object()?.keys().next().map(|it| &**it)) == Some(name)
    };
    for name in ExportList::NAMES {
        let read: Result<ExportList, _> = serde_json::from_value(serde_json::json!({ *name: {} }));
        if ExportList::OF_ONE.contains(name) {
            let error = ExportList::named(name).unwrap_err();
            assert_eq!(error.code(), Code::Required);
            assert_eq!(error.problems()[0].fact_value("of"), Some(*name));
            assert!(error.problems()[0].fact_value("needs").is_some());
            continue;
        }
        let list = ExportList::named(name).unwrap();
        assert!(same(name, &list), "{name}");
        // Nothing but the name says the same to whoever writes it as data.
        assert!(list == read.unwrap_or(list.clone()), "{name}");
        let (_, rows) = table(&test.owner, &list, &ENGLISH);
        let wanted = lists.iter().find(|(list, _)| same(name, list)).map(|(_, rows)| *rows);
        assert!(wanted.is_none_or(|wanted| rows.len() == wanted), "{name}");
    }
    let error = ExportList::named("everything").unwrap_err();
    assert_eq!(error.code(), Code::BadChoice);
    assert!(error.problems()[0].fact_value("choices").unwrap().contains("products"));
}

#[test]
fn names_that_look_like_formulas_are_guarded() {
    let test = room::memory();
    test.owner.customers().add(NewCustomer::company("=CMD()")).unwrap();
    let list = ExportList::Customers(CustomerFilter::default());
    let (header, rows) = table(&test.owner, &list, &ENGLISH);
    assert_eq!(column(&header, &rows, "name"), ["'=CMD()"]);
}
