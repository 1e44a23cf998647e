"""The application as a whole: health, ids, limits, sharing with other sites, unexpected errors."""

import asyncio
from pathlib import Path

import pytest
from making import BASE, publish, reference
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route
from starlette.testclient import TestClient

from credway.registry import changes
from credway.registry.copying import rebuild
from credway.registry.errors import StoreUnavailable
from credway.registry.projected import MadeBy
from credway.registry.projection import PROJECTION_VERSION
from credway.registry.settings import Settings, read_settings
from credway.server.app import create_app
from credway.server.composition import open_registry
from credway.server.middleware import BodyLimit, Deadline


def test_health_and_readiness(client: TestClient) -> None:
    """`/health` says that the process lives, `/ready` what the store holds."""
    assert client.get("/health").json() == {"status": "ok"}
    ready = client.get("/ready").json()
    assert ready["status"] == "ready"
    assert ready["base"] == "https://test.example/"
    assert ready["visible"] > 0
    assert ready["projection"] == "this"
    assert "warning" not in ready


@pytest.mark.parametrize(("version", "state"), [(-1, "older"), (1, "newer")])
def test_a_graph_of_another_version_is_told(
    version: int,
    state: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    """A start over a store that another version filled is logged once, and readiness says so until mended."""
    settings = read_settings({}).replaced(store=f"sqlite:///{tmp_path / 'registry.db'}", base=BASE)

    async def filled() -> None:
        async with open_registry(settings) as registry:
            await publish(registry, "graph/a", reference("credentials/a", name="A"))

    async def mended() -> None:
        async with open_registry(settings) as registry:
            await rebuild(registry.store)

    with monkeypatch.context() as other:
        other.setattr(changes, "PROJECTION_VERSION", PROJECTION_VERSION + version)
        asyncio.run(filled())
    warning = MadeBy(state).warning
    with TestClient(create_app(settings)) as client:
        for _ in range(2):
            ready = client.get("/ready").json()
            assert (ready["status"], ready["projection"], ready["warning"]) == ("ready", state, warning)
            assert client.get("/credentials/a").status_code == 200
        assert [each.getMessage() for each in caplog.records if each.name == "credway"] == [warning]
        asyncio.run(mended())
        assert client.get("/ready").json()["projection"] == "this"
    caplog.clear()
    with TestClient(create_app(settings)) as client:
        assert "warning" not in client.get("/ready").json()
    assert not caplog.records


def test_a_request_has_an_id_and_a_time(client: TestClient) -> None:
    """A plain id of the caller is said back, a strange one is replaced; the time is there."""
    found = client.get("/health", headers={"x-request-id": "abc-1"})
    assert found.headers["x-request-id"] == "abc-1"
    assert found.headers["server-timing"].startswith("app;dur=")
    strange = client.get("/health", headers={"x-request-id": "a b/c"})
    assert len(strange.headers["x-request-id"]) == 32


def test_other_sites_may_read(client: TestClient) -> None:
    """Every response is open to other origins, also an error; a preflight allows POST."""
    for path in ("/claims/chain", "/credentials/nothing", "/health"):
        found = client.get(path, headers={"origin": "https://elsewhere.example"})
        assert found.headers["access-control-allow-origin"] == "*"
        assert "ETag" in found.headers["access-control-expose-headers"]
    asked = {
        "origin": "https://elsewhere.example",
        "access-control-request-method": "POST",
        "access-control-request-headers": "content-type, x-a",
    }
    found = client.options("/graphql", headers=asked)
    assert found.status_code == 204
    assert "POST" in found.headers["access-control-allow-methods"]
    assert found.headers["access-control-allow-headers"] == "content-type, x-a"


def test_a_method_that_is_not_answered(client: TestClient) -> None:
    """405 is a problem that names the methods that are."""
    found = client.delete("/claims/chain")
    assert found.status_code == 405
    assert found.json()["code"] == "METHOD_NOT_ALLOWED"
    assert "GET" in found.headers["allow"]
    asked = client.put("/graphql")
    assert (asked.json()["code"], asked.headers["allow"]) == ("METHOD_NOT_ALLOWED", "GET, HEAD, POST")


def test_errors_are_pages_for_browsers(client: TestClient) -> None:
    """A browser gets the error as a page with the same words."""
    found = client.get("/credentials/nothing", headers={"accept": "text/html"})
    assert found.status_code == 404
    assert "Nothing is known under that identifier" in found.text


@pytest.mark.parametrize("stated", [True, False])
def test_a_body_past_the_limit_is_refused(stated: bool) -> None:
    """Too large a body is 413 whether its length is stated or only found."""

    async def read(request: Request) -> Response:
        return PlainTextResponse(str(len(await request.body())))

    from credway.registry.errors import CredwayError
    from credway.server.problems import on_error

    app = Starlette(routes=[Route("/", read, methods=["POST"])], exception_handlers={CredwayError: on_error})
    app.add_middleware(BodyLimit, limit=10)
    with TestClient(app) as client:
        assert client.post("/", content=b"x" * 10).text == "10"
        body = b"x" * 11
        found = client.post("/", content=body if stated else iter([body[:6], body[6:]]))
        assert found.status_code == 413
        assert found.json()["limit"] == "request_bytes"


def test_a_request_that_takes_too_long_ends() -> None:
    """An answer that has not begun in time is 503 with the name of the limit."""
    import anyio

    async def slow(request: Request) -> Response:
        await anyio.sleep(5)
        return PlainTextResponse("late")

    app = Starlette(routes=[Route("/", slow)])
    app.add_middleware(Deadline, seconds=0.05)
    with TestClient(app) as client:
        found = client.get("/")
        assert found.status_code == 503
        assert found.json()["code"] == "TOO_SLOW"


def test_the_unexpected_is_logged_and_told_without_its_words(
    settings: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    """An unexpected error is 500 with the request's id; what went wrong is in the log only."""
    app = create_app(settings)

    async def broken(request: Request) -> Response:
        raise RuntimeError("a secret")

    app.router.routes.insert(0, Route("/broken", broken))
    with TestClient(app, raise_server_exceptions=False) as client:
        found = client.get("/broken", headers={"x-request-id": "r-1"})
    assert found.status_code == 500
    assert "r-1" in found.json()["detail"]
    assert "a secret" not in found.text
    assert "a secret" in caplog.text


def test_a_store_that_is_away_is_told_without_its_address(
    settings: Settings, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """A store that does not answer is 503 with Retry-After and the request's id; the log has the rest."""
    app = create_app(settings)

    async def away() -> None:
        raise StoreUnavailable("no server answers at bolt://inside:7687")

    with TestClient(app, raise_server_exceptions=False) as client:
        monkeypatch.setattr(app.state.registry.store, "meta", away)
        for path in ("/ready", "/credentials/a", "/answers/portability?credential=x"):
            found = client.get(path, headers={"x-request-id": "r-2"})
            assert (found.status_code, found.headers["retry-after"]) == (503, "5")
            assert (found.json()["code"], found.json()["requestId"]) == ("STORE_UNAVAILABLE", "r-2")
            assert "inside" not in found.text
        page = client.get("/credentials/a", headers={"accept": "text/html"})
        assert page.status_code == 503
        assert client.get("/health").status_code == 200
    assert "bolt://inside:7687" in caplog.text


async def test_a_registry_that_must_exist(tmp_path: object) -> None:
    """A store that is only asked is never created by asking."""
    settings = read_settings({}).replaced(store=f"sqlite:///{tmp_path}/none.db")
    with pytest.raises(StoreUnavailable, match="there is no registry"):
        async with open_registry(settings, create=False):
            pass


def test_a_page_is_found_without_its_slash(client: TestClient) -> None:
    """The vocabulary and the shapes are redirected to the address that ends with a slash."""
    for path in ("/vocab", "/shapes"):
        found = client.get(f"{path}?a=b")
        assert (found.status_code, found.headers["location"]) == (301, f"{path}/?a=b")
