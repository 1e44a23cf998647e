"""Compiled operations answer what graphql-core answers, to the byte."""

from typing import Any

import orjson
import pytest
from graphql import (
    GraphQLInterfaceType,
    GraphQLObjectType,
    get_named_type,
    is_interface_type,
    is_leaf_type,
    is_non_null_type,
    is_object_type,
)
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from making import iri

from credway.graphql.context import Context
from credway.graphql.execution import Request, execute
from credway.graphql.known import Document, Known
from credway.graphql.persisted import Documents, shipped
from credway.graphql.running import NotCovered
from credway.graphql.schema import Schema, build_schema
from credway.registry.registry import Registry
from credway.registry.settings import read_settings

SECURITY = iri("credentials/comptia-security-plus")
ROOTS = (
    'credentials(first: 3, where: {name: {startsWith: "comptia"}})',
    'search(text: "comptia")',
    f'node(id: "{SECURITY}")',
    f'node(id: "{iri("lists/oh/2026")}")',
    f'nodes(ids: ["{SECURITY}", "https://nowhere.example/", "{iri("awards/security")}"])',
    'resolve(refs: [{named: {name: "AWS Certified"}}, {named: {name: "COMPTIA A PLUS"}}])',
    f'postsecondaryCredit(held: [{{ref: {{id: "{SECURITY}"}}}}], place: {{state: "OH"}})',
    f'portability(credential: {{id: "{SECURITY}"}}, to: ["VA", "OH"])',
    f'pathways(to: {{ref: {{id: "{SECURITY}"}}}}, include: [REQUIRED, PREPARATION], first: 2)',
    'portability(credential: {named: {name: "AWS Certified"}}, to: ["VA"])',
    'coverage(places: ["OH"])',
)
ARGUMENTS = ("", "(first: 1)", "(first: 2)", "(first: -1)", '(after: "x")')
CONDITIONS = ("", "", "", "@skip(if: $no)", "@include(if: $yes)", "@include(if: $no)", "@skip(if: false)")


class Nothing(Known):
    """Knows no document, so that graphql-core runs all of them."""

    def document(self, text: str, name: str | None) -> Document:
        """Know none."""
        raise NotCovered("on purpose")


@pytest.fixture(scope="session")
def core(schema: Schema) -> Schema:
    """The same schema without compiled operations."""
    found = build_schema()
    found.known = Nothing(found, read_settings({}))
    return found


async def answers(schema: Schema, registry: Registry, text: str, **variables: Any) -> bytes:
    """The body of the answer, written out."""
    context = Context(registry, "request-1", ("en",))
    answer = await execute(schema, context, Request(text, variables=variables), Documents())
    # The order of errors is that in which the store answers, also with graphql-core alone.
    body = orjson.loads(answer.body)
    body.get("errors", []).sort(key=orjson.dumps)
    return orjson.dumps([answer.executed, body])


@pytest.mark.parametrize("name", shipped())
async def test_committed_documents(schema: Schema, core: Schema, registry: Registry, name: str) -> None:
    """Every document that ships is answered alike."""
    text = shipped()[name]
    assert await answers(schema, registry, text) == await answers(core, registry, text)


@pytest.mark.parametrize("name", ["question15", "question16", "question30", "question33"])
async def test_it_is_the_compiled_one_that_runs(schema: Schema, registry: Registry, name: str) -> None:
    """The demonstration's questions are covered: graphql-core is not needed for them."""
    document = schema.known.document(shipped()[name], None)
    values = document.values({})
    data = await document.compiled(values).run(Context(registry, "r", ("en",)), values)
    assert orjson.dumps(data) in await answers(schema, registry, shipped()[name])


@pytest.mark.parametrize(
    ("text", "variables"),
    [
        ("{ a: credentials(first: 1) { nodes { n: name name __typename } } }", {}),
        ("query ($x: Boolean!) { credentials(first: 1) { nodes { id @skip(if: $x) name } } }", {"x": True}),
        ("query ($x: Boolean!) { credentials(first: 1) { nodes { id @skip(if: $x) name } } }", {"x": False}),
        ("query ($x: Boolean = true) { credentials(first: 1) { nodes { id @include(if: $x) } } }", {}),
        ("query ($x: Boolean = true) { credentials { totalCount @include(if: $x) } }", {"x": None}),
        ("query ($n: Int) { credentials(first: $n) { nodes { name } } }", {}),
        ("query ($n: Int) { credentials(first: $n) { nodes { name } } }", {"n": 2}),
        ("query ($n: Int) { credentials(first: $n) { nodes { name } } }", {"n": "two"}),
        ("query ($n: Int) { credentials(first: $n) { nodes { name } } }", {"n": 101}),
        ("{ credentials { ...F } credentials { nodes { id } } } fragment F on CredentialConnection"
         " { nodes { name ... on Node { id } ...G } } fragment G on Resource { href }", {}),
        ('{ credentials(first: 1) { nodes { statements(after: "x") { totalCount } name } } }', {}),
        ('{ portability(credential: {named: {name: "AWS Certified"}}) { asOf } }', {}),
        ('{ node(id: "https://nowhere.example/") { id } }', {}),
        ("{ __schema { queryType { name } } }", {}),
        ("{ __typename }", {}),
        ("{ credentials { nothing } }", {}),
        ("{ credentials {", {}),
        ("query A { __typename } query B { __typename }", {}),
        ("mutation { nothing }", {}),
        ('{ credentials(asOf: "2026-02-30") { asOf } }', {}),
        ("{ credentials(knownAt: 99) { asOf } }", {}),
    ],
)  # fmt: skip
async def test_documents_by_hand(
    schema: Schema, core: Schema, registry: Registry, text: str, variables: dict[str, Any]
) -> None:
    """Aliases, merged fragments, conditions, variables and errors of every sort."""
    found = await answers(schema, registry, text, **variables)
    assert found == await answers(core, registry, text, **variables)


@st.composite
def selections(draw: st.DrawFn, of: GraphQLObjectType | GraphQLInterfaceType, depth: int) -> str:
    """Draw a selection set of a type: fields with aliases, conditions, fragments."""
    parts: list[str] = []
    names = draw(st.lists(st.sampled_from(sorted(of.fields)), min_size=1, max_size=5))
    for place, name in enumerate(names):
        field = of.fields[name]
        if any(is_non_null_type(a.type) for a in field.args.values()):
            continue
        inner = get_named_type(field.type)
        alias = f"k{depth}{place}: " if draw(st.booleans()) else ""
        arguments = draw(st.sampled_from(ARGUMENTS)) if "first" in field.args else ""
        condition = draw(st.sampled_from(CONDITIONS))
        asked = (
            f"f{depth}{place}_{name}: {name}{arguments} {condition}"
            if arguments
            else f"{alias}{name} {condition}"
        )
        if is_leaf_type(inner):
            parts.append(asked)
        elif depth and (is_object_type(inner) or is_interface_type(inner)):
            parts.append(f"{asked} {draw(selections(inner, depth - 1))}")
    if is_interface_type(of) and draw(st.booleans()):
        parts.append("... on Credential { ctid status { concept { label } } }")
    if draw(st.booleans()):
        parts.append("__typename")
    return "{ " + " ".join(parts or ["__typename"]) + " }"


def operations(schema: Schema) -> st.SearchStrategy[str]:
    """Draw an operation of one or two roots."""
    query = schema._schema.query_type
    assert query is not None

    @st.composite
    def operation(draw: st.DrawFn) -> str:
        roots = draw(st.lists(st.sampled_from(ROOTS), min_size=1, max_size=2))
        asked = [
            f"r{n}: {root} {draw(selections(get_named_type(query.fields[root.split('(')[0]].type), 4))}"
            for n, root in enumerate(roots)
        ]
        used = " ".join(asked)
        variables = [f"${name}: Boolean!" for name in ("yes", "no") if f"${name}" in used]
        return f"query {'(' + ' '.join(variables) + ')' if variables else ''} {{ {used} }}"

    return operation()


@settings(max_examples=60, suppress_health_check=list(HealthCheck))
@given(data=st.data())
async def test_random_selections(
    schema: Schema, core: Schema, registry: Registry, data: st.DataObject
) -> None:
    """Whatever is asked of the schema, the bytes are those of graphql-core."""
    text = data.draw(operations(schema))
    given = {name: value for name, value in (("yes", True), ("no", False)) if f"${name}:" in text}
    assert await answers(schema, registry, text, **given) == await answers(core, registry, text, **given)
