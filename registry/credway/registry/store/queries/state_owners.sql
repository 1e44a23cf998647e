-- For a publish: which documents describe some resources, and which of these are reference records.
-- resources -> resource, document, reference_only
SELECT r.iri, r.document, t.reference_only
FROM resource r JOIN thing t ON t.iri = r.iri
WHERE r.iri IN (SELECT value FROM json_each(:resources))
