"""Statements made ready for a page: the sentence, who says it, where it was read, since when."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import orjson

from credway.registry.answers.asking import Asking, source_of
from credway.registry.answers.credit.awards import unsure
from credway.registry.answers.model import Source, Things
from credway.registry.answers.said import Said
from credway.registry.answers.sentences import Mention, Part, asked, sentence
from credway.registry.graph import FIRST_DAY, LAST_DAY, Statement

KINDS = {
    "Classification": "What kind it is",
    "Equivalence": "Other things that stand for it",
    "Condition": "Requirements and preparation",
    "ListVersion": "Lists",
    "ListEntry": "On lists",
    "Recognition": "Recognition",
    "Award": "College credit",
    "Observation": "Figures",
    "Claim": "Other claims",
    "Identifier": "Codes",
    "Description": "Descriptions",
}
"""Headings for the kinds of statement, in the order in which a page shows them."""


@dataclass(frozen=True, slots=True)
class Told:
    """One statement as a page shows it; `asserted_by` is None where nobody is named."""

    said: Said
    parts: Sequence[Part]
    source: Source
    asserted_by: Mention | None
    conditions: Sequence[Sequence[Part]] = ()
    """What it asks of who wants what it awards, each by itself."""

    @property
    def text(self) -> str:
        """The sentence without links."""
        return "".join(part if isinstance(part, str) else part.text for part in self.parts)

    @property
    def standing(self) -> str | None:
        """The status of what awards credit, where that is another than active: it may give nothing."""
        status = self.said.body.get("status") if self.said.kind == "Award" else None
        return None if status in (None, "lifeCycle:Active") else str(status)

    @property
    def doubt(self) -> str | None:
        """The confidence of a statement that its own document doubts, None of any other."""
        return str(self.said.body["confidence"]) if unsure(self.said) else None

    @property
    def anchor(self) -> str | None:
        """The fragment of the node that makes the statement, where it has one."""
        return self.said.key.rsplit("#", 1)[1] if "#" in self.said.key else None


def tell(statements: Iterable[Said], things: Things) -> list[Told]:
    """Make statements ready, those of one thing together, in order of what they say."""
    found = [
        Told(said, sentence(said, things), source_of(said), _asserter(said, things), asked(said, things))
        for said in statements
    ]
    return sorted(found, key=lambda told: (told.text.casefold(), told.said.document, told.said.valid_from))


async def tell_all(frame: Asking, statements: Sequence[Said]) -> list[Told]:
    """Make statements ready with the names of all they mention, one round trip."""
    return tell(statements, await frame.describe(iri for said in statements for iri in named(said)))


def named(said: Said) -> set[str]:
    """The things that a statement mentions, with those that the conditions of an award ask for."""
    parts = (part for each in asked(said, {}) for part in each)
    return {*said.mentioned, *(part.iri for part in parts if isinstance(part, Mention))}


def by_kind(told: Iterable[Told]) -> list[tuple[str, list[Told]]]:
    """Group under headings, in their order; kinds without a heading come last under their own name."""
    groups: dict[str, list[Told]] = {}
    for each in told:
        groups.setdefault(each.said.kind, []).append(each)
    order = [*(k for k in KINDS if k in groups), *sorted(groups.keys() - KINDS.keys())]
    return [(KINDS.get(kind, kind), groups[kind]) for kind in order]


def as_said(statement: Statement, document: str, version: int, n: int) -> Said:
    """Read a statement of a projected document as an answer would see it."""
    links: dict[str, list[str]] = {}
    for link in sorted(statement.links, key=lambda k: (k.role, k.ord, k.target)):
        links.setdefault(link.role, []).append(link.target)
    return Said(
        id=statement.sid,
        kind=statement.kind,
        key=statement.key,
        subject=statement.subject,
        document=document,
        version=version,
        asserted_by=statement.asserted_by,
        valid_from=statement.valid_from or FIRST_DAY,
        valid_to=statement.valid_to or LAST_DAY,
        stated=0,
        recorded=n,
        body=orjson.loads(statement.body),
        links={role: tuple(targets) for role, targets in links.items()},
    )


def _asserter(said: Said, things: Things) -> Mention | None:
    if said.asserted_by is None:
        return None
    thing = things.get(said.asserted_by)
    return Mention(said.asserted_by, (thing.name if thing else None) or said.asserted_by)
