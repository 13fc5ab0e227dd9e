-- Persons who stand at several customers, what their word counts for, and who stands above whom.

ALTER TABLE contact ADD COLUMN decision_role TEXT(20);

-- A place of a contact beside that at its own customer.
CREATE TABLE contact_link (
    book_id INT NOT NULL,
    id INT NOT NULL,
    contact_id INT NOT NULL,
    customer_id INT NOT NULL, -- never the contact's own one
    role TEXT(60),
    title TEXT(100),
    decision_role TEXT(20),
    is_primary BOOL NOT NULL, -- at most one of a customer's contacts, its own ones included
    left_on DATE, -- null: still there
    version INT NOT NULL,
    created_at INSTANT NOT NULL,
    updated_at INSTANT NOT NULL,
    PRIMARY KEY (book_id, id),
    UNIQUE (book_id, contact_id, customer_id),
    FOREIGN KEY (book_id, contact_id) REFERENCES contact (book_id, id),
    FOREIGN KEY (book_id, customer_id) REFERENCES customer (book_id, id)
);
CREATE INDEX contact_link_by_customer ON contact_link (book_id, customer_id, contact_id);

-- Who a contact reports to; no row: nobody, or not known.
CREATE TABLE contact_superior (
    book_id INT NOT NULL,
    contact_id INT NOT NULL,
    superior_id INT NOT NULL,
    PRIMARY KEY (book_id, contact_id),
    FOREIGN KEY (book_id, contact_id) REFERENCES contact (book_id, id),
    FOREIGN KEY (book_id, superior_id) REFERENCES contact (book_id, id)
);
CREATE INDEX contact_superior_by_superior ON contact_superior (book_id, superior_id);
