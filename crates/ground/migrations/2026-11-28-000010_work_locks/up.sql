-- Who does work of one kind in a book waits for who does it already.

-- Work of one kind, which comes one after another: a transaction that does it holds the row.
CREATE TABLE work_lock (
    book_id INT NOT NULL,
    kind TEXT(60) NOT NULL, -- import, opening_number, claims:7
    turns INT NOT NULL, -- how often it was held
    PRIMARY KEY (book_id, kind),
    FOREIGN KEY (book_id) REFERENCES book (book_id)
);
