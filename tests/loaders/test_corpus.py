"""The corpus of published CTDL documents, beside the checkout."""

from pathlib import Path
from typing import get_args

import pytest
from corpus import by_folder, judged, written

from credway.shapes.pyshacl_engine import PyShaclEngine
from credway.shapes.verdict import Mode

ENGINE = PyShaclEngine()


@pytest.mark.parametrize("mode", get_args(Mode))
def test_every_file_with_triples_reaches_the_shapes(mode: Mode, shared_data: Path) -> None:
    """Nothing before the shapes turns away a file that holds triples, and each has a verdict."""
    found = list(judged(shared_data / "ctdl", mode, ENGINE))
    assert [each for each in found if not each.reached] == []
    assert len({each.file for each in found}) == 128
    assert all(bool(each.codes) == (each.outcome == "refused") for each in found)
    print(f"\n{mode}\n{written(by_folder(found))}")


def test_a_mirror_forgives_and_never_accuses(shared_data: Path) -> None:
    """What an owner may publish a mirror may hold."""
    publish, mirror = (
        {(each.file, each.pointer): each.outcome for each in judged(shared_data / "ctdl", mode, ENGINE)}
        for mode in get_args(Mode)
    )
    assert publish.keys() == mirror.keys()
    assert {
        key for key, outcome in publish.items() if outcome != "refused" and mirror[key] == "refused"
    } == set()
    assert sum(outcome != "refused" for outcome in mirror.values()) > sum(
        outcome != "refused" for outcome in publish.values()
    )
