"""GraphQL over HTTP: what the view makes of requests."""

from collections.abc import AsyncIterator
from typing import Any

import httpx2
import orjson
import pytest
from starlette.applications import Starlette
from starlette.routing import Route

from credway.graphql.context import Context
from credway.graphql.keeping import Kept
from credway.graphql.schema import Schema, committed_sdl
from credway.registry.registry import Registry
from credway.registry.settings import read_settings
from credway.server.graphql_view import GRAPHQL_JSON, GraphQLView

URL = "http://test/graphql"


@pytest.fixture
async def client(registry: Registry, schema: Schema) -> AsyncIterator[httpx2.AsyncClient]:
    """A client of the view alone."""
    view = GraphQLView(schema, lambda request: Context(registry, "r"), read_settings({}), Kept(0))
    app = Starlette(routes=[Route("/graphql", view), Route("/graphql/schema.graphql", view.sdl)])
    async with httpx2.AsyncClient(transport=httpx2.ASGITransport(app=app)) as found:
        yield found


async def post(
    client: httpx2.AsyncClient, body: Any, accept: str = GRAPHQL_JSON, kind: str = "application/json"
) -> httpx2.Response:
    """Send a request as JSON."""
    content = body if isinstance(body, bytes) else orjson.dumps(body)
    headers = {"accept": accept, "content-type": kind}
    return await client.post(URL, content=content, headers=headers)


async def test_the_media_type_that_is_asked_for(client: httpx2.AsyncClient) -> None:
    """Who names the GraphQL media type gets it; everybody else gets JSON."""
    for accept, kind in ((GRAPHQL_JSON, GRAPHQL_JSON), ("*/*", "application/json")):
        found = await post(client, {"query": "{ __typename }"}, accept)
        assert found.status_code == 200
        assert found.headers["content-type"] == f"{kind}; charset=utf-8"
        assert found.json()["data"] == {"__typename": "Query"}


async def test_request_errors(client: httpx2.AsyncClient) -> None:
    """What could not be executed is 400 without data for new clients, and 200 for old ones."""
    new = await post(client, {"query": "{ nonsense }"})
    assert (new.status_code, "data" in new.json()) == (400, False)
    old = await post(client, {"query": "{ nonsense }"}, "application/json")
    assert old.status_code == 200


async def test_partial_answers(client: httpx2.AsyncClient) -> None:
    """An answer with errors beside data is 200 for all."""
    found = await post(client, {"query": "{ credentials(first: 101) { totalCount } __typename }"})
    assert found.status_code == 200
    assert found.json()["data"] == {"credentials": None, "__typename": "Query"}


@pytest.mark.parametrize(
    ("body", "kind", "status"),
    [
        (b"{", "application/json", 400),
        (b"\xff", "application/json", 400),
        (b"[]", "application/json", 400),
        (b"1", "application/json", 400),
        (b"{}", "application/json", 400),
        (b'{"query": 1}', "application/json", 400),
        (b'{"query": "{a}", "variables": []}', "application/json", 400),
        (b'{"documentId": "nothing"}', "application/json", 400),
        (b"query={a}", "application/x-www-form-urlencoded", 415),
        (b'{"query": "{ __typename }"}', "text/plain", 415),
    ],
)
async def test_what_is_no_request(client: httpx2.AsyncClient, body: bytes, kind: str, status: int) -> None:
    """A body that is no GraphQL request is refused with a code."""
    found = await post(client, body, kind=kind)
    assert found.status_code == status
    code = found.json()["errors"][0]["extensions"]["code"]
    assert (code == "UNSUPPORTED_TYPE") == (status == 415)


async def test_asking_by_address(client: httpx2.AsyncClient) -> None:
    """A question, or the id of a document, can be part of an address; variables are JSON there."""
    found = await client.get(
        URL,
        params={
            "query": "query ($n: Int) { credentials(first: $n) { nodes { id } } }",
            "variables": '{"n": 1}',
        },
    )
    assert len(found.json()["data"]["credentials"]["nodes"]) == 1
    kept = await client.get(URL, params={"documentId": "question15"})
    assert kept.json()["data"]["postsecondaryCredit"]["awards"]["totalCount"] == 1
    wrong = await client.get(URL, params={"query": "{a}", "variables": "{"})
    assert wrong.status_code == 400


async def test_other_methods(client: httpx2.AsyncClient) -> None:
    """Other methods are told which are answered."""
    found = await client.put(URL)
    assert (found.status_code, found.headers["allow"]) == (405, "GET, HEAD, POST")


async def test_browsers_get_a_page(client: httpx2.AsyncClient) -> None:
    """A browser gets GraphiQL, which fetches nothing from elsewhere; programs do not get it."""
    browser = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
    found = await client.get(URL, headers={"accept": browser}, params={"query": "{ __typename }"})
    assert found.headers["content-type"].startswith("text/html")
    assert "://" not in found.text
    assert "default-src 'self'" in found.headers["content-security-policy"]
    assert (found.headers["vary"], found.headers["cache-control"]) == ("Accept, Accept-Language", "no-store")
    program = await client.get(URL, headers={"accept": "*/*"}, params={"query": "{ __typename }"})
    assert program.json()["data"] == {"__typename": "Query"}
    assert (program.headers["vary"], program.headers["cache-control"]) == (
        "Accept, Accept-Language",
        "no-store",
    )


async def test_the_schema_is_served(client: httpx2.AsyncClient) -> None:
    """The schema can be fetched as text."""
    found = await client.get(f"{URL}/schema.graphql")
    assert found.text == committed_sdl()
