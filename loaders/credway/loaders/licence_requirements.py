"""Licence requirements: which work needs a licence in which state, as claims with the source of each row.

What a row does not say is not stated: an empty cell is no denial, and a licence that is only printed
stays printed.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from credway.loaders import soc
from credway.loaders.agencies import Agencies, Agency, agencies
from credway.loaders.counting import Counted, counted, place_of
from credway.loaders.entries import dates, slug
from credway.loaders.kinds import columns
from credway.loaders.matching import How, Match, Printed, match
from credway.loaders.tables import Left, Row, left, read
from credway.loaders.workbooks import BOUNDS, Bounds
from credway.loaders.writing import SCHEMES, Node, stated, submission
from credway.ontology import schemes
from credway.registry.answers.asking import Asking
from credway.registry.answers.nodes import neighbours
from credway.registry.documents import Submission
from credway.registry.names import fold
from credway.registry.periods import since
from credway.shapes.identity import ctid_in

KIND: Final = "licence-requirements"

_WORDS: Final[Mapping[str, bool]] = {
    **dict.fromkeys(("yes", "y", "true", "required"), True),
    **dict.fromkeys(("no", "n", "false", "not required"), False),
}
_COUNTRY: Final = frozenset({"us", "usa", "united states", "all states"})


@dataclass(frozen=True, slots=True)
class Requirement:
    """What a row says, before what it names is looked for; `occupation` is None where it has no code."""

    row: Row
    place: schemes.Concept | None
    occupation: schemes.Concept | None
    required: bool

    @property
    def where(self) -> str:
        """The IRI of the state, or of the country."""
        return self.place.iri if self.place else f"{SCHEMES}countries/US"

    @property
    def licence(self) -> Printed:
        """The licence as printed."""
        return Printed(self.row["licence"], self.row["authority"], ctid_in(self.row["ctid"]) or "")

    @property
    def authority(self) -> Agency | None:
        """The board as printed, which is of the state."""
        return Agency(self.row["authority"], self.place) if self.row["authority"] else None

    @property
    def work(self) -> str:
        """The code of the occupation, else what the licence is called."""
        return self.occupation.notation if self.occupation else slug(self.row["licence"])

    @property
    def speaker(self) -> Agency:
        """Who says so."""
        return Agency(self.row["asserted_by"])


async def documents(
    frame: Asking, base: str, path: Path, sheet: str = "", bounds: Bounds = BOUNDS
) -> tuple[list[Submission], list[Left], Counted]:
    """Make a document for each state, work and body of the file, with what was left out and the rows counted.

    Documents of organizations that are new here come first. Raises Unusable or OSError.
    """
    held: list[Requirement] = []
    lefts: list[Left] = []
    for row in read(path, columns(KIND), sheet=sheet, bounds=bounds):
        found = [row] if isinstance(row, Left) else list(_requirement(row))
        lefts += [each for each in found if isinstance(each, Left)]
        held += [each for each in found if isinstance(each, Requirement)]
    named = [each for one in held for each in (one.authority, one.speaker) if each]
    bodies = await agencies(frame, base, named, f"{base}documents/licence-requirements", str(path))
    printed = [each.licence for each in held if each.licence.name or each.licence.ctid]
    matches, _ = await match(frame, printed)
    licences = dict(zip(printed, matches, strict=True))
    issuers = await _issuers(frame, [each.thing for each in matches if each.thing])
    claims: dict[str, dict[str, Node]] = {}
    first: dict[str, Row] = {}
    since_when: dict[str, str | None] = {}
    for each in held:
        node = _claim(each, bodies, licences.get(each.licence), issuers, base)
        if isinstance(node, Left):
            lefts.append(node)
            continue
        iri = str(node["@id"])
        if iri in first:
            lefts.append(_repeated(each.row, first[iri], claims[_document(each, base)][iri] == node))
            continue
        first[iri] = each.row
        claims.setdefault(_document(each, base), {})[iri] = node
        since_when.setdefault(_document(each, base), _dated(each.row))
    made = [
        submission(
            document,
            [nodes[key] for key in sorted(nodes)],
            origin=str(path),
            effective_from=since_when[document],
        )
        for document, nodes in sorted(claims.items())
    ]
    taken = {place_of(row) for row in first.values()}
    return [*bodies.made, *made], lefts, counted(frozenset(), taken, lefts)


def _repeated(row: Row, first: Row, same: bool) -> Left:
    """A row on what another row speaks of: it says that again, or something else."""
    if same:
        return left(row, "", f"the same is said in row {first.number}; that one was taken")
    message = (
        f"row {first.number} says otherwise of the same; that one was taken. "
        "Keep the row that holds, or say from when until when each does"
    )
    return left(row, "", message)


def _requirement(row: Row) -> Iterator[Requirement | Left]:
    """Read a row; what is wrong in it, or that it says nothing."""
    faults = list(dates(row))
    place = schemes.state(row["state"])
    if place is None and fold(row["state"]) not in _COUNTRY:
        faults.append(
            left(row, "state", f"{row['state']!r} is no state; use a postal code such as OH, or US")
        )
    if not row["required"]:
        yield left(row, "required", "nothing stands there: an empty cell is no denial", wrong=False)
        return
    required = _WORDS.get(fold(row["required"]))
    if required is None:
        faults.append(left(row, "required", f"{row['required']!r} is neither yes nor no"))
    if row["ctid"] and ctid_in(row["ctid"]) is None:
        faults.append(left(row, "ctid", f"{row['ctid']!r} is no CTID: ce- and a UUID, 39 characters"))
    if row["source_date"] and _dated(row) is None:
        faults.append(
            left(row, "source_date", f"{row['source_date']!r} is no date such as 2026-05-15 or 2026")
        )
    occupation = soc.occupation(row, "occupation", "occupation_title") if row["occupation"] else None
    if isinstance(occupation, Left):
        faults.append(occupation)
    if faults or required is None or isinstance(occupation, Left):
        yield from faults
        return
    yield Requirement(row, place, occupation, required)


def _claim(
    said: Requirement,
    bodies: Agencies,
    licence: Match | None,
    issuers: Mapping[str, frozenset[str]],
    base: str,
) -> Node | Left:
    """Write a requirement as a claim, or say why it is none."""
    row = said.row
    for column, agency in (("authority", said.authority), ("asserted_by", said.speaker)):
        if agency is None:
            continue
        if agency in bodies.several:
            known = ", ".join(c.iri for c in bodies.several[agency])
            return left(row, column, f"{agency.printed!r} may mean several organizations; write one: {known}")
        if agency in bodies.unknown:
            return left(row, column, f"no organization is known here as {agency.printed!r}; write its name")
    board = bodies.iris[said.authority] if said.authority else None
    thing, note = _licence(licence, row, board, issuers)
    subject = said.occupation.iri if said.occupation else thing
    if subject is None:
        message = (
            "there is neither an occupation code nor a licence that is settled here: by its CTID, or by its"
            " name where its board is known to issue it; add one of them"
        )
        return left(row, "occupation", message)
    if thing is None and licence is not None and not said.required:
        message = (
            f"which licence {row['licence'] or row['ctid']!r} is, is not settled here, and a no that names "
            "none says that the work needs no licence at all. Load the licence first, or clear the cell if so"
        )
        return left(row, "licence", message)
    return stated(
        {
            "@id": f"{_document(said, base)}#{_key(said)}",
            "@type": "credway:Claim",
            "credway:subject": subject,
            "credway:predicate": "credway:licenseRequiredIn",
            "credway:object": said.where,
            "credway:requiredLicense": thing if thing != subject else None,
            "credway:authority": board,
            "credway:denied": None if said.required else True,
            "credway:validFrom": row["from"],
            "credway:validTo": row["to"],
            "credway:assertedBy": bodies.iris[said.speaker],
            "credway:source": stated(
                {
                    "@type": "credway:Source",
                    "schema:name": row["source"],
                    "schema:url": row["source_url"],
                    "credway:sourceDate": row["source_date"],
                }
            ),
            "credway:locator": _place(said),
            "credway:caveat": [each for each in (note, row["note"]) if each],
        }
    )


async def _issuers(frame: Asking, licences: Sequence[str]) -> Mapping[str, frozenset[str]]:
    """Who owns, offers or is said to issue some licences."""
    found: dict[str, set[str]] = {iri: set() for iri in licences}
    for iri, edges in (
        await neighbours(frame, licences, ["OWNED_BY", "OFFERED_BY", "OWNS", "OFFERS"])
    ).items():
        found[iri] |= {edge.other for edge in edges if edge.derived == (not edge.type.endswith("_BY"))}
    for said in await frame.statements(licences, ["Claim"], ["OF"]):
        if said.body.get("predicate") == "credway:issuer" and said.subject in found:
            found[said.subject] |= set(said.all("OBJECT"))
    return {iri: frozenset(each) for iri, each in found.items()}


def _licence(
    found: Match | None, row: Row, board: str | None, issuers: Mapping[str, frozenset[str]]
) -> tuple[str | None, str]:
    """The licence that is held, with how it was found; by name only one that the board itself issues."""
    if found is None:
        return None, ""
    printed = f"The licence is printed as {row['licence']!r}"
    if found.how is How.CTID:
        return found.thing, ""
    if found.thing and board in issuers.get(found.thing, ()):
        return found.thing, f"{printed}: {found.note} and issuer"
    return None, f"{printed}; which credential that is, is not settled" if row["licence"] else found.note


def _document(said: Requirement, base: str) -> str:
    """One document for what a body says of the work in a state by a source of one date.

    What it says holds from that date. Of other work or by another body a further file may speak, and takes
    nothing back.
    """
    parts = (_code(said), said.work, slug(said.row["asserted_by"]), said.row["source_date"])
    return f"{base}documents/licence-requirements/{'/'.join(part for part in parts if part)}"


def _code(said: Requirement) -> str:
    return said.place.notation if said.place else "US"


def _place(said: Requirement) -> str:
    """Where it stands in the source, in words that stay when a row is put in before it."""
    work = f", occupation {said.occupation.notation}" if said.occupation else ""
    return f"state {_code(said)}{work}" + (f", {said.row['licence']}" if said.row["licence"] else "")


def _key(said: Requirement) -> str:
    """What a claim speaks of: the same in a corrected file."""
    work = said.occupation.notation if said.occupation else ""
    parts = (work, slug(said.row["licence"]), slug(said.row["asserted_by"]), said.row["from"])
    return f"{_code(said)}-{'-'.join(part for part in parts if part)}"


def _dated(row: Row) -> str | None:
    """The day from which a source's statements are taken to hold."""
    try:
        return since(row["source_date"]) if row["source_date"] else None
    except ValueError:
        return None
