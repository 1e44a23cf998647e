"""The schema keeps its promises: committed, described, and what the documents ask for."""

from typing import Any

import pytest
from graphql import build_schema as read_sdl
from graphql import parse, validate

from credway.graphql.persisted import shipped
from credway.graphql.schema import Schema, committed_sdl, sdl
from credway.ontology.namespaces import expand
from credway.ontology.terms import terms

QUESTIONS = tuple(sorted(name for name in shipped() if name.startswith("question")))


def own_types(schema: Schema) -> dict[str, Any]:
    """The types of the schema, less those of GraphQL itself."""
    builtin = ("Boolean", "Float", "ID", "Int", "String")
    return {
        name: kind
        for name, kind in schema._schema.type_map.items()
        if not name.startswith("__") and name not in builtin
    }


def test_the_committed_text_is_the_schema(schema: Schema) -> None:
    """`schema.graphql` says what the code does; run `python -m credway.graphql` to write it anew."""
    assert committed_sdl() == sdl(schema)


def test_the_committed_text_can_be_read(schema: Schema) -> None:
    """Any GraphQL tool can read the schema from its text."""
    read = read_sdl(committed_sdl())
    assert set(own_types(schema)) <= set(read.type_map)


def test_everything_is_described(schema: Schema) -> None:
    """Every type, field, argument, input field and enum value has a description."""
    silent: list[str] = []
    for name, kind in own_types(schema).items():
        silent += [] if kind.description else [name]
        for field_name, field in getattr(kind, "fields", {}).items():
            silent += [] if field.description else [f"{name}.{field_name}"]
            for argument, given in getattr(field, "args", {}).items():
                silent += [] if given.description else [f"{name}.{field_name}({argument})"]
        for value_name, value in getattr(kind, "values", {}).items():
            silent += [] if value.description else [f"{name}.{value_name}"]
    assert silent == []


def test_every_root_is_nullable(schema: Schema) -> None:
    """A root that fails leaves the rest of the operation standing."""
    query = schema._schema.query_type
    assert query is not None
    assert [name for name, field in query.fields.items() if str(field.type).endswith("!")] == []


def test_every_root_takes_both_times(schema: Schema) -> None:
    """Each question can be asked as of a day and as of a moment."""
    query = schema._schema.query_type
    assert query is not None
    assert [n for n, f in query.fields.items() if not {"asOf", "knownAt"} <= f.args.keys()] == []


def test_iri_directives_name_terms_that_exist(schema: Schema) -> None:
    """What `@iri(is:)` names is a term of a vocabulary that is carried here."""
    named = {
        line.partition('@iri(is: "')[2].partition('"')[0]
        for line in committed_sdl().splitlines()
        if '@iri(is: "' in line
    }
    assert "ceterms:Credential" in named
    assert sorted(name for name in named if expand(name) not in terms()) == []


@pytest.mark.parametrize("name", QUESTIONS)
def test_documents_are_valid(schema: Schema, name: str) -> None:
    """Each document that ships with the project fits the schema."""
    assert validate(schema._schema, parse(shipped()[name])) == []
