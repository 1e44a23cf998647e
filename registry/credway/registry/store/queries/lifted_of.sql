-- What stands beside the body of every statement that some documents have ever made, for queries to filter by:
-- the kind as a query finds it, then what is lifted out of the body. SQLite looks into the body itself.
-- documents -> sid, recorded_from, valid_from, kind, action, aspect, complete, denied, entryStatus, measure,
-- predicate, refused, region, relation, status
SELECT sid, recorded_from, valid_from, kind, body ->> 'action', body ->> 'aspect', body ->> 'complete',
  body ->> 'denied', body ->> 'entryStatus', body ->> 'measure', body ->> 'predicate', body ->> 'refused',
  body ->> 'region', body ->> 'relation', body ->> 'status'
FROM (
  SELECT s.document, s.sid, s.recorded_from, s.valid_from, s.kind,
    CASE WHEN json_valid(s.body) THEN s.body ELSE '{}' END AS body
  FROM json_each(:documents) x
  CROSS JOIN statement s ON s.document = x.value
)
ORDER BY document, sid, recorded_from, valid_from
