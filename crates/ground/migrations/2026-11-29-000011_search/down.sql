DROP TABLE search_gram;
DROP TABLE search_doc;
DROP TABLE search_book;
