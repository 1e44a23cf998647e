// Documents of which a version was published after `since` and until n, in order, after a position.
// after, since, limit, n -> document, how many such versions it has
MATCH (e:Envelope)
WHERE e.document > $after AND e.version > 0 AND e.n > $since AND e.n <= $n
WITH e.document AS document, count(*) AS versions
ORDER BY document
LIMIT $limit
RETURN collect([document, versions]) AS rows
