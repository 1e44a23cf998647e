-- Write, once for each row: end the recorded time of an open alias; SQLite is given the thing by its internal number.
-- alias, scheme, target_id, document, recorded_from, recorded_to
UPDATE alias SET recorded_to = :recorded_to
WHERE alias = :alias AND scheme = :scheme AND thing = :target_id AND document = :document
  AND recorded_from = :recorded_from AND recorded_to = 2147483647
