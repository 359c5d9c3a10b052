-- A correction rewrites one row of each of these tables. By default a table is gone through, with all its indexes, when a
-- fifth of it was rewritten, and judged anew at a tenth; publication_search at three tenths (V17), but not its words. Under
-- seventy corrections a second on ten thousand articles that was a sixth of the database's work. Half as often costs a
-- fifth more room at most, and estimates that are hardly older.

alter table article set (autovacuum_vacuum_scale_factor = 0.4, autovacuum_analyze_scale_factor = 0.3);
alter table publication set (autovacuum_vacuum_scale_factor = 0.4, autovacuum_analyze_scale_factor = 0.3);
alter table publication_search set (autovacuum_vacuum_scale_factor = 0.5, autovacuum_analyze_scale_factor = 0.5,
    toast.autovacuum_vacuum_scale_factor = 0.5);
