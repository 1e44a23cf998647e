from collections.abc import Callable

import pyoxigraph as ox
import pytest

from credway.shapes.engine import SHAPES
from credway.shapes.targets import EMBEDDED, compiled, marked, marker, prepare

Turtle = Callable[[str], list[ox.Triple]]


def _judging(document: list[ox.Triple], node: str) -> set[str]:
    judged = prepare(document).judged.items()
    return {
        shape.removeprefix(SHAPES)
        for shape, nodes in judged
        if any(getattr(each, "value", None) == node for each in nodes)
    }


@pytest.mark.parametrize(
    ("curie", "shapes"),
    [
        (
            "ceterms:BachelorOfArtsDegree",
            "credential/Credential credential/Connected credential/Funded credential/OnSubject",
        ),
        (
            "ceterms:QACredentialOrganization",
            "organization/Organization organization/CredentialOrganization",
        ),
        ("ceterms:Course", "learning/Course"),
        ("ceterms:LearningProgram", "learning/LearningOpportunity"),
        ("ceterms:PathwaySet", "pathway/PathwaySet"),
        ("ceasn:CompetencyFramework", "competency/CompetencyFramework"),
        ("ceterms:Collection", "collection/Collection"),
        ("ceterms:JobComponent", "pathway/PathwayComponent"),
    ],
)
def test_the_nearest_class_decides(curie: str, shapes: str, turtle: Turtle) -> None:
    """A framework is a collection to CTDL, yet only the framework's shape judges it.

    Benchmarks of a subclass come on top.
    """
    assert _judging(turtle(f"<urn:x:a> a {curie} ."), "urn:x:a") == set(shapes.split())


def test_two_families_are_both_judged(turtle: Turtle) -> None:
    """A node of two classes that do not contain each other is judged for both."""
    document = turtle("<urn:x:a> a ceterms:Course , ceterms:Credential .")
    assert _judging(document, "urn:x:a") == {"learning/Course", "credential/Credential"}


def test_a_reference_record_is_judged_as_such_alone(turtle: Turtle) -> None:
    """Neither its class nor its properties bring a reference record before another shape."""
    document = turtle("<urn:x:a> a credway:ReferenceRecord , ceterms:Course ; credway:versionOf <urn:x:b> .")
    assert _judging(document, "urn:x:a") == {"reference/ReferenceRecord"}
    assert len(prepare(document).triples) == len(document)


def test_a_nested_description_is_a_reference(turtle: Turtle) -> None:
    """What has no identifier is not asked for a CTID, and the parts of descriptions are as ever."""
    document = turtle(
        "<urn:x:a> a ceterms:License ; ceterms:ownedBy _:o ; ceterms:requires _:c ."
        "_:o a ceterms:CredentialOrganization . _:c a ceterms:ConditionProfile ."
    )
    judged = prepare(document).judged
    assert [str(node) for node in judged[EMBEDDED]] == ["_:o"]
    assert [str(node) for node in judged[f"{SHAPES}condition/ConditionProfile"]] == ["_:c"]
    assert f"{SHAPES}organization/Organization" not in judged


def test_a_thing_that_is_only_pointed_at_is_not_judged(turtle: Turtle) -> None:
    """The owner of a credential is described elsewhere and judged there."""
    document = turtle("<urn:x:a> a ceterms:License ; ceterms:ownedBy <urn:x:b> .")
    assert list(prepare(document).classed) == [ox.NamedNode("urn:x:a")]


def test_a_property_can_be_a_target(turtle: Turtle) -> None:
    """Credway's award terms make an award of any transfer value profile."""
    document = turtle("<urn:x:a> a ceterms:TransferValueProfile ; credway:awardKind <urn:x:k> .")
    expected = {"transfer_value/TransferValueProfile", "transfer_value/Award"}
    assert _judging(document, "urn:x:a") == expected


def test_old_namespaces_are_read_as_new_ones() -> None:
    """Classes, properties and concepts of CTDL's former namespaces are folded."""
    text = """
      @prefix old: <http://purl.org/ctdl/terms/> .
      @prefix status: <https://credreg.net/ctdl/vocabs/credentialStat/> .
      <urn:x:a> a old:Credential ; old:credentialStatusType status:Active ; old:name "A"@en .
    """
    document = [quad.triple for quad in ox.parse(text, format=ox.RdfFormat.TURTLE)]
    values = {str(t.object) for t in prepare(document).triples}
    assert "<https://purl.org/ctdl/vocabs/credentialStat/Active>" in values
    assert _judging(document, "urn:x:a") == {"credential/Credential"}


def test_compiled_shapes_target_markers_only() -> None:
    """Any engine of SHACL finds its focus nodes by the markers, and nothing by class."""
    predicates = {t.predicate.value.rpartition("#")[2] for t in compiled()}
    assert "targetObjectsOf" in predicates
    assert not predicates & {"targetClass", "targetSubjectsOf", "targetNode"}


def test_only_mild_shapes_are_switched_off() -> None:
    """The shapes that decide acceptance are those of severity Violation."""
    off = {t.subject for t in compiled(violations_only=True) if "deactivated" in t.predicate.value}
    mild = {
        t.subject
        for t in compiled()
        if t.predicate.value.endswith("#severity") and not str(t.object).endswith("#Violation>")
    }
    assert off == mild


def test_markers_leave_the_judged_node_alone(turtle: Turtle) -> None:
    """A closed shape sees no property that the document does not state."""
    prepared = prepare(turtle("<urn:x:a> a ceterms:Place ."))
    (extra,) = marked(prepared)[len(prepared.triples) :]
    assert extra.object == ox.NamedNode("urn:x:a")
    assert extra.predicate == marker(f"{SHAPES}structure/Place")
