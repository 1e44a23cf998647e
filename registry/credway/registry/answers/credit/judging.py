"""One award judged for who asks: given, possible or disputed, or not given and why.

Every question that says whether an award is had judges it here, so that no two of them differ.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from credway.registry.answers.asker import Asker
from credway.registry.answers.conditions import Facts, judge_conditions
from credway.registry.answers.credit.awards import Award, AwardKind
from credway.registry.answers.credit.findings import AwardFinding, Refusal, RefusalReason
from credway.registry.answers.credit.readings import Known, besides, own, readings
from credway.registry.answers.holding import Holding
from credway.registry.answers.model import (
    ConditionFinding,
    ConditionState,
    Equivalent,
    Finding,
    Missing,
    Verdict,
)
from credway.registry.answers.places import Whereabouts
from credway.registry.answers.said import Said
from credway.registry.periods import day_before

_MET, _UNKNOWN, _UNMET = ConditionState.MET, ConditionState.UNKNOWN, ConditionState.UNMET


def judged(
    awards: Sequence[Award],
    known: Known,
    asker: Asker,
    as_of: str,
    where: Whereabouts | None = None,
) -> Iterator[AwardFinding | Refusal]:
    """Judge each award for the asker; statements on both sides for one target are DISPUTED.

    `known` are the holdings that count under an IRI. A refusal concerns its own scope: it disputes an award
    at the same places, and `where` it holds of the whole place asked about, one of a wider scope. One that
    asks for something concerns only those who meet it, and one that its own document doubts makes no NO.
    """

    out = [_out(award, awards, known, as_of) for award in awards]
    denials = [a for a, barred in zip(awards, out, strict=True) if a.refused and barred is None]
    for award, barred in zip(awards, out, strict=True):
        if barred is not None:
            yield barred
        elif award.refused:
            yield _refused(award, _grant(award, known, asker, as_of, where, ()))
        else:
            against = [each for each in denials if _denies(each, award, where)]
            found = _grant(award, known, asker, as_of, where, against)
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
    return tuple(c.statement for c in found.conditions if c.state is _UNMET)


def _asked(found: AwardFinding) -> list[ConditionFinding]:
    """What is asked for and not known to be met."""
    return [each for each in found.conditions if each.state is not _MET]


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
    known: Known,
    asker: Asker,
    as_of: str,
    where: Whereabouts | None,
    denials: Sequence[Award],
) -> AwardFinding | None:
    """Judge an award for the best way of taking its set from what is held; None where no way is known.

    The best way of a refusal is the one that it concerns least: by that another may be awarded.
    """
    place = where.institution if where is not None else None
    better = _spares if award.refused else _worse

    def found(names: Sequence[str], used: Sequence[Holding]) -> AwardFinding:
        held = [each.held for each in used]
        facts = Facts(held, known, asker, as_of, place, own(names, used))
        through = tuple(each.through for each in used if each.through is not None)
        links = dict.fromkeys((*through, *besides(award, facts, known)))
        return _way(award, facts, tuple(links), denials)

    taken = readings(award, known, lambda iri, each: better(found([iri], [each])))
    best = min((found(award.held, used) for used in taken.ways), key=better, default=None)
    if best is not None and not taken.whole and bool(_unmet(best)) is not award.refused:
        return None
    return best


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
    award: Award, facts: Facts, through: tuple[Equivalent, ...], denials: Sequence[Award]
) -> AwardFinding:
    """Judge one way, and by the same facts what denies the award: who is not refused has it undisputed."""
    denied = [(denial, list(judge_conditions(denial, facts))) for denial in denials]
    denied = [(denial, asked) for denial, asked in denied if not any(c.state is _UNMET for c in asked)]
    against = tuple(a.statement for a, asked in denied if all(c.state is _MET for c in asked))
    spared = (each for denial, asked in denied for each in _spared(denial, asked))
    conditions = (*judge_conditions(award, facts), *spared)
    verdict = Verdict.YES
    if against:
        verdict = Verdict.DISPUTED
    elif any(c.state is _UNKNOWN for c in conditions) or claimed(award):
        verdict = Verdict.UNKNOWN
    found = AwardFinding(award, verdict, conditions, against=against, through=through)
    open_ = (*claimed(award), *award.unstated, *_doubted(found, "whether it is as stated"))
    return replace(found, missing=tuple(dict.fromkeys(open_)))


def _spared(denial: Award, conditions: Sequence[ConditionFinding]) -> Iterator[ConditionFinding]:
    """What is open where a refusal concerns only some, and whether it concerns who asks is not known."""
    for asked in conditions:
        if asked.state is not _MET:
            text = f"not refused by {denial.title}, which concerns: {asked.condition}"
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
    return (Missing(f"{award.title}: whether who grants it says so too is not stated", award.toward),)


def _worse(finding: AwardFinding) -> tuple[int, int, bool, bool]:
    """An order of ways, the one that serves best first: met, known, undisputed, sure."""
    states = [condition.state for condition in finding.conditions]
    return states.count(_UNMET), states.count(_UNKNOWN), bool(finding.against), bool(finding.doubts)


def _spares(finding: AwardFinding) -> tuple[int, int, bool]:
    """An order of ways of a refusal, the one that it concerns least first; of those alike a sure one."""
    unmet, unknown, _, doubtful = _worse(finding)
    return -unmet, -unknown, doubtful
