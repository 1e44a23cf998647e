// Documents that have been published, in order, after a position.
// after, limit -> document
MATCH (e:Envelope)
WHERE e.document > $after AND e.version > 0
WITH DISTINCT e.document AS document
ORDER BY document
LIMIT $limit
RETURN collect([document]) AS rows
