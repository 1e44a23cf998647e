"""What the three answers take through HTTP: store calls, growth with the data, both stores, many clients.

    python benchmarks/answers.py --small 10000 --large 100000 --data DIR

Registries with five awards for each credential are made once in the data folder. All servers are asked
in turns in one run. See the section `answers` of README.md.
"""

import argparse
import asyncio
import os
import shutil
import tempfile
import time
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import drawn
import orjson
from asking import Asked, Line, Load, answers, load, warm
from bulk import DEPENDENTS, neo4j_home, sqlite_registry
from measuring import machine, ms, table
from registries import SETTINGS, server
from serving import served

from credway.graphql.context import Context
from credway.graphql.execution import Request, execute
from credway.graphql.persisted import Documents
from credway.graphql.schema import build_schema
from credway.loaders.generated.layout import BASE, Layout
from credway.registry.clock import system_clock
from credway.registry.preparing import Here
from credway.registry.registry import Registry
from credway.registry.store.opening import open_store
from credway.registry.store.port import Store
from credway.server.composition import engine

AWARDS = 5
"""Awards for each credential."""
KINDS = ("credit", "portability", "plans")
GROWTH, STORES, TAIL = 1.3, 2.5, 4.0
"""What is aimed at: p50 at the larger over the smaller; Neo4j over SQLite at p50, and at p99."""
CLIENTS = (1, 4, 8, 16, 64)

Side = tuple[str, int]
"""A store and how many credentials it has."""


def main() -> None:
    """Read the options and print the tables."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    options.add_argument("--small", type=int, default=2_000, help="credentials of the smaller registry")
    options.add_argument("--large", type=int, default=20_000, help="credentials of the larger one")
    options.add_argument("--sets", type=int, default=50, help="questions of each kind")
    options.add_argument("--rounds", type=int, default=4, help="rounds of each measurement, in turns")
    options.add_argument("--seconds", type=float, default=3.0, help="seconds of each of them")
    options.add_argument("--warm", type=int, default=500, help="questions before those that count")
    options.add_argument("--dependents", type=int, default=DEPENDENTS, help="of the thing that has most")
    options.add_argument("--store", choices=("sqlite", "both"), default="both")
    options.add_argument("--data", type=Path, help="folder for what is made; a temporary one")
    given = options.parse_args()
    data = given.data or Path(tempfile.mkdtemp(prefix="credway-answers-"))
    try:
        _run(given, data)
    finally:
        if given.data is None:
            shutil.rmtree(data, ignore_errors=True)


def _run(given: argparse.Namespace, data: Path) -> None:
    scales = sorted({given.small, given.large})
    print(f"answers: {given.small:,} and {given.large:,} credentials, {AWARDS} awards each; {machine()}\n")
    layouts = {scale: layout(scale) for scale in scales}
    addresses: dict[Side, str] = {
        ("SQLite", scale): sqlite_registry(data, layouts[scale], given.dependents) for scale in scales
    }
    with ExitStack() as stack:
        if given.store == "both":
            for scale in scales:
                home = neo4j_home(data, layouts[scale], given.dependents)
                addresses["Neo4j", scale] = stack.enter_context(server(home)).url
        _round_trips(addresses, layouts, given.sets)
        with ExitStack() as serving:
            ports = {side: serving.enter_context(served(url)) for side, url in addresses.items()}
            _latencies(given, ports, layouts, scales)
            _worst(ports, layouts)
        _throughput(given, addresses, layouts, scales[-1])


def layout(credentials: int) -> Layout:
    """What the registries of this benchmark have."""
    return Layout(credentials, awards=AWARDS, ladders=True, frameworks=False)


class Counting:
    """A store that counts what is asked of it."""

    def __init__(self, store: Store) -> None:
        self._store, self.calls = store, 0

    def __getattr__(self, name: str) -> Any:
        return getattr(self._store, name)

    async def ask(self, query: str, /, **parameters: Any) -> list[tuple[Any, ...]]:
        """Ask, and count."""
        self.calls += 1
        return await self._store.ask(query, **parameters)

    async def meta(self) -> Any:
        """The registry's own facts: a call like any other."""
        self.calls += 1
        return await self._store.meta()


def _round_trips(addresses: Mapping[Side, str], layouts: Mapping[int, Layout], sets: int) -> None:
    print("## Store calls of one answer, the newest number included\n")
    rows: dict[tuple[str, str], list[str]] = {}
    for (_, scale), url in addresses.items():
        for (kind, way), counted in asyncio.run(_counted(url, layouts[scale], min(sets, 20))).items():
            found = f"{min(counted)}" if min(counted) == max(counted) else f"{min(counted)}-{max(counted)}"
            rows.setdefault((kind, way), []).append(found)
    columns = ["question", "asked through", *(f"{name}, {scale:,}" for name, scale in addresses)]
    table(columns, [(*key, *found) for key, found in rows.items()])


async def _counted(url: str, held: Layout, sets: int) -> dict[tuple[str, str], list[int]]:
    """How often the store is called for each question."""
    from credway.graphql.questioning import asked

    patient = SETTINGS.replaced(request_seconds=120.0)  # a Java server that has just started is slow
    store: Any = Counting(open_store(url, patient))
    await store.open()
    registry = Registry(store, Here(engine()), patient, system_clock, BASE)
    schema = build_schema(patient)
    found: dict[tuple[str, str], list[int]] = {}
    for kind in KINDS:
        text = drawn.DOCUMENTS.joinpath(f"{kind}.graphql").read_text(encoding="utf-8")
        for variables in drawn.variables(kind, held, sets):
            for way in ("GraphQL", "plain JSON"):
                store.calls = 0
                context = Context(registry, "benchmark", ("en",))
                if way == "GraphQL":
                    answer = await execute(schema, context, Request(text, variables=variables), Documents())
                    body = orjson.loads(answer.body)
                    if "errors" in body:
                        raise RuntimeError(str(body["errors"][:1]))
                else:
                    await asked(schema, context, drawn.PLAIN[kind], variables)
                found.setdefault((kind, way), []).append(store.calls)
    await store.close()
    return found


def _latencies(
    given: argparse.Namespace,
    ports: Mapping[Side, Sequence[int]],
    layouts: Mapping[int, Layout],
    scales: Sequence[int],
) -> None:
    print("## One client: p50 / p99 in ms of a whole answer over HTTP; * is beyond what is aimed at\n")
    rows = []
    for kind in KINDS:
        for way, made in (("GraphQL", drawn.graphql), ("plain JSON", drawn.plain)):
            asked = {side: made(kind, drawn.variables(kind, layouts[side[1]], given.sets)) for side in ports}
            for side, each in asked.items():
                warm(ports[side][0], each, given.warm)
            same = _compared(ports, asked, scales)
            found = {side: Load(1) for side in ports}
            for _ in range(given.rounds):
                for side, each in asked.items():
                    found[side].add(load(ports[side], each, 1, given.seconds))
            rows.append((kind, way, same, *_row(found, scales)))
    names = list(dict.fromkeys(name for name, _ in ports))
    columns = ["question", "asked through", "both stores agree"]
    columns += [c for n in names for c in (*(f"{n} {scale:,}" for scale in scales), f"{n} growth")]
    if len(names) > 1:
        columns.append(f"Neo4j / SQLite at {scales[-1]:,}, p50 and p99")
    table(columns, rows)


def _row(found: Mapping[Side, Load], scales: Sequence[int]) -> list[str]:
    cells: list[str] = []
    names = list(dict.fromkeys(name for name, _ in found))
    for name in names:
        cells += [found[name, scale].text() for scale in scales]
        growth = found[name, scales[-1]].p50 / found[name, scales[0]].p50
        cells.append(f"{growth:.2f}{' *' if growth > GROWTH else ''}")
    if len(names) > 1:
        mine, base = found["Neo4j", scales[-1]], found["SQLite", scales[-1]]
        middle, tail = mine.p50 / base.p50, mine.p99 / base.p99
        beyond = middle > STORES or tail > TAIL
        cells.append(f"{middle:.2f} / {tail:.2f}{' *' if beyond else ''}")
    return cells


def _compared(
    ports: Mapping[Side, Sequence[int]], asked: Mapping[Side, Sequence[Asked]], scales: Sequence[int]
) -> str:
    """Whether both stores give the same bytes; the import keeps the numbers of the original."""
    if not any(name == "Neo4j" for name, _ in ports):
        return "one store"
    equal = total = 0
    for scale in scales:
        first, second = (
            answers(ports[name, scale][0], asked[name, scale][:10]) for name in ("SQLite", "Neo4j")
        )
        equal += sum(a == b for a, b in zip(first, second, strict=True))
        total += len(first)
    return f"{equal} of {total}"


def _worst(ports: Mapping[Side, Sequence[int]], layouts: Mapping[int, Layout]) -> None:
    print(f"## Worst cases, within {SETTINGS.request_seconds:g} s\n")
    rows = []
    for side, [port, *_] in ports.items():
        for name, (kind, variables) in drawn.worst(layouts[side[1]]).items():
            [asked] = drawn.graphql(kind, [variables])
            took, status, says = _slowest(port, asked)
            rows.append((name, f"{side[0]} {side[1]:,}", took, status, says))
    table(["case", "store", "slowest of 3, ms", "status", "what the answer says"], rows)


def _slowest(port: int, asked: Asked) -> tuple[str, object, str]:
    """The slowest of three: ms, its status, and what the answer says."""
    line, slowest = Line(port), 0.0
    status, body = 0, b""
    try:
        for _ in range(3):
            began = time.perf_counter()
            status, body, _ = line.ask(asked)
            slowest = max(slowest, time.perf_counter() - began)
    except TimeoutError:
        return "none", "none", "no answer within a minute"
    finally:
        line.close()
    return ms(slowest), status, _said(orjson.loads(body))


def _said(body: Any) -> str:
    """What an answer says of its own limits."""
    if body.get("errors"):
        return str(body["errors"][0]["extensions"]["code"])
    [found] = body["data"].values()
    if "plans" in found:
        cut = found["cut"]
        return f"{len(found['plans'])} plans; " + (f"cut by {cut['limit']}" if cut else "not cut")
    part = found["dependents"]
    more = "more follow" if part["pageInfo"]["hasNextPage"] else "no more"
    return f"{len(part['nodes'])} of {part['totalCount']:,} dependents; {more}"


def _throughput(
    given: argparse.Namespace, addresses: Mapping[Side, str], layouts: Mapping[int, Layout], scale: int
) -> None:
    print(f"## Many clients, {scale:,} credentials, the three questions in turns through GraphQL\n")
    kinds = [drawn.graphql(kind, drawn.variables(kind, layouts[scale], given.sets)) for kind in KINDS]
    asked = [each for together in zip(*kinds, strict=True) for each in together]
    rows = []
    for name in dict.fromkeys(name for name, _ in addresses):
        for processes in sorted({1, os.cpu_count() or 1}):
            with served(addresses[name, scale], processes) as ports:
                for port in ports:
                    warm(port, asked, given.warm)
                found = {clients: Load(clients) for clients in CLIENTS}
                for _ in range(given.rounds):
                    for clients in CLIENTS:
                        found[clients].add(load(ports, asked, clients, given.seconds))
            for clients, each in found.items():
                ratio = f"{each.p99 / found[8].p99:.2f}" if clients > 8 else ""
                rows.append((name, processes, clients, f"{each.rate:.0f}", each.text(), each.refused, ratio))
    columns = ["store", "processes", "clients", "answers/s", "p50 / p99 ms", "503", "p99 over that at 8"]
    table(columns, rows)


if __name__ == "__main__":
    main()
