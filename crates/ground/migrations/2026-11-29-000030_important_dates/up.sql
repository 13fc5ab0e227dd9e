-- Days that matter to customers and to persons there: birthdays, anniversaries, ends of contracts.
CREATE TABLE important_date (
    book_id INT NOT NULL,
    id INT NOT NULL,
    customer_id INT NOT NULL,
    contact_id INT, -- whose day it is; null: the customer's own
    kind TEXT(20) NOT NULL, -- birthday, anniversary, founding, renewal, other
    label TEXT(60), -- what a day of the kind `other` is
    year INT, -- null where nobody knows it
    month_day INT NOT NULL, -- 101 to 1231
    is_once BOOL NOT NULL, -- otherwise it comes again each year; once needs the year
    remind_days INT, -- so many days before; null: nobody is reminded
    note TEXT,
    version INT NOT NULL,
    created_at INSTANT NOT NULL,
    updated_at INSTANT NOT NULL,
    PRIMARY KEY (book_id, id),
    FOREIGN KEY (book_id, customer_id) REFERENCES customer (book_id, id),
    FOREIGN KEY (book_id, contact_id) REFERENCES contact (book_id, id)
);
CREATE INDEX important_date_by_customer ON important_date (book_id, customer_id, id);
CREATE INDEX important_date_by_contact ON important_date (book_id, contact_id) WHERE contact_id IS NOT NULL;
CREATE INDEX important_date_by_day ON important_date (book_id, month_day, id);
