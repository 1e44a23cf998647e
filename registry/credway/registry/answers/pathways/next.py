"""What a holder can take next: all that is required is held, or one step is lacking; and what it adds."""

from collections.abc import Mapping, Sequence
from dataclasses import InitVar, dataclass, field, replace
from typing import Any

from credway.ontology.rules import rule
from credway.registry.answers.asker import Asker, check_asker
from credway.registry.answers.asking import Asking, sources_of
from credway.registry.answers.competencies.aligning import covered
from credway.registry.answers.competencies.attesting import attested
from credway.registry.answers.credit.reaching import Reached, reach
from credway.registry.answers.holding import Held
from credway.registry.answers.model import (
    ConditionFinding,
    ConditionState,
    Cut,
    Finding,
    Resolution,
    Source,
    Things,
)
from credway.registry.answers.pathways.answer import check, earner_of, still_held
from credway.registry.answers.pathways.constraints import Facts, Worth, reads_components
from credway.registry.answers.pathways.earning import Earned, Earner, awarded, worth
from credway.registry.answers.pathways.facts import facts_of, judge_constraint, judge_leaf
from credway.registry.answers.pathways.figures import has_constraints, read_figures, worth_of
from credway.registry.answers.pathways.following import Following, following
from credway.registry.answers.pathways.having import Having, certain, doubted, having_of, through, too_alike
from credway.registry.answers.pathways.nearing import Near, nearest
from credway.registry.answers.pathways.opening import is_open
from credway.registry.answers.pathways.ordering import DURATION, WAGE, fees, has_more_costs, one
from credway.registry.answers.pathways.parts import Fact, Part
from credway.registry.answers.pathways.relations import COMMON, REQUIRED, STRONGEST, relation_of
from credway.registry.answers.pathways.requirements import Requirements
from credway.registry.answers.pathways.targets import settled
from credway.registry.answers.places import Place
from credway.registry.answers.said import Said
from credway.registry.answers.ways import with_ways
from credway.registry.errors import BadCursor, BadRequest, LimitExceeded

RULES = (rule("next-credential").iri,)


@dataclass(frozen=True, slots=True)
class NextCredential:
    """One credential that can be taken next, why, and what it adds.

    `because` are the statements that name what is held, `relation` the strongest of them; `lacks` the
    one thing that is lacking, if any. `occupations` are those for which it is said to be. `incomplete`
    names what of wage, fee, duration and credit nobody states.
    """

    credential: str
    finding: Finding
    relation: str
    because: tuple[Said, ...]
    lacks: tuple[str, ...]
    conditions: tuple[ConditionFinding, ...]
    wage: Said | None = None
    fees: tuple[Said, ...] = ()
    duration: Said | None = None
    credit: tuple[Earned, ...] = ()
    roles: tuple[Said, ...] = ()
    occupations: tuple[Said, ...] = ()
    incomplete: tuple[str, ...] = field(init=False)
    more_costs: InitVar[bool] = False

    def __post_init__(self, more_costs: bool) -> None:
        """Name the figures that nobody states; a fee is not whole where more costs are stated."""
        stated = {
            "wage": self.wage,
            "fee": self.fees and not more_costs,
            "duration": self.duration,
            "credit": any(each.low for each in self.credit),
        }
        unknown = tuple(name for name, found in stated.items() if not found)
        object.__setattr__(self, "incomplete", unknown)


@dataclass(frozen=True)
class NextAnswer:
    """The answer to `nextCredentials`: one page of the whole list, whose length is `total`."""

    as_of: str
    known_at: int
    resolved: Sequence[Resolution]
    held: Sequence[str]
    credentials: Sequence[NextCredential]
    total: int
    more: bool
    before: bool
    sources: Sequence[Source]
    things: Things
    rules: tuple[str, ...] = RULES
    cut: Cut | None = None


async def next_credentials(
    frame: Asking,
    held: Sequence[Held],
    *,
    asker: Asker | None = None,
    place: Place | None = None,
    first: int | None = None,
    after: str | None = None,
) -> NextAnswer:
    """Say what can be taken next, in a number of round trips that does not depend on how much it is.

    `after` is the credential after which the page starts. Raises BadRequest, LimitExceeded, Ambiguous
    or NotFound on arguments that cannot be settled.
    """
    held = check(frame, held, 1, 1)
    size = frame.settings.page_default if first is None else first
    if size < 0:
        raise BadRequest(f"a page of {size} cannot be given", argument="first")
    if size > frame.settings.page_max:
        raise LimitExceeded(f"a page of {size}; the most is {frame.settings.page_max} (page_max)")
    asker = check_asker(asker)
    asked = await settled(frame, None, [item.ref for item in held], place)
    ids, where = asked.held, asked.place
    having = await _having(frame, still_held(ids, held))
    read = await following(frame, having)
    judge = _judging(facts_of(asker), asker, having, await _worth(frame, having, read.conditions))
    required = [said for said in read.conditions if relation_of(said) in REQUIRED]
    requirements = Requirements(required, judge, doubted=doubted(having, {}, {}))
    near = nearest(requirements, read.because, having.iris)
    ranked = sorted(near.values(), key=lambda each: _rank(each, read.because[each.thing]))
    names = [each.thing for each in ranked]
    if after is not None and after not in names:
        raise BadCursor("the list has no such entry any more; start again without `after`")
    start = names.index(after) + 1 if after is not None else 0
    earner = earner_of(place, where, asker, list(zip(ids, held, strict=True)), having)
    items = await _items(frame, ranked[start : start + size], read, requirements, earner)
    used = [said for item in items for said in _said_in(item)]
    alike = too_alike(frame.settings.max_equivalents, frame.crowded) if frame.crowded else None
    mentioned = {iri for said in used for iri in said.mentioned} | {*ids, *RULES}
    mentioned |= {iri for item in items for iri in (item.credential, *item.lacks)}
    mentioned |= {where} if where else set()
    return NextAnswer(
        as_of=frame.as_of,
        known_at=frame.known_at,
        resolved=asked.resolved,
        held=ids,
        credentials=items,
        total=len(ranked),
        more=start + size < len(ranked),
        before=start > 0,
        sources=sources_of(used),
        things=await frame.describe(mentioned),
        cut=read.cut or alike,
    )


async def _having(frame: Asking, owned: Sequence[str]) -> Having:
    """What is held under all its names, and the competencies that it attests."""
    linked = with_ways(await frame.equivalents(owned))
    names = {*owned, *(each.iri for each in linked)}
    known = await attested(frame, names) if names else {}
    sure = certain(each for found in known.values() for each in found)
    wider = await covered(frame, {each.competency for each in sure if each.competency})
    sure += [one for each in wider for one in through(sure, each)]
    return having_of(owned, linked, sure)


async def _worth(frame: Asking, having: Having, conditions: Sequence[Said]) -> Worth:
    """What the held components are worth, where some constraint asks: one round trip then."""
    figures: dict[str, list[Said]] = {}
    if has_constraints(conditions):
        figures, _ = await read_figures(frame, having.names, ())
    return worth_of(figures, ((each.of, each.iri) for each in having.linked))


def _judging(facts: Facts, asker: Asker, having: Having, components: Worth) -> Any:
    def judge(tree: Mapping[str, Any], said: Said) -> Part:
        if "constraint" not in tree:
            return Fact(judge_leaf(tree, said, asker))
        found = judge_constraint(tree["constraint"], said, facts, components, sorted(having.iris))
        if found.state is ConditionState.UNMET and reads_components(tree["constraint"], facts):
            # What is obtained besides may meet it.
            found = replace(found, state=ConditionState.UNKNOWN)
        return Fact(found)

    return judge


async def _items(
    frame: Asking,
    page: Sequence[Near],
    read: Following,
    requirements: Requirements,
    earner: Earner | None,
) -> list[NextCredential]:
    """What each adds: what a place awards in one round trip, figures and all names in another."""
    things, because = {near.thing for near in page}, read.because
    if not things:
        return []
    # What is named is described with the figures, that of `because` and of what is required among it.
    stated = {thing: tuple(requirements.asking(thing)) for thing in things}
    named = {i for thing in things for s in (*because[thing], *stated[thing]) for i in s.mentioned}
    named |= {iri for near in page for iri in near.lacks}
    reached: Reached | None = None
    if earner is not None:
        reached = await reach(frame, things, [earner.at] if earner.at else [])
        named |= {iri for award in reached.awards for iri in award.mentioned}
    figures, kinds = await read_figures(frame, things, ["role", "occupation"], named)
    earned: Mapping[str, Sequence[Earned]] = worth(figures)
    if earner is not None and reached is not None:
        earned = awarded(reached, earner, frame.as_of, frame.things)
    described = await frame.describe(things | {iri for near in page for iri in near.lacks})
    found: list[NextCredential] = []
    for near in page:
        thing, about = near.thing, figures.get(near.thing, ())
        basis = stated[thing] if thing in requirements.stated else ()
        found.append(
            NextCredential(
                credential=thing,
                finding=is_open(near, basis, requirements, described, whole=read.whole),
                relation=_strongest(because[thing]),
                because=tuple(dict.fromkeys((*because[thing], *stated[thing]))),
                lacks=near.lacks,
                conditions=near.findings,
                wage=one(about, WAGE),
                fees=fees(about),
                duration=one(about, DURATION),
                credit=tuple(earned.get(thing, ())),
                roles=tuple(s for s in kinds.get(thing, ()) if s.body["aspect"] == "role"),
                occupations=tuple(s for s in kinds.get(thing, ()) if s.body["aspect"] == "occupation"),
                more_costs=has_more_costs(about),
            )
        )
    return found


def _rank(near: Near, because: Sequence[Said]) -> tuple[Any, ...]:
    """What is open at once first, then by how strongly it follows on what is held, then by IRI."""
    unmet = sum(f.state is ConditionState.UNMET for f in near.findings)
    return (unmet, len(near.lacks), STRONGEST.index(_strongest(because)), near.thing)


def _strongest(because: Sequence[Said]) -> str:
    found = {relation_of(said) for said in because} - {COMMON}
    return next(relation for relation in STRONGEST if relation in found)


def _said_in(item: NextCredential) -> list[Said]:
    credit = [s for e in item.credit for s in (e.award.statements if e.award else (e.statement,))]
    figures = [s for s in (item.wage, *item.fees, item.duration) if s is not None]
    return [*item.because, *figures, *credit, *item.roles, *item.occupations]
