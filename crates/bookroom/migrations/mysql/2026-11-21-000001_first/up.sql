-- The first schema. Every key leads with book_id and every reference stays inside a book.
-- Amounts are minor units of the book's currency, instants microseconds since 1970 UTC,
-- quantities, prices and rates exact decimals as text.

-- The book and its counters

-- One company. Everything below belongs to one book.
CREATE TABLE book (
    book_id BIGINT NOT NULL,
    name VARCHAR(200) NOT NULL,
    legal_name VARCHAR(200),
    tax_number VARCHAR(40),
    currency VARCHAR(3) NOT NULL, -- ISO 4217; amounts are in its minor unit
    language VARCHAR(20) NOT NULL,
    utc_offset_minutes BIGINT NOT NULL, -- gives the date of an instant
    chart VARCHAR(40) NOT NULL, -- the chart of accounts it started from
    access_version BIGINT NOT NULL, -- moves when operators, roles or duty rules change
    version BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    PRIMARY KEY (book_id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- The last id taken of each kind of record. No reference to book: servers lease ids outside the transaction.
CREATE TABLE id_counter (
    book_id BIGINT NOT NULL,
    kind VARCHAR(40) NOT NULL,
    last_id BIGINT NOT NULL,
    PRIMARY KEY (book_id, kind)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- The last number given in each gapless series, per period (0: not restarted).
CREATE TABLE number_counter (
    book_id BIGINT NOT NULL,
    series VARCHAR(60) NOT NULL,
    period BIGINT NOT NULL,
    last_number BIGINT NOT NULL,
    PRIMARY KEY (book_id, series, period),
    FOREIGN KEY (book_id) REFERENCES book (book_id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- The change log

-- The last change of each book; taken last, just before commit.
CREATE TABLE change_head (
    book_id BIGINT NOT NULL,
    seq BIGINT NOT NULL,
    hash VARBINARY(32) NOT NULL,
    PRIMARY KEY (book_id),
    FOREIGN KEY (book_id) REFERENCES book (book_id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- Who did what to which record: audit trail, history, undo and feed at once.
CREATE TABLE change_log (
    book_id BIGINT NOT NULL,
    seq BIGINT NOT NULL, -- gap-free per book
    at BIGINT NOT NULL,
    operator_id BIGINT, -- none: the engine itself
    action VARCHAR(60) NOT NULL,
    subject_kind VARCHAR(40) NOT NULL,
    subject_id BIGINT NOT NULL,
    image_before LONGTEXT,
    image_after LONGTEXT,
    request_key VARCHAR(120),
    prev_hash VARBINARY(32) NOT NULL,
    hash VARBINARY(32) NOT NULL,
    PRIMARY KEY (book_id, seq),
    FOREIGN KEY (book_id) REFERENCES book (book_id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
CREATE INDEX change_log_by_subject ON change_log (book_id, subject_kind, subject_id, seq);

-- Request keys seen, with what was asked and what came of it.
CREATE TABLE request_log (
    book_id BIGINT NOT NULL,
    request_key VARCHAR(120) NOT NULL,
    action VARCHAR(60) NOT NULL,
    payload_hash VARBINARY(32) NOT NULL,
    outcome LONGTEXT, -- none: erased
    first_seq BIGINT NOT NULL,
    last_seq BIGINT NOT NULL,
    at BIGINT NOT NULL,
    PRIMARY KEY (book_id, request_key),
    FOREIGN KEY (book_id) REFERENCES book (book_id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- Access

-- Operators who share records.
CREATE TABLE team (
    book_id BIGINT NOT NULL,
    id BIGINT NOT NULL,
    name VARCHAR(100) NOT NULL,
    active BOOLEAN NOT NULL,
    version BIGINT NOT NULL,
    PRIMARY KEY (book_id, id),
    UNIQUE (book_id, name),
    FOREIGN KEY (book_id) REFERENCES book (book_id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- A person who signs in.
CREATE TABLE operator (
    book_id BIGINT NOT NULL,
    id BIGINT NOT NULL,
    sign_in_name VARCHAR(100) NOT NULL,
    sign_in_key VARCHAR(100) NOT NULL, -- folded, for comparing
    display_name VARCHAR(100) NOT NULL,
    password_hash VARCHAR(255) NOT NULL, -- argon2id
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
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- A named set of permissions.
CREATE TABLE role (
    book_id BIGINT NOT NULL,
    id BIGINT NOT NULL,
    code VARCHAR(40) NOT NULL,
    label_zh VARCHAR(100) NOT NULL,
    label_en VARCHAR(100) NOT NULL,
    ready_made BOOLEAN NOT NULL,
    version BIGINT NOT NULL,
    PRIMARY KEY (book_id, id),
    UNIQUE (book_id, code),
    FOREIGN KEY (book_id) REFERENCES book (book_id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- One permission of a role, with its reach.
CREATE TABLE role_grant (
    book_id BIGINT NOT NULL,
    role_id BIGINT NOT NULL,
    permission VARCHAR(60) NOT NULL,
    scope VARCHAR(10) NOT NULL,
    PRIMARY KEY (book_id, role_id, permission),
    FOREIGN KEY (book_id, role_id) REFERENCES role (book_id, id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- The right of a role on one protected field.
CREATE TABLE role_field (
    book_id BIGINT NOT NULL,
    role_id BIGINT NOT NULL,
    field VARCHAR(60) NOT NULL,
    access VARCHAR(10) NOT NULL,
    PRIMARY KEY (book_id, role_id, field),
    FOREIGN KEY (book_id, role_id) REFERENCES role (book_id, id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- Which operator has which role.
CREATE TABLE operator_role (
    book_id BIGINT NOT NULL,
    operator_id BIGINT NOT NULL,
    role_id BIGINT NOT NULL,
    PRIMARY KEY (book_id, operator_id, role_id),
    FOREIGN KEY (book_id, operator_id) REFERENCES operator (book_id, id),
    FOREIGN KEY (book_id, role_id) REFERENCES role (book_id, id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- Duty separation rules and whether the book enforces them.
CREATE TABLE duty_rule (
    book_id BIGINT NOT NULL,
    code VARCHAR(40) NOT NULL,
    enforced BOOLEAN NOT NULL,
    PRIMARY KEY (book_id, code),
    FOREIGN KEY (book_id) REFERENCES book (book_id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- Dictionaries

-- A user-maintained list.
CREATE TABLE dictionary (
    book_id BIGINT NOT NULL,
    id BIGINT NOT NULL,
    code VARCHAR(40) NOT NULL,
    label_zh VARCHAR(100) NOT NULL,
    label_en VARCHAR(100) NOT NULL,
    ready_made BOOLEAN NOT NULL,
    version BIGINT NOT NULL,
    PRIMARY KEY (book_id, id),
    UNIQUE (book_id, code),
    FOREIGN KEY (book_id) REFERENCES book (book_id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- An entry of a user-maintained list.
CREATE TABLE dictionary_item (
    book_id BIGINT NOT NULL,
    id BIGINT NOT NULL,
    dictionary_id BIGINT NOT NULL,
    code VARCHAR(40) NOT NULL,
    label_zh VARCHAR(100) NOT NULL,
    label_en VARCHAR(100) NOT NULL,
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
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- Customers

-- A company or person dealt with, also a supplier.
CREATE TABLE customer (
    book_id BIGINT NOT NULL,
    id BIGINT NOT NULL,
    code VARCHAR(40),
    kind VARCHAR(10) NOT NULL, -- company, person
    name VARCHAR(200) NOT NULL,
    name_key VARCHAR(200) NOT NULL,
    legal_name VARCHAR(200),
    legal_name_key VARCHAR(200),
    is_customer BOOLEAN NOT NULL,
    is_supplier BOOLEAN NOT NULL,
    tax_kind VARCHAR(30),
    tax_number VARCHAR(40),
    payment_days BIGINT NOT NULL,
    website VARCHAR(200),
    note LONGTEXT,
    billing_title VARCHAR(200),
    billing_address VARCHAR(300),
    billing_phone VARCHAR(60),
    billing_bank VARCHAR(200),
    billing_account VARCHAR(60),
    owner_id BIGINT,
    team_id BIGINT,
    active BOOLEAN NOT NULL,
    version BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    created_by BIGINT,
    updated_at BIGINT NOT NULL,
    PRIMARY KEY (book_id, id),
    UNIQUE (book_id, code),
    FOREIGN KEY (book_id) REFERENCES book (book_id),
    FOREIGN KEY (book_id, owner_id) REFERENCES operator (book_id, id),
    FOREIGN KEY (book_id, team_id) REFERENCES team (book_id, id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
CREATE INDEX customer_by_name ON customer (book_id, name_key, id);
CREATE INDEX customer_by_tax_number ON customer (book_id, tax_number);
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
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
CREATE INDEX customer_class_by_item ON customer_class (book_id, item_id, customer_id);

-- A phone, mail or other way to reach a customer.
CREATE TABLE customer_channel (
    book_id BIGINT NOT NULL,
    customer_id BIGINT NOT NULL,
    line BIGINT NOT NULL,
    kind VARCHAR(20) NOT NULL,
    label VARCHAR(60),
    value VARCHAR(200) NOT NULL,
    value_key VARCHAR(200) NOT NULL, -- digits of a phone, lower case of the rest
    PRIMARY KEY (book_id, customer_id, line),
    FOREIGN KEY (book_id, customer_id) REFERENCES customer (book_id, id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
CREATE INDEX customer_channel_by_value ON customer_channel (book_id, value_key, customer_id);

-- An address of a customer.
CREATE TABLE customer_address (
    book_id BIGINT NOT NULL,
    customer_id BIGINT NOT NULL,
    line BIGINT NOT NULL,
    kind VARCHAR(20) NOT NULL,
    country VARCHAR(60),
    province VARCHAR(60),
    city VARCHAR(60),
    district VARCHAR(60),
    street VARCHAR(300),
    postal_code VARCHAR(20),
    recipient VARCHAR(100),
    PRIMARY KEY (book_id, customer_id, line),
    FOREIGN KEY (book_id, customer_id) REFERENCES customer (book_id, id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- A bank account of a customer.
CREATE TABLE customer_bank_account (
    book_id BIGINT NOT NULL,
    customer_id BIGINT NOT NULL,
    line BIGINT NOT NULL,
    bank_item_id BIGINT,
    bank_name VARCHAR(200) NOT NULL,
    account_name VARCHAR(200),
    account_number VARCHAR(60) NOT NULL,
    PRIMARY KEY (book_id, customer_id, line),
    FOREIGN KEY (book_id, customer_id) REFERENCES customer (book_id, id),
    FOREIGN KEY (book_id, bank_item_id) REFERENCES dictionary_item (book_id, id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- A tag of a customer.
CREATE TABLE customer_tag (
    book_id BIGINT NOT NULL,
    customer_id BIGINT NOT NULL,
    tag VARCHAR(60) NOT NULL,
    PRIMARY KEY (book_id, customer_id, tag),
    FOREIGN KEY (book_id, customer_id) REFERENCES customer (book_id, id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
CREATE INDEX customer_tag_by_tag ON customer_tag (book_id, tag, customer_id);

-- A person at a customer.
CREATE TABLE contact (
    book_id BIGINT NOT NULL,
    id BIGINT NOT NULL,
    customer_id BIGINT NOT NULL,
    name VARCHAR(100) NOT NULL,
    name_key VARCHAR(100) NOT NULL,
    role VARCHAR(60), -- what the person decides: buyer, accountant, …
    title VARCHAR(100),
    gender VARCHAR(10),
    is_primary BOOLEAN NOT NULL,
    note LONGTEXT,
    active BOOLEAN NOT NULL,
    version BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    PRIMARY KEY (book_id, id),
    FOREIGN KEY (book_id, customer_id) REFERENCES customer (book_id, id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
CREATE INDEX contact_by_customer ON contact (book_id, customer_id, id);
CREATE INDEX contact_by_name ON contact (book_id, name_key, customer_id);

-- A phone, mail or other way to reach a contact.
CREATE TABLE contact_channel (
    book_id BIGINT NOT NULL,
    contact_id BIGINT NOT NULL,
    line BIGINT NOT NULL,
    kind VARCHAR(20) NOT NULL,
    label VARCHAR(60),
    value VARCHAR(200) NOT NULL,
    value_key VARCHAR(200) NOT NULL,
    PRIMARY KEY (book_id, contact_id, line),
    FOREIGN KEY (book_id, contact_id) REFERENCES contact (book_id, id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
CREATE INDEX contact_channel_by_value ON contact_channel (book_id, value_key, contact_id);

-- Ledger

-- A node of the chart of accounts.
CREATE TABLE account (
    book_id BIGINT NOT NULL,
    id BIGINT NOT NULL,
    code VARCHAR(40) NOT NULL,
    name_zh VARCHAR(200) NOT NULL,
    name_en VARCHAR(200) NOT NULL,
    kind VARCHAR(20) NOT NULL,
    side VARCHAR(10) NOT NULL, -- the side on which its balance normally stands
    parent_id BIGINT,
    is_leaf BOOLEAN NOT NULL, -- only leaves take postings
    party_control BOOLEAN NOT NULL, -- kept by customer or supplier
    cash_kind VARCHAR(10), -- cash, bank
    active BOOLEAN NOT NULL,
    version BIGINT NOT NULL,
    PRIMARY KEY (book_id, id),
    UNIQUE (book_id, code),
    FOREIGN KEY (book_id) REFERENCES book (book_id),
    FOREIGN KEY (book_id, parent_id) REFERENCES account (book_id, id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- Which account the engine uses for what.
CREATE TABLE account_role (
    book_id BIGINT NOT NULL,
    role VARCHAR(40) NOT NULL,
    account_id BIGINT NOT NULL,
    PRIMARY KEY (book_id, role),
    FOREIGN KEY (book_id, account_id) REFERENCES account (book_id, id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- A voucher word.
CREATE TABLE journal (
    book_id BIGINT NOT NULL,
    id BIGINT NOT NULL,
    code VARCHAR(20) NOT NULL,
    name_zh VARCHAR(60) NOT NULL,
    name_en VARCHAR(60) NOT NULL,
    active BOOLEAN NOT NULL,
    version BIGINT NOT NULL,
    PRIMARY KEY (book_id, id),
    UNIQUE (book_id, code),
    FOREIGN KEY (book_id) REFERENCES book (book_id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- A voucher. Written once; corrected by a reversal and a new entry.
CREATE TABLE journal_entry (
    book_id BIGINT NOT NULL,
    id BIGINT NOT NULL,
    journal_id BIGINT NOT NULL,
    period BIGINT NOT NULL, -- 202606 is June 2026
    number BIGINT NOT NULL, -- gapless per journal and period
    entry_on DATE NOT NULL,
    summary VARCHAR(500) NOT NULL,
    attachments BIGINT NOT NULL,
    source_kind VARCHAR(20), -- the document behind it
    source_id BIGINT,
    reverses BIGINT,
    posted_at BIGINT NOT NULL,
    posted_by BIGINT,
    digest VARBINARY(32) NOT NULL, -- of the entry and its postings
    PRIMARY KEY (book_id, id),
    UNIQUE (book_id, journal_id, period, number),
    UNIQUE (book_id, reverses),
    FOREIGN KEY (book_id, journal_id) REFERENCES journal (book_id, id),
    FOREIGN KEY (book_id, reverses) REFERENCES journal_entry (book_id, id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
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
    memo VARCHAR(500),
    PRIMARY KEY (book_id, entry_id, line),
    FOREIGN KEY (book_id, entry_id) REFERENCES journal_entry (book_id, id),
    FOREIGN KEY (book_id, account_id) REFERENCES account (book_id, id),
    FOREIGN KEY (book_id, party_id) REFERENCES customer (book_id, id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
CREATE INDEX posting_by_account ON posting (book_id, account_id, entry_on, entry_id, line);
CREATE INDEX posting_by_party ON posting (book_id, party_id, entry_on, entry_id, line);

-- Movement of an account in a period.
CREATE TABLE balance (
    book_id BIGINT NOT NULL,
    account_id BIGINT NOT NULL,
    period BIGINT NOT NULL,
    debit BIGINT NOT NULL,
    credit BIGINT NOT NULL,
    PRIMARY KEY (book_id, account_id, period),
    FOREIGN KEY (book_id, account_id) REFERENCES account (book_id, id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

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
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
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
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- Billing

-- A product or service with its price.
CREATE TABLE product (
    book_id BIGINT NOT NULL,
    id BIGINT NOT NULL,
    code VARCHAR(60) NOT NULL,
    kind VARCHAR(10) NOT NULL, -- product, service
    name VARCHAR(200) NOT NULL,
    name_key VARCHAR(400) NOT NULL, -- name and code, folded
    unit VARCHAR(40),
    unit_price VARCHAR(40),
    price_mode VARCHAR(10) NOT NULL, -- net: without tax, gross: with tax
    tax_rate VARCHAR(40) NOT NULL, -- 0.13 is 13 %
    income_account_id BIGINT,
    note LONGTEXT,
    active BOOLEAN NOT NULL,
    version BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    PRIMARY KEY (book_id, id),
    UNIQUE (book_id, code),
    FOREIGN KEY (book_id) REFERENCES book (book_id),
    FOREIGN KEY (book_id, income_account_id) REFERENCES account (book_id, id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
CREATE INDEX product_by_name ON product (book_id, name_key, id);

-- An invoice or credit note, sale or purchase.
CREATE TABLE invoice (
    book_id BIGINT NOT NULL,
    id BIGINT NOT NULL,
    kind VARCHAR(20) NOT NULL, -- invoice, credit_note
    direction VARCHAR(10) NOT NULL, -- sale, purchase
    state VARCHAR(20) NOT NULL, -- draft, posted, part_paid, paid, cancelled
    number VARCHAR(40), -- given at posting
    reference VARCHAR(80), -- the other system's or the supplier's number
    customer_id BIGINT NOT NULL,
    corrects_id BIGINT, -- the invoice a credit note cancels
    issue_on DATE NOT NULL,
    due_on DATE NOT NULL,
    price_mode VARCHAR(10) NOT NULL,
    discount_percent VARCHAR(40),
    discount_amount BIGINT,
    discount BIGINT NOT NULL, -- all discounts together
    net BIGINT NOT NULL,
    tax BIGINT NOT NULL,
    gross BIGINT NOT NULL,
    settled BIGINT NOT NULL, -- allocated so far
    counterparty_name VARCHAR(200) NOT NULL, -- as it was when posted
    counterparty_tax_number VARCHAR(40),
    counterparty_address VARCHAR(300),
    search_key VARCHAR(400) NOT NULL, -- number, reference and counterparty name, folded
    entry_id BIGINT,
    note LONGTEXT,
    version BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    created_by BIGINT,
    updated_at BIGINT NOT NULL,
    PRIMARY KEY (book_id, id),
    UNIQUE (book_id, number),
    FOREIGN KEY (book_id, customer_id) REFERENCES customer (book_id, id),
    FOREIGN KEY (book_id, corrects_id) REFERENCES invoice (book_id, id),
    FOREIGN KEY (book_id, entry_id) REFERENCES journal_entry (book_id, id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
CREATE INDEX invoice_by_customer ON invoice (book_id, customer_id, issue_on, id);
CREATE INDEX invoice_by_date ON invoice (book_id, issue_on, id);
CREATE INDEX invoice_by_state ON invoice (book_id, state, id);
CREATE INDEX invoice_by_reference ON invoice (book_id, reference);

-- A line of an invoice or credit note.
CREATE TABLE invoice_line (
    book_id BIGINT NOT NULL,
    invoice_id BIGINT NOT NULL,
    line BIGINT NOT NULL,
    product_id BIGINT,
    description VARCHAR(300) NOT NULL,
    quantity VARCHAR(40) NOT NULL,
    unit VARCHAR(40),
    unit_price VARCHAR(40) NOT NULL,
    discount_percent VARCHAR(40),
    discount_amount BIGINT,
    tax_rate VARCHAR(40) NOT NULL,
    document_discount BIGINT NOT NULL, -- this line's part of the document's discount
    net BIGINT NOT NULL,
    tax BIGINT NOT NULL,
    gross BIGINT NOT NULL,
    income_account_id BIGINT,
    PRIMARY KEY (book_id, invoice_id, line),
    FOREIGN KEY (book_id, invoice_id) REFERENCES invoice (book_id, id),
    FOREIGN KEY (book_id, product_id) REFERENCES product (book_id, id),
    FOREIGN KEY (book_id, income_account_id) REFERENCES account (book_id, id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
CREATE INDEX invoice_line_by_product ON invoice_line (book_id, product_id);

-- Money in or out.
CREATE TABLE payment (
    book_id BIGINT NOT NULL,
    id BIGINT NOT NULL,
    direction VARCHAR(10) NOT NULL, -- in, out
    purpose VARCHAR(20) NOT NULL, -- settlement, refund
    state VARCHAR(20) NOT NULL, -- posted, cancelled
    number VARCHAR(40) NOT NULL,
    reference VARCHAR(80),
    customer_id BIGINT NOT NULL,
    paid_on DATE NOT NULL,
    method VARCHAR(40) NOT NULL, -- an item of the payment_method dictionary
    account_id BIGINT NOT NULL, -- the cash or bank account
    amount BIGINT NOT NULL,
    allocated BIGINT NOT NULL,
    counterparty_name VARCHAR(200) NOT NULL,
    entry_id BIGINT,
    reversal_entry_id BIGINT,
    cancelled_on DATE,
    note LONGTEXT,
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
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
CREATE INDEX payment_by_customer ON payment (book_id, customer_id, paid_on, id);
CREATE INDEX payment_by_date ON payment (book_id, paid_on, id);
CREATE INDEX payment_by_reference ON payment (book_id, reference);

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
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
CREATE INDEX allocation_by_invoice ON allocation (book_id, invoice_id);
CREATE INDEX allocation_by_refund ON allocation (book_id, refund_id);
CREATE INDEX allocation_by_payment ON allocation (book_id, payment_id);
CREATE INDEX allocation_by_credit_note ON allocation (book_id, credit_note_id);

-- Service

-- Feedback, a complaint or a request.
CREATE TABLE service_case (
    book_id BIGINT NOT NULL,
    id BIGINT NOT NULL,
    kind VARCHAR(20) NOT NULL,
    number VARCHAR(40) NOT NULL,
    state VARCHAR(20) NOT NULL,
    subject VARCHAR(200) NOT NULL,
    subject_key LONGTEXT NOT NULL,
    description LONGTEXT,
    category_id BIGINT,
    severity VARCHAR(20) NOT NULL,
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
    resolution LONGTEXT,
    text_key LONGTEXT, -- description and resolution, folded for searching
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
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
CREATE INDEX service_case_by_date ON service_case (book_id, opened_on, id);
CREATE INDEX service_case_by_customer ON service_case (book_id, customer_id, id);
CREATE INDEX service_case_by_assignee ON service_case (book_id, assignee_id, state);

-- A note on a case.
CREATE TABLE case_note (
    book_id BIGINT NOT NULL,
    id BIGINT NOT NULL,
    case_id BIGINT NOT NULL,
    body LONGTEXT NOT NULL,
    is_public BOOLEAN NOT NULL, -- may be shown to the customer
    created_at BIGINT NOT NULL,
    created_by BIGINT,
    version BIGINT NOT NULL,
    PRIMARY KEY (book_id, id),
    FOREIGN KEY (book_id, case_id) REFERENCES service_case (book_id, id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
CREATE INDEX case_note_by_case ON case_note (book_id, case_id, id);

-- Exchange

-- One imported file.
CREATE TABLE import_run (
    book_id BIGINT NOT NULL,
    id BIGINT NOT NULL,
    kind VARCHAR(20) NOT NULL,
    file_name VARCHAR(255) NOT NULL,
    state VARCHAR(20) NOT NULL, -- done, undone
    rows_read BIGINT NOT NULL,
    rows_accepted BIGINT NOT NULL,
    rows_rejected BIGINT NOT NULL,
    changes BIGINT NOT NULL, -- how many rows of the change log it wrote, its own the last
    created_at BIGINT NOT NULL,
    created_by BIGINT,
    PRIMARY KEY (book_id, id),
    FOREIGN KEY (book_id) REFERENCES book (book_id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
