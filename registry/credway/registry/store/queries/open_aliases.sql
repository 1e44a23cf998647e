-- Write, once for each row: another spelling of a thing; SQLite is given the thing by its internal number.
-- alias, scheme, target_id, document, recorded_from, recorded_to
INSERT INTO alias VALUES (:alias, :scheme, :target_id, :document, :recorded_from, :recorded_to)
