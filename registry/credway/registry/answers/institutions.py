"""Institutions: the organizations that have a UNITID of IPEDS, or where an award of credit holds."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from credway.registry.answers.asking import Asking
from credway.registry.answers.listings import Listing, Page, listing
from credway.registry.answers.model import Candidate
from credway.registry.answers.places import Place, place_ref, state_of, unit_id_of
from credway.registry.answers.placing import settle_place, told_apart
from credway.registry.answers.resolve import resolve
from credway.registry.store.expressions import Expression, Filter, UnknownRule


@dataclass(frozen=True)
class InstitutionsAnswer:
    """One page of institutions, each with its town, state, UNITID and system, and how many there are."""

    as_of: str
    known_at: int
    institutions: Sequence[dict[str, Any]]
    total: int
    more: bool


async def institutions(
    frame: Asking,
    text: str | None = None,
    *,
    state: str | None = None,
    system: str | None = None,
    unit_id: str | None = None,
    first: int | None = None,
) -> InstitutionsAnswer:
    """Find institutions by their names, by state, system and UNITID; what nobody states fits nothing.

    Raises BadRequest, LimitExceeded, Ambiguous or NotFound on arguments that cannot be settled.
    """
    where: list[Expression] = [Filter("institution", True)]
    if state is not None:
        where.append(Filter("state", state_of(state, "state").iri))
    if system is not None:
        place = Place(system=system)
        ref = place_ref(place)
        assert ref is not None
        [found] = await resolve(frame, [ref])
        where.append(Filter("system", await settle_place(frame, place, found)))
    if unit_id is not None:
        where.append(Filter("unit_id", unit_id_of(unit_id, "unitId")))
    page: Listing = await listing(
        frame, "Organization", where, text=text, unknown=UnknownRule.EXCLUDE, page=Page(first=first)
    )
    counts = await page.counting.counts()
    told = await told_apart(frame, [Candidate(iri, "", "") for iri in page.ids])
    return InstitutionsAnswer(
        frame.as_of,
        frame.known_at,
        [{key: each[key] for key in ("id", "name", "about") if key in each} for each in told],
        counts.total,
        page.has_next,
    )
