-- Texts in fields of a book's own by which the search finds their records. Whether one is searched
-- never changes, so the index is as the values are.
ALTER TABLE custom_field ADD COLUMN is_searchable BOOL NOT NULL DEFAULT FALSE;
