-- Who works with a customer beside its owner, and customers that are locked.

-- An operator who works with a customer as its owner does, until a day.
CREATE TABLE customer_collaborator (
    book_id INT NOT NULL,
    customer_id INT NOT NULL,
    operator_id INT NOT NULL,
    reach INT NOT NULL, -- 1: reads, 2: reads and writes
    until_on DATE, -- the last day; null: for good
    PRIMARY KEY (book_id, customer_id, operator_id),
    FOREIGN KEY (book_id, customer_id) REFERENCES customer (book_id, id),
    FOREIGN KEY (book_id, operator_id) REFERENCES operator (book_id, id)
);
CREATE INDEX customer_collaborator_by_operator ON customer_collaborator (book_id, operator_id, customer_id);

-- A customer that is not to be changed for the time being.
CREATE TABLE customer_lock (
    book_id INT NOT NULL,
    customer_id INT NOT NULL,
    locked_at INSTANT NOT NULL,
    locked_by INT, -- null: the engine itself
    reason TEXT NOT NULL,
    PRIMARY KEY (book_id, customer_id),
    FOREIGN KEY (book_id, customer_id) REFERENCES customer (book_id, id),
    FOREIGN KEY (book_id, locked_by) REFERENCES operator (book_id, id)
);
