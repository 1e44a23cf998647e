"""The validator over HTTP: the same verdict as elsewhere, forms of input, limits, the page."""

import os
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import anyio
import orjson
import pyoxigraph as ox
import pytest
from commanding import Run
from making import BASE, CONTEXT
from starlette.testclient import TestClient
from typer.testing import CliRunner, Result

from credway.cli.main import app as command
from credway.registry.clock import system_clock
from credway.registry.documents import Submission
from credway.registry.preparing import Here, Prepared
from credway.registry.registry import Registry
from credway.registry.settings import Settings, read_settings
from credway.registry.store.opening import open_store
from credway.server.app import create_app
from credway.server.composition import engine
from credway.server.problems import Busy
from credway.server.validating import Validation
from credway.shapes import plain, validate, validate_each
from credway.shapes.limits import Limits
from credway.shapes.profiles import PROFILES, judgement
from credway.shapes.sources import all_triples
from credway.shapes.verdict import Verdict

EXAMPLES = Path(__file__).parents[2] / "docs" / "examples"
BAD = (EXAMPLES / "bad.json").read_bytes()
JSON_LD = {"content-type": "application/ld+json"}
PAGE = {"accept": "text/html,application/xhtml+xml,*/*;q=0.8"}
SMALL = {
    "@context": CONTEXT,
    "@id": f"{BASE}a",
    "@type": "ceterms:Certification",
    "ceterms:name": {"en": "A"},
}


@pytest.fixture(scope="module")
def validator(settings: Settings) -> Iterator[TestClient]:
    """The application over its registry, judging in this process: starting others takes long."""
    made = create_app(settings)
    with TestClient(made, raise_server_exceptions=False) as found:
        held: Registry = made.state.registry
        made.state.registry = Registry(held.store, Here(engine()), held.settings, held.clock, held.base)
        yield found


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run `credway` with some arguments."""
    for name in os.environ:
        if name.startswith("CREDWAY_"):
            monkeypatch.delenv(name)

    def ran(*arguments: object) -> Result:
        return CliRunner().invoke(command, [str(each) for each in arguments])

    return ran


def told(client: TestClient, body: bytes, headers: dict[str, str], query: str = "") -> dict[str, Any]:
    """Post a body and read the answer, which is 200 whatever the verdict."""
    found = client.post(f"/validate{query}", content=body, headers=headers)
    assert found.status_code == 200, found.text
    answer: dict[str, Any] = found.json()
    return answer


def alike(found: dict[str, Any]) -> dict[str, Any]:
    """What is told of a document, but for where it came from."""
    return {**found, "origin": ""}


def test_one_verdict_by_http_command_and_call(client: TestClient, run: Run) -> None:
    """The same document gives the same verdict over HTTP, by the command and from Python."""
    by_command = orjson.loads(run("validate", EXAMPLES, "--profile", "all", "--json").stdout)["documents"]
    for commanded in by_command:
        path = Path(commanded["origin"])
        [by_http] = told(client, path.read_bytes(), JSON_LD, "?profile=all")["documents"]
        called = judgement(validate(path), "all", origin=str(path), document=by_http["document"])
        assert alike(by_http) == alike(commanded) == alike(plain.judgement(called))
    assert [each["passes"] for each in by_command].count(False) >= 1


def test_a_verdict_is_an_answer(validator: TestClient) -> None:
    """A refused document is 200 with its findings and places; nothing of it is kept or cached."""
    found = validator.post(
        "/validate", content=BAD, headers={**JSON_LD, "origin": "https://elsewhere.example"}
    )
    assert (found.status_code, found.headers["cache-control"]) == (200, "no-store")
    assert found.headers["access-control-allow-origin"] == "*"
    answer = found.json()
    [document] = answer["documents"]
    assert (document["outcome"], document["passes"]) == ("refused", False)
    assert "/@graph/0/ceterms:startdate" in [each["pointer"] for each in document["findings"]]
    assert answer["summary"]["refused"] == 1
    assert validator.get("/resources", params={"iri": document["document"]}).status_code == 404


def test_mode_and_profile(validator: TestClient) -> None:
    """The query names the mode and the profile; a wrong one is 400 and names the right ones."""
    body = orjson.dumps(SMALL)
    assert told(validator, body, JSON_LD)["documents"][0]["outcome"] == "refused"
    mirrored = told(validator, body, JSON_LD, "?mode=mirror&profile=recommended")
    assert mirrored["documents"][0]["outcome"] == "accepted"
    assert mirrored["documents"][0]["findings"] != []
    wrong = validator.post("/validate?profile=most", content=body, headers=JSON_LD)
    assert wrong.status_code == 400
    assert ", ".join(PROFILES) in wrong.json()["detail"]


@pytest.mark.parametrize(
    ("media_type", "body"),
    [
        ("application/json; charset=utf-8", orjson.dumps(SMALL)),
        ("text/turtle", b"<https://a.example/s> a <https://w3id.org/credway/terms/Source> ."),
        (
            "application/n-triples",
            b"<https://a.example/s> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type>"
            b" <https://w3id.org/credway/terms/Source> .",
        ),
    ],
)
def test_other_syntaxes(validator: TestClient, media_type: str, body: bytes) -> None:
    """The Content-Type says what a document is written in."""
    [found] = told(validator, body, {"content-type": media_type}, "?mode=mirror")["documents"]
    assert not {each["code"] for each in found["findings"]} & {"NOT_JSON", "UNREADABLE", "NO_TRIPLES"}


@pytest.mark.parametrize("kind", ["application/json", "application/x-ndjson"])
def test_several_documents(validator: TestClient, kind: str) -> None:
    """A list and lines of JSON are judged each by itself, with its place in the whole."""
    good = {**SMALL, "@id": f"{BASE}b"}
    parts = [orjson.dumps(SMALL), b'{"broken": 1}', orjson.dumps(good)]
    body = b"[" + b", ".join(parts) + b"]" if kind == "application/json" else b"\n".join(parts) + b"\n\n"
    answer = told(validator, body, {"content-type": kind}, "?mode=mirror")
    first = 0 if kind == "application/json" else 1  # lines are counted as editors do
    assert [each["pointer"] for each in answer["documents"]] == [f"/{first + i}" for i in range(3)]
    assert [each["outcome"] for each in answer["documents"]] == ["accepted", "refused", "accepted"]
    assert all(each["pointer"].startswith(f"/{first + 1}") for each in answer["documents"][1]["findings"])


ENVELOPE = orjson.dumps({"envelope_type": "resource_data", "decoded_resource": SMALL})


@pytest.mark.parametrize(
    ("name", "kind", "body"),
    [
        ("a.json", "application/ld+json", ENVELOPE),
        ("a.json", "application/ld+json", orjson.dumps([SMALL])),
        ("a.json", "application/json", orjson.dumps({"data": [orjson.loads(ENVELOPE)], "valid": True})),
        ("a.json", "application/ld+json", orjson.dumps(SMALL).decode().encode("utf-16")),
        ("a.ttl", "text/turtle", "\ufeff<https://a.example/s> a <x:y> .".encode()),
        ("a.ndjson", "application/x-ndjson", b"\n" + orjson.dumps(SMALL)),
        ("a.ndjson", "application/x-ndjson", ENVELOPE),
        ("a.nq", "application/n-quads", b"<a:s> <a:p> <a:o> <a:g> .\n"),
        ("a.json", "application/ld+json", b'{"envelope_type": "resource_data"}'),
        ("a.json", "application/ld+json", b'\xff\xfe{"a": 1}'),
    ],
)
def test_every_form_is_judged_alike(
    validator: TestClient, run: Run, tmp_path: Path, name: str, kind: str, body: bytes
) -> None:
    """Whatever one document comes in, HTTP, the command and the call say the same of it."""
    path = tmp_path / name
    path.write_bytes(body)
    [by_http] = told(validator, body, {"content-type": kind}, "?profile=all&mode=mirror")["documents"]
    asked = run("validate", path, "--profile", "all", "--mode", "mirror", "--json")
    [commanded] = orjson.loads(asked.stdout)["documents"]
    [called] = validate_each(path, mode="mirror")
    assert alike(by_http) == alike(commanded) == alike(plain.judgement(called))
    verdict = validate(path, mode="mirror")
    assert [each.code for each in verdict.findings] == [each["code"] for each in by_http["findings"]]
    assert verdict.outcome == by_http["outcome"]


def test_documents_of_one_request_are_compared(validator: TestClient) -> None:
    """Two contents under one identifier in one request are told, as a load would tell it."""
    other = {**SMALL, "ceterms:name": {"en": "B"}}
    answer = told(validator, orjson.dumps([SMALL, other]), JSON_LD, "?mode=mirror&profile=recommended")
    codes = [[f["code"] for f in each["findings"]] for each in answer["documents"]]
    assert "REPEATED_DOCUMENT" not in codes[0]
    assert "REPEATED_DOCUMENT" in codes[1]


def test_an_archive_is_not_opened_over_http(validator: TestClient) -> None:
    """A packed body, or a packed file of a form, is 415 and says to send what is in it."""
    by_type = validator.post("/validate", content=b"PK", headers={"content-type": "application/zip"})
    by_name = validator.post("/validate", files={"file": ("a.json.gz", b"x", "application/gzip")})
    for found in (by_type, by_name):
        assert found.status_code == 415
        assert "send what is in it" in found.json()["detail"]


def test_an_array_in_expanded_form_is_one_document(validator: TestClient) -> None:
    """Where no member brings a context, the array is one document."""
    expanded = b'[{"@id": "https://a.example/s", "@type": ["https://w3id.org/credway/terms/Source"]}]'
    [found] = told(validator, expanded, JSON_LD, "?mode=mirror")["documents"]
    assert "pointer" not in found


@pytest.mark.parametrize("body", [b"[1, 2", b"[" * 5_000, b"{", b"[{}] x", b"\xff", b"nul"])
def test_what_is_no_json_has_a_verdict(validator: TestClient, body: bytes) -> None:
    """A body that cannot be read is a refused document, not an error."""
    [found] = told(validator, body, JSON_LD)["documents"]
    assert found["findings"][0]["code"] in ("NOT_JSON", "NOT_UTF8", "TOO_DEEP", "NOT_AN_OBJECT")


@pytest.mark.parametrize(
    ("headers", "body", "status", "code"),
    [
        ({"content-type": "image/png"}, b"x", 415, "UNSUPPORTED_TYPE"),
        ({}, b"{}", 415, "UNSUPPORTED_TYPE"),
        ({**JSON_LD, "content-encoding": "gzip"}, b"{}", 415, "UNSUPPORTED_TYPE"),
        (JSON_LD, b" ", 400, "BAD_REQUEST"),
        (JSON_LD, b"[ ]", 400, "BAD_REQUEST"),
        ({"content-type": "application/x-www-form-urlencoded"}, BAD, 400, "BAD_REQUEST"),
        ({"content-type": "multipart/form-data; boundary=x"}, b"nothing", 400, "BAD_REQUEST"),
        ({"content-type": "multipart/form-data"}, b"nothing", 400, "BAD_REQUEST"),
        (JSON_LD, b"[" + b",".join([b'{"@context":""}'] * 101) + b"]", 413, "LIMIT_EXCEEDED"),
        (JSON_LD, b" " * 1_100_000, 413, "LIMIT_EXCEEDED"),
    ],
)
def test_what_is_not_judged(
    validator: TestClient, headers: dict[str, str], body: bytes, status: int, code: str
) -> None:
    """A wrong type, an empty body and too much are problems with what to do."""
    found = validator.post("/validate", content=body, headers=headers)
    assert (found.status_code, found.json()["code"]) == (status, code)


def test_the_limits_of_the_network(validator: TestClient) -> None:
    """A document is held to the limits for the network: a context of its own is refused."""
    body = orjson.dumps({**SMALL, "@context": [CONTEXT, {"x": "https://x.example/"}]})
    [found] = told(validator, body, JSON_LD)["documents"]
    assert [each["code"] for each in found["findings"]] == ["INLINE_CONTEXT"]


class Slow:
    """Judges when it is told to."""

    def __init__(self) -> None:
        self.go = anyio.Event()

    async def prepare(self, submissions: Sequence[Submission], limits: Limits, base: str) -> list[Prepared]:
        """Wait, then accept all."""
        await self.go.wait()
        return [Prepared(each, Verdict("accepted", each.mode, ())) for each in submissions]

    async def close(self) -> None:
        """Nothing was started."""


async def test_too_many_at_once_are_told_to_come_back() -> None:
    """What would be one too many is Busy at once, which is 503; a place that is left is taken again."""
    from starlette.applications import Starlette
    from starlette.requests import Request

    settings = read_settings({}).replaced(max_judging=2, store="sqlite:///:memory:")
    slow = Slow()
    store = open_store(settings.store, settings)
    app = Starlette()
    app.state.registry = Registry(store, slow, settings, system_clock, BASE)
    view = Validation(settings)

    async def ask() -> int:
        async def receive() -> dict[str, Any]:
            return {"type": "http.request", "body": b"{}", "more_body": False}

        scope = {
            "type": "http",
            "method": "POST",
            "path": "/validate",
            "query_string": b"",
            "headers": [(b"content-type", b"application/json")],
            "app": app,
        }
        return (await view.respond(Request(scope, receive))).status_code

    async with anyio.create_task_group() as group:
        group.start_soon(ask)
        group.start_soon(ask)
        await anyio.wait_all_tasks_blocked()
        with pytest.raises(Busy) as error:
            await ask()
        assert error.value.status == 503
        slow.go.set()
    assert await ask() == 200
    await store.close()


def test_the_page(validator: TestClient) -> None:
    """GET is a form without script; the first page leads to it."""
    found = validator.get("/validate", headers=PAGE)
    assert found.status_code == 200
    assert '<textarea id="document"' in found.text
    assert '<label for="document">' in found.text
    assert 'enctype="multipart/form-data"' in found.text
    assert "<script" not in found.text
    assert 'href="/validate"' in validator.get("/", headers=PAGE).text


def test_the_form_with_text(validator: TestClient) -> None:
    """The text of the form is judged and shown again, escaped, with a table of what to mend."""
    text = BAD.decode().replace("IT 120 Networks", "<b>IT 120</b>")
    fields = {"document": text, "type": "", "mode": "publish", "profile": "recommended"}
    found = validator.post("/validate", data=fields, headers=PAGE)
    assert found.headers["content-type"].startswith("text/html")
    assert "1 of 1 to mend" in found.text
    assert "Did you mean ceterms:startDate?" in found.text
    assert "31/12/2027" in found.text
    assert "<b>IT" not in found.text
    assert "&lt;b&gt;IT 120" in found.text
    assert "<option selected>recommended</option>" in found.text
    as_json = validator.post("/validate", data=fields, headers={"accept": "application/json"})
    assert as_json.json()["summary"]["refused"] == 1


def test_the_form_with_a_file(validator: TestClient) -> None:
    """An uploaded file is judged whatever its bytes, and read by the end of its name."""
    bad = validator.post("/validate", files={"file": ("bad.json", BAD, "application/json")})
    [found] = bad.json()["documents"]
    assert (found["origin"], found["outcome"]) == ("bad.json", "refused")
    turtle = (
        "<https://a.example/s> a <https://w3id.org/credway/terms/Source> ;\r\n <https://schema.org/name> 'é'."
    )
    sent = validator.post("/validate", files={"file": ("s.ttl", turtle.encode())}, data={"mode": "mirror"})
    assert sent.json()["documents"][0]["outcome"] == "accepted"
    nothing = validator.post("/validate", files={"file": ("", b"")}, data={"document": BAD.decode()})
    assert nothing.json()["documents"][0]["origin"] == "form"
    page = validator.post("/validate", files={"file": ("bad.json", BAD)}, headers=PAGE)
    assert "A registry refuses it." in page.text


def test_the_page_counts_what_a_cut_report_left_out(validator: TestClient) -> None:
    """The page says as many lesser findings as the JSON, also of those that the report does not hold."""
    bare = {key: value for key, value in SMALL.items() if key != "@context"}
    things = [{**bare, "@id": f"{BASE}c{n}"} for n in range(150)]
    body = orjson.dumps({"@context": CONTEXT, "@id": f"{BASE}graph", "@graph": things})
    address = "/validate?mode=mirror&profile=minimum"
    told = validator.post(address, content=body, headers=JSON_LD).json()
    left = sum(told["summary"]["leftOut"].values())
    assert left > 150
    page = validator.post(address, content=body, headers=JSON_LD | PAGE).text
    assert f"{left:,} lesser findings are left out" in page
    assert "choose to see more" not in page
    assert "when the graver ones are mended" in page or "when findings are mended" in page


def test_the_codes_on_the_page_lead_to_their_rules(validator: TestClient) -> None:
    """Each code links to its anchor on a page of this server."""
    page = validator.post("/validate", content=BAD, headers=JSON_LD | PAGE).text
    links = set(re.findall(r'href="(/shapes/[^"]+#[^"]+)"', page))
    assert links
    for link in links:
        path, _, anchor = link.partition("#")
        assert f'id="{anchor}"' in validator.get(path, headers=PAGE).text
    turtle = validator.get("/shapes/", headers={"accept": "text/turtle"})
    assert turtle.headers["content-type"].startswith("text/turtle")
    assert len(set(ox.parse(turtle.text, format=ox.RdfFormat.TURTLE))) == len(set(all_triples()))
    assert (
        validator.get("/shapes/", headers={"accept": "*/*"}).headers["content-type"].startswith("text/html")
    )
