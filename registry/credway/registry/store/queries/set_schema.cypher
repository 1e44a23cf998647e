// Write: the version of the schema that the store now has.
// schema
MATCH (m:Meta {one: 1})
SET m.schema = $schema
