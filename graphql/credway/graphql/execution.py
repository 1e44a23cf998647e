"""One request: its document found, run within its time, its errors written for the client."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import orjson
from graphql import GraphQLError
from strawberry.schema.exceptions import CannotGetOperationTypeError, InvalidOperationTypeError
from strawberry.types.graphql import OperationType as Allowed

from credway.graphql.context import Context
from credway.graphql.errors import LOG, TimedOut, TooManyNodes, cause_of, formatted
from credway.graphql.keeping import Kept
from credway.graphql.persisted import Documents
from credway.graphql.running import NotCovered
from credway.graphql.schema import Schema
from credway.registry.errors import BadRequest, CredwayError

MARGIN = 0.95
"""How much of the time of a request an operation gets: the rest is for saying that it took too long
before the server says so in its own way."""


NOTHING = Kept(0)
"""No answers kept."""


@dataclass(frozen=True, slots=True)
class Request:
    """What a client asks: a document or the id of one, with its variables."""

    query: str | None = None
    document_id: str | None = None
    operation_name: str | None = None
    variables: Mapping[str, Any] | None = None
    extensions: Mapping[str, Any] | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """The body of a response, as JSON; `executed` is false where the request itself was refused."""

    body: bytes
    executed: bool


async def execute(
    schema: Schema, context: Context, request: Request, documents: Documents, kept: Kept = NOTHING
) -> Answer:
    """Answer one request. Never raises for what a client asks.

    What is compiled runs so, unless its answer is `kept`; where that does not come to an answer without
    errors, graphql-core starts anew and words them.
    """
    seconds = context.registry.settings.request_seconds
    try:
        query = documents.query_of(request.query, request.document_id, request.extensions)
        if not query:
            raise BadRequest("the request has no query and no documentId")
        async with asyncio.timeout(seconds * MARGIN):
            answer = await _compiled(schema, context.anew(), query, request, kept)
            if answer is not None:
                return answer
            result = await schema.execute(
                query,
                variable_values=dict(request.variables or {}),
                context_value=context,
                operation_name=request.operation_name,
                allowed_operation_types=[Allowed.QUERY],
            )
    except TimeoutError:
        LOG.warning("request %s: no answer within %s s", context.request_id, seconds)
        late = TimedOut(
            f"no answer within {seconds:g} s (request_seconds); ask for less at once",
            requestId=context.request_id,
        )
        return refusal(late, context.request_id, executed=True)
    except CredwayError as error:
        return refusal(error, context.request_id)
    except (CannotGetOperationTypeError, InvalidOperationTypeError) as error:
        return refusal(BadRequest(_about_operation(error)), context.request_id)
    except Exception as error:
        return refusal(error, context.request_id, executed=True)
    for cause in map(cause_of, result.errors or ()):
        if isinstance(cause, TooManyNodes):
            return refusal(cause, context.request_id)
    errors = [formatted(error, context.request_id) for error in result.errors or ()]
    executed = result.data is not None or any("path" in error for error in errors)
    body: dict[str, Any] = {"errors": errors} if errors else {}
    if executed:
        body["data"] = result.data
    if result.extensions:
        body["extensions"] = result.extensions
    return Answer(_written(body), executed)


async def _compiled(
    schema: Schema, context: Context, query: str, request: Request, kept: Kept
) -> Answer | None:
    """Run an operation as compiled; None where there is an error to be worded."""
    given = request.variables or {}
    try:
        document = schema.known.document(query, request.operation_name)
        values = document.values(given)
        nodes, limit = document.nodes(given), document.settings.query_nodes
        if nodes > limit:
            return None
        # What returns no nodes asks the store nothing, and need not wait for it here.
        asks = kept.most and nodes
        key = await kept.key(context, (query, request.operation_name, given)) if asks else b""
        if written := kept.find(key):
            return Answer(written, True)
        data = await document.compiled(values).run(context, values)
    except (TimeoutError, TooManyNodes):
        raise
    except Exception as error:
        if not isinstance(error, NotCovered | CredwayError | GraphQLError):
            LOG.debug("request %s: compiled, %r", context.request_id, error)
        return None
    asked = context.asked
    extensions = {**({"asked": asked} if asked else {}), "cost": {"nodes": nodes, "limit": limit}}
    written = _written({"data": data, "extensions": extensions})
    if key:
        kept.keep(key, written, context)
    return Answer(written, True)


def refusal(error: Exception, request_id: str, *, executed: bool = False) -> Answer:
    """The answer to a request that could not be run."""
    path = None if isinstance(error, CredwayError) else ["request"]
    shown = formatted(GraphQLError(str(error), path=path, original_error=error), request_id)
    shown.pop("path", None)
    body: dict[str, Any] = {"errors": [shown]}
    if executed:
        body["data"] = None
    return Answer(_written(body), executed)


def _written(body: dict[str, Any]) -> bytes:
    return orjson.dumps(body, default=str)


def _about_operation(error: Exception) -> str:
    if isinstance(error, InvalidOperationTypeError):
        return "this API answers queries only"
    return "the document has no such operation; name one of its operations in operationName"
