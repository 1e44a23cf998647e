"""One of the three questions by itself: its arguments as JSON or as the query of an address.

The arguments are those of the GraphQL field, read by the same types, and the same resolver answers:
what a field takes, its question takes here.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import strawberry
from graphql import (
    GraphQLEnumType,
    GraphQLError,
    GraphQLField,
    GraphQLInputObjectType,
    Undefined,
    get_named_type,
    get_nullable_type,
    is_leaf_type,
    is_list_type,
    is_non_null_type,
)
from graphql.utilities import coerce_input_value, validate_input_value
from strawberry.exceptions import StrawberryInputCoercionError
from strawberry.schema.schema_converter import GraphQLCoreConverter, get_arguments

from credway.graphql.context import Context
from credway.graphql.running import informed
from credway.ontology import schemes
from credway.registry.answers.resolve import Ref, parse_ref
from credway.registry.errors import BadRequest

FIELDS: Mapping[str, str] = {
    "credit": "postsecondaryCredit",
    "portability": "portability",
    "pathways": "pathways",
}
"""The questions, and the fields of the schema that they are."""
TRUTH = {"true": True, "false": False}
_WHOLE = re.compile(r"[+-]?[0-9]{1,15}")


async def asked(schema: strawberry.Schema, context: Context, name: str, arguments: object) -> Any:
    """The core's answer to a question. Raises BadRequest with a JSON pointer, and what the core raises."""
    field = _field(schema, name)
    if not isinstance(arguments, Mapping):
        raise BadRequest("the arguments of a question are a JSON object", pointer="")
    _check_names(name, arguments, field.args)
    context.fields = False
    given: dict[str, Any] = {}
    for each, argument in field.args.items():
        if each in arguments:
            try:
                found = coerce_input_value(arguments[each], argument.type)
            except (GraphQLError, StrawberryInputCoercionError, RecursionError) as error:
                what = str(error) or "nested too deeply"
                raise BadRequest(f"/{each}: {what}", argument=each, pointer=f"/{each}") from None
            if found is Undefined:
                raise _wrong(arguments[each], argument.type, each)
            given[argument.out_name or each] = found
        elif is_non_null_type(argument.type) and argument.default_value is Undefined:
            raise BadRequest(f"{each} is missing. {argument.description}", argument=each, pointer=f"/{each}")
    definition = field.extensions[GraphQLCoreConverter.DEFINITION_BACKREF]
    _, named = get_arguments(
        field=definition,
        source=None,
        info=informed(context),
        kwargs=given,
        config=schema.config,
        scalar_registry=schema.schema_converter.scalar_registry,
    )
    return (await definition.base_resolver.wrapped_func(None, **named)).found


def parameters(schema: strawberry.Schema, name: str, pairs: Iterable[tuple[str, str]]) -> dict[str, Any]:
    """The arguments that the query of an address names. Raises BadRequest naming a parameter.

    A thing is named as on the command line. The facts of an asker, and those of what is held, are
    parameters of their own; the latter are said of each thing held.
    """
    texts: dict[str, list[str]] = {}
    for key, text in pairs:
        if text.strip():
            texts.setdefault(key, []).append(text.strip())
    field, taken = _field(schema, name), set[str]()
    found: dict[str, Any] = {}
    for each, argument in field.args.items():
        inner = get_named_type(argument.type)
        taken.add(each)
        if isinstance(inner, GraphQLInputObjectType):
            facts = {n: f.type for n, f in inner.fields.items() if is_leaf_type(get_named_type(f.type))}
            if inner.name in ("AskerInput", "HeldInput"):
                taken |= facts.keys()
            value = _structured(each, inner, texts, facts)
        else:
            value = _plain(each, argument.type, texts[each]) if each in texts else None
        if value is not None:
            found[each] = value
    _check_names(name, texts, sorted(taken))
    return found


def _structured(
    name: str, of: GraphQLInputObjectType, texts: Mapping[str, list[str]], facts: Mapping[str, Any]
) -> Any:
    held = texts.get(name, [])
    if of.name in ("AskerInput", "HeldInput"):
        stated = {each: _plain(each, kind, texts[each]) for each, kind in facts.items() if each in texts}
        if of.name == "AskerInput":
            return stated or None
        return [{"ref": _ref(text), **stated} for text in held] or None
    if not held:
        return None
    [text] = _single(name, held)
    if of.name == "ResourceRef":
        return _ref(text)
    if of.name == "TargetInput":
        return {"ref": _ref(text)}
    if of.name == "PlaceInput":
        return {"state" if schemes.state(text) else "institution": text}
    raise BadRequest(f"{name} is stated in the JSON of a POST request only", argument=name)


def _ref(text: str) -> dict[str, Any]:
    ref: Ref = parse_ref(text)
    if ref.id or ref.ctid:
        return {"id": ref.id} if ref.id else {"ctid": ref.ctid}
    return {"named": {"name": ref.name, **({"issuer": ref.issuer} if ref.issuer else {})}}


def _plain(name: str, of: Any, texts: Sequence[str]) -> Any:
    """Read texts as values of a scalar or an enum, or as a list of them."""
    inner = get_named_type(of)
    if is_list_type(get_nullable_type(of)):
        return [_value(name, inner, part.strip()) for text in texts for part in text.split(",")]
    [text] = _single(name, texts)
    return _value(name, inner, text)


def _value(name: str, of: Any, text: str) -> Any:
    if isinstance(of, GraphQLEnumType):
        return text.upper()
    if of.name == "Boolean":
        if text.lower() not in TRUTH:
            raise BadRequest(f"{name} is true or false, not {text[:50]!r}", argument=name)
        return TRUTH[text.lower()]
    if of.name == "Int":
        if not _WHOLE.fullmatch(text):
            raise BadRequest(f"{name} is a whole number, not {text[:50]!r}", argument=name)
        return int(text)
    return text


def _single(name: str, texts: Sequence[str]) -> Sequence[str]:
    if len(texts) > 1:
        raise BadRequest(f"{name} is given {len(texts)} times; once is enough", argument=name)
    return texts


def _field(schema: strawberry.Schema, name: str) -> GraphQLField:
    query = schema._schema.query_type
    if query is None:
        raise LookupError("the schema has no queries")
    found: GraphQLField = query.fields[FIELDS[name]]
    return found


def _check_names(name: str, given: Iterable[str], taken: Iterable[str]) -> None:
    known = list(taken)
    for each in given:
        if each not in known:
            raise BadRequest(f"{name} takes no {each[:50]}; it takes {', '.join(known)}", argument=each)


def _wrong(value: Any, of: Any, name: str) -> BadRequest:
    """What is wrong with an argument, and where."""
    found: list[tuple[str, str]] = []

    def note(error: GraphQLError, path: list[str | int]) -> None:
        found.append((error.message, "".join(f"/{part}" for part in (name, *path))))

    validate_input_value(value, of, note)
    message, pointer = found[0] if found else ("it is not what is asked for", f"/{name}")
    return BadRequest(f"{pointer}: {message}", argument=name, pointer=pointer)
