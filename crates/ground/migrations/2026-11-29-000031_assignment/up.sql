-- Cases are given to operators by rules.

-- Whether rules are asked when a case is opened, at most one row; without it they are not.
CREATE TABLE assignment_policy (
    book_id INT NOT NULL,
    id INT NOT NULL, -- 1
    automatic BOOL NOT NULL,
    version INT NOT NULL,
    PRIMARY KEY (book_id, id),
    FOREIGN KEY (book_id) REFERENCES book (book_id)
);

-- Which cases go to whom.
CREATE TABLE assignment_rule (
    book_id INT NOT NULL,
    id INT NOT NULL,
    label_zh TEXT(100) NOT NULL,
    label_en TEXT(100) NOT NULL,
    active BOOL NOT NULL,
    place INT NOT NULL, -- the first one that fits is followed
    conditions TEXT NOT NULL, -- what cases must be like, as JSON
    way TEXT(20) NOT NULL, -- first, owner, round_robin, least_load
    operators TEXT NOT NULL, -- in their order, as JSON
    team_id INT, -- whose operators it is, instead
    open_limit INT, -- open cases of one operator; none: any number
    weights TEXT NOT NULL, -- what an open case counts, by severity, as JSON
    otherwise TEXT(20) NOT NULL, -- stay, next
    version INT NOT NULL,
    PRIMARY KEY (book_id, id),
    FOREIGN KEY (book_id) REFERENCES book (book_id),
    FOREIGN KEY (book_id, team_id) REFERENCES team (book_id, id)
);

-- A time in which no rule gives an operator cases.
CREATE TABLE absence (
    book_id INT NOT NULL,
    id INT NOT NULL,
    operator_id INT NOT NULL,
    from_at INSTANT NOT NULL,
    to_at INSTANT, -- the first instant at which they are back; none: until it is known
    version INT NOT NULL,
    PRIMARY KEY (book_id, id),
    FOREIGN KEY (book_id, operator_id) REFERENCES operator (book_id, id)
);
CREATE INDEX absence_by_operator ON absence (book_id, operator_id, from_at);

-- What the rules said of a case. Written once.
CREATE TABLE case_assignment (
    book_id INT NOT NULL,
    id INT NOT NULL,
    case_id INT NOT NULL,
    at INSTANT NOT NULL,
    by_id INT, -- none: the engine itself
    rule_id INT, -- none: none fits
    turn INT, -- which time it is that this rule gives a case away; none: it did not
    from_id INT, -- who had the case
    to_id INT, -- who was given it
    trouble TEXT(20), -- why nobody was
    PRIMARY KEY (book_id, id),
    UNIQUE (book_id, rule_id, turn),
    FOREIGN KEY (book_id, case_id) REFERENCES service_case (book_id, id),
    FOREIGN KEY (book_id, by_id) REFERENCES operator (book_id, id),
    FOREIGN KEY (book_id, rule_id) REFERENCES assignment_rule (book_id, id),
    FOREIGN KEY (book_id, from_id) REFERENCES operator (book_id, id),
    FOREIGN KEY (book_id, to_id) REFERENCES operator (book_id, id)
);
CREATE INDEX case_assignment_by_case ON case_assignment (book_id, case_id, id);
CREATE INDEX case_assignment_by_turn ON case_assignment (book_id, rule_id, to_id, turn);
