"""Totals of credit: apart by unit, level, kind and awarding body, never across them."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from credway.registry.answers.awards import AwardFinding, AwardKind
from credway.registry.answers.model import Verdict
from credway.registry.projection.reader import canonical


@dataclass(frozen=True, slots=True)
class CreditTotal:
    """A sum over awards of one unit, level, kind and awarding body.

    `certain` counts awards that are YES at their lower bound; `possible` adds upper bounds and those
    whose conditions are unknown. `unmeasured` counts awards for which no amount is stated.
    """

    unit: str | None
    level: str | None
    kind: AwardKind
    awarded_by: str | None
    certain: str
    possible: str
    unmeasured: int
    awards: tuple[str, ...]


def totals(findings: Sequence[AwardFinding]) -> list[CreditTotal]:
    """Add up what was kept, apart by unit, level, kind and awarding body. DISPUTED is only possible."""
    groups: dict[
        tuple[str | None, str | None, AwardKind, str | None], list[tuple[Decimal, Decimal, str]]
    ] = {}
    unmeasured: dict[tuple[str | None, str | None, AwardKind, str | None], list[str]] = {}
    for finding in findings:
        award = finding.award
        if not award.amounts:
            unmeasured.setdefault((None, None, award.kind, award.awarded_by), []).append(award.statement.id)
        for amount in award.amounts:
            key = (amount.get("unit"), amount.get("level"), award.kind, award.awarded_by)
            exact = amount.get("value")
            low = Decimal(exact or amount.get("low") or 0)
            high = Decimal(exact or amount.get("high") or amount.get("low") or 0)
            certain = low if finding.verdict is Verdict.YES else Decimal(0)
            groups.setdefault(key, []).append((certain, high, award.statement.id))
    return [
        CreditTotal(
            *key,
            certain=canonical(sum((c for c, _, _ in groups.get(key, ())), Decimal(0))),
            possible=canonical(sum((p for _, p, _ in groups.get(key, ())), Decimal(0))),
            unmeasured=len(unmeasured.get(key, ())),
            awards=tuple(sorted({i for *_, i in groups.get(key, ())} | set(unmeasured.get(key, ())))),
        )
        for key in sorted(
            groups.keys() | unmeasured.keys(), key=lambda k: tuple(str(part or "") for part in k)
        )
    ]
