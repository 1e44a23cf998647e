// What no write of ours can have left: what does not fit together in the store's own shape.
// limit -> what, where, how
// Labels, properties and relationships that do not fit what they belong to.
CALL () {
  MATCH (t:Thing)
  WHERE any(label IN labels(t) WHERE NOT label IN ['Thing', t.label]) OR NOT t.label IN labels(t)
  RETURN 'thing' AS what, t.iri AS name, 'its label is ' + t.label + ', and it is found as ' + reduce(
    text = '', label IN labels(t) | text + ':' + label) AS how
  UNION
  MATCH (s:Statement)
  WHERE any(label IN labels(s) WHERE NOT label IN ['Statement', s.kind])
  RETURN 'statement' AS what, s.sid AS name, 'its kind is ' + s.kind + ', and it is found as ' + reduce(
    text = '', label IN labels(s) | text + ':' + label) AS how
  UNION
  MATCH (x:Alias|Document|Described|Envelope|Meta|Visible)
  WHERE size(labels(x)) <> 1
  RETURN 'node' AS what, coalesce(x.iri, x.alias, x.document, 'registry') AS name, 'it is found as ' + reduce(
    text = '', label IN labels(x) | text + ':' + label) AS how
  UNION
  MATCH (a:Alias)
  WHERE count { (a)-->() } <> 1
  RETURN 'alias' AS what, a.alias AS name, 'it names ' + count { (a)-->() } + ' things' AS how
  UNION
  MATCH (d:Document)-[l]->(a)
  WHERE type(l) <> 'LINKS_FROM' OR NOT a:Thing OR NOT EXISTS { (a)-[e]->(:Thing) WHERE e.document = d.iri }
  RETURN 'document' AS what, d.iri AS name, 'no link of it leaves ' + coalesce(a.iri, 'what it points at') AS how
  UNION
  MATCH (d:Document)-[l]->(a)
  WITH d, a, count(l) AS many
  WHERE many > 1
  RETURN 'document' AS what, d.iri AS name, 'it points ' + many + ' times at ' + coalesce(a.iri, '') AS how
  UNION
  MATCH (d:Document)
  WHERE NOT EXISTS { (d)-->() }
  RETURN 'document' AS what, d.iri AS name, 'no link of it is there' AS how
  UNION
  MATCH (x)
  WHERE NOT x:Thing|Statement|Alias|Document|Described|Envelope|Meta|Visible
  RETURN 'node' AS what, elementId(x) AS name, 'nothing reads it, its labels are ' + reduce(
    text = '', label IN labels(x) | text + ':' + label) AS how
  UNION
  MATCH (x:Described|Envelope|Meta|Visible)--()
  RETURN 'node' AS what, coalesce(x.iri, x.document, 'registry') AS name, 'a relationship begins or ends at it' AS how
  UNION
  MATCH (x:Thing|Statement|Alias|Document|Described|Envelope)
  WITH x, [key IN keys(x) WHERE NOT key IN CASE
    WHEN x:Thing THEN ['iri', 'label', 'types', 'name', 'ctid', 'referenceOnly', 'sort', 'search',
      'issuerSince', 'occupationSince', 'clusterSince', 'statedFrom']
    WHEN x:Statement THEN ['sid', 'kind', 'key', 'document', 'version', 'assertedBy', 'subject', 'validFrom', 'validTo',
      'stated', 'recordedFrom', 'recordedTo', 'place', 'number', 'body', 'action', 'aspect', 'complete', 'denied',
      'entryStatus', 'measure', 'predicate', 'refused', 'region', 'relation', 'status']
    WHEN x:Alias THEN ['alias', 'scheme', 'thing', 'document', 'recordedFrom', 'recordedTo']
    WHEN x:Envelope THEN ['document', 'version', 'n', 'ord', 'digest', 'mode', 'outcome', 'publishedAt', 'mediaType',
      'publisher', 'effectiveFrom', 'corrects', 'withdrawn', 'reason', 'supersededBy', 'projection', 'body', 'checksum']
    ELSE ['iri', 'document'] END] AS more
  WHERE size(more) > 0
  RETURN 'node' AS what, coalesce(x.iri, x.sid, x.alias, x.document) AS name, 'nothing reads its property ' + more[0] AS how
  UNION
  MATCH (a:Statement|Thing)-[l]->(:Thing)
  WITH a, l, [key IN keys(l) WHERE NOT key IN CASE WHEN a:Statement THEN ['ord'] ELSE ['sid', 'document', 'version',
    'assertedBy', 'validFrom', 'validTo', 'stated', 'recordedFrom', 'recordedTo'] END] AS more
  WHERE size(more) > 0
  RETURN CASE WHEN a:Statement THEN 'link' ELSE 'edge' END AS what, coalesce(l.sid, a.sid) AS name,
    'nothing reads its property ' + more[0] AS how
}
RETURN what, name, how ORDER BY what, name, how LIMIT $limit
