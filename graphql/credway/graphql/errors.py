"""Errors as clients see them: each with a code, those of the inside masked."""

import logging
from typing import Any

from graphql import GraphQLError, GraphQLSyntaxError

from credway.registry.errors import BadRequest, CredwayError, StoreError

LOG = logging.getLogger("credway.graphql")
TOKENS = "Document contains more than"
"""How the parser starts its complaint about the number of tokens."""


class PersistedQueryNotFound(BadRequest):
    """A document was asked for by an id that is not known here."""

    code = "PERSISTED_QUERY_NOT_FOUND"
    title = "No document is kept under that id"


class TimedOut(CredwayError):
    """An answer took longer than it may."""

    status = 503
    code = "TIMEOUT"
    title = "The answer took too long"


class TooManyNodes(BadRequest):
    """An operation may return more than it may."""

    status = 413
    code = "TOO_MANY_NODES"
    title = "The operation asks for too many nodes"


def formatted(error: GraphQLError, request_id: str) -> dict[str, Any]:
    """Write an error as the response shows it; what is nobody's business is logged instead."""
    body = dict(error.formatted)
    body["message"], body["extensions"] = _shown(error, request_id)
    return body


def cause_of(error: GraphQLError) -> BaseException | None:
    """What was raised below an error, however often it was wrapped."""
    cause: BaseException | None = error.original_error
    while isinstance(cause, GraphQLError) and cause.original_error is not None:
        cause = cause.original_error
    return cause


def _shown(error: GraphQLError, request_id: str) -> tuple[str, dict[str, Any]]:
    cause = cause_of(error)
    own = dict(error.extensions or {})
    if isinstance(cause, StoreError):
        LOG.error("request %s: %s", request_id, cause.detail, exc_info=cause)
        return cause.title, {"code": cause.code, "requestId": request_id}
    if isinstance(cause, CredwayError):
        return cause.detail, {"code": cause.code, **cause.fields}
    if isinstance(error, GraphQLSyntaxError) and TOKENS in error.message:
        return error.message, {"code": "LIMIT_EXCEEDED"}
    if "code" in own:
        return error.message, own
    if cause is None or isinstance(cause, GraphQLError) or not error.path:
        return error.message, {"code": "BAD_REQUEST", **own}
    LOG.error("request %s: %s", request_id, error.message, exc_info=cause)
    shown = f"something went wrong inside; the log has it as request {request_id}"
    return shown, {"code": "INTERNAL", "requestId": request_id}
