//! A password on its way to being hashed: nothing prints it, and memory forgets it.

use std::cell::RefCell;
use std::fmt;

use argon2::Argon2;
use serde::ser::Error as _;
use serde::{Deserialize, Serialize, Serializer};
use zeroize::{Zeroize, ZeroizeOnDrop};

thread_local! {
    /// The salt while passwords are written as digests; see [`with_digests`].
    static SALT: RefCell<Option<String>> = const { RefCell::new(None) };
}

/// A password. Shown and written as `***`, wiped from memory when dropped.
#[derive(Clone, PartialEq, Eq, Deserialize, Zeroize, ZeroizeOnDrop)]
#[serde(transparent)]
pub struct Secret(String);

impl Secret {
    /// The password itself.
    pub fn reveal(&self) -> &str {
        &self.0
    }
}

impl From<&str> for Secret {
    fn from(password: &str) -> Self {
        Self(password.to_owned())
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("***")
    }
}

impl Serialize for Secret {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match SALT.with_borrow(|salt| salt.as_deref().map(|salt| self.digest(salt))) {
            None => serializer.serialize_str("***"),
            Some(digest) => digest.map_err(S::Error::custom)?.serialize(serializer),
        }
    }
}

impl Secret {
    /// A slow hash, the same for the same salt.
    fn digest(&self, salt: &str) -> Result<[u8; 32], &'static str> {
        let mut digest = [0; 32];
        let made =
            Argon2::default().hash_password_into(self.0.as_bytes(), salt.as_bytes(), &mut digest);
        made.map(|()| digest).map_err(|_| "a password cannot be hashed")
    }
}

/// Whether data is written only to be compared: what is long may be written as its digest.
pub(crate) fn writes_digests() -> bool {
    SALT.with_borrow(Option::is_some)
}

/// Writes passwords as slow hashes while `body` runs on this thread, so that two texts are alike
/// only when their passwords are. Only to be compared: such a text is hashed again and not kept.
pub fn with_digests<T>(salt: &str, body: impl FnOnce() -> T) -> T {
    /// Also when `body` panics.
    struct Reset;
    impl Drop for Reset {
        fn drop(&mut self) {
            SALT.set(None);
        }
    }
    SALT.set(Some(salt.to_owned()));
    let _reset = Reset;
    body()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digests_tell_passwords_apart_and_only_for_a_while() {
        let written = |password: &str| serde_json::to_string(&Secret::from(password)).unwrap();
        let digest = |salt: &str, password: &str| with_digests(salt, || written(password));
        let (first, same) =
            (digest("a salt of its own", "one"), digest("a salt of its own", "one"));
        assert_eq!(first, same);
        assert_ne!(first, digest("a salt of its own", "two"));
        assert_ne!(first, digest("another salt", "one"));
        assert_eq!(written("one"), "\"***\"");
    }
}
