"""What a registry holds of the names in a table: matched exactly or by alias, never guessed."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Final

from credway.loaders.articulations.model import About, Articulation, Body, Listed, Statement
from credway.loaders.articulations.naming import Known, Names
from credway.loaders.matching import AT_ONCE, How, Printed, match
from credway.ontology import schemes
from credway.registry.answers.asking import Asking
from credway.registry.answers.model import Resolution
from credway.registry.answers.resolve import Ref, resolve

AGREED: Final = 0.8
"""From this on a match by name and issuer is one of both; below, no issuer is stated there."""


def printed(statements: Iterable[Statement]) -> Iterator[Printed]:
    """The credentials that some statements name, each once."""
    found: dict[Printed, None] = {}
    for each in statements:
        match each:
            case Articulation():
                found |= dict.fromkeys(each.held)
            case About():
                found[each.of] = None
            case Listed():
                found[each.credential] = None
    yield from found


def bodies(statements: Iterable[Statement], publisher: Body | None) -> Iterator[Body]:
    """The organizations that some statements name, each once; an issuer is somewhere, nobody knows where."""
    found: dict[Body, None] = {publisher: None} if publisher else {}
    for each in statements:
        if isinstance(each, Articulation):
            found |= dict.fromkeys(each.bodies())
        elif isinstance(each, About):
            found |= {Body(each.issuer): None} if each.issuer else {}
            found |= {each.by: None} if each.by else {}
    yield from found


async def learn(
    frame: Asking, base: str, source: str, statements: Sequence[Statement], publisher: Body | None
) -> Known:
    """Find what is held of all that a table names, in a number of questions that its length bounds."""
    names = Names(base, source, Known())
    credentials, several, by_name = await _credentials(frame, names, list(printed(statements)))
    organizations, more = await _bodies(frame, names, list(bodies(statements, publisher)))
    named: list[Printed | Body] = [*printed(statements), *bodies(statements, publisher)]
    left: list[Printed | Body] = [
        *(each for each in printed(statements) if each not in credentials),
        *(each for each in bodies(statements, publisher) if each not in organizations),
    ]
    taken = await _elsewhere(frame, names, map(names.plain, left))
    ambiguous = frozenset(several | more)
    known = Known(credentials, organizations, frozenset(taken), ambiguous, frozenset(by_name))
    names = Names(base, source, known, named)
    courses = {
        iri
        for each in statements
        if isinstance(each, Articulation)
        for iri in (
            *(names.course(each, course) for course in each.courses),
            *(names.program(each, program) for program in each.programs),
        )
    }
    apart = {names.credential(each) for each in left if isinstance(each, Printed)}
    apart |= {names.body(each) for each in left if isinstance(each, Body)}
    taken |= await _elsewhere(frame, names, courses | apart)
    return replace(known, elsewhere=frozenset(taken), competencies=await _competencies(frame, statements))


async def _credentials(
    frame: Asking, names: Names, wanted: Sequence[Printed]
) -> tuple[dict[Printed, str], set[Printed | Body], set[Printed]]:
    """Match credentials; a record that this table gave itself before is no other thing than the name."""
    documents = await _documents(frame, {iri for each in wanted for iri in names.spellings(each)})
    own = {iri for iri, document in documents.items() if names.own(document)}
    found, _ = await match(frame, wanted, own)
    matched: dict[Printed, str] = {}
    several: set[Printed | Body] = set()
    by_name: set[Printed] = set()
    for each, one in zip(wanted, found, strict=True):
        if one.thing is not None:
            matched[each] = one.thing
        elif one.how is How.AMBIGUOUS:
            several.add(each)
        if one.how is not How.CTID and (not each.issuer or float(one.confidence or 0) < AGREED):
            by_name.add(each)
    return matched, several, by_name


async def _bodies(
    frame: Asking, names: Names, wanted: Sequence[Body]
) -> tuple[dict[Body, str], set[Printed | Body]]:
    """Match organizations by exact name or alias, those of a state only with what may lie there."""
    found = await _resolved(frame, (each.name for each in wanted), "Organization")
    maybe = {c.iri for each in found.values() for c in each.candidates}
    others = await _elsewhere(frame, names, maybe)
    states = await frame.located(others)
    things = await frame.describe(others)
    matched: dict[Body, str] = {}
    several: set[Printed | Body] = set()
    for each in wanted:
        home = schemes.state(each.state) if each.state else None
        fitting = [
            c
            for c in found[each.name].candidates
            if c.iri in others
            and c.matched_by.startswith(("name", "normalised name"))
            and (home is None or home.iri in states.get(c.iri, {home.iri}))
        ]
        best = [c.iri for c in fitting if c.confidence == fitting[0].confidence]
        # An institution that somebody describes stands before a record that only names it.
        best = [iri for iri in best if not things[iri].reference_only] or best
        if len(best) == 1:
            matched[each] = best[0]
        elif best:
            several.add(each)
    return matched, several


async def _competencies(frame: Asking, statements: Iterable[Statement]) -> dict[str, str]:
    """Find the competencies that are held under exactly the words of a table, each of them once."""
    words = {each.competency for each in statements if isinstance(each, About) and each.competency}
    found = await _resolved(frame, words, "Competency")
    exact = {
        text: [c.iri for c in each.candidates if c.matched_by.startswith("name")]
        for text, each in found.items()
    }
    return {text: held[0] for text, held in exact.items() if len(held) == 1}


async def _resolved(frame: Asking, texts: Iterable[str], label: str) -> dict[str, Resolution]:
    """Resolve names of one class family."""
    wanted = sorted(set(texts))
    found: dict[str, Resolution] = {}
    for start in range(0, len(wanted), AT_ONCE):
        part = wanted[start : start + AT_ONCE]
        found |= dict(zip(part, await resolve(frame, [Ref(name=text) for text in part], label), strict=True))
    return found


async def _elsewhere(frame: Asking, names: Names, iris: Iterable[str]) -> set[str]:
    """Which of some IRIs a document describes that is none of the table's own."""
    found = await _documents(frame, iris)
    return {iri for iri, document in found.items() if iri != document and not names.own(document)}


async def _documents(frame: Asking, iris: Iterable[str]) -> dict[str, str]:
    """Which documents describe some IRIs."""
    wanted = sorted(set(iris))
    found: dict[str, str] = {}
    for start in range(0, len(wanted), AT_ONCE):
        found |= dict(await frame.ask("document_of", ids=wanted[start : start + AT_ONCE]))
    return found
