"""From the statements of a table to the nodes of its documents, with what became of each row counted.

Awards and the courses of an institution stand in one document, so that a changed row changes one
document of a hundred, and what stays as it was stays open in it. Reference records of credentials
and claims about them are cut by the first letter of their name.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import count

from credway.loaders.articulations import nodes
from credway.loaders.articulations.knowing import bodies, printed
from credway.loaders.articulations.model import About, Articulation, Body, Course, Doubt, Statement
from credway.loaders.articulations.naming import Names, part
from credway.loaders.counting import Place, place_of
from credway.loaders.kinds import Edition
from credway.loaders.matching import Printed
from credway.loaders.said import Said
from credway.loaders.tables import Left, Row, left
from credway.loaders.writing import Node
from credway.registry.names import fold
from credway.registry.periods import since, until

Told = Callable[[Edition], Iterator[Statement | Left]]
"""What one kind of table says, row by row."""


@dataclass(frozen=True, slots=True)
class Tally:
    """What the rows gave: awards taken, those in doubt by their greatest doubt, names.

    `first` are the rows with which awards begin, `merged` those that are part of the award of another row.
    """

    awards: int = 0
    doubted: int = 0
    doubts: Mapping[str, int] = field(default_factory=dict)
    matched: int = 0
    printed: int = 0
    ambiguous: int = 0
    first: int = 0
    merged: int = 0


def publisher(edition: Edition) -> Body | None:
    """Who says what stands in the table; None where each row says it itself."""
    return Body(edition.kind.publisher_name) if edition.kind.publisher_name else None


def statements(told: Told, edition: Edition) -> tuple[list[Statement], list[Left]]:
    """Read a table: what it says, each award and each claim once, and what was left out."""
    found: list[Statement] = []
    lefts: list[Left] = []
    awards: dict[tuple[object, ...], list[int]] = defaultdict(list)
    claims: set[tuple[object, ...]] = set()
    for each in told(edition):
        if isinstance(each, Left):
            lefts.append(each)
            continue
        if isinstance(each, About):
            claim = (each.of, each.name, each.issuer, each.status, each.competency, each.by)
            if claim in claims:
                continue
            claims.add(claim)
        if isinstance(each, Articulation):
            like = awards[_identity(each)]
            first = next((index for index in like if not _apart(_award(found[index]), each)), None)
            if first is not None:
                held = _award(found[first])
                if _same(held, each):
                    found[first] = replace(held, rows=(*held.rows, *each.rows))
                else:
                    lefts += _repeated(each, held)
                continue
            like.append(len(found))
        found.append(each)
    for like in awards.values():
        for index, award in zip(like, _told_apart([_award(found[index]) for index in like]), strict=True):
            found[index] = award
    return found, lefts


def distinct(said: Sequence[Statement], names: Names) -> tuple[list[Statement], list[Left]]:
    """Leave out awards that the names make one: what says the same is part of the first, else refused."""
    kept: list[Statement] = []
    places: dict[str, int] = {}
    lefts: list[Left] = []
    for each in said:
        if isinstance(each, Articulation):
            iri = names.award(each)
            first = places.setdefault(iri, len(kept))
            if first < len(kept):
                award = _award(kept[first])
                same = [
                    names.credential(a) == names.credential(b)
                    for a, b in zip(award.held, each.held, strict=True)
                ]
                if all(same) and _same(award, each):
                    kept[first] = replace(award, rows=(*award.rows, *each.rows))
                else:
                    lefts += _repeated(each, award)
                continue
        kept.append(each)
    return kept, lefts


def read(said: Sequence[Statement], edition: Edition, names: Names) -> Iterator[Said]:
    """Write what a table says as nodes, each with the document it goes into."""
    table = publisher(edition)
    edition = replace(edition, speaker=names.body(table) if table else "")
    yield from _records(said, edition, names)
    for each in said:
        if isinstance(each, Articulation):
            by = each.institution or each.authority
            spoken = edition if table or by is None else replace(edition, speaker=names.body(by))
            yield Said(names.document(each), nodes.award(each, names, spoken), each.rows)
    taken: set[str] = set()
    for each in said:
        if isinstance(each, About):
            spoken = replace(edition, speaker=names.body(each.by)) if each.by else edition
            key = part(each.of.name)
            document = f"{names.claims}/{key[:1]}"
            what = each.issuer or each.status or each.competency or each.name
            iri = f"{document}#{key}-{part(what)}"
            node = nodes.claim(each, _unused(iri, taken), names, spoken)
            if node is not None:
                yield Said(document, node, (each.row,))


def _unused(iri: str, taken: set[str]) -> str:
    """An IRI that no other claim of the table has: two raw titles may differ by signs alone."""
    found = next(
        each for number in count(1) if (each := iri if number == 1 else f"{iri}-{number}") not in taken
    )
    taken.add(found)
    return found


def tally(said: Iterable[Statement], names: Names) -> Tally:
    """Count what a table gave."""
    held = list(said)
    awards = [each for each in held if isinstance(each, Articulation)]
    known = list(printed(held))
    matched = sum(each in names.known.credentials for each in known)
    ambiguous = sum(each in names.known.ambiguous for each in known)
    doubts = Counter(min(each.doubts, key=_confidence).reason for each in awards if each.doubts)
    first = {place_of(each.rows[0]) for each in awards}
    merged = places(awards) - first
    kept = len(known) - matched - ambiguous
    return Tally(len(awards), sum(doubts.values()), doubts, matched, kept, ambiguous, len(first), len(merged))


def places(said: Iterable[Statement]) -> set[Place]:
    """The rows from which some statements are."""
    return {place_of(row) for each in said for row in _rows(each)}


def _rows(said: Statement) -> Sequence[Row]:
    return said.rows if isinstance(said, Articulation) else (said.row,)


def _confidence(doubt: Doubt) -> float:
    return float(doubt.confidence)


def _identity(said: Articulation) -> tuple[object, ...]:
    """What makes two rows one award."""
    return (
        said.institution and (part(said.institution.name), said.institution.state),
        None if said.institution else said.authority and part(said.authority.name),
        None if said.institution else said.state,
        tuple(fold(each.code) for each in said.courses),
        tuple(map(fold, (*said.programs, *said.requirements))),
        tuple((part(each.name), part(each.issuer), each.ctid) for each in said.held),
        said.exhibit,
        said.amount.level,
        said.amount.subject,
    )


def _award(said: Statement) -> Articulation:
    assert isinstance(said, Articulation)
    return said


def _apart(first: Articulation, other: Articulation) -> bool:
    """Whether two awards toward the same for the same are two: for other scores, or one after the other."""
    if first.terms.minimum_score != other.terms.minimum_score:
        return True
    return any(
        before.ends and after.starts and until(before.ends) <= since(after.starts)
        for before, after in ((first, other), (other, first))
    )


def _told_apart(like: Sequence[Articulation]) -> Sequence[Articulation]:
    """Awards that differ by score or term alone, each with what tells it from the others."""
    scores = Counter(each.terms.minimum_score for each in like)
    return [
        replace(
            each,
            apart=tuple(
                f"{word}-{text}"
                for word, text, needed in (
                    ("score", each.terms.minimum_score, len(scores) > 1),
                    ("from", each.starts, scores[each.terms.minimum_score] > 1),
                )
                if text and needed
            ),
        )
        for each in like
    ]


def _same(first: Articulation, other: Articulation) -> bool:
    """Whether two rows of one award say the same, in whatever spelling of the names."""
    spelt = {name: getattr(first, name) for name in ("rows", "held", "institution", "authority")}
    return first == replace(other, **spelt)


def _repeated(said: Articulation, first: Articulation) -> list[Left]:
    message = (
        f"the same award stands in row {first.rows[0].number} with other terms; the first one was taken. "
        "Keep one of the rows, or say in which they differ"
    )
    return [left(row, "", message) for row in said.rows]


def _records(said: Sequence[Statement], edition: Edition, names: Names) -> Iterator[Said]:
    """Write a reference record for each thing that is named and that nobody else describes."""
    mentioned = edition.kind.url
    for each, spellings in _spelt(printed(said), names).items():
        if each not in names.known.elsewhere:
            document = f"{names.folder}/credentials/{part(spellings[0])[:1]}"
            yield Said(document, nodes.record(each, "ceterms:Credential", spellings, mentioned or document))
    document = f"{names.folder}/organizations"
    organizations: dict[str, Body] = {}
    for body in bodies(said, publisher(edition)):
        if body not in names.known.bodies:
            iri = names.body(body)
            organizations[iri] = max(organizations.get(iri, body), body, key=lambda held: bool(held.state))
    for iri, body in organizations.items():
        if iri not in names.known.elsewhere:
            kind = "ceterms:Organization"
            yield Said(document, nodes.record(iri, kind, [body.name], mentioned or document, body.state))
    yield from _courses(said, names, mentioned)


def _spelt(credentials: Iterable[Printed], names: Names) -> dict[str, list[str]]:
    """The names of each credential that is kept as printed, the first one first."""
    found: dict[str, dict[str, None]] = defaultdict(dict)
    for each in credentials:
        if each not in names.known.credentials:
            found[names.credential(each)][each.name] = None
    return {iri: list(spellings) for iri, spellings in found.items()}


def _courses(said: Sequence[Statement], names: Names, mentioned: str) -> Iterator[Said]:
    """Write the courses and programs, in the document of the institution that they are of."""
    found: dict[str, tuple[str, str, dict[str, None]]] = {}
    for each in said:
        if not isinstance(each, Articulation):
            continue
        document = names.document(each)
        for course in each.courses:
            _, _, titles = found.setdefault(names.course(each, course), (document, "ceterms:Course", {}))
            titles |= dict.fromkeys(_titles(course))
        for program in each.programs:
            iri = names.program(each, program)
            found.setdefault(iri, (document, "ceterms:LearningProgram", {program: None}))
    for iri, (document, kind, titles) in found.items():
        if iri not in names.known.elsewhere:
            yield Said(document, _titled(iri, kind, list(titles), mentioned or document))


def _titles(course: Course) -> Iterator[str]:
    yield course.name
    yield from (f"{course.code}: {title}" for title in course.other_titles)


def _titled(iri: str, kind: str, titles: list[str], mentioned: str) -> Node:
    """A code alone is no other name of a course whose title is known."""
    whole = [each for each in titles if ": " in each] or titles
    return nodes.record(iri, kind, whole, mentioned)
