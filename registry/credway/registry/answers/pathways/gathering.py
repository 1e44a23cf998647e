"""What a pathway question reads: conditions along the way, equivalents, attested competencies.

The number of round trips does not depend on how long the way is, or how many ways there are; only where
what stands for an asked thing asks for something new itself is there another turn.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from credway.registry.answers.asking import Asking
from credway.registry.answers.competencies.attesting import Attested, How, attesting
from credway.registry.answers.model import Equivalent
from credway.registry.answers.pathways.having import Having, best_attested, certain, competencies_in
from credway.registry.answers.pathways.targets import Target, TargetKind
from credway.registry.answers.said import Said, current, decode

DOCUMENT = ("component", "precedes")
"""Relations of a Pathway document, followed where the target is one, or somebody requires one."""


@dataclass(frozen=True)
class Gathered:
    """What was read; `cut` says that there is more than the limit allows."""

    target: str
    conditions: Sequence[Said]
    leading: Mapping[str, Sequence[Said]]
    within: frozenset[str] | None
    having: Having
    options: Mapping[str, Sequence[str]]
    instead: frozenset[str]
    equivalents: Mapping[tuple[str, str], Equivalent]
    attestations: Mapping[tuple[str, str], Attested]
    cut: bool


class _Conditions:
    """The conditions read so far."""

    def __init__(self, frame: Asking, relations: Sequence[str], depth: int) -> None:
        self.frame, self.relations, self.depth = frame, list(relations), depth
        self.limit: int = frame.settings.max_search
        self.rows: list[Said] = []
        self.asked: set[str] = set()
        self.cut = False

    async def read(self, ids: Iterable[str]) -> None:
        """Read what leads to some things: one round trip."""
        wanted = sorted(set(ids) - self.asked)
        self.asked.update(wanted)
        if wanted:
            rows = await self.frame.ask(
                "conditions",
                ids=wanted,
                relations=self.relations,
                depth=self.depth,
                limit=self.limit,
                day=self.frame.as_of,
            )
            self.cut |= len(rows) >= self.limit
            self.rows += [decode(row[1:]) for row in rows]

    async def first(self, iri: str, kinds: Sequence[str], roles: Sequence[str]) -> list[Said]:
        """Read what names one thing: one round trip."""
        rows = await self.frame.ask(
            "first_on",
            ids=[iri],
            kinds=list(kinds),
            roles=list(roles),
            day=self.frame.as_of,
            limit=self.limit,
        )
        self.cut |= len(rows) >= self.limit
        return current([decode(row) for row in rows], self.frame.as_of)

    @property
    def needs(self) -> set[str]:
        """The things that they ask for."""
        return {need for said in self.rows for need in said.all("NEEDS")}

    @property
    def all(self) -> list[Said]:
        """All of them, each once."""
        return current(list(dict.fromkeys(self.rows)), self.frame.as_of)


async def gather(
    frame: Asking, target: Target, iri: str, owned: Sequence[str], relations: Sequence[str], depth: int
) -> Gathered:
    """Read what bears on the way from what is owned to a target."""
    conditions = _Conditions(frame, [*relations, "destination"], depth)
    leading, within = await _toward(conditions, target, iri)
    asked = conditions.needs | {of for said in leading for of in said.all("OF")}
    found: list[Equivalent] = []
    known: list[Attested] = []
    sought: set[str] = set()
    new = {*owned, *asked}
    # What stands for an asked thing may ask for something itself, for which again something may stand.
    for _ in range(depth):
        found += await frame.equivalents(new)
        skills = competencies_in(conditions.rows) - sought - set(owned)
        sought |= skills
        attesters = certain(await attesting(frame, skills)) if skills else []
        known += attesters
        await conditions.read({e.iri for e in found if e.of in new & asked} | {a.of for a in attesters})
        new = conditions.needs - asked
        asked |= new
        if not new or conditions.cut:
            break
    held = {e.iri: e for e in found if e.of in set(owned)}
    names = frozenset({*owned, *held})
    twins = [e for e in found if e.of in asked and e.of not in names and e.iri not in names]
    having = Having(owned, held, best_attested(known, names))
    # An equivalent is a way of its own where somebody says how to obtain it, or asks for it anyway.
    named = conditions.needs | {of for said in conditions.rows for of in said.all("OF")}
    options, links = _options([e for e in twins if e.iri in named], known, having)
    sure = {a.competency for a in known if a.competency and a.how is not How.REQUIRED}
    return Gathered(
        target=iri,
        conditions=conditions.all,
        leading={iri: leading} if leading or _is_class(target) else {},
        within=within,
        having=having,
        options=options,
        instead=frozenset(sure),
        equivalents=links,
        attestations=_by_pair(known),
        cut=conditions.cut,
    )


async def _toward(
    conditions: _Conditions, target: Target, iri: str
) -> tuple[list[Said], frozenset[str] | None]:
    """Read what leads to the target: credentials said to be for it, and conditions."""
    leading: list[Said] = []
    if _is_class(target):
        found = await conditions.first(iri, ["Classification", "Condition"], ["CONCEPT", "OF"])
        leading = [said for said in found if said.kind == "Classification" and iri in said.all("CONCEPT")]
        own = [s for s in found if s.kind == "Condition" and s.body["relation"] in conditions.relations]
        conditions.rows += own
        options = {of for said in leading for of in said.all("OF")}
        await conditions.read(options | {need for said in own for need in said.all("NEEDS")})
        return _credentials(leading), None
    asked = "component" in conditions.relations
    if target.kind is TargetKind.PATHWAY:
        conditions.relations += [each for each in DOCUMENT if each not in conditions.relations]
    await conditions.read([iri])
    if not conditions.rows:
        leading = _credentials(await conditions.first(iri, ["Classification"], ["CONCEPT"]))
        await conditions.read(of for said in leading for of in said.all("OF"))
        return leading, None
    pathways = {of for s in conditions.rows if s.body["relation"] == "destination" for of in s.all("OF")}
    if pathways and not set(DOCUMENT) <= set(conditions.relations):
        conditions.relations += [each for each in DOCUMENT if each not in conditions.relations]
        conditions.asked.clear()
        await conditions.read([iri])
    limited = bool(pathways) and (iri in pathways or not asked)
    return leading, frozenset(pathways) if limited else None


def _is_class(target: Target) -> bool:
    """Whether a target is what credentials are said to be for, and nothing that is obtained itself."""
    return target.concept() is not None or target.kind in (TargetKind.OCCUPATION, TargetKind.CLUSTER)


def _credentials(leading: Sequence[Said]) -> list[Said]:
    """The claims by which something leads to an occupation or a cluster."""
    return [said for said in leading if said.body["aspect"] in ("occupation", "cluster")]


def _options(
    twins: Sequence[Equivalent], known: Sequence[Attested], having: Having
) -> tuple[dict[str, list[str]], dict[tuple[str, str], Equivalent]]:
    """What would do for an asked thing: equivalents that somebody says how to obtain, and attesters."""
    options: dict[str, dict[str, None]] = {}
    links: dict[tuple[str, str], Equivalent] = {}
    for twin in twins:
        options.setdefault(twin.of, {})[twin.iri] = None
        links[twin.of, twin.iri] = twin
    for each in known:
        if each.competency and each.competency not in having.attested:
            options.setdefault(each.competency, {})[each.of] = None
    return {asked: sorted(found) for asked, found in options.items()}, links


def _by_pair(known: Sequence[Attested]) -> dict[tuple[str, str], Attested]:
    """For each competency and thing the attestation to show."""
    found: dict[tuple[str, str], Attested] = {}
    for of in {each.of for each in known}:
        best = best_attested(known, frozenset({of}))
        found |= {(competency, of): each for competency, each in best.items()}
    return found
