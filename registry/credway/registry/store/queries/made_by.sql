-- Between which versions of the projection the rows of the graph were made: null where nothing was published, 0 from
-- when a graph is dropped until it is made again. One row.
-- (no parameters) -> oldest, newest
SELECT oldest_projection, newest_projection FROM meta WHERE one = 1
