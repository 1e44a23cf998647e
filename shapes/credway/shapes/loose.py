"""References that lead nowhere inside their own document, as far as the document alone can tell.

Whether something exists elsewhere is asked of a registry; here only what no other document could mend:
a blank node has no other document, and a framework describes its own competencies.
"""

from collections.abc import Collection, Container, Iterator, Mapping
from typing import Final

from credway.ontology.namespaces import expand
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
    "The document describes a framework of this publisher and does not describe what this points at. "
    "Describe it in the same document, or correct the identifier.",
)

_FRAMEWORK: Final = expand("ceasn:CompetencyFramework")
_COMPETENCY: Final = expand("ceasn:Competency")
_PART_OF: Final = expand("ceasn:isPartOf")
_TREE: Final = frozenset(
    map(expand, ("ceasn:hasChild", "ceasn:isChildOf", "ceasn:hasTopChild", "ceasn:isTopChildOf"))
)


def loose(
    stated: Collection[Row], classes: Mapping[str, tuple[str, ...]], subjects: Container[str]
) -> Iterator[Result]:
    """Find the loose references of a document whose `subjects` are described."""
    frameworks = {node for node, known in classes.items() if _FRAMEWORK in known}
    at_home = {s for s, name, value, _ in stated if name == _PART_OF and value in frameworks}
    for subject, predicate, value, triple in stated:
        if is_blank(value):
            if value not in subjects:
                yield BLANK.result(triple.subject, predicate, triple.object)
        elif not frameworks or not is_iri(value) or value in subjects:
            continue
        elif predicate == _PART_OF and subject not in at_home and _COMPETENCY in classes.get(subject, ()):
            yield FRAMEWORK.result(triple.subject, predicate, triple.object)
        elif predicate in _TREE and any(_beside(node, value) for node in frameworks):
            yield MEMBER.result(triple.subject, predicate, triple.object)


def _beside(framework: str, thing: str) -> bool:
    """Whether two IRIs differ in their last part only: things of one publisher's registry."""
    return is_iri(framework) and _folder(framework) == _folder(thing)


def _folder(iri: str) -> str:
    return iri.rpartition("/")[0]
