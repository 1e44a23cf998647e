// What stands beside the body of every statement that some documents have ever made, for queries to filter by:
// the kind as a query finds it, then what is lifted out of the body. SQLite looks into the body itself.
// documents -> sid, recorded_from, valid_from, kind, action, aspect, complete, denied, entryStatus, measure,
// predicate, refused, region, relation, status
UNWIND $documents AS document
MATCH (s:Statement {document: document})
RETURN s.sid, s.recordedFrom, s.validFrom, [label IN labels(s) WHERE label <> 'Statement'][0], s.action, s.aspect,
  s.complete, s.denied, s.entryStatus, s.measure, s.predicate, s.refused, s.region,
  s.relation, s.status
ORDER BY s.document, s.sid, s.recordedFrom, s.validFrom
