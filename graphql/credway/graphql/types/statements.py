"""Statements, the documents that make them, and the findings that rest on them."""

from typing import Any, Protocol

import strawberry

from credway.graphql.building import output, reads, says, then
from credway.graphql.scalars import IRI, Date, Decimal
from credway.graphql.scope import Scope
from credway.graphql.types import making
from credway.graphql.types.enums import StatementKind
from credway.graphql.types.node import (
    Node,
    OrganizationT,
    ResourceT,
    RuleT,
)
from credway.graphql.types.versions import DocumentVersion, document_of
from credway.registry.answers import model
from credway.registry.answers.asking import source_of
from credway.registry.answers.said import Said
from credway.registry.answers.sentences import plain_sentence
from credway.registry.answers.triples import object_of, predicate_of, subject_of, value_of
from credway.registry.graph import FIRST_DAY, LAST_DAY
from credway.registry.periods import day_before


class Valid(Protocol):
    """Whatever is said to hold for some days, half-open."""

    @property
    def valid_from(self) -> str:
        """The first day."""
        ...

    @property
    def valid_to(self) -> str:
        """The first day on which it does not hold any more."""
        ...


def first_day(said: Valid) -> Date | None:
    """The first day on which something is said to hold; None where that is open."""
    return None if said.valid_from == FIRST_DAY else Date(said.valid_from)


def last_day(said: Valid) -> Date | None:
    """The last day on which something is said to hold; None where that is open."""
    return None if said.valid_to == LAST_DAY else Date(day_before(said.valid_to))


@output(iri="credway:Source")
class Source:
    """Where a statement was read."""

    title: str = says("What the source is called, else the IRI of the document.")
    url: str | None = says("Where it can be found.")
    date: str | None = says("When it was published, as precisely as it says: a day, a month or a year.")
    license: str = says("On what terms it may be used.")
    attribution: str | None = says("The line that its terms ask users to print.")


def source(found: model.Source) -> Source:
    """Show a source of the core."""
    return Source(found.title, found.url, found.date, found.license, found.attribution)


@output(iri="credway:Claim")
class Statement(Node):
    """One claim, by somebody, in one version of one document.

    Who asserts it, who published it, and where it was read are three things.
    """

    scope: strawberry.Private[Scope]
    said: strawberry.Private[Said]

    @reads(StatementKind)
    def kind(self) -> Any:
        """What kind of claim it is."""
        return StatementKind(self.said.kind)

    @reads(str)
    def summary(self) -> Any:
        """The claim in one plain sentence."""
        things = self.scope.all_things(sorted(self.said.mentioned))
        return then(things, lambda found: plain_sentence(self.said, found))

    @reads(ResourceT)
    def subject(self) -> Any:
        """What it is about."""
        return making.resource(self.scope, subject_of(self.said))

    @reads(IRI)
    def predicate(self) -> Any:
        """The property that it states."""
        return predicate_of(self.said)

    @reads(ResourceT | None)
    def object(self) -> Any:
        """The thing that it links its subject to; of several, the first."""
        found = object_of(self.said)
        return making.resource(self.scope, found) if found else None

    @reads(str | None)
    def value(self) -> Any:
        """What it states that is no thing: a figure with its unit, a code, a printed name."""
        return value_of(self.said)

    @reads(OrganizationT | None)
    def asserted_by(self) -> Any:
        """Whose claim it is."""
        who = self.said.asserted_by
        return making.organization(self.scope, who) if who else None

    @reads(DocumentVersion | None)
    def document(self) -> Any:
        """The version of the document that first makes it."""
        return document_of(self.scope, self.said.document, self.said.version)

    @reads(Source)
    def source(self) -> Any:
        """Where it was read: the source that it cites, else the document itself."""
        return source(source_of(self.said))

    @reads(list[str])
    def caveats(self) -> Any:
        """What a reader must know before using it: limits its author stated, doubts on record."""
        return self.said.body.get("caveats", [])

    @reads(str | None)
    def locator(self) -> Any:
        """Where in the source: page, table, row."""
        return self.said.body.get("locator")

    @reads(Date | None)
    def valid_from(self) -> Any:
        """The first day on which it is said to hold; the document's own date where none is stated."""
        return first_day(self.said)

    @reads(Date | None)
    def valid_to(self) -> Any:
        """The last day on which it is said to hold; null while it is open."""
        return last_day(self.said)

    @reads(int)
    def recorded(self) -> Any:
        """The registry's number since which it is recorded."""
        return self.said.recorded

    @reads(bool)
    def derived(self) -> Any:
        """Whether it was worked out from others; `rule` then says how."""
        return bool(self.said.body.get("derived"))

    @reads(RuleT | None)
    def rule(self) -> Any:
        """The rule by which it was worked out."""
        found = self.said.body.get("rule")
        return making.rule(self.scope, found) if found else None

    @reads(Decimal | None)
    def confidence(self) -> Any:
        """Between 0 and 1 where it is a match or an estimate; null for a plain assertion."""
        return self.said.body.get("confidence")


def statement(scope: Scope, said: Said) -> Statement:
    """Show a statement."""
    return Statement(strawberry.ID(scope.statement_iri(said.id)), scope, said)
