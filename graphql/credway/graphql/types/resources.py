"""Things that documents describe: what all share, and what a few classes have of their own."""

from collections.abc import Sequence
from typing import Annotated, Any

import strawberry

from credway.graphql.building import interface, output, reads, takes, then
from credway.graphql.paging import (
    AFTER,
    FIRST,
    Connection,
    Part,
    connection,
    page_size,
    part_of,
    read_cursor,
    write_cursor,
)
from credway.graphql.scalars import IRI
from credway.graphql.scope import Scope
from credway.graphql.types import making
from credway.graphql.types.concepts import LangString
from credway.graphql.types.enums import StatementKind
from credway.graphql.types.figures import Identifier
from credway.graphql.types.node import Node, ResourceT
from credway.graphql.types.statements import Statement, statement
from credway.graphql.types.versions import DocumentVersion, document_of
from credway.registry.answers.model import Described
from credway.registry.answers.said import Said
from credway.registry.answers.statements import StatementPage
from credway.registry.answers.triples import as_iri

LANG = takes("Language tags in order of preference; those of the request where none are given.")
First = Annotated[int | None, FIRST]
After = Annotated[str | None, AFTER]


@interface()
class Resource(Node):
    """Anything with an IRI that documents describe."""

    scope: strawberry.Private[Scope]
    about: strawberry.Private[Described]

    @reads(str)
    def href(self) -> Any:
        """Where this server shows it."""
        return self.scope.context.href(self.about.iri, self.about.ctid)

    @reads(str | None, iri="ceterms:ctid")
    def ctid(self) -> Any:
        """Its CTID, where it has one."""
        return self.about.ctid

    @reads(bool)
    def reference_only(self) -> Any:
        """Whether others name it and nobody has published it."""
        return self.about.reference_only

    @reads(list[IRI])
    def types(self) -> Any:
        """Its classes, as published."""
        return [as_iri(name) for name in self.about.types]

    @reads(str | None, iri="ceterms:name")
    def name(self, lang: Annotated[list[str] | None, LANG] = None) -> Any:
        """Its name in the language that fits best."""
        return self._best(self.about.names, lang)

    @reads(list[LangString])
    def names(self) -> Any:
        """All its names with their languages."""
        return [LangString(text, tag or None) for text, tag in self.about.names]

    @reads(str | None, iri="ceterms:description")
    def description(self, lang: Annotated[list[str] | None, LANG] = None) -> Any:
        """How its owner describes it, in the language that fits best."""
        return self._best(self.about.texts, lang)

    @reads(str | None, iri="ceterms:subjectWebpage")
    def webpage(self) -> Any:
        """The page that its owner names."""
        return self.about.webpage

    @reads(list[Identifier], iri="ceterms:identifier")
    def identifiers(self) -> Any:
        """Every code by which it is known, with its scheme and who says so."""
        return then(
            self.scope.said(self.about.iri, ("Identifier",), ("OF",)),
            lambda found: [identifier(self.scope, said) for said in found],
        )

    @reads(DocumentVersion | None)
    def document(self) -> Any:
        """The version of the document that describes it; null where nobody does."""
        said = self.about.statement
        return document_of(self.scope, said.document, said.version) if said else None

    @reads(Connection[Statement])
    def statements(
        self,
        first: First = None,
        after: After = None,
        kinds: Annotated[list[StatementKind] | None, takes("Only statements of these kinds.")] = None,
    ) -> Any:
        """All statements that name it, whenever they hold, in a stable order."""
        order = "statements"
        size = page_size(self.scope.frame.settings, first)
        position = read_cursor(after, order, 2) if after is not None else None
        place = (position[0], position[1]) if position else None
        asked = tuple(kind.value for kind in kinds or ())

        def made(page: StatementPage) -> Any:
            cursors = [write_cursor(order, s.id, s.valid_from) for s in page.statements]
            part = Part(page.statements, cursors, page.more, after is not None, page.total)
            return connection(self.scope, part, lambda said: statement(self.scope, said))

        return then(self.scope.page(self.about.iri, asked, size, place), made)

    def _best(self, texts: Sequence[tuple[str, str]], lang: list[str] | None) -> str | None:
        for wanted in (*(lang or self.scope.context.languages), "en"):
            for text, tag in texts:
                if tag.lower() == wanted.lower() or tag.lower().startswith(f"{wanted.lower()}-"):
                    return text
        return texts[0][0] if texts else None

    def _said(self, kind: str, role: str = "OF") -> Any:
        return self.scope.said(self.about.iri, (kind,), (role,))

    def _part(self, items: Sequence[Said], order: str, first: int | None, after: str | None) -> Part:
        settings = self.scope.frame.settings
        return part_of(settings, items, lambda s: f"{s.id} {s.valid_from}", order, first, after)


def identifier(scope: Scope, said: Said) -> Identifier:
    """Show an Identifier statement."""
    scheme = str(said.body.get("scheme") or "")
    iri = as_iri(scheme)
    return Identifier(
        said.body["value"],
        IRI(iri) if "://" in iri else None,
        said.body.get("schemeName") or (None if "://" in iri else scheme or None),
        statement(scope, said),
    )


@output()
class Thing(Resource):
    """A thing of any other class."""


@output(iri="ceasn:Competency")
class Competency(Resource):
    """What a person knows or can do."""

    @reads(ResourceT | None, iri="ceasn:isPartOf")
    def framework(self) -> Any:
        """The framework that it is part of."""
        found = self.scope.edges(self.about.iri, ("PART_OF", "TOP_CHILD_OF", "HAS_PART"))

        def first(edges: Any) -> Any:
            wholes = [e.other for e in edges if e.derived == (e.type == "HAS_PART")]
            return making.resource(self.scope, wholes[0]) if wholes else None

        return then(found, first)


@output(iri="ceterms:LearningOpportunity")
class LearningOpportunity(Resource):
    """A course or a program."""


@output(iri="credway:Rule")
class Rule(Resource):
    """A named, versioned rule that an answer or a statement applied."""

    @reads(str | None, iri="credway:ruleVersion")
    def version(self) -> Any:
        """Which version of the rule it is."""
        return self._attribute("credway:ruleVersion") or (
            self.about.iri.rsplit("/", 1)[-1] if self.about.statement is None else None
        )

    @reads(str | None, iri="credway:ruleText")
    def text(self) -> Any:
        """What it says, in words."""
        return self._attribute("credway:ruleText") or next((text for text, _ in self.about.texts), None)

    def _attribute(self, name: str) -> str | None:
        said = self.about.statement
        values = said.body.get("attributes", {}).get(name, []) if said else []
        first = values[0] if values else None
        return str(first[0] if isinstance(first, list) else first) if first else None
