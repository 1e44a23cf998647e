"""Compiled operations: what graphql-core works out anew for each field is worked out once.

For each selection and each type that turns up under it there is a list of steps: how the field is
read from the object, and how its value is finished. A run goes through these lists and nothing
else, and its data is that of graphql-core, which a test compares. What goes wrong is not worded
here: any error, and whatever is not covered, is left to graphql-core, which runs the operation
again with a fresh context.
"""

from collections.abc import Callable, Iterable, Sequence
from functools import cache
from itertools import count
from operator import attrgetter
from typing import Any, NamedTuple

import strawberry
from graphql import (
    DocumentNode,
    FieldNode,
    GraphQLEnumType,
    GraphQLField,
    GraphQLInterfaceType,
    GraphQLObjectType,
    GraphQLScalarType,
    GraphQLSchema,
    OperationDefinitionNode,
    Undefined,
    is_interface_type,
    is_leaf_type,
    is_list_type,
    is_non_null_type,
    is_object_type,
)
from graphql.execution.values import VariableValues, get_argument_values
from graphql.language import VariableNode, Visitor, visit
from strawberry.schema.schema_converter import GraphQLCoreConverter, get_arguments
from strawberry.types.field import StrawberryField

from credway.graphql.context import Context
from credway.graphql.running import PLAIN, Finish, NotCovered, Run
from credway.graphql.selecting import Selecting

DEFINITION = GraphQLCoreConverter.DEFINITION_BACKREF
EXACT = {"String": str, "ID": str, "Boolean": bool, "Date": str, "DateTime": str, "Decimal": str, "IRI": str}
"""Scalars of whose values one Python class is written as it is."""

Get = Callable[..., Any]


class Step(NamedTuple):
    """One field: its key, how it is read, and how its value is finished.

    `alone` says that it is read from the object only, without the run; a value of the class `exact`
    is written as it is, and `finish` is given no null.
    """

    key: str
    get: Get
    alone: bool
    exact: type | None
    finish: Finish
    nullable: bool


class Operation:
    """A compiled operation under known conditions."""

    def __init__(
        self,
        schema: strawberry.Schema,
        document: DocumentNode,
        operation: OperationDefinitionNode,
        given: dict[str, bool],
    ) -> None:
        self._schema: GraphQLSchema = schema._schema
        self._strawberry = schema
        self._selecting = Selecting(self._schema, document, given)
        self._numbers = count()
        query = self._schema.query_type
        if query is None:
            raise NotCovered("no queries")
        self._root = self._steps(query, [operation.selection_set])

    async def run(self, context: Context, variables: VariableValues) -> dict[str, Any]:
        """The data of the answer. Raises whatever a resolver raises, or NotCovered."""
        run = Run(context, variables)
        try:
            found = _object(self._root, None, run)
            await run.finished()
        except BaseException:
            run.leave()
            raise
        return found

    def _steps(self, of: GraphQLObjectType, selections: Iterable[Any]) -> tuple[Step, ...]:
        return tuple(
            self._step(of, key, nodes) for key, nodes in self._selecting.fields(of, selections).items()
        )

    def _step(self, of: GraphQLObjectType, key: str, nodes: Sequence[FieldNode]) -> Step:
        name = nodes[0].name.value
        if name == "__typename":
            text = of.name
            return Step(key, lambda source: text, True, str, _same, False)
        field = of.fields.get(name)
        if field is None:
            raise NotCovered(name)
        get, alone = self._getter(field, nodes[0])
        of, nullable = _present(field.type)
        exact = EXACT.get(of.name) if isinstance(of, GraphQLScalarType) else None
        return Step(key, get, alone, exact, self._finish(of, nodes), nullable)

    def _getter(self, field: GraphQLField, node: FieldNode) -> tuple[Get, bool]:
        """How a field is read from its object."""
        definition = field.extensions.get(DEFINITION)
        if not isinstance(definition, StrawberryField) or definition.extensions:
            raise NotCovered(node.name.value)
        resolver = definition.base_resolver
        if resolver is None:
            return attrgetter(definition.python_name), True
        if resolver.parent_parameter or resolver.root_parameter or not resolver.self_parameter:
            raise NotCovered(node.name.value)
        read: Get = resolver.wrapped_func  # type: ignore[assignment]
        if not field.args and not resolver.info_parameter:
            return read, True
        return self._with_arguments(read, definition, field, node), False

    def _with_arguments(
        self, read: Get, definition: StrawberryField, field: GraphQLField, node: FieldNode
    ) -> Get:
        number = next(self._numbers)
        schema = self._strawberry
        taken = definition.base_resolver.info_parameter if definition.base_resolver else None
        informed = taken.name if taken else None
        scalars = schema.schema_converter.scalar_registry

        def worked_out(run: Run) -> dict[str, Any]:
            _, named = get_arguments(
                field=definition,
                source=None,
                info=run.info,
                kwargs=get_argument_values(field, node, run.variables),
                config=schema.config,
                scalar_registry=scalars,
            )
            if informed:
                del named[informed]
            return named

        kept: dict[str, Any] | None = None
        varies = _has_variables(node)

        def get(source: Any, run: Run) -> Any:
            nonlocal kept
            named = run.arguments.get(number) if varies else kept
            if named is None:
                named = worked_out(run)
                if varies:
                    run.arguments[number] = named
                else:
                    kept = named
            return read(source, **named, **{informed: run.info}) if informed else read(source, **named)

        return get

    def _finish(self, of: Any, nodes: Sequence[FieldNode]) -> Finish:
        """How a value of a type is finished that is not null."""
        if is_list_type(of):
            item, nullable = _present(of.of_type)
            return _listed(self._finish(item, nodes), nullable)
        if is_leaf_type(of):
            return _leaf(of)
        if is_object_type(of):
            return self._finish_object(of, nodes)
        if is_interface_type(of):
            return self._finish_interface(of, nodes)
        raise NotCovered(str(of))

    def _finish_object(self, of: GraphQLObjectType, nodes: Sequence[FieldNode]) -> Finish:
        """Steps are made when the first object turns up: a type may contain itself."""
        checked: set[type] = set()
        steps: tuple[Step, ...] | None = None
        fits = of.is_type_of

        def finish(value: Any, run: Run) -> Any:
            nonlocal steps
            if steps is None or value.__class__ not in checked:
                if fits is not None and not fits(value, None):  # type: ignore[arg-type]
                    raise NotCovered(of.name)
                checked.add(value.__class__)
                steps = self._steps(of, _selections(nodes)) if steps is None else steps
            return _object(steps, value, run)

        return finish

    def _finish_interface(self, of: GraphQLInterfaceType, nodes: Sequence[FieldNode]) -> Finish:
        by_class: dict[type, Finish] = {}

        def finish(value: Any, run: Run) -> Any:
            found = by_class.get(value.__class__)
            if found is None:
                found = by_class[value.__class__] = self._finish_object(self._type_of(of, value), nodes)
            return found(value, run)

        return finish

    def _type_of(self, of: GraphQLInterfaceType, value: Any) -> GraphQLObjectType:
        definition = getattr(value.__class__, "__strawberry_definition__", None)
        if definition is None or definition.is_graphql_generic:
            raise NotCovered(type(value).__name__)
        found = self._schema.get_type(definition.name)
        if not isinstance(found, GraphQLObjectType) or not self._schema.is_sub_type(of, found):
            raise NotCovered(definition.name)
        return found


def _object(steps: tuple[Step, ...], source: Any, run: Run) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key, get, alone, exact, finish, nullable in steps:
        value = get(source) if alone else get(source, run)
        cls = value.__class__
        if cls is exact:
            found[key] = value
        elif cls in PLAIN:
            found[key] = finish(value, run)
        else:
            run.put(value, finish, nullable, found, key)
    return found


def _listed(finish: Finish, nullable: bool) -> Finish:
    def listed(value: Any, run: Run) -> Any:
        if not isinstance(value, list | tuple):
            raise NotCovered(type(value).__name__)
        found: list[Any] = [None] * len(value)
        for number, item in enumerate(value):
            run.put(item, finish, nullable, found, number)
        return found

    return listed


def _leaf(of: GraphQLScalarType | GraphQLEnumType) -> Finish:
    write = of.coerce_output_value
    if isinstance(of, GraphQLEnumType):
        # Of the few values that there are each is looked up once.
        write = cache(write)

    def leaf(value: Any, run: Run) -> Any:
        found = write(value)
        if found is None or found is Undefined:
            raise NotCovered(of.name)
        return found

    return leaf


def _present(of: Any) -> tuple[Any, bool]:
    """A type without its exclamation mark, and whether it had none."""
    return (of.of_type, False) if is_non_null_type(of) else (of, True)


def _same(value: Any, run: Run) -> Any:
    return value


def _selections(nodes: Sequence[FieldNode]) -> list[Any]:
    return [node.selection_set for node in nodes if node.selection_set]


def _has_variables(node: FieldNode) -> bool:
    found = False

    class Variables(Visitor):
        def enter_variable(self, *_: object) -> None:
            """Note that there is one."""
            nonlocal found
            found = True

    for argument in node.arguments or ():
        if isinstance(argument.value, VariableNode):
            return True
        visit(argument.value, Variables())
    return found
