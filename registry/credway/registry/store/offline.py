"""A whole registry as CSV files for `neo4j-admin database import full`: for a Neo4j store that is empty.

The rows are those of the source, one for one, so what comes of the import is what a copy over Bolt
would have made. The number of the schema is left at 0: whoever opens the store first makes its
constraints and indexes.
"""

from collections.abc import Callable, Iterable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from importlib.resources import files
from pathlib import Path
from typing import Any, BinaryIO

import orjson

from credway.registry.envelope import Envelope
from credway.registry.graph import Row
from credway.registry.store import rows, streams
from credway.registry.store.port import Store

BATCH = 200
"""Documents read at a time."""
LIST = "\x1f"
"""What stands between the members of a list: no text of a registry holds it."""

Progress = Callable[[int, int], None]
"""Told how many documents are done, of how many."""

_BYTES = tuple(str(value - 256 if value > 127 else value) for value in range(256))
"""How the importer reads one byte: signed."""


@dataclass
class Written:
    """The files of one export: those of nodes and of relationships, and which hold line breaks."""

    nodes: list[Path] = field(default_factory=list)
    relationships: list[Path] = field(default_factory=list)
    broken: list[Path] = field(default_factory=list)
    rows: dict[str, int] = field(default_factory=dict)

    def arguments(self, database: str) -> list[str]:
        """The arguments of `neo4j-admin` that import them."""
        found = ["database", "import", "full", database, "--array-delimiter=U+001F", "--id-type=string"]
        found += [f"--nodes={path}" for path in self.nodes]
        found += [f"--relationships={path}" for path in self.relationships]
        if self.broken:
            found.append("--multiline-fields-format=v2")
            found.append("--multiline-fields=" + ",".join(map(str, self.broken)))
        return found


async def write(source: Store, folder: Path, progress: Progress = lambda done, total: None) -> Written:
    """Write a registry as CSV files into a folder; memory does not grow with it. Raises OSError."""
    meta = await source.meta()
    [made_by] = await source.ask("made_by")
    [(total,)] = await source.ask("envelopes_count", n=0)
    folder.mkdir(parents=True, exist_ok=True)
    with ExitStack() as stack:
        tables = {name: stack.enter_context(_Table(folder, name, header)) for name, header in _headers()}
        put = tables["meta"].put
        put(1, meta.base, meta.name, 0, meta.n, *made_by, "Meta")
        put(1, None, None, None, meta.visible, None, None, "Visible")
        await _things(source, tables["things"])
        async for part in source.envelopes(0, BATCH):
            for envelope in part:
                tables["envelopes"].put(*_envelope(envelope))
        done = 0
        async for documents in streams.documents(source, BATCH):
            for resource, document in await source.ask("resources_of", documents=documents):
                tables["described"].put(resource, document, "Described")
            for alias in await source.ask("aliases_of", documents=documents):
                tables["aliases"].put(*_alias(alias, tables))
            _graph(await streams.rows_of(source, documents), tables)
            done += len(documents)
            progress(done, max(total, done))
    found = list(tables.values())
    return Written(
        [table.path for table in found if not table.is_links and table.rows],
        [table.path for table in found if table.is_links and table.rows],
        [table.path for table in found if table.broken],
        {table.path.stem: table.rows for table in found},
    )


async def _things(source: Store, table: "_Table") -> None:
    after = ""
    while found := await source.ask("things_after", after=after, limit=5_000):
        for iri, label, types, name, ctid, reference_only, sort, search in found:
            table.put(
                iri, label, list(rows.decoded(types)), name, ctid, bool(reference_only), sort, search,
                ["Thing", label],
            )  # fmt: skip
        after = found[-1][0]


def _envelope(envelope: Envelope) -> Sequence[Any]:
    row = rows.envelope_row(envelope)
    body = LIST.join([_BYTES[value] for value in envelope.body])
    return [*({**row, "body": body}.values()), "Envelope"]


def _alias(found: Sequence[Any], tables: dict[str, "_Table"]) -> Sequence[Any]:
    number = tables["aliases"].rows
    tables["names"].put(number, found[2], "NAMES")
    return [number, *found, "Alias"]


def _graph(found: Iterable[Row], tables: dict[str, "_Table"]) -> None:
    """Write the statements, links and edges of some documents."""
    starts: set[tuple[str, str]] = set()
    statements, links, edges = tables["statements"], tables["links"], tables["edges"]
    for row in found:
        times = (row.document, row.version, row.asserted_by, row.valid_from, row.valid_to, row.stated)
        recorded = (row.recorded_from, row.recorded_to)
        if row.is_edge:
            edges.put(row.source, row.target, row.sid, *times, *recorded, row.kind)
            starts.add((row.document, row.source))
            continue
        number = statements.rows
        lifted = rows.lifted(row.body)
        statements.put(
            number, row.sid, row.kind, row.key, *times, *recorded, row.subject, row.place, row.number,
            row.body, *(lifted.get(name) for name in rows.LIFTED), ["Statement", row.kind],
        )  # fmt: skip
        for link in row.links:
            links.put(number, link.target, link.ord, link.role)
    for document in sorted({document for document, _ in starts}):
        tables["documents"].put(document, "Document")
    for document, source in sorted(starts):
        tables["starts"].put(document, source, "LINKS_FROM")


class _Table:
    """One CSV file with its header; texts are quoted, what is absent is empty."""

    def __init__(self, folder: Path, name: str, header: str) -> None:
        self.path = folder / f"{name}.csv"
        self.is_links = ":START_ID" in header
        self.rows = 0
        self.broken = False
        self._header = header
        self._file: BinaryIO

    def __enter__(self) -> "_Table":
        self._file = self.path.open("wb", buffering=1 << 20)
        self._file.write(f"{self._header}\n".encode())
        return self

    def __exit__(self, *error: object) -> None:
        self._file.close()

    def put(self, *values: Any) -> None:
        """Write one row."""
        line = ",".join([_cell(value) for value in values])
        self.broken = self.broken or "\n" in line or "\r" in line
        self.rows += 1
        self._file.write(line.encode() + b"\n")


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        return '"' + value.replace('"', '""') + '"'
    if isinstance(value, list):
        return _cell(LIST.join(value))
    if isinstance(value, bool):
        return "true" if value else "false"
    return repr(value)


def _headers() -> list[tuple[str, str]]:
    """The files in order, each with its header, from the table beside this module."""
    text = files("credway.registry.store").joinpath("offline.json").read_text(encoding="utf-8")
    return [(name, ",".join(columns)) for name, columns in orjson.loads(text).items()]
