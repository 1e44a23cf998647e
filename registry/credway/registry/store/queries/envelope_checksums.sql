-- The checksums that were taken of the envelopes of some documents when they were stored.
-- documents -> document, version, checksum (SHA-256)
SELECT e.document, e.version, e.checksum
FROM json_each(:documents) x
CROSS JOIN envelope e ON e.document = x.value
ORDER BY e.document, e.version
