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
