-- Saved views: what of a list somebody wants to see again, for oneself or for all.
CREATE TABLE saved_view (
    book_id INT NOT NULL,
    id INT NOT NULL,
    label TEXT(100) NOT NULL,
    label_key TEXT(100) NOT NULL,
    list TEXT(20) NOT NULL, -- which list, as in the filter
    filter TEXT NOT NULL, -- as JSON
    sort TEXT(40), -- a column of the list; none: its usual order
    descending BOOL NOT NULL,
    column_names TEXT NOT NULL, -- names, as JSON
    is_shared BOOL NOT NULL,
    owner_id INT NOT NULL,
    version INT NOT NULL,
    created_at INSTANT NOT NULL,
    updated_at INSTANT NOT NULL,
    PRIMARY KEY (book_id, id),
    FOREIGN KEY (book_id) REFERENCES book (book_id),
    FOREIGN KEY (book_id, owner_id) REFERENCES operator (book_id, id)
);
CREATE INDEX saved_view_by_owner ON saved_view (book_id, owner_id);
