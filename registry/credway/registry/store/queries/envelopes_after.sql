-- Envelopes after a position, in order, with their bodies.
-- n, ord (the position), limit -> document, version, n, ord, digest, mode, outcome, published_at, media_type,
-- publisher, effective_from, corrects, withdrawn, reason, superseded_by, projection, body
SELECT document, version, n, ord, digest, mode, outcome, published_at, media_type, publisher,
  effective_from, corrects, withdrawn, reason, superseded_by, projection, body
FROM envelope
WHERE (n, ord) > (:n, :ord)
ORDER BY n, ord
LIMIT :limit
