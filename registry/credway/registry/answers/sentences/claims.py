"""Claims about things in sentences: what they are, are called, stand for and count as, and their figures."""

from collections.abc import Mapping, Sequence

from credway.ontology import schemes
from credway.registry.answers import words
from credway.registry.answers.said import Said
from credway.registry.answers.sentences.parts import Mention, Names, Part


def recognition(said: Said, names: Names) -> list[Part]:
    """Say that something is recognized, listed or required, by whom and where."""
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
    if named := [
        *_within(body.get("parts", ())),
        *(each for key in ("abroad", "unplaced") for each in body.get(key, ())),
    ]:
        parts.append(f"{' and' if said.all('IN') or body.get('everywhere') else ''} in {', '.join(named)}")
    left = [c.label for code in body.get("exceptions", ()) if (c := schemes.state(code))]
    if left := [*left, *_within(body.get("partsLeftOut", ()))]:
        parts.append(f", except in {', '.join(left)}")
    return parts


def _within(places: Sequence[Mapping[str, str]]) -> list[str]:
    """Parts of states, each with the postal code of its state."""
    return [f"{each['name']} ({each['state']})" for each in places]


def observation(said: Said, names: Names) -> list[Part]:
    """Say a figure with its unit, place and period."""
    body = said.body
    parts: list[Part] = [f"{words.label(body['measure'])} of ", names(said.one("OF"))]
    place = schemes.state(said.place_code) if said.place_code else None
    if place:
        parts += [" in ", Mention(place.iri, place.label)]
    if body.get("period"):
        parts.append(f" ({body['period']})")
    if manifest := said.one("OBJECT"):
        return [*parts, ": those of ", names(manifest)]
    return [*parts, f": {words.amount(body)}"]


def classification(said: Said, names: Names) -> list[Part]:
    """Say under which term of a scheme something stands."""
    body = said.body
    concept = said.one("CONCEPT")
    value: Part = names(concept) if concept else f"“{body.get('label')}”"
    if isinstance(value, Mention) and value.text == value.iri and body.get("label"):
        value = Mention(value.iri, str(body["label"]))
    what = words.label(body["predicate"]).lower()
    return [f"The {what} of ", names(said.one("OF")), " is ", value]


def equivalence(said: Said, names: Names) -> list[Part]:
    """Say what stands for what."""
    link = {
        "ceterms:sameAs": "is the same as",
        "ceterms:supersededBy": "was superseded by",
        "ceterms:supersedes": "supersedes",
        "ceasn:exactAlignment": "is exactly aligned with",
        "skos:exactMatch": "matches exactly",
    }.get(said.body["link"], f"stands for ({said.body['link']})")
    return [names(said.one("OF")), f" {link} ", names(said.one("OBJECT"))]


def identifier(said: Said, names: Names) -> list[Part]:
    """Say by which code something is known."""
    body = said.body
    scheme = body.get("schemeName") or body.get("scheme")
    return [names(said.one("OF")), f" has the code {body['value']} ({scheme})"]


def description(said: Said, names: Names) -> list[Part]:
    """Say as what a document describes a thing."""
    kinds = [words.label(kind).lower() for kind in said.body.get("types", ())]
    if said.body.get("referenceOnly"):
        parts: list[Part] = [names(said.subject), " is named by others"]
        return parts + ([f" as a {', '.join(kinds)}"] if kinds else [])
    return [names(said.subject), f" is described as {', '.join(kinds) or 'a thing'}"]


def claim(said: Said, names: Names) -> list[Part]:
    """Say any other claim by its property."""
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
