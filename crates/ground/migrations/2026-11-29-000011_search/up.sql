-- One box finds customers, contacts, documents, products and cases by parts of their names and numbers.

-- How far the index of a book has come: whole when kind is 0.
CREATE TABLE search_book (
    book_id INT NOT NULL,
    edition INT NOT NULL, -- of the way in which texts are folded
    kind INT NOT NULL, -- the kind of record that is filled in; 0: all are
    last_id INT NOT NULL, -- the last of that kind that is in
    PRIMARY KEY (book_id),
    FOREIGN KEY (book_id) REFERENCES book (book_id)
);

-- The folded texts by which a record is found.
CREATE TABLE search_doc (
    book_id INT NOT NULL,
    kind INT NOT NULL, -- 1 customer, 2 contact, 3 invoice, 4 product, 5 case
    id INT NOT NULL,
    body TEXT NOT NULL, -- a line for each text: a letter for what it is, then its words
    PRIMARY KEY (book_id, kind, id),
    FOREIGN KEY (book_id) REFERENCES book (book_id)
);

-- The parts of those texts: what a record is found by begins with one. No reference to book: there are dozens
-- of rows for each record, and search_doc has it.
CREATE TABLE search_gram (
    book_id INT NOT NULL,
    gram INT NOT NULL, -- kind of record, kind of text, and its next characters
    id INT NOT NULL,
    PRIMARY KEY (book_id, gram, id)
);
