-- Customers that nobody owns wait in pools, and whoever owned one is remembered.

-- A pool of customers that its members may claim (公海).
CREATE TABLE pool (
    book_id INT NOT NULL,
    id INT NOT NULL,
    label_zh TEXT(100) NOT NULL,
    label_en TEXT(100) NOT NULL,
    active BOOL NOT NULL,
    barred_days INT NOT NULL, -- for which who gave a customer up may not claim it; 0: none
    daily_claims INT, -- of one operator at most; none: any number
    quota INT, -- of customers that one operator owns at most; none: any number
    quota_counts_dealt BOOL NOT NULL, -- whether customers with a posted sales invoice count
    notice_days INT NOT NULL, -- before recycling
    version INT NOT NULL,
    PRIMARY KEY (book_id, id),
    FOREIGN KEY (book_id) REFERENCES book (book_id)
);

-- An operator who is a member of a pool.
CREATE TABLE pool_operator (
    book_id INT NOT NULL,
    pool_id INT NOT NULL,
    operator_id INT NOT NULL,
    is_admin BOOL NOT NULL,
    PRIMARY KEY (book_id, pool_id, operator_id),
    FOREIGN KEY (book_id, pool_id) REFERENCES pool (book_id, id),
    FOREIGN KEY (book_id, operator_id) REFERENCES operator (book_id, id)
);

-- A team whose operators are members of a pool.
CREATE TABLE pool_team (
    book_id INT NOT NULL,
    pool_id INT NOT NULL,
    team_id INT NOT NULL,
    PRIMARY KEY (book_id, pool_id, team_id),
    FOREIGN KEY (book_id, pool_id) REFERENCES pool (book_id, id),
    FOREIGN KEY (book_id, team_id) REFERENCES team (book_id, id)
);

-- When customers of members go back to the pool.
CREATE TABLE pool_rule (
    book_id INT NOT NULL,
    pool_id INT NOT NULL,
    line INT NOT NULL,
    kind TEXT(20) NOT NULL, -- no_dealing, no_deal
    level TEXT(40), -- code of an item of customer_level; none: all levels without a rule of their own
    days INT NOT NULL,
    PRIMARY KEY (book_id, pool_id, line),
    FOREIGN KEY (book_id, pool_id) REFERENCES pool (book_id, id)
);

-- A customer that waits in a pool. It has neither owner nor team.
CREATE TABLE pool_customer (
    book_id INT NOT NULL,
    customer_id INT NOT NULL,
    pool_id INT NOT NULL,
    PRIMARY KEY (book_id, customer_id),
    FOREIGN KEY (book_id, customer_id) REFERENCES customer (book_id, id),
    FOREIGN KEY (book_id, pool_id) REFERENCES pool (book_id, id)
);
CREATE INDEX pool_customer_by_pool ON pool_customer (book_id, pool_id, customer_id);

-- That a customer went from one owner or pool to another. Written once.
CREATE TABLE owner_change (
    book_id INT NOT NULL,
    id INT NOT NULL,
    customer_id INT NOT NULL,
    at INSTANT NOT NULL,
    by_id INT, -- none: the engine itself
    how TEXT(20) NOT NULL, -- assigned, claimed, put, given, taken_out, transferred, recycled
    from_owner_id INT,
    from_pool_id INT,
    to_owner_id INT,
    to_pool_id INT,
    reason TEXT(500),
    PRIMARY KEY (book_id, id),
    FOREIGN KEY (book_id, customer_id) REFERENCES customer (book_id, id),
    FOREIGN KEY (book_id, by_id) REFERENCES operator (book_id, id),
    FOREIGN KEY (book_id, from_owner_id) REFERENCES operator (book_id, id),
    FOREIGN KEY (book_id, from_pool_id) REFERENCES pool (book_id, id),
    FOREIGN KEY (book_id, to_owner_id) REFERENCES operator (book_id, id),
    FOREIGN KEY (book_id, to_pool_id) REFERENCES pool (book_id, id)
);
CREATE INDEX owner_change_by_customer ON owner_change (book_id, customer_id, id);
CREATE INDEX owner_change_by_claim ON owner_change (book_id, to_owner_id, at);
