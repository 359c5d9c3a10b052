-- Lists of the past read publication_period itself: its arrays of term ids, and term_former for terms that were merged
-- since. They are archive queries, so that a publication needn't write a row for each term of each period.
drop trigger publication_period_went on publication_period;
drop function forget_period_terms();
drop table publication_period_term;
alter table publication_period drop column filed_with;
