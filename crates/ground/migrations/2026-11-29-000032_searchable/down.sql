ALTER TABLE custom_field DROP COLUMN is_searchable;
