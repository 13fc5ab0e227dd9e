//! The tables that a row of migrations comes to.

use crate::checks;
use crate::reader::Change;
use crate::words::Type;

/// All tables, in the order of their making.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Schema {
    /// The tables.
    pub tables: Vec<Table>,
}

/// One table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    /// Its name.
    pub name: String,
    /// The comment above it, line by line.
    pub doc: Vec<String>,
    /// Its columns.
    pub columns: Vec<Column>,
    /// The columns of its primary key.
    pub primary_key: Vec<String>,
    /// The columns of each `UNIQUE (…)`.
    pub unique: Vec<Vec<String>>,
    /// Its references to other tables.
    pub foreign_keys: Vec<ForeignKey>,
    /// What `CREATE INDEX` made on it.
    pub indexes: Vec<Index>,
}

/// One column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// Its name.
    pub name: String,
    /// The comments above and beside it.
    pub doc: Vec<String>,
    /// Its type.
    pub kind: Type,
    /// Whether it may be NULL.
    pub nullable: bool,
    /// Its default, as written.
    pub default: Option<String>,
}

/// A reference to another table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ForeignKey {
    /// The columns that refer.
    pub columns: Vec<String>,
    /// The table they refer to.
    pub table: String,
    /// The columns there.
    pub to: Vec<String>,
}

/// An index with a name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Index {
    /// Its name.
    pub name: String,
    /// Whether it refuses a second row with the same values.
    pub unique: bool,
    /// Its columns.
    pub columns: Vec<String>,
    /// The condition of the rows that it holds.
    pub condition: Option<String>,
}

type Result<T> = std::result::Result<T, String>;

impl Index {
    fn is_whole_key(&self) -> bool {
        self.unique && self.condition.is_none()
    }

    fn asks_for(&self, column: &str) -> bool {
        let words = |text: &String| {
            text.split(|c: char| !c.is_alphanumeric() && c != '_').any(|it| it == column)
        };
        self.condition.as_ref().is_some_and(words)
    }
}

impl Table {
    pub(crate) fn new(name: String, doc: Vec<String>) -> Self {
        let (columns, primary_key, unique) = (Vec::new(), Vec::new(), Vec::new());
        let (foreign_keys, indexes) = (Vec::new(), Vec::new());
        Self { name, doc, columns, primary_key, unique, foreign_keys, indexes }
    }

    fn add_column(&mut self, column: Column) -> Result<()> {
        if self.columns.iter().any(|it| it.name == column.name) {
            return Err(format!("`{}` has a column `{}` already", self.name, column.name));
        }
        self.columns.push(column);
        Ok(())
    }

    fn column(&self, name: &str) -> Result<usize> {
        let found = self.columns.iter().position(|column| column.name == name);
        found.ok_or_else(|| format!("`{}` has no column `{name}`", self.name))
    }

    /// The names of columns in all keys and indexes of the table itself.
    fn keyed(&mut self) -> impl Iterator<Item = &mut String> {
        let indexes = self.indexes.iter_mut().flat_map(|index| &mut index.columns);
        let references = self.foreign_keys.iter_mut().flat_map(|key| &mut key.columns);
        let unique = self.unique.iter_mut().flatten();
        self.primary_key.iter_mut().chain(unique).chain(references).chain(indexes)
    }

    fn is_key(&self, columns: &[String]) -> bool {
        self.primary_key == columns
            || self.unique.iter().any(|key| key == columns)
            || self.indexes.iter().any(|it| it.is_whole_key() && it.columns == columns)
    }
}

impl Schema {
    /// The table of this name.
    #[must_use]
    pub fn table(&self, name: &str) -> Option<&Table> {
        self.tables.iter().find(|table| table.name == name)
    }

    /// Does to the tables what a statement does.
    pub(crate) fn apply(&mut self, change: Change) -> Result<()> {
        match change {
            Change::CreateTable(table) => self.create(table),
            Change::RenameTable { table, to } => self.rename(&table, to),
            Change::DropTable { table } => self.drop(&table),
            Change::AddColumn { table, column } => self.find(&table)?.add_column(column),
            Change::RenameColumn { table, column, to } => self.rename_column(&table, &column, &to),
            Change::DropColumn { table, column } => self.drop_column(&table, &column),
            Change::CreateIndex { table, index } => {
                self.free(&index.name)?;
                let table = self.find(&table)?;
                checks::key(table, &index.columns)?;
                table.indexes.push(index);
                Ok(())
            }
            Change::DropIndex { table, index } => {
                let table = self.find(&table)?;
                let count = table.indexes.len();
                table.indexes.retain(|it| it.name != index);
                let is_gone = table.indexes.len() < count;
                is_gone.then_some(()).ok_or(format!("`{}` has no index `{index}`", table.name))
            }
        }
    }

    /// The same tables without what reverting a migration cannot or need not bring back: the order
    /// of things, and comments.
    pub(crate) fn bare(&self) -> Self {
        let mut bare = self.clone();
        bare.tables.sort_by(|a, b| a.name.cmp(&b.name));
        for table in &mut bare.tables {
            table.doc.clear();
            table.columns.iter_mut().for_each(|column| column.doc.clear());
            table.columns.sort_by(|a, b| a.name.cmp(&b.name));
            table.unique.sort();
            table.indexes.sort_by(|a, b| a.name.cmp(&b.name));
            table.foreign_keys.sort_by(|a, b| a.columns.cmp(&b.columns));
        }
        bare
    }

    fn find(&mut self, name: &str) -> Result<&mut Table> {
        let found = self.tables.iter_mut().find(|table| table.name == name);
        found.ok_or_else(|| format!("there is no table `{name}`"))
    }

    /// Whether a name is free: on PostgreSQL tables and indexes share them.
    fn free(&self, name: &str) -> Result<()> {
        let indexes = self.tables.iter().flat_map(|table| &table.indexes).map(|index| &index.name);
        let mut names = self.tables.iter().map(|table| &table.name).chain(indexes);
        if names.any(|taken| taken == name) {
            return Err(format!("there is a table or index `{name}` already"));
        }
        checks::name(name)
    }

    fn create(&mut self, table: Table) -> Result<()> {
        self.free(&table.name)?;
        let mut made = Table { columns: Vec::new(), ..table.clone() };
        for column in table.columns {
            made.add_column(column)?;
        }
        for key in std::iter::once(&made.primary_key).chain(&made.unique) {
            checks::key(&made, key)?;
        }
        if let Some(name) = made
            .primary_key
            .iter()
            .find(|name| made.columns.iter().any(|column| column.name == **name && column.nullable))
        {
            return Err(format!("`{name}` is part of the primary key: say NOT NULL"));
        }
        let (name, references) = (made.name.clone(), made.foreign_keys.clone());
        self.tables.push(made);
        references.iter().try_for_each(|key| self.check_reference(&name, key))
    }

    fn check_reference(&self, name: &str, key: &ForeignKey) -> Result<()> {
        let known = |name: &str| {
            self.table(name).ok_or_else(|| format!("there is no table `{name}` to refer to"))
        };
        let (from, to) = (known(name)?, known(&key.table)?);
        checks::key(from, &key.columns)?;
        if !to.is_key(&key.to) {
            let columns = key.to.join(", ");
            return Err(format!("({columns}) is neither primary nor unique in `{}`", to.name));
        }
        let kind = |table: &Table, column: &String| {
            table.column(column).map(|at| table.columns[at].kind.clone())
        };
        let ours: Vec<_> = key.columns.iter().map(|it| kind(from, it)).collect();
        let theirs: Vec<_> = key.to.iter().map(|it| kind(to, it)).collect();
        if ours != theirs {
            let columns = key.columns.join(", ");
            return Err(format!("({columns}) has not the types of what it refers to"));
        }
        Ok(())
    }

    /// References of other tables to a table.
    fn references(&mut self, name: &str) -> impl Iterator<Item = (&String, &mut ForeignKey)> {
        self.tables
            .iter_mut()
            .flat_map(|it| it.foreign_keys.iter_mut().map(|key| (&it.name, key)))
            .filter(move |(_, key)| key.table == name)
    }

    fn rename(&mut self, name: &str, to: String) -> Result<()> {
        self.free(&to)?;
        self.find(name)?;
        self.references(name).for_each(|(_, key)| key.table.clone_from(&to));
        self.find(name)?.name = to;
        Ok(())
    }

    fn drop(&mut self, name: &str) -> Result<()> {
        self.find(name)?;
        if let Some((other, _)) = self.references(name).find(|(other, _)| *other != name) {
            return Err(format!("`{other}` refers to `{name}`: drop it first"));
        }
        self.tables.retain(|table| table.name != name);
        Ok(())
    }

    fn rename_column(&mut self, table: &str, column: &str, to: &str) -> Result<()> {
        let found = self.find(table)?;
        let at = found.column(column)?;
        if found.column(to).is_ok() {
            return Err(format!("`{table}` has a column `{to}` already"));
        }
        if let Some(index) = found.indexes.iter().find(|index| index.asks_for(column)) {
            return Err(format!(
                "the condition of `{}` names `{column}`: drop it first",
                index.name
            ));
        }
        to.clone_into(&mut found.columns[at].name);
        found.keyed().filter(|it| *it == column).for_each(|it| to.clone_into(it));
        let others = self.references(table).flat_map(|(_, key)| &mut key.to);
        others.filter(|it| *it == column).for_each(|it| to.clone_into(it));
        Ok(())
    }

    fn drop_column(&mut self, table: &str, column: &str) -> Result<()> {
        let found = self.find(table)?;
        let at = found.column(column)?;
        let is_asked_for = found.indexes.iter().any(|index| index.asks_for(column));
        if is_asked_for || found.keyed().any(|it| it == column) {
            return Err(format!(
                "`{column}` stands in a key or an index: SQLite keeps such columns"
            ));
        }
        found.columns.remove(at);
        Ok(())
    }
}
