-- Write, once for each row: end the recorded time of an open statement.
-- sid, recorded_from, valid_from, recorded_to
UPDATE statement SET recorded_to = :recorded_to
WHERE sid = :sid AND recorded_from = :recorded_from AND valid_from = :valid_from AND recorded_to = 2147483647
