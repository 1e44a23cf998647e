"""The three questions as plain JSON: the objects of the answer functions, for whoever has no GraphQL."""

from collections.abc import Callable, Mapping
from typing import Any

import orjson
import strawberry
from starlette.requests import Request
from starlette.responses import Response

from credway.graphql.context import Context
from credway.graphql.keeping import Kept
from credway.graphql.questioning import asked, parameters
from credway.registry.answers import plain
from credway.registry.answers.values import Plain
from credway.registry.errors import BadRequest
from credway.server.bodies import UnsupportedType
from credway.server.caching import tagged
from credway.shapes.documents import JSON

WRITTEN: Mapping[str, Callable[[Any], Plain]] = {
    "credit": plain.credit,
    "portability": plain.portability,
    "pathways": plain.pathway,
}
"""The questions by the last part of their address, and how each answer is written out."""
PINNED = "max-age=86400"
"""An answer whose two times are both given does not change, unless time cut it short; one day, for what words
it may."""


class Answers:
    """Answers at /answers/{question}: simple questions by GET, all of them by POST."""

    def __init__(
        self, schema: strawberry.Schema, make_context: Callable[[Request], Context], kept: Kept
    ) -> None:
        self._schema, self._make_context, self._kept = schema, make_context, kept

    async def credit(self, request: Request) -> Response:
        """What held credentials earn at a place."""
        return await self._answer(request, "credit")

    async def portability(self, request: Request) -> Response:
        """Where else a credential counts."""
        return await self._answer(request, "portability")

    async def pathways(self, request: Request) -> Response:
        """How a target is reached."""
        return await self._answer(request, "pathways")

    async def _answer(self, request: Request, name: str) -> Response:
        if request.method == "POST":
            arguments = await _sent(request)
        else:
            arguments = parameters(self._schema, name, request.query_params.multi_items())
        context = self._make_context(request)
        body = await self._written(context, name, arguments)
        if request.method == "POST":
            return Response(body, media_type=JSON, headers={"Cache-Control": "no-store"})
        pinned = {"asOf", "knownAt"} <= arguments.keys() and not context.hurried
        caching = PINNED if pinned else "no-cache"
        return tagged(request, Response(body, media_type=JSON, headers={"Cache-Control": caching}))

    async def _written(self, context: Context, name: str, arguments: Any) -> bytes:
        """The answer as JSON, as it is kept or found anew."""
        key = await self._kept.key(context, (name, arguments))
        body = self._kept.find(key)
        if body is None:
            body = orjson.dumps(WRITTEN[name](await asked(self._schema, context, name, arguments)))
            self._kept.keep(key, body, context)
        return body


async def _sent(request: Request) -> Any:
    stated = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if stated != JSON:
        raise UnsupportedType(f"a question is sent as {JSON}, not as {stated or 'nothing'}")
    try:
        return orjson.loads(await request.body())
    except orjson.JSONDecodeError as error:
        raise BadRequest(f"the body is not JSON: {error}") from None
