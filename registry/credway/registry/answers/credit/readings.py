"""Readings: by which of what is held a set is held together, those that serve best among many."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice, product
from math import prod
from typing import Any

from credway.registry.answers.conditions import Facts, judge_conditions, things_asked
from credway.registry.answers.credit.awards import Award
from credway.registry.answers.holding import Holding
from credway.registry.answers.model import Equivalent
from credway.registry.answers.ways import doubt_in

Known = Mapping[str, Sequence[Holding]]
"""The holdings that count under an IRI, those of the thing itself first."""
_SAME = frozenset(("ceterms:sameAs", "ceasn:exactAlignment", "ceterms:exactAlignment", "skos:exactMatch"))
"""Links by which two things are the same, and not only one in place of the other."""
_Marked = tuple[Holding, str, bool]
"""A holding, what is held by it, and whether that is the same as the member of the set."""
MAX_WAYS = 4096
"""Most ways of taking a set's members from what is held that are looked at for one award."""
MAX_READINGS = 64
"""Most ways of taking a set's members from what is held that are weighed for one award."""


@dataclass(frozen=True, slots=True)
class Readings:
    """The ways to weigh, and whether the one that serves best is among them."""

    ways: Sequence[tuple[Holding, ...]]
    whole: bool


def readings(award: Award, known: Known, merit: Callable[[str, Holding], Any]) -> Readings:
    """The ways of taking the members of a set, in an order that is not that of what is held.

    Where there are more than are weighed, the best of each member by `merit`, least first, are taken first:
    what is asked is asked of each, so that these serve best together, unless they count one thing twice.
    """
    options = [sorted(known[iri], key=_told) for iri in award.held]
    if len(options) == 1:
        return Readings([(each,) for each in options[0]], True)
    many = prod(map(len, options)) > MAX_READINGS
    if many:
        options = [_best_first(iri, each, merit) for iri, each in zip(award.held, options, strict=True)]
    marked = [
        [(each, _thing(iri, each, known), _is_same(each)) for each in found]
        for iri, found in zip(award.held, options, strict=True)
    ]
    ways = filter(_distinct, islice(product(*marked), MAX_WAYS))
    taken = [tuple(each for each, _, _ in way) for way in islice(ways, MAX_READINGS)]
    return Readings(taken, not many or taken[:1] == [tuple(each[0] for each in options)])


def _best_first(iri: str, found: Sequence[Holding], merit: Callable[[str, Holding], Any]) -> list[Holding]:
    ranked = sorted((merit(iri, each), place) for place, each in enumerate(found))
    return [found[place] for _, place in ranked]


def own(names: Sequence[str], used: Sequence[Holding]) -> list[str]:
    """The IRIs of what is used itself: those of its set that are held, or the same as what is."""
    found: dict[str, None] = {}
    for iri, each in zip(names, used, strict=True):
        if each.through is not None:
            found[each.through.of] = None
        if _is_same(each):
            found[iri] = None
    return list(found)


def besides(award: Award, facts: Facts, known: Known) -> tuple[Equivalent, ...]:
    """The links by which courses that are asked for besides are held, as far as anything rests on them.

    Sure links alone, where these are enough.
    """
    asked = (iri for iri in things_asked([award.conditions]) if iri in known)
    linked = {iri: found for iri in sorted(asked) if (found := _link(known[iri])) is not None}
    if not linked:
        return ()
    wanted = _states(award, facts)
    sure = {iri: link for iri, link in linked.items() if not doubtful(link)}
    for enough in ({}, sure):
        names = (known.keys() - linked.keys()) | enough.keys()
        if _states(award, replace(facts, known=names)) == wanted:
            return tuple(enough.values())
    return tuple(linked.values())


def _link(found: Sequence[Holding]) -> Equivalent | None:
    """The link by which a thing is held, a sure one first; None where it is held itself."""
    links = [each.through for each in found if each.through is not None]
    if len(links) < len(found):
        return None
    return min(links, key=lambda link: (doubtful(link), link.of))


def doubtful(link: Equivalent) -> bool:
    """Whether a document is in doubt of a link, or of one on its way."""
    return doubt_in(link.statements) is not None


def _states(award: Award, facts: Facts) -> list[str]:
    return [condition.state for condition in judge_conditions(award, facts)]


def _told(holding: Holding) -> tuple[Any, ...]:
    """What a holding says, as an order: the thing itself first, then what was earned last."""
    item, link = holding.held, holding.through
    day = -int((item.earned_on or "0").replace("-", ""))
    facts = (item.score, item.current, item.evidence, item.earned_in)
    return link is not None, day, "" if link is None else link.of, *(str(each) for each in facts)


def _distinct(way: Sequence[_Marked]) -> bool:
    """Whether nothing that is held, however often, stands for two of a set, unless it is the same as both."""
    same: dict[str, list[bool]] = {}
    for _, thing, is_same in way:
        same.setdefault(thing, []).append(is_same)
    return all(len(found) == 1 or all(found) for found in same.values())


def _thing(iri: str, holding: Holding, known: Known) -> str:
    """What is held: the first by name of all that is held and is the same."""
    thing = iri if holding.through is None else holding.through.of
    others = (each.through.of for each in known[thing] if each.through is not None and _is_same(each))
    return min((thing, *others))


def _is_same(holding: Holding) -> bool:
    """Whether what is held is the thing itself, or by every link on the way the same."""
    links = holding.through.statements if holding.through is not None else ()
    return all(said.body["link"] in _SAME for said in links)
