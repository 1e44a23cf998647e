"""Conditions in sentences, with the trees of what they need."""

from collections.abc import Mapping
from typing import Any

from credway.registry.answers.conditions import in_words
from credway.registry.answers.pathways import constraints
from credway.registry.answers.said import Said
from credway.registry.answers.sentences.parts import Names, Part, between, joined
from credway.registry.projection.reader import UNSTATED


def condition(said: Said, names: Names) -> list[Part]:
    """Say what something needs, recommends, is built from or leads to."""
    body = said.body
    of, needs = names(said.one("OF")), _tree(body.get("tree") or {}, names)
    relation = body["relation"]
    if relation == "preparation":
        return [*needs, " is preparation for ", of]
    if relation == "advancedStanding":
        return [*needs, " gives advanced standing in ", of]
    if relation == "precedes":
        return [*needs, " is suggested before ", of]
    if relation == "commonConditions":
        if said.one("NEEDS"):
            return [of, " is under the common conditions of ", *needs]
        in_words = [": ", *needs] if "other" in body["tree"] else []
        return [of, " states conditions for all that name it", *in_words]
    verb = {
        "recommends": "recommends",
        "component": "is built from",
        "destination": "leads to",
    }.get(relation, "requires")
    if relation == "corequisite":
        return [of, " must be taken together with ", *needs]
    text = f" (“{body['text']}”)" if body.get("text") else ""
    return [of, f" {verb} ", *(needs or [UNSTATED]), text]


def asked(condition: Mapping[str, Any], names: Names) -> list[Part]:
    """Say what an award asks: the kind and what is required, and the words of its document beside them."""
    if condition["kind"] == "ANY":
        choices = [
            between([asked(each, names) for each in choice], " and ") for choice in condition["of"] if choice
        ]
        return between(choices, " or ")
    kind, required, text = (condition.get(key) or "" for key in ("kind", "required", "text"))
    if kind == "OTHER" and text:
        before, thing, after = text.partition(required) if required else (text, "", "")
        return joined([before, names(thing) if thing else "", after])
    parts: list[Part] = [in_words(kind, required)]
    if "://" in required:
        parts = [f"{in_words(kind, None)}: ", names(required)]
    return [*parts, f" (“{text}”)" if text else ""]


def _tree(tree: Any, names: Names) -> list[Part]:
    """Say an AND/OR/k-of-n tree."""
    if "thing" in tree:
        return [names(tree["thing"])]
    if "age" in tree:
        return [f"an age of at least {tree['age']}"]
    if "years" in tree:
        return [f"at least {tree['years']} years of experience"]
    if "text" in tree:
        return [tree["text"]]
    if "resident" in tree:
        return [f"residence in {' or '.join(tree['resident'])}"]
    if "other" in tree:
        return [f"“{tree['other']}”"]
    if "constraint" in tree:
        return [f"a constraint, {constraints.said(tree['constraint'])}"]
    for key, word, lead in (("all", " and ", ""), ("any", " or ", "either ")):
        if key in tree:
            inner = [_tree(part, names) for part in tree[key]]
            return [lead if len(inner) > 1 else "", *between([i for i in inner if i], word)]
    if "atLeast" in tree:
        inner = [_tree(part, names) for part in tree["of"]]
        return [f"at least {tree['atLeast']} of ", *between(inner, ", ")]
    return []
