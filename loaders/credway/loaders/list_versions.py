"""A state's list as one version: read, matched, staged whole, and published by one flip.

The series, its publisher where nobody has described it, and the version with its entries are one batch:
all of it is taken, or nothing.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from credway.loaders.entries import Line, lines, outside, slug
from credway.loaders.list_series import Series, Terms, described, series_of
from credway.loaders.matching import Match, Printed, match
from credway.loaders.tables import Left
from credway.loaders.workbooks import bounds_of
from credway.loaders.writing import Node, english, stated, submission
from credway.registry.answers.asking import Asking
from credway.registry.answers.model import Things
from credway.registry.answers.nodes import documents
from credway.registry.answers.portability.entries import editions_of, entries_of
from credway.registry.answers.said import Said
from credway.registry.documents import Submission
from credway.registry.errors import BadRequest, Conflict
from credway.registry.names import name_key
from credway.registry.periods import since, until
from credway.registry.publishing import Outcome
from credway.registry.registry import Registry

SOURCE = "_:source"


@dataclass(frozen=True, slots=True)
class Read:
    """A line with what it was taken to mean."""

    line: Line
    match: Match


@dataclass(frozen=True)
class ListImported:
    """What an import gave. Where `refused` rows or findings are there, nothing was recorded."""

    series: str
    version: str
    read: Sequence[Read]
    refused: Sequence[Left]
    outcomes: Sequence[Outcome]
    things: Things

    @property
    def counts(self) -> Mapping[str, int]:
        """How many lines were matched, and how."""
        return Counter(each.match.how.value for each in self.read)

    @property
    def taken(self) -> bool:
        """Whether the version is recorded, now or before."""
        return bool(self.outcomes) and all(each.n is not None for each in self.outcomes)


async def load(registry: Registry, path: Path, terms: Terms, sheet: str = "") -> ListImported:
    """Import one version.

    Raises BadRequest, Ambiguous, NotFound, Conflict, Unusable or OSError, and then nothing is made.
    """
    start, end = _period(terms.period)
    read, refused = lines(path, sheet, bounds_of(registry.settings))
    faulty = {each.row for each in refused}
    refused += [
        wrong for each in read if each.row.number not in faulty for wrong in outside(each, (start, end))
    ]
    frame = await registry.ask()
    series = await series_of(frame, registry.base, terms, str(path))
    key = slug(terms.version)
    if not key:
        raise BadRequest(f"version {terms.version!r} has no letter or digit", argument="version")
    if terms.complete and not series.purpose:
        raise BadRequest(
            "a list that is complete must say for what: its absence of a credential is evidence. "
            "Give its purpose, such as: counts toward graduation",
            argument="purpose",
        )
    version = f"{series.iri}/{key}"
    read = _kept(read, await entries_of(frame, series.iri), f"{series.iri}/entries/")
    matches, things = await match(frame, [Printed(each.name, each.issuer, each.ctid) for each in read])
    found = [Read(line, how) for line, how in zip(read, matches, strict=True)]
    if refused:
        return ListImported(series.iri, version, found, refused, [], things)
    document = f"{registry.base}documents/lists/{series.key}/{key}"
    await _own(frame, version, document)
    made = _version(series, terms, version, (start, end), found)
    batch = [
        *described(series, registry.base, str(path), newest=await _newest(frame, series.iri, version, start)),
        await _terms_of(
            frame, submission(document, made, origin=str(path), mode="mirror"), document, since(start)
        ),
    ]
    prepared = await registry.prepare(batch, local=True)
    if not all(each.enters for each in prepared):
        outcomes = [
            Outcome(each.submission.document.origin, each.verdict, each.iri)
            for each in prepared
            if not each.enters
        ]
        return ListImported(series.iri, version, found, [], outcomes, things)
    return ListImported(series.iri, version, found, [], await registry.record(prepared), things)


def _period(text: str) -> tuple[str, str]:
    """Read FROM/TO. Raises BadRequest."""
    start, slash, end = (part.strip() for part in text.partition("/"))
    advice = "write FROM/TO, such as 2024-07/2025-06, or 2024-07/ where no end is stated"
    if not slash or not start:
        raise BadRequest(f"period {text!r} is no period; {advice}", argument="period")
    try:
        first, after = since(start), until(end) if end else None
    except ValueError as error:
        raise BadRequest(f"period {text!r}: {error}; {advice}", argument="period") from None
    if after is not None and first >= after:
        raise BadRequest(f"period {text!r} ends before it begins; {advice}", argument="period")
    return start, end


def _kept(read: Sequence[Line], held: Sequence[Said], folder: str) -> list[Line]:
    """Give each line the key of its entry in the series: by its own key, its code, else name and issuer.

    So an entry keeps its identity where a list begins to print codes, or changes one. A name that several
    entries have leads to none of them.
    """
    keys = {said.subject.removeprefix(folder) for said in held if said.subject}
    by_code = {str(said.body["code"]): _key_of(said, folder) for said in held if said.body.get("code")}
    named: dict[tuple[str, str], set[str]] = {}
    for said in held:
        named.setdefault(_printed(said.body), set()).add(_key_of(said, folder))
    by_name = {name: key for name, (key, *others) in named.items() if not others}
    taken = {each.key for each in read if each.key in keys}
    made: list[Line] = []
    for each in read:
        found = by_code.get(each.row["code"]) or by_name.get(
            _printed({"printedName": each.name, "printedIssuer": each.issuer})
        )
        if each.key not in keys and found and found not in taken:
            taken.add(found)
            made.append(replace(each, key=found))
        else:
            made.append(each)
    return sorted(made, key=lambda each: each.key)


def _key_of(said: Said, folder: str) -> str:
    return (said.subject or "").removeprefix(folder)


def _printed(names: Mapping[str, Any]) -> tuple[str, str]:
    return name_key(names.get("printedName") or ""), name_key(names.get("printedIssuer") or "")


async def _newest(frame: Asking, series: str, version: str, start: str) -> bool:
    """Whether no other version that is held of a series begins after this one."""
    others = [each for each in await editions_of(frame, series) if each.subject != version]
    return all(each.stated_from <= since(start) for each in others)


async def _own(frame: Asking, version: str, document: str) -> None:
    """Raise Conflict where the version stands in another document: nothing of the batch is taken then."""
    for iri, other in await frame.ask("document_of", ids=[version]):
        if other != document:
            raise Conflict(
                f"{iri} is described by {other} already; correct it there, or name another version"
            )


async def _terms_of(frame: Asking, made: Submission, document: str, start: str) -> Submission:
    """Publish from the start of the period; where it was another one before, that is corrected."""
    held = (await documents(frame, [document]))[document]
    moved = bool(held) and not held[-1].withdrawn and held[-1].effective_from != start
    return Submission(made.document, made.mode, start, held[-1].version if moved else None)


def _version(
    series: Series, terms: Terms, version: str, period: tuple[str, str], found: Sequence[Read]
) -> list[Node]:
    name = f"{series.name}, {terms.version}"
    return [
        stated(
            {
                "@id": SOURCE,
                "@type": "credway:Source",
                "schema:name": name,
                "schema:url": terms.source_url,
                "credway:sourceDate": terms.source_date,
            }
        ),
        stated(
            {
                "@id": version,
                "@type": "ceterms:Collection",
                "ceterms:name": english(name),
                "ceterms:ownedBy": [series.publisher],
                "ceterms:hasMember": [_entry_iri(series, each.line) for each in found],
                "credway:versionOf": series.iri,
                "credway:listPlace": series.place.iri,
                "credway:listPurpose": series.purpose,
                "credway:validFrom": period[0],
                "credway:validTo": period[1],
                "credway:isComplete": terms.complete,
                "credway:assertedBy": series.publisher,
                "credway:source": SOURCE,
            }
        ),
        *(_entry(series, each) for each in found),
    ]


def _entry(series: Series, each: Read) -> Node:
    """An entry; its place in the source is its code or name, since a row moves when another is put in."""
    return stated(
        {
            "@id": _entry_iri(series, each.line),
            "@type": "ceterms:CollectionMember",
            "ceterms:proxyFor": each.match.thing,
            **each.line.terms,
            "credway:assertedBy": series.publisher,
            "credway:source": SOURCE,
            "credway:locator": each.line.place,
            "credway:caveat": [f"Which credential is meant: {each.match.note}"] if each.match.note else None,
            "credway:confidence": each.match.confidence or None,
        }
    )


def _entry_iri(series: Series, line: Line) -> str:
    return f"{series.iri}/entries/{line.key}"
