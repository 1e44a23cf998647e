// The bytes of one version of a document as published.
// id (document), version, n -> body
MATCH (e:Envelope {document: $id, version: $version})
WHERE e.n <= $n
RETURN e.body
