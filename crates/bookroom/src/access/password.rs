//! Password hashes: argon2id with the library's recommended cost and a random salt each.

use argon2::Argon2;
use argon2::password_hash::{PasswordHasher, PasswordVerifier, phc::PasswordHash};

use crate::error::{Error, Result};

/// The hash to keep.
pub(crate) fn hash(password: &str) -> Result<String> {
    let hash = Argon2::default().hash_password(password.as_bytes());
    hash.map(|hash| hash.to_string()).map_err(|_| Error::internal("a password cannot be hashed"))
}

/// Whether the password is the one the hash was made of; none when it is no hash.
pub(crate) fn fits(password: &str, hash: &str) -> Option<bool> {
    let hash = PasswordHash::new(hash).ok()?;
    Some(Argon2::default().verify_password(password.as_bytes(), &hash).is_ok())
}

/// Takes as long as a real check and fits nothing, so that unknown names cannot be told from wrong
/// passwords.
pub(crate) fn pretend(password: &str) -> bool {
    let _ = hash(password);
    false
}
