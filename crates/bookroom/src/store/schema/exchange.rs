//! The tables of exchange as diesel sees them.

diesel::table! {
    import_run (book_id, id) {
        book_id -> BigInt,
        id -> BigInt,
        kind -> Text,
        file_name -> Text,
        state -> Text,
        rows_read -> BigInt,
        rows_accepted -> BigInt,
        rows_rejected -> BigInt,
        changes -> BigInt,
        created_at -> BigInt,
        created_by -> Nullable<BigInt>,
    }
}
