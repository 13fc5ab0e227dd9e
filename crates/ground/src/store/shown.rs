//! Addresses for people to read: nothing shows the password of a server.

use std::fmt;

use url::{Position, Url};

use super::address::Address;

impl Address {
    /// The address for people to read: a server's password is `***`.
    pub fn shown(&self) -> String {
        match self {
            Self::File(path) => path.clone(),
            Self::Memory => ":memory:".to_owned(),
            Self::Postgres(url) | Self::Mysql(url) => without_password(url),
        }
    }
}

impl fmt::Debug for Address {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{:?}", self.shown())
    }
}

/// A server's address with `***` for whatever may be a password. Of one that cannot be read, or
/// whose password was not written as addresses want it, only the scheme.
fn without_password(url: &str) -> String {
    const STARS: &str = "***";
    let scheme = url.split_once("://").map_or("", |(scheme, _)| scheme);
    let hidden = format!("{scheme}://{STARS}");
    let Ok(mut plain) = Url::parse(url) else { return hidden };
    let after_host = &plain[Position::BeforePath..];
    if after_host.contains('@') || after_host.contains("%40") || plain.fragment().is_some() {
        return hidden;
    }
    if plain.password().is_some() && plain.set_password(Some(STARS)).is_err() {
        return hidden;
    }
    if plain.query().is_some() {
        let is_secret = |name: &str| {
            let name = name.to_lowercase();
            ["pass", "pwd", "secret", "token", "key"].iter().any(|sign| name.contains(sign))
        };
        let options: Vec<(String, String)> = plain
            .query_pairs()
            .map(|(name, value)| {
                let value = if is_secret(&name) { STARS.into() } else { value };
                (name.into_owned(), value.into_owned())
            })
            .collect();
        plain.query_pairs_mut().clear().extend_pairs(options);
    }
    plain.to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_address_shows_a_password() {
        let shown = |url: &str| {
            let address = Address::parse(url).unwrap();
            assert_eq!(format!("{address:?}"), format!("{:?}", address.shown()));
            address.shown()
        };
        assert_eq!(shown("shop.db"), "shop.db");
        assert_eq!(shown("postgres://li@db/book"), "postgres://li@db/book");
        assert_eq!(shown("postgres://li:geheim@db:5432/book"), "postgres://li:***@db:5432/book");
        assert_eq!(shown("mariadb://li:geheim@db/book"), "mysql://li:***@db/book");
        for odd in [
            "postgres://li:ge@heim@db/book",
            "postgres://li:ge/heim@db/book",
            "postgres://li:12/heim@db/book",
            "postgres://li:ge#heim@db/book",
            "postgres://li:12#heim@db/book",
            "postgres://li:ge?heim@db/book",
            "postgres://li:12?heim@db/book",
            "postgres://li:ge%heim@db/book",
            "postgres://li:ge heim@db/book",
            "postgres://li:[geheim@db/book",
            "postgres://db/book?user=li&password=geheim",
            "postgresql://db/book?PASSWORD=geheim&sslmode=require",
            "mysql://li:geheim@/book",
            "postgres://li:geheim@a,b/book",
            "postgres://:geheim@db/book",
            "postgres:// li:geheim@db/book",
        ] {
            assert!(!shown(odd).contains("heim"), "{odd}: {}", shown(odd));
        }
    }
}
