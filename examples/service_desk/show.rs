//! What the half year came to: tables and charts.

use std::path::{Path, PathBuf};

use bookroom::charts::model::{Chart, ChartOptions};
use bookroom::reports::cases::model::{CaseAnalysisBy, SatisfactionBy};
use bookroom::service::levels::model::AttainmentDimension;
use bookroom::service::model::CaseKind;
use bookroom::{Result, Session};
use comfy_table::{CellAlignment, Table, presets};

use crate::days::Told;
use crate::{FROM, TO};

fn table(head: &[&str]) -> Table {
    let mut table = Table::new();
    table.load_preset(presets::UTF8_HORIZONTAL_ONLY).set_header(head);
    for column in table.column_iter_mut().skip(1) {
        column.set_cell_alignment(CellAlignment::Right);
    }
    table
}

/// Counts of what happened.
pub fn told(told: &Told) {
    println!(
        "{FROM} 至 {TO}: {} 张服务单 (投诉 {}), {} 次跟进, 问卷 {} 份答 {} 份, 升级 {} 次",
        told.cases, told.complaints, told.dealings, told.asked, told.answered, told.escalations
    );
    println!("\n公海回收 (60 或 75 天无跟进):");
    for (month, count) in &told.recycled {
        println!("  2026-{month:02}: {count} 家");
    }
    println!("  领取 {} 家", told.claimed);
    for (why, count) in &told.refused {
        println!("  拒绝 {count} 次: {why}");
    }
}

/// What was promised and kept, month by month.
pub fn levels(chief: &Session) -> Result<()> {
    let by = [AttainmentDimension::Month, AttainmentDimension::Target];
    let rows = chief.service().levels().attainment(FROM, TO, &by)?;
    let mut shown = table(&["月份", "承诺", "按时", "超时", "进行中", "中位(工时)", "九成(工时)"]);
    let hours = |seconds: Option<i64>| match seconds {
        Some(seconds) => format!("{}:{:02}", seconds / 3_600, seconds % 3_600 / 60),
        None => "–".to_owned(),
    };
    let labels = chief.exchange().labels(None)?;
    for row in rows {
        let word = row.target.map(|it| it.slug()).unwrap_or_default();
        let label = labels.iter().find(|it| it.list == "LevelTarget" && it.code == word);
        shown.add_row([
            row.month.map(|it| it.format("%Y-%m").to_string()).unwrap_or_default(),
            label.map(|it| it.label.clone()).unwrap_or_default(),
            row.met.to_string(),
            row.breached.to_string(),
            row.running.to_string(),
            hours(row.median_seconds),
            hours(row.ninetieth_seconds),
        ]);
    }
    println!("\n服务承诺达成:\n{shown}");
    Ok(())
}

/// Where the complaints come from.
pub fn causes(chief: &Session) -> Result<()> {
    let by = CaseAnalysisBy::RootCause;
    let rows = chief.reports().case_pareto(FROM, TO, by, Some(CaseKind::Complaint))?;
    let chart = chief.charts().case_pareto(FROM, TO, by, Some(CaseKind::Complaint))?;
    let mut shown = table(&["投诉根因", "单数", "占比", "累计"]);
    for (row, name) in rows.iter().zip(&chart.categories) {
        let percent = |share: rust_decimal::Decimal| {
            format!("{} %", (share * rust_decimal::Decimal::ONE_HUNDRED).round_dp(1))
        };
        let (share, all) = (percent(row.share), percent(row.cumulative_share));
        shown.add_row([name.clone(), row.cases.to_string(), share, all]);
    }
    println!("\n{shown}");
    let again = chief.reports().repeated_complaints(FROM, TO, 45)?;
    let repeats: i64 = again.iter().map(|it| it.repeats).sum();
    println!("45 天内又投诉同一产品同类问题: {} 家, {repeats} 次", again.len());
    Ok(())
}

/// The four charts, as files.
pub fn charts(chief: &Session, folder: Option<&Path>, font: Option<&str>) -> Result<()> {
    let folder = match folder {
        Some(folder) => folder.to_owned(),
        None => new_folder(),
    };
    if let Err(error) = std::fs::create_dir_all(&folder) {
        eprintln!("{}: {error}", folder.display());
        return Ok(());
    }
    let made = chief.charts();
    let four: [(&str, Chart); 4] = [
        ("1-trend", made.case_trend(FROM, TO)?),
        (
            "2-pareto",
            made.case_pareto(FROM, TO, CaseAnalysisBy::RootCause, Some(CaseKind::Complaint))?,
        ),
        ("3-levels", made.attainment(FROM, TO, AttainmentDimension::Month)?),
        ("4-satisfaction", made.satisfaction(FROM, TO, SatisfactionBy::Month)?),
    ];
    let options = ChartOptions { font: font.map(str::to_owned), ..ChartOptions::default() };
    let forms: &[&str] = if cfg!(feature = "charts-png") { &["svg", "png"] } else { &["svg"] };
    println!("\n图表:");
    for (name, chart) in &four {
        for form in forms {
            let file = folder.join(format!("{name}.{form}")).display().to_string();
            let bytes = made.draw_to(chart, &file, &options)?;
            println!("  {file} ({bytes} 字节) {}", chart.title);
        }
    }
    Ok(())
}

fn new_folder() -> PathBuf {
    let now = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH);
    let name = format!("bookroom-service-desk-{}", now.unwrap_or_default().as_millis());
    std::env::temp_dir().join(name)
}
