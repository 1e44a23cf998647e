import re
import time
from collections import Counter

import pyoxigraph as ox
import pytest
from rdflib import RDF, RDFS, SH, Literal, URIRef

from credway.ontology.schemes import scheme
from credway.ontology.terms import terms
from credway.shapes.catalog import all_terms, families, shapes
from credway.shapes.checks import CHECKS, FORMER_TERMS
from credway.shapes.engine import SHAPES
from credway.shapes.sources import graph, names, parsed, text
from credway.shapes.targets import class_targets, prepare

NAMES = (
    "minCount maxCount nodeKind datatype pattern minLength uniqueLang in node class hasValue closed or not"
)
PARAMETERS = {SH[name] for name in NAMES.split()}
SCHEMES = {
    "actionStatus": "ceterms:ActionStatus",
    "agentSector": "ceterms:AgentSector",
    "agreementCategory": "ceterms:AgreementCategory",
    "audienceLevel": "ceterms:AudienceLevel",
    "awardKind": "awardKinds",
    "cluster2019": "clusters/2019",
    "cluster2024": "clusters/2024",
    "collectionCategory": "ceterms:CollectionCategory",
    "credentialStatus": "ceterms:CredentialStatus",
    "credentialType": "credentialTypes",
    "creditUnit": "ceterms:CreditUnit",
    "entryStatus": "entryStatus",
    "lifeCycle": "ceterms:LifeCycleStatus",
    "organizationType": "ceterms:OrganizationType",
    "publicationStatus": "ceasn:PublicationStatus",
    "state": "states",
    "supplyDemand": "supplyDemand",
    "unit": "units",
}


def test_every_named_constraint_says_what_to_do() -> None:
    """Each named shape with a constraint has one English message, a severity and its page."""
    for node in set(graph().subjects()):
        if isinstance(node, URIRef) and set(graph().predicates(node)) & PARAMETERS:
            (message,) = graph().objects(node, SH.message)
            assert isinstance(message, Literal), node
            assert message.language == "en", node
            assert str(message).endswith((".", "?")), node
            assert len(list(graph().objects(node, SH.severity))) == 1, node
            file, _, name = str(node).removeprefix(SHAPES).partition("/")
            assert URIRef(f"{SHAPES}{file}#{name}") in set(graph().objects(node, RDFS.seeAlso))


def test_the_catalog_has_every_shape_that_can_fail() -> None:
    """What a targeted shape holds is listed once, with the classes that it judges."""
    assert len(shapes()) == len({shape.iri for shape in shapes()})
    held = {str(part) for part in graph().objects(None, SH.property) if isinstance(part, URIRef)}
    assert held <= {shape.iri for shape in shapes()}
    assert all(shape.classes and shape.message and shape.page for shape in shapes())
    assert {shape.file for shape in shapes()} <= {family.name for family in families()}


def test_every_named_shape_is_used() -> None:
    """No shape stands in a file without judging anything or being referred to."""
    used = set(graph().objects()) | set(graph().subjects(SH.targetClass))
    used |= set(graph().subjects(SH.targetSubjectsOf))
    for kind in (SH.NodeShape, SH.PropertyShape):
        assert [n for n in graph().subjects(RDF.type, kind) if n not in used] == []


def test_every_file_has_a_title() -> None:
    """Each file says what it is about."""
    assert tuple(family.name for family in families()) == names()
    assert all(family.title and family.comment for family in families())


def test_severities_follow_the_rule() -> None:
    """Requirements are violations, recommendations warnings; only violations are forgiven."""
    for shape in shapes():
        if shape.message.startswith("Recommended:"):
            assert shape.severity == "Warning", shape.iri
        if shape.minimum_data:
            assert shape.severity == "Violation", shape.iri
    assert Counter(shape.severity for shape in shapes()).keys() == {"Violation", "Warning", "Info"}


def test_shapes_speak_the_vocabulary() -> None:
    """Every CTDL and Credway term in the shapes is in the vocabulary, or a known former one."""
    assert all_terms() - terms().keys() - FORMER_TERMS.keys() == set()


def test_every_class_of_the_vocabulary_is_judged() -> None:
    """No class of the vocabulary gets past all shapes; abstract ones are published as others."""
    abstract = {"ceterms:Agent", "ceterms:AlignmentObject"}
    missed = set()
    for iri, term in terms().items():
        if term.kind == "class" and not _judged(iri):
            missed.add(term.curie)
    assert missed == abstract


@pytest.mark.parametrize(("name", "of"), SCHEMES.items())
def test_concepts_are_those_of_the_vocabulary(name: str, of: str) -> None:
    """A shape for a scheme lists its concepts, all of them and no other."""
    node = next(graph().objects(URIRef(f"{SHAPES}scheme/{name}Concept"), SH["in"]))
    assert {str(each) for each in graph().items(node)} == {each.iri for each in scheme(of)}


def test_patterns_are_read_alike_by_every_engine() -> None:
    """Patterns are anchored and use neither look-around nor backreferences nor escaped classes."""
    patterns = {str(value) for value in graph().objects(None, SH.pattern)}
    assert patterns
    for pattern in patterns:
        re.compile(pattern)
        assert pattern.startswith("^")
        assert not re.search(r"\(\?|\\", pattern), pattern


@pytest.mark.parametrize("unit", ["1", "a", ".", "-", "a.", "-a", "P1", "1.", "T0", "@", " ", "é", "ce-"])
def test_no_pattern_can_be_made_slow(unit: str) -> None:
    """Long values of one repeated part are refused or passed at once by a backtracking engine."""
    started = time.perf_counter()
    for pattern in {str(value) for value in graph().objects(None, SH.pattern)}:
        for start in ("", "P", "a@", "1", "2026-01-01T"):
            re.search(pattern, start + unit * (60_000 // len(unit)) + "!")
    assert time.perf_counter() - started < 5


def test_shapes_hold_no_queries() -> None:
    """Shapes fetch nothing: no SPARQL, no SERVICE, no FROM, no imports."""
    for name in names():
        assert not re.search(r"sh:sparql|sh:select|sh:js|SERVICE|\bFROM\b|owl:imports", text(name))


def test_a_query_in_a_shape_is_refused() -> None:
    """Who adds a query to a file of shapes cannot load it."""
    with pytest.raises(ValueError, match="shapes hold no queries"):
        parsed(f'<urn:x:s> <{SH.sparql}> [ <{SH.select}> "SELECT $this WHERE {{}}" ] .')


def test_checks_in_code_are_documented_like_shapes() -> None:
    """Each check in code has a message and an IRI among those of the shapes."""
    assert len({check.iri for check in CHECKS}) == len(CHECKS)
    assert all(check.iri.startswith(f"{SHAPES}check/") and check.message for check in CHECKS)


def test_targets_are_classes_of_the_vocabulary() -> None:
    """A shape that targets a class which does not exist would never judge anything."""
    assert class_targets().keys() - terms().keys() - FORMER_TERMS.keys() == set()


def _judged(iri: str) -> bool:
    kind = ox.NamedNode(str(RDF.type))
    return bool(prepare([ox.Triple(ox.NamedNode("urn:x:a"), kind, ox.NamedNode(iri))]).classed)
