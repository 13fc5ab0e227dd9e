//! Reads the statements of a migration for one database: what each does to the tables, and the text
//! in that database's SQL.

use crate::blocks::{Selection, select};
use crate::expand::{self, Edit, table_ending};
use crate::fold::{Column, ForeignKey, Index, Table};
use crate::tokens::{Kind, Token, Tokens, take_apart};
use crate::words::Type;
use crate::{Database, Result, checks, problem};

/// A file read for one database.
pub(crate) struct Script {
    /// Its text in the SQL of the database.
    pub sql: String,
    /// The same, one statement each.
    pub statements: Vec<String>,
    /// What its statements do to the tables, each with its line.
    pub changes: Vec<(usize, Change)>,
}

/// What a statement does to the tables.
pub(crate) enum Change {
    CreateTable(Table),
    RenameTable { table: String, to: String },
    DropTable { table: String },
    AddColumn { table: String, column: Column },
    RenameColumn { table: String, column: String, to: String },
    DropColumn { table: String, column: String },
    CreateIndex { table: String, index: Index },
    DropIndex { table: String, index: String },
}

const STATEMENTS: &str = "a statement is CREATE TABLE, CREATE [UNIQUE] INDEX, ALTER TABLE, DROP TABLE, \
    DROP INDEX … ON, INSERT, UPDATE or DELETE; another one stands between `-- only <database>` and \
    `-- end`";

const ACTIONS: &str = "ALTER TABLE has ADD COLUMN, DROP COLUMN, RENAME COLUMN … TO and RENAME TO; for \
    another key make the table anew";

/// Reads a file for one database.
pub(crate) fn read(file: &str, text: &str, database: Database) -> Result<Script> {
    let selection = select(file, text, database)?;
    let tokens = take_apart(file, &selection)?;
    let mut reader =
        Reader { file, database, selection: &selection, tokens: &tokens, at: 0, edits: Vec::new() };
    let (mut changes, mut statements) = (Vec::new(), Vec::new());
    while let Some(token) = reader.token() {
        let (line, start, edited) = (reader.line(), token.start, reader.edits.len());
        if let Some(change) = reader.statement()? {
            changes.push((line, change));
        }
        let piece = start..reader.end();
        statements.push(expand::apply_within(&selection.text, &reader.edits[edited..], piece));
    }
    Ok(Script { sql: expand::apply(&selection.text, &reader.edits), statements, changes })
}

struct Reader<'a> {
    file: &'a str,
    database: Database,
    selection: &'a Selection,
    tokens: &'a Tokens,
    at: usize,
    edits: Vec<Edit>,
}

/// Statements.
impl Reader<'_> {
    fn statement(&mut self) -> Result<Option<Change>> {
        let in_block = self.token().is_some_and(|token| self.selection.lines[token.row].1);
        let change = match [self.ahead(0), self.ahead(1), self.ahead(2)] {
            ["CREATE", "TABLE", _] => Change::CreateTable(self.create_table()?),
            ["CREATE", "INDEX", _] | ["CREATE", "UNIQUE", "INDEX"] => self.create_index()?,
            ["ALTER", "TABLE", _] => self.alter_table()?,
            ["DROP", "TABLE", _] => {
                self.at += 2;
                Change::DropTable { table: self.name()? }
            }
            ["DROP", "INDEX", _] => self.drop_index()?,
            ["INSERT" | "UPDATE" | "DELETE", ..] => return self.skip().map(|()| None),
            _ if in_block => return self.skip().map(|()| None),
            _ => return Err(self.wrong(STATEMENTS)),
        };
        self.expect(";")?;
        Ok(Some(change))
    }

    fn create_table(&mut self) -> Result<Table> {
        let doc = self.token().map(|token| self.tokens.comment_above(token.row));
        self.at += 2;
        let mut table = Table::new(self.own_name()?, doc.unwrap_or_default());
        self.expect("(")?;
        loop {
            match self.ahead(0) {
                "PRIMARY" if !table.primary_key.is_empty() => {
                    return Err(self.wrong("a table has one primary key"));
                }
                "PRIMARY" => {
                    self.expect_all(&["PRIMARY", "KEY"])?;
                    table.primary_key = self.names()?;
                }
                "UNIQUE" => {
                    self.at += 1;
                    table.unique.push(self.names()?);
                }
                "FOREIGN" => table.foreign_keys.push(self.foreign_key()?),
                _ => table.columns.push(self.column()?),
            }
            if self.ahead(0) == ")" {
                break;
            }
            self.expect(",")?;
        }
        if table.primary_key.is_empty() {
            return Err(self.wrong("a table ends with its `PRIMARY KEY (…)` and other keys"));
        }
        self.at += 1;
        self.insert(table_ending(self.database));
        Ok(table)
    }

    fn column(&mut self) -> Result<Column> {
        let row = self.token().map_or(0, |token| token.row);
        let name = self.own_name()?;
        let kind = self.column_type()?;
        let nullable = self.ahead(0) != "NOT";
        if !nullable {
            self.expect_all(&["NOT", "NULL"])?;
        }
        let default = if self.take("DEFAULT") { Some(self.default(&kind)?) } else { None };
        let mut doc = self.tokens.comment_above(row);
        doc.extend(self.tokens.comment_beside(row).map(str::to_owned));
        Ok(Column { name, doc, kind, nullable, default })
    }

    fn column_type(&mut self) -> Result<Type> {
        let start = self.token().map(|token| token.start);
        let name = self.ahead(0).to_owned();
        let length = match [self.ahead(1), self.ahead(3)] {
            ["(", ")"] => self.ahead(2).parse().ok(),
            _ => None,
        };
        let kind = Type::named(&name, length).map_err(|what| self.wrong(what))?;
        self.at += if length.is_some() { 4 } else { 1 };
        if let Some(start) = start {
            self.replace(start, &kind.sql(self.database));
        }
        Ok(kind)
    }

    fn default(&mut self, kind: &Type) -> Result<String> {
        let is_literal = self.token().is_some_and(|token| match token.kind {
            Kind::Number => true,
            Kind::Quoted => self.text(token).starts_with('\''),
            Kind::Word | Kind::Sign => ["TRUE", "FALSE"].contains(&self.text(token)),
        });
        if !is_literal {
            return Err(self.wrong("a DEFAULT is a number, a text, TRUE or FALSE"));
        }
        if kind.key_bytes().is_none() {
            return Err(self.wrong("TEXT without a length has no DEFAULT on MySQL"));
        }
        let value = self.ahead(0).to_owned();
        self.at += 1;
        Ok(value)
    }

    fn foreign_key(&mut self) -> Result<ForeignKey> {
        self.expect_all(&["FOREIGN", "KEY"])?;
        let columns = self.names()?;
        self.expect("REFERENCES")?;
        Ok(ForeignKey { columns, table: self.name()?, to: self.names()? })
    }

    fn create_index(&mut self) -> Result<Change> {
        self.at += 1;
        let unique = self.take("UNIQUE");
        self.at += 1;
        let name = self.name()?;
        self.expect("ON")?;
        let (table, columns) = (self.name()?, self.names()?);
        let condition = self.condition(unique, &columns)?;
        Ok(Change::CreateIndex { table, index: Index { name, unique, columns, condition } })
    }

    /// The condition of an index. MySQL has none: there the index holds all rows. That comes to the
    /// same for a unique one when only rows without a value are left out.
    fn condition(&mut self, unique: bool, columns: &[String]) -> Result<Option<String>> {
        let before = self.end();
        if !self.take("WHERE") {
            return Ok(None);
        }
        let start = self.token().map_or(before, |token| token.start);
        let leaves_nulls_out = [self.ahead(1), self.ahead(2), self.ahead(3), self.ahead(4)]
            == ["IS", "NOT", "NULL", ";"];
        if unique && !(leaves_nulls_out && columns.iter().any(|it| it == self.ahead(0))) {
            let what = "the condition of a unique index is `<one of its columns> IS NOT NULL`, since \
                MySQL has no other";
            return Err(self.wrong(what));
        }
        while !["", ";"].contains(&self.ahead(0)) {
            self.at += 1;
        }
        let condition = self.selection.text[start..self.end()].to_owned();
        if self.database == Database::Mysql {
            self.replace(before, "");
            return Ok(None);
        }
        Ok(Some(condition))
    }

    fn drop_index(&mut self) -> Result<Change> {
        self.at += 2;
        let index = self.name()?;
        let before = self.end();
        self.expect("ON")?;
        let table = self.name()?;
        if self.database != Database::Mysql {
            self.replace(before, "");
        }
        Ok(Change::DropIndex { table, index })
    }

    fn alter_table(&mut self) -> Result<Change> {
        self.at += 2;
        let table = self.name()?;
        let action = [self.ahead(0).to_owned(), self.ahead(1).to_owned()];
        self.at += 2;
        match action.each_ref().map(String::as_str) {
            ["ADD", "COLUMN"] => {
                let column = self.column()?;
                if !column.nullable && column.default.is_none() {
                    let what = "rows that exist need a value: `NOT NULL DEFAULT …`, or no NOT NULL";
                    return Err(self.wrong(what));
                }
                Ok(Change::AddColumn { table, column })
            }
            ["DROP", "COLUMN"] => Ok(Change::DropColumn { table, column: self.name()? }),
            ["RENAME", "COLUMN"] => {
                let column = self.name()?;
                self.expect("TO")?;
                Ok(Change::RenameColumn { table, column, to: self.own_name()? })
            }
            ["RENAME", "TO"] => Ok(Change::RenameTable { table, to: self.own_name()? }),
            _ => {
                self.at -= 2;
                Err(self.wrong(ACTIONS))
            }
        }
    }

    /// Goes past a statement that is passed on as it is.
    fn skip(&mut self) -> Result<()> {
        while !["", ";"].contains(&self.ahead(0)) {
            self.at += 1;
        }
        self.expect(";")
    }
}

/// Steps.
impl Reader<'_> {
    fn token(&self) -> Option<&Token> {
        self.tokens.list.get(self.at)
    }

    fn text(&self, token: &Token) -> &str {
        &self.selection.text[token.start..token.end]
    }

    /// The text of a token that is still to come; nothing at the end.
    fn ahead(&self, steps: usize) -> &str {
        self.tokens.list.get(self.at + steps).map_or("", |token| self.text(token))
    }

    /// Where the last token taken ends.
    fn end(&self) -> usize {
        self.at.checked_sub(1).map_or(0, |last| self.tokens.list[last].end)
    }

    fn line(&self) -> usize {
        let token = self.token().or(self.tokens.list.last());
        token.map_or(1, |token| self.selection.lines[token.row].0)
    }

    fn wrong(&self, what: impl Into<String>) -> crate::Problem {
        problem(self.file, self.line(), what)
    }

    fn found(&self) -> String {
        match self.ahead(0) {
            "" => "the end of the file".to_owned(),
            text => format!("`{text}`"),
        }
    }

    fn take(&mut self, text: &str) -> bool {
        let is_it = self.ahead(0) == text;
        self.at += usize::from(is_it);
        is_it
    }

    fn expect(&mut self, text: &str) -> Result<()> {
        if self.take(text) {
            return Ok(());
        }
        Err(self.wrong(format!("expected `{text}`, found {}", self.found())))
    }

    fn expect_all(&mut self, texts: &[&str]) -> Result<()> {
        texts.iter().try_for_each(|text| self.expect(text))
    }

    fn name(&mut self) -> Result<String> {
        let name = self.ahead(0);
        let is_part = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_';
        if !name.starts_with(|c: char| c.is_ascii_lowercase()) || !name.chars().all(is_part) {
            let what = format!("expected a name in small letters, found {}", self.found());
            return Err(self.wrong(what));
        }
        let name = name.to_owned();
        self.at += 1;
        Ok(name)
    }

    /// The name of a new table or column.
    fn own_name(&mut self) -> Result<String> {
        checks::name(self.ahead(0)).map_err(|what| self.wrong(what))?;
        self.name()
    }

    fn names(&mut self) -> Result<Vec<String>> {
        self.expect("(")?;
        let mut names = vec![self.name()?];
        while self.take(",") {
            names.push(self.name()?);
        }
        self.expect(")")?;
        Ok(names)
    }

    fn insert(&mut self, text: &str) {
        self.replace(self.end(), text);
    }

    /// Puts a text in the place of everything from `start` to the last token taken.
    fn replace(&mut self, start: usize, text: &str) {
        self.edits.push(Edit { range: start..self.end(), text: text.to_owned() });
    }
}
