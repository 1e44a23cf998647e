"""The search page: every family that is asked for, found by the words of its names."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from credway.registry.answers.asking import Asking
from credway.registry.answers.listings import Listing, Page, listing
from credway.registry.answers.resolve import parse_ref, resolve
from credway.registry.names import tokens
from credway.server.addresses import href
from credway.server.pages import registry_of, render

KINDS = (
    "Credential",
    "Organization",
    "LearningOpportunity",
    "Occupation",
    "Competency",
    "CompetencyFramework",
    "Cluster",
    "TransferValue",
    "ListSeries",
    "List",
)
"""The class families that can be searched, in the order in which results are shown."""

FEW = 5


@dataclass(frozen=True, slots=True)
class Results:
    """What was found of one family."""

    kind: str
    listing: Listing


async def search(request: Request) -> Response:
    """Show what the words find: a few of each family, or one family page by page."""
    text = request.query_params.get("q", "").strip()
    kind = request.query_params.get("kind")
    frame = await registry_of(request).ask()
    if text and not kind:
        target = await _named(frame, text)
        if target is not None:
            return RedirectResponse(href(target, registry_of(request).base), 303)
    chosen = [kind] if kind in KINDS else list(KINDS)
    results: Sequence[Results] = ()
    if tokens(text) or kind in KINDS:
        size = frame.settings.page_default if kind in KINDS else FEW
        page = Page(first=size, after=request.query_params.get("after"))
        results = await asyncio.gather(*(_found(frame, each, text, page) for each in chosen))
    return render(
        "search.html",
        request,
        text=text,
        kind=kind if kind in KINDS else None,
        kinds=KINDS,
        results=[each for each in results if each.listing.total],
        asked=bool(tokens(text) or kind in KINDS),
        frame=frame,
    )


async def _found(frame: Asking, kind: str, text: str, page: Page) -> Results:
    """The page of one family; words without letters or digits find everything."""
    return Results(kind, await listing(frame, kind, text=text if tokens(text) else None, page=page))


async def _named(frame: Asking, text: str) -> str | None:
    """The thing that an IRI or a CTID names, if it names one."""
    ref = parse_ref(text)
    if ref.name is not None:
        return None
    [found] = await resolve(frame, [ref])
    return found.candidates[0].iri if len(found.candidates) == 1 else None
