// Every statement that some documents have ever made.
// documents -> sid, kind, key, document, version, asserted_by, valid_from, valid_to, stated, recorded_from,
// recorded_to, subject, place, number, body, links (as [role, target, ord])
UNWIND $documents AS document
MATCH (s:Statement {document: document})
RETURN s.sid, s.kind, s.key, s.document, s.version, s.assertedBy, s.validFrom, s.validTo, s.stated,
  s.recordedFrom, s.recordedTo, s.subject, s.place, s.number, s.body,
  COLLECT { MATCH (s)-[k]->(o:Thing) RETURN [type(k), o.iri, k.ord] }
ORDER BY s.document, s.sid, s.recordedFrom, s.validFrom
