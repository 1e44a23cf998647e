"""Things and documents as linked data: one address, negotiated formats, strong ETags."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from email.utils import format_datetime
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from credway.registry.answers.asking import Asking
from credway.registry.answers.nodes import body_of
from credway.registry.answers.statements import statements_by_id
from credway.registry.errors import BadRequest, NotFound
from credway.server.addresses import OPEN, RESERVED, href
from credway.server.caching import tagged
from credway.server.finding import Found, by_ctid, by_iri, in_version
from credway.server.negotiation import FORMATS, HTML, as_format, choose
from credway.server.pages import PAGE_HEADERS, registry_of
from credway.server.problems import NotAcceptable
from credway.server.representations import Representable
from credway.server.thing_page import document_page, thing_page
from credway.server.times import frame_of, whole
from credway.shapes.documents import JSON
from credway.shapes.identity import ctid_in

SAFE = ":/?#[]@!$&'()*+,;=%~"
"""What an IRI keeps in a header; anything past ASCII is escaped."""
STATED = ("statements", "entries")
"""Where the IRIs of statements, and of entries that are nothing but one, stand below the base."""
CACHED = "public, max-age=300, stale-while-revalidate=86400"


@dataclass(frozen=True, slots=True)
class Reply:
    """What is sent: its bytes, their format, and what the headers say about them."""

    body: bytes
    media_type: str
    published: str | None
    context: str | None


async def resource(request: Request) -> Response:
    """Serve a thing by its CTID or local id; a CTID in capitals is redirected."""
    name = request.path_params["id"]
    moved = _moved(request, name)
    if moved:
        return moved
    frame = await frame_of(request)
    found = await by_ctid(frame, registry_of(request).base, name)
    return await _answer(request, frame, found)


async def graph(request: Request) -> Response:
    """Serve the whole document that describes a thing."""
    name = request.path_params["ctid"]
    moved = _moved(request, name)
    if moved:
        return moved
    frame = await frame_of(request)
    base = registry_of(request).base
    try:
        found = await by_iri(frame, f"{base}graph/{name}")
    except NotFound:
        found = await by_ctid(frame, base, name)
    if found.document is None:
        raise NotFound(f"no document here describes {found.iri}; others name it", asked=found.iri)
    return await _answer(request, frame, Found(found.document, found.document))


async def resource_by_iri(request: Request) -> Response:
    """Serve whatever `?iri=` names, also where its IRI belongs to another host."""
    iri = request.query_params.get("iri")
    if not iri:
        raise BadRequest("name a thing by its IRI: /resources?iri=...", argument="iri")
    return await _by_iri(request, iri)


async def path_iri(request: Request) -> Response:
    """Serve the IRI that is made of the registry's base and the path."""
    path = request.path_params["path"]
    first, _, below = path.partition("/")
    if first in RESERVED and not (first in OPEN and below):
        raise NotFound(f"nothing is known here as {request.url.path}")
    return await _by_iri(request, registry_of(request).base + path)


async def with_slash(request: Request) -> Response:
    """Redirect the address of a page that ends with a slash, and was written without it."""
    return _redirected(request, f"{request.url.path}/")


async def _by_iri(request: Request, iri: str) -> Response:
    """Serve what an IRI names: a thing, a document, a version of one; that of a statement leads there."""
    frame, base = await frame_of(request), registry_of(request).base
    try:
        return await _answer(request, frame, await by_iri(frame, iri))
    except NotFound:
        found = await in_version(frame, iri)
        if found is not None:
            return await _answer(request, frame, found)
        kind, _, sid = iri.removeprefix(base).partition("/")
        if not iri.startswith(base) or kind not in STATED or not await statements_by_id(frame, [sid]):
            raise
    return RedirectResponse(f"/statements/{quote(sid)}", 303)


async def _answer(request: Request, frame: Asking, found: Found) -> Response:
    """Choose the format, make it, and say with headers what else there is."""
    found = _of_version(request, found)
    media_type = _format(request, found)
    reply = await _reply(request, frame, found, media_type)
    headers = {
        "Vary": "Accept",
        "Cache-Control": CACHED if media_type != HTML else "no-cache",
        "Link": ", ".join(_links(request, found, reply)),
        "Content-Location": as_format(request, media_type),
    }
    if reply.published and media_type != HTML:
        moment = datetime.fromisoformat(reply.published).astimezone(UTC)
        headers["Last-Modified"] = format_datetime(moment, usegmt=True)
    if media_type == HTML:
        headers |= PAGE_HEADERS
    return tagged(request, Response(reply.body, 200, headers, media_type=media_type))


async def _reply(request: Request, frame: Asking, found: Found, media_type: str) -> Reply:
    registry = registry_of(request)
    if media_type == HTML:
        page = document_page if found.is_document else thing_page
        return Reply(await page(request, frame, found), HTML, None, None)
    if found.document is None:
        raise NotFound(
            f"no document here describes {found.iri}; others name it, and the page"
            f" {href(found.iri, registry.base)} shows what they say",
            asked=found.iri,
        )
    body = await body_of(frame, found.document, found.version)
    thing = None if found.is_document else found.iri
    made = Representable(body, found.document, thing, registry.settings, registry.base)
    context = made.context if media_type == JSON else None
    return Reply(made.bytes_as(media_type), media_type, body.version.published_at, context)


def _of_version(request: Request, found: Found) -> Found:
    """The version that `?version=` asks for. Raises BadRequest where it is asked of a thing in a document."""
    version = whole(request.query_params.get("version"), "version")
    if version is None:
        return found
    if not found.is_document:
        raise BadRequest(
            f"documents have versions; {found.iri} stands in {found.document or 'none'}: ask for that",
            argument="version",
        )
    return replace(found, version=version)


def _format(request: Request, found: Found) -> str:
    named = request.query_params.get("format")
    if named is not None:
        if named not in FORMATS:
            raise NotAcceptable(
                f"there is no format {named!r}; there are {', '.join(FORMATS)}",
                formats=list(FORMATS),
            )
        return FORMATS[named]
    chosen = choose(request.headers.get("accept"), list(FORMATS.values()))
    if chosen is None:
        raise NotAcceptable(
            f"{found.iri} is served as {', '.join(FORMATS.values())}",
            formats=list(FORMATS.values()),
            alternates={name: as_format(request, form) for name, form in FORMATS.items()},
        )
    return chosen


def _links(request: Request, found: Found, reply: Reply) -> Sequence[str]:
    links = [f'<{quote(found.canonical, safe=SAFE)}>; rel="canonical"']
    links += [
        f'<{as_format(request, form)}>; rel="alternate"; type="{form}"'
        for form in FORMATS.values()
        if form != reply.media_type
    ]
    if reply.context:
        relation = "http://www.w3.org/ns/json-ld#context"
        links.append(f'<{quote(reply.context, safe=SAFE)}>; rel="{relation}"; type="application/ld+json"')
    return links


def _moved(request: Request, name: str) -> Response | None:
    """Redirect a CTID in capitals to its canonical address."""
    ctid = ctid_in(name)
    if ctid is None or ctid == name:
        return None
    return _redirected(request, request.url.path.removesuffix(name) + ctid)


def _redirected(request: Request, path: str) -> Response:
    """Lead to the path that this one should have been, for good."""
    query = f"?{request.url.query}" if request.url.query else ""
    return RedirectResponse(path + query, 301)
