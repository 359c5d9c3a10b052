-- A correction rewrites one row of each of these tables. By default each is gone through when a fifth of it was rewritten,
-- with all its indexes, and judged anew at a tenth: under seventy corrections a second on ten thousand articles that was
-- a sixth of the database's work. Twice as rarely, for at most a third more room and estimates that are hardly older.

alter table article set (autovacuum_vacuum_scale_factor = 0.4, autovacuum_analyze_scale_factor = 0.3);
alter table publication set (autovacuum_vacuum_scale_factor = 0.4, autovacuum_analyze_scale_factor = 0.3);
alter table publication_search set (autovacuum_vacuum_scale_factor = 0.5, autovacuum_analyze_scale_factor = 0.5,
    toast.autovacuum_vacuum_scale_factor = 0.5);
