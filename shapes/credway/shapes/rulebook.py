"""Everything that a finding's code may name: shapes, checks in code, and what stops the reading."""

import csv
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from importlib.resources import files

from credway.shapes.catalog import shapes
from credway.shapes.checks import CHECKS
from credway.shapes.engine import SEVERITIES, SHAPES, Severity, page
from credway.shapes.verdict import in_mirror


@dataclass(frozen=True, slots=True)
class Rule:
    """One thing that a document is held to.

    `code` is what findings name; `message` says what to do. `classes` and `path` are CURIEs, empty
    where the rule is about the whole document. In a mirror its severity is `in_mirror`. `page` is where
    it is documented; `shape` says whether SHACL states it. `example` is JSON that fails it where no shape
    does: members for a thing of a document, or for the document itself.
    """

    code: str
    iri: str
    severity: Severity
    in_mirror: Severity
    message: str
    classes: tuple[str, ...]
    path: tuple[str, ...]
    page: str
    shape: bool = False
    example: str = ""


@cache
def rules() -> Mapping[str, Rule]:
    """Return every rule by its code."""
    found = [
        Rule(
            f"{each.file}.{each.name}",
            each.iri,
            each.severity,
            in_mirror(each.severity, each.minimum_data),
            each.message,
            each.classes,
            each.path,
            each.page,
            shape=True,
        )
        for each in shapes()
    ]
    for check in CHECKS:
        mirrored = in_mirror(check.severity, check.minimum_data)
        found.append(_plain(f"check.{check.name}", check.severity, mirrored, check.message))
    with files("credway.shapes").joinpath("codes.csv").open(encoding="utf-8") as lines:
        for row in csv.DictReader(lines):
            severity = _severity(row["severity"])
            mirrored = "Warning" if row["mirror"] == "warned" else severity
            found.append(_plain(row["code"], severity, mirrored, row["message"]))
    return {rule.code: rule for rule in found}


def named(text: str) -> Sequence[Rule]:
    """Return the rules that a code, an IRI, a page or a bare name means; none where nothing fits."""
    wanted = text.strip()
    code = wanted.removeprefix(SHAPES).replace("/", ".").replace("#", ".")
    for exact in (code, code.removeprefix("check."), f"engine.{code}"):
        if exact in rules():
            return [rules()[exact]]
    low = wanted.lower()
    return [rule for rule in rules().values() if low in (rule.code.lower(), _name(rule).lower())]


def near(text: str, most: int = 5) -> Sequence[str]:
    """Return codes that somebody may have meant: spelt alike, or with the text in them."""
    low = text.strip().removeprefix(SHAPES).replace("/", ".").lower()
    by_text = {low_code: rule.code for rule in rules().values() for low_code in _spellings(rule)}
    alike = [by_text[each] for each in get_close_matches(low, by_text, n=most, cutoff=0.7)]
    within = [rule.code for rule in rules().values() if len(low) > 2 and low in rule.code.lower()]
    return list(dict.fromkeys([*alike, *within]))[:most]


def _plain(code: str, severity: Severity, in_mirror: Severity, message: str) -> Rule:
    family, _, name = code.rpartition(".")
    where = f"{SHAPES}{family or 'check'}"
    failing = _examples().get(code, "")
    return Rule(code, f"{where}/{name}", severity, in_mirror, message, (), (), page(code), example=failing)


@cache
def _examples() -> Mapping[str, str]:
    """Return what fails a check in code or stops the reading, by code; not all can be shown in JSON."""
    text = files("credway.shapes").joinpath("failing.csv").read_text(encoding="utf-8")
    return {row["code"]: row["example"] for row in csv.DictReader(text.splitlines())}


def _severity(text: str) -> Severity:
    return next(each for each in SEVERITIES if each == text)


def _name(rule: Rule) -> str:
    return rule.code.rpartition(".")[2]


def _spellings(rule: Rule) -> tuple[str, str]:
    return rule.code.lower(), _name(rule).lower()
