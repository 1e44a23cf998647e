"""Licenses that the work of an occupation needs, state by state."""

from typing import Annotated, Any

import strawberry

from credway.graphql.building import output, reads
from credway.graphql.paging import AFTER, FIRST, Connection, listed
from credway.graphql.scope import Scope
from credway.graphql.types import making
from credway.graphql.types.answers import Answer
from credway.graphql.types.figures import Quantity
from credway.graphql.types.findings import Finding
from credway.graphql.types.node import CredentialT, JurisdictionT, ResourceT
from credway.graphql.types.resolutions import Resolution
from credway.registry.answers.portability import licenses

First = Annotated[int | None, FIRST]
After = Annotated[str | None, AFTER]


@output()
class LicenseAt:
    """Whether a license is required in one state."""

    scope: strawberry.Private[Scope]
    found: strawberry.Private[licenses.LicenseAt]

    @reads(JurisdictionT)
    def place(self) -> Any:
        """The state."""
        return making.resource(self.scope, self.found.place)

    @reads(Finding)
    def required(self) -> Any:
        """Whether it is required there. UNKNOWN: nothing is held; that is not a NO."""
        return Finding(self.scope, self.found.required)


@output()
class LicenseLine:
    """One license and where it is required."""

    scope: strawberry.Private[Scope]
    found: strawberry.Private[licenses.LicenseLine]

    @reads(CredentialT | None)
    def license(self) -> Any:
        """The license; null where statements name none, or where all are taken together."""
        found = self.found.license
        return making.credential(self.scope, found) if found else None

    @reads(Finding)
    def in_most_states(self) -> Any:
        """Whether most of the fifty states and the District of Columbia require it."""
        return Finding(self.scope, self.found.in_most_states)

    @reads(int)
    def required(self) -> Any:
        """In how many of the fifty-one it is required."""
        return self.found.required

    @reads(int)
    def not_required(self) -> Any:
        """In how many of the fifty-one a statement says that it is not."""
        return self.found.not_required

    @reads(int)
    def disputed(self) -> Any:
        """In how many of the fifty-one there are statements on both sides."""
        return self.found.disputed

    @reads(int)
    def unknown(self) -> Any:
        """Of how many of the fifty-one nothing is held."""
        return self.found.unknown

    @reads(list[LicenseAt])
    def places(self) -> Any:
        """State by state."""
        return [LicenseAt(self.scope, each) for each in self.found.places]


@output()
class LicensesAnswer(Answer):
    """Which licenses the work of an occupation needs, and where."""

    found: strawberry.Private[licenses.LicensesAnswer]

    @reads(ResourceT)
    def occupation(self) -> Any:
        """The occupation."""
        return making.resource(self.scope, self.found.occupation)

    @reads(list[Resolution])
    def resolved(self) -> Any:
        """How the reference was understood."""
        return [Resolution(self.scope, each) for each in self.found.resolved]

    @reads(LicenseLine)
    def any_license(self) -> Any:
        """All licenses together: where the work needs one of them."""
        return LicenseLine(self.scope, self.found.any_license)

    @reads(Connection[LicenseLine])
    def licenses(self, first: First = None, after: After = None) -> Any:
        """License by license, the one that most states require first."""
        lines = self.found.licenses
        return listed(
            self.scope,
            lines,
            lambda each: each.license or "",
            "licenses",
            first,
            after,
            lambda each: LicenseLine(self.scope, each),
        )

    @reads(list[Quantity])
    def figures(self) -> Any:
        """Figures of how many states require a license, as published."""
        return [Quantity(self.scope, said) for said in self.found.figures]
