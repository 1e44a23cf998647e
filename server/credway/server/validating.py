"""The validator over HTTP: documents in, verdicts out; nothing is kept."""

from collections.abc import Mapping, Sequence
from typing import Any, TypeVar, get_args

import orjson
from starlette.requests import Request
from starlette.responses import Response

from credway.registry.documents import Submission
from credway.registry.errors import BadRequest
from credway.registry.preparing import Prepared, judgement_of, unread
from credway.registry.repeats import Repeats
from credway.registry.settings import Settings
from credway.server import bodies
from credway.server.negotiation import HTML, prefers
from credway.server.pages import registry_of, render
from credway.server.problems import Busy
from credway.server.shape_pages import address
from credway.shapes import plain
from credway.shapes.documents import JSON, Document
from credway.shapes.profiles import PROFILES, Tally
from credway.shapes.verdict import Mode

T = TypeVar("T", bound=str)

MODES: tuple[Mode, ...] = get_args(Mode)
TYPES: Mapping[str, str] = {
    "": "JSON-LD, or as the file's name ends",
    "text/turtle": "Turtle",
    "application/n-triples": "N-Triples",
    "application/n-quads": "N-Quads",
    "application/rdf+xml": "RDF/XML",
    "application/x-ndjson": "a JSON document to a line",
}
"""What the form offers as the syntax of a document."""


class Validation:
    """Answers at /validate: a form by GET, verdicts by POST."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._running = 0

    async def respond(self, request: Request) -> Response:
        """Answer one request."""
        if request.method != "POST":
            return _page(request, {})
        headers = request.headers
        body = bodies.read(
            headers.get("content-type", ""), await request.body(), headers.get("content-encoding", "")
        )
        asked = {**request.query_params, **body.fields}
        mode = _choice(asked, "mode", MODES)
        profile = _choice(asked, "profile", PROFILES)
        held = bodies.documents(body, self._settings.max_batch, self._settings.max_document_bytes)
        submissions = [Submission(each, mode) for each in held if isinstance(each, Document)]
        made = iter(await self._judged(request, submissions))
        repeats = Repeats(self._settings.max_remembered)
        judgements = [
            judgement_of(
                repeats.judged(next(made)) if isinstance(each, Document) else unread(each, mode), profile
            )
            for each in held
        ]
        tally = Tally()
        for each in judgements:
            tally.add(each)
        if prefers(request.headers.get("accept"), HTML, over=(JSON,)):
            response = _page(request, asked, judgements=judgements, tally=tally)
        else:
            answer = {
                "documents": [plain.judgement(each) for each in judgements],
                "summary": plain.summary(tally, profile, mode),
            }
            response = Response(orjson.dumps(answer), media_type=JSON)
        response.headers.update({"Cache-Control": "no-store", "Vary": "Accept"})
        return response

    async def _judged(self, request: Request, submissions: Sequence[Submission]) -> Sequence[Prepared]:
        """Judge in the worker processes. Raises Busy where too many wait for them already."""
        if self._running >= self._settings.max_judging:
            raise Busy(
                f"{self._running} requests are being judged (max_judging); come back in a few seconds",
                limit="max_judging",
                value=self._settings.max_judging,
            )
        self._running += 1
        try:
            return await registry_of(request).prepare(submissions)
        finally:
            self._running -= 1


def _choice(asked: Mapping[str, str], name: str, choices: Sequence[T]) -> T:
    """Read one of a few words; the first is the default."""
    text = asked.get(name) or choices[0]
    for each in choices:
        if each == text:
            return each
    raise BadRequest(f"{name} is one of {', '.join(choices)}, not {text[:50]}", argument=name)


def _page(request: Request, asked: Mapping[str, str], **values: Any) -> Response:
    return render(
        "validate.html",
        request,
        asked=asked,
        modes=MODES,
        profiles=PROFILES,
        types=TYPES,
        told=plain.told,
        documented=address,
        **{"judgements": None, "tally": None, **values},
    )
