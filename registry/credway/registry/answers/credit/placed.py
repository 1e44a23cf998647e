"""Awards at a place: those that hold there, and those that hold elsewhere."""

from collections.abc import Iterable, Sequence

from credway.registry.answers.credit.awards import Award
from credway.registry.answers.model import Things
from credway.registry.answers.places import Place, Whereabouts


def parted(
    awards: Sequence[Award], where: Whereabouts, place: Place, things: Things
) -> tuple[list[Award], list[Award]]:
    """The awards that hold at the place, and those that hold elsewhere.

    Asked about a program, an award toward other programs alone does not hold there; `things` describe
    what the awards count toward.
    """
    here: list[Award] = []
    other: list[Award] = []
    for award in awards:
        holds = where.covers(award.at)
        if holds and place.program and where.institution not in award.toward:
            holds = not award.toward or bool(set(award.toward) - programs_of([award], things))
        (here if holds else other).append(award)
    return here, other


def programs_of(awards: Iterable[Award], things: Things) -> frozenset[str]:
    """The programs that awards count toward, degrees among them; what else they count toward are courses."""
    return frozenset(iri for award in awards for iri in award.toward if _is_program(things, iri))


def _is_program(things: Things, iri: str) -> bool:
    found = things.get(iri)
    return found is not None and (
        found.label == "Credential" or any(name.endswith("Program") for name in found.types)
    )
