"""Single things: by id, with their plain links, their statements and the documents behind them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from credway.registry.answers.asking import Asking
from credway.registry.answers.model import Described
from credway.registry.errors import LimitExceeded, NotFound, Withdrawn


@dataclass(frozen=True, slots=True)
class Neighbour:
    """One plain link: `derived` where it is read against the direction in which it was stated."""

    of: str
    type: str
    other: str
    other_label: str
    derived: bool
    document: str
    version: int
    asserted_by: str | None
    id: str


@dataclass(frozen=True, slots=True)
class DocumentVersion:
    """One accepted version of a document, without its bytes."""

    document: str
    version: int
    n: int
    digest: str
    mode: str
    outcome: str
    published_at: str
    publisher: str | None
    effective_from: str | None
    corrects: int | None
    withdrawn: bool
    reason: str | None
    superseded_by: str | None
    media_type: str


@dataclass(frozen=True, slots=True)
class Body:
    """The bytes of a version as published, with what a reply needs to say about them."""

    bytes: bytes
    version: DocumentVersion


async def nodes(frame: Asking, ids: Sequence[str]) -> list[Described | None]:
    """Describe things by canonical IRI, in the order asked; None where nothing is known."""
    if len(ids) > frame.settings.page_max:
        raise LimitExceeded(f"{len(ids)} ids; the most is {frame.settings.page_max} (page_max)")
    things = await frame.describe(ids)
    return [None if things[i].label == "Resource" and not things[i].statement else things[i] for i in ids]


async def neighbours(
    frame: Asking, ids: Iterable[str], types: Iterable[str]
) -> Mapping[str, list[Neighbour]]:
    """The plain links of some things in both directions, one round trip for all."""
    wanted = sorted(set(ids))
    found: dict[str, list[Neighbour]] = {iri: [] for iri in wanted}
    if wanted:
        limit = frame.settings.query_nodes
        rows = await frame.ask("edges_on", ids=wanted, types=sorted(set(types)), day=frame.as_of, limit=limit)
        for iri, direction, kind, other, label, document, version, said_by, sid in rows:
            found[iri].append(
                Neighbour(iri, kind, other, label, direction == "in", document, version, said_by, sid)
            )
    return found


async def documents(frame: Asking, ids: Iterable[str]) -> Mapping[str, list[DocumentVersion]]:
    """All versions of some documents, oldest first, one round trip."""
    wanted = sorted(set(ids))
    found: dict[str, list[DocumentVersion]] = {iri: [] for iri in wanted}
    if wanted:
        for row in await frame.ask("document_versions", ids=wanted):
            found[row[0]].append(_version(row))
    return found


def _version(row: tuple[Any, ...]) -> DocumentVersion:
    values = [*row[:10], bool(row[10]), *row[11:14]]
    return DocumentVersion(*values)


async def document_of(frame: Asking, iris: Sequence[str]) -> str:
    """Find the document that describes the first of some spellings that is known. Raises NotFound."""
    rows = dict(await frame.ask("document_of", ids=list(iris)))
    for iri in iris:
        if iri in rows:
            return str(rows[iri])
    raise NotFound(f"nothing has been published here as {iris[0]}", asked=iris[0])


async def body_of(frame: Asking, document: str, version: int | None = None) -> Body:
    """The bytes of a version, the newest where none is named. Raises NotFound or Withdrawn."""
    versions = (await documents(frame, [document]))[document]
    held = [v for v in versions if version is None or v.version == version]
    if not held:
        raise NotFound(f"{document} has no version {version or ''} here".replace("  ", " "), asked=document)
    found = held[-1]
    if found.withdrawn:
        raise Withdrawn(
            f"{document} was withdrawn: {found.reason}",
            withdrawnOn=found.effective_from or found.published_at[:10],
            supersededBy=found.superseded_by,
        )
    [(body,)] = await frame.ask("document_body", id=document, version=found.version)
    return Body(bytes(body), found)
