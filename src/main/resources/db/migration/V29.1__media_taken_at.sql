-- When a picture was taken, as its file or an editor says.

alter table media add column taken_at timestamptz check (isfinite(taken_at));
