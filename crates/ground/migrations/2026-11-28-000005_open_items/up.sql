-- What was posted by hand on accounts kept by customer or supplier is open until it is settled,
-- like a document; and documents know how their tax was rounded.

-- A line posted by hand on an account kept by customer or supplier. Entry, line, account, party, amount and
-- day are those of the posting, which never changes.
CREATE TABLE entry_item (
    book_id INT NOT NULL,
    id INT NOT NULL,
    entry_id INT NOT NULL,
    line INT NOT NULL,
    account_id INT NOT NULL,
    customer_id INT NOT NULL,
    side TEXT(10) NOT NULL, -- receivable, payable
    open_kind TEXT(10) NOT NULL, -- debt, credit
    entry_on DATE NOT NULL, -- from this day on it counts
    issue_on DATE NOT NULL, -- the day of the document behind it
    due_on DATE NOT NULL,
    number TEXT(80), -- of the document behind it
    amount MONEY NOT NULL, -- greater than zero
    settled MONEY NOT NULL, -- allocated so far
    cancelled_on DATE, -- its entry was reversed
    version INT NOT NULL,
    PRIMARY KEY (book_id, id),
    UNIQUE (book_id, entry_id, line),
    FOREIGN KEY (book_id, entry_id, line) REFERENCES posting (book_id, entry_id, line),
    FOREIGN KEY (book_id, account_id) REFERENCES account (book_id, id),
    FOREIGN KEY (book_id, customer_id) REFERENCES customer (book_id, id)
);
CREATE INDEX entry_item_by_customer ON entry_item (book_id, customer_id, entry_on, id);
CREATE INDEX entry_item_by_date ON entry_item (book_id, entry_on, id);

-- An allocation joins such lines too, and moves money when both stand on different accounts.
ALTER TABLE allocation ADD COLUMN debt_item_id INT;
ALTER TABLE allocation ADD COLUMN credit_item_id INT;
ALTER TABLE allocation ADD COLUMN entry_id INT;
CREATE INDEX allocation_by_debt_item ON allocation (book_id, debt_item_id) WHERE debt_item_id IS NOT NULL;
CREATE INDEX allocation_by_credit_item ON allocation (book_id, credit_item_id) WHERE credit_item_id IS NOT NULL;

-- Tax is rounded on each line, or once for each rate of a document.
ALTER TABLE book ADD COLUMN tax_rounding TEXT(10) NOT NULL DEFAULT 'line';
ALTER TABLE invoice ADD COLUMN tax_rounding TEXT(10) NOT NULL DEFAULT 'line';

-- Documents and entries are dated within these days.
ALTER TABLE book ADD COLUMN dates_from DATE;
ALTER TABLE book ADD COLUMN dates_to DATE;

-- What was posted by hand so far is open, whatever it was meant to settle. A reversal closes what it reverses.
INSERT INTO entry_item (
    book_id, id, entry_id, line, account_id, customer_id, side, open_kind,
    entry_on, issue_on, due_on, amount, settled, cancelled_on, version
)
SELECT
    found.book_id, found.place, found.entry_id, found.line, found.account_id, found.party_id,
    CASE WHEN found.receivable = 1 THEN 'receivable' ELSE 'payable' END,
    CASE WHEN (found.receivable = 1 AND found.debit > found.credit)
        OR (found.receivable = 0 AND found.credit > found.debit) THEN 'debt' ELSE 'credit' END,
    found.entry_on, found.entry_on, found.entry_on, ABS(found.debit - found.credit), 0,
    (SELECT red.entry_on FROM journal_entry red
        WHERE red.book_id = found.book_id AND red.reverses = found.entry_id),
    1
FROM (
    SELECT
        posting.book_id, posting.entry_id, posting.line, posting.account_id, posting.party_id,
        posting.entry_on, posting.debit, posting.credit,
        ROW_NUMBER() OVER (
            PARTITION BY posting.book_id ORDER BY posting.entry_id, posting.line
        ) AS place,
        CASE
            WHEN book.chart = 'cn_small_business' AND account.code LIKE '1123%' THEN 0
            WHEN book.chart = 'cn_small_business' AND account.code LIKE '2203%' THEN 1
            WHEN book.chart = 'international' AND account.code LIKE '1120%' THEN 0
            WHEN book.chart = 'international' AND account.code LIKE '2110%' THEN 1
            WHEN account.kind = 'asset' THEN 1
            ELSE 0
        END AS receivable
    FROM posting
    INNER JOIN journal_entry ON journal_entry.book_id = posting.book_id
        AND journal_entry.id = posting.entry_id
    INNER JOIN account ON account.book_id = posting.book_id AND account.id = posting.account_id
    INNER JOIN book ON book.book_id = posting.book_id
    WHERE posting.party_id IS NOT NULL
        AND journal_entry.source_kind IS NULL
        AND journal_entry.reverses IS NULL
        AND account.kind IN ('asset', 'liability')
) found;

INSERT INTO id_counter (book_id, kind, last_id)
SELECT book_id, 'entry_item', MAX(id) FROM entry_item GROUP BY book_id;
