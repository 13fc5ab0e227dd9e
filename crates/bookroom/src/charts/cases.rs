//! Charts of after-sales service: what came and went, what there is most of, promises that were
//! kept, satisfaction.

use chrono::NaiveDate;
use rust_decimal::Decimal;

use super::labels::{Value, labels};
use super::model::{Chart, ChartKind, ChartSeries};
use crate::error::Result;
use crate::reports::cases::model::{
    CaseAnalysisBy, CaseGroup, CaseParetoRow, SatisfactionBy, SatisfactionGroup,
};
use crate::service::levels::model::{Attainment, AttainmentDimension};
use crate::service::model::CaseKind;
use crate::work::Session;

/// So many sorts are shown; one more stands for the rest.
const SORTS: usize = 11;

/// The days of a chart, from first to last.
type Days = (NaiveDate, NaiveDate);

fn days((from, to): Days) -> Option<String> {
    Some(format!("{from} – {to}"))
}

fn counts(values: impl Iterator<Item = i64>) -> Vec<Decimal> {
    values.map(Decimal::from).collect()
}

fn percent(share: Decimal) -> Decimal {
    share.saturating_mul(Decimal::ONE_HUNDRED).round_dp(1).normalize()
}

/// See [`super::Charts::case_trend`].
pub(super) fn trend(session: &Session, from: NaiveDate, to: NaiveDate) -> Result<Chart> {
    let language = session.book().language;
    let rows = session.reports().case_trend(from, to)?;
    let months = rows.iter().map(|row| row.month.format("%Y-%m").to_string()).collect();
    let came = counts(rows.iter().map(|row| row.came));
    let ended = counts(rows.iter().map(|row| row.ended));
    let backlog = counts(rows.iter().map(|row| row.backlog));
    let series = vec![
        ChartSeries { figures: true, ..ChartSeries::of(language.pick("新增", "Came in"), came) },
        ChartSeries { figures: true, ..ChartSeries::of(language.pick("办结", "Ended"), ended) },
        ChartSeries {
            line: true, ..ChartSeries::of(language.pick("月末未结", "Left"), backlog)
        },
    ];
    let title = language.pick("服务单来去与积压", "Cases: came, ended, left");
    let chart = Chart::new(ChartKind::Bar, title, months, series);
    Ok(Chart { subtitle: days((from, to)), ..chart })
}

/// See [`super::Charts::case_pareto`].
pub(super) fn pareto(
    session: &Session,
    (from, to): Days,
    by: CaseAnalysisBy,
    kind: Option<CaseKind>,
) -> Result<Chart> {
    let language = session.book().language;
    let (names, rows) = sorts(session, (from, to), by, kind)?;
    let cases = counts(rows.iter().map(|row| row.cases));
    let shares = rows.iter().map(|row| percent(row.cumulative_share)).collect();
    let series = vec![
        ChartSeries { figures: true, ..ChartSeries::of(language.pick("单数", "Cases"), cases) },
        ChartSeries {
            line: true,
            percent: true,
            ..ChartSeries::of(language.pick("累计占比", "Share of all"), shares)
        },
    ];
    let of = match kind {
        None => language.pick("服务单", "Cases"),
        Some(CaseKind::Complaint) => language.pick("投诉", "Complaints"),
        Some(CaseKind::Feedback) => language.pick("反馈", "Feedback"),
        Some(CaseKind::Request) => language.pick("请求", "Requests"),
    };
    let title = match language {
        crate::values::Language::Chinese => format!("{of}按{}排列", dimension(by).0),
        crate::values::Language::English => format!("{of} by {}", dimension(by).1),
    };
    let chart = Chart::new(ChartKind::Bar, &title, names, series);
    Ok(Chart { subtitle: days((from, to)), ..chart })
}

/// See [`super::Charts::case_parts`].
pub(super) fn parts(session: &Session, (from, to): Days, by: CaseAnalysisBy) -> Result<Chart> {
    let language = session.book().language;
    let (names, rows) = sorts(session, (from, to), by, None)?;
    let cases = counts(rows.iter().map(|row| row.cases));
    let name = language.pick("单数", "Cases");
    let series = ChartSeries { figures: true, ..ChartSeries::of(name, cases) };
    let title = match language {
        crate::values::Language::Chinese => format!("服务单{}构成", dimension(by).0),
        crate::values::Language::English => format!("Parts of the cases by {}", dimension(by).1),
    };
    let chart = Chart::new(ChartKind::Pie, &title, names, vec![series]);
    Ok(Chart { subtitle: days((from, to)), ..chart })
}

/// The sorts with most cases and their names; the rest as one.
fn sorts(
    session: &Session,
    (from, to): Days,
    by: CaseAnalysisBy,
    kind: Option<CaseKind>,
) -> Result<(Vec<String>, Vec<CaseParetoRow>)> {
    let mut rows = session.reports().case_pareto(from, to, by, kind)?;
    let rest = match rows.len() > SORTS.saturating_add(1) {
        true => rows.split_off(SORTS),
        false => Vec::new(),
    };
    let values: Vec<Value> = rows.iter().map(|row| case_value(&row.group, by)).collect();
    let mut names = labels(session, &values)?;
    if let Some(last) = rest.last() {
        let cases = rest.iter().map(|row| row.cases).sum();
        names.push(session.book().language.pick("其他", "Others").to_owned());
        rows.push(CaseParetoRow { cases, ..last.clone() });
    }
    Ok((names, rows))
}

fn case_value(group: &CaseGroup, by: CaseAnalysisBy) -> Value {
    use CaseAnalysisBy as By;
    let item = |list, code: &Option<String>| code.clone().map(|code| Value::Item(list, code));
    let value = match by {
        By::Kind => group.kind.map(|it| Value::Word("CaseKind", it.slug())),
        By::Category => item("case_category", &group.category),
        By::Month => group.month.map(Value::Month),
        By::Owner => group.owner.map(Value::Operator),
        By::Assignee => group.assignee.map(Value::Operator),
        By::Product => group.product.map(Value::Product),
        By::Region => item("region", &group.region),
        By::RootCause => item("case_root_cause", &group.root_cause),
        By::Severity => group.severity.map(|it| Value::Word("CaseSeverity", it.slug())),
        By::Channel => item("case_channel", &group.channel),
        By::Customer => group.customer.map(Value::Customer),
    };
    value.unwrap_or(Value::Without)
}

/// What a dimension is called.
fn dimension(by: CaseAnalysisBy) -> (&'static str, &'static str) {
    match by {
        CaseAnalysisBy::Kind => ("类型", "kind"),
        CaseAnalysisBy::Category => ("分类", "category"),
        CaseAnalysisBy::Month => ("月份", "month"),
        CaseAnalysisBy::Owner => ("负责人", "owner"),
        CaseAnalysisBy::Assignee => ("处理人", "assignee"),
        CaseAnalysisBy::Product => ("产品", "product"),
        CaseAnalysisBy::Region => ("地区", "region"),
        CaseAnalysisBy::RootCause => ("根本原因", "root cause"),
        CaseAnalysisBy::Severity => ("严重程度", "severity"),
        CaseAnalysisBy::Channel => ("渠道", "channel"),
        CaseAnalysisBy::Customer => ("客户", "customer"),
    }
}

/// See [`super::Charts::attainment`].
pub(super) fn attainment(
    session: &Session,
    (from, to): Days,
    by: AttainmentDimension,
) -> Result<Chart> {
    let language = session.book().language;
    let rows = session.service().levels().attainment(from, to, &[by])?;
    let values: Vec<Value> = rows.iter().map(|row| level_value(row, by)).collect();
    let names = labels(session, &values)?;
    let of = |name: &str, pick: fn(&Attainment) -> i64| {
        ChartSeries::of(name, counts(rows.iter().map(pick)))
    };
    let share = |row: &Attainment| {
        let decided = Decimal::from(row.met.saturating_add(row.breached));
        Decimal::from(row.met).checked_div(decided).map(percent)
    };
    let mut rate = ChartSeries::of(language.pick("达成率", "Met"), Vec::new());
    rate.values = rows.iter().map(share).collect();
    let series = vec![
        of(language.pick("按时", "In time"), |row| row.met),
        of(language.pick("超时", "Late"), |row| row.breached),
        of(language.pick("进行中", "Running"), |row| row.running),
        ChartSeries { line: true, percent: true, figures: true, ..rate },
    ];
    let title = language.pick("服务水平达成", "Service levels met");
    let chart = Chart::new(ChartKind::StackedBar, title, names, series);
    Ok(Chart { subtitle: days((from, to)), ..chart })
}

fn level_value(row: &Attainment, by: AttainmentDimension) -> Value {
    use AttainmentDimension as By;
    let value = match by {
        By::Policy => row.policy.map(Value::Policy),
        By::Target => row.target.map(|it| Value::Word("LevelTarget", it.slug())),
        By::Owner => row.owner.map(Value::Operator),
        By::Assignee => row.assignee.map(Value::Operator),
        By::Kind => row.kind.map(|it| Value::Word("CaseKind", it.slug())),
        By::Severity => row.severity.map(|it| Value::Word("CaseSeverity", it.slug())),
        By::Month => row.month.map(Value::Month),
    };
    value.unwrap_or(Value::Without)
}

/// See [`super::Charts::satisfaction`].
pub(super) fn satisfaction(
    session: &Session,
    (from, to): Days,
    by: SatisfactionBy,
) -> Result<Chart> {
    let language = session.book().language;
    let rows = session.reports().satisfaction(from, to, &[by])?;
    let values: Vec<Value> = rows.iter().map(|row| satisfaction_value(&row.group, by)).collect();
    let names = labels(session, &values)?;
    let mut share = ChartSeries::of(language.pick("满意度", "Satisfaction"), Vec::new());
    share.values = rows.iter().map(|row| row.average_share.map(percent)).collect();
    let answered = counts(rows.iter().map(|row| row.answered));
    let series = vec![
        ChartSeries::of(language.pick("答复数", "Answers"), answered),
        ChartSeries { line: true, percent: true, figures: true, ..share },
    ];
    let title = language.pick("客户满意度", "Satisfaction of customers");
    let chart = Chart::new(ChartKind::Bar, title, names, series);
    Ok(Chart { subtitle: days((from, to)), ..chart })
}

fn satisfaction_value(group: &SatisfactionGroup, by: SatisfactionBy) -> Value {
    let value = match by {
        SatisfactionBy::Month => group.month.map(Value::Month),
        SatisfactionBy::Scale => group.scale.clone().map(Value::Code),
        SatisfactionBy::Operator => group.operator.map(Value::Operator),
        SatisfactionBy::Product => group.product.map(Value::Product),
        SatisfactionBy::Region => group.region.clone().map(|code| Value::Item("region", code)),
        SatisfactionBy::Customer => group.customer.map(Value::Customer),
    };
    value.unwrap_or(Value::Without)
}
