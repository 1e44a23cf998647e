"""Whether the process lives, and whether it can answer."""

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from credway.registry.projected import made_by
from credway.server.pages import registry_of

FRESH = {"Cache-Control": "no-store"}


async def health(request: Request) -> Response:
    """Say that the process answers; the store is not asked."""
    return JSONResponse({"status": "ok"}, headers=FRESH)


async def ready(request: Request) -> Response:
    """Say that the store answers too, and what it holds. Raises StoreError."""
    registry = registry_of(request)
    meta = await registry.store.meta()
    made = await made_by(registry.store)
    body = {
        "status": "ready",
        "base": meta.base,
        "store": {"sql": "sqlite", "cypher": "neo4j"}[registry.store.dialect()],
        "schema": meta.schema,
        "visible": meta.visible,
        "projection": made,
        **({"warning": made.warning} if made.warning else {}),
    }
    return JSONResponse(body, headers=FRESH)
