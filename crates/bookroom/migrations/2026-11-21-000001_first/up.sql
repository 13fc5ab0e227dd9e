-- The first schema. Every key leads with book_id and every reference stays inside a book.
-- Amounts are minor units of the book's currency, instants microseconds since 1970 UTC,
-- quantities, prices and rates exact decimals as text.

-- The book and its counters

-- One company. Everything below belongs to one book.
CREATE TABLE book (
    book_id INT NOT NULL,
    name TEXT(200) NOT NULL,
    legal_name TEXT(200),
    tax_number TEXT(40),
    currency TEXT(3) NOT NULL, -- ISO 4217; amounts are in its minor unit
    language TEXT(20) NOT NULL,
    utc_offset_minutes INT NOT NULL, -- gives the date of an instant
    chart TEXT(40) NOT NULL, -- the chart of accounts it started from
    access_version INT NOT NULL, -- moves when operators, roles or duty rules change
    version INT NOT NULL,
    created_at INSTANT NOT NULL,
    PRIMARY KEY (book_id)
);

-- The last id taken of each kind of record. No reference to book: servers lease ids outside the transaction.
CREATE TABLE id_counter (
    book_id INT NOT NULL,
    kind TEXT(40) NOT NULL,
    last_id INT NOT NULL,
    PRIMARY KEY (book_id, kind)
);

-- The last number given in each gapless series, per period (0: not restarted).
CREATE TABLE number_counter (
    book_id INT NOT NULL,
    series TEXT(60) NOT NULL,
    period INT NOT NULL,
    last_number INT NOT NULL,
    PRIMARY KEY (book_id, series, period),
    FOREIGN KEY (book_id) REFERENCES book (book_id)
);

-- The change log

-- The last change of each book; taken last, just before commit.
CREATE TABLE change_head (
    book_id INT NOT NULL,
    seq INT NOT NULL,
    hash BYTES(32) NOT NULL,
    PRIMARY KEY (book_id),
    FOREIGN KEY (book_id) REFERENCES book (book_id)
);

-- Who did what to which record: audit trail, history, undo and feed at once.
CREATE TABLE change_log (
    book_id INT NOT NULL,
    seq INT NOT NULL, -- gap-free per book
    at INSTANT NOT NULL,
    operator_id INT, -- none: the engine itself
    action TEXT(60) NOT NULL,
    subject_kind TEXT(40) NOT NULL,
    subject_id INT NOT NULL,
    image_before TEXT,
    image_after TEXT,
    request_key TEXT(120),
    prev_hash BYTES(32) NOT NULL,
    hash BYTES(32) NOT NULL,
    PRIMARY KEY (book_id, seq),
    FOREIGN KEY (book_id) REFERENCES book (book_id)
);
CREATE INDEX change_log_by_subject ON change_log (book_id, subject_kind, subject_id, seq);

-- Request keys seen, with what was asked and what came of it.
CREATE TABLE request_log (
    book_id INT NOT NULL,
    request_key TEXT(120) NOT NULL,
    action TEXT(60) NOT NULL,
    payload_hash BYTES(32) NOT NULL,
    outcome TEXT, -- none: erased
    first_seq INT NOT NULL,
    last_seq INT NOT NULL,
    at INSTANT NOT NULL,
    PRIMARY KEY (book_id, request_key),
    FOREIGN KEY (book_id) REFERENCES book (book_id)
);

-- Access

-- Operators who share records.
CREATE TABLE team (
    book_id INT NOT NULL,
    id INT NOT NULL,
    name TEXT(100) NOT NULL,
    active BOOL NOT NULL,
    version INT NOT NULL,
    PRIMARY KEY (book_id, id),
    UNIQUE (book_id, name),
    FOREIGN KEY (book_id) REFERENCES book (book_id)
);

-- A person who signs in.
CREATE TABLE operator (
    book_id INT NOT NULL,
    id INT NOT NULL,
    sign_in_name TEXT(100) NOT NULL,
    sign_in_key TEXT(100) NOT NULL, -- folded, for comparing
    display_name TEXT(100) NOT NULL,
    password_hash TEXT(255) NOT NULL, -- argon2id
    team_id INT,
    active BOOL NOT NULL,
    must_change_password BOOL NOT NULL,
    failed_attempts INT NOT NULL,
    locked_until INSTANT,
    session_epoch INT NOT NULL, -- sessions of an older epoch have ended
    last_sign_in_at INSTANT,
    password_changed_at INSTANT NOT NULL,
    version INT NOT NULL,
    created_at INSTANT NOT NULL,
    PRIMARY KEY (book_id, id),
    UNIQUE (book_id, sign_in_key),
    FOREIGN KEY (book_id, team_id) REFERENCES team (book_id, id),
    FOREIGN KEY (book_id) REFERENCES book (book_id)
);

-- A named set of permissions.
CREATE TABLE role (
    book_id INT NOT NULL,
    id INT NOT NULL,
    code TEXT(40) NOT NULL,
    label_zh TEXT(100) NOT NULL,
    label_en TEXT(100) NOT NULL,
    ready_made BOOL NOT NULL,
    version INT NOT NULL,
    PRIMARY KEY (book_id, id),
    UNIQUE (book_id, code),
    FOREIGN KEY (book_id) REFERENCES book (book_id)
);

-- One permission of a role, with its reach.
CREATE TABLE role_grant (
    book_id INT NOT NULL,
    role_id INT NOT NULL,
    permission TEXT(60) NOT NULL,
    scope TEXT(10) NOT NULL,
    PRIMARY KEY (book_id, role_id, permission),
    FOREIGN KEY (book_id, role_id) REFERENCES role (book_id, id)
);

-- The right of a role on one protected field.
CREATE TABLE role_field (
    book_id INT NOT NULL,
    role_id INT NOT NULL,
    field TEXT(60) NOT NULL,
    access TEXT(10) NOT NULL,
    PRIMARY KEY (book_id, role_id, field),
    FOREIGN KEY (book_id, role_id) REFERENCES role (book_id, id)
);

-- Which operator has which role.
CREATE TABLE operator_role (
    book_id INT NOT NULL,
    operator_id INT NOT NULL,
    role_id INT NOT NULL,
    PRIMARY KEY (book_id, operator_id, role_id),
    FOREIGN KEY (book_id, operator_id) REFERENCES operator (book_id, id),
    FOREIGN KEY (book_id, role_id) REFERENCES role (book_id, id)
);

-- Duty separation rules and whether the book enforces them.
CREATE TABLE duty_rule (
    book_id INT NOT NULL,
    code TEXT(40) NOT NULL,
    enforced BOOL NOT NULL,
    PRIMARY KEY (book_id, code),
    FOREIGN KEY (book_id) REFERENCES book (book_id)
);

-- Dictionaries

-- A user-maintained list.
CREATE TABLE dictionary (
    book_id INT NOT NULL,
    id INT NOT NULL,
    code TEXT(40) NOT NULL,
    label_zh TEXT(100) NOT NULL,
    label_en TEXT(100) NOT NULL,
    ready_made BOOL NOT NULL,
    version INT NOT NULL,
    PRIMARY KEY (book_id, id),
    UNIQUE (book_id, code),
    FOREIGN KEY (book_id) REFERENCES book (book_id)
);

-- An entry of a user-maintained list.
CREATE TABLE dictionary_item (
    book_id INT NOT NULL,
    id INT NOT NULL,
    dictionary_id INT NOT NULL,
    code TEXT(40) NOT NULL,
    label_zh TEXT(100) NOT NULL,
    label_en TEXT(100) NOT NULL,
    sort_order INT NOT NULL,
    parent_id INT,
    active BOOL NOT NULL,
    valid_from DATE,
    merged_into INT,
    version INT NOT NULL,
    PRIMARY KEY (book_id, id),
    UNIQUE (book_id, dictionary_id, code),
    FOREIGN KEY (book_id, dictionary_id) REFERENCES dictionary (book_id, id),
    FOREIGN KEY (book_id, parent_id) REFERENCES dictionary_item (book_id, id),
    FOREIGN KEY (book_id, merged_into) REFERENCES dictionary_item (book_id, id)
);

-- Customers

-- A company or person dealt with, also a supplier.
CREATE TABLE customer (
    book_id INT NOT NULL,
    id INT NOT NULL,
    code TEXT(40),
    kind TEXT(10) NOT NULL, -- company, person
    name TEXT(200) NOT NULL,
    name_key TEXT(200) NOT NULL,
    legal_name TEXT(200),
    legal_name_key TEXT(200),
    is_customer BOOL NOT NULL,
    is_supplier BOOL NOT NULL,
    tax_kind TEXT(30),
    tax_number TEXT(40),
    payment_days INT NOT NULL,
    website TEXT(200),
    note TEXT,
    billing_title TEXT(200),
    billing_address TEXT(300),
    billing_phone TEXT(60),
    billing_bank TEXT(200),
    billing_account TEXT(60),
    owner_id INT,
    team_id INT,
    active BOOL NOT NULL,
    version INT NOT NULL,
    created_at INSTANT NOT NULL,
    created_by INT,
    updated_at INSTANT NOT NULL,
    PRIMARY KEY (book_id, id),
    -- only mysql
    UNIQUE (book_id, code),
    -- end
    FOREIGN KEY (book_id) REFERENCES book (book_id),
    FOREIGN KEY (book_id, owner_id) REFERENCES operator (book_id, id),
    FOREIGN KEY (book_id, team_id) REFERENCES team (book_id, id)
);
-- only sqlite, postgres
CREATE UNIQUE INDEX customer_code ON customer (book_id, code) WHERE code IS NOT NULL;
-- end
CREATE INDEX customer_by_name ON customer (book_id, name_key, id);
CREATE INDEX customer_by_tax_number ON customer (book_id, tax_number) WHERE tax_number IS NOT NULL;
CREATE INDEX customer_by_owner ON customer (book_id, owner_id);
CREATE INDEX customer_by_created ON customer (book_id, created_at, id);
CREATE INDEX customer_by_updated ON customer (book_id, updated_at, id);

-- The classification of a customer: one item of each dictionary.
CREATE TABLE customer_class (
    book_id INT NOT NULL,
    customer_id INT NOT NULL,
    dictionary_id INT NOT NULL,
    item_id INT NOT NULL,
    PRIMARY KEY (book_id, customer_id, dictionary_id),
    FOREIGN KEY (book_id, customer_id) REFERENCES customer (book_id, id),
    FOREIGN KEY (book_id, dictionary_id) REFERENCES dictionary (book_id, id),
    FOREIGN KEY (book_id, item_id) REFERENCES dictionary_item (book_id, id)
);
CREATE INDEX customer_class_by_item ON customer_class (book_id, item_id, customer_id);

-- A phone, mail or other way to reach a customer.
CREATE TABLE customer_channel (
    book_id INT NOT NULL,
    customer_id INT NOT NULL,
    line INT NOT NULL,
    kind TEXT(20) NOT NULL,
    label TEXT(60),
    value TEXT(200) NOT NULL,
    value_key TEXT(200) NOT NULL, -- digits of a phone, lower case of the rest
    PRIMARY KEY (book_id, customer_id, line),
    FOREIGN KEY (book_id, customer_id) REFERENCES customer (book_id, id)
);
CREATE INDEX customer_channel_by_value ON customer_channel (book_id, value_key, customer_id);

-- An address of a customer.
CREATE TABLE customer_address (
    book_id INT NOT NULL,
    customer_id INT NOT NULL,
    line INT NOT NULL,
    kind TEXT(20) NOT NULL,
    country TEXT(60),
    province TEXT(60),
    city TEXT(60),
    district TEXT(60),
    street TEXT(300),
    postal_code TEXT(20),
    recipient TEXT(100),
    PRIMARY KEY (book_id, customer_id, line),
    FOREIGN KEY (book_id, customer_id) REFERENCES customer (book_id, id)
);

-- A bank account of a customer.
CREATE TABLE customer_bank_account (
    book_id INT NOT NULL,
    customer_id INT NOT NULL,
    line INT NOT NULL,
    bank_item_id INT,
    bank_name TEXT(200) NOT NULL,
    account_name TEXT(200),
    account_number TEXT(60) NOT NULL,
    PRIMARY KEY (book_id, customer_id, line),
    FOREIGN KEY (book_id, customer_id) REFERENCES customer (book_id, id),
    FOREIGN KEY (book_id, bank_item_id) REFERENCES dictionary_item (book_id, id)
);

-- A tag of a customer.
CREATE TABLE customer_tag (
    book_id INT NOT NULL,
    customer_id INT NOT NULL,
    tag TEXT(60) NOT NULL,
    PRIMARY KEY (book_id, customer_id, tag),
    FOREIGN KEY (book_id, customer_id) REFERENCES customer (book_id, id)
);
CREATE INDEX customer_tag_by_tag ON customer_tag (book_id, tag, customer_id);

-- A person at a customer.
CREATE TABLE contact (
    book_id INT NOT NULL,
    id INT NOT NULL,
    customer_id INT NOT NULL,
    name TEXT(100) NOT NULL,
    name_key TEXT(100) NOT NULL,
    role TEXT(60), -- what the person decides: buyer, accountant, …
    title TEXT(100),
    gender TEXT(10),
    is_primary BOOL NOT NULL,
    note TEXT,
    active BOOL NOT NULL,
    version INT NOT NULL,
    created_at INSTANT NOT NULL,
    updated_at INSTANT NOT NULL,
    PRIMARY KEY (book_id, id),
    FOREIGN KEY (book_id, customer_id) REFERENCES customer (book_id, id)
);
CREATE INDEX contact_by_customer ON contact (book_id, customer_id, id);
CREATE INDEX contact_by_name ON contact (book_id, name_key, customer_id);

-- A phone, mail or other way to reach a contact.
CREATE TABLE contact_channel (
    book_id INT NOT NULL,
    contact_id INT NOT NULL,
    line INT NOT NULL,
    kind TEXT(20) NOT NULL,
    label TEXT(60),
    value TEXT(200) NOT NULL,
    value_key TEXT(200) NOT NULL,
    PRIMARY KEY (book_id, contact_id, line),
    FOREIGN KEY (book_id, contact_id) REFERENCES contact (book_id, id)
);
CREATE INDEX contact_channel_by_value ON contact_channel (book_id, value_key, contact_id);

-- Ledger

-- A node of the chart of accounts.
CREATE TABLE account (
    book_id INT NOT NULL,
    id INT NOT NULL,
    code TEXT(40) NOT NULL,
    name_zh TEXT(200) NOT NULL,
    name_en TEXT(200) NOT NULL,
    kind TEXT(20) NOT NULL,
    side TEXT(10) NOT NULL, -- the side on which its balance normally stands
    parent_id INT,
    is_leaf BOOL NOT NULL, -- only leaves take postings
    party_control BOOL NOT NULL, -- kept by customer or supplier
    cash_kind TEXT(10), -- cash, bank
    active BOOL NOT NULL,
    version INT NOT NULL,
    PRIMARY KEY (book_id, id),
    UNIQUE (book_id, code),
    FOREIGN KEY (book_id) REFERENCES book (book_id),
    FOREIGN KEY (book_id, parent_id) REFERENCES account (book_id, id)
);

-- Which account the engine uses for what.
CREATE TABLE account_role (
    book_id INT NOT NULL,
    role TEXT(40) NOT NULL,
    account_id INT NOT NULL,
    PRIMARY KEY (book_id, role),
    FOREIGN KEY (book_id, account_id) REFERENCES account (book_id, id)
);

-- A voucher word.
CREATE TABLE journal (
    book_id INT NOT NULL,
    id INT NOT NULL,
    code TEXT(20) NOT NULL,
    name_zh TEXT(60) NOT NULL,
    name_en TEXT(60) NOT NULL,
    active BOOL NOT NULL,
    version INT NOT NULL,
    PRIMARY KEY (book_id, id),
    UNIQUE (book_id, code),
    FOREIGN KEY (book_id) REFERENCES book (book_id)
);

-- A voucher. Written once; corrected by a reversal and a new entry.
CREATE TABLE journal_entry (
    book_id INT NOT NULL,
    id INT NOT NULL,
    journal_id INT NOT NULL,
    period INT NOT NULL, -- 202606 is June 2026
    number INT NOT NULL, -- gapless per journal and period
    entry_on DATE NOT NULL,
    summary TEXT(500) NOT NULL,
    attachments INT NOT NULL,
    source_kind TEXT(20), -- the document behind it
    source_id INT,
    reverses INT,
    posted_at INSTANT NOT NULL,
    posted_by INT,
    digest BYTES(32) NOT NULL, -- of the entry and its postings
    PRIMARY KEY (book_id, id),
    UNIQUE (book_id, journal_id, period, number),
    -- only mysql
    UNIQUE (book_id, reverses),
    -- end
    FOREIGN KEY (book_id, journal_id) REFERENCES journal (book_id, id),
    FOREIGN KEY (book_id, reverses) REFERENCES journal_entry (book_id, id)
);
-- only sqlite, postgres
CREATE UNIQUE INDEX journal_entry_reverses ON journal_entry (book_id, reverses) WHERE reverses IS NOT NULL;
-- end
CREATE INDEX journal_entry_by_date ON journal_entry (book_id, entry_on, id);

-- One line of an entry. A red (reversing) line is negative on the same side.
CREATE TABLE posting (
    book_id INT NOT NULL,
    entry_id INT NOT NULL,
    line INT NOT NULL,
    account_id INT NOT NULL,
    entry_on DATE NOT NULL,
    party_id INT,
    debit MONEY NOT NULL,
    credit MONEY NOT NULL,
    memo TEXT(500),
    PRIMARY KEY (book_id, entry_id, line),
    FOREIGN KEY (book_id, entry_id) REFERENCES journal_entry (book_id, id),
    FOREIGN KEY (book_id, account_id) REFERENCES account (book_id, id),
    FOREIGN KEY (book_id, party_id) REFERENCES customer (book_id, id)
);
CREATE INDEX posting_by_account ON posting (book_id, account_id, entry_on, entry_id, line);
CREATE INDEX posting_by_party ON posting (book_id, party_id, entry_on, entry_id, line) WHERE party_id IS NOT NULL;

-- Movement of an account in a period.
CREATE TABLE balance (
    book_id INT NOT NULL,
    account_id INT NOT NULL,
    period INT NOT NULL,
    debit MONEY NOT NULL,
    credit MONEY NOT NULL,
    PRIMARY KEY (book_id, account_id, period),
    FOREIGN KEY (book_id, account_id) REFERENCES account (book_id, id)
);

-- Movement of a party on a party-controlled account in a period.
CREATE TABLE party_balance (
    book_id INT NOT NULL,
    account_id INT NOT NULL,
    party_id INT NOT NULL,
    period INT NOT NULL,
    debit MONEY NOT NULL,
    credit MONEY NOT NULL,
    PRIMARY KEY (book_id, account_id, party_id, period),
    FOREIGN KEY (book_id, account_id) REFERENCES account (book_id, id),
    FOREIGN KEY (book_id, party_id) REFERENCES customer (book_id, id)
);
CREATE INDEX party_balance_by_party ON party_balance (book_id, party_id, account_id, period);

-- Who reviewed (审核) an entry.
CREATE TABLE entry_review (
    book_id INT NOT NULL,
    entry_id INT NOT NULL,
    reviewer_id INT NOT NULL,
    reviewed_at INSTANT NOT NULL,
    PRIMARY KEY (book_id, entry_id),
    FOREIGN KEY (book_id, entry_id) REFERENCES journal_entry (book_id, id),
    FOREIGN KEY (book_id, reviewer_id) REFERENCES operator (book_id, id)
);

-- Billing

-- A product or service with its price.
CREATE TABLE product (
    book_id INT NOT NULL,
    id INT NOT NULL,
    code TEXT(60) NOT NULL,
    kind TEXT(10) NOT NULL, -- product, service
    name TEXT(200) NOT NULL,
    name_key TEXT(400) NOT NULL, -- name and code, folded
    unit TEXT(40),
    unit_price DECIMAL,
    price_mode TEXT(10) NOT NULL, -- net: without tax, gross: with tax
    tax_rate DECIMAL NOT NULL, -- 0.13 is 13 %
    income_account_id INT,
    note TEXT,
    active BOOL NOT NULL,
    version INT NOT NULL,
    created_at INSTANT NOT NULL,
    updated_at INSTANT NOT NULL,
    PRIMARY KEY (book_id, id),
    UNIQUE (book_id, code),
    FOREIGN KEY (book_id) REFERENCES book (book_id),
    FOREIGN KEY (book_id, income_account_id) REFERENCES account (book_id, id)
);
CREATE INDEX product_by_name ON product (book_id, name_key, id);

-- An invoice or credit note, sale or purchase.
CREATE TABLE invoice (
    book_id INT NOT NULL,
    id INT NOT NULL,
    kind TEXT(20) NOT NULL, -- invoice, credit_note
    direction TEXT(10) NOT NULL, -- sale, purchase
    state TEXT(20) NOT NULL, -- draft, posted, part_paid, paid, cancelled
    number TEXT(40), -- given at posting
    reference TEXT(80), -- the other system's or the supplier's number
    customer_id INT NOT NULL,
    corrects_id INT, -- the invoice a credit note cancels
    issue_on DATE NOT NULL,
    due_on DATE NOT NULL,
    price_mode TEXT(10) NOT NULL,
    discount_percent DECIMAL,
    discount_amount MONEY,
    discount MONEY NOT NULL, -- all discounts together
    net MONEY NOT NULL,
    tax MONEY NOT NULL,
    gross MONEY NOT NULL,
    settled MONEY NOT NULL, -- allocated so far
    counterparty_name TEXT(200) NOT NULL, -- as it was when posted
    counterparty_tax_number TEXT(40),
    counterparty_address TEXT(300),
    search_key TEXT(400) NOT NULL, -- number, reference and counterparty name, folded
    entry_id INT,
    note TEXT,
    version INT NOT NULL,
    created_at INSTANT NOT NULL,
    created_by INT,
    updated_at INSTANT NOT NULL,
    PRIMARY KEY (book_id, id),
    -- only mysql
    UNIQUE (book_id, number),
    -- end
    FOREIGN KEY (book_id, customer_id) REFERENCES customer (book_id, id),
    FOREIGN KEY (book_id, corrects_id) REFERENCES invoice (book_id, id),
    FOREIGN KEY (book_id, entry_id) REFERENCES journal_entry (book_id, id)
);
-- only sqlite, postgres
CREATE UNIQUE INDEX invoice_number ON invoice (book_id, number) WHERE number IS NOT NULL;
-- end
CREATE INDEX invoice_by_customer ON invoice (book_id, customer_id, issue_on, id);
CREATE INDEX invoice_by_date ON invoice (book_id, issue_on, id);
CREATE INDEX invoice_by_state ON invoice (book_id, state, id);
CREATE INDEX invoice_by_reference ON invoice (book_id, reference) WHERE reference IS NOT NULL;

-- A line of an invoice or credit note.
CREATE TABLE invoice_line (
    book_id INT NOT NULL,
    invoice_id INT NOT NULL,
    line INT NOT NULL,
    product_id INT,
    description TEXT(300) NOT NULL,
    quantity DECIMAL NOT NULL,
    unit TEXT(40),
    unit_price DECIMAL NOT NULL,
    discount_percent DECIMAL,
    discount_amount MONEY,
    tax_rate DECIMAL NOT NULL,
    document_discount MONEY NOT NULL, -- this line's part of the document's discount
    net MONEY NOT NULL,
    tax MONEY NOT NULL,
    gross MONEY NOT NULL,
    income_account_id INT,
    PRIMARY KEY (book_id, invoice_id, line),
    FOREIGN KEY (book_id, invoice_id) REFERENCES invoice (book_id, id),
    FOREIGN KEY (book_id, product_id) REFERENCES product (book_id, id),
    FOREIGN KEY (book_id, income_account_id) REFERENCES account (book_id, id)
);
CREATE INDEX invoice_line_by_product ON invoice_line (book_id, product_id) WHERE product_id IS NOT NULL;

-- Money in or out.
CREATE TABLE payment (
    book_id INT NOT NULL,
    id INT NOT NULL,
    direction TEXT(10) NOT NULL, -- in, out
    purpose TEXT(20) NOT NULL, -- settlement, refund
    state TEXT(20) NOT NULL, -- posted, cancelled
    number TEXT(40) NOT NULL,
    reference TEXT(80),
    customer_id INT NOT NULL,
    paid_on DATE NOT NULL,
    method TEXT(40) NOT NULL, -- an item of the payment_method dictionary
    account_id INT NOT NULL, -- the cash or bank account
    amount MONEY NOT NULL,
    allocated MONEY NOT NULL,
    counterparty_name TEXT(200) NOT NULL,
    entry_id INT,
    reversal_entry_id INT,
    cancelled_on DATE,
    note TEXT,
    version INT NOT NULL,
    created_at INSTANT NOT NULL,
    created_by INT,
    updated_at INSTANT NOT NULL,
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
    book_id INT NOT NULL,
    id INT NOT NULL,
    invoice_id INT,
    refund_id INT,
    payment_id INT,
    credit_note_id INT,
    amount MONEY NOT NULL,
    allocated_on DATE NOT NULL,
    withdrawn_on DATE,
    created_at INSTANT NOT NULL,
    created_by INT,
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
    book_id INT NOT NULL,
    id INT NOT NULL,
    kind TEXT(20) NOT NULL,
    number TEXT(40) NOT NULL,
    state TEXT(20) NOT NULL,
    subject TEXT(200) NOT NULL,
    subject_key TEXT NOT NULL,
    description TEXT,
    category_id INT,
    severity TEXT(20) NOT NULL,
    channel_id INT,
    customer_id INT,
    contact_id INT,
    invoice_id INT,
    assignee_id INT,
    owner_id INT,
    team_id INT,
    opened_on DATE NOT NULL,
    opened_at INSTANT NOT NULL,
    first_answered_at INSTANT,
    resolved_at INSTANT,
    closed_at INSTANT,
    resolution TEXT,
    text_key TEXT, -- description and resolution, folded for searching
    satisfaction_id INT,
    version INT NOT NULL,
    created_by INT,
    updated_at INSTANT NOT NULL,
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
    book_id INT NOT NULL,
    id INT NOT NULL,
    case_id INT NOT NULL,
    body TEXT NOT NULL,
    is_public BOOL NOT NULL, -- may be shown to the customer
    created_at INSTANT NOT NULL,
    created_by INT,
    version INT NOT NULL,
    PRIMARY KEY (book_id, id),
    FOREIGN KEY (book_id, case_id) REFERENCES service_case (book_id, id)
);
CREATE INDEX case_note_by_case ON case_note (book_id, case_id, id);

-- Exchange

-- One imported file.
CREATE TABLE import_run (
    book_id INT NOT NULL,
    id INT NOT NULL,
    kind TEXT(20) NOT NULL,
    file_name TEXT(255) NOT NULL,
    state TEXT(20) NOT NULL, -- done, undone
    rows_read INT NOT NULL,
    rows_accepted INT NOT NULL,
    rows_rejected INT NOT NULL,
    changes INT NOT NULL, -- how many rows of the change log it wrote, its own the last
    created_at INSTANT NOT NULL,
    created_by INT,
    PRIMARY KEY (book_id, id),
    FOREIGN KEY (book_id) REFERENCES book (book_id)
);
