"""The IRIs of what a table of articulations names: those that the registry holds, else made from the name.

A name that is not matched gets the IRI that any table would give it, so that two tables meet in one
record. Where that IRI is somebody else's thing, the issuer, the state or the source keeps them apart.
"""

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final

from credway.loaders.articulations.model import Articulation, Body, Course
from credway.loaders.entries import slug
from credway.loaders.matching import Printed

LONGEST: Final = 100
"""Most characters of a name in an IRI; of a longer one the end is a hash."""


@dataclass(frozen=True, slots=True)
class Known:
    """What a registry holds of the names in a table.

    `credentials` and `bodies` are the IRIs that names were matched to, `elsewhere` the IRIs that
    documents of others describe, `ambiguous` the names that mean several things. `by_name` were
    matched by their name alone, because an issuer is not stated on both sides. `competencies` are
    those that are held under exactly the words of the table.
    """

    credentials: Mapping[Printed, str] = field(default_factory=dict)
    bodies: Mapping[Body, str] = field(default_factory=dict)
    elsewhere: frozenset[str] = frozenset()
    ambiguous: frozenset[Printed | Body] = frozenset()
    by_name: frozenset[Printed] = frozenset()
    competencies: Mapping[str, str] = field(default_factory=dict)


@lru_cache(maxsize=65_536)
def part(text: str) -> str:
    """Write a text as one part of an IRI path, of bounded length; "" where no letter or digit is in it.

    >>> part("CompTIA A+")
    'comptia-a-plus'
    """
    whole = slug(text)
    if len(whole) <= LONGEST:
        return whole
    return f"{whole[: LONGEST - 9]}-{hashlib.sha256(whole.encode()).hexdigest()[:8]}"


class Names:
    """The IRIs of the things that one table names, all told before the first is asked for."""

    def __init__(self, base: str, source: str, known: Known, said: Iterable[Printed | Body] = ()) -> None:
        """Take the names of a table: those of one name and several issuers, or states, are kept apart."""
        self.base = base
        self.source = source
        self.known = known
        self.folder = f"{base}documents/articulations/{source}"
        self.claims = f"{base}claims/articulations/{source}"
        owners: dict[tuple[type, str], set[str]] = defaultdict(set)
        for each in said:
            owner = part(each.issuer) if isinstance(each, Printed) else each.state
            if owner:
                owners[type(each), part(each.name)].add(owner)
        self._shared = frozenset(key for key, found in owners.items() if len(found) > 1)

    def own(self, document: str) -> bool:
        """Say whether a document is one that this table gives."""
        return document.startswith((f"{self.folder}/", f"{self.claims}/"))

    def plain(self, named: Printed | Body) -> str:
        """The IRI that a name has where nobody else has it."""
        folder = "credentials" if isinstance(named, Printed) else "organizations"
        return f"{self.base}{folder}/{part(named.name)}"

    def credential(self, printed: Printed) -> str:
        """The IRI of a credential."""
        if printed in self.known.credentials:
            return self.known.credentials[printed]
        plain, other = self.spellings(printed)
        apart = self._is_shared(printed) and printed.issuer
        return other if plain in self.known.elsewhere or apart else plain

    def spellings(self, printed: Printed) -> tuple[str, str]:
        """The IRI of a name that is kept as printed, and the one where the first is somebody else's thing."""
        plain = self.plain(printed)
        return plain, f"{plain}-by-{part(printed.issuer)}" if printed.issuer else f"{plain}-in-{self.source}"

    def body(self, body: Body) -> str:
        """The IRI of an organization."""
        if body in self.known.bodies:
            return self.known.bodies[body]
        plain = self.plain(body)
        if plain in self.known.elsewhere or (self._is_shared(body) and body.state):
            return f"{plain}-{(body.state or self.source).lower()}"
        return plain

    def course(self, said: Articulation, course: Course) -> str:
        """The IRI of a course, one of its institution or of the authority that keeps its outcomes."""
        return f"{self.base}courses/{self._owner(said)}/{part(course.code)}"

    def program(self, said: Articulation, name: str) -> str:
        """The IRI of a program."""
        return f"{self.base}programs/{self._owner(said)}/{part(name)}"

    def document(self, said: Articulation) -> str:
        """The document of an award: one for each institution, state or recommending body.

        It is named by what is printed and not by what that was matched to, so that a table that is
        read again replaces it also where more is known of the name.
        """
        if said.institution is not None:
            return f"{self.folder}/institutions/{self._where(said.institution)}"
        if said.state:
            return f"{self.folder}/states/{said.state}"
        by = part(said.authority.name) if said.authority else self.source
        return f"{self.folder}/recommendations/{by}/{part(said.held[0].name)[:1]}"

    def award(self, said: Articulation) -> str:
        """The IRI of an award, which stays where rows move: by whom, toward what, for what."""
        by = said.institution or said.authority
        where = self._where(by) if by else said.state.lower()
        toward = "+".join(
            part(each) for each in (*(c.code for c in said.courses), *said.programs, *said.requirements)
        )
        more = "/".join(
            part(each)
            for each in (
                *(said.exhibit, said.amount.level.rpartition(":")[2], said.amount.subject),
                *said.apart,
            )
            if each
        )
        held = "+".join(self._key(each) for each in said.held)
        return "/".join(filter(None, (f"{self.base}awards", self.source, where, toward, held, more)))

    def _key(self, printed: Printed) -> str:
        name = part(printed.name)
        return f"{name}-by-{part(printed.issuer)}" if self._is_shared(printed) and printed.issuer else name

    def _where(self, body: Body) -> str:
        """A body as part of an IRI: its name, with its state where one of another state has the same."""
        name = part(body.name)
        return f"{name}-{body.state.lower()}" if self._is_shared(body) and body.state else name

    def _is_shared(self, named: Printed | Body) -> bool:
        """Whether the table has several of one name."""
        return (type(named), part(named.name)) in self._shared

    def _owner(self, said: Articulation) -> str:
        """Whose course it is, as its IRI ends: a college that is known has one set of courses."""
        by = said.institution or said.authority
        if by is None:
            return said.state.lower()
        iri = self.body(by)
        return iri.rpartition("/")[2] if iri.startswith(f"{self.base}organizations/") else self._where(by)
