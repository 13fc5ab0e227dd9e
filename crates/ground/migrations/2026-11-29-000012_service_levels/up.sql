-- Service levels: by when cases are answered and resolved. What is read only as a whole is kept
-- as one text.

-- Who wrote a note: the staff or the customer.
ALTER TABLE case_note ADD COLUMN author TEXT(20) NOT NULL DEFAULT 'staff';

-- Targets for the cases that meet its conditions.
CREATE TABLE service_policy (
    book_id INT NOT NULL,
    id INT NOT NULL,
    label_zh TEXT(100) NOT NULL,
    label_en TEXT(100) NOT NULL,
    active BOOL NOT NULL,
    place INT NOT NULL, -- the first one wins among those that say as much
    kinds TEXT NOT NULL, -- of cases, as JSON; none: any
    severities TEXT NOT NULL, -- of cases, as JSON; none: any
    levels TEXT NOT NULL, -- codes of items of customer_level, as JSON; none: any
    valid_from DATE, -- cases that came in on that day or later
    valid_to DATE, -- cases that came in on that day or earlier
    calendar_id INT, -- none: the book's default
    first_response INT, -- worked seconds
    next_response INT, -- worked seconds
    resolution INT, -- worked seconds
    steps TEXT NOT NULL, -- what happens when, as JSON
    version INT NOT NULL,
    PRIMARY KEY (book_id, id),
    FOREIGN KEY (book_id) REFERENCES book (book_id),
    FOREIGN KEY (book_id, calendar_id) REFERENCES calendar (book_id, id)
);

-- A target of a case that runs, or ran.
CREATE TABLE case_clock (
    book_id INT NOT NULL,
    id INT NOT NULL,
    case_id INT NOT NULL,
    target TEXT(20) NOT NULL, -- first_response, next_response, resolution
    policy_id INT NOT NULL,
    calendar_id INT, -- none: the book's default
    seconds INT NOT NULL, -- to be worked at most
    state TEXT(20) NOT NULL, -- running, paused, met, breached, dropped, withdrawn
    started_at INSTANT NOT NULL,
    pauses TEXT NOT NULL, -- from when to when it did not run, as JSON
    due_at INSTANT, -- none: paused before it was due, or never
    ended_at INSTANT,
    worked INT, -- seconds, once it ended
    steps TEXT NOT NULL, -- of the policy, and when each was done, as JSON
    next_step_at INSTANT, -- the first of those that are not done
    version INT NOT NULL,
    PRIMARY KEY (book_id, id),
    FOREIGN KEY (book_id, case_id) REFERENCES service_case (book_id, id),
    FOREIGN KEY (book_id, policy_id) REFERENCES service_policy (book_id, id),
    FOREIGN KEY (book_id, calendar_id) REFERENCES calendar (book_id, id)
);
CREATE INDEX case_clock_by_case ON case_clock (book_id, case_id, id);
CREATE INDEX case_clock_by_due ON case_clock (book_id, due_at, id) WHERE ended_at IS NULL;
CREATE INDEX case_clock_by_step ON case_clock (book_id, next_step_at) WHERE next_step_at IS NOT NULL;
