-- Request keys belong to the operator who uses them; guesses at names that nobody has are counted.

-- Request keys seen, by operator, with what was asked and what came of it.
CREATE TABLE request_log_anew (
    book_id INT NOT NULL,
    operator_id INT NOT NULL, -- who asked; 0 where an older version did not keep it
    request_key TEXT(120) NOT NULL,
    action TEXT(60) NOT NULL,
    payload_hash BYTES(32) NOT NULL,
    outcome TEXT, -- none: erased
    first_seq INT NOT NULL,
    last_seq INT NOT NULL,
    at INSTANT NOT NULL,
    PRIMARY KEY (book_id, operator_id, request_key),
    FOREIGN KEY (book_id) REFERENCES book (book_id)
);
INSERT INTO request_log_anew (book_id, operator_id, request_key, action, payload_hash, outcome, first_seq, last_seq, at)
    SELECT r.book_id, COALESCE(c.operator_id, 0), r.request_key, r.action, r.payload_hash, r.outcome, r.first_seq, r.last_seq, r.at
    FROM request_log r
    LEFT JOIN change_log c ON c.book_id = r.book_id AND c.seq = r.first_seq AND c.request_key = r.request_key;
DROP TABLE request_log;
ALTER TABLE request_log_anew RENAME TO request_log;

-- Failures to sign in by a name that no active operator has. They lock as those of operators do, so
-- that nobody learns which names there are. No reference to book: there need be none.
CREATE TABLE sign_in_attempt (
    book_id INT NOT NULL,
    name_hash BYTES(32) NOT NULL, -- SHA-256 of the folded name
    failures INT NOT NULL,
    locked_until INSTANT,
    last_at INSTANT NOT NULL,
    PRIMARY KEY (book_id, name_hash)
);
CREATE INDEX sign_in_attempt_by_time ON sign_in_attempt (book_id, last_at);
