"""From an address to what is held under it: a thing, a document, or a concept of a known scheme."""

import re
from dataclasses import dataclass, replace

from credway.ontology import schemes
from credway.registry.answers.asking import Asking
from credway.registry.answers.nodes import document_of
from credway.registry.answers.resolve import Ref, resolve
from credway.registry.errors import Ambiguous, BadRequest, NotFound
from credway.shapes.identity import CTID, spellings

_VERSION = re.compile(r"(?P<document>.+)\?version=(?P<version>[0-9]{1,9})", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Found:
    """What an address means: the canonical IRI, and the document that describes it, if any does."""

    iri: str
    document: str | None
    version: int | None = None
    """The version of the document; the newest where none is asked for."""

    @property
    def is_document(self) -> bool:
        """Whether the whole document is meant and not a thing in it."""
        return self.iri == self.document

    @property
    def canonical(self) -> str:
        """Its canonical IRI, that of a version where one is asked for."""
        return self.iri if self.version is None else f"{self.iri}?version={self.version}"


async def by_iri(frame: Asking, iri: str) -> Found:
    """Find a thing or a document by its IRI. Raises NotFound or Ambiguous."""
    try:
        return Found(*await _described(frame, spellings(iri)))
    except NotFound:
        pass
    [resolution] = await resolve(frame, [Ref(id=iri)])
    candidates = [candidate.iri for candidate in resolution.candidates]
    if len(candidates) > 1:
        raise _ambiguous(iri, candidates)
    if candidates:
        return await _of_thing(frame, candidates[0])
    concept = schemes.concept(iri)
    if concept is not None:
        return Found(concept.iri, None)
    raise NotFound(f"nothing is known here as {iri}", asked=iri)


async def in_version(frame: Asking, iri: str) -> Found | None:
    """Find a version of a document by the IRI that GraphQL gives it; None where there is no such thing."""
    match = _VERSION.fullmatch(iri)
    try:
        found = await by_iri(frame, match["document"]) if match else None
    except NotFound:
        return None
    if match is None or found is None or not found.is_document:
        return None
    return replace(found, version=int(match["version"]))


async def by_ctid(frame: Asking, base: str, ctid: str) -> Found:
    """Find a thing by its CTID: one of this registry before a mirrored one.

    Raises BadRequest for a malformed one, NotFound, or Ambiguous where several registries use it.
    """
    if not CTID.fullmatch(ctid):
        if ctid.startswith("ce-"):
            raise BadRequest(f"{ctid!r} is not a CTID: ce- and a UUID, 39 characters", ctid=ctid)
        return await by_iri(frame, f"{base}resources/{ctid}")
    own = f"{base}resources/{ctid}"
    [resolution] = await resolve(frame, [Ref(ctid=ctid)])
    candidates = [candidate.iri for candidate in resolution.candidates]
    if own in candidates or not candidates:
        return await by_iri(frame, own)
    if len(candidates) > 1:
        raise _ambiguous(ctid, candidates)
    return await _of_thing(frame, candidates[0])


async def _of_thing(frame: Asking, iri: str) -> Found:
    try:
        return Found(iri, await document_of(frame, [iri]))
    except NotFound:
        return Found(iri, None)


async def _described(frame: Asking, texts: list[str]) -> tuple[str, str]:
    """The first spelling that some document describes, with that document."""
    rows = dict(await frame.ask("document_of", ids=texts))
    for text in texts:
        if text in rows:
            return text, str(rows[text])
    raise NotFound(f"no document describes {texts[0]}")


def _ambiguous(asked: str, candidates: list[str]) -> Ambiguous:
    return Ambiguous(
        f"{asked} means {len(candidates)} things here; ask for one of them by its IRI",
        asked=asked,
        candidates=candidates,
    )
