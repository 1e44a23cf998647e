// For a publish: every version of some documents, oldest first.
// documents -> document, version, n, ord, digest, mode, outcome, published_at, media_type,
// publisher, effective_from, corrects, withdrawn, reason, superseded_by, projection, body
UNWIND $documents AS document
MATCH (e:Envelope)
WHERE e.document = document AND e.version > 0
WITH e
ORDER BY e.document, e.version
RETURN collect([e.document, e.version, e.n, e.ord, e.digest, e.mode, e.outcome, e.publishedAt, e.mediaType, e.publisher,
  e.effectiveFrom, e.corrects, e.withdrawn, e.reason, e.supersededBy, e.projection, e.body]) AS rows
