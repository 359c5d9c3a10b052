-- Lists of the past read publication_period itself, and term_former for terms that were merged since. They are archive
-- queries, so that a publication needn't write a row for each term of each period.
drop trigger publication_period_went on publication_period;
drop function forget_period_terms();
drop table publication_period_term;
alter table publication_period drop column filed_with;

-- For terms that few articles have. With a frequent one, PostgreSQL reads an index by date and filters.
create index publication_period_by_term on publication_period using gin ((tag_ids || author_ids || section_id));
