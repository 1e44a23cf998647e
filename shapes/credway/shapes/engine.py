"""What an engine of SHACL does for Credway, and the rows it answers with."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Final, Literal, Protocol, TypeAlias

from pyoxigraph import Triple

from credway.shapes.convert import text_of

Graph: TypeAlias = Sequence[Triple]
"""The triples of one document, in the order in which it states them."""

Severity: TypeAlias = Literal["Violation", "Warning", "Info"]

SEVERITIES: Final[tuple[Severity, ...]] = ("Violation", "Warning", "Info")
"""All severities, the gravest first."""

SHAPES: Final = "https://w3id.org/credway/shapes/"
"""The namespace of the shapes: {SHAPES}{file}/{name}, documented at {SHAPES}{file}#{name}."""

MAX_RESULTS: Final = 100
"""How many results a report holds unless the engine is told otherwise."""

MAX_VALUE: Final = 200
"""How many characters of a value a result repeats."""

ENGINE_ERROR: Final = f"{SHAPES}engine/error"
MORE_RESULTS: Final = f"{SHAPES}engine/more"


@dataclass(frozen=True, slots=True)
class Result:
    """One thing that is wrong with a node.

    `focus`, `path` and `value` are plain IRIs, `_:labels` or literals as in N-Triples; a path that
    is more than one property is written as in SPARQL. `shape` is the constraint that failed and
    `component` the kind of constraint. `minimum_data` marks what a mirror of old data forgives. `count`
    is more than one where the row stands for others that a report does not hold.
    """

    focus: str
    path: str | None
    value: str | None
    message: str
    severity: Severity
    shape: str
    component: str
    minimum_data: bool
    count: int = 1


class Engine(Protocol):
    """An engine compiles Credway's shapes once and judges one graph after the other."""

    def conforms(self, graph: Graph) -> bool:
        """Tell whether the graph has no Violation; warnings and infos do not count."""

    def report(self, graph: Graph, *, forgiving: bool = False) -> list[Result]:
        """Return what is wrong, the gravest first and then in the order of the document.

        `forgiving` changes nothing in the rows: it says that missing minimum data refuses nothing, so
        that an engine which takes its time to explain a refusal need not.
        """


def positions(graph: Graph) -> dict[str, int]:
    """Number the nodes of a graph in the order in which it speaks of them."""
    found: dict[str, int] = {}
    for triple in graph:
        found.setdefault(text_of(triple.subject), len(found))
    return found


def ordered(results: Iterable[Result], position: Mapping[str, int]) -> list[Result]:
    """Sort results by gravity and by the position of their focus node in the document.

    What a mirror forgives comes after what it does not, so that a cut never hides the reason of a
    refusal. A node of several classes is asked the same by the shapes of each, and answers once.
    """
    last = len(position)
    return sorted(
        dict.fromkeys(results),
        key=lambda r: (
            SEVERITIES.index(r.severity),
            r.minimum_data,
            position.get(r.focus, last),
            r.shape,
            r.path or "",
            r.component,
            *_in_order(r.value or "", position),
        ),
    )


def _in_order(value: str, position: Mapping[str, int]) -> tuple[int, str]:
    """Order values by their text, and nodes without a name, whose labels mean nothing, by their place."""
    return (position.get(value, len(position)), "") if value.startswith("_:") else (-1, value)


def capped(results: list[Result], limit: int) -> list[Result]:
    """Cut sorted results at a limit; a last row for each severity counts what was cut of it.

    What a mirror forgives is counted apart, for its severity is another one there.
    """
    if len(results) <= limit:
        return results
    notes = []
    for (severity, minimum_data), rows in groupby(results[limit:], lambda r: (r.severity, r.minimum_data)):
        first, *others = rows
        count = 1 + len(others)
        message = more_results(count, severity)
        notes.append(
            Result(
                first.focus, None, None, message, severity, MORE_RESULTS, MORE_RESULTS, minimum_data, count
            )
        )
    return [*results[:limit], *notes]


def more_results(count: int, severity: Severity) -> str:
    """Say how many results of a severity a report does not hold."""
    return f"{count:,} more of severity {severity}, which this report does not hold. Mend the others first."


def page(code: str) -> str:
    """Return where a finding's code is documented: a file of shapes, or the page of what is no shape."""
    family, _, name = code.rpartition(".")
    return f"{SHAPES}{family or 'check'}#{name}"


def shortened(text: str) -> str:
    """Cut the text of a value at MAX_VALUE characters."""
    return text if len(text) <= MAX_VALUE else f"{text[: MAX_VALUE - 1]}…"
