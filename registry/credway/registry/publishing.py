"""Publishing: the way of a document in, one function from bytes to the store's answer."""

import asyncio
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from pyoxigraph import Literal, NamedNode

from credway.registry import rdf
from credway.registry.changes import Addition, changes, timeline_of
from credway.registry.clock import Clock
from credway.registry.documents import Submission, Withdrawal
from credway.registry.envelope import Envelope
from credway.registry.errors import Conflict
from credway.registry.graph import Projection
from credway.registry.identity import ctid_in
from credway.registry.periods import day
from credway.registry.projection import PROJECTION_VERSION, project
from credway.registry.reading import Reading, projected, read
from credway.registry.refusals import Fatal
from credway.registry.settings import Settings
from credway.registry.store.port import Changes, State, Store
from credway.registry.timeline import check_addition, is_no_op
from credway.shapes.engine import Engine, Result, Severity
from credway.shapes.validator import validate
from credway.shapes.verdict import Finding, Mode, Verdict

EMPTY_DIGEST = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
"""SHA-256 of nothing: the digest of a withdrawn version."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one submission.

    `document` is its IRI where it could be read; `pointer` its place in a larger file. `version` and
    `n` say where it stands now, also where nothing changed because the registry held it (`no_op`).
    """

    origin: str
    verdict: Verdict
    document: str | None = None
    version: int | None = None
    n: int | None = None
    no_op: bool = False
    pointer: str = ""


@dataclass(frozen=True, slots=True)
class Prepared:
    """A submission that has been read and judged."""

    submission: Submission
    verdict: Verdict
    reading: Reading | None = None
    digest: str = ""
    projection: Projection | None = None


def prepare(
    submission: Submission, engine: Engine, settings: Settings, base: str, *, local: bool
) -> Prepared:
    """Read and judge one document; never raises for what the document says."""
    document = submission.document
    try:
        reading = read(document, settings, base, local=local)
        if not reading.triples:
            empty = _finding("NO_TRIPLES", "The document states nothing: no triples came of it.")
            return Prepared(submission, Verdict("refused", submission.mode, (empty, *reading.findings)))
        extra = (*reading.findings, *_ownership(reading, submission.mode))
        verdict = validate(reading.triples, submission.mode, engine, extra, reading.place)
        digest = rdf.digest(reading.triples)
        if verdict.outcome == "refused":
            return Prepared(submission, verdict, reading, digest)
        projection = project(reading.iri, reading.triples, reading.described)
        return Prepared(submission, verdict, reading, digest, projection)
    except Fatal as error:
        return Prepared(submission, Verdict("refused", submission.mode, (error.finding,)))
    except rdf.Unreadable as error:
        return Prepared(submission, _refused(submission, "UNREADABLE", f"The RDF parser refused it: {error}"))
    except rdf.Poison as error:
        return Prepared(submission, _refused(submission, "AMBIGUOUS_BLANK_NODES", str(error)))


async def publish(
    submissions: Sequence[Submission],
    *,
    store: Store,
    engine: Engine,
    settings: Settings,
    base: str,
    clock: Clock,
    local: bool = False,
) -> list[Outcome]:
    """Publish a batch: each document is accepted whole or refused whole, all accepted ones take one n."""
    prepared = [
        await asyncio.to_thread(prepare, submission, engine, settings, base, local=local)
        for submission in submissions
    ]
    accepted = [p for p in prepared if p.reading is not None and p.verdict.outcome != "refused"]
    results: dict[int, Outcome] = {}

    def plan(state: State) -> Changes:
        results.clear()
        additions = _additions(state, accepted, results, clock)
        if not additions:
            return Changes()
        return changes(state, additions, projection_of)

    fresh = {(p.reading.iri, p.digest): p.projection for p in accepted if p.reading}

    def projection_of(envelope: Envelope) -> Projection:
        """Take what was just made for a new version; read an older one again."""
        made = fresh.get((envelope.document, envelope.digest))
        return made if made is not None else projected(envelope, settings, base)

    if accepted:
        documents = sorted({p.reading.iri for p in accepted if p.reading})
        resources = sorted({iri for p in accepted if p.reading for iri in p.reading.owned})
        await store.write(documents, resources, plan)
    return [results.get(id(p), _outcome(p)) for p in prepared]


async def withdraw(
    withdrawal: Withdrawal, *, store: Store, settings: Settings, base: str, clock: Clock
) -> int:
    """Publish the empty version of a document. Returns n. Raises Conflict where it is not held."""
    start = day(withdrawal.effective_from) if withdrawal.effective_from else None

    def plan(state: State) -> Changes:
        held = state.envelopes[withdrawal.document]
        if not held:
            raise Conflict(f"{withdrawal.document} is not held here; nothing to withdraw")
        envelope = Envelope(
            document=withdrawal.document,
            version=held[-1].version + 1,
            n=state.n,
            ord=0,
            digest=EMPTY_DIGEST,
            mode=held[-1].mode,
            outcome="withdrawn",
            published_at=clock().isoformat(timespec="seconds"),
            media_type=held[-1].media_type,
            body=b"",
            publisher=withdrawal.publisher,
            effective_from=start,
            withdrawn=True,
            reason=withdrawal.reason,
            superseded_by=withdrawal.superseded_by,
            projection=PROJECTION_VERSION,
        )
        if is_no_op(timeline_of(state, withdrawal.document), envelope.on_timeline()):
            return Changes()
        return changes(state, [Addition(envelope)], lambda e: projected(e, settings, base))

    return await store.write([withdrawal.document], [], plan)


def _additions(
    state: State, accepted: Sequence[Prepared], results: dict[int, Outcome], clock: Clock
) -> list[Addition]:
    """Place each accepted document, or say in `results` why it changes nothing."""
    additions: list[Addition] = []
    repeated = Counter(p.reading.iri for p in accepted if p.reading)
    taken: dict[str, str] = {}
    for item in accepted:
        reading = item.reading
        assert reading is not None
        held = state.envelopes[reading.iri]
        envelope = _envelope(item, reading, state, len(additions), clock)
        conflict = _conflict(state, reading, taken, repeated)
        if conflict is None:
            try:
                timeline = timeline_of(state, reading.iri)
                if is_no_op(timeline, envelope.on_timeline()):
                    results[id(item)] = replace(
                        _outcome(item), version=held[-1].version, n=held[-1].n, no_op=True
                    )
                    continue
                check_addition(timeline, envelope.on_timeline())
            except Conflict as error:
                conflict = error.detail
        if conflict is not None:
            results[id(item)] = _outcome(replace(item, verdict=_refused_for(item.verdict, conflict)))
            continue
        taken |= dict.fromkeys(reading.owned, reading.iri)
        additions.append(Addition(envelope, reading.things))
        results[id(item)] = replace(_outcome(item), version=envelope.version, n=state.n)
    return additions


def _envelope(item: Prepared, reading: Reading, state: State, ord_: int, clock: Clock) -> Envelope:
    held, submission = state.envelopes[reading.iri], item.submission
    return Envelope(
        document=reading.iri,
        version=held[-1].version + 1 if held else 1,
        n=state.n,
        ord=ord_,
        digest=item.digest,
        mode=submission.mode,
        outcome=item.verdict.outcome,
        published_at=clock().isoformat(timespec="seconds"),
        media_type=submission.document.media_type,
        body=submission.document.body,
        publisher=submission.publisher,
        effective_from=day(submission.effective_from) if submission.effective_from else None,
        corrects=submission.corrects,
        projection=PROJECTION_VERSION,
    )


def _conflict(state: State, reading: Reading, taken: dict[str, str], repeated: Counter[str]) -> str | None:
    if repeated[reading.iri] > 1:
        many = repeated[reading.iri]
        return f"the batch holds {many} versions of {reading.iri}; publish them one after the other"
    for iri in sorted(reading.owned):
        owner = state.owners.get(iri) or taken.get(iri)
        if owner is not None and owner != reading.iri:
            return (
                f"{iri} is already described by {owner}; only its owner may describe it there, "
                "say what you know of it in a credway:Claim"
            )
    return None


def _ownership(reading: Reading, mode: Mode) -> list[Finding]:
    """A document speaks for IRIs under its own authority only, and a CTID belongs to its own IRI."""
    severity: Severity = "Violation" if mode == "publish" else "Warning"
    found = [
        _finding(
            "FOREIGN_SUBJECT",
            f"{iri} belongs to another authority than {reading.iri}; what the document says of it was "
            "not taken over. Say it in a credway:Claim.",
            severity,
            Result(iri, None, None, "", severity, "", "", False),
            reading.place,
        )
        for iri in sorted(reading.foreign)
    ]
    for triple in reading.triples:
        if not triple.predicate.value.endswith("/ctid") or not isinstance(triple.object, Literal):
            continue
        subject = triple.subject.value if isinstance(triple.subject, NamedNode) else ""
        held, stated = ctid_in(subject), triple.object.value
        if held is not None and held != stated.lower():
            message = f"The CTID {stated} is not the one in the IRI {subject}. Make them equal."
            result = Result(subject, triple.predicate.value, stated, "", "Violation", "", "", False)
            found.append(_finding("WRONG_CTID", message, "Violation", result, reading.place))
    return found


def _finding(
    code: str,
    message: str,
    severity: Severity = "Violation",
    result: Result | None = None,
    place: Callable[[Result], str | None] = lambda result: None,
) -> Finding:
    if result is None:
        return Finding(severity, message, None, "", None, None, "", code)
    return Finding(severity, message, place(result), result.focus, result.path, result.value, "", code)


def _refused(submission: Submission, code: str, message: str) -> Verdict:
    return Verdict("refused", submission.mode, (_finding(code, message),))


def _refused_for(verdict: Verdict, conflict: str) -> Verdict:
    findings = (_finding("CONFLICT", conflict), *verdict.findings)
    return replace(verdict, outcome="refused", findings=findings)


def _outcome(prepared: Prepared) -> Outcome:
    iri = prepared.reading.iri if prepared.reading else None
    document = prepared.submission.document
    return Outcome(document.origin, prepared.verdict, iri, pointer=document.pointer)
