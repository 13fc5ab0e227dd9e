-- What customers want on their invoices (开票资料), several of each customer.
CREATE TABLE invoice_profile (
    book_id INT NOT NULL,
    id INT NOT NULL,
    customer_id INT NOT NULL,
    label TEXT(60), -- what it is for
    title TEXT(200) NOT NULL, -- whose name the invoice bears
    tax_kind TEXT(30), -- the kind of identifier; null without a number
    tax_number TEXT(40),
    address TEXT(300),
    phone TEXT(60),
    bank TEXT(200),
    account TEXT(60),
    email TEXT(254),
    is_default BOOL NOT NULL, -- at most one of a customer
    active BOOL NOT NULL,
    version INT NOT NULL,
    created_at INSTANT NOT NULL,
    updated_at INSTANT NOT NULL,
    PRIMARY KEY (book_id, id),
    FOREIGN KEY (book_id, customer_id) REFERENCES customer (book_id, id)
);
CREATE INDEX invoice_profile_by_customer ON invoice_profile (book_id, customer_id, id);

-- What else a document shows of its counterparty: the profile that it was made with, and its copy of
-- what that says. Name, tax number and address stand in the document itself.
CREATE TABLE invoice_party (
    book_id INT NOT NULL,
    invoice_id INT NOT NULL,
    profile_id INT, -- null: what the customer itself says
    phone TEXT(60),
    bank TEXT(200),
    account TEXT(60),
    email TEXT(254),
    PRIMARY KEY (book_id, invoice_id),
    FOREIGN KEY (book_id, invoice_id) REFERENCES invoice (book_id, id),
    FOREIGN KEY (book_id, profile_id) REFERENCES invoice_profile (book_id, id)
);
CREATE INDEX invoice_party_by_profile ON invoice_party (book_id, profile_id) WHERE profile_id IS NOT NULL;
