DROP TABLE customer_parent;
DROP TABLE customer_credit;
ALTER TABLE book DROP COLUMN credit_check;
