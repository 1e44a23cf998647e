"""Closed sets of Credway's own; everything else is a Concept of a published scheme."""

from collections.abc import Mapping
from enum import Enum
from typing import Any, TypeVar

import strawberry

from credway.registry.answers.competencies.answer import CompetencyMatch
from credway.registry.answers.competencies.attesting import How as AttestationKind
from credway.registry.answers.competencies.gaps import GapState
from credway.registry.answers.credit.awards import AwardKind
from credway.registry.answers.credit.comparing import Difference
from credway.registry.answers.credit.findings import RefusalReason
from credway.registry.answers.credit.risks import RiskReason
from credway.registry.answers.model import ConditionState, Verdict
from credway.registry.answers.pathways.plans import PlanOrder, PlanRelation
from credway.registry.answers.ranking import SearchKind
from credway.registry.graph import StatementKind
from credway.registry.store.expressions import UnknownRule

__all__ = [
    "AttestationKind",
    "AwardKind",
    "CompetencyMatch",
    "ConditionKind",
    "ConditionState",
    "Difference",
    "GapState",
    "OrderDirection",
    "PlanOrder",
    "PlanRelation",
    "RefusalReason",
    "RiskReason",
    "SearchKind",
    "StatementKind",
    "UnknownRule",
    "Verdict",
]

E = TypeVar("E", bound=type[Enum])


def _closed(cls: E, description: str, members: Mapping[str, str], name: str | None = None) -> E:
    """Publish an enum of the core with a sentence for it and for each of its members."""
    found: Any = strawberry.enum(cls, name=name, description=description)
    for value in found.__strawberry_definition__.values:
        value.description = members[value.name]
    return cls


class ConditionKind(Enum):
    """Kinds of condition; the values are the core's names."""

    STILL_CURRENT = "STILL_CURRENT"
    EARNED_WITHIN = "EARNED_WITHIN"
    SCORE = "SCORE"
    AGE = "AGE"
    EXPERIENCE = "EXPERIENCE"
    RESIDENCY = "RESIDENCY"
    DEGREE_PROGRAM = "DEGREE_PROGRAM"
    EVIDENCE = "EVIDENCE"
    COURSE = "COURSE"
    ANY = "ANY"
    CONSTRAINT = "CONSTRAINT"
    OTHER = "OTHER"


class OrderDirection(Enum):
    """Directions of an order."""

    ASC = "ASC"
    DESC = "DESC"


_closed(
    Verdict,
    "What the registry can say. UNKNOWN is not NO, and never zero.",
    {
        "YES": "A statement says so for this scope and day.",
        "NO": "A statement denies it, or a list declared complete does not have it.",
        "UNKNOWN": "No statement was found that settles it.",
        "DISPUTED": "There are statements on both sides.",
    },
)
_closed(
    ConditionState,
    "A condition judged for the asker.",
    {
        "MET": "What was given meets it.",
        "UNMET": "What was given does not meet it.",
        "UNKNOWN": "The asker did not say, or the document does not.",
    },
)
_closed(
    ConditionKind,
    "What a condition is about.",
    {
        "STILL_CURRENT": "The credential must still be current.",
        "EARNED_WITHIN": "It must have been earned within some time.",
        "SCORE": "A score must have been reached.",
        "AGE": "An age must have been reached.",
        "EXPERIENCE": "Years of experience are asked for.",
        "RESIDENCY": "The asker must live in some place.",
        "DEGREE_PROGRAM": "The asker must seek a degree.",
        "EVIDENCE": "Some paper must be shown.",
        "COURSE": "A course must be taken.",
        "ANY": "One of several alternatives must be met.",
        "CONSTRAINT": "A comparison that a Pathway document asks for.",
        "OTHER": "Stated in words only.",
    },
)
_closed(
    AwardKind,
    "Who promises an award.",
    {
        "GUARANTEED_MINIMUM": "A state or a system binds its institutions to at least this much.",
        "INSTITUTIONAL_AWARD": "One institution says what it awards itself.",
        "RECOMMENDATION": "A body advises; nobody is bound.",
        "UNSTATED": "The document does not say how binding it is.",
    },
)
_closed(
    RefusalReason,
    "Why an award was looked at and not given.",
    {
        "SET_INCOMPLETE": "A member of the set that must be held together is not held.",
        "CONDITION_UNMET": "A condition is not met.",
        "REFUSED": "The document says that nothing is awarded.",
        "CEASED": "It says of itself that it has ceased or is suspended.",
        "EXPIRED": "It ended before the day; unless something replaces it, it may have been renewed.",
        "NOT_YET_IN_FORCE": "It starts after the day.",
        "TARGET_ALREADY_COUNTED": "Its target is counted by another award already.",
        "BETTER_AWARD_COUNTED": "A better award for the same target is counted.",
    },
)
_closed(
    RiskReason,
    "Why an agreement is at risk.",
    {
        "RETIRED": "A credential it rests on is of a status with which none is awarded any more, or soon.",
        "SUPERSEDED": "A credential it rests on is replaced by another.",
        "DELISTED": "A credential it rests on is removed from a list of the state, or leaving it.",
    },
)
_closed(
    Difference,
    "How an award compares with a recommendation.",
    {
        "SAME": "As much, in the same unit.",
        "MORE": "More, in the same unit.",
        "LESS": "Less, in the same unit.",
        "INCOMPARABLE": "Not to be compared: no amount, a range, or another unit or none.",
    },
)
_closed(
    PlanRelation,
    "Which relations a plan may follow. Preparation is never passed off as a requirement.",
    {
        "REQUIRED": "What the target requires; always followed.",
        "PREPARATION": "What is said to prepare for it.",
        "RECOMMENDED": "What is recommended for it.",
        "ADVANCED_STANDING": "What gives advanced standing in it.",
        "COMPONENT": "What a Pathway document builds it from.",
        "PRECEDED": "What a Pathway document suggests to come before it: an order, no requirement.",
    },
)
_closed(
    PlanOrder,
    "By what plans are ordered; what is unknown comes after every known total.",
    {
        "STEPS": "Fewest steps first.",
        "FEE": "Lowest known fees first.",
        "DURATION": "Shortest known duration first, steps taken one after the other.",
        "WAGE_GAIN": "Highest known wage gain first.",
        "CREDIT": "Most known credit first, in one unit, of one level and by one body (rule plan-credit).",
    },
)
_closed(
    AttestationKind,
    "How a competency comes with a thing.",
    {
        "REQUIRED": "It must be shown for it.",
        "ASSESSED": "It is tested.",
        "TAUGHT": "It is taught; that says nothing of a test.",
    },
    name="AttestationKind",
)
_closed(
    CompetencyMatch,
    "How many of the competencies a credential must attest.",
    {"ALL": "Each of them.", "ANY": "At least one."},
)
_closed(
    GapState,
    "How a required competency stands to what is held.",
    {
        "ATTESTED": "Something held attests it.",
        "POSSIBLE": "Something short of it is stated: a partial alignment, or one of several ways.",
        "GAP": "It is stated of everything held what it attests, and this is not among it; or it is denied.",
        "DISPUTED": "There are statements on both sides.",
        "UNKNOWN": "Nobody states what something held attests. That is no gap.",
    },
)
_closed(
    UnknownRule,
    "What a filter does with a thing whose filtered fact nobody has stated.",
    {
        "INCLUDE": "It stays; `unknownCount` says how many did.",
        "EXCLUDE": "It is left out; `unknownCount` says how many were.",
        "ONLY": "Only such things are listed.",
    },
)
_closed(
    SearchKind,
    "What kinds of thing can be searched.",
    {
        "CREDENTIAL": "Credentials.",
        "ORGANIZATION": "Organizations.",
        "LEARNING_OPPORTUNITY": "Courses and programs.",
        "OCCUPATION": "Occupations.",
        "COMPETENCY": "Competencies.",
        "COMPETENCY_FRAMEWORK": "Competency frameworks.",
        "CLUSTER": "Career clusters.",
        "TRANSFER_VALUE": "Credit awards.",
        "LIST_SERIES": "Lists of states, whatever their edition.",
        "LIST": "Editions of lists.",
    },
)
_closed(
    StatementKind,
    "What kind of claim a statement is.",
    {
        "AWARD": "Credit for what is held.",
        "CLAIM": "Any other claim.",
        "CLASSIFICATION": "Of what type, cluster, occupation or industry a thing is.",
        "CONDITION": "What a thing requires, recommends or is prepared for by.",
        "DESCRIPTION": "How the document describes its own thing.",
        "EQUIVALENCE": "That one thing stands for another.",
        "IDENTIFIER": "A code of a thing.",
        "LIST_ENTRY": "That something is on a list.",
        "LIST_VERSION": "What an edition of a list is for and whether it is complete.",
        "OBSERVATION": "A figure.",
        "RECOGNITION": "Recognised, approved, regulated, accredited, listed or required somewhere.",
        "RULE": "Points, weights or thresholds that somebody publishes.",
    },
)
_closed(
    OrderDirection,
    "The direction of an order.",
    {"ASC": "From the first to the last.", "DESC": "From the last to the first."},
)
