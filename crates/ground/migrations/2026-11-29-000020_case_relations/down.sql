DROP TABLE case_transition;
DROP TABLE survey;
DROP TABLE case_remedy;
DROP TABLE case_link;
DROP INDEX service_case_by_product ON service_case;
DROP INDEX service_case_by_survivor ON service_case;
ALTER TABLE service_case DROP COLUMN root_cause_id;
ALTER TABLE service_case DROP COLUMN product_id;
ALTER TABLE service_case DROP COLUMN merged_into_id;
