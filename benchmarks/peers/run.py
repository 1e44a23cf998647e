"""Credway's answers beside a peer that reads the same graph from the same Neo4j.

    python benchmarks/peers/run.py --credentials 100000 --data DIR

The peer is `@neo4j/graphql` over Apollo Server (Node 20 or later; its packages are installed here as
they are locked). It is asked for the nested data that an answer is made of, Credway for the answer:
`anew`, by a server that keeps no answers, and `again`, by one that does as it is set by default.
See the section `peers` of README.md.
"""

import argparse
import asyncio
import json
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parent))

import drawn  # noqa: E402
import orjson  # noqa: E402
from answers import layout  # noqa: E402
from asking import Asked, Load, answers, load, warm  # noqa: E402
from bulk import neo4j_home, sqlite_registry  # noqa: E402
from measuring import machine, table  # noqa: E402
from registries import SETTINGS, server  # noqa: E402
from serving import free_port, running, served  # noqa: E402

from credway.graphql.context import Context  # noqa: E402
from credway.graphql.execution import Request, execute  # noqa: E402
from credway.graphql.persisted import Documents  # noqa: E402
from credway.graphql.schema import build_schema  # noqa: E402
from credway.loaders.generated.layout import BASE  # noqa: E402
from credway.registry.answers.said import COLUMNS  # noqa: E402
from credway.registry.clock import system_clock  # noqa: E402
from credway.registry.preparing import Here  # noqa: E402
from credway.registry.registry import Registry  # noqa: E402
from credway.registry.store.opening import open_store  # noqa: E402
from credway.registry.store.port import Store  # noqa: E402
from credway.server.composition import engine  # noqa: E402

KINDS = ("credit", "portability", "neighbourhood")
CLIENTS = (1, 8)
GRAPHQL, PLAIN = 0.8, 0.5
"""What is aimed at: the time of Credway's GraphQL, and of its plain JSON, over the peer's."""
KEPT = {"anew": 0, "again": SETTINGS.max_kept_bytes}
"""Bytes of answers that the servers keep: of those that find each answer anew, and of those asked again."""
PEER, BESIDE = "peer", "on SQLite"
Way = tuple[str, str]
"""Whether answers are found anew, and what is asked of which store."""
CHECKED = 10
"""Questions of each kind of which the statements are compared."""
STATEMENTS = ("awards_reached", "statements_pages")
"""Queries that read the statements of an answer; the others read what its things are called."""
SID = re.compile(rb'"sid":"([^"]+)"')


def main() -> None:
    """Read the options and print the tables."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    options.add_argument("--credentials", type=int, default=2_000, help="size of the registry")
    options.add_argument("--sets", type=int, default=50, help="questions of each kind")
    options.add_argument("--rounds", type=int, default=4, help="rounds of each measurement, in turns")
    options.add_argument("--seconds", type=float, default=3.0, help="seconds of each of them")
    options.add_argument("--warm", type=int, default=1_000, help="questions before those that count")
    options.add_argument("--data", type=Path, help="folder for what is made; a temporary one")
    given = options.parse_args()
    node = _installed()
    data = given.data or Path(tempfile.mkdtemp(prefix="credway-peers-"))
    try:
        _run(given, data, node)
    finally:
        if given.data is None:
            shutil.rmtree(data, ignore_errors=True)


def _installed() -> str:
    """Install what is locked, where that was not done; Node's path. Exits where it is missing."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if node is None or npm is None:
        raise SystemExit("This benchmark needs Node 20 or later, with npm.")
    if not (HERE / "node_modules" / "@neo4j" / "graphql").is_dir():
        subprocess.run([npm, "ci", "--ignore-scripts", "--no-fund", "--no-audit"], cwd=HERE, check=True)
    return node


def _run(given: argparse.Namespace, data: Path, node: str) -> None:
    held = layout(given.credentials)
    print(f"peers: {given.credentials:,} credentials, {held.awards} awards each; {machine()}")
    print(f"{_versions()}\n")
    url = sqlite_registry(data, held)
    with ExitStack() as stack:
        bolt = stack.enter_context(server(neo4j_home(data, held))).url
        port = free_port()
        command = [node, str(HERE / "server.mjs"), str(port)]
        stack.enter_context(running(command, f"http://127.0.0.1:{port}/", BOLT=bolt, NODE_ENV="production"))
        ports = {
            asked: [stack.enter_context(served(each, kept=kept))[0] for each in (bolt, url)]
            for asked, kept in KEPT.items()
        }
        rows, checked = [], []
        for kind in KINDS:
            variables = drawn.variables(kind, held, given.sets)
            sides = _sides(kind, variables, port, ports)
            for asking, asked in sides.values():
                warm(asking, asked, given.warm)
            checked.append((kind, _rows(kind, variables, *sides[PEER, ""], bolt)))
            found = _measured(given, sides)
            rows += [_row(kind, clients, asked, found[clients]) for clients in CLIENTS for asked in KEPT]
    table(["question", f"statements of {CHECKED} answers, the same on both sides"], checked)
    ways = list(dict.fromkeys(way for row in rows for way in row[1]))
    columns = ["question", "clients", "asked", "peer, p50 / p99 ms"]
    for way in ways:
        columns += [f"{way}, p50 / p99 ms", "over the peer's"]
    table(columns, [(*row[0], *(cell for way in ways for cell in row[1].get(way, ("", "")))) for row in rows])


def _versions() -> str:
    lock = json.loads((HERE / "package-lock.json").read_text(encoding="utf-8"))["packages"]
    names = ("@neo4j/graphql", "@apollo/server", "neo4j-driver")
    return ", ".join(f"{name} {lock[f'node_modules/{name}']['version']}" for name in names)


def _sides(
    kind: str, variables: Sequence[Mapping[str, Any]], peer: int, ports: Mapping[str, Sequence[int]]
) -> dict[Way, tuple[int, list[Asked]]]:
    """Who is asked what: a port and the requests, for each way."""
    text = HERE.joinpath("documents", f"{kind}.graphql").read_text(encoding="utf-8")
    bodies = [orjson.dumps({"query": text, "variables": _of_peer(kind, each)}) for each in variables]
    found: dict[Way, tuple[int, list[Asked]]] = {(PEER, ""): (peer, [Asked("/", body) for body in bodies])}
    own = [dict(each) for each in variables]
    forms = {"GraphQL": drawn.graphql(kind, own)}
    if kind in drawn.PLAIN:
        forms["plain JSON"] = drawn.plain(kind, own)
    for asked, (bolt, sqlite) in ports.items():
        found |= {(asked, form): (bolt, each) for form, each in forms.items()}
        found |= {(asked, f"{form} {BESIDE}"): (sqlite, each) for form, each in forms.items()}
    return found


def _of_peer(kind: str, variables: Mapping[str, Any]) -> dict[str, Any]:
    """The same question as the peer takes it."""
    if kind == "credit":
        return {"ids": [each["ref"]["id"] for each in variables["held"]]}
    return {"id": variables["id"] if kind == "neighbourhood" else variables["credential"]["id"]}


def _measured(
    given: argparse.Namespace, sides: Mapping[Way, tuple[int, list[Asked]]]
) -> dict[int, dict[Way, Load]]:
    found = {clients: {way: Load(clients) for way in sides} for clients in CLIENTS}
    for clients in CLIENTS:
        for _ in range(given.rounds):
            for way, (port, asked) in sides.items():
                found[clients][way].add(load([port], asked, clients, given.seconds))
    return found


def _row(
    kind: str, clients: int, asked: str, found: Mapping[Way, Load]
) -> tuple[tuple[str, int, str, str], dict[str, tuple[str, str]]]:
    peer = found[PEER, ""]
    cells = {}
    for (when, form), each in found.items():
        if when == asked:
            middle, tail = each.p50 / peer.p50, each.p99 / peer.p99
            aim = PLAIN if form.startswith("plain") else GRAPHQL
            beyond = " *" if max(middle, tail) > aim else ""
            cells[form] = (each.text(), f"{middle:.2f} / {tail:.2f}{beyond}")
    return (kind, clients, asked, peer.text()), cells


class _Recording:
    """A store that notes which statements are read from it for an answer."""

    def __init__(self, store: Store) -> None:
        self._store, self.sids = store, set[str]()

    def __getattr__(self, name: str) -> Any:
        return getattr(self._store, name)

    async def ask(self, query: str, /, **parameters: Any) -> list[tuple[Any, ...]]:
        """Ask, and note the first of the thirteen statement columns, which are the last ones of a row.

        What only describes the things of an answer is read beside, and was not asked of the peer.
        """
        rows = await self._store.ask(query, **parameters)
        if query in STATEMENTS:
            self.sids |= {row[-COLUMNS] for row in rows if row[-COLUMNS] and row[0] != "about"}
        return rows


PATIENT = SETTINGS.replaced(request_seconds=120.0)
"""A Java server that has just started is slow."""


async def _read(kind: str, drawn_variables: Sequence[dict[str, Any]], bolt: str) -> list[set[str]]:
    """Which statements Credway reads for some questions, each asked by itself."""
    store: Any = _Recording(open_store(bolt, PATIENT))
    await store.open()
    registry, schema = Registry(store, Here(engine()), PATIENT, system_clock, BASE), build_schema(PATIENT)
    text = drawn.DOCUMENTS.joinpath(f"{kind}.graphql").read_text(encoding="utf-8")
    found = []
    for variables in drawn_variables:
        store.sids = set()
        request = Request(text, variables=variables)
        answer = await execute(schema, Context(registry, "benchmark", ("en",)), request, Documents())
        body = orjson.loads(answer.body)
        if "errors" in body:
            raise RuntimeError(str(body["errors"][:1]))
        found.append(store.sids)
    await store.close()
    return found


def _rows(
    kind: str, drawn_variables: Sequence[dict[str, Any]], peer: int, asked: list[Asked], bolt: str
) -> str:
    """How many statements each question has on both sides. Raises RuntimeError where they differ."""
    read = asyncio.run(_read(kind, drawn_variables[:CHECKED], bolt))
    returned = [{sid.decode() for sid in SID.findall(body)} for body in answers(peer, asked[:CHECKED])]
    for number, (own, other) in enumerate(zip(read, returned, strict=True)):
        if own != other:
            less, more = len(own - other), len(other - own)
            raise RuntimeError(f"{kind} {number}: the peer lacks {less} statements, and has {more} others")
    return f"{sum(map(len, read)):,}"


if __name__ == "__main__":
    main()
