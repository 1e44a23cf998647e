"""Credit that steps earn: what completing them is worth, or what a place awards for them.

Amounts stay apart by unit, level and awarding body; a target course of one body counts once. What a
thing is worth by its own document and what a place awards for it are never added.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from credway.registry.answers.asker import Asker
from credway.registry.answers.credit.awards import Award, AwardKind, unsure
from credway.registry.answers.credit.findings import AwardFinding
from credway.registry.answers.credit.judging import judged
from credway.registry.answers.credit.packing import Item, pack
from credway.registry.answers.credit.placed import parted, programs_of
from credway.registry.answers.credit.reaching import Reached
from credway.registry.answers.holding import Held, Holding
from credway.registry.answers.model import Things
from credway.registry.answers.places import Place, settled
from credway.registry.answers.resolve import Ref
from credway.registry.answers.said import Said
from credway.registry.projection.reader import canonical

CREDIT = "ceterms:creditValue"
MOST_CHOICES = 4096
"""Most states looked at for one sum of amounts whose targets overlap."""
Key = tuple[str, str, str]
"""Unit, level and awarding body, each empty where none is stated."""


@dataclass(frozen=True, slots=True)
class Earned:
    """One amount of credit of one thing; `award` is set where a place awards it.

    `low` is empty where no amount is stated, `high` also where nobody states a most. What is not `certain`
    rests on a statement of which its document is in doubt, or on an award that the question of credit does
    not count for certain. `programs` are those of its targets that are no courses.
    """

    of: str
    unit: str | None
    level: str | None
    awarded_by: str | None
    low: str
    high: str
    statement: Said
    award: Award | None = None
    certain: bool = True
    programs: frozenset[str] = frozenset()

    @property
    def key(self) -> Key:
        """What may be added with it."""
        return (self.unit or "", self.level or "", self.awarded_by or "")

    @property
    def targets(self) -> frozenset[str]:
        """What counts once: the courses and the common number it counts toward, else the thing itself."""
        if self.award is None:
            return frozenset((self.of,))
        numbers = [each["value"] for each in self.award.common_courses]
        named = numbers if len(self.award.toward) <= 1 else []
        return frozenset((*self.award.toward, *named)) or frozenset((self.of,))

    @property
    def apart(self) -> frozenset[str]:
        """What counts once at most: toward a program what each thing earns may be for another part of it."""
        return frozenset(f"{each} {self.of}" if each in self.programs else each for each in self.targets)


@dataclass(frozen=True, slots=True)
class CreditSum:
    """Credit of one unit, level and awarding body: what is certain in `low`, what is possible in `high`.

    What is in doubt or disputed, or asks what is not known to be met, is possible only; `high` is None where
    some amount has no upper bound.
    """

    unit: str | None
    level: str | None
    awarded_by: str | None
    low: str
    high: str | None


def worth(figures: Mapping[str, Sequence[Said]]) -> dict[str, list[Earned]]:
    """What completing things is worth, as their documents state it."""
    return {
        thing: [_of_document(thing, s) for s in held if s.body["measure"] == CREDIT]
        for thing, held in figures.items()
    }


@dataclass(frozen=True)
class Earner:
    """Who would earn credit: where, as whom, and what they hold under each IRI by which it counts.

    `at` is the organization or program that the place is, if it is one.
    """

    place: Place
    at: str | None
    asker: Asker
    known: Mapping[str, Sequence[Holding]]


def awarded(reached: Reached, earner: Earner, day: str, things: Things) -> dict[str, list[Earned]]:
    """What a place awards for each thing alone, or with what is held, as the question of credit judges it.

    Each is judged as obtained on the day asked about. What is refused, or asks what is not met, is left out;
    recommendations bind nobody. `things` describe what the awards count toward.
    """
    where = settled(earner.place, earner.at, reached.within)
    here, _ = parted(reached.awards, where, earner.place, things)
    found: dict[str, list[Earned]] = {}
    for thing, offered in _lacking_one(here, earner.known).items():
        step = Holding(Held(Ref(id=thing), earned_on=day))
        for each in judged(offered, {**earner.known, thing: (step,)}, earner.asker, day, where):
            if isinstance(each, AwardFinding) and each.award.kind is not AwardKind.RECOMMENDATION:
                amounts = each.award.amounts or ({},)
                programs = programs_of([each.award], things)
                earned = [_of_award(thing, amount, each, programs) for amount in amounts]
                found.setdefault(thing, []).extend(earned)
    return found


def _lacking_one(awards: Iterable[Award], known: Collection[str]) -> dict[str, list[Award]]:
    """The awards of which one thing alone is not held, refusals among them, by that thing."""
    found: dict[str, list[Award]] = {}
    for award in awards:
        lacking = [iri for iri in award.held if iri not in known]
        if len(lacking) == 1:
            found.setdefault(lacking[0], []).append(award)
    return found


def sums(earned: Iterable[Earned]) -> tuple[CreditSum, ...]:
    """Add up credit, apart by unit, level and awarding body: the largest sums that count a target once."""
    stated: dict[Key, list[Earned]] = {}
    for each in earned:
        if each.low:
            stated.setdefault(each.key, []).append(each)
    return tuple(
        CreditSum(
            *(unit or None, level or None, body or None),
            low=canonical(_least(found)),
            high=_most(found),
        )
        for (unit, level, body), found in sorted(stated.items())
    )


def _least(earned: Sequence[Earned]) -> Decimal:
    """What is certain of several amounts: a sum that can be had, also where there are too many to try.

    Where documents state several amounts of one thing, the lowest is.
    """
    certain = sorted((each for each in earned if each.certain), key=lambda each: Decimal(each.low))
    lowest = {each.of: each for each in reversed(certain) if each.award is None}
    counted = [each for each in certain if each.award is not None or lowest[each.of] is each]
    return pack([Item(e.of, e.targets, Decimal(e.low)) for e in counted], MOST_CHOICES).weight


def _most(earned: Sequence[Earned]) -> str | None:
    """What is possible of several amounts; None where one has no upper bound."""
    if not all(each.high for each in earned):
        return None
    found = pack([Item(each.of, each.apart, Decimal(each.high)) for each in earned], MOST_CHOICES)
    whole = sum((Decimal(each.high) for each in earned), Decimal(0))
    return canonical(found.weight if found.exact else whole)


def _of_award(of: str, amount: Mapping[str, str], found: AwardFinding, programs: frozenset[str]) -> Earned:
    award = found.award
    return Earned(of, *_stated(amount, award.awarded_by), award.statement, award, found.certain, programs)


def _of_document(of: str, said: Said) -> Earned:
    return Earned(of, *_stated(said.body, None), said, None, not unsure(said))


def _stated(
    amount: Mapping[str, str], body: str | None
) -> tuple[str | None, str | None, str | None, str, str]:
    """Unit, level, who awards, least and most; an upper bound alone promises nothing for certain."""
    exact = amount.get("value")
    low = exact or amount.get("low") or ("0" if amount.get("high") else "")
    return amount.get("unit"), amount.get("level"), body, low, exact or amount.get("high") or ""
