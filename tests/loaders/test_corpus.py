"""The corpus of published CTDL documents, beside the checkout."""

from pathlib import Path
from typing import get_args

import pytest
from corpus import AFTER, BEFORE, CHECKED, Judged, by_folder, judged, manifest, table, written

from credway.shapes.gate import Gate
from credway.shapes.verdict import Mode

ROOT = Path(__file__).parent.parent.parent


Found = dict[Mode, list[Judged]]


@pytest.fixture(scope="module")
def found(shared_data: Path) -> Found:
    """What becomes of all documents, in both modes."""
    gate = Gate(0)
    return {mode: list(judged(shared_data / "ctdl", mode, gate)) for mode in get_args(Mode)}


@pytest.mark.parametrize("mode", get_args(Mode))
def test_every_file_has_a_verdict(mode: Mode, shared_data: Path, found: Found) -> None:
    """Each file is loaded or refused for a reason, whatever it is."""
    assert {each.file for each in found[mode]} == {entry["file"] for entry in manifest(shared_data / "ctdl")}
    assert all(bool(each.codes) == (each.outcome == "refused") for each in found[mode])
    print(f"\n{mode}\n{written(by_folder(found[mode]))}")


def test_files_with_triples_reach_the_shapes(shared_data: Path, found: Found) -> None:
    """Nothing before the shapes turns away a file in which another reader finds statements."""
    with_triples = {entry["file"] for entry in manifest(shared_data / "ctdl") if entry.get("triples")}
    assert {each.file for each in found["mirror"] if not each.reached} & with_triples == set()


def test_a_mirror_forgives_and_never_accuses(found: Found) -> None:
    """What an owner may publish a mirror may hold."""
    publish, mirror = (
        {(each.file, each.pointer): each.outcome for each in found[mode]} for mode in ("publish", "mirror")
    )
    assert publish.keys() == mirror.keys()
    assert {
        key for key, outcome in publish.items() if outcome != "refused" and mirror[key] == "refused"
    } == set()
    assert sum(outcome != "refused" for outcome in mirror.values()) > sum(
        outcome != "refused" for outcome in publish.values()
    )


def test_the_table_in_the_documentation_is_current(shared_data: Path, found: Found) -> None:
    """docs/validation.md says of each file what the code says now."""
    page = (ROOT / "docs/validation.md").read_text(encoding="utf-8")
    held = page.partition(BEFORE)[2].partition(AFTER)[0]
    made = table(shared_data / "ctdl", found)
    assert held == made, "run: python tests/support/corpus.py --markdown ../shared/data/ctdl"
    assert len(made.splitlines()) > 190


def test_forty_files_were_checked_by_hand(shared_data: Path) -> None:
    """The files that somebody looked into are in the corpus."""
    names = [line.partition(",")[0] for line in CHECKED.read_text(encoding="utf-8").splitlines()[1:]]
    assert len(names) == len(set(names)) >= 40
    assert set(names) <= {entry["file"] for entry in manifest(shared_data / "ctdl")}
