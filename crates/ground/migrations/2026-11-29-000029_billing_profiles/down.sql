DROP TABLE invoice_party;
DROP TABLE invoice_profile;
