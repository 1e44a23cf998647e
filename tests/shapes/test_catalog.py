import re
import time
from collections import Counter

import pyoxigraph as ox
import pytest
from rdflib import RDF, RDFS, SH, Literal, URIRef

from credway.ontology.namespaces import PREFIXES, compact, expand
from credway.ontology.schemes import scheme
from credway.ontology.terms import term, terms
from credway.shapes.catalog import all_terms, families, shapes
from credway.shapes.checks import CHECKS
from credway.shapes.engine import SHAPES
from credway.shapes.pyshacl_engine import PyShaclEngine
from credway.shapes.rulebook import rules
from credway.shapes.rust_engine import RustEngine
from credway.shapes.sources import graph, names, parsed, text
from credway.shapes.targets import class_targets, prepare
from credway.shapes.unknown import FORMER_TERMS

NAMES = (
    "minCount maxCount nodeKind datatype pattern minLength uniqueLang in node class hasValue closed or not"
)
PARAMETERS = {SH[name] for name in NAMES.split()}
OWN_SCHEMES = {
    "awardKind": "awardKinds",
    "cluster2019": "clusters/2019",
    "cluster2024": "clusters/2024",
    "country": "countries",
    "competencyCategory": "competencyCategories",
    "credentialType": "credentialTypes",
    "entryStatus": "entryStatus",
    "measure": "measures",
    "pathwayRole": "pathwayRoles",
    "state": "states",
    "supplyDemand": "supplyDemand",
    "unit": "units",
}
# Values from these are codes of classifications, which nobody can list.
OPEN = {
    "ceterms:IndustryClassification",
    "ceterms:InstructionalProgramClassification",
    "ceterms:OccupationClassification",
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
    for iri, each in terms().items():
        if each.kind == "class" and not _judged(iri):
            missed.add(each.curie)
    assert missed == abstract


def test_every_scheme_of_the_vocabulary_has_a_shape() -> None:
    """All 42 schemes of CTDL, CTDL-ASN and QData and ten of Credway are shapes, concept by concept."""
    listed = {
        name: {str(each) for each in graph().items(next(graph().objects(node, SH["in"])))}
        for node in graph().subjects(SH["in"])
        if isinstance(node, URIRef) and str(node).startswith(f"{SHAPES}scheme/")
        for name in [str(node).removeprefix(f"{SHAPES}scheme/").removesuffix("Concept")]
    }
    published = {
        URIRef(each.iri): {concept.iri for concept in scheme(each.curie)}
        for each in terms().values()
        if each.kind == "scheme"
    }
    assert len(published) == 42
    for iri, concepts in published.items():
        (node,) = graph().subjects(RDFS.seeAlso, iri)
        name = str(node).removeprefix(f"{SHAPES}scheme/").removesuffix("Concept")
        assert listed.pop(name) == concepts, iri
    assert listed.keys() == OWN_SCHEMES.keys()
    for name, concepts in listed.items():
        assert concepts == {each.iri for each in scheme(OWN_SCHEMES[name])}


@pytest.mark.parametrize(
    "curie",
    [t.curie for t in terms().values() if t.kind == "property" and t.scheme and t.source != ("credway",)],
)
def test_every_property_with_a_scheme_is_held_to_it(curie: str, engine: PyShaclEngine) -> None:
    """A value outside the scheme is told: a violation where the scheme is stable, else a remark.

    Of QData's schemes only an older list is known, so that outside of them is a remark as well.
    """
    found = term(curie)
    if {compact(iri) for iri in found.scheme} <= OPEN:
        pytest.skip("a classification has too many codes for a list")
    (home,) = found.scheme
    subject = min(found.domain, default=expand("ceterms:ConstraintRule"))
    node = ox.NamedNode("urn:x:a")
    kind = ox.Triple(node, ox.NamedNode(str(RDF.type)), ox.NamedNode(subject))
    inside = ox.NamedNode(scheme(home)[0].iri)
    for value, expected in ((ox.NamedNode("urn:x:none"), 1), (inside, 0)):
        results = engine.report([kind, ox.Triple(node, ox.NamedNode(found.iri), value)])
        told = [
            r for r in results if r.path == found.iri and r.component.endswith("#NodeConstraintComponent")
        ]
        assert len(told) == expected
        stable = terms()[home].status == "stable" and not home.startswith(expand("qdata:x")[:-1])
        assert all(r.severity == ("Violation" if stable else "Info") for r in told)


def test_messages_name_terms_that_exist() -> None:
    """What a message tells people to write is a term of the vocabulary."""
    written = re.compile(r"\b([A-Za-z]+):([A-Za-z][A-Za-z0-9]*)")
    for shape in shapes():
        for prefix, name in written.findall(shape.message):
            if prefix in PREFIXES and prefix not in ("schema", "rdf"):
                iri = expand(f"{prefix}:{name}")
                assert iri in terms() or iri in FORMER_TERMS, (shape.iri, prefix, name)


def test_both_engines_ask_the_same_of_every_class(engine: PyShaclEngine) -> None:
    """The engine in Rust compiles all shapes, and a bare node of any class lacks the same for both."""
    fast, kind = RustEngine(), ox.NamedNode(str(RDF.type))
    for each in terms().values():
        if each.kind == "class":
            bare = [ox.Triple(ox.NamedNode("urn:x:a"), kind, ox.NamedNode(each.iri))]
            one, other = ({(r.shape, r.severity) for r in e.report(bare)} for e in (engine, fast))
            assert one == other, each.curie


def test_patterns_are_read_alike_by_every_engine() -> None:
    """Patterns are anchored and use neither look-around nor backreferences nor escaped classes."""
    patterns = {str(value) for value in graph().objects(None, SH.pattern)}
    assert patterns
    for pattern in patterns:
        re.compile(pattern)
        assert pattern.startswith("^")
        assert not re.search(r"\(\?|\\", pattern), pattern


@pytest.mark.parametrize("text", ["", " ", "\t \r\n", "\u00a0", "\u200b", "\u3000 "])
def test_a_text_of_spaces_is_none(text: str, engine: PyShaclEngine) -> None:
    """A name of spaces, seen or not, is refused as an empty one is, by both engines."""
    name = ox.NamedNode(expand("ceterms:name"))
    for found, codes in ((text, {f"{SHAPES}common/nameMap"}), (f"{text}A{text}", set())):
        document = [
            ox.Triple(
                ox.NamedNode("urn:x:a"), ox.NamedNode(str(RDF.type)), ox.NamedNode(expand("ceterms:Course"))
            ),
            ox.Triple(ox.NamedNode("urn:x:a"), name, ox.Literal(found, language="en")),
        ]
        for each in (engine, RustEngine()):
            told = {row.shape for row in each.report(document) if row.shape == f"{SHAPES}common/nameMap"}
            assert told == codes, (each, found)


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


_TOLD = re.compile(
    r"\b(add|check|correct|describe|fetch|give|keep|leave|look|make|mend|mint|move|must|name|names?|nest|pack"
    r"|publish|put|recommended|remove|rename|report|save|say|send|shorten|sort|split|state|takes|unpack|use"
    r"|withdraw|write)\b",
    re.IGNORECASE,
)
"""Words that say what to do, or in which form something is to be written."""


@pytest.mark.parametrize("code", rules())
def test_every_message_says_what_to_do(code: str) -> None:
    """A message has a word for what to do; in a check or a refusal a sentence or clause begins with it."""
    rule = rules()[code]
    assert _TOLD.search(rule.message)
    if not rule.shape:
        _, *others = re.split(r"(?<=[.:,]) ", rule.message)
        assert any(map(_TOLD.match, (rule.message, *others))), rule.message


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
