"""Which fields of a selection set are asked of an object type: fragments and conditions applied.

What the GraphQL specification calls CollectFields, for a document that is valid and for known values
of the variables on which `@skip` and `@include` depend.
"""

from collections.abc import Iterable, Iterator, Mapping

from graphql import (
    BooleanValueNode,
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLObjectType,
    GraphQLSchema,
    InlineFragmentNode,
    SelectionNode,
    SelectionSetNode,
    VariableNode,
    is_abstract_type,
)
from graphql.language import Visitor, visit

CONDITIONS = ("skip", "include")


class Selecting:
    """The fragments of one document and the values of its conditions."""

    def __init__(self, schema: GraphQLSchema, document: DocumentNode, given: Mapping[str, bool]) -> None:
        self.schema = schema
        self._given = given
        self._fragments = {
            each.name.value: each for each in document.definitions if isinstance(each, FragmentDefinitionNode)
        }

    def fields(
        self, of: GraphQLObjectType, selections: Iterable[SelectionSetNode]
    ) -> dict[str, list[FieldNode]]:
        """The fields asked of a type, by the key in the response; several nodes share a key."""
        found: dict[str, list[FieldNode]] = {}
        seen: set[str] = set()
        for each in selections:
            for node in self._of(of, each, seen):
                found.setdefault(node.alias.value if node.alias else node.name.value, []).append(node)
        return found

    def _of(self, of: GraphQLObjectType, selections: SelectionSetNode, seen: set[str]) -> Iterator[FieldNode]:
        for node in selections.selections:
            if not self._included(node):
                continue
            if isinstance(node, FieldNode):
                yield node
            elif isinstance(node, InlineFragmentNode):
                if self._fits(node, of):
                    yield from self._of(of, node.selection_set, seen)
            elif isinstance(node, FragmentSpreadNode):
                fragment = self._fragments[node.name.value]
                if node.name.value not in seen and self._fits(fragment, of):
                    seen.add(node.name.value)
                    yield from self._of(of, fragment.selection_set, seen)

    def _included(self, node: SelectionNode) -> bool:
        for directive in node.directives or ():
            name = directive.name.value
            if name in CONDITIONS:
                [argument] = directive.arguments or ()
                value = argument.value
                held = (
                    self._given[value.name.value]
                    if isinstance(value, VariableNode)
                    else isinstance(value, BooleanValueNode) and value.value
                )
                if held is (name == "skip"):
                    return False
        return True

    def _fits(self, fragment: InlineFragmentNode | FragmentDefinitionNode, of: GraphQLObjectType) -> bool:
        if fragment.type_condition is None:
            return True
        on = self.schema.type_map[fragment.type_condition.name.value]
        return on is of or (is_abstract_type(on) and self.schema.is_sub_type(on, of))


def conditional(document: DocumentNode) -> tuple[str, ...]:
    """The variables on which it depends what a document selects, by name."""
    found: set[str] = set()

    class Conditions(Visitor):
        def enter_directive(self, node: object, *_: object) -> None:
            """Note the variable of a condition."""
            if node.name.value in CONDITIONS and isinstance(node.arguments[0].value, VariableNode):  # type: ignore[attr-defined]
                found.add(node.arguments[0].value.name.value)  # type: ignore[attr-defined]

    visit(document, Conditions())
    return tuple(sorted(found))
