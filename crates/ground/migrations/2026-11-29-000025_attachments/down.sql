DROP TABLE attachment_policy;
DROP TABLE attachment_part;
DROP TABLE attachment_content;
DROP TABLE attachment;
