-- The first schema. Every key leads with book_id and every reference stays inside a book.
-- Amounts are minor units of the book's currency, instants microseconds since 1970 UTC,
-- quantities, prices and rates exact decimals as text.

-- The book and its counters

-- One company. Everything below belongs to one book.
CREATE TABLE book (
    book_id BIGINT NOT NULL,
    name TEXT COLLATE "C" NOT NULL,
    legal_name TEXT COLLATE "C",
    tax_number TEXT COLLATE "C",
    currency TEXT COLLATE "C" NOT NULL, -- ISO 4217; amounts are in its minor unit
    language TEXT COLLATE "C" NOT NULL,
    utc_offset_minutes BIGINT NOT NULL, -- gives the date of an instant
    chart TEXT COLLATE "C" NOT NULL, -- the chart of accounts it started from
    access_version BIGINT NOT NULL, -- moves when operators, roles or duty rules change
    version BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    PRIMARY KEY (book_id)
);

-- The last id taken of each kind of record. No reference to book: servers lease ids outside the transaction.
CREATE TABLE id_counter (
    book_id BIGINT NOT NULL,
    kind TEXT COLLATE "C" NOT NULL,
    last_id BIGINT NOT NULL,
    PRIMARY KEY (book_id, kind)
);

-- The last number given in each gapless series, per period (0: not restarted).
CREATE TABLE number_counter (
    book_id BIGINT NOT NULL,
    series TEXT COLLATE "C" NOT NULL,
    period BIGINT NOT NULL,
    last_number BIGINT NOT NULL,
    PRIMARY KEY (book_id, series, period),
    FOREIGN KEY (book_id) REFERENCES book (book_id)
);

-- The change log

-- The last change of each book; taken last, just before commit.
CREATE TABLE change_head (
    book_id BIGINT NOT NULL,
    seq BIGINT NOT NULL,
    hash BYTEA NOT NULL,
    PRIMARY KEY (book_id),
    FOREIGN KEY (book_id) REFERENCES book (book_id)
);

-- Who did what to which record: audit trail, history, undo and feed at once.
CREATE TABLE change_log (
    book_id BIGINT NOT NULL,
    seq BIGINT NOT NULL, -- gap-free per book
    at BIGINT NOT NULL,
    operator_id BIGINT, -- none: the engine itself
    action TEXT COLLATE "C" NOT NULL,
    subject_kind TEXT COLLATE "C" NOT NULL,
    subject_id BIGINT NOT NULL,
    image_before TEXT COLLATE "C",
    image_after TEXT COLLATE "C",
    request_key TEXT COLLATE "C",
    prev_hash BYTEA NOT NULL,
    hash BYTEA NOT NULL,
    PRIMARY KEY (book_id, seq),
    FOREIGN KEY (book_id) REFERENCES book (book_id)
);
CREATE INDEX change_log_by_subject ON change_log (book_id, subject_kind, subject_id, seq);

-- Request keys seen, with what was asked and what came of it.
CREATE TABLE request_log (
    book_id BIGINT NOT NULL,
    request_key TEXT COLLATE "C" NOT NULL,
    action TEXT COLLATE "C" NOT NULL,
    payload_hash BYTEA NOT NULL,
    outcome TEXT COLLATE "C", -- none: erased
    first_seq BIGINT NOT NULL,
    last_seq BIGINT NOT NULL,
    at BIGINT NOT NULL,
    PRIMARY KEY (book_id, request_key),
    FOREIGN KEY (book_id) REFERENCES book (book_id)
);

-- Access

-- Operators who share records.
CREATE TABLE team (
    book_id BIGINT NOT NULL,
    id BIGINT NOT NULL,
    name TEXT COLLATE "C" NOT NULL,
    active BOOLEAN NOT NULL,
    version BIGINT NOT NULL,
    PRIMARY KEY (book_id, id),
    UNIQUE (book_id, name),
    FOREIGN KEY (book_id) REFERENCES book (book_id)
);

-- A person who signs in.
CREATE TABLE operator (
    book_id BIGINT NOT NULL,
    id BIGINT NOT NULL,
    sign_in_name TEXT COLLATE "C" NOT NULL,
    sign_in_key TEXT COLLATE "C" NOT NULL, -- folded, for comparing
    display_name TEXT COLLATE "C" NOT NULL,
    password_hash TEXT COLLATE "C" NOT NULL, -- argon2id
    team_id BIGINT,
    active BOOLEAN NOT NULL,
    must_change_password BOOLEAN NOT NULL,
    failed_attempts BIGINT NOT NULL,
    locked_until BIGINT,
    session_epoch BIGINT NOT NULL, -- sessions of an older epoch have ended
    last_sign_in_at BIGINT,
    password_changed_at BIGINT NOT NULL,
    version BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    PRIMARY KEY (book_id, id),
    UNIQUE (book_id, sign_in_key),
    FOREIGN KEY (book_id, team_id) REFERENCES team (book_id, id),
    FOREIGN KEY (book_id) REFERENCES book (book_id)
);

-- A named set of permissions.
CREATE TABLE role (
    book_id BIGINT NOT NULL,
    id BIGINT NOT NULL,
    code TEXT COLLATE "C" NOT NULL,
    label_zh TEXT COLLATE "C" NOT NULL,
    label_en TEXT COLLATE "C" NOT NULL,
    ready_made BOOLEAN NOT NULL,
    version BIGINT NOT NULL,
    PRIMARY KEY (book_id, id),
    UNIQUE (book_id, code),
    FOREIGN KEY (book_id) REFERENCES book (book_id)
);

-- One permission of a role, with its reach.
CREATE TABLE role_grant (
    book_id BIGINT NOT NULL,
    role_id BIGINT NOT NULL,
    permission TEXT COLLATE "C" NOT NULL,
    scope TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (book_id, role_id, permission),
    FOREIGN KEY (book_id, role_id) REFERENCES role (book_id, id)
);

-- The right of a role on one protected field.
CREATE TABLE role_field (
    book_id BIGINT NOT NULL,
    role_id BIGINT NOT NULL,
    field TEXT COLLATE "C" NOT NULL,
    access TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (book_id, role_id, field),
    FOREIGN KEY (book_id, role_id) REFERENCES role (book_id, id)
);

-- Which operator has which role.
CREATE TABLE operator_role (
    book_id BIGINT NOT NULL,
    operator_id BIGINT NOT NULL,
    role_id BIGINT NOT NULL,
    PRIMARY KEY (book_id, operator_id, role_id),
    FOREIGN KEY (book_id, operator_id) REFERENCES operator (book_id, id),
    FOREIGN KEY (book_id, role_id) REFERENCES role (book_id, id)
);

-- Duty separation rules and whether the book enforces them.
CREATE TABLE duty_rule (
    book_id BIGINT NOT NULL,
    code TEXT COLLATE "C" NOT NULL,
    enforced BOOLEAN NOT NULL,
    PRIMARY KEY (book_id, code),
    FOREIGN KEY (book_id) REFERENCES book (book_id)
);

-- Dictionaries

-- A user-maintained list.
CREATE TABLE dictionary (
    book_id BIGINT NOT NULL,
    id BIGINT NOT NULL,
    code TEXT COLLATE "C" NOT NULL,
    label_zh TEXT COLLATE "C" NOT NULL,
    label_en TEXT COLLATE "C" NOT NULL,
    ready_made BOOLEAN NOT NULL,
    version BIGINT NOT NULL,
    PRIMARY KEY (book_id, id),
    UNIQUE (book_id, code),
    FOREIGN KEY (book_id) REFERENCES book (book_id)
);

-- An entry of a user-maintained list.
CREATE TABLE dictionary_item (
    book_id BIGINT NOT NULL,
    id BIGINT NOT NULL,
    dictionary_id BIGINT NOT NULL,
    code TEXT COLLATE "C" NOT NULL,
    label_zh TEXT COLLATE "C" NOT NULL,
    label_en TEXT COLLATE "C" NOT NULL,
    sort_order BIGINT NOT NULL,
    parent_id BIGINT,
    active BOOLEAN NOT NULL,
    valid_from DATE,
    merged_into BIGINT,
    version BIGINT NOT NULL,
    PRIMARY KEY (book_id, id),
    UNIQUE (book_id, dictionary_id, code),
    FOREIGN KEY (book_id, dictionary_id) REFERENCES dictionary (book_id, id),
    FOREIGN KEY (book_id, parent_id) REFERENCES dictionary_item (book_id, id),
    FOREIGN KEY (book_id, merged_into) REFERENCES dictionary_item (book_id, id)
);

-- Customers

-- A company or person dealt with, also a supplier.
CREATE TABLE customer (
    book_id BIGINT NOT NULL,
    id BIGINT NOT NULL,
    code TEXT COLLATE "C",
    kind TEXT COLLATE "C" NOT NULL, -- company, person
    name TEXT COLLATE "C" NOT NULL,
    name_key TEXT COLLATE "C" NOT NULL,
    legal_name TEXT COLLATE "C",
    legal_name_key TEXT COLLATE "C",
    is_customer BOOLEAN NOT NULL,
    is_supplier BOOLEAN NOT NULL,
    tax_kind TEXT COLLATE "C",
    tax_number TEXT COLLATE "C",
    payment_days BIGINT NOT NULL,
    website TEXT COLLATE "C",
    note TEXT COLLATE "C",
    billing_title TEXT COLLATE "C",
    billing_address TEXT COLLATE "C",
    billing_phone TEXT COLLATE "C",
    billing_bank TEXT COLLATE "C",
    billing_account TEXT COLLATE "C",
    owner_id BIGINT,
    team_id BIGINT,
    active BOOLEAN NOT NULL,
    version BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    created_by BIGINT,
    updated_at BIGINT NOT NULL,
    PRIMARY KEY (book_id, id),
    FOREIGN KEY (book_id) REFERENCES book (book_id),
    FOREIGN KEY (book_id, owner_id) REFERENCES operator (book_id, id),
    FOREIGN KEY (book_id, team_id) REFERENCES team (book_id, id)
);
CREATE UNIQUE INDEX customer_code ON customer (book_id, code) WHERE code IS NOT NULL;
CREATE INDEX customer_by_name ON customer (book_id, name_key, id);
CREATE INDEX customer_by_tax_number ON customer (book_id, tax_number) WHERE tax_number IS NOT NULL;
CREATE INDEX customer_by_owner ON customer (book_id, owner_id);
CREATE INDEX customer_by_created ON customer (book_id, created_at, id);
CREATE INDEX customer_by_updated ON customer (book_id, updated_at, id);

-- The classification of a customer: one item of each dictionary.
CREATE TABLE customer_class (
    book_id BIGINT NOT NULL,
    customer_id BIGINT NOT NULL,
    dictionary_id BIGINT NOT NULL,
    item_id BIGINT NOT NULL,
    PRIMARY KEY (book_id, customer_id, dictionary_id),
    FOREIGN KEY (book_id, customer_id) REFERENCES customer (book_id, id),
    FOREIGN KEY (book_id, dictionary_id) REFERENCES dictionary (book_id, id),
    FOREIGN KEY (book_id, item_id) REFERENCES dictionary_item (book_id, id)
);
CREATE INDEX customer_class_by_item ON customer_class (book_id, item_id, customer_id);

-- A phone, mail or other way to reach a customer.
CREATE TABLE customer_channel (
    book_id BIGINT NOT NULL,
    customer_id BIGINT NOT NULL,
    line BIGINT NOT NULL,
    kind TEXT COLLATE "C" NOT NULL,
    label TEXT COLLATE "C",
    value TEXT COLLATE "C" NOT NULL,
    value_key TEXT COLLATE "C" NOT NULL, -- digits of a phone, lower case of the rest
    PRIMARY KEY (book_id, customer_id, line),
    FOREIGN KEY (book_id, customer_id) REFERENCES customer (book_id, id)
);
CREATE INDEX customer_channel_by_value ON customer_channel (book_id, value_key, customer_id);

-- An address of a customer.
CREATE TABLE customer_address (
    book_id BIGINT NOT NULL,
    customer_id BIGINT NOT NULL,
    line BIGINT NOT NULL,
    kind TEXT COLLATE "C" NOT NULL,
    country TEXT COLLATE "C",
    province TEXT COLLATE "C",
    city TEXT COLLATE "C",
    district TEXT COLLATE "C",
    street TEXT COLLATE "C",
    postal_code TEXT COLLATE "C",
    recipient TEXT COLLATE "C",
    PRIMARY KEY (book_id, customer_id, line),
    FOREIGN KEY (book_id, customer_id) REFERENCES customer (book_id, id)
);

-- A bank account of a customer.
CREATE TABLE customer_bank_account (
    book_id BIGINT NOT NULL,
    customer_id BIGINT NOT NULL,
    line BIGINT NOT NULL,
    bank_item_id BIGINT,
    bank_name TEXT COLLATE "C" NOT NULL,
    account_name TEXT COLLATE "C",
    account_number TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (book_id, customer_id, line),
    FOREIGN KEY (book_id, customer_id) REFERENCES customer (book_id, id),
    FOREIGN KEY (book_id, bank_item_id) REFERENCES dictionary_item (book_id, id)
);

-- A tag of a customer.
CREATE TABLE customer_tag (
    book_id BIGINT NOT NULL,
    customer_id BIGINT NOT NULL,
    tag TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (book_id, customer_id, tag),
    FOREIGN KEY (book_id, customer_id) REFERENCES customer (book_id, id)
);
CREATE INDEX customer_tag_by_tag ON customer_tag (book_id, tag, customer_id);

-- A person at a customer.
CREATE TABLE contact (
    book_id BIGINT NOT NULL,
    id BIGINT NOT NULL,
    customer_id BIGINT NOT NULL,
    name TEXT COLLATE "C" NOT NULL,
    name_key TEXT COLLATE "C" NOT NULL,
    role TEXT COLLATE "C", -- what the person decides: buyer, accountant, …
    title TEXT COLLATE "C",
    gender TEXT COLLATE "C",
    is_primary BOOLEAN NOT NULL,
    note TEXT COLLATE "C",
    active BOOLEAN NOT NULL,
    version BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    PRIMARY KEY (book_id, id),
    FOREIGN KEY (book_id, customer_id) REFERENCES customer (book_id, id)
);
CREATE INDEX contact_by_customer ON contact (book_id, customer_id, id);
CREATE INDEX contact_by_name ON contact (book_id, name_key, customer_id);

-- A phone, mail or other way to reach a contact.
CREATE TABLE contact_channel (
    book_id BIGINT NOT NULL,
    contact_id BIGINT NOT NULL,
    line BIGINT NOT NULL,
    kind TEXT COLLATE "C" NOT NULL,
    label TEXT COLLATE "C",
    value TEXT COLLATE "C" NOT NULL,
    value_key TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (book_id, contact_id, line),
    FOREIGN KEY (book_id, contact_id) REFERENCES contact (book_id, id)
);
CREATE INDEX contact_channel_by_value ON contact_channel (book_id, value_key, contact_id);

-- Ledger

-- A node of the chart of accounts.
CREATE TABLE account (
    book_id BIGINT NOT NULL,
    id BIGINT NOT NULL,
    code TEXT COLLATE "C" NOT NULL,
    name_zh TEXT COLLATE "C" NOT NULL,
    name_en TEXT COLLATE "C" NOT NULL,
    kind TEXT COLLATE "C" NOT NULL,
    side TEXT COLLATE "C" NOT NULL, -- the side on which its balance normally stands
    parent_id BIGINT,
    is_leaf BOOLEAN NOT NULL, -- only leaves take postings
    party_control BOOLEAN NOT NULL, -- kept by customer or supplier
    cash_kind TEXT COLLATE "C", -- cash, bank
    active BOOLEAN NOT NULL,
    version BIGINT NOT NULL,
    PRIMARY KEY (book_id, id),
    UNIQUE (book_id, code),
    FOREIGN KEY (book_id) REFERENCES book (book_id),
    FOREIGN KEY (book_id, parent_id) REFERENCES account (book_id, id)
);

-- Which account the engine uses for what.
CREATE TABLE account_role (
    book_id BIGINT NOT NULL,
    role TEXT COLLATE "C" NOT NULL,
    account_id BIGINT NOT NULL,
    PRIMARY KEY (book_id, role),
    FOREIGN KEY (book_id, account_id) REFERENCES account (book_id, id)
);

-- A voucher word.
CREATE TABLE journal (
    book_id BIGINT NOT NULL,
    id BIGINT NOT NULL,
    code TEXT COLLATE "C" NOT NULL,
    name_zh TEXT COLLATE "C" NOT NULL,
    name_en TEXT COLLATE "C" NOT NULL,
    active BOOLEAN NOT NULL,
    version BIGINT NOT NULL,
    PRIMARY KEY (book_id, id),
    UNIQUE (book_id, code),
    FOREIGN KEY (book_id) REFERENCES book (book_id)
);

-- A voucher. Written once; corrected by a reversal and a new entry.
CREATE TABLE journal_entry (
    book_id BIGINT NOT NULL,
    id BIGINT NOT NULL,
    journal_id BIGINT NOT NULL,
    period BIGINT NOT NULL, -- 202606 is June 2026
    number BIGINT NOT NULL, -- gapless per journal and period
    entry_on DATE NOT NULL,
    summary TEXT COLLATE "C" NOT NULL,
    attachments BIGINT NOT NULL,
    source_kind TEXT COLLATE "C", -- the document behind it
    source_id BIGINT,
    reverses BIGINT,
    posted_at BIGINT NOT NULL,
    posted_by BIGINT,
    digest BYTEA NOT NULL, -- of the entry and its postings
    PRIMARY KEY (book_id, id),
    UNIQUE (book_id, journal_id, period, number),
    FOREIGN KEY (book_id, journal_id) REFERENCES journal (book_id, id),
    FOREIGN KEY (book_id, reverses) REFERENCES journal_entry (book_id, id)
);
CREATE UNIQUE INDEX journal_entry_reverses ON journal_entry (book_id, reverses) WHERE reverses IS NOT NULL;
CREATE INDEX journal_entry_by_date ON journal_entry (book_id, entry_on, id);

-- One line of an entry. A red (reversing) line is negative on the same side.
CREATE TABLE posting (
    book_id BIGINT NOT NULL,
    entry_id BIGINT NOT NULL,
    line BIGINT NOT NULL,
    account_id BIGINT NOT NULL,
    entry_on DATE NOT NULL,
    party_id BIGINT,
    debit BIGINT NOT NULL,
    credit BIGINT NOT NULL,
    memo TEXT COLLATE "C",
    PRIMARY KEY (book_id, entry_id, line),
    FOREIGN KEY (book_id, entry_id) REFERENCES journal_entry (book_id, id),
    FOREIGN KEY (book_id, account_id) REFERENCES account (book_id, id),
    FOREIGN KEY (book_id, party_id) REFERENCES customer (book_id, id)
);
CREATE INDEX posting_by_account ON posting (book_id, account_id, entry_on, entry_id, line);
CREATE INDEX posting_by_party ON posting (book_id, party_id, entry_on, entry_id, line) WHERE party_id IS NOT NULL;

-- Movement of an account in a period.
CREATE TABLE balance (
    book_id BIGINT NOT NULL,
    account_id BIGINT NOT NULL,
    period BIGINT NOT NULL,
    debit BIGINT NOT NULL,
    credit BIGINT NOT NULL,
    PRIMARY KEY (book_id, account_id, period),
    FOREIGN KEY (book_id, account_id) REFERENCES account (book_id, id)
);

-- Movement of a party on a party-controlled account in a period.
CREATE TABLE party_balance (
    book_id BIGINT NOT NULL,
    account_id BIGINT NOT NULL,
    party_id BIGINT NOT NULL,
    period BIGINT NOT NULL,
    debit BIGINT NOT NULL,
    credit BIGINT NOT NULL,
    PRIMARY KEY (book_id, account_id, party_id, period),
    FOREIGN KEY (book_id, account_id) REFERENCES account (book_id, id),
    FOREIGN KEY (book_id, party_id) REFERENCES customer (book_id, id)
);
CREATE INDEX party_balance_by_party ON party_balance (book_id, party_id, account_id, period);

-- Who reviewed (审核) an entry.
CREATE TABLE entry_review (
    book_id BIGINT NOT NULL,
    entry_id BIGINT NOT NULL,
    reviewer_id BIGINT NOT NULL,
    reviewed_at BIGINT NOT NULL,
    PRIMARY KEY (book_id, entry_id),
    FOREIGN KEY (book_id, entry_id) REFERENCES journal_entry (book_id, id),
    FOREIGN KEY (book_id, reviewer_id) REFERENCES operator (book_id, id)
);

-- Billing

-- A product or service with its price.
CREATE TABLE product (
    book_id BIGINT NOT NULL,
    id BIGINT NOT NULL,
    code TEXT COLLATE "C" NOT NULL,
    kind TEXT COLLATE "C" NOT NULL, -- product, service
    name TEXT COLLATE "C" NOT NULL,
    name_key TEXT COLLATE "C" NOT NULL, -- name and code, folded
    unit TEXT COLLATE "C",
    unit_price TEXT COLLATE "C",
    price_mode TEXT COLLATE "C" NOT NULL, -- net: without tax, gross: with tax
    tax_rate TEXT COLLATE "C" NOT NULL, -- 0.13 is 13 %
    income_account_id BIGINT,
    note TEXT COLLATE "C",
    active BOOLEAN NOT NULL,
    version BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    PRIMARY KEY (book_id, id),
    UNIQUE (book_id, code),
    FOREIGN KEY (book_id) REFERENCES book (book_id),
    FOREIGN KEY (book_id, income_account_id) REFERENCES account (book_id, id)
);
CREATE INDEX product_by_name ON product (book_id, name_key, id);

-- An invoice or credit note, sale or purchase.
CREATE TABLE invoice (
    book_id BIGINT NOT NULL,
    id BIGINT NOT NULL,
    kind TEXT COLLATE "C" NOT NULL, -- invoice, credit_note
    direction TEXT COLLATE "C" NOT NULL, -- sale, purchase
    state TEXT COLLATE "C" NOT NULL, -- draft, posted, part_paid, paid, cancelled
    number TEXT COLLATE "C", -- given at posting
    reference TEXT COLLATE "C", -- the other system's or the supplier's number
    customer_id BIGINT NOT NULL,
    corrects_id BIGINT, -- the invoice a credit note cancels
    issue_on DATE NOT NULL,
    due_on DATE NOT NULL,
    price_mode TEXT COLLATE "C" NOT NULL,
    discount_percent TEXT COLLATE "C",
    discount_amount BIGINT,
    discount BIGINT NOT NULL, -- all discounts together
    net BIGINT NOT NULL,
    tax BIGINT NOT NULL,
    gross BIGINT NOT NULL,
    settled BIGINT NOT NULL, -- allocated so far
    counterparty_name TEXT COLLATE "C" NOT NULL, -- as it was when posted
    counterparty_tax_number TEXT COLLATE "C",
    counterparty_address TEXT COLLATE "C",
    search_key TEXT COLLATE "C" NOT NULL, -- number, reference and counterparty name, folded
    entry_id BIGINT,
    note TEXT COLLATE "C",
    version BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    created_by BIGINT,
    updated_at BIGINT NOT NULL,
    PRIMARY KEY (book_id, id),
    FOREIGN KEY (book_id, customer_id) REFERENCES customer (book_id, id),
    FOREIGN KEY (book_id, corrects_id) REFERENCES invoice (book_id, id),
    FOREIGN KEY (book_id, entry_id) REFERENCES journal_entry (book_id, id)
);
CREATE UNIQUE INDEX invoice_number ON invoice (book_id, number) WHERE number IS NOT NULL;
CREATE INDEX invoice_by_customer ON invoice (book_id, customer_id, issue_on, id);
CREATE INDEX invoice_by_date ON invoice (book_id, issue_on, id);
CREATE INDEX invoice_by_state ON invoice (book_id, state, id);
CREATE INDEX invoice_by_reference ON invoice (book_id, reference) WHERE reference IS NOT NULL;

-- A line of an invoice or credit note.
CREATE TABLE invoice_line (
    book_id BIGINT NOT NULL,
    invoice_id BIGINT NOT NULL,
    line BIGINT NOT NULL,
    product_id BIGINT,
    description TEXT COLLATE "C" NOT NULL,
    quantity TEXT COLLATE "C" NOT NULL,
    unit TEXT COLLATE "C",
    unit_price TEXT COLLATE "C" NOT NULL,
    discount_percent TEXT COLLATE "C",
    discount_amount BIGINT,
    tax_rate TEXT COLLATE "C" NOT NULL,
    document_discount BIGINT NOT NULL, -- this line's part of the document's discount
    net BIGINT NOT NULL,
    tax BIGINT NOT NULL,
    gross BIGINT NOT NULL,
    income_account_id BIGINT,
    PRIMARY KEY (book_id, invoice_id, line),
    FOREIGN KEY (book_id, invoice_id) REFERENCES invoice (book_id, id),
    FOREIGN KEY (book_id, product_id) REFERENCES product (book_id, id),
    FOREIGN KEY (book_id, income_account_id) REFERENCES account (book_id, id)
);
CREATE INDEX invoice_line_by_product ON invoice_line (book_id, product_id) WHERE product_id IS NOT NULL;

-- Money in or out.
CREATE TABLE payment (
    book_id BIGINT NOT NULL,
    id BIGINT NOT NULL,
    direction TEXT COLLATE "C" NOT NULL, -- in, out
    purpose TEXT COLLATE "C" NOT NULL, -- settlement, refund
    state TEXT COLLATE "C" NOT NULL, -- posted, cancelled
    number TEXT COLLATE "C" NOT NULL,
    reference TEXT COLLATE "C",
    customer_id BIGINT NOT NULL,
    paid_on DATE NOT NULL,
    method TEXT COLLATE "C" NOT NULL, -- an item of the payment_method dictionary
    account_id BIGINT NOT NULL, -- the cash or bank account
    amount BIGINT NOT NULL,
    allocated BIGINT NOT NULL,
    counterparty_name TEXT COLLATE "C" NOT NULL,
    entry_id BIGINT,
    reversal_entry_id BIGINT,
    cancelled_on DATE,
    note TEXT COLLATE "C",
    version BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    created_by BIGINT,
    updated_at BIGINT NOT NULL,
    PRIMARY KEY (book_id, id),
    UNIQUE (book_id, number),
    FOREIGN KEY (book_id, customer_id) REFERENCES customer (book_id, id),
    FOREIGN KEY (book_id, account_id) REFERENCES account (book_id, id),
    FOREIGN KEY (book_id, entry_id) REFERENCES journal_entry (book_id, id),
    FOREIGN KEY (book_id, reversal_entry_id) REFERENCES journal_entry (book_id, id)
);
CREATE INDEX payment_by_customer ON payment (book_id, customer_id, paid_on, id);
CREATE INDEX payment_by_date ON payment (book_id, paid_on, id);
CREATE INDEX payment_by_reference ON payment (book_id, reference) WHERE reference IS NOT NULL;

-- Which credit (payment, credit note) settles which debt (invoice, refund): one of each.
CREATE TABLE allocation (
    book_id BIGINT NOT NULL,
    id BIGINT NOT NULL,
    invoice_id BIGINT,
    refund_id BIGINT,
    payment_id BIGINT,
    credit_note_id BIGINT,
    amount BIGINT NOT NULL,
    allocated_on DATE NOT NULL,
    withdrawn_on DATE,
    created_at BIGINT NOT NULL,
    created_by BIGINT,
    PRIMARY KEY (book_id, id),
    FOREIGN KEY (book_id, invoice_id) REFERENCES invoice (book_id, id),
    FOREIGN KEY (book_id, refund_id) REFERENCES payment (book_id, id),
    FOREIGN KEY (book_id, payment_id) REFERENCES payment (book_id, id),
    FOREIGN KEY (book_id, credit_note_id) REFERENCES invoice (book_id, id)
);
CREATE INDEX allocation_by_invoice ON allocation (book_id, invoice_id) WHERE invoice_id IS NOT NULL;
CREATE INDEX allocation_by_refund ON allocation (book_id, refund_id) WHERE refund_id IS NOT NULL;
CREATE INDEX allocation_by_payment ON allocation (book_id, payment_id) WHERE payment_id IS NOT NULL;
CREATE INDEX allocation_by_credit_note ON allocation (book_id, credit_note_id) WHERE credit_note_id IS NOT NULL;

-- Service

-- Feedback, a complaint or a request.
CREATE TABLE service_case (
    book_id BIGINT NOT NULL,
    id BIGINT NOT NULL,
    kind TEXT COLLATE "C" NOT NULL,
    number TEXT COLLATE "C" NOT NULL,
    state TEXT COLLATE "C" NOT NULL,
    subject TEXT COLLATE "C" NOT NULL,
    subject_key TEXT COLLATE "C" NOT NULL,
    description TEXT COLLATE "C",
    category_id BIGINT,
    severity TEXT COLLATE "C" NOT NULL,
    channel_id BIGINT,
    customer_id BIGINT,
    contact_id BIGINT,
    invoice_id BIGINT,
    assignee_id BIGINT,
    owner_id BIGINT,
    team_id BIGINT,
    opened_on DATE NOT NULL,
    opened_at BIGINT NOT NULL,
    first_answered_at BIGINT,
    resolved_at BIGINT,
    closed_at BIGINT,
    resolution TEXT COLLATE "C",
    text_key TEXT COLLATE "C", -- description and resolution, folded for searching
    satisfaction_id BIGINT,
    version BIGINT NOT NULL,
    created_by BIGINT,
    updated_at BIGINT NOT NULL,
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
);
CREATE INDEX service_case_by_date ON service_case (book_id, opened_on, id);
CREATE INDEX service_case_by_customer ON service_case (book_id, customer_id, id);
CREATE INDEX service_case_by_assignee ON service_case (book_id, assignee_id, state);

-- A note on a case.
CREATE TABLE case_note (
    book_id BIGINT NOT NULL,
    id BIGINT NOT NULL,
    case_id BIGINT NOT NULL,
    body TEXT COLLATE "C" NOT NULL,
    is_public BOOLEAN NOT NULL, -- may be shown to the customer
    created_at BIGINT NOT NULL,
    created_by BIGINT,
    version BIGINT NOT NULL,
    PRIMARY KEY (book_id, id),
    FOREIGN KEY (book_id, case_id) REFERENCES service_case (book_id, id)
);
CREATE INDEX case_note_by_case ON case_note (book_id, case_id, id);

-- Exchange

-- One imported file.
CREATE TABLE import_run (
    book_id BIGINT NOT NULL,
    id BIGINT NOT NULL,
    kind TEXT COLLATE "C" NOT NULL,
    file_name TEXT COLLATE "C" NOT NULL,
    state TEXT COLLATE "C" NOT NULL, -- done, undone
    rows_read BIGINT NOT NULL,
    rows_accepted BIGINT NOT NULL,
    rows_rejected BIGINT NOT NULL,
    changes BIGINT NOT NULL, -- how many rows of the change log it wrote, its own the last
    created_at BIGINT NOT NULL,
    created_by BIGINT,
    PRIMARY KEY (book_id, id),
    FOREIGN KEY (book_id) REFERENCES book (book_id)
);
