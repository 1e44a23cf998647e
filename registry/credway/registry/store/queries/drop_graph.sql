-- Write: delete everything that can be rebuilt from the envelopes; indexes follow.
-- (no parameters)
DELETE FROM classified;
DELETE FROM link;
DELETE FROM statement;
DELETE FROM edge;
DELETE FROM alias;
DELETE FROM resource;
DELETE FROM thing;
INSERT INTO thing_search (thing_search) VALUES ('delete-all');
