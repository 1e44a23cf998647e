"""Alignments that name a concept and do not point at it, or point at another one."""

from collections.abc import Callable

import pyoxigraph as ox
import pytest

from credway.ontology.namespaces import expand
from credway.ontology.terms import terms
from credway.shapes import hints, ranges
from credway.shapes.alignments import CONCEPT, OTHER
from credway.shapes.checks import check
from credway.shapes.engine import Result

Turtle = Callable[[str], list[ox.Triple]]

FREE = (
    "ceterms:occupationType",
    "ceterms:industryType",
    "ceterms:instructionalProgramType",
    "ceterms:subject",
)


def told(document: list[ox.Triple]) -> list[Result]:
    """What the check says of a document."""
    return [each for each in check(document) if each.shape == CONCEPT.iri]


def aligned(key: str, says: str) -> str:
    """A thing with an alignment under a property."""
    return f"ex:a {key} [ a ceterms:CredentialAlignmentObject ; {says} ] ."


@pytest.mark.parametrize(
    ("key", "says", "words"),
    [
        (
            "ceterms:credentialStatusType",
            'ceterms:targetNodeName "Current"@en',
            'names "Current" and points at no concept, so that nothing is found by it. '
            "Write a concept of ceterms:CredentialStatus, such as credentialStat:Active.",
        ),
        (
            "ceterms:credentialStatusType",
            'ceterms:targetNodeName "active"@en',
            "Did you mean credentialStat:Active? It goes into ceterms:targetNode of the alignment.",
        ),
        (
            "ceterms:audienceLevelType",
            'ceterms:targetNodeName "Inicial"@es, "Beginner Level"@en ; ceterms:frameworkName "Levels"@en',
            "Did you mean audLevel:BeginnerLevel?",
        ),
        ("ceterms:audienceType", 'ceterms:codedNotation "FullTime"', "Did you mean audience:FullTime?"),
        ("ceterms:creditUnitType", 'ceterms:targetNodeName "Semester hours"', "creditUnit:SemesterHour?"),
    ],
)
def test_a_name_where_a_concept_is_meant_is_told(key: str, says: str, words: str, turtle: Turtle) -> None:
    """The message has the name, the concept that it may mean, and where the concept is to be written."""
    [result] = told(turtle(aligned(key, says)))
    assert (result.severity, result.path) == ("Warning", expand("ceterms:targetNode"))
    assert result.message.startswith(key)
    assert words in result.message


def test_a_concept_that_is_pointed_at_needs_no_name(turtle: Turtle) -> None:
    """An alignment with a target is left to the shapes, and so is one that says nothing at all."""
    target = 'ceterms:targetNode credentialStat:Active ; ceterms:targetNodeName "Current"@en'
    assert told(turtle(aligned("ceterms:credentialStatusType", target))) == []
    assert told(turtle(aligned("ceterms:credentialStatusType", 'ceterms:frameworkName "Status"@en'))) == []


@pytest.mark.parametrize("key", FREE)
def test_a_name_of_a_framework_of_others_is_no_fault(key: str, turtle: Turtle) -> None:
    """Occupations, industries, programs and subjects may be known by their names alone."""
    assert told(turtle(aligned(key, 'ceterms:targetNodeName "Welding"@en'))) == []


def test_every_property_that_takes_a_scheme_of_ctdl_is_looked_at(turtle: Turtle) -> None:
    """No property whose values are concepts of a scheme takes a name for one in silence."""
    keys = [
        each.curie for each in terms().values() if each.kind == "property" and ranges.member("?", each.curie)
    ]
    assert len(keys) > 60
    assert not set(FREE) & set(keys)
    for key in keys:
        [result] = told(turtle(aligned(key, 'ceterms:targetNodeName "no such concept"@en')))
        assert "Write a concept of " in result.message


def test_many_names_cost_few_guesses(turtle: Turtle) -> None:
    """After the first ten only the scheme is named."""
    names = " ".join(
        aligned("ceterms:audienceType", f'ceterms:targetNodeName "Full time {n}"') for n in range(15)
    )
    messages = [each.message for each in told(turtle(names))]
    assert len(messages) == 15
    assert [m for m in messages if "such as" in m or "Did you mean" in m] == messages[: hints.MOST]
    assert all("Write a concept of ceterms:Audience. It goes" in m for m in messages[hints.MOST :])


@pytest.mark.parametrize(
    ("says", "words"),
    [
        (
            'ceterms:targetNode creditUnit:SemesterHour ; ceterms:targetNodeName "degree credit"@en',
            "The target is creditUnit:SemesterHour, and its name says creditUnit:DegreeCredit.",
        ),
        (
            "ceterms:targetNode creditUnit:SemesterHour ; ceterms:framework ceterms:AudienceLevel",
            "of ceterms:CreditUnit, and ceterms:framework names ceterms:AudienceLevel.",
        ),
    ],
)
def test_an_alignment_that_contradicts_itself(says: str, words: str, turtle: Turtle) -> None:
    """A target of another name, or of another scheme, is told where it is said."""
    found = check(turtle(aligned("ceterms:creditUnitType", says)))
    (result,) = [each for each in found if each.shape == OTHER.iri]
    assert result.severity == "Warning"
    assert words in result.message


@pytest.mark.parametrize(
    "says",
    [
        'ceterms:targetNode creditUnit:SemesterHour ; ceterms:targetNodeName "Hours of a term"@en',
        "ceterms:targetNode creditUnit:SemesterHour ; ceterms:framework <https://a.example/units>",
        "ceterms:targetNode creditUnit:SemesterHour ; ceterms:framework ceterms:CreditUnit",
        "ceterms:targetNode <https://a.example/units/1> ; ceterms:framework ceterms:AudienceLevel",
        'ceterms:targetNode creditUnit:SemesterHour, creditUnit:DegreeCredit ; ceterms:targetNodeName "x"@en',
    ],
)
def test_alignments_that_nobody_can_contradict(says: str, turtle: Turtle) -> None:
    """Words of one's own, and frameworks and concepts of others, are compared with nothing."""
    found = check(turtle(aligned("ceterms:creditUnitType", says)))
    assert OTHER.iri not in {each.shape for each in found}
