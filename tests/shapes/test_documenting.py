"""The pages about the shapes."""

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import pytest
from rdflib import RDFS

from credway.shapes.__main__ import FOLDER, asked, main
from credway.shapes.catalog import shapes
from credway.shapes.documenting import pages
from credway.shapes.engine import SHAPES
from credway.shapes.rulebook import rules
from credway.shapes.sources import graph

EXAMPLES = Path(__file__).parent / "examples"
COMMITTED = Path(__file__).parents[2] / "docs" / "shapes"


@cache
def made() -> Mapping[str, str]:
    return pages({path.stem: path.read_text(encoding="utf-8") for path in EXAMPLES.glob("*.ttl")})


@cache
def anchors() -> frozenset[str]:
    """Return every page and anchor, as findings name them."""
    return frozenset(
        f"{SHAPES}{name.removesuffix('.md')}#{anchor}"
        for name, text in made().items()
        for anchor in re.findall(r'<a id="([^"]+)"></a>', text)
    )


def test_the_committed_pages_are_the_ones_that_the_shapes_make() -> None:
    """`python -m credway.shapes` would change nothing."""
    committed = {path.name: path.read_text(encoding="utf-8") for path in COMMITTED.iterdir()}
    assert committed.keys() == made().keys()
    for name, text in made().items():
        assert committed[name] == text, f"{name}: run python -m credway.shapes"


def test_every_page_that_a_shape_names_is_there() -> None:
    """What a shape says see also to, as far as it is a page of ours, is a page with that anchor."""
    named = {str(page) for page in graph().objects(None, RDFS.seeAlso) if str(page).startswith(SHAPES)}
    assert {shape.page for shape in shapes()} <= named
    assert named - anchors() == set()


def test_every_rule_has_a_page() -> None:
    """Each code that a finding may have leads to an anchor, checks in code and the engine's included."""
    assert {rule.page for rule in rules().values()} - anchors() == set()


def test_no_anchor_stands_twice() -> None:
    """A name on a page is one place."""
    for name, text in made().items():
        found = re.findall(r'<a id="([^"]+)"></a>', text)
        assert len(found) == len(set(found)), name


def test_every_link_leads_somewhere() -> None:
    """Links between the pages name pages and anchors that are there; others name files that are there."""
    for name, text in made().items():
        for target in re.findall(r"\]\(([^)]+)\)", re.sub(r"`[^`]*`", "", text)):
            page, _, anchor = target.partition("#")
            if page in made():
                where = f"{SHAPES}{page.removesuffix('.md')}#{anchor}"
                assert not anchor or where in anchors(), (name, target)
            else:
                assert (COMMITTED / page).is_file(), (name, target)


def test_a_rule_is_described_whole() -> None:
    """A constraint has its message, severity in both modes, path, classes and a value that fails."""
    (text,) = re.findall(r'(?s)<a id="nameRequired"></a>(.*?)\n### ', made()["common.md"])
    lines = " ".join(text.split())
    assert "No name. Add ceterms:name as a language map" in lines
    assert "- severity: Violation, in a mirror Warning" in lines
    assert "- looks at: `ceterms:name`" in lines
    assert "`ceterms:Credential`" in lines
    assert "- fails with: no value" in lines


def test_a_page_shows_a_document_that_passes() -> None:
    """The example of a family, which another test judges, stands on its page."""
    for path in EXAMPLES.glob("*.ttl"):
        assert path.read_text(encoding="utf-8").strip() in made()[f"{path.stem}.md"]


def test_the_command_writes_the_pages(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Every page is written, and one of a file of shapes that is gone is removed."""
    (tmp_path / "gone.md").write_text("old", encoding="utf-8")
    main(tmp_path, EXAMPLES)
    assert {path.name for path in tmp_path.iterdir()} == set(made())
    assert f"{len(made())} pages" in capsys.readouterr().out


def test_the_command_says_where_it_must_run(tmp_path: Path) -> None:
    """Without the examples nothing is written."""
    with pytest.raises(SystemExit, match="run this in a checkout"):
        main(tmp_path, tmp_path / "none")
    assert list(tmp_path.iterdir()) == []


def test_the_command_asks_for_a_folder(capsys: pytest.CaptureFixture[str]) -> None:
    """Help is help, an unknown option is an error, and neither writes a page."""
    assert (asked([]), asked(["other"])) == (FOLDER, Path("other"))
    for words, code in (("--help", 0), ("--folder", 2)):
        with pytest.raises(SystemExit) as ended:
            asked([words])
        assert ended.value.code == code
    assert "usage: python -m credway.shapes" in capsys.readouterr().out
