"""From the triples of a document to things, statements, edges and aliases."""

from credway.registry.projection.project import PROJECTION_VERSION, project

__all__ = ["PROJECTION_VERSION", "project"]
