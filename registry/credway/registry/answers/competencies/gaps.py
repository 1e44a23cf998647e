"""What is required and not attested by what is held: the gap between competencies (question 42)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from credway.ontology.rules import rule
from credway.registry.answers.asking import Asking, sources_of
from credway.registry.answers.competencies.aligning import Aligned, aligned
from credway.registry.answers.competencies.attesting import Attested, How, attested
from credway.registry.answers.competencies.weighing import CompetencyFinding, weigh
from credway.registry.answers.holding import known_as
from credway.registry.answers.model import Equivalent, Finding, Missing, Resolution, Source, Things, Verdict
from credway.registry.answers.resolve import Ref, settle
from credway.registry.answers.said import Said
from credway.registry.answers.ways import doubt_in, with_ways
from credway.registry.errors import LimitExceeded

RULES = tuple(rule(name).iri for name in ("competency-attested", "competency-gap"))


class GapState(StrEnum):
    """How a required competency stands to what is held.

    GAP: it is stated of everything held what it attests, and this is not among it. UNKNOWN: nobody
    states what something held attests. POSSIBLE: something short of it is stated.
    """

    ATTESTED = "ATTESTED"
    POSSIBLE = "POSSIBLE"
    GAP = "GAP"
    DISPUTED = "DISPUTED"
    UNKNOWN = "UNKNOWN"


@dataclass(frozen=True, slots=True)
class GapLine:
    """One required competency: who requires it, whether always, and whether it is attested.

    Not `always` where it is needed on one of several ways only.
    """

    competency: str
    state: GapState
    always: bool
    required: tuple[Said, ...]
    found: CompetencyFinding


_NOT_STATED = "what some of the things held attest; nobody states it"
_NOT_READ = "whether what else stands for it or for what is held attests it; more does than could be read"
_NOT_AMONG = "nothing held is stated to attest it"


@dataclass(frozen=True, slots=True)
class _Offer:
    """What is held attests: of the `silent` nobody states it, of the `doubted` it is open whether they count.

    Not `whole` where more stands for what is asked about than was read.
    """

    attested: Sequence[Attested]
    silent: Sequence[str]
    doubted: Mapping[str, Said]
    whole: bool

    @property
    def nothing(self) -> Missing:
        """What is missing where nothing is stated of a competency."""
        what = _NOT_STATED if self.silent else _NOT_AMONG if self.whole else _NOT_READ
        return Missing(what, tuple(self.silent))


@dataclass(frozen=True)
class GapAnswer:
    """The answer to `competencyGap`: `stated` says whether anybody states what the target requires.

    `silent` are the things held of which nobody states what they attest.
    """

    as_of: str
    known_at: int
    target: str
    held: Sequence[str]
    resolved: Sequence[Resolution]
    stated: Finding
    lines: Sequence[GapLine]
    silent: Sequence[str]
    through: Sequence[Equivalent]
    sources: Sequence[Source]
    things: Things
    rules: tuple[str, ...] = RULES

    def count(self, state: GapState) -> int:
        """How many required competencies stand so."""
        return sum(line.state is state for line in self.lines)


async def gap(frame: Asking, held: Sequence[Ref], target: Ref) -> GapAnswer:
    """Compare what is held with what a target requires, in a bounded number of round trips.

    Nothing held is a question too: everything required is then a gap. Raises LimitExceeded,
    Ambiguous or NotFound.
    """
    if len(held) > frame.settings.max_held:
        raise LimitExceeded(f"{len(held)} held; the most is {frame.settings.max_held} (max_held)")
    resolved, settled = await settle(frame, [target, *held])
    goal, ids = settled[0], list(dict.fromkeys(settled[1:]))
    equivalents = with_ways(await frame.equivalents([goal, *ids]))
    counted = {*ids, *(e.iri for e in equivalents if e.of in ids and doubt_in(e.statements) is None)}
    links = {e.iri: doubt_in(e.statements) for e in equivalents if e.of in ids and e.iri not in counted}
    doubted = {iri: link for iri, link in links.items() if link is not None}
    names = {iri: known_as(iri, equivalents) for iri in (goal, *ids)}
    found = await attested(frame, {name for all_names in names.values() for name in all_names})
    required = _required(each for name in sorted(names[goal]) for each in found[name])
    stands = await aligned(frame, required)
    offered = [each for iri in ids for name in sorted(names[iri]) for each in found[name]]
    silent = [iri for iri in ids if not any(_linked(found[name]) for name in names[iri] & counted)]
    offer = _Offer(offered, silent, doubted, whole=not frame.crowded)
    lines = [_line(iri, required[iri], offer, stands[iri]) for iri in sorted(required)]
    said = [s for line in lines for s in _said(line)]
    stated = _stated(required, [each for name in sorted(names[goal]) for each in found[name]])
    used = {each.of for each in offered} | {who for each in stated.missing for who in each.who_could_say}
    things = await frame.describe(
        {iri for s in said for iri in s.mentioned}
        | {goal, *ids, *required, *used}
        | {e.iri for e in equivalents}
    )
    lines.sort(key=lambda line: (things[line.competency].title.casefold(), line.competency))
    answering = {each.of for line in lines for each in line.found.attested}
    return GapAnswer(
        frame.as_of,
        frame.known_at,
        goal,
        ids,
        resolved,
        stated,
        lines,
        silent,
        [e for e in equivalents if e.iri in answering],
        sources_of(said),
        things,
    )


def _required(found: Iterable[Attested]) -> Mapping[str, list[Attested]]:
    """What must be shown for a target: what it only teaches is learned there, not brought along."""
    required: dict[str, list[Attested]] = {}
    for each in found:
        if each.competency is not None and each.how is not How.TAUGHT and not each.denied:
            required.setdefault(each.competency, []).append(each)
    return required


def _linked(found: Iterable[Attested]) -> bool:
    """Whether anything is stated that names a competency; words alone name none."""
    return any(each.competency is not None for each in found)


def _line(iri: str, required: Sequence[Attested], offer: _Offer, stands: Sequence[Aligned]) -> GapLine:
    found = weigh(iri, offer.attested, stands, offer.nothing, offer.doubted)
    by = tuple(dict.fromkeys(said for each in required for said in each.basis))
    return GapLine(iri, _state(found, offer), any(each.certain for each in required), by, found)


def _state(found: CompetencyFinding, offer: _Offer) -> GapState:
    match found.finding.verdict:
        case Verdict.YES:
            return GapState.ATTESTED
        case Verdict.DISPUTED:
            return GapState.DISPUTED
    if found.possible:
        return GapState.POSSIBLE
    return GapState.UNKNOWN if offer.silent or not offer.whole else GapState.GAP


def _stated(required: Mapping[str, Sequence[Attested]], found: Sequence[Attested]) -> Finding:
    """Whether anybody states what is required; what is so in words only is missing: nothing answers it."""
    basis = tuple(dict.fromkeys(s for held in required.values() for each in held for s in each.basis))
    missing = tuple(
        dict.fromkeys(
            Missing(f"whether this is attested; it is required in words only: {each.words}", who)
            for each in found
            if each.words and each.competency is None and each.how is not How.TAUGHT and not each.denied
            for who in [each.basis[-1].could_say]
        )
    )
    if basis:
        return Finding(Verdict.YES, basis, missing=missing)
    silent = Missing("nobody states which competencies it requires")
    return Finding(Verdict.UNKNOWN, missing=missing or (silent,))


def _said(line: GapLine) -> tuple[Said, ...]:
    found = line.found
    statements = (s for each in found.attested for s in each.basis)
    links = (s for each in found.through for s in each.basis)
    return (*line.required, *statements, *links, *found.finding.basis, *found.finding.against)
