-- only sqlite, postgres
DROP INDEX invoice_by_corrected ON invoice;
DROP INDEX task_by_invoice ON task;
DROP INDEX service_case_by_invoice ON service_case;
DROP INDEX service_case_by_contact ON service_case;
-- end
