-- Write, once for each row: the envelope of one version.
-- document, version, n, ord, digest, mode, outcome, published_at, media_type, publisher, effective_from, corrects,
-- withdrawn, reason, superseded_by, projection, body, checksum (SHA-256)
INSERT INTO envelope VALUES (:document, :version, :n, :ord, :digest, :mode, :outcome, :published_at, :media_type,
  :publisher, :effective_from, :corrects, :withdrawn, :reason, :superseded_by, :projection, :body, :checksum)
