"""Conditions: what a thing requires, recommends or is prepared for by, as one AND/OR/k-of-n tree.

A tree is JSON: {"all": [...]}, {"any": [...]}, {"atLeast": k, "of": [...]}, or a leaf: {"thing": iri}
(with "as": "competency" where a competency is asked for), {"age": "18"}, {"years": "2"}, {"resident":
["VA"]}, {"other": "text"}. What Pathway documents add is in `components`. A condition of a ConditionManifest
is "common": it is asked of all that names the manifest.
"""

from collections.abc import Sequence
from typing import Any

from pyoxigraph import BlankNode, Literal, NamedNode

from credway.ontology import schemes
from credway.ontology.namespaces import expand
from credway.ontology.projection import ProjectionRule
from credway.ontology.terms import terms
from credway.registry.graph import Link
from credway.registry.projection.draft import Draft
from credway.registry.projection.reader import Node, Term

_TARGETS = (
    "ceterms:targetCredential",
    "ceterms:targetAssessment",
    "ceterms:targetLearningOpportunity",
    "ceterms:targetCompetency",
    "ceterms:targetOccupation",
    "ceterms:targetJob",
    "ceterms:targetTask",
    "ceterms:targetPathway",
)
_PLACE = ("ceterms:addressLocality", "ceterms:addressRegion", "ceterms:addressCountry")
_WORDS = ("ceterms:condition", "ceterms:experience")
_PROFILE = expand("ceterms:ConditionProfile")
_OF_HOLDERS = ("requires", "corequisite", "recommends")
"""Relations under which the credit of a profile is asked for; under the others it is what is awarded."""
MANIFEST = "ConditionManifest"
MAX_DEPTH = 16
"""How many levels of alternatives and nested conditions are read; deeper ones are left out."""


def condition(draft: Draft, node: Node, rule: ProjectionRule, values: Sequence[Term]) -> None:
    """Record what `node` asks for: one statement for each profile, so that several are ANDed."""
    for index, value in enumerate(values):
        if isinstance(value, Literal):
            continue
        if is_profile(draft, value):
            tree = profile_tree(draft, value, credit=rule.name in _OF_HOLDERS)
            record(draft, draft.iri(node), rule.name, tree, value, f"{rule.name}-{index + 1}")
        else:
            target = draft.target(value)
            if target is not None:
                record(
                    draft,
                    draft.iri(node),
                    rule.name,
                    {"thing": target},
                    None,
                    f"{rule.name} {target}",
                )


def condition_of(draft: Draft, node: Node, rule: ProjectionRule, values: Sequence[Term]) -> None:
    """Record that `node` is what another thing asks for (isRequiredFor, isPreparationFor, ...)."""
    for value in values:
        if isinstance(value, Literal):
            continue
        targets, besides = [value], list[dict[str, Any]]()
        if is_profile(draft, value):
            targets = list(draft.read.nodes(value, *_TARGETS))
            besides = _besides(draft, value, credit=rule.name in _OF_HOLDERS)
        for target in targets:
            iri = draft.target(target)
            if iri is not None:
                relate(draft, node, iri, rule.name, draft.iri(node), besides)


def relate(
    draft: Draft,
    node: Node,
    of: str,
    relation: str,
    needs: str,
    besides: Sequence[dict[str, Any]] = (),
) -> None:
    """Record that `of` has the relation to `needs`, as `node` says, and what it asks for besides."""
    tree: dict[str, Any] = {"thing": needs}
    draft.statement(
        "Condition",
        f"{of} {relation} {needs} {draft.iri(node) if draft.label(node) is None else draft.document}",
        {"relation": relation, "tree": {"all": [tree, *besides]} if besides else tree},
        [Link("OF", of), Link("NEEDS", needs)],
        subject=of,
        node=node,
        valid=(None, None) if draft.label(node) is not None else None,
    )


def is_profile(draft: Draft, node: Node) -> bool:
    """Whether a value says in itself what is asked for; a profile may have an IRI of its own."""
    return draft.label(node) is None and (isinstance(node, BlankNode) or _PROFILE in draft.read.types(node))


def profile_tree(draft: Draft, node: Node, depth: int = 0, *, credit: bool = False) -> dict[str, Any]:
    """Read a ConditionProfile: everything it names is ANDed, `alternativeCondition` is OR.

    An alignment to something without an IRI is what it is called. With `credit` its amount of credit is
    asked for, too; else that is what somebody earns.
    """
    read = draft.read
    parts: list[dict[str, Any]] = []
    skills = frozenset(read.nodes(node, "ceterms:targetCompetency"))
    for target in read.nodes(node, *_TARGETS):
        iri = draft.target(target)
        if iri is not None:
            parts.append({"thing": iri} | ({"as": "competency"} if target in skills else {}))
        else:
            text = read.text(
                target, "ceterms:targetNodeName", "ceterms:name", "ceterms:targetNodeDescription"
            )
            parts.append({"other": text or "a target without a name"})
    parts += _besides(draft, node, credit=credit)
    alternatives = read.nodes(node, "ceterms:alternativeCondition") if depth < MAX_DEPTH else ()
    choices = [profile_tree(draft, each, depth + 1, credit=credit) for each in alternatives]
    if choices:
        return {"any": ([{"all": parts}] if parts else []) + choices}
    if not parts:
        # The words of a whole profile are kept with its statement, those of an alternative nowhere else.
        words = read.text(node, "ceterms:targetNodeName", "ceterms:targetNodeDescription")
        if depth:
            words = words or read.text(node, "ceterms:description") or read.text(node, "ceterms:name")
        parts += [{"other": words}] if words else []
    return {"all": parts}


def _besides(draft: Draft, node: Node, *, credit: bool) -> list[dict[str, Any]]:
    """What a profile asks for besides the things that it names."""
    read = draft.read
    age = read.decimal(node, "ceterms:minimumAge")
    years = read.decimal(node, "ceterms:yearsOfExperience")
    parts: list[dict[str, Any]] = [{"age": age}] if age is not None else []
    parts += [{"years": years}] if years is not None else []
    parts += _residence(draft, read.nodes(node, "ceterms:residentOf"))
    parts += [{"other": text} for term in _WORDS for text in _in_one_language(draft, node, term)]
    parts += _submission(draft, node)
    parts += _credits(draft, read.nodes(node, "ceterms:creditValue")) if credit else []
    parts += excluded(draft, read.values(node, "ceterms:conditionExcludes"))
    return parts


def _credits(draft: Draft, amounts: Sequence[Node]) -> list[dict[str, Any]]:
    """How much credit is asked for, in words: nobody says here what a holder has earned in all."""
    found: list[dict[str, Any]] = []
    for amount in amounts:
        read = draft.read
        least = read.decimal(amount, "schema:value") or read.decimal(amount, "schema:minValue")
        unit = draft.concept(amount, "ceterms:creditUnitType", "schema:unitText")
        term = terms().get(expand(unit)) if unit and ":" in unit else None
        name = term.label if term else unit
        if least is not None:
            words = f"credit: {least} ({name or 'unit not stated'})"
            found.append({"other": words, "as": "credit"})
    return found


def leaves(tree: dict[str, Any]) -> list[str]:
    """The things that a tree names, each once, in order."""
    found: dict[str, None] = {}
    stack = [tree]
    while stack:
        part = stack.pop()
        if "thing" in part:
            found[part["thing"]] = None
        for branch in ("all", "any", "of"):
            stack.extend(reversed(part.get(branch, [])))
    return list(found)


def record(
    draft: Draft,
    of: str,
    relation: str,
    tree: dict[str, Any],
    node: Node | None,
    path: str,
    extra: Sequence[Link] = (),
) -> None:
    """Record one Condition of `of` with its tree; `path` tells it from the others of the same thing."""
    text = draft.read.text(node, "ceterms:description", "ceterms:name") if node is not None else None
    age = draft.read.decimal(node, "ceterms:minimumAge") if node is not None else None
    draft.statement(
        "Condition",
        f"{of}#{path}",
        {"relation": relation, "tree": tree, "text": text, "common": _is_manifest(draft, of) or None},
        [Link("OF", of), *(Link("NEEDS", iri) for iri in leaves(tree)), *extra],
        subject=of,
        node=node,
        number=age,
    )


def excluded(draft: Draft, values: Sequence[Term]) -> list[dict[str, Any]]:
    """What must not be there, in words: CTDL leaves open whether it is meant of a holder or of a target."""
    found = {value.value if isinstance(value, Literal) else _name(draft, value) for value in values}
    return [{"other": f"excluded: {each}"} for each in sorted(found)]


def _name(draft: Draft, node: Node) -> str:
    """What a node is called, else what it points at."""
    read = draft.read
    text = read.text(node, "ceterms:targetNodeName", "ceterms:name", "ceterms:description")
    pointed = node.value if isinstance(node, NamedNode) else read.iri(node, "ceterms:targetNode", *_TARGETS)
    return text or pointed or "something without a name"


def _is_manifest(draft: Draft, iri: str) -> bool:
    """Whether this document describes a thing as a ConditionManifest."""
    return iri in draft.things and draft.things[iri].label == MANIFEST


def _residence(draft: Draft, places: Sequence[Node]) -> list[dict[str, Any]]:
    """Where one has to live: in one of some states, or in what is none, which only people can judge."""
    states: set[str] = set()
    others: set[str] = set()
    for place in places:
        found = _state(draft, place)
        if found is not None:
            states.add(found)
        else:
            others.add(f"resident of {_place_name(draft, place)}")
    choices: list[dict[str, Any]] = [{"resident": sorted(states)}] if states else []
    choices += [{"other": text} for text in sorted(others)]
    return choices if len(choices) < 2 else [{"any": choices}]


def _state(draft: Draft, place: Node) -> str | None:
    named = schemes.state(place.value) if isinstance(place, NamedNode) else None
    if named is not None:
        return named.notation
    inner = draft.read.node(place, "ceterms:mainJurisdiction")
    return draft.state(place, "ceterms:mainJurisdiction", "ceterms:addressRegion") or (
        draft.state(inner, "ceterms:addressRegion") if inner is not None else None
    )


def _place_name(draft: Draft, place: Node) -> str:
    """What a place is called: the smallest part of it that is stated."""
    read = draft.read
    inner = read.node(place, "ceterms:mainJurisdiction")
    for node in (place, *([inner] if inner is not None else [])):
        found = read.text(node, "ceterms:name") or next(
            (text for term in _PLACE if (text := read.text(node, term))), None
        )
        if found:
            return found
    return place.value if isinstance(place, NamedNode) else "a place without a name"


def _submission(draft: Draft, node: Node) -> list[dict[str, Any]]:
    """What has to be handed in: in words where there are some, else what is pointed at."""
    read = draft.read
    texts = _in_one_language(draft, node, "ceterms:submissionOfDescription")
    found = texts or [v.value for v in read.nodes(node, "ceterms:submissionOf") if isinstance(v, NamedNode)]
    return [{"other": f"submission of {text}"} for text in found]


def _in_one_language(draft: Draft, node: Node, term: str) -> list[str]:
    """The texts of a property in English, else in the first language: a translation asks for nothing more."""
    found = draft.read.strings(node, term)
    tags = sorted({tag for _, tag in found}, key=lambda tag: (not tag.startswith("en"), tag))
    return [text for text, tag in found if tag == tags[0]]
