"""The web application: its routes, what surrounds them, and the lifetime of its registry."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles

from credway.graphql.context import Context
from credway.graphql.keeping import Kept
from credway.graphql.schema import build_schema
from credway.registry.clock import Clock, system_clock
from credway.registry.errors import CredwayError
from credway.registry.projected import made_by
from credway.registry.settings import Settings
from credway.registry.store.warming import warming
from credway.server.addresses import href
from credway.server.answers import Answers
from credway.server.composition import open_registry
from credway.server.graphql_view import GraphQLView
from credway.server.health import health, ready
from credway.server.home import home
from credway.server.in_flight import InFlight
from credway.server.languages import languages
from credway.server.middleware import BodyLimit, Deadline, RequestId, Sharing, Timing
from credway.server.pages import registry_of
from credway.server.problems import log, on_error
from credway.server.resources import graph, path_iri, resource, resource_by_iri, with_slash
from credway.server.searching import search
from credway.server.shape_pages import shape, shape_page, shapes
from credway.server.statements import statement
from credway.server.validating import Validation
from credway.server.vocabulary import context, vocabulary


def create_app(settings: Settings, *, base: str | None = None, clock: Clock = system_clock) -> Starlette:
    """Build the application; the registry opens when it starts and closes when it ends."""

    @asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncIterator[None]:
        async with open_registry(settings, base, clock) as registry, warming(registry.store):
            app.state.registry = registry
            if warning := (await made_by(registry.store)).warning:
                log.warning(warning)
            yield

    return Starlette(
        routes=routes(settings),
        middleware=[
            Middleware(RequestId),
            Middleware(Timing),
            Middleware(Sharing),
            Middleware(BodyLimit, limit=settings.request_bytes),
            Middleware(InFlight, settings=settings),
            Middleware(Deadline, seconds=settings.request_seconds),
        ],
        exception_handlers={CredwayError: on_error, HTTPException: on_error, Exception: on_error},
        lifespan=lifespan,
    )


def routes(settings: Settings) -> list[BaseRoute]:
    """List the routes; docs/http.md documents each. The last one takes the IRIs of the base."""
    schema = build_schema(settings)
    kept = Kept(settings.max_kept_bytes)
    view = GraphQLView(schema, _context, settings, kept)
    answers = Answers(schema, _context, kept)
    return [
        Route("/", home),
        Route("/search", search),
        Route("/resources", resource_by_iri),
        Route("/resources/{id}", resource),
        Route("/graph/{ctid}", graph),
        Route("/statements/{sid}", statement),
        Route("/answers/credit", answers.credit, methods=["GET", "POST"]),
        Route("/answers/portability", answers.portability, methods=["GET", "POST"]),
        Route("/answers/pathways", answers.pathways, methods=["GET", "POST"]),
        *(Route(path, with_slash) for path in ("/vocab", "/shapes")),
        Route("/vocab/", vocabulary),
        Route("/vocab/context", context),
        Route("/shapes/", shapes),
        Route("/shapes/{page}", shape_page),
        Route("/shapes/{page}/{name}", shape),
        Route("/validate", Validation(settings).respond, methods=["GET", "POST"]),
        Route("/health", health),
        Route("/ready", ready),
        Route("/graphql", view),
        Route("/graphql/schema.graphql", view.sdl),
        Mount("/static", StaticFiles(packages=[("credway.server", "static")]), name="static"),
        Route("/{path:path}", path_iri),
    ]


def _context(request: Request) -> Context:
    return Context(
        registry_of(request),
        request.scope["request_id"],
        languages(request.headers.get("accept-language")),
        lambda base, iri, ctid: href(iri, base),
    )
