"""What is known of each credential asked about, so ordered that a place need not look at the rest of it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from credway.registry.answers.asker import Asker
from credway.registry.answers.credit.findings import AwardFinding, Refusal
from credway.registry.answers.credit.judging import judged
from credway.registry.answers.credit.reaching import Reached
from credway.registry.answers.holding import Held, alternatives, known_as
from credway.registry.answers.model import Cut, Equivalent, Things
from credway.registry.answers.portability.listing import Lists
from credway.registry.answers.portability.printed import names_of
from credway.registry.answers.portability.sought import Sought, called, keys_of
from credway.registry.answers.said import Said, current

REPLACING = frozenset({"ceterms:supersededBy", "ceterms:supersedes"})
"""Links by which another thing stands for one without being the same."""
NOBODY = Asker()
"""A holder of whom nothing is known but when the one credential was earned."""


@dataclass(frozen=True, slots=True)
class KnownOf:
    """What is known of one credential: what is said of it by place, and awards as they are judged.

    `names` are all IRIs under which it counts, `via` what stands for it, `sought` whose listing is asked.
    `entries` and the claims of a listing, `listings`, are those of the day of earning, `entries_now` those of
    the day of the question; `of_itself` are the recognitions less those of what replaces it or is replaced.
    """

    names: frozenset[str]
    sought: Sought
    own: Sequence[Said]
    lists: Lists
    entries: Mapping[str | None, Sequence[Said]]
    listings: Sequence[Said]
    entries_now: Mapping[str | None, Sequence[Said]]
    recognitions: Sequence[Said]
    of_itself: Sequence[Said]
    of_work: Sequence[Said]
    figures: Mapping[str | None, Sequence[Said]]
    credited: Mapping[str, Sequence[AwardFinding | Refusal]]
    via: Sequence[Equivalent]
    cut: Cut | None = None


@dataclass(frozen=True)
class Knowledge:
    """What was reached for all credentials asked about: what holds on the day, and on that of earning."""

    reached: Reached
    as_of: str
    earned: str | None
    ids: Sequence[str]
    lists: Lists = field(init=False)

    def __post_init__(self) -> None:
        """The lists are those that were reached."""
        object.__setattr__(self, "lists", Lists(self.reached.lists, self.reached.printed))

    @cached_property
    def said(self) -> Sequence[Said]:
        """What is said of them on the day of the question."""
        return current(self.reached.said, self.as_of)

    @cached_property
    def licensed(self) -> Sequence[Said]:
        """Licences for the occupations that they are for, on the day of the question."""
        return current(self.reached.licensed, self.as_of)

    @cached_property
    def listings(self) -> Sequence[Said]:
        """Their entries on lists, and claims that they are listed, on the day of earning."""
        bearing = [s for s in self.reached.said if s.kind == "ListEntry" or s.body.get("action") == "listed"]
        return current(bearing, self.earned or self.as_of)

    @property
    def _bearing(self) -> Sequence[Said]:
        return (*self.said, *self.listings, *self.licensed)

    @property
    def mentioned(self) -> set[str]:
        """The things that an answer names."""
        named = {name for iri in self.ids for name in known_as(iri, self.reached.equivalents)}
        named |= self.lists.mentioned | {iri for s in self._bearing for iri in s.mentioned}
        return named | {iri for award in self.reached.awards for iri in award.mentioned}

    def of(self, held: Held, things: Things) -> KnownOf:
        """What is known of one of them, named by its IRI, as its holder has it."""
        iri = held.ref.id or ""
        via = [e for e in self.reached.equivalents if e.of == iri]
        names = known_as(iri, via)
        own = [s for s in self.said if not names.isdisjoint(about(s))]
        then = [s for s in self.listings if not names.isdisjoint(about(s))]
        work = _occupations(own)
        awards = [a for a in self.reached.awards if not names.isdisjoint(a.held)]
        itself = frozenset((iri,))
        titles = [*names_of(things, names), *called(own, names)]
        keys = keys_of([*names_of(things, itself), *called(own, itself)])
        sought = Sought(titles, keys, _same(iri, via), _fields(own))
        recognitions = [s for s in own if s.kind == "Recognition"]
        credited = judged(awards, alternatives([held], [iri], via), NOBODY, self.as_of)
        return KnownOf(
            names=names,
            sought=sought,
            own=own,
            lists=self.lists,
            entries=_by_place(then, "ListEntry"),
            listings=[s for s in then if s.kind == "Recognition"],
            entries_now=_by_place(own, "ListEntry"),
            recognitions=recognitions,
            of_itself=[s for s in recognitions if sought.itself(s)],
            of_work=[s for s in self.licensed if work & set(s.all("OF"))],
            figures=_by_place(own, "Observation", "Claim"),
            credited=_by_state(credited, self.reached.within),
            via=via,
            cut=self.reached.cut,
        )


def about(said: Said) -> set[str]:
    """The things whose standing a statement bears on; a claim of a licence also bears on the licence."""
    roles = ("MEMBER", "OF", "OBJECT") if said.kind == "Recognition" else ("MEMBER", "OF")
    return {iri for role in roles for iri in said.all(role)}


def _same(iri: str, via: Sequence[Equivalent]) -> frozenset[str]:
    """The IRIs of the thing itself: those that links reach which do not say that one replaces another."""
    found, links = {iri}, [e.statement for e in via if e.link not in REPLACING]
    pairs = [{*said.all("OF"), *said.all("OBJECT")} for said in links]
    while more := [pair for pair in pairs if not found.isdisjoint(pair) and not pair <= found]:
        found = found.union(*more)
    return frozenset(found)


def _occupations(found: Sequence[Said]) -> set[str]:
    """The occupations for which things are said to be."""
    return {
        iri
        for said in found
        if said.kind == "Classification" and said.body["aspect"] == "occupation"
        for iri in said.all("CONCEPT")
    }


def _fields(found: Sequence[Said]) -> frozenset[str]:
    """The occupations, clusters and other concepts under which things are said to stand."""
    return frozenset(iri for said in found if said.kind == "Classification" for iri in said.all("CONCEPT"))


def _by_place(found: Sequence[Said], *kinds: str) -> dict[str | None, list[Said]]:
    """The statements of some kinds by the postal code of the one state that they are about."""
    by_place: dict[str | None, list[Said]] = {}
    for said in found:
        if said.kind in kinds:
            by_place.setdefault(said.place_code, []).append(said)
    return by_place


def _by_state(
    credited: Iterable[AwardFinding | Refusal], within: Mapping[str, frozenset[str]]
) -> dict[str, list[AwardFinding | Refusal]]:
    """Awards by the places where they hold, and by those in which these lie."""
    by_state: dict[str, list[AwardFinding | Refusal]] = {}
    for found in credited:
        at = found.award.at
        for state in frozenset(at).union(*(within.get(each, ()) for each in at)):
            by_state.setdefault(state, []).append(found)
    return by_state
