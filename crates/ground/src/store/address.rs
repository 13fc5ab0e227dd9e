//! Which database a URL names, and how it is reached. A name that looks like an address is never
//! taken for that of a file.

use crate::error::{Code, Problem, Result};

/// Which database a URL names, and how it is reached.
#[derive(Clone, PartialEq, Eq)]
pub enum Address {
    /// A SQLite file.
    File(String),
    /// A SQLite store in memory.
    Memory,
    /// A PostgreSQL server.
    Postgres(String),
    /// A MySQL or MariaDB server.
    Mysql(String),
}

/// Words that begin an address, also when its colon was forgotten.
const SCHEMES: &[&str] = &[
    "postgres",
    "postgresql",
    "mysql",
    "mariadb",
    "sqlite",
    "file",
    "http",
    "https",
    "ftp",
    "ssh",
    "jdbc",
];

/// How a file of an odd name can be given all the same.
const FILE_HINT: &str = "a file of this name: put ./ before it";

impl Address {
    /// Reads a URL: `postgres://`, `postgresql://`, `mysql://`, `mariadb://`, `sqlite://PATH`,
    /// `sqlite:PATH`, `file:PATH`, `sqlite::memory:`, `:memory:`, or the path of a file.
    pub fn parse(url: &str) -> Result<Self> {
        let url = url.trim();
        if url.is_empty() {
            return Err(Problem::new(Code::Required).at("url").into());
        }
        if url.chars().any(char::is_control) {
            return Err(Problem::new(Code::BadCharacter).at("url").into());
        }
        let Some((scheme, rest)) = url.split_once(':').filter(|(it, _)| is_scheme(it)) else {
            return match url {
                ":memory:" => Ok(Self::Memory),
                _ => plain_file(url),
            };
        };
        let scheme = scheme.to_ascii_lowercase();
        match (scheme.as_str(), rest.strip_prefix("//")) {
            ("postgres" | "postgresql", Some(rest)) => server("postgres", rest).map(Self::Postgres),
            ("mysql" | "mariadb", Some(rest)) => server("mysql", rest).map(Self::Mysql),
            ("sqlite" | "file", Some(rest)) => named_file(rest),
            ("sqlite" | "file", None) => named_file(rest),
            ("memory", None) if rest.is_empty() => Ok(Self::Memory),
            (_, Some(_)) if !scheme.contains('+') => {
                Err(Problem::new(Code::NoBackend).at("url").fact("scheme", scheme).into())
            }
            _ => Err(bad("an address: postgres://…, mysql://…, sqlite://PATH")),
        }
    }

    /// The same, with the whole path of a file: the process may change its folder later.
    pub fn absolute(self) -> Result<Self> {
        let Self::File(path) = &self else { return Ok(self) };
        let whole = std::path::absolute(path).map_err(|error| super::files::access(&error))?;
        match whole.to_str() {
            Some(whole) => Ok(Self::File(whole.to_owned())),
            None => Err(Problem::new(Code::BadCharacter).at("url").into()),
        }
    }

    /// Whether it is SQLite, where one writer at a time is the rule.
    pub fn is_embedded(&self) -> bool {
        matches!(self, Self::File(_) | Self::Memory)
    }
}

/// Letters before a colon; a single one is a drive of Windows.
fn is_scheme(word: &str) -> bool {
    word.len() > 1
        && word.starts_with(|first: char| first.is_ascii_alphabetic())
        && word.chars().all(|it| it.is_ascii_alphanumeric() || "+.-_@".contains(it))
}

fn bad(hint: &str) -> crate::error::Error {
    Problem::new(Code::BadAddress).at("url").fact("hint", hint).into()
}

fn server(scheme: &str, rest: &str) -> Result<String> {
    if rest.trim_start_matches('/').is_empty() {
        return Err(bad("an address: the host and the database are missing"));
    }
    Ok(format!("{scheme}://{rest}"))
}

/// A file that is given as one. SQLite's own parameters would change what a store relies on.
fn named_file(path: &str) -> Result<Address> {
    match path {
        "" | "/" => Err(Problem::new(Code::Required).at("url").into()),
        ":memory:" => Ok(Address::Memory),
        _ if path.contains('?') => Err(bad("a file: its address takes no parameters")),
        _ => Ok(Address::File(path.to_owned())),
    }
}

fn plain_file(path: &str) -> Result<Address> {
    let lower = path.to_ascii_lowercase();
    let is_address = SCHEMES.iter().any(|scheme| {
        let rest = lower.strip_prefix(scheme);
        rest.is_some_and(|rest| rest.starts_with("//") || rest.starts_with("\\\\"))
    });
    if is_address {
        return Err(bad("an address: a colon is missing before //"));
    }
    if path.starts_with("\\\\") {
        return Err(bad("a file on this machine: SQLite cannot work over a network share"));
    }
    if path.starts_with('-') || path.contains("://") {
        return Err(bad(FILE_HINT));
    }
    Ok(Address::File(path.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn urls_name_their_database() {
        let parse = |url| Address::parse(url).unwrap();
        assert_eq!(parse("shop.db"), Address::File("shop.db".into()));
        assert_eq!(parse("./-"), Address::File("./-".into()));
        assert_eq!(parse(r"C:\books\shop.db"), Address::File(r"C:\books\shop.db".into()));
        assert_eq!(parse("C:/books/shop.db"), Address::File("C:/books/shop.db".into()));
        assert_eq!(parse("/tmp/12:30.db"), Address::File("/tmp/12:30.db".into()));
        assert_eq!(parse("sqlite:///tmp/a b.db"), Address::File("/tmp/a b.db".into()));
        assert_eq!(parse("sqlite:shop.db"), Address::File("shop.db".into()));
        for memory in [":memory:", "sqlite::memory:", "sqlite://:memory:", "memory:"] {
            assert_eq!(parse(memory), Address::Memory);
        }
        assert_eq!(parse("mariadb://h/d"), Address::Mysql("mysql://h/d".into()));
        assert_eq!(parse("PostgreSQL://h/d"), Address::Postgres("postgres://h/d".into()));
        assert_eq!(parse("postgres:///d"), Address::Postgres("postgres:///d".into()));
    }

    #[test]
    fn what_looks_like_an_address_is_no_file() {
        let code = |url: &str| Address::parse(url).unwrap_err().code();
        for url in [
            "mysql:",
            "mysql:shop",
            "-",
            "--help",
            r"\\server\share\x.db",
            "postgresql//h/d",
            "http//x",
            "localhost:5432/shop",
            "boss@host:3306",
            "postgres:/h/d",
            "postgres://",
            "mysql+pymysql://h/d",
            "postgresql+psycopg2://h/d",
            "sqlite:x.db?mode=ro",
            "./a://b",
            "C\\:db://x",
        ] {
            assert_eq!(code(url), Code::BadAddress, "{url}");
        }
        for url in ["oracle://x", "http://x", "https://x/y"] {
            assert_eq!(code(url), Code::NoBackend, "{url}");
        }
        for url in ["", " ", "sqlite:", "sqlite://", "file:"] {
            assert_eq!(code(url), Code::Required, "{url}");
        }
        assert_eq!(code("a\0b"), Code::BadCharacter);
        assert_eq!(code("a\nb"), Code::BadCharacter);
    }
}
