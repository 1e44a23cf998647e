-- For a publish: the open rows of some documents.
-- documents -> document, sid, valid_from, valid_to, recorded_from, is_edge
SELECT document, sid, valid_from, valid_to, recorded_from, 0 AS is_edge
FROM statement
WHERE document IN (SELECT value FROM json_each(:documents)) AND recorded_to = 2147483647
UNION ALL
SELECT document, sid, valid_from, valid_to, recorded_from, 1
FROM edge
WHERE document IN (SELECT value FROM json_each(:documents)) AND recorded_to = 2147483647
