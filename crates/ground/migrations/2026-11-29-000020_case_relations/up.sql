-- Cases that belong together, and what they are about.

-- What these refer to is kept while a case names it: keys cannot be added to a table.
ALTER TABLE service_case ADD COLUMN merged_into_id INT; -- the case that it is shown with
ALTER TABLE service_case ADD COLUMN product_id INT;
ALTER TABLE service_case ADD COLUMN root_cause_id INT; -- an item of case_root_cause
CREATE INDEX service_case_by_survivor ON service_case (book_id, merged_into_id, id) WHERE merged_into_id IS NOT NULL;
CREATE INDEX service_case_by_product ON service_case (book_id, product_id, id) WHERE product_id IS NOT NULL;

-- That two cases have to do with each other.
CREATE TABLE case_link (
    book_id INT NOT NULL,
    id INT NOT NULL,
    kind TEXT(20) NOT NULL, -- related, duplicate, recurs, split, merged
    case_id INT NOT NULL, -- the duplicate; what came again, was split off, was merged
    other_id INT NOT NULL,
    state_before TEXT(20), -- of a case that was merged
    created_at INSTANT NOT NULL,
    created_by INT,
    PRIMARY KEY (book_id, id),
    UNIQUE (book_id, case_id, kind, other_id),
    FOREIGN KEY (book_id, case_id) REFERENCES service_case (book_id, id),
    FOREIGN KEY (book_id, other_id) REFERENCES service_case (book_id, id)
);
CREATE INDEX case_link_by_other ON case_link (book_id, other_id, id);

-- What a complaint leads to. What its documents are named by has no key: a draft that is discarded
-- leaves a remedy that counts no more.
CREATE TABLE case_remedy (
    book_id INT NOT NULL,
    id INT NOT NULL,
    case_id INT NOT NULL,
    kind TEXT(20) NOT NULL, -- credit_note, replacement, refund
    state TEXT(20) NOT NULL, -- proposed, approved, refused, withdrawn, reversed
    terms TEXT NOT NULL, -- what is to be done, as JSON
    reason TEXT, -- none: erased
    decision TEXT,
    document_id INT, -- the credit note, or the sale that replaces
    payment_id INT, -- the refund
    created_at INSTANT NOT NULL,
    created_by INT,
    decided_at INSTANT,
    decided_by INT,
    version INT NOT NULL,
    PRIMARY KEY (book_id, id),
    FOREIGN KEY (book_id, case_id) REFERENCES service_case (book_id, id)
);
CREATE INDEX case_remedy_by_case ON case_remedy (book_id, case_id, id);
CREATE INDEX case_remedy_by_state ON case_remedy (book_id, state, id);
CREATE INDEX case_remedy_by_document ON case_remedy (book_id, document_id) WHERE document_id IS NOT NULL;
CREATE INDEX case_remedy_by_payment ON case_remedy (book_id, payment_id) WHERE payment_id IS NOT NULL;

-- What a customer was asked: how satisfied they are with a case, or with the service of some days.
CREATE TABLE survey (
    book_id INT NOT NULL,
    id INT NOT NULL,
    state TEXT(20) NOT NULL, -- asked, answered, withdrawn
    case_id INT,
    customer_id INT, -- of days; that of a case is the case's
    from_on DATE,
    to_on DATE,
    operator_id INT, -- whose work it is about, as it was then
    team_id INT,
    scale TEXT(40) NOT NULL, -- the code of a dictionary
    best INT NOT NULL, -- the most points
    answer_id INT,
    points INT,
    comment TEXT,
    created_at INSTANT NOT NULL,
    created_by INT,
    answered_at INSTANT,
    version INT NOT NULL,
    updated_at INSTANT NOT NULL,
    PRIMARY KEY (book_id, id),
    FOREIGN KEY (book_id, case_id) REFERENCES service_case (book_id, id),
    FOREIGN KEY (book_id, customer_id) REFERENCES customer (book_id, id),
    FOREIGN KEY (book_id, operator_id) REFERENCES operator (book_id, id),
    FOREIGN KEY (book_id, team_id) REFERENCES team (book_id, id),
    FOREIGN KEY (book_id, answer_id) REFERENCES dictionary_item (book_id, id)
);
CREATE INDEX survey_by_case ON survey (book_id, case_id) WHERE case_id IS NOT NULL;
CREATE INDEX survey_by_customer ON survey (book_id, customer_id) WHERE customer_id IS NOT NULL;
CREATE INDEX survey_by_time ON survey (book_id, created_at, id);
CREATE INDEX survey_by_answer ON survey (book_id, answer_id) WHERE answer_id IS NOT NULL;

-- Which steps a state of cases allows, where a book leaves some out.
CREATE TABLE case_transition (
    book_id INT NOT NULL,
    id INT NOT NULL, -- the place of the state
    state TEXT(20) NOT NULL,
    steps TEXT NOT NULL, -- as JSON
    version INT NOT NULL,
    PRIMARY KEY (book_id, id),
    UNIQUE (book_id, state),
    FOREIGN KEY (book_id) REFERENCES book (book_id)
);
