"""Findings of awards: given, possible or disputed, or not given and why."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from credway.registry.answers.credit.awards import Award, unsure
from credway.registry.answers.model import ConditionFinding, Equivalent, Finding, Missing, Verdict
from credway.registry.answers.said import Said


@dataclass(frozen=True, slots=True)
class AwardFinding:
    """Whether this asker gets an award: YES with all conditions met, UNKNOWN with one unknown.

    `missing` is what the documents leave open: for an UNKNOWN without conditions who would have to say
    so, and else how much, toward what, in which unit or for how long.
    """

    award: Award
    verdict: Verdict
    conditions: tuple[ConditionFinding, ...] = ()
    replaces: tuple[Award, ...] = ()
    against: tuple[Said, ...] = ()
    through: tuple[Equivalent, ...] = ()
    missing: tuple[Missing, ...] = ()

    @property
    def doubts(self) -> tuple[Said, ...]:
        """What it rests on and its own document doubts: statements of the award, links to what is held."""
        links = (said for each in self.through for said in each.statements if unsure(said))
        return tuple(dict.fromkeys((*self.award.unsure, *links)))

    @property
    def certain(self) -> bool:
        """Whether a certain total may rest on it: a YES, of which no document is in doubt."""
        return self.verdict is Verdict.YES and not self.doubts


class RefusalReason(StrEnum):
    """Why an award was looked at and not given."""

    SET_INCOMPLETE = "SET_INCOMPLETE"
    CONDITION_UNMET = "CONDITION_UNMET"
    REFUSED = "REFUSED"
    CEASED = "CEASED"
    EXPIRED = "EXPIRED"
    NOT_YET_IN_FORCE = "NOT_YET_IN_FORCE"
    TARGET_ALREADY_COUNTED = "TARGET_ALREADY_COUNTED"
    BETTER_AWARD_COUNTED = "BETTER_AWARD_COUNTED"


@dataclass(frozen=True, slots=True)
class Refusal:
    """An award that was looked at and not given."""

    award: Award
    reason: RefusalReason
    finding: Finding
    conditions: tuple[ConditionFinding, ...] = ()


def apart(judged: Iterable[AwardFinding | Refusal]) -> tuple[list[AwardFinding], list[Refusal]]:
    """The awards given and those not given, in the order of the awards."""
    granted: list[AwardFinding] = []
    refused: list[Refusal] = []
    for found in judged:
        if isinstance(found, Refusal):
            refused.append(found)
        else:
            granted.append(found)
    return granted, refused
