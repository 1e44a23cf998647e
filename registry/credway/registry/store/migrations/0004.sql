-- Between which versions of the projection the rows of the graph were made: both are null where nothing was published,
-- and 0 from when the graph is dropped until it is made again. What stood before was made by no older version than the
-- oldest that an envelope names; whether it was made again since, nobody noted.
ALTER TABLE meta ADD COLUMN oldest_projection INTEGER;
ALTER TABLE meta ADD COLUMN newest_projection INTEGER;

UPDATE meta SET (oldest_projection, newest_projection) = (SELECT min(projection), max(projection) FROM envelope);
