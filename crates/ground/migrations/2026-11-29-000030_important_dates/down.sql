DROP TABLE important_date;
