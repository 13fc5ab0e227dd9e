//! What files hold: bytes that are shared, not copied, on their way to the store.

use std::fmt;
use std::ops::Deref;
use std::sync::Arc;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde::de::{Error as _, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use sha2::{Digest, Sha256};

use super::secret;

/// The content of a file. Cheap to clone. In JSON it is a text in base64 (RFC 4648, with padding).
#[derive(Clone, PartialEq, Eq, Default)]
pub struct Bytes(Arc<Vec<u8>>);

impl From<Vec<u8>> for Bytes {
    fn from(bytes: Vec<u8>) -> Self {
        Self(Arc::new(bytes))
    }
}

impl From<Bytes> for Vec<u8> {
    fn from(bytes: Bytes) -> Self {
        Arc::try_unwrap(bytes.0).unwrap_or_else(|shared| shared.as_ref().clone())
    }
}

impl Deref for Bytes {
    type Target = [u8];

    fn deref(&self) -> &[u8] {
        &self.0
    }
}

impl fmt::Debug for Bytes {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{} bytes", self.0.len())
    }
}

impl Serialize for Bytes {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if secret::writes_digests() {
            Sha256::digest(self.0.as_slice()).as_slice().serialize(serializer)
        } else if serializer.is_human_readable() {
            serializer.collect_str(&base64::display::Base64Display::new(&self.0, &STANDARD))
        } else {
            serializer.serialize_bytes(&self.0)
        }
    }
}

impl<'de> Deserialize<'de> for Bytes {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Reader;
        impl Visitor<'_> for Reader {
            type Value = Bytes;

            fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
                out.write_str("bytes, or a text in base64")
            }

            fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<Bytes, E> {
                STANDARD.decode(text).map(Bytes::from).map_err(|_| E::custom("no base64"))
            }

            fn visit_bytes<E: serde::de::Error>(self, bytes: &[u8]) -> Result<Bytes, E> {
                Ok(bytes.to_vec().into())
            }

            fn visit_byte_buf<E: serde::de::Error>(self, bytes: Vec<u8>) -> Result<Bytes, E> {
                Ok(bytes.into())
            }
        }
        if deserializer.is_human_readable() {
            deserializer.deserialize_str(Reader).map_err(D::Error::custom)
        } else {
            deserializer.deserialize_byte_buf(Reader)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_are_base64_in_json_and_come_back() {
        let all: Bytes = (0..=255).collect::<Vec<u8>>().into();
        let text = serde_json::to_string(&all).unwrap();
        assert_eq!(serde_json::from_str::<Bytes>(&text).unwrap(), all);
        assert_eq!(serde_json::to_string(&Bytes::from(b"ab".to_vec())).unwrap(), "\"YWI=\"");
        for wrong in ["\"YW\"", "\"*\"", "[97]", "null"] {
            assert!(serde_json::from_str::<Bytes>(wrong).is_err(), "{wrong}");
        }
        assert_eq!(Vec::from(all.clone()), all.to_vec());
        let compared = |bytes: &Bytes| {
            secret::with_digests("a salt of its own", || serde_json::to_string(bytes).unwrap())
        };
        assert_eq!(compared(&all), compared(&all.to_vec().into()));
        assert_ne!(compared(&all), compared(&Bytes::default()));
        assert!(compared(&all).len() < 160);
    }
}
