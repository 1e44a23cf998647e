"""Resolving: an id, CTID, code or name to the things it may mean; several are never guessed away."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from credway.registry.answers.asking import Asking
from credway.registry.answers.model import Candidate, Resolution
from credway.registry.errors import Ambiguous, BadRequest, NotFound
from credway.registry.names import fold, name_key
from credway.shapes.identity import CTID, spellings


@dataclass(frozen=True, slots=True)
class Ref:
    """A reference to a thing: exactly one of id, ctid, code (with its scheme) and name (with issuer)."""

    id: str | None = None
    ctid: str | None = None
    scheme: str | None = None
    code: str | None = None
    name: str | None = None
    issuer: str | None = None

    def __str__(self) -> str:
        """Say it as a person would."""
        if self.name:
            return f"{self.name} ({self.issuer})" if self.issuer else self.name
        return self.id or self.ctid or f"{self.code} in {self.scheme or 'any scheme'}"

    def check(self) -> None:
        """Raise BadRequest unless exactly one way of naming is used."""
        given = [v for v in (self.id, self.ctid, self.code, self.name) if v]
        if len(given) != 1:
            raise BadRequest("a reference gives exactly one of id, ctid, code and name")
        if self.ctid and not CTID.fullmatch(self.ctid.lower().removeprefix("urn:ctid:")):
            raise BadRequest(f"{self.ctid!r} is not a CTID: ce- and a UUID, 39 characters", ctid=self.ctid)


def parse_ref(text: str) -> Ref:
    """Read what a person types: an IRI, a CTID, else a name, "Name | Issuer" with its issuer."""
    text = text.strip()
    if CTID.fullmatch(text.lower().removeprefix("urn:ctid:")):
        return Ref(ctid=text.lower().removeprefix("urn:ctid:"))
    if ":" in text and " " not in text:
        return Ref(id=text)
    name, _, issuer = text.partition("|")
    return Ref(name=name.strip(), issuer=issuer.strip() or None)


async def resolve(frame: Asking, refs: Sequence[Ref], label: str | None = None) -> list[Resolution]:
    """Resolve references in one round trip, however many there are.

    `label` limits candidates to one class family. Candidates are ranked: identifiers first, then
    exact names, then folded names; equal ones by IRI.
    """
    for ref in refs:
        ref.check()
    asked = {ref: _spellings(ref) for ref in refs}
    flat = sorted({text for texts in asked.values() for text in texts})
    rows = await _read(frame, flat, any(ref.issuer for ref in refs)) if flat else []
    held: dict[str, dict[tuple[str, str, str, str | None], None]] = {}
    issuers: dict[str, set[str]] = {}
    for text, scheme, iri, found_label, name, *issuer in rows:
        if label is None or found_label in (label, "Resource"):
            held.setdefault(text, {})[(scheme, iri, found_label, name)] = None
        issuers.setdefault(iri, set()).update(name_key(each) for each in issuer if each)
    return [Resolution(str(ref), _ranked(ref, asked[ref], held, issuers)) for ref in refs]


async def settle(
    frame: Asking, refs: Sequence[Ref], label: str | None = None
) -> tuple[list[Resolution], list[str]]:
    """Resolve each reference to one thing. Raises Ambiguous with candidates, or NotFound."""
    resolutions = await resolve(frame, refs, label)
    return resolutions, [chosen(ref, r) for ref, r in zip(refs, resolutions, strict=True)]


def chosen(ref: Ref, resolution: Resolution) -> str:
    """Say which one thing a reference means. Raises Ambiguous with candidates, or NotFound."""
    best = [c for c in resolution.candidates if c.confidence == resolution.candidates[0].confidence]
    if not best:
        raise NotFound(
            f"nothing is known here as {ref}; try `resolve` with another spelling",
            asked=str(ref),
        )
    if len(best) > 1:
        raise Ambiguous(
            f"{ref} may mean {len(best)} things; name one by its id",
            asked=str(ref),
            candidates=[{"id": c.iri, "matchedBy": c.matched_by} for c in best],
        )
    return best[0].iri


def _spellings(ref: Ref) -> list[str]:
    if ref.id:
        return spellings(ref.id)
    if ref.ctid:
        return [ref.ctid.lower().removeprefix("urn:ctid:")]
    if ref.code:
        return [ref.code.strip()]
    name = (ref.name or "").strip()
    return [name_key(name)] if ref.issuer else [name_key(name), name]


async def _read(frame: Asking, spellings: Sequence[str], issued: bool) -> list[tuple[Any, ...]]:
    """What is under some spellings, with who issues it where a reference names an issuer."""
    if issued:
        return await frame.ask("resolve_issued", ids=list(spellings), day=frame.as_of)
    return await frame.ask("resolve", ids=list(spellings))


def _ranked(
    ref: Ref,
    texts: Sequence[str],
    held: Mapping[str, Iterable[tuple[str, str, str, str | None]]],
    issuers: Mapping[str, set[str]],
) -> tuple[Candidate, ...]:
    best: dict[str, Candidate] = {}
    for text in texts:
        for scheme, iri, kind, name in held.get(text, ()):
            candidate = _candidate(ref, scheme, iri, name, issuers)
            if candidate and (iri not in best or candidate.confidence > best[iri].confidence):
                best[iri] = replace(candidate, kind=kind)
    return tuple(sorted(best.values(), key=lambda c: (-float(c.confidence), c.iri)))


def _candidate(
    ref: Ref, scheme: str, iri: str, name: str | None, issuers: Mapping[str, set[str]]
) -> Candidate | None:
    if ref.name is None:
        if ref.code and ref.scheme and scheme not in (ref.scheme, "iri"):
            return None
        if scheme == "name" or (ref.code and scheme == "iri"):
            return None
        return Candidate(iri, "1", {"iri": "id"}.get(scheme, scheme))
    if scheme not in ("name", "iri", "ctid") and ref.issuer is None:
        # People type codes where names go: 15-1212, a UNITID. A name in full is surer than a bare code.
        return Candidate(iri, _number(0.85), f"code {scheme}")
    if scheme != "name":
        return None
    exact = name is not None and fold(name) == fold(ref.name)
    matched, confidence = ("name", 0.9) if exact else ("normalised name", 0.8)
    if ref.issuer is None:
        return Candidate(iri, _number(confidence), matched)
    known = issuers.get(iri)
    if not known:
        return Candidate(iri, _number(confidence - 0.2), matched, "issuer not stated here")
    if name_key(ref.issuer) in known:
        return Candidate(iri, _number(confidence + 0.05), f"{matched} and issuer", "issuer")
    return Candidate(iri, "0.1", matched, "another issuer", ("issuer",))


def _number(value: float) -> str:
    return format(round(value, 2), "g")
