"""Codes of the National Employment Matrix that stand for several occupations of SOC 2018 together.

Wage and projection statistics are published for them, and other public files have taken them over. Most
are groups of SOC itself; the others are in no list of SOC, and nobody but their owner can mend the file.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from credway.loaders.kinds import table


@dataclass(frozen=True, slots=True)
class Combined:
    """A code, its title, and the codes of the occupations of SOC 2018 that it stands for."""

    code: str
    title: str
    occupations: Sequence[str]

    @property
    def said(self) -> str:
        """Why it is left out; the words before the colon are the same for all."""
        *others, last = self.occupations
        which = f"{', '.join(others)} and {last}"
        return f"a code of wage and projection statistics, not of SOC 2018: {self.code!r} is {which} together"


@cache
def matrix_codes() -> Mapping[str, Combined]:
    """All of them by code, in the order of their table."""
    rows = table("matrix_codes.csv")
    return MappingProxyType(
        {row["code"]: Combined(row["code"], row["title"], row["occupations"].split("|")) for row in rows}
    )


def by_code(code: str) -> Combined | None:
    """Find one."""
    return matrix_codes().get(code)
