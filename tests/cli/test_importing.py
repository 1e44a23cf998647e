"""The import command."""

import json
from pathlib import Path

import pytest
from booking import workbook
from commanding import Run

from credway.loaders.kinds import kinds

DOCS = Path(__file__).parents[2] / "docs" / "cli.md"
HEAD = "soc_code,soc_title,career_cluster,sub_cluster\n"
GOOD = "15-1212,Information Security Analysts,Digital Technology,Network Systems & Cybersecurity\n"


def test_a_file_of_ones_own_is_imported(run: Run, own: str, tmp_path: Path) -> None:
    """Good rows become claims; the same file again changes nothing."""
    path = tmp_path / "crosswalk.csv"
    path.write_text(HEAD + GOOD)
    found = run("--store", own, "import", "clusters-2024", path)
    assert found.exit_code == 0, found.output
    assert "1 row taken. 1 document: 1 accepted." in found.output
    again = run("--store", own, "import", "clusters-2024", path)
    assert "1 document: 1 unchanged." in again.output


def test_bad_rows_are_named_and_the_good_ones_taken(run: Run, own: str, tmp_path: Path) -> None:
    """A bad row is named by row and column, the rest is imported, and the exit code says so."""
    path = tmp_path / "crosswalk.csv"
    path.write_text(HEAD + "99-1,Nobody,Digital Technology,\n" * 22 + GOOD)
    found = run("--store", own, "--json", "import", "clusters-2024", path)
    assert found.exit_code == 1
    answer = json.loads(found.stdout)
    assert answer["documents"][0]["document"].endswith("claims/soc-clusters-2024/DT")
    assert (answer["rows"], answer["summary"]) == (1, {"accepted": 1})
    assert [(row["row"], row["column"]) for row in answer["leftOut"][:2]] == [
        (2, "soc_code"),
        (3, "soc_code"),
    ]
    told = run("--store", own, "import", "clusters-2024", path)
    assert "crosswalk.csv, row 2, soc_code" in told.output
    assert "2 more; --all names them." in told.output
    assert "row 23, soc_code" in run("--store", own, "import", "clusters-2024", "--all", path).output


def test_a_workbook_is_imported(run: Run, own: str, tmp_path: Path) -> None:
    """Its sheet is found or named; rows that nobody can mend are counted, and the exit code is 0."""
    rows = [line.split(",") for line in (HEAD + GOOD).splitlines()]
    rows.append(["25-9045", "Teaching Assistants, Except Postsecondary", "Education", ""])
    path = workbook(tmp_path / "b.xlsx", {"About": [["Clusters"]], "2024": rows, "2023": rows[:2]})
    several = run("--store", own, "import", "clusters-2024", path)
    assert several.exit_code == 2
    assert "the sheets '2024', '2023' all have these columns" in " ".join(several.output.split())
    found = run("--store", own, "import", "clusters-2024", "--sheet", "2024", path)
    assert found.exit_code == 0, found.output
    told = " ".join(found.output.split())
    assert "1 not taken over: a code of wage and projection statistics, not of SOC 2018. --all" in told
    every = run("--store", own, "--json", "import", "clusters-2024", "--sheet", "2024", path)
    [one] = json.loads(every.stdout)["leftOut"]
    assert (one["sheet"], one["row"], one["column"], one["wrong"]) == ("2024", 3, "soc_code", False)
    assert "sheet 2024, row 3" in " ".join(
        run("--store", own, "import", "clusters-2024", "--all", "--sheet", "2024", path).output.split()
    )


def test_what_an_import_brings_is_found(run: Run, own: str, tmp_path: Path) -> None:
    """An institution is resolved by its UNITID, and credit can be asked for there."""
    path = tmp_path / "hd2023.csv"
    path.write_text("UNITID,INSTNM,STABBR\n100654,Alabama A & M University,AL\n")
    assert run("--store", own, "import", "ipeds", path).exit_code == 0
    found = json.loads(run("--store", own, "--json", "resolve", "100654").stdout)
    assert "organizations/ipeds-100654" in json.dumps(found)


def test_reasons_are_counted_without_the_values(run: Run, own: str, tmp_path: Path) -> None:
    """Values that cannot be used for one reason are one line, whatever they are."""
    path = tmp_path / "hd2023.csv"
    rows = [f"{100654 + n},College {n},AL,https://a b.example/{n}: x\n" for n in range(3)]
    path.write_text("UNITID,INSTNM,STABBR,WEBADDR\n" + "".join(rows))
    found = run("--store", own, "import", "ipeds", path)
    told = [line for line in found.output.splitlines() if "not taken over" in line]
    assert told == ["3 not taken over: a value is no web address; taken as not stated. --all names each."]


def test_arguments_that_cannot_be_right(run: Run, own: str, tmp_path: Path) -> None:
    """A kind that there is not, a wrong date, too many files, another file and none are usage errors."""
    path = tmp_path / "other.csv"
    path.write_text("a,b\n1,2\n")
    older = tmp_path / "All_Career_Clusters.csv"
    older.write_text("Career Cluster,Career Pathway,Code,Occupation\n")
    for arguments, says in (
        (["recipes", path], "none of soc, onet-occupations"),
        (["ipeds", "--date", "soon", path], "--date 'soon' is not a date"),
        (["cip", "--effective-from", "2020", path], "--effective-from '2020' is not a date"),
        (["cip", path, path], "The kind cip is read from 1 file, and 2 were given"),
        (["cluster-mapping", path], "is read from 2 files, and 1 was given"),
        (["cluster-mapping", older], "that of the kind clusters-2019. Add that of clusters-2024"),
        (["cip", "--sheet", "A", path], "there are no sheets in a text file"),
        (["case", "--sheet", "A", path], "--sheet is for kinds that are one table"),
        (["cip", path], "other.csv: there is no column CIPCode"),
        (["ipeds", "--date", "2023", path], "no column UNITID"),
        (["cip", tmp_path / "nowhere.csv"], "nowhere.csv: there is no such file"),
        (["cip", tmp_path], "it is a folder"),
    ):
        found = run("--store", own, "import", *arguments)
        assert found.exit_code == 2, found.output
        assert says in " ".join(found.output.split())


def test_an_edition_without_a_date_is_asked_for_it(run: Run, own: str, tmp_path: Path) -> None:
    """A file that appears each year must say which one it is, in its name or with --date."""
    path = tmp_path / "institutions.csv"
    path.write_text("UNITID,INSTNM,STABBR\n100654,Alabama A & M University,AL\n")
    found = run("--store", own, "import", "ipeds", path)
    assert found.exit_code == 2
    assert "--date" in found.output
    assert run("--store", own, "import", "ipeds", "--date", "2023", path).exit_code == 0


def test_every_kind_is_documented() -> None:
    """docs/cli.md has a row for each kind, and for no other."""
    rows = [line.split("`")[1] for line in DOCS.read_text("utf-8").splitlines() if line.startswith("| `")]
    assert rows == list(kinds())


def test_a_file_keeps_its_name_in_an_error(
    run: Run, own: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is wrong with a file begins with its name as it is, in small letters too."""
    monkeypatch.chdir(tmp_path)
    Path("empty.csv").touch()
    found = run("--store", own, "import", "soc", "empty.csv")
    assert "The file cannot be read. empty.csv: the file is empty." in " ".join(found.output.split())
