// Nothing: SQLite notes here what is said of things by concept in the order of lists. On Neo4j a page that starts at an
// occupation or a cluster follows the links of the concept, as before.
