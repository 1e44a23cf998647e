"""Doubts: what several ways leave open, as one condition, of which any way, or so many of them, would do."""

from collections.abc import Sequence
from dataclasses import replace

from credway.registry.answers.model import ConditionFinding, ConditionState
from credway.registry.answers.said import Said

MET, UNMET, UNKNOWN = ConditionState.MET, ConditionState.UNMET, ConditionState.UNKNOWN
Findings = Sequence[ConditionFinding]


def doubts(findings: Findings) -> tuple[int, int]:
    """The number of conditions that are not met, and of those that are unknown."""
    states = [finding.state for finding in findings]
    return (states.count(UNMET), states.count(UNKNOWN))


def alike(chosen: Sequence[Findings], ways: Sequence[Findings]) -> list[int]:
    """Which of some ways are as doubtful as those chosen with doubts; none where all such were chosen.

    Ways that leave something open are alike however much it is; of what is not met only one way in place
    of another.
    """
    found = [doubts(way) for way in chosen if any(doubts(way))]
    unmet = {count for count, _ in found}
    if not found or unmet > {0} or (unmet == {1} and len(found) > 1) or max(unmet) > 1:
        return []
    same = [i for i, way in enumerate(ways) if any(doubts(way)) and doubts(way)[0] in unmet]
    return same if len(same) > len(found) else []


def either(count: int, ways: Sequence[Findings]) -> tuple[ConditionFinding, ...] | None:
    """What so many of some doubtful ways leave open, in one; None where that is not of one statement.

    A way that leaves open what another does and more adds nothing.
    """
    said = {finding.statement for way in ways for finding in way}
    if len(said) > 1:
        return None
    distinct = list(dict.fromkeys(tuple(sorted(way, key=lambda f: f.condition)) for way in ways))
    asked = [{f for f in way if f.state is not MET} for way in distinct]
    least = [way for way, own in zip(distinct, asked, strict=True) if not any(other < own for other in asked)]
    if count == 1 and len(least) == 1:
        return least[0]
    words = sorted(" and ".join(each.condition for each in way) for way in least)
    text = " or ".join(words) if count == 1 else f"{count} of: {'; '.join(words)}"
    given = sorted({each.given for way in least for each in way if each.given})
    state = UNMET if all(doubts(way)[0] for way in least) else UNKNOWN
    return (ConditionFinding("ANY", text, state, next(iter(said)), None, ", ".join(given) or None),)


def only(
    count: int, findings: tuple[ConditionFinding, ...], ways: Sequence[Findings]
) -> tuple[ConditionFinding, ...]:
    """Of facts that exclude each other, more than so many that are met are too many."""
    sure = [way[0] for way in ways if way and doubts(way) == (0, 0)]
    return findings if len(sure) <= count else tuple(replace(finding, state=UNMET) for finding in sure)


def unsure_link(asked: str, other: str, link: Said, said: Said) -> ConditionFinding:
    """What is open where something meets what is asked for by what its own document doubts."""
    verb = "stands for" if link.kind == "Equivalence" else "attests"
    sure = link.body["confidence"]
    text = f"{asked}; that {other} {verb} it is taken with a confidence of {sure} in {link.document}"
    return ConditionFinding("OTHER", text, UNKNOWN, said)
