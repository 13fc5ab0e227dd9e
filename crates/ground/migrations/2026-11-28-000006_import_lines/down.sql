DROP TABLE import_line;
DROP INDEX import_run_by_content ON import_run;
ALTER TABLE import_run DROP COLUMN content;
