"""The one verdict of the awards at a place: whether what is held earns credit there.

A refusal concerns its own scope: a body may award although a wider one refuses, and where a narrower one
refuses others may still award. Every surface that says whether there is credit says it from here.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import lru_cache

from credway.registry.answers.credit.awards import Award, AwardKind, measured
from credway.registry.answers.credit.choosing import least, most
from credway.registry.answers.credit.findings import AwardFinding, Refusal, RefusalReason, apart
from credway.registry.answers.credit.judging import claimed
from credway.registry.answers.model import ConditionState, Cut, Finding, Missing, Verdict
from credway.registry.answers.places import Whereabouts
from credway.registry.answers.said import Said

UNITS = "https://w3id.org/credway/schemes/units/"
"""The scheme of units that are none of credit; CTDL has those in a scheme of their own."""


def earns(
    judged: Sequence[AwardFinding | Refusal],
    where: Whereabouts,
    wanted: Sequence[Collection[str]],
    cut: Cut | None = None,
) -> Finding:
    """Credit at a place, or somewhere in it, by awards judged for who asks.

    `wanted` are the names that each held thing has for sure. One award that is given suffices; a
    recommendation, zero and hours at work are no credit. NO needs for each of them a sure refusal of the
    whole place, whatever the target, with nothing awarded against it; what was cut away may be an award, so
    that a cut answer is no NO.
    """
    if not judged and cut is None:
        return _nothing(where.title, where.could_say)
    granted, refused = apart(judged)
    barred = [f.award for f in refused if f.reason is RefusalReason.REFUSED and _bars(f, where)]
    binding = [f for f in granted if f.award.kind is not AwardKind.RECOMMENDATION and _is_credit(f.award)]
    given, disputed = (
        [f for f in binding if f.verdict is verdict] for verdict in (Verdict.YES, Verdict.DISPUTED)
    )
    if given:
        return Finding(Verdict.YES, _terms(f.award for f in given), _terms(barred))
    if disputed:
        against = dict.fromkeys((*_terms(barred), *(s for f in disputed for s in f.against)))
        return Finding(Verdict.DISPUTED, _terms(f.award for f in disputed), tuple(against))
    denied = {iri for award in barred for iri in award.held}
    if not (binding or cut) and all(not denied.isdisjoint(names) for names in wanted):
        return Finding(Verdict.NO, _terms(barred))
    return Finding(
        Verdict.UNKNOWN,
        basis=_terms(f.award for f in granted),
        against=tuple(dict.fromkeys(s for f in refused for s in f.finding.basis)),
        missing=tuple(dict.fromkeys(_missing(judged, where, cut))),
    )


@lru_cache(1024)
def _nothing(title: str, could_say: tuple[str, ...]) -> Finding:
    """What is to be said of most places, of each credential again: that no award is held."""
    what = f"no agreement is held here for credit in {title}"
    return Finding(Verdict.UNKNOWN, missing=(Missing(what, could_say),))


def _bars(refusal: Refusal, where: Whereabouts) -> bool:
    """Whether a refusal denies to who asks, for one thing by itself, all credit in the whole of a place."""
    refused = refusal.award
    whole = refusal.finding.verdict is Verdict.NO and not refused.targets and len(refused.held) == 1
    return whole and refused.kind is not AwardKind.RECOMMENDATION and where.lies_in(refused.at)


def _is_credit(award: Award) -> bool:
    """Whether what an award gives is credit: not zero, and not hours at work or in related instruction alone.

    Where no amount is stated it is.
    """
    stated = [a for a in award.amounts if measured(a)]
    return not stated or any(
        not a.get("unit", "").startswith(UNITS) and (most(a) or least(a)) > 0 for a in stated
    )


def _missing(
    judged: Sequence[AwardFinding | Refusal], where: Whereabouts, cut: Cut | None
) -> Iterator[Missing]:
    if cut is not None:
        yield Missing(f"what else is awarded in {where.title}: {cut.message}")
    for found in judged:
        yield from _open(found)


def _open(found: AwardFinding | Refusal) -> Iterator[Missing]:
    """What would settle whether there is credit, as far as one award goes."""
    award, who = found.award, found.award.could_say
    if isinstance(found, AwardFinding):
        for condition in found.conditions:
            if condition.state is ConditionState.UNKNOWN:
                yield Missing(f"{award.title}: whether it is met: {condition.condition}", who)
        yield from claimed(award)
        if award.kind is AwardKind.RECOMMENDATION:
            yield Missing(f"{award.title}: whether anybody there follows the recommendation", who)
        elif not _is_credit(award):
            yield Missing(f"{award.title}: whether credit is awarded too; none is in what it states", who)
    elif found.finding.missing:
        yield from found.finding.missing
    elif found.reason is RefusalReason.REFUSED:
        yield Missing(f"what else is awarded there; {award.title} refuses", who)
    elif found.reason is RefusalReason.CEASED:
        yield Missing(f"what else is awarded there; {award.title} has ceased or is suspended", who)
    elif found.reason is RefusalReason.CONDITION_UNMET:
        unmet = [c.condition for c in found.conditions if c.state is ConditionState.UNMET]
        yield Missing(f"what else is awarded there; {award.title} asks what is not met: {unmet[0]}", who)


def _terms(awards: Iterable[Award]) -> tuple[Said, ...]:
    """The statements by which some awards hold, each once."""
    return tuple(dict.fromkeys(said for award in awards for said in award.terms))
