"""References that lead nowhere inside their own document, as far as the document alone can tell.

Whether something exists elsewhere is asked of a registry; here only what no other document could mend:
a blank node has no other document, and a framework describes its own competencies.
"""

import csv
from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from functools import cache
from importlib.resources import files
from typing import Final

from credway.ontology.namespaces import compact, expand
from credway.shapes.check import Check
from credway.shapes.engine import Result
from credway.shapes.statements import Row, is_blank, is_iri

BLANK: Final = Check(
    "blankNode",
    "Violation",
    "The document points at a node without a name and says nothing of it. Describe it, or give its IRI.",
    minimum_data=True,
)
FRAMEWORK: Final = Check(
    "framework",
    "Warning",
    "The competency stands in the document of a framework and says that it is part of another one. "
    "Correct ceasn:isPartOf, or publish it with the other framework.",
)
MEMBER: Final = Check(
    "member",
    "Warning",
    "The document describes a framework or a scheme of this publisher and not what this points at. "
    "Describe it in the same document, or correct the identifier.",
)
UNREACHED: Final = Check(
    "unreached",
    "Warning",
    "The description has no identifier, and nothing in the document points at it, so that nobody finds it. "
    "Give it an identifier as @id, or nest it where it belongs.",
)
ITSELF: Final = Check(
    "itself",
    "Warning",
    "The thing stands in this relation to itself, which leads nowhere. Write the identifier of the other "
    "thing, or leave it out.",
)

SCHEME: Final = Check(
    "scheme",
    "Warning",
    "The concept stands in the document of a concept scheme and says that it is in another one. "
    "Correct skos:inScheme, or publish it with the other scheme.",
)

_WHOLES: Final = {
    expand("ceasn:isPartOf"): (expand("ceasn:CompetencyFramework"), expand("ceasn:Competency"), FRAMEWORK),
    expand("skos:inScheme"): (expand("skos:ConceptScheme"), expand("skos:Concept"), SCHEME),
}
"""Properties that say of what a member is part: the class of the whole, of the member, and the check."""
_PROFILE: Final = expand("ceterms:ConditionProfile")
_TARGETS: Final = frozenset(
    map(expand, ("ceterms:targetAssessment", "ceterms:targetCredential", "ceterms:targetLearningOpportunity"))
)
"""What a condition asks for."""
_OTHER: Final = "Write the identifier of the other thing, or leave it out."
_TREE: Final = frozenset(
    map(
        expand,
        (
            "ceasn:hasChild",
            "ceasn:isChildOf",
            "ceasn:hasTopChild",
            "ceasn:isTopChildOf",
            "skos:hasTopConcept",
            "skos:topConceptOf",
        ),
    )
)


def loose(
    stated: Collection[Row], classes: Mapping[str, tuple[str, ...]], subjects: Collection[str]
) -> Iterator[Result]:
    """Find the loose references of a document whose `subjects` are described."""
    wholes = {
        node for node, known in classes.items() if any(each in known for each, _, _ in _WHOLES.values())
    }
    at_home = {(s, name) for s, name, value, _ in stated if name in _WHOLES and value in wholes}
    irreflexive, asked = _irreflexive(), _asking(stated, classes)
    yield from _unreached(stated, subjects)
    for subject, predicate, value, triple in stated:
        if value == subject and predicate in irreflexive:
            yield ITSELF.result(
                triple.subject, predicate, triple.object, f"{compact(predicate)}: {ITSELF.message}"
            )
        if predicate in _TARGETS and value in asked.get(subject, ()):
            message = f"{compact(predicate)} of the condition names the very thing that has the condition. "
            yield ITSELF.result(triple.subject, predicate, triple.object, message + _OTHER)
        if is_blank(value):
            if value not in subjects:
                yield BLANK.result(triple.subject, predicate, triple.object)
        elif not wholes or not is_iri(value) or value in subjects:
            continue
        elif predicate in _WHOLES:
            whole, member, rule = _WHOLES[predicate]
            held = any(whole in classes[each] for each in wholes)
            if held and (subject, predicate) not in at_home and member in classes.get(subject, ()):
                yield rule.result(triple.subject, predicate, triple.object)
        elif predicate in _TREE and any(_beside(node, value) for node in wholes):
            yield MEMBER.result(triple.subject, predicate, triple.object)


def _asking(stated: Collection[Row], classes: Mapping[str, tuple[str, ...]]) -> Mapping[str, set[str]]:
    """The things that have each condition, by a relation that nothing can have with itself."""
    profiles = {node for node, known in classes.items() if _PROFILE in known}
    asked: dict[str, set[str]] = {}
    for subject, predicate, value, _ in stated if profiles else ():
        if value in profiles and predicate in _irreflexive():
            asked.setdefault(value, set()).add(subject)
    return asked


def _unreached(stated: Collection[Row], subjects: Collection[str]) -> Iterator[Result]:
    """Find the nodes without a name that nothing points at, beside others that have one."""
    nameless = {node for node in subjects if is_blank(node)}
    if not nameless or len(nameless) == len(subjects):
        return
    nameless.difference_update([value for _, _, value, _ in stated if value[0] == "_"])
    for subject, predicate, _, triple in stated:
        if subject in nameless:
            nameless.remove(subject)
            found = UNREACHED.result(triple.subject, predicate, triple.object)
            yield replace(found, path=None, value=None)  # about the whole node


@cache
def _irreflexive() -> frozenset[str]:
    """The properties that nothing can have with itself."""
    with files("credway.shapes").joinpath("irreflexive.csv").open(encoding="utf-8") as lines:
        return frozenset(expand(row["property"]) for row in csv.DictReader(lines))


def _beside(framework: str, thing: str) -> bool:
    """Whether two IRIs differ in their last part only: things of one publisher's registry."""
    return is_iri(framework) and _folder(framework) == _folder(thing)


def _folder(iri: str) -> str:
    return iri.rpartition("/")[0]
