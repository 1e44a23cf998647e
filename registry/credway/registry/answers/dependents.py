"""What rests on a credential: awards and agreements, list entries, conditions, and claims that name it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from credway.registry.answers.asking import Asking
from credway.registry.answers.model import Cut, Resolution, Things
from credway.registry.answers.resolve import Ref, settle
from credway.registry.answers.said import Said, decode
from credway.registry.answers.statements import StatementPage

START = ("", "")
"""The position before the first dependent."""


@dataclass(frozen=True)
class DependentsAnswer:
    """One page of what rests on a credential on the day: statements, with how many there are in all."""

    as_of: str
    known_at: int
    credential: str
    resolved: tuple[Resolution, ...]
    dependents: tuple[Said, ...]
    total: int | None
    more: bool
    things: Things
    cut: Cut | None = None


async def dependents(
    frame: Asking, ref: Ref, first: int = 20, after: Sequence[str] = START
) -> DependentsAnswer:
    """List what falls with a credential, page by page, in three round trips.

    Raises BadRequest, Ambiguous or NotFound.
    """
    resolved, [iri] = await settle(frame, [ref])
    page = (await dependent_pages(frame, [iri], first, after))[iri]
    cut = None
    if page.more and page.total is not None:
        message = f"{page.total} things rest on it; ask for the next page"
        cut = Cut("first", first, message)
    mentioned = {each for said in page.statements for each in said.mentioned}
    return DependentsAnswer(
        as_of=frame.as_of,
        known_at=frame.known_at,
        credential=iri,
        resolved=tuple(resolved),
        dependents=tuple(page.statements),
        total=page.total,
        more=page.more,
        things=await frame.describe(mentioned | {iri}),
        cut=cut,
    )


async def dependent_pages(
    frame: Asking, ids: Iterable[str], first: int = 20, after: Sequence[str] = START
) -> Mapping[str, StatementPage]:
    """One page for each of some things, one round trip for all; `after` is a statement's id and first day."""
    wanted = sorted(set(ids))
    found: dict[str, list[Said]] = {iri: [] for iri in wanted}
    totals: dict[str, int] = {}
    if wanted:
        sid, start = after
        rows = await frame.ask(
            "dependents_pages", ids=wanted, day=frame.as_of, after_sid=sid, after_from=start, limit=first + 1
        )
        for row in rows:
            totals[row[0]] = row[1]
            found[row[0]].append(decode(row[2:]))
    nothing = 0 if tuple(after) == START else None
    return {
        iri: StatementPage(said[:first], totals.get(iri, nothing), len(said) > first)
        for iri, said in found.items()
    }
