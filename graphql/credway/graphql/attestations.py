"""The questions on competencies and licenses."""

from typing import Annotated, Any

from credway.graphql.arguments import AsOf, I, KnownAt
from credway.graphql.building import output, reads, takes
from credway.graphql.lists import Lists
from credway.graphql.scalars import Date
from credway.graphql.types.competencies import AttestingAnswer
from credway.graphql.types.enums import CompetencyMatch
from credway.graphql.types.gaps import GapAnswer
from credway.graphql.types.inputs import ResourceRef
from credway.graphql.types.licenses import LicensesAnswer
from credway.graphql.types.mixes import MixAnswer
from credway.registry.answers.competencies.answer import competencies
from credway.registry.answers.competencies.gaps import gap
from credway.registry.answers.competencies.mixes import mixes
from credway.registry.answers.portability.licenses import licenses


@output()
class Attestations(Lists):
    """What credentials attest, and what work asks for."""

    @reads(AttestingAnswer | None)
    async def attesting(
        self,
        info: I,
        competencies_: Annotated[
            list[ResourceRef], takes("The competencies, at most 100.", name="competencies")
        ],
        match: Annotated[CompetencyMatch, takes("All of them, or any.")] = CompetencyMatch.ALL,
        state: Annotated[
            str | None, takes("A postal code: whether each counts for a diploma there, too.")
        ] = None,
        earned_on: Annotated[Date | None, takes("The day of earning; lists are judged on it.")] = None,
        as_of: AsOf = None,
        known_at: KnownAt = None,
    ) -> Any:
        """Which credentials attest some competencies, and which of them count in a state."""
        scope = await info.context.scope(as_of, known_at)
        refs = [each.ref() for each in competencies_]
        found = await competencies(scope.frame, refs, match, state, earned_on)
        return AttestingAnswer(scope, found)

    @reads(GapAnswer | None)
    async def competency_gap(
        self,
        info: I,
        target: Annotated[ResourceRef, takes("What requires competencies: a credential, an occupation.")],
        held: Annotated[list[ResourceRef] | None, takes("What is held; nothing by default.")] = None,
        as_of: AsOf = None,
        known_at: KnownAt = None,
    ) -> Any:
        """Which required competencies are not attested by what is held."""
        scope = await info.context.scope(as_of, known_at)
        found = await gap(scope.frame, [each.ref() for each in held or ()], target.ref())
        return GapAnswer(scope, found)

    @reads(list[MixAnswer] | None)
    async def competency_mix(
        self,
        info: I,
        of: Annotated[list[ResourceRef], takes("Credentials, pathways, frameworks or courses, at most 100.")],
        as_of: AsOf = None,
        known_at: KnownAt = None,
    ) -> Any:
        """How many competencies are core, technical and transferable, and who says so."""
        scope = await info.context.scope(as_of, known_at)
        found = await mixes(scope.frame, [each.ref() for each in of])
        return [MixAnswer(scope, each) for each in found]

    @reads(LicensesAnswer | None)
    async def license_requirements(
        self,
        info: I,
        occupation: Annotated[ResourceRef, takes("The occupation: a SOC code, a name or an id.")],
        to: Annotated[
            list[str] | None, takes("Postal codes; all states and territories where none is given.")
        ] = None,
        as_of: AsOf = None,
        known_at: KnownAt = None,
    ) -> Any:
        """Which licenses the work of an occupation needs, state by state."""
        scope = await info.context.scope(as_of, known_at)
        [found] = await licenses(scope.frame, [occupation.ref()], to)
        return LicensesAnswer(scope, found)
