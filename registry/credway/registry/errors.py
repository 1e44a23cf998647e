"""The error tree of Credway, one body for all of them.

CredwayError
├── BadRequest          400  a question that cannot be read
│   ├── BadCursor
│   ├── Ambiguous            a reference that names several things; carries the candidates
│   └── LimitExceeded   413
├── NotFound            404  nothing is known under that identifier
├── Withdrawn           410  it was published and has been withdrawn
├── Conflict            409  the document contradicts what the registry already holds
└── StoreError          503
    ├── StoreUnavailable     nothing answers at the store's address
    └── StoreMismatch        the store holds another registry, or another version of its schema
"""

from collections.abc import Mapping
from typing import Any, ClassVar


class CredwayError(Exception):
    """Say what is wrong, where, and what to do; `fields` are kept for programs."""

    status: ClassVar[int] = 500
    code: ClassVar[str] = "INTERNAL"
    title: ClassVar[str] = "Something went wrong inside the registry"

    def __init__(self, detail: str, **fields: Any) -> None:
        super().__init__(detail)
        self.detail = detail
        self.fields = fields


class BadRequest(CredwayError):
    status = 400
    code = "BAD_REQUEST"
    title = "The request cannot be read"


class BadCursor(BadRequest):
    code = "BAD_CURSOR"
    title = "The cursor does not belong to this list"


class Ambiguous(BadRequest):
    code = "AMBIGUOUS"
    title = "The reference names more than one thing"


class LimitExceeded(BadRequest):
    status = 413
    code = "LIMIT_EXCEEDED"
    title = "A named limit was exceeded"


class NotFound(CredwayError):
    status = 404
    code = "NOT_FOUND"
    title = "Nothing is known under that identifier"


class Withdrawn(CredwayError):
    status = 410
    code = "WITHDRAWN"
    title = "The document was withdrawn"


class Conflict(CredwayError):
    status = 409
    code = "CONFLICT"
    title = "The document contradicts what the registry holds"


class StoreError(CredwayError):
    status = 503
    code = "STORE_ERROR"
    title = "The store failed"


class StoreUnavailable(StoreError):
    code = "STORE_UNAVAILABLE"
    title = "The store does not answer"


class StoreMismatch(StoreError):
    code = "STORE_MISMATCH"
    title = "The store belongs to another registry or schema version"


def error_body(error: CredwayError, instance: str | None = None) -> Mapping[str, Any]:
    """Make the RFC 9457 problem object that every surface shows.

    Keys: `type`, `title`, `status`, `detail`, `code`, `instance` where known, and the error's own
    fields.
    """
    body: dict[str, Any] = {
        "type": f"https://w3id.org/credway/problems/{error.code.lower().replace('_', '-')}",
        "title": error.title,
        "status": error.status,
        "detail": error.detail,
        "code": error.code,
    }
    if instance is not None:
        body["instance"] = instance
    return body | error.fields
