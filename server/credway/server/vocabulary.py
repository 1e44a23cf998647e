"""Credway's own vocabulary, so that the IRIs of its terms lead somewhere."""

import orjson
from starlette.requests import Request
from starlette.responses import Response

from credway.ontology import schemes
from credway.ontology.context import CONTEXT_URL
from credway.ontology.context import context as definitions
from credway.ontology.rules import rules
from credway.ontology.terms import terms
from credway.server.addresses import TERMS, href
from credway.server.pages import render

_HEADINGS = {"class": "Classes", "property": "Properties", "scheme": "Schemes", "concept": "Concepts"}


async def vocabulary(request: Request) -> Response:
    """List the terms with what they mean and why CTDL did not do, the schemes, and the rules of answers."""
    own = [term for term in terms().values() if term.iri.startswith(TERMS)]
    groups = [
        (heading, [term for term in own if term.kind == kind])
        for kind, heading in _HEADINGS.items()
        if any(term.kind == kind for term in own)
    ]
    carried = [each for each in schemes.schemes().values() if each.table]
    counted = [(each, len(schemes.scheme(each.iri))) for each in carried]
    return render(
        "vocabulary.html",
        request,
        groups=groups,
        schemes=counted,
        rules=[(each, href(each.iri, "").partition("#")[2]) for each in rules().values()],
        terms=TERMS,
        context=CONTEXT_URL,
    )


async def context(request: Request) -> Response:
    """Serve the JSON-LD context that reads CTDL's and Credway's terms."""
    headers = {"Cache-Control": "public, max-age=86400"}
    return Response(
        orjson.dumps({"@context": definitions()}), headers=headers, media_type="application/ld+json"
    )
