"""Documents by id: those that ship with the project, and those that clients register."""

import orjson
import pytest

from credway.graphql.context import Context
from credway.graphql.errors import PersistedQueryNotFound
from credway.graphql.execution import Request, execute
from credway.graphql.persisted import REGISTERED, Documents, sha256, shipped
from credway.graphql.schema import Schema
from credway.registry.errors import BadRequest
from credway.registry.registry import Registry

QUERY = "{ __typename }"


def apollo(digest: str) -> dict[str, object]:
    """The extension by which Apollo clients name a document."""
    return {"persistedQuery": {"version": 1, "sha256Hash": digest}}


@pytest.mark.parametrize("name", ["question15", "question33"])
def test_shipped_documents_have_three_names(name: str) -> None:
    """A document of the project is found by its name, by its hash, and as Apollo clients ask."""
    kept, text = Documents(), shipped()[name]
    assert kept.query_of(None, name, None) == text
    assert kept.query_of(None, f"sha256:{sha256(text)}", None) == text
    assert kept.query_of(None, None, apollo(sha256(text))) == text


def test_a_client_may_register_a_document() -> None:
    """What was sent once with its hash is found by the hash alone."""
    kept = Documents()
    with pytest.raises(PersistedQueryNotFound):
        kept.query_of(None, None, apollo(sha256(QUERY)))
    assert kept.query_of(QUERY, None, apollo(sha256(QUERY))) == QUERY
    assert kept.query_of(None, None, apollo(sha256(QUERY))) == QUERY


def test_a_wrong_hash_is_refused() -> None:
    """Nobody can put another document under a hash."""
    kept = Documents()
    with pytest.raises(BadRequest):
        kept.query_of(QUERY, None, apollo(sha256("other")))
    with pytest.raises(BadRequest):
        kept.query_of(QUERY, None, {"persistedQuery": {"version": 2, "sha256Hash": "x"}})


def test_few_are_kept() -> None:
    """The documents used longest ago make room for new ones."""
    kept = Documents()
    for n in range(REGISTERED + 1):
        text = f"{{ a{n}: __typename }}"
        kept.query_of(text, None, apollo(sha256(text)))
    with pytest.raises(PersistedQueryNotFound):
        kept.query_of(None, None, apollo(sha256("{ a0: __typename }")))


async def test_asking_by_id(registry: Registry, schema: Schema) -> None:
    """A question by id is answered like any other; an unknown id has its code."""
    kept = Documents()
    request = Request(document_id="question15")
    answer = await execute(schema, Context(registry, "r"), request, kept)
    assert orjson.loads(answer.body)["data"]["postsecondaryCredit"]["awards"]["totalCount"] == 1
    request = Request(extensions=apollo("0" * 64))
    answer = await execute(schema, Context(registry, "r"), request, kept)
    [error] = orjson.loads(answer.body)["errors"]
    assert error["message"] == "PersistedQueryNotFound"
    assert error["extensions"]["code"] == "PERSISTED_QUERY_NOT_FOUND"
