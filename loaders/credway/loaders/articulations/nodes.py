"""Awards, records and claims as nodes of documents."""

from collections.abc import Sequence

from credway.loaders.articulations.model import About, Articulation, Body, Course
from credway.loaders.articulations.naming import Names
from credway.loaders.kinds import Edition
from credway.loaders.writing import SCHEMES, Node, decimal, english, stated
from credway.ontology import schemes
from credway.ontology.namespaces import expand

RECOMMENDATION = "Recommendation"
BY_NAME = "The credential was matched by its name alone: an issuer is not stated on both sides"
LONGEST_TITLE = 1_000
"""Most characters of what an award is called; a longer one is cut."""


def award(said: Articulation, names: Names, edition: Edition) -> Node:
    """Write an award. Where an institution awards, it holds there; else in the whole state.

    A recommendation is owned by who makes it, as CTDL has it; what it is, its kind says.
    """
    institution = names.body(said.institution) if said.institution else None
    authority = names.body(said.authority) if said.authority else None
    if said.kind == RECOMMENDATION and institution is None:
        institution, authority = authority, None
    statewide = said.institution is None and said.kind != RECOMMENDATION
    return stated(
        {
            "@id": names.award(said),
            "@type": "ceterms:TransferValueProfile",
            "ceterms:name": english(title(said)),
            "ceterms:description": english(said.text) if said.text else None,
            "ceterms:identifier": _exhibit(said.exhibit),
            "ceterms:transferValueFrom": [names.credential(each) for each in said.held],
            "ceterms:transferValueFor": [
                *(names.course(said, each) for each in said.courses),
                *(names.program(said, each) for each in said.programs),
            ],
            "ceterms:applicability": [_named(each) for each in said.requirements],
            "ceterms:transferValue": _amounts(said, names),
            "ceterms:ownedBy": [institution] if institution else None,
            "ceterms:startDate": said.starts,
            "ceterms:endDate": said.ends,
            "ceterms:requires": _conditions(said),
            "credway:awardKind": f"{SCHEMES}awardKinds/{said.kind}",
            "credway:authority": authority,
            "credway:awardPlace": f"{SCHEMES}states/{said.state}" if statewide else None,
            "credway:allOrNothing": True if said.block else None,
            "credway:refused": True if said.refused else None,
            "credway:commonCourseId": [*said.common],
            "credway:commonCourseScheme": [*said.scheme],
            "credway:confidence": decimal(said.confidence) if said.confidence else None,
            "credway:caveat": _caveats(said, names),
            **edition.cited(*said.rows, note=said.note),
            **({"credway:source": _source(said.source_url, edition)} if said.source_url else {}),
        }
    )


def _caveats(said: Articulation, names: Names) -> list[str]:
    known = names.known
    alone = any(each in known.credentials and each in known.by_name for each in said.held)
    told = (*(each.caveat for each in said.doubts), *said.caveats, *([BY_NAME] if alone else []))
    return list(dict.fromkeys(told))


def title(said: Articulation) -> str:
    """What an award is called: for what, toward what, where."""
    held = " and ".join(each.name for each in said.held)
    toward = ", ".join([*(each.code for each in said.courses), *said.programs])
    by = said.institution or said.authority
    where = by.name if by else f"the institutions of {_state(said.state)}"
    if said.kind == RECOMMENDATION:
        about = said.amount.subject or toward
        return shortened(f"{held}: recommendation of {where}{f', {about}' if about else ''}")
    return shortened(f"{held}{f' for {toward}' if toward else ''} at {where}")


def shortened(title: str) -> str:
    """Cut a title that a reader would not read to its end."""
    return title if len(title) <= LONGEST_TITLE else f"{title[: LONGEST_TITLE - 1]}\u2026"


def record(iri: str, kind: str, names: Sequence[str], mentioned: str, state: str = "") -> Node:
    """Write a reference record under the first of some names."""
    address = {
        "@type": "ceterms:Place",
        "ceterms:addressRegion": english(_state(state)),
        "ceterms:addressCountry": english("United States"),
    }
    return stated(
        {
            "@id": iri,
            "@type": ["credway:ReferenceRecord", kind],
            "ceterms:name": english(names[0]),
            "ceterms:alternateName": {"en": list(names[1:])} if names[1:] else None,
            "credway:mentionedBy": [mentioned],
            "ceterms:address": address if state else None,
        }
    )


def claim(said: About, iri: str, names: Names, edition: Edition) -> Node | None:
    """Write what somebody says of a credential as a claim; None for a competency that is not held here."""
    competency = names.known.competencies.get(said.competency)
    if said.competency and competency is None:
        return None
    predicates = {
        "credway:issuer": names.body(Body(said.issuer)) if said.issuer else None,
        "ceterms:credentialStatusType": expand(said.status) if said.status else None,
        "ceterms:assesses": competency,
    }
    predicate, target = next(
        ((name, value) for name, value in predicates.items() if value), ("ceterms:alternateName", None)
    )
    return stated(
        {
            "@id": iri,
            "@type": "credway:Claim",
            "credway:subject": names.credential(said.of),
            "credway:predicate": predicate,
            "credway:object": target,
            "credway:text": said.name,
            "credway:confidence": decimal(said.confidence) if said.confidence else None,
            "credway:caveat": [*said.caveats],
            **edition.cited(said.row),
        }
    )


def _exhibit(code: str) -> list[Node]:
    if not code:
        return []
    return [
        {
            "@type": "ceterms:IdentifierValue",
            "ceterms:identifierTypeName": english("Exhibit id"),
            "ceterms:identifierValueCode": code,
        }
    ]


def _amounts(said: Articulation, names: Names) -> list[Node]:
    """Write the amount, or that of each course: then the total is their sum and not stated twice."""
    each = [course for course in said.courses if course.amount]
    if each:
        return [_amount(said, course.amount, course=course, names=names) for course in each]
    whole = _amount(said, said.amount.value, said.amount.low, said.amount.high)
    return [whole] if any(name.startswith("schema:") for name in whole) else []


def _amount(
    said: Articulation,
    value: str,
    low: str = "",
    high: str = "",
    *,
    course: Course | None = None,
    names: Names | None = None,
) -> Node:
    numbers = (("schema:value", value), ("schema:minValue", low), ("schema:maxValue", high))
    about: list[str | Node] = [names.course(said, course)] if course and names else []
    if said.amount.subject:
        about.append(_named(said.amount.subject))
    own = said.amount.unit.startswith("units/")
    return stated(
        {
            "@type": "ceterms:ValueProfile",
            **{term: decimal(number) for term, number in numbers if number},
            "ceterms:creditUnitType": "" if own else said.amount.unit,
            "credway:unit": f"{SCHEMES}{said.amount.unit}" if own else None,
            "ceterms:creditLevelType": said.amount.level,
            "ceterms:subject": about,
        }
    )


def _named(text: str) -> Node:
    """Name something that has no identifier here: a subject area, a requirement."""
    return {"@type": "ceterms:CredentialAlignmentObject", "ceterms:targetNodeName": english(text)}


def _conditions(said: Articulation) -> list[Node]:
    """Write what is asked besides the credential: the terms that have a form, then each in words."""
    terms = said.terms
    formal = stated(
        {
            "credway:mustBeCurrent": terms.must_be_current or None,
            "credway:earnedWithin": terms.earned_within,
            "credway:minimumScore": terms.minimum_score,
            "credway:evidence": terms.evidence,
        }
    )
    degree = {"credway:degreeSeekingOnly": True} if terms.degree_only else {}
    worded: list[Node] = [{"ceterms:description": english(text)} for text in terms.others]
    return [{"@type": "ceterms:ConditionProfile", **each} for each in (formal, degree, *worded) if each]


def _source(url: str, edition: Edition) -> Node:
    """Describe the page that one row was read from; the rest is as for the whole file."""
    return {**{key: value for key, value in edition.source().items() if key != "@id"}, "schema:url": url}


def _state(code: str) -> str:
    found = schemes.state(code)
    return found.label if found else code
