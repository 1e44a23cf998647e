"""Identifiers and the documents they belong to."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from credway.shapes.identity import CTID, ctid_in, document_iri, spellings

ID = "ce-0a22c7e1-8b85-4b8f-8e29-6b7a0f3c2d11"
HOST = "https://credentialengineregistry.org"


@pytest.mark.parametrize(
    "text",
    [
        ID,
        ID.upper(),
        f"urn:ctid:{ID}",
        f"{HOST}/resources/{ID}",
        f"{HOST}/ce-registry/resources/{ID.upper()}/",
    ],
)
def test_a_ctid_is_found_in_its_spellings(text: str) -> None:
    """A CTID, its URN and its registry URLs name one CTID, in lower case."""
    assert ctid_in(text) == ID


@pytest.mark.parametrize("text", ["", "ce-1", f"{HOST}/resources/{ID[:-1]}", f"{ID}\n x"])
def test_what_is_no_ctid(text: str) -> None:
    """Other texts name none."""
    assert ctid_in(text) is None


@given(st.uuids())
def test_every_uuid_makes_one(identifier: object) -> None:
    """Any UUID behind ce- is a CTID by its grammar."""
    assert CTID.fullmatch(f"ce-{identifier}")


@pytest.mark.parametrize(
    ("data", "iri"),
    [
        ({"@id": f"{HOST}/graph/{ID}", "@graph": []}, f"{HOST}/graph/{ID}"),
        ({"@id": f"{HOST}/resources/{ID}"}, f"{HOST}/graph/{ID}"),
        ({"@id": f"{HOST}/ce-registry/resources/{ID.upper()}"}, f"{HOST}/graph/{ID}"),
        ({"@graph": [{"@id": "_:x"}, {"@id": "https://a.example/b"}]}, "https://a.example/b"),
    ],
)
def test_one_resource_is_one_document(data: dict[str, object], iri: str) -> None:
    """A resource published alone or in its graph is kept under one document IRI."""
    assert document_iri(data, [], "https://base.example/") == iri


def test_spellings_fold_what_the_field_writes() -> None:
    """The spellings of a registry URL hold its CTID, its https form and its /resources/ form."""
    found = spellings(f"http://credentialengineregistry.org/ce-registry/resources/{ID}")
    assert {ID, f"{HOST}/resources/{ID}"} <= set(found)
