-- The fields that a book gives its records beside those of the engine, and what stands in them.

-- What a field of one's own is. Key, kind and whether it is personal never change.
CREATE TABLE custom_field (
    book_id INT NOT NULL,
    id INT NOT NULL,
    subject_kind TEXT(20) NOT NULL, -- the kind of record that has it
    field_key TEXT(40) NOT NULL, -- what programs and files call it
    label_zh TEXT(60) NOT NULL,
    label_en TEXT(60) NOT NULL,
    kind TEXT(20) NOT NULL, -- text, number, money, date, choice, choices, reference, flag
    is_required BOOL NOT NULL,
    is_unique BOOL NOT NULL,
    is_personal BOOL NOT NULL,
    max_length INT, -- of texts, in characters
    decimals INT, -- of numbers
    lowest TEXT, -- a value, as JSON
    highest TEXT, -- a value, as JSON
    pattern TEXT, -- a regular expression that texts match as a whole
    choices TEXT NOT NULL, -- keys and labels in their order, as JSON
    refers_to TEXT(20), -- the kind of record that a reference names
    default_value TEXT, -- a value, as JSON
    place INT NOT NULL, -- the order among those of one kind of record
    active BOOL NOT NULL,
    version INT NOT NULL,
    created_at INSTANT NOT NULL,
    updated_at INSTANT NOT NULL,
    PRIMARY KEY (book_id, id),
    UNIQUE (book_id, subject_kind, field_key),
    FOREIGN KEY (book_id) REFERENCES book (book_id)
);

-- What stands in such a field of a record. Of several choices each has a row.
CREATE TABLE custom_value (
    book_id INT NOT NULL,
    field_id INT NOT NULL,
    subject_id INT NOT NULL,
    place INT NOT NULL, -- 0; of several choices their order
    subject_kind TEXT(20) NOT NULL, -- as the field says
    text_value TEXT, -- a text, or the key of a choice
    text_key TEXT(200), -- that, folded: what it is found and sorted by
    whole INT, -- millionths, minor units, days, an id, or 0 and 1
    PRIMARY KEY (book_id, field_id, subject_id, place),
    FOREIGN KEY (book_id, field_id) REFERENCES custom_field (book_id, id)
);
CREATE INDEX custom_value_by_subject ON custom_value (book_id, subject_kind, subject_id);
CREATE INDEX custom_value_by_text ON custom_value (book_id, field_id, text_key);
CREATE INDEX custom_value_by_whole ON custom_value (book_id, field_id, whole);
