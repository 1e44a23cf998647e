"""Conditions: what a thing requires, recommends or is prepared for by, as one AND/OR/k-of-n tree.

A tree is JSON: {"all": [...]}, {"any": [...]}, {"atLeast": k, "of": [...]}, or a leaf: {"thing": iri}
(with "as": "competency" where a competency is asked for), {"age": "18"}, {"years": "2"}, {"resident":
["VA"]}, {"other": "text"}. What Pathway documents add is in `components`, and leaves that say for whom a
profile is in `limits`. A condition of a ConditionManifest is "common": it is asked of all that names the
manifest.
"""

from collections.abc import Sequence
from typing import Any

from pyoxigraph import BlankNode, Literal, NamedNode

from credway.ontology.namespaces import expand
from credway.ontology.projection import ProjectionRule
from credway.ontology.terms import terms
from credway.registry.graph import Link
from credway.registry.projection.draft import Draft
from credway.registry.projection.limits import Limit, asked_within, choice, limits
from credway.registry.projection.reader import Node, Term
from credway.registry.projection.residences import residence

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
_WORDS = ("ceterms:condition", "ceterms:experience")
_PROFILE = expand("ceterms:ConditionProfile")
_OF_HOLDERS = ("requires", "corequisite", "recommends")
"""Relations under which the credit of a profile is asked for; under the others it is what is awarded."""
MANIFEST = "ConditionManifest"
_NAMED_BESIDE = "it may be asked for another thing instead, which is named as an alternative"
MAX_DEPTH = 16
"""How many levels of alternatives and nested conditions are read; deeper ones are left out."""


def condition(draft: Draft, node: Node, rule: ProjectionRule, values: Sequence[Term]) -> None:
    """Record what `node` asks for: one statement for each profile, so that several are ANDed."""
    for index, value in enumerate(values):
        if isinstance(value, Literal):
            continue
        if is_profile(draft, value):
            tree = limited_tree(draft, value, credit=rule.name in _OF_HOLDERS)
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
        if not is_profile(draft, value):
            iri = draft.target(value)
            if iri is not None:
                relate(draft, node, iri, rule.name, draft.iri(node))
            continue
        wanted = _wanted_for(draft, value, credit=rule.name in _OF_HOLDERS)
        for iri, ways in wanted.items():
            besides = ways[0] if len(ways) == 1 else []
            if len(ways) > 1 and all(ways):
                besides = [{"any": [{"all": each} for each in ways]}]
            open_for = _NAMED_BESIDE if len(wanted) > 1 and _one_of(draft, value) else None
            relate(draft, node, iri, rule.name, draft.iri(node), besides, limits(draft, value), open_for)


def _wanted_for(draft: Draft, node: Node, depth: int = 0, *, credit: bool) -> dict[str, list[list[Any]]]:
    """By target of a profile and of its alternatives, what is asked for besides, in each of some ways."""
    read = draft.read
    found: dict[str, list[list[Any]]] = {}
    besides = _besides_or(draft, node, depth, credit=credit)
    for target in read.nodes(node, *_TARGETS):
        if iri := draft.target(target):
            found.setdefault(iri, []).append(besides)
    for other in _alternatives(draft, node, depth):
        for iri, ways in _wanted_for(draft, other, depth + 1, credit=credit).items():
            held = [each.inside for each in limits(draft, other)]
            found.setdefault(iri, []).extend([*held, *each] for each in ways)
    return found


def _besides_or(draft: Draft, node: Node, depth: int, *, credit: bool) -> list[dict[str, Any]]:
    """What a profile asks for besides its targets, or one of its alternatives that have none."""
    own = _besides(draft, node, credit=credit)
    others = [a for a in _alternatives(draft, node, depth) if not draft.read.has(a, *_TARGETS)]
    ways = [(limits(draft, a), {"all": _besides_or(draft, a, depth + 1, credit=credit)}) for a in others]
    return [choice(ways, [{"all": own}] if own else [])] if ways else own


def _one_of(draft: Draft, node: Node) -> bool:
    """Whether an alternative of a profile has targets of its own."""
    return any(draft.read.has(each, *_TARGETS) for each in _alternatives(draft, node, 0))


def _alternatives(draft: Draft, node: Node, depth: int) -> Sequence[Node]:
    return draft.read.nodes(node, "ceterms:alternativeCondition") if depth < MAX_DEPTH else ()


def relate(
    draft: Draft,
    node: Node,
    of: str,
    relation: str,
    needs: str,
    besides: Sequence[dict[str, Any]] = (),
    within: Sequence[Limit] = (),
    unsure: str | None = None,
) -> None:
    """Record that `of` has the relation to `needs`, as `node` says, and what it asks for besides.

    `within` says of whom; where `unsure` says why, it may be that nothing is asked.
    """
    tree: dict[str, Any] = {"thing": needs}
    tree = {"all": [tree, *besides]} if besides else tree
    tree = {"any": [tree, {"other": unsure}]} if unsure else tree
    draft.statement(
        "Condition",
        f"{of} {relation} {needs} {draft.iri(node) if draft.label(node) is None else draft.document}",
        {"relation": relation, "tree": asked_within(within, tree)},
        [Link("OF", of), Link("NEEDS", needs)],
        subject=of,
        node=node,
        valid=(None, None) if draft.label(node) is not None else None,
    )


def is_profile(draft: Draft, node: Node) -> bool:
    """Whether a value says in itself what is asked for; a profile may have an IRI of its own."""
    return draft.label(node) is None and (isinstance(node, BlankNode) or _PROFILE in draft.read.types(node))


def limited_tree(draft: Draft, node: Node, *, credit: bool = False) -> dict[str, Any]:
    """Read a ConditionProfile that is asked for besides others: of those only for whom it is."""
    return asked_within(limits(draft, node), profile_tree(draft, node, credit=credit))


def profile_tree(draft: Draft, node: Node, depth: int = 0, *, credit: bool = False) -> dict[str, Any]:
    """Read a ConditionProfile: everything it names is ANDed, `alternativeCondition` is OR.

    For whom the profile itself is, is not read here, but for whom its alternatives are.

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
    alternatives = _alternatives(draft, node, depth)
    if alternatives:
        others = [(limits(draft, a), profile_tree(draft, a, depth + 1, credit=credit)) for a in alternatives]
        return choice(others, [{"all": parts}] if parts else [])
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
    parts += residence(draft, read.nodes(node, "ceterms:residentOf"))
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
