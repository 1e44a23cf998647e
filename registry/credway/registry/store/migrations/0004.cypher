// Nothing to make: the registry's own facts say from here on between which versions of the projection the rows of the
// graph were made. `imported.cypher` notes it of what stood before.
