//! The tables of billing as diesel sees them.

diesel::table! {
    product (book_id, id) {
        book_id -> BigInt,
        id -> BigInt,
        code -> Text,
        kind -> Text,
        name -> Text,
        name_key -> Text,
        unit -> Nullable<Text>,
        unit_price -> Nullable<Text>,
        price_mode -> Text,
        tax_rate -> Text,
        income_account_id -> Nullable<BigInt>,
        note -> Nullable<Text>,
        active -> Bool,
        version -> BigInt,
        created_at -> BigInt,
        updated_at -> BigInt,
    }
}

diesel::table! {
    invoice (book_id, id) {
        book_id -> BigInt,
        id -> BigInt,
        kind -> Text,
        direction -> Text,
        state -> Text,
        number -> Nullable<Text>,
        reference -> Nullable<Text>,
        customer_id -> BigInt,
        corrects_id -> Nullable<BigInt>,
        issue_on -> Date,
        due_on -> Date,
        price_mode -> Text,
        discount_percent -> Nullable<Text>,
        discount_amount -> Nullable<BigInt>,
        discount -> BigInt,
        net -> BigInt,
        tax -> BigInt,
        gross -> BigInt,
        settled -> BigInt,
        counterparty_name -> Text,
        counterparty_tax_number -> Nullable<Text>,
        counterparty_address -> Nullable<Text>,
        search_key -> Text,
        entry_id -> Nullable<BigInt>,
        note -> Nullable<Text>,
        version -> BigInt,
        created_at -> BigInt,
        created_by -> Nullable<BigInt>,
        updated_at -> BigInt,
    }
}

diesel::table! {
    invoice_line (book_id, invoice_id, line) {
        book_id -> BigInt,
        invoice_id -> BigInt,
        line -> BigInt,
        product_id -> Nullable<BigInt>,
        description -> Text,
        quantity -> Text,
        unit -> Nullable<Text>,
        unit_price -> Text,
        discount_percent -> Nullable<Text>,
        discount_amount -> Nullable<BigInt>,
        tax_rate -> Text,
        document_discount -> BigInt,
        net -> BigInt,
        tax -> BigInt,
        gross -> BigInt,
        income_account_id -> Nullable<BigInt>,
    }
}

diesel::table! {
    payment (book_id, id) {
        book_id -> BigInt,
        id -> BigInt,
        direction -> Text,
        purpose -> Text,
        state -> Text,
        number -> Text,
        reference -> Nullable<Text>,
        customer_id -> BigInt,
        paid_on -> Date,
        method -> Text,
        account_id -> BigInt,
        amount -> BigInt,
        allocated -> BigInt,
        counterparty_name -> Text,
        entry_id -> Nullable<BigInt>,
        reversal_entry_id -> Nullable<BigInt>,
        cancelled_on -> Nullable<Date>,
        note -> Nullable<Text>,
        version -> BigInt,
        created_at -> BigInt,
        created_by -> Nullable<BigInt>,
        updated_at -> BigInt,
    }
}

diesel::table! {
    allocation (book_id, id) {
        book_id -> BigInt,
        id -> BigInt,
        invoice_id -> Nullable<BigInt>,
        refund_id -> Nullable<BigInt>,
        payment_id -> Nullable<BigInt>,
        credit_note_id -> Nullable<BigInt>,
        amount -> BigInt,
        allocated_on -> Date,
        withdrawn_on -> Nullable<Date>,
        created_at -> BigInt,
        created_by -> Nullable<BigInt>,
    }
}
