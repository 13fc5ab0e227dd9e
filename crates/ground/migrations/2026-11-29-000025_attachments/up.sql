-- Files that are attached to records, what they hold, and which files a book takes.

-- A file on a record. One that was removed stays as a row without content, so that the record's
-- history names it.
CREATE TABLE attachment (
    book_id INT NOT NULL,
    id INT NOT NULL,
    subject_kind TEXT(20) NOT NULL, -- the kind of the record
    subject_id INT NOT NULL,
    name TEXT(200) NOT NULL, -- of the file; empty when it was erased
    media_type TEXT(100) NOT NULL, -- RFC 6838
    size INT NOT NULL, -- of the content, in bytes
    sha256 BYTES(32) NOT NULL, -- of the content
    note TEXT,
    removed_at INSTANT,
    removed_by INT,
    version INT NOT NULL,
    created_at INSTANT NOT NULL,
    created_by INT,
    updated_at INSTANT NOT NULL,
    PRIMARY KEY (book_id, id),
    FOREIGN KEY (book_id) REFERENCES book (book_id)
);
CREATE INDEX attachment_by_subject ON attachment (book_id, subject_kind, subject_id, id);
CREATE INDEX attachment_by_content ON attachment (book_id, sha256, id);

-- What files hold, once a book however many hold the same.
CREATE TABLE attachment_content (
    book_id INT NOT NULL,
    sha256 BYTES(32) NOT NULL,
    size INT NOT NULL, -- in bytes
    parts INT NOT NULL,
    PRIMARY KEY (book_id, sha256),
    FOREIGN KEY (book_id) REFERENCES book (book_id)
);

-- A content in parts of 256 KiB, the last as long as it is.
CREATE TABLE attachment_part (
    book_id INT NOT NULL,
    sha256 BYTES(32) NOT NULL,
    place INT NOT NULL, -- 0 for the first
    bytes BYTES NOT NULL,
    PRIMARY KEY (book_id, sha256, place),
    FOREIGN KEY (book_id, sha256) REFERENCES attachment_content (book_id, sha256)
);

-- Which files a book takes, at most one row; without it, as the engine says.
CREATE TABLE attachment_policy (
    book_id INT NOT NULL,
    id INT NOT NULL, -- 1
    max_bytes INT NOT NULL, -- of one file
    max_per_record INT NOT NULL,
    extensions TEXT NOT NULL, -- of names of files, as JSON
    version INT NOT NULL,
    PRIMARY KEY (book_id, id),
    FOREIGN KEY (book_id) REFERENCES book (book_id)
);
