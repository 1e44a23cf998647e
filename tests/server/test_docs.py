"""The documentation of the web application says everything, and nothing that is not so."""

from pathlib import Path

from graphql import parse, validate
from starlette.routing import Mount, Route
from starlette.testclient import TestClient

from credway.graphql.schema import build_schema
from credway.registry.settings import read_settings
from credway.server.app import routes
from credway.server.home import examples
from credway.server.negotiation import FORMATS

DOCS = Path(__file__).parents[2] / "docs"


def test_every_route_is_documented() -> None:
    """docs/http.md has a row for each route, and for no other."""
    text = (DOCS / "http.md").read_text("utf-8")
    paths = {
        each.path.replace(":path}", "}")
        for each in routes(read_settings({}))
        if isinstance(each, Route | Mount)
    }
    rows = [line for line in text.partition("## Formats")[0].splitlines() if line.startswith("| `")]
    assert {row.split("`")[1] for row in rows} == paths


def test_every_format_is_documented() -> None:
    """docs/http.md names each format with its media type."""
    text = (DOCS / "http.md").read_text("utf-8")
    for name, media_type in FORMATS.items():
        assert f"`{name}`" in text
        assert f"`{media_type}`" in text


def test_the_example_questions_are_valid() -> None:
    """Each question of the first page is valid against the schema, and has a title and an explanation."""
    schema = build_schema()._schema
    assert len(examples()) >= 3
    for example in examples():
        assert example.title
        assert example.text
        assert validate(schema, parse(example.query)) == []


def test_the_readme_s_question_answers(client: TestClient) -> None:
    """The GraphQL question of the README is valid against the schema."""
    text = (DOCS.parent / "README.md").read_text("utf-8")
    query = text.partition("--data-urlencode 'query=")[2].partition("\n}'")[0] + "\n}"
    assert validate(build_schema()._schema, parse(query)) == []
    found = client.get("/graphql", params={"query": query}, headers={"accept": "application/json"})
    assert found.json()["errors"][0]["extensions"]["code"] == "NOT_FOUND"
