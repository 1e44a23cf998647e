-- Write, once for each row: a plain link between two things; SQLite is given both by their internal numbers.
-- sid, kind, source_id, target_id, document, version, asserted_by, valid_from, valid_to, stated, recorded_from,
-- recorded_to
INSERT INTO edge VALUES (NULL, :sid, :kind, :source_id, :target_id, :document, :version, :asserted_by, :valid_from,
  :valid_to, :stated, :recorded_from, :recorded_to)
