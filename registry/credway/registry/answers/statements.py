"""Statements for their own sake: by id, by what they are about, and page by page for many things."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from credway.registry.answers.asking import Asking
from credway.registry.answers.said import Said, current, decode


@dataclass(frozen=True, slots=True)
class StatementPage:
    """One page of the statements that name a thing, their number, and whether more follow.

    `total` is None where the page is past the end and the store had nothing to say of the whole.
    """

    statements: Sequence[Said] = ()
    total: int | None = None
    more: bool = False


async def statement_pages(
    frame: Asking,
    ids: Iterable[str],
    kinds: Sequence[str] = (),
    first: int = 20,
    after: tuple[str, str] | None = None,
) -> Mapping[str, StatementPage]:
    """One page for each of some things, one round trip for all.

    `after` is a position: the id of a statement and the day from which it holds.
    """
    wanted = sorted(set(ids))
    found: dict[str, list[Said]] = {iri: [] for iri in wanted}
    totals: dict[str, int] = {}
    if wanted:
        sid, start = after or ("", "")
        rows = await frame.ask(
            "statements_pages",
            ids=wanted,
            kinds=list(kinds),
            after_sid=sid,
            after_from=start,
            limit=first + 1,
        )
        for row in rows:
            totals[row[0]] = row[1]
            found[row[0]].append(decode(row[2:]))
    nothing = 0 if after is None else None
    return {
        iri: StatementPage(said[:first], totals.get(iri, nothing), len(said) > first)
        for iri, said in found.items()
    }


async def statements_by_id(frame: Asking, ids: Iterable[str]) -> Mapping[str, Said]:
    """Statements by their content address; of several terms of one, those nearest to the day."""
    wanted = sorted(set(ids))
    rows = await frame.ask("statements_by_id", ids=wanted) if wanted else []
    held: dict[str, list[Said]] = {}
    for said in map(decode, rows):
        held.setdefault(said.id, []).append(said)
    return {sid: current(said, frame.as_of)[0] for sid, said in held.items()}


async def statements_about(
    frame: Asking, subjects: Iterable[str], kinds: Sequence[str]
) -> Mapping[str, list[Said]]:
    """Statements of some kinds by their subject, as they stand on the day or nearest to it."""
    wanted = sorted(set(subjects))
    rows = await frame.ask("statements_about", ids=wanted, kinds=list(kinds)) if wanted else []
    found: dict[str, list[Said]] = {iri: [] for iri in wanted}
    for said in current([decode(row) for row in rows], frame.as_of):
        if said.subject is not None:
            found[said.subject].append(said)
    return found
