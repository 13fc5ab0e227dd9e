-- When a note on a case was shown to the customer, where that was later than it was written.

ALTER TABLE case_note ADD COLUMN published_at INSTANT;
