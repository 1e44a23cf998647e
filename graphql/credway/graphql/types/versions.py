"""Versions of documents."""

from collections.abc import Sequence
from typing import Annotated, Any

import strawberry

from credway.graphql.building import output, reads, then
from credway.graphql.scalars import IRI, Date, DateTime
from credway.graphql.scope import Scope
from credway.graphql.types import making
from credway.graphql.types.node import Node, OrganizationT
from credway.registry.answers.nodes import DocumentVersion as Version
from credway.registry.timeline import Version as OnTimeline
from credway.registry.timeline import segments, starts


@output()
class DocumentVersion(Node):
    """One accepted version of a document."""

    scope: strawberry.Private[Scope]
    held: strawberry.Private[Version]
    siblings: strawberry.Private[Sequence[Version]]

    @reads(IRI)
    def document(self) -> Any:
        """The IRI of the document, whatever its version."""
        return self.held.document

    @reads(int)
    def version(self) -> Any:
        """Its number among the versions of the document, from 1."""
        return self.held.version

    @reads(str)
    def digest(self) -> Any:
        """SHA-256 of its canonical RDF: two versions that state the same have the same."""
        return self.held.digest

    @reads(DateTime)
    def published_at(self) -> Any:
        """When it was accepted here."""
        return self.held.published_at

    @reads(OrganizationT | None)
    def published_by(self) -> Any:
        """Who published it here, where that is known."""
        who = self.held.publisher
        return making.organization(self.scope, who) if who and ":" in who else None

    @reads(int)
    def recorded(self) -> Any:
        """The registry's number at which it was recorded: what `knownAt` compares with."""
        return self.held.n

    @reads(Date | None)
    def effective_from(self) -> Any:
        """From when it amends the document; null where it corrects or starts it."""
        return self.held.effective_from

    @reads(bool)
    def withdrawn(self) -> Any:
        """Whether it withdraws the document."""
        return self.held.withdrawn

    @reads(bool)
    def current(self) -> Any:
        """Whether it is the version in force on the day of the question."""
        day = self.scope.frame.as_of
        line = starts(
            OnTimeline(
                document=v.document,
                version=v.version,
                digest=v.digest,
                day=v.published_at[:10],
                start=v.effective_from,
                corrects=v.corrects,
                withdrawn=v.withdrawn,
            )
            for v in self.siblings
        )
        parts = segments(line)
        standing = [p for p in parts if p.start <= day < p.end] or parts[:1]
        return any(p.version == self.held.version and not p.withdrawn for p in standing)

    @reads(Annotated["DocumentVersion", strawberry.lazy(__name__)] | None)
    def superseded_by(self) -> Any:
        """The version that was published after it."""
        later = [v for v in self.siblings if v.version > self.held.version]
        return document_version(self.scope, later[0], self.siblings) if later else None


def document_version(scope: Scope, held: Version, siblings: Sequence[Version]) -> DocumentVersion:
    """Show a version of a document among all its versions."""
    iri = strawberry.ID(f"{held.document}?version={held.version}")
    return DocumentVersion(iri, scope, held, siblings)


def document_of(scope: Scope, document: str, version: int) -> Any:
    """Find a version of a document, None where it is not held."""

    def pick(versions: Sequence[Version]) -> DocumentVersion | None:
        for held in versions:
            if held.version == version:
                return document_version(scope, held, versions)
        return None

    return then(scope.documents(document), pick)
