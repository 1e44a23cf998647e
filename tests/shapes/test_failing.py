"""What is shown to fail each shape, check and code, and what is told where nothing can be shown."""

import csv
import re
from importlib.resources import files
from pathlib import Path

import orjson
import pytest

from credway.shapes import validate
from credway.shapes.carriers.encodings import BY_NAME
from credway.shapes.catalog import shapes
from credway.shapes.constraints import phrases
from credway.shapes.documenting import fails_with, laid_out
from credway.shapes.limits import NETWORK
from credway.shapes.markdown import broken
from credway.shapes.rulebook import WHOLE, Rule, rules
from credway.shapes.verdict import Mode, Verdict

ROOT = Path(__file__).parents[2]
GOOD = ROOT / "docs" / "examples" / "good.json"
SHOWN = [code for code, rule in rules().items() if rule.example]


def judged(rule: Rule, mode: Mode) -> Verdict:
    """Judge the example of a rule as the whole of a file, or put into a good document."""
    if rule.file:
        return validate(rule.example, media_type=BY_NAME[rule.file], mode=mode, limits=NETWORK)
    document, members = orjson.loads(GOOD.read_bytes()), orjson.loads(rule.example)
    (document if WHOLE & members.keys() else document["@graph"][0]).update(members)
    return validate(document, mode=mode, limits=NETWORK)


def rows(name: str) -> list[str]:
    """Return the codes of a data file, in its order."""
    with files("credway.shapes").joinpath(name).open(encoding="utf-8") as lines:
        return [row["code"] for row in csv.DictReader(lines)]


@pytest.mark.parametrize("code", SHOWN)
@pytest.mark.parametrize("mode", ["publish", "mirror"])
def test_what_is_shown_to_fail_a_rule_fails_it(code: str, mode: Mode) -> None:
    """An example gets its finding in the severity of either mode, and in a mirror no other Violation."""
    rule, found = rules()[code], judged(rules()[code], mode).findings
    own = {each.severity for each in found if each.code == code}
    assert (rule.severity if mode == "publish" else rule.in_mirror) in own
    if mode == "mirror":
        assert {each.code for each in found if each.severity == "Violation"} <= {code}


def test_every_rule_shows_what_fails_it_or_tells_when_it_comes() -> None:
    """Each shape has statements or an example, each check an example, each code an example or words."""
    stated = {f"{each.file}.{each.name}" for each in shapes() if fails_with(each)}
    for code, rule in rules().items():
        kinds = [code in stated, bool(rule.example), bool(rule.when)]
        assert sum(kinds) == 1, code
        assert not rule.when or not (rule.shape or code.startswith("check.")), code


@pytest.mark.parametrize("name", ["failing.csv", "occasions.csv"])
def test_the_rows_are_of_codes_that_there_are(name: str) -> None:
    """Each row belongs to a rule, none twice, in the order of their codes."""
    found = rows(name)
    assert set(found) <= rules().keys()
    assert found == sorted(set(found))


def test_occasions_are_sentences_about_settings_that_there_are() -> None:
    """When a code comes is told in sentences, and a setting that they name is one."""
    settings = (ROOT / "docs" / "settings.md").read_text(encoding="utf-8")
    for rule in rules().values():
        assert not rule.when or (rule.when[0].isupper() and rule.when.endswith(".")), rule.code
        for name in re.findall(r"CREDWAY_[A-Z_]+", rule.when):
            assert f"`{name}`" in settings, name


def test_an_example_says_where_it_stands() -> None:
    """Members stand in a thing or in the document itself, and a whole text in a file of its kind."""
    assert rules()["BAD_IRI"].place == "in a thing of a document"
    assert rules()["BAD_CONTEXT"].place == "in the document itself"
    assert rules()["XML_DOCTYPE"].place == "as the whole of a .rdf file"


@pytest.mark.parametrize("code", [code for code in SHOWN if not rules()[code].file])
def test_an_example_in_lines_is_the_same_json(code: str) -> None:
    """However narrow the page, the members are those of the data file."""
    rule = rules()[code]
    for width in (20, 100):
        assert orjson.loads(laid_out(rule, width)) == orjson.loads(rule.example)


def test_json_in_lines_that_fit() -> None:
    """What fits into a line stands in one; what does not is opened, but not further than it must be."""
    assert broken({"a": [1, 2]}) == ['{"a": [1, 2]}']
    assert broken({"a": [1, 2], "b": {}}, 15) == ["{", '  "a": [1, 2],', '  "b": {}', "}"]


def test_a_shape_that_holds_others_asks_for_what_is_its_own() -> None:
    """The parts of a shape have names of their own, and are not told again with it."""
    asked = phrases(rules()["claim.Quantity"].iri)
    assert [each.partition(" (")[0] for each in asked] == ["it is not so that"]


def test_a_scheme_is_told_once_in_a_phrase() -> None:
    """Where a concept or an alignment to it may stand, they are listed once, and nothing is cut off."""
    [asked] = phrases(rules()["membership.externalInputType"].iri)
    assert asked.count("inputType:Associations") == 1
    assert "a value fits the shape scheme.externalInputConcept" in asked
    assert not any("a shape of its own" in each for rule in rules().values() for each in phrases(rule.iri))


def test_a_property_that_may_not_be_there_has_no_value() -> None:
    """At most none is said as it is meant."""
    assert phrases(rules()["dataset.dateTerms"].iri) == ("no value at all",)
