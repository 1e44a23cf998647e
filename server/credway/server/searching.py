"""The search page: things of every family by their names and codes, the best match first."""

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from credway.registry.answers.asking import Asking
from credway.registry.answers.listings import Listing, Page, listing, search_counts
from credway.registry.answers.listings import search as find
from credway.registry.answers.ranking import SearchKind
from credway.registry.answers.resolve import parse_ref, resolve
from credway.registry.errors import LimitExceeded
from credway.registry.names import tokens
from credway.server.addresses import href
from credway.server.pages import registry_of, render
from credway.server.times import frame_of

KINDS = tuple(kind.value for kind in SearchKind)
"""The class families that can be searched, in the order in which they are shown."""


async def search(request: Request) -> Response:
    """Show what the words find, the best match first, or one family in order of names."""
    text = request.query_params.get("q", "").strip()
    kind = request.query_params.get("kind")
    frame = await frame_of(request)
    if text and not kind:
        target = await _named(frame, text)
        if target is not None:
            return RedirectResponse(href(target, registry_of(request).base), 303)
    chosen = kind if kind in KINDS else None
    page = Page(after=request.query_params.get("after"))
    found, refused = await _found(frame, text, chosen, page)
    families = await search_counts(frame, text, KINDS) if found and tokens(text) else None
    counts = families or (await found.counting.counts() if found else None)
    return render(
        "search.html",
        request,
        text=text,
        kind=chosen,
        kinds=KINDS,
        found=found,
        total=(counts.families.get(chosen, 0) if chosen else counts.total) if counts else 0,
        families=families.families if families else {},
        refused=refused,
        frame=frame,
    )


async def _found(frame: Asking, text: str, kind: str | None, page: Page) -> tuple[Listing | None, str | None]:
    """The page asked for, or why there is none; words without letters or digits find everything."""
    if not tokens(text):
        return (await listing(frame, kind, page=page) if kind else None), None
    try:
        return await find(frame, text, [kind] if kind else KINDS, page=page), None
    except LimitExceeded as error:
        return None, error.detail


async def _named(frame: Asking, text: str) -> str | None:
    """The thing that an IRI or a CTID names, if it names one."""
    ref = parse_ref(text)
    if ref.name is not None:
        return None
    [found] = await resolve(frame, [ref])
    return found.candidates[0].iri if len(found.candidates) == 1 else None
