//! Examples of the commands on user-maintained lists.

use bookroom::AnyCommand;
use bookroom::dictionaries::commands::{
    AddDictionary, AddDictionaryItems, EditDictionary, EditDictionaryItems, MergeDictionaryItems,
    RemoveDictionary, RemoveDictionaryItems, ReorderDictionaryItems, SetDictionaryItemsActive,
};
use bookroom::dictionaries::model::{
    DictionaryEdit, DictionaryItemEdit, ItemVersion, NewDictionary, NewDictionaryItem,
};
use bookroom_tests::room::TestRoom;

const LIST: &str = "customer_level";

fn list() -> NewDictionary {
    let (label_zh, label_en) = ("等级".to_owned(), "Grade".to_owned());
    NewDictionary { code: "grade".to_owned(), label_zh, label_en }
}

fn level(code: &str) -> ItemVersion {
    ItemVersion { code: code.to_owned(), version: 1 }
}

/// See [`super::sample`].
pub fn sample(name: &str, test: &TestRoom) -> Option<AnyCommand> {
    let dictionary = LIST.to_owned();
    Some(match name {
        "dictionaries.add" => AddDictionary { dictionary: list() }.into(),
        "dictionaries.edit" => {
            let edit = DictionaryEdit { label_en: Some("Rank".to_owned()), ..Default::default() };
            EditDictionary { code: dictionary, version: 1, edit }.into()
        }
        "dictionaries.remove" => {
            let made = test.owner.dictionaries().add_dictionary(list()).unwrap();
            RemoveDictionary { code: made.code, version: made.version }.into()
        }
        "dictionaries.add_items" => {
            let items = vec![NewDictionaryItem::new("D", "D（潜在客户）", "D - prospect")];
            AddDictionaryItems { dictionary, items }.into()
        }
        "dictionaries.edit_items" => {
            let label_en = Some("Top".to_owned());
            let code = "A".to_owned();
            let edit = DictionaryItemEdit { code, version: 1, label_en, ..Default::default() };
            EditDictionaryItems { dictionary, items: vec![edit] }.into()
        }
        "dictionaries.set_items_active" => {
            SetDictionaryItemsActive { dictionary, items: vec![level("C")], active: false }.into()
        }
        "dictionaries.remove_items" => {
            RemoveDictionaryItems { dictionary, items: vec![level("C")] }.into()
        }
        "dictionaries.reorder_items" => {
            ReorderDictionaryItems { dictionary, codes: vec!["C".to_owned()] }.into()
        }
        "dictionaries.merge_items" => {
            MergeDictionaryItems { dictionary, from: level("C"), into: "B".to_owned() }.into()
        }
        _ => return None,
    })
}
