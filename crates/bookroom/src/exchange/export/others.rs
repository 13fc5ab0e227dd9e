//! Columns of dictionaries, operators, roles, changes and imports.

use super::sheet::Of::Word;
use super::sheet::{Column, Plain, Sheet, coded, column, joined};
use crate::access::model::{Operator, Role, Team};
use crate::changes::model::{Change, FieldChange};
use crate::dictionaries::model::{Dictionary, DictionaryItem};
use crate::error::Result;
use crate::exchange::model::{ImportFilter, ImportRun, ImportSort};
use crate::log::Subject;
use crate::rights::duties::DutyRule;
use crate::saved_views::model::SavedView;
use crate::values::{Cursor, Page};
use crate::work::Session;

const PAGE: u32 = 1000;

const DICTIONARIES: &[Column<Dictionary>] = &[
    column("编码", "code", |it| it.code.cell()),
    column("中文名称", "Chinese name", |it| it.label_zh.cell()),
    column("英文名称", "English name", |it| it.label_en.cell()),
    column("系统预置", "ready-made", |it| it.ready_made.cell()),
];

pub(super) fn dictionaries(session: &Session, sheet: &mut Sheet<'_>) -> Result<()> {
    sheet.all(DICTIONARIES, &session.dictionaries().list()?)
}

const ITEMS: &[Column<DictionaryItem>] = &[
    column("字典", "dictionary", |it| it.dictionary.cell()),
    column("编码", "code", |it| it.code.cell()),
    column("中文名称", "Chinese name", |it| it.label_zh.cell()),
    column("英文名称", "English name", |it| it.label_en.cell()),
    column("上级", "parent", |it| it.parent.cell()),
    column("顺序", "order", |it| it.sort_order.cell()),
    column("启用日期", "valid from", |it| it.valid_from.cell()),
    column("并入", "merged into", |it| it.merged_into.cell()),
    column("在用", "in use", |it| it.active.cell()),
];

pub(super) fn dictionary_items(
    session: &Session,
    dictionary: Option<&str>,
    sheet: &mut Sheet<'_>,
) -> Result<()> {
    let dictionaries = session.dictionaries();
    if let Some(code) = dictionary {
        return sheet.all(ITEMS, &dictionaries.items(code, true)?);
    }
    let all = dictionaries.list()?;
    sheet.header(ITEMS)?;
    for dictionary in all {
        sheet.rows(ITEMS, &dictionaries.items(&dictionary.code, true)?)?;
    }
    Ok(())
}

const OPERATORS: &[Column<Operator>] = &[
    column("登录名", "sign-in name", |it| it.sign_in_name.cell()),
    column("显示名", "name", |it| it.display_name.cell()),
    column("团队", "team", |it| it.team.cell()),
    column("角色", "roles", |it| joined(&it.roles)),
    column("在用", "in use", |it| it.active.cell()),
    column("须改密码", "must change password", |it| it.must_change_password.cell()),
    column("锁定至", "locked until", |it| it.locked_until.cell()),
    column("最近登录", "last sign-in", |it| it.last_sign_in_at.cell()),
    column("记录号", "record", |it| it.id.cell()),
];

pub(super) fn operators(session: &Session, sheet: &mut Sheet<'_>) -> Result<()> {
    sheet.all(OPERATORS, &session.access().operators()?)
}

const TEAMS: &[Column<Team>] = &[
    column("名称", "name", |it| it.name.cell()),
    column("在用", "in use", |it| it.active.cell()),
    column("记录号", "record", |it| it.id.cell()),
];

pub(super) fn teams(session: &Session, sheet: &mut Sheet<'_>) -> Result<()> {
    sheet.all(TEAMS, &session.access().teams()?)
}

const SAVED_VIEWS: &[Column<SavedView>] = &[
    column("名称", "name", |it| it.label.cell()),
    column("列表", "list", |it| it.filter.list().slug().cell()),
    column("筛选", "filter", |it| serde_json::to_string(&it.filter).unwrap_or_default().cell()),
    column("排序", "sort", |it| it.sort.cell()),
    column("倒序", "descending", |it| it.descending.cell()),
    column("列", "columns", |it| joined(&it.columns)),
    column("共享", "shared", |it| it.is_shared.cell()),
    column("创建人", "owner", |it| it.owner.cell()),
    column("添加时间", "added at", |it| it.created_at.cell()),
    column("更改时间", "changed at", |it| it.updated_at.cell()),
    column("记录号", "record", |it| it.id.cell()),
];

pub(super) fn saved_views(session: &Session, sheet: &mut Sheet<'_>) -> Result<()> {
    sheet.all(SAVED_VIEWS, &session.saved_views().list(None)?)
}

const ROLES: &[Column<Role>] = &[
    column("编码", "code", |it| it.code.cell()),
    column("中文名称", "Chinese name", |it| it.label_zh.cell()),
    column("英文名称", "English name", |it| it.label_en.cell()),
    column("系统预置", "ready-made", |it| it.ready_made.cell()),
    column("权限", "permissions", |it| {
        let grants = it.grants.iter();
        joined(grants.map(|it| format!("{}: {}", it.permission.slug(), it.reach.slug())))
    }),
    column("受限字段", "restricted fields", |it| {
        let fields = it.fields.iter();
        joined(fields.map(|it| format!("{}: {}", it.field.slug(), it.right.slug())))
    }),
    column("记录号", "record", |it| it.id.cell()),
];

pub(super) fn roles(session: &Session, sheet: &mut Sheet<'_>) -> Result<()> {
    sheet.all(ROLES, &session.access().roles()?)
}

const DUTY_RULES: &[Column<DutyRule>] = &[
    column("编码", "code", |it| it.code.cell()),
    column("中文名称", "Chinese name", |it| it.label_zh.cell()),
    column("英文名称", "English name", |it| it.label_en.cell()),
    column("依据", "source", |it| it.source.cell()),
    column("执行", "enforced", |it| it.enforced.cell()),
];

pub(super) fn duty_rules(session: &Session, sheet: &mut Sheet<'_>) -> Result<()> {
    sheet.all(DUTY_RULES, &session.access().duty_rules()?)
}

const CHANGES: &[Column<Change>] = &[
    column("序号", "number", |it| it.seq.cell()),
    column("时间", "at", |it| it.at.cell()),
    column("操作员", "operator", |it| it.operator.cell()),
    column("操作", "action", |it| it.action.cell()),
    column("对象", "subject", |it| it.subject.kind.cell()),
    column("对象记录号", "subject record", |it| it.subject.id.cell()),
    column("改动", "changes", |it| joined(it.fields.iter().map(moved))),
    column("请求键", "request key", |it| it.request_key.cell()),
    column("校验值", "hash", |it| it.hash.cell()),
];

fn moved(change: &FieldChange) -> String {
    let FieldChange { field, before, after, withheld } = change;
    let [before, after] = [before, after].map(|value| match value {
        Some(value) => value.as_str(),
        None if *withheld => "***",
        None => "",
    });
    format!("{field}: {before} -> {after}")
}

pub(super) fn changes(session: &Session, after: i64, sheet: &mut Sheet<'_>) -> Result<()> {
    let mut seq = after;
    sheet.pages(CHANGES, PAGE, |request| {
        let items = session.changes().after(seq, request.limit)?;
        seq = items.last().map_or(seq, |change| change.seq);
        let next = (!items.is_empty()).then(|| Cursor(seq.to_string()));
        Ok(Page { items, next })
    })
}

pub(super) fn history(session: &Session, subject: &Subject, sheet: &mut Sheet<'_>) -> Result<()> {
    sheet.pages(CHANGES, PAGE, |request| session.changes().history(subject, request))
}

const IMPORTS: &[Column<ImportRun>] = &[
    coded("种类", "kind", Word("ImportKind"), |it| it.kind.slug().cell()),
    column("文件", "file", |it| it.file_name.cell()),
    coded("状态", "state", Word("ImportState"), |it| it.state.slug().cell()),
    column("读取行数", "rows read", |it| it.rows_read.cell()),
    column("接受行数", "rows accepted", |it| it.rows_accepted.cell()),
    column("拒绝行数", "rows rejected", |it| it.rows_rejected.cell()),
    column("改动数", "changes", |it| it.changes.cell()),
    column("导入时间", "imported at", |it| it.created_at.cell()),
    column("导入人", "imported by", |it| it.created_by.cell()),
    column("记录号", "record", |it| it.id.cell()),
];

pub(super) fn imports(
    session: &Session,
    filter: &ImportFilter,
    sheet: &mut Sheet<'_>,
) -> Result<()> {
    let (sort, descending) = sheet.order(ImportSort::from_slug, ImportSort::CreatedAt);
    sheet.pages(IMPORTS, PAGE, |request| {
        session.exchange().imports(filter, sort, descending, request)
    })
}
