// The checksums that were taken of the envelopes of some documents when they were stored.
// documents -> document, version, checksum (SHA-256)
UNWIND $documents AS document
MATCH (e:Envelope)
WHERE e.document = document AND e.version > 0
WITH e
ORDER BY e.document, e.version
RETURN collect([e.document, e.version, e.checksum]) AS rows
