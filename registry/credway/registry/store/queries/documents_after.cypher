// Documents that have been published, in order, after a position.
// after, limit -> document
MATCH (e:Envelope)
WHERE e.document > $after AND e.version > 0
RETURN DISTINCT e.document AS document ORDER BY document LIMIT $limit
