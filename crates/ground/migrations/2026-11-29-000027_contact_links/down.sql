DROP TABLE contact_superior;
DROP TABLE contact_link;
ALTER TABLE contact DROP COLUMN decision_role;
