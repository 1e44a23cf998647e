"""What counts as one in a sum: a common number, stages by score: by hand, on both stores."""

from typing import Any

import pytest
from crediting import COLLEGE, OHIO, ask, given, sums
from making import Node, award, hours, iri, iris, profile, publish

from credway.registry.answers.asker import Asker
from credway.registry.answers.places import Place
from credway.registry.registry import Registry

A = "credentials/a"
HOUR = "creditUnit:SemesterHour"
OHIOANS = {
    "ceterms:jurisdiction": [
        {
            "@type": "ceterms:JurisdictionProfile",
            "ceterms:mainJurisdiction": [{"@type": "ceterms:Place", "ceterms:addressRegion": {"en": "OH"}}],
        }
    ]
}


async def test_a_common_number_counts_once_where_amounts_name_their_course(registry: Registry) -> None:
    """Two courses under one common number are one in a sum, also where each amount says for which it is."""
    await given(registry)
    made = [
        award(
            f"awards/{course}",
            held=[A],
            by=COLLEGE,
            toward=[f"courses/{course}"],
            amounts=[{**hours(amount), "ceterms:subject": iris(f"courses/{course}")}],
            extra={"credway:commonCourseId": ["ITNT-9370"]},
        )
        for course, amount in (("x", "3"), ("y", "2"))
    ]
    await publish(registry, "awards", *made)
    for place in (OHIO, Place(institution=iri(COLLEGE))):
        assert sums(await ask(registry, A, place=place)) == [(HOUR, "3", "3")]


@pytest.mark.parametrize("some", [OHIOANS, {}], ids=["of some", "or evidence"])
async def test_scores_are_stages_whoever_is_asked_for_them(registry: Registry, some: Node) -> None:
    """Stages by score stay stages where the score is asked of some only, or something else will do."""
    await given(registry)

    def stage(score: str, amount: str) -> Node:
        other = {} if some else {"ceterms:alternativeCondition": [profile(extra={"credway:evidence": score})]}
        asked: dict[str, Any] = {"credway:minimumScore": score, **some, **other}
        extra = {"ceterms:requires": [profile(extra=asked)]}
        return award(f"awards/{score}", held=[A], by=COLLEGE, amounts=[hours(amount)], extra=extra)

    await publish(registry, "awards", stage("3", "3"), stage("5", "6"))
    for score, total in (("3", "3"), ("5", "6")):
        answer = await ask(registry, A, score=score, asker=Asker(resident_of="OH"))
        assert [each.certain for each in answer.totals] == [total]
