-- Dealings: each contact with a customer, and what customers know of the last and the next one.
-- Tasks: what somebody has to do, once or again and again, and when to remind them.

-- One contact with a customer: a call, a visit, a mail, a meeting.
CREATE TABLE dealing (
    book_id INT NOT NULL,
    id INT NOT NULL,
    customer_id INT NOT NULL,
    kind_id INT NOT NULL, -- an item of follow_up_type
    direction TEXT(10), -- in, out
    subject TEXT(200) NOT NULL,
    subject_key TEXT NOT NULL,
    content TEXT,
    content_key TEXT,
    happened_at INSTANT NOT NULL,
    happened_on DATE NOT NULL, -- in the book's local time when it was written
    minutes INT,
    place TEXT(200),
    next_contact_on DATE,
    next_contact_for TEXT(200),
    version INT NOT NULL,
    created_at INSTANT NOT NULL,
    created_by INT,
    updated_at INSTANT NOT NULL,
    PRIMARY KEY (book_id, id),
    FOREIGN KEY (book_id, customer_id) REFERENCES customer (book_id, id),
    FOREIGN KEY (book_id, kind_id) REFERENCES dictionary_item (book_id, id)
);
CREATE INDEX dealing_by_customer ON dealing (book_id, customer_id, happened_at, id);
CREATE INDEX dealing_by_time ON dealing (book_id, happened_at, id);
CREATE INDEX dealing_by_kind ON dealing (book_id, kind_id);

-- A person of the customer who took part.
CREATE TABLE dealing_contact (
    book_id INT NOT NULL,
    dealing_id INT NOT NULL,
    contact_id INT NOT NULL,
    PRIMARY KEY (book_id, dealing_id, contact_id),
    FOREIGN KEY (book_id, dealing_id) REFERENCES dealing (book_id, id),
    FOREIGN KEY (book_id, contact_id) REFERENCES contact (book_id, id)
);
CREATE INDEX dealing_contact_by_contact ON dealing_contact (book_id, contact_id);

-- An operator who took part.
CREATE TABLE dealing_operator (
    book_id INT NOT NULL,
    dealing_id INT NOT NULL,
    operator_id INT NOT NULL,
    PRIMARY KEY (book_id, dealing_id, operator_id),
    FOREIGN KEY (book_id, dealing_id) REFERENCES dealing (book_id, id),
    FOREIGN KEY (book_id, operator_id) REFERENCES operator (book_id, id)
);
CREATE INDEX dealing_operator_by_operator ON dealing_operator (book_id, operator_id);

-- The last and the next contact follow from the dealings and from what is planned by hand.
ALTER TABLE customer ADD COLUMN last_dealing_id INT;
ALTER TABLE customer ADD COLUMN last_contact_on DATE;
ALTER TABLE customer ADD COLUMN next_contact_on DATE;

-- What was said of the next contact by hand.
CREATE TABLE customer_plan (
    book_id INT NOT NULL,
    customer_id INT NOT NULL,
    contact_on DATE, -- none: no next contact
    purpose TEXT(200),
    planned_at INSTANT NOT NULL,
    PRIMARY KEY (book_id, customer_id),
    FOREIGN KEY (book_id, customer_id) REFERENCES customer (book_id, id)
);
CREATE INDEX customer_by_last_contact ON customer (book_id, last_contact_on, id);
CREATE INDEX customer_by_next_contact ON customer (book_id, next_contact_on, id) WHERE next_contact_on IS NOT NULL;

-- Something to be done, or to be remembered.
CREATE TABLE task (
    book_id INT NOT NULL,
    id INT NOT NULL,
    title TEXT(200) NOT NULL,
    title_key TEXT NOT NULL,
    note TEXT,
    note_key TEXT,
    state TEXT(10) NOT NULL, -- open, done, cancelled
    priority TEXT(10) NOT NULL, -- low, normal, high
    is_private BOOL NOT NULL, -- only who made it sees it
    due_on DATE, -- in the book's local time
    due_at INSTANT, -- when it is due by the minute
    remind_at INSTANT,
    snoozed_until INSTANT,
    rings_at INSTANT, -- snoozed until, else remind at
    recurrence TEXT(200), -- a rule of RFC 5545
    series_from DATE, -- the day that the rule counts from
    followed_by INT, -- the next task of the series
    customer_id INT,
    contact_id INT,
    case_id INT,
    invoice_id INT,
    assignee_id INT,
    team_id INT, -- the assignee's
    ended_at INSTANT,
    version INT NOT NULL,
    created_at INSTANT NOT NULL,
    created_by INT,
    updated_at INSTANT NOT NULL,
    PRIMARY KEY (book_id, id),
    FOREIGN KEY (book_id, customer_id) REFERENCES customer (book_id, id),
    FOREIGN KEY (book_id, contact_id) REFERENCES contact (book_id, id),
    FOREIGN KEY (book_id, case_id) REFERENCES service_case (book_id, id),
    FOREIGN KEY (book_id, invoice_id) REFERENCES invoice (book_id, id),
    FOREIGN KEY (book_id, assignee_id) REFERENCES operator (book_id, id),
    FOREIGN KEY (book_id, team_id) REFERENCES team (book_id, id)
);
CREATE INDEX task_by_due ON task (book_id, state, due_on, id);
CREATE INDEX task_by_assignee ON task (book_id, assignee_id, state, due_on);
CREATE INDEX task_by_ring ON task (book_id, rings_at, id) WHERE rings_at IS NOT NULL;
CREATE INDEX task_by_customer ON task (book_id, customer_id) WHERE customer_id IS NOT NULL;
CREATE INDEX task_by_contact ON task (book_id, contact_id) WHERE contact_id IS NOT NULL;
