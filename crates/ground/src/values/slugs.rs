//! Enums whose values have a stable word in the store, in messages and in files.

/// Declares an enum with `ALL`, `slug` and `from_slug`; serde reads and writes the slugs.
#[macro_export]
macro_rules! slugs {
    ($(#[$doc:meta])* $name:ident { $($(#[$item:meta])* $variant:ident $slug:literal,)* }) => {
        $(#[$doc])*
        #[derive(
            Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord,
            serde::Serialize, serde::Deserialize,
        )]
        pub enum $name {
            $($(#[$item])* #[serde(rename = $slug)] $variant,)*
        }

        impl $name {
            /// Every value, in the order of the catalogue.
            pub const ALL: &'static [$name] = &[$($name::$variant,)*];

            /// The name in the store and in messages; stable across releases.
            #[must_use]
            pub const fn slug(self) -> &'static str {
                match self { $($name::$variant => $slug,)* }
            }

            /// The words of all values.
            #[must_use]
            pub fn words() -> Vec<&'static str> {
                Self::ALL.iter().map(|value| value.slug()).collect()
            }

            /// Reads what `slug` gave.
            #[must_use]
            pub fn from_slug(slug: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|value| value.slug() == slug)
            }
        }
    };
}
pub use slugs;
