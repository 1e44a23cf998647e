from collections.abc import Callable
from dataclasses import replace
from typing import get_args

import pyoxigraph as ox
import pytest

from credway.shapes.engine import MAX_RESULTS, SHAPES, Result, capped, ordered, positions
from credway.shapes.pyshacl_engine import PyShaclEngine
from credway.shapes.validator import validate
from credway.shapes.verdict import (
    MORE,
    NO_FOCUS_NODE,
    NO_TRIPLES,
    RELATIVE,
    Mode,
    focus_nodes,
    is_reference,
    judge,
    unjudged,
)

Turtle = Callable[[str], list[ox.Triple]]
REQUIRED = Result(
    focus="urn:x:a",
    path="https://purl.org/ctdl/terms/name",
    value=None,
    message="No name.",
    severity="Violation",
    shape=f"{SHAPES}common/nameRequired",
    component="http://www.w3.org/ns/shacl#MinCountConstraintComponent",
    minimum_data=True,
)
WRONG = replace(REQUIRED, shape=f"{SHAPES}common/webpageIri", minimum_data=False)
MILD = replace(REQUIRED, severity="Warning", shape=f"{SHAPES}common/keyword", minimum_data=False)


@pytest.mark.parametrize(
    ("results", "mode", "reference", "outcome"),
    [
        ([], "publish", False, "accepted"),
        ([], "publish", True, "reference"),
        ([MILD], "publish", False, "accepted"),
        ([REQUIRED], "publish", False, "refused"),
        ([REQUIRED], "mirror", False, "accepted"),
        ([REQUIRED], "mirror", True, "reference"),
        ([REQUIRED, WRONG], "mirror", False, "refused"),
        ([WRONG], "mirror", True, "refused"),
    ],
)
def test_the_mode_decides_what_refuses(
    results: list[Result], mode: Mode, reference: bool, outcome: str
) -> None:
    """An owner must give the minimum data; a mirror of old data is only warned of it."""
    assert judge(results, mode, reference).outcome == outcome


def test_a_forgiven_violation_is_shown_as_a_warning() -> None:
    """The finding of a mirror says what is missing, as a warning, behind what refuses."""
    verdict = judge([REQUIRED, WRONG], "mirror", False)
    assert [(f.severity, f.code) for f in verdict.findings] == [
        ("Violation", "common.webpageIri"),
        ("Warning", "common.nameRequired"),
    ]
    assert verdict.mode == "mirror"


def test_findings_carry_the_place_in_the_document() -> None:
    """Who knows the document's JSON gives each result its pointer."""
    verdict = judge([REQUIRED], "publish", False, pointer=lambda result: f"/@graph/0#{result.path}")
    assert verdict.findings[0].pointer == "/@graph/0#https://purl.org/ctdl/terms/name"
    assert judge([REQUIRED], "publish", False).findings[0].pointer is None


def test_a_check_does_not_repeat_a_shape() -> None:
    """The CTID's pattern and the check of its grammar are one finding."""
    again = replace(WRONG, shape=f"{SHAPES}check/ctid")
    assert len(judge([WRONG, again], "publish", False).findings) == 1
    assert len(judge([WRONG, replace(again, value="x")], "publish", False).findings) == 2


def test_a_node_of_several_classes_is_told_once(engine: PyShaclEngine, turtle: Turtle) -> None:
    """What the shapes of two classes ask alike is one finding, and a fault of each value is its own."""
    document = turtle('ex:a a ceterms:Course , ceterms:TransferValueProfile ; ceterms:name "A" , "B" .')
    verdict = validate(document, "publish", engine)
    told = [finding.value for finding in verdict.findings if finding.code == "common.nameMap"]
    assert sorted(map(str, told)) == ['"A"', '"B"']
    assert [each.code for each in verdict.findings].count("common.ctidRequired") == 1


def test_no_triples_is_a_refusal(engine: PyShaclEngine) -> None:
    """A document whose keys were all dropped says nothing and is not valid for it."""
    verdict = validate([], "mirror", engine)
    assert verdict.outcome == "refused"
    assert [finding.code for finding in verdict.findings] == [NO_TRIPLES]


def test_what_was_found_before_is_kept(engine: PyShaclEngine, turtle: Turtle) -> None:
    """A finding of the preflight refuses a document to which no shape objects."""
    document = turtle(
        'ex:a a credway:ReferenceRecord , ceterms:Course ; ceterms:name "A"@en ; credway:mentionedBy ex:s .'
    )
    before = judge([WRONG], "publish", False).findings
    verdict = validate(document, "mirror", engine, before)
    assert (verdict.outcome, verdict.findings) == ("refused", before)


def test_a_misspelt_class_is_a_refusal(engine: PyShaclEngine, turtle: Turtle) -> None:
    """A node that no shape judges is not valid for it, in a mirror neither."""
    document = turtle('ex:a a ceterms:MastersDegree ; ceterms:name "A"@en .')
    for mode in get_args(Mode):
        verdict = validate(document, mode, engine)
        assert verdict.outcome == "refused"
        assert NO_FOCUS_NODE in {finding.code for finding in verdict.findings}


def test_every_identified_node_must_be_judged(turtle: Turtle) -> None:
    """One node that is judged does not cover for another that is not."""
    document = turtle('ex:a a ceterms:Course . ex:b ceterms:name "B"@en .')
    assert [finding.focus for finding in unjudged(document)] == ["https://demo.credway.example/b"]


def test_a_document_without_identifiers_is_a_refusal(turtle: Turtle) -> None:
    """Blank nodes alone describe nothing that could be found again."""
    (finding,) = unjudged(turtle('[] a ceterms:Course ; ceterms:name "A"@en .'))
    assert (finding.code, finding.severity) == (NO_FOCUS_NODE, "Violation")


def test_focus_nodes_are_those_judged_for_their_class(turtle: Turtle) -> None:
    """What is only pointed at is no focus node."""
    document = turtle(
        "ex:a a ceterms:License ; ceterms:ownedBy ex:b ; ceterms:requires _:c ."
        "_:c a ceterms:ConditionProfile ."
    )
    assert focus_nodes(document) == ("https://demo.credway.example/a", "_:c")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ex:a a credway:ReferenceRecord , ceterms:Credential .", True),
        ("ex:a a credway:ReferenceRecord . ex:s a credway:Source .", True),
        ("ex:a a credway:ReferenceRecord . ex:c a credway:Claim .", False),
        ("ex:s a credway:Source .", False),
        ("[] a credway:ReferenceRecord .", False),
    ],
)
def test_a_reference_document_holds_references_alone(text: str, expected: bool, turtle: Turtle) -> None:
    """Beside reference records only the sources that they name may stand."""
    assert is_reference(turtle(text)) is expected


def test_results_are_in_the_order_of_the_document(turtle: Turtle) -> None:
    """Severity first, then what a mirror does not forgive, then the order of nodes."""
    position = positions(turtle('<urn:x:b> schema:name "b" . <urn:x:a> schema:name "a" .'))
    later = replace(WRONG, focus="urn:x:a")
    first = replace(WRONG, focus="urn:x:b")
    unknown = replace(WRONG, focus="urn:x:z")
    shuffled = [MILD, REQUIRED, unknown, later, first]
    assert ordered(shuffled, position) == [first, later, unknown, REQUIRED, MILD]


@pytest.mark.parametrize(
    ("mode", "counts"),
    [("publish", {"Violation": 3, "Warning": 3}), ("mirror", {"Violation": 1, "Warning": 5})],
)
def test_what_a_report_does_not_hold_is_counted_by_severity(mode: Mode, counts: dict[str, int]) -> None:
    """One finding of each severity, as it is in the mode, stands for all that was cut of it."""
    results = capped([WRONG, WRONG, REQUIRED, REQUIRED, MILD, MILD, MILD], 1)
    verdict = judge(results, mode, False)
    assert {f.severity: f.count for f in verdict.findings if f.code == MORE} == counts
    assert verdict.findings[-1].message.startswith(f"{counts['Warning']} more of severity Warning")
    assert sum(f.count for f in verdict.findings) == 7


def test_nodes_that_nothing_judges_are_counted_beyond_the_limit(turtle: Turtle) -> None:
    """The first nodes without a class are named, the others are counted."""
    graph = turtle(" ".join(f"<urn:x:{n}> ceterms:name 'A'@en ." for n in range(MAX_RESULTS + 20)))
    *named, last = judge((), "publish", False, unjudged(graph)).findings
    assert {f.code for f in named} == {NO_FOCUS_NODE}
    assert (len(named), last.code, last.count) == (MAX_RESULTS, MORE, 20)


def test_a_relative_identifier_is_shown_as_it_was_written() -> None:
    """No finding names the address under which relative identifiers are parsed."""
    result = replace(WRONG, focus=f"{RELATIVE}a", value=f"{RELATIVE}b", message=f"{RELATIVE}b is wrong.")
    extra = replace(judge([WRONG], "publish", False).findings[0], focus=f"{RELATIVE}c")
    first, second = judge([result], "publish", False, [extra]).findings
    assert (first.focus, second.focus, second.value, second.message) == ("c", "a", "b", "b is wrong.")
