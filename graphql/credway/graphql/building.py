"""How types are written here: a docstring is the description, `Any` is an answer now or later."""

import dataclasses
import inspect
from collections.abc import Awaitable, Callable
from typing import Any, TypeVar, dataclass_transform

import strawberry
from strawberry.schema_directive import Location

T = TypeVar("T", bound=type)


@strawberry.schema_directive(
    locations=[Location.OBJECT, Location.INTERFACE, Location.FIELD_DEFINITION],
    name="iri",
    description="The class or property that a type or field stands for, as a CURIE.",
)
class Iri:
    """The `@iri(is:)` directive."""

    is_: str = strawberry.directive_field(name="is")


def says(description: str, **terms: Any) -> Any:
    """A plain field with its description."""
    return strawberry.field(description=description, **terms)


def reads(graphql_type: Any, *, iri: str | None = None) -> Callable[[Callable[..., Any]], Any]:
    """A field that a method resolves: its value, or an awaitable of it.

    The method's docstring is the description; `iri` the property the field stands for.
    """

    def wrap(resolver: Callable[..., Any]) -> Any:
        return strawberry.field(
            resolver=resolver,
            description=inspect.getdoc(resolver),
            graphql_type=graphql_type,
            directives=[Iri(is_=iri)] if iri else [],
        )

    return wrap


@dataclass_transform(field_specifiers=(strawberry.field, says))
def output(iri: str | None = None) -> Callable[[T], T]:
    """An object type described by its docstring."""

    def wrap(cls: T) -> T:
        directives = [Iri(is_=iri)] if iri else []
        return _positional(strawberry.type(cls, description=inspect.getdoc(cls), directives=directives))

    return wrap


@dataclass_transform(field_specifiers=(strawberry.field, says))
def interface(iri: str | None = None) -> Callable[[T], T]:
    """An interface described by its docstring."""

    def wrap(cls: T) -> T:
        directives = [Iri(is_=iri)] if iri else []
        return strawberry.interface(cls, description=inspect.getdoc(cls), directives=directives)

    return wrap


@dataclass_transform(field_specifiers=(strawberry.field, says))
def given(*, one_of: bool = False) -> Callable[[T], T]:
    """An input type described by its docstring."""

    def wrap(cls: T) -> T:
        return strawberry.input(cls, description=inspect.getdoc(cls), one_of=one_of)

    return wrap


def _positional(cls: T) -> T:
    """Let a type take its few parts in order; strawberry's own constructors take keywords only."""
    names = [each.name for each in dataclasses.fields(cls) if each.init]
    made: Any = cls
    by_keyword = made.__init__

    def __init__(self: Any, *parts: Any, **named: Any) -> None:
        by_keyword(self, **dict(zip(names, parts, strict=False)), **named)

    made.__init__ = __init__
    return cls


def takes(description: str, name: str | None = None) -> Any:
    """The description of an argument, and its name where Python has another use for that."""
    return strawberry.argument(description=description, name=name)


def then(value: Any, make: Callable[[Any], Any]) -> Any:
    """Apply `make` to a value, now or when it has come."""
    if not inspect.isawaitable(value):
        return make(value)

    async def later(coming: Awaitable[Any]) -> Any:
        made = make(await coming)
        return await made if inspect.isawaitable(made) else made

    return later(value)
