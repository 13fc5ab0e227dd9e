DROP TABLE case_assignment;
DROP TABLE absence;
DROP TABLE assignment_rule;
DROP TABLE assignment_policy;
