-- Every period is written twice: when it begins, and when it ends. With room on its page, the second time no index is
-- written.
alter table publication_period set (fillfactor = 60);
