"""The readable pages of a thing and of a document: who says what, where it was read, since when."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from starlette.requests import Request

from credway.ontology import schemes
from credway.ontology.projection import rules
from credway.registry.answers import words
from credway.registry.answers.asking import Asking
from credway.registry.answers.nodes import Body, body_of, documents, neighbours
from credway.registry.answers.portability.listing import Lists
from credway.registry.answers.said import Said
from credway.registry.answers.sentences import Mention
from credway.registry.answers.statements import statement_pages, statements_about
from credway.registry.errors import BadCursor
from credway.registry.projection import project
from credway.registry.reading import read_stored
from credway.server.finding import Found
from credway.server.negotiation import as_format
from credway.server.pages import registry_of, render
from credway.server.telling import as_said, by_kind, tell_all
from credway.shapes.documents import JSON_LD, N_TRIPLES, RDF_XML, TURTLE, Document

SHOWN_STATEMENTS = 100
SHOWN_LINKS = 60
SHOWN_BYTES = 2_000_000
"""How much of a thing or a document one page shows; the formats for programs have all of it."""
DATA = {"JSON-LD": JSON_LD, "Turtle": TURTLE, "N-Triples": N_TRIPLES, "RDF/XML": RDF_XML}
"""The formats for programs that a page leads to."""


@dataclass(frozen=True, slots=True)
class Connection:
    """Links of one type from or to a thing; `more` were left out."""

    label: str
    derived: bool
    others: Sequence[Mention]
    more: int


async def thing_page(request: Request, frame: Asking, found: Found) -> bytes:
    """Show a thing: its own description, what others say of it, its links, its document."""
    after = _position(request.query_params.get("after"))
    pages = await statement_pages(frame, [found.iri], first=SHOWN_STATEMENTS, after=after)
    page = pages[found.iri]
    concept = schemes.concept(found.iri)
    first = after is None
    further = [*await _own(frame, found), *await _lists(frame, concept)] if first else []
    told = await tell_all(frame, [*page.statements, *further])
    things = await frame.describe([found.iri])
    versions = (await documents(frame, [found.document]))[found.document] if found.document else []
    last = page.statements[-1] if page.more else None
    connections, whole = await _connections(frame, found.iri)
    response = render(
        "thing.html",
        request,
        thing=things[found.iri],
        concept=concept,
        scheme=schemes.schemes()[concept.scheme] if concept else None,
        groups=by_kind(told),
        total=None if page.total is None else page.total + len(further),
        after=f"{last.id}.{last.valid_from}" if last else None,
        first_page=first,
        connections=connections,
        whole=whole,
        document=found.document,
        version=versions[-1] if versions else None,
        formats=_formats(request) if found.document else [],
        frame=frame,
    )
    return bytes(response.body)


async def _own(frame: Asking, found: Found) -> Sequence[Said]:
    """What an award or an entry of a list says: it is of the thing itself, and no link names that."""
    if found.document is None:
        return ()
    about = await statements_about(frame, [found.iri], ["Award", "ListEntry"])
    linked = [{iri for targets in said.links.values() for iri in targets} for said in about[found.iri]]
    return [said for said, iris in zip(about[found.iri], linked, strict=True) if found.iri not in iris]


async def _lists(frame: Asking, concept: schemes.Concept | None) -> Sequence[Said]:
    """The lists of a state: they name it by its code and not by a link."""
    if concept is None or schemes.state(concept.iri) is None:
        return ()
    return (await Lists.read(frame, [concept.notation])).versions


async def document_page(request: Request, frame: Asking, found: Found) -> bytes:
    """Show a document: its versions, and its newest one read out statement by statement."""
    body = await body_of(frame, found.iri, found.version)
    versions = (await documents(frame, [found.iri]))[found.iri]
    said = await asyncio.to_thread(_statements, request, found.iri, body)
    told = await tell_all(frame, said[:SHOWN_STATEMENTS])
    response = render(
        "document.html",
        request,
        document=found.iri,
        version=body.version,
        versions=versions,
        groups=by_kind(told),
        shown=len(told),
        total=len(said),
        size=len(body.bytes),
        too_large=len(body.bytes) > SHOWN_BYTES,
        formats=_formats(request),
        frame=frame,
    )
    return bytes(response.body)


def _statements(request: Request, document: str, body: Body) -> list[Said]:
    """Read the newest version again; a very large one is left to the formats for programs."""
    if len(body.bytes) > SHOWN_BYTES:
        return []
    registry = registry_of(request)
    version = body.version
    reading = read_stored(Document(body.bytes, document, version.media_type), registry.base)
    projection = project(document, reading.triples, reading.described)
    found = [as_said(each, document, version.version, version.n) for each in projection.statements]
    return sorted(found, key=lambda said: (said.kind == "Description", said.key))


async def _connections(frame: Asking, iri: str) -> tuple[list[Connection], bool]:
    """The plain links of a thing by type, with the names of their other ends, and whether these are all."""
    links = (await neighbours(frame, [iri], _edge_labels()))[iri]
    things = await frame.describe({link.other for link in links})
    groups: dict[tuple[str, bool], list[Mention]] = {}
    for link in links:
        mention = Mention(link.other, things[link.other].title)
        groups.setdefault((link.type, link.derived), []).append(mention)
    found = []
    for (kind, derived), others in sorted(groups.items()):
        label, inverse = _edge_labels()[kind]
        unique = sorted(set(others), key=lambda each: (each.text.casefold(), each.iri))
        found.append(
            Connection(
                inverse if derived else label,
                derived,
                unique[:SHOWN_LINKS],
                max(0, len(unique) - SHOWN_LINKS),
            )
        )
    return found, len(links) < frame.settings.query_nodes


@cache
def _edge_labels() -> dict[str, tuple[str, str]]:
    """What people call each type of plain link, forwards and backwards."""
    return {
        rule.name: (_as_words(rule.name), _as_words(rule.inverse))
        for rule in rules().values()
        if rule.makes in ("edge", "address")
    }


def _as_words(name: str) -> str:
    return words.spaced(name.lower()).capitalize()


def _formats(request: Request) -> list[tuple[str, str]]:
    return [(label, as_format(request, form)) for label, form in DATA.items()]


def _position(text: str | None) -> tuple[str, str] | None:
    if text is None:
        return None
    sid, dot, start = text.partition(".")
    if not dot or not sid.isalnum():
        raise BadCursor("this is not a position in this list; follow the link of the page before")
    return sid, start
