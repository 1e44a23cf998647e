"""What one document costs, step by step, in one process: parse, validation, digest, projection, store."""

import time
from collections.abc import Sequence
from pathlib import Path

from registries import SETTINGS

from credway.loaders.generated.layout import BASE
from credway.registry import publishing
from credway.registry.clock import system_clock
from credway.registry.documents import Submission
from credway.registry.preparing import Prepared
from credway.registry.projection import project
from credway.registry.reading import things_of
from credway.registry.settings import limits_of
from credway.registry.store.opening import open_store
from credway.server.composition import engine
from credway.shapes.documents import Document
from credway.shapes.engine import Engine
from credway.shapes.limits import Limits
from credway.shapes.rdf import digest
from credway.shapes.reading import read
from credway.shapes.validator import validate

STEPS = ("parse", "validation", "digest", "projection", "store")


async def shares(bodies: Sequence[bytes], path: Path, together: int) -> dict[str, float]:
    """Processor seconds of each step over some documents, published into a fresh SQLite file."""
    limits, judge = limits_of(SETTINGS, local=True), engine()
    spent = dict.fromkeys(STEPS, 0.0)
    path.unlink(missing_ok=True)
    store = open_store(f"sqlite:///{path}", SETTINGS)
    await store.open(BASE)
    first = read(Document(bodies[0], "generated"), limits, BASE)
    validate(first.triples, "publish", judge, first.findings, first.place)  # compiles the shapes
    for start in range(0, len(bodies), together):
        made = [_prepared(body, spent, limits, judge) for body in bodies[start : start + together]]
        began = time.process_time()
        await publishing.publish(made, store=store, base=BASE, clock=system_clock)
        spent["store"] += time.process_time() - began
    await store.close()
    return spent


def _prepared(body: bytes, spent: dict[str, float], limits: Limits, judge: Engine) -> Prepared:
    submission = Submission(Document(body, "generated"))
    times = [time.process_time()]
    reading = read(submission.document, limits, BASE)
    times.append(time.process_time())
    verdict = validate(reading.triples, "publish", judge, reading.findings, reading.place)
    times.append(time.process_time())
    content = digest(reading.triples)
    times.append(time.process_time())
    things = things_of(reading)
    made = project(reading.iri, reading.triples, reading.described)
    times.append(time.process_time())
    for step, began, ended in zip(STEPS, times, times[1:], strict=False):
        spent[step] += ended - began
    return Prepared(submission, verdict, reading.iri, content, things.all, things.owned, made, things.ctids)
