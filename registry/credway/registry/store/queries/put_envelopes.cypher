// Write, all rows at once: the envelopes of some versions.
// rows: document, version, n, ord, digest, mode, outcome, published_at, media_type, publisher, effective_from,
// corrects, withdrawn, reason, superseded_by, projection, body, checksum (SHA-256) -> written
UNWIND $rows AS row
CREATE (e:Envelope {
  document: row.document, version: row.version, n: row.n, ord: row.ord, digest: row.digest, mode: row.mode,
  outcome: row.outcome, publishedAt: row.published_at, mediaType: row.media_type, publisher: row.publisher,
  effectiveFrom: row.effective_from, corrects: row.corrects, withdrawn: row.withdrawn, reason: row.reason,
  supersededBy: row.superseded_by, projection: row.projection, body: row.body, checksum: row.checksum
})
RETURN count(*) AS written
