// Which document describes a resource; a document describes itself.
// ids (resources or documents), n -> asked, document
UNWIND $ids AS id
CALL (id) {
  MATCH (r:Described {iri: id})
  RETURN r.document AS document
  UNION
  MATCH (e:Envelope)
  WHERE e.document = id AND e.version > 0 AND e.n <= $n
  RETURN e.document AS document
}
WITH DISTINCT id, document
ORDER BY id, document
RETURN collect([id, document]) AS rows
