"""The schema, and its text in the schema definition language."""

from collections.abc import Iterator
from importlib.resources import files
from typing import Any

import strawberry
from graphql import (
    GraphQLArgument,
    GraphQLError,
    GraphQLInputField,
    Undefined,
    specified_rules,
)
from strawberry.extensions import ParserCache, SchemaExtension, ValidationCache
from strawberry.schema.config import StrawberryConfig
from strawberry.types import ExecutionContext, Info

from credway.graphql.context import Context
from credway.graphql.errors import TooManyNodes
from credway.graphql.known import Known
from credway.graphql.limits import node_count, operation_of, rules
from credway.graphql.query import Query
from credway.graphql.scalars import SCALARS
from credway.graphql.types.awards import Award
from credway.graphql.types.credentials import Credential
from credway.graphql.types.lists import ListEntry, PriorityList
from credway.graphql.types.notations import Cluster, Jurisdiction, Occupation
from credway.graphql.types.organizations import Organization
from credway.graphql.types.resources import Competency, LearningOpportunity, Rule, Thing
from credway.graphql.types.statements import Statement
from credway.graphql.types.versions import DocumentVersion
from credway.registry.settings import Settings, read_settings

CACHED = 256
"""How many parsed and validated documents are kept."""

TYPES: tuple[Any, ...] = (
    *(Award, Cluster, Competency, Credential, DocumentVersion, Jurisdiction, LearningOpportunity),
    *(ListEntry, Occupation, Organization, PriorityList, Rule, Statement, Thing),
)


def build_schema(settings: Settings | None = None) -> "Schema":
    """Build the schema with the limits of some settings, the defaults where none are given."""
    held = settings or read_settings({})

    class Limits(_Limits):
        settings = held

    schema = Schema(
        query=Query,
        types=TYPES,
        extensions=[
            Limits,
            lambda: ParserCache(maxsize=CACHED),
            lambda: ValidationCache(maxsize=CACHED),
        ],
        config=StrawberryConfig(scalar_map=SCALARS, info_class=Info),
    )
    _without_null_defaults(schema)
    schema.known = Known(schema, held)
    return schema


def sdl(schema: strawberry.Schema) -> str:
    """The schema as text."""
    return f"{schema.as_str().rstrip()}\n"


def committed_sdl() -> str:
    """The text that ships with the project; a test keeps it equal to the schema."""
    return files("credway.graphql").joinpath("schema.graphql").read_text(encoding="utf-8")


class Schema(strawberry.Schema):
    """The schema with the documents that it knows.

    Leaves errors to `errors.formatted`, which logs what clients are not shown.
    """

    known: Known

    def process_errors(
        self, errors: list[GraphQLError], execution_context: ExecutionContext | None = None
    ) -> None:
        """Log nothing here."""


class _Limits(SchemaExtension):
    """Sets the limits of parsing and validation, counts nodes, and says what was counted and when."""

    settings: Settings

    def on_operation(self) -> Iterator[None]:
        """Limit tokens, and add the rules on depth and aliases."""
        context = self.execution_context
        context.parse_options["max_tokens"] = self.settings.query_tokens
        context.validation_rules = (
            *rules(self.settings.query_depth, self.settings.query_aliases),
            *specified_rules,
        )
        yield

    def on_execute(self) -> Iterator[None]:
        """Refuse an operation that may return too many nodes."""
        context, limit = self.execution_context, self.settings.query_nodes
        document = context.graphql_document
        # The name as given: strawberry's `operation_name` falls back on the first of several.
        name = context._provided_operation_name
        operation = operation_of(document, name) if document else None
        if document and operation:
            schema = context.schema._schema
            nodes = node_count(schema, document, operation, context.variables or {}, self.settings)
            context.extensions_results["cost"] = {"nodes": nodes, "limit": limit}
            if nodes > limit:
                raise TooManyNodes(
                    f"the operation may return {nodes} nodes; the most is {limit} (query_nodes)",
                    nodes=nodes,
                    limit=limit,
                )
        yield

    def get_results(self) -> dict[str, Any]:
        """Say for which days and at which numbers the operation was answered."""
        context: Context | None = self.execution_context.context
        asked = context.asked if context is not None else []
        return {"asked": asked} if asked else {}


def _without_null_defaults(schema: strawberry.Schema) -> None:
    """Drop `= null` from arguments and input fields: not given is the same as null here."""
    for kind in schema._schema.type_map.values():
        fields = getattr(kind, "fields", {})
        if kind.name.startswith("__") or not isinstance(fields, dict):
            continue
        for field in fields.values():
            for item in (field, *getattr(field, "args", {}).values()):
                if isinstance(item, GraphQLArgument | GraphQLInputField) and (item.default_value is None):
                    item.default_value = Undefined
