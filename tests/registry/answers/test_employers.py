"""Standing with employers, worked out by hand, on both stores."""

from typing import Any

from attesting import DENIED
from making import STATES, Node, claim, credential, iri, publish, reference

from credway.registry.answers.model import Verdict
from credway.registry.answers.portability.answer import portability
from credway.registry.answers.portability.employers import Employers
from credway.registry.answers.resolve import Ref
from credway.registry.registry import Registry

A, WORK = "credentials/a", "occupations/welder"
UNIT = "https://w3id.org/credway/schemes/units/"
YES, NO, UNKNOWN, DISPUTED = Verdict.YES, Verdict.NO, Verdict.UNKNOWN, Verdict.DISPUTED


def figure(key: str, predicate: str, number: float, unit: str, **extra: Any) -> Node:
    """One figure about A."""
    terms = {"schema:value": number, "credway:unit": UNIT + unit}
    return claim(f"claims/{key}#c", A, f"credway:{predicate}", value=terms, extra=extra or None)


async def standing(registry: Registry, *nodes: Node, path: str = A) -> Employers:
    """What is stated of the standing of a credential, once some claims are published."""
    await publish(registry, "things", reference(A), reference(WORK, "ceterms:Occupation"))
    for node in nodes:
        await publish(registry, node["@id"].partition("#")[0], node)
    [answer] = await portability(await registry.ask(), [Ref(id=iri(path))], ["OH"])
    return answer.employers


async def test_nothing_stated_is_unknown(registry: Registry) -> None:
    """Without a figure or a claim both findings are UNKNOWN, and nothing is zero."""
    found = await standing(registry)
    assert (found.asked_for.verdict, found.common.verdict) == (UNKNOWN, UNKNOWN)
    assert (found.postings, found.required_share, found.sector_share, found.common_for) == ((), (), (), ())
    assert found.asked_for.missing
    assert found.common.missing


async def test_postings_and_shares_are_shown_side_by_side(registry: Registry) -> None:
    """Postings, openings, and the shares that require, prefer and make up its sector, each by itself."""
    found = await standing(
        registry,
        figure("named", "postingsNaming", 1200.0, "Postings"),
        figure("openings", "credentialsDemanded", 900.0, "Openings"),
        figure("required", "postingsRequiredShare", 60.0, "Percent"),
        figure("preferred", "postingsPreferredShare", 40.0, "Percent"),
        figure("sector", "sectorShare", 35.0, "Percent"),
    )
    assert found.asked_for.verdict is YES
    assert sorted(said.body["value"] for said in found.postings) == ["1200", "900"]
    one = (found.required_share, found.preferred_share, found.sector_share)
    assert [said.body["value"] for [said] in one] == ["60", "40", "35"]


async def test_a_stated_zero_is_a_no(registry: Registry) -> None:
    """A count of no postings is a NO; beside a count of some it is DISPUTED."""
    zero = figure("none", "postingsNaming", 0.0, "Postings")
    assert (await standing(registry, zero)).asked_for.verdict is NO
    some = figure("some", "postingsNaming", 3.0, "Postings")
    found = await standing(registry, some)
    assert (found.asked_for.verdict, len(found.postings)) == (DISPUTED, 2)


async def test_a_share_of_zero_is_no_zero_of_postings(registry: Registry) -> None:
    """Of postings that name it none requires it: UNKNOWN alone, and YES where some prefer it."""
    found = await standing(registry, figure("required", "postingsRequiredShare", 0.0, "Percent"))
    assert (found.asked_for.verdict, "leave that open" in found.asked_for.missing[0].what) == (UNKNOWN, True)
    preferred = figure("preferred", "postingsPreferredShare", 40.0, "Percent")
    assert (await standing(registry, preferred)).asked_for.verdict is YES


async def test_a_zero_of_one_state_is_no_zero_elsewhere(registry: Registry) -> None:
    """No posting in Wyoming settles nothing for employers anywhere, and some in Ohio are a YES."""
    terms = {"schema:value": 0.0, "credway:unit": UNIT + "Postings"}
    none = claim("claims/wy#c", A, "credway:postingsNaming", value={**terms, "credway:place": STATES + "WY"})
    assert (await standing(registry, none)).asked_for.verdict is UNKNOWN
    some = {**terms, "schema:value": 9.0, "credway:place": STATES + "OH"}
    found = await standing(registry, claim("claims/oh#c", A, "credway:postingsNaming", value=some))
    assert (found.asked_for.verdict, len(found.postings)) == (YES, 2)


async def test_not_common_for_one_occupation_says_nothing_of_another(registry: Registry) -> None:
    """Denied for bakers alone: UNKNOWN; beside a claim for welders: YES; of one text: DISPUTED."""
    baker = iri("occupations/baker")
    denied = claim("claims/not#c", A, "credway:commonCredentialFor", obj=baker, extra=DENIED)
    found = await standing(registry, denied)
    assert (found.common.verdict, "another occupation" in found.common.missing[0].what) == (UNKNOWN, True)
    linked = claim("claims/linked#c", A, "credway:commonCredentialFor", obj=iri(WORK))
    assert (await standing(registry, linked)).common.verdict is YES
    words = {"credway:text": "automotive"}
    said = claim("claims/words#c", A, "credway:commonCredentialFor", extra=words)
    never = claim("claims/never#c", A, "credway:commonCredentialFor", extra={**words, **DENIED})
    assert (await standing(registry, said, never)).common.verdict is DISPUTED


async def test_a_withheld_figure_says_nothing(registry: Registry) -> None:
    """A suppressed count is shown and leaves the finding UNKNOWN."""
    terms = {"credway:suppressed": "<5", "credway:unit": UNIT + "Postings"}
    found = await standing(registry, claim("claims/few#c", A, "credway:postingsNaming", value=terms))
    assert (found.asked_for.verdict, len(found.postings)) == (UNKNOWN, 1)


async def test_the_common_credential_of_its_occupation(registry: Registry) -> None:
    """Said to be common for welders: YES with the occupation; in words alone: YES without; denied too."""
    words = claim("claims/words#c", A, "credway:commonCredentialFor", extra={"credway:text": "automotive"})
    found = await standing(registry, words)
    assert (found.common.verdict, found.common_for) == (YES, ())
    linked = claim("claims/linked#c", A, "credway:commonCredentialFor", obj=iri(WORK))
    assert (await standing(registry, linked)).common_for == (iri(WORK),)
    denied = claim("claims/not#c", A, "credway:commonCredentialFor", obj=iri(WORK), extra=DENIED)
    assert (await standing(registry, denied)).common.verdict is DISPUTED


async def test_standing_is_carried_by_an_equivalent(registry: Registry) -> None:
    """What is stated of the same credential under another name counts, with the link named."""
    await publish(registry, "twin", credential("credentials/twin", extra={"ceterms:sameAs": [iri(A)]}))
    found = await standing(
        registry, figure("named", "postingsNaming", 5.0, "Postings"), path="credentials/twin"
    )
    assert found.asked_for.verdict is YES
    assert [(each.iri, each.link) for each in found.through] == [(iri(A), "ceterms:sameAs")]


async def test_figures_of_other_days_are_told(registry: Registry) -> None:
    """Counted until 2023: what is missing is the count of today, not that nobody ever counted."""
    until = {"credway:validTo": "2023-12-31"}
    ended = figure("ended", "postingsNaming", 9.0, "Postings", **until)
    there = {"schema:value": 9.0, "credway:unit": f"{UNIT}Openings", "credway:place": f"{STATES}OH"}
    counted = claim("claims/oh#c", A, "credway:credentialsDemanded", value=there, extra=until)
    await publish(registry, "claims", ended, counted, effective_from="2019-01-01")
    found = await standing(registry)
    assert (found.asked_for.verdict, found.postings) == (UNKNOWN, ())
    assert "on 2026-11-24; the figures held here are of other days" in found.asked_for.missing[0].what
    [answer] = await portability(await registry.ask(), [Ref(id=iri(A))], ["OH"])
    assert "in Ohio on 2026-11-24; a figure held here is" in answer.places[0].demand.missing[0].what
