"""How long each named query takes on both stores at two scales, and whether a plan reads a whole table.

    python benchmarks/query.py --small 10000 --large 100000 --data DIR

Registries are made once in the data folder: loaded into SQLite, imported offline into Neo4j. All four
are asked in turns in one run, with the same parameters on both stores. See the section `query` of
README.md.
"""

import argparse
import shutil
import tempfile
import time
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import apsw
import uvloop
from measuring import machine, ms, p50_p99, percentile, table
from neo4j import GraphDatabase, NotificationMinimumSeverity
from plans import of_neo4j, of_sqlite
from questions import PLANNED, Calls, recorded
from registries import SETTINGS, neo4j_home, opened, server, sqlite_registry

from credway.loaders.generated.layout import Layout
from credway.registry.store import queries
from credway.registry.store.port import Store

GROWTH, LOOKUP, PLAN = 1.3, 6.0, 4.0
"""What is aimed at: growth to the larger, and Neo4j over SQLite through a thread, lookups and plans."""
OWN_LINE = ("text search", "whole")
"""Classes whose time may grow with the registry: they read what they count or search."""


@dataclass
class Side:
    """One registry in one store: what it is asked, and the seconds that each call took."""

    store: Store
    calls: Sequence[Calls]
    seconds: dict[tuple[str, str], list[float]] = field(default_factory=dict)
    rows: dict[tuple[str, str], int] = field(default_factory=dict)


def main() -> None:
    """Read the options and print the tables."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    options.add_argument("--small", type=int, default=1_000, help="credentials of the smaller registry")
    options.add_argument("--large", type=int, default=10_000, help="credentials of the larger one")
    options.add_argument("--sets", type=int, default=25, help="sets of parameters for each question")
    options.add_argument("--rounds", type=int, default=8, help="how often each set is asked")
    options.add_argument("--warm", type=int, default=12, help="rounds before those that count")
    options.add_argument("--store", choices=("sqlite", "both"), default="both")
    options.add_argument("--data", type=Path, help="folder for what is made; a temporary one")
    given = options.parse_args()
    data = given.data or Path(tempfile.mkdtemp(prefix="credway-query-"))
    try:
        uvloop.run(_run(given, data))  # as the server does
    finally:
        if given.data is None:
            shutil.rmtree(data, ignore_errors=True)


async def _run(given: argparse.Namespace, data: Path) -> None:
    scales = (given.small, given.large)
    print(f"query: {given.small:,} and {given.large:,} credentials; {machine()}\n")
    addresses = {("SQLite", scale): sqlite_registry(data, scale) for scale in scales}
    with ExitStack() as stack:
        if given.store == "both":
            for scale in scales:
                home = await neo4j_home(data, scale)
                addresses["Neo4j", scale] = stack.enter_context(server(home)).url
        sides: dict[tuple[str, int], Side] = {}
        for (name, scale), url in addresses.items():
            store = await opened(url)
            calls = await recorded(store, Layout(scale), SETTINGS, given.sets, seed=1)
            sides[name, scale] = Side(store, calls)
        await _asked(sides, given.rounds, given.warm)
        _report(sides, scales)
        _plans(sides, addresses)
        for side in sides.values():
            await side.store.close()


async def _asked(sides: Mapping[tuple[str, int], Side], rounds: int, warm: int) -> None:
    """Ask every side every call in turns; the first rounds warm up and do not count."""
    keys = [(calls.kind, calls.name) for calls in next(iter(sides.values())).calls]
    for key in keys:
        for number in range(1 if key[0] == "whole" else warm + rounds):
            for side in sides.values():
                await _round(side, key, counted=number >= warm or key[0] == "whole")


async def _round(side: Side, key: tuple[str, str], *, counted: bool) -> None:
    calls = next((each for each in side.calls if (each.kind, each.name) == key), None)
    for place, parameters in enumerate(calls.asked if calls else ()):
        assert calls is not None
        text = calls.texts[place].get(side.store.dialect())
        began = time.perf_counter()
        if text is None:
            found = await side.store.ask(calls.name, **parameters)
        else:
            found = await side.store.ask_text(calls.name, text, parameters)
        took = time.perf_counter() - began
        if counted:
            side.seconds.setdefault(key, []).append(took)
            side.rows[key] = side.rows.get(key, 0) + len(found)


def _report(sides: Mapping[tuple[str, int], Side], scales: tuple[int, int]) -> None:
    small, large = scales
    names = [name for name in ("SQLite", "Neo4j") if (name, large) in sides]
    columns = ["question", "store call", "rows"]
    for name in names:
        columns += [f"{name} {small:,}", f"{name} {large:,}", "growth"]
    rows: list[tuple[object, ...]] = []
    for key in sides["SQLite", large].seconds:
        line: list[object] = [*key, _mean_rows(sides["SQLite", large], key)]
        for name in names:
            times = [sides[name, scale].seconds.get(key, []) for scale in scales]
            line += [p50_p99(each) if each else "" for each in times]
            line.append(_growth(key[0], *times) if all(times) else "")
        if len(names) == 2:
            line.append(_ratio(key[0], *(sides[name, large].seconds[key] for name in names)))
        rows.append(tuple(line))
    if len(names) == 2:
        columns.append("Neo4j / SQLite")
    print("p50 / p99 of one store call in ms; SQLite through a thread. * is beyond what is aimed at.\n")
    table(columns, sorted(rows, key=lambda row: (str(row[0]), str(row[1]))))
    _classes(sides, scales, names)


def _classes(sides: Mapping[tuple[str, int], Side], scales: tuple[int, int], names: Sequence[str]) -> None:
    """The sum of the p50 of the store calls of each question."""
    kinds = dict.fromkeys(kind for kind, _ in sides["SQLite", scales[1]].seconds)
    rows = []
    for kind in kinds:
        line: list[object] = [kind]
        for name in names:
            sums = [
                sum(percentile(s, 50) for key, s in sides[name, scale].seconds.items() if key[0] == kind)
                for scale in scales
            ]
            line += [ms(sums[0]), ms(sums[1]), _marked(sums[1] / sums[0], GROWTH, kind)]
        rows.append(tuple(line))
    columns = [c for name in names for c in (f"{name} {scales[0]:,}", f"{name} {scales[1]:,}", "growth")]
    print("The store calls of a question together, p50 in ms:\n")
    table(("question", *columns), rows)


def _plans(sides: Mapping[tuple[str, int], Side], addresses: Mapping[tuple[str, int], str]) -> None:
    """Look at the plan of each call for reads of whole tables."""
    found: dict[tuple[str, str, str], str] = {}
    for (name, scale), side in sides.items():
        address = addresses[name, scale]
        for calls in side.calls:
            if calls.kind == "whole":
                continue
            text = calls.texts[0].get(side.store.dialect()) or queries.text(calls.name, side.store.dialect())
            steps = _steps(name, address, text, calls.asked[0])
            if steps:
                found[name, calls.kind, calls.name] = "; ".join(sorted(set(steps)))
    print("Plans that read a whole table, label or index, or build a bloom filter (none is aimed at):\n")
    table(("store", "question", "store call", "steps"), [(*key, steps) for key, steps in found.items()])


def _steps(name: str, address: str, text: str, parameters: Mapping[str, Any]) -> list[str]:
    if name == "SQLite":
        db = apsw.Connection(address.removeprefix("sqlite:///"), flags=apsw.SQLITE_OPEN_READONLY)
        try:
            return of_sqlite(db, text, parameters)
        finally:
            db.close()
    quiet = NotificationMinimumSeverity.OFF
    with GraphDatabase.driver(address, notifications_min_severity=quiet) as driver:
        return of_neo4j(driver, text, parameters)


def _mean_rows(side: Side, key: tuple[str, str]) -> str:
    return f"{side.rows[key] / len(side.seconds[key]):.1f}"


def _growth(kind: str, before: Sequence[float], after: Sequence[float]) -> str:
    return _marked(percentile(after, 50) / percentile(before, 50), GROWTH, kind)


def _ratio(kind: str, sqlite: Sequence[float], neo4j: Sequence[float]) -> str:
    most = PLAN if kind in PLANNED else LOOKUP
    return _marked(percentile(neo4j, 50) / percentile(sqlite, 50), most, kind)


def _marked(value: float, most: float, kind: str) -> str:
    beyond = value > most and not kind.startswith(OWN_LINE)
    return f"{value:.2f}{' *' if beyond else ''}"


if __name__ == "__main__":
    main()
