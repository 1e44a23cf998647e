"""Limits on what an operation may ask, worked out before it runs.

Depth and aliases are validation rules, made once so that validation can be cached. The count of
nodes needs the variables, so it is made afterwards: for each connection and list its largest size,
multiplied along the nesting. Short lists of which nothing says how long they are (`offeredBy`) count
nothing here: what they add up to is bounded while the operation runs (`context.py`).
"""

import math
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from typing import Any

from graphql import (
    ASTValidationRule,
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLError,
    GraphQLField,
    GraphQLInterfaceType,
    GraphQLObjectType,
    GraphQLSchema,
    InlineFragmentNode,
    ListValueNode,
    OperationDefinitionNode,
    SelectionSetNode,
    ValidationContext,
    ValueNode,
    VariableNode,
    get_named_type,
    value_from_ast_untyped,
)

from credway.registry.errors import BadRequest
from credway.registry.settings import Settings

Rule = type[ASTValidationRule]
PAGES = ("first", "last")
LISTED = ("ids", "refs")
FIXED = {
    "PortabilityAnswer.places": ("to", "max_places"),
    "PathwayAnswer.plans": ("first", "max_plans"),
    "Credential.equivalents": ("", "max_equivalents"),
}
"""Lists whose length no page size bounds: the argument of the field above that does, if any, and the
setting."""


@cache
def rules(depth: int, aliases: int) -> tuple[Rule, ...]:
    """The validation rules for these limits."""
    return (
        _rule("depth", depth, "TOO_DEEP", _depth),
        _rule("aliases", aliases, "LIMIT_EXCEEDED", _aliases),
        PlainIntrospection,
    )


def node_count(
    schema: GraphQLSchema,
    document: DocumentNode,
    operation: OperationDefinitionNode,
    variables: Mapping[str, Any],
    settings: Settings,
) -> int:
    """The most nodes that a valid operation can return."""
    return _Counter(schema, document, operation, variables, settings).count()


def operation_of(document: DocumentNode, name: str | None) -> OperationDefinitionNode | None:
    """The operation that will run. Raises BadRequest where several are there and none is named."""
    found = [d for d in document.definitions if isinstance(d, OperationDefinitionNode)]
    if name is None and len(found) > 1:
        raise BadRequest("the document has several operations; name one in operationName")
    named = [d for d in found if name is None or (d.name and d.name.value == name)]
    return named[0] if named else None


def whole(value: object) -> int | None:
    """The number that a value is, which in JSON may be written 100.0; None where it is none."""
    if isinstance(value, int | float) and math.isfinite(value):
        return int(value)
    return None


class _Counter:
    def __init__(
        self,
        schema: GraphQLSchema,
        document: DocumentNode,
        operation: OperationDefinitionNode,
        variables: Mapping[str, Any],
        settings: Settings,
    ) -> None:
        self._schema, self._operation, self._settings = schema, operation, settings
        self._fragments = _fragments(document)
        self._counted: dict[str, int] = {}
        self._variables = {
            v.variable.name.value: value_from_ast_untyped(v.default_value)
            for v in operation.variable_definitions or ()
            if v.default_value is not None
        } | dict(variables)

    def count(self) -> int:
        root = self._schema.get_root_type(self._operation.operation)
        return self._selections(self._operation.selection_set, root, None)

    def _selections(self, selections: SelectionSetNode | None, parent: Any, above: FieldNode | None) -> int:
        total = 0
        for node in selections.selections if selections else ():
            if isinstance(node, FragmentSpreadNode):
                total += self._fragment(node.name.value, above)
            elif isinstance(node, InlineFragmentNode):
                on = node.type_condition
                total += self._selections(
                    node.selection_set, self._schema.type_map[on.name.value] if on else parent, above
                )
            elif isinstance(node, FieldNode) and node.selection_set:
                total += self._field(node, parent, above)
        return total

    def _fragment(self, name: str, above: FieldNode | None) -> int:
        """Count a fragment once for each field under which it is spread: linear, not exponential."""
        key = f"{name} {id(above)}"
        if key not in self._counted:
            fragment = self._fragments[name]
            on = self._schema.type_map[fragment.type_condition.name.value]
            self._counted[key] = self._selections(fragment.selection_set, on, above)
        return self._counted[key]

    def _field(self, node: FieldNode, parent: Any, above: FieldNode | None) -> int:
        if not isinstance(parent, GraphQLObjectType | GraphQLInterfaceType):
            return 0
        field = parent.fields.get(node.name.value)
        if field is None:  # __schema, __type
            return 0
        size = self._size(node, field, f"{parent.name}.{node.name.value}", above)
        inner = self._selections(node.selection_set, get_named_type(field.type), node)
        return (1 if size is None else size) * inner + (size or 0)

    def _size(self, node: FieldNode, field: GraphQLField, name: str, above: FieldNode | None) -> int | None:
        """How many nodes a field asks for; None for a single one."""
        if name in FIXED:
            argument, setting = FIXED[name]
            given = self._argument(above, argument) if above else None
            if (number := whole(given)) is not None:
                return max(number, 0)
            return len(given) if isinstance(given, list) else int(getattr(self._settings, setting))
        for argument in LISTED:
            if argument in field.args:
                given = self._argument(node, argument)
                return len(given) if isinstance(given, list) else 1
        if "first" not in field.args or get_named_type(field.type).name == "PathwayAnswer":
            return None
        for argument in PAGES:
            given = self._argument(node, argument)
            if (number := whole(given)) is not None:
                return max(number, 0)
        return int(self._settings.page_default)

    def _argument(self, node: FieldNode, name: str) -> Any:
        for argument in node.arguments or ():
            if argument.name.value == name:
                return self._value(argument.value)
        return None

    def _value(self, value: ValueNode) -> Any:
        if isinstance(value, VariableNode):
            return self._variables.get(value.name.value)
        if isinstance(value, ListValueNode):
            return list(value.values)
        return value_from_ast_untyped(value, self._variables)


def _rule(
    name: str, limit: int, code: str, measure: Callable[[DocumentNode], Iterator[tuple[Any, int]]]
) -> Rule:
    class Limit(ASTValidationRule):
        """Refuses an operation whose measure is over the limit."""

        def __init__(self, context: ValidationContext) -> None:
            super().__init__(context)
            for operation, found in measure(context.document):
                if found > limit:
                    context.report_error(
                        GraphQLError(
                            f"{name} {found}; the most is {limit} (query_{name}); ask for less at once",
                            operation,
                            extensions={"code": code, "limit": limit, name: found},
                        )
                    )

    return Limit


def _depth(document: DocumentNode) -> Iterator[tuple[Any, int]]:
    fragments = _fragments(document)
    known: dict[str, int] = {}

    def deep(selections: SelectionSetNode | None, under: frozenset[str]) -> int:
        return max((part(n, under) for n in (selections.selections if selections else ())), default=0)

    def part(node: Any, under: frozenset[str]) -> int:
        if isinstance(node, FragmentSpreadNode):
            name = node.name.value
            if name in under or name not in fragments:  # another rule refuses these
                return 0
            if name not in known:
                known[name] = deep(fragments[name].selection_set, under | {name})
            return known[name]
        if isinstance(node, InlineFragmentNode):
            return deep(node.selection_set, under)
        if node.name.value.startswith("__"):
            return 0
        return 1 + deep(node.selection_set, under)

    for operation in document.definitions:
        if isinstance(operation, OperationDefinitionNode):
            yield operation, deep(operation.selection_set, frozenset())


def _aliases(document: DocumentNode) -> Iterator[tuple[Any, int]]:
    fragments = _fragments(document)
    known: dict[str, int] = {}

    def total(selections: SelectionSetNode | None, under: frozenset[str]) -> int:
        return sum(part(n, under) for n in (selections.selections if selections else ()))

    def part(node: Any, under: frozenset[str]) -> int:
        if isinstance(node, FragmentSpreadNode):
            name = node.name.value
            if name in under or name not in fragments:
                return 0
            if name not in known:
                known[name] = total(fragments[name].selection_set, under | {name})
            return known[name]
        own = 1 if isinstance(node, FieldNode) and node.alias else 0
        return own + total(node.selection_set, under)

    for operation in document.definitions:
        if isinstance(operation, OperationDefinitionNode):
            yield operation, total(operation.selection_set, frozenset())


class PlainIntrospection(ASTValidationRule):
    """Refuses aliases of the schema and below it: it is one answer, which each alias repeats."""

    def __init__(self, context: ValidationContext) -> None:
        super().__init__(context)
        self._parent = context.get_parent_type

    def enter_field(self, node: FieldNode, *_: Any) -> None:
        """Look at a field with what it is asked of."""
        of = self._parent()
        inside = of is not None and of.name.startswith("__")
        if node.alias and (inside or node.name.value == "__schema"):
            self.context.report_error(
                GraphQLError(
                    f"{node.alias.value}: the schema is asked for once, without aliases",
                    node,
                    extensions={"code": "LIMIT_EXCEEDED"},
                )
            )


def _fragments(document: DocumentNode) -> dict[str, FragmentDefinitionNode]:
    return {d.name.value: d for d in document.definitions if isinstance(d, FragmentDefinitionNode)}
