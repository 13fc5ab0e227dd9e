//! Columns of labels: what the codes and words of the column before are called.

use std::collections::BTreeMap;

use super::sheet::JOINT;
use crate::error::Result;
use crate::exchange::words::{self, LabelKind};
use crate::values::Language;
use crate::work::Session;

/// What the codes of a column are of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Of {
    /// The words of a type.
    Word(&'static str),
    /// The items of a user-maintained list.
    Item(&'static str),
    /// Items of several lists in one cell, each behind the code of its list.
    Classes,
    /// Accounts.
    Account,
}

/// What comes behind a heading for its labels, in Chinese and English; frames say `.label` too.
const BEHIND: [&str; 2] = [".名称", ".label"];

/// The heading of the labels of a column.
pub(super) fn heading(own: &str, language: Language) -> String {
    let [chinese, english] = BEHIND;
    format!("{own}{}", language.pick(chinese, english))
}

/// The headings of a file, without those of labels: they say what the codes beside them say.
pub(crate) fn without_labels(headers: &[String]) -> Vec<String> {
    let is_label = |header: &str| {
        let mut bases = BEHIND.iter().filter_map(|behind| header.strip_suffix(behind));
        bases.any(|base| headers.iter().any(|other| other == base))
    };
    let kept = |header: &String| if is_label(header) { String::new() } else { header.clone() };
    headers.iter().map(kept).collect()
}

/// What everything is called in one language, as far as the operator may see it.
pub(super) struct Labels(BTreeMap<(LabelKind, String), BTreeMap<String, String>>);

impl Labels {
    pub(super) fn load(session: &Session, language: Language) -> Result<Self> {
        let mut lists: BTreeMap<(LabelKind, String), BTreeMap<String, String>> = BTreeMap::new();
        for label in words::labels(session, Some(language))? {
            lists.entry((label.kind, label.list)).or_default().insert(label.code, label.label);
        }
        // Exports have a kind of customer that records do not.
        let kinds = lists.entry((LabelKind::Word, "CustomerKind".to_owned())).or_default();
        kinds.insert("supplier".to_owned(), language.pick("供应商", "supplier").to_owned());
        // Statements begin and end with rows that are no documents.
        let lines = lists.entry((LabelKind::Word, "StatementKind".to_owned())).or_default();
        for (word, zh, en) in
            [("opening", "期初余额", "opening balance"), ("closing", "期末余额", "closing balance")]
        {
            lines.insert(word.to_owned(), language.pick(zh, en).to_owned());
        }
        Ok(Self(lists))
    }

    /// What a cell says; blank where nothing is known.
    pub(super) fn of(&self, of: Of, text: &str) -> String {
        match of {
            Of::Word(list) => self.find(LabelKind::Word, list, text),
            Of::Item(list) => self.find(LabelKind::Item, list, text),
            Of::Account => self.find(LabelKind::Account, "", text),
            Of::Classes => {
                let parts = text.split(JOINT).filter_map(|part| part.split_once(": "));
                let named = parts.map(|(list, item)| self.find(LabelKind::Item, list, item));
                named.collect::<Vec<_>>().join(JOINT)
            }
        }
    }

    fn find(&self, kind: LabelKind, list: &str, code: &str) -> String {
        let list = self.0.get(&(kind, list.to_owned()));
        list.and_then(|labels| labels.get(code)).cloned().unwrap_or_default()
    }
}
