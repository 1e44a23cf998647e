-- Documents of which a version was published after `since` and until n, in order, after a position.
-- after, since, limit, n -> document, how many such versions it has
SELECT document, count(*)
FROM envelope
WHERE document > :after AND n > :since AND n <= :n
GROUP BY document
ORDER BY document
LIMIT :limit
