"""Publishing: the way of a document in, one function from bytes to the store's answer."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from credway.registry.changes import Addition, changes, timeline_of
from credway.registry.clock import Clock
from credway.registry.contested import Holder, contested
from credway.registry.documents import Withdrawal
from credway.registry.envelope import Envelope
from credway.registry.errors import Conflict
from credway.registry.graph import Projection
from credway.registry.locating import conflict
from credway.registry.periods import day
from credway.registry.preparing import Prepared
from credway.registry.projection import PROJECTION_VERSION
from credway.registry.reading import projected
from credway.registry.store.port import Changes, State, Store
from credway.registry.timeline import check_addition, is_no_op
from credway.shapes.verdict import Finding, Verdict

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


async def publish(prepared: Sequence[Prepared], *, store: Store, base: str, clock: Clock) -> list[Outcome]:
    """Publish a batch: each document is accepted whole or refused whole, all accepted ones take one n."""
    accepted = [each for each in prepared if each.enters]
    results: dict[int, Outcome] = {}

    def plan(state: State) -> Changes:
        results.clear()
        additions = _additions(state, accepted, results, clock)
        if not additions:
            return Changes()
        return changes(state, additions, projection_of)

    fresh = {(each.iri, each.digest): each.projection for each in accepted}

    def projection_of(envelope: Envelope) -> Projection:
        """Take what was just made for a new version; read an older one again."""
        made = fresh.get((envelope.document, envelope.digest))
        return made if made is not None else projected(envelope, base)

    if accepted:
        documents = sorted({_iri(each) for each in accepted})
        resources = sorted({iri for each in accepted for iri in each.owned})
        await store.write(documents, resources, plan)
    return [results.get(id(p), outcome_of(p)) for p in prepared]


async def withdraw(withdrawal: Withdrawal, *, store: Store, base: str, clock: Clock) -> int:
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
        return changes(state, [Addition(envelope)], lambda e: projected(e, base))

    return await store.write([withdrawal.document], [], plan)


def _additions(
    state: State, accepted: Sequence[Prepared], results: dict[int, Outcome], clock: Clock
) -> list[Addition]:
    """Place each accepted document, or say in `results` why it changes nothing."""
    additions: list[Addition] = []
    repeated = Counter(map(_iri, accepted))
    taken: dict[str, Holder] = {}
    for item in accepted:
        iri = _iri(item)
        held = state.envelopes[iri]
        envelope = _envelope(item, iri, state, len(additions), clock)
        clash = _conflict(state, item, taken, repeated)
        if clash is None:
            try:
                timeline = timeline_of(state, iri)
                if is_no_op(timeline, envelope.on_timeline()):
                    results[id(item)] = replace(
                        outcome_of(item), version=held[-1].version, n=held[-1].n, no_op=True
                    )
                    continue
                check_addition(timeline, envelope.on_timeline())
            except Conflict as error:
                clash = conflict(item.submission.document, error.detail, iri)
        if clash is not None:
            results[id(item)] = outcome_of(_refused_for(item, clash))
            continue
        document = item.submission.document
        holder = Holder(iri, document.origin, document.pointer)
        taken |= dict.fromkeys([*item.owned, *item.ctids], holder)
        additions.append(Addition(envelope, item.things))
        results[id(item)] = replace(outcome_of(item), version=envelope.version, n=state.n)
    return additions


def _envelope(item: Prepared, iri: str, state: State, ord_: int, clock: Clock) -> Envelope:
    held, submission = state.envelopes[iri], item.submission
    return Envelope(
        document=iri,
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


def _conflict(
    state: State, item: Prepared, taken: Mapping[str, Holder], repeated: Counter[str]
) -> Finding | None:
    """Say why a document cannot stand beside those held and those of its batch, None where it can."""
    document = _iri(item)
    if repeated[document] > 1:
        message = (
            f"the batch holds {repeated[document]} versions of {document}; publish them one after the other"
        )
        return conflict(item.submission.document, message, document)

    def holder(name: str) -> Holder | None:
        owner = state.owners.get(name)
        return Holder(owner) if owner is not None else taken.get(name)

    return contested(item, holder)


def _refused_for(item: Prepared, finding: Finding) -> Prepared:
    verdict = replace(item.verdict, outcome="refused", findings=(finding, *item.verdict.findings))
    return replace(item, verdict=verdict)


def outcome_of(prepared: Prepared) -> Outcome:
    """Say what becomes of a submission, as far as that is known before a store is asked."""
    document = prepared.submission.document
    return Outcome(document.origin, prepared.verdict, prepared.iri, pointer=document.pointer)


def _iri(prepared: Prepared) -> str:
    assert prepared.iri is not None
    return prepared.iri
