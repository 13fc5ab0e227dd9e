DROP TABLE owner_change;
DROP TABLE pool_customer;
DROP TABLE pool_rule;
DROP TABLE pool_team;
DROP TABLE pool_operator;
DROP TABLE pool;
