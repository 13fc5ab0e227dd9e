//! The tables as diesel sees them, in Rust.

use std::fmt::Write as _;

use crate::fold::{Column, Schema, Table};

impl Schema {
    /// `table!` for every table, and leave to join any of them.
    #[must_use]
    pub fn diesel(&self) -> String {
        let mut text: String = self.tables.iter().map(table).collect();
        text.push_str("diesel::allow_tables_to_appear_in_same_query!(\n");
        for table in &self.tables {
            let _ = writeln!(text, "    {},", table.name);
        }
        text + ");\n"
    }
}

fn table(table: &Table) -> String {
    let mut text = String::from("diesel::table! {\n");
    text += &doc(&table.doc, "    ");
    let _ = writeln!(text, "    {} ({}) {{", table.name, table.primary_key.join(", "));
    text.extend(table.columns.iter().map(column));
    text + "    }\n}\n\n"
}

fn column(column: &Column) -> String {
    let kind = column.kind.diesel();
    let kind = if column.nullable { format!("Nullable<{kind}>") } else { kind.to_owned() };
    format!("{}        {} -> {kind},\n", doc(&column.doc, "        "), column.name)
}

fn doc(lines: &[String], indent: &str) -> String {
    lines.iter().map(|line| format!("{indent}/// {line}\n")).collect()
}
