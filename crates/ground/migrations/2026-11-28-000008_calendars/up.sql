-- Business calendars: when a company works. What is read only as a whole is kept as one text.
CREATE TABLE calendar (
    book_id INT NOT NULL,
    id INT NOT NULL,
    name TEXT(100) NOT NULL,
    name_key TEXT(100) NOT NULL, -- what names are compared by
    time_zone TEXT(64) NOT NULL, -- a name of the IANA time zone database
    weeks TEXT NOT NULL, -- hours of the week and since when, as JSON
    days TEXT NOT NULL, -- days that differ from their week, as JSON
    default_mark INT, -- 1 for the book's default
    version INT NOT NULL,
    created_at INSTANT NOT NULL,
    updated_at INSTANT NOT NULL,
    PRIMARY KEY (book_id, id),
    UNIQUE (book_id, name_key),
    FOREIGN KEY (book_id) REFERENCES book (book_id)
);
CREATE UNIQUE INDEX calendar_mark ON calendar (book_id, default_mark) WHERE default_mark IS NOT NULL;
