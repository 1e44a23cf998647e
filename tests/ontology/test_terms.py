"""The term tables and the class hierarchy."""

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from credway.ontology.errors import UnknownTermError
from credway.ontology.namespaces import PREFIXES, compact, expand, is_closed
from credway.ontology.schemes import schemes
from credway.ontology.tables import rows
from credway.ontology.terms import Term, family, subclasses, superclasses, term, terms

EXTERNAL = tuple(PREFIXES[each] for each in ("asn", "dc", "dct", "rdf", "rdfs", "schema", "xsd"))

# Names that people expect of CTDL and that it does not have.
TRAPS = """
ceterms:replacedBy ceterms:additionalCondition ceterms:targetTransferValueProfile
ceterms:creditUnitValue ceterms:publisher ceterms:creator ceterms:publishedBy
ceterms:credentialAlignment ceterms:relatedOccupation ceterms:demandLevelType
ceterms:hasIntermediary ceterms:hasPathwayComponent
"""

OWN = """
Claim ReferenceRecord Source Quantity ListSeries Rule Parameter
subject predicate object value text assertedBy source locator validFrom validTo confidence caveat
derived rule denied mentionedBy sourceDate license attribution unit period place suppressed
condition credentialType careerCluster issuer credentialsEarned credentialsDemanded skillDemand
medianSalary projectedGrowth percentOversupplied percentUndersupplied stateCount examFee duration
percentOfEarnedInDemand supplyDemandCategory pathwayRole familyMemberOf listedIn recognizedIn approvedIn
accreditedIn demandedIn requiredLicense competencyCategory commonCredentialFor
postingsNaming postingsRequiredShare postingsPreferredShare sectorShare
regulatedIn licenseRequiredIn reportedFigure measure alignmentCategory dataCollectionCategory
maintainsList awardKind authority awardPlace allOrNothing refused mustBeCurrent
earnedWithin minimumScore degreeSeekingOnly evidence listPlace listPurpose versionOf isComplete
printedName printedIssuer listCode listTier listPoints listWeight listDollars listLevel
entryStatus reason region
ruleText ruleVersion rulePlace parameter courseCode commonCourseId commonCourseScheme
"""

# What lists with points, rules and the figures of supply and demand are made of.
FIGURES = """
listPoints listTier listWeight Rule Parameter ruleText ruleVersion rulePlace parameter
awardKind credentialsEarned credentialsDemanded supplyDemandCategory percentOversupplied
percentUndersupplied credentialType Quantity measure unit period suppressed
"""

# What the encodings misspell or never define, as SOURCES.md says.
REPAIRED = {"ceasn:CrtiterionLevel": "ceasn:CriterionLevel", "ceasn:Task": "ceterms:Task"}
UNDEFINED = {
    "ceterms:FinancialAlignmentObject",
    "ceterms:TransferValueAgreement",
    "ceterms:credentialAlignment",
}


def iris(*curies: str) -> tuple[str, ...]:
    return tuple(map(expand, curies))


@pytest.mark.parametrize("table", ["terms.csv", "credway.csv"])
def test_a_table_is_sorted_and_has_no_double(table: str) -> None:
    """Each term stands once, in the order of its CURIE."""
    curies = [row["term"] for row in rows(table)]
    assert curies == sorted(set(curies))


def test_no_term_is_in_two_tables() -> None:
    """The tables add up to the vocabulary."""
    tables = ("terms.csv", "credway.csv", "coercions.csv")
    curies = [row["term"] for table in tables for row in rows(table)]
    assert len(curies) == len(set(curies))
    assert len(terms()) == len(curies) - len(list(rows("coercions.csv")))


def test_every_reference_resolves() -> None:
    """Parents, domains, ranges and inverses are terms, or belong to a known outside vocabulary."""
    lost = {
        (each.curie, compact(iri))
        for each in terms().values()
        for iri in (*each.parents, *each.domain, *each.range, *filter(None, [each.inverse]))
        if iri not in terms() and (is_closed(iri) or not iri.startswith(EXTERNAL))
    }
    assert not lost


def test_every_scheme_resolves() -> None:
    """A scheme can be read, or is a class of schemes, such as those of occupations."""
    named = {iri for each in terms().values() for iri in each.scheme}
    assert {family(iri) for iri in named - schemes().keys()} == {"Scheme"}


def test_a_row_says_what_its_kind_allows() -> None:
    """Only properties have a domain, a range, a coercion or an inverse; a concept has a scheme."""
    for each in terms().values():
        assert each.kind in ("class", "property", "scheme", "concept")
        assert each.label
        if each.kind != "property":
            assert (each.domain, each.range, each.coercion, each.inverse) == ((), (), "", None)
        if each.kind == "concept":
            assert len(each.scheme) == 1


def test_inverses_are_mutual() -> None:
    """A declared inverse declares the first in return."""
    pairs = {each.iri: each.inverse for each in terms().values() if each.inverse}
    assert len(pairs) == 16
    assert all(pairs[other] == one for one, other in pairs.items())


@pytest.mark.parametrize("curie", TRAPS.split())
def test_a_name_that_ctdl_lacks_is_not_a_term(curie: str) -> None:
    """Plausible names that CTDL never had, or dropped, are not in the table."""
    with pytest.raises(UnknownTermError, match="no such term"):
        term(curie)


def test_every_term_of_credway_is_explained() -> None:
    """Each of Credway's own terms has a label, what it means and why CTDL did not do."""
    own = [each for each in terms().values() if each.source == ("credway",)]
    assert len(own) >= len(OWN.split())
    for each in own:
        assert each.label, each.curie
        assert each.comment.endswith("."), each.curie
        assert each.reason.endswith("."), each.curie


@pytest.mark.parametrize(
    "name",
    FIGURES.split(),
)
def test_what_lists_and_figures_need_is_there(name: str) -> None:
    """Points, tier, weight, scheme and rule, supply and demand have terms with a domain or a use."""
    found = term(f"credway:{name}")
    assert found.kind == "class" or found.range or found.domain


@pytest.mark.parametrize("name", OWN.split())
def test_documents_find_credways_terms(name: str) -> None:
    """Each name that Credway's documents use is a term, with a meaning and a reason."""
    found = term(f"credway:{name}")
    assert found.comment
    assert found.reason
    assert found.source == ("credway",)


def test_a_reason_names_real_terms() -> None:
    """Where a comment or a reason names a term of CTDL, CTDL has it."""
    words = (
        word.strip(".,;()") for each in terms().values() for word in f"{each.comment} {each.reason}".split()
    )
    named = {word for word in words if word.startswith(("ceterms:", "ceasn:", "qdata:"))}
    assert named
    assert all(term(word) for word in named)


def test_a_term_is_found_by_any_spelling() -> None:
    """CURIE, IRI and the older IRIs name one term."""
    spellings = (
        "ceterms:Course",
        "https://purl.org/ctdl/terms/Course",
        "http://purl.org/ctdl/terms/Course",
        "http://credreg.net/ctdl/terms/Course",
    )
    assert {term(each).curie for each in spellings} == {"ceterms:Course"}


@pytest.mark.parametrize("name", ["ceterms:Corse", "Course", "https://example.org/Course"])
def test_an_unknown_term_is_an_error(name: str) -> None:
    """A name that is no term is refused."""
    with pytest.raises(UnknownTermError):
        term(name)


def test_superclasses_come_nearest_first() -> None:
    """A class is followed by its ancestors, breadth first."""
    assert superclasses(expand("ceterms:Course")) == iris(
        "ceterms:Course", "ceterms:LearningOpportunityProfile", "schema:CreativeWork"
    )


def test_subclasses_contain_the_whole_tree() -> None:
    """All 49 credential classes descend from one."""
    found = subclasses(expand("ceterms:Credential"))
    assert found[0] == expand("ceterms:Credential")
    assert len(found) == len(set(found)) == 49
    assert expand("ceterms:BachelorOfArtsDegree") in found


classes = st.sampled_from(sorted(each.iri for each in terms().values() if each.kind == "class"))


@given(classes, classes)
@settings(deadline=None)
def test_up_and_down_agree(one: str, other: str) -> None:
    """A class is among another's descendants if the other is among its ancestors."""
    assert (one in subclasses(other)) == (other in superclasses(one))


def test_an_unknown_class_stands_alone() -> None:
    """A class that is no term has no relatives and no family."""
    iri = "https://example.org/Thing"
    assert superclasses(iri) == subclasses(iri) == (iri,)
    assert family(iri) is None


@pytest.mark.parametrize(
    ("curie", "label"),
    [
        ("ceterms:AssociateOfArtsDegree", "Credential"),
        ("ceterms:QACredentialOrganization", "Organization"),
        ("ceasn:CompetencyFramework", "CompetencyFramework"),
        ("ceterms:Collection", "List"),
        ("ceterms:PathwaySet", "PathwaySet"),
        ("ceterms:CollectionComponent", "PathwayComponent"),
        ("ceterms:LearningProgram", "LearningOpportunity"),
        ("asn:ProgressionModel", "Scheme"),
        ("credway:CareerCluster", "Cluster"),
        ("credway:ReferenceRecord", None),
        ("ceterms:ValueProfile", None),
    ],
)
def test_the_nearest_family_wins(curie: str, label: str | None) -> None:
    """A class belongs to the family of its nearest ancestor that has one."""
    assert family(expand(curie)) == label


def test_families_are_of_classes() -> None:
    """The family table is sorted and names classes only."""
    curies = [row["class"] for row in rows("families.csv")]
    assert curies == sorted(set(curies))
    assert {term(curie).kind for curie in curies} == {"class"}


def test_what_can_have_a_ctid_has_a_family() -> None:
    """Whatever may be published on its own has a label in the graph."""
    assert [iri for iri in term("ceterms:ctid").domain if family(iri) is None] == []


@pytest.mark.parametrize("name", ["ctdl-schema.2026-08-06.json", "ctdlasn-schema.2026-08-06.json"])
def test_the_table_agrees_with_the_encoding(name: str, encoding: Callable[[str], dict[str, Any]]) -> None:
    """Every term of the encoding is in the table with the same relations."""
    for node in encoding(name)["@graph"]:
        assert facts(term(node["@id"])) == published(node)


def test_the_table_has_all_of_qdata(encoding: Callable[[str], dict[str, Any]]) -> None:
    """Every term of QData's encoding is there; what CTDL has since defined anew is CTDL's."""
    for node in encoding("qdata-schema.2023-10.json")["@graph"]:
        found, wanted = facts(term(node["@id"])), published(node)
        assert found["kind"] == wanted["kind"]
        if "qdata" in term(node["@id"]).source:
            assert found["label"] == wanted["label"]
            assert found["scheme"] == wanted["scheme"]
            for relation in ("domain", "range"):
                lost = {each for each in wanted[relation] - found[relation] if is_known(each)}
                assert not lost, (node["@id"], relation, lost)


@pytest.mark.parametrize("name", ["ctdl-context.2026-08-06.json", "ctdlasn-context.2026-08-06.json"])
def test_every_name_that_a_document_may_use_is_known(
    name: str, encoding: Callable[[str], dict[str, Any]]
) -> None:
    """Each property of the published contexts is a term, or one that CTDL has dropped."""
    dropped = {row["term"] for row in rows("coercions.csv")}
    names = [key for key in encoding(name)["@context"] if ":" in key]
    assert len(names) > 400 or "asn" in name
    assert [key for key in names if key not in dropped and expand(key) not in terms()] == []


def test_ctdl_terms_come_from_an_encoding(encoding: Callable[[str], dict[str, Any]]) -> None:
    """No term of a closed CTDL vocabulary is invented."""
    names = ("ctdl-schema.2026-08-06.json", "ctdlasn-schema.2026-08-06.json")
    known = {node["@id"] for name in names for node in encoding(name)["@graph"]}
    own = {each.curie for each in terms().values() if is_closed(each.iri)}
    assert {curie for curie in own - known if not curie.startswith("credway:")} == set()


def facts(found: Term) -> dict[str, Any]:
    return {
        "kind": found.kind,
        "label": found.label,
        "status": found.status,
        "parents": set(map(compact, found.parents)),
        "domain": set(map(compact, found.domain)),
        "range": set(map(compact, found.range)),
        "inverse": {compact(found.inverse)} if found.inverse else set(),
        "scheme": set(map(compact, found.scheme)),
    }


def published(node: dict[str, Any]) -> dict[str, Any]:
    def targets(*keys: str) -> set[str]:
        found = {target for key in keys for target in listed(node.get(key, []))}
        return {REPAIRED.get(each, each) for each in found - UNDEFINED}

    kinds = {
        "rdfs:Class": "class",
        "rdf:Property": "property",
        "skos:ConceptScheme": "scheme",
        "skos:Concept": "concept",
    }
    kind = kinds[node["@type"]]
    label = node.get("rdfs:label") or node["skos:prefLabel"]
    return {
        "kind": kind,
        "label": label["en-US"].strip(),
        "status": node.get("vs:term_status", "").removeprefix("vs:"),
        "parents": targets("rdfs:subClassOf", "rdfs:subPropertyOf", "skos:broader"),
        "domain": targets("schema:domainIncludes"),
        "range": targets("schema:rangeIncludes"),
        "inverse": targets("owl:inverseOf"),
        "scheme": targets("skos:inScheme" if kind == "concept" else "meta:targetScheme"),
    }


def is_known(curie: str) -> bool:
    return expand(curie) in terms()


def listed(value: Any) -> list[str]:
    return [value] if isinstance(value, str) else value
