"""One statement by its content address: a page for people, JSON for programs."""

import orjson
from starlette.requests import Request
from starlette.responses import Response

from credway.registry.answers import plain
from credway.registry.answers.statements import statements_by_id
from credway.registry.errors import NotFound
from credway.server.caching import tagged
from credway.server.negotiation import HTML, as_format, choose
from credway.server.pages import render
from credway.server.problems import NotAcceptable
from credway.server.telling import named, tell
from credway.server.times import frame_of
from credway.shapes.documents import JSON

FORMATS = {"json": JSON, "html": HTML}
"""Names for `?format=`."""


async def statement(request: Request) -> Response:
    """Serve a statement as recorded at the newest number, or at `?knownAt=`. Raises NotFound."""
    sid = request.path_params["sid"]
    frame = await frame_of(request)
    said = (await statements_by_id(frame, [sid])).get(sid)
    if said is None:
        raise NotFound(
            f"no statement {sid} is recorded at number {frame.known_at};"
            " one that was closed is found with ?knownAt= and an earlier number",
            asked=sid,
        )
    things = await frame.describe(named(said))
    media_type = _format(request)
    if media_type == HTML:
        [told] = tell([said], things)
        response: Response = render(
            "statement.html", request, told=told, things=things, json=as_format(request, JSON)
        )
    else:
        response = Response(orjson.dumps(plain.statement(said, things)), media_type=JSON)
    response.headers.update({"Vary": "Accept", "Cache-Control": "no-cache"})
    return tagged(request, response)


def _format(request: Request) -> str:
    wanted = request.query_params.get("format")
    found = choose(request.headers.get("accept"), (JSON, HTML)) if wanted is None else FORMATS.get(wanted)
    if found is None:
        raise NotAcceptable(
            f"a statement is served as {JSON} and {HTML}: ?format=json, ?format=html", formats=list(FORMATS)
        )
    return found
