"""What does not fit across documents, for the commands: told of a load, and of a whole registry."""

from collections import Counter
from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import replace

import orjson
import typer

from credway.cli import output
from credway.cli.exits import Exit
from credway.registry.across import Crossed
from credway.registry.across.warning import warned
from credway.registry.publishing import Outcome
from credway.registry.registry import Registry
from credway.shapes import plain
from credway.shapes.documents import Document
from credway.shapes.verdict import placed

NOUNS = {
    "DANGLING_REFERENCE": ("reference dangles", "references dangle"),
    "PREREQUISITE_CYCLE": ("prerequisite cycle", "prerequisite cycles"),
    "CONTRADICTED_INVERSE": ("contradiction", "contradictions"),
}


async def added(registry: Registry, outcomes: Sequence[Outcome], since: int, quiet: bool) -> list[Outcome]:
    """Add to the outcomes of a load what its documents do not fit with, once all of them are in."""
    most = registry.settings.max_findings
    found: dict[str, list[Crossed]] = {}
    with output.bar("Looking across documents", hidden=quiet) as told:
        crossings = registry.crossings(since=since, progress=lambda done, total: told(done, total, ""))
        async for each in crossings:
            kept = found.setdefault(each.document, [])
            if len(kept) <= most:
                kept.append(each)
    newest = {each.document: i for i, each in enumerate(outcomes) if _is_new(each)}
    return [
        await _with(registry, each, found[each.document], most)
        if each.document in found and newest.get(each.document) == i
        else each
        for i, each in enumerate(outcomes)
    ]


async def references(registry: Registry, quiet: bool) -> Exit:
    """Print what does not fit across the documents of a registry, each as it is found, then how many."""
    counts: Counter[str] = Counter()
    with output.bar("Looking across documents", hidden=quiet) as told:
        crossings = registry.crossings(progress=lambda done, total: told(done, total, ""))
        await (_json if quiet else _lines)(crossings, counts)
    return Exit.FINE


async def _lines(crossings: AsyncIterator[Crossed], counts: Counter[str]) -> None:
    async for each in crossings:
        counts[each.code] += 1
        output.line(f"{each.document}  {each.code}  {each.message}")
    if not counts:
        output.line(
            "No reference dangles, no prerequisites run in a circle, no inverses contradict each other."
        )
        return
    output.line(f"{_counted(counts)}.")


async def _json(crossings: AsyncIterator[Crossed], counts: Counter[str]) -> None:
    mark = '{"references": ['
    async for each in crossings:
        counts[each.code] += 1
        [finding] = warned([each], None, 1)
        written = orjson.dumps({"document": each.document, **plain.finding(finding)}).decode()
        typer.echo(f"{mark}\n{written}", nl=False)
        mark = ","
    opening = "" if counts else mark
    summary = orjson.dumps({code: counts[code] for code in NOUNS}).decode()
    typer.echo(f'{opening}],\n"summary": {summary}}}')


def tell(outcomes: Sequence[Outcome], shown: bool) -> None:
    """Say how much does not fit across the documents of a load; `shown` where the findings stand above."""
    counts = Counter(finding.code for each in outcomes for finding in each.verdict.findings)
    if any(counts[code] for code in NOUNS):
        more = "" if shown else "; --warnings shows them"
        output.line(f"Across documents: {_counted(counts)}{more}.")


def _counted(counts: Mapping[str, int]) -> str:
    return ", ".join(
        output.counted(counts[code], one, many) for code, (one, many) in NOUNS.items() if counts[code]
    )


def _is_new(outcome: Outcome) -> bool:
    return outcome.verdict.outcome != "refused" and not outcome.no_op


async def _with(registry: Registry, outcome: Outcome, found: Sequence[Crossed], most: int) -> Outcome:
    """Add what was found to the newest version of a document that a load brought, with its places in it."""
    [envelope] = await registry.store.ask(
        "document_body", id=outcome.document, version=outcome.version, n=outcome.n
    )
    document = Document(envelope[0], outcome.origin, pointer=outcome.pointer)
    findings = (*outcome.verdict.findings, *warned(found, document, most))
    return replace(outcome, verdict=placed(replace(outcome.verdict, findings=findings), outcome.pointer))
