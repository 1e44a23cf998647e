"""The mix of core, technical and transferable competencies, and who sorted them so (question 43)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from credway.ontology import schemes
from credway.ontology.rules import rule
from credway.registry.answers.asking import Asking, sources_of
from credway.registry.answers.competencies.attesting import COMPETENCY, Attested, attested
from credway.registry.answers.model import Finding, Missing, Resolution, Source, Things, Verdict
from credway.registry.answers.nodes import Neighbour, neighbours
from credway.registry.answers.resolve import Ref, settle
from credway.registry.answers.said import Said
from credway.registry.answers.statements import statements_about
from credway.registry.errors import BadRequest, LimitExceeded

SCHEME = "competencyCategories"
RULES = tuple(rule(name).iri for name in ("competency-attested", "competency-mix"))
_PARTS = ("HAS_PART", "PART_OF", "HAS_DESTINATION", "DESTINATION_OF", "HAS_TOP_CHILD", "TOP_CHILD_OF")
_WHOLES = frozenset({"CompetencyFramework", "Pathway", "PathwaySet"})


@dataclass(frozen=True, slots=True)
class CategoryClaim:
    """One word on the category of a competency: a concept, or words that are no category here."""

    category: str | None
    words: str | None
    statement: Said


@dataclass(frozen=True, slots=True)
class MixLine:
    """One competency: its category where all who sort it agree, what they say, and where it comes from."""

    competency: str
    category: str | None
    sorted_as: tuple[CategoryClaim, ...]
    attested: tuple[Attested, ...]

    @property
    def contested(self) -> bool:
        """Whether it is put into several categories."""
        return len({each.category for each in self.sorted_as if each.category}) > 1


@dataclass(frozen=True, slots=True)
class MixCount:
    """How many competencies are of a category, and who says so; `category` is a concept."""

    category: str
    count: int
    said_by: tuple[str, ...]


@dataclass(frozen=True)
class MixAnswer:
    """The answer to `competencyMix` for one thing.

    Counts, `contested` and `unsorted` together make all competencies. `stated` says whether anybody
    states any of them.
    """

    of: str
    as_of: str
    known_at: int
    resolved: Sequence[Resolution]
    stated: Finding
    counts: Sequence[MixCount]
    contested: int
    unsorted: int
    lines: Sequence[MixLine]
    sources: Sequence[Source]
    things: Things
    rules: tuple[str, ...] = RULES


async def mixes(frame: Asking, refs: Sequence[Ref]) -> list[MixAnswer]:
    """Answer for each credential, pathway, framework or course, in as many round trips as for one.

    Raises BadRequest, LimitExceeded, Ambiguous or NotFound.
    """
    if not refs:
        raise BadRequest("name a credential or a pathway", argument="of")
    if len(refs) > frame.settings.page_max:
        raise LimitExceeded(f"{len(refs)} things; the most is {frame.settings.page_max} (page_max)")
    resolved, ids = await settle(frame, refs)
    members = await _members(frame, ids)
    inside = {iri for held in members.values() for iri in held}
    found = await attested(frame, {*ids, *inside})
    things = await frame.describe({*ids, *inside})
    own: dict[str, dict[str, list[Attested]]] = {}
    for iri in ids:
        of: dict[str, list[Attested]] = {
            each: [] for each in members[iri] if things[each].label == COMPETENCY
        }
        for name in (iri, *members[iri]):
            for each in found[name]:
                if each.competency is not None and not each.denied:
                    of.setdefault(each.competency, []).append(each)
        own[iri] = of
    said = await _categories(frame, {c for of in own.values() for c in of})
    things = await frame.describe(_mentioned(own, said) | set(ids))
    return [
        _answer(frame, iri, resolution, own[iri], said, things)
        for iri, resolution in zip(ids, resolved, strict=True)
    ]


async def _members(frame: Asking, ids: Sequence[str]) -> Mapping[str, list[str]]:
    """What lies in pathways and frameworks: their parts, and what those stand for."""
    things = await frame.describe(ids)
    wholes = [iri for iri in ids if things[iri].label in _WHOLES]
    parts = await _linked(frame, wholes, _PARTS)
    inside = {iri: {each.other for each in parts.get(iri, ())} for iri in ids}
    in_pathways = await frame.statements(wholes, ("Condition",), ("IN",))
    for said in in_pathways:
        if said.holds(frame.as_of):
            for iri in inside.keys() & set(said.all("IN")):
                inside[iri] |= {*said.all("OF"), *said.all("NEEDS")}
    proxies = await _linked(frame, {part for held in inside.values() for part in held}, ("PROXY_FOR",))
    for held in inside.values():
        held |= {each.other for part in tuple(held) for each in proxies.get(part, ()) if not each.derived}
    return {iri: sorted(held - {iri}) for iri, held in inside.items()}


async def _linked(frame: Asking, ids: Iterable[str], types: Sequence[str]) -> Mapping[str, list[Neighbour]]:
    """The links of some things, all of them: what is counted by a part of them is counted wrongly."""
    found = await neighbours(frame, ids, types)
    most = frame.settings.query_nodes
    if sum(map(len, found.values())) >= most:
        raise LimitExceeded(
            f"what is asked about has {most} parts or more, the most that are counted at once (query_nodes);"
            " ask about fewer things at once, or raise the setting"
        )
    return found


async def _categories(frame: Asking, ids: Iterable[str]) -> Mapping[str, list[CategoryClaim]]:
    """What is said of the category of each competency on the day."""
    about = await statements_about(frame, ids, ["Classification"])
    return {
        iri: [
            _sorted(said)
            for said in held
            if said.body["aspect"] == "competencyCategory" and said.holds(frame.as_of)
        ]
        for iri, held in about.items()
    }


def _sorted(said: Said) -> CategoryClaim:
    """A concept, or a publisher's own word where it is the label of one."""
    concept = said.one("CONCEPT")
    words = said.body.get("label")
    if concept is None and words:
        meant = schemes.by_label(SCHEME, words)
        concept = meant.iri if meant else None
    return CategoryClaim(concept, words, said)


def _answer(
    frame: Asking,
    iri: str,
    resolution: Resolution,
    own: Mapping[str, Sequence[Attested]],
    said: Mapping[str, Sequence[CategoryClaim]],
    things: Things,
) -> MixAnswer:
    lines = [
        _line(competency, own[competency], said.get(competency, ()))
        for competency in sorted(own, key=lambda c: (things[c].title.casefold(), c))
    ]
    basis = tuple(dict.fromkeys(s for line in lines for each in line.attested for s in each.basis))
    used = [*basis, *(each.statement for line in lines for each in line.sorted_as)]
    return MixAnswer(
        iri,
        frame.as_of,
        frame.known_at,
        [resolution],
        Finding(Verdict.YES, basis) if lines else Finding(Verdict.UNKNOWN, missing=(_SILENT,)),
        [_count(concept.iri, lines) for concept in schemes.scheme(SCHEME)],
        sum(line.contested for line in lines),
        sum(line.category is None and not line.contested for line in lines),
        lines,
        sources_of(used),
        things,
    )


_SILENT = Missing("nobody states which competencies belong to it")


def _line(competency: str, found: Sequence[Attested], said: Sequence[CategoryClaim]) -> MixLine:
    categories = {each.category for each in said if each.category}
    one = next(iter(categories)) if len(categories) == 1 else None
    return MixLine(competency, one, tuple(said), tuple(found))


def _count(category: str, lines: Sequence[MixLine]) -> MixCount:
    of = [line for line in lines if line.category == category]
    who = {
        each.statement.asserted_by
        for line in of
        for each in line.sorted_as
        if each.category == category and each.statement.asserted_by
    }
    return MixCount(category, len(of), tuple(sorted(who)))


def _mentioned(
    own: Mapping[str, Mapping[str, Sequence[Attested]]], said: Mapping[str, Sequence[CategoryClaim]]
) -> set[str]:
    stated = [s for of in own.values() for found in of.values() for each in found for s in each.basis]
    stated += [each.statement for found in said.values() for each in found]
    return {iri for s in stated for iri in s.mentioned} | {c for of in own.values() for c in of}
