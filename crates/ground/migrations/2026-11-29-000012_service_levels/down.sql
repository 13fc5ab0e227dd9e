DROP TABLE case_clock;
DROP TABLE service_policy;
ALTER TABLE case_note DROP COLUMN author;
