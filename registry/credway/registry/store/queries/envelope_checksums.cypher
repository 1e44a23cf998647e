// The checksums that were taken of the envelopes of some documents when they were stored.
// documents -> document, version, checksum (SHA-256)
UNWIND $documents AS document
MATCH (e:Envelope)
WHERE e.document = document AND e.version > 0
RETURN e.document, e.version, e.checksum
ORDER BY e.document, e.version
