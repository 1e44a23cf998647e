-- For a publish: every version of some documents, oldest first.
-- documents -> document, version, n, ord, digest, mode, outcome, published_at, media_type,
-- publisher, effective_from, corrects, withdrawn, reason, superseded_by, projection, body
SELECT document, version, n, ord, digest, mode, outcome, published_at, media_type, publisher,
  effective_from, corrects, withdrawn, reason, superseded_by, projection, body
FROM envelope
WHERE document IN (SELECT value FROM json_each(:documents))
ORDER BY document, version
