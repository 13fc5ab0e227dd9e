DROP TABLE customer_apart;
ALTER TABLE book DROP COLUMN duplicate_stop;
ALTER TABLE book DROP COLUMN duplicate_warn;
