-- Documents that have been published, in order, after a position.
-- after, limit -> document
SELECT DISTINCT document FROM envelope WHERE document > :after ORDER BY document LIMIT :limit
