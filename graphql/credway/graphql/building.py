"""How types are written here: a docstring is the description, `Any` is an answer now or later."""

import asyncio
import dataclasses
import inspect
from collections.abc import Awaitable, Callable, Generator
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
    names = tuple(each.name for each in dataclasses.fields(cls) if each.init)
    whole = len(names) == len(dataclasses.fields(cls)) and not hasattr(cls, "__post_init__")
    made: Any = cls
    by_keyword = made.__init__

    def __init__(self: Any, *parts: Any, **named: Any) -> None:
        if whole and not named and len(parts) == len(names):
            self.__dict__.update(zip(names, parts, strict=True))
        else:
            by_keyword(self, **dict(zip(names, parts, strict=False)), **named)

    made.__init__ = __init__
    return cls


def takes(description: str, name: str | None = None) -> Any:
    """The description of an argument, and its name where Python has another use for that."""
    return strawberry.argument(description=description, name=name)


class Later:
    """A value that is made when another has come: begun when it is first awaited, and made once.

    A coroutine would have to be awaited exactly once, and what a selection leaves out is not awaited.
    """

    __slots__ = ("_coming", "_made", "_make")

    def __init__(self, coming: Awaitable[Any], make: Callable[[Any], Any]) -> None:
        self._coming, self._make = coming, make
        self._made: asyncio.Task[Any] | None = None

    def __await__(self) -> Generator[Any, None, Any]:
        """Wait for it."""
        return self.begun().__await__()

    def begun(self) -> asyncio.Task[Any]:
        """The task that makes it."""
        if self._made is None:
            self._made = asyncio.create_task(self._come())
        return self._made

    async def _come(self) -> Any:
        made = self._make(await self._coming)
        return await made if inspect.isawaitable(made) else made


def then(value: Any, make: Callable[[Any], Any]) -> Any:
    """Apply `make` to a value, now or when it has come."""
    return Later(value, make) if inspect.isawaitable(value) else make(value)
