"""Telling a publisher, as warnings, what does not fit across documents."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from credway.registry.across.looking import look
from credway.registry.across.said import Crossed, of_projection
from credway.registry.errors import StoreError
from credway.registry.locating import places
from credway.registry.preparing import Prepared
from credway.registry.publishing import Outcome
from credway.registry.store.port import Store
from credway.shapes.documents import Document
from credway.shapes.verdict import Finding


async def warn(
    prepared: Sequence[Prepared],
    outcomes: Sequence[Outcome],
    *,
    store: Store,
    base: str,
    day: str,
    depth: int,
    most: int,
) -> list[Outcome]:
    """Add to what became of a batch, in the same order, the warnings of its documents, `most` for each.

    What the registry holds already is looked at too. Verdicts stay as they are but for these findings:
    the documents are in, so that a store that fails here costs the warnings only, and says so.
    """
    said = [
        of_projection(each.projection)
        for each, outcome in zip(prepared, outcomes, strict=True)
        if each.projection is not None and outcome.verdict.outcome != "refused"
    ]
    if not said:
        return list(outcomes)
    taken = [outcome.n for outcome in outcomes if outcome.n is not None and not outcome.no_op]
    try:
        n = max(taken) if taken else (await store.meta()).visible
        found = await look(store, said, base=base, n=n, day=day, depth=depth)
    except StoreError as error:
        failed = _note(f"It was published; other documents could not be looked at: {error.detail}")
        return [_added(each, [failed]) if each.verdict.outcome != "refused" else each for each in outcomes]
    return [
        _added(outcome, warned(found.get(each.iri or "", ()), each.submission.document, most))
        if outcome.verdict.outcome != "refused"
        else outcome
        for each, outcome in zip(prepared, outcomes, strict=True)
    ]


def warned(crossed: Iterable[Crossed], document: Document | None, most: int) -> list[Finding]:
    """Say it as warnings, with their places where the document is at hand; at most `most` of them."""
    everything = list(crossed)
    listed = everything[:most]
    place = places(document if listed else None)
    found = [
        Finding(
            "Warning",
            each.message,
            place(each.focus, each.path or None, each.value),
            each.focus,
            each.path or None,
            each.value,
            "",
            each.code,
        )
        for each in listed
    ]
    if len(everything) > most:
        left = len(everything) - most
        found.append(_note(f"{left:,} more of these warnings; `credway check --references` names them all."))
    return found


def _note(message: str) -> Finding:
    return Finding("Info", message, None, "", None, None, "", "ACROSS_DOCUMENTS")


def _added(outcome: Outcome, findings: Sequence[Finding]) -> Outcome:
    verdict = replace(outcome.verdict, findings=(*outcome.verdict.findings, *findings))
    return replace(outcome, verdict=verdict) if findings else outcome
