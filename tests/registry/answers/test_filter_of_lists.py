"""The filter `listed_in` says what portability says of the same credential, on both stores."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from making import STATES, Node, claim, document, entry, iri, listing, reference

from credway.ontology import schemes
from credway.registry.answers.asking import Asking
from credway.registry.answers.listings import Page
from credway.registry.answers.listings import listing as listed
from credway.registry.answers.model import Verdict
from credway.registry.answers.portability.answer import portability
from credway.registry.answers.resolve import Ref
from credway.registry.documents import Submission
from credway.registry.registry import Registry
from credway.registry.store.expressions import Filter, NotOf, UnknownRule
from credway.shapes.documents import Document

OTHER = "credentials/baker"
YES, NO, UNKNOWN, DISPUTED = Verdict.YES, Verdict.NO, Verdict.UNKNOWN, Verdict.DISPUTED
OLD, NEW, NEXT = ({"credway:validFrom": f"{year}-01-01"} for year in (2024, 2025, 2098))
ENDED, LONG = (OLD | {"credway:validTo": f"{year}-12-31"} for year in (2024, 2099))
WHOLE = {"credway:isComplete": True}
DENIED = {"credway:denied": True}
COUNTRY = "https://w3id.org/credway/schemes/countries/US"

OCCUPATION = "occupations"
WORK = (OCCUPATION, None)
"""A claim that the credential is for an occupation that the list names."""

Entry = Callable[[str, str], Node]


def on_list(state: str) -> Filter:
    """On a list of a state."""
    return Filter("listed_in", state)


def named(status: str = "Approved", **more: str) -> Entry:
    """An entry for the credential of a case."""
    terms = {f"ceterms:{key}": value for key, value in more.items()}
    return lambda path, state: entry(f"lists/{state}/entries/a", path, status) | terms


def other(path: str, state: str) -> Node:
    """An entry for another credential."""
    return entry(f"lists/{state}/entries/b", OTHER)


def regional(region: str) -> Entry:
    """An entry that removes the credential of a case for a region."""
    return lambda path, state: entry(f"lists/{state}/entries/r", path, "Removed") | {"credway:region": region}


def printed(status: str, **more: str) -> Entry:
    """An entry that is only printed, by a name like that of the credential."""
    terms = {f"credway:{key}": value for key, value in more.items()}
    return lambda path, state: entry(f"lists/{state}/entries/w", None, status, "Welder, Level 1") | terms


def removed_later(path: str, state: str) -> Node:
    """An entry that is only printed, by a name like that of the credential, off the list from a day on."""
    return printed("Removed")(path, state) | {"ceterms:startDate": "2098-01-01"}


def nobodys(path: str, state: str) -> Node:
    """An entry for an IRI that nobody describes, by the name of the credential."""
    return entry(f"lists/{state}/entries/n", "credentials/nobodys", printed=f"Welder {state}")


def of_work(path: str, state: str) -> Node:
    """An entry for whatever is for an occupation of somebody's own."""
    return entry(f"lists/{state}/entries/o", f"occupations/{state}")


@dataclass(frozen=True)
class Case:
    """Versions of a series, each its terms and its entries; claims of a place, its own where None."""

    name: str
    verdict: Verdict
    versions: Sequence[tuple[Any, ...]] = ()
    claims: Sequence[tuple[str | None, Node | None]] = ()


IT = named()
LASTING = named(endDate="2098-12-31")
CASES = (
    Case("an entry of a version without an end", YES, [(OLD, IT)]),
    Case("a later version has begun", UNKNOWN, [(OLD, IT), (NEW, other)]),
    Case("a later version names it too", YES, [(OLD, IT), (NEW, IT)]),
    Case("a later version is complete without it", NO, [(OLD, IT), (NEW | WHOLE, other)]),
    Case("a later version has it as proposed", UNKNOWN, [(OLD, IT), (NEW | WHOLE, named("Proposed"))]),
    Case("a later version removes it", NO, [(OLD, IT), (NEW, named("Removed"))]),
    Case("a removal, and a later version", UNKNOWN, [(OLD, named("Removed")), (NEW, other)]),
    Case("a later version has not begun", YES, [(OLD, IT), (NEXT | WHOLE, other)]),
    Case("an entry with an end, and a later version", YES, [(OLD, LASTING), (NEW, other)]),
    Case("the same, and that is complete", DISPUTED, [(OLD, LASTING), (NEW | WHOLE, other)]),
    Case("a version that has ended", UNKNOWN, [(ENDED, IT)]),
    Case("the same, and a complete one", NO, [(ENDED, IT), (NEW | WHOLE, other)]),
    Case("a later complete version beside it", DISPUTED, [(LONG, IT), (NEW | WHOLE, other)]),
    Case("a later version beside it", YES, [(LONG, IT), (NEW, other)]),
    Case("a later complete version beside it names both", YES, [(LONG, IT), (NEW | WHOLE, other, IT)]),
    Case("a complete version names it", YES, [(OLD | WHOLE, IT)]),
    Case("a complete version does not", NO, [(OLD | WHOLE, other)]),
    Case("a complete version, and a later one", UNKNOWN, [(OLD | WHOLE, other), (NEW, other)]),
    Case("a complete version with a name like it", UNKNOWN, [(OLD | WHOLE, printed("Approved"))]),
    Case("a complete version with its name for an unknown IRI", UNKNOWN, [(OLD | WHOLE, nobodys)]),
    Case("a complete version with an occupation it is for", UNKNOWN, [(OLD | WHOLE, of_work)], [WORK]),
    Case("a printed name like it, removed", NO, [(OLD | WHOLE, printed("Removed"))]),
    Case("removed", NO, [(OLD, named("Removed"))]),
    Case("removed from a later day on", UNKNOWN, [(OLD | WHOLE, named("Removed", startDate="2098-01-01"))]),
    Case("a printed name like it, removed from a later day on", UNKNOWN, [(OLD | WHOLE, removed_later)]),
    Case("removed until a day", UNKNOWN, [(OLD | WHOLE, named("Removed", endDate="2025-01-01"))]),
    Case(
        "a followed version beside it is complete",
        YES,
        [
            (LONG, IT),
            (NEW | WHOLE, other),
            ({"credway:validFrom": "2026", "credway:validTo": "2026-06"}, other),
        ],
    ),
    Case("removed for a region", UNKNOWN, [(OLD | WHOLE, regional("North"), other)]),
    Case("named for one region and removed for another", YES, [(OLD, IT, regional("North"))]),
    Case("removed for all of the state", NO, [(OLD, regional("State-wide"))]),
    Case(
        "a printed name like it, removed for a region",
        UNKNOWN,
        [(OLD | WHOLE, printed("Removed", region="North"))],
    ),
    Case("two complete versions of one day", DISPUTED, [(OLD | WHOLE, other, IT), (OLD | WHOLE, other)]),
    Case("proposed", UNKNOWN, [(OLD, named("Proposed"))]),
    Case("phasing out", YES, [(OLD, named("PhasingOut"))]),
    Case("nothing is said", UNKNOWN),
    Case("claimed", YES, claims=[(None, None)]),
    Case("denied", NO, claims=[(None, DENIED)]),
    Case("claimed and denied", DISPUTED, claims=[(None, None), (None, DENIED)]),
    Case("an entry, and denied", DISPUTED, [(OLD, IT)], [(None, DENIED)]),
    Case("an entry of before, and denied", NO, [(OLD, IT), (NEW, other)], [(None, DENIED)]),
    Case("removed, and claimed", DISPUTED, [(OLD, named("Removed"))], [(None, None)]),
    Case("claimed, and a complete version without it", YES, [(OLD | WHOLE, other)], [(None, None)]),
    Case("claimed of the whole country", YES, claims=[(COUNTRY, None)]),
    Case("an entry, and denied of the whole country", DISPUTED, [(OLD, IT)], [(COUNTRY, DENIED)]),
    Case("denied of another state", UNKNOWN, claims=[(STATES + "WY", DENIED)]),
)


async def filtered(frame: Asking, path: str, state: str) -> bool | None:
    """What the filter is of a credential in a state."""
    found = []
    for part, rule in (
        (on_list(state), UnknownRule.EXCLUDE),
        (NotOf(on_list(state)), UnknownRule.EXCLUDE),
        (on_list(state), UnknownRule.ONLY),
    ):
        page = await listed(frame, "Credential", [part], unknown=rule, page=Page(first=100))
        counts = await page.counting.counts()
        assert counts.total == len(page.ids)
        found.append(iri(path) in page.ids)
    assert sum(found) == 1
    return (True, False, None)[found.index(True)]


def written(case: Case, path: str, state: str) -> Iterator[tuple[str, list[Node]]]:
    """The documents of a case: the versions of a series of its state, and claims of its credential."""
    for number, version in enumerate(case.versions):
        entries = [made(path, state) for made in version[1:]]
        terms = {"credway:versionOf": iri(f"lists/{state}"), "credway:listPurpose": "work"} | version[0]
        name = f"lists/{state}/{number}"
        yield name, listing(name, state, entries, extra=terms)
    for number, (place, extra) in enumerate(case.claims):
        name = f"claims/{state}/{number}"
        predicate = "ceterms:occupationType" if place == OCCUPATION else "credway:listedIn"
        obj = f"{iri(place)}/{state}" if place == OCCUPATION else place or STATES + state
        yield name, [claim(f"{name}#1", path, predicate, obj=obj, extra=extra)]


async def test_the_filter_agrees_with_portability(registry: Registry) -> None:
    """A YES is true, a NO false, and what is disputed or not known is unknown: each case in its own state."""
    codes = [state.notation for state in schemes.scheme(STATES.rstrip("/"))][: len(CASES)]
    paths = {code: f"credentials/welder-{code.lower()}" for code in codes}
    documents = {"things": [reference(path) for path in (OTHER, *paths.values())]}
    for code, case in zip(codes, CASES, strict=True):
        documents |= written(case, paths[code], code)
    made = [
        Submission(Document(document(name, *nodes), name), mode="mirror", effective_from="2020-01-01")
        for name, nodes in documents.items()
    ]
    for outcome in await registry.publish(made, local=True):
        assert outcome.verdict.outcome != "refused", outcome.verdict.findings
    frame = await registry.ask()
    for code, case in zip(codes, CASES, strict=True):
        [answer] = await portability(frame, [Ref(id=iri(paths[code]))], [code])
        assert answer.places[0].listed.verdict is case.verdict, case.name
        value = {YES: True, NO: False}.get(case.verdict)
        assert await filtered(frame, paths[code], code) is value, case.name
