//! The tables of dictionaries as diesel sees them.

diesel::table! {
    dictionary (book_id, id) {
        book_id -> BigInt,
        id -> BigInt,
        code -> Text,
        label_zh -> Text,
        label_en -> Text,
        ready_made -> Bool,
        version -> BigInt,
    }
}

diesel::table! {
    dictionary_item (book_id, id) {
        book_id -> BigInt,
        id -> BigInt,
        dictionary_id -> BigInt,
        code -> Text,
        label_zh -> Text,
        label_en -> Text,
        sort_order -> BigInt,
        parent_id -> Nullable<BigInt>,
        active -> Bool,
        valid_from -> Nullable<Date>,
        merged_into -> Nullable<BigInt>,
        version -> BigInt,
    }
}
