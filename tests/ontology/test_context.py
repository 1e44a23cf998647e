"""The JSON-LD context and what is cut from it for one document."""

import json
from collections.abc import Callable
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pyoxigraph import CanonicalizationAlgorithm, Dataset, RdfFormat, parse

from credway.ontology.context import CONTEXT_URL, CONTEXT_URLS, context, names, pruned, render
from credway.ontology.terms import terms

SAMPLE = {
    "@id": "https://example.org/credentials/1",
    "@type": ["ceterms:Certification", "credway:ReferenceRecord"],
    "ceterms:name": {"en": "Welder", "es": "Soldadora"},
    "ceterms:inLanguage": ["en"],
    "ceterms:dateEffective": "2024-05-01",
    "ceterms:requires": {
        "@type": "ceterms:ConditionProfile",
        "ceterms:minimumAge": 18,
        "ceterms:weight": 0.5,
        "credway:mustBeCurrent": True,
        "ceterms:creditValue": {
            "ceterms:creditUnitType": {"ceterms:targetNode": "creditUnit:SemesterHour"},
            "ceterms:creditLevelType": {"ceterms:targetNode": "creditLevel:LowerDivisionLevel"},
        },
    },
    "credway:mentionedBy": ["https://example.org/sources/1"],
}


def triples(document: dict[str, Any], definitions: dict[str, object]) -> Dataset:
    text = json.dumps({**document, "@context": definitions})
    found = Dataset(parse(text, RdfFormat.JSON_LD, base_iri="https://example.org/base/"))
    found.canonicalize(CanonicalizationAlgorithm.RDFC_1_0)
    return found


def test_the_file_is_what_the_tables_say() -> None:
    """The committed context is the one that the tables make; `render` writes it."""
    committed = files("credway.ontology").joinpath("context.json").read_text(encoding="utf-8")
    assert committed == render()


def test_a_context_may_be_changed_by_who_asked() -> None:
    """Each caller has a context of its own."""
    context().clear()
    assert context()


@pytest.mark.parametrize("name", ["ctdl-context.2026-08-06.json", "ctdlasn-context.2026-08-06.json"])
def test_a_published_context_is_contained(name: str, encoding: Callable[[str], dict[str, Any]]) -> None:
    """A document means here what its publisher's context says."""
    assert encoding(name)["@context"].items() <= context().items()


def test_no_more_is_coerced_than_published_or_own(
    encoding: Callable[[str], dict[str, Any]],
) -> None:
    """Apart from Credway's terms, one term of schema.org and the prefixes of QData's concepts are added."""
    known = {
        key
        for name in ("ctdl-context.2026-08-06.json", "ctdlasn-context.2026-08-06.json")
        for key in encoding(name)["@context"]
    }
    added = {key for key in context().keys() - known if not key.startswith("credway")}
    assert {name for name in added if ":" in name} == {"schema:url"}
    assert {context()[name] for name in added if ":" not in name} == {
        f"https://credreg.net/qdata/vocabs/{name}/" for name in added if ":" not in name
    }


def test_a_sample_has_the_same_triples_with_the_part() -> None:
    """What is cut away is not missed, down to prefixes that only values use."""
    part = pruned(names(SAMPLE))
    assert len(part) < 25
    assert triples(SAMPLE, part) == triples(SAMPLE, context())
    assert len(triples(SAMPLE, part)) == 17


def test_an_undeclared_prefix_stays_undeclared() -> None:
    """A prefix that CTDL does not declare is not made up, in whole or in part."""
    assert "creditLevel" not in context()
    assert "<creditLevel:LowerDivisionLevel>" in str(triples(SAMPLE, pruned(names(SAMPLE))))


def test_a_datatype_brings_its_prefix() -> None:
    """A term that is coerced to a datatype needs the prefix of the datatype."""
    assert set(pruned(["ceterms:inLanguage", "@id", "plain", "ex:x"])) == {
        "ceterms",
        "ceterms:inLanguage",
        "xsd",
    }


VALUES: dict[str, st.SearchStrategy[object]] = {
    "id": st.sampled_from(["https://example.org/x", "creditUnit:DegreeCredit", "ex:x"]),
    "language": st.dictionaries(st.sampled_from(["en", "es"]), st.text(max_size=5)),
}
PLAIN = st.one_of(st.sampled_from(["P1Y", "ceterms: said", "2024"]), st.integers(), st.booleans())
PROPERTIES = sorted((each.curie, each.coercion) for each in terms().values() if each.kind == "property")


@st.composite
def nodes(draw: st.DrawFn) -> dict[str, object]:
    """Make a node with some properties of the vocabulary and values that suit them."""
    chosen = draw(st.lists(st.sampled_from(PROPERTIES), max_size=8))
    kind = draw(st.sampled_from(["ceterms:License", "credway:Claim", "qdata:Metric"]))
    values = {curie: draw(VALUES.get(coercion, PLAIN)) for curie, coercion in chosen}
    return {"@id": "https://example.org/1", "@type": kind, **values}


@given(nodes())
@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_any_document_has_the_same_triples_with_its_part(document: dict[str, Any]) -> None:
    """Pruning by a document's names never changes what it says."""
    assert triples(document, pruned(names(document))) == triples(document, context())


def test_real_documents_have_the_same_triples_with_their_part(shared_data: Path) -> None:
    """Pruning changes no published document."""
    compared = 0
    for path in sorted((shared_data / "ctdl").rglob("*.json")):
        document = loaded(path)
        if isinstance(document, dict) and document.get("@context") in list(CONTEXT_URLS):
            try:
                whole = triples(document, context())
            except SyntaxError:
                continue
            assert triples(document, pruned(names(document))) == whole, path.name
            compared += len(whole) > 0
    assert compared > 50


def loaded(path: Path) -> Any:
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except ValueError:
        return None


def test_the_context_has_an_address() -> None:
    """Credway's own address, and CTDL's, CTDL-ASN's and QData's by http and https, stand for this context."""
    assert CONTEXT_URL in CONTEXT_URLS
    assert "http://credreg.net/ctdl/schema/context/json" in CONTEXT_URLS
    assert "https://credreg.net/ctdlasn/schema/context/json" in CONTEXT_URLS
    assert "https://credreg.net/qdata/schema/context/json" in CONTEXT_URLS
    assert len(CONTEXT_URLS) == 7
