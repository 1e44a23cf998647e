"""Credit as people read it: whose an award is, what has ceased, what awards of one statement leave open."""

from pathlib import Path
from typing import Any

import pytest
from commanding import Run
from making import Node, award, document, hours, iri, iris, organization, profile, reference

A = "credentials/a"


def printed(run: Run, folder: Path, *nodes: Node, command: str = "credit", at: str = "Ohio") -> str:
    """What is printed of A where some nodes are held, in one line."""
    path = folder / "nodes.json"
    people = (organization("organizations/college", "OH"), organization("organizations/other", "OH"))
    path.write_bytes(document("nodes", *people, reference(A), *nodes))
    store = f"sqlite:///{folder / 'nodes.db'}"
    loaded = run("load", path, "--mode", "mirror", "--store", store, "--base", iri(""), "--no-references")
    assert loaded.exit_code == 0, loaded.output
    return " ".join(run(command, "A", "--at", at, "--store", store).stdout.split())


def value(**more: Any) -> Node:
    """Three hours at the college."""
    return award("values/1", held=[A], by="organizations/college", amounts=[hours("3")], extra=more)


def test_what_nobody_awards_is_not_that_of_every_institution(run: Run, tmp_path: Path) -> None:
    """Credit of a program that nobody is said to own is shown as nobody's."""
    worth = {"ceterms:creditValue": [{"@type": "ceterms:ValueProfile", **hours("6")}]}
    program = {
        "@id": iri("programs/p"),
        "@type": "ceterms:LearningProgram",
        "ceterms:name": {"en": "Program P"},
        "ceterms:requires": [profile(A, extra=worth)],
    }
    told = printed(run, tmp_path, program)
    assert "6 semester hours Program P not stated institutional award" in told
    assert "every institution" not in told


def test_a_statement_of_two_awards_leaves_open_what_both_do(run: Run, tmp_path: Path) -> None:
    """A value of two colleges names both where it says who could say what is open."""
    node = {**value(), "ceterms:ownedBy": iris("organizations/college", "organizations/other")}
    told = printed(run, tmp_path, node)
    assert "toward what it counts is not stated; from when until when it holds is not stated" in told
    assert "(could say: College, Other)" in told


def test_what_has_ceased_says_so(run: Run, tmp_path: Path) -> None:
    """A value that has ceased is among those that are not in force, and its status stands beside its days."""
    status = {"@type": "ceterms:CredentialAlignmentObject", "ceterms:targetNode": "lifeCycle:Ceased"}
    told = printed(run, tmp_path, value(**{"ceterms:lifeCycleStatusType": [status]}), command="awards")
    assert "Out of force on the day" in told
    assert "no term stated, ceased or suspended" in told


def test_words_and_shares_are_shown_and_not_counted(run: Run, tmp_path: Path) -> None:
    """An amount that has no number is shown as it is stated, and its total is not measured."""
    share = {"qdata:percentage": 50.0, "schema:description": {"en": "half of the hours"}}
    node = award("values/1", held=[A], by="organizations/college", amounts=[share])
    told = printed(run, tmp_path, node)
    assert "50 percent, half of the hours" in told
    assert "not measured not measured unit not stated" in told


def test_what_replaces_an_award_stands_with_its_days(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of an award that has ended the table names what replaces it; open windows are said as such."""
    monkeypatch.setenv("COLUMNS", "400")
    old = value(
        **{
            "ceterms:startDate": "2018-01-01",
            "ceterms:endDate": "2022-12-31",
            "ceterms:supersededBy": iri("values/2"),
        }
    )
    since = {"ceterms:startDate": "2023-01-01"}
    new = award("values/2", held=[A], by="organizations/college", amounts=[hours("3")], extra=since)
    told = printed(run, tmp_path, old, new, command="awards")
    assert "until before 2023-01-01, replaced by 2" in told
    assert "earned from 2023-01-01 on" in printed(run, tmp_path, old, new)


def test_common_conditions_and_parts_are_told_by_name(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where a name is known no IRI is printed: of a manifest of conditions, and of credit in a profile."""
    monkeypatch.setenv("COLUMNS", "400")
    manifest = {
        "@id": iri("manifests/m"),
        "@type": "ceterms:ConditionManifest",
        "ceterms:name": {"en": "Asking for credit"},
    }
    worth = {"ceterms:creditValue": [{"@type": "ceterms:ValueProfile", "qdata:percentage": 25.0}]}
    program = {
        "@id": iri("programs/p"),
        "@type": "ceterms:LearningProgram",
        "ceterms:name": {"en": "Program P"},
        "ceterms:ownedBy": iris("organizations/college"),
        "ceterms:requires": [profile(A, extra=worth)],
    }
    nodes = (manifest, value(**{"ceterms:commonConditions": iris("manifests/m")}), program)
    told = printed(run, tmp_path, *nodes)
    assert "the common conditions of Asking for credit, which are not read here" in told
    assert iri("manifests/m") not in told
    assert "Unknown: credit toward Program P: how much is awarded" in printed(
        run, tmp_path, *nodes, command="awards"
    )
