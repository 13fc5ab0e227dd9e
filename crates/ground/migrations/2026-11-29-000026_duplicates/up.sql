-- Customers that may be the same: from which score on a book warns of them and refuses them, and of
-- which somebody said that they are not.

ALTER TABLE book ADD COLUMN duplicate_warn INT NOT NULL DEFAULT 50; -- 1 to 100
ALTER TABLE book ADD COLUMN duplicate_stop INT; -- 1 to 100; null: none is refused

-- Two customers that are not the same. What is said of removed ones goes with them, by the log.
CREATE TABLE customer_apart (
    book_id INT NOT NULL,
    id INT NOT NULL,
    first_id INT NOT NULL, -- the customer with the smaller id
    second_id INT NOT NULL,
    said_at INSTANT NOT NULL,
    said_by INT, -- null: the engine itself
    PRIMARY KEY (book_id, id),
    UNIQUE (book_id, first_id, second_id),
    FOREIGN KEY (book_id, said_by) REFERENCES operator (book_id, id)
);
CREATE INDEX customer_apart_by_second ON customer_apart (book_id, second_id, first_id);
