"""One document judged: from its bytes to a verdict, whatever the bytes are."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from pyoxigraph import Literal, NamedNode

from credway.shapes.documents import Document
from credway.shapes.engine import Engine, Result, Severity
from credway.shapes.identity import ctid_in
from credway.shapes.limits import Limits
from credway.shapes.rdf import Poison, Unreadable, digest
from credway.shapes.reading import Reading, read
from credway.shapes.refusals import Fatal
from credway.shapes.validator import validate
from credway.shapes.verdict import Finding, Mode, Verdict


@dataclass(frozen=True, slots=True)
class Judged:
    """A verdict, with what was read and its RDFC-1.0 digest where the document may enter."""

    verdict: Verdict
    reading: Reading | None = None
    digest: str = ""


def judge_document(
    document: Document, mode: Mode, engine: Engine, limits: Limits, base: str, *, digests: bool = True
) -> Judged:
    """Read and judge one document; never raises for what the document says.

    `base` is where a document without an IRI is kept; without `digests` none is computed.
    """
    try:
        reading = read(document, limits, base)
        if not reading.triples:
            empty = _finding("NO_TRIPLES", "The document states nothing: no triples came of it.")
            return Judged(Verdict("refused", mode, (empty, *reading.findings)))
        extra = (*reading.findings, *_ownership(reading, mode))
        verdict = validate(reading.triples, mode, engine, extra, reading.place)
        if verdict.outcome == "refused" or not digests:
            return Judged(verdict, reading)
        return Judged(verdict, reading, digest(reading.triples))
    except Fatal as error:
        return Judged(refused(mode, error.finding))
    except Unreadable as error:
        return Judged(refused(mode, _finding("UNREADABLE", f"The RDF parser refused it: {error}")))
    except Poison as error:
        return Judged(refused(mode, _finding("AMBIGUOUS_BLANK_NODES", str(error))))


def refused(mode: Mode, finding: Finding) -> Verdict:
    """Refuse a document for one reason."""
    return Verdict("refused", mode, (finding,))


def _ownership(reading: Reading, mode: Mode) -> Iterator[Finding]:
    """A document speaks for IRIs under its own authority only, and a CTID belongs to its own IRI."""
    severity: Severity = "Violation" if mode == "publish" else "Warning"
    for iri in sorted(reading.foreign):
        message = (
            f"{iri} belongs to another authority than {reading.iri}; what the document says of it was "
            "not taken over. Say it in a credway:Claim."
        )
        yield _placed("FOREIGN_SUBJECT", message, severity, _at(iri), reading.place)
    for triple in reading.triples:
        if not triple.predicate.value.endswith("/ctid") or not isinstance(triple.object, Literal):
            continue
        subject = triple.subject.value if isinstance(triple.subject, NamedNode) else ""
        held, stated = ctid_in(subject), triple.object.value
        if held is not None and held != stated.lower():
            message = f"The CTID {stated} is not the one in the IRI {subject}. Make them equal."
            result = _at(subject, triple.predicate.value, stated)
            yield _placed("WRONG_CTID", message, "Violation", result, reading.place)


def _at(focus: str, path: str | None = None, value: str | None = None) -> Result:
    return Result(focus, path, value, "", "Violation", "", "", False)


def _placed(
    code: str, message: str, severity: Severity, result: Result, place: Callable[[Result], str | None]
) -> Finding:
    found = _finding(code, message, severity)
    return replace(found, pointer=place(result), focus=result.focus, path=result.path, value=result.value)


def _finding(code: str, message: str, severity: Severity = "Violation") -> Finding:
    return Finding(severity, message, None, "", None, None, "", code)
