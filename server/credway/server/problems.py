"""The one place where errors become answers: problem+json for programs, a page for browsers."""

import logging
from collections.abc import Mapping

import orjson
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from credway.registry.errors import BadRequest, CredwayError, NotFound, StoreError, error_body
from credway.server.negotiation import HTML, prefers
from credway.server.pages import render

PROBLEM = "application/problem+json"
log = logging.getLogger("credway")


class MethodNotAllowed(CredwayError):
    """The address exists and does not answer this method."""

    status = 405
    code = "METHOD_NOT_ALLOWED"
    title = "The address does not answer this method"


class NotAcceptable(CredwayError):
    """The thing exists and not in any of the formats asked for."""

    status = 406
    code = "NOT_ACCEPTABLE"
    title = "There is no such representation"


class TooSlow(CredwayError):
    """The answer would have taken longer than the limit."""

    status = 503
    code = "TOO_SLOW"
    title = "The answer takes too long"


class Busy(CredwayError):
    """As many requests as may be are being answered."""

    status = 503
    code = "BUSY"
    title = "The server is busy"


def problem(error: CredwayError, instance: str, headers: Mapping[str, str] | None = None) -> Response:
    """Make the RFC 9457 response of an error."""
    body = orjson.dumps(error_body(error, instance), default=str)
    return Response(body, error.status, _headers(error, headers), media_type=PROBLEM)


async def on_error(request: Request, error: Exception) -> Response:
    """Answer an error of the tree, of the router, or one that nobody expected."""
    found, headers = _as_ours(request, error)
    if not prefers(request.headers.get("accept"), HTML, over=(PROBLEM, "application/json")):
        return problem(found, request.url.path, headers)
    response = render("error.html", request, status=found.status, problem=error_body(found, request.url.path))
    response.headers.update(_headers(found, headers))
    return response


def _headers(error: CredwayError, more: Mapping[str, str] | None) -> dict[str, str]:
    retry = {"Retry-After": "5"} if error.status == 503 else {}
    return {"Cache-Control": "no-store", "Vary": "Accept", **retry, **(more or {})}


def _as_ours(request: Request, error: Exception) -> tuple[CredwayError, Mapping[str, str] | None]:
    """Put the router's own errors, and the unexpected, into the words of the error tree.

    Where the store is, and what it refused, is nobody's business: the log has it.
    """
    path, request_id = request.url.path, request.scope.get("request_id", "")
    if isinstance(error, StoreError):
        log.error("request %s: %s", request_id, error.detail, exc_info=error)
        told = f"{error.title.lower()}; the log has it as request {request_id}; come back in a few seconds"
        return type(error)(told, requestId=request_id), None
    if isinstance(error, CredwayError):
        return error, None
    if isinstance(error, HTTPException):
        if error.status_code == 404:
            return NotFound(f"nothing is known here as {path}"), error.headers
        if error.status_code == 405:
            return MethodNotAllowed(f"{request.method} is not answered at {path}"), error.headers
        return BadRequest(error.detail), error.headers
    log.error("request %s failed", request_id, exc_info=error)
    return CredwayError(f"the request failed; it is logged as {request_id}"), None
