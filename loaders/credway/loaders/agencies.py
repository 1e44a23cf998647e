"""The organizations that a table names: those that are held here, else records made from their names.

A board has its name in many states, so that one of a state is only what may lie there.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from credway.loaders.entries import slug
from credway.loaders.writing import Node, english, submission
from credway.ontology import schemes
from credway.registry.answers.asking import Asking
from credway.registry.answers.model import Candidate
from credway.registry.answers.resolve import Ref, parse_ref, resolve
from credway.registry.documents import Submission


@dataclass(frozen=True, slots=True)
class Agency:
    """An organization as it is printed: an IRI, a CTID or a name; `state` is where it must be, if known."""

    printed: str
    state: schemes.Concept | None = None


@dataclass(frozen=True)
class Agencies:
    """What was found: the IRI of each, what is made here anew, and those that mean several things or none."""

    iris: Mapping[Agency, str]
    made: Sequence[Submission]
    several: Mapping[Agency, tuple[Candidate, ...]] = field(default_factory=dict)
    unknown: frozenset[Agency] = frozenset()


async def agencies(
    frame: Asking, base: str, wanted: Iterable[Agency], mentioned_by: str, origin: str
) -> Agencies:
    """Find organizations in a bounded number of round trips; a name that nobody has becomes a record.

    `mentioned_by` is the IRI of what names them. What has an IRI or a CTID and is not held is unknown.
    """
    each = sorted(set(wanted), key=lambda agency: (agency.printed, agency.state.iri if agency.state else ""))
    refs = {agency: parse_ref(agency.printed) for agency in each}
    asked = list(dict.fromkeys(refs.values()))
    found = dict(zip(asked, await resolve(frame, asked, "Organization"), strict=True)) if asked else {}
    states = await frame.located(c.iri for one in found.values() for c in one.candidates)
    iris: dict[Agency, str] = {}
    several: dict[Agency, tuple[Candidate, ...]] = {}
    unknown: set[Agency] = set()
    made: dict[str, Submission] = {}
    for agency in each:
        there = [c for c in found[refs[agency]].candidates if _may_lie(c.iri, agency, states)]
        best = tuple(c for c in there if c.confidence == there[0].confidence)
        if len(best) == 1:
            iris[agency] = best[0].iri
        elif best:
            several[agency] = best
        elif refs[agency].name is None or not slug(refs[agency].name or ""):
            unknown.add(agency)
        else:
            node = _record(refs[agency], agency.state, base, mentioned_by)
            iris[agency] = str(node["@id"])
            key = iris[agency].rsplit("/", 1)[-1]
            made[key] = submission(f"{base}documents/publishers/{key}", [node], origin=origin)
    return Agencies(iris, [made[key] for key in sorted(made)], several, frozenset(unknown))


def _may_lie(iri: str, agency: Agency, states: Mapping[str, frozenset[str]]) -> bool:
    home = agency.state
    return home is None or not states.get(iri) or home.iri in states[iri]


def _record(ref: Ref, state: schemes.Concept | None, base: str, mentioned_by: str) -> Node:
    """A reference record; its IRI names the state, unless its name does."""
    name = ref.name or ""
    key = slug(name)
    node: Node = {"@type": ["credway:ReferenceRecord", "ceterms:Organization"], "ceterms:name": english(name)}
    if state is not None:
        key = key if slug(state.label) in key else f"{key}-{state.notation.lower()}"
        address = {
            "@type": "ceterms:Place",
            "ceterms:addressRegion": english(state.label),
            "ceterms:addressCountry": english("US"),
        }
        node["ceterms:address"] = [address]
    return {"@id": f"{base}organizations/{key}", **node, "credway:mentionedBy": [mentioned_by]}
