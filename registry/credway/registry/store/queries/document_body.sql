-- The bytes of one version of a document as published.
-- id (document), version, n -> body
SELECT body FROM envelope WHERE document = :id AND version = :version AND n <= :n
