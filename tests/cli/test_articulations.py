"""The import command for tables of articulations."""

import json
from pathlib import Path

from commanding import Run

EXAMPLES = Path(__file__).parents[2] / "docs" / "examples"


def test_a_state_brings_its_own_table(run: Run, own: str) -> None:
    """The worked example is taken with its mapping, and told in a table and in JSON."""
    arguments = (
        "import",
        "table",
        EXAMPLES / "articulations.csv",
        "--mapping",
        EXAMPLES / "articulations.toml",
    )
    found = run("--store", own, *arguments)
    assert found.exit_code == 0, found.output
    told = " ".join(found.output.split())
    assert "awards taken 5 awards taken in doubt 0 rows with an award 4 rows that are part" in told
    assert "rows refused or not taken over 0 credentials matched 0" in told
    assert "4 rows taken. 6 documents:" in told
    again = json.loads(run("--store", own, "--json", *arguments).stdout)
    assert again["summary"] == {"unchanged": 6}
    assert again["awards"] == {
        "taken": 5,
        "takenInDoubt": 0,
        "doubts": {},
        "rowsWithAwards": 4,
        "rowsOfAnotherAward": 0,
        "rowsOfNoAward": 0,
        "rowsRefused": 0,
        "credentials": {"matched": 0, "keptAsPrinted": 5, "ambiguous": 0},
    }


def test_doubts_and_refusals_are_counted(run: Run, own: str, tmp_path: Path) -> None:
    """Awards in doubt are counted by reason, refused rows are named, and known noise is no failure."""
    path = tmp_path / "articulations.csv"
    path.write_text(
        "credential,issuer,statewide,common_course_id,id_system,local_subject,local_number,local_title,college\n"
        "Networking,Cisco,False,NULL,C-ID,CIS,230 C,,Cypress College\n"
        "Security+,CompTIA,True,ITIS 160,C-ID,CIS,60,Security,Desert College\n"
        "Generic Credit by Exam of ours,,False,ITIS 160,C-ID,CIS,61,Security,Desert College\n"
    )
    found = run("--store", own, "import", "california", path)
    assert found.exit_code == 0, found.output
    told = " ".join(found.output.split())
    assert "1 not taken over: generic exhibit. --all names each." in told
    assert "awards taken 1 awards taken in doubt 1 no common course 1 rows with an award 2" in told
    assert "rows refused or not taken over 1" in told
    assert "3 rows read: 2 taken, 0 refused, 1 not taken over, 0 that add nothing of their own." in told


def test_a_wrong_mapping_stops_before_a_store_is_made(run: Run, tmp_path: Path) -> None:
    """A mapping that is missing, not asked for, not there or wrong is a usage error, and no store is made."""
    table = EXAMPLES / "articulations.csv"
    wrong = tmp_path / "m.toml"
    wrong.write_text('[source]\nid = "ours"\ntitel = "Ours"\n')
    store = tmp_path / "none.db"
    for arguments, says in (
        (["table", table], "needs a mapping of its columns: --mapping MAP.toml"),
        (["guides", table, "--mapping", wrong], "the kind guides takes no mapping"),
        (["table", table, "--mapping", tmp_path / "none.toml"], "No such file"),
        (["table", table, "--mapping", wrong], "[source]: there is no word 'titel'; did you mean title?"),
        (["california", *[table] * 5], "is read from 4 files, and 5 were given"),
        (["table", table, table, "--mapping", EXAMPLES / "articulations.toml"], "is read from 1 file"),
    ):
        found = run("--store", f"sqlite:///{store}", "import", *arguments)
        assert found.exit_code == 2, found.output
        assert says.casefold() in " ".join(found.output.split()).casefold()
    assert not store.exists()
