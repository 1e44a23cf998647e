"""Numberings of courses that several institutions share: by their form, and which goes before which."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from credway.loaders.kinds import table


@dataclass(frozen=True, slots=True)
class Numbering:
    """A shared numbering of a state; the one with the least `order` is the surest."""

    scheme: str
    order: int
    place: str
    pattern: re.Pattern[str]


@cache
def numberings() -> Sequence[Numbering]:
    """All that are known by their form."""
    return tuple(
        Numbering(row["scheme"], int(row["order"]), row["place"], re.compile(row["pattern"]))
        for row in table("articulations/common_courses.csv")
    )


def scheme_of(code: str, place: str) -> str:
    """Say of which numbering of a state a code is; "" where it is of none.

    >>> scheme_of("STAT C1000", "CA"), scheme_of("CTIT002", "OH"), scheme_of("NULL", "CA")
    ('CCN', 'CTAG', '')
    """
    held = [each for each in numberings() if each.place == place and each.pattern.fullmatch(code)]
    return min(held, key=lambda each: each.order).scheme if held else ""


def surest(codes: Iterable[tuple[str, str]], place: str) -> tuple[str, tuple[str, ...]]:
    """Of codes with their schemes keep those of the surest scheme; ("", ()) where there are none.

    >>> surest([("CISC M11KH", "M-ID"), ("ITIS 160", "C-ID")], "CA")
    ('C-ID', ('ITIS 160',))
    """
    order = {each.scheme: each.order for each in numberings() if each.place == place}
    held = list(dict.fromkeys(codes))
    if not held:
        return "", ()
    best = min((scheme for _, scheme in held), key=lambda scheme: order.get(scheme, len(order) + 1))
    return best, tuple(code for code, scheme in held if scheme == best)
