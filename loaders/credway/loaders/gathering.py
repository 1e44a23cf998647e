"""Gathering what files say into documents: the nodes of each in a stable order, each thing once."""

from collections.abc import Iterable, Mapping
from pathlib import Path

from credway.loaders.counting import Place, place_of
from credway.loaders.kinds import Edition
from credway.loaders.said import Said
from credway.loaders.tables import Left
from credway.loaders.writing import Node, submission
from credway.registry.documents import Submission
from credway.registry.periods import since


def gathered(
    said: Iterable[Said | Left], made: Edition, start: str | None = None
) -> tuple[list[Submission], list[Left], Mapping[str, set[Place]]]:
    """Make documents of nodes, with what was left out and which rows gave each of them.

    `start` is the day from which they hold; what comes out each year holds from its year on, so that an older
    file that is read later does not replace it.
    """
    held: dict[str, dict[str, Node]] = {}
    owner: dict[str, str] = {}
    lefts: dict[Left, None] = {}  # a file that is read for two purposes says some things twice
    taken: dict[str, set[Place]] = {}
    for each in said:
        if isinstance(each, Left):
            lefts[each] = None
            continue
        iri = str(each.node["@id"])
        if iri in owner:
            lefts[each.repeated(owner[iri])] = None
            continue
        owner[iri] = each.place
        rows = taken.setdefault(each.document, set())
        rows |= {place_of(row) for row in each.rows}
        rows |= {(each.file, "", each.pointer)} if each.pointer else set()
        held.setdefault(each.document, {})[iri] = each.node
    holds = start or made.kind.start or (since(made.date) if made.kind.yearly else None)
    origin = " and ".join(str(Path(path)) for path in made.paths)
    submissions = [
        submission(
            iri,
            [*([made.source()] if made.kind.title else []), *(nodes[key] for key in sorted(nodes))],
            origin=origin,
            mode=made.kind.mode,
            effective_from=holds,
        )
        for iri, nodes in sorted(held.items())
    ]
    return submissions, list(lefts), taken
