"""Awards: what a document offers, whoever asks."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from credway.registry.answers.model import ConditionFinding, Equivalent, Verdict
from credway.registry.answers.said import Said


class AwardKind(StrEnum):
    """Who promises: a statewide minimum, an institution, or a recommendation that binds nobody."""

    GUARANTEED_MINIMUM = "GUARANTEED_MINIMUM"
    INSTITUTIONAL_AWARD = "INSTITUTIONAL_AWARD"
    RECOMMENDATION = "RECOMMENDATION"
    UNSTATED = "UNSTATED"


_KINDS = {
    "GuaranteedMinimum": AwardKind.GUARANTEED_MINIMUM,
    "InstitutionalAward": AwardKind.INSTITUTIONAL_AWARD,
    "Recommendation": AwardKind.RECOMMENDATION,
}


@dataclass(frozen=True)
class Award:
    """What a document offers, whoever asks. IRIs are looked up in the answer's `things`."""

    statement: Said

    @property
    def kind(self) -> AwardKind:
        """Who promises it."""
        return _KINDS.get(str(self.statement.body.get("awardKind")), AwardKind.UNSTATED)

    @property
    def held(self) -> tuple[str, ...]:
        """The set that must be held together."""
        return self.statement.all("FROM")

    @property
    def toward(self) -> tuple[str, ...]:
        """The courses, programs or requirements it counts toward."""
        return self.statement.all("TOWARD")

    @property
    def awarded_by(self) -> str | None:
        """The awarding organization; None for a statewide rule that binds every institution."""
        return self.statement.one("BY")

    @property
    def authority(self) -> str | None:
        """Whose rule it is."""
        return self.statement.one("AUTHORITY") or (
            self.awarded_by if self.kind is not AwardKind.GUARANTEED_MINIMUM else None
        )

    @property
    def all_or_nothing(self) -> bool:
        """Whether its targets are one block."""
        return bool(self.statement.body.get("allOrNothing"))

    @property
    def refused(self) -> bool:
        """Whether the document says that nothing is awarded."""
        return bool(self.statement.body.get("refused"))

    @property
    def amounts(self) -> Sequence[Mapping[str, str]]:
        """Amounts as stated: value or low/high, unit and level absent where unstated."""
        return tuple(self.statement.body.get("amounts", ()))


@dataclass(frozen=True, slots=True)
class AwardFinding:
    """Whether this asker gets an award: YES with all conditions met, UNKNOWN with one unknown."""

    award: Award
    verdict: Verdict
    conditions: tuple[ConditionFinding, ...] = ()
    replaces: tuple[Award, ...] = ()
    against: tuple[Said, ...] = ()
    through: tuple[Equivalent, ...] = ()
