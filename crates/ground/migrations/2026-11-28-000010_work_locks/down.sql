DROP TABLE work_lock;
