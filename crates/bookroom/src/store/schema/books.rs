//! The tables of books as diesel sees them.

diesel::table! {
    book (book_id) {
        book_id -> BigInt,
        name -> Text,
        legal_name -> Nullable<Text>,
        tax_number -> Nullable<Text>,
        currency -> Text,
        language -> Text,
        utc_offset_minutes -> BigInt,
        chart -> Text,
        access_version -> BigInt,
        version -> BigInt,
        created_at -> BigInt,
    }
}

diesel::table! {
    id_counter (book_id, kind) {
        book_id -> BigInt,
        kind -> Text,
        last_id -> BigInt,
    }
}

diesel::table! {
    number_counter (book_id, series, period) {
        book_id -> BigInt,
        series -> Text,
        period -> BigInt,
        last_number -> BigInt,
    }
}
