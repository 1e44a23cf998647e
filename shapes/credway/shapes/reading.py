"""Reading a document: bytes to triples, the IRI that it is kept under, and what it may speak for."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial
from typing import Any
from urllib.parse import urljoin, urlsplit

from pyoxigraph import Triple

from credway.ontology.namespaces import fold
from credway.shapes.documents import Document
from credway.shapes.engine import Result
from credway.shapes.folding import folded
from credway.shapes.identity import document_iri
from credway.shapes.limits import Limits
from credway.shapes.pointers import locator
from credway.shapes.preflight import check, refuse_large
from credway.shapes.rdf import Unreadable, graph_of, triples_of
from credway.shapes.refusals import Fatal
from credway.shapes.spelling import canonical, home_of
from credway.shapes.statements import is_iri, plain, statements
from credway.shapes.values import Checked
from credway.shapes.verdict import Finding


@dataclass(frozen=True, slots=True)
class Reading:
    """A parsed document: its IRI, its triples, and the IRIs that it speaks of.

    `triples` are in one spelling of IRIs and CTIDs, `published` as they were written, which is what is
    hashed and exported. `types` are the classes of each subject with an IRI, in one spelling.
    `described` are those subjects under the document's own authority, `foreign` the others. `findings`
    were found before there was a graph; `place` finds a result in the document's JSON, and `beside` says of
    places what explains a finding there.
    """

    iri: str
    triples: Sequence[Triple]
    published: Sequence[Triple]
    types: Mapping[str, frozenset[str]]
    described: frozenset[str]
    foreign: frozenset[str]
    findings: tuple[Finding, ...]
    place: Callable[[Result], str | None]
    beside: Mapping[str, str]


def read(document: Document, limits: Limits, base: str) -> Reading:
    """Read a document; one that names no IRI gets one under `base`. Raises Fatal or Unreadable."""
    checked: Checked | None = None
    if document.is_json:
        checked = check(document, limits)
    else:
        refuse_large(document, limits)
    try:
        published = triples_of(document, checked, limits)
    except Unreadable as error:
        grave = [each for each in checked.findings if each.severity == "Violation"] if checked else []
        if grave:  # what was found before has a place, which the parser does not know
            raise Fatal(grave[0]) from error
        raise
    data = checked.data if checked else None
    full = partial(_in_full, context=checked.context if checked else {})
    iri = document_iri(data, published, base, graph_of(document), full)
    triples, changes = folded(document, checked, published, iri)
    home = home_of(iri)
    named = statements(triples).described.items()
    types = {plain(subject): frozenset(classes) for subject, classes in named if is_iri(subject)}
    authority = authority_of(fold(iri))
    described = frozenset(s for s in types if authority_of(fold(s)) == authority)
    return Reading(
        iri=iri,
        triples=triples,
        published=published,
        types=types,
        described=described,
        foreign=frozenset(types) - described,
        findings=(*(checked.findings if checked else ()), *changes),
        place=locator(
            data,
            document.pointer,
            triples,
            lambda text: canonical(full(text), home),
            checked.objects if checked else (),
        ),
        beside=checked.beside if checked else {},
    )


def _in_full(text: str, context: Mapping[str, Any]) -> str:
    """Write out an identifier that is short for another by the prefixes or the base of a context."""
    prefix, colon, rest = text.partition(":")
    if not colon:
        base = context.get("@base")
        return urljoin(base, text) if isinstance(base, str) else text
    namespace = context.get(prefix)
    return namespace + rest if isinstance(namespace, str) and not rest.startswith("//") else text


@lru_cache(maxsize=1024)
def authority_of(iri: str) -> str:
    """Say who may speak for an IRI: its host, else its scheme."""
    try:
        host = urlsplit(iri).netloc.lower()
    except ValueError:  # a host in brackets that is no address
        host = ""
    return host or iri.partition(":")[0]
