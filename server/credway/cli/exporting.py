"""The command that writes documents out: as they were published, or as one RDF dataset."""

import asyncio
from collections.abc import AsyncIterator, Iterator, Sequence
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import orjson
import typer
from pyoxigraph import BlankNode, NamedNode, Quad, RdfFormat, Triple, serialize

from credway.cli import output
from credway.cli.exits import Exit
from credway.cli.running import JsonOption, StoreOption, wants_json, with_registry
from credway.cli.writing import is_printed, opened
from credway.registry.envelope import Envelope
from credway.registry.reading import read_stored
from credway.registry.registry import Registry
from credway.shapes.documents import Document


class Form(StrEnum):
    """What an export is written as."""

    NDJSON = "ndjson"
    NQUADS = "nquads"


def export(
    ctx: typer.Context,
    form: Annotated[
        Form,
        typer.Option("--format", help="Originals, one JSON object a line, or N-Quads by document."),
    ] = Form.NDJSON,
    to: Annotated[
        Path,
        typer.Option(
            "--output", metavar="FILE", help="Where to write; - is standard output.", allow_dash=True
        ),
    ] = Path("-"),
    every_version: Annotated[
        bool, typer.Option("--all-versions", help="Every version of each document, not only the newest.")
    ] = False,
    store: StoreOption = None,
    as_json: JsonOption = False,
) -> None:
    """Write the documents out: as they were published, or as one RDF dataset."""

    printed = is_printed(to)

    async def work(registry: Registry) -> Exit:
        newest = await _newest(registry)
        count = 0
        with opened(to) as target, output.bar("Exporting", hidden=printed) as told:
            async for envelope in _envelopes(registry):
                last = newest[envelope.document] == envelope.version
                if envelope.withdrawn or not (every_version or last):
                    continue
                count += 1
                target.write(_written(form, envelope, registry, count))
                told(count, len(newest), envelope.document)
        if not printed:
            if wants_json(ctx, as_json):
                output.print_json({"documents": count, "file": str(to)})
            else:
                output.note(f"{output.counted(count, 'document')} written to {to}.")
        return Exit.FINE

    with_registry(ctx, store, as_json, work)


async def _envelopes(registry: Registry) -> AsyncIterator[Envelope]:
    async for batch in registry.store.envelopes():
        for envelope in batch:
            yield envelope


async def _newest(registry: Registry) -> dict[str, int]:
    """The newest version of each document that is not withdrawn by it."""
    found: dict[str, int] = {}
    async for envelope in _envelopes(registry):
        found[envelope.document] = envelope.version
        await asyncio.sleep(0)
    return found


def _written(form: Form, envelope: Envelope, registry: Registry, number: int) -> bytes:
    if form is Form.NDJSON:
        line = {
            "document": envelope.document,
            "version": envelope.version,
            "recorded": envelope.n,
            "publishedAt": envelope.published_at,
            "effectiveFrom": envelope.effective_from,
            "mode": envelope.mode,
            "mediaType": envelope.media_type,
            "digest": envelope.digest,
            "body": envelope.body.decode(),
        }
        return orjson.dumps(line, option=orjson.OPT_APPEND_NEWLINE)
    document = Document(envelope.body, envelope.document, envelope.media_type)
    triples = read_stored(document, registry.base).published
    return serialize(_quads(triples, envelope.document, number), format=RdfFormat.N_QUADS) or b""


def _quads(triples: Sequence[Triple], document: str, number: int) -> Iterator[Quad]:
    """The triples in the document's graph; blank nodes are renamed apart."""

    graph = NamedNode(document)
    for triple in triples:
        subject, value = triple.subject, triple.object
        if isinstance(subject, BlankNode):
            subject = BlankNode(f"d{number}x{subject.value}")
        if isinstance(value, BlankNode):
            value = BlankNode(f"d{number}x{value.value}")
        yield Quad(subject, triple.predicate, value, graph)
