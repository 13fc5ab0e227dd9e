//! The baseline: SQLite's C interface with prepared statements, as a careful C program uses it.
//! The only unsafe code of the repository; every pointer stays inside this file.

#![allow(unsafe_code)]

use std::ffi::{CStr, CString, c_int};
use std::path::Path;
use std::ptr;

use libsqlite3_sys as ffi;

use crate::Outcome;

/// A value of a column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    /// Nothing.
    Null,
    /// A number.
    Int(i64),
    /// A text.
    Text(Vec<u8>),
    /// Bytes.
    Blob(Vec<u8>),
}

impl Value {
    /// The number; zero for anything else.
    pub fn int(&self) -> i64 {
        if let Self::Int(value) = self { *value } else { 0 }
    }
}

/// A connection.
pub struct Db(*mut ffi::sqlite3);

/// A prepared statement. It must be dropped before its connection.
pub struct Statement<'d> {
    db: &'d Db,
    raw: *mut ffi::sqlite3_stmt,
}

impl Db {
    /// Opens a file with the settings the engine uses.
    pub fn open(path: &Path) -> Outcome<Self> {
        let name = CString::new(path.to_str().ok_or("the path is no text")?)?;
        let mut raw = ptr::null_mut();
        // SAFETY: the name is a C string, and `raw` is where the connection is written to.
        let code = unsafe { ffi::sqlite3_open(name.as_ptr(), &mut raw) };
        let db = Self(raw);
        db.check(code)?;
        db.execute(
            "PRAGMA busy_timeout = 15000; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;
             PRAGMA foreign_keys = ON; PRAGMA trusted_schema = OFF; PRAGMA temp_store = MEMORY;
             PRAGMA cache_size = -32000;",
        )?;
        Ok(db)
    }

    fn check(&self, code: c_int) -> Outcome<()> {
        if matches!(code, ffi::SQLITE_OK | ffi::SQLITE_DONE | ffi::SQLITE_ROW) {
            return Ok(());
        }
        // SAFETY: the connection lives, and SQLite's message is a C string that lives until the
        // next call on it; it is copied here.
        let message = unsafe { CStr::from_ptr(ffi::sqlite3_errmsg(self.0)) };
        Err(format!("SQLite {code}: {}", message.to_string_lossy()).into())
    }

    /// Runs statements without results.
    pub fn execute(&self, sql: &str) -> Outcome<()> {
        let sql = CString::new(sql)?;
        // SAFETY: the connection lives and the text is a C string; no callback is given.
        let code = unsafe {
            ffi::sqlite3_exec(self.0, sql.as_ptr(), None, ptr::null_mut(), ptr::null_mut())
        };
        self.check(code)
    }

    /// Prepares a statement.
    pub fn prepare(&self, sql: &str) -> Outcome<Statement<'_>> {
        let sql = CString::new(sql)?;
        let mut raw = ptr::null_mut();
        // SAFETY: as above; `raw` is where the statement is written to.
        let code = unsafe {
            ffi::sqlite3_prepare_v3(
                self.0,
                sql.as_ptr(),
                -1,
                ffi::SQLITE_PREPARE_PERSISTENT,
                &mut raw,
                ptr::null_mut(),
            )
        };
        self.check(code)?;
        Ok(Statement { db: self, raw })
    }

    /// All rows of a query.
    pub fn query(&self, sql: &str, values: &[Value]) -> Outcome<Vec<Vec<Value>>> {
        self.prepare(sql)?.rows(values)
    }
}

impl Drop for Db {
    fn drop(&mut self) {
        // SAFETY: the connection was opened, and statements borrow it, so none is left.
        unsafe { ffi::sqlite3_close(self.0) };
    }
}

impl Statement<'_> {
    /// Runs the statement for one row of values.
    pub fn run(&mut self, values: &[Value]) -> Outcome<()> {
        self.bind(values)?;
        // SAFETY: the statement lives; what is bound is borrowed for longer than the step.
        let code = unsafe { ffi::sqlite3_step(self.raw) };
        self.db.check(code)?;
        // SAFETY: the statement lives.
        self.db.check(unsafe { ffi::sqlite3_reset(self.raw) })
    }

    /// All rows that the statement gives.
    pub fn rows(&mut self, values: &[Value]) -> Outcome<Vec<Vec<Value>>> {
        self.bind(values)?;
        let mut rows = Vec::new();
        loop {
            // SAFETY: as in `run`.
            let code = unsafe { ffi::sqlite3_step(self.raw) };
            self.db.check(code)?;
            if code != ffi::SQLITE_ROW {
                break;
            }
            // SAFETY: the statement lives and stands on a row.
            let count = unsafe { ffi::sqlite3_column_count(self.raw) };
            rows.push((0..count).map(|column| self.column(column)).collect());
        }
        // SAFETY: the statement lives.
        self.db.check(unsafe { ffi::sqlite3_reset(self.raw) })?;
        Ok(rows)
    }

    fn bind(&mut self, values: &[Value]) -> Outcome<()> {
        for (place, value) in (1..).zip(values) {
            // SAFETY: the statement lives, the place is checked by SQLite, and texts and bytes
            // stay where they are until the statement has been stepped and reset, since the
            // caller lends them for that long (a null destructor means that they are static).
            let code = unsafe {
                match value {
                    Value::Null => ffi::sqlite3_bind_null(self.raw, place),
                    Value::Int(value) => ffi::sqlite3_bind_int64(self.raw, place, *value),
                    Value::Text(text) => {
                        let length = c_int::try_from(text.len())?;
                        ffi::sqlite3_bind_text(self.raw, place, text.as_ptr().cast(), length, None)
                    }
                    Value::Blob(bytes) => {
                        let length = c_int::try_from(bytes.len())?;
                        ffi::sqlite3_bind_blob(self.raw, place, bytes.as_ptr().cast(), length, None)
                    }
                }
            };
            self.db.check(code)?;
        }
        Ok(())
    }

    fn column(&self, column: c_int) -> Value {
        // SAFETY: the statement stands on a row, the column is one of it, and the bytes live until
        // the next call on the statement; they are copied here.
        unsafe {
            let bytes = |data: *const u8| {
                let length = ffi::sqlite3_column_bytes(self.raw, column);
                match usize::try_from(length) {
                    Ok(length) if length > 0 => std::slice::from_raw_parts(data, length).to_vec(),
                    _ => Vec::new(),
                }
            };
            match ffi::sqlite3_column_type(self.raw, column) {
                ffi::SQLITE_NULL => Value::Null,
                ffi::SQLITE_INTEGER => Value::Int(ffi::sqlite3_column_int64(self.raw, column)),
                ffi::SQLITE_BLOB => {
                    Value::Blob(bytes(ffi::sqlite3_column_blob(self.raw, column).cast()))
                }
                _ => Value::Text(bytes(ffi::sqlite3_column_text(self.raw, column))),
            }
        }
    }
}

impl Drop for Statement<'_> {
    fn drop(&mut self) {
        // SAFETY: the statement was prepared and is dropped once.
        unsafe { ffi::sqlite3_finalize(self.raw) };
    }
}
