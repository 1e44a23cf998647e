"""The command that writes documents out: as they were published, or as one RDF dataset."""

import asyncio
from collections import defaultdict
from collections.abc import AsyncIterator, Iterator, Sequence
from dataclasses import replace
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import orjson
import typer
from pyoxigraph import BlankNode, NamedNode, Quad, RdfFormat, Triple, serialize

from credway.cli import output
from credway.cli.exits import Exit, stop
from credway.cli.running import JsonOption, StoreOption, wants_json, with_registry
from credway.cli.writing import is_printed, opened
from credway.registry.clock import today
from credway.registry.envelope import Envelope
from credway.registry.reading import read_stored
from credway.registry.registry import Registry
from credway.registry.timeline import Version, placed
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
        bool, typer.Option("--all-versions", help="Also those that held before or were put right.")
    ] = False,
    store: StoreOption = None,
    as_json: JsonOption = False,
) -> None:
    """Write the documents out: as they were published, or as one RDF dataset."""

    printed = is_printed(to)
    if every_version and form is Form.NQUADS:
        detail = "a graph of N-Quads is one version of a document; leave --all-versions out, or write ndjson"
        stop(Exit.USAGE, "There is no place for versions", detail, as_json=wants_json(ctx, as_json))

    async def work(registry: Registry) -> Exit:
        first_days, ended = await _first_days(registry, form, every_version)
        count = 0
        with opened(to) as target, output.bar("Exporting", hidden=printed) as told:
            async for envelope in _envelopes(registry):
                start = first_days.get((envelope.document, envelope.version))
                if start is None:
                    continue
                count += 1
                target.write(_written(form, replace(envelope, effective_from=start), registry, count))
                told(count, len(first_days), envelope.document)
        if ended:
            documents = output.counted(ended, "document")
            output.note(
                f"Left out: {documents} that a withdrawal ends on a day. credway copy takes these too."
            )
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


async def _first_days(registry: Registry, form: Form, every: bool) -> tuple[dict[tuple[str, int], str], int]:
    """The versions to write, each with the day from which it holds, and how many documents were left out.

    Of a document that which holds today is written with those that are announced, but in a graph of N-Quads
    there is room for one; or `every` one that was put where one holds now. What an empty version ends is left
    out: no line of an export could say so.
    """
    held: dict[str, list[Version]] = defaultdict(list)
    async for envelope in _envelopes(registry):
        held[envelope.document].append(envelope.on_timeline())
        await asyncio.sleep(0)
    found: dict[tuple[str, int], str] = {}
    ended, day, later = 0, today(registry.clock), form is Form.NDJSON
    for document, versions in held.items():
        timeline, put = placed(versions)
        empty = [start for start, version in timeline.items() if version.withdrawn]
        now = max((start for start in timeline if start <= day), default=min(timeline))
        lost = (start for start, v in timeline.items() if not v.withdrawn and start < max(empty, default=""))
        ended += any(every or start == now for start in lost)
        for each in versions:
            start = put[each.version]
            stands = start in timeline and start > max(empty, default="")
            wanted = every or (each is timeline.get(start) and (start == now or (later and start > now)))
            if not each.withdrawn and stands and wanted:
                found[document, each.version] = start
    return found, ended


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
