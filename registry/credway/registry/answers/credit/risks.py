"""Agreements at risk: awards that rest on credentials that are replaced, ended, or off the state's list."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

import orjson

from credway.ontology import schemes
from credway.ontology.namespaces import expand
from credway.registry.answers.asking import EQUIVALENT_DEPTH, Asking
from credway.registry.answers.credit.awards import Award
from credway.registry.answers.credit.delisting import Dropped, dropped
from credway.registry.answers.credit.reaching import reach
from credway.registry.answers.model import Cut, Finding, Things
from credway.registry.answers.places import Place, place_ref, settled
from credway.registry.answers.placing import settle_at
from credway.registry.answers.portability.answer import portability
from credway.registry.answers.portability.purposes import whole_state
from credway.registry.answers.resolve import Ref, parse_ref
from credway.registry.answers.said import COLUMNS, Said, decode
from credway.registry.errors import BadCursor
from credway.registry.periods import day

ENDED = (
    "credentialStat:Deprecated",
    "credentialStat:Suspended",
    "credentialStat:TeachOut",
    "credentialStat:Ceasing",
    "lifeCycle:Ceased",
    "lifeCycle:Suspended",
)
"""Statuses with which no new credential is awarded any more, or soon will not be."""
START = ("", "", "", "", "")
"""The position before the first agreement."""
_SID = re.compile(r"s[0-9a-f]{40}")
"""How the id of a statement is written."""


class RiskReason(StrEnum):
    """Why an agreement is at risk."""

    RETIRED = "RETIRED"
    SUPERSEDED = "SUPERSEDED"
    DELISTED = "DELISTED"


@dataclass(frozen=True, slots=True)
class AtRisk:
    """One award and one doubt about a credential that it rests on.

    `since` is the day from which the doubt holds, as far as its document says; `replaced_by` is what
    supersedes the credential. For one that is off a list `listed` says whether any list of the state names it
    on the day, as portability judges it: it may have come back, or be on another.
    """

    award: Award
    credential: str
    reason: RiskReason
    statement: Said
    since: str | None
    replaced_by: str | None
    position: tuple[str, ...]
    listed: Finding | None = None


@dataclass(frozen=True)
class RiskAnswer:
    """One page of the agreements at risk at a place; `total` is None past the end."""

    as_of: str
    known_at: int
    place: Place
    risks: Sequence[AtRisk]
    total: int | None
    more: bool
    things: Things
    cut: Cut | None = None


async def agreements_at_risk(
    frame: Asking, place: Place, first: int = 20, after: Sequence[str] = START
) -> RiskAnswer:
    """List the agreements at risk at a place, page by page.

    Two round trips for a state without a complete list and three with one, five more where that dropped
    something, three more where something shown is off a list, and two more for any other place. What holds
    at a system holds at its colleges, as for `credit`. An award whose place nobody states is at none.
    Raises BadRequest, Ambiguous or NotFound on a place that cannot be settled, BadCursor on a position that
    is none.
    """
    _check_position(after)
    at = None
    if place_ref(place) is not None:
        _, _, at = await settle_at(frame, [], place)
    where = settled(place, at, (await reach(frame, [], [at])).within if at else {})
    gone = await dropped(frame, where.state) if where.state else []
    around = where.states.get(at, frozenset()) if at else {where.state_iri or ""}
    rows = await frame.ask(
        "awards_at_risk",
        places=[at or where.state_iri],
        around=sorted(around),
        codes=[home.notation for each in sorted(around) if (home := schemes.state(each))],
        state=where.state or "",
        wide=whole_state(),
        statuses=list(ENDED),
        status_concepts=[expand(each) for each in ENDED],
        dropped=[each.credential for each in gone],
        dropped_by=[each.version for each in gone],
        day=frame.as_of,
        depth=EQUIVALENT_DEPTH,
        after=list(after),
        limit=first + 1,
    )
    found = [_at_risk(row, frame.as_of, gone) for row in rows]
    shown = await _listed(frame, found[:first], where.state)
    mentioned = {iri for each in shown for iri in (*each.award.mentioned, *each.statement.mentioned)}
    mentioned |= {iri for each in shown for iri in _of_listing(each.listed)}
    return RiskAnswer(
        as_of=frame.as_of,
        known_at=frame.known_at,
        place=place,
        risks=shown,
        total=rows[0][0] if rows else (0 if tuple(after) == START else None),
        more=len(found) > first,
        things=await frame.describe(mentioned | where.mentioned),
    )


def _check_position(after: Sequence[str]) -> None:
    """Refuse what was never given out as a position: ids and first days of statements, and an IRI between."""
    if tuple(after) == START:
        return
    award, since, credential, doubt, from_ = after
    ids = _SID.fullmatch(award) and _SID.fullmatch(doubt)
    if not (ids and _is_day(since) and _is_day(from_) and parse_ref(credential).id == credential):
        raise BadCursor("this is no position in the agreements at risk; take one that was given")


def _is_day(text: str) -> bool:
    try:
        return day(text) == text
    except ValueError:
        return False


async def _listed(frame: Asking, found: Sequence[AtRisk], state: str | None) -> list[AtRisk]:
    """Add to what is off a list whether lists of the state name it, for all of them at once."""
    off = list(dict.fromkeys(each.credential for each in found if each.reason is RiskReason.DELISTED))
    if not off or state is None:
        return [*found]
    answers = await portability(frame, [Ref(id=iri) for iri in off], [state])
    now = {iri: each.places[0].listed_now for iri, each in zip(off, answers, strict=True)}
    return [
        replace(each, listed=now[each.credential]) if each.reason is RiskReason.DELISTED else each
        for each in found
    ]


def _of_listing(listed: Finding | None) -> set[str]:
    """The things that a finding mentions."""
    if listed is None:
        return set()
    said = (*listed.basis, *listed.against)
    who = (iri for each in listed.missing for iri in each.who_could_say)
    return {*who, *(iri for each in said for iri in each.mentioned)}


def _at_risk(row: Sequence[object], as_of: str, gone: Sequence[Dropped]) -> AtRisk:
    raw = row[1]
    position = tuple(orjson.loads(raw) if isinstance(raw, str) else raw)  # type: ignore[arg-type]
    award, doubt = decode(row[2 : 2 + COLUMNS]), decode(row[2 + COLUMNS :])
    credential = position[2]
    reason, replaced_by = _reason(doubt)
    since = _since(doubt, credential, as_of, gone)
    return AtRisk(Award(award), credential, reason, doubt, since, replaced_by, position)


def _reason(doubt: Said) -> tuple[RiskReason, str | None]:
    if doubt.kind in ("ListEntry", "ListVersion"):
        return RiskReason.DELISTED, None
    if doubt.kind == "Equivalence":
        new = "OBJECT" if doubt.body["link"] == "ceterms:supersededBy" else "OF"
        return RiskReason.SUPERSEDED, doubt.one(new)
    return RiskReason.RETIRED, None


def _since(doubt: Said, credential: str, as_of: str, gone: Sequence[Dropped]) -> str | None:
    if doubt.kind == "ListVersion":
        # Under another IRI it may have stayed longer: it is off the list since the last of them went.
        days = [e.since for e in gone if e.version == doubt.subject and credential in e.names]
        return max(days, default=doubt.valid_from)
    if doubt.body.get("entryStatus") == "PhasingOut" and doubt.valid_to <= as_of:
        return doubt.valid_to
    return doubt.valid_from if doubt.start_stated or doubt.kind != "Equivalence" else None
