-- For a publish: which documents describe some resources, and which of these are reference records.
-- resources -> resource, document, reference_only
SELECT r.iri, r.document, t.reference_only
FROM json_each(:resources) x
CROSS JOIN resource r ON r.iri = x.value
CROSS JOIN thing t ON t.iri = r.iri
