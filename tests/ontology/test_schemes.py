"""Concept schemes: the package's tables and CTDL's."""

import csv
import re
from collections import Counter
from pathlib import Path

import pytest

from credway.ontology.errors import UnknownTermError
from credway.ontology.namespaces import expand
from credway.ontology.schemes import (
    Concept,
    by_label,
    by_notation,
    concept,
    scheme,
    schemes,
    state,
)
from credway.ontology.terms import family, term, terms

BASE = "https://w3id.org/credway/schemes/"
OWN = {name: each for each in schemes().values() if each.table for name in [each.name]}


def found(concept: Concept | None) -> Concept:
    assert concept is not None
    return concept


@pytest.mark.parametrize("name", sorted(OWN))
def test_a_table_is_a_scheme(name: str) -> None:
    """Codes are unique and fit an IRI, and every concept is found again by IRI, code and scheme."""
    concepts = scheme(name)
    assert concepts == scheme(BASE + name)
    assert len({each.iri for each in concepts}) == len(concepts) > 0
    for each in concepts:
        assert re.fullmatch(r"[A-Za-z0-9-]+", each.notation)
        assert each.iri == f"{BASE}{name}/{each.notation}"
        assert each.label
        assert each.licence
        assert concept(each.iri) == by_notation(name, each.notation) == each
        assert all(concept(broader) in concepts for broader in each.broader)


@pytest.mark.parametrize("name", sorted(OWN))
def test_concepts_are_read_as_a_class_of_the_vocabulary(name: str) -> None:
    """Each scheme says which class its concepts are read as, and that class has a family."""
    assert family(OWN[name].concept_class)


@pytest.mark.parametrize("name", sorted(OWN))
def test_labels_differ_within_a_scheme(name: str) -> None:
    """A label leads to its concept; where SOC has one title at two levels, to the narrower."""
    for each in scheme(name):
        by = found(by_label(name, f" {each.label.upper()} "))
        assert by.label.casefold() == each.label.casefold()
        assert by == each or name == "soc/2018"
    assert found(by_label("soc/2018", "Chief Executives")).notation == "11-1011"


def test_credential_types_have_an_order() -> None:
    """The five types rank from license to course assessment."""
    types = sorted(scheme("credentialTypes"), key=lambda each: int(each.extra["rank"]))
    assert [each.notation for each in types] == [
        "License",
        "Certification",
        "Software",
        "GeneralCareerReadiness",
        "CTEAssessment",
    ]
    assert all(each.extra["definition"] and each.extra["reason"] for each in types)


def test_both_cluster_frameworks_are_whole() -> None:
    """There are 16 clusters in one framework and 14, three of them cross-cutting, in the other."""
    assert len(scheme("clusters/2019")) == 16
    assert len(scheme("clusters/2024")) == 14
    crossing = {each.label for each in scheme("clusters/2024") if each.extra["cross_cutting"] == "yes"}
    assert crossing == {"Digital Technology", "Management & Entrepreneurship", "Marketing & Sales"}


def test_occupations_form_a_tree() -> None:
    """SOC 2018 has four levels, each below the one before it."""
    occupations = {each.iri: each for each in scheme("soc/2018")}
    levels = ["major", "minor", "broad", "detailed"]
    assert Counter(each.extra["level"] for each in occupations.values()) == {
        "major": 23,
        "minor": 98,
        "broad": 459,
        "detailed": 867,
    }
    for each in occupations.values():
        level = levels.index(each.extra["level"])
        parents = [occupations[iri].extra["level"] for iri in each.broader]
        assert parents == ([levels[level - 1]] if level else [])


def test_occupations_agree_with_the_published_file(shared_data: Path) -> None:
    """Codes and titles are those of the Bureau of Labor Statistics, apart from curly quotes."""
    path = shared_data / "taxonomies" / "soc" / "soc2018_definitions.csv"
    with path.open(encoding="utf-8-sig", newline="") as lines:
        published = {row["SOCCode"]: row["SOCTitle"] for row in csv.DictReader(lines)}
    assert {each.notation: each.label for each in scheme("soc/2018")} == {
        code: " ".join(title.replace("\N{RIGHT SINGLE QUOTATION MARK}", "'").split())
        for code, title in published.items()
    }


def test_states_are_all_there() -> None:
    """There are 50 states, a district and 5 territories, each with a FIPS code of its own."""
    states = scheme("states")
    assert Counter(each.extra["kind"] for each in states) == {
        "state": 50,
        "district": 1,
        "territory": 5,
    }
    assert len({each.extra["fips"] for each in states}) == 56


@pytest.mark.parametrize("name", ["OH", "oh", " Ohio ", "OHIO", "39", BASE + "states/OH"])
def test_a_state_is_found_by_what_people_write(name: str) -> None:
    """Postal code, FIPS code, name and IRI name one state."""
    assert found(state(name)).iri == BASE + "states/OH"


@pytest.mark.parametrize("name", ["", "Ontario", "ON", "99", BASE + "units/USD"])
def test_what_is_no_state_is_none(name: str) -> None:
    """Anything else names no state."""
    assert state(name) is None


def test_every_figure_has_a_measure() -> None:
    """A measure belongs to a property whose values are quantities, and names the units it takes.

    What has no property of its own is a reported figure.
    """
    reported = "credway:reportedFigure"
    measures = {each.extra["property"]: each for each in scheme("measures")}
    figures = {
        each.curie
        for each in terms().values()
        if each.curie.startswith("credway:")
        and each.range == (expand("credway:Quantity"),)
        and each.curie != "credway:value"
    }
    assert measures.keys() == figures
    for curie, measure in measures.items():
        if curie != reported:
            assert curie == f"credway:{measure.notation}"
            assert measure.label == term(curie).label
    for measure in scheme("measures"):
        assert measure == measures[measure.extra["property"]] or (measure.extra["property"] == reported)
        assert all(by_notation("units", unit) for unit in measure.extra["units"].split())


@pytest.mark.parametrize("name", ["ceterms:CreditUnit", "https://purl.org/ctdl/terms/CreditUnit"])
def test_a_scheme_of_ctdl_is_read_alike(name: str) -> None:
    """CTDL's concepts come from the term table, with the last part of the IRI as code."""
    assert len(scheme(name)) == 15
    hour = found(by_notation(name, "SemesterHour"))
    assert hour.iri == expand("creditUnit:SemesterHour")
    assert hour.broader == (expand("creditUnit:TimeBasedCredit"),)
    assert hour.licence == "CC BY 4.0"
    assert found(by_label(name, "semester hour")) == hour
    assert concept("http://purl.org/ctdl/vocabs/creditUnit/SemesterHour") == hour


def test_every_concept_of_ctdl_is_in_its_scheme() -> None:
    """No concept is lost between the term table and the schemes."""
    known = [each for each in terms().values() if each.kind == "concept"]
    assert len(known) == 456 + 28
    assert all(found(concept(each.iri)).label == each.label for each in known)


def test_all_schemes_are_there_with_their_concepts() -> None:
    """CTDL and CTDL-ASN have 36 schemes with 456 concepts, QData six with 28."""
    sizes = {each.curie: len(scheme(each.curie)) for each in terms().values() if each.kind == "scheme"}
    qdata = {name: size for name, size in sizes.items() if name.startswith("qdata:")}
    assert (len(qdata), sum(qdata.values())) == (6, 28)
    assert (len(sizes) - 6, sum(sizes.values()) - 28) == (36, 456)
    assert min(sizes.values()) >= 2


def test_concepts_of_qdata_are_found_as_they_are_published() -> None:
    """The addresses in use lead to the concepts, with http as with https."""
    for protocol in ("http", "https"):
        masked = found(concept(f"{protocol}://credreg.net/qdata/vocabs/dataWithholding/DataMasked"))
        assert (masked.label, masked.scheme) == ("Data Masked", expand("qdata:DataWithholdingCategory"))


@pytest.mark.parametrize(
    "iri", ["_:b0", "", "creditLevel:X", "https://purl.org/ctdl/terms/Course", BASE + "states/XX"]
)
def test_what_is_no_concept_is_none(iri: str) -> None:
    """A blank node, a class or an unknown code is no concept."""
    assert concept(iri) is None


@pytest.mark.parametrize("name", ["provinces", "ceterms:Course", BASE, "ex:Scheme"])
def test_an_unknown_scheme_is_an_error(name: str) -> None:
    """A name that is no scheme is refused."""
    with pytest.raises(UnknownTermError):
        scheme(name)


def test_concepts_can_be_kept_in_sets() -> None:
    """Concepts are hashable, with their extra columns left out."""
    assert len({*scheme("states"), *scheme("states")}) == 56
