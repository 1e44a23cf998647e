"""GraphQL over HTTP: requests read, answers sent, GraphiQL for browsers.

Follows the GraphQL-over-HTTP draft; tests run its official audit. Request errors are 400 where the
client accepts the GraphQL media type, and 200 where it accepts JSON only, as older clients expect;
a request that is no GraphQL request at all is 400 for all.
"""

from collections.abc import Callable, Mapping
from importlib.resources import files
from typing import Any

import orjson
from starlette.exceptions import HTTPException
from starlette.requests import Request as HTTPRequest
from starlette.responses import HTMLResponse, PlainTextResponse, Response
from starlette.types import Receive, Scope, Send

from credway.graphql.context import Context
from credway.graphql.execution import Answer, Request, execute, refusal
from credway.graphql.keeping import Kept
from credway.graphql.persisted import Documents
from credway.graphql.schema import Schema, sdl
from credway.registry.errors import BadRequest, LimitExceeded
from credway.registry.settings import Settings
from credway.server.bodies import UnsupportedType
from credway.server.negotiation import HTML, choose
from credway.shapes.documents import JSON

GRAPHQL_JSON = "application/graphql-response+json"
PAGE = files("credway.server").joinpath("static", "graphiql", "index.html")
POLICY = (
    "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:;"
    " frame-ancestors 'none'; base-uri 'none'; object-src 'none'"
)
CACHING = {"Vary": "Accept, Accept-Language", "Cache-Control": "no-store"}
"""One address is a page or an answer, by who asks; an answer is of its day and of the newest number."""
REQUEST_ERROR = 400
"""What the audit of 2023 asks for; the draft of 2026 says 422 for some of these."""


class GraphQLView:
    """The ASGI application at `/graphql`."""

    def __init__(
        self,
        schema: Schema,
        make_context: Callable[[HTTPRequest], Context],
        settings: Settings,
        kept: Kept,
    ) -> None:
        self._schema = schema
        self._make_context = make_context
        self._settings, self._kept = settings, kept
        self._documents = Documents()
        self._sdl = sdl(schema)
        self._page = PAGE.read_text(encoding="utf-8")

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one HTTP request."""
        request = HTTPRequest(scope, receive)
        response = await self._respond(request)
        await response(scope, receive, send)

    async def sdl(self, request: HTTPRequest) -> Response:
        """Serve the schema as text."""
        return PlainTextResponse(self._sdl, headers={"Cache-Control": "max-age=300"})

    async def _respond(self, request: HTTPRequest) -> Response:
        if request.method not in ("GET", "HEAD", "POST"):
            raise HTTPException(405, headers={"Allow": "GET, HEAD, POST"})
        if request.method != "POST" and _wants_page(request):
            return HTMLResponse(self._page, headers={"Content-Security-Policy": POLICY, **CACHING})
        context = self._make_context(request)
        try:
            asked = await self._read(request)
        except BadRequest as error:
            return self._send(request, refusal(error, context.request_id), error.status)
        answer = await execute(self._schema, context, asked, self._documents, self._kept)
        is_graphql = media_type(request) == GRAPHQL_JSON
        status = REQUEST_ERROR if is_graphql and not answer.executed else 200
        return self._send(request, answer, status)

    async def _read(self, request: HTTPRequest) -> Request:
        if request.method != "POST":
            return _request(_from_address(request.query_params))
        stated = request.headers.get("content-type", "").partition(";")[0].strip().lower()
        if stated != JSON:
            raise UnsupportedType(f"a POST request has the content type {JSON}, not {stated or 'none'}")
        body = await request.body()
        if len(body) > self._settings.request_bytes:
            raise LimitExceeded(
                f"the request body is larger than {self._settings.request_bytes:,} bytes (request_bytes)"
            )
        try:
            return _request(orjson.loads(body))
        except orjson.JSONDecodeError as error:
            raise BadRequest(f"the request body is not JSON: {error}") from None

    def _send(self, request: HTTPRequest, answer: Answer, status: int) -> Response:
        kind = media_type(request)
        return Response(answer.body, status, CACHING, media_type=f"{kind}; charset=utf-8")


def media_type(request: HTTPRequest) -> str:
    """The media type to answer in: the GraphQL one where the client names it."""
    accept = request.headers.get("accept", "").lower()
    named = {part.partition(";")[0].strip() for part in accept.split(",")}
    return GRAPHQL_JSON if GRAPHQL_JSON in named else JSON


def _wants_page(request: HTTPRequest) -> bool:
    return choose(request.headers.get("accept"), (JSON, GRAPHQL_JSON, HTML)) == HTML


def _from_address(parameters: Mapping[str, str]) -> dict[str, Any]:
    """Read a request from the query of an address; maps are JSON there."""
    found: dict[str, Any] = dict(parameters)
    for name in ("variables", "extensions"):
        if found.get(name):
            try:
                found[name] = orjson.loads(found[name])
            except orjson.JSONDecodeError as error:
                raise BadRequest(f"{name} is not JSON: {error}", argument=name) from None
        else:
            found.pop(name, None)
    return found


def _request(body: Any) -> Request:
    """Check the parts of a request. Raises BadRequest naming the one that is wrong."""
    if isinstance(body, list):
        raise BadRequest("one operation at a time: a list of requests is not taken")
    if not isinstance(body, Mapping):
        raise BadRequest("a request is a JSON object with a query or a documentId")
    for name, kind, what in (
        *((name, str, "a string") for name in ("query", "documentId", "operationName")),
        *((name, Mapping, "an object") for name in ("variables", "extensions")),
    ):
        if body.get(name) is not None and not isinstance(body[name], kind):
            raise BadRequest(f"{name} is not {what}", argument=name)
    found = Request(
        query=body.get("query"),
        document_id=body.get("documentId"),
        operation_name=body.get("operationName"),
        variables=body.get("variables"),
        extensions=body.get("extensions"),
    )
    if not (found.query or found.document_id or found.extensions):
        raise BadRequest("the request has neither a query nor a documentId")
    return found
