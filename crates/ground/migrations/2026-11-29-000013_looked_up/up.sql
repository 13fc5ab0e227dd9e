-- What names a contact or a document is found by it: before one is removed, SQLite and PostgreSQL
-- look for what still names it, and read the whole table where no index helps.

-- MySQL makes an index for each foreign key itself.
-- only sqlite, postgres
CREATE INDEX service_case_by_contact ON service_case (book_id, contact_id) WHERE contact_id IS NOT NULL;
CREATE INDEX service_case_by_invoice ON service_case (book_id, invoice_id) WHERE invoice_id IS NOT NULL;
CREATE INDEX task_by_invoice ON task (book_id, invoice_id) WHERE invoice_id IS NOT NULL;
CREATE INDEX invoice_by_corrected ON invoice (book_id, corrects_id) WHERE corrects_id IS NOT NULL;
-- end
