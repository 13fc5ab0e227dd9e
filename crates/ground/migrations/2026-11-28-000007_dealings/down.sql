DROP INDEX customer_by_next_contact ON customer;
DROP INDEX customer_by_last_contact ON customer;
DROP TABLE customer_plan;
ALTER TABLE customer DROP COLUMN next_contact_on;
ALTER TABLE customer DROP COLUMN last_contact_on;
ALTER TABLE customer DROP COLUMN last_dealing_id;
DROP TABLE dealing_operator;
DROP TABLE dealing_contact;
DROP TABLE dealing;
