-- Changes get the positions that V5 left open, and tell which running process made them.

-- Of the process, not of the machine: a new one at each start, so that a node knows what it has seen to itself. Null for
-- what was written before there was this column.
alter table change add column node uuid;

-- Nobody has read the log by position yet, so the order of the ids is as good as any for what is there. All at once, and
-- counted anew: as long as the planner believes that every row waits for its position, it goes through the table to find
-- one, instead of the index of those that do.
update change c set position = n.position
from (select id, row_number() over (order by id) as position from change) n
where c.id = n.id;

analyze change;
