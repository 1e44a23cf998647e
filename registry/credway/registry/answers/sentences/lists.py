"""List entries and versions of lists in sentences."""

from credway.ontology import schemes
from credway.registry.answers import words
from credway.registry.answers.said import Said
from credway.registry.answers.sentences.parts import Mention, Names, Part


def entry(said: Said, names: Names) -> list[Part]:
    """Say that a list has a credential, and what the list says of it."""
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


def version(said: Said, names: Names) -> list[Part]:
    """Say what an edition of a list is, and for which state."""
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
