//! The tables of changes as diesel sees them.

diesel::table! {
    change_head (book_id) {
        book_id -> BigInt,
        seq -> BigInt,
        hash -> Binary,
    }
}

diesel::table! {
    change_log (book_id, seq) {
        book_id -> BigInt,
        seq -> BigInt,
        at -> BigInt,
        operator_id -> Nullable<BigInt>,
        action -> Text,
        subject_kind -> Text,
        subject_id -> BigInt,
        image_before -> Nullable<Text>,
        image_after -> Nullable<Text>,
        request_key -> Nullable<Text>,
        prev_hash -> Binary,
        hash -> Binary,
    }
}

diesel::table! {
    request_log (book_id, request_key) {
        book_id -> BigInt,
        request_key -> Text,
        action -> Text,
        payload_hash -> Binary,
        outcome -> Nullable<Text>,
        first_seq -> BigInt,
        last_seq -> BigInt,
        at -> BigInt,
    }
}
