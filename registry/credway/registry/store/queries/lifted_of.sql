-- What stands beside the body of every statement that some documents have ever made, for queries to filter by:
-- the kind as a query finds it, then what is lifted out of the body. SQLite looks into the body itself.
-- documents -> sid, recorded_from, valid_from, kind, action, aspect, complete, denied, entryStatus, measure,
-- predicate, relation
SELECT s.sid, s.recorded_from, s.valid_from, s.kind, s.body ->> 'action', s.body ->> 'aspect', s.body ->> 'complete',
  s.body ->> 'denied', s.body ->> 'entryStatus', s.body ->> 'measure', s.body ->> 'predicate', s.body ->> 'relation'
FROM json_each(:documents) x
CROSS JOIN statement s ON s.document = x.value
ORDER BY s.document, s.sid, s.recorded_from, s.valid_from
