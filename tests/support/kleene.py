"""Small registries drawn at random, filters drawn at random, and what they mean, in plain Python."""

import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from hypothesis import strategies as st
from scripted import edge, projection, said, t, thing

from credway.registry.answers.ranking import sought, words_value
from credway.registry.graph import Edge, Projection, Statement, Thing
from credway.registry.settings import read_settings
from credway.registry.store.expressions import (
    AllOf,
    AnyOf,
    Expression,
    Filter,
    NotOf,
    Settled,
    UnknownRule,
    walk,
)

DAY = "2026-01-01"
SETTINGS = read_settings({})
PAST: Mapping[str, str] = {"valid_from": "2020-01-01", "valid_to": "2025-06-01"}
WORDS = ("care", "nurse", "weld", "well", "net")
NUMBERS = (10.0, 20.0, 30.0)
RANGES = tuple({"low": low, "high": high} for low, high in ((10.0, 20.0), (20.0, 20.0), (30.0, 10.0)))
CLUSTERS = ("x/it", "x/health")
OCCUPATIONS = ("x/nurse", "x/welder")
TYPES = ("x/license", "x/badge")
ISSUERS = ("o/one", "o/two")
CLASSES = ("ceterms:Credential", "ceterms:Badge")
STATES = ("OH", "VA")
STATUSES = ("Approved", "PhasingOut", "Removed", "Proposed")
EDITIONS: Mapping[str, Mapping[str, Any]] = {
    "OH": {"left": ("l/oh/1",), "newer": (("l/oh/2", "l/oh/3"),), "whole": ("l/oh/3",)},
    "VA": {"left": (), "newer": (), "whole": ("l/va/1", "l/va/2")},
}
"""What is settled of the versions of each state before a filter is asked."""
PRINTED = {"OH": (), "VA": ("l/va/2",)}
"""The complete ones on which something is only printed."""
ENTRIES = tuple(
    (state, status, version, lasting)
    for state, versions in (("OH", ("l/oh/1", "l/oh/2", "l/oh/3")), ("VA", ("l/va/1", "l/va/2")))
    for status in STATUSES
    for version in versions
    for lasting in (False, True)
)
LINKS = ("ceterms:sameAs", "ceterms:supersededBy")


@dataclass(frozen=True)
class Facts:
    """What is said of one credential; each list may be empty, and then the fact is unknown.

    `past` names lists whose statements ended before the day. An entry is of a state, with a status, in a
    version, and with an end of its own or without; `links` are to another that stands for it. Ages that are
    `limited` are asked of some only, `advised` ones are recommended.
    """

    name: tuple[str, ...]
    cls: str = CLASSES[0]
    reference_only: bool = False
    fees: tuple[float, ...] = ()
    ages: tuple[float, ...] = ()
    limited: tuple[float, ...] = ()
    advised: tuple[float, ...] = ()
    clusters: tuple[str, ...] = ()
    occupations: tuple[str, ...] = ()
    claimed: tuple[str, ...] = ()
    owners: tuple[str, ...] = ()
    issuers: tuple[str, ...] = ()
    listed: tuple[tuple[str, str, str, bool], ...] = ()
    denied: tuple[str, ...] = ()
    links: tuple[str, ...] = ()
    past: frozenset[str] = field(default=frozenset())

    def known(self, part: str) -> tuple[Any, ...]:
        """What is said of one matter on the day."""
        return () if part in self.past else getattr(self, part)


def _some(values: Sequence[Any]) -> st.SearchStrategy[tuple[Any, ...]]:
    return st.lists(st.sampled_from(values), max_size=2, unique=True).map(tuple)


facts = st.builds(
    Facts,
    name=st.lists(st.sampled_from(WORDS), min_size=1, max_size=2, unique=True).map(tuple),
    cls=st.sampled_from(CLASSES),
    reference_only=st.booleans(),
    fees=_some(NUMBERS),
    ages=_some(NUMBERS),
    limited=_some(NUMBERS),
    advised=_some(NUMBERS),
    clusters=_some(CLUSTERS),
    occupations=_some(OCCUPATIONS),
    claimed=_some(TYPES),
    owners=_some(ISSUERS),
    issuers=_some(ISSUERS),
    listed=_some(ENTRIES),
    denied=_some(STATES),
    links=_some(LINKS),
    past=st.frozensets(st.sampled_from(["fees", "clusters", "listed", "owners"]), max_size=1),
)

_leaves = st.one_of(
    st.builds(Filter, st.sampled_from(["fee_lte", "fee_gte"]), st.sampled_from(NUMBERS)),
    st.builds(Filter, st.sampled_from(["minimum_age_lte", "minimum_age_gte"]), st.sampled_from(NUMBERS)),
    st.builds(Filter, st.sampled_from(["fee_within", "minimum_age_within"]), st.sampled_from(RANGES)),
    st.builds(Filter, st.just("cluster"), st.sampled_from(CLUSTERS)),
    st.builds(Filter, st.just("occupation"), st.sampled_from(OCCUPATIONS)),
    st.builds(Filter, st.just("type"), st.sampled_from((*CLASSES[1:], *TYPES))),
    st.builds(Filter, st.just("issuer"), st.sampled_from(ISSUERS)),
    st.builds(Filter, st.just("listed_in"), st.sampled_from(STATES)),
    st.builds(Filter, st.just("reference_only"), st.booleans()),
    st.builds(
        Filter, st.sampled_from(["name_contains", "text"]), st.sampled_from(["w", "we", "nurse", "care n"])
    ),
    st.builds(Filter, st.just("name_starts"), st.sampled_from(["w", "weld", "net"])),
)


def _nested(inner: st.SearchStrategy[Expression]) -> st.SearchStrategy[Expression]:
    several = st.lists(inner, max_size=3).map(tuple)
    return st.one_of(
        st.builds(AllOf, several),
        st.builds(AnyOf, several),
        st.builds(NotOf, inner),
        st.builds(_settled, inner, st.sampled_from(UnknownRule)),
    )


def _settled(part: Expression, rule: UnknownRule) -> Settled:
    inside = any(isinstance(each, Settled) for each in walk(part))
    return Settled(part, UnknownRule.EXCLUDE if inside and rule is UnknownRule.ONLY else rule)


filters: st.SearchStrategy[Expression] = st.recursive(_leaves, _nested, max_leaves=6)
"""Filters over the facets of credentials, nested at random."""


def published(held: Sequence[Facts], document: str = "d/random") -> Projection:
    """A document that says all this of the credentials `c/0`, `c/1` and so on."""
    parts: list[Thing | Statement | Edge] = [
        said("ListEntry", document, f"printed in {version}", {"PRINTED_IN": version}, place=state)
        for state, versions in PRINTED.items()
        for version in versions
    ]
    for number, each in enumerate(held):
        parts += _said(f"c/{number}", each, document)
    return projection(document, *parts)


def forty() -> list[Facts]:
    """Forty credentials with facts drawn from a fixed seed."""
    draw = random.Random(7)

    def some(values: Sequence[Any]) -> tuple[Any, ...]:
        return tuple(draw.sample(values, draw.choice([0, 0, 1, 2])))

    return [
        Facts(
            name=tuple(draw.sample(WORDS, 2)),
            cls=draw.choice(CLASSES),
            reference_only=draw.random() < 0.5,
            fees=some(NUMBERS),
            ages=some(NUMBERS),
            clusters=some(CLUSTERS),
            occupations=some(OCCUPATIONS),
            claimed=some(TYPES),
            owners=some(ISSUERS),
            issuers=some(ISSUERS),
            listed=some(ENTRIES),
            denied=some(STATES),
            links=some(LINKS),
            limited=some(NUMBERS),
            advised=some(NUMBERS),
            past=frozenset(draw.choice([(), ("fees",), ("listed",), ("owners",)])),
        )
        for _ in range(40)
    ]


def name_of(number: int, each: Facts) -> str:
    """The folded name of a credential; the number comes last, so that names differ."""
    return " ".join((*each.name, str(number)))


def _said(iri: str, each: Facts, document: str) -> list[Thing | Statement | Edge]:
    number = int(iri.removeprefix("c/"))
    name = name_of(number, each)

    def about(kind: str, part: str, key: str, body: Mapping[str, Any], **more: Any) -> Statement:
        links = {"OF": iri, **more.pop("links", {})}
        terms = PAST if part in each.past else {}
        return said(kind, document, f"{iri} {key}", links, subject=iri, body=dict(body), **terms, **more)

    found: list[Thing | Statement | Edge] = [
        thing(iri, name=name, search=name, types=(each.cls,), reference_only=each.reference_only)
    ]
    for value in each.fees:
        body = {"measure": "credway:examFee", "value": str(value)}
        found.append(about("Observation", "fees", f"fee {value}", body, number=value))
    for part, relation, branch in (
        ("ages", "requires", "all"),
        ("limited", "corequisite", "any"),
        ("advised", "recommends", "all"),
    ):
        for value in getattr(each, part):
            asked = {"relation": relation, "tree": {branch: []}}
            found.append(about("Condition", part, f"{part} {value}", asked, number=value))
    for part, aspect in (
        ("clusters", "cluster"),
        ("occupations", "occupation"),
        ("claimed", "credentialType"),
    ):
        for concept in getattr(each, part):
            links = {"CONCEPT": concept}
            found.append(about("Classification", part, concept, {"aspect": aspect}, links=links))
    for owner in each.owners:
        terms = PAST if "owners" in each.past else {}
        found.append(edge("OWNED_BY", document, iri, owner, **terms))
    for issuer in each.issuers:
        links, body = {"OBJECT": issuer}, {"predicate": "credway:issuer"}
        found.append(about("Claim", "issuers", f"issuer {issuer}", body, links=links))
    for state, status, version, lasting in each.listed:
        key, body, links = f"{status} in {version} {lasting}", {"entryStatus": status}, {"IN": version}
        ends = {"valid_to": "2040-01-01"} if lasting and "listed" not in each.past else {}
        links |= {"MEMBER": iri}
        found.append(about("ListEntry", "listed", key, body, links=links, place=state, **ends))
    for state in each.denied:
        denial = {"action": "listed", "denied": True, "places": [state]}
        found.append(about("Recognition", "denied", f"not listed in {state}", denial, place=state))
    for link in each.links:
        found.append(about("Equivalence", "links", link, {"link": link}, links={"OBJECT": f"{iri}/other"}))
    return found


def stored(item: Filter, dialect: str) -> Filter:
    """A filter with its value as a store takes it."""
    if item.facet in ("cluster", "occupation", "issuer") or str(item.value).startswith("x/"):
        return Filter(item.facet, t(item.value))
    if item.facet == "listed_in":
        held = EDITIONS[item.value]
        newer = [[t(each) for each in pair] for pair in held["newer"]]
        left, whole = ([t(each) for each in held[name]] for name in ("left", "whole"))
        value = {"place": item.value, "left": left, "newer": newer, "whole": whole, "wide": []}
        return Filter(item.facet, value)
    if item.facet == "name_contains":
        return Filter(item.facet, words_value(item.value.split(), dialect))
    if item.facet == "text":
        return Filter(item.facet, sought(item.value, SETTINGS).value(dialect))
    return item


def meant(found: Expression, each: Facts, name: str) -> bool | None:
    """What an expression is of a credential: true, false or, as None, unknown."""
    match found:
        case Filter():
            return _leaf(found, each, name)
        case NotOf(part):
            inner = meant(part, each, name)
            return None if inner is None else not inner
        case Settled(part, rule):
            return passes(meant(part, each, name), rule)
        case AllOf(parts):
            values = [meant(part, each, name) for part in parts]
            return False if False in values else None if None in values else True
        case AnyOf(parts):
            values = [meant(part, each, name) for part in parts]
            return True if True in values else None if None in values else False


def passes(value: bool | None, rule: UnknownRule) -> bool:
    """Whether a thing of which a filter is true, false or unknown passes under a rule."""
    if rule is UnknownRule.ONLY:
        return value is None
    return rule is UnknownRule.INCLUDE if value is None else value


def _leaf(item: Filter, each: Facts, name: str) -> bool | None:
    value = item.value
    match item.facet:
        case "reference_only":
            return each.reference_only is value
        case "name_starts":
            return name.startswith(str(value))
        case "name_contains" | "text":
            return all(any(held.startswith(word) for held in name.split()) for word in value.split())
        case "fee_lte" | "fee_gte" | "fee_within":
            return any(map(_fits(item), each.known("fees"))) if each.known("fees") else None
        case "minimum_age_lte" | "minimum_age_gte" | "minimum_age_within":
            fits = _fits(item)
            unsure = not each.ages or any(map(fits, each.limited))
            return True if any(map(fits, each.ages)) else None if unsure else False
        case "cluster" | "occupation":
            concepts = each.known(f"{item.facet}s")
            return value in concepts if concepts else None
        case "type":
            held = (*each.claimed, each.cls)
            return value in held if held != CLASSES[:1] else None
        case "issuer":
            bodies = (*each.known("owners"), *each.known("issuers"))
            return value in bodies if bodies else None
        case "listed_in":
            return _listed(str(value), each)
        case _:
            raise AssertionError(item.facet)


def _fits(item: Filter) -> Callable[[float], bool]:
    """Whether a number is as a filter asks."""
    if item.facet.endswith("within"):
        return lambda n: bool(item.value["low"] <= n <= item.value["high"])
    return lambda n: bool(n <= item.value if item.facet.endswith("lte") else n >= item.value)


def _listed(state: str, each: Facts) -> bool | None:
    entries = [entry for entry in each.known("listed") if entry[0] == state]
    # A removal on other days leaves it open whether it was on the list before, or is again.
    removed = [entry for entry in each.listed if entry[0] == state and entry[1] == "Removed"]
    named = {version for _, _, version, _ in (*entries, *removed)}
    newer, says = dict(EDITIONS[state]["newer"]), {False for denied in each.denied if denied == state}
    for _, status, version, lasting in entries:
        if status == "Proposed" or (version in EDITIONS[state]["left"] and not lasting):
            continue
        says.add(status != "Removed")
        if status != "Removed" and newer.get(version, version) not in named:
            says.add(False)
    if True in says:
        return True if says == {True} else None
    if says:
        return None if "ceterms:sameAs" in each.links else False
    missed = not each.links and any(version not in named for version in EDITIONS[state]["whole"])
    return False if missed and named.issuperset(PRINTED[state]) else None
