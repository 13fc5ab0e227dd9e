DROP TABLE customer_merge_part;
DROP TABLE customer_merge;
DROP INDEX customer_by_merged_into ON customer;
ALTER TABLE customer DROP COLUMN merged_into;
