"""The two times that an address names: `asOf`, a day, and `knownAt`, a number."""

from starlette.requests import Request

from credway.registry.answers.asking import Asking
from credway.registry.errors import BadRequest
from credway.server.pages import registry_of

MOST_DIGITS = 18
"""More than any number of a registry has."""


async def frame_of(request: Request) -> Asking:
    """Pin a question to the times in its address. Raises BadRequest naming the one that is none."""
    known_at = whole(request.query_params.get("knownAt"), "knownAt")
    return await registry_of(request).ask(request.query_params.get("asOf"), known_at)


def whole(text: str | None, argument: str) -> int | None:
    """Read a number of the registry or of a version. Raises BadRequest."""
    if text is None:
        return None
    if not (text.isascii() and text.isdigit() and len(text) <= MOST_DIGITS):
        raise BadRequest(f"{argument} {text[:MOST_DIGITS]!r} is not a number such as 12", argument=argument)
    return int(text)
