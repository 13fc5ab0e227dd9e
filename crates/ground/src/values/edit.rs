//! Partial edits, which mean one thing in every call: absent keeps, null clears, a value sets.
//!
//! A field that can be empty is an [`Edit`]. One that never can be is an `Option`, where none
//! keeps: so no program can even write down that it shall be cleared, and JSON that says `null`
//! there is refused with `required`.

use std::collections::BTreeMap;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de, ser};

/// What an edit does to a field that can be empty. In JSON a field that is absent keeps, `null`
/// clears, and anything else is the new value. A blank text clears, as it is none in a new record.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Edit<T> {
    /// The field stays as it is.
    #[default]
    Keep,
    /// The field is empty from now on; a list or map has nothing in it.
    Clear,
    /// The field holds this from now on; a list or map is replaced as a whole.
    Set(T),
}

impl<T> Edit<T> {
    /// Sets what is there; nothing keeps. [`From<Option>`](#impl-From<Option<T>>-for-Edit<T>)
    /// clears instead.
    #[must_use]
    pub fn given(value: Option<T>) -> Self {
        value.map_or(Self::Keep, Self::Set)
    }

    /// Whether the field stays as it is.
    #[must_use]
    pub const fn is_kept(&self) -> bool {
        matches!(self, Self::Keep)
    }

    /// The same for a borrowed value.
    #[must_use]
    pub const fn as_ref(&self) -> Edit<&T> {
        match self {
            Self::Keep => Edit::Keep,
            Self::Clear => Edit::Clear,
            Self::Set(value) => Edit::Set(value),
        }
    }

    /// The same with another value.
    #[must_use]
    pub fn map<U>(self, change: impl FnOnce(T) -> U) -> Edit<U> {
        match self {
            Self::Keep => Edit::Keep,
            Self::Clear => Edit::Clear,
            Self::Set(value) => Edit::Set(change(value)),
        }
    }

    /// The value that is set, if one is.
    #[must_use]
    pub fn value(self) -> Option<T> {
        match self {
            Self::Set(value) => Some(value),
            Self::Keep | Self::Clear => None,
        }
    }

    /// What the field holds afterwards; nothing when it stays as it is.
    #[must_use]
    pub fn outcome(self) -> Option<Option<T>> {
        match self {
            Self::Keep => None,
            Self::Clear => Some(None),
            Self::Set(value) => Some(Some(value)),
        }
    }

    /// What a field that held `old` holds afterwards.
    #[must_use]
    pub fn over(self, old: Option<T>) -> Option<T> {
        self.outcome().unwrap_or(old)
    }
}

impl<T> Edit<Vec<T>> {
    /// The whole list afterwards; nothing when it stays as it is.
    #[must_use]
    pub fn items(&self) -> Option<&[T]> {
        match self {
            Self::Keep => None,
            Self::Clear => Some(&[]),
            Self::Set(items) => Some(items),
        }
    }
}

impl<T> From<T> for Edit<T> {
    /// Sets the value.
    fn from(value: T) -> Self {
        Self::Set(value)
    }
}

impl<T> From<Option<T>> for Edit<T> {
    /// Gives the field exactly this: nothing clears it.
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Clear, Self::Set)
    }
}

impl From<&str> for Edit<String> {
    /// Sets the text.
    fn from(text: &str) -> Self {
        Self::Set(text.to_owned())
    }
}

impl<T: Serialize> Serialize for Edit<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            // Written as anything it would be read as something else: the record leaves it out.
            Self::Keep => Err(ser::Error::custom("a field that is kept has no value")),
            Self::Clear => serializer.serialize_none(),
            Self::Set(value) => serializer.serialize_some(value),
        }
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Edit<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Option::deserialize(deserializer).map(Self::from)
    }
}

/// A field of an edit: an [`Edit`], or an `Option` for one that can never be empty.
pub trait EditField: Sized {
    /// Whether the field stays as it is: then the record is written without it.
    fn is_kept(&self) -> bool;

    /// Reads the field of a record that has it.
    ///
    /// # Errors
    /// What the value says, and null for a field that can never be empty.
    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error>
    where
        Self: Deserialize<'de>;
}

impl<T> EditField for Edit<T> {
    fn is_kept(&self) -> bool {
        self.is_kept()
    }

    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error>
    where
        Self: Deserialize<'de>,
    {
        Self::deserialize(deserializer)
    }
}

impl<T> EditField for Option<T> {
    fn is_kept(&self) -> bool {
        self.is_none()
    }

    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error>
    where
        Self: Deserialize<'de>,
    {
        let refuse = || de::Error::custom("this is never empty: leave it out to keep it");
        Self::deserialize(deserializer)?.ok_or_else(refuse).map(Some)
    }
}

/// The whole map after an edit; nothing when it stays as it is.
#[must_use]
pub fn entries<K: Ord + Clone, V: Clone>(edit: &Edit<BTreeMap<K, V>>) -> Option<BTreeMap<K, V>> {
    edit.as_ref().outcome().map(|map| map.cloned().unwrap_or_default())
}

/// Declares the new values of a record: `Edit` for what can be empty, `Option` for what never can.
/// In JSON absent fields keep; a field that the record does not have is refused, since a misspelt
/// one would keep in silence.
#[macro_export]
macro_rules! edits {
    ($(#[$doc:meta])* $name:ident { $($(#[$item:meta])* $field:ident: $kind:ty,)* }) => {
        $(#[$doc])*
        #[doc = ""]
        #[doc = "What is not given stays as it is; null clears it, and so does a blank text. A"]
        #[doc = "list or map is replaced as a whole. Null for what is never empty is `required`."]
        #[derive(Debug, Clone, PartialEq, Eq, Default, serde::Serialize, serde::Deserialize)]
        #[serde(default, deny_unknown_fields)]
        pub struct $name {
            $(
                $(#[$item])*
                #[serde(
                    skip_serializing_if = "crate::values::EditField::is_kept",
                    deserialize_with = "crate::values::EditField::read"
                )]
                pub $field: $kind,
            )*
        }

        impl $name {
            /// Whether every field stays as it is.
            #[must_use]
            pub fn is_empty(&self) -> bool {
                *self == Self::default()
            }
        }
    };
}
pub use edits;

#[cfg(test)]
mod tests {
    use super::*;

    edits! {
        /// New values for the test.
        Sample {
            /// Never empty.
            name: Option<String>,
            /// May be empty.
            note: Edit<String>,
            /// Several.
            tags: Edit<Vec<i64>>,
        }
    }

    fn read(json: &str) -> Result<Sample, String> {
        serde_json::from_str(json).map_err(|error| error.to_string())
    }

    #[test]
    fn absent_keeps_null_clears_and_a_value_sets() {
        let kept = read("{}").unwrap();
        assert!(kept.is_empty() && kept.note.is_kept() && kept.name.is_none());
        let cleared = read(r#"{"note": null, "tags": null}"#).unwrap();
        assert_eq!((cleared.note, cleared.tags.items()), (Edit::Clear, Some(&[][..])));
        let set = read(r#"{"name": "n", "note": "x", "tags": [1, 2]}"#).unwrap();
        assert_eq!((set.name.as_deref(), &set.note), (Some("n"), &Edit::from("x")));
        assert_eq!(set.tags.items(), Some(&[1, 2][..]));
    }

    #[test]
    fn what_can_never_be_empty_and_what_is_misspelt_is_refused() {
        assert!(read(r#"{"name": null}"#).unwrap_err().contains("never empty"));
        assert!(read(r#"{"nmae": "n"}"#).is_err());
    }

    #[test]
    fn an_edit_is_written_as_it_was_read() {
        for json in ["{}", r#"{"name":"n"}"#, r#"{"note":null,"tags":[]}"#, r#"{"tags":null}"#] {
            assert_eq!(serde_json::to_string(&read(json).unwrap()).unwrap(), json);
        }
        assert!(serde_json::to_string(&Edit::<i64>::Keep).is_err());
    }

    #[test]
    fn what_a_field_holds_afterwards() {
        assert_eq!(Edit::Keep.over(Some(1)), Some(1));
        assert_eq!(Edit::Clear.over(Some(1)), None);
        assert_eq!(Edit::Set(2).over(Some(1)), Some(2));
        assert_eq!((Edit::from(Some(1)), Edit::<i64>::from(None)), (Edit::Set(1), Edit::Clear));
        assert_eq!((Edit::given(Some(1)), Edit::<i64>::given(None)), (Edit::Set(1), Edit::Keep));
        assert_eq!(Edit::Set(2).map(|value| value + 1).value(), Some(3));
    }
}
