"""Limits on what an operation may ask, judged before anything is asked of the store."""

import pytest
from graphql import get_introspection_query, parse
from making import iri
from small_registry import Ask, counting

from credway.graphql.limits import node_count, operation_of, rules
from credway.graphql.schema import Schema
from credway.registry.registry import Registry
from credway.registry.settings import read_settings


def deep(levels: int) -> str:
    """A question nested some levels deep."""
    inner = "id"
    for _ in range(levels - 2):
        inner = f"... on Statement {{ subject {{ statements(first: 1) {{ nodes {{ {inner} }} }} }} }}"
    return f'{{ node(id: "{iri("statements/s0")}") {{ {inner} }} }}'


async def test_depth(ask: Ask, registry: Registry) -> None:
    """What is nested too deep is refused before the store is asked."""
    body = await ask(deep(8))
    error = body["errors"][0]
    assert error["extensions"]["code"] == "TOO_DEEP"
    assert error["extensions"]["limit"] == 12
    assert counting(registry).asked == []


async def test_depth_through_fragments(ask: Ask) -> None:
    """Fragments do not hide depth, and a circle of them is refused, not followed."""
    circle = '{ node(id: "x:y") { ...A } } fragment A on Node { id ...B } fragment B on Node { ...A }'
    assert (await ask(circle))["errors"][0]["extensions"]["code"] == "BAD_REQUEST"
    path = "subject { statements { nodes { "
    hidden = (
        '{ node(id: "x:y") { ... on Statement { ...S } } } fragment S on Statement { '
        + path * 4
        + "id"
        + " } } }" * 4
        + " }"
    )
    assert (await ask(hidden))["errors"][0]["extensions"]["code"] == "TOO_DEEP"


async def test_introspection_is_not_too_deep(ask: Ask) -> None:
    """Tools may ask for the whole schema."""
    body = await ask(get_introspection_query(input_value_deprecation=True))
    assert "errors" not in body


async def test_introspection_is_asked_for_once(ask: Ask) -> None:
    """An alias would repeat the whole schema, also one in a fragment; single types may have aliases."""
    for query in (
        "{ a: __schema { queryType { name } } }",
        "{ __schema { ...S } } fragment S on __Schema { types { fields { a: type { name } } } }",
    ):
        assert (await ask(query))["errors"][0]["extensions"]["code"] == "LIMIT_EXCEEDED"
    body = await ask('{ a: __type(name: "Award") { name } b: __type(name: "Query") { name } }')
    assert body["data"] == {"a": {"name": "Award"}, "b": {"name": "Query"}}


async def test_what_is_shown_again_and_again_is_bounded(ask: Ask, registry: Registry) -> None:
    """Lists that no page cuts and that lead to each other end the operation, however it is run."""
    few = registry.settings.replaced(query_nodes=1)
    asked = 'credential(id: "%s") { statements(first: 20) { nodes { subject { id } } } }'
    for beside in ("", '__type(name: "Award") { name } '):
        query = f"{{ {beside}{asked % iri('credentials/comptia-security-plus')} }}"
        assert "errors" not in await ask(query)
        body = await ask(query, settings=few)
        assert [each["extensions"]["code"] for each in body["errors"]] == ["TOO_MANY_NODES"]
        assert "data" not in body
        assert "10 things" in body["errors"][0]["message"]


async def test_aliases(ask: Ask) -> None:
    """Many aliases are refused."""
    fields = " ".join(f"a{n}: credentials(first: 1) {{ totalCount }}" for n in range(31))
    error = (await ask(f"{{ {fields} }}"))["errors"][0]
    assert error["extensions"]["code"] == "LIMIT_EXCEEDED"
    assert error["extensions"]["aliases"] == 31


async def test_tokens(ask: Ask) -> None:
    """A long document is refused while it is parsed."""
    body = await ask("{ " + "__typename " * 2001 + "}")
    assert body["errors"][0]["extensions"]["code"] == "LIMIT_EXCEEDED"


async def test_nodes(ask: Ask, registry: Registry) -> None:
    """What may return too many nodes is refused with both numbers."""
    body = await ask("{ credentials(first: 100) { nodes { awards(first: 100) { nodes { id } } } } }")
    error = body["errors"][0]
    assert error["extensions"]["code"] == "TOO_MANY_NODES"
    assert error["extensions"]["nodes"] == 100 + 100 * 100
    assert "data" not in body
    assert counting(registry).asked == []


async def test_cost_is_told(ask: Ask) -> None:
    """Each answer says how many nodes were counted."""
    body = await ask("{ credentials(first: 3) { nodes { id } } }")
    assert body["extensions"]["cost"] == {"nodes": 3, "limit": 10_000}


@pytest.mark.parametrize(
    ("query", "variables", "nodes"),
    [
        ("{ credentials { totalCount } }", {}, 20),
        ("query ($n: Int) { credentials(first: $n) { totalCount } }", {"n": 7}, 7),
        ("query ($n: Int = 9) { credentials(first: $n) { totalCount } }", {}, 9),
        ("query ($n: Int) { credentials(first: $n) { totalCount } }", {"n": 70.0}, 70),
        ("query ($n: Int) { credentials(first: $n) { totalCount } }", {"n": float("inf")}, 20),
        ("{ credentials(first: 5) { nodes { equivalents { credential { id } } } } }", {}, 5 + 5 * 20),
        ("query ($i: [ID!]!) { nodes(ids: $i) { id } }", {"i": ["a:b", "c:d"]}, 2),
        ('{ nodes(ids: ["a:b"]) { ... on Resource { statements { totalCount } } } }', {}, 21),
        ('{ portability(credential: {id: "a:b"}) { places { summary } } }', {}, 60),
        (
            '{ portability(credential: {id: "a:b"}, to: ["VA", "OH"]) { places { awards { totalCount } } } }',
            {},
            2 + 2 * 20,
        ),
        (
            "{ credentials(first: 5) { ...P } } fragment P on CredentialConnection {"
            " nodes { awards(first: 3) { totalCount } } edges { node { awards(first: 3) { totalCount } } } }",
            {},
            5 + 5 * 3 + 5 * 3,
        ),
    ],
)
def test_counting(schema: Schema, query: str, variables: dict[str, object], nodes: int) -> None:
    """Sizes multiply along the nesting, through variables, defaults and fragments."""
    document = parse(query)
    operation = operation_of(document, None)
    assert operation is not None
    found = node_count(schema._schema, document, operation, variables, read_settings({}))
    assert found == nodes


def test_counting_is_not_exponential(schema: Schema) -> None:
    """Fragments that spread each other twice, thirty times over, are counted at once."""
    spread = "".join(f" fragment F{n} on Credential {{ id ...F{n + 1} ...F{n + 1} }}" for n in range(30))
    document = parse("{ credentials { nodes { ...F0 } } }" + spread + " fragment F30 on Credential { id }")
    operation = operation_of(document, None)
    assert operation is not None
    assert node_count(schema._schema, document, operation, {}, read_settings({})) == 20


def test_rules_are_made_once() -> None:
    """The same limits are the same rules, so that validation can be cached."""
    assert rules(12, 30) is rules(12, 30)
