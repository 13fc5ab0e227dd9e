//! What came of an import, and how a file would be read, as text for people: counts, what is worth
//! a look, the first problems with their places, what to do next.

mod words;

use std::collections::BTreeMap;
use std::fmt::{self, Write as _};

use super::model::{FileReport, ImportPreview, ImportReport, Notice, RecordCount};
use crate::exchange::headers::Source;
use crate::values::Language;

/// So many problems and notices are named.
const NAMED: usize = 5;
/// So many texts of a notice are named.
const TEXTS: usize = 3;

impl fmt::Display for ImportReport {
    /// The summary in the book's language.
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(self.language.pick(&self.summary_zh, &self.summary_en))
    }
}

impl fmt::Display for ImportPreview {
    /// The summary in the book's language.
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(self.language.pick(&self.summary_zh, &self.summary_en))
    }
}

/// What is counted of records, in Chinese and English.
type Count = (&'static str, &'static str, fn(&RecordCount) -> u64);

/// Lines of text in one language.
struct Lines {
    language: Language,
    text: String,
}

impl Lines {
    fn new(language: Language) -> Self {
        Self { language, text: String::new() }
    }

    fn say(&mut self, zh: &str, en: &str) {
        if !self.text.is_empty() {
            self.text.push('\n');
        }
        self.text.push_str(self.language.pick(zh, en));
    }

    fn pick<'t>(&self, zh: &'t str, en: &'t str) -> &'t str {
        self.language.pick(zh, en)
    }
}

/// The summary of a report in a language.
pub(super) fn of_report(report: &ImportReport, language: Language) -> String {
    let mut lines = Lines::new(language);
    let (zh, en) = words::kind(report.kind);
    let (read, taken, bad) = (report.rows_read, report.accepted, report.rejected);
    let (of_zh, of_en) = match report.import {
        Some(id) => (format!("{zh}导入(第 {id} 号)"), format!("Import {id} of {en}")),
        None => (format!("{zh}导入,未写入任何内容"), format!("Import of {en}, nothing written")),
    };
    lines.say(
        &format!("{of_zh}:读取 {read} 行,接受 {taken} 行,拒绝 {bad} 行。"),
        &format!("{of_en}: {} read, {taken} taken, {bad} rejected.", counted(read, "row")),
    );
    let counts: [Count; 3] = [
        ("新增", "Added", |it| it.created),
        ("更新", "Changed", |it| it.updated),
        ("无须改动", "Skipped, as they should be", |it| it.unchanged),
    ];
    for (zh, en, count) in counts {
        let counted = report.records.iter().filter(|it| count(it) > 0);
        let found: Vec<String> = counted
            .map(|it| format!("{} {}", words::subject(&it.subject, language), count(it)))
            .collect();
        if !found.is_empty() {
            let found = found.join(lines.pick("、", ", "));
            lines.say(&format!("{zh}:{found}。"), &format!("{en}: {found}."));
        }
    }
    say_notices(&mut lines, &report.notices);
    if !report.duplicates.is_empty() {
        let count = report.duplicates.len();
        lines.say(
            &format!("可能重复的客户:{count} 对。"),
            &format!("Customers that may be the same: {}.", counted(wide(count), "pair")),
        );
    }
    for file in &report.files {
        say_rejected(&mut lines, file, report.files.len() > 1);
    }
    say_next(&mut lines, report);
    lines.text
}

/// A number with what it counts, in English.
fn counted(number: u64, word: &str) -> String {
    format!("{number} {word}{}", if number == 1 { "" } else { "s" })
}

fn wide(count: usize) -> u64 {
    u64::try_from(count).unwrap_or(u64::MAX)
}

/// Notices by kind and column: how many rows, from which line on, and the first texts.
fn say_notices(lines: &mut Lines, notices: &[Notice]) {
    struct Group<'n> {
        rows: u64,
        line: u64,
        texts: Vec<&'n str>,
        column: &'n str,
    }
    let mut groups: BTreeMap<(&str, &str), (Group<'_>, &Notice)> = BTreeMap::new();
    for notice in notices {
        let column = notice.column.as_deref().unwrap_or(&notice.field);
        let fresh = Group { rows: 0, line: notice.line, texts: Vec::new(), column };
        let key = (notice.kind.slug(), notice.field.as_str());
        let (group, _) = groups.entry(key).or_insert((fresh, notice));
        group.rows += notice.rows;
        group.line = group.line.min(notice.line);
        if !notice.text.is_empty() && notice.text != group.column {
            group.texts.push(&notice.text);
        }
    }
    if !groups.is_empty() {
        lines.say("请留意:", "Worth a look:");
    }
    for (group, notice) in groups.into_values() {
        let (zh, en) = words::notice(notice.kind);
        let named: Vec<&str> = group.texts.iter().take(TEXTS).copied().collect();
        let more = if group.texts.len() > TEXTS { " …" } else { "" };
        let texts = match named.as_slice() {
            [] => String::new(),
            named => format!(" [{}{more}]", named.join(" | ")),
        };
        let (rows, line, column) = (group.rows, group.line, group.column);
        let (at_zh, at_en) = if column.is_empty() {
            (String::new(), String::new())
        } else {
            (format!("“{column}”列,"), format!("column “{column}”, "))
        };
        lines.say(
            &format!("- {zh}({at_zh}{rows} 行,从第 {line} 行起){texts}"),
            &format!("- {en} ({at_en}{}, from line {line}){texts}", counted(rows, "row")),
        );
    }
}

/// The first rejected rows of a file.
fn say_rejected(lines: &mut Lines, file: &FileReport, is_named: bool) {
    if file.rejected.is_empty() {
        return;
    }
    let name = if is_named { format!(" {}", file.name) } else { String::new() };
    lines.say(&format!("被拒绝的行{name}:"), &format!("Rejected{name}:"));
    for row in file.rejected.iter().take(NAMED) {
        for reason in &row.reasons {
            let problem = reason.problem.clone().at("");
            let field = || file.target.field(&reason.problem.path);
            let column = reason
                .column
                .clone()
                .or_else(|| field().map(|field| field.label(lines.language).to_owned()));
            let (line, column) = (row.line, column.unwrap_or_default());
            let (at_zh, at_en) = if column.is_empty() {
                (String::new(), String::new())
            } else {
                (format!(",“{column}”列"), format!(", column “{column}”"))
            };
            lines.say(
                &format!("- 第 {line} 行{at_zh}:{}", problem.text_zh()),
                &format!("- line {line}{at_en}: {}", problem.text_en()),
            );
        }
    }
    if file.rejected.len() > NAMED {
        let more = file.rejected.len() - NAMED;
        let rows = counted(wide(more), "more row");
        lines.say(&format!("- 另有 {more} 行"), &format!("- and {rows}"));
    }
}

fn say_next(lines: &mut Lines, report: &ImportReport) {
    if report.rejected > 0 {
        lines.say(
            "下一步:用 write_rejected 导出被拒绝的行,改正后再导入该文件。",
            "Next: write the rejected rows with write_rejected, correct them, import that file.",
        );
    }
    if let Some(id) = report.import {
        lines.say(
            &format!("如需全部撤销:undo_import({id})。"),
            &format!("To take all of it back: undo_import({id})."),
        );
    }
}

/// The summary of a preview in a language.
pub(super) fn of_preview(preview: &ImportPreview, language: Language) -> String {
    let mut lines = Lines::new(language);
    let file = &preview.file;
    let (zh, en) = words::target(file.target);
    let (name, encoding) = (&file.name, &file.encoding);
    let delimiter = match file.dialect.delimiter {
        '\t' => "TAB".to_owned(),
        other => other.to_string(),
    };
    lines.say(
        &format!(
            "{name}({zh}):编码 {encoding},分隔符 {delimiter},标题在第 {} 行。",
            file.heading_line
        ),
        &format!(
            "{name} ({en}): encoding {encoding}, divided by {delimiter}, heading on line {}.",
            file.heading_line
        ),
    );
    let label = |name: &str| {
        file.target.field(name).map_or_else(|| name.to_owned(), |it| it.label(language).to_owned())
    };
    for (field, source) in &file.mapping.fields {
        let mut from = String::new();
        let _ = match source {
            Source::Column(heading) => write!(from, "“{heading}”"),
            Source::Position(place) => write!(from, "#{place}"),
            Source::Joined { columns, .. } => write!(from, "“{}”", columns.join("” + “")),
            Source::Negated(heading) => write!(from, "-“{heading}”"),
            Source::Constant(value) => write!(from, "= {value}"),
            Source::None => continue,
        };
        let label = label(field);
        lines.say(&format!("- {label} ← {from}"), &format!("- {label} ← {from}"));
    }
    if !file.unmapped.is_empty() {
        let columns = file.unmapped.join(lines.pick("、", ", "));
        lines.say(&format!("未读取的列:{columns}"), &format!("Columns not read: {columns}"));
    }
    say_notices(&mut lines, &preview.notices);
    say_rejected(&mut lines, file, false);
    if preview.missing.is_empty() {
        lines.say(
            "下一步:导入;用试运行(dry run)可先看结果。",
            "Next: import it; a dry run shows first what would come of it.",
        );
    } else {
        let missing: Vec<String> = preview.missing.iter().map(|field| label(field)).collect();
        let missing = missing.join(lines.pick("、", ", "));
        lines.say(
            &format!("下一步:在 fields 中指明这些必需的列:{missing}。"),
            &format!("Next: say in `fields` which columns give what is missing: {missing}."),
        );
    }
    lines.text
}
