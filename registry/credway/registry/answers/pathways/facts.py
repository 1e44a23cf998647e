"""Facts that no step brings about: age, experience, residency, and what a document says in words."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from credway.registry.answers.asker import Asker, judge_fact, judge_residence
from credway.registry.answers.credit.risks import ENDED
from credway.registry.answers.model import ConditionFinding, Described, Missing, Things
from credway.registry.answers.pathways import constraints
from credway.registry.answers.said import Said
from credway.registry.answers.words import label

_OF_ASKER: Mapping[str, Callable[[Asker], object]] = {
    "ceterms:minimumAge": lambda asker: asker.age,
    "ceterms:yearsOfExperience": lambda asker: asker.years_of_experience,
    "ceterms:residentOf": lambda asker: asker.resident_of,
}
"""Properties under which a constraint may ask for what the asker gives by name."""


def facts_of(asker: Asker) -> constraints.Facts:
    """What the asker gives, by the property that documents ask for it under."""
    named = {name: read(asker) for name, read in _OF_ASKER.items()}
    given: dict[str, Sequence[str]] = {n: (str(value),) for n, value in named.items() if value is not None}
    return given | constraints.read_facts(dict(asker.facts))


def judge_leaf(leaf: Mapping[str, Any], said: Said, asker: Asker) -> ConditionFinding:
    """Judge a leaf that names no thing and is no constraint."""
    if "age" in leaf:
        kind, required, text = "AGE", leaf["age"], f"at least {leaf['age']} years old"
    elif "years" in leaf:
        kind, required, text = "EXPERIENCE", leaf["years"], f"at least {leaf['years']} years of experience"
    elif "resident" in leaf or "notIn" in leaf:
        return _residence(leaf, said, asker)
    else:
        kind, required, text = "OTHER", None, str(leaf.get("other", ""))
    state, given = judge_fact(kind, required, asker)
    return ConditionFinding(kind, text, state, said, required, given)


def _residence(leaf: Mapping[str, Any], said: Said, asker: Asker) -> ConditionFinding:
    """Judge where somebody has to live, or where not."""
    required = ",".join(leaf.get("resident", ())) or None
    state, given = judge_residence(leaf, asker)
    text = leaf.get("text") or f"resident of {required}"
    return ConditionFinding("RESIDENCY", text, state, said, required, given)


def open_condition(finding: ConditionFinding, things: Things) -> Missing:
    """Say what is not known of a condition, and of which thing it is: words alone may be those of several."""
    of = finding.statement.one("OF")
    what = f"{things[of].title} asks for: {finding.condition}" if of else finding.condition
    return Missing(what, finding.statement.could_say)


def has_ended(thing: Described) -> Iterator[Missing]:
    """What is not known of a thing that by its own document is not awarded any more, or soon will not be."""
    if thing.status in ENDED:
        what = f"whether {thing.title} can still be obtained; its status is {label(thing.status)}"
        yield Missing(what, thing.statement.could_say if thing.statement else ())


def judge_constraint(
    constraint: Mapping[str, Any],
    said: Said,
    facts: constraints.Facts,
    worth: constraints.Worth,
    counted: Sequence[str],
) -> ConditionFinding:
    """Judge a constraint for what is given and for the things that count."""
    state, given = constraints.judge(constraint, facts, worth, counted)
    required = ", ".join(map(str, constraint.get("right", ()))) or None
    return ConditionFinding("CONSTRAINT", constraints.said(constraint), state, said, required, given)
