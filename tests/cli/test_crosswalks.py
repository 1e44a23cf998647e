"""The crosswalk command."""

import json
from pathlib import Path

from commanding import Run

HEAD = "soc_code,soc_title,career_cluster,sub_cluster\n"
GOOD = "15-1212,Information Security Analysts,Digital Technology,Network Systems & Cybersecurity\n"


def test_a_file_of_ones_own_is_loaded(run: Run, own: str, tmp_path: Path) -> None:
    """Good rows become claims, and the command says which document holds them."""
    path = tmp_path / "crosswalk.csv"
    path.write_text(HEAD + GOOD)
    found = run("--store", own, "crosswalk", path)
    assert found.exit_code == 0, found.output
    assert "claims/soc-clusters-2024" in found.output


def test_bad_rows_are_named_and_the_good_ones_taken(run: Run, own: str, tmp_path: Path) -> None:
    """A bad row is named by row and column, the rest is loaded, and the exit code says so."""
    path = tmp_path / "crosswalk.csv"
    path.write_text(HEAD + "99-1,Nobody,Digital Technology,\n" + GOOD)
    found = run("--store", own, "--json", "crosswalk", path)
    assert found.exit_code == 1
    answer = json.loads(found.stdout)
    assert answer["document"].endswith("claims/soc-clusters-2024")
    assert [(row["row"], row["column"]) for row in answer["refusedRows"]] == [(1, "soc_code")]


def test_another_file_is_refused(run: Run, own: str, tmp_path: Path) -> None:
    """A file without the columns, and one that is not there, are usage errors that name the file."""
    path = tmp_path / "other.csv"
    path.write_text("a,b\n1,2\n")
    for each in (path, tmp_path / "nowhere.csv"):
        found = run("--store", own, "crosswalk", each)
        assert found.exit_code == 2
        assert each.name in found.output
