"""Loading the demonstration: all its documents, and nothing where it is held already."""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from credway.loaders import cluster_mapping, clusters, soc
from credway.loaders.demonstration import awards, claims, frameworks, lists, references, rules
from credway.loaders.demonstration.tables import BASE
from credway.loaders.progress import Progress, silent
from credway.loaders.writing import submission
from credway.registry.answers.nodes import documents as versions
from credway.registry.documents import Submission
from credway.registry.publishing import Outcome
from credway.registry.reading import read_stored
from credway.registry.registry import Registry
from credway.shapes import rdf

BATCH: Final = 10
"""Documents of one transaction; small, so that progress is seen."""


@dataclass(frozen=True, slots=True)
class Loaded:
    """What became of a load: an outcome for each document, none where all of it was `held`."""

    outcomes: Sequence[Outcome]
    held: bool = False

    @property
    def refused(self) -> Sequence[Outcome]:
        """The documents that were not taken; none, unless the program is broken."""
        return [each for each in self.outcomes if each.verdict.outcome == "refused"]


def documents(base: str = BASE) -> Iterator[Submission]:
    """Make all documents of the demonstration, what is named before what names it."""
    yield soc.document()
    yield from clusters.documents()
    yield cluster_mapping.document(base)
    for family in (references, frameworks, rules, lists, awards, claims):
        yield from family.documents(base)


async def load_demonstration(registry: Registry, progress: Progress = silent) -> Loaded:
    """Publish the demonstration into a registry that was created under its base IRI.

    The last document names the state of the tables; where it is held, everything before it is, and
    nothing is read again. After a load that was cut short, or with other tables, all documents are
    published; those that have not changed change nothing.
    """
    made = list(documents(registry.base))
    mark = _mark(registry.base, made)
    if await _held(registry, mark):
        return Loaded((), held=True)
    outcomes: list[Outcome] = []
    for start in range(0, len(made), BATCH):
        batch = made[start : start + BATCH]
        outcomes += await registry.publish(batch, local=True, across=False)
        progress(len(outcomes), len(made) + 1, batch[-1].document.origin)
    if not Loaded(outcomes).refused:
        outcomes += await registry.publish([mark], local=True, across=False)
        progress(len(outcomes), len(outcomes), mark.document.origin)
    return Loaded(outcomes)


def _mark(base: str, made: Sequence[Submission]) -> Submission:
    """A document on the tables themselves, which differs whenever one of the others would."""
    state = hashlib.sha256()
    for each in made:
        state.update(f"{each.mode} {each.effective_from} ".encode() + each.document.body + b"\n")
    tables = {
        "@id": f"{base}sources/demonstration-tables",
        "@type": "credway:Source",
        "schema:name": "The tables of the demonstration registry",
        "schema:version": state.hexdigest(),
        "credway:license": "see DATA-LICENSES.md and the licence on each statement",
        "credway:attribution": "Credway",
    }
    return submission(f"{base}documents/demonstration", [tables], origin="demonstration")


async def _held(registry: Registry, mark: Submission) -> bool:
    reading = read_stored(mark.document, registry.base)
    frame = await registry.ask()
    found = (await versions(frame, [reading.iri]))[reading.iri]
    return bool(found) and found[-1].digest == rdf.digest(reading.published)
