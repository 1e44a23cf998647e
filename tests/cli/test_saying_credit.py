"""Credit as people read it: whose an award is, what has ceased, what awards of one statement leave open."""

from pathlib import Path
from typing import Any

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
