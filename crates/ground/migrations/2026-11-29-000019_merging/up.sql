-- Customers that are the same are merged, and parted again.

-- The customer that took it in: this record stays to say so.
ALTER TABLE customer ADD COLUMN merged_into INT;
CREATE INDEX customer_by_merged_into ON customer (book_id, merged_into) WHERE merged_into IS NOT NULL;

-- One merge of customers into another one.
CREATE TABLE customer_merge (
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
    FOREIGN KEY (book_id, into_id) REFERENCES customer (book_id, id)
);
CREATE INDEX customer_merge_by_into ON customer_merge (book_id, into_id, id);

-- A customer that was merged into another one.
CREATE TABLE customer_merge_part (
    book_id INT NOT NULL,
    merge_id INT NOT NULL,
    line INT NOT NULL,
    customer_id INT NOT NULL,
    PRIMARY KEY (book_id, merge_id, line),
    FOREIGN KEY (book_id, merge_id) REFERENCES customer_merge (book_id, id),
    FOREIGN KEY (book_id, customer_id) REFERENCES customer (book_id, id)
);
CREATE INDEX customer_merge_part_by_customer ON customer_merge_part (book_id, customer_id, merge_id);
