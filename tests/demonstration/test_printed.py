"""What the commands print for people: as much as their `--json` has, on both stores."""

import re

import pytest
from commanding import printed

from credway.registry.registry import Registry

PLUS = "CompTIA A+ | CompTIA"
DAY = ("--as-of", "2026-11-28")
COLLEGE = "Northwestern Michigan College"
REPORT = "Credentials Matter (ExcelinEd and Burning Glass Technologies)"

WIDE, NARROW = 2000, 50

ASKED = {
    "credit, in another state than it was earned in": (
        *("credit", "CompTIA Security+ | CompTIA", "--at", "OH"),
        *("--earned-on", "2025-05-20", "--earned-in", "FL"),
    ),
    "credit, a condition unmet": ("credit", PLUS, "--at", COLLEGE, "--earned-on", "2024-11-27", "--current"),
    "portability": ("portability", PLUS, "--to", "VA", "--earned-in", "TN", "--earned-on", "2026-05-15"),
    "pathway": ("pathway", "CompTIA Security+ | CompTIA", "--include", "preparation"),
    "next": ("next", "CompTIA Network+ | CompTIA", "--at", "OH"),
    "at-risk": ("at-risk", "--at", "MI"),
    "dependents": ("dependents", PLUS),
    "compare": ("compare", "CLEP Introductory Sociology"),
    "adopters": ("adopters", "CompTIA CySA+", "--although-not-at", "San Jose City College"),
}
SAID = {
    "credit, in another state than it was earned in": (
        "Credit at OH: YES",
        "by authority of Ohio Department of Higher Education",
        "from 2026-11-24, no term stated",
        "(common course ITIS 160 (C-ID))",
        "[2, confidence 0.5]",
        "in which unit the amount counts is not stated; from when until when it holds is not stated",
        "Unknown: no agreement is held here that says what CompTIA Security+ (CompTIA) earns in Florida",
    ),
    "credit, a condition unmet": (
        f"Credit at {COLLEGE}: UNKNOWN",
        "condition unmet (earned within 2 years)",
        f"CIT 156, CIT 157, {COLLEGE}",
        "earned from 2024-11-28 to 2026-11-28; to be asked for until 2026-11-27",
    ),
    "portability": (
        "earned in TN on 2026-05-15",
        "listed on 2026-05-15",
        "listed today",
        "printed as “A+ Examinations”.",
    ),
    "pathway": (
        "$82,296 a year (2019-05)",
        "$439 (2026-06-13)",
        "Stackable [",
        "preparation, not required [",
    ),
    "next": (
        "toward ITNT-2370 [",
        "Information Security Analysts (15-1212) [",
        "Stackable [",
        "$439 (2026-06-13)",
    ),
    "at-risk": (
        "is Deprecated. [2, confidence 0.9]",
        "caveat: It prints one of its dates with the year 2020",
    ),
    "dependents": (
        "list entry, version: Board-approved industry credentials, page",
        "preparation from",
        f"{REPORT} [3]",
    ),
    "compare": (
        "a recommendation that binds nobody. [1]",
        "3 semester hours, lower division",
        "in which unit the amount counts is not stated",
    ),
    "adopters": ("CISC M1185 (M-ID)", "caveat: Title and issuer unified by software, not reviewed"),
}


@pytest.mark.parametrize("name", ASKED)
async def test_what_is_printed(demonstration: Registry, name: str) -> None:
    """A command prints what its answer has, each statement with its note, and no note or source in vain."""
    text = await printed(demonstration, *ASKED[name], *DAY, width=WIDE)
    for said in SAID[name]:
        assert said in text, said
    answer, notes = text.split("\nWho says so\n")
    marks = {int(mark) for mark in re.findall(r"\[(\d+)", answer)}
    assert marks == {int(mark) for mark in re.findall(r"^ *\[(\d+)\]", notes, re.MULTILINE)}
    sources = notes.split("\nSources\n")[1].split("\nDocuments\n")[0]
    cited = re.findall(r"source ([A-Z]+), document", notes)
    assert set(re.findall(r"^ *([A-Z]) ", sources, re.MULTILINE)) == set(cited)
    assert "version 1" in notes
    assert "As of 2026-11-28, known at number" in notes


@pytest.mark.parametrize("name", ASKED)
async def test_a_narrow_terminal_has_all_of_it(demonstration: Registry, name: str) -> None:
    """In 50 columns no line is longer, no word of a cell is broken, and what is printed is the same."""
    wide, narrow = [await printed(demonstration, *ASKED[name], *DAY, width=width) for width in (WIDE, NARROW)]
    assert max(map(len, narrow.splitlines())) <= NARROW
    lost = set(wide.split()) - set(narrow.split())
    assert {word for word in lost if "─" not in word and len(word) < NARROW - 10} == set()


@pytest.mark.parametrize("asked", [("credit", "--at", "CA"), ("portability", "--to", "CA")])
async def test_a_cut_answer_says_so(
    demonstration: Registry, asked: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    """With three of 22 awards read, both answers say that others were left out, and by which setting."""
    monkeypatch.setenv("CREDWAY_MAX_AWARDS", "3")
    command, *place = asked
    text = await printed(demonstration, command, "CompTIA Security+ | CompTIA", *place, *DAY, width=WIDE)
    assert "more than 3 awards name what is asked about and the others were left out (max_awards)" in text


LAST = f"s{'f' * 40},2026-05-15,https://example.org/z,s{'f' * 40},2026-05-15"
"""A position after every agreement."""


@pytest.mark.parametrize(
    ("asked", "denied"),
    [
        (("at-risk", "--at", "MI", "--after", LAST), "None is known"),
        (("dependents", PLUS, "--after", "t,-"), "in all"),
    ],
)
async def test_past_the_end_nothing_is_counted(
    demonstration: Registry, asked: tuple[str, ...], denied: str
) -> None:
    """After the last position a command says that nothing follows there, and not that there is nothing."""
    text = await printed(demonstration, *asked, *DAY, width=WIDE)
    assert "Nothing follows that position; leave out --after to start again." in text
    assert denied not in text
