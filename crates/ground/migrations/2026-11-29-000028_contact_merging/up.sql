-- Contacts that are the same person are merged, and parted again; of others somebody said that they
-- are not.

-- The contact that took it in: this record stays to say so.
ALTER TABLE contact ADD COLUMN merged_into INT;
CREATE INDEX contact_by_merged_into ON contact (book_id, merged_into) WHERE merged_into IS NOT NULL;

-- One merge of contacts into another one.
CREATE TABLE contact_merge (
    book_id INT NOT NULL,
    id INT NOT NULL,
    into_id INT NOT NULL,
    rules TEXT NOT NULL, -- by which rule each field got its value, as JSON
    moved TEXT NOT NULL, -- how many records of each kind moved, as JSON
    changes INT NOT NULL, -- how many changes the log has of it, right before that of the merge itself
    merged_at INSTANT NOT NULL,
    merged_by INT,
    undone_at INSTANT,
    undone_by INT,
    version INT NOT NULL,
    PRIMARY KEY (book_id, id),
    FOREIGN KEY (book_id, into_id) REFERENCES contact (book_id, id)
);
CREATE INDEX contact_merge_by_into ON contact_merge (book_id, into_id, id);

-- A contact that was merged into another one.
CREATE TABLE contact_merge_part (
    book_id INT NOT NULL,
    merge_id INT NOT NULL,
    line INT NOT NULL,
    contact_id INT NOT NULL,
    PRIMARY KEY (book_id, merge_id, line),
    FOREIGN KEY (book_id, merge_id) REFERENCES contact_merge (book_id, id),
    FOREIGN KEY (book_id, contact_id) REFERENCES contact (book_id, id)
);
CREATE INDEX contact_merge_part_by_contact ON contact_merge_part (book_id, contact_id, merge_id);

-- Two contacts that are not the same. What is said of removed ones goes with them, by the log.
CREATE TABLE contact_apart (
    book_id INT NOT NULL,
    id INT NOT NULL,
    first_id INT NOT NULL, -- the contact with the smaller id
    second_id INT NOT NULL,
    said_at INSTANT NOT NULL,
    said_by INT, -- null: the engine itself
    PRIMARY KEY (book_id, id),
    UNIQUE (book_id, first_id, second_id),
    FOREIGN KEY (book_id, said_by) REFERENCES operator (book_id, id)
);
CREATE INDEX contact_apart_by_second ON contact_apart (book_id, second_id, first_id);
