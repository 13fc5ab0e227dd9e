DROP TABLE sign_in_attempt;
CREATE TABLE request_log_before (
    book_id INT NOT NULL,
    request_key TEXT(120) NOT NULL,
    action TEXT(60) NOT NULL,
    payload_hash BYTES(32) NOT NULL,
    outcome TEXT, -- none: erased
    first_seq INT NOT NULL,
    last_seq INT NOT NULL,
    at INSTANT NOT NULL,
    PRIMARY KEY (book_id, request_key),
    FOREIGN KEY (book_id) REFERENCES book (book_id)
);
-- Of several operators with the same key only the first can be kept.
INSERT INTO request_log_before (book_id, request_key, action, payload_hash, outcome, first_seq, last_seq, at)
    SELECT r.book_id, r.request_key, r.action, r.payload_hash, r.outcome, r.first_seq, r.last_seq, r.at
    FROM request_log r
    WHERE r.operator_id = (SELECT MIN(o.operator_id) FROM request_log o
        WHERE o.book_id = r.book_id AND o.request_key = r.request_key);
DROP TABLE request_log;
ALTER TABLE request_log_before RENAME TO request_log;
