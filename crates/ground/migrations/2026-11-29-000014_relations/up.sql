-- How much customers may owe, and which belongs to which.

ALTER TABLE book ADD COLUMN credit_check TEXT(10) NOT NULL DEFAULT 'stop'; -- warn, stop, permit

-- How much a customer may owe.
CREATE TABLE customer_credit (
    book_id INT NOT NULL,
    customer_id INT NOT NULL,
    credit_limit MONEY NOT NULL, -- 0: nothing
    PRIMARY KEY (book_id, customer_id),
    FOREIGN KEY (book_id, customer_id) REFERENCES customer (book_id, id)
);

-- The customer that a customer belongs to: the parent company of a subsidiary.
CREATE TABLE customer_parent (
    book_id INT NOT NULL,
    customer_id INT NOT NULL,
    parent_id INT NOT NULL,
    PRIMARY KEY (book_id, customer_id),
    FOREIGN KEY (book_id, customer_id) REFERENCES customer (book_id, id),
    FOREIGN KEY (book_id, parent_id) REFERENCES customer (book_id, id)
);
CREATE INDEX customer_parent_by_parent ON customer_parent (book_id, parent_id, customer_id);
