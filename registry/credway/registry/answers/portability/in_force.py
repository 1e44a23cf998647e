"""The list versions of a state on a day, as far as they bear on what is listed there: what a filter is told.

A filter judges each thing of a list by what is said of it alone, so whatever needs other versions is settled
before, once for all things.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from credway.registry.answers.asking import Asking
from credway.registry.answers.portability.listing import Lists
from credway.registry.answers.portability.purposes import whole_state
from credway.registry.answers.said import decode


@dataclass(frozen=True, slots=True)
class InForce:
    """Versions by IRI.

    `left` have no end and a later one has begun: what they name without an end may be listed no more. `newer`
    are pairs of a version and of another, complete one, the newest of its series to cover the day: what
    the first names and that does not is disputed. `whole` are complete and in force.
    """

    left: Sequence[str]
    newer: Sequence[tuple[str, str]]
    whole: Sequence[str]

    def value(self, code: str) -> Mapping[str, Any]:
        """The value of the facet `listed_in`; `wide` are the regions that are the whole state."""
        newer = [list(pair) for pair in self.newer]
        versions = {"left": list(self.left), "newer": newer, "whole": list(self.whole)}
        return {"place": code, **versions, "wide": list(whole_state())}


async def listed_values(frame: Asking, codes: Sequence[str]) -> Mapping[str, Mapping[str, Any]]:
    """The value of `listed_in` for each of some states, by postal code: one round trip for all."""
    if not codes:
        return {}
    said = [decode(row) for row in await frame.ask("list_versions", places=sorted(set(codes)))]
    found = {}
    for code in codes:
        lists = Lists([each for each in said if each.place_code == code], ())
        found[code] = in_force(lists, code, frame.as_of).value(code)
    return found


def in_force(lists: Lists, code: str, day: str) -> InForce:
    """Say which versions of a state bear on what is listed there on a day, as portability judges."""
    left, newer = [], []
    for iri in sorted({each.subject for each in lists.versions if each.subject}):
        if lists.after((iri,), code, day) is not None:
            left.append(iri)
        newer += [
            (iri, each.subject)
            for each in lists.newest((iri,), code, day)
            if each.subject not in (None, iri) and each.body.get("complete")
        ]
    standing = lists.in_force(code, day)
    whole = {each.subject for each in standing if each.subject and each.body.get("complete")}
    return InForce(left, newer, sorted(whole))
