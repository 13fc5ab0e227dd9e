//! Columns of fields of a book's own, behind those that a list has anyway, and the list of them.

use super::labels::heading;
use super::sheet::Of::Word;
use super::sheet::{Cell, Column, Plain, Sheet, coded, column, joined};
use crate::custom_fields::Customized;
use crate::custom_fields::lists::load_readable;
use crate::custom_fields::model::{CustomChoice, CustomField, CustomKind, CustomValue};
use crate::custom_fields::rules::values::plain as plain_value;
use crate::error::Result;
use crate::exchange::headers::parse::{plain, readings};
use crate::exchange::headers::{CUSTOM, Target};
use crate::rights::permission::Permission;
use crate::values::Language;
use crate::work::Session;

/// Columns that a list has only in some books.
pub(super) struct More<R> {
    pub(super) headings: Vec<String>,
    fields: Vec<(CustomField, Option<Language>)>,
    values: fn(&R, &CustomField) -> Option<CustomValue>,
}

impl<R> More<R> {
    /// The cells of a record.
    pub(super) fn cells(&self, record: &R) -> Vec<Cell> {
        let mut cells = Vec::with_capacity(self.headings.len());
        for (field, labels) in &self.fields {
            let value = (self.values)(record, field);
            cells.push(value.as_ref().map_or_else(blank, cell));
            if let Some(language) = labels {
                cells.push(value.as_ref().map_or_else(blank, |value| {
                    let keys: Vec<String> = match value {
                        CustomValue::Choice(key) => vec![key.clone()],
                        CustomValue::Choices(keys) => keys.clone(),
                        _ => Vec::new(),
                    };
                    joined(keys.iter().map(|key| label(field, key, *language)))
                }));
            }
        }
        cells
    }
}

fn blank() -> Cell {
    Cell::Text(String::new())
}

/// A value as files have it; choices by their keys.
fn cell(value: &CustomValue) -> Cell {
    match value {
        CustomValue::Flag(flag) => Cell::Flag(*flag),
        CustomValue::Choices(keys) => joined(keys),
        other => Cell::Text(plain_value(other)),
    }
}

fn label(field: &CustomField, key: &str, language: Language) -> String {
    let choice = field.choices.iter().find(|choice| choice.key == key);
    choice.map_or_else(String::new, |it| language.pick(&it.label_zh, &it.label_en).to_owned())
}

/// What a record has in a field.
pub(super) fn value_of<T: Customized>(record: &T, field: &CustomField) -> Option<CustomValue> {
    record.values()[usize::from(field.personal)].get(&field.key).cloned()
}

/// The columns of the fields of a kind of record that the operator may read. A label that says
/// something else in such a file, or stands there already, gives way to the key.
pub(super) fn more<T: Customized, R>(
    session: &Session,
    permission: Permission,
    target: Option<Target>,
    (sheet, columns): (&Sheet<'_>, &[Column<R>]),
    values: fn(&R, &CustomField) -> Option<CustomValue>,
) -> Result<More<R>> {
    let fields = session.read(permission, |view| load_readable::<T>(view))?;
    let mut more = More { headings: Vec::new(), fields: Vec::new(), values };
    let mut taken: Vec<Vec<char>> =
        columns.iter().flat_map(|it| [plain(it.chinese), plain(it.english)]).collect();
    for field in fields {
        let own = sheet.pick(&field.label_zh, &field.label_en).to_owned();
        let is_plain = !taken.contains(&plain(&own))
            && target.is_none_or(|target| readings(target, &own).is_empty());
        let own = if is_plain { own } else { format!("{CUSTOM}{}", field.key) };
        taken.push(plain(&own));
        let has_choices = matches!(field.kind, CustomKind::Choice | CustomKind::Choices);
        let labels = sheet.label_language().filter(|_| has_choices);
        let with_labels = labels.map(|language| heading(&own, language));
        more.headings.push(own);
        more.headings.extend(with_labels);
        more.fields.push((field, labels));
    }
    Ok(more)
}

const FIELDS: &[Column<CustomField>] = &[
    coded("记录种类", "kind of record", Word("CustomSubject"), |it| it.subject.slug().cell()),
    column("键", "key", |it| it.key.cell()),
    column("中文名称", "Chinese name", |it| it.label_zh.cell()),
    column("英文名称", "English name", |it| it.label_en.cell()),
    coded("内容种类", "kind", Word("CustomKind"), |it| it.kind.slug().cell()),
    column("必填", "required", |it| it.required.cell()),
    column("唯一", "unique", |it| it.unique.cell()),
    column("个人信息", "personal", |it| it.personal.cell()),
    column("可搜索", "searchable", |it| it.searchable.cell()),
    column("最大长度", "longest", |it| it.max_length.cell()),
    column("小数位数", "decimals", |it| it.decimals.cell()),
    column("最小值", "lowest", |it| of_value(&it.lowest)),
    column("最大值", "highest", |it| of_value(&it.highest)),
    column("格式", "pattern", |it| it.pattern.cell()),
    column("选项", "choices", |it| joined(it.choices.iter().map(choice))),
    column("引用种类", "refers to", |it| it.refers_to.map(|it| it.slug()).cell()),
    column("默认值", "default", |it| of_value(&it.default)),
    column("顺序", "place", |it| it.place.cell()),
    column("在用", "in use", |it| it.active.cell()),
    column("记录号", "record", |it| it.id.cell()),
];

fn of_value(value: &Option<CustomValue>) -> Cell {
    value.as_ref().map_or_else(blank, cell)
}

fn choice(choice: &CustomChoice) -> String {
    let CustomChoice { key, label_zh, label_en, active } = choice;
    let retired = if *active { "" } else { " (-)" };
    format!("{key}: {label_zh} / {label_en}{retired}")
}

/// The fields themselves.
pub(super) fn custom_fields(session: &Session, sheet: &mut Sheet<'_>) -> Result<()> {
    sheet.all(FIELDS, &session.custom_fields().list(None)?)
}
