"""What a document describes: its things, and which of them are its own; the same for a replay."""

from collections.abc import Mapping
from dataclasses import dataclass

from pyoxigraph import Literal

from credway.ontology.namespaces import expand
from credway.registry.envelope import Envelope
from credway.registry.graph import SHARED, Projection
from credway.registry.projection import project
from credway.registry.projection.draft import label_of
from credway.shapes.documents import Document
from credway.shapes.identity import CTID
from credway.shapes.limits import STORED
from credway.shapes.reading import Reading, read
from credway.shapes.statements import plain, statements

_REFERENCE = expand("credway:ReferenceRecord")


@dataclass(frozen=True, slots=True)
class Things:
    """What a document describes under its own authority.

    `all` are things and not claims, `owned` those of them that no other document may describe.
    `reference` is true where each owned thing is a reference record. `ctids` are the CTIDs of what is
    owned, each with its thing.
    """

    all: frozenset[str]
    owned: frozenset[str]
    reference: bool
    ctids: Mapping[str, str]


def things_of(reading: Reading) -> Things:
    """Say which things a document describes."""
    labels = {s: label_of(reading.types[s]) for s in reading.described}
    things = frozenset(s for s, label in labels.items() if label is not None)
    owned = frozenset(s for s in things if labels[s] not in SHARED)
    reference = bool(owned) and all(_REFERENCE in reading.types[s] for s in owned)
    return Things(things, owned, reference, _ctids(reading, owned))


def _ctids(reading: Reading, owned: frozenset[str]) -> Mapping[str, str]:
    found = {}
    for subject, name, _, triple in statements(reading.triples).rows:
        if name.endswith("/ctid") and isinstance(triple.object, Literal) and plain(subject) in owned:
            ctid = triple.object.value.lower()
            if CTID.fullmatch(ctid):
                found[ctid] = plain(subject)
    return found


def read_stored(document: Document, base: str) -> Reading:
    """Read a document that was accepted before. Raises Fatal or Unreadable."""
    return read(document, STORED, base)


def projected(envelope: Envelope, base: str) -> Projection:
    """Project an envelope again from its bytes; a withdrawn version is empty."""
    if envelope.withdrawn:
        return Projection(envelope.document)
    reading = read_stored(Document(envelope.body, envelope.document, envelope.media_type), base)
    return project(envelope.document, reading.triples, reading.described)
