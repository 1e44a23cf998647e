"""A load of any length keeps what somebody is told of, and counts the rest."""

import pytest

from credway.cli.tally import Tally
from credway.registry.publishing import Outcome
from credway.shapes.refusals import found
from credway.shapes.verdict import Verdict


def outcome(number: int, refused: bool = False) -> Outcome:
    """An outcome with one warning, or a refusal."""
    if refused:
        return Outcome(str(number), Verdict("refused", "publish", (found("NOT_JSON", "No.", ""),)))
    finding = found("FOLDED_IRI", "Words.", "", severity="Warning")
    return Outcome(str(number), Verdict("accepted", "publish", (finding,)))


@pytest.mark.parametrize("refused", [set(), {0}, {1, 4, 7}])
def test_beyond_a_few_only_refusals_are_kept(refused: set[int]) -> None:
    """Counts are of all; of accepted ones nothing is kept once there are more than a few."""
    tally = Tally(everything=False, few=5)
    for number in range(9):
        tally.add([outcome(number, number in refused)])
    assert tally.total == 9
    assert (tally.became["accepted"], tally.became["refused"]) == (9 - len(refused), len(refused))
    assert tally.warnings == 9 - len(refused)
    assert {int(each.origin) for each in tally.kept} == refused


def test_a_few_are_kept_without_their_words() -> None:
    """While there are few, each is kept with the codes of its findings, and counted again as it was."""
    tally = Tally(everything=False, few=5)
    tally.add(outcome(number) for number in range(5))
    assert [each.origin for each in tally.kept] == list("01234")
    assert {f.message for each in tally.kept for f in each.verdict.findings} == {""}
    assert tally.again(tally.kept).warnings == tally.warnings == 5


def test_everything_is_kept_where_it_is_shown() -> None:
    """What will be shown keeps its words, however long the load is."""
    tally = Tally(everything=True, few=1)
    tally.add(outcome(number) for number in range(4))
    assert [f.message for each in tally.kept for f in each.verdict.findings] == ["Words."] * 4
