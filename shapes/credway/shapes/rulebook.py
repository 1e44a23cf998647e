"""Everything that a finding's code may name: shapes, checks in code, and what stops the reading."""

import csv
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from importlib.resources import files
from typing import Any, Final

from credway.shapes.catalog import shapes
from credway.shapes.checks import CHECKS
from credway.shapes.engine import SEVERITIES, SHAPES, Severity, page
from credway.shapes.verdict import in_mirror

WHOLE: Final = frozenset({"@context", "@graph"})
"""Members of an example that belong to the document itself, not to a thing in it."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One thing that a document is held to.

    `code` is what findings name; `message` says what to do. `classes` and `path` are CURIEs, empty
    where the rule is about the whole document. In a mirror its severity is `in_mirror`. `page` is where
    it is documented; `shape` says whether SHACL states it. `example` is what fails it, where statements
    cannot say so: with a `file`, such as ".ttl", the whole text of a file with that ending, else JSON
    members for a thing of a document, or for the document itself. `when` says in words when it comes,
    where nothing that is short enough to show brings it about.
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
    file: str = ""
    when: str = ""

    @property
    def place(self) -> str:
        """Where the example stands, in words."""
        if self.file:
            return f"as the whole of a {self.file} file"
        whole = WHOLE & json.loads(self.example).keys()
        return "in the document itself" if whole else "in a thing of a document"


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
            **_shown(f"{each.file}.{each.name}"),
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
    """Return codes that somebody may have meant: spelt alike, with the text in them, or about it."""
    low = text.strip().removeprefix(SHAPES).replace("/", ".").lower()
    by_text = {low_code: rule.code for rule in rules().values() for low_code in _spellings(rule)}
    alike = [by_text[each] for each in get_close_matches(low, by_text, n=most, cutoff=0.7)]
    within = [rule.code for rule in rules().values() if len(low) > 2 and low in rule.code.lower()]
    return list(dict.fromkeys([*alike, *within]))[:most] or _about(low, most)


def _about(word: str, most: int) -> Sequence[str]:
    """Return codes whose message or terms have a word that begins so; what takes fewer words first."""
    if len(word) < 4:
        return []
    begins = re.compile(rf"\b{re.escape(word)}", re.IGNORECASE)
    found = [rule for rule in rules().values() if begins.search(" ".join((*rule.path, rule.message)))]
    return [rule.code for rule in sorted(found, key=lambda rule: len(rule.message))[:most]]


def _plain(code: str, severity: Severity, in_mirror: Severity, message: str) -> Rule:
    family, _, name = code.rpartition(".")
    where = f"{SHAPES}{family or 'check'}"
    iri = f"{where}/{name}"
    return Rule(code, iri, severity, in_mirror, message, (), (), page(code), **_shown(code))


def _shown(code: str) -> Mapping[str, Any]:
    """Return what is shown of how a rule is failed: an example and its file, or when it comes."""
    return _table("failing.csv").get(code) or _table("occasions.csv").get(code) or {}


@cache
def _table(name: str) -> Mapping[str, Mapping[str, str]]:
    """Return the rows of a data file by their code."""
    with files("credway.shapes").joinpath(name).open(encoding="utf-8") as lines:
        return {row.pop("code"): row for row in csv.DictReader(lines)}


def _severity(text: str) -> Severity:
    return next(each for each in SEVERITIES if each == text)


def _name(rule: Rule) -> str:
    return rule.code.rpartition(".")[2]


def _spellings(rule: Rule) -> tuple[str, str]:
    return rule.code.lower(), _name(rule).lower()
