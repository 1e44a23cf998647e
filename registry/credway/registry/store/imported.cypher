// After an offline import: Neo4j's importer cannot write an empty list, and leaves the property out instead.
MATCH (t:Thing) WHERE t.types IS NULL
CALL (t) { SET t.types = [] } IN TRANSACTIONS OF 10000 ROWS
