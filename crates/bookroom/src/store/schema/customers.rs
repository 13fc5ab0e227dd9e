//! The tables of customers as diesel sees them.

diesel::table! {
    customer (book_id, id) {
        book_id -> BigInt,
        id -> BigInt,
        code -> Nullable<Text>,
        kind -> Text,
        name -> Text,
        name_key -> Text,
        legal_name -> Nullable<Text>,
        legal_name_key -> Nullable<Text>,
        is_customer -> Bool,
        is_supplier -> Bool,
        tax_kind -> Nullable<Text>,
        tax_number -> Nullable<Text>,
        payment_days -> BigInt,
        website -> Nullable<Text>,
        note -> Nullable<Text>,
        billing_title -> Nullable<Text>,
        billing_address -> Nullable<Text>,
        billing_phone -> Nullable<Text>,
        billing_bank -> Nullable<Text>,
        billing_account -> Nullable<Text>,
        owner_id -> Nullable<BigInt>,
        team_id -> Nullable<BigInt>,
        active -> Bool,
        version -> BigInt,
        created_at -> BigInt,
        created_by -> Nullable<BigInt>,
        updated_at -> BigInt,
    }
}

diesel::table! {
    customer_class (book_id, customer_id, dictionary_id) {
        book_id -> BigInt,
        customer_id -> BigInt,
        dictionary_id -> BigInt,
        item_id -> BigInt,
    }
}

diesel::table! {
    customer_channel (book_id, customer_id, line) {
        book_id -> BigInt,
        customer_id -> BigInt,
        line -> BigInt,
        kind -> Text,
        label -> Nullable<Text>,
        value -> Text,
        value_key -> Text,
    }
}

diesel::table! {
    customer_address (book_id, customer_id, line) {
        book_id -> BigInt,
        customer_id -> BigInt,
        line -> BigInt,
        kind -> Text,
        country -> Nullable<Text>,
        province -> Nullable<Text>,
        city -> Nullable<Text>,
        district -> Nullable<Text>,
        street -> Nullable<Text>,
        postal_code -> Nullable<Text>,
        recipient -> Nullable<Text>,
    }
}

diesel::table! {
    customer_bank_account (book_id, customer_id, line) {
        book_id -> BigInt,
        customer_id -> BigInt,
        line -> BigInt,
        bank_item_id -> Nullable<BigInt>,
        bank_name -> Text,
        account_name -> Nullable<Text>,
        account_number -> Text,
    }
}

diesel::table! {
    customer_tag (book_id, customer_id, tag) {
        book_id -> BigInt,
        customer_id -> BigInt,
        tag -> Text,
    }
}

diesel::table! {
    contact (book_id, id) {
        book_id -> BigInt,
        id -> BigInt,
        customer_id -> BigInt,
        name -> Text,
        name_key -> Text,
        role -> Nullable<Text>,
        title -> Nullable<Text>,
        gender -> Nullable<Text>,
        is_primary -> Bool,
        note -> Nullable<Text>,
        active -> Bool,
        version -> BigInt,
        created_at -> BigInt,
        updated_at -> BigInt,
    }
}

diesel::table! {
    contact_channel (book_id, contact_id, line) {
        book_id -> BigInt,
        contact_id -> BigInt,
        line -> BigInt,
        kind -> Text,
        label -> Nullable<Text>,
        value -> Text,
        value_key -> Text,
    }
}
