"""One award judged for who asks: given, possible or disputed, or not given and why.

Every question that says whether an award is had judges it here, so that no two of them differ.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import islice, product

from credway.registry.answers.asker import Asker
from credway.registry.answers.conditions import Facts, judge_conditions
from credway.registry.answers.credit.awards import Award, AwardKind
from credway.registry.answers.credit.findings import AwardFinding, Refusal, RefusalReason
from credway.registry.answers.holding import Holding
from credway.registry.answers.model import (
    ConditionFinding,
    ConditionState,
    Finding,
    Missing,
    Verdict,
)
from credway.registry.answers.places import Whereabouts
from credway.registry.answers.said import Said
from credway.registry.periods import day_before

_SAME = frozenset(("ceterms:sameAs", "ceasn:exactAlignment", "ceterms:exactAlignment", "skos:exactMatch"))
"""Links by which two things are the same, and not only one in place of the other."""
MAX_WAYS = 4096
"""Most ways of taking a set's members from what is held that are looked at for one award."""
MAX_READINGS = 64
"""Most ways of taking a set's members from what is held that are weighed for one award."""


def judged(
    awards: Sequence[Award],
    known: Mapping[str, Sequence[Holding]],
    asker: Asker,
    as_of: str,
    where: Whereabouts | None = None,
) -> Iterator[AwardFinding | Refusal]:
    """Judge each award for the asker; statements on both sides for one target are DISPUTED.

    `known` are the holdings that count under an IRI. A refusal concerns its own scope: it disputes an award
    at the same places, and `where` it holds of the whole place asked about, one of a wider scope. One that
    asks for something concerns only those who meet it, and one that its own document doubts makes no NO.
    """

    def grant(award: Award, denials: Sequence[AwardFinding] = ()) -> AwardFinding | None:
        return _grant(award, known, asker, as_of, where, denials)

    out = [_out(award, awards, known, as_of) for award in awards]
    refusing = [a.refused and barred is None for a, barred in zip(awards, out, strict=True)]
    denying = [grant(award) if refuses else None for award, refuses in zip(awards, refusing, strict=True)]
    denials = [found for found in denying if found is not None and not _unmet(found)]
    for award, barred, refuses, denial in zip(awards, out, refusing, denying, strict=True):
        if barred is not None:
            yield barred
        elif refuses:
            yield _refused(award, denial)
        else:
            found = grant(award, [each for each in denials if _denies(each.award, award, where)])
            if found is None:
                yield _counted_twice(award)
            elif unmet := _unmet(found):
                finding = Finding(Verdict.NO, unmet[:1])
                yield Refusal(award, RefusalReason.CONDITION_UNMET, finding, found.conditions)
            else:
                yield found


def _out(award: Award, awards: Sequence[Award], known: Collection[str], as_of: str) -> Refusal | None:
    """Why an award or a refusal bears on nothing: it has ceased, is not in force, or its set is not held."""
    if award.ceased is not None:
        return Refusal(award, RefusalReason.CEASED, Finding(Verdict.NO, (award.ceased,)))
    if not award.holds(as_of):
        return _out_of_force(award, awards, as_of)
    lacking = [iri for iri in award.held if iri not in known]
    return _incomplete(award, lacking) if lacking else None


def _unmet(found: AwardFinding) -> tuple[Said, ...]:
    """The statements that ask for what is not met."""
    return tuple(c.statement for c in found.conditions if c.state is ConditionState.UNMET)


def _asked(found: AwardFinding) -> list[ConditionFinding]:
    """What is asked for and not known to be met."""
    return [each for each in found.conditions if each.state is not ConditionState.MET]


def _refused(award: Award, found: AwardFinding | None) -> Refusal:
    """Refused to who asks; only perhaps where a document is in doubt, or only those are who meet more.

    An award in doubt is given by its word and in no certain total. A NO has no such half: it is left open.
    """
    if found is None:
        return _counted_twice(award)
    asked = _asked(found)
    if not asked:
        missing = tuple(_doubted(found, "whether it refuses"))
        finding = Finding(Verdict.UNKNOWN if missing else Verdict.NO, (award.statement,), missing=missing)
        return Refusal(award, RefusalReason.REFUSED, finding, found.conditions)
    words = " and ".join(each.condition for each in asked)
    what = f"what else is awarded there; {award.title} refuses only those who meet: {words}"
    missing = (Missing(what, award.could_say),)
    if _unmet(found):
        finding = Finding(Verdict.UNKNOWN, missing=missing)
        return Refusal(award, RefusalReason.CONDITION_UNMET, finding, found.conditions)
    finding = Finding(Verdict.UNKNOWN, (award.statement,), missing=missing)
    return Refusal(award, RefusalReason.REFUSED, finding, found.conditions)


def _incomplete(award: Award, lacking: Sequence[str]) -> Refusal:
    """Not given, and not denied: what is lacking may be held, or something held may stand for it."""
    few = f"{len(lacking)} of the {len(award.held)} that are to be held together"
    what = f"{award.title}: {few} are not held, nor does anything held stand for them as far as is known"
    finding = Finding(Verdict.UNKNOWN, missing=(Missing(what, award.could_say),))
    return Refusal(award, RefusalReason.SET_INCOMPLETE, finding)


def _counted_twice(award: Award) -> Refusal:
    """Not given, and not denied: one thing that is held stands for several of a set, and is not the same."""
    several = f"several of the {len(award.held)} that are to be held together"
    what = f"{award.title}: one thing that is held stands for {several}; nobody states that they are the same"
    finding = Finding(Verdict.UNKNOWN, missing=(Missing(what, award.could_say),))
    return Refusal(award, RefusalReason.SET_INCOMPLETE, finding)


def _out_of_force(award: Award, awards: Sequence[Award], as_of: str) -> Refusal:
    late = award.valid_to <= as_of
    reason = RefusalReason.EXPIRED if late else RefusalReason.NOT_YET_IN_FORCE
    what = ended(award, awards, as_of) if late else _since(award)
    missing = (Missing(f"{award.title}: {what}", award.could_say),)
    return Refusal(award, reason, Finding(Verdict.UNKNOWN, missing=missing))


def ended(award: Award, awards: Sequence[Award], as_of: str) -> str:
    """What is open of an award that has ended: what replaces or follows it, else whether it was renewed."""
    last = day_before(award.valid_to)
    if award.successors:
        names = " and ".join(each.title for each in award.successors)
        verb = "replaces" if len(award.successors) == 1 else "replace"
        return f"it ended on {last}, and {names} {verb} it; whether what was earned before counts by that"
    later = next((each for each in awards if each.holds(as_of) and each.follows(award)), None)
    if later is not None:
        since = f"in force since {later.valid_from}"
        return f"it ended on {last}; a later one of the same body for the same is {since}"
    return f"whether it was renewed after {last}"


def _since(award: Award) -> str:
    """When an award starts; what states no start is held from the day of its document."""
    if award.developing:
        return "it says of itself that it is being developed"
    last = max(award.terms, key=lambda said: said.valid_from)
    if last.start_stated:
        return f"it starts on {award.valid_from}"
    if last.end_stated and last.valid_from == day_before(last.valid_to):
        return f"it held until {last.valid_from}; since when is not stated"
    return f"it stands in a document of {award.valid_from}; since when it holds is not stated"


def _grant(
    award: Award,
    known: Mapping[str, Sequence[Holding]],
    asker: Asker,
    as_of: str,
    where: Whereabouts | None,
    denials: Sequence[AwardFinding],
) -> AwardFinding | None:
    """Judge an award for the best way of taking its set from what is held; None where there is no way."""
    ways = islice(product(*(known[iri] for iri in award.held)), MAX_WAYS)
    place = where.institution if where is not None else None
    found = (
        _way(
            award,
            used,
            Facts([each.held for each in used], known, asker, as_of, place, _own(award, used)),
            denials,
        )
        for used in islice(filter(_distinct, ways), MAX_READINGS)
    )
    return min(found, key=_worse, default=None)


def _own(award: Award, used: Sequence[Holding]) -> list[str]:
    """The IRIs of what is used itself: those of its set that are held, or the same as what is."""
    found: dict[str, None] = {}
    for iri, each in zip(award.held, used, strict=True):
        if each.through is not None:
            found[each.through.of] = None
        if _is_same(each):
            found[iri] = None
    return list(found)


def _distinct(used: Sequence[Holding]) -> bool:
    """Whether nothing that is held stands for two of a set, unless it is the same as the other."""
    own = [id(each.held) for each in used if each.through is None or not _is_same(each)]
    return len(own) == len(set(own))


def _is_same(holding: Holding) -> bool:
    """Whether what is held is the thing itself, or by every link on the way the same."""
    links = holding.through.statements if holding.through is not None else ()
    return all(said.body["link"] in _SAME for said in links)


def _denies(denial: Award, award: Award, where: Whereabouts | None) -> bool:
    """Whether a refusal says of an award that it is not given: of the same set, a target, and the scope.

    A recommendation is disputed by nothing but the advice against it, which disputes nothing else.
    """
    if set(denial.held) != set(award.held) or (denial.targets and denial.targets.isdisjoint(award.targets)):
        return False
    advice = AwardKind.RECOMMENDATION
    if (denial.kind is advice) is not (award.kind is advice):
        return False
    return set(denial.at) == set(award.at) or (where is not None and _narrower(denial, award, where))


def _narrower(denial: Award, award: Award, where: Whereabouts) -> bool:
    """Whether a refusal holds of the whole place, and of less than the award does."""
    outer = frozenset[str]().union(*(where.states.get(each, frozenset()) for each in denial.at))
    return where.lies_in(denial.at) and not outer.isdisjoint(award.at)


def _way(
    award: Award,
    used: Sequence[Holding],
    facts: Facts,
    denials: Sequence[AwardFinding],
) -> AwardFinding:
    against = tuple(each.award.statement for each in denials if not _asked(each))
    conditions = (*judge_conditions(award, facts), *_spared(denials))
    verdict = Verdict.YES
    if against:
        verdict = Verdict.DISPUTED
    elif any(c.state is ConditionState.UNKNOWN for c in conditions) or claimed(award):
        verdict = Verdict.UNKNOWN
    through = tuple(h.through for h in used if h.through is not None)
    found = AwardFinding(award, verdict, conditions, against=against, through=through)
    doubted = _doubted(found, "whether it is as stated")
    return replace(found, missing=(*claimed(award), *award.unstated, *doubted))


def _spared(denials: Sequence[AwardFinding]) -> Iterator[ConditionFinding]:
    """What is open where a refusal concerns only some, and whether it concerns who asks is not known."""
    for each in denials:
        for asked in _asked(each):
            text = f"not refused by {each.award.title}, which concerns: {asked.condition}"
            yield replace(asked, kind="OTHER", condition=text)


def _doubted(found: AwardFinding, what: str) -> Iterator[Missing]:
    """What is open where a document is not sure of what an award or a refusal rests on."""
    for said in found.doubts:
        open_ = f"{found.award.title}: {what}; the source is taken with a confidence of"
        yield Missing(f"{open_} {said.body['confidence']}", said.could_say)


def claimed(award: Award) -> tuple[Missing, ...]:
    """What is missing where others than who grants it say that it gives standing, or what counts for it.

    A value that its owner has agreed with others that they grant it is by itself no award of the owner.
    """
    if award.agreed and award.agreement is None and award.kind is AwardKind.UNSTATED:
        named = "whether its owner awards it too is not stated; agreements say where it is granted"
        return (Missing(f"{award.title}: {named}", award.could_say),)
    if award.agreement is not None and award.awarded_by is None:
        named = "which institutions grant it is not stated"
        return (Missing(f"{award.title}: {named}", award.agreement.could_say),)
    granting = {award.awarded_by, award.statement.one("BY"), award.statement.asserted_by}
    others = [said for said in award.ends if said.asserted_by not in granting]
    if others:
        named = "whether who grants it says so too is not stated; what provides or receives it says so"
        return (Missing(f"{award.title}: {named}", award.could_say),)
    if award.form != "advancedStanding" or award.kind is not AwardKind.UNSTATED:
        return ()
    return (Missing("whether who grants it says so too is not stated", award.toward),)


def _worse(finding: AwardFinding) -> tuple[int, int, bool]:
    states = [condition.state for condition in finding.conditions]
    return states.count(ConditionState.UNMET), states.count(ConditionState.UNKNOWN), not finding.certain
