"""Portability: where else a credential counts, and by whose word."""

from collections.abc import Sequence
from typing import Annotated, Any

import strawberry

from credway.graphql.building import output, reads, then
from credway.graphql.paging import AFTER, FIRST, Connection, listed
from credway.graphql.scalars import Date
from credway.graphql.scope import Scope
from credway.graphql.types import making
from credway.graphql.types.answers import Answer
from credway.graphql.types.figures import Equivalent, Quantity
from credway.graphql.types.findings import Cut, Finding, cut_of
from credway.graphql.types.node import AwardT, CredentialT, JurisdictionT, ListEntryT, ResourceT
from credway.graphql.types.resolutions import Resolution
from credway.ontology import schemes
from credway.registry.answers.portability import answer as portability
from credway.registry.answers.portability import employers, place
from credway.registry.answers.resolve import Ref
from credway.registry.answers.said import Said

First = Annotated[int | None, FIRST]
After = Annotated[str | None, AFTER]


@output()
class CountsFor:
    """Whether it still counts, for what people ask about."""

    scope: strawberry.Private[Scope]
    found: strawberry.Private[place.CountsFor]

    @reads(Finding)
    def diploma(self) -> Any:
        """For a diploma."""
        return Finding(self.scope, self.found.diploma)

    @reads(Finding)
    def credit(self) -> Any:
        """For college credit."""
        return Finding(self.scope, self.found.credit)

    @reads(Finding)
    def work(self) -> Any:
        """For work: recognised or regulated there."""
        return Finding(self.scope, self.found.work)


@output()
class PortabilityAt:
    """The findings at one place."""

    scope: strawberry.Private[Scope]
    found: strawberry.Private[place.PortabilityAt]

    @reads(JurisdictionT)
    def place(self) -> Any:
        """The place."""
        return making.resource(self.scope, self.found.place)

    @reads(str)
    def summary(self) -> Any:
        """One sentence that a counsellor can read out."""
        return self.found.summary

    @reads(list[Equivalent])
    def through(self) -> Any:
        """Through which equivalents the findings hold; empty where the credential itself is named."""
        return [Equivalent(self.scope, each) for each in self.found.through]

    @reads(Finding)
    def listed(self) -> Any:
        """Whether it was on a list there on the day on which it was earned."""
        return Finding(self.scope, self.found.listed)

    @reads(Finding)
    def listed_now(self) -> Any:
        """Whether it is on a list there on the day of the question."""
        return Finding(self.scope, self.found.listed_now)

    @reads(list[ListEntryT])
    def entries(self) -> Any:
        """Its entries on the lists there."""
        return [making.entry(self.scope, said) for said in self.found.entries]

    @reads(Finding)
    def recognized(self) -> Any:
        """Whether it is recognised there."""
        return Finding(self.scope, self.found.recognized)

    @reads(Finding)
    def approved(self) -> Any:
        """Whether it is approved there."""
        return Finding(self.scope, self.found.approved)

    @reads(Finding)
    def regulated(self) -> Any:
        """Whether it is regulated there."""
        return Finding(self.scope, self.found.regulated)

    @reads(Finding)
    def accredited(self) -> Any:
        """Whether it is accredited there."""
        return Finding(self.scope, self.found.accredited)

    @reads(Finding)
    def license_required(self) -> Any:
        """Whether it is a licence without which one may not work there, or is for work that needs one."""
        return Finding(self.scope, self.found.license_required)

    @reads(Finding)
    def credit(self) -> Any:
        """Whether it alone earns credit somewhere there: `earns` of `postsecondaryCredit` for the state.

        Of the holder nothing but the day of earning is known. Where a condition is not known to be met, or
        there is nothing but a recommendation, it is UNKNOWN. One college's award is a YES also where the
        state refuses, whose refusal is then `against`; without any award that refusal is a NO.
        """
        return Finding(self.scope, self.found.credit)

    @reads(Connection[AwardT])
    def awards(self, first: First = None, after: After = None) -> Any:
        """The awards for it there, in force or not."""
        return listed(
            self.scope,
            self.found.awards,
            lambda award: award.id,
            f"portability:awards:{self.found.code}",
            first,
            after,
            lambda award: making.award(self.scope, award),
        )

    @reads(Finding)
    def demand(self) -> Any:
        """Whether employers there ask for it."""
        return Finding(self.scope, self.found.demand)

    @reads(CountsFor)
    def counts_for(self) -> Any:
        """What follows for diploma, credit and work."""
        return CountsFor(self.scope, self.found.counts_for)


@output()
class EmployerPortability:
    """Standing with employers, wherever they are. Figures of several sources are never added."""

    scope: strawberry.Private[Scope]
    found: strawberry.Private[employers.Employers]

    @reads(Finding)
    def asked_for(self) -> Any:
        """Whether postings require or prefer it."""
        return Finding(self.scope, self.found.asked_for)

    @reads(list[Quantity])
    def postings(self) -> Any:
        """How many postings or openings ask for it."""
        return self._figures(self.found.postings)

    @reads(list[Quantity])
    def required_share(self) -> Any:
        """Of the postings that name it, the share that requires it."""
        return self._figures(self.found.required_share)

    @reads(list[Quantity])
    def preferred_share(self) -> Any:
        """Of the postings that name it, the share that prefers it."""
        return self._figures(self.found.preferred_share)

    @reads(list[Quantity])
    def sector_share(self) -> Any:
        """The share of its sector that asks for it."""
        return self._figures(self.found.sector_share)

    @reads(Finding)
    def common(self) -> Any:
        """Whether it is the common credential of an occupation or a sector."""
        return Finding(self.scope, self.found.common)

    @reads(list[ResourceT])
    def common_for(self) -> Any:
        """The occupations and sectors for which it is, as far as they are linked; others are in words."""
        return [making.resource(self.scope, iri) for iri in self.found.common_for]

    @reads(list[Equivalent])
    def through(self) -> Any:
        """Through which equivalents all this holds; empty where the credential itself is named."""
        return [Equivalent(self.scope, each) for each in self.found.through]

    def _figures(self, found: Sequence[Said]) -> list[Quantity]:
        return [Quantity(self.scope, said) for said in found]


@output()
class PortabilityAnswer(Answer):
    """Where else a credential counts. The same question at the same two times has the same answer."""

    found: strawberry.Private[portability.PortabilityAnswer]

    @reads(CredentialT)
    def credential(self) -> Any:
        """The credential."""
        return making.credential(self.scope, self.found.credential)

    @reads(list[Resolution])
    def resolved(self) -> Any:
        """How the reference was understood."""
        return [Resolution(self.scope, each) for each in self.found.resolved]

    @reads(JurisdictionT | None)
    def earned_in(self) -> Any:
        """Where it was earned, as given."""
        home = schemes.state(self.found.earned_in) if self.found.earned_in else None
        return making.resource(self.scope, home.iri) if home else None

    @reads(Date | None)
    def earned_on(self) -> Any:
        """When it was earned, as given."""
        return self.found.earned_on

    @reads(list[PortabilityAt])
    def places(self) -> Any:
        """The findings place by place."""
        return [PortabilityAt(self.scope, each) for each in self.found.places]

    @reads(EmployerPortability)
    def employers(self) -> Any:
        """The standing of the credential with employers."""
        return EmployerPortability(self.scope, self.found.employers)

    @reads(Cut | None)
    def cut(self) -> Any:
        """Whether awards were left out, and by what; credit is then never NO."""
        return cut_of(self.found.cut)


def portability_of(
    scope: Scope,
    ref: Ref,
    to: Sequence[str] | None,
    earned_in: str | None,
    earned_on: str | None,
) -> Any:
    """Ask the core, together with everything that is asked alike."""
    places = None if to is None else tuple(to)
    return then(
        scope.portability(ref, places, earned_in, earned_on),
        lambda found: PortabilityAnswer(scope, found),
    )
