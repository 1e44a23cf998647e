"""The table of awards: transfer values that colleges and states are reported to give.

They are other bodies' awards, without CTID, description and page of their own, and so are published
as a mirror; which source says so stands on each.
"""

from collections.abc import Iterator

from credway.loaders.demonstration.courses import courses
from credway.loaders.demonstration.tables import Row, cited, parts, provenance, since_source, table
from credway.loaders.writing import SCHEMES, Node, decimal, english, stated, submission
from credway.registry.documents import Submission


def documents(base: str) -> Iterator[Submission]:
    """Make one document for each source of awards."""
    by_source: dict[str, list[Row]] = {}
    for row in table("awards"):
        by_source.setdefault(row["source"], []).append(row)
    for source, rows in by_source.items():
        yield submission(
            f"{base}documents/awards/{source}",
            [*cited([source]), *(_award(row, base) for row in rows)],
            origin="awards.csv",
            mode="mirror",
            effective_from=since_source(source),
        )


def _award(row: Row, base: str) -> Node:
    """Write an award. Where a college awards, it holds at the college; else in the whole state."""
    owner = row["awarded_by"]
    return stated(
        {
            "@id": f"{base}awards/{row['id']}",
            "@type": "ceterms:TransferValueProfile",
            "ceterms:name": english(row["name"]),
            "ceterms:transferValueFrom": [f"{base}credentials/{each}" for each in parts(row["credentials"])],
            "ceterms:transferValueFor": [base + course.path for course in courses(row)],
            "ceterms:transferValue": _amounts(row, base),
            "ceterms:ownedBy": [f"{base}organizations/{owner}"] if owner else None,
            "ceterms:startDate": row["valid_from"],
            "ceterms:endDate": row["valid_to"],
            "ceterms:requires": _conditions(row),
            "credway:awardKind": f"{SCHEMES}awardKinds/{row['kind']}",
            "credway:authority": f"{base}organizations/{row['authority']}" if row["authority"] else None,
            "credway:awardPlace": None if owner else f"{SCHEMES}states/{row['place']}",
            "credway:allOrNothing": True if row["all_or_nothing"] else None,
            "credway:refused": True if row["refused"] else None,
            "credway:commonCourseId": parts(row["common_course_id"]),
            "credway:commonCourseScheme": parts(row["common_course_scheme"]),
            **provenance("awards", row, base),
        }
    )


def _amounts(row: Row, base: str) -> list[Node]:
    """Write the amount, or that of each course: then the total is their sum and not stated twice."""
    each = parts(row["course_amounts"])
    if each:
        return [
            {**_amount(row, value=number), "ceterms:subject": [base + course.path]}
            for number, course in zip(each, courses(row), strict=True)
        ]
    whole = _amount(row, value=row["amount"], low=row["minimum"], high=row["maximum"])
    return [whole] if any(name.startswith("schema:") for name in whole) else []


def _amount(row: Row, value: str = "", low: str = "", high: str = "") -> Node:
    own = row["unit"].startswith("units/")
    numbers = (("schema:value", value), ("schema:minValue", low), ("schema:maxValue", high))
    return stated(
        {
            "@type": "ceterms:ValueProfile",
            **{term: decimal(number) for term, number in numbers if number},
            "ceterms:creditUnitType": None if own else row["unit"],
            "credway:unit": f"{SCHEMES}{row['unit']}" if own else None,
            "ceterms:creditLevelType": row["level"],
        }
    )


def _conditions(row: Row) -> list[Node]:
    """Write what is asked besides the credential: the terms that have a form, then the words."""
    formal = stated(
        {
            "credway:mustBeCurrent": True if row["must_be_current"] else None,
            "credway:earnedWithin": row["earned_within"],
            "credway:minimumScore": row["minimum_score"],
        }
    )
    worded = stated(
        {
            "ceterms:description": english(row["other_condition"]) if row["other_condition"] else None,
            "credway:degreeSeekingOnly": True if row["degree_program_only"] else None,
        }
    )
    return [{"@type": "ceterms:ConditionProfile", **profile} for profile in (formal, worded) if profile]
