"""The tables of inverses and of links say what the vocabulary says, and nothing unknown."""

import pytest

from credway.ontology.inverses import ANY, inverses
from credway.ontology.references import elsewhere, roles
from credway.ontology.terms import family, term, terms

FAMILIES = {family(each.iri) for each in terms().values() if each.kind == "class"}


def test_every_declared_inverse_is_there() -> None:
    """Each pair that CTDL declares is in the table as declared, and no other is called so."""
    declared = {
        term(each.iri).curie: term(each.inverse).curie
        for each in terms().values()
        if each.inverse is not None and each.curie.startswith(("ceterms:", "ceasn:", "qdata:"))
    }
    assert declared == {name: row.inverse for name, row in inverses().items() if row.stated == "vocabulary"}


def test_every_property_is_known() -> None:
    """Each name is a property of the vocabulary, each family that of a class."""
    for row in inverses().values():
        for name in (row.property, *filter(None, [row.inverse]), *row.last, *row.apart):
            assert term(name).kind == "property", name
        assert row.one - {ANY} <= FAMILIES
    for name in {*roles().values(), *elsewhere()} - {""}:
        assert term(name).kind == "property", name


def test_pairs_go_both_ways() -> None:
    """Where a property has an inverse, that has it as its own, or one that means the same."""
    for row in inverses().values():
        if row.inverse:
            back = inverses()[row.inverse]
            assert back.asymmetric == row.asymmetric, row.property
            assert back.inverse.partition(":")[2] in (row.property.partition(":")[2], "subOrganization")


@pytest.mark.parametrize(
    ("name", "inverse"),
    [
        ("ceterms:ownedBy", "ceterms:owns"),
        ("ceterms:supersedes", "ceterms:supersededBy"),
        ("ceterms:transferValueFrom", "ceterms:providesTransferValueFor"),
        ("ceasn:hasTopChild", "ceasn:isTopChildOf"),
        ("qdata:relevantDataSet", "qdata:relevantDataSetFor"),
    ],
)
def test_pairs_that_definitions_imply(name: str, inverse: str) -> None:
    """Pairs that CTDL does not declare and its definitions imply are in the table."""
    assert (inverses()[name].inverse, inverses()[name].stated) == (inverse, "definition")
