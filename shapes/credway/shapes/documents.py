"""A document as it arrives: its bytes, where they came from, what they are written in."""

from dataclasses import dataclass
from typing import Final

JSON_LD: Final = "application/ld+json"
JSON: Final = "application/json"
TURTLE: Final = "text/turtle"
N_TRIPLES: Final = "application/n-triples"
N_QUADS: Final = "application/n-quads"
RDF_XML: Final = "application/rdf+xml"

MEDIA_TYPES: Final = (JSON_LD, JSON, TURTLE, N_TRIPLES, N_QUADS, RDF_XML)
"""The syntaxes that are read."""

ENDINGS: Final = {
    ".json": JSON_LD,
    ".jsonld": JSON_LD,
    ".ttl": TURTLE,
    ".nt": N_TRIPLES,
    ".nq": N_QUADS,
    ".rdf": RDF_XML,
    ".xml": RDF_XML,
    ".owl": RDF_XML,
}
"""What a file is written in, by the end of its name."""


@dataclass(frozen=True, slots=True)
class Document:
    """Bytes with their origin.

    `origin` is what messages name (a file, a row, a URL of a request); `pointer` prefixes JSON
    pointers where the document was one part of a larger file, in whose line `line` it begins.
    `effective_from` is the first day that what carried it states, such as a line of an export.
    """

    body: bytes
    origin: str = "document"
    media_type: str = JSON_LD
    pointer: str = ""
    line: int = 1
    effective_from: str | None = None

    @property
    def is_json(self) -> bool:
        """Whether the document is JSON-LD, under either of its names."""
        return self.media_type in (JSON_LD, JSON)
