-- The website of a tag, an author or a section, as articles name it with an author. The text about an author (bio) needs no
-- column: it is the description, which terms of all kinds have.
alter table term add url text check (char_length(url) between 1 and 2000);
