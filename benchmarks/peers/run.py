"""Credway's answers beside a peer that reads the same graph from the same Neo4j.

    python benchmarks/peers/run.py --credentials 100000 --data DIR

The peer is `@neo4j/graphql` over Apollo Server (Node 20 or later; its packages are installed here as
they are locked). It is asked for the nested data that an answer is made of, Credway for the answer.
See the section `peers` of README.md.
"""

import argparse
import json
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
from registries import server  # noqa: E402
from serving import free_port, running, served  # noqa: E402

KINDS = ("credit", "portability", "neighbourhood")
CLIENTS = (1, 8)
GRAPHQL, PLAIN = 0.8, 0.5
"""What is aimed at: the time of Credway's GraphQL, and of its plain JSON, over the peer's."""
PEER, BESIDE = "peer", "on SQLite"


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
        [own], [beside] = stack.enter_context(served(bolt)), stack.enter_context(served(url))
        rows, checked = [], []
        for kind in KINDS:
            sides = _sides(kind, drawn.variables(kind, held, given.sets), port, own, beside)
            for asking, asked in sides.values():
                warm(asking, asked, given.warm)
            checked.append((kind, *_rows(kind, sides)))
            found = _measured(given, sides)
            rows += [_row(kind, clients, found[clients]) for clients in CLIENTS]
    table(["question", "statements that the peer returned", "statements that Credway weighed"], checked)
    ways = list(dict.fromkeys(way for row in rows for way in row[1]))
    columns = ["question", "clients", "peer, p50 / p99 ms"]
    for way in ways:
        columns += [f"{way}, p50 / p99 ms", "over the peer's"]
    table(columns, [(*row[0], *(cell for way in ways for cell in row[1].get(way, ("", "")))) for row in rows])


def _versions() -> str:
    lock = json.loads((HERE / "package-lock.json").read_text(encoding="utf-8"))["packages"]
    names = ("@neo4j/graphql", "@apollo/server", "neo4j-driver")
    return ", ".join(f"{name} {lock[f'node_modules/{name}']['version']}" for name in names)


def _sides(
    kind: str, variables: Sequence[Mapping[str, Any]], port: int, own: int, beside: int
) -> dict[str, tuple[int, list[Asked]]]:
    """Who is asked what: a port and the requests, for each way."""
    text = HERE.joinpath("documents", f"{kind}.graphql").read_text(encoding="utf-8")
    bodies = [orjson.dumps({"query": text, "variables": _of_peer(kind, each)}) for each in variables]
    drawn_variables = [dict(each) for each in variables]
    found = {
        PEER: (port, [Asked("/", body) for body in bodies]),
        "GraphQL": (own, drawn.graphql(kind, drawn_variables)),
    }
    if kind in drawn.PLAIN:
        found["plain JSON"] = (own, drawn.plain(kind, drawn_variables))
    found[f"GraphQL {BESIDE}"] = (beside, drawn.graphql(kind, drawn_variables))
    if kind in drawn.PLAIN:
        found[f"plain JSON {BESIDE}"] = (beside, drawn.plain(kind, drawn_variables))
    return found


def _of_peer(kind: str, variables: Mapping[str, Any]) -> dict[str, Any]:
    """The same question as the peer takes it."""
    if kind == "credit":
        return {"ids": [each["ref"]["id"] for each in variables["held"]]}
    return {"id": variables["id"] if kind == "neighbourhood" else variables["credential"]["id"]}


def _measured(
    given: argparse.Namespace, sides: Mapping[str, tuple[int, list[Asked]]]
) -> dict[int, dict[str, Load]]:
    found = {clients: {way: Load(clients) for way in sides} for clients in CLIENTS}
    for clients in CLIENTS:
        for _ in range(given.rounds):
            for way, (port, asked) in sides.items():
                found[clients][way].add(load([port], asked, clients, given.seconds))
    return found


def _row(
    kind: str, clients: int, found: Mapping[str, Load]
) -> tuple[tuple[str, int, str], dict[str, tuple[str, str]]]:
    peer = found[PEER]
    cells = {}
    for way, each in found.items():
        if way != PEER:
            middle, tail = each.p50 / peer.p50, each.p99 / peer.p99
            aim = PLAIN if way.startswith("plain") else GRAPHQL
            beyond = " *" if max(middle, tail) > aim else ""
            cells[way] = (each.text(), f"{middle:.2f} / {tail:.2f}{beyond}")
    return (kind, clients, peer.text()), cells


def _rows(kind: str, sides: Mapping[str, tuple[int, list[Asked]]]) -> tuple[str, str]:
    """How many statements each side gave for ten questions: what the peer returned, what Credway cites."""
    port, asked = sides[PEER]
    peer = sum(body.count(b'"sid"') for body in answers(port, asked[:10]))
    way = "plain JSON" if kind in drawn.PLAIN else "GraphQL"
    port, asked = sides[way]
    own = 0
    for body in answers(port, asked[:10]):
        found = orjson.loads(body)
        own += len(found["statements"]) if "statements" in found else body.count(b'"summary"')
    return f"{peer:,}", f"{own:,}"


if __name__ == "__main__":
    main()
