DROP TABLE contact_apart;
DROP TABLE contact_merge_part;
DROP TABLE contact_merge;
DROP INDEX contact_by_merged_into ON contact;
ALTER TABLE contact DROP COLUMN merged_into;
