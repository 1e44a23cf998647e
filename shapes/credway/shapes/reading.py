"""Reading a document: bytes to triples, the IRI that it is kept under, and what it may speak for."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from pyoxigraph import NamedNode, Triple

from credway.ontology.namespaces import fold
from credway.shapes.documents import Document
from credway.shapes.engine import Result
from credway.shapes.identity import document_iri
from credway.shapes.limits import Limits
from credway.shapes.pointers import locator
from credway.shapes.preflight import Checked, check, refuse_large
from credway.shapes.rdf import triples_of
from credway.shapes.verdict import Finding

_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"


@dataclass(frozen=True, slots=True)
class Reading:
    """A parsed document: its IRI, its triples, and the IRIs that it speaks of.

    `types` are the classes of each subject with an IRI, in one spelling. `described` are those
    subjects under the document's own authority, `foreign` the others. `findings` were found before
    there was a graph; `place` finds a result in the document's JSON.
    """

    iri: str
    triples: Sequence[Triple]
    types: Mapping[str, frozenset[str]]
    described: frozenset[str]
    foreign: frozenset[str]
    findings: tuple[Finding, ...]
    place: Callable[[Result], str | None]


def read(document: Document, limits: Limits, base: str) -> Reading:
    """Read a document; one that names no IRI gets one under `base`. Raises Fatal or Unreadable."""
    checked: Checked | None = None
    if document.is_json:
        checked = check(document, limits)
    else:
        refuse_large(document, limits)
    triples = triples_of(document, checked, limits)
    iri = document_iri(checked.data if checked else None, triples, base)
    types: dict[str, set[str]] = {}
    for triple in triples:
        if isinstance(triple.subject, NamedNode):
            held = types.setdefault(triple.subject.value, set())
            if triple.predicate.value == _TYPE and isinstance(triple.object, NamedNode):
                held.add(fold(triple.object.value))
    authority = authority_of(iri)
    described = frozenset(s for s in types if authority_of(s) == authority)
    return Reading(
        iri=iri,
        triples=triples,
        types={subject: frozenset(held) for subject, held in types.items()},
        described=described,
        foreign=frozenset(types) - described,
        findings=tuple(checked.findings) if checked else (),
        place=locator(checked.data if checked else None, document.pointer),
    )


def authority_of(iri: str) -> str:
    """Say who may speak for an IRI: its host, else its scheme."""
    parts = urlsplit(iri)
    return parts.netloc.lower() if parts.netloc else iri.partition(":")[0]
