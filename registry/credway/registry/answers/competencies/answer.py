"""Which credentials attest some competencies, and which of them also count for a diploma (question 41)."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from credway.ontology.rules import rule
from credway.registry.answers.asking import Asking, sources_of
from credway.registry.answers.competencies.aligning import aligned
from credway.registry.answers.competencies.attesting import COMPETENCY, Attested, attesting
from credway.registry.answers.competencies.weighing import CompetencyFinding, weigh
from credway.registry.answers.holding import check_earned
from credway.registry.answers.model import Cut, Missing, Resolution, Source, Things
from credway.registry.answers.places import state_of
from credway.registry.answers.portability.answer import portability
from credway.registry.answers.portability.place import PortabilityAt
from credway.registry.answers.resolve import Ref, settle
from credway.registry.answers.said import Said
from credway.registry.errors import BadRequest, LimitExceeded

RULES = tuple(rule(name).iri for name in ("competency-attested", "diploma-by-graduation-list"))


class CompetencyMatch(StrEnum):
    """Whether a credential must attest all of the competencies, or any of them."""

    ALL = "ALL"
    ANY = "ANY"


@dataclass(frozen=True, slots=True)
class AttestingCredential:
    """A credential with what is stated of each competency, and its standing in the state asked about."""

    credential: str
    competencies: tuple[CompetencyFinding, ...]
    place: PortabilityAt | None = None


@dataclass(frozen=True)
class CompetenciesAnswer:
    """The answer to `attesting`: credentials that attest, and those of which it is not known.

    `unknown` attest some of the competencies, or perhaps: nobody states the rest.
    """

    as_of: str
    known_at: int
    match: CompetencyMatch
    state: str | None
    resolved: Sequence[Resolution]
    competencies: Sequence[str]
    credentials: Sequence[AttestingCredential]
    unknown: Sequence[AttestingCredential]
    sources: Sequence[Source]
    things: Things
    cut: Cut | None = None
    rules: tuple[str, ...] = RULES


async def competencies(
    frame: Asking,
    refs: Sequence[Ref],
    match: CompetencyMatch = CompetencyMatch.ALL,
    state: str | None = None,
    earned_on: str | None = None,
) -> CompetenciesAnswer:
    """Find the credentials, in a number of round trips that does not depend on how many there are.

    `state` is a postal code. Raises BadRequest, LimitExceeded, Ambiguous or NotFound.
    """
    if not refs:
        raise BadRequest("name at least one competency", argument="competencies")
    if len(refs) > frame.settings.page_max:
        raise LimitExceeded(f"{len(refs)} competencies; the most is {frame.settings.page_max} (page_max)")
    check_earned(frame, earned_on)
    place = state_of(state, "state") if state else None
    resolved, settled = await settle(frame, refs, COMPETENCY)
    ids = list(dict.fromkeys(settled))
    stands = await aligned(frame, ids)
    found, unread = await attesting(frame, {*ids, *(a.iri for held in stands.values() for a in held)})
    things = await frame.describe({each.of for each in found} | set(ids))
    by_credential: dict[str, list[Attested]] = defaultdict(list)
    for each in found:
        if things[each.of].label == "Credential":
            by_credential[each.of].append(each)
    sure: list[AttestingCredential] = []
    unsure: list[AttestingCredential] = []
    for iri in sorted(by_credential, key=lambda i: (things[i].title.casefold(), i)):
        findings = tuple(weigh(each, by_credential[iri], stands[each], _UNSTATED) for each in ids)
        shown = [each.shown for each in findings]
        settled_here = all(shown) if match is CompetencyMatch.ALL else any(shown)
        if settled_here:
            sure.append(AttestingCredential(iri, findings))
        elif any(each.shown or each.possible for each in findings):
            unsure.append(AttestingCredential(iri, findings))
    most = frame.settings.max_attesting
    cut = unread or _cut(len(sure) + len(unsure), most)
    sure, unsure = sure[:most], unsure[: max(0, most - len(sure))]
    if place is not None:
        sure, unsure = await _placed(frame, sure, unsure, place.notation, earned_on)
    said = [
        statement
        for each in (*sure, *unsure)
        for statement in (*_statements(each), *(_of_place(each.place) if each.place else ()))
    ]
    things = await frame.describe({iri for statement in said for iri in statement.mentioned} | set(ids))
    return CompetenciesAnswer(
        frame.as_of,
        frame.known_at,
        match,
        place.notation if place else None,
        resolved,
        ids,
        sure,
        unsure,
        sources_of(said),
        things,
        cut,
    )


_UNSTATED = Missing("nobody states that the credential attests it")


async def _placed(
    frame: Asking,
    sure: Sequence[AttestingCredential],
    unsure: Sequence[AttestingCredential],
    code: str,
    earned_on: str | None,
) -> tuple[list[AttestingCredential], list[AttestingCredential]]:
    """Add the standing of every credential in a state: one question for all of them."""
    everyone = [*sure, *unsure]
    if not everyone:
        return [], []
    answers = await portability(frame, [Ref(id=e.credential) for e in everyone], [code], earned_on=earned_on)
    placed = [
        AttestingCredential(each.credential, each.competencies, answer.places[0])
        for each, answer in zip(everyone, answers, strict=True)
    ]
    return placed[: len(sure)], placed[len(sure) :]


def _statements(each: AttestingCredential) -> list[Said]:
    return [s for c in each.competencies for s in (*c.finding.basis, *c.finding.against)]


def _of_place(place: PortabilityAt) -> list[Said]:
    counts = place.counts_for
    return [s for f in (counts.diploma, counts.credit, counts.work) for s in (*f.basis, *f.against)]


def _cut(found: int, most: int) -> Cut | None:
    if found <= most:
        return None
    return Cut(
        "max_attesting",
        most,
        f"{found} credentials attest them or may; {most} are shown. Name more competencies, or ask for all.",
    )
