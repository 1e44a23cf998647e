"""How long a verdict takes: plain rdflib and pySHACL, cached pySHACL, the gate; and what a peer finds.

    python benchmarks/validate.py                         generated documents
    python benchmarks/validate.py FILE…                   these files too
    python benchmarks/validate.py --peer-python PATH      and ctdl-validate, installed for that Python

All ways of judging take turns on the same documents in one run, and processor time is counted, so that
their ratios hold whatever else the machine does.
"""

import argparse
import gc
import json
import logging
import os
import platform
import subprocess
import time
from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from statistics import median
from typing import Any, Final

import orjson
import pyshacl
from rdflib import RDFS, SH, Graph, URIRef

from credway.loaders.generated.documents import documents as generated
from credway.ontology.context import context
from credway.ontology.terms import superclasses, terms
from credway.shapes.carriers.files import Unreadable, find
from credway.shapes.carriers.files import documents as documents_of
from credway.shapes.convert import to_rdflib
from credway.shapes.documents import Document
from credway.shapes.engine import Engine
from credway.shapes.gate import Gate
from credway.shapes.judging import judge_document
from credway.shapes.limits import LOCAL
from credway.shapes.pyshacl_engine import PyShaclEngine
from credway.shapes.sources import graph as shapes_graph
from credway.shapes.targets import compiled, marked, prepare
from credway.shapes.verdict import Finding

BASE: Final = "https://benchmark.example/"
FAULTS: Final = Path(__file__).parent / "validate_faults"
PEER: Final = """
import json, sys, time
from ctdl_validate import validate_document
validate_document({"@graph": []})
for line in sys.stdin:
    document = json.loads(line)
    began = time.process_time()
    found = validate_document(document)
    took = time.process_time() - began
    print(json.dumps([took, [[f.severity.name, f.code, f.entity] for f in found]]), flush=True)
"""


def main() -> None:
    """Print the tables."""
    options = _options()
    # rdflib logs a traceback for each ill-typed literal, which would be measured too.
    logging.getLogger("rdflib.term").setLevel(logging.CRITICAL)
    gate = Gate(recheck=0)
    given = [*_generated(options.documents, options.seed), *_read(options.files)]
    accepted = [d for d in given if _judge(d, gate, digests=False)[0] != "refused"]
    print(f"{platform.python_version()} on {platform.machine()}, {os.cpu_count()} processors")
    size = sum(len(d.body) for d in accepted) / max(1, len(accepted)) / 1000
    print(f"{len(given)} documents, {len(accepted)} of them accepted ({size:.1f} kB each)\n")
    peer = Peer(options.peer_python) if options.peer_python else None
    _time(accepted, options.rounds, gate, peer)
    refused = [d for d in given if d not in accepted]
    _compare(accepted, refused, gate)
    _plant(gate, peer)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("files", nargs="*", type=Path, help="documents or folders to judge too")
    parser.add_argument("--documents", type=int, default=200, help="how many to generate (200)")
    parser.add_argument("--rounds", type=int, default=5, help="how often each way has its turn (5)")
    parser.add_argument("--seed", type=int, default=1, help="of the generator (1)")
    parser.add_argument("--peer-python", help="a Python in which ctdl-validate is installed")
    return parser.parse_args()


def _generated(count: int, seed: int) -> Iterator[Document]:
    for number, document in enumerate(islice(generated(count, seed), count)):
        yield Document(orjson.dumps(document), f"generated {number}")


def _read(paths: Sequence[Path]) -> Iterator[Document]:
    for file in find(paths) if paths else ():
        for found in documents_of(file, LOCAL.size):
            if not isinstance(found, Unreadable) and found.is_json:
                yield found


def _judge(document: Document, engine: Engine, *, digests: bool) -> tuple[str, tuple[Finding, ...]]:
    verdict = judge_document(document, "publish", engine, LOCAL, BASE, digests=digests).verdict
    return verdict.outcome, verdict.findings


def _time(documents: Sequence[Document], rounds: int, gate: Gate, peer: "Peer | None") -> None:
    """Let each way judge all documents in turn, and print what one document took."""
    cached, plain = PyShaclEngine(), Plain()
    bodies = [plain.body(document) for document in documents]
    ways: dict[str, Callable[[], object]] = {
        "rdflib parse + pyshacl.validate": lambda: [plain.conforms(body) for body in bodies],
        "whole path, cached pySHACL, no digest": lambda: _all(documents, cached, digests=False),
        "whole path, the gate, no digest": lambda: _all(documents, gate, digests=False),
        "whole path, the gate, with digest": lambda: _all(documents, gate, digests=True),
    }
    taken: dict[str, list[float]] = {name: [] for name in ways}
    if peer:
        taken["ctdl-validate"] = []
    for name, way in ways.items():
        if name != "rdflib parse + pyshacl.validate":
            way()
    gc.collect()
    gc.freeze()  # what is compiled for all documents is no garbage of one
    for _ in range(rounds):
        for name, way in ways.items():
            began = time.process_time()
            way()
            taken[name].append((time.process_time() - began) * 1000 / len(documents))
        if peer:
            took = sum(peer.judge(json.loads(d.body))[0] for d in documents)
            taken["ctdl-validate"].append(took * 1000 / len(documents))
    print("| way | ms/document, median | least | times as fast as plain |\n|---|--:|--:|--:|")
    base = taken["rdflib parse + pyshacl.validate"]
    for name, each in taken.items():
        ratio = median(b / t for b, t in zip(base, each, strict=True))
        print(f"| {name} | {median(each):.2f} | {min(each):.2f} | {ratio:.1f} |")


def _all(documents: Sequence[Document], engine: Engine, *, digests: bool) -> None:
    for document in documents:
        _judge(document, engine, digests=digests)


class Plain:
    """What a program does that has no engine of its own: parse with rdflib, call `pyshacl.validate`."""

    def __init__(self) -> None:
        self._shapes = shapes_graph()
        self._compiled = _graph(compiled())
        self._ontology = Graph()
        for iri, term in terms().items():
            if term.kind == "class":
                for parent in superclasses(iri)[1:]:
                    self._ontology.add((URIRef(iri), RDFS.subClassOf, URIRef(parent)))

    def body(self, document: Document) -> bytes:
        """Write a document so that rdflib reads it offline: with its context, as the default graph."""
        data = json.loads(document.body)
        nodes = data.get("@graph", [{k: v for k, v in data.items() if k != "@context"}])
        return orjson.dumps({"@context": context(), "@graph": nodes})

    def conforms(self, body: bytes) -> bool:
        """Judge a document with the published shapes and the ontology."""
        return _conforms(Graph().parse(data=body, format="json-ld"), self._shapes, self._ontology)

    def conforms_compiled(self, document: Document) -> bool:
        """Judge a document as `conforms` does, for the targets that Credway means."""
        reading = judge_document(document, "mirror", PyShaclEngine(), LOCAL, BASE, digests=False).reading
        return reading is not None and _conforms(
            _graph(marked(prepare(reading.triples))), self._compiled, None
        )


def _graph(triples: Sequence[Any]) -> Graph:
    graph = Graph(bind_namespaces="none")
    for t in triples:
        graph.add((to_rdflib(t.subject), to_rdflib(t.predicate), to_rdflib(t.object)))
    return graph


def _conforms(data: Graph, shapes: Graph, ontology: Graph | None) -> bool:
    report = pyshacl.validate(data, shacl_graph=shapes, ont_graph=ontology)[1]
    assert isinstance(report, Graph)
    return (None, SH.resultSeverity, SH.Violation) not in report


def _compare(accepted: Sequence[Document], refused: Sequence[Document], gate: Gate) -> None:
    """Say how many verdicts are the same as those of pySHACL."""
    cached, plain = PyShaclEngine(), Plain()
    documents = [*accepted, *refused]
    same = sum(
        _codes(_judge(d, gate, digests=False)) == _codes(_judge(d, cached, digests=False)) for d in documents
    )
    print(f"\nsame verdict and findings as with pySHACL: {same} of {len(documents)}")
    conform = sum(plain.conforms_compiled(d) for d in accepted)
    print(
        f"accepted by the gate, and plain pyshacl.validate finds no Violation: {conform} of {len(accepted)}"
    )


def _codes(judged: tuple[str, tuple[Finding, ...]]) -> tuple[str, list[tuple[str, str, str | None]]]:
    """Leave out what names a blank node, which has another label each time a document is read."""
    outcome, findings = judged
    return outcome, sorted((f.severity, f.code, f.path or "") for f in findings)


class Peer:
    """ctdl-validate in a process of its own Python."""

    def __init__(self, python: str) -> None:
        pipe = subprocess.PIPE
        self._process = subprocess.Popen([python, "-c", PEER], stdin=pipe, stdout=pipe, text=True)

    def judge(self, document: Any) -> tuple[float, set[tuple[str, ...]]]:
        """Return the seconds that it took and what it found."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps(document) + "\n")
        self._process.stdin.flush()
        took, found = json.loads(self._process.stdout.readline())
        return took, {tuple(map(str, each)) for each in found}


def _plant(gate: Gate, peer: Peer | None) -> None:
    """Plant one fault after the other in a document without any; print who finds which."""
    clean = (FAULTS / "document.json").read_bytes()
    faults = json.loads((FAULTS / "faults.json").read_bytes())
    before = _ours(clean, gate)
    theirs = peer.judge(json.loads(clean))[1] if peer else set()
    print("\n| planted fault | Credway says | ctdl-validate says |\n|---|---|---|")
    ours_found = peer_found = 0
    for fault in faults:
        data = _planted(json.loads(clean), fault)
        new = _ours(orjson.dumps(data), gate) - before
        codes = sorted({f"{code} ({severity})" for severity, code, *_ in new if severity != "Info"})
        ours_found += bool(codes)
        said = "not asked"
        if peer:
            found = {(s, code) for s, code, _ in peer.judge(data)[1] - theirs if s in ("ERROR", "WARNING")}
            peer_found += bool(found)
            said = ", ".join(f"{code} ({severity})" for severity, code in sorted(found)) or "nothing"
        print(f"| {fault['fault']} | {', '.join(codes) or 'nothing'} | {said} |")
    print(f"| found, of {len(faults)} | {ours_found} | {peer_found if peer else 'not asked'} |")


def _ours(body: bytes, gate: Gate) -> set[tuple[str, ...]]:
    _, findings = _judge(Document(body), gate, digests=False)
    return {(f.severity, f.code, f.pointer or "", f.path or "") for f in findings}


def _planted(data: Any, fault: dict[str, Any]) -> Any:
    """Apply one fault, written as an operation of JSON Patch on one place or several."""
    paths = fault["path"] if isinstance(fault["path"], list) else [fault["path"]]
    for path in paths:
        *parents, last = path.split("/")[1:]
        node = data
        for part in parents:
            node = node[int(part)] if isinstance(node, list) else node[part]
        if fault["op"] == "remove":
            del node[last]
        else:
            node[last] = fault["value"]
    return data


if __name__ == "__main__":
    main()
