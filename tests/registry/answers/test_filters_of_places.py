"""Filters of credentials by a state or by an age: they are known not to fit only where nothing may fit."""

from typing import Any

from making import (
    STATES,
    award,
    credential,
    entry,
    hours,
    iri,
    iris,
    listing,
    organization,
    profile,
    publish,
    reference,
)

from credway.registry.answers.listings import listing as listed
from credway.registry.registry import Registry
from credway.registry.store.expressions import Filter, UnknownRule

IN_OHIO = {"@type": "ceterms:Place", "ceterms:addressRegion": {"en": "Ohio"}}


async def found(registry: Registry, facet: str, value: Any, unknown: UnknownRule) -> list[str]:
    """The credentials that pass a filter."""
    frame = await registry.ask()
    return sorted((await listed(frame, "Credential", [Filter(facet, value)], unknown=unknown)).ids)


async def test_credit_through_what_stands_for_it_is_unknown_to_the_filter(registry: Registry) -> None:
    """Refused in the whole state, and a twin is awarded credit there: not known to have none; alone it is."""
    twin = credential("credentials/twin", {"ceterms:sameAs": iris("credentials/a")})
    college = organization("organizations/college", "OH")
    await publish(registry, "things", reference("credentials/a"), reference("credentials/b"), twin, college)
    for name in "ab":
        extra = {"credway:refused": True, "credway:authority": iri("organizations/board")}
        no = award(f"awards/no-{name}", held=[f"credentials/{name}"], place="OH", extra=extra)
        await publish(registry, f"no-{name}", no)
    given = award("awards/1", held=["credentials/twin"], by="organizations/college", amounts=[hours("3")])
    await publish(registry, "given", given)
    ohio = STATES + "OH"
    assert await found(registry, "credit_in", ohio, UnknownRule.EXCLUDE) == iris("credentials/twin")
    assert await found(registry, "credit_in", ohio, UnknownRule.ONLY) == iris("credentials/a")


async def test_what_is_proposed_is_not_known_to_be_off_a_list(registry: Registry) -> None:
    """Proposed or under review is unknown to the filter, removed is known not to be listed."""
    statuses = ("Approved", "Proposed", "UnderReview", "Removed", "PhasingOut")
    paths = {status: f"credentials/{status.lower()}" for status in statuses}
    await publish(registry, "things", *(reference(path) for path in paths.values()))
    entries = [entry(f"lists/oh/entries/{s.lower()}", path, s) for s, path in paths.items()]
    await publish(registry, "lists/oh/1", *listing("lists/oh/1", "OH", entries))
    certain = sorted(iri(paths[status]) for status in ("Approved", "PhasingOut"))
    unknown = sorted(iri(paths[status]) for status in ("Proposed", "UnderReview"))
    assert await found(registry, "listed_in", "OH", UnknownRule.EXCLUDE) == certain
    assert await found(registry, "listed_in", "OH", UnknownRule.ONLY) == unknown


async def test_an_age_is_known_where_it_is_required_of_everybody(registry: Registry) -> None:
    """An age of some only, or of one of several ways, is unknown, and one that is recommended is none."""
    adult: dict[str, Any] = {"ceterms:minimumAge": 18}
    limited = profile(
        extra=adult
        | {
            "ceterms:jurisdiction": [
                {"@type": "ceterms:JurisdictionProfile", "ceterms:mainJurisdiction": [IN_OHIO]}
            ]
        }
    )
    asked = {
        "all": {"ceterms:requires": [profile(extra=adult)]},
        "beside": {"ceterms:corequisite": [profile(extra=adult)]},
        "some": {"ceterms:requires": [limited]},
        "way": {
            "ceterms:requires": [profile(extra=adult | {"ceterms:alternativeCondition": [profile("c/x")]})]
        },
        "advised": {"ceterms:recommends": [profile(extra=adult)]},
        "young": {"ceterms:requires": [profile(extra={"ceterms:minimumAge": 16})]},
        "both": {"ceterms:requires": [profile(extra={"ceterms:minimumAge": 16}), limited]},
    }
    for name, extra in asked.items():
        await publish(registry, name, credential(f"credentials/{name}", extra))
    certain, unknown = ("all", "beside"), ("some", "way", "advised", "both")
    for facet, value in (("minimum_age_gte", 17), ("minimum_age_within", {"low": 17, "high": 18})):
        passed = await found(registry, facet, value, UnknownRule.EXCLUDE)
        assert passed == sorted(iris(*(f"credentials/{name}" for name in certain)))
        passed = await found(registry, facet, value, UnknownRule.ONLY)
        assert passed == sorted(iris(*(f"credentials/{name}" for name in unknown)))
    passed = await found(registry, "minimum_age_lte", 17, UnknownRule.EXCLUDE)
    assert passed == sorted(iris("credentials/young", "credentials/both"))
