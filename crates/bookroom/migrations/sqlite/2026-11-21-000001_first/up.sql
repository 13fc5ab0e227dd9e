-- The first schema. Every key leads with book_id and every reference stays inside a book.
-- Amounts are minor units of the book's currency, instants microseconds since 1970 UTC,
-- quantities, prices and rates exact decimals as text.

-- The book and its counters

-- One company. Everything below belongs to one book.
CREATE TABLE book (
    book_id INTEGER NOT NULL,
    name TEXT NOT NULL,
    legal_name TEXT,
    tax_number TEXT,
    currency TEXT NOT NULL, -- ISO 4217; amounts are in its minor unit
    language TEXT NOT NULL,
    utc_offset_minutes INTEGER NOT NULL, -- gives the date of an instant
    chart TEXT NOT NULL, -- the chart of accounts it started from
    access_version INTEGER NOT NULL, -- moves when operators, roles or duty rules change
    version INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    PRIMARY KEY (book_id)
) STRICT, WITHOUT ROWID;

-- The last id taken of each kind of record. No reference to book: servers lease ids outside the transaction.
CREATE TABLE id_counter (
    book_id INTEGER NOT NULL,
    kind TEXT NOT NULL,
    last_id INTEGER NOT NULL,
    PRIMARY KEY (book_id, kind)
) STRICT, WITHOUT ROWID;

-- The last number given in each gapless series, per period (0: not restarted).
CREATE TABLE number_counter (
    book_id INTEGER NOT NULL,
    series TEXT NOT NULL,
    period INTEGER NOT NULL,
    last_number INTEGER NOT NULL,
    PRIMARY KEY (book_id, series, period),
    FOREIGN KEY (book_id) REFERENCES book (book_id)
) STRICT, WITHOUT ROWID;

-- The change log

-- The last change of each book; taken last, just before commit.
CREATE TABLE change_head (
    book_id INTEGER NOT NULL,
    seq INTEGER NOT NULL,
    hash BLOB NOT NULL,
    PRIMARY KEY (book_id),
    FOREIGN KEY (book_id) REFERENCES book (book_id)
) STRICT, WITHOUT ROWID;

-- Who did what to which record: audit trail, history, undo and feed at once.
CREATE TABLE change_log (
    book_id INTEGER NOT NULL,
    seq INTEGER NOT NULL, -- gap-free per book
    at INTEGER NOT NULL,
    operator_id INTEGER, -- none: the engine itself
    action TEXT NOT NULL,
    subject_kind TEXT NOT NULL,
    subject_id INTEGER NOT NULL,
    image_before TEXT,
    image_after TEXT,
    request_key TEXT,
    prev_hash BLOB NOT NULL,
    hash BLOB NOT NULL,
    PRIMARY KEY (book_id, seq),
    FOREIGN KEY (book_id) REFERENCES book (book_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX change_log_by_subject ON change_log (book_id, subject_kind, subject_id, seq);

-- Request keys seen, with what was asked and what came of it.
CREATE TABLE request_log (
    book_id INTEGER NOT NULL,
    request_key TEXT NOT NULL,
    action TEXT NOT NULL,
    payload_hash BLOB NOT NULL,
    outcome TEXT, -- none: erased
    first_seq INTEGER NOT NULL,
    last_seq INTEGER NOT NULL,
    at INTEGER NOT NULL,
    PRIMARY KEY (book_id, request_key),
    FOREIGN KEY (book_id) REFERENCES book (book_id)
) STRICT, WITHOUT ROWID;

-- Access

-- Operators who share records.
CREATE TABLE team (
    book_id INTEGER NOT NULL,
    id INTEGER NOT NULL,
    name TEXT NOT NULL,
    active INTEGER NOT NULL,
    version INTEGER NOT NULL,
    PRIMARY KEY (book_id, id),
    UNIQUE (book_id, name),
    FOREIGN KEY (book_id) REFERENCES book (book_id)
) STRICT, WITHOUT ROWID;

-- A person who signs in.
CREATE TABLE operator (
    book_id INTEGER NOT NULL,
    id INTEGER NOT NULL,
    sign_in_name TEXT NOT NULL,
    sign_in_key TEXT NOT NULL, -- folded, for comparing
    display_name TEXT NOT NULL,
    password_hash TEXT NOT NULL, -- argon2id
    team_id INTEGER,
    active INTEGER NOT NULL,
    must_change_password INTEGER NOT NULL,
    failed_attempts INTEGER NOT NULL,
    locked_until INTEGER,
    session_epoch INTEGER NOT NULL, -- sessions of an older epoch have ended
    last_sign_in_at INTEGER,
    password_changed_at INTEGER NOT NULL,
    version INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    PRIMARY KEY (book_id, id),
    UNIQUE (book_id, sign_in_key),
    FOREIGN KEY (book_id, team_id) REFERENCES team (book_id, id),
    FOREIGN KEY (book_id) REFERENCES book (book_id)
) STRICT, WITHOUT ROWID;

-- A named set of permissions.
CREATE TABLE role (
    book_id INTEGER NOT NULL,
    id INTEGER NOT NULL,
    code TEXT NOT NULL,
    label_zh TEXT NOT NULL,
    label_en TEXT NOT NULL,
    ready_made INTEGER NOT NULL,
    version INTEGER NOT NULL,
    PRIMARY KEY (book_id, id),
    UNIQUE (book_id, code),
    FOREIGN KEY (book_id) REFERENCES book (book_id)
) STRICT, WITHOUT ROWID;

-- One permission of a role, with its reach.
CREATE TABLE role_grant (
    book_id INTEGER NOT NULL,
    role_id INTEGER NOT NULL,
    permission TEXT NOT NULL,
    scope TEXT NOT NULL,
    PRIMARY KEY (book_id, role_id, permission),
    FOREIGN KEY (book_id, role_id) REFERENCES role (book_id, id)
) STRICT, WITHOUT ROWID;

-- The right of a role on one protected field.
CREATE TABLE role_field (
    book_id INTEGER NOT NULL,
    role_id INTEGER NOT NULL,
    field TEXT NOT NULL,
    access TEXT NOT NULL,
    PRIMARY KEY (book_id, role_id, field),
    FOREIGN KEY (book_id, role_id) REFERENCES role (book_id, id)
) STRICT, WITHOUT ROWID;

-- Which operator has which role.
CREATE TABLE operator_role (
    book_id INTEGER NOT NULL,
    operator_id INTEGER NOT NULL,
    role_id INTEGER NOT NULL,
    PRIMARY KEY (book_id, operator_id, role_id),
    FOREIGN KEY (book_id, operator_id) REFERENCES operator (book_id, id),
    FOREIGN KEY (book_id, role_id) REFERENCES role (book_id, id)
) STRICT, WITHOUT ROWID;

-- Duty separation rules and whether the book enforces them.
CREATE TABLE duty_rule (
    book_id INTEGER NOT NULL,
    code TEXT NOT NULL,
    enforced INTEGER NOT NULL,
    PRIMARY KEY (book_id, code),
    FOREIGN KEY (book_id) REFERENCES book (book_id)
) STRICT, WITHOUT ROWID;

-- Dictionaries

-- A user-maintained list.
CREATE TABLE dictionary (
    book_id INTEGER NOT NULL,
    id INTEGER NOT NULL,
    code TEXT NOT NULL,
    label_zh TEXT NOT NULL,
    label_en TEXT NOT NULL,
    ready_made INTEGER NOT NULL,
    version INTEGER NOT NULL,
    PRIMARY KEY (book_id, id),
    UNIQUE (book_id, code),
    FOREIGN KEY (book_id) REFERENCES book (book_id)
) STRICT, WITHOUT ROWID;

-- An entry of a user-maintained list.
CREATE TABLE dictionary_item (
    book_id INTEGER NOT NULL,
    id INTEGER NOT NULL,
    dictionary_id INTEGER NOT NULL,
    code TEXT NOT NULL,
    label_zh TEXT NOT NULL,
    label_en TEXT NOT NULL,
    sort_order INTEGER NOT NULL,
    parent_id INTEGER,
    active INTEGER NOT NULL,
    valid_from TEXT,
    merged_into INTEGER,
    version INTEGER NOT NULL,
    PRIMARY KEY (book_id, id),
    UNIQUE (book_id, dictionary_id, code),
    FOREIGN KEY (book_id, dictionary_id) REFERENCES dictionary (book_id, id),
    FOREIGN KEY (book_id, parent_id) REFERENCES dictionary_item (book_id, id),
    FOREIGN KEY (book_id, merged_into) REFERENCES dictionary_item (book_id, id)
) STRICT, WITHOUT ROWID;

-- Customers

-- A company or person dealt with, also a supplier.
CREATE TABLE customer (
    book_id INTEGER NOT NULL,
    id INTEGER NOT NULL,
    code TEXT,
    kind TEXT NOT NULL, -- company, person
    name TEXT NOT NULL,
    name_key TEXT NOT NULL,
    legal_name TEXT,
    legal_name_key TEXT,
    is_customer INTEGER NOT NULL,
    is_supplier INTEGER NOT NULL,
    tax_kind TEXT,
    tax_number TEXT,
    payment_days INTEGER NOT NULL,
    website TEXT,
    note TEXT,
    billing_title TEXT,
    billing_address TEXT,
    billing_phone TEXT,
    billing_bank TEXT,
    billing_account TEXT,
    owner_id INTEGER,
    team_id INTEGER,
    active INTEGER NOT NULL,
    version INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    created_by INTEGER,
    updated_at INTEGER NOT NULL,
    PRIMARY KEY (book_id, id),
    FOREIGN KEY (book_id) REFERENCES book (book_id),
    FOREIGN KEY (book_id, owner_id) REFERENCES operator (book_id, id),
    FOREIGN KEY (book_id, team_id) REFERENCES team (book_id, id)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX customer_code ON customer (book_id, code) WHERE code IS NOT NULL;
CREATE INDEX customer_by_name ON customer (book_id, name_key, id);
CREATE INDEX customer_by_tax_number ON customer (book_id, tax_number) WHERE tax_number IS NOT NULL;
CREATE INDEX customer_by_owner ON customer (book_id, owner_id);
CREATE INDEX customer_by_created ON customer (book_id, created_at, id);
CREATE INDEX customer_by_updated ON customer (book_id, updated_at, id);

-- The classification of a customer: one item of each dictionary.
CREATE TABLE customer_class (
    book_id INTEGER NOT NULL,
    customer_id INTEGER NOT NULL,
    dictionary_id INTEGER NOT NULL,
    item_id INTEGER NOT NULL,
    PRIMARY KEY (book_id, customer_id, dictionary_id),
    FOREIGN KEY (book_id, customer_id) REFERENCES customer (book_id, id),
    FOREIGN KEY (book_id, dictionary_id) REFERENCES dictionary (book_id, id),
    FOREIGN KEY (book_id, item_id) REFERENCES dictionary_item (book_id, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX customer_class_by_item ON customer_class (book_id, item_id, customer_id);

-- A phone, mail or other way to reach a customer.
CREATE TABLE customer_channel (
    book_id INTEGER NOT NULL,
    customer_id INTEGER NOT NULL,
    line INTEGER NOT NULL,
    kind TEXT NOT NULL,
    label TEXT,
    value TEXT NOT NULL,
    value_key TEXT NOT NULL, -- digits of a phone, lower case of the rest
    PRIMARY KEY (book_id, customer_id, line),
    FOREIGN KEY (book_id, customer_id) REFERENCES customer (book_id, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX customer_channel_by_value ON customer_channel (book_id, value_key, customer_id);

-- An address of a customer.
CREATE TABLE customer_address (
    book_id INTEGER NOT NULL,
    customer_id INTEGER NOT NULL,
    line INTEGER NOT NULL,
    kind TEXT NOT NULL,
    country TEXT,
    province TEXT,
    city TEXT,
    district TEXT,
    street TEXT,
    postal_code TEXT,
    recipient TEXT,
    PRIMARY KEY (book_id, customer_id, line),
    FOREIGN KEY (book_id, customer_id) REFERENCES customer (book_id, id)
) STRICT, WITHOUT ROWID;

-- A bank account of a customer.
CREATE TABLE customer_bank_account (
    book_id INTEGER NOT NULL,
    customer_id INTEGER NOT NULL,
    line INTEGER NOT NULL,
    bank_item_id INTEGER,
    bank_name TEXT NOT NULL,
    account_name TEXT,
    account_number TEXT NOT NULL,
    PRIMARY KEY (book_id, customer_id, line),
    FOREIGN KEY (book_id, customer_id) REFERENCES customer (book_id, id),
    FOREIGN KEY (book_id, bank_item_id) REFERENCES dictionary_item (book_id, id)
) STRICT, WITHOUT ROWID;

-- A tag of a customer.
CREATE TABLE customer_tag (
    book_id INTEGER NOT NULL,
    customer_id INTEGER NOT NULL,
    tag TEXT NOT NULL,
    PRIMARY KEY (book_id, customer_id, tag),
    FOREIGN KEY (book_id, customer_id) REFERENCES customer (book_id, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX customer_tag_by_tag ON customer_tag (book_id, tag, customer_id);

-- A person at a customer.
CREATE TABLE contact (
    book_id INTEGER NOT NULL,
    id INTEGER NOT NULL,
    customer_id INTEGER NOT NULL,
    name TEXT NOT NULL,
    name_key TEXT NOT NULL,
    role TEXT, -- what the person decides: buyer, accountant, …
    title TEXT,
    gender TEXT,
    is_primary INTEGER NOT NULL,
    note TEXT,
    active INTEGER NOT NULL,
    version INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    PRIMARY KEY (book_id, id),
    FOREIGN KEY (book_id, customer_id) REFERENCES customer (book_id, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX contact_by_customer ON contact (book_id, customer_id, id);
CREATE INDEX contact_by_name ON contact (book_id, name_key, customer_id);

-- A phone, mail or other way to reach a contact.
CREATE TABLE contact_channel (
    book_id INTEGER NOT NULL,
    contact_id INTEGER NOT NULL,
    line INTEGER NOT NULL,
    kind TEXT NOT NULL,
    label TEXT,
    value TEXT NOT NULL,
    value_key TEXT NOT NULL,
    PRIMARY KEY (book_id, contact_id, line),
    FOREIGN KEY (book_id, contact_id) REFERENCES contact (book_id, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX contact_channel_by_value ON contact_channel (book_id, value_key, contact_id);

-- Ledger

-- A node of the chart of accounts.
CREATE TABLE account (
    book_id INTEGER NOT NULL,
    id INTEGER NOT NULL,
    code TEXT NOT NULL,
    name_zh TEXT NOT NULL,
    name_en TEXT NOT NULL,
    kind TEXT NOT NULL,
    side TEXT NOT NULL, -- the side on which its balance normally stands
    parent_id INTEGER,
    is_leaf INTEGER NOT NULL, -- only leaves take postings
    party_control INTEGER NOT NULL, -- kept by customer or supplier
    cash_kind TEXT, -- cash, bank
    active INTEGER NOT NULL,
    version INTEGER NOT NULL,
    PRIMARY KEY (book_id, id),
    UNIQUE (book_id, code),
    FOREIGN KEY (book_id) REFERENCES book (book_id),
    FOREIGN KEY (book_id, parent_id) REFERENCES account (book_id, id)
) STRICT, WITHOUT ROWID;

-- Which account the engine uses for what.
CREATE TABLE account_role (
    book_id INTEGER NOT NULL,
    role TEXT NOT NULL,
    account_id INTEGER NOT NULL,
    PRIMARY KEY (book_id, role),
    FOREIGN KEY (book_id, account_id) REFERENCES account (book_id, id)
) STRICT, WITHOUT ROWID;

-- A voucher word.
CREATE TABLE journal (
    book_id INTEGER NOT NULL,
    id INTEGER NOT NULL,
    code TEXT NOT NULL,
    name_zh TEXT NOT NULL,
    name_en TEXT NOT NULL,
    active INTEGER NOT NULL,
    version INTEGER NOT NULL,
    PRIMARY KEY (book_id, id),
    UNIQUE (book_id, code),
    FOREIGN KEY (book_id) REFERENCES book (book_id)
) STRICT, WITHOUT ROWID;

-- A voucher. Written once; corrected by a reversal and a new entry.
CREATE TABLE journal_entry (
    book_id INTEGER NOT NULL,
    id INTEGER NOT NULL,
    journal_id INTEGER NOT NULL,
    period INTEGER NOT NULL, -- 202606 is June 2026
    number INTEGER NOT NULL, -- gapless per journal and period
    entry_on TEXT NOT NULL,
    summary TEXT NOT NULL,
    attachments INTEGER NOT NULL,
    source_kind TEXT, -- the document behind it
    source_id INTEGER,
    reverses INTEGER,
    posted_at INTEGER NOT NULL,
    posted_by INTEGER,
    digest BLOB NOT NULL, -- of the entry and its postings
    PRIMARY KEY (book_id, id),
    UNIQUE (book_id, journal_id, period, number),
    FOREIGN KEY (book_id, journal_id) REFERENCES journal (book_id, id),
    FOREIGN KEY (book_id, reverses) REFERENCES journal_entry (book_id, id)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX journal_entry_reverses ON journal_entry (book_id, reverses) WHERE reverses IS NOT NULL;
CREATE INDEX journal_entry_by_date ON journal_entry (book_id, entry_on, id);

-- One line of an entry. A red (reversing) line is negative on the same side.
CREATE TABLE posting (
    book_id INTEGER NOT NULL,
    entry_id INTEGER NOT NULL,
    line INTEGER NOT NULL,
    account_id INTEGER NOT NULL,
    entry_on TEXT NOT NULL,
    party_id INTEGER,
    debit INTEGER NOT NULL,
    credit INTEGER NOT NULL,
    memo TEXT,
    PRIMARY KEY (book_id, entry_id, line),
    FOREIGN KEY (book_id, entry_id) REFERENCES journal_entry (book_id, id),
    FOREIGN KEY (book_id, account_id) REFERENCES account (book_id, id),
    FOREIGN KEY (book_id, party_id) REFERENCES customer (book_id, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX posting_by_account ON posting (book_id, account_id, entry_on, entry_id, line);
CREATE INDEX posting_by_party ON posting (book_id, party_id, entry_on, entry_id, line) WHERE party_id IS NOT NULL;

-- Movement of an account in a period.
CREATE TABLE balance (
    book_id INTEGER NOT NULL,
    account_id INTEGER NOT NULL,
    period INTEGER NOT NULL,
    debit INTEGER NOT NULL,
    credit INTEGER NOT NULL,
    PRIMARY KEY (book_id, account_id, period),
    FOREIGN KEY (book_id, account_id) REFERENCES account (book_id, id)
) STRICT, WITHOUT ROWID;

-- Movement of a party on a party-controlled account in a period.
CREATE TABLE party_balance (
    book_id INTEGER NOT NULL,
    account_id INTEGER NOT NULL,
    party_id INTEGER NOT NULL,
    period INTEGER NOT NULL,
    debit INTEGER NOT NULL,
    credit INTEGER NOT NULL,
    PRIMARY KEY (book_id, account_id, party_id, period),
    FOREIGN KEY (book_id, account_id) REFERENCES account (book_id, id),
    FOREIGN KEY (book_id, party_id) REFERENCES customer (book_id, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX party_balance_by_party ON party_balance (book_id, party_id, account_id, period);

-- Who reviewed (审核) an entry.
CREATE TABLE entry_review (
    book_id INTEGER NOT NULL,
    entry_id INTEGER NOT NULL,
    reviewer_id INTEGER NOT NULL,
    reviewed_at INTEGER NOT NULL,
    PRIMARY KEY (book_id, entry_id),
    FOREIGN KEY (book_id, entry_id) REFERENCES journal_entry (book_id, id),
    FOREIGN KEY (book_id, reviewer_id) REFERENCES operator (book_id, id)
) STRICT, WITHOUT ROWID;

-- Billing

-- A product or service with its price.
CREATE TABLE product (
    book_id INTEGER NOT NULL,
    id INTEGER NOT NULL,
    code TEXT NOT NULL,
    kind TEXT NOT NULL, -- product, service
    name TEXT NOT NULL,
    name_key TEXT NOT NULL, -- name and code, folded
    unit TEXT,
    unit_price TEXT,
    price_mode TEXT NOT NULL, -- net: without tax, gross: with tax
    tax_rate TEXT NOT NULL, -- 0.13 is 13 %
    income_account_id INTEGER,
    note TEXT,
    active INTEGER NOT NULL,
    version INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    PRIMARY KEY (book_id, id),
    UNIQUE (book_id, code),
    FOREIGN KEY (book_id) REFERENCES book (book_id),
    FOREIGN KEY (book_id, income_account_id) REFERENCES account (book_id, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX product_by_name ON product (book_id, name_key, id);

-- An invoice or credit note, sale or purchase.
CREATE TABLE invoice (
    book_id INTEGER NOT NULL,
    id INTEGER NOT NULL,
    kind TEXT NOT NULL, -- invoice, credit_note
    direction TEXT NOT NULL, -- sale, purchase
    state TEXT NOT NULL, -- draft, posted, part_paid, paid, cancelled
    number TEXT, -- given at posting
    reference TEXT, -- the other system's or the supplier's number
    customer_id INTEGER NOT NULL,
    corrects_id INTEGER, -- the invoice a credit note cancels
    issue_on TEXT NOT NULL,
    due_on TEXT NOT NULL,
    price_mode TEXT NOT NULL,
    discount_percent TEXT,
    discount_amount INTEGER,
    discount INTEGER NOT NULL, -- all discounts together
    net INTEGER NOT NULL,
    tax INTEGER NOT NULL,
    gross INTEGER NOT NULL,
    settled INTEGER NOT NULL, -- allocated so far
    counterparty_name TEXT NOT NULL, -- as it was when posted
    counterparty_tax_number TEXT,
    counterparty_address TEXT,
    search_key TEXT NOT NULL, -- number, reference and counterparty name, folded
    entry_id INTEGER,
    note TEXT,
    version INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    created_by INTEGER,
    updated_at INTEGER NOT NULL,
    PRIMARY KEY (book_id, id),
    FOREIGN KEY (book_id, customer_id) REFERENCES customer (book_id, id),
    FOREIGN KEY (book_id, corrects_id) REFERENCES invoice (book_id, id),
    FOREIGN KEY (book_id, entry_id) REFERENCES journal_entry (book_id, id)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX invoice_number ON invoice (book_id, number) WHERE number IS NOT NULL;
CREATE INDEX invoice_by_customer ON invoice (book_id, customer_id, issue_on, id);
CREATE INDEX invoice_by_date ON invoice (book_id, issue_on, id);
CREATE INDEX invoice_by_state ON invoice (book_id, state, id);
CREATE INDEX invoice_by_reference ON invoice (book_id, reference) WHERE reference IS NOT NULL;

-- A line of an invoice or credit note.
CREATE TABLE invoice_line (
    book_id INTEGER NOT NULL,
    invoice_id INTEGER NOT NULL,
    line INTEGER NOT NULL,
    product_id INTEGER,
    description TEXT NOT NULL,
    quantity TEXT NOT NULL,
    unit TEXT,
    unit_price TEXT NOT NULL,
    discount_percent TEXT,
    discount_amount INTEGER,
    tax_rate TEXT NOT NULL,
    document_discount INTEGER NOT NULL, -- this line's part of the document's discount
    net INTEGER NOT NULL,
    tax INTEGER NOT NULL,
    gross INTEGER NOT NULL,
    income_account_id INTEGER,
    PRIMARY KEY (book_id, invoice_id, line),
    FOREIGN KEY (book_id, invoice_id) REFERENCES invoice (book_id, id),
    FOREIGN KEY (book_id, product_id) REFERENCES product (book_id, id),
    FOREIGN KEY (book_id, income_account_id) REFERENCES account (book_id, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX invoice_line_by_product ON invoice_line (book_id, product_id) WHERE product_id IS NOT NULL;

-- Money in or out.
CREATE TABLE payment (
    book_id INTEGER NOT NULL,
    id INTEGER NOT NULL,
    direction TEXT NOT NULL, -- in, out
    purpose TEXT NOT NULL, -- settlement, refund
    state TEXT NOT NULL, -- posted, cancelled
    number TEXT NOT NULL,
    reference TEXT,
    customer_id INTEGER NOT NULL,
    paid_on TEXT NOT NULL,
    method TEXT NOT NULL, -- an item of the payment_method dictionary
    account_id INTEGER NOT NULL, -- the cash or bank account
    amount INTEGER NOT NULL,
    allocated INTEGER NOT NULL,
    counterparty_name TEXT NOT NULL,
    entry_id INTEGER,
    reversal_entry_id INTEGER,
    cancelled_on TEXT,
    note TEXT,
    version INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    created_by INTEGER,
    updated_at INTEGER NOT NULL,
    PRIMARY KEY (book_id, id),
    UNIQUE (book_id, number),
    FOREIGN KEY (book_id, customer_id) REFERENCES customer (book_id, id),
    FOREIGN KEY (book_id, account_id) REFERENCES account (book_id, id),
    FOREIGN KEY (book_id, entry_id) REFERENCES journal_entry (book_id, id),
    FOREIGN KEY (book_id, reversal_entry_id) REFERENCES journal_entry (book_id, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX payment_by_customer ON payment (book_id, customer_id, paid_on, id);
CREATE INDEX payment_by_date ON payment (book_id, paid_on, id);
CREATE INDEX payment_by_reference ON payment (book_id, reference) WHERE reference IS NOT NULL;

-- Which credit (payment, credit note) settles which debt (invoice, refund): one of each.
CREATE TABLE allocation (
    book_id INTEGER NOT NULL,
    id INTEGER NOT NULL,
    invoice_id INTEGER,
    refund_id INTEGER,
    payment_id INTEGER,
    credit_note_id INTEGER,
    amount INTEGER NOT NULL,
    allocated_on TEXT NOT NULL,
    withdrawn_on TEXT,
    created_at INTEGER NOT NULL,
    created_by INTEGER,
    PRIMARY KEY (book_id, id),
    FOREIGN KEY (book_id, invoice_id) REFERENCES invoice (book_id, id),
    FOREIGN KEY (book_id, refund_id) REFERENCES payment (book_id, id),
    FOREIGN KEY (book_id, payment_id) REFERENCES payment (book_id, id),
    FOREIGN KEY (book_id, credit_note_id) REFERENCES invoice (book_id, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX allocation_by_invoice ON allocation (book_id, invoice_id) WHERE invoice_id IS NOT NULL;
CREATE INDEX allocation_by_refund ON allocation (book_id, refund_id) WHERE refund_id IS NOT NULL;
CREATE INDEX allocation_by_payment ON allocation (book_id, payment_id) WHERE payment_id IS NOT NULL;
CREATE INDEX allocation_by_credit_note ON allocation (book_id, credit_note_id) WHERE credit_note_id IS NOT NULL;

-- Service

-- Feedback, a complaint or a request.
CREATE TABLE service_case (
    book_id INTEGER NOT NULL,
    id INTEGER NOT NULL,
    kind TEXT NOT NULL,
    number TEXT NOT NULL,
    state TEXT NOT NULL,
    subject TEXT NOT NULL,
    subject_key TEXT NOT NULL,
    description TEXT,
    category_id INTEGER,
    severity TEXT NOT NULL,
    channel_id INTEGER,
    customer_id INTEGER,
    contact_id INTEGER,
    invoice_id INTEGER,
    assignee_id INTEGER,
    owner_id INTEGER,
    team_id INTEGER,
    opened_on TEXT NOT NULL,
    opened_at INTEGER NOT NULL,
    first_answered_at INTEGER,
    resolved_at INTEGER,
    closed_at INTEGER,
    resolution TEXT,
    text_key TEXT, -- description and resolution, folded for searching
    satisfaction_id INTEGER,
    version INTEGER NOT NULL,
    created_by INTEGER,
    updated_at INTEGER NOT NULL,
    PRIMARY KEY (book_id, id),
    UNIQUE (book_id, number),
    FOREIGN KEY (book_id, category_id) REFERENCES dictionary_item (book_id, id),
    FOREIGN KEY (book_id, channel_id) REFERENCES dictionary_item (book_id, id),
    FOREIGN KEY (book_id, satisfaction_id) REFERENCES dictionary_item (book_id, id),
    FOREIGN KEY (book_id, customer_id) REFERENCES customer (book_id, id),
    FOREIGN KEY (book_id, contact_id) REFERENCES contact (book_id, id),
    FOREIGN KEY (book_id, invoice_id) REFERENCES invoice (book_id, id),
    FOREIGN KEY (book_id, assignee_id) REFERENCES operator (book_id, id),
    FOREIGN KEY (book_id, owner_id) REFERENCES operator (book_id, id),
    FOREIGN KEY (book_id, team_id) REFERENCES team (book_id, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX service_case_by_date ON service_case (book_id, opened_on, id);
CREATE INDEX service_case_by_customer ON service_case (book_id, customer_id, id);
CREATE INDEX service_case_by_assignee ON service_case (book_id, assignee_id, state);

-- A note on a case.
CREATE TABLE case_note (
    book_id INTEGER NOT NULL,
    id INTEGER NOT NULL,
    case_id INTEGER NOT NULL,
    body TEXT NOT NULL,
    is_public INTEGER NOT NULL, -- may be shown to the customer
    created_at INTEGER NOT NULL,
    created_by INTEGER,
    version INTEGER NOT NULL,
    PRIMARY KEY (book_id, id),
    FOREIGN KEY (book_id, case_id) REFERENCES service_case (book_id, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX case_note_by_case ON case_note (book_id, case_id, id);

-- Exchange

-- One imported file.
CREATE TABLE import_run (
    book_id INTEGER NOT NULL,
    id INTEGER NOT NULL,
    kind TEXT NOT NULL,
    file_name TEXT NOT NULL,
    state TEXT NOT NULL, -- done, undone
    rows_read INTEGER NOT NULL,
    rows_accepted INTEGER NOT NULL,
    rows_rejected INTEGER NOT NULL,
    changes INTEGER NOT NULL, -- how many rows of the change log it wrote, its own the last
    created_at INTEGER NOT NULL,
    created_by INTEGER,
    PRIMARY KEY (book_id, id),
    FOREIGN KEY (book_id) REFERENCES book (book_id)
) STRICT, WITHOUT ROWID;
