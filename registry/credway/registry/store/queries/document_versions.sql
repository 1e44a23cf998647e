-- Versions of some documents without their bodies, as recorded at n.
-- ids (documents), n -> document, version, n, digest, mode, outcome, published_at, publisher, effective_from,
--   corrects, withdrawn, reason, superseded_by, media_type
SELECT document, version, n, digest, mode, outcome, published_at, publisher, effective_from, corrects,
  withdrawn, reason, superseded_by, media_type
FROM envelope
WHERE document IN (SELECT value FROM json_each(:ids)) AND n <= :n
ORDER BY document, version
