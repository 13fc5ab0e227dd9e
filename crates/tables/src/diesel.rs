//! The tables as diesel sees them, in Rust.

use std::fmt::Write as _;

use crate::fold::{Column, Schema, Table};

/// diesel's `allow_tables_to_appear_in_same_query!` calls itself once a table, so it stops at 128,
/// and allows PostgreSQL's ONLY and TABLESAMPLE of each pair, which the engine never asks for.
const APART: &str = "macro_rules! apart {
    ($left:ident: $($right:ident)*) => {
        $(
            impl diesel::query_source::TableNotEqual<$left::table> for $right::table {}
            impl diesel::query_source::TableNotEqual<$right::table> for $left::table {}
        )*
    };
}

";

impl Schema {
    /// `table!` for every table, and leave to join any of them.
    #[must_use]
    pub fn diesel(&self) -> String {
        let mut text: String = self.tables.iter().map(table).collect();
        text += APART;
        for (at, left) in self.tables.iter().enumerate() {
            let others: Vec<&str> =
                self.tables[at + 1..].iter().map(|right| right.name.as_str()).collect();
            let _ = writeln!(text, "apart!({}: {});", left.name, others.join(" "));
        }
        text
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
