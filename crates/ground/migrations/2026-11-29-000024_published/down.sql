ALTER TABLE case_note DROP COLUMN published_at;
