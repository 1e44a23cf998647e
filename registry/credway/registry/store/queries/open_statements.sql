-- Write, once for each row: a statement, without its links.
-- sid, kind, key, document, version, asserted_by, subject, valid_from, valid_to, stated, recorded_from, recorded_to,
-- place, number, body
INSERT INTO statement VALUES (NULL, :sid, :kind, :key, :document, :version, :asserted_by, :subject, :valid_from,
  :valid_to, :stated, :recorded_from, :recorded_to, :place, :number, :body)
