"""Series of lists: the one that an import names, held here or new, with its publisher, place and purpose."""

from collections.abc import Sequence
from dataclasses import dataclass

from credway.loaders.agencies import Agency, agencies
from credway.loaders.entries import slug
from credway.loaders.writing import english, stated, submission
from credway.ontology import schemes
from credway.registry.answers.asking import Asking
from credway.registry.answers.model import Described
from credway.registry.answers.nodes import neighbours
from credway.registry.answers.resolve import Ref, chosen, resolve
from credway.registry.documents import Submission
from credway.registry.errors import Ambiguous, BadRequest, NotFound


@dataclass(frozen=True, slots=True)
class Terms:
    """What is said of a whole version; what is absent is taken from its series, where that is held.

    `period` is FROM/TO, days, months or years, the last one included and TO empty where it is open.
    `complete` is None where the publisher does not say.
    """

    series: str
    version: str
    period: str
    complete: bool | None = None
    publisher: str | None = None
    purpose: str | None = None
    place: str | None = None
    name: str | None = None
    source_url: str | None = None
    source_date: str | None = None


@dataclass(frozen=True, slots=True)
class Series:
    """A series as it is held or as the terms make it, with the record of its publisher where that is new."""

    iri: str
    key: str
    name: str
    publisher: str
    publisher_made: Sequence[Submission]
    place: schemes.Concept
    purpose: str | None
    ours: bool


async def series_of(frame: Asking, base: str, terms: Terms, origin: str) -> Series:
    """The series that is named by its IRI, its key or its name; else a new one."""
    is_iri = ":" in terms.series and " " not in terms.series
    key = slug(terms.series.rsplit("/", 1)[-1] if is_iri else terms.series)
    if not key:
        raise BadRequest(f"series {terms.series!r} has no letter or digit", argument="series")
    iri = terms.series if is_iri else f"{base}lists/{key}"
    by_id, by_name = await resolve(frame, [Ref(id=iri), Ref(name=terms.series)], "ListSeries")
    if not by_id.candidates and by_name.candidates:
        iri = chosen(Ref(name=terms.series), by_name)
        key = iri.rsplit("/", 1)[-1]
    held = (await frame.describe([iri]))[iri]
    known = held if held.label == "ListSeries" and held.statement else None
    place = _place(terms, known)
    publisher, publisher_made = await _publisher(frame, base, terms, iri, known is not None, origin)
    document = f"{base}documents/lists/{key}"
    return Series(
        iri,
        key,
        terms.name or (known.name if known and known.name else terms.series),
        publisher,
        publisher_made,
        place,
        terms.purpose or _attribute(known, "credway:listPurpose"),
        known is None or known.statement is None or known.statement.document == document,
    )


def _attribute(known: Described | None, name: str) -> str | None:
    held = known.statement.body.get("attributes", {}).get(name) if known and known.statement else None
    return str(held[0]) if held else None


def _place(terms: Terms, known: Described | None) -> schemes.Concept:
    text = terms.place or _attribute(known, "credway:listPlace")
    if text is None:
        raise BadRequest(
            f"for which state is {terms.series}? Give its place, a postal code such as TN", argument="place"
        )
    found = schemes.state(text)
    if found is None:
        raise BadRequest(f"place {text!r} is no state; use a postal code such as TN", argument="place")
    held = schemes.state(_attribute(known, "credway:listPlace") or "")
    if held is not None and held.iri != found.iri:
        raise BadRequest(
            f"{terms.series} is held here as a list of {held.label}; give the list of {found.label} a series"
            " of its own, such as its full title",
            argument="place",
        )
    return found


async def _publisher(
    frame: Asking, base: str, terms: Terms, iri: str, known: bool, origin: str
) -> tuple[str, Sequence[Submission]]:
    """The organization that publishes the list, with its record where it is new here."""
    if terms.publisher is None:
        edges = (await neighbours(frame, [iri], ["OWNED_BY"]))[iri] if known else []
        owners = sorted({edge.other for edge in edges if not edge.derived})
        if not owners:
            raise BadRequest(
                f"who publishes {terms.series}? Give the publisher: an IRI, a CTID or the name of the agency",
                argument="publisher",
            )
        return owners[0], []
    agency = Agency(terms.publisher)
    found = await agencies(frame, base, [agency], iri, origin)
    if agency in found.several:
        raise Ambiguous(
            f"{terms.publisher} may mean {len(found.several[agency])} organizations; name one by its id",
            asked=terms.publisher,
            candidates=[{"id": c.iri, "matchedBy": c.matched_by} for c in found.several[agency]],
        )
    if agency in found.unknown:
        raise NotFound(
            f"no organization is known here as {terms.publisher}; give the name of the publisher instead",
            asked=terms.publisher,
        )
    return found.iris[agency], found.made


def described(series: Series, base: str, origin: str, *, newest: bool) -> list[Submission]:
    """The documents beside the version: the publisher where it is new, and the series where it is ours.

    Only the `newest` version says what the series is called and is for; not an older one that comes late.
    """
    if not series.ours or not newest:
        return [*series.publisher_made]
    node = stated(
        {
            "@id": series.iri,
            "@type": "credway:ListSeries",
            "ceterms:name": english(series.name),
            "ceterms:ownedBy": [series.publisher],
            "credway:listPlace": series.place.iri,
            "credway:listPurpose": series.purpose,
        }
    )
    made = submission(f"{base}documents/lists/{series.key}", [node], origin=origin)
    return [*series.publisher_made, made]
