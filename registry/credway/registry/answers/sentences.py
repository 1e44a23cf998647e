"""Statements in plain sentences, as parts so that a page can link what they name."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from credway.ontology import schemes
from credway.registry.answers import words
from credway.registry.answers.model import Things
from credway.registry.answers.pathways import constraints
from credway.registry.answers.said import Said


@dataclass(frozen=True, slots=True)
class Mention:
    """A thing named in a sentence."""

    iri: str
    text: str


Part = str | Mention


def sentence(said: Said, things: Things) -> list[Part]:
    """Say what a statement claims; `things` describes what it names."""
    teller = _TELLERS.get(said.kind, _claim)
    return [*_joined(teller(said, _Names(things))), "."]


def plain_sentence(said: Said, things: Things) -> str:
    """Say what a statement claims, as text."""
    parts = sentence(said, things)
    return "".join(part if isinstance(part, str) else part.text for part in parts)


class _Names:
    """What to call the things of an answer."""

    def __init__(self, things: Things) -> None:
        self._things = things

    def __call__(self, iri: str | None) -> Part:
        if iri is None:
            return "something that is not named"
        thing = self._things.get(iri)
        name = thing.name if thing else None
        if name is None:
            concept = schemes.concept(iri)
            name = concept.label if concept else None
        return Mention(iri, name or iri)

    def is_work(self, iri: str | None) -> bool:
        """Whether a thing is an occupation and not a credential."""
        thing = self._things.get(iri or "")
        return thing is not None and thing.label == "Occupation"

    def every(self, iris: Iterable[str], word: str = "and") -> list[Part]:
        named = [self(iri) for iri in iris]
        found: list[Part] = []
        for index, part in enumerate(named):
            if index:
                found.append(f" {word} " if index == len(named) - 1 else ", ")
            found.append(part)
        return found


def _award(said: Said, names: _Names) -> list[Part]:
    body = said.body
    if body.get("form") in ("agreement", "intermediary"):
        return _terms(said, names)
    if body.get("form") in ("provided", "received"):
        verb = " provides " if body["form"] == "provided" else " receives "
        return [
            names(said.one("FROM") or said.one("TOWARD")),
            f"{verb}the transfer value ",
            names(said.subject),
        ]
    held = said.all("FROM")
    verb = " held together earn" if len(held) > 1 else " earns"
    amounts = [words.credit(each) for each in body.get("amounts", ())]
    earned = "nothing" if body.get("refused") else " and ".join(amounts) or "credit, amount not stated,"
    parts: list[Part] = [*names.every(held), f"{verb} {earned}"]
    toward = said.all("TOWARD")
    if toward:
        parts += [" toward ", *names.every(toward)]
    common = [each["value"] for each in body.get("commonCourses", ())]
    if common:
        parts.append(f" (common course {', '.join(common)})")
    if body.get("requirements"):
        parts.append(f" for {' and '.join(body['requirements'])}")
    if said.one("BY"):
        advised = body.get("awardKind") == "Recommendation"
        parts += [" as recommended by " if advised else " at ", names(said.one("BY"))]
    elif said.one("AT") and said.one("AT") not in toward:
        parts += [" at the institutions of ", names(said.one("AT"))]
    kind = {
        "GuaranteedMinimum": "guaranteed as a minimum",
        "InstitutionalAward": "the institution's own award",
        "Recommendation": "a recommendation that binds nobody",
    }.get(str(body.get("awardKind")))
    if kind and not body.get("refused"):
        parts.append(f", {kind}")
    if said.one("AUTHORITY"):
        parts += [" on the authority of ", names(said.one("AUTHORITY"))]
    if body.get("allOrNothing"):
        parts.append(", all or nothing")
    return parts


def _terms(said: Said, names: _Names) -> list[Part]:
    """Say what an agreement or an intermediary states of transfer values."""
    granted = names.every(said.all("GRANTS"))
    of = names(said.subject)
    if said.body["form"] == "intermediary":
        numbers = [each["value"] for each in said.body.get("commonCourses", ())]
        common = f" as {' and '.join(numbers)}" if numbers else ""
        amounts = [words.credit(each) for each in said.body.get("amounts", ())]
        worth = f", worth {' and '.join(amounts)}" if amounts else ""
        return [of, " stands between ", *granted, f"{common}{worth}"]
    parts: list[Part] = [of, " grants ", *granted]
    if said.all("BY"):
        parts += [" at ", *names.every(said.all("BY"))]
    if said.all("SENT_BY"):
        parts += [" to those who come from ", *names.every(said.all("SENT_BY"))]
    return parts


def _entry(said: Said, names: _Names) -> list[Part]:
    body = said.body
    member, printed = said.one("MEMBER"), body.get("printedName")
    parts: list[Part] = [names(member) if member else f"“{printed or said.key}”"]
    status = words.spaced(str(body.get("entryStatus") or "listed"))
    verb = {"removed": "was removed from", "rejected": "was rejected for"}.get(status.lower(), "is on")
    parts += [f" {verb} ", names(said.one("IN"))]
    if status.lower() not in ("approved", "listed", "removed", "rejected"):
        parts.append(f" as {status.lower()}")
    if member and printed:
        parts.append(f", printed as “{printed}”")
    details = [
        f"{name} {words.number(str(body[key])) if key != 'code' else body[key]}"
        for key, name in (
            *(("code", "code"), ("tier", "tier"), ("points", "points"), ("weight", "weight")),
            *(("dollars", "dollars"), ("level", "level"), ("region", "region")),
        )
        if body.get(key)
    ]
    if details:
        parts.append(f" ({', '.join(details)})")
    if not member:
        parts.append("; which credential is meant is not settled")
    return parts


def _version(said: Said, names: _Names) -> list[Part]:
    body = said.body
    parts: list[Part] = [names(said.subject)]
    parts.append(" is an edition of " if said.one("IN") else " is a list")
    if said.one("IN"):
        parts.append(names(said.one("IN")))
    concept = schemes.state(said.place_code) if said.place_code else None
    if concept:
        parts += [" for ", Mention(concept.iri, concept.label)]
    if body.get("purpose"):
        parts.append(f"; its purpose: {body['purpose']}")
    complete = body.get("complete")
    if complete is not None:
        parts.append("; its publisher calls it complete" if complete else "; it is not called complete")
    return parts


def _recognition(said: Said, names: _Names) -> list[Part]:
    body = said.body
    no = " not" if body.get("denied") else ""
    action = {
        "licenseRequired": "required as a licence",
        "listed": "on a list",
    }.get(body["action"], body["action"])
    parts: list[Part] = [names(said.one("OF")), f" is{no} {action}"]
    if body["action"] == "licenseRequired" and (said.one("OBJECT") or names.is_work(said.one("OF"))):
        license_ = names(said.one("OBJECT")) if said.one("OBJECT") else "A licence"
        parts = [license_, f" is{no} required for ", names(said.one("OF"))]
    if said.one("BY"):
        parts += [" by ", names(said.one("BY"))]
    if said.all("IN"):
        parts += [" in ", *names.every(said.all("IN"))]
    elif body.get("everywhere"):
        parts.append(" everywhere")
    if body.get("exceptions"):
        left = [schemes.state(code) for code in body["exceptions"]]
        parts.append(f", except in {', '.join(c.label for c in left if c)}")
    return parts


def _observation(said: Said, names: _Names) -> list[Part]:
    body = said.body
    parts: list[Part] = [f"{words.label(body['measure'])} of ", names(said.one("OF"))]
    place = schemes.state(said.place_code) if said.place_code else None
    if place:
        parts += [" in ", Mention(place.iri, place.label)]
    if body.get("period"):
        parts.append(f" ({body['period']})")
    return [*parts, f": {words.amount(body)}"]


def _classification(said: Said, names: _Names) -> list[Part]:
    body = said.body
    concept = said.one("CONCEPT")
    value: Part = names(concept) if concept else f"“{body.get('label')}”"
    if isinstance(value, Mention) and value.text == value.iri and body.get("label"):
        value = Mention(value.iri, str(body["label"]))
    what = words.label(body["predicate"]).lower()
    return [f"The {what} of ", names(said.one("OF")), " is ", value]


def _condition(said: Said, names: _Names) -> list[Part]:
    body = said.body
    of, needs = names(said.one("OF")), _tree(body.get("tree") or {}, names)
    relation = body["relation"]
    if relation == "preparation":
        return [*needs, " is preparation for ", of]
    if relation == "advancedStanding":
        return [*needs, " gives advanced standing in ", of]
    if relation == "precedes":
        return [*needs, " is suggested before ", of]
    verb = {
        "recommends": "recommends",
        "component": "is built from",
        "destination": "leads to",
    }.get(relation, "requires")
    if relation == "corequisite":
        return [of, " must be taken together with ", *needs]
    text = f" (“{body['text']}”)" if body.get("text") else ""
    return [of, f" {verb} ", *(needs or ["something that is not stated"]), text]


def _tree(tree: Any, names: _Names) -> list[Part]:
    """Say an AND/OR/k-of-n tree."""
    if "thing" in tree:
        return [names(tree["thing"])]
    if "age" in tree:
        return [f"an age of at least {tree['age']}"]
    if "years" in tree:
        return [f"at least {tree['years']} years of experience"]
    if "resident" in tree:
        return [f"residence in {' or '.join(tree['resident'])}"]
    if "other" in tree:
        return [f"“{tree['other']}”"]
    if "constraint" in tree:
        return [f"a constraint, {constraints.said(tree['constraint'])}"]
    for key, word, lead in (("all", " and ", ""), ("any", " or ", "either ")):
        if key in tree:
            inner = [_tree(part, names) for part in tree[key]]
            return [lead if len(inner) > 1 else "", *_between([i for i in inner if i], word)]
    if "atLeast" in tree:
        inner = [_tree(part, names) for part in tree["of"]]
        return [f"at least {tree['atLeast']} of ", *_between(inner, ", ")]
    return []


def _between(groups: Sequence[list[Part]], word: str) -> list[Part]:
    found: list[Part] = []
    for index, group in enumerate(groups):
        found += ([word] if index else []) + group
    return found


def _equivalence(said: Said, names: _Names) -> list[Part]:
    link = {
        "ceterms:sameAs": "is the same as",
        "ceterms:supersededBy": "was superseded by",
        "ceterms:supersedes": "supersedes",
        "ceasn:exactAlignment": "is exactly aligned with",
        "skos:exactMatch": "matches exactly",
    }.get(said.body["link"], f"stands for ({said.body['link']})")
    return [names(said.one("OF")), f" {link} ", names(said.one("OBJECT"))]


def _identifier(said: Said, names: _Names) -> list[Part]:
    body = said.body
    scheme = body.get("schemeName") or body.get("scheme")
    return [names(said.one("OF")), f" has the code {body['value']} ({scheme})"]


def _description(said: Said, names: _Names) -> list[Part]:
    kinds = [words.label(kind).lower() for kind in said.body.get("types", ())]
    if said.body.get("referenceOnly"):
        parts: list[Part] = [names(said.subject), " is named by others"]
        return parts + ([f" as a {', '.join(kinds)}"] if kinds else [])
    return [names(said.subject), f" is described as {', '.join(kinds) or 'a thing'}"]


def _claim(said: Said, names: _Names) -> list[Part]:
    body = said.body
    predicate = words.label(str(body.get("predicate") or said.kind)).lower()
    verb = "is not" if body.get("denied") else "is"
    value: Part = names(said.one("OBJECT")) if said.one("OBJECT") else f"“{body.get('text', '')}”"
    about = said.one("OF") or said.subject
    verb_of = _VERBS.get(str(body.get("predicate")))
    if verb_of:
        return [names(about), f" {verb_of[bool(body.get('denied'))]} ", value]
    return [f"The {predicate} of ", names(about), f" {verb} ", value]


_VERBS = {
    "ceterms:assesses": ("assesses", "does not assess"),
    "ceterms:teaches": ("teaches", "does not teach"),
    "ceasn:abilityEmbodied": ("asks for the ability", ""),
    "ceasn:knowledgeEmbodied": ("asks for the knowledge", ""),
    "ceasn:skillEmbodied": ("asks for the skill", ""),
    "credway:commonCredentialFor": ("is the common credential for", "is not the common credential for"),
}
"""How claims are said that are no property "of" something: as stated, and as denied."""


def _joined(parts: Iterable[Part]) -> list[Part]:
    """Merge neighbouring texts."""
    found: list[Part] = []
    for part in parts:
        if isinstance(part, str) and found and isinstance(found[-1], str):
            found[-1] += part
        elif part != "":
            found.append(part)
    return found


_TELLERS = {
    "Award": _award,
    "Classification": _classification,
    "Condition": _condition,
    "Description": _description,
    "Equivalence": _equivalence,
    "Identifier": _identifier,
    "ListEntry": _entry,
    "ListVersion": _version,
    "Observation": _observation,
    "Recognition": _recognition,
}
