"""Statements read as subject, predicate and object or value: the form in which the graph is linked."""

from credway.ontology.errors import UnknownTermError
from credway.ontology.namespaces import expand
from credway.registry.answers import words
from credway.registry.answers.said import Said

_OF_KIND = {
    "Award": "ceterms:transferValueFor",
    "Description": "rdf:type",
    "Identifier": "ceterms:identifier",
    "ListEntry": "ceterms:isMemberOf",
    "ListVersion": "credway:versionOf",
}
_RELATIONS = {
    "requires": "ceterms:requires",
    "recommends": "ceterms:recommends",
    "corequisite": "ceterms:corequisite",
    "commonConditions": "ceterms:commonConditions",
    "preparation": "ceterms:preparationFrom",
    "advancedStanding": "ceterms:advancedStandingFrom",
    "component": "ceterms:hasCondition",
    "destination": "ceterms:hasDestinationComponent",
    "precedes": "ceterms:precededBy",
    "occupationType": "ceterms:occupationType",
    "careerCluster": "credway:careerCluster",
}
_OBJECTS = {
    "Award": ("TOWARD",),
    "Claim": ("OBJECT",),
    "Classification": ("CONCEPT",),
    "Condition": ("NEEDS",),
    "Equivalence": ("OBJECT",),
    "ListEntry": ("IN",),
    "ListVersion": ("IN",),
    "Recognition": ("IN", "BY"),
}


def subject_of(said: Said) -> str:
    """What a statement is about: its subject, else the first thing it names, else its document."""
    return said.subject or said.one("OF") or next(iter(sorted(said.mentioned)), said.document)


def predicate_of(said: Said) -> str:
    """The property that a statement states, as an IRI."""
    body = said.body
    match said.kind:
        case "Claim" | "Classification":
            name = str(body["predicate"])
        case "Condition":
            name = relation(str(body["relation"]))
        case "Equivalence":
            name = str(body["link"])
        case "Observation":
            name = str(body["measure"])
        case "Recognition":
            name = _standing(said)
        case kind:
            name = _OF_KIND.get(kind, "rdf:value")
    return as_iri(name)


def object_of(said: Said) -> str | None:
    """The thing that a statement links its subject to; of several, the first."""
    for role in _OBJECTS.get(said.kind, ()):
        if found := said.one(role):
            return found
    return None


def value_of(said: Said) -> str | None:
    """What a statement states that is no thing: a figure with its unit, a code, a printed name."""
    body = said.body
    match said.kind:
        case "Award":
            return " and ".join(words.amount(each) for each in body.get("amounts", ())) or None
        case "Observation":
            return words.amount(body)
        case "Claim" | "Condition":
            found = body.get("text")
        case "Classification":
            found = None if said.one("CONCEPT") else body.get("label")
        case "Identifier":
            found = body.get("value")
        case "ListEntry":
            found = body.get("printedName")
        case "ListVersion" | "Award":
            found = body.get("name")
        case _:
            found = None
    return None if found is None else str(found)


def naming(said: Said) -> str:
    """By which property a statement names a credential that something else rests on, as an IRI."""
    if said.kind == "ListEntry":
        return as_iri("ceterms:proxyFor")
    if said.kind != "Award":
        return predicate_of(said)
    match said.body.get("form"):
        case "agreement":
            return as_iri("ceterms:hasTransferValueProfile")
        case "intermediary":
            return as_iri("ceterms:intermediaryFor")
        case "provided":
            return as_iri("ceterms:providesTransferValueFor")
        case "condition" | "advancedStanding":
            stated = str(said.body.get("relation"))
            return as_iri(_RELATIONS.get(stated, "ceterms:advancedStandingFrom"))
        case _:
            return as_iri("ceterms:transferValueFrom")


def relation(name: str) -> str:
    """The property behind a relation of a plan or a condition, as a CURIE."""
    return _RELATIONS.get(name, name)


def as_iri(name: str) -> str:
    """Expand a CURIE; what is none stays."""
    try:
        return expand(name)
    except UnknownTermError:
        return name


def _standing(said: Said) -> str:
    action = str(said.body["action"])
    if action in ("listed", "licenseRequired"):
        return f"credway:{action}In"
    if said.all("IN") or said.body.get("everywhere"):
        return f"ceterms:{action}In"
    return f"ceterms:{action}By"
