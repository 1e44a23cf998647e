"""The SHACL shapes that documents are checked against."""
