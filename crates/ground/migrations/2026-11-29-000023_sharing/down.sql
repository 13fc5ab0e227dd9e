DROP TABLE customer_lock;
DROP TABLE customer_collaborator;
