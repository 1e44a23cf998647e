"""The commands that ask."""

from pathlib import Path

import orjson
import pytest
from commanding import Run
from making import STATES, claim, document, iri, reference


def test_resolve_shows_what_a_name_means(run: Run, store: str) -> None:
    """One meaning ends with 0; several, or none, are shown and end with 4."""
    found = run("resolve", "alpha", "--store", store)
    assert found.exit_code == 0
    assert iri("credentials/a") in found.stdout
    twins = run("resolve", "Twin", "--store", store)
    assert twins.exit_code == 4
    assert iri("credentials/twin-1") in twins.stdout
    assert iri("credentials/twin-2") in twins.stdout
    assert run("resolve", "Nobody", "--store", store).exit_code == 4


def test_credit_prints_the_award_and_who_says_so(run: Run, store: str) -> None:
    """The verdict, the amount with its unit, the college, the source, the place in it, both times."""
    found = run("credit", "Beta", "--at", "CA", "--as-of", "2026-11-02", "--store", store)
    assert found.exit_code == 0
    for text in ("YES", "4 semester hours", "College", "A report", "row 9", "printed twice"):
        assert text in found.stdout
    assert "As of 2026-11-02, known at number 1." in found.stdout


def test_credit_prints_the_level_of_each_total(run: Run, tmp_path: Path) -> None:
    """Totals of one unit and two levels are two rows that can be told apart."""
    table = tmp_path / "t.csv"
    rows = (
        "Exhibit ID,Title,Level,Semester Hours",
        "E1,Welder,Lower Division,3",
        "E1,Welder,Upper Division,2",
    )
    table.write_text("\n".join(rows))
    store = f"sqlite:///{tmp_path / 'levels.db'}"
    assert run("import", "recommendations", str(table), "--store", store).exit_code == 0
    found = run("credit", "Welder", "--at", "American Council on Education", "--store", store)
    totals = found.stdout.partition("Totals, never added across units, levels")[2]
    assert "lower division level" in totals
    assert "upper division level" in totals


def test_credit_as_json_names_each_statement_once(run: Run, store: str) -> None:
    """`--json` stands before or after the command and gives the same answer."""
    after = run("credit", "Beta", "--at", "CA", "--store", store, "--json")
    before = run("--json", "--store", store, "credit", "Beta", "--at", "CA")
    assert after.stdout == before.stdout
    answer = orjson.loads(after.stdout)
    [finding] = answer["awards"]
    assert finding["verdict"] == "YES"
    statement = answer["statements"][finding["award"]["statement"]]
    assert statement["source"]["title"] == "A report"
    assert statement["locator"] == "row 9"
    assert answer["totals"][0]["certain"] == "4"
    assert answer["things"][iri("credentials/b")]["name"] == "Beta"
    assert (answer["notAwarded"], answer["unknown"]) == ([], [])


def test_next_says_what_follows_and_why(run: Run, store: str) -> None:
    """What is prepared for follows, is not promised, and its relation and both times are shown."""
    found = run("next", "Alpha", "--at", "CA", "--store", store)
    assert found.exit_code == 0, found.stdout
    for text in ("Next after Alpha", "Beta", "preparation", "UNKNOWN", "4 semester hours", "known at number"):
        assert text in found.stdout
    answer = orjson.loads(run("next", "Alpha", "--store", store, "--json").stdout)
    assert [each["credential"] for each in answer["credentials"]] == [iri("credentials/b")]
    assert answer["total"] == 1
    nothing = run("next", "Beta", "--store", store)
    assert "Nothing is known here that this leads to and that lacks at most one thing." in nothing.stdout
    counted = run("next", "Alpha", "--first", "0", "--store", store)
    assert "Nobody states here" not in counted.stdout


def test_a_fact_needs_a_value(run: Run, store: str) -> None:
    """`--fact` without a value is refused and says how to write one."""
    found = run("pathway", "Beta", "--fact", "ceterms:creditValue", "--store", store)
    assert found.exit_code != 0
    assert "TERM=VALUE" in found.stdout + found.stderr


def test_pathway_marks_what_is_not_required(run: Run, store: str) -> None:
    """Preparation is followed only when asked, and never shown as required."""
    bare = run("pathway", "Beta", "--store", store, "--json")
    assert [len(plan["steps"]) for plan in orjson.loads(bare.stdout)["plans"]] == [1]
    full = run("pathway", "Beta", "--include", "preparation", "--store", store)
    assert full.exit_code == 0
    assert "preparation, not required" in full.stdout
    assert "$82,296 a year" in full.stdout


def test_portability_shows_each_place(run: Run, store: str) -> None:
    """Each state asked for has its row, and what is unknown says what is missing."""
    found = run("portability", "Beta", "--to", "CA,OH", "--store", store)
    assert found.exit_code == 0
    assert "for college credit yes" in found.stdout
    assert "Unknown: no agreement is held here for credit in Ohio" in found.stdout
    everywhere = run("portability", "Beta", "--store", store)
    assert "places of which nothing is known are left out" in everywhere.stdout
    answers = orjson.loads(run("portability", "Beta", "Alpha", "--store", store, "--json").stdout)["answers"]
    assert [answer["credential"] for answer in answers] == [iri("credentials/b"), iri("credentials/a")]


def test_a_figure_of_employers_says_of_which_state_and_time_it_is(run: Run, tmp_path: Path) -> None:
    """Asked of another state, what is counted in Ohio is told as that of Ohio and its year."""
    counted = {
        "schema:value": 1200.0,
        "credway:place": f"{STATES}OH",
        "credway:period": "2019",
        "credway:unit": "https://w3id.org/credway/schemes/units/Postings",
    }
    nodes = (
        reference("credentials/w"),
        claim("c#1", "credentials/w", "credway:postingsNaming", value=counted),
    )
    path, store = tmp_path / "nodes.json", f"sqlite:///{tmp_path / 'nodes.db'}"
    path.write_bytes(document("nodes", *nodes))
    run("load", path, "--mode", "mirror", "--store", store, "--base", iri(""), "--no-references")
    told = run("portability", iri("credentials/w"), "--to", "VA", "--store", store).stdout
    assert "1,200 job postings in Ohio (2019)" in told


def test_licenses_and_competencies_that_nobody_speaks_of(run: Run, store: str) -> None:
    """Nothing stated is said to be so, and is no error; what is not known at all is, with its own code."""
    found = run("competencies", "gap", "Beta", "--from", "Alpha", "--store", store)
    assert found.exit_code == 0
    assert "nobody states which competencies it requires" in found.stdout
    mixed = run("competencies", "mix", "Beta", "--store", store, "--json")
    assert orjson.loads(mixed.stdout)["answers"][0]["stated"]["verdict"] == "UNKNOWN"
    for arguments in (("licenses", "Nobody"), ("competencies", "attesting", "Nobody")):
        assert run(*arguments, "--store", store).exit_code == 4


@pytest.mark.parametrize(
    ("arguments", "code", "text"),
    [
        (["credit", "Nobody", "--at", "CA"], 4, "nothing is known here as Nobody"),
        (["credit", "Twin", "--at", "CA"], 4, "credentials/twin-2"),
        (["credit", "Beta", "--at", "CA", "--as-of", "soon"], 2, "is not a date"),
        (["credit", "Beta", "--at", "CA", "--known-at", "99"], 2, "knownAt 99"),
        (["credit", "Beta"], 2, "--at"),
        (["at-risk", "--at", "CA", "--after", "one,two"], 2, "is no position"),
        (["at-risk", "--at", "CA", "--after", "one,two,three,four,five"], 2, "is no position"),
        (["portability", "Beta", "--to", "ZZ"], 2, "is no state"),
        (["pathway", "Beta", "--order", "luck"], 2, "luck"),
        (["nonsense"], 2, "nonsense"),
    ],
)
def test_errors_say_what_and_end_with_their_code(
    run: Run, store: str, arguments: list[str], code: int, text: str
) -> None:
    """An expected error has its exit code, names what is wrong on stderr, and shows no traceback."""
    found = run("--store", store, *arguments)
    assert found.exit_code == code, found.output
    assert text.lower() in " ".join(found.stderr.split()).lower()
    assert "Traceback" not in found.output


def test_errors_as_json(run: Run, store: str) -> None:
    """With `--json` an error is the problem object of the HTTP interface."""
    found = run("--json", "--store", store, "credit", "Twin", "--at", "CA")
    error = orjson.loads(found.stdout)["error"]
    assert error["code"] == "AMBIGUOUS"
    assert len(error["candidates"]) == 2


def test_a_store_that_is_not_there(run: Run, tmp_path: object) -> None:
    """Asking a store that does not exist ends with 3, says what to do and creates nothing."""
    found = run("resolve", "x", "--store", f"sqlite:///{tmp_path}/none.db")
    assert found.exit_code == 3
    assert "credway load" in " ".join(found.stderr.split())
    assert run("resolve", "x", "--store", f"sqlite:///{tmp_path}/none.db").exit_code == 3
    assert run("resolve", "x", "--store", "mysql://x").exit_code == 3
    assert run("resolve", "x", "--store", "bolt://127.0.0.1:1").exit_code == 3


def test_a_wrong_setting_is_named(run: Run, store: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A setting of the wrong type is a usage error with the variable's name."""
    monkeypatch.setenv("CREDWAY_PAGE_MAX", "many")
    found = run("resolve", "x", "--store", store)
    assert found.exit_code == 2
    assert "CREDWAY_PAGE_MAX" in found.stderr
