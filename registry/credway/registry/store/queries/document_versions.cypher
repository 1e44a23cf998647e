// Versions of some documents without their bodies, as recorded at n.
// ids (documents), n -> document, version, n, digest, mode, outcome, published_at, publisher, effective_from,
//   corrects, withdrawn, reason, superseded_by, media_type
UNWIND $ids AS id
MATCH (e:Envelope)
WHERE e.document = id AND e.version > 0 AND e.n <= $n
WITH e
ORDER BY e.document, e.version
RETURN collect([e.document, e.version, e.n, e.digest, e.mode, e.outcome, e.publishedAt, e.publisher, e.effectiveFrom, e.corrects,
  e.withdrawn, e.reason, e.supersededBy, e.mediaType]) AS rows
