// What belongs to no document: rows of documents never published, and anything that lacks an end.
// limit -> what (statement | link | edge | alias | resource), its sid, alias or IRI, document
CALL () {
  MATCH (s:Statement)
  WHERE NOT EXISTS { MATCH (v:Envelope) WHERE v.document = s.document AND v.version > 0 }
  RETURN 'statement' AS what, s.sid AS name, s.document AS document
  UNION
  MATCH (s:Statement)-[l]->(t)
  WHERE NOT t:Thing
  RETURN 'link' AS what, s.sid AS name, s.document AS document
  UNION
  MATCH (a:Thing)-[e]->(b)
  WHERE NOT b:Thing
    OR NOT EXISTS { (a)<-[:LINKS_FROM]-(:Document {iri: e.document}) }
    OR NOT EXISTS { MATCH (v:Envelope) WHERE v.document = e.document AND v.version > 0 }
  RETURN 'edge' AS what, e.sid AS name, e.document AS document
  UNION
  MATCH (a:Alias)
  WHERE NOT EXISTS { (a)-[:NAMES]->(:Thing {iri: a.thing}) }
    OR NOT EXISTS { MATCH (v:Envelope) WHERE v.document = a.document AND v.version > 0 }
  RETURN 'alias' AS what, a.alias AS name, a.document AS document
  UNION
  MATCH (r:Described)
  WHERE NOT EXISTS { MATCH (v:Envelope) WHERE v.document = r.document AND v.version > 0 }
  RETURN 'resource' AS what, r.iri AS name, r.document AS document
}
RETURN what, name, document ORDER BY what, name, document LIMIT $limit
