"""What one run brings twice: a document with other content, a thing or a CTID that two documents claim."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from hashlib import blake2b

from credway.registry.contested import Holder, contested
from credway.registry.locating import places
from credway.registry.preparing import Prepared
from credway.shapes.engine import SEVERITIES
from credway.shapes.verdict import Finding


@dataclass(frozen=True, slots=True)
class _Given(Holder):
    """A document that was met, as far as later ones are compared with it."""

    digest: str = ""
    start: str | None = None


class Repeats:
    """Remembers what a run has taken so far, at most `most` names: documents, their things and CTIDs.

    A name is held as a hash, so that its length costs nothing. What comes when it is `full` is compared
    with what is held, and not remembered.
    """

    def __init__(self, most: int) -> None:
        self._most = most
        self._held: dict[bytes, _Given] = {}
        self.full = False

    def told(self, each: Prepared) -> Prepared:
        """Add to a verdict what speaks against a document beside those that were taken before it."""
        if each.verdict.outcome == "refused" or each.iri is None:
            return each
        claimed = contested(each, self._holder)
        found = [*([claimed] if claimed else []), *self._replaced(each)]
        if not found:
            return each
        findings = sorted((*found, *each.verdict.findings), key=lambda f: SEVERITIES.index(f.severity))
        verdict = replace(each.verdict, findings=tuple(findings))
        if all(finding.severity != "Violation" for finding in found):
            return replace(each, verdict=verdict)
        return replace(each, verdict=replace(verdict, outcome="refused"), projection=None)

    def take(self, each: Prepared) -> None:
        """Remember a document that was taken."""
        document = each.submission.document
        given = _Given(
            each.iri or "", document.origin, document.pointer, each.digest, each.submission.effective_from
        )
        for name in names(each):
            key = _key(name)
            if key in self._held or len(self._held) < self._most:
                self._held[key] = given
            else:
                self.full = True

    def judged(self, each: Prepared) -> Prepared:
        """Tell of a document that nobody is going to publish, and remember it where it would be taken."""
        found = self.told(each)
        if found.verdict.outcome != "refused":
            self.take(found)
        return found

    def _holder(self, name: str) -> Holder | None:
        return self._held.get(_key(name))

    def _replaced(self, each: Prepared) -> Iterator[Finding]:
        """Another version of a document, from the same day, that this one takes the place of."""
        given = self._held.get(_key(_version(each)))
        start = each.submission.effective_from
        if given is None or given.digest == each.digest or (start is not None and start != given.start):
            return
        document = each.submission.document
        message = (
            f"{each.iri} came before, in {given.place}, with other content; this one takes its place. Keep "
            "one of the two; versions that hold from different days are loaded with their first day."
        )
        place = places(document)(each.iri or "", None, None) or document.pointer
        yield Finding("Warning", message, place, each.iri or "", None, None, "", "REPEATED_DOCUMENT")


def apart(made: Iterable[Prepared]) -> Iterator[Sequence[Prepared]]:
    """Cut a batch so that no part holds two documents of one name: they follow one another."""
    part: list[Prepared] = []
    held: set[str] = set()
    for each in made:
        own = set(names(each)) if each.enters else set()
        if not held.isdisjoint(own):
            yield part
            part, held = [], set()
        part.append(each)
        held |= own
    if part:
        yield part


def names(each: Prepared) -> Iterator[str]:
    """Name what no two documents of a run may be or claim: the document, its own things, their CTIDs."""
    yield _version(each)
    yield from each.owned
    yield from each.ctids


def _version(each: Prepared) -> str:
    """The name of a document as such: a thing in it may have the same IRI."""
    return f"document {each.iri}"


def _key(name: str) -> bytes:
    return blake2b(name.encode(), digest_size=16).digest()
