"""Reading a document: bytes to triples, its IRI, what it describes; the same for a replay."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from pyoxigraph import NamedNode, Triple

from credway.ontology.namespaces import expand, fold
from credway.registry.documents import JSON_LD, Document
from credway.registry.envelope import Envelope
from credway.registry.graph import Projection
from credway.registry.identity import document_iri
from credway.registry.pointers import locator
from credway.registry.preflight import Checked, check
from credway.registry.projection import project
from credway.registry.projection.draft import label_of
from credway.registry.rdf import triples_of
from credway.registry.settings import Settings
from credway.shapes.engine import Result
from credway.shapes.verdict import Finding

SHARED = ("ListEntry", "Source")
"""Things that several documents may describe: entries survive lists, sources are cited again."""

TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"


@dataclass(frozen=True, slots=True)
class Reading:
    """A parsed document: its IRI, its triples, and the IRIs it may speak for.

    `described` are subjects under the document's own authority, `foreign` the others, `things` those
    of `described` that are things and not claims, `owned` those of `things` that no other document
    may describe. `reference` is true where each owned thing is a reference record; `place` finds a
    result in the document's JSON.
    """

    iri: str
    triples: Sequence[Triple]
    described: frozenset[str]
    foreign: frozenset[str]
    things: frozenset[str]
    owned: frozenset[str]
    reference: bool
    findings: tuple[Finding, ...]
    place: Callable[[Result], str | None]


def read(document: Document, settings: Settings, base: str, *, local: bool) -> Reading:
    """Read a document. Raises preflight.Fatal or rdf.Unreadable."""
    checked: Checked | None = None
    if document.media_type in (JSON_LD, "application/json"):
        checked = check(document, settings, local=local)
    triples = triples_of(document, checked)
    iri = document_iri(checked.data if checked else None, triples, base)
    types: dict[str, set[str]] = {}
    for triple in triples:
        if isinstance(triple.subject, NamedNode):
            held = types.setdefault(triple.subject.value, set())
            if triple.predicate.value == TYPE and isinstance(triple.object, NamedNode):
                held.add(fold(triple.object.value))
    authority = _authority(iri)
    described = frozenset(s for s in types if _authority(s) == authority)
    labels = {s: label_of(frozenset(types[s])) for s in described}
    things = frozenset(s for s, label in labels.items() if label is not None)
    owned = frozenset(s for s in things if labels[s] not in SHARED)
    reference = bool(owned) and all(expand("credway:ReferenceRecord") in types[s] for s in owned)
    return Reading(
        iri=iri,
        triples=triples,
        described=described,
        foreign=frozenset(types) - described,
        things=things,
        owned=owned,
        reference=reference,
        findings=tuple(checked.findings) if checked else (),
        place=locator(checked.data if checked else None, document.pointer),
    )


def projected(envelope: Envelope, settings: Settings, base: str) -> Projection:
    """Project an envelope again from its bytes; a withdrawn version is empty."""
    if envelope.withdrawn:
        return Projection(envelope.document)
    document = Document(envelope.body, envelope.document, envelope.media_type)
    reading = read(document, settings, base, local=True)
    return project(envelope.document, reading.triples, reading.described)


def _authority(iri: str) -> str:
    parts = urlsplit(iri)
    return parts.netloc.lower() if parts.netloc else iri.partition(":")[0]
