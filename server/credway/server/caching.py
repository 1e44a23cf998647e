"""Entity tags: by what a client knows a representation again."""

import hashlib

from starlette.requests import Request
from starlette.responses import Response

_OF_A_BODY = ("content-length", "content-type")


def tagged(request: Request, response: Response) -> Response:
    """A response with the strong tag of its body; 304 without it, where the client has it already."""
    etag = f'"{hashlib.sha256(bytes(response.body)).hexdigest()[:32]}"'
    response.headers["ETag"] = etag
    if not _is_held(request, etag):
        return response
    kept = {name: value for name, value in response.headers.items() if name not in _OF_A_BODY}
    return Response(None, 304, kept)


def _is_held(request: Request, etag: str) -> bool:
    """Whether a client has it already by its If-None-Match, which is compared weakly."""
    given = request.headers.get("if-none-match")
    if given is None:
        return False
    tags = {each.strip().removeprefix("W/") for each in given.split(",")}
    return "*" in tags or etag in tags
