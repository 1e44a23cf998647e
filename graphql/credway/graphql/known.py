"""Documents that have been asked before: parsed, validated, counted and compiled once."""

from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import strawberry
from graphql import DocumentNode, GraphQLError, OperationDefinitionNode, parse, specified_rules, validate
from graphql.execution.values import VariableValues, get_variable_values

from credway.graphql.compiled import Operation
from credway.graphql.limits import node_count, operation_of, rules, whole
from credway.graphql.running import NotCovered
from credway.graphql.selecting import conditional
from credway.registry.errors import BadRequest
from credway.registry.settings import Settings

KEPT = 256
"""How many documents are kept; the ones used longest ago go first."""
LONGEST = 20_000
"""The longest document that is kept, in characters."""
VARIANTS = 16
"""In how many ways the conditions of one document may fall, and sizes be counted, and be kept."""


@dataclass
class Document:
    """A valid document with the operation that is asked of it."""

    schema: strawberry.Schema
    settings: Settings
    parsed: DocumentNode
    operation: OperationDefinitionNode
    conditions: tuple[str, ...]
    _compiled: dict[tuple[bool, ...], Operation] = field(default_factory=dict)
    _nodes: dict[tuple[Any, ...], int] = field(default_factory=dict)

    def values(self, given: Mapping[str, Any]) -> VariableValues:
        """The variables as coerced. Raises NotCovered where one is wrong."""
        found = get_variable_values(
            self.schema._schema, self.operation.variable_definitions or (), dict(given)
        )
        if not isinstance(found, VariableValues):
            raise NotCovered("variables")
        return found

    def nodes(self, given: Mapping[str, Any]) -> int:
        """The most nodes that the operation can return; only numbers and lengths decide that."""
        key = tuple(sorted((name, _size(value)) for name, value in given.items()))
        found = self._nodes.get(key)
        if found is None:
            found = node_count(self.schema._schema, self.parsed, self.operation, given, self.settings)
            if len(self._nodes) < VARIANTS:
                self._nodes[key] = found
        return found

    def compiled(self, values: VariableValues) -> Operation:
        """The operation as its conditions fall. Raises NotCovered."""
        given = {name: values.coerced.get(name) for name in self.conditions}
        if not all(isinstance(value, bool) for value in given.values()):
            raise NotCovered("a condition that is not stated")
        key = tuple(bool(value) for value in given.values())
        found = self._compiled.get(key)
        if found is None:
            if len(self._compiled) >= VARIANTS:
                raise NotCovered("too many conditions")
            flags = dict(zip(given, key, strict=True))
            found = self._compiled[key] = Operation(self.schema, self.parsed, self.operation, flags)
        return found


class Known:
    """The documents of one schema under some settings; those that are not valid are known as such."""

    def __init__(self, schema: strawberry.Schema, settings: Settings) -> None:
        self._schema, self._settings = schema, settings
        self._kept: OrderedDict[tuple[str, str | None], Document | None] = OrderedDict()

    def document(self, text: str, name: str | None) -> Document:
        """The document of a text and the operation of a name in it. Raises NotCovered."""
        if len(text) > LONGEST:
            raise NotCovered("a long document")
        key = (text, name)
        if key in self._kept:
            self._kept.move_to_end(key)
        else:
            self._kept[key] = self._read(text, name)
            if len(self._kept) > KEPT:
                self._kept.popitem(last=False)
        found = self._kept[key]
        if found is None:
            raise NotCovered("a document with errors")
        return found

    def _read(self, text: str, name: str | None) -> Document | None:
        settings, schema = self._settings, self._schema._schema
        try:
            parsed = parse(text, max_tokens=settings.query_tokens)
            operation = operation_of(parsed, name)
        except (GraphQLError, BadRequest):
            return None
        every = (*rules(settings.query_depth, settings.query_aliases), *specified_rules)
        if operation is None or validate(schema, parsed, every):
            return None
        return Document(self._schema, settings, parsed, operation, conditional(parsed))


def _size(value: Any) -> tuple[str, int]:
    """What counting looks at in a value: a number, the length of a list, or that it is neither."""
    if (number := whole(value)) is not None:
        return ("number", number)
    return ("list", len(value)) if isinstance(value, list) else ("", 0)
