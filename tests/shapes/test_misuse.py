"""Domain and range of every property of the vocabulary, with what is accepted beside them."""

from collections.abc import Callable

import pyoxigraph as ox
import pytest

from credway.ontology.namespaces import compact, expand
from credway.ontology.schemes import scheme
from credway.ontology.terms import Term, subclasses, superclasses, term, terms
from credway.shapes.checks import check
from credway.shapes.engine import SHAPES, Graph
from credway.shapes.pyshacl_engine import PyShaclEngine
from credway.shapes.usage import domain, exceptions, range_of, usage

Turtle = Callable[[str], list[ox.Triple]]
TYPE = ox.NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
A, B = ox.NamedNode("urn:x:a"), ox.NamedNode("urn:x:b")
CLASSES = sorted(each.iri for each in terms().values() if each.kind == "class")
PROPERTIES = sorted(
    (each for each in terms().values() if each.kind == "property"), key=lambda each: each.curie
)

# Of these a shape accepts both kinds: a side of a constraint may be a plain value, a licence an address.
LENIENT = ("ceterms:leftSource", "ceterms:rightSource", "credway:attribution", "credway:license")


def near(name: str) -> set[str]:
    """Return a class with those above and below it."""
    return {*superclasses(name), *subclasses(name)}


def names(document: Graph) -> set[str]:
    """Return the names of the checks that find something."""
    return {result.shape.removeprefix(f"{SHAPES}check/") for result in check(document)}


def said(found: Term, subject: str, value: ox.NamedNode | ox.Literal, of: str = "") -> list[ox.Triple]:
    """Make a document with one statement, about a node of a class and perhaps another."""
    document = [ox.Triple(A, TYPE, ox.NamedNode(subject)), ox.Triple(A, ox.NamedNode(found.iri), value)]
    return [*document, ox.Triple(B, TYPE, ox.NamedNode(of))] if of else document


def test_every_property_is_held_to_its_domain() -> None:
    """A property passes on each class it is meant for, and is told of on every class apart from these."""
    judged = 0
    for found in PROPERTIES:
        meant = domain(found)
        allowed = {each for name in meant for each in near(name)}
        for name in CLASSES[::3]:
            wrong = bool(meant) and name not in allowed
            fits = usage(found.iri, (name,), blank=False)
            assert fits is not None
            assert fits.fits != wrong, (found.curie, compact(name))
            judged += wrong
        if meant and (outside := [name for name in CLASSES if name not in allowed]):
            assert "domain" in names(said(found, outside[0], B))
            assert "domain" not in names(said(found, min(meant), B))
    assert judged > 15_000


def test_every_property_is_held_to_its_range() -> None:
    """A property may point at each class of its range, and is told of at every class apart from these."""
    judged = 0
    for found in PROPERTIES:
        takes = usage(found.iri, (), blank=False)
        assert takes is not None
        allowed = {each for name in range_of(found) for each in near(name)}
        for name in CLASSES:
            wrong = bool(takes.classes) and name not in allowed
            assert takes.takes([name]) != wrong, (found.curie, compact(name))
            judged += wrong
        if takes.classes and (outside := [name for name in CLASSES if name not in allowed]):
            subject = min(domain(found), default=CLASSES[0])
            assert "range" in names(said(found, subject, B, outside[0]))
            inside = next((name for name in CLASSES if name in range_of(found)), "")
            assert not inside or "range" not in names(said(found, subject, B, inside))
    assert judged > 20_000


def test_a_value_of_the_wrong_kind_is_found_for_every_property(engine: PyShaclEngine) -> None:
    """A text for a thing, a thing for a text, a text without language: a shape or a check tells."""
    judged = 0
    for found in PROPERTIES:
        subject = min(domain(found), default=expand("ceterms:ContactPoint"))
        kind = usage(found.iri, (), blank=False)
        assert kind is not None
        wrong: ox.NamedNode | ox.Literal
        if kind.kind == "any" or found.curie in LENIENT:
            continue
        wrong = B if kind.kind == "text" else ox.Literal("?")
        document = said(found, subject, wrong)
        results = [*check(document), *engine.report(document)]
        told = [r for r in results if r.focus == A.value and found.iri in (r.path or "") and r.value]
        assert told, (found.curie, kind.kind, compact(subject))
        judged += 1
    assert judged > 450


@pytest.mark.parametrize(
    ("curie", "right", "wrong"),
    [
        ("ceterms:requiredNumber", "2", "two"),
        ("ceterms:weight", "0.5", "half"),
        ("ceterms:globalJurisdiction", "true", "yes"),
        ("ceasn:dateCreated", "2026-02-01", "last year"),
        ("ceterms:basePeriod", "P1Y", "a year"),
        ("credway:confidence", "0.8", "high"),
        ("qdata:percentage", "8.4", "NaN"),
        ("schema:value", "1e3", "INF"),
        ("ceterms:requiredNumber", "3", "\u0663"),
        ("ceasn:dateCreated", "2026-02-01T09:30:00Z", "2026-5-1x"),
        ("ceasn:dateCreated", "2026-02", "2026-and so on"),
        ("ceterms:dateSigned", "2026-02-01T09:30:00+01:00", "2026-02-01T25:00:00"),
        ("ceterms:approximateStartDate", "2026", "last year"),
        ("ceterms:medianEarnings", "41250", "true"),
        ("ceterms:renewalFrequency", "P1Y2M10DT2H30M", "P1M2Y"),
        ("ceterms:renewalFrequency", "PT40H", "PT"),
        ("ceterms:renewalFrequency", "P1.5Y", "P2H"),
        ("qdata:distributionFile", "https://a.example/x.csv", "www.a.example"),
    ],
)
def test_a_text_has_the_form_of_its_datatype(curie: str, right: str, wrong: str) -> None:
    """What a datatype does not take is told, whatever datatype the document claims."""
    found = term(curie)
    for text, expected in ((right, set()), (wrong, {"form"})):
        document = [ox.Triple(A, ox.NamedNode(found.iri), ox.Literal(text))]
        assert names(document) == expected


@pytest.mark.parametrize(
    "statement",
    [
        'ceterms:dateEffective "soon"',
        "ceterms:ownedBy 5",
        'ceterms:alternateName "Welders"',
        'ceterms:keyword "steel"',
    ],
)
@pytest.mark.parametrize("name", ["ceasn:CompetencyFramework", "ceterms:PathwaySet"])
def test_a_framework_is_held_to_what_it_shares_with_collections(
    name: str, statement: str, turtle: Turtle, engine: PyShaclEngine
) -> None:
    """CTDL makes both of them collections, whose shapes do not judge them: the checks must tell instead."""
    document = turtle(f"ex:a a {name} ; {statement} .")
    told = [*check(document), *engine.report(document)]
    wanted = expand(statement.split()[0])
    assert any(wanted in (each.path or "") and each.value is not None for each in told)


@pytest.mark.parametrize(
    ("statement", "told"),
    [
        ('ceterms:codedNotation ""', True),
        ('ceterms:codedNotation " \\n\\t"', True),
        ('ceterms:codedNotation "\u00a0\u200b"', True),
        ('ceterms:keyword ""@en', True),
        ('ceterms:codedNotation "0"', False),
        ('ceterms:codedNotation "\\\\"', False),
        ('ceterms:name ""@en', False),
        ('ceterms:dateEffective ""', False),
    ],
)
def test_an_empty_text_is_told(statement: str, told: bool, turtle: Turtle) -> None:
    """A text without words is a Warning, unless a shape or the datatype refuses it in its own words."""
    document = turtle(f"ex:a a ceterms:Collection ; {statement} .")
    assert ("empty" in names(document)) == told


@pytest.mark.parametrize(
    ("statement", "told"),
    [
        ("ceterms:isNonCredit true, false", True),
        ("ceterms:isNonCredit true", False),
        ('ceterms:expirationDate "2026", "2027"', True),
        ('ceasn:description "A"@en, "B"@en', True),
        ('ceasn:description "A"@en, "B"@fr', False),
        ('ceterms:keyword "A"@en, "B"@en', False),
        ('ceterms:name "A"@en, "B"@en', False),
    ],
)
def test_several_values_of_what_says_one_thing_are_told(statement: str, told: bool, turtle: Turtle) -> None:
    """Yes and no at once, two days, two descriptions in a language: a Warning where no shape says so."""
    document = turtle(f"ex:a a ceterms:Course ; {statement} .")
    assert [each for each in check(document) if each.shape.endswith("/single")] != [] or not told
    assert ("single" in names(document)) == told


@pytest.mark.parametrize(
    ("condition", "told"),
    [
        ("ceterms:requiredNumber 2 ; ceterms:targetComponent ex:b", True),
        ("ceterms:requiredNumber 2 ; ceterms:targetComponent ex:b, ex:c", False),
        ("ceterms:requiredNumber 2 ; ceterms:targetComponent ex:b ; ceterms:hasCondition ex:d", False),
        ('ceterms:requiredNumber "3" ; ceterms:hasCondition ex:d', True),
        ("ceterms:requiredNumber 2", False),
        ('ceterms:requiredNumber "many" ; ceterms:targetComponent ex:b', False),
    ],
)
def test_a_condition_that_nobody_can_meet_is_told(condition: str, told: bool, turtle: Turtle) -> None:
    """A number of components that is greater than how many the condition names is a Warning."""
    found = [each for each in check(turtle(f"ex:a {condition} .")) if each.shape.endswith("/few")]
    assert [each.severity for each in found] == ["Warning"] * told
    assert all(" are required. " in each.message for each in found)


def test_a_message_says_where_a_property_belongs(turtle: Turtle) -> None:
    """The finding names the property, the class it stands on and classes it is meant for."""
    (result,) = check(turtle("ex:a a ceterms:Certification ; ceterms:creditValue ex:three ."))
    assert result.shape == f"{SHAPES}check/domain"
    assert result.severity == "Warning"
    assert "ceterms:creditValue is not meant for ceterms:Certification" in result.message
    assert "ceterms:AssessmentProfile" in result.message


def test_a_class_that_says_less_is_accepted(turtle: Turtle) -> None:
    """Who only says that something is an agent or a credential has not said anything wrong."""
    assert check(turtle("ex:a a ceterms:Course ; ceterms:ownedBy ex:b . ex:b a ceterms:Agent .")) == []


def test_what_a_document_only_points_at_may_be_anything(turtle: Turtle) -> None:
    """A range is only checked against a class that the document states."""
    assert check(turtle("ex:a a ceterms:Course ; ceterms:ownedBy ex:b .")) == []


def test_an_alignment_and_a_concept_are_both_accepted() -> None:
    """Each property with a concept scheme takes a concept, and an alignment that points at one."""
    for found in PROPERTIES:
        if found.scheme and found.curie.startswith(("ceterms:", "ceasn:", "qdata:")):
            for name in ("ceterms:CredentialAlignmentObject", "skos:Concept"):
                takes = usage(found.iri, (), blank=False)
                assert takes is not None
                assert takes.takes([expand(name)]), found.curie


def test_what_is_accepted_is_needed_and_has_a_reason() -> None:
    """Each exception names terms of the vocabulary, says why, and differs from CTDL."""
    for row in exceptions():
        assert row["reason"].endswith(".")
        found = term(row["term"])
        other = expand(row["class"]) if row["class"] else ""
        assert not other or term(row["class"]).kind == "class"
        match row["relation"]:
            case "domain":
                assert not near(other) & set(found.domain)
            case "range":
                assert not near(other) & set(found.range)
            case "text":
                assert found.range == (expand("rdf:langString"),)
            case "versions":
                assert set(found.domain) - set(found.range)
            case relation:
                assert relation == "same"
                assert found.kind == "class"


def test_the_spec_conflicts_that_are_known_are_accepted(turtle: Turtle) -> None:
    """A top competency's framework, a newer framework, an observation's currency are no misuse."""
    document = turtle(
        "ex:f a ceasn:CompetencyFramework ; ceterms:latestVersion ex:g . ex:g a ceasn:CompetencyFramework ."
        " ex:c a ceasn:Competency ; ceasn:isChildOf ex:f ."
        ' ex:o a qdata:Observation ; schema:currency "USD" ; qdata:isObservationOf ex:m .'
        " ex:m a qdata:Metric ."
    )
    assert check(document) == []


def test_every_concept_scheme_is_named_by_a_property() -> None:
    """Each scheme of the vocabulary with concepts is the scheme of some property."""
    named = {iri for each in PROPERTIES for iri in each.scheme}
    known = {each.iri for each in terms().values() if each.kind == "scheme" and scheme(each.curie)}
    assert known <= named
