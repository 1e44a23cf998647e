"""One statement by its content address: a page for people, JSON for programs."""

import hashlib

import orjson
from starlette.requests import Request
from starlette.responses import Response

from credway.registry.answers import plain
from credway.registry.answers.statements import statements_by_id
from credway.registry.errors import NotFound
from credway.server.negotiation import HTML, choose
from credway.server.pages import registry_of, render
from credway.server.problems import NotAcceptable
from credway.server.telling import named, tell
from credway.shapes.documents import JSON


async def statement(request: Request) -> Response:
    """Serve a statement as recorded at the newest number, or at `?knownAt=`."""
    sid = request.path_params["sid"]
    known = request.query_params.get("knownAt", "")
    frame = await registry_of(request).ask(None, int(known) if known.isdigit() else None)
    said = (await statements_by_id(frame, [sid])).get(sid)
    if said is None:
        raise NotFound(
            f"no statement {sid} is recorded at number {frame.known_at};"
            " one that was closed is found with ?knownAt= and an earlier number",
            asked=sid,
        )
    things = await frame.describe(named(said))
    form = {"html": HTML, "json": JSON}.get(request.query_params.get("format", ""))
    media_type = form or choose(request.headers.get("accept"), (JSON, HTML))
    if media_type is None:
        raise NotAcceptable("a statement is served as application/json and text/html")
    if media_type == HTML:
        [told] = tell([said], things)
        response: Response = render("statement.html", request, told=told, things=things, frame=frame)
    else:
        response = Response(orjson.dumps(plain.statement(said, things)), media_type=JSON)
    etag = f'"{hashlib.sha256(bytes(response.body)).hexdigest()[:32]}"'
    response.headers.update({"Vary": "Accept", "ETag": etag, "Cache-Control": "no-cache"})
    if etag in request.headers.get("if-none-match", ""):
        return Response(None, 304, dict(response.headers) | {"content-length": "0"})
    return response
