"""Facts about an asker on the command line."""

import pytest
from commanding import Run


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        (["--resident-of", "ZZ"], "residentOf 'ZZ' is no state"),
        (["--age", "-3"], "age '-3' is not between"),
        (["--experience", "abc"], "yearsOfExperience 'abc' is not between"),
    ],
)
@pytest.mark.parametrize("asked", [["pathway", "Beta"], ["next", "Beta"], ["credit", "Beta", "--at", "CA"]])
def test_a_fact_that_nobody_can_have_is_refused(
    run: Run, store: str, asked: list[str], facts: list[str], said: str
) -> None:
    """Each command ends with 2 and says what is wrong with which fact."""
    found = run(*asked, *facts, "--store", store)
    assert found.exit_code == 2
    assert said.lower() in found.output.lower()


@pytest.mark.parametrize("asked", [["pathway", "Beta"], ["next", "Beta"]])
def test_a_fact_goes_round_no_check(run: Run, store: str, asked: list[str]) -> None:
    """A state of residence given as a fact is checked as that given by name."""
    found = run(*asked, "--fact", "ceterms:residentOf=ZZ", "--store", store)
    assert found.exit_code == 2
    assert "residentof 'zz' is no state" in found.output.lower()


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        (["--score", "-5"], "score '-5' is neither a number"),
        (["--score", "85%"], "write the number alone"),
        (["--earned-in", "ZZ"], "earnedIn 'ZZ' is no state"),
    ],
)
def test_what_is_said_of_something_held_is_checked(run: Run, store: str, facts: list[str], said: str) -> None:
    """A score that nobody can reach and a state that is none end with 2, and what to write instead."""
    found = run("credit", "Beta", "--at", "CA", *facts, "--store", store)
    assert found.exit_code == 2
    assert said.lower() in " ".join(found.output.lower().split())
