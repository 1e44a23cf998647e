"""Conditions of a credential, and what rests on it in turn."""

from collections.abc import Mapping, Sequence
from typing import Annotated, Any

import strawberry

from credway.graphql.building import output, reads, then
from credway.graphql.paging import Part, connection, page_size, read_cursor, write_cursor
from credway.graphql.scalars import IRI
from credway.graphql.scope import Scope
from credway.graphql.types import making
from credway.graphql.types.concepts import Concept, concept
from credway.graphql.types.node import ResourceT
from credway.graphql.types.statements import Statement, statement
from credway.registry.answers.pathways import constraints
from credway.registry.answers.pathways.relations import REQUIRED
from credway.registry.answers.said import Said
from credway.registry.answers.statements import StatementPage
from credway.registry.answers.triples import naming, relation, subject_of


@output(iri="ceterms:ConditionProfile")
class ConditionGroup:
    """Conditions that belong together: all of `allOf`, `others` and `groups`, and enough of `anyOf`."""

    scope: strawberry.Private[Scope]
    tree: strawberry.Private[Mapping[str, Any]]
    said: strawberry.Private[Said]

    @reads(list[ResourceT])
    def all_of(self) -> Any:
        """Things that are all needed."""
        return [making.resource(self.scope, p["thing"]) for p in self._parts if "thing" in p]

    @reads(list[str])
    def others(self) -> Any:
        """Conditions that are no things, all needed: age, experience, residency, words."""
        return [text for part in self._parts if (text := _other(part))]

    @reads(list[Annotated["ConditionGroup", strawberry.lazy(__name__)]])
    def groups(self) -> Any:
        """Groups that are all needed."""
        return [self._group(part) for part in self._parts if _is_group(part)]

    @reads(list[Annotated["ConditionGroup", strawberry.lazy(__name__)]])
    def any_of(self) -> Any:
        """Alternatives, of which `atLeast` are needed."""
        return [self._group(part) for part in self.tree.get("any") or self.tree.get("of") or ()]

    @reads(int | None)
    def at_least(self) -> Any:
        """How many of `anyOf` are needed; null where there are none."""
        return 1 if "any" in self.tree else self.tree.get("atLeast")

    @reads(str | None)
    def text(self) -> Any:
        """The conditions in the words of the document."""
        return self.said.body.get("text")

    @reads(Concept)
    def relation(self) -> Any:
        """By which property they are stated: requires, recommends, corequisite and others."""
        return concept(relation(str(self.said.body["relation"])))

    @reads(bool)
    def recommended_only(self) -> Any:
        """Whether nobody says that they are required."""
        return self.said.body["relation"] not in REQUIRED

    @reads(Statement)
    def statement(self) -> Any:
        """Who says so."""
        return statement(self.scope, self.said)

    @property
    def _parts(self) -> Sequence[Mapping[str, Any]]:
        if "all" in self.tree:
            return list(self.tree["all"])
        return [] if _is_group(self.tree) else [self.tree]

    def _group(self, part: Mapping[str, Any]) -> "ConditionGroup":
        return ConditionGroup(self.scope, part, self.said)


def _is_group(part: Mapping[str, Any]) -> bool:
    return any(key in part for key in ("all", "any", "of"))


def _other(part: Mapping[str, Any]) -> str | None:
    if "age" in part:
        return f"at least {part['age']} years old"
    if "years" in part:
        return f"at least {part['years']} years of experience"
    if "text" in part:
        return str(part["text"])
    if "resident" in part:
        return f"resident of {', '.join(part['resident'])}"
    if "constraint" in part:
        return constraints.said(part["constraint"])
    return part.get("other")


@output()
class Dependent:
    """Something that rests on a credential."""

    scope: strawberry.Private[Scope]
    said: strawberry.Private[Said]

    @reads(ResourceT)
    def resource(self) -> Any:
        """What rests on it."""
        if self.said.kind == "ListEntry":
            return making.entry(self.scope, self.said)
        if self.said.kind == "Award" and not self.said.body.get("form"):
            return making.award(self.scope, self.said)
        of = self.said.one("OF") or subject_of(self.said)
        return making.resource(self.scope, of)

    @reads(IRI)
    def how(self) -> Any:
        """By which property it names the credential."""
        return naming(self.said)

    @reads(str | None)
    def reason(self) -> Any:
        """In the words of the document, where it has any."""
        return self.said.body.get("text") or self.said.body.get("reason")

    @reads(Statement)
    def statement(self) -> Any:
        """Who says so."""
        return statement(self.scope, self.said)


def dependents_of(scope: Scope, iri: str, first: int | None, after: str | None) -> Any:
    """A page of what rests on a thing, read from the store page by page."""
    order = "dependents"
    size = page_size(scope.frame.settings, first)
    position = read_cursor(after, order, 2) if after is not None else None
    place = (position[0], position[1]) if position else None

    def made(page: StatementPage) -> Any:
        cursors = [write_cursor(order, said.id, said.valid_from) for said in page.statements]
        part = Part(page.statements, cursors, page.more, after is not None, page.total)
        return connection(scope, part, lambda said: Dependent(scope, said))

    return then(scope.dependents(iri, size, place), made)
