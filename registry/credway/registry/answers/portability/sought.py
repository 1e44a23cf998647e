"""A credential whose listing is asked about: its names, what it is the same as, the work that it is for."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from credway.registry.answers.said import Said
from credway.registry.names import name_key

NAMING = "ceterms:alternateName"
"""By a claim of this another name leads to a thing."""


@dataclass(frozen=True, slots=True)
class Sought:
    """Whose listing is asked about: what it is called, which IRIs are the same, what work it is for.

    `titles` are all names, also of what stands for it, `keys` those of its own as their spellings meet.
    """

    titles: Sequence[str]
    keys: frozenset[str]
    same: frozenset[str]
    work: frozenset[str]

    def itself(self, said: Said) -> bool:
        """Whether a statement is of the thing itself, and not of what it replaces or is replaced by."""
        return any(not self.same.isdisjoint(said.all(role)) for role in ("MEMBER", "OF"))


def called(found: Iterable[Said], iris: frozenset[str]) -> list[str]:
    """The names that claims give to some things: a list may print these too."""
    claims = [said for said in found if said.kind == "Claim" and said.body.get("predicate") == NAMING]
    return [
        said.body["text"] for said in claims if said.body.get("text") and not iris.isdisjoint(said.all("OF"))
    ]


def keys_of(names: Iterable[str]) -> frozenset[str]:
    """The keys under which spellings of some names meet."""
    return frozenset(filter(None, map(name_key, names)))
