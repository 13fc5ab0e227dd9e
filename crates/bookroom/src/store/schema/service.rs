//! The tables of service as diesel sees them.

diesel::table! {
    service_case (book_id, id) {
        book_id -> BigInt,
        id -> BigInt,
        kind -> Text,
        number -> Text,
        state -> Text,
        subject -> Text,
        subject_key -> Text,
        description -> Nullable<Text>,
        category_id -> Nullable<BigInt>,
        severity -> Text,
        channel_id -> Nullable<BigInt>,
        customer_id -> Nullable<BigInt>,
        contact_id -> Nullable<BigInt>,
        invoice_id -> Nullable<BigInt>,
        assignee_id -> Nullable<BigInt>,
        owner_id -> Nullable<BigInt>,
        team_id -> Nullable<BigInt>,
        opened_on -> Date,
        opened_at -> BigInt,
        first_answered_at -> Nullable<BigInt>,
        resolved_at -> Nullable<BigInt>,
        closed_at -> Nullable<BigInt>,
        resolution -> Nullable<Text>,
        text_key -> Nullable<Text>,
        satisfaction_id -> Nullable<BigInt>,
        version -> BigInt,
        created_by -> Nullable<BigInt>,
        updated_at -> BigInt,
    }
}

diesel::table! {
    case_note (book_id, id) {
        book_id -> BigInt,
        id -> BigInt,
        case_id -> BigInt,
        body -> Text,
        is_public -> Bool,
        created_at -> BigInt,
        created_by -> Nullable<BigInt>,
        version -> BigInt,
    }
}
