//! The tables of access as diesel sees them.

diesel::table! {
    team (book_id, id) {
        book_id -> BigInt,
        id -> BigInt,
        name -> Text,
        active -> Bool,
        version -> BigInt,
    }
}

diesel::table! {
    operator (book_id, id) {
        book_id -> BigInt,
        id -> BigInt,
        sign_in_name -> Text,
        sign_in_key -> Text,
        display_name -> Text,
        password_hash -> Text,
        team_id -> Nullable<BigInt>,
        active -> Bool,
        must_change_password -> Bool,
        failed_attempts -> BigInt,
        locked_until -> Nullable<BigInt>,
        session_epoch -> BigInt,
        last_sign_in_at -> Nullable<BigInt>,
        password_changed_at -> BigInt,
        version -> BigInt,
        created_at -> BigInt,
    }
}

diesel::table! {
    role (book_id, id) {
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
    role_grant (book_id, role_id, permission) {
        book_id -> BigInt,
        role_id -> BigInt,
        permission -> Text,
        scope -> Text,
    }
}

diesel::table! {
    role_field (book_id, role_id, field) {
        book_id -> BigInt,
        role_id -> BigInt,
        field -> Text,
        access -> Text,
    }
}

diesel::table! {
    operator_role (book_id, operator_id, role_id) {
        book_id -> BigInt,
        operator_id -> BigInt,
        role_id -> BigInt,
    }
}

diesel::table! {
    duty_rule (book_id, code) {
        book_id -> BigInt,
        code -> Text,
        enforced -> Bool,
    }
}
