//! The tables of ledger as diesel sees them.

diesel::table! {
    account (book_id, id) {
        book_id -> BigInt,
        id -> BigInt,
        code -> Text,
        name_zh -> Text,
        name_en -> Text,
        kind -> Text,
        side -> Text,
        parent_id -> Nullable<BigInt>,
        is_leaf -> Bool,
        party_control -> Bool,
        cash_kind -> Nullable<Text>,
        active -> Bool,
        version -> BigInt,
    }
}

diesel::table! {
    account_role (book_id, role) {
        book_id -> BigInt,
        role -> Text,
        account_id -> BigInt,
    }
}

diesel::table! {
    journal (book_id, id) {
        book_id -> BigInt,
        id -> BigInt,
        code -> Text,
        name_zh -> Text,
        name_en -> Text,
        active -> Bool,
        version -> BigInt,
    }
}

diesel::table! {
    journal_entry (book_id, id) {
        book_id -> BigInt,
        id -> BigInt,
        journal_id -> BigInt,
        period -> BigInt,
        number -> BigInt,
        entry_on -> Date,
        summary -> Text,
        attachments -> BigInt,
        source_kind -> Nullable<Text>,
        source_id -> Nullable<BigInt>,
        reverses -> Nullable<BigInt>,
        posted_at -> BigInt,
        posted_by -> Nullable<BigInt>,
        digest -> Binary,
    }
}

diesel::table! {
    posting (book_id, entry_id, line) {
        book_id -> BigInt,
        entry_id -> BigInt,
        line -> BigInt,
        account_id -> BigInt,
        entry_on -> Date,
        party_id -> Nullable<BigInt>,
        debit -> BigInt,
        credit -> BigInt,
        memo -> Nullable<Text>,
    }
}

diesel::table! {
    balance (book_id, account_id, period) {
        book_id -> BigInt,
        account_id -> BigInt,
        period -> BigInt,
        debit -> BigInt,
        credit -> BigInt,
    }
}

diesel::table! {
    party_balance (book_id, account_id, party_id, period) {
        book_id -> BigInt,
        account_id -> BigInt,
        party_id -> BigInt,
        period -> BigInt,
        debit -> BigInt,
        credit -> BigInt,
    }
}

diesel::table! {
    entry_review (book_id, entry_id) {
        book_id -> BigInt,
        entry_id -> BigInt,
        reviewer_id -> BigInt,
        reviewed_at -> BigInt,
    }
}
