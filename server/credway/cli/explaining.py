"""What a code of a finding means: the rule behind it, in words."""

from collections.abc import Sequence
from typing import Any

from credway.cli import output
from credway.cli.exits import Exit, stop
from credway.shapes.catalog import shapes
from credway.shapes.constraints import phrases
from credway.shapes.documenting import fails_with, laid_out
from credway.shapes.engine import SHAPES, Severity
from credway.shapes.profiles import PROFILES, counted
from credway.shapes.rulebook import Rule, named, near

MOST_CLASSES = 20
EXAMPLE_WIDTH = 100
EVERY_CODE = "findings name codes such as common.dateForm, and docs/shapes and /shapes on a server have all"


def explained(text: str, *, as_json: bool) -> Exit:
    """Explain the rule that a code, an IRI or a name means; all of them where several have the name."""
    found = named(text)
    if not found:
        alike = near(text)
        hint = f"did you mean {', '.join(alike)}?" if alike else EVERY_CODE
        stop(Exit.NOT_FOUND, "There is no such shape", f"nothing is called {text}; {hint}", as_json=as_json)
    if as_json:
        output.print_json({"rules": [plain(rule) for rule in found]})
    else:
        for rule in found:
            _print(rule)
    return Exit.FINE


def plain(rule: Rule) -> dict[str, Any]:
    """Write a rule out as data."""
    return {
        "code": rule.code,
        "id": rule.iri,
        "severity": rule.severity,
        "inMirror": rule.in_mirror,
        "message": rule.message,
        "classes": list(rule.classes),
        "path": list(rule.path),
        "asksFor": list(phrases(rule.iri)) if rule.shape else [],
        "failsWith": [*_stated(rule), *([rule.example] if rule.example else [])],
        "standsIn": rule.place if rule.example else None,
        "comesWhen": rule.when or None,
        "page": rule.page,
        "readAt": list(_read_at(rule)),
    }


def _print(rule: Rule) -> None:
    output.heading(f"{rule.code}: {rule.severity}")
    rows = [("What to do", rule.message)]
    if rule.classes:
        rows.append(
            ("It judges", _some([each.replace("subjects of ", "what has ") for each in rule.classes]))
        )
    elif not rule.shape:
        rows.append(("It judges", _judged(rule)))
    if rule.path:
        rows.append(("It looks at", ", ".join(rule.path)))
    asked = phrases(rule.iri) if rule.shape else ()
    if asked:
        rows.append(("It asks for", "; ".join(asked)))
    failing = _stated(rule)
    if failing:
        rows.append(("It fails with", ", or ".join(failing)))
    if rule.example:
        rows.append(("It fails with", f"this {rule.place}:\n{laid_out(rule, EXAMPLE_WIDTH)}"))
    if rule.when:
        rows.append(("When it comes", rule.when))
    rows += [
        ("What it costs", _cost(rule.severity)),
        ("In a mirror", _mirrored(rule)),
        ("Identifier", rule.iri),
        ("Page", rule.page),
        ("Read it at", "{} in the repository; {} on a server".format(*_read_at(rule))),
    ]
    output.pairs(rows)


def _judged(rule: Rule) -> str:
    if rule.code.startswith("check."):
        return "what the document states, by a check in code; no shape says it"
    return "the document as it was given, its file, or its place among others; no shape says it"


def _stated(rule: Rule) -> Sequence[str]:
    """Return statements that the rule refuses, as in the documentation of the shapes."""
    held = next((shape for shape in shapes() if shape.iri == rule.iri), None)
    return [] if held is None else [each.strip("`") for each in fails_with(held)]


def _read_at(rule: Rule) -> tuple[str, str]:
    """Return where the page is to be read: its file in the repository, and its path on a server."""
    file, _, anchor = rule.page.removeprefix(SHAPES).partition("#")
    return f"docs/shapes/{file}.md#{anchor}", f"/shapes/{file}#{anchor}"


def _some(names: Sequence[str]) -> str:
    more = f" and {len(names) - MOST_CLASSES:,} more" if len(names) > MOST_CLASSES else ""
    return ", ".join(names[:MOST_CLASSES]) + more


def _cost(severity: Severity) -> str:
    profile = next(each for each in PROFILES if severity in counted(each))
    if severity == "Violation":
        return "the document is refused"
    return f"nothing: the document is accepted; it counts under --profile {profile}"


def _mirrored(rule: Rule) -> str:
    if rule.in_mirror == rule.severity:
        return f"the same, a {rule.severity}"
    return f"a {rule.in_mirror} only: what others published long ago is not refused for it"
