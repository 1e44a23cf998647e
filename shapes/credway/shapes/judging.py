"""One document judged: from its bytes to a verdict, whatever the bytes are."""

import logging
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from pyoxigraph import Literal, Triple

from credway.shapes.convert import text_of
from credway.shapes.documents import Document
from credway.shapes.echoes import Echoes
from credway.shapes.engine import Engine, Result, Severity
from credway.shapes.hinting import hinted
from credway.shapes.identity import ctid_in
from credway.shapes.labels import steadied
from credway.shapes.limits import Limits
from credway.shapes.poison import Poison
from credway.shapes.rdf import Unreadable, digest
from credway.shapes.reading import Reading, read
from credway.shapes.refusals import Fatal, found
from credway.shapes.statements import plain, statements
from credway.shapes.validator import validate
from credway.shapes.verdict import Finding, Mode, Verdict

FORGIVEN: Final = frozenset({"NO_CONTEXT", "STRAY_VALUE", "UNKNOWN_CONTEXT", "UNPREFIXED_TYPE"})
"""Codes of what is read in the only way that makes sense, and of which a mirror only warns."""

_ESCAPE: Final = re.compile(rb"\\(?:u00[01]|[bf])")
CONTROL: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")
"""What XML 1.0 has no way to write."""

log = logging.getLogger("credway")


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
            empty = found(
                "NO_TRIPLES",
                "The document states nothing: no triples came of it. Check its @context and keys.",
                None,
            )
            return Judged(Verdict("refused", mode, (empty, *reading.findings)))
        extra = (
            *forgiven(reading.findings, mode),
            *_ownership(reading, mode),
            *_ctids(reading),
            *_controls(document, reading),
        )
        echoes = Echoes(reading.findings, reading.place)
        verdict = validate(_judged(reading), mode, engine, extra, reading.place, echoes)
        verdict = steadied(hinted(verdict, reading, echoes), reading, document.body)
        if verdict.outcome == "refused" or not digests:
            return Judged(verdict, reading)
        return _digested(verdict, reading)
    except Fatal as error:
        return Judged(refused(mode, error.finding))
    except Unreadable as error:
        return Judged(
            refused(mode, found("UNREADABLE", f"The RDF parser refused it: {error}. Mend it there.", None))
        )
    except MemoryError:
        raise
    except Exception as error:
        # An engine may fail in ways of its own on what a document says; it costs that document only.
        log.exception("%s could not be judged", document.origin)
        message = f"The document could not be judged ({type(error).__name__}). Report it with the document."
        return Judged(refused(mode, found("NOT_JUDGED", message, document.pointer)))


def refused(mode: Mode, finding: Finding) -> Verdict:
    """Refuse a document for one reason."""
    return Verdict("refused", mode, (finding,))


def _digested(verdict: Verdict, reading: Reading) -> Judged:
    """Add the digest, or refuse a document of which none can be made."""
    try:
        return Judged(verdict, reading, digest(reading.published))
    except Poison as error:
        fault = found("AMBIGUOUS_BLANK_NODES", str(error), reading.place(_at(error.node)))
        return Judged(Verdict("refused", verdict.mode, (fault, *verdict.findings)), reading)


def _judged(reading: Reading) -> Sequence[Triple]:
    """What the shapes see: not what a graph document says of itself, such as that it is provisional."""
    if reading.types.get(reading.iri, True) or len(reading.types) == 1:
        return reading.triples
    return [t for t in reading.triples if getattr(t.subject, "value", None) != reading.iri]


def forgiven(findings: Iterable[Finding], mode: Mode) -> Iterator[Finding]:
    """Warn in a mirror of what its owner would have to mend, though its meaning is certain."""
    for finding in findings:
        mild = mode == "mirror" and finding.code in FORGIVEN
        yield replace(finding, severity="Warning") if mild else finding


def _ownership(reading: Reading, mode: Mode) -> Iterator[Finding]:
    """A document speaks for IRIs under its own authority only."""
    severity: Severity = "Violation" if mode == "publish" else "Warning"
    for iri in sorted(reading.foreign):
        message = (
            f"{iri} belongs to another authority than {reading.iri}; what the document says of it was "
            "not taken over. Say it in a credway:Claim."
        )
        yield _placed("FOREIGN_SUBJECT", message, severity, _at(iri), reading.place)


def _ctids(reading: Reading) -> Iterator[Finding]:
    """A CTID belongs to its own IRI, and names one thing."""
    stated = [
        (plain(subject), triple.predicate.value, triple.object.value)
        for subject, name, _, triple in statements(reading.triples).rows
        if name.endswith("/ctid") and isinstance(triple.object, Literal)
    ]
    for subject, path, ctid in stated:
        held = ctid_in(subject)
        if held is not None and held != ctid.lower():
            message = f"The CTID {ctid} is not the one in the IRI {subject}. Make them equal."
            yield _placed("WRONG_CTID", message, "Violation", _at(subject, path, ctid), reading.place)
    holders: dict[str, str] = {}
    for subject, path, ctid in stated:
        first = holders.setdefault(ctid, subject)
        if first != subject:
            message = f"{ctid} is the CTID of {first} and of {subject}. Give each thing a CTID of its own."
            yield _placed("DUPLICATE_CTID", message, "Violation", _at(subject, path, ctid), reading.place)


def _controls(document: Document, reading: Reading) -> Iterator[Finding]:
    """A text that no XML and no page can carry would break every answer that it stands in."""
    if document.is_json and not (b"\\" in document.body and _ESCAPE.search(document.body)):
        return  # JSON has them by an escape alone
    for triple in reading.triples:
        literal = triple.object
        control = CONTROL.search(literal.value) if isinstance(literal, Literal) else None
        if control is not None:
            message = (
                f"The text holds the control character U+{ord(control[0]):04X}, which no XML and no page can "
                "carry. Remove it, or write a line break or a space in its place."
            )
            result = _at(text_of(triple.subject), triple.predicate.value, text_of(literal))
            yield _placed("CONTROL_CHARACTER", message, "Violation", result, reading.place)


def _at(focus: str, path: str | None = None, value: str | None = None) -> Result:
    return Result(focus, path, value, "", "Violation", "", "", False)


def _placed(
    code: str, message: str, severity: Severity, result: Result, place: Callable[[Result], str | None]
) -> Finding:
    held = found(code, message, place(result), severity)
    return replace(held, focus=result.focus, path=result.path, value=result.value)
