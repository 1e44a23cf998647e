"""The commands for lists and institutions, as people use them and as programs do."""

import csv
import json
import shlex
from pathlib import Path

from commanding import Run

from credway.loaders.entries import lines

DOCS = Path(__file__).parents[2] / "docs"
EXAMPLE = DOCS / "examples" / "list.csv"
GOOD = DOCS / "examples" / "good.json"
COURSE = "IT 101 Computer Hardware"
"""A thing of that document that somebody may hold."""


def documented() -> list[str]:
    """The terms of the import that the documentation shows, less the command and its file."""
    block = (DOCS / "lists.md").read_text("utf-8").partition("```\n")[2].partition("```")[0]
    words = shlex.split(block.replace("\\\n", " "))
    assert words[:4] == ["credway", "list", "import", "docs/examples/list.csv"]
    return words[4:]


TERMS = documented()


def test_the_documented_example(run: Run, own: str) -> None:
    """The command and the file of the documentation give a list that is shown as the page says."""
    made = run("--store", own, "list", "import", EXAMPLE, *TERMS)
    assert made.exit_code == 0, made.output
    told = " ".join(made.output.split())
    assert "4 lines: 0 matched by CTID, 0 by exact name, 0 by alias, 0 ambiguous, 4 kept as printed." in told
    assert "row 2, AWS Certified Welder no credential of that name is held here" in told
    again = run("--store", own, "list", "import", EXAMPLE, *TERMS)
    assert "is held so already; nothing changed." in again.output
    shown = run("--store", own, "list", "show", "example credential list", "--as-of", "2025-01-01")
    assert shown.exit_code == 0
    assert "4 entries, 4 of them only as printed." in shown.output
    assert "declared complete, from 2024-07-01 until before 2025-07-01." in " ".join(shown.output.split())
    later = run("--store", own, "list", "show", "Example Credential List", "--as-of", "2026-01-01")
    assert "No version that covers 2026-01-01 is held here." in later.output
    named = run("--store", own, "list", "versions", "example-credential-list")
    assert "/documents/lists/example-credential-list/2024-25," in named.output


def test_every_column_is_documented() -> None:
    """The page names each column of the example, and the example has every column."""
    text = (DOCS / "lists.md").read_text("utf-8")
    with EXAMPLE.open(encoding="utf-8") as file:
        heading = next(csv.reader(file))
    table = text.partition("| column |")[2].partition("\n\n")[0]
    rows = [row.split("|")[1] for row in table.splitlines()[2:]]
    assert heading == [name.strip() for row in rows for name in row.split(",")]
    assert lines(EXAMPLE)[1] == []


def test_lists_as_json(run: Run, own: str) -> None:
    """For programs: what became of each line, the entries with their terms, and the versions."""
    made = json.loads(run("--store", own, "--json", "list", "import", EXAMPLE, *TERMS).stdout)
    assert made["recorded"] is True
    assert made["summary"] == {
        "ctid": 0,
        "name": 0,
        "alias": 0,
        "ambiguous": 0,
        "printed": 4,
        "refusedRows": 0,
    }
    assert made["lines"][0]["name"] == "CompTIA A+"
    shown = json.loads(
        run(
            "--store", own, "--json", "list", "show", "example-credential-list", "--as-of", "2025-01-01"
        ).stdout
    )
    terms = [shown["statements"][each]["terms"] for each in shown["entries"]]
    assert [(each["code"], each.get("dollars")) for each in terms] == [
        ("C300", "400"),
        ("K400", None),
        ("N200", None),
        ("W100", "800"),
    ]
    assert terms[3]["level"] == "secondary"
    named = json.loads(run("--store", own, "--json", "list", "versions", "example-credential-list").stdout)
    assert (named["counts"], len(named["versions"])) == ([4], 1)


def test_rows_that_are_refused(run: Run, own: str, tmp_path: Path) -> None:
    """Each is named with its file, row, column and what to do; nothing is recorded, the exit code is 1."""
    path = tmp_path / "list.csv"
    path.write_text(
        "Code,Name,Points\n1,Welder,many\n1,Baker,\n" + "".join(f"1,Cook {n},\n" for n in range(30))
    )
    found = run("--store", own, "list", "import", path, *TERMS)
    assert found.exit_code == 1
    told = " ".join(found.output.split())
    assert "list.csv, row 2, Points" in told
    assert "'many' is no number such as 2 or 0.5" in told
    assert "12 more; --all names them." in told
    assert "32 rows are refused, so that nothing was recorded. Mend what is named and import again." in told
    every = json.loads(run("--store", own, "--json", "list", "import", path, *TERMS).stdout)
    assert (every["recorded"], len(every["refused"])) == (False, 32)
    assert run("--store", own, "list", "show", "Example Credential List").exit_code == 4


def test_lists_that_cannot_be_imported(run: Run, own: str, tmp_path: Path) -> None:
    """A file that is not there, that is no list, and terms that cannot be right are usage errors."""
    other = tmp_path / "other.csv"
    other.write_text("a,b\n1,2\n")
    wrong = [*TERMS]
    wrong[wrong.index("OH")] = "ZZ"
    for arguments, says in (
        ((tmp_path / "none.csv", *TERMS), "there is no such file"),
        ((tmp_path, *TERMS), "it is a folder"),
        ((other, *TERMS), "there is no column Name"),
        ((EXAMPLE, *wrong), "'ZZ' is no state; use a postal code such as TN"),
        ((EXAMPLE, *TERMS[:6]), "For which state is Example Credential List?"),
    ):
        found = run("--store", own, "list", "import", *arguments)
        assert found.exit_code == 2, found.output
        assert says in " ".join(found.output.split())


def test_a_real_list(run: Run, own: str, tmp_path: Path, shared_data: Path) -> None:
    """The 38 names that Tennessee promoted in 2019 are taken whole, and the rules' doubts stand with them."""
    rules = shared_data / "states" / "tennessee" / "cert_name_to_promoted_name_2019.csv"
    doubts: dict[str, set[str]] = {}
    with rules.open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            doubts.setdefault(row["standard_name"], set()).update({row["flag"]} - {""})
    path = tmp_path / "promoted.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["Name", "Notes"])
        writer.writerows([name, "; ".join(sorted(found))] for name, found in doubts.items())
    terms = (
        *(
            "--series",
            "tn-promoted",
            "--name",
            "Promoted Industry Credentials",
            "--version",
            "2019",
            "--incomplete",
        ),
        *("--period", "2019/2019", "--place", "TN", "--publisher", "Tennessee Department of Education"),
    )
    made = json.loads(run("--store", own, "--json", "list", "import", path, *terms).stdout)
    assert (made["recorded"], made["summary"]["printed"], len(made["lines"])) == (True, 38, 38)
    shown = json.loads(
        run("--store", own, "--json", "list", "show", "tn-promoted", "--as-of", "2019-05-01").stdout
    )
    names = {shown["statements"][each]["terms"]["printedName"] for each in shown["entries"]}
    assert names == set(doubts)


def test_institutions_are_found(run: Run, own: str, tmp_path: Path) -> None:
    """By name, state, system and UNITID, with what tells them apart; a name of two is no place."""
    path = tmp_path / "hd2023.csv"
    path.write_text(
        "UNITID,INSTNM,CITY,STABBR,F1SYSNAM,F1SYSCOD\n"
        "100001,Columbia College,Columbia,SC,-2,-2\n"
        "100002,Columbia College,Columbia,MO,Big System,9\n"
        "100003,First College,Akron,OH,Big System,9\n"
    )
    assert run("--store", own, "import", "ipeds", path).exit_code == 0
    for arguments, unit_ids in (
        (["columbia"], [100002, 100001]),
        (["--state", "OH"], [100003]),
        (["--system", "Big System"], [100002, 100003]),
        (["--unit-id", "100001"], [100001]),
        (["columbia", "--state", "Missouri"], [100002]),
    ):
        answer = json.loads(run("--store", own, "--json", "institutions", *arguments).stdout)
        found = [int(each["id"].rsplit("-", 1)[-1]) for each in answer["institutions"]]
        assert sorted(found) == sorted(unit_ids), arguments
        assert answer["total"] == len(unit_ids)
    told = run("--store", own, "institutions", "columbia", "--first", "1")
    assert "2 institutions, 1 of them shown." in told.output
    wrong = run("--store", own, "institutions", "--state", "ZZ")
    assert (wrong.exit_code, "'ZZ' is no state" in wrong.output) == (2, True)
    short = run("--store", own, "institutions", "--unit-id", "1000")
    assert (short.exit_code, "'1000' is not six digits" in short.output) == (2, True)
    assert run("--store", own, "load", GOOD).exit_code == 0
    several = run("--store", own, "credit", COURSE, "--at", "Columbia College")
    assert several.exit_code == 4
    assert "Columbia, MO; UNITID 100002; part of Big System" in several.output


def test_a_place_is_what_people_type(run: Run, own: str, tmp_path: Path) -> None:
    """Credit can be asked for at a UNITID, a name, a system and a state."""
    path = tmp_path / "hd2023.csv"
    path.write_text("UNITID,INSTNM,STABBR,F1SYSNAM,F1SYSCOD\n100003,First College,OH,Big System,9\n")
    assert run("--store", own, "import", "ipeds", path).exit_code == 0
    assert run("--store", own, "load", GOOD).exit_code == 0
    for at in ("100003", "First College", "Big System", "Ohio"):
        found = run("--store", own, "credit", COURSE, "--at", at)
        assert found.exit_code == 0, found.output
        assert "No award is known." in found.output
