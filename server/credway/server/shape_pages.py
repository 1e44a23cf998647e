"""What documents are held to, so that the pages which findings name lead somewhere."""

import asyncio
from collections.abc import Mapping, Sequence
from functools import cache

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from credway.registry.errors import NotFound
from credway.server.negotiation import HTML, prefers
from credway.server.pages import render
from credway.shapes import sources
from credway.shapes.catalog import families
from credway.shapes.constraints import phrases
from credway.shapes.documenting import OTHERS, laid_out
from credway.shapes.documents import TURTLE
from credway.shapes.engine import SEVERITIES, SHAPES, page
from credway.shapes.rulebook import Rule, rules

_VARY = {"Vary": "Accept"}


def address(code: str) -> str:
    """Return the path and anchor at which this server shows the rule that a finding names."""
    return f"/shapes/{page(code).removeprefix(SHAPES)}"


async def shapes(request: Request) -> Response:
    """List the pages, with how many rules of each severity stand on them.

    Whoever prefers Turtle gets the shapes of all pages.
    """
    if prefers(request.headers.get("accept"), TURTLE, over=(HTML,)):
        return Response("\n".join(map(sources.text, sources.names())), headers=_VARY, media_type=TURTLE)
    pages, titles = await asyncio.to_thread(_pages), _titles()
    counted = [
        (name, titles[name], [sum(rule.severity == each for rule in found) for each in SEVERITIES])
        for name, found in pages.items()
    ]
    response = render("shapes.html", request, pages=counted, severities=SEVERITIES, namespace=SHAPES)
    response.headers.update(_VARY)
    return response


async def shape_page(request: Request) -> Response:
    """Show the rules of one page, each under the anchor that its findings name. Raises NotFound.

    Whoever prefers Turtle gets the shapes themselves; of what no shape states there is none.
    """
    name = request.path_params["page"]
    found = await _page(name)
    if name in sources.names() and prefers(request.headers.get("accept"), TURTLE, over=(HTML,)):
        return Response(sources.text(name), headers=_VARY, media_type=TURTLE)
    asked = [(rule, rule.page.partition("#")[2], _asked(rule)) for rule in found]
    response = render(
        "shape_page.html",
        request,
        title=_titles()[name],
        rules=asked,
        page=f"{SHAPES}{name}",
        turtle=name in sources.names(),
        laid_out=laid_out,
    )
    response.headers.update(_VARY)
    return response


async def shape(request: Request) -> Response:
    """Lead from the IRI of a shape to its text on its page. Raises NotFound."""
    name = request.path_params["page"]
    iri = f"{SHAPES}{name}/{request.path_params['name']}"
    for rule in await _page(name):
        if rule.iri == iri:
            return RedirectResponse(address(rule.code), 303)
    raise NotFound(f"no rule of the page {name} is called so; /shapes/{name} lists them", asked=iri[:200])


async def _page(name: str) -> Sequence[Rule]:
    found = (await asyncio.to_thread(_pages)).get(name)
    if found is None:
        raise NotFound(f"there is no page of shapes called {name[:50]}; /shapes/ lists them", asked=name[:50])
    return found


def _asked(rule: Rule) -> Sequence[str]:
    return phrases(rule.iri) if rule.shape else ()


@cache
def _pages() -> Mapping[str, Sequence[Rule]]:
    """The rules by their page, both in order; the shapes are read the first time."""
    found: dict[str, list[Rule]] = {}
    for rule in sorted(rules().values(), key=lambda rule: rule.page):
        found.setdefault(rule.page.removeprefix(SHAPES).partition("#")[0], []).append(rule)
    return found


@cache
def _titles() -> Mapping[str, str]:
    others = {name: title for name, (title, _) in OTHERS.items()}
    return others | {each.name: each.title for each in families()}
