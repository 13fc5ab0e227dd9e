-- What was imported before is known again: files by their content, lines by what they say.

ALTER TABLE import_run ADD COLUMN content BYTES(32);
CREATE INDEX import_run_by_content ON import_run (book_id, content) WHERE content IS NOT NULL;

-- A line of an imported file that was booked. The key holds two imports of one line at once apart.
CREATE TABLE import_line (
    book_id INT NOT NULL,
    digest BYTES(16) NOT NULL, -- of what the line says
    copy INT NOT NULL, -- 0 for the first line that says it, 1 for the next
    import_id INT NOT NULL,
    line INT NOT NULL, -- of the file
    record_id INT NOT NULL, -- what it was booked as: payment, invoice or opening item
    PRIMARY KEY (book_id, digest, copy),
    FOREIGN KEY (book_id, import_id) REFERENCES import_run (book_id, id)
);
CREATE INDEX import_line_by_import ON import_line (book_id, import_id, digest, copy);
