//! User-maintained lists: enterprise type, level, source, region … Each item has a code, labels in
//! Chinese and English, a place, perhaps a parent and a first day. Used items are retired, not
//! removed; merging two rewrites whoever holds the one that goes.

pub(crate) mod card;
pub mod commands;
pub mod model;
pub(crate) mod resolve;
pub(crate) mod rules;
pub(crate) mod seeds;
pub(crate) mod store;
mod verify;

use commands::{
    AddDictionary, AddDictionaryItems, EditDictionary, EditDictionaryItems, MergeDictionaryItems,
    RemoveDictionary, RemoveDictionaryItems, ReorderDictionaryItems, SetDictionaryItemsActive,
};
use model::{
    Dictionary, DictionaryEdit, DictionaryItemUpdate, ItemVersion, MergedItems, NewDictionary,
    NewDictionaryItem, TreeItem,
};

use crate::error::Result;
use crate::rights::permission::Permission;
use crate::work::{Session, View};

pub(crate) use model::DictionaryItem;
pub(crate) use resolve::{
    ItemLabel, ResolvedItem, follow, items_of, load_all_labels, load_labels, resolve, resolve_kept,
};

/// The user-maintained lists of a book.
pub struct Dictionaries<'s> {
    session: &'s Session,
}

impl Session {
    /// The user-maintained lists.
    ///
    /// # Examples
    /// ```
    /// # let office = include!(env!("OFFICE"));
    /// # let session = office.session;
    /// let methods = session.dictionaries().items("payment_method", false)?;
    /// assert!(!methods.is_empty());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn dictionaries(&self) -> Dictionaries<'_> {
        Dictionaries { session: self }
    }
}

impl<'s> Dictionaries<'s> {
    /// All lists, in the order they were made.
    ///
    /// # Errors
    /// `not_permitted`.
    ///
    /// # Examples
    /// ```
    /// # let office = include!(env!("OFFICE"));
    /// # let session = office.session;
    /// let lists = session.dictionaries().list()?;
    /// assert!(lists.iter().any(|list| list.code == "payment_method" && list.ready_made));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn list(&self) -> Result<Vec<Dictionary>> {
        self.session.read(Permission::DictionariesView, |view| {
            let book = view.book_id();
            store::list(view.conn, book)
        })
    }

    /// The items of a list, in their order: those that can be chosen today, or all.
    ///
    /// # Errors
    /// `not_permitted`, `not_found`.
    ///
    /// # Examples
    /// ```
    /// # let office = include!(env!("OFFICE"));
    /// # let session = office.session;
    /// let levels = session.dictionaries().items("customer_level", false)?;
    /// assert!(levels.iter().any(|level| level.code == "A"));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn items(&self, dictionary: &str, include_inactive: bool) -> Result<Vec<DictionaryItem>> {
        self.session.read(Permission::DictionariesView, |view| {
            load_items(view, dictionary, include_inactive)
        })
    }

    /// The items of a list as a tree, read from top to bottom: each after the item above it.
    ///
    /// # Errors
    /// As [`Dictionaries::items`].
    ///
    /// # Examples
    /// ```
    /// # let office = include!(env!("OFFICE"));
    /// # let session = office.session;
    /// let regions = session.dictionaries().tree("region", false)?;
    /// assert_eq!(regions[0].depth, 0);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn tree(&self, dictionary: &str, include_inactive: bool) -> Result<Vec<TreeItem>> {
        self.items(dictionary, include_inactive).map(rules::tree)
    }

    /// Adds a list of one's own.
    ///
    /// # Errors
    /// `required`, `too_long`, `bad_character`, `bad_format`, `already_exists`.
    ///
    /// # Examples
    /// ```
    /// use bookroom::dictionaries::model::NewDictionary;
    ///
    /// # let office = include!(env!("OFFICE"));
    /// # let session = office.session;
    /// let list = session.dictionaries().add_dictionary(NewDictionary {
    ///     code: "harvest".into(),
    ///     label_zh: "采摘季".into(),
    ///     label_en: "Harvest".into(),
    /// })?;
    /// assert!(!list.ready_made);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn add_dictionary(&self, dictionary: NewDictionary) -> Result<Dictionary> {
        self.session.run(AddDictionary { dictionary })
    }

    /// Changes the labels of a list.
    ///
    /// # Errors
    /// `not_found`, `version_conflict`, `required`, `too_long`, `bad_character`.
    ///
    /// # Examples
    /// ```
    /// use bookroom::dictionaries::model::DictionaryEdit;
    ///
    /// # let office = include!(env!("OFFICE"));
    /// # let session = office.session;
    /// let list = session.dictionaries().list()?.remove(0);
    /// let edit = DictionaryEdit { label_zh: "企业形式".into(), ..DictionaryEdit::default() };
    /// let list = session.dictionaries().edit_dictionary(&list.code, list.version, edit)?;
    /// assert_eq!(list.label_zh, "企业形式");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn edit_dictionary(
        &self,
        code: &str,
        version: i64,
        edit: DictionaryEdit,
    ) -> Result<Dictionary> {
        self.session.run(EditDictionary { code: code.to_owned(), version, edit })
    }

    /// Removes a list of one's own, with its items, when nothing uses them.
    ///
    /// # Errors
    /// `not_found`, `version_conflict`, `wrong_state` for a ready-made list, `in_use`.
    ///
    /// # Examples
    /// ```
    /// use bookroom::dictionaries::model::NewDictionary;
    ///
    /// # let office = include!(env!("OFFICE"));
    /// # let session = office.session;
    /// let list = session.dictionaries().add_dictionary(NewDictionary {
    ///     code: "harvest".into(),
    ///     label_zh: "采摘季".into(),
    ///     label_en: "Harvest".into(),
    /// })?;
    /// session.dictionaries().remove_dictionary("harvest", list.version)?;
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn remove_dictionary(&self, code: &str, version: i64) -> Result<Dictionary> {
        self.session.run(RemoveDictionary { code: code.to_owned(), version })
    }

    /// Adds items to a list.
    ///
    /// # Errors
    /// `not_found`, `already_exists`, `required`, `too_long`, `bad_character`, `bad_format`,
    /// `bad_date`, `out_of_range`, `repeated`, `unknown_reference`, `retired`, `cycle`, `too_many`.
    ///
    /// # Examples
    /// ```
    /// use bookroom::dictionaries::model::NewDictionaryItem;
    ///
    /// # let office = include!(env!("OFFICE"));
    /// # let session = office.session;
    /// let items = vec![
    ///     NewDictionaryItem::new("tea", "茶叶", "Tea"),
    ///     NewDictionaryItem::new("green_tea", "绿茶", "Green tea").below("tea"),
    /// ];
    /// let added = session.dictionaries().add_items("industry", items)?;
    /// assert_eq!(added[1].parent.as_deref(), Some("tea"));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn add_items(
        &self,
        dictionary: &str,
        items: Vec<NewDictionaryItem>,
    ) -> Result<Vec<DictionaryItem>> {
        self.session.run(AddDictionaryItems { dictionary: dictionary.to_owned(), items })
    }

    /// Changes labels, places in the tree and first days of items.
    ///
    /// # Errors
    /// `not_found`, `version_conflict`, `already_exists`, `required`, `too_long`, `bad_character`,
    /// `bad_date`, `repeated`, `unknown_reference`, `retired`, `cycle`, `too_many`.
    ///
    /// # Examples
    /// ```
    /// use bookroom::dictionaries::model::{
    ///     DictionaryItemEdit, DictionaryItemUpdate, NewDictionaryItem,
    /// };
    ///
    /// # let office = include!(env!("OFFICE"));
    /// # let session = office.session;
    /// let tea = NewDictionaryItem::new("tea", "茶叶", "Tea");
    /// let tea = session.dictionaries().add_items("industry", vec![tea])?.remove(0);
    /// let edit = DictionaryItemEdit { label_zh: "茶业".into(), ..DictionaryItemEdit::default() };
    /// let update = DictionaryItemUpdate { code: "tea".into(), version: tea.version, edit };
    /// let edited = session.dictionaries().edit_items("industry", vec![update])?;
    /// assert_eq!(edited[0].label_zh, "茶业");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn edit_items(
        &self,
        dictionary: &str,
        edits: Vec<DictionaryItemUpdate>,
    ) -> Result<Vec<DictionaryItem>> {
        self.session.run(EditDictionaryItems { dictionary: dictionary.to_owned(), edits })
    }

    /// Retires items, or brings them back. A retired item stays on the records that hold it; one
    /// that was merged away stands on its own again when it is brought back.
    ///
    /// # Errors
    /// `not_found`, `version_conflict`, `already_exists` when an item in use has the same label,
    /// `repeated`, `unknown_reference`, `too_many`.
    ///
    /// # Examples
    /// ```
    /// # let office = include!(env!("OFFICE"));
    /// # let session = office.session;
    /// let level = session.dictionaries().items("customer_level", false)?.remove(0);
    /// let (list, level) = ("customer_level", vec![(&level).into()]);
    /// let retired = session.dictionaries().set_items_active(list, level, false)?;
    /// assert!(!retired[0].active);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn set_items_active(
        &self,
        dictionary: &str,
        items: Vec<ItemVersion>,
        active: bool,
    ) -> Result<Vec<DictionaryItem>> {
        let dictionary = dictionary.to_owned();
        self.session.run(SetDictionaryItemsActive { dictionary, items, active })
    }

    /// Removes items that nothing uses; retire the others.
    ///
    /// # Errors
    /// `not_found`, `version_conflict`, `in_use`, `repeated`, `unknown_reference`, `too_many`.
    ///
    /// # Examples
    /// ```
    /// use bookroom::dictionaries::model::NewDictionaryItem;
    ///
    /// # let office = include!(env!("OFFICE"));
    /// # let session = office.session;
    /// let tea = NewDictionaryItem::new("tea", "茶叶", "Tea");
    /// let tea = session.dictionaries().add_items("industry", vec![tea])?.remove(0);
    /// session.dictionaries().remove_items("industry", vec![(&tea).into()])?;
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn remove_items(
        &self,
        dictionary: &str,
        items: Vec<ItemVersion>,
    ) -> Result<Vec<DictionaryItem>> {
        self.session.run(RemoveDictionaryItems { dictionary: dictionary.to_owned(), items })
    }

    /// Merges an item into another of its list: every record that holds it holds the other one
    /// then, items below it come below the other one, and it stays behind retired.
    ///
    /// # Errors
    /// `not_found`, `version_conflict`, `unknown_reference`, `repeated` when both are the same,
    /// `retired` when the other one is not in use, `cycle` when it stands below the first,
    /// `wrong_state` when the first was merged already.
    ///
    /// # Examples
    /// ```
    /// use bookroom::dictionaries::model::NewDictionaryItem;
    ///
    /// # let office = include!(env!("OFFICE"));
    /// # let session = office.session;
    /// let both = vec![
    ///     NewDictionaryItem::new("tea", "茶叶", "Tea"),
    ///     NewDictionaryItem::new("teas", "茶类", "Teas"),
    /// ];
    /// let items = session.dictionaries().add_items("industry", both)?;
    /// let merged = session.dictionaries().merge_items("industry", (&items[1]).into(), "tea")?;
    /// assert_eq!(merged.from.merged_into.as_deref(), Some("tea"));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn merge_items(
        &self,
        dictionary: &str,
        from: ItemVersion,
        into: &str,
    ) -> Result<MergedItems> {
        let (dictionary, into) = (dictionary.to_owned(), into.to_owned());
        self.session.run(MergeDictionaryItems { dictionary, from, into })
    }

    /// Puts items first in their list, in this order; the others follow as they were. Returns all.
    ///
    /// # Errors
    /// `not_found`, `repeated`, `unknown_reference`, `too_many`.
    ///
    /// # Examples
    /// ```
    /// # let office = include!(env!("OFFICE"));
    /// # let session = office.session;
    /// let codes = vec!["B".to_owned(), "A".to_owned()];
    /// let levels = session.dictionaries().reorder_items("customer_level", codes)?;
    /// assert_eq!(levels[0].code, "B");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn reorder_items(
        &self,
        dictionary: &str,
        codes: Vec<String>,
    ) -> Result<Vec<DictionaryItem>> {
        self.session.run(ReorderDictionaryItems { dictionary: dictionary.to_owned(), codes })
    }
}

fn load_items(
    view: &mut View<'_>,
    dictionary: &str,
    include_inactive: bool,
) -> Result<Vec<DictionaryItem>> {
    let (book, today) = (view.book_id(), view.today());
    let mut items = store::load_contents(view.conn, book, dictionary)?.items;
    items.retain(|item| include_inactive || item.can_be_chosen(today));
    Ok(items)
}
