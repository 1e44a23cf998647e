"""The shapes of an answer: verdicts, findings, conditions, and the things they name."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from credway.registry.answers.said import Said


class Verdict(StrEnum):
    """What the registry can say. UNKNOWN is not NO, and not zero."""

    YES = "YES"
    NO = "NO"
    UNKNOWN = "UNKNOWN"
    DISPUTED = "DISPUTED"


@dataclass(frozen=True, slots=True)
class Missing:
    """What would settle an UNKNOWN, and who could say so (organization IRIs)."""

    what: str
    who_could_say: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Finding:
    """A verdict, the statements it rests on, those that say otherwise, and what is missing."""

    verdict: Verdict
    basis: tuple[Said, ...] = ()
    against: tuple[Said, ...] = ()
    missing: tuple[Missing, ...] = ()


class ConditionState(StrEnum):
    """A condition judged for the asker; UNKNOWN where the asker or the document does not say."""

    MET = "MET"
    UNMET = "UNMET"
    UNKNOWN = "UNKNOWN"


@dataclass(frozen=True, slots=True)
class ConditionFinding:
    """One condition: its kind, what is required, what was given, and who requires it.

    A window of days says the first and the last day on which a credential earned in it counts, and until
    which day the credential given is in time to be asked for.
    """

    kind: str
    condition: str
    state: ConditionState
    statement: Said
    required: str | None = None
    given: str | None = None
    earned_from: str | None = None
    earned_to: str | None = None
    ask_until: str | None = None


@dataclass(frozen=True, slots=True)
class Described:
    """A thing as its document described it on the day and at the moment of the answer."""

    iri: str
    label: str
    types: tuple[str, ...] = ()
    names: tuple[tuple[str, str], ...] = ()
    texts: tuple[tuple[str, str], ...] = ()
    ctid: str | None = None
    status: str | None = None
    webpage: str | None = None
    reference_only: bool = True
    statement: Said | None = None

    @property
    def name(self) -> str | None:
        """The English name, else the first."""
        return _english(self.names)

    @property
    def title(self) -> str:
        """What to call it in a sentence: its name, else what it says, as competencies do, else its IRI."""
        return self.name or _english(self.texts) or self.iri


def _english(texts: Sequence[tuple[str, str]]) -> str | None:
    for text, tag in texts:
        if tag.lower().startswith("en"):
            return text
    return texts[0][0] if texts else None


Things = Mapping[str, Described]


@dataclass(frozen=True, slots=True)
class Source:
    """Where a statement was read."""

    title: str
    url: str | None
    date: str | None
    license: str
    attribution: str | None = None


@dataclass(frozen=True, slots=True)
class Cut:
    """Says that an answer was cut, by which named limit, and how to ask for less."""

    limit: str
    value: int
    message: str


@dataclass(frozen=True, slots=True)
class Candidate:
    """One thing that a reference may mean; `kind` is its class family."""

    iri: str
    confidence: str
    matched_by: str
    decided_by: str | None = None
    differs: tuple[str, ...] = ()
    kind: str | None = None


@dataclass(frozen=True, slots=True)
class Resolution:
    """How one reference was understood; several candidates mean that nobody chose."""

    asked: str
    candidates: tuple[Candidate, ...]


@dataclass(frozen=True, slots=True)
class Equivalent:
    """Another thing that stands for the one asked about, with the link that says so.

    `way` are the links before that one, where it stands for the thing through others.
    """

    iri: str
    of: str
    link: str
    statement: Said
    way: tuple[Said, ...] = ()

    @property
    def statements(self) -> tuple[Said, ...]:
        """All links that it rests on, in order."""
        return (*self.way, self.statement)


def decide(basis: Sequence[Said], against: Sequence[Said], missing: Sequence[Missing]) -> Finding:
    """Weigh statements: both sides is DISPUTED, none is UNKNOWN with what is missing."""
    if basis and against:
        return Finding(Verdict.DISPUTED, tuple(basis), tuple(against))
    if basis:
        return Finding(Verdict.YES, tuple(basis))
    if against:
        return Finding(Verdict.NO, tuple(against))
    return Finding(Verdict.UNKNOWN, missing=tuple(missing))
