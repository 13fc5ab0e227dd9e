//! What the database reports, as the engine's own error. Driver texts are not passed on as they
//! are: they may quote values.

use diesel::result::{ConnectionError, DatabaseErrorKind, Error as DieselError};

use crate::error::{Code, Error, Problem};

impl From<DieselError> for Error {
    fn from(error: DieselError) -> Self {
        match error {
            DieselError::DatabaseError(kind, info) => from_database(&kind, info.message()),
            DieselError::RollbackErrorOnCommit { commit_error, .. } => (*commit_error).into(),
            DieselError::NotFound => Self::internal("a row that must exist is missing"),
            DieselError::DeserializationError(error) => unreadable(&error.to_string()),
            other => storage(&other.to_string()),
        }
    }
}

fn from_database(kind: &DatabaseErrorKind, message: &str) -> Error {
    match kind {
        DatabaseErrorKind::UniqueViolation => Code::AlreadyExists.into(),
        DatabaseErrorKind::ForeignKeyViolation => Code::InUse.into(),
        DatabaseErrorKind::SerializationFailure => Code::Busy.into(),
        _ if is_deadlock(message) => Code::Busy.into(),
        _ if is_timeout(message) => Problem::new(Code::Busy).fact("cause", "lock_timeout").into(),
        _ if is_overflow(message) => Code::OutOfRange.into(),
        _ if is_damaged(message) => damaged(),
        _ => storage(message),
    }
}

/// A column that holds another type than it must; diesel names it.
fn unreadable(message: &str) -> Error {
    let named = message.split_once("deserializing field '");
    let column = named.and_then(|(_, rest)| rest.split_once('\'')).map(|(column, _)| column);
    Error::corrupt(column.unwrap_or_default())
}

/// Two transactions wanted the same things in another order: running one again helps.
fn is_deadlock(message: &str) -> bool {
    ["deadlock", "Deadlock", "could not serialize"].iter().any(|sign| message.contains(sign))
}

/// The time to wait for others is over: running again at once does not help.
fn is_timeout(message: &str) -> bool {
    ["is locked", "Lock wait timeout", "lock timeout"].iter().any(|sign| message.contains(sign))
}

/// Sums beyond 64 bits: SQLite turns them into REAL, which a STRICT table refuses.
fn is_overflow(message: &str) -> bool {
    ["cannot store REAL", "integer overflow", "out of range", "Out of range"]
        .iter()
        .any(|sign| message.contains(sign))
}

/// The file is not SQLite's, or no longer in one piece.
pub fn is_damaged(message: &str) -> bool {
    ["not a database", "malformed"].iter().any(|sign| message.contains(sign))
}

/// What a damaged file, or one that is no store, comes to.
pub fn damaged() -> Error {
    Problem::new(Code::Corrupt).fact("cause", "not a bookroom store, or damaged").into()
}

fn storage(message: &str) -> Error {
    Problem::new(Code::Storage).fact("cause", without_quotes(message)).into()
}

/// Drops whatever stands in quotes, since that may be somebody's data.
fn without_quotes(message: &str) -> String {
    let mut plain = String::new();
    let mut quote = None;
    for character in message.chars().take(300) {
        match quote {
            Some(open) if open == character => quote = None,
            Some(_) => {}
            None if matches!(character, '\'' | '"' | '`') => quote = Some(character),
            None => plain.push(character),
        }
    }
    plain
}

/// A connection that could not be made. The URL holds a password, so nothing of it is repeated.
pub fn from_connect(error: ConnectionError) -> Error {
    let cause = match error {
        ConnectionError::BadConnection(message) => without_quotes(&message),
        ConnectionError::InvalidConnectionUrl(_) => "the address cannot be read".to_owned(),
        _ => "no connection".to_owned(),
    };
    Problem::new(Code::Storage).fact("cause", cause).into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quoted_values_are_dropped() {
        assert_eq!(
            without_quotes("Duplicate entry '王小明' for key `name`"),
            "Duplicate entry  for key "
        );
    }
}
