// Envelopes after a position, in order, with their bodies.
// n, ord (the position), limit -> document, version, n, ord, digest, mode, outcome, published_at, media_type,
// publisher, effective_from, corrects, withdrawn, reason, superseded_by, projection, body
MATCH (e:Envelope)
WHERE e.n >= $n AND e.ord >= 0 AND (e.n > $n OR e.ord > $ord)
RETURN e.document, e.version, e.n, e.ord, e.digest, e.mode, e.outcome, e.publishedAt, e.mediaType, e.publisher,
  e.effectiveFrom, e.corrects, e.withdrawn, e.reason, e.supersededBy, e.projection, e.body
ORDER BY e.n, e.ord
LIMIT $limit
