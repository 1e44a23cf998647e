"""Entity tags: by what a client knows a representation again."""

import hashlib

from starlette.requests import Request


def tag(body: bytes) -> str:
    """The strong tag of one representation."""
    return f'"{hashlib.sha256(body).hexdigest()[:32]}"'


def is_held(request: Request, etag: str) -> bool:
    """Whether a client has it already by its If-None-Match, which is compared weakly."""
    given = request.headers.get("if-none-match")
    if given is None:
        return False
    tags = {each.strip().removeprefix("W/") for each in given.split(",")}
    return "*" in tags or etag in tags
