//! What the database reports, as the engine's own error. Driver texts are not passed on as they
//! are: they may quote values.

use diesel::result::{DatabaseErrorKind, Error as DieselError};

use crate::error::{Code, Error, Problem};

/// The longest cause, in characters.
const CAUSE_LIMIT: usize = 160;

/// What drivers and servers say, and what it means: the first row that fits. A server may speak
/// the language of its administrator; where it matters to a caller the Chinese words stand here.
const SIGNS: &[(&str, fn() -> Error)] = &[
    ("deadlock", || Code::Busy.into()),
    ("could not serialize", || Code::Busy.into()),
    ("死锁", || Code::Busy.into()),
    ("is locked", timed_out),
    ("lock wait timeout", timed_out),
    ("lock timeout", timed_out),
    ("锁超时", timed_out),
    ("statement timeout", || Code::TooSlow.into()),
    ("语句执行超时", || Code::TooSlow.into()),
    ("语句超时", || Code::TooSlow.into()),
    ("max_statement_time", || Code::TooSlow.into()),
    ("maximum statement execution time", || Code::TooSlow.into()),
    ("cannot store real", || Code::OutOfRange.into()),
    ("integer overflow", || Code::OutOfRange.into()),
    ("out of range", || Code::OutOfRange.into()),
    ("超出范围", || Code::OutOfRange.into()),
    ("not a database", no_store),
    ("malformed", damaged),
    ("pattern too complex", || Code::TooLong.into()),
    ("string or blob too big", || Code::TooLong.into()),
    ("max_allowed_packet", || Code::TooLong.into()),
    ("packet bigger than", || Code::TooLong.into()),
    ("stack depth limit", || Code::TooLong.into()),
    ("堆栈深度超过限制", || Code::TooLong.into()),
    ("too many sql variables", || Code::TooMany.into()),
    ("too many placeholders", || Code::TooMany.into()),
    ("number of parameters must be", || Code::TooMany.into()),
    ("parser stack overflow", || Code::TooMany.into()),
    ("expression tree is too large", || Code::TooMany.into()),
    ("invalid byte sequence", || Code::BadCharacter.into()),
    ("编码字节顺序", || Code::BadCharacter.into()),
    ("incorrect string value", || Code::BadCharacter.into()),
    ("nul byte", || Code::BadCharacter.into()),
    ("readonly database", || Problem::new(Code::FileAccess).fact("kind", "read_only").into()),
    ("administrator command", || lost("server_stopped")),
    ("管理员命令", || lost("server_stopped")),
    ("administrator shutdown", || lost("server_stopped")),
    ("server shutdown in progress", || lost("server_stopped")),
    ("connection was killed", || lost("killed")),
    ("server has gone away", || lost("closed")),
    ("lost connection", || lost("closed")),
    ("server closed the connection", || lost("closed")),
    ("no connection to the server", || lost("closed")),
    ("could not receive data from server", || lost("closed")),
    ("could not send data to server", || lost("closed")),
    ("ssl connection has been closed", || lost("closed")),
    ("ssl syscall error", || lost("closed")),
    ("connection reset", || lost("reset")),
    ("broken pipe", || lost("reset")),
];

impl From<DieselError> for Error {
    fn from(error: DieselError) -> Self {
        match error {
            DieselError::DatabaseError(_, info) if is_deadlock(info.details()) => Code::Busy.into(),
            DieselError::DatabaseError(kind, info) => from_database(&kind, info.message()),
            DieselError::RollbackErrorOnCommit { commit_error, .. } => (*commit_error).into(),
            DieselError::NotFound => Self::internal("a row that must exist is missing"),
            DieselError::DeserializationError(error) => unreadable(&error.to_string()),
            // What broke the connection was reported by the call that met it.
            DieselError::BrokenTransactionManager => lost("closed"),
            DieselError::InvalidCString(_) => Code::BadCharacter.into(),
            other => from_text(&other.to_string()),
        }
    }
}

/// Whether PostgreSQL's details are those of a deadlock: each line says who waits for which lock.
/// Diesel hides the code of the error, and the text is in the server's language; but the names of
/// locks are never translated, and no other error has them in its details.
fn is_deadlock(details: Option<&str>) -> bool {
    let locks = ["ShareLock", "ExclusiveLock"];
    details.is_some_and(|text| locks.iter().any(|lock| text.contains(lock)))
}

fn from_database(kind: &DatabaseErrorKind, message: &str) -> Error {
    match kind {
        DatabaseErrorKind::UniqueViolation => Code::AlreadyExists.into(),
        DatabaseErrorKind::ForeignKeyViolation => Code::InUse.into(),
        DatabaseErrorKind::SerializationFailure => Code::Busy.into(),
        DatabaseErrorKind::ClosedConnection => lost("closed"),
        _ => from_text(message),
    }
}

/// A column that holds another type than it must; diesel names it.
fn unreadable(message: &str) -> Error {
    let named = message.split_once("deserializing field '");
    let column = named.and_then(|(_, rest)| rest.split_once('\'')).map(|(column, _)| column);
    Error::corrupt(column.unwrap_or_default())
}

fn from_text(message: &str) -> Error {
    known(message)
        .unwrap_or_else(|| Problem::new(Code::Storage).fact("cause", cause(message)).into())
}

/// What a message means, if it is one that callers act on.
pub(super) fn known(message: &str) -> Option<Error> {
    // Somebody's data must not be taken for a sign.
    let message = unquoted(message).to_lowercase();
    let found = SIGNS.iter().find(|(sign, _)| message.contains(sign));
    found.map(|(_, error)| error())
}

/// The time to wait for others is over: running again at once does not help.
fn timed_out() -> Error {
    Problem::new(Code::Busy).fact("cause", "lock_timeout").into()
}

/// The connection broke while it was used.
pub(super) fn lost(cause: &str) -> Error {
    Problem::new(Code::ConnectionLost).fact("cause", cause).into()
}

fn no_store() -> Error {
    Problem::new(Code::NotAStore).at("url").into()
}

fn damaged() -> Error {
    Problem::new(Code::Corrupt).fact("cause", "damaged, or cut short").into()
}

/// A message without what stands in quotes, since that may be somebody's data. A value may hold
/// quotes itself, so everything from the first quote to the last is left out; one that is never
/// closed hides all that follows. An apostrophe within the words before (`can't`) is none.
pub(super) fn cause(message: &str) -> String {
    let words = unquoted(message);
    let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
    words.chars().take(CAUSE_LIMIT).collect()
}

fn unquoted(message: &str) -> String {
    let is_quote = |character: char| "'\"`´‘’‚“”„«»‹›「」『』".contains(character);
    let quotes: Vec<usize> = message
        .char_indices()
        .filter(|&(at, character)| is_quote(character) && !is_contraction(message, at))
        .map(|(at, _)| at)
        .collect();
    match (quotes.first(), message.rfind(is_quote)) {
        (Some(&first), Some(last)) if first < last => {
            let rest = message[last..].trim_start_matches(is_quote);
            format!("{}…{rest}", &message[..first])
        }
        (Some(&first), _) => format!("{}…", &message[..first]),
        (None, _) => message.to_owned(),
    }
}

/// Whether the apostrophe at `at` is that of `n't`.
fn is_contraction(message: &str, at: usize) -> bool {
    let after = message[at..].trim_start_matches(['\'', '’']);
    message[..at].ends_with('n')
        && after.strip_prefix('t').is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quoted_values_are_dropped_whatever_they_hold() {
        for (message, shown) in [
            ("Duplicate entry '王小明' for key `name`", "Duplicate entry …"),
            ("Can't find record in 'secret'", "Can't find record in …"),
            ("Can't add 'O'Brien's secret' to it", "Can't add … to it"),
            ("value 'a' secret 'b' is bad", "value … is bad"),
            ("value 'never closed secret", "value …"),
            ("值“secret”无效", "值…无效"),
            ("it isn't there", "it isn't there"),
            ("entry 'x'secret'y", "entry …y"),
        ] {
            assert_eq!(cause(message), shown);
            assert!(!cause(message).contains("secret"));
        }
    }

    #[test]
    fn what_callers_act_on_is_typed() {
        for (message, code) in [
            ("Deadlock found when trying to get lock", Code::Busy),
            ("检测到死锁", Code::Busy),
            ("由于语句执行超时，正在取消查询命令", Code::TooSlow),
            ("无效的 \"UTF8\" 编码字节顺序: 0x00", Code::BadCharacter),
            ("terminating connection due to administrator command", Code::ConnectionLost),
            ("Server has gone away", Code::ConnectionLost),
            ("LIKE or GLOB pattern too complex", Code::TooLong),
            ("too many SQL variables", Code::TooMany),
            ("invalid byte sequence for encoding \"UTF8\": 0x00", Code::BadCharacter),
            ("bad value 'no deadlock here'", Code::Storage),
            ("something else", Code::Storage),
        ] {
            assert_eq!(from_text(message).code(), code, "{message}");
        }
    }
}
