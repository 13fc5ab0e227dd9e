//! Functions on texts that all databases have, and conditions made of them.

use diesel::sql_types::{Nullable, Text};

diesel::define_sql_function! {
    /// Lower case, at least of ASCII letters.
    fn lower(text: Nullable<Text>) -> Nullable<Text>;
}

diesel::define_sql_function! {
    /// The text with one part in the place of another.
    fn replace(text: Nullable<Text>, from: Text, to: Text) -> Nullable<Text>;
}

/// Whether a name has the letters and the signs of a text, read by
/// [`signed_text`](crate::values::text::signed_text); `$key` is the column of its search key.
#[macro_export]
macro_rules! has_signs {
    ($name:expr, $key:expr, $signs:expr) => {{
        use $crate::store::texts::{lower, replace};
        let [half, wide] = $signs.names.clone();
        let name = || replace(lower($name.nullable()), " ", "");
        let signs = name().like(half).escape('!').or(name().like(wide).escape('!'));
        $key.like($signs.key.clone()).escape('!').nullable().and(signs)
    }};
}
pub use has_signs;
