-- Write: the version of the schema that the store now has.
-- schema
UPDATE meta SET schema = :schema
