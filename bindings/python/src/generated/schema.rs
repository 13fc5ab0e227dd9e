//! Made by tools/generate.py from the engine's source; do not edit.

use crate::schema::{EnumInfo, FieldInfo, RecordInfo, Shape, Type, UnionInfo};

pub(crate) static ACCOUNT: RecordInfo = RecordInfo::model(
    "Account",
    &[
        FieldInfo { name: "id", python: "id", kind: Type::Int },
        FieldInfo { name: "code", python: "code", kind: Type::Text },
        FieldInfo { name: "name_zh", python: "name_zh", kind: Type::Text },
        FieldInfo { name: "name_en", python: "name_en", kind: Type::Text },
        FieldInfo { name: "kind", python: "kind", kind: Type::Enum(&ACCOUNT_KIND) },
        FieldInfo { name: "side", python: "side", kind: Type::Enum(&SIDE) },
        FieldInfo { name: "parent", python: "parent", kind: Type::Option(&Type::Text) },
        FieldInfo { name: "leaf", python: "leaf", kind: Type::Bool },
        FieldInfo { name: "party_control", python: "party_control", kind: Type::Bool },
        FieldInfo { name: "cash", python: "cash", kind: Type::Option(&Type::Enum(&CASH_KIND)) },
        FieldInfo { name: "active", python: "active", kind: Type::Bool },
        FieldInfo { name: "version", python: "version", kind: Type::Int },
    ],
);

pub(crate) static ACCOUNT_EDIT: RecordInfo = RecordInfo::model(
    "AccountEdit",
    &[
        FieldInfo { name: "name_zh", python: "name_zh", kind: Type::Option(&Type::Text) },
        FieldInfo { name: "name_en", python: "name_en", kind: Type::Option(&Type::Text) },
        FieldInfo {
            name: "party_control",
            python: "party_control",
            kind: Type::Option(&Type::Bool),
        },
        FieldInfo { name: "active", python: "active", kind: Type::Option(&Type::Bool) },
    ],
);

pub(crate) static ACCOUNT_KIND: EnumInfo =
    EnumInfo::new("AccountKind", &["asset", "liability", "equity", "cost", "income", "expense"]);

pub(crate) static ACCOUNT_ROLE: EnumInfo = EnumInfo::new(
    "AccountRole",
    &[
        "receivable",
        "payable",
        "revenue",
        "service_revenue",
        "output_tax",
        "input_tax",
        "purchases",
        "cash",
        "bank",
    ],
);

pub(crate) static ADDRESS: RecordInfo = RecordInfo::model(
    "Address",
    &[
        FieldInfo { name: "kind", python: "kind", kind: Type::Enum(&ADDRESS_KIND) },
        FieldInfo { name: "country", python: "country", kind: Type::Option(&Type::Text) },
        FieldInfo { name: "province", python: "province", kind: Type::Option(&Type::Text) },
        FieldInfo { name: "city", python: "city", kind: Type::Option(&Type::Text) },
        FieldInfo { name: "district", python: "district", kind: Type::Option(&Type::Text) },
        FieldInfo { name: "street", python: "street", kind: Type::Option(&Type::Text) },
        FieldInfo { name: "postal_code", python: "postal_code", kind: Type::Option(&Type::Text) },
        FieldInfo { name: "recipient", python: "recipient", kind: Type::Option(&Type::Text) },
    ],
);

pub(crate) static ADDRESS_KIND: EnumInfo =
    EnumInfo::new("AddressKind", &["registered", "office", "billing", "shipping", "home", "other"]);

pub(crate) static AGEING: RecordInfo = RecordInfo::model(
    "Ageing",
    &[
        FieldInfo { name: "on", python: "on", kind: Type::Date },
        FieldInfo { name: "upper_days", python: "upper_days", kind: Type::List(&Type::Int) },
        FieldInfo {
            name: "rows",
            python: "rows",
            kind: Type::Page(&Type::List(&Type::Record(&AGEING_ROW))),
        },
        FieldInfo {
            name: "totals",
            python: "totals",
            kind: Type::Option(&Type::Record(&AGEING_AMOUNTS)),
        },
    ],
);

pub(crate) static AGEING_AMOUNTS: RecordInfo = RecordInfo::model(
    "AgeingAmounts",
    &[
        FieldInfo { name: "bands", python: "bands", kind: Type::List(&Type::Decimal) },
        FieldInfo { name: "open", python: "open", kind: Type::Decimal },
        FieldInfo { name: "credit", python: "credit", kind: Type::Decimal },
        FieldInfo { name: "balance", python: "balance", kind: Type::Decimal },
    ],
);

pub(crate) static AGEING_BANDS_MONTHS: RecordInfo = RecordInfo::model("AgeingBandsMonths", &[]);

pub(crate) static AGEING_BANDS_YEARS: RecordInfo = RecordInfo::model("AgeingBandsYears", &[]);

pub(crate) static AGEING_BANDS_DAYS: RecordInfo = RecordInfo::model(
    "AgeingBandsDays",
    &[FieldInfo { name: "value", python: "value", kind: Type::List(&Type::Int) }],
);

pub(crate) static AGEING_BANDS: UnionInfo = UnionInfo {
    name: "AgeingBands",
    variants: &[
        ("months", Shape::Unit, &AGEING_BANDS_MONTHS),
        ("years", Shape::Unit, &AGEING_BANDS_YEARS),
        ("days", Shape::Value, &AGEING_BANDS_DAYS),
    ],
};

pub(crate) static AGEING_BY: EnumInfo = EnumInfo::new("AgeingBy", &["due_date", "issue_date"]);

pub(crate) static AGEING_REQUEST: RecordInfo = RecordInfo::model(
    "AgeingRequest",
    &[
        FieldInfo { name: "on", python: "on", kind: Type::Date },
        FieldInfo { name: "page", python: "page", kind: Type::Record(&PAGE_REQUEST) },
        FieldInfo { name: "side", python: "side", kind: Type::Enum(&DEBT_SIDE) },
        FieldInfo { name: "bands", python: "bands", kind: Type::Union(&AGEING_BANDS) },
        FieldInfo { name: "by", python: "by", kind: Type::Enum(&AGEING_BY) },
    ],
);

pub(crate) static AGEING_ROW: RecordInfo = RecordInfo::model(
    "AgeingRow",
    &[
        FieldInfo { name: "customer", python: "customer", kind: Type::Int },
        FieldInfo { name: "name", python: "name", kind: Type::Text },
        FieldInfo { name: "amounts", python: "amounts", kind: Type::Record(&AGEING_AMOUNTS) },
    ],
);

pub(crate) static ALLOCATE_BY: EnumInfo =
    EnumInfo::new("AllocateBy", &["oldest", "reference", "nothing"]);

pub(crate) static ALLOCATION: RecordInfo = RecordInfo::model(
    "Allocation",
    &[
        FieldInfo { name: "id", python: "id", kind: Type::Int },
        FieldInfo { name: "debt", python: "debt", kind: Type::Union(&OPEN_ITEM) },
        FieldInfo { name: "credit", python: "credit", kind: Type::Union(&OPEN_ITEM) },
        FieldInfo { name: "amount", python: "amount", kind: Type::Decimal },
        FieldInfo { name: "allocated_on", python: "allocated_on", kind: Type::Date },
        FieldInfo { name: "withdrawn_on", python: "withdrawn_on", kind: Type::Option(&Type::Date) },
        FieldInfo { name: "created_at", python: "created_at", kind: Type::Instant },
        FieldInfo { name: "created_by", python: "created_by", kind: Type::Option(&Type::Int) },
    ],
);

pub(crate) static ALLOCATION_CHOICE_AUTOMATIC: RecordInfo =
    RecordInfo::model("AllocationChoiceAutomatic", &[]);

pub(crate) static ALLOCATION_CHOICE_NONE: RecordInfo =
    RecordInfo::model("AllocationChoiceNone", &[]);

pub(crate) static ALLOCATION_CHOICE_BY_HAND: RecordInfo = RecordInfo::model(
    "AllocationChoiceByHand",
    &[FieldInfo { name: "value", python: "value", kind: Type::List(&Type::Record(&SHARE)) }],
);

pub(crate) static ALLOCATION_CHOICE: UnionInfo = UnionInfo {
    name: "AllocationChoice",
    variants: &[
        ("automatic", Shape::Unit, &ALLOCATION_CHOICE_AUTOMATIC),
        ("none", Shape::Unit, &ALLOCATION_CHOICE_NONE),
        ("by_hand", Shape::Value, &ALLOCATION_CHOICE_BY_HAND),
    ],
};

pub(crate) static AMBIGUITY: RecordInfo = RecordInfo::model(
    "Ambiguity",
    &[
        FieldInfo { name: "column", python: "column", kind: Type::Int },
        FieldInfo { name: "fields", python: "fields", kind: Type::List(&Type::Text) },
        FieldInfo { name: "chosen", python: "chosen", kind: Type::Option(&Type::Text) },
    ],
);

pub(crate) static BALANCE: RecordInfo = RecordInfo::model(
    "Balance",
    &[
        FieldInfo { name: "debit", python: "debit", kind: Type::Decimal },
        FieldInfo { name: "credit", python: "credit", kind: Type::Decimal },
        FieldInfo { name: "balance", python: "balance", kind: Type::Decimal },
    ],
);

pub(crate) static BANK_ACCOUNT: RecordInfo = RecordInfo::model(
    "BankAccount",
    &[
        FieldInfo { name: "bank", python: "bank", kind: Type::Option(&Type::Text) },
        FieldInfo { name: "bank_name", python: "bank_name", kind: Type::Text },
        FieldInfo { name: "account_name", python: "account_name", kind: Type::Option(&Type::Text) },
        FieldInfo { name: "account_number", python: "account_number", kind: Type::Text },
    ],
);

pub(crate) static BILLING_PROFILE: RecordInfo = RecordInfo::model(
    "BillingProfile",
    &[
        FieldInfo { name: "title", python: "title", kind: Type::Option(&Type::Text) },
        FieldInfo { name: "address", python: "address", kind: Type::Option(&Type::Text) },
        FieldInfo { name: "phone", python: "phone", kind: Type::Option(&Type::Text) },
        FieldInfo { name: "bank", python: "bank", kind: Type::Option(&Type::Text) },
        FieldInfo { name: "account", python: "account", kind: Type::Option(&Type::Text) },
    ],
);

pub(crate) static BOOK: RecordInfo = RecordInfo::model(
    "Book",
    &[
        FieldInfo { name: "id", python: "id", kind: Type::Int },
        FieldInfo { name: "name", python: "name", kind: Type::Text },
        FieldInfo { name: "legal_name", python: "legal_name", kind: Type::Option(&Type::Text) },
        FieldInfo { name: "tax_number", python: "tax_number", kind: Type::Option(&Type::Text) },
        FieldInfo { name: "currency", python: "currency", kind: Type::Text },
        FieldInfo { name: "language", python: "language", kind: Type::Enum(&LANGUAGE) },
        FieldInfo { name: "utc_offset_minutes", python: "utc_offset_minutes", kind: Type::Int },
        FieldInfo { name: "chart", python: "chart", kind: Type::Text },
        FieldInfo { name: "version", python: "version", kind: Type::Int },
        FieldInfo { name: "created_at", python: "created_at", kind: Type::Instant },
    ],
);

pub(crate) static BOOK_EDIT: RecordInfo = RecordInfo::model(
    "BookEdit",
    &[
        FieldInfo { name: "name", python: "name", kind: Type::Option(&Type::Text) },
        FieldInfo { name: "legal_name", python: "legal_name", kind: Type::Option(&Type::Text) },
        FieldInfo { name: "tax_number", python: "tax_number", kind: Type::Option(&Type::Text) },
        FieldInfo {
            name: "language",
            python: "language",
            kind: Type::Option(&Type::Enum(&LANGUAGE)),
        },
        FieldInfo {
            name: "utc_offset_minutes",
            python: "utc_offset_minutes",
            kind: Type::Option(&Type::Int),
        },
    ],
);

pub(crate) static CASE: RecordInfo = RecordInfo::model(
    "Case",
    &[
        FieldInfo { name: "id", python: "id", kind: Type::Int },
        FieldInfo { name: "number", python: "number", kind: Type::Text },
        FieldInfo { name: "kind", python: "kind", kind: Type::Enum(&CASE_KIND) },
        FieldInfo { name: "state", python: "state", kind: Type::Enum(&CASE_STATE) },
        FieldInfo { name: "subject", python: "subject", kind: Type::Text },
        FieldInfo { name: "description", python: "description", kind: Type::Option(&Type::Text) },
        FieldInfo { name: "category", python: "category", kind: Type::Option(&Type::Text) },
        FieldInfo { name: "severity", python: "severity", kind: Type::Enum(&CASE_SEVERITY) },
        FieldInfo { name: "channel", python: "channel", kind: Type::Option(&Type::Text) },
        FieldInfo { name: "customer", python: "customer", kind: Type::Option(&Type::Int) },
        FieldInfo { name: "contact", python: "contact", kind: Type::Option(&Type::Int) },
        FieldInfo { name: "invoice", python: "invoice", kind: Type::Option(&Type::Int) },
        FieldInfo { name: "assignee", python: "assignee", kind: Type::Option(&Type::Int) },
        FieldInfo { name: "owner", python: "owner", kind: Type::Option(&Type::Int) },
        FieldInfo { name: "team", python: "team", kind: Type::Option(&Type::Int) },
        FieldInfo { name: "opened_on", python: "opened_on", kind: Type::Date },
        FieldInfo { name: "opened_at", python: "opened_at", kind: Type::Instant },
        FieldInfo {
            name: "first_answered_at",
            python: "first_answered_at",
            kind: Type::Option(&Type::Instant),
        },
        FieldInfo {
            name: "resolved_at",
            python: "resolved_at",
            kind: Type::Option(&Type::Instant),
        },
        FieldInfo { name: "closed_at", python: "closed_at", kind: Type::Option(&Type::Instant) },
        FieldInfo { name: "resolution", python: "resolution", kind: Type::Option(&Type::Text) },
        FieldInfo { name: "satisfaction", python: "satisfaction", kind: Type::Option(&Type::Text) },
        FieldInfo { name: "version", python: "version", kind: Type::Int },
        FieldInfo { name: "created_by", python: "created_by", kind: Type::Option(&Type::Int) },
        FieldInfo { name: "updated_at", python: "updated_at", kind: Type::Instant },
    ],
);

pub(crate) static CASE_COUNT: RecordInfo = RecordInfo::model(
    "CaseCount",
    &[
        FieldInfo { name: "kind", python: "kind", kind: Type::Option(&Type::Enum(&CASE_KIND)) },
        FieldInfo { name: "category", python: "category", kind: Type::Option(&Type::Text) },
        FieldInfo { name: "month", python: "month", kind: Type::Option(&Type::Date) },
        FieldInfo { name: "state", python: "state", kind: Type::Option(&Type::Enum(&CASE_STATE)) },
        FieldInfo {
            name: "severity",
            python: "severity",
            kind: Type::Option(&Type::Enum(&CASE_SEVERITY)),
        },
        FieldInfo { name: "channel", python: "channel", kind: Type::Option(&Type::Text) },
        FieldInfo { name: "assignee", python: "assignee", kind: Type::Option(&Type::Int) },
        FieldInfo { name: "satisfaction", python: "satisfaction", kind: Type::Option(&Type::Text) },
        FieldInfo { name: "cases", python: "cases", kind: Type::Int },
        FieldInfo { name: "answered", python: "answered", kind: Type::Int },
        FieldInfo {
            name: "minutes_to_answer",
            python: "minutes_to_answer",
            kind: Type::Option(&Type::Int),
        },
        FieldInfo { name: "resolved", python: "resolved", kind: Type::Int },
        FieldInfo {
            name: "minutes_to_resolution",
            python: "minutes_to_resolution",
            kind: Type::Option(&Type::Int),
        },
    ],
);

pub(crate) static CASE_DIMENSION: EnumInfo = EnumInfo::new(
    "CaseDimension",
    &["kind", "category", "month", "state", "severity", "channel", "assignee", "satisfaction"],
);

pub(crate) static CASE_EDIT: RecordInfo = RecordInfo::model(
    "CaseEdit",
    &[
        FieldInfo { name: "id", python: "id", kind: Type::Int },
        FieldInfo { name: "version", python: "version", kind: Type::Int },
        FieldInfo { name: "kind", python: "kind", kind: Type::Option(&Type::Enum(&CASE_KIND)) },
        FieldInfo { name: "subject", python: "subject", kind: Type::Option(&Type::Text) },
        FieldInfo { name: "description", python: "description", kind: Type::Option(&Type::Text) },
        FieldInfo { name: "category", python: "category", kind: Type::Option(&Type::Text) },
        FieldInfo {
            name: "severity",
            python: "severity",
            kind: Type::Option(&Type::Enum(&CASE_SEVERITY)),
        },
        FieldInfo { name: "channel", python: "channel", kind: Type::Option(&Type::Text) },
        FieldInfo { name: "customer", python: "customer", kind: Type::Option(&Type::Int) },
        FieldInfo { name: "contact", python: "contact", kind: Type::Option(&Type::Int) },
        FieldInfo { name: "invoice", python: "invoice", kind: Type::Option(&Type::Int) },
        FieldInfo { name: "clear", python: "clear", kind: Type::List(&Type::Enum(&CASE_LINK)) },
        FieldInfo { name: "satisfaction", python: "satisfaction", kind: Type::Option(&Type::Text) },
    ],
);

pub(crate) static CASE_FILTER: RecordInfo = RecordInfo::model(
    "CaseFilter",
    &[
        FieldInfo { name: "kind", python: "kind", kind: Type::Option(&Type::Enum(&CASE_KIND)) },
        FieldInfo { name: "states", python: "states", kind: Type::List(&Type::Enum(&CASE_STATE)) },
        FieldInfo {
            name: "severities",
            python: "severities",
            kind: Type::List(&Type::Enum(&CASE_SEVERITY)),
        },
        FieldInfo { name: "category", python: "category", kind: Type::Option(&Type::Text) },
        FieldInfo { name: "channel", python: "channel", kind: Type::Option(&Type::Text) },
        FieldInfo { name: "customer", python: "customer", kind: Type::Option(&Type::Int) },
        FieldInfo { name: "assignee", python: "assignee", kind: Type::Option(&Type::Int) },
        FieldInfo { name: "unassigned", python: "unassigned", kind: Type::Bool },
        FieldInfo { name: "owner", python: "owner", kind: Type::Option(&Type::Int) },
        FieldInfo { name: "opened_from", python: "opened_from", kind: Type::Option(&Type::Date) },
        FieldInfo { name: "opened_to", python: "opened_to", kind: Type::Option(&Type::Date) },
        FieldInfo { name: "text", python: "text", kind: Type::Option(&Type::Text) },
    ],
);

pub(crate) static CASE_KIND: EnumInfo =
    EnumInfo::new("CaseKind", &["feedback", "complaint", "request"]);

pub(crate) static CASE_LINK: EnumInfo =
    EnumInfo::new("CaseLink", &["customer", "contact", "invoice"]);

pub(crate) static CASE_NOTE: RecordInfo = RecordInfo::model(
    "CaseNote",
    &[
        FieldInfo { name: "id", python: "id", kind: Type::Int },
        FieldInfo { name: "case", python: "case", kind: Type::Int },
        FieldInfo { name: "body", python: "body", kind: Type::Text },
        FieldInfo { name: "is_public", python: "is_public", kind: Type::Bool },
        FieldInfo { name: "created_at", python: "created_at", kind: Type::Instant },
        FieldInfo { name: "created_by", python: "created_by", kind: Type::Option(&Type::Int) },
        FieldInfo { name: "version", python: "version", kind: Type::Int },
    ],
);

pub(crate) static CASE_NOTE_EDIT: RecordInfo = RecordInfo::model(
    "CaseNoteEdit",
    &[
        FieldInfo { name: "body", python: "body", kind: Type::Option(&Type::Text) },
        FieldInfo { name: "is_public", python: "is_public", kind: Type::Option(&Type::Bool) },
    ],
);

pub(crate) static CASE_RESOLUTION: RecordInfo = RecordInfo::model(
    "CaseResolution",
    &[
        FieldInfo { name: "id", python: "id", kind: Type::Int },
        FieldInfo { name: "version", python: "version", kind: Type::Int },
        FieldInfo { name: "resolution", python: "resolution", kind: Type::Text },
        FieldInfo { name: "satisfaction", python: "satisfaction", kind: Type::Option(&Type::Text) },
    ],
);

pub(crate) static CASE_SEVERITY: EnumInfo =
    EnumInfo::new("CaseSeverity", &["low", "normal", "high", "urgent"]);

pub(crate) static CASE_SORT: EnumInfo =
    EnumInfo::new("CaseSort", &["newest", "oldest", "updated", "number"]);

pub(crate) static CASE_STATE: EnumInfo = EnumInfo::new(
    "CaseState",
    &["new", "assigned", "in_progress", "waiting", "resolved", "closed", "rejected"],
);

pub(crate) static CASE_STEP: EnumInfo = EnumInfo::new(
    "CaseStep",
    &["assign", "unassign", "start", "wait", "resolve", "close", "reject", "reopen"],
);

pub(crate) static CASE_VERSION: RecordInfo = RecordInfo::model(
    "CaseVersion",
    &[
        FieldInfo { name: "id", python: "id", kind: Type::Int },
        FieldInfo { name: "version", python: "version", kind: Type::Int },
    ],
);

pub(crate) static CASH_KIND: EnumInfo = EnumInfo::new("CashKind", &["cash", "bank"]);

pub(crate) static CHANGE: RecordInfo = RecordInfo::model(
    "Change",
    &[
        FieldInfo { name: "book", python: "book", kind: Type::Int },
        FieldInfo { name: "seq", python: "seq", kind: Type::Int },
        FieldInfo { name: "at", python: "at", kind: Type::Instant },
        FieldInfo { name: "operator", python: "operator", kind: Type::Option(&Type::Int) },
        FieldInfo { name: "action", python: "action", kind: Type::Text },
        FieldInfo { name: "subject", python: "subject", kind: Type::Record(&SUBJECT) },
        FieldInfo {
            name: "fields",
            python: "fields",
            kind: Type::List(&Type::Record(&FIELD_CHANGE)),
        },
        FieldInfo { name: "request_key", python: "request_key", kind: Type::Option(&Type::Text) },
        FieldInfo { name: "hash", python: "hash", kind: Type::Text },
    ],
);

pub(crate) static CHANNEL: RecordInfo = RecordInfo::model(
    "Channel",
    &[
        FieldInfo { name: "kind", python: "kind", kind: Type::Enum(&CHANNEL_KIND) },
        FieldInfo { name: "value", python: "value", kind: Type::Text },
        FieldInfo { name: "label", python: "label", kind: Type::Option(&Type::Text) },
    ],
);

pub(crate) static CHANNEL_KIND: EnumInfo = EnumInfo::new(
    "ChannelKind",
    &["phone", "mobile", "fax", "email", "wechat", "qq", "website", "other"],
);

pub(crate) static CLEANED: EnumInfo = EnumInfo::new(
    "Cleaned",
    &[
        "spaces",
        "width",
        "guard",
        "date_form",
        "date_serial",
        "time_of_day",
        "number_form",
        "ten_thousands",
        "percent",
        "zhe",
        "yes_no",
        "phone",
        "phone_unknown",
        "email",
        "identifier",
    ],
);

pub(crate) static CLEANED_COUNT: RecordInfo = RecordInfo::model(
    "CleanedCount",
    &[
        FieldInfo { name: "field", python: "field", kind: Type::Text },
        FieldInfo { name: "change", python: "change", kind: Type::Enum(&CLEANED) },
        FieldInfo { name: "count", python: "count", kind: Type::Int },
    ],
);

pub(crate) static COLUMN_SOURCE_COLUMN: RecordInfo = RecordInfo::model(
    "ColumnSourceColumn",
    &[FieldInfo { name: "value", python: "value", kind: Type::Text }],
);

pub(crate) static COLUMN_SOURCE_CONSTANT: RecordInfo = RecordInfo::model(
    "ColumnSourceConstant",
    &[FieldInfo { name: "value", python: "value", kind: Type::Text }],
);

pub(crate) static COLUMN_SOURCE_NOTHING: RecordInfo = RecordInfo::model("ColumnSourceNothing", &[]);

pub(crate) static COLUMN_SOURCE: UnionInfo = UnionInfo {
    name: "ColumnSource",
    variants: &[
        ("column", Shape::Value, &COLUMN_SOURCE_COLUMN),
        ("constant", Shape::Value, &COLUMN_SOURCE_CONSTANT),
        ("nothing", Shape::Unit, &COLUMN_SOURCE_NOTHING),
    ],
};

pub(crate) static CONTACT: RecordInfo = RecordInfo::model(
    "Contact",
    &[
        FieldInfo { name: "id", python: "id", kind: Type::Int },
        FieldInfo { name: "customer", python: "customer", kind: Type::Int },
        FieldInfo { name: "name", python: "name", kind: Type::Text },
        FieldInfo { name: "role", python: "role", kind: Type::Option(&Type::Text) },
        FieldInfo { name: "title", python: "title", kind: Type::Option(&Type::Text) },
        FieldInfo { name: "gender", python: "gender", kind: Type::Option(&Type::Enum(&GENDER)) },
        FieldInfo { name: "is_primary", python: "is_primary", kind: Type::Bool },
        FieldInfo {
            name: "channels",
            python: "channels",
            kind: Type::List(&Type::Record(&CHANNEL)),
        },
        FieldInfo { name: "note", python: "note", kind: Type::Option(&Type::Text) },
        FieldInfo { name: "active", python: "active", kind: Type::Bool },
        FieldInfo { name: "version", python: "version", kind: Type::Int },
        FieldInfo { name: "created_at", python: "created_at", kind: Type::Instant },
        FieldInfo { name: "updated_at", python: "updated_at", kind: Type::Instant },
    ],
);

pub(crate) static CONTACT_CHANGE: RecordInfo = RecordInfo::model(
    "ContactChange",
    &[
        FieldInfo { name: "id", python: "id", kind: Type::Int },
        FieldInfo { name: "version", python: "version", kind: Type::Int },
        FieldInfo { name: "edit", python: "edit", kind: Type::Record(&CONTACT_EDIT) },
    ],
);

pub(crate) static CONTACT_EDIT: RecordInfo = RecordInfo::model(
    "ContactEdit",
    &[
        FieldInfo { name: "name", python: "name", kind: Type::Option(&Type::Text) },
        FieldInfo { name: "role", python: "role", kind: Type::Option(&Type::Text) },
        FieldInfo { name: "title", python: "title", kind: Type::Option(&Type::Text) },
        FieldInfo { name: "gender", python: "gender", kind: Type::Option(&Type::Enum(&GENDER)) },
        FieldInfo { name: "is_primary", python: "is_primary", kind: Type::Option(&Type::Bool) },
        FieldInfo {
            name: "channels",
            python: "channels",
            kind: Type::Option(&Type::List(&Type::Record(&CHANNEL))),
        },
        FieldInfo { name: "note", python: "note", kind: Type::Option(&Type::Text) },
    ],
);

pub(crate) static CONTACT_FILTER: RecordInfo = RecordInfo::model(
    "ContactFilter",
    &[
        FieldInfo { name: "text", python: "text", kind: Type::Option(&Type::Text) },
        FieldInfo { name: "customer", python: "customer", kind: Type::Option(&Type::Int) },
        FieldInfo { name: "role", python: "role", kind: Type::Option(&Type::Text) },
        FieldInfo { name: "is_primary", python: "is_primary", kind: Type::Option(&Type::Bool) },
        FieldInfo { name: "active", python: "active", kind: Type::Option(&Type::Bool) },
    ],
);

pub(crate) static CONTACT_SEEN: RecordInfo = RecordInfo::model(
    "ContactSeen",
    &[
        FieldInfo { name: "id", python: "id", kind: Type::Int },
        FieldInfo { name: "version", python: "version", kind: Type::Int },
    ],
);

pub(crate) static CREDIT_LINE: RecordInfo = RecordInfo::model(
    "CreditLine",
    &[
        FieldInfo { name: "line", python: "line", kind: Type::Int },
        FieldInfo { name: "quantity", python: "quantity", kind: Type::Option(&Type::Decimal) },
        FieldInfo { name: "amount", python: "amount", kind: Type::Option(&Type::Decimal) },
    ],
);

pub(crate) static CREDITED: RecordInfo = RecordInfo::model(
    "Credited",
    &[
        FieldInfo { name: "invoice", python: "invoice", kind: Type::Record(&INVOICE) },
        FieldInfo { name: "credit_note", python: "credit_note", kind: Type::Record(&INVOICE) },
    ],
);

pub(crate) static CUSTOMER: RecordInfo = RecordInfo::model(
    "Customer",
    &[
        FieldInfo { name: "id", python: "id", kind: Type::Int },
        FieldInfo { name: "code", python: "code", kind: Type::Option(&Type::Text) },
        FieldInfo { name: "kind", python: "kind", kind: Type::Enum(&CUSTOMER_KIND) },
        FieldInfo { name: "name", python: "name", kind: Type::Text },
        FieldInfo { name: "legal_name", python: "legal_name", kind: Type::Option(&Type::Text) },
        FieldInfo { name: "is_customer", python: "is_customer", kind: Type::Bool },
        FieldInfo { name: "is_supplier", python: "is_supplier", kind: Type::Bool },
        FieldInfo { name: "level", python: "level", kind: Type::Option(&Type::Text) },
        FieldInfo { name: "industry", python: "industry", kind: Type::Option(&Type::Text) },
        FieldInfo { name: "source", python: "source", kind: Type::Option(&Type::Text) },
        FieldInfo { name: "region", python: "region", kind: Type::Option(&Type::Text) },
        FieldInfo {
            name: "enterprise_type",
            python: "enterprise_type",
            kind: Type::Option(&Type::Text),
        },
        FieldInfo {
            name: "enterprise_nature",
            python: "enterprise_nature",
            kind: Type::Option(&Type::Text),
        },
        FieldInfo {
            name: "credit_rating",
            python: "credit_rating",
            kind: Type::Option(&Type::Text),
        },
        FieldInfo { name: "satisfaction", python: "satisfaction", kind: Type::Option(&Type::Text) },
        FieldInfo { name: "classes", python: "classes", kind: Type::Map(&Type::Text) },
        FieldInfo {
            name: "tax_kind",
            python: "tax_kind",
            kind: Type::Option(&Type::Enum(&IDENTIFIER_KIND)),
        },
        FieldInfo { name: "tax_number", python: "tax_number", kind: Type::Option(&Type::Text) },
        FieldInfo { name: "payment_days", python: "payment_days", kind: Type::Int },
        FieldInfo { name: "website", python: "website", kind: Type::Option(&Type::Text) },
        FieldInfo { name: "note", python: "note", kind: Type::Option(&Type::Text) },
        FieldInfo {
            name: "channels",
            python: "channels",
            kind: Type::List(&Type::Record(&CHANNEL)),
        },
        FieldInfo {
            name: "addresses",
            python: "addresses",
            kind: Type::List(&Type::Record(&ADDRESS)),
        },
        FieldInfo {
            name: "bank_accounts",
            python: "bank_accounts",
            kind: Type::List(&Type::Record(&BANK_ACCOUNT)),
        },
        FieldInfo {
            name: "billing",
            python: "billing",
            kind: Type::Option(&Type::Record(&BILLING_PROFILE)),
        },
        FieldInfo { name: "tags", python: "tags", kind: Type::List(&Type::Text) },
        FieldInfo { name: "owner", python: "owner", kind: Type::Option(&Type::Int) },
        FieldInfo { name: "team", python: "team", kind: Type::Option(&Type::Int) },
        FieldInfo { name: "active", python: "active", kind: Type::Bool },
        FieldInfo { name: "version", python: "version", kind: Type::Int },
        FieldInfo { name: "created_at", python: "created_at", kind: Type::Instant },
        FieldInfo { name: "created_by", python: "created_by", kind: Type::Option(&Type::Int) },
        FieldInfo { name: "updated_at", python: "updated_at", kind: Type::Instant },
    ],
);

pub(crate) static CUSTOMER_CHANGE: RecordInfo = RecordInfo::model(
    "CustomerChange",
    &[
        FieldInfo { name: "id", python: "id", kind: Type::Int },
        FieldInfo { name: "version", python: "version", kind: Type::Int },
        FieldInfo { name: "edit", python: "edit", kind: Type::Record(&CUSTOMER_EDIT) },
    ],
);

pub(crate) static CUSTOMER_EDIT: RecordInfo = RecordInfo::model(
    "CustomerEdit",
    &[
        FieldInfo { name: "code", python: "code", kind: Type::Option(&Type::Text) },
        FieldInfo { name: "kind", python: "kind", kind: Type::Option(&Type::Enum(&CUSTOMER_KIND)) },
        FieldInfo { name: "name", python: "name", kind: Type::Option(&Type::Text) },
        FieldInfo { name: "legal_name", python: "legal_name", kind: Type::Option(&Type::Text) },
        FieldInfo { name: "is_customer", python: "is_customer", kind: Type::Option(&Type::Bool) },
        FieldInfo { name: "is_supplier", python: "is_supplier", kind: Type::Option(&Type::Bool) },
        FieldInfo { name: "level", python: "level", kind: Type::Option(&Type::Text) },
        FieldInfo { name: "industry", python: "industry", kind: Type::Option(&Type::Text) },
        FieldInfo { name: "source", python: "source", kind: Type::Option(&Type::Text) },
        FieldInfo { name: "region", python: "region", kind: Type::Option(&Type::Text) },
        FieldInfo {
            name: "enterprise_type",
            python: "enterprise_type",
            kind: Type::Option(&Type::Text),
        },
        FieldInfo {
            name: "enterprise_nature",
            python: "enterprise_nature",
            kind: Type::Option(&Type::Text),
        },
        FieldInfo {
            name: "credit_rating",
            python: "credit_rating",
            kind: Type::Option(&Type::Text),
        },
        FieldInfo { name: "satisfaction", python: "satisfaction", kind: Type::Option(&Type::Text) },
        FieldInfo {
            name: "classes",
            python: "classes",
            kind: Type::Option(&Type::Map(&Type::Text)),
        },
        FieldInfo {
            name: "tax_kind",
            python: "tax_kind",
            kind: Type::Option(&Type::Enum(&IDENTIFIER_KIND)),
        },
        FieldInfo { name: "tax_number", python: "tax_number", kind: Type::Option(&Type::Text) },
        FieldInfo { name: "payment_days", python: "payment_days", kind: Type::Option(&Type::Int) },
        FieldInfo { name: "website", python: "website", kind: Type::Option(&Type::Text) },
        FieldInfo { name: "note", python: "note", kind: Type::Option(&Type::Text) },
        FieldInfo {
            name: "channels",
            python: "channels",
            kind: Type::Option(&Type::List(&Type::Record(&CHANNEL))),
        },
        FieldInfo {
            name: "addresses",
            python: "addresses",
            kind: Type::Option(&Type::List(&Type::Record(&ADDRESS))),
        },
        FieldInfo {
            name: "bank_accounts",
            python: "bank_accounts",
            kind: Type::Option(&Type::List(&Type::Record(&BANK_ACCOUNT))),
        },
        FieldInfo {
            name: "billing",
            python: "billing",
            kind: Type::Option(&Type::Record(&BILLING_PROFILE)),
        },
        FieldInfo { name: "tags", python: "tags", kind: Type::Option(&Type::List(&Type::Text)) },
    ],
);

pub(crate) static CUSTOMER_FILTER: RecordInfo = RecordInfo::model(
    "CustomerFilter",
    &[
        FieldInfo { name: "text", python: "text", kind: Type::Option(&Type::Text) },
        FieldInfo { name: "kind", python: "kind", kind: Type::Option(&Type::Enum(&CUSTOMER_KIND)) },
        FieldInfo { name: "is_customer", python: "is_customer", kind: Type::Option(&Type::Bool) },
        FieldInfo { name: "is_supplier", python: "is_supplier", kind: Type::Option(&Type::Bool) },
        FieldInfo { name: "active", python: "active", kind: Type::Option(&Type::Bool) },
        FieldInfo { name: "owner", python: "owner", kind: Type::Option(&Type::Int) },
        FieldInfo { name: "unowned", python: "unowned", kind: Type::Bool },
        FieldInfo { name: "team", python: "team", kind: Type::Option(&Type::Int) },
        FieldInfo { name: "tag", python: "tag", kind: Type::Option(&Type::Text) },
        FieldInfo { name: "classes", python: "classes", kind: Type::Map(&Type::Text) },
        FieldInfo { name: "created_from", python: "created_from", kind: Type::Option(&Type::Date) },
        FieldInfo { name: "created_to", python: "created_to", kind: Type::Option(&Type::Date) },
    ],
);

pub(crate) static CUSTOMER_IMPORT: RecordInfo = RecordInfo::model(
    "CustomerImport",
    &[
        FieldInfo { name: "file", python: "file", kind: Type::Record(&FILE_OPTIONS) },
        FieldInfo { name: "matching", python: "matching", kind: Type::Enum(&MATCHING) },
        FieldInfo { name: "repeats", python: "repeats", kind: Type::Enum(&REPEATED_ROWS) },
        FieldInfo {
            name: "unknown_labels",
            python: "unknown_labels",
            kind: Type::Enum(&UNKNOWN_REFERENCE),
        },
        FieldInfo { name: "suppliers", python: "suppliers", kind: Type::Bool },
        FieldInfo { name: "find_duplicates", python: "find_duplicates", kind: Type::Bool },
        FieldInfo { name: "all_or_nothing", python: "all_or_nothing", kind: Type::Bool },
    ],
);

pub(crate) static CUSTOMER_KIND: EnumInfo = EnumInfo::new("CustomerKind", &["company", "person"]);

pub(crate) static CUSTOMER_ORDER: RecordInfo = RecordInfo::model(
    "CustomerOrder",
    &[
        FieldInfo { name: "by", python: "by", kind: Type::Enum(&CUSTOMER_SORT) },
        FieldInfo { name: "descending", python: "descending", kind: Type::Bool },
    ],
);

pub(crate) static CUSTOMER_SEEN: RecordInfo = RecordInfo::model(
    "CustomerSeen",
    &[
        FieldInfo { name: "id", python: "id", kind: Type::Int },
        FieldInfo { name: "version", python: "version", kind: Type::Int },
    ],
);

pub(crate) static CUSTOMER_SORT: EnumInfo =
    EnumInfo::new("CustomerSort", &["name", "code", "created", "updated"]);

pub(crate) static CUSTOMER_SUMMARY: RecordInfo = RecordInfo::model(
    "CustomerSummary",
    &[
        FieldInfo { name: "id", python: "id", kind: Type::Int },
        FieldInfo { name: "code", python: "code", kind: Type::Option(&Type::Text) },
        FieldInfo { name: "kind", python: "kind", kind: Type::Enum(&CUSTOMER_KIND) },
        FieldInfo { name: "name", python: "name", kind: Type::Text },
        FieldInfo { name: "legal_name", python: "legal_name", kind: Type::Option(&Type::Text) },
        FieldInfo { name: "is_customer", python: "is_customer", kind: Type::Bool },
        FieldInfo { name: "is_supplier", python: "is_supplier", kind: Type::Bool },
        FieldInfo { name: "classes", python: "classes", kind: Type::Map(&Type::Text) },
        FieldInfo { name: "tax_number", python: "tax_number", kind: Type::Option(&Type::Text) },
        FieldInfo { name: "phone", python: "phone", kind: Type::Option(&Type::Text) },
        FieldInfo { name: "email", python: "email", kind: Type::Option(&Type::Text) },
        FieldInfo { name: "city", python: "city", kind: Type::Option(&Type::Text) },
        FieldInfo { name: "contact", python: "contact", kind: Type::Option(&Type::Text) },
        FieldInfo { name: "tags", python: "tags", kind: Type::List(&Type::Text) },
        FieldInfo { name: "owner", python: "owner", kind: Type::Option(&Type::Int) },
        FieldInfo { name: "team", python: "team", kind: Type::Option(&Type::Int) },
        FieldInfo { name: "active", python: "active", kind: Type::Bool },
        FieldInfo { name: "version", python: "version", kind: Type::Int },
        FieldInfo { name: "created_at", python: "created_at", kind: Type::Instant },
        FieldInfo { name: "updated_at", python: "updated_at", kind: Type::Instant },
    ],
);

pub(crate) static DATE_DECISION: RecordInfo = RecordInfo::model(
    "DateDecision",
    &[
        FieldInfo { name: "order", python: "order", kind: Type::Enum(&DATE_ORDER) },
        FieldInfo { name: "open", python: "open", kind: Type::Int },
        FieldInfo { name: "certain", python: "certain", kind: Type::Bool },
    ],
);

pub(crate) static DATE_ORDER: EnumInfo = EnumInfo::new("DateOrder", &["day_first", "month_first"]);

pub(crate) static DEBT_SIDE: EnumInfo = EnumInfo::new("DebtSide", &["receivable", "payable"]);

pub(crate) static DIALECT: RecordInfo = RecordInfo::model(
    "Dialect",
    &[
        FieldInfo { name: "delimiter", python: "delimiter", kind: Type::Text },
        FieldInfo { name: "quote", python: "quote", kind: Type::Text },
        FieldInfo { name: "decimal_comma", python: "decimal_comma", kind: Type::Bool },
    ],
);

pub(crate) static DICTIONARY: RecordInfo = RecordInfo::model(
    "Dictionary",
    &[
        FieldInfo { name: "id", python: "id", kind: Type::Int },
        FieldInfo { name: "code", python: "code", kind: Type::Text },
        FieldInfo { name: "label_zh", python: "label_zh", kind: Type::Text },
        FieldInfo { name: "label_en", python: "label_en", kind: Type::Text },
        FieldInfo { name: "ready_made", python: "ready_made", kind: Type::Bool },
        FieldInfo { name: "version", python: "version", kind: Type::Int },
    ],
);

pub(crate) static DICTIONARY_EDIT: RecordInfo = RecordInfo::model(
    "DictionaryEdit",
    &[
        FieldInfo { name: "label_zh", python: "label_zh", kind: Type::Option(&Type::Text) },
        FieldInfo { name: "label_en", python: "label_en", kind: Type::Option(&Type::Text) },
    ],
);

pub(crate) static DICTIONARY_ITEM: RecordInfo = RecordInfo::model(
    "DictionaryItem",
    &[
        FieldInfo { name: "id", python: "id", kind: Type::Int },
        FieldInfo { name: "dictionary", python: "dictionary", kind: Type::Text },
        FieldInfo { name: "code", python: "code", kind: Type::Text },
        FieldInfo { name: "label_zh", python: "label_zh", kind: Type::Text },
        FieldInfo { name: "label_en", python: "label_en", kind: Type::Text },
        FieldInfo { name: "sort_order", python: "sort_order", kind: Type::Int },
        FieldInfo { name: "parent", python: "parent", kind: Type::Option(&Type::Text) },
        FieldInfo { name: "active", python: "active", kind: Type::Bool },
        FieldInfo { name: "valid_from", python: "valid_from", kind: Type::Option(&Type::Date) },
        FieldInfo { name: "merged_into", python: "merged_into", kind: Type::Option(&Type::Text) },
        FieldInfo { name: "version", python: "version", kind: Type::Int },
    ],
);

pub(crate) static DICTIONARY_ITEM_EDIT: RecordInfo = RecordInfo::model(
    "DictionaryItemEdit",
    &[
        FieldInfo { name: "version", python: "version", kind: Type::Int },
        FieldInfo { name: "code", python: "code", kind: Type::Text },
        FieldInfo { name: "label_zh", python: "label_zh", kind: Type::Option(&Type::Text) },
        FieldInfo { name: "label_en", python: "label_en", kind: Type::Option(&Type::Text) },
        FieldInfo { name: "parent", python: "parent", kind: Type::Option(&Type::Text) },
        FieldInfo { name: "valid_from", python: "valid_from", kind: Type::Option(&Type::Date) },
        FieldInfo { name: "always_valid", python: "always_valid", kind: Type::Bool },
    ],
);

pub(crate) static DIRECTION: EnumInfo = EnumInfo::new("Direction", &["sale", "purchase"]);

pub(crate) static DISCOUNT_PERCENT: RecordInfo = RecordInfo::model(
    "DiscountPercent",
    &[FieldInfo { name: "value", python: "value", kind: Type::Decimal }],
);

pub(crate) static DISCOUNT_AMOUNT: RecordInfo = RecordInfo::model(
    "DiscountAmount",
    &[FieldInfo { name: "value", python: "value", kind: Type::Decimal }],
);

pub(crate) static DISCOUNT: UnionInfo = UnionInfo {
    name: "Discount",
    variants: &[
        ("percent", Shape::Value, &DISCOUNT_PERCENT),
        ("amount", Shape::Value, &DISCOUNT_AMOUNT),
    ],
};

pub(crate) static DOCUMENT_KIND: EnumInfo =
    EnumInfo::new("DocumentKind", &["invoice", "credit_note"]);

pub(crate) static DUPLICATE_HINT: RecordInfo = RecordInfo::model(
    "DuplicateHint",
    &[
        FieldInfo { name: "customer", python: "customer", kind: Type::Int },
        FieldInfo { name: "name", python: "name", kind: Type::Text },
        FieldInfo {
            name: "reasons",
            python: "reasons",
            kind: Type::List(&Type::Enum(&DUPLICATE_REASON)),
        },
    ],
);

pub(crate) static DUPLICATE_ORIGIN_LINE: RecordInfo = RecordInfo::model(
    "DuplicateOriginLine",
    &[FieldInfo { name: "value", python: "value", kind: Type::Int }],
);

pub(crate) static DUPLICATE_ORIGIN_KNOWN: RecordInfo = RecordInfo::model(
    "DuplicateOriginKnown",
    &[FieldInfo { name: "value", python: "value", kind: Type::Int }],
);

pub(crate) static DUPLICATE_ORIGIN: UnionInfo = UnionInfo {
    name: "DuplicateOrigin",
    variants: &[
        ("line", Shape::Value, &DUPLICATE_ORIGIN_LINE),
        ("known", Shape::Value, &DUPLICATE_ORIGIN_KNOWN),
    ],
};

pub(crate) static DUPLICATE_REASON: EnumInfo =
    EnumInfo::new("DuplicateReason", &["tax_number", "phone", "name"]);

pub(crate) static DUTY_CONFLICT: RecordInfo = RecordInfo::model(
    "DutyConflict",
    &[
        FieldInfo { name: "operator", python: "operator", kind: Type::Int },
        FieldInfo { name: "rule", python: "rule", kind: Type::Text },
        FieldInfo {
            name: "permissions",
            python: "permissions",
            kind: Type::List(&Type::Enum(&PERMISSION)),
        },
    ],
);

pub(crate) static DUTY_RULE: RecordInfo = RecordInfo::model(
    "DutyRule",
    &[
        FieldInfo { name: "code", python: "code", kind: Type::Text },
        FieldInfo { name: "label_zh", python: "label_zh", kind: Type::Text },
        FieldInfo { name: "label_en", python: "label_en", kind: Type::Text },
        FieldInfo { name: "source", python: "source", kind: Type::Text },
        FieldInfo { name: "enforced", python: "enforced", kind: Type::Bool },
    ],
);

pub(crate) static ENTRY_FILTER: RecordInfo = RecordInfo::model(
    "EntryFilter",
    &[
        FieldInfo { name: "from", python: "from_", kind: Type::Option(&Type::Date) },
        FieldInfo { name: "to", python: "to", kind: Type::Option(&Type::Date) },
        FieldInfo { name: "journal", python: "journal", kind: Type::Option(&Type::Text) },
        FieldInfo { name: "account", python: "account", kind: Type::Option(&Type::Text) },
        FieldInfo { name: "party", python: "party", kind: Type::Option(&Type::Int) },
        FieldInfo { name: "text", python: "text", kind: Type::Option(&Type::Text) },
        FieldInfo {
            name: "source",
            python: "source",
            kind: Type::Option(&Type::Record(&ENTRY_SOURCE)),
        },
        FieldInfo { name: "reviewed", python: "reviewed", kind: Type::Option(&Type::Bool) },
        FieldInfo { name: "newest_first", python: "newest_first", kind: Type::Bool },
    ],
);

pub(crate) static ENTRY_RECEIPT: RecordInfo = RecordInfo::model(
    "EntryReceipt",
    &[
        FieldInfo { name: "id", python: "id", kind: Type::Int },
        FieldInfo { name: "period", python: "period", kind: Type::Record(&PERIOD) },
        FieldInfo { name: "number", python: "number", kind: Type::Int },
        FieldInfo { name: "label", python: "label", kind: Type::Text },
    ],
);

pub(crate) static ENTRY_SOURCE: RecordInfo = RecordInfo::model(
    "EntrySource",
    &[
        FieldInfo { name: "kind", python: "kind", kind: Type::Text },
        FieldInfo { name: "id", python: "id", kind: Type::Int },
    ],
);

pub(crate) static EXPORT_LIST_CUSTOMERS: RecordInfo = RecordInfo::model(
    "ExportListCustomers",
    &[FieldInfo { name: "value", python: "value", kind: Type::Record(&CUSTOMER_FILTER) }],
);

pub(crate) static EXPORT_LIST_CONTACTS: RecordInfo = RecordInfo::model(
    "ExportListContacts",
    &[FieldInfo { name: "value", python: "value", kind: Type::Record(&CONTACT_FILTER) }],
);

pub(crate) static EXPORT_LIST_PRODUCTS: RecordInfo = RecordInfo::model(
    "ExportListProducts",
    &[FieldInfo { name: "value", python: "value", kind: Type::Record(&PRODUCT_FILTER) }],
);

pub(crate) static EXPORT_LIST_INVOICES: RecordInfo = RecordInfo::model(
    "ExportListInvoices",
    &[FieldInfo { name: "value", python: "value", kind: Type::Record(&INVOICE_FILTER) }],
);

pub(crate) static EXPORT_LIST_INVOICE_LINES: RecordInfo = RecordInfo::model(
    "ExportListInvoiceLines",
    &[FieldInfo { name: "value", python: "value", kind: Type::Record(&INVOICE_FILTER) }],
);

pub(crate) static EXPORT_LIST_PAYMENTS: RecordInfo = RecordInfo::model(
    "ExportListPayments",
    &[FieldInfo { name: "value", python: "value", kind: Type::Record(&PAYMENT_FILTER) }],
);

pub(crate) static EXPORT_LIST_ALLOCATIONS: RecordInfo =
    RecordInfo::model("ExportListAllocations", &[]);

pub(crate) static EXPORT_LIST_ACCOUNTS: RecordInfo = RecordInfo::model("ExportListAccounts", &[]);

pub(crate) static EXPORT_LIST_JOURNALS: RecordInfo = RecordInfo::model("ExportListJournals", &[]);

pub(crate) static EXPORT_LIST_ENTRIES: RecordInfo = RecordInfo::model(
    "ExportListEntries",
    &[FieldInfo { name: "value", python: "value", kind: Type::Record(&ENTRY_FILTER) }],
);

pub(crate) static EXPORT_LIST_POSTINGS: RecordInfo = RecordInfo::model(
    "ExportListPostings",
    &[FieldInfo { name: "value", python: "value", kind: Type::Record(&ENTRY_FILTER) }],
);

pub(crate) static EXPORT_LIST_TRIAL_BALANCE: RecordInfo = RecordInfo::model(
    "ExportListTrialBalance",
    &[
        FieldInfo { name: "from", python: "from_", kind: Type::Option(&Type::Date) },
        FieldInfo { name: "on", python: "on", kind: Type::Date },
    ],
);

pub(crate) static EXPORT_LIST_AGEING: RecordInfo = RecordInfo::model(
    "ExportListAgeing",
    &[
        FieldInfo { name: "on", python: "on", kind: Type::Date },
        FieldInfo { name: "side", python: "side", kind: Type::Enum(&DEBT_SIDE) },
        FieldInfo { name: "bands", python: "bands", kind: Type::Union(&AGEING_BANDS) },
        FieldInfo { name: "by", python: "by", kind: Type::Enum(&AGEING_BY) },
    ],
);

pub(crate) static EXPORT_LIST_STATEMENT: RecordInfo = RecordInfo::model(
    "ExportListStatement",
    &[
        FieldInfo { name: "customer", python: "customer", kind: Type::Int },
        FieldInfo { name: "from", python: "from_", kind: Type::Date },
        FieldInfo { name: "to", python: "to", kind: Type::Date },
    ],
);

pub(crate) static EXPORT_LIST_CASES: RecordInfo = RecordInfo::model(
    "ExportListCases",
    &[FieldInfo { name: "value", python: "value", kind: Type::Record(&CASE_FILTER) }],
);

pub(crate) static EXPORT_LIST_DICTIONARIES: RecordInfo =
    RecordInfo::model("ExportListDictionaries", &[]);

pub(crate) static EXPORT_LIST_DICTIONARY_ITEMS: RecordInfo = RecordInfo::model(
    "ExportListDictionaryItems",
    &[FieldInfo { name: "dictionary", python: "dictionary", kind: Type::Option(&Type::Text) }],
);

pub(crate) static EXPORT_LIST_OPERATORS: RecordInfo = RecordInfo::model("ExportListOperators", &[]);

pub(crate) static EXPORT_LIST_TEAMS: RecordInfo = RecordInfo::model("ExportListTeams", &[]);

pub(crate) static EXPORT_LIST_ROLES: RecordInfo = RecordInfo::model("ExportListRoles", &[]);

pub(crate) static EXPORT_LIST_CHANGES: RecordInfo = RecordInfo::model(
    "ExportListChanges",
    &[FieldInfo { name: "after", python: "after", kind: Type::Int }],
);

pub(crate) static EXPORT_LIST_IMPORTS: RecordInfo = RecordInfo::model("ExportListImports", &[]);

pub(crate) static EXPORT_LIST: UnionInfo = UnionInfo {
    name: "ExportList",
    variants: &[
        ("customers", Shape::Value, &EXPORT_LIST_CUSTOMERS),
        ("contacts", Shape::Value, &EXPORT_LIST_CONTACTS),
        ("products", Shape::Value, &EXPORT_LIST_PRODUCTS),
        ("invoices", Shape::Value, &EXPORT_LIST_INVOICES),
        ("invoice_lines", Shape::Value, &EXPORT_LIST_INVOICE_LINES),
        ("payments", Shape::Value, &EXPORT_LIST_PAYMENTS),
        ("allocations", Shape::Unit, &EXPORT_LIST_ALLOCATIONS),
        ("accounts", Shape::Unit, &EXPORT_LIST_ACCOUNTS),
        ("journals", Shape::Unit, &EXPORT_LIST_JOURNALS),
        ("entries", Shape::Value, &EXPORT_LIST_ENTRIES),
        ("postings", Shape::Value, &EXPORT_LIST_POSTINGS),
        ("trial_balance", Shape::Fields, &EXPORT_LIST_TRIAL_BALANCE),
        ("ageing", Shape::Fields, &EXPORT_LIST_AGEING),
        ("statement", Shape::Fields, &EXPORT_LIST_STATEMENT),
        ("cases", Shape::Value, &EXPORT_LIST_CASES),
        ("dictionaries", Shape::Unit, &EXPORT_LIST_DICTIONARIES),
        ("dictionary_items", Shape::Fields, &EXPORT_LIST_DICTIONARY_ITEMS),
        ("operators", Shape::Unit, &EXPORT_LIST_OPERATORS),
        ("teams", Shape::Unit, &EXPORT_LIST_TEAMS),
        ("roles", Shape::Unit, &EXPORT_LIST_ROLES),
        ("changes", Shape::Fields, &EXPORT_LIST_CHANGES),
        ("imports", Shape::Unit, &EXPORT_LIST_IMPORTS),
    ],
};

pub(crate) static EXPORT_OPTIONS: RecordInfo = RecordInfo::model(
    "ExportOptions",
    &[
        FieldInfo { name: "language", python: "language", kind: Type::Enum(&LANGUAGE) },
        FieldInfo { name: "encoding", python: "encoding", kind: Type::Enum(&OUT_ENCODING) },
    ],
);

pub(crate) static FACT: RecordInfo = RecordInfo::model(
    "Fact",
    &[
        FieldInfo { name: "name", python: "name", kind: Type::Text },
        FieldInfo { name: "value", python: "value", kind: Type::Text },
    ],
);

pub(crate) static FIELD: EnumInfo = EnumInfo::new(
    "Field",
    &[
        "customer.channels",
        "customer.addresses",
        "customer.tax_number",
        "customer.banking",
        "customer.note",
        "contact.channels",
        "contact.note",
        "case.text",
    ],
);

pub(crate) static FIELD_CHANGE: RecordInfo = RecordInfo::model(
    "FieldChange",
    &[
        FieldInfo { name: "field", python: "field", kind: Type::Text },
        FieldInfo { name: "before", python: "before", kind: Type::Option(&Type::Text) },
        FieldInfo { name: "after", python: "after", kind: Type::Option(&Type::Text) },
        FieldInfo { name: "withheld", python: "withheld", kind: Type::Bool },
    ],
);

pub(crate) static FIELD_RIGHT: EnumInfo =
    EnumInfo::new("FieldRight", &["hidden", "masked", "read", "write"]);

pub(crate) static FIELD_RULE: RecordInfo = RecordInfo::model(
    "FieldRule",
    &[
        FieldInfo { name: "field", python: "field", kind: Type::Enum(&FIELD) },
        FieldInfo { name: "right", python: "right", kind: Type::Enum(&FIELD_RIGHT) },
    ],
);

pub(crate) static FILE_OPTIONS: RecordInfo = RecordInfo::model(
    "FileOptions",
    &[
        FieldInfo { name: "encoding", python: "encoding", kind: Type::Option(&Type::Text) },
        FieldInfo {
            name: "dialect",
            python: "dialect",
            kind: Type::Option(&Type::Record(&DIALECT)),
        },
        FieldInfo { name: "skip_lines", python: "skip_lines", kind: Type::Int },
        FieldInfo {
            name: "date_order",
            python: "date_order",
            kind: Type::Option(&Type::Enum(&DATE_ORDER)),
        },
        FieldInfo {
            name: "rate_form",
            python: "rate_form",
            kind: Type::Option(&Type::Enum(&RATE_FORM)),
        },
        FieldInfo {
            name: "fields",
            python: "fields",
            kind: Type::Map(&Type::Union(&COLUMN_SOURCE)),
        },
        FieldInfo { name: "values", python: "values", kind: Type::Map(&Type::Map(&Type::Text)) },
    ],
);

pub(crate) static FILE_REPORT: RecordInfo = RecordInfo::model(
    "FileReport",
    &[
        FieldInfo { name: "name", python: "name", kind: Type::Text },
        FieldInfo { name: "target", python: "target", kind: Type::Enum(&IMPORT_TARGET) },
        FieldInfo { name: "encoding", python: "encoding", kind: Type::Text },
        FieldInfo { name: "dialect", python: "dialect", kind: Type::Record(&DIALECT) },
        FieldInfo { name: "headers", python: "headers", kind: Type::List(&Type::Text) },
        FieldInfo {
            name: "mapping",
            python: "mapping",
            kind: Type::Map(&Type::Union(&COLUMN_SOURCE)),
        },
        FieldInfo { name: "unmapped", python: "unmapped", kind: Type::List(&Type::Text) },
        FieldInfo {
            name: "ambiguous",
            python: "ambiguous",
            kind: Type::List(&Type::Record(&AMBIGUITY)),
        },
        FieldInfo {
            name: "dates",
            python: "dates",
            kind: Type::List(&Type::Tuple(&[Type::Text, Type::Record(&DATE_DECISION)])),
        },
        FieldInfo {
            name: "rates",
            python: "rates",
            kind: Type::List(&Type::Tuple(&[Type::Text, Type::Record(&RATE_DECISION)])),
        },
        FieldInfo { name: "rows_read", python: "rows_read", kind: Type::Int },
        FieldInfo {
            name: "cleaned",
            python: "cleaned",
            kind: Type::List(&Type::Record(&CLEANED_COUNT)),
        },
        FieldInfo {
            name: "rejected",
            python: "rejected",
            kind: Type::List(&Type::Record(&REJECTED_ROW)),
        },
    ],
);

pub(crate) static FINDING: RecordInfo = RecordInfo::model(
    "Finding",
    &[
        FieldInfo { name: "check", python: "check", kind: Type::Text },
        FieldInfo { name: "subject", python: "subject", kind: Type::Record(&SUBJECT) },
        FieldInfo { name: "expected", python: "expected", kind: Type::Text },
        FieldInfo { name: "found", python: "found", kind: Type::Text },
    ],
);

pub(crate) static FREIGHT: RecordInfo = RecordInfo::model(
    "Freight",
    &[
        FieldInfo { name: "description", python: "description", kind: Type::Text },
        FieldInfo { name: "tax_rate", python: "tax_rate", kind: Type::Decimal },
        FieldInfo {
            name: "income_account",
            python: "income_account",
            kind: Type::Option(&Type::Text),
        },
    ],
);

pub(crate) static GENDER: EnumInfo = EnumInfo::new("Gender", &["female", "male", "unstated"]);

pub(crate) static GRANT: RecordInfo = RecordInfo::model(
    "Grant",
    &[
        FieldInfo { name: "permission", python: "permission", kind: Type::Enum(&PERMISSION) },
        FieldInfo { name: "reach", python: "reach", kind: Type::Enum(&REACH) },
    ],
);

pub(crate) static HEAD: RecordInfo = RecordInfo::model(
    "Head",
    &[
        FieldInfo { name: "book", python: "book", kind: Type::Int },
        FieldInfo { name: "seq", python: "seq", kind: Type::Int },
        FieldInfo { name: "hash", python: "hash", kind: Type::Text },
    ],
);

pub(crate) static IDENTIFIER_KIND: EnumInfo =
    EnumInfo::new("IdentifierKind", &["unified_social_credit", "resident_id", "vat", "other"]);

pub(crate) static IMPORT_DUPLICATE: RecordInfo = RecordInfo::model(
    "ImportDuplicate",
    &[
        FieldInfo { name: "first", python: "first", kind: Type::Union(&DUPLICATE_ORIGIN) },
        FieldInfo { name: "second", python: "second", kind: Type::Union(&DUPLICATE_ORIGIN) },
        FieldInfo {
            name: "reasons",
            python: "reasons",
            kind: Type::List(&Type::Union(&LIKENESS_REASON)),
        },
    ],
);

pub(crate) static IMPORT_HEAD: RecordInfo = RecordInfo::model(
    "ImportHead",
    &[
        FieldInfo { name: "file_name", python: "file_name", kind: Type::Text },
        FieldInfo { name: "rows_read", python: "rows_read", kind: Type::Int },
        FieldInfo { name: "rows_rejected", python: "rows_rejected", kind: Type::Int },
        FieldInfo { name: "all_or_nothing", python: "all_or_nothing", kind: Type::Bool },
    ],
);

pub(crate) static IMPORT_KIND: EnumInfo =
    EnumInfo::new("ImportKind", &["customers", "products", "sales", "payments"]);

pub(crate) static IMPORT_OUTCOME: RecordInfo = RecordInfo::model(
    "ImportOutcome",
    &[
        FieldInfo { name: "import", python: "import_", kind: Type::Option(&Type::Int) },
        FieldInfo { name: "accepted", python: "accepted", kind: Type::Int },
        FieldInfo {
            name: "records",
            python: "records",
            kind: Type::List(&Type::Record(&RECORD_COUNT)),
        },
        FieldInfo { name: "refused", python: "refused", kind: Type::List(&Type::Record(&REFUSAL)) },
        FieldInfo { name: "notices", python: "notices", kind: Type::List(&Type::Record(&NOTICE)) },
    ],
);

pub(crate) static IMPORT_PREVIEW: RecordInfo = RecordInfo::model(
    "ImportPreview",
    &[
        FieldInfo { name: "file", python: "file", kind: Type::Record(&FILE_REPORT) },
        FieldInfo { name: "fields", python: "fields", kind: Type::List(&Type::Text) },
        FieldInfo { name: "rows", python: "rows", kind: Type::List(&Type::List(&Type::Text)) },
    ],
);

pub(crate) static IMPORT_REPORT: RecordInfo = RecordInfo::model(
    "ImportReport",
    &[
        FieldInfo { name: "import", python: "import_", kind: Type::Option(&Type::Int) },
        FieldInfo { name: "kind", python: "kind", kind: Type::Enum(&IMPORT_KIND) },
        FieldInfo { name: "rows_read", python: "rows_read", kind: Type::Int },
        FieldInfo { name: "accepted", python: "accepted", kind: Type::Int },
        FieldInfo { name: "rejected", python: "rejected", kind: Type::Int },
        FieldInfo {
            name: "records",
            python: "records",
            kind: Type::List(&Type::Record(&RECORD_COUNT)),
        },
        FieldInfo { name: "files", python: "files", kind: Type::List(&Type::Record(&FILE_REPORT)) },
        FieldInfo { name: "notices", python: "notices", kind: Type::List(&Type::Record(&NOTICE)) },
        FieldInfo {
            name: "duplicates",
            python: "duplicates",
            kind: Type::List(&Type::Record(&IMPORT_DUPLICATE)),
        },
    ],
);

pub(crate) static IMPORT_RUN: RecordInfo = RecordInfo::model(
    "ImportRun",
    &[
        FieldInfo { name: "id", python: "id", kind: Type::Int },
        FieldInfo { name: "kind", python: "kind", kind: Type::Enum(&IMPORT_KIND) },
        FieldInfo { name: "file_name", python: "file_name", kind: Type::Text },
        FieldInfo { name: "state", python: "state", kind: Type::Enum(&IMPORT_STATE) },
        FieldInfo { name: "rows_read", python: "rows_read", kind: Type::Int },
        FieldInfo { name: "rows_accepted", python: "rows_accepted", kind: Type::Int },
        FieldInfo { name: "rows_rejected", python: "rows_rejected", kind: Type::Int },
        FieldInfo { name: "changes", python: "changes", kind: Type::Int },
        FieldInfo { name: "created_at", python: "created_at", kind: Type::Instant },
        FieldInfo { name: "created_by", python: "created_by", kind: Type::Option(&Type::Int) },
    ],
);

pub(crate) static IMPORT_STATE: EnumInfo = EnumInfo::new("ImportState", &["done", "undone"]);

pub(crate) static IMPORT_STEP: EnumInfo =
    EnumInfo::new("ImportStep", &["reading", "checking", "writing"]);

pub(crate) static IMPORT_TARGET: EnumInfo = EnumInfo::new(
    "ImportTarget",
    &["customers", "products", "invoices", "lines", "sales", "payments"],
);

pub(crate) static IMPORTED_CONTACT: RecordInfo = RecordInfo::model(
    "ImportedContact",
    &[
        FieldInfo { name: "name", python: "name", kind: Type::Text },
        FieldInfo { name: "title", python: "title", kind: Type::Option(&Type::Text) },
        FieldInfo {
            name: "channels",
            python: "channels",
            kind: Type::List(&Type::Record(&CHANNEL)),
        },
    ],
);

pub(crate) static IMPORTED_CUSTOMER: RecordInfo = RecordInfo::model(
    "ImportedCustomer",
    &[
        FieldInfo { name: "line", python: "line", kind: Type::Int },
        FieldInfo { name: "customer", python: "customer", kind: Type::Record(&NEW_CUSTOMER) },
        FieldInfo { name: "given", python: "given", kind: Type::List(&Type::Text) },
        FieldInfo {
            name: "channel_fields",
            python: "channel_fields",
            kind: Type::List(&Type::Text),
        },
        FieldInfo {
            name: "contact",
            python: "contact",
            kind: Type::Option(&Type::Record(&IMPORTED_CONTACT)),
        },
        FieldInfo { name: "owner", python: "owner", kind: Type::Option(&Type::Text) },
    ],
);

pub(crate) static IMPORTED_DOCUMENT: RecordInfo = RecordInfo::model(
    "ImportedDocument",
    &[
        FieldInfo { name: "line", python: "line", kind: Type::Int },
        FieldInfo { name: "reference", python: "reference", kind: Type::Text },
        FieldInfo { name: "customer", python: "customer", kind: Type::Text },
        FieldInfo { name: "issue_on", python: "issue_on", kind: Type::Date },
        FieldInfo { name: "price_mode", python: "price_mode", kind: Type::Enum(&PRICE_MODE) },
        FieldInfo { name: "due_on", python: "due_on", kind: Type::Option(&Type::Date) },
        FieldInfo {
            name: "discount",
            python: "discount",
            kind: Type::Option(&Type::Union(&DISCOUNT)),
        },
        FieldInfo { name: "note", python: "note", kind: Type::Option(&Type::Text) },
        FieldInfo {
            name: "lines",
            python: "lines",
            kind: Type::List(&Type::Record(&IMPORTED_LINE)),
        },
    ],
);

pub(crate) static IMPORTED_LINE: RecordInfo = RecordInfo::model(
    "ImportedLine",
    &[
        FieldInfo { name: "line", python: "line", kind: Type::Int },
        FieldInfo { name: "item", python: "item", kind: Type::Record(&NEW_INVOICE_LINE) },
        FieldInfo { name: "freight", python: "freight", kind: Type::Bool },
    ],
);

pub(crate) static IMPORTED_PAYMENT: RecordInfo = RecordInfo::model(
    "ImportedPayment",
    &[
        FieldInfo { name: "line", python: "line", kind: Type::Int },
        FieldInfo { name: "customer", python: "customer", kind: Type::Text },
        FieldInfo { name: "direction", python: "direction", kind: Type::Enum(&PAYMENT_DIRECTION) },
        FieldInfo { name: "paid_on", python: "paid_on", kind: Type::Date },
        FieldInfo { name: "amount", python: "amount", kind: Type::Decimal },
        FieldInfo { name: "method", python: "method", kind: Type::Option(&Type::Text) },
        FieldInfo { name: "invoice", python: "invoice", kind: Type::Option(&Type::Text) },
        FieldInfo { name: "reference", python: "reference", kind: Type::Option(&Type::Text) },
        FieldInfo { name: "note", python: "note", kind: Type::Option(&Type::Text) },
    ],
);

pub(crate) static IMPORTED_PRODUCT: RecordInfo = RecordInfo::model(
    "ImportedProduct",
    &[
        FieldInfo { name: "line", python: "line", kind: Type::Int },
        FieldInfo { name: "product", python: "product", kind: Type::Record(&NEW_PRODUCT) },
        FieldInfo { name: "given", python: "given", kind: Type::List(&Type::Text) },
    ],
);

pub(crate) static INCOME_ROW: RecordInfo = RecordInfo::model(
    "IncomeRow",
    &[
        FieldInfo { name: "account", python: "account", kind: Type::Int },
        FieldInfo { name: "code", python: "code", kind: Type::Text },
        FieldInfo { name: "name_zh", python: "name_zh", kind: Type::Text },
        FieldInfo { name: "name_en", python: "name_en", kind: Type::Text },
        FieldInfo { name: "level", python: "level", kind: Type::Int },
        FieldInfo { name: "leaf", python: "leaf", kind: Type::Bool },
        FieldInfo { name: "amount", python: "amount", kind: Type::Decimal },
    ],
);

pub(crate) static INCOME_SUMMARY: RecordInfo = RecordInfo::model(
    "IncomeSummary",
    &[
        FieldInfo { name: "from", python: "from_", kind: Type::Date },
        FieldInfo { name: "to", python: "to", kind: Type::Date },
        FieldInfo {
            name: "income",
            python: "income",
            kind: Type::List(&Type::Record(&INCOME_ROW)),
        },
        FieldInfo {
            name: "expense",
            python: "expense",
            kind: Type::List(&Type::Record(&INCOME_ROW)),
        },
        FieldInfo { name: "cost", python: "cost", kind: Type::List(&Type::Record(&INCOME_ROW)) },
        FieldInfo { name: "total_income", python: "total_income", kind: Type::Decimal },
        FieldInfo { name: "total_expense", python: "total_expense", kind: Type::Decimal },
        FieldInfo { name: "total_cost", python: "total_cost", kind: Type::Decimal },
        FieldInfo { name: "profit", python: "profit", kind: Type::Decimal },
    ],
);

pub(crate) static INVOICE: RecordInfo = RecordInfo::model(
    "Invoice",
    &[
        FieldInfo { name: "id", python: "id", kind: Type::Int },
        FieldInfo { name: "kind", python: "kind", kind: Type::Enum(&DOCUMENT_KIND) },
        FieldInfo { name: "direction", python: "direction", kind: Type::Enum(&DIRECTION) },
        FieldInfo { name: "state", python: "state", kind: Type::Enum(&INVOICE_STATE) },
        FieldInfo { name: "number", python: "number", kind: Type::Option(&Type::Text) },
        FieldInfo { name: "reference", python: "reference", kind: Type::Option(&Type::Text) },
        FieldInfo { name: "customer", python: "customer", kind: Type::Int },
        FieldInfo { name: "corrects", python: "corrects", kind: Type::Option(&Type::Int) },
        FieldInfo { name: "issue_on", python: "issue_on", kind: Type::Date },
        FieldInfo { name: "due_on", python: "due_on", kind: Type::Date },
        FieldInfo { name: "price_mode", python: "price_mode", kind: Type::Enum(&PRICE_MODE) },
        FieldInfo {
            name: "discount",
            python: "discount",
            kind: Type::Option(&Type::Union(&DISCOUNT)),
        },
        FieldInfo { name: "discount_total", python: "discount_total", kind: Type::Decimal },
        FieldInfo { name: "net", python: "net", kind: Type::Decimal },
        FieldInfo { name: "tax", python: "tax", kind: Type::Decimal },
        FieldInfo { name: "gross", python: "gross", kind: Type::Decimal },
        FieldInfo { name: "settled", python: "settled", kind: Type::Decimal },
        FieldInfo { name: "counterparty_name", python: "counterparty_name", kind: Type::Text },
        FieldInfo {
            name: "counterparty_tax_number",
            python: "counterparty_tax_number",
            kind: Type::Option(&Type::Text),
        },
        FieldInfo {
            name: "counterparty_address",
            python: "counterparty_address",
            kind: Type::Option(&Type::Text),
        },
        FieldInfo { name: "entry", python: "entry", kind: Type::Option(&Type::Int) },
        FieldInfo { name: "note", python: "note", kind: Type::Option(&Type::Text) },
        FieldInfo { name: "version", python: "version", kind: Type::Int },
        FieldInfo { name: "created_at", python: "created_at", kind: Type::Instant },
        FieldInfo { name: "created_by", python: "created_by", kind: Type::Option(&Type::Int) },
        FieldInfo { name: "updated_at", python: "updated_at", kind: Type::Instant },
        FieldInfo {
            name: "lines",
            python: "lines",
            kind: Type::List(&Type::Record(&INVOICE_LINE)),
        },
    ],
);

pub(crate) static INVOICE_FILTER: RecordInfo = RecordInfo::model(
    "InvoiceFilter",
    &[
        FieldInfo {
            name: "direction",
            python: "direction",
            kind: Type::Option(&Type::Enum(&DIRECTION)),
        },
        FieldInfo { name: "kind", python: "kind", kind: Type::Option(&Type::Enum(&DOCUMENT_KIND)) },
        FieldInfo {
            name: "states",
            python: "states",
            kind: Type::List(&Type::Enum(&INVOICE_STATE)),
        },
        FieldInfo { name: "customer", python: "customer", kind: Type::Option(&Type::Int) },
        FieldInfo { name: "issued_from", python: "issued_from", kind: Type::Option(&Type::Date) },
        FieldInfo { name: "issued_to", python: "issued_to", kind: Type::Option(&Type::Date) },
        FieldInfo { name: "due_from", python: "due_from", kind: Type::Option(&Type::Date) },
        FieldInfo { name: "due_to", python: "due_to", kind: Type::Option(&Type::Date) },
        FieldInfo { name: "overdue_on", python: "overdue_on", kind: Type::Option(&Type::Date) },
        FieldInfo { name: "text", python: "text", kind: Type::Option(&Type::Text) },
        FieldInfo { name: "gross_from", python: "gross_from", kind: Type::Option(&Type::Decimal) },
        FieldInfo { name: "gross_to", python: "gross_to", kind: Type::Option(&Type::Decimal) },
    ],
);

pub(crate) static INVOICE_LINE: RecordInfo = RecordInfo::model(
    "InvoiceLine",
    &[
        FieldInfo { name: "line", python: "line", kind: Type::Int },
        FieldInfo { name: "product", python: "product", kind: Type::Option(&Type::Text) },
        FieldInfo { name: "description", python: "description", kind: Type::Text },
        FieldInfo { name: "quantity", python: "quantity", kind: Type::Decimal },
        FieldInfo { name: "unit", python: "unit", kind: Type::Option(&Type::Text) },
        FieldInfo { name: "unit_price", python: "unit_price", kind: Type::Decimal },
        FieldInfo {
            name: "discount",
            python: "discount",
            kind: Type::Option(&Type::Union(&DISCOUNT)),
        },
        FieldInfo { name: "tax_rate", python: "tax_rate", kind: Type::Decimal },
        FieldInfo { name: "document_discount", python: "document_discount", kind: Type::Decimal },
        FieldInfo { name: "net", python: "net", kind: Type::Decimal },
        FieldInfo { name: "tax", python: "tax", kind: Type::Decimal },
        FieldInfo { name: "gross", python: "gross", kind: Type::Decimal },
        FieldInfo {
            name: "income_account",
            python: "income_account",
            kind: Type::Option(&Type::Text),
        },
    ],
);

pub(crate) static INVOICE_SORT: EnumInfo =
    EnumInfo::new("InvoiceSort", &["issue_on", "due_on", "number", "gross"]);

pub(crate) static INVOICE_STATE: EnumInfo =
    EnumInfo::new("InvoiceState", &["draft", "posted", "part_paid", "paid", "cancelled"]);

pub(crate) static INVOICE_TOTALS: RecordInfo = RecordInfo::model(
    "InvoiceTotals",
    &[
        FieldInfo { name: "direction", python: "direction", kind: Type::Enum(&DIRECTION) },
        FieldInfo { name: "kind", python: "kind", kind: Type::Enum(&DOCUMENT_KIND) },
        FieldInfo { name: "count", python: "count", kind: Type::Int },
        FieldInfo { name: "net", python: "net", kind: Type::Decimal },
        FieldInfo { name: "tax", python: "tax", kind: Type::Decimal },
        FieldInfo { name: "gross", python: "gross", kind: Type::Decimal },
        FieldInfo { name: "settled", python: "settled", kind: Type::Decimal },
    ],
);

pub(crate) static INVOICE_VERSION: RecordInfo = RecordInfo::model(
    "InvoiceVersion",
    &[
        FieldInfo { name: "id", python: "id", kind: Type::Int },
        FieldInfo { name: "version", python: "version", kind: Type::Int },
    ],
);

pub(crate) static ITEM_VERSION: RecordInfo = RecordInfo::model(
    "ItemVersion",
    &[
        FieldInfo { name: "code", python: "code", kind: Type::Text },
        FieldInfo { name: "version", python: "version", kind: Type::Int },
    ],
);

pub(crate) static JOURNAL: RecordInfo = RecordInfo::model(
    "Journal",
    &[
        FieldInfo { name: "id", python: "id", kind: Type::Int },
        FieldInfo { name: "code", python: "code", kind: Type::Text },
        FieldInfo { name: "name_zh", python: "name_zh", kind: Type::Text },
        FieldInfo { name: "name_en", python: "name_en", kind: Type::Text },
        FieldInfo { name: "active", python: "active", kind: Type::Bool },
        FieldInfo { name: "version", python: "version", kind: Type::Int },
    ],
);

pub(crate) static JOURNAL_EDIT: RecordInfo = RecordInfo::model(
    "JournalEdit",
    &[
        FieldInfo { name: "name_zh", python: "name_zh", kind: Type::Option(&Type::Text) },
        FieldInfo { name: "name_en", python: "name_en", kind: Type::Option(&Type::Text) },
        FieldInfo { name: "active", python: "active", kind: Type::Option(&Type::Bool) },
    ],
);

pub(crate) static JOURNAL_ENTRY: RecordInfo = RecordInfo::model(
    "JournalEntry",
    &[
        FieldInfo { name: "id", python: "id", kind: Type::Int },
        FieldInfo { name: "journal", python: "journal", kind: Type::Text },
        FieldInfo { name: "period", python: "period", kind: Type::Record(&PERIOD) },
        FieldInfo { name: "number", python: "number", kind: Type::Int },
        FieldInfo { name: "label", python: "label", kind: Type::Text },
        FieldInfo { name: "on", python: "on", kind: Type::Date },
        FieldInfo { name: "summary", python: "summary", kind: Type::Text },
        FieldInfo { name: "attachments", python: "attachments", kind: Type::Int },
        FieldInfo {
            name: "source",
            python: "source",
            kind: Type::Option(&Type::Record(&ENTRY_SOURCE)),
        },
        FieldInfo { name: "reverses", python: "reverses", kind: Type::Option(&Type::Int) },
        FieldInfo { name: "reversed_by", python: "reversed_by", kind: Type::Option(&Type::Int) },
        FieldInfo { name: "posted_at", python: "posted_at", kind: Type::Instant },
        FieldInfo { name: "posted_by", python: "posted_by", kind: Type::Option(&Type::Int) },
        FieldInfo { name: "reviewed_by", python: "reviewed_by", kind: Type::Option(&Type::Int) },
        FieldInfo {
            name: "reviewed_at",
            python: "reviewed_at",
            kind: Type::Option(&Type::Instant),
        },
        FieldInfo { name: "digest", python: "digest", kind: Type::Text },
        FieldInfo {
            name: "postings",
            python: "postings",
            kind: Type::List(&Type::Record(&POSTING)),
        },
    ],
);

pub(crate) static LANGUAGE: EnumInfo = EnumInfo::new("Language", &["chinese", "english"]);

pub(crate) static LEDGER_VERIFICATION: RecordInfo = RecordInfo::model(
    "LedgerVerification",
    &[
        FieldInfo { name: "entries", python: "entries", kind: Type::Int },
        FieldInfo { name: "postings", python: "postings", kind: Type::Int },
        FieldInfo {
            name: "findings",
            python: "findings",
            kind: Type::List(&Type::Record(&FINDING)),
        },
    ],
);

pub(crate) static LIKENESS_REASON_TAX_NUMBER: RecordInfo =
    RecordInfo::model("LikenessReasonTaxNumber", &[]);

pub(crate) static LIKENESS_REASON_PHONE: RecordInfo = RecordInfo::model("LikenessReasonPhone", &[]);

pub(crate) static LIKENESS_REASON_NAME: RecordInfo = RecordInfo::model("LikenessReasonName", &[]);

pub(crate) static LIKENESS_REASON_SIMILAR_NAME: RecordInfo = RecordInfo::model(
    "LikenessReasonSimilarName",
    &[FieldInfo { name: "value", python: "value", kind: Type::Int }],
);

pub(crate) static LIKENESS_REASON: UnionInfo = UnionInfo {
    name: "LikenessReason",
    variants: &[
        ("tax_number", Shape::Unit, &LIKENESS_REASON_TAX_NUMBER),
        ("phone", Shape::Unit, &LIKENESS_REASON_PHONE),
        ("name", Shape::Unit, &LIKENESS_REASON_NAME),
        ("similar_name", Shape::Value, &LIKENESS_REASON_SIMILAR_NAME),
    ],
};

pub(crate) static LOG_VERIFICATION: RecordInfo = RecordInfo::model(
    "LogVerification",
    &[
        FieldInfo { name: "changes", python: "changes", kind: Type::Int },
        FieldInfo { name: "entries", python: "entries", kind: Type::Int },
        FieldInfo { name: "head", python: "head", kind: Type::Record(&HEAD) },
        FieldInfo {
            name: "findings",
            python: "findings",
            kind: Type::List(&Type::Record(&FINDING)),
        },
    ],
);

pub(crate) static MATCHING: EnumInfo =
    EnumInfo::new("Matching", &["create_and_update", "create_only", "update_only"]);

pub(crate) static MERGED_ITEMS: RecordInfo = RecordInfo::model(
    "MergedItems",
    &[
        FieldInfo { name: "from", python: "from_", kind: Type::Record(&DICTIONARY_ITEM) },
        FieldInfo { name: "into", python: "into", kind: Type::Record(&DICTIONARY_ITEM) },
        FieldInfo {
            name: "rewritten",
            python: "rewritten",
            kind: Type::List(&Type::Record(&REWRITTEN_RECORDS)),
        },
    ],
);

pub(crate) static NEW_ACCOUNT: RecordInfo = RecordInfo::model(
    "NewAccount",
    &[
        FieldInfo { name: "code", python: "code", kind: Type::Text },
        FieldInfo { name: "name_zh", python: "name_zh", kind: Type::Text },
        FieldInfo { name: "name_en", python: "name_en", kind: Type::Text },
        FieldInfo { name: "parent", python: "parent", kind: Type::Option(&Type::Text) },
        FieldInfo { name: "kind", python: "kind", kind: Type::Option(&Type::Enum(&ACCOUNT_KIND)) },
        FieldInfo { name: "side", python: "side", kind: Type::Option(&Type::Enum(&SIDE)) },
        FieldInfo {
            name: "party_control",
            python: "party_control",
            kind: Type::Option(&Type::Bool),
        },
        FieldInfo { name: "cash", python: "cash", kind: Type::Option(&Type::Enum(&CASH_KIND)) },
    ],
);

pub(crate) static NEW_ALLOCATION: RecordInfo = RecordInfo::model(
    "NewAllocation",
    &[
        FieldInfo { name: "item", python: "item", kind: Type::Union(&OPEN_ITEM) },
        FieldInfo { name: "allocate", python: "allocate", kind: Type::Union(&ALLOCATION_CHOICE) },
    ],
);

pub(crate) static NEW_BOOK: RecordInfo = RecordInfo::model(
    "NewBook",
    &[
        FieldInfo { name: "name", python: "name", kind: Type::Text },
        FieldInfo { name: "owner_name", python: "owner_name", kind: Type::Text },
        FieldInfo { name: "owner_password", python: "owner_password", kind: Type::Text },
        FieldInfo { name: "legal_name", python: "legal_name", kind: Type::Option(&Type::Text) },
        FieldInfo { name: "tax_number", python: "tax_number", kind: Type::Option(&Type::Text) },
        FieldInfo { name: "currency", python: "currency", kind: Type::Text },
        FieldInfo { name: "language", python: "language", kind: Type::Enum(&LANGUAGE) },
        FieldInfo { name: "utc_offset_minutes", python: "utc_offset_minutes", kind: Type::Int },
        FieldInfo { name: "chart", python: "chart", kind: Type::Text },
    ],
);

pub(crate) static NEW_CASE: RecordInfo = RecordInfo::model(
    "NewCase",
    &[
        FieldInfo { name: "kind", python: "kind", kind: Type::Enum(&CASE_KIND) },
        FieldInfo { name: "subject", python: "subject", kind: Type::Text },
        FieldInfo { name: "description", python: "description", kind: Type::Option(&Type::Text) },
        FieldInfo { name: "category", python: "category", kind: Type::Option(&Type::Text) },
        FieldInfo { name: "severity", python: "severity", kind: Type::Enum(&CASE_SEVERITY) },
        FieldInfo { name: "channel", python: "channel", kind: Type::Option(&Type::Text) },
        FieldInfo { name: "customer", python: "customer", kind: Type::Option(&Type::Int) },
        FieldInfo { name: "contact", python: "contact", kind: Type::Option(&Type::Int) },
        FieldInfo { name: "invoice", python: "invoice", kind: Type::Option(&Type::Int) },
        FieldInfo { name: "assignee", python: "assignee", kind: Type::Option(&Type::Int) },
        FieldInfo { name: "opened_on", python: "opened_on", kind: Type::Option(&Type::Date) },
    ],
);

pub(crate) static NEW_CASE_NOTE: RecordInfo = RecordInfo::model(
    "NewCaseNote",
    &[
        FieldInfo { name: "case", python: "case", kind: Type::Int },
        FieldInfo { name: "body", python: "body", kind: Type::Text },
        FieldInfo { name: "is_public", python: "is_public", kind: Type::Bool },
    ],
);

pub(crate) static NEW_CONTACT: RecordInfo = RecordInfo::model(
    "NewContact",
    &[
        FieldInfo { name: "customer", python: "customer", kind: Type::Int },
        FieldInfo { name: "name", python: "name", kind: Type::Text },
        FieldInfo { name: "role", python: "role", kind: Type::Option(&Type::Text) },
        FieldInfo { name: "title", python: "title", kind: Type::Option(&Type::Text) },
        FieldInfo { name: "gender", python: "gender", kind: Type::Option(&Type::Enum(&GENDER)) },
        FieldInfo { name: "is_primary", python: "is_primary", kind: Type::Bool },
        FieldInfo {
            name: "channels",
            python: "channels",
            kind: Type::List(&Type::Record(&CHANNEL)),
        },
        FieldInfo { name: "note", python: "note", kind: Type::Option(&Type::Text) },
    ],
);

pub(crate) static NEW_CREDIT_NOTE: RecordInfo = RecordInfo::model(
    "NewCreditNote",
    &[
        FieldInfo { name: "invoice", python: "invoice", kind: Type::Int },
        FieldInfo { name: "version", python: "version", kind: Type::Int },
        FieldInfo { name: "issue_on", python: "issue_on", kind: Type::Option(&Type::Date) },
        FieldInfo { name: "reference", python: "reference", kind: Type::Option(&Type::Text) },
        FieldInfo { name: "lines", python: "lines", kind: Type::List(&Type::Record(&CREDIT_LINE)) },
        FieldInfo { name: "note", python: "note", kind: Type::Option(&Type::Text) },
    ],
);

pub(crate) static NEW_CUSTOMER: RecordInfo = RecordInfo::model(
    "NewCustomer",
    &[
        FieldInfo { name: "name", python: "name", kind: Type::Text },
        FieldInfo { name: "code", python: "code", kind: Type::Option(&Type::Text) },
        FieldInfo { name: "kind", python: "kind", kind: Type::Enum(&CUSTOMER_KIND) },
        FieldInfo { name: "legal_name", python: "legal_name", kind: Type::Option(&Type::Text) },
        FieldInfo { name: "is_customer", python: "is_customer", kind: Type::Bool },
        FieldInfo { name: "is_supplier", python: "is_supplier", kind: Type::Bool },
        FieldInfo { name: "level", python: "level", kind: Type::Option(&Type::Text) },
        FieldInfo { name: "industry", python: "industry", kind: Type::Option(&Type::Text) },
        FieldInfo { name: "source", python: "source", kind: Type::Option(&Type::Text) },
        FieldInfo { name: "region", python: "region", kind: Type::Option(&Type::Text) },
        FieldInfo {
            name: "enterprise_type",
            python: "enterprise_type",
            kind: Type::Option(&Type::Text),
        },
        FieldInfo {
            name: "enterprise_nature",
            python: "enterprise_nature",
            kind: Type::Option(&Type::Text),
        },
        FieldInfo {
            name: "credit_rating",
            python: "credit_rating",
            kind: Type::Option(&Type::Text),
        },
        FieldInfo { name: "satisfaction", python: "satisfaction", kind: Type::Option(&Type::Text) },
        FieldInfo { name: "classes", python: "classes", kind: Type::Map(&Type::Text) },
        FieldInfo {
            name: "tax_kind",
            python: "tax_kind",
            kind: Type::Option(&Type::Enum(&IDENTIFIER_KIND)),
        },
        FieldInfo { name: "tax_number", python: "tax_number", kind: Type::Option(&Type::Text) },
        FieldInfo { name: "payment_days", python: "payment_days", kind: Type::Int },
        FieldInfo { name: "website", python: "website", kind: Type::Option(&Type::Text) },
        FieldInfo { name: "note", python: "note", kind: Type::Option(&Type::Text) },
        FieldInfo {
            name: "channels",
            python: "channels",
            kind: Type::List(&Type::Record(&CHANNEL)),
        },
        FieldInfo {
            name: "addresses",
            python: "addresses",
            kind: Type::List(&Type::Record(&ADDRESS)),
        },
        FieldInfo {
            name: "bank_accounts",
            python: "bank_accounts",
            kind: Type::List(&Type::Record(&BANK_ACCOUNT)),
        },
        FieldInfo {
            name: "billing",
            python: "billing",
            kind: Type::Option(&Type::Record(&BILLING_PROFILE)),
        },
        FieldInfo { name: "tags", python: "tags", kind: Type::List(&Type::Text) },
        FieldInfo { name: "owner", python: "owner", kind: Type::Option(&Type::Int) },
        FieldInfo { name: "team", python: "team", kind: Type::Option(&Type::Int) },
    ],
);

pub(crate) static NEW_DICTIONARY: RecordInfo = RecordInfo::model(
    "NewDictionary",
    &[
        FieldInfo { name: "code", python: "code", kind: Type::Text },
        FieldInfo { name: "label_zh", python: "label_zh", kind: Type::Text },
        FieldInfo { name: "label_en", python: "label_en", kind: Type::Text },
    ],
);

pub(crate) static NEW_DICTIONARY_ITEM: RecordInfo = RecordInfo::model(
    "NewDictionaryItem",
    &[
        FieldInfo { name: "code", python: "code", kind: Type::Text },
        FieldInfo { name: "label_zh", python: "label_zh", kind: Type::Text },
        FieldInfo { name: "label_en", python: "label_en", kind: Type::Text },
        FieldInfo { name: "sort_order", python: "sort_order", kind: Type::Option(&Type::Int) },
        FieldInfo { name: "parent", python: "parent", kind: Type::Option(&Type::Text) },
        FieldInfo { name: "valid_from", python: "valid_from", kind: Type::Option(&Type::Date) },
    ],
);

pub(crate) static NEW_INVOICE: RecordInfo = RecordInfo::model(
    "NewInvoice",
    &[
        FieldInfo { name: "customer", python: "customer", kind: Type::Int },
        FieldInfo { name: "issue_on", python: "issue_on", kind: Type::Date },
        FieldInfo {
            name: "lines",
            python: "lines",
            kind: Type::List(&Type::Record(&NEW_INVOICE_LINE)),
        },
        FieldInfo { name: "direction", python: "direction", kind: Type::Enum(&DIRECTION) },
        FieldInfo { name: "reference", python: "reference", kind: Type::Option(&Type::Text) },
        FieldInfo { name: "due_on", python: "due_on", kind: Type::Option(&Type::Date) },
        FieldInfo { name: "price_mode", python: "price_mode", kind: Type::Enum(&PRICE_MODE) },
        FieldInfo {
            name: "discount",
            python: "discount",
            kind: Type::Option(&Type::Union(&DISCOUNT)),
        },
        FieldInfo { name: "note", python: "note", kind: Type::Option(&Type::Text) },
    ],
);

pub(crate) static NEW_INVOICE_LINE: RecordInfo = RecordInfo::model(
    "NewInvoiceLine",
    &[
        FieldInfo { name: "product", python: "product", kind: Type::Option(&Type::Text) },
        FieldInfo { name: "description", python: "description", kind: Type::Option(&Type::Text) },
        FieldInfo { name: "quantity", python: "quantity", kind: Type::Decimal },
        FieldInfo { name: "unit", python: "unit", kind: Type::Option(&Type::Text) },
        FieldInfo { name: "unit_price", python: "unit_price", kind: Type::Option(&Type::Decimal) },
        FieldInfo {
            name: "discount",
            python: "discount",
            kind: Type::Option(&Type::Union(&DISCOUNT)),
        },
        FieldInfo { name: "tax_rate", python: "tax_rate", kind: Type::Option(&Type::Decimal) },
        FieldInfo {
            name: "income_account",
            python: "income_account",
            kind: Type::Option(&Type::Text),
        },
    ],
);

pub(crate) static NEW_JOURNAL: RecordInfo = RecordInfo::model(
    "NewJournal",
    &[
        FieldInfo { name: "code", python: "code", kind: Type::Text },
        FieldInfo { name: "name_zh", python: "name_zh", kind: Type::Text },
        FieldInfo { name: "name_en", python: "name_en", kind: Type::Text },
    ],
);

pub(crate) static NEW_JOURNAL_ENTRY: RecordInfo = RecordInfo::model(
    "NewJournalEntry",
    &[
        FieldInfo { name: "on", python: "on", kind: Type::Date },
        FieldInfo { name: "summary", python: "summary", kind: Type::Text },
        FieldInfo {
            name: "postings",
            python: "postings",
            kind: Type::List(&Type::Record(&NEW_POSTING)),
        },
        FieldInfo { name: "journal", python: "journal", kind: Type::Option(&Type::Text) },
        FieldInfo { name: "attachments", python: "attachments", kind: Type::Int },
    ],
);

pub(crate) static NEW_OPERATOR: RecordInfo = RecordInfo::model(
    "NewOperator",
    &[
        FieldInfo { name: "sign_in_name", python: "sign_in_name", kind: Type::Text },
        FieldInfo { name: "display_name", python: "display_name", kind: Type::Text },
        FieldInfo { name: "password", python: "password", kind: Type::Text },
        FieldInfo { name: "team", python: "team", kind: Type::Option(&Type::Int) },
        FieldInfo { name: "roles", python: "roles", kind: Type::List(&Type::Text) },
    ],
);

pub(crate) static NEW_PAYMENT: RecordInfo = RecordInfo::model(
    "NewPayment",
    &[
        FieldInfo { name: "direction", python: "direction", kind: Type::Enum(&PAYMENT_DIRECTION) },
        FieldInfo { name: "customer", python: "customer", kind: Type::Int },
        FieldInfo { name: "paid_on", python: "paid_on", kind: Type::Date },
        FieldInfo { name: "amount", python: "amount", kind: Type::Decimal },
        FieldInfo { name: "purpose", python: "purpose", kind: Type::Enum(&PAYMENT_PURPOSE) },
        FieldInfo { name: "method", python: "method", kind: Type::Option(&Type::Text) },
        FieldInfo { name: "account", python: "account", kind: Type::Option(&Type::Text) },
        FieldInfo { name: "reference", python: "reference", kind: Type::Option(&Type::Text) },
        FieldInfo { name: "note", python: "note", kind: Type::Option(&Type::Text) },
        FieldInfo { name: "allocate", python: "allocate", kind: Type::Union(&ALLOCATION_CHOICE) },
    ],
);

pub(crate) static NEW_POSTING: RecordInfo = RecordInfo::model(
    "NewPosting",
    &[
        FieldInfo { name: "account", python: "account", kind: Type::Text },
        FieldInfo { name: "debit", python: "debit", kind: Type::Option(&Type::Decimal) },
        FieldInfo { name: "credit", python: "credit", kind: Type::Option(&Type::Decimal) },
        FieldInfo { name: "party", python: "party", kind: Type::Option(&Type::Int) },
        FieldInfo { name: "memo", python: "memo", kind: Type::Option(&Type::Text) },
    ],
);

pub(crate) static NEW_PRODUCT: RecordInfo = RecordInfo::model(
    "NewProduct",
    &[
        FieldInfo { name: "code", python: "code", kind: Type::Text },
        FieldInfo { name: "name", python: "name", kind: Type::Text },
        FieldInfo { name: "kind", python: "kind", kind: Type::Enum(&PRODUCT_KIND) },
        FieldInfo { name: "unit", python: "unit", kind: Type::Option(&Type::Text) },
        FieldInfo { name: "unit_price", python: "unit_price", kind: Type::Option(&Type::Decimal) },
        FieldInfo { name: "price_mode", python: "price_mode", kind: Type::Enum(&PRICE_MODE) },
        FieldInfo { name: "tax_rate", python: "tax_rate", kind: Type::Decimal },
        FieldInfo {
            name: "income_account",
            python: "income_account",
            kind: Type::Option(&Type::Text),
        },
        FieldInfo { name: "note", python: "note", kind: Type::Option(&Type::Text) },
    ],
);

pub(crate) static NEW_ROLE: RecordInfo = RecordInfo::model(
    "NewRole",
    &[
        FieldInfo { name: "code", python: "code", kind: Type::Text },
        FieldInfo { name: "label_zh", python: "label_zh", kind: Type::Text },
        FieldInfo { name: "label_en", python: "label_en", kind: Type::Text },
        FieldInfo { name: "grants", python: "grants", kind: Type::List(&Type::Record(&GRANT)) },
        FieldInfo {
            name: "fields",
            python: "fields",
            kind: Type::List(&Type::Record(&FIELD_RULE)),
        },
    ],
);

pub(crate) static NEW_TEAM: RecordInfo =
    RecordInfo::model("NewTeam", &[FieldInfo { name: "name", python: "name", kind: Type::Text }]);

pub(crate) static NOTICE: RecordInfo = RecordInfo::model(
    "Notice",
    &[
        FieldInfo { name: "kind", python: "kind", kind: Type::Enum(&NOTICE_KIND) },
        FieldInfo { name: "field", python: "field", kind: Type::Text },
        FieldInfo { name: "text", python: "text", kind: Type::Text },
        FieldInfo { name: "rows", python: "rows", kind: Type::Int },
        FieldInfo { name: "line", python: "line", kind: Type::Int },
    ],
);

pub(crate) static NOTICE_KIND: EnumInfo = EnumInfo::new(
    "NoticeKind",
    &[
        "label_left_out",
        "label_added",
        "owner_left_out",
        "dates_ambiguous",
        "rates_ambiguous",
        "reference_not_settled",
    ],
);

pub(crate) static OPEN_CASE_COUNT: RecordInfo = RecordInfo::model(
    "OpenCaseCount",
    &[
        FieldInfo { name: "assignee", python: "assignee", kind: Type::Option(&Type::Int) },
        FieldInfo { name: "cases", python: "cases", kind: Type::Int },
        FieldInfo { name: "oldest", python: "oldest", kind: Type::Date },
    ],
);

pub(crate) static OPEN_ITEM_INVOICE: RecordInfo = RecordInfo::model(
    "OpenItemInvoice",
    &[FieldInfo { name: "value", python: "value", kind: Type::Int }],
);

pub(crate) static OPEN_ITEM_PAYMENT: RecordInfo = RecordInfo::model(
    "OpenItemPayment",
    &[FieldInfo { name: "value", python: "value", kind: Type::Int }],
);

pub(crate) static OPEN_ITEM: UnionInfo = UnionInfo {
    name: "OpenItem",
    variants: &[
        ("invoice", Shape::Value, &OPEN_ITEM_INVOICE),
        ("payment", Shape::Value, &OPEN_ITEM_PAYMENT),
    ],
};

pub(crate) static OPERATOR: RecordInfo = RecordInfo::model(
    "Operator",
    &[
        FieldInfo { name: "id", python: "id", kind: Type::Int },
        FieldInfo { name: "sign_in_name", python: "sign_in_name", kind: Type::Text },
        FieldInfo { name: "display_name", python: "display_name", kind: Type::Text },
        FieldInfo { name: "team", python: "team", kind: Type::Option(&Type::Int) },
        FieldInfo { name: "roles", python: "roles", kind: Type::List(&Type::Text) },
        FieldInfo { name: "active", python: "active", kind: Type::Bool },
        FieldInfo {
            name: "must_change_password",
            python: "must_change_password",
            kind: Type::Bool,
        },
        FieldInfo {
            name: "locked_until",
            python: "locked_until",
            kind: Type::Option(&Type::Instant),
        },
        FieldInfo {
            name: "last_sign_in_at",
            python: "last_sign_in_at",
            kind: Type::Option(&Type::Instant),
        },
        FieldInfo { name: "version", python: "version", kind: Type::Int },
    ],
);

pub(crate) static OPERATOR_EDIT: RecordInfo = RecordInfo::model(
    "OperatorEdit",
    &[
        FieldInfo { name: "sign_in_name", python: "sign_in_name", kind: Type::Option(&Type::Text) },
        FieldInfo { name: "display_name", python: "display_name", kind: Type::Option(&Type::Text) },
        FieldInfo { name: "team", python: "team", kind: Type::Edit(&Type::Option(&Type::Int)) },
    ],
);

pub(crate) static OUT_ENCODING: EnumInfo =
    EnumInfo::new("OutEncoding", &["utf8_with_mark", "utf8", "gb18030"]);

pub(crate) static PAGE_REQUEST: RecordInfo = RecordInfo::model(
    "PageRequest",
    &[
        FieldInfo { name: "limit", python: "limit", kind: Type::Int },
        FieldInfo { name: "after", python: "after", kind: Type::Option(&Type::Text) },
    ],
);

pub(crate) static PARTY_BALANCE: RecordInfo = RecordInfo::model(
    "PartyBalance",
    &[
        FieldInfo { name: "account", python: "account", kind: Type::Text },
        FieldInfo { name: "party", python: "party", kind: Type::Int },
        FieldInfo { name: "balance", python: "balance", kind: Type::Decimal },
    ],
);

pub(crate) static PASSWORD_POLICY: RecordInfo = RecordInfo::model(
    "PasswordPolicy",
    &[
        FieldInfo { name: "min_length", python: "min_length", kind: Type::Int },
        FieldInfo { name: "max_length", python: "max_length", kind: Type::Int },
        FieldInfo { name: "min_kinds", python: "min_kinds", kind: Type::Int },
        FieldInfo { name: "failures_before_lock", python: "failures_before_lock", kind: Type::Int },
        FieldInfo { name: "first_lock_seconds", python: "first_lock_seconds", kind: Type::Int },
    ],
);

pub(crate) static PAYMENT: RecordInfo = RecordInfo::model(
    "Payment",
    &[
        FieldInfo { name: "id", python: "id", kind: Type::Int },
        FieldInfo { name: "number", python: "number", kind: Type::Text },
        FieldInfo { name: "direction", python: "direction", kind: Type::Enum(&PAYMENT_DIRECTION) },
        FieldInfo { name: "purpose", python: "purpose", kind: Type::Enum(&PAYMENT_PURPOSE) },
        FieldInfo { name: "state", python: "state", kind: Type::Enum(&PAYMENT_STATE) },
        FieldInfo { name: "customer", python: "customer", kind: Type::Int },
        FieldInfo { name: "counterparty_name", python: "counterparty_name", kind: Type::Text },
        FieldInfo { name: "paid_on", python: "paid_on", kind: Type::Date },
        FieldInfo { name: "method", python: "method", kind: Type::Text },
        FieldInfo { name: "account", python: "account", kind: Type::Int },
        FieldInfo { name: "amount", python: "amount", kind: Type::Decimal },
        FieldInfo { name: "allocated", python: "allocated", kind: Type::Decimal },
        FieldInfo { name: "unallocated", python: "unallocated", kind: Type::Decimal },
        FieldInfo { name: "reference", python: "reference", kind: Type::Option(&Type::Text) },
        FieldInfo { name: "note", python: "note", kind: Type::Option(&Type::Text) },
        FieldInfo { name: "entry", python: "entry", kind: Type::Option(&Type::Int) },
        FieldInfo { name: "reversal", python: "reversal", kind: Type::Option(&Type::Int) },
        FieldInfo { name: "cancelled_on", python: "cancelled_on", kind: Type::Option(&Type::Date) },
        FieldInfo { name: "version", python: "version", kind: Type::Int },
        FieldInfo { name: "created_at", python: "created_at", kind: Type::Instant },
        FieldInfo { name: "created_by", python: "created_by", kind: Type::Option(&Type::Int) },
        FieldInfo { name: "updated_at", python: "updated_at", kind: Type::Instant },
    ],
);

pub(crate) static PAYMENT_DIRECTION: EnumInfo = EnumInfo::new("PaymentDirection", &["in", "out"]);

pub(crate) static PAYMENT_EDIT: RecordInfo = RecordInfo::model(
    "PaymentEdit",
    &[
        FieldInfo { name: "reference", python: "reference", kind: Type::Option(&Type::Text) },
        FieldInfo { name: "note", python: "note", kind: Type::Option(&Type::Text) },
    ],
);

pub(crate) static PAYMENT_FILTER: RecordInfo = RecordInfo::model(
    "PaymentFilter",
    &[
        FieldInfo {
            name: "direction",
            python: "direction",
            kind: Type::Option(&Type::Enum(&PAYMENT_DIRECTION)),
        },
        FieldInfo {
            name: "purpose",
            python: "purpose",
            kind: Type::Option(&Type::Enum(&PAYMENT_PURPOSE)),
        },
        FieldInfo {
            name: "state",
            python: "state",
            kind: Type::Option(&Type::Enum(&PAYMENT_STATE)),
        },
        FieldInfo { name: "customer", python: "customer", kind: Type::Option(&Type::Int) },
        FieldInfo { name: "from", python: "from_", kind: Type::Option(&Type::Date) },
        FieldInfo { name: "to", python: "to", kind: Type::Option(&Type::Date) },
        FieldInfo { name: "method", python: "method", kind: Type::Option(&Type::Text) },
        FieldInfo { name: "text", python: "text", kind: Type::Option(&Type::Text) },
        FieldInfo { name: "unallocated", python: "unallocated", kind: Type::Bool },
    ],
);

pub(crate) static PAYMENT_IMPORT: RecordInfo = RecordInfo::model(
    "PaymentImport",
    &[
        FieldInfo { name: "file", python: "file", kind: Type::Record(&FILE_OPTIONS) },
        FieldInfo { name: "allocate", python: "allocate", kind: Type::Enum(&ALLOCATE_BY) },
        FieldInfo {
            name: "unknown_customers",
            python: "unknown_customers",
            kind: Type::Enum(&UNKNOWN_REFERENCE),
        },
        FieldInfo {
            name: "unknown_methods",
            python: "unknown_methods",
            kind: Type::Enum(&UNKNOWN_REFERENCE),
        },
        FieldInfo {
            name: "allow_repeated_references",
            python: "allow_repeated_references",
            kind: Type::Bool,
        },
        FieldInfo { name: "all_or_nothing", python: "all_or_nothing", kind: Type::Bool },
    ],
);

pub(crate) static PAYMENT_PURPOSE: EnumInfo =
    EnumInfo::new("PaymentPurpose", &["settlement", "refund"]);

pub(crate) static PAYMENT_SORT: EnumInfo =
    EnumInfo::new("PaymentSort", &["newest", "oldest", "largest", "number"]);

pub(crate) static PAYMENT_STATE: EnumInfo = EnumInfo::new("PaymentState", &["posted", "cancelled"]);

pub(crate) static PAYMENT_TOTALS: RecordInfo = RecordInfo::model(
    "PaymentTotals",
    &[
        FieldInfo { name: "count", python: "count", kind: Type::Int },
        FieldInfo { name: "received", python: "received", kind: Type::Decimal },
        FieldInfo { name: "paid", python: "paid", kind: Type::Decimal },
        FieldInfo { name: "allocated", python: "allocated", kind: Type::Decimal },
        FieldInfo { name: "unallocated", python: "unallocated", kind: Type::Decimal },
    ],
);

pub(crate) static PAYMENT_VERSION: RecordInfo = RecordInfo::model(
    "PaymentVersion",
    &[
        FieldInfo { name: "id", python: "id", kind: Type::Int },
        FieldInfo { name: "version", python: "version", kind: Type::Int },
    ],
);

pub(crate) static PERIOD: RecordInfo = RecordInfo::model(
    "Period",
    &[
        FieldInfo { name: "year", python: "year", kind: Type::Int },
        FieldInfo { name: "month", python: "month", kind: Type::Int },
    ],
);

pub(crate) static PERMISSION: EnumInfo = EnumInfo::new(
    "Permission",
    &[
        "customers.view",
        "customers.add",
        "customers.edit",
        "customers.remove",
        "customers.assign",
        "dictionaries.view",
        "dictionaries.edit",
        "products.view",
        "products.edit",
        "invoices.view",
        "invoices.edit",
        "invoices.post",
        "invoices.credit",
        "payments.view",
        "payments.record",
        "payments.cancel",
        "payments.allocate",
        "ledger.view",
        "ledger.post",
        "ledger.reverse",
        "ledger.review",
        "ledger.set_up",
        "cases.view",
        "cases.add",
        "cases.edit",
        "cases.assign",
        "imports.run",
        "imports.undo",
        "lists.export",
        "operators.view",
        "operators.edit",
        "roles.edit",
        "changes.view",
        "personal.erase",
        "book.edit",
        "own.password",
    ],
);

pub(crate) static PHONE: RecordInfo = RecordInfo::model(
    "Phone",
    &[
        FieldInfo { name: "display", python: "display", kind: Type::Text },
        FieldInfo { name: "key", python: "key", kind: Type::Text },
        FieldInfo { name: "kind", python: "kind", kind: Type::Enum(&PHONE_KIND) },
    ],
);

pub(crate) static PHONE_KIND: EnumInfo = EnumInfo::new(
    "PhoneKind",
    &["mobile", "landline", "toll_free", "service", "international", "unknown"],
);

pub(crate) static POSTING: RecordInfo = RecordInfo::model(
    "Posting",
    &[
        FieldInfo { name: "line", python: "line", kind: Type::Int },
        FieldInfo { name: "account", python: "account", kind: Type::Text },
        FieldInfo { name: "name_zh", python: "name_zh", kind: Type::Text },
        FieldInfo { name: "name_en", python: "name_en", kind: Type::Text },
        FieldInfo { name: "party", python: "party", kind: Type::Option(&Type::Int) },
        FieldInfo { name: "debit", python: "debit", kind: Type::Decimal },
        FieldInfo { name: "credit", python: "credit", kind: Type::Decimal },
        FieldInfo { name: "memo", python: "memo", kind: Type::Option(&Type::Text) },
    ],
);

pub(crate) static PRICE_MODE: EnumInfo = EnumInfo::new("PriceMode", &["net", "gross"]);

pub(crate) static PRODUCT: RecordInfo = RecordInfo::model(
    "Product",
    &[
        FieldInfo { name: "id", python: "id", kind: Type::Int },
        FieldInfo { name: "code", python: "code", kind: Type::Text },
        FieldInfo { name: "kind", python: "kind", kind: Type::Enum(&PRODUCT_KIND) },
        FieldInfo { name: "name", python: "name", kind: Type::Text },
        FieldInfo { name: "unit", python: "unit", kind: Type::Option(&Type::Text) },
        FieldInfo { name: "unit_price", python: "unit_price", kind: Type::Option(&Type::Decimal) },
        FieldInfo { name: "price_mode", python: "price_mode", kind: Type::Enum(&PRICE_MODE) },
        FieldInfo { name: "tax_rate", python: "tax_rate", kind: Type::Decimal },
        FieldInfo {
            name: "income_account",
            python: "income_account",
            kind: Type::Option(&Type::Text),
        },
        FieldInfo { name: "note", python: "note", kind: Type::Option(&Type::Text) },
        FieldInfo { name: "active", python: "active", kind: Type::Bool },
        FieldInfo { name: "version", python: "version", kind: Type::Int },
        FieldInfo { name: "created_at", python: "created_at", kind: Type::Instant },
        FieldInfo { name: "updated_at", python: "updated_at", kind: Type::Instant },
    ],
);

pub(crate) static PRODUCT_EDIT: RecordInfo = RecordInfo::model(
    "ProductEdit",
    &[
        FieldInfo { name: "id", python: "id", kind: Type::Int },
        FieldInfo { name: "version", python: "version", kind: Type::Int },
        FieldInfo { name: "values", python: "values", kind: Type::Record(&NEW_PRODUCT) },
    ],
);

pub(crate) static PRODUCT_FILTER: RecordInfo = RecordInfo::model(
    "ProductFilter",
    &[
        FieldInfo { name: "kind", python: "kind", kind: Type::Option(&Type::Enum(&PRODUCT_KIND)) },
        FieldInfo { name: "active", python: "active", kind: Type::Option(&Type::Bool) },
        FieldInfo { name: "text", python: "text", kind: Type::Option(&Type::Text) },
    ],
);

pub(crate) static PRODUCT_IMPORT: RecordInfo = RecordInfo::model(
    "ProductImport",
    &[
        FieldInfo { name: "file", python: "file", kind: Type::Record(&FILE_OPTIONS) },
        FieldInfo { name: "matching", python: "matching", kind: Type::Enum(&MATCHING) },
        FieldInfo { name: "price_mode", python: "price_mode", kind: Type::Enum(&PRICE_MODE) },
        FieldInfo { name: "tax_rate", python: "tax_rate", kind: Type::Decimal },
        FieldInfo { name: "all_or_nothing", python: "all_or_nothing", kind: Type::Bool },
    ],
);

pub(crate) static PRODUCT_KIND: EnumInfo = EnumInfo::new("ProductKind", &["product", "service"]);

pub(crate) static PRODUCT_SORT: EnumInfo = EnumInfo::new("ProductSort", &["code", "name"]);

pub(crate) static PRODUCT_VERSION: RecordInfo = RecordInfo::model(
    "ProductVersion",
    &[
        FieldInfo { name: "id", python: "id", kind: Type::Int },
        FieldInfo { name: "version", python: "version", kind: Type::Int },
    ],
);

pub(crate) static PROGRESS: RecordInfo = RecordInfo::model(
    "Progress",
    &[
        FieldInfo { name: "step", python: "step", kind: Type::Enum(&IMPORT_STEP) },
        FieldInfo { name: "done", python: "done", kind: Type::Int },
        FieldInfo { name: "total", python: "total", kind: Type::Option(&Type::Int) },
    ],
);

pub(crate) static RATE_DECISION: RecordInfo = RecordInfo::model(
    "RateDecision",
    &[
        FieldInfo { name: "form", python: "form", kind: Type::Enum(&RATE_FORM) },
        FieldInfo { name: "certain", python: "certain", kind: Type::Bool },
    ],
);

pub(crate) static RATE_FORM: EnumInfo = EnumInfo::new("RateForm", &["percent", "fraction"]);

pub(crate) static REACH: EnumInfo = EnumInfo::new("Reach", &["own", "team", "all"]);

pub(crate) static RECORD_COUNT: RecordInfo = RecordInfo::model(
    "RecordCount",
    &[
        FieldInfo { name: "subject", python: "subject", kind: Type::Text },
        FieldInfo { name: "created", python: "created", kind: Type::Int },
        FieldInfo { name: "updated", python: "updated", kind: Type::Int },
        FieldInfo { name: "unchanged", python: "unchanged", kind: Type::Int },
    ],
);

pub(crate) static RECORDED: RecordInfo = RecordInfo::model(
    "Recorded",
    &[
        FieldInfo {
            name: "payments",
            python: "payments",
            kind: Type::List(&Type::Record(&PAYMENT)),
        },
        FieldInfo {
            name: "allocations",
            python: "allocations",
            kind: Type::List(&Type::Record(&ALLOCATION)),
        },
    ],
);

pub(crate) static REFUSAL: RecordInfo = RecordInfo::model(
    "Refusal",
    &[
        FieldInfo { name: "file", python: "file", kind: Type::Int },
        FieldInfo { name: "line", python: "line", kind: Type::Int },
        FieldInfo { name: "field", python: "field", kind: Type::Option(&Type::Text) },
        FieldInfo { name: "problem", python: "problem", kind: Type::Record(&VIOLATION) },
    ],
);

pub(crate) static REGISTER: RecordInfo = RecordInfo::model(
    "Register",
    &[
        FieldInfo { name: "opening", python: "opening", kind: Type::Decimal },
        FieldInfo {
            name: "rows",
            python: "rows",
            kind: Type::Page(&Type::List(&Type::Record(&REGISTER_ROW))),
        },
        FieldInfo { name: "closing", python: "closing", kind: Type::Decimal },
    ],
);

pub(crate) static REGISTER_QUERY: RecordInfo = RecordInfo::model(
    "RegisterQuery",
    &[
        FieldInfo { name: "from", python: "from_", kind: Type::Date },
        FieldInfo { name: "to", python: "to", kind: Type::Date },
        FieldInfo { name: "account", python: "account", kind: Type::Option(&Type::Text) },
        FieldInfo { name: "party", python: "party", kind: Type::Option(&Type::Int) },
    ],
);

pub(crate) static REGISTER_ROW: RecordInfo = RecordInfo::model(
    "RegisterRow",
    &[
        FieldInfo { name: "entry", python: "entry", kind: Type::Int },
        FieldInfo { name: "line", python: "line", kind: Type::Int },
        FieldInfo { name: "on", python: "on", kind: Type::Date },
        FieldInfo { name: "label", python: "label", kind: Type::Text },
        FieldInfo { name: "summary", python: "summary", kind: Type::Text },
        FieldInfo { name: "account", python: "account", kind: Type::Text },
        FieldInfo { name: "party", python: "party", kind: Type::Option(&Type::Int) },
        FieldInfo { name: "debit", python: "debit", kind: Type::Decimal },
        FieldInfo { name: "credit", python: "credit", kind: Type::Decimal },
        FieldInfo { name: "balance", python: "balance", kind: Type::Decimal },
        FieldInfo { name: "memo", python: "memo", kind: Type::Option(&Type::Text) },
    ],
);

pub(crate) static REJECT_REASON: RecordInfo = RecordInfo::model(
    "RejectReason",
    &[
        FieldInfo { name: "column", python: "column", kind: Type::Option(&Type::Text) },
        FieldInfo { name: "problem", python: "problem", kind: Type::Record(&VIOLATION) },
    ],
);

pub(crate) static REJECTED_ROW: RecordInfo = RecordInfo::model(
    "RejectedRow",
    &[
        FieldInfo { name: "line", python: "line", kind: Type::Int },
        FieldInfo { name: "cells", python: "cells", kind: Type::List(&Type::Text) },
        FieldInfo {
            name: "reasons",
            python: "reasons",
            kind: Type::List(&Type::Record(&REJECT_REASON)),
        },
    ],
);

pub(crate) static REPEATED_ROWS: EnumInfo = EnumInfo::new("RepeatedRows", &["reject", "merge"]);

pub(crate) static REWRITTEN_RECORDS: RecordInfo = RecordInfo::model(
    "RewrittenRecords",
    &[
        FieldInfo { name: "subject", python: "subject", kind: Type::Text },
        FieldInfo { name: "count", python: "count", kind: Type::Int },
    ],
);

pub(crate) static ROLE: RecordInfo = RecordInfo::model(
    "Role",
    &[
        FieldInfo { name: "id", python: "id", kind: Type::Int },
        FieldInfo { name: "code", python: "code", kind: Type::Text },
        FieldInfo { name: "label_zh", python: "label_zh", kind: Type::Text },
        FieldInfo { name: "label_en", python: "label_en", kind: Type::Text },
        FieldInfo { name: "ready_made", python: "ready_made", kind: Type::Bool },
        FieldInfo { name: "grants", python: "grants", kind: Type::List(&Type::Record(&GRANT)) },
        FieldInfo {
            name: "fields",
            python: "fields",
            kind: Type::List(&Type::Record(&FIELD_RULE)),
        },
        FieldInfo { name: "version", python: "version", kind: Type::Int },
    ],
);

pub(crate) static ROLE_ACCOUNT: RecordInfo = RecordInfo::model(
    "RoleAccount",
    &[
        FieldInfo { name: "role", python: "role", kind: Type::Enum(&ACCOUNT_ROLE) },
        FieldInfo { name: "account", python: "account", kind: Type::Text },
    ],
);

pub(crate) static ROLE_EDIT: RecordInfo = RecordInfo::model(
    "RoleEdit",
    &[
        FieldInfo { name: "label_zh", python: "label_zh", kind: Type::Option(&Type::Text) },
        FieldInfo { name: "label_en", python: "label_en", kind: Type::Option(&Type::Text) },
        FieldInfo {
            name: "grants",
            python: "grants",
            kind: Type::Option(&Type::List(&Type::Record(&GRANT))),
        },
        FieldInfo {
            name: "fields",
            python: "fields",
            kind: Type::Option(&Type::List(&Type::Record(&FIELD_RULE))),
        },
    ],
);

pub(crate) static SALES_IMPORT: RecordInfo = RecordInfo::model(
    "SalesImport",
    &[
        FieldInfo { name: "documents", python: "documents", kind: Type::Record(&FILE_OPTIONS) },
        FieldInfo { name: "lines", python: "lines", kind: Type::Record(&FILE_OPTIONS) },
        FieldInfo { name: "price_mode", python: "price_mode", kind: Type::Enum(&PRICE_MODE) },
        FieldInfo { name: "tax_rate", python: "tax_rate", kind: Type::Decimal },
        FieldInfo { name: "freight", python: "freight", kind: Type::Record(&FREIGHT) },
        FieldInfo {
            name: "unknown_customers",
            python: "unknown_customers",
            kind: Type::Enum(&UNKNOWN_REFERENCE),
        },
        FieldInfo {
            name: "unknown_products",
            python: "unknown_products",
            kind: Type::Enum(&UNKNOWN_REFERENCE),
        },
        FieldInfo {
            name: "allow_repeated_references",
            python: "allow_repeated_references",
            kind: Type::Bool,
        },
        FieldInfo { name: "all_or_nothing", python: "all_or_nothing", kind: Type::Bool },
    ],
);

pub(crate) static SHARE: RecordInfo = RecordInfo::model(
    "Share",
    &[
        FieldInfo { name: "item", python: "item", kind: Type::Union(&OPEN_ITEM) },
        FieldInfo { name: "amount", python: "amount", kind: Type::Decimal },
    ],
);

pub(crate) static SIDE: EnumInfo = EnumInfo::new("Side", &["debit", "credit"]);

pub(crate) static STATEMENT: RecordInfo = RecordInfo::model(
    "Statement",
    &[
        FieldInfo { name: "customer", python: "customer", kind: Type::Int },
        FieldInfo { name: "name", python: "name", kind: Type::Text },
        FieldInfo { name: "from", python: "from_", kind: Type::Date },
        FieldInfo { name: "to", python: "to", kind: Type::Date },
        FieldInfo { name: "opening", python: "opening", kind: Type::Decimal },
        FieldInfo {
            name: "lines",
            python: "lines",
            kind: Type::List(&Type::Record(&STATEMENT_LINE)),
        },
        FieldInfo { name: "closing", python: "closing", kind: Type::Decimal },
        FieldInfo {
            name: "open",
            python: "open",
            kind: Type::List(&Type::Record(&STATEMENT_OPEN_ITEM)),
        },
    ],
);

pub(crate) static STATEMENT_KIND: EnumInfo = EnumInfo::new(
    "StatementKind",
    &["invoice", "credit_note", "payment", "refund", "cancellation", "entry"],
);

pub(crate) static STATEMENT_LINE: RecordInfo = RecordInfo::model(
    "StatementLine",
    &[
        FieldInfo { name: "on", python: "on", kind: Type::Date },
        FieldInfo { name: "kind", python: "kind", kind: Type::Enum(&STATEMENT_KIND) },
        FieldInfo { name: "side", python: "side", kind: Type::Enum(&DEBT_SIDE) },
        FieldInfo { name: "item", python: "item", kind: Type::Option(&Type::Union(&OPEN_ITEM)) },
        FieldInfo { name: "entry", python: "entry", kind: Type::Option(&Type::Int) },
        FieldInfo { name: "number", python: "number", kind: Type::Option(&Type::Text) },
        FieldInfo { name: "reference", python: "reference", kind: Type::Option(&Type::Text) },
        FieldInfo { name: "due_on", python: "due_on", kind: Type::Option(&Type::Date) },
        FieldInfo { name: "debit", python: "debit", kind: Type::Decimal },
        FieldInfo { name: "credit", python: "credit", kind: Type::Decimal },
        FieldInfo { name: "balance", python: "balance", kind: Type::Decimal },
    ],
);

pub(crate) static STATEMENT_OPEN_ITEM: RecordInfo = RecordInfo::model(
    "StatementOpenItem",
    &[
        FieldInfo { name: "item", python: "item", kind: Type::Union(&OPEN_ITEM) },
        FieldInfo { name: "side", python: "side", kind: Type::Enum(&DEBT_SIDE) },
        FieldInfo { name: "number", python: "number", kind: Type::Option(&Type::Text) },
        FieldInfo { name: "reference", python: "reference", kind: Type::Option(&Type::Text) },
        FieldInfo { name: "on", python: "on", kind: Type::Date },
        FieldInfo { name: "due_on", python: "due_on", kind: Type::Date },
        FieldInfo { name: "amount", python: "amount", kind: Type::Decimal },
        FieldInfo { name: "open", python: "open", kind: Type::Decimal },
    ],
);

pub(crate) static SUBJECT: RecordInfo = RecordInfo::model(
    "Subject",
    &[
        FieldInfo { name: "kind", python: "kind", kind: Type::Text },
        FieldInfo { name: "id", python: "id", kind: Type::Int },
    ],
);

pub(crate) static TAG_COUNT: RecordInfo = RecordInfo::model(
    "TagCount",
    &[
        FieldInfo { name: "tag", python: "tag", kind: Type::Text },
        FieldInfo { name: "customers", python: "customers", kind: Type::Int },
    ],
);

pub(crate) static TEAM: RecordInfo = RecordInfo::model(
    "Team",
    &[
        FieldInfo { name: "id", python: "id", kind: Type::Int },
        FieldInfo { name: "name", python: "name", kind: Type::Text },
        FieldInfo { name: "active", python: "active", kind: Type::Bool },
        FieldInfo { name: "version", python: "version", kind: Type::Int },
    ],
);

pub(crate) static TEAM_EDIT: RecordInfo = RecordInfo::model(
    "TeamEdit",
    &[
        FieldInfo { name: "name", python: "name", kind: Type::Option(&Type::Text) },
        FieldInfo { name: "active", python: "active", kind: Type::Option(&Type::Bool) },
    ],
);

pub(crate) static TREE_ITEM: RecordInfo = RecordInfo::model(
    "TreeItem",
    &[
        FieldInfo { name: "item", python: "item", kind: Type::Record(&DICTIONARY_ITEM) },
        FieldInfo { name: "depth", python: "depth", kind: Type::Int },
    ],
);

pub(crate) static TRIAL_BALANCE: RecordInfo = RecordInfo::model(
    "TrialBalance",
    &[
        FieldInfo { name: "from", python: "from_", kind: Type::Date },
        FieldInfo { name: "on", python: "on", kind: Type::Date },
        FieldInfo {
            name: "rows",
            python: "rows",
            kind: Type::List(&Type::Record(&TRIAL_BALANCE_ROW)),
        },
        FieldInfo { name: "totals", python: "totals", kind: Type::Record(&TRIAL_BALANCE_TOTALS) },
    ],
);

pub(crate) static TRIAL_BALANCE_OPTIONS: RecordInfo = RecordInfo::model(
    "TrialBalanceOptions",
    &[
        FieldInfo { name: "on", python: "on", kind: Type::Date },
        FieldInfo { name: "from", python: "from_", kind: Type::Option(&Type::Date) },
        FieldInfo { name: "zero_rows", python: "zero_rows", kind: Type::Bool },
    ],
);

pub(crate) static TRIAL_BALANCE_ROW: RecordInfo = RecordInfo::model(
    "TrialBalanceRow",
    &[
        FieldInfo { name: "account", python: "account", kind: Type::Int },
        FieldInfo { name: "code", python: "code", kind: Type::Text },
        FieldInfo { name: "name_zh", python: "name_zh", kind: Type::Text },
        FieldInfo { name: "name_en", python: "name_en", kind: Type::Text },
        FieldInfo { name: "kind", python: "kind", kind: Type::Enum(&ACCOUNT_KIND) },
        FieldInfo { name: "side", python: "side", kind: Type::Enum(&SIDE) },
        FieldInfo { name: "level", python: "level", kind: Type::Int },
        FieldInfo { name: "leaf", python: "leaf", kind: Type::Bool },
        FieldInfo { name: "opening", python: "opening", kind: Type::Decimal },
        FieldInfo { name: "debit", python: "debit", kind: Type::Decimal },
        FieldInfo { name: "credit", python: "credit", kind: Type::Decimal },
        FieldInfo { name: "closing", python: "closing", kind: Type::Decimal },
    ],
);

pub(crate) static TRIAL_BALANCE_TOTALS: RecordInfo = RecordInfo::model(
    "TrialBalanceTotals",
    &[
        FieldInfo { name: "opening_debit", python: "opening_debit", kind: Type::Decimal },
        FieldInfo { name: "opening_credit", python: "opening_credit", kind: Type::Decimal },
        FieldInfo { name: "debit", python: "debit", kind: Type::Decimal },
        FieldInfo { name: "credit", python: "credit", kind: Type::Decimal },
        FieldInfo { name: "closing_debit", python: "closing_debit", kind: Type::Decimal },
        FieldInfo { name: "closing_credit", python: "closing_credit", kind: Type::Decimal },
    ],
);

pub(crate) static UNALLOCATED_CREDIT: RecordInfo = RecordInfo::model(
    "UnallocatedCredit",
    &[
        FieldInfo { name: "customer", python: "customer", kind: Type::Int },
        FieldInfo { name: "side", python: "side", kind: Type::Enum(&DEBT_SIDE) },
        FieldInfo { name: "payments", python: "payments", kind: Type::Decimal },
        FieldInfo { name: "credit_notes", python: "credit_notes", kind: Type::Decimal },
        FieldInfo { name: "refunds", python: "refunds", kind: Type::Decimal },
        FieldInfo { name: "credit", python: "credit", kind: Type::Decimal },
    ],
);

pub(crate) static UNDO_REPORT: RecordInfo = RecordInfo::model(
    "UndoReport",
    &[
        FieldInfo { name: "import", python: "import_", kind: Type::Int },
        FieldInfo {
            name: "records",
            python: "records",
            kind: Type::List(&Type::Record(&UNDONE_COUNT)),
        },
    ],
);

pub(crate) static UNDONE_COUNT: RecordInfo = RecordInfo::model(
    "UndoneCount",
    &[
        FieldInfo { name: "subject", python: "subject", kind: Type::Text },
        FieldInfo { name: "removed", python: "removed", kind: Type::Int },
        FieldInfo { name: "restored", python: "restored", kind: Type::Int },
        FieldInfo { name: "cancelled", python: "cancelled", kind: Type::Int },
        FieldInfo { name: "retired", python: "retired", kind: Type::Int },
    ],
);

pub(crate) static UNKNOWN_REFERENCE: EnumInfo =
    EnumInfo::new("UnknownReference", &["reject", "create", "leave_out"]);

pub(crate) static VERIFICATION: RecordInfo = RecordInfo::model(
    "Verification",
    &[
        FieldInfo { name: "changes", python: "changes", kind: Type::Int },
        FieldInfo { name: "entries", python: "entries", kind: Type::Int },
        FieldInfo { name: "postings", python: "postings", kind: Type::Int },
        FieldInfo { name: "documents", python: "documents", kind: Type::Int },
        FieldInfo { name: "payments", python: "payments", kind: Type::Int },
        FieldInfo { name: "head", python: "head", kind: Type::Record(&HEAD) },
        FieldInfo {
            name: "findings",
            python: "findings",
            kind: Type::List(&Type::Record(&FINDING)),
        },
    ],
);

pub(crate) static VIOLATION: RecordInfo = RecordInfo::model(
    "Violation",
    &[
        FieldInfo { name: "path", python: "path", kind: Type::Text },
        FieldInfo { name: "code", python: "code", kind: Type::Text },
        FieldInfo { name: "facts", python: "facts", kind: Type::List(&Type::Record(&FACT)) },
    ],
);

pub(crate) static COMMAND_ADD_OPERATOR: RecordInfo = RecordInfo::command(
    "AddOperator",
    &[FieldInfo { name: "operator", python: "operator", kind: Type::Record(&NEW_OPERATOR) }],
);

pub(crate) static COMMAND_ADD_ROLE: RecordInfo = RecordInfo::command(
    "AddRole",
    &[FieldInfo { name: "role", python: "role", kind: Type::Record(&NEW_ROLE) }],
);

pub(crate) static COMMAND_ADD_TEAM: RecordInfo = RecordInfo::command(
    "AddTeam",
    &[FieldInfo { name: "team", python: "team", kind: Type::Record(&NEW_TEAM) }],
);

pub(crate) static COMMAND_ASSIGN_ROLES: RecordInfo = RecordInfo::command(
    "AssignRoles",
    &[
        FieldInfo { name: "id", python: "id", kind: Type::Int },
        FieldInfo { name: "version", python: "version", kind: Type::Int },
        FieldInfo { name: "roles", python: "roles", kind: Type::List(&Type::Text) },
    ],
);

pub(crate) static COMMAND_CHANGE_OWN_PASSWORD: RecordInfo = RecordInfo::command(
    "ChangeOwnPassword",
    &[
        FieldInfo { name: "current", python: "current", kind: Type::Text },
        FieldInfo { name: "new", python: "new", kind: Type::Text },
    ],
);

pub(crate) static COMMAND_EDIT_OPERATOR: RecordInfo = RecordInfo::command(
    "EditOperator",
    &[
        FieldInfo { name: "id", python: "id", kind: Type::Int },
        FieldInfo { name: "version", python: "version", kind: Type::Int },
        FieldInfo { name: "edit", python: "edit", kind: Type::Record(&OPERATOR_EDIT) },
    ],
);

pub(crate) static COMMAND_EDIT_ROLE: RecordInfo = RecordInfo::command(
    "EditRole",
    &[
        FieldInfo { name: "id", python: "id", kind: Type::Int },
        FieldInfo { name: "version", python: "version", kind: Type::Int },
        FieldInfo { name: "edit", python: "edit", kind: Type::Record(&ROLE_EDIT) },
    ],
);

pub(crate) static COMMAND_EDIT_TEAM: RecordInfo = RecordInfo::command(
    "EditTeam",
    &[
        FieldInfo { name: "id", python: "id", kind: Type::Int },
        FieldInfo { name: "version", python: "version", kind: Type::Int },
        FieldInfo { name: "edit", python: "edit", kind: Type::Record(&TEAM_EDIT) },
    ],
);

pub(crate) static COMMAND_REMOVE_ROLE: RecordInfo = RecordInfo::command(
    "RemoveRole",
    &[
        FieldInfo { name: "id", python: "id", kind: Type::Int },
        FieldInfo { name: "version", python: "version", kind: Type::Int },
    ],
);

pub(crate) static COMMAND_RESET_PASSWORD: RecordInfo = RecordInfo::command(
    "ResetPassword",
    &[
        FieldInfo { name: "id", python: "id", kind: Type::Int },
        FieldInfo { name: "password", python: "password", kind: Type::Text },
    ],
);

pub(crate) static COMMAND_SET_DUTY_RULE: RecordInfo = RecordInfo::command(
    "SetDutyRule",
    &[
        FieldInfo { name: "code", python: "code", kind: Type::Text },
        FieldInfo { name: "enforced", python: "enforced", kind: Type::Bool },
    ],
);

pub(crate) static COMMAND_SET_OPERATOR_ACTIVE: RecordInfo = RecordInfo::command(
    "SetOperatorActive",
    &[
        FieldInfo { name: "id", python: "id", kind: Type::Int },
        FieldInfo { name: "version", python: "version", kind: Type::Int },
        FieldInfo { name: "active", python: "active", kind: Type::Bool },
    ],
);

pub(crate) static COMMAND_EDIT_BOOK: RecordInfo = RecordInfo::command(
    "EditBook",
    &[
        FieldInfo { name: "version", python: "version", kind: Type::Int },
        FieldInfo { name: "edit", python: "edit", kind: Type::Record(&BOOK_EDIT) },
    ],
);

pub(crate) static COMMAND_ADD_CASE_NOTES: RecordInfo = RecordInfo::command(
    "AddCaseNotes",
    &[FieldInfo {
        name: "notes",
        python: "notes",
        kind: Type::List(&Type::Record(&NEW_CASE_NOTE)),
    }],
);

pub(crate) static COMMAND_ASSIGN_CASES: RecordInfo = RecordInfo::command(
    "AssignCases",
    &[
        FieldInfo {
            name: "cases",
            python: "cases",
            kind: Type::List(&Type::Record(&CASE_VERSION)),
        },
        FieldInfo { name: "assignee", python: "assignee", kind: Type::Option(&Type::Int) },
    ],
);

pub(crate) static COMMAND_EDIT_CASES: RecordInfo = RecordInfo::command(
    "EditCases",
    &[FieldInfo { name: "cases", python: "cases", kind: Type::List(&Type::Record(&CASE_EDIT)) }],
);

pub(crate) static COMMAND_EDIT_CASE_NOTE: RecordInfo = RecordInfo::command(
    "EditCaseNote",
    &[
        FieldInfo { name: "id", python: "id", kind: Type::Int },
        FieldInfo { name: "version", python: "version", kind: Type::Int },
        FieldInfo { name: "edit", python: "edit", kind: Type::Record(&CASE_NOTE_EDIT) },
    ],
);

pub(crate) static COMMAND_MOVE_CASES: RecordInfo = RecordInfo::command(
    "MoveCases",
    &[
        FieldInfo {
            name: "cases",
            python: "cases",
            kind: Type::List(&Type::Record(&CASE_VERSION)),
        },
        FieldInfo { name: "state", python: "state", kind: Type::Enum(&CASE_STATE) },
    ],
);

pub(crate) static COMMAND_OPEN_CASES: RecordInfo = RecordInfo::command(
    "OpenCases",
    &[FieldInfo { name: "cases", python: "cases", kind: Type::List(&Type::Record(&NEW_CASE)) }],
);

pub(crate) static COMMAND_REJECT_CASES: RecordInfo = RecordInfo::command(
    "RejectCases",
    &[
        FieldInfo {
            name: "cases",
            python: "cases",
            kind: Type::List(&Type::Record(&CASE_VERSION)),
        },
        FieldInfo { name: "reason", python: "reason", kind: Type::Text },
    ],
);

pub(crate) static COMMAND_REMOVE_CASE_NOTE: RecordInfo = RecordInfo::command(
    "RemoveCaseNote",
    &[
        FieldInfo { name: "id", python: "id", kind: Type::Int },
        FieldInfo { name: "version", python: "version", kind: Type::Int },
    ],
);

pub(crate) static COMMAND_REOPEN_CASES: RecordInfo = RecordInfo::command(
    "ReopenCases",
    &[
        FieldInfo {
            name: "cases",
            python: "cases",
            kind: Type::List(&Type::Record(&CASE_VERSION)),
        },
        FieldInfo { name: "reason", python: "reason", kind: Type::Text },
    ],
);

pub(crate) static COMMAND_RESOLVE_CASES: RecordInfo = RecordInfo::command(
    "ResolveCases",
    &[FieldInfo {
        name: "cases",
        python: "cases",
        kind: Type::List(&Type::Record(&CASE_RESOLUTION)),
    }],
);

pub(crate) static COMMAND_ERASE_PERSONAL: RecordInfo = RecordInfo::command(
    "ErasePersonal",
    &[
        FieldInfo { name: "subject", python: "subject", kind: Type::Record(&SUBJECT) },
        FieldInfo { name: "fields", python: "fields", kind: Type::List(&Type::Text) },
    ],
);

pub(crate) static COMMAND_ADD_CUSTOMERS: RecordInfo = RecordInfo::command(
    "AddCustomers",
    &[FieldInfo {
        name: "customers",
        python: "customers",
        kind: Type::List(&Type::Record(&NEW_CUSTOMER)),
    }],
);

pub(crate) static COMMAND_ADD_CONTACTS: RecordInfo = RecordInfo::command(
    "AddContacts",
    &[FieldInfo {
        name: "contacts",
        python: "contacts",
        kind: Type::List(&Type::Record(&NEW_CONTACT)),
    }],
);

pub(crate) static COMMAND_ASSIGN_CUSTOMERS: RecordInfo = RecordInfo::command(
    "AssignCustomers",
    &[
        FieldInfo {
            name: "customers",
            python: "customers",
            kind: Type::List(&Type::Record(&CUSTOMER_SEEN)),
        },
        FieldInfo { name: "owner", python: "owner", kind: Type::Option(&Type::Int) },
        FieldInfo { name: "team", python: "team", kind: Type::Option(&Type::Int) },
    ],
);

pub(crate) static COMMAND_EDIT_CUSTOMERS: RecordInfo = RecordInfo::command(
    "EditCustomers",
    &[FieldInfo {
        name: "edits",
        python: "edits",
        kind: Type::List(&Type::Record(&CUSTOMER_CHANGE)),
    }],
);

pub(crate) static COMMAND_EDIT_CONTACTS: RecordInfo = RecordInfo::command(
    "EditContacts",
    &[FieldInfo {
        name: "edits",
        python: "edits",
        kind: Type::List(&Type::Record(&CONTACT_CHANGE)),
    }],
);

pub(crate) static COMMAND_REMOVE_CUSTOMERS: RecordInfo = RecordInfo::command(
    "RemoveCustomers",
    &[FieldInfo {
        name: "customers",
        python: "customers",
        kind: Type::List(&Type::Record(&CUSTOMER_SEEN)),
    }],
);

pub(crate) static COMMAND_REMOVE_CONTACTS: RecordInfo = RecordInfo::command(
    "RemoveContacts",
    &[FieldInfo {
        name: "contacts",
        python: "contacts",
        kind: Type::List(&Type::Record(&CONTACT_SEEN)),
    }],
);

pub(crate) static COMMAND_SET_CUSTOMERS_ACTIVE: RecordInfo = RecordInfo::command(
    "SetCustomersActive",
    &[
        FieldInfo {
            name: "customers",
            python: "customers",
            kind: Type::List(&Type::Record(&CUSTOMER_SEEN)),
        },
        FieldInfo { name: "active", python: "active", kind: Type::Bool },
    ],
);

pub(crate) static COMMAND_SET_CONTACTS_ACTIVE: RecordInfo = RecordInfo::command(
    "SetContactsActive",
    &[
        FieldInfo {
            name: "contacts",
            python: "contacts",
            kind: Type::List(&Type::Record(&CONTACT_SEEN)),
        },
        FieldInfo { name: "active", python: "active", kind: Type::Bool },
    ],
);

pub(crate) static COMMAND_TAG_CUSTOMERS: RecordInfo = RecordInfo::command(
    "TagCustomers",
    &[
        FieldInfo { name: "customers", python: "customers", kind: Type::List(&Type::Int) },
        FieldInfo { name: "tags", python: "tags", kind: Type::List(&Type::Text) },
    ],
);

pub(crate) static COMMAND_UNTAG_CUSTOMERS: RecordInfo = RecordInfo::command(
    "UntagCustomers",
    &[
        FieldInfo { name: "customers", python: "customers", kind: Type::List(&Type::Int) },
        FieldInfo { name: "tags", python: "tags", kind: Type::List(&Type::Text) },
    ],
);

pub(crate) static COMMAND_ADD_DICTIONARY: RecordInfo = RecordInfo::command(
    "AddDictionary",
    &[FieldInfo { name: "dictionary", python: "dictionary", kind: Type::Record(&NEW_DICTIONARY) }],
);

pub(crate) static COMMAND_ADD_DICTIONARY_ITEMS: RecordInfo = RecordInfo::command(
    "AddDictionaryItems",
    &[
        FieldInfo { name: "dictionary", python: "dictionary", kind: Type::Text },
        FieldInfo {
            name: "items",
            python: "items",
            kind: Type::List(&Type::Record(&NEW_DICTIONARY_ITEM)),
        },
    ],
);

pub(crate) static COMMAND_EDIT_DICTIONARY: RecordInfo = RecordInfo::command(
    "EditDictionary",
    &[
        FieldInfo { name: "code", python: "code", kind: Type::Text },
        FieldInfo { name: "version", python: "version", kind: Type::Int },
        FieldInfo { name: "edit", python: "edit", kind: Type::Record(&DICTIONARY_EDIT) },
    ],
);

pub(crate) static COMMAND_EDIT_DICTIONARY_ITEMS: RecordInfo = RecordInfo::command(
    "EditDictionaryItems",
    &[
        FieldInfo { name: "dictionary", python: "dictionary", kind: Type::Text },
        FieldInfo {
            name: "items",
            python: "items",
            kind: Type::List(&Type::Record(&DICTIONARY_ITEM_EDIT)),
        },
    ],
);

pub(crate) static COMMAND_MERGE_DICTIONARY_ITEMS: RecordInfo = RecordInfo::command(
    "MergeDictionaryItems",
    &[
        FieldInfo { name: "dictionary", python: "dictionary", kind: Type::Text },
        FieldInfo { name: "from", python: "from_", kind: Type::Record(&ITEM_VERSION) },
        FieldInfo { name: "into", python: "into", kind: Type::Text },
    ],
);

pub(crate) static COMMAND_REMOVE_DICTIONARY: RecordInfo = RecordInfo::command(
    "RemoveDictionary",
    &[
        FieldInfo { name: "code", python: "code", kind: Type::Text },
        FieldInfo { name: "version", python: "version", kind: Type::Int },
    ],
);

pub(crate) static COMMAND_REMOVE_DICTIONARY_ITEMS: RecordInfo = RecordInfo::command(
    "RemoveDictionaryItems",
    &[
        FieldInfo { name: "dictionary", python: "dictionary", kind: Type::Text },
        FieldInfo {
            name: "items",
            python: "items",
            kind: Type::List(&Type::Record(&ITEM_VERSION)),
        },
    ],
);

pub(crate) static COMMAND_REORDER_DICTIONARY_ITEMS: RecordInfo = RecordInfo::command(
    "ReorderDictionaryItems",
    &[
        FieldInfo { name: "dictionary", python: "dictionary", kind: Type::Text },
        FieldInfo { name: "codes", python: "codes", kind: Type::List(&Type::Text) },
    ],
);

pub(crate) static COMMAND_SET_DICTIONARY_ITEMS_ACTIVE: RecordInfo = RecordInfo::command(
    "SetDictionaryItemsActive",
    &[
        FieldInfo { name: "dictionary", python: "dictionary", kind: Type::Text },
        FieldInfo {
            name: "items",
            python: "items",
            kind: Type::List(&Type::Record(&ITEM_VERSION)),
        },
        FieldInfo { name: "active", python: "active", kind: Type::Bool },
    ],
);

pub(crate) static COMMAND_IMPORT_CUSTOMERS: RecordInfo = RecordInfo::command(
    "ImportCustomers",
    &[
        FieldInfo { name: "head", python: "head", kind: Type::Record(&IMPORT_HEAD) },
        FieldInfo {
            name: "rows",
            python: "rows",
            kind: Type::List(&Type::Record(&IMPORTED_CUSTOMER)),
        },
        FieldInfo { name: "matching", python: "matching", kind: Type::Enum(&MATCHING) },
        FieldInfo {
            name: "unknown_labels",
            python: "unknown_labels",
            kind: Type::Enum(&UNKNOWN_REFERENCE),
        },
    ],
);

pub(crate) static COMMAND_IMPORT_PAYMENTS: RecordInfo = RecordInfo::command(
    "ImportPayments",
    &[
        FieldInfo { name: "head", python: "head", kind: Type::Record(&IMPORT_HEAD) },
        FieldInfo {
            name: "rows",
            python: "rows",
            kind: Type::List(&Type::Record(&IMPORTED_PAYMENT)),
        },
        FieldInfo { name: "allocate", python: "allocate", kind: Type::Enum(&ALLOCATE_BY) },
        FieldInfo {
            name: "unknown_customers",
            python: "unknown_customers",
            kind: Type::Enum(&UNKNOWN_REFERENCE),
        },
        FieldInfo {
            name: "unknown_methods",
            python: "unknown_methods",
            kind: Type::Enum(&UNKNOWN_REFERENCE),
        },
        FieldInfo {
            name: "allow_repeated_references",
            python: "allow_repeated_references",
            kind: Type::Bool,
        },
    ],
);

pub(crate) static COMMAND_IMPORT_PRODUCTS: RecordInfo = RecordInfo::command(
    "ImportProducts",
    &[
        FieldInfo { name: "head", python: "head", kind: Type::Record(&IMPORT_HEAD) },
        FieldInfo {
            name: "rows",
            python: "rows",
            kind: Type::List(&Type::Record(&IMPORTED_PRODUCT)),
        },
        FieldInfo { name: "matching", python: "matching", kind: Type::Enum(&MATCHING) },
    ],
);

pub(crate) static COMMAND_IMPORT_SALES: RecordInfo = RecordInfo::command(
    "ImportSales",
    &[
        FieldInfo { name: "head", python: "head", kind: Type::Record(&IMPORT_HEAD) },
        FieldInfo {
            name: "documents",
            python: "documents",
            kind: Type::List(&Type::Record(&IMPORTED_DOCUMENT)),
        },
        FieldInfo { name: "has_lines_file", python: "has_lines_file", kind: Type::Bool },
        FieldInfo { name: "tax_rate", python: "tax_rate", kind: Type::Decimal },
        FieldInfo {
            name: "unknown_customers",
            python: "unknown_customers",
            kind: Type::Enum(&UNKNOWN_REFERENCE),
        },
        FieldInfo {
            name: "unknown_products",
            python: "unknown_products",
            kind: Type::Enum(&UNKNOWN_REFERENCE),
        },
        FieldInfo {
            name: "allow_repeated_references",
            python: "allow_repeated_references",
            kind: Type::Bool,
        },
    ],
);

pub(crate) static COMMAND_UNDO_IMPORT: RecordInfo = RecordInfo::command(
    "UndoImport",
    &[FieldInfo { name: "import", python: "import_", kind: Type::Int }],
);

pub(crate) static COMMAND_CANCEL_INVOICES: RecordInfo = RecordInfo::command(
    "CancelInvoices",
    &[
        FieldInfo {
            name: "invoices",
            python: "invoices",
            kind: Type::List(&Type::Record(&INVOICE_VERSION)),
        },
        FieldInfo { name: "issue_on", python: "issue_on", kind: Type::Option(&Type::Date) },
        FieldInfo { name: "note", python: "note", kind: Type::Option(&Type::Text) },
    ],
);

pub(crate) static COMMAND_CREDIT_INVOICES: RecordInfo = RecordInfo::command(
    "CreditInvoices",
    &[FieldInfo {
        name: "credits",
        python: "credits",
        kind: Type::List(&Type::Record(&NEW_CREDIT_NOTE)),
    }],
);

pub(crate) static COMMAND_DISCARD_INVOICES: RecordInfo = RecordInfo::command(
    "DiscardInvoices",
    &[FieldInfo {
        name: "invoices",
        python: "invoices",
        kind: Type::List(&Type::Record(&INVOICE_VERSION)),
    }],
);

pub(crate) static COMMAND_DRAFT_INVOICES: RecordInfo = RecordInfo::command(
    "DraftInvoices",
    &[FieldInfo {
        name: "invoices",
        python: "invoices",
        kind: Type::List(&Type::Record(&NEW_INVOICE)),
    }],
);

pub(crate) static COMMAND_DRAFT_AND_POST_INVOICES: RecordInfo = RecordInfo::command(
    "DraftAndPostInvoices",
    &[FieldInfo {
        name: "invoices",
        python: "invoices",
        kind: Type::List(&Type::Record(&NEW_INVOICE)),
    }],
);

pub(crate) static COMMAND_EDIT_INVOICE: RecordInfo = RecordInfo::command(
    "EditInvoice",
    &[
        FieldInfo { name: "id", python: "id", kind: Type::Int },
        FieldInfo { name: "version", python: "version", kind: Type::Int },
        FieldInfo { name: "invoice", python: "invoice", kind: Type::Record(&NEW_INVOICE) },
    ],
);

pub(crate) static COMMAND_POST_INVOICES: RecordInfo = RecordInfo::command(
    "PostInvoices",
    &[FieldInfo {
        name: "invoices",
        python: "invoices",
        kind: Type::List(&Type::Record(&INVOICE_VERSION)),
    }],
);

pub(crate) static COMMAND_ADD_ACCOUNTS: RecordInfo = RecordInfo::command(
    "AddAccounts",
    &[FieldInfo {
        name: "accounts",
        python: "accounts",
        kind: Type::List(&Type::Record(&NEW_ACCOUNT)),
    }],
);

pub(crate) static COMMAND_ADD_JOURNALS: RecordInfo = RecordInfo::command(
    "AddJournals",
    &[FieldInfo {
        name: "journals",
        python: "journals",
        kind: Type::List(&Type::Record(&NEW_JOURNAL)),
    }],
);

pub(crate) static COMMAND_EDIT_ACCOUNT: RecordInfo = RecordInfo::command(
    "EditAccount",
    &[
        FieldInfo { name: "id", python: "id", kind: Type::Int },
        FieldInfo { name: "version", python: "version", kind: Type::Int },
        FieldInfo { name: "edit", python: "edit", kind: Type::Record(&ACCOUNT_EDIT) },
    ],
);

pub(crate) static COMMAND_EDIT_JOURNAL: RecordInfo = RecordInfo::command(
    "EditJournal",
    &[
        FieldInfo { name: "id", python: "id", kind: Type::Int },
        FieldInfo { name: "version", python: "version", kind: Type::Int },
        FieldInfo { name: "edit", python: "edit", kind: Type::Record(&JOURNAL_EDIT) },
    ],
);

pub(crate) static COMMAND_MOVE_ACCOUNT: RecordInfo = RecordInfo::command(
    "MoveAccount",
    &[
        FieldInfo { name: "id", python: "id", kind: Type::Int },
        FieldInfo { name: "version", python: "version", kind: Type::Int },
        FieldInfo { name: "parent", python: "parent", kind: Type::Option(&Type::Text) },
    ],
);

pub(crate) static COMMAND_POST_ENTRIES: RecordInfo = RecordInfo::command(
    "PostEntries",
    &[FieldInfo {
        name: "entries",
        python: "entries",
        kind: Type::List(&Type::Record(&NEW_JOURNAL_ENTRY)),
    }],
);

pub(crate) static COMMAND_REMOVE_ACCOUNT: RecordInfo = RecordInfo::command(
    "RemoveAccount",
    &[
        FieldInfo { name: "id", python: "id", kind: Type::Int },
        FieldInfo { name: "version", python: "version", kind: Type::Int },
    ],
);

pub(crate) static COMMAND_REMOVE_JOURNAL: RecordInfo = RecordInfo::command(
    "RemoveJournal",
    &[
        FieldInfo { name: "id", python: "id", kind: Type::Int },
        FieldInfo { name: "version", python: "version", kind: Type::Int },
    ],
);

pub(crate) static COMMAND_REVERSE_ENTRIES: RecordInfo = RecordInfo::command(
    "ReverseEntries",
    &[
        FieldInfo { name: "ids", python: "ids", kind: Type::List(&Type::Int) },
        FieldInfo { name: "on", python: "on", kind: Type::Date },
        FieldInfo { name: "summary", python: "summary", kind: Type::Option(&Type::Text) },
    ],
);

pub(crate) static COMMAND_REVIEW_ENTRIES: RecordInfo = RecordInfo::command(
    "ReviewEntries",
    &[FieldInfo { name: "ids", python: "ids", kind: Type::List(&Type::Int) }],
);

pub(crate) static COMMAND_SET_ACCOUNT_ROLE: RecordInfo = RecordInfo::command(
    "SetAccountRole",
    &[
        FieldInfo { name: "role", python: "role", kind: Type::Enum(&ACCOUNT_ROLE) },
        FieldInfo { name: "account", python: "account", kind: Type::Text },
    ],
);

pub(crate) static COMMAND_WITHDRAW_REVIEWS: RecordInfo = RecordInfo::command(
    "WithdrawReviews",
    &[FieldInfo { name: "ids", python: "ids", kind: Type::List(&Type::Int) }],
);

pub(crate) static COMMAND_ALLOCATE_PAYMENTS: RecordInfo = RecordInfo::command(
    "AllocatePayments",
    &[
        FieldInfo {
            name: "allocations",
            python: "allocations",
            kind: Type::List(&Type::Record(&NEW_ALLOCATION)),
        },
        FieldInfo { name: "on", python: "on", kind: Type::Option(&Type::Date) },
    ],
);

pub(crate) static COMMAND_ALLOCATE_AUTOMATICALLY: RecordInfo = RecordInfo::command(
    "AllocateAutomatically",
    &[
        FieldInfo { name: "customers", python: "customers", kind: Type::List(&Type::Int) },
        FieldInfo { name: "side", python: "side", kind: Type::Option(&Type::Enum(&DEBT_SIDE)) },
        FieldInfo { name: "on", python: "on", kind: Type::Option(&Type::Date) },
    ],
);

pub(crate) static COMMAND_CANCEL_PAYMENTS: RecordInfo = RecordInfo::command(
    "CancelPayments",
    &[
        FieldInfo {
            name: "payments",
            python: "payments",
            kind: Type::List(&Type::Record(&PAYMENT_VERSION)),
        },
        FieldInfo { name: "on", python: "on", kind: Type::Option(&Type::Date) },
        FieldInfo { name: "reason", python: "reason", kind: Type::Option(&Type::Text) },
    ],
);

pub(crate) static COMMAND_EDIT_PAYMENT: RecordInfo = RecordInfo::command(
    "EditPayment",
    &[
        FieldInfo { name: "id", python: "id", kind: Type::Int },
        FieldInfo { name: "version", python: "version", kind: Type::Int },
        FieldInfo { name: "edit", python: "edit", kind: Type::Record(&PAYMENT_EDIT) },
    ],
);

pub(crate) static COMMAND_RECORD_PAYMENTS: RecordInfo = RecordInfo::command(
    "RecordPayments",
    &[FieldInfo {
        name: "payments",
        python: "payments",
        kind: Type::List(&Type::Record(&NEW_PAYMENT)),
    }],
);

pub(crate) static COMMAND_WITHDRAW_ALLOCATIONS: RecordInfo = RecordInfo::command(
    "WithdrawAllocations",
    &[
        FieldInfo { name: "allocations", python: "allocations", kind: Type::List(&Type::Int) },
        FieldInfo { name: "on", python: "on", kind: Type::Option(&Type::Date) },
    ],
);

pub(crate) static COMMAND_ADD_PRODUCTS: RecordInfo = RecordInfo::command(
    "AddProducts",
    &[FieldInfo {
        name: "products",
        python: "products",
        kind: Type::List(&Type::Record(&NEW_PRODUCT)),
    }],
);

pub(crate) static COMMAND_EDIT_PRODUCTS: RecordInfo = RecordInfo::command(
    "EditProducts",
    &[FieldInfo { name: "edits", python: "edits", kind: Type::List(&Type::Record(&PRODUCT_EDIT)) }],
);

pub(crate) static COMMAND_REMOVE_PRODUCTS: RecordInfo = RecordInfo::command(
    "RemoveProducts",
    &[FieldInfo {
        name: "products",
        python: "products",
        kind: Type::List(&Type::Record(&PRODUCT_VERSION)),
    }],
);

pub(crate) static COMMAND_SET_PRODUCTS_ACTIVE: RecordInfo = RecordInfo::command(
    "SetProductsActive",
    &[
        FieldInfo {
            name: "products",
            python: "products",
            kind: Type::List(&Type::Record(&PRODUCT_VERSION)),
        },
        FieldInfo { name: "active", python: "active", kind: Type::Bool },
    ],
);

/// Every record, in the order of the names.
pub(crate) static RECORDS: &[&RecordInfo] = &[
    &ACCOUNT,
    &ACCOUNT_EDIT,
    &ADDRESS,
    &AGEING,
    &AGEING_AMOUNTS,
    &AGEING_REQUEST,
    &AGEING_ROW,
    &ALLOCATION,
    &AMBIGUITY,
    &BALANCE,
    &BANK_ACCOUNT,
    &BILLING_PROFILE,
    &BOOK,
    &BOOK_EDIT,
    &CASE,
    &CASE_COUNT,
    &CASE_EDIT,
    &CASE_FILTER,
    &CASE_NOTE,
    &CASE_NOTE_EDIT,
    &CASE_RESOLUTION,
    &CASE_VERSION,
    &CHANGE,
    &CHANNEL,
    &CLEANED_COUNT,
    &CONTACT,
    &CONTACT_CHANGE,
    &CONTACT_EDIT,
    &CONTACT_FILTER,
    &CONTACT_SEEN,
    &CREDIT_LINE,
    &CREDITED,
    &CUSTOMER,
    &CUSTOMER_CHANGE,
    &CUSTOMER_EDIT,
    &CUSTOMER_FILTER,
    &CUSTOMER_IMPORT,
    &CUSTOMER_ORDER,
    &CUSTOMER_SEEN,
    &CUSTOMER_SUMMARY,
    &DATE_DECISION,
    &DIALECT,
    &DICTIONARY,
    &DICTIONARY_EDIT,
    &DICTIONARY_ITEM,
    &DICTIONARY_ITEM_EDIT,
    &DUPLICATE_HINT,
    &DUTY_CONFLICT,
    &DUTY_RULE,
    &ENTRY_FILTER,
    &ENTRY_RECEIPT,
    &ENTRY_SOURCE,
    &EXPORT_OPTIONS,
    &FACT,
    &FIELD_CHANGE,
    &FIELD_RULE,
    &FILE_OPTIONS,
    &FILE_REPORT,
    &FINDING,
    &FREIGHT,
    &GRANT,
    &HEAD,
    &IMPORT_DUPLICATE,
    &IMPORT_HEAD,
    &IMPORT_OUTCOME,
    &IMPORT_PREVIEW,
    &IMPORT_REPORT,
    &IMPORT_RUN,
    &IMPORTED_CONTACT,
    &IMPORTED_CUSTOMER,
    &IMPORTED_DOCUMENT,
    &IMPORTED_LINE,
    &IMPORTED_PAYMENT,
    &IMPORTED_PRODUCT,
    &INCOME_ROW,
    &INCOME_SUMMARY,
    &INVOICE,
    &INVOICE_FILTER,
    &INVOICE_LINE,
    &INVOICE_TOTALS,
    &INVOICE_VERSION,
    &ITEM_VERSION,
    &JOURNAL,
    &JOURNAL_EDIT,
    &JOURNAL_ENTRY,
    &LEDGER_VERIFICATION,
    &LOG_VERIFICATION,
    &MERGED_ITEMS,
    &NEW_ACCOUNT,
    &NEW_ALLOCATION,
    &NEW_BOOK,
    &NEW_CASE,
    &NEW_CASE_NOTE,
    &NEW_CONTACT,
    &NEW_CREDIT_NOTE,
    &NEW_CUSTOMER,
    &NEW_DICTIONARY,
    &NEW_DICTIONARY_ITEM,
    &NEW_INVOICE,
    &NEW_INVOICE_LINE,
    &NEW_JOURNAL,
    &NEW_JOURNAL_ENTRY,
    &NEW_OPERATOR,
    &NEW_PAYMENT,
    &NEW_POSTING,
    &NEW_PRODUCT,
    &NEW_ROLE,
    &NEW_TEAM,
    &NOTICE,
    &OPEN_CASE_COUNT,
    &OPERATOR,
    &OPERATOR_EDIT,
    &PAGE_REQUEST,
    &PARTY_BALANCE,
    &PASSWORD_POLICY,
    &PAYMENT,
    &PAYMENT_EDIT,
    &PAYMENT_FILTER,
    &PAYMENT_IMPORT,
    &PAYMENT_TOTALS,
    &PAYMENT_VERSION,
    &PERIOD,
    &PHONE,
    &POSTING,
    &PRODUCT,
    &PRODUCT_EDIT,
    &PRODUCT_FILTER,
    &PRODUCT_IMPORT,
    &PRODUCT_VERSION,
    &PROGRESS,
    &RATE_DECISION,
    &RECORD_COUNT,
    &RECORDED,
    &REFUSAL,
    &REGISTER,
    &REGISTER_QUERY,
    &REGISTER_ROW,
    &REJECT_REASON,
    &REJECTED_ROW,
    &REWRITTEN_RECORDS,
    &ROLE,
    &ROLE_ACCOUNT,
    &ROLE_EDIT,
    &SALES_IMPORT,
    &SHARE,
    &STATEMENT,
    &STATEMENT_LINE,
    &STATEMENT_OPEN_ITEM,
    &SUBJECT,
    &TAG_COUNT,
    &TEAM,
    &TEAM_EDIT,
    &TREE_ITEM,
    &TRIAL_BALANCE,
    &TRIAL_BALANCE_OPTIONS,
    &TRIAL_BALANCE_ROW,
    &TRIAL_BALANCE_TOTALS,
    &UNALLOCATED_CREDIT,
    &UNDO_REPORT,
    &UNDONE_COUNT,
    &VERIFICATION,
    &VIOLATION,
];
