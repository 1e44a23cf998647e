"""References to things that no document here describes."""

from collections.abc import Iterable, Mapping, Sequence

from credway.ontology import schemes
from credway.registry.across.said import Crossed, Said, Stated, judged, path_of, shown
from credway.shapes.identity import ctid_in, spellings

DANGLING = "DANGLING_REFERENCE"
ASSERTED_BY = "credway:assertedBy"


def spelt(iri: str, base: str) -> Sequence[str]:
    """The IRIs under which the thing that a link names may be held here; none where that is not asked.

    Only what looks like a registry's own can dangle: an IRI under `base`, or one with a CTID. Anything
    else is a page of the web. The document of a thing counts as the thing: it may describe it as a part.
    """
    if not iri.startswith(base) and ctid_in(iri) is None:
        return ()
    if schemes.concept(iri) is not None:
        return ()
    found = [each for each in spellings(iri) if ":" in each]
    documents = [each.replace("/resources/", "/graph/") for each in found if "/resources/" in each]
    return list(dict.fromkeys([*found, *documents, iri.partition("#")[0]]))


def asked(said: Iterable[Said], base: str) -> Mapping[str, Sequence[str]]:
    """What to look up, by the IRI that a link names; not what the same documents describe."""
    batch = list(said)
    own = {iri for each in batch for iri in each.described} | {each.document for each in batch}
    named = {link.target for each in batch for link in each.links if judged(link.relation)}
    found = {iri: spelt(iri, base) for iri in named - own}
    return {iri: names for iri, names in found.items() if names and not own.intersection(names)}


def dangling(said: Said, missing: set[str]) -> list[Crossed]:
    """One finding for each thing that is missing: where it is named first, and how often."""
    places: dict[str, list[Stated]] = {}
    for link in said.links:
        if link.target in missing and judged(link.relation):
            places.setdefault(link.target, []).append(link)
    return [_found(said, target, places[target]) for target in sorted(places)]


def _found(said: Said, target: str, links: Sequence[Stated]) -> Crossed:
    # Whoever owns a document asserts all of it: that is not named again.
    named = [each for each in links if each.relation != ASSERTED_BY] or links
    first = min(named, key=lambda each: (each.relation, each.subject))
    more = len({(each.subject, shown(each.relation)) for each in named}) - 1
    often = "" if not more else " and once more" if more == 1 else f" and {more:,} times more"
    return Crossed(
        DANGLING,
        said.document,
        first.subject if first.subject in said.described else said.document,
        path_of(first.relation),
        target,
        f"{first.subject} names {target} as its {shown(first.relation)}{often}, and no document here "
        "describes it. Correct the IRI, or publish the thing, or a reference record of it.",
    )
