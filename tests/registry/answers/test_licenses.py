"""Licenses for the work of an occupation, worked out by hand, on both stores."""

from typing import Any

import pytest
from attesting import DENIED
from making import STATES, Node, claim, credential, iri, publish, reference

from credway.ontology import schemes
from credway.registry.answers.model import Verdict
from credway.registry.answers.portability.answer import portability
from credway.registry.answers.portability.licenses import LicensesAnswer, licenses
from credway.registry.answers.portability.place import PortabilityAt
from credway.registry.answers.resolve import Ref
from credway.registry.errors import BadRequest, LimitExceeded, NotFound
from credway.registry.registry import Registry

WORK = "occupations/florist"
LICENSE, OTHER, CERTIFICATE = "credentials/license", "credentials/other", "credentials/certificate"
YES, NO, UNKNOWN, DISPUTED = Verdict.YES, Verdict.NO, Verdict.UNKNOWN, Verdict.DISPUTED
TERRITORIES = ("AS", "GU", "MP", "PR", "VI")
MOST = [each.notation for each in schemes.scheme("states") if each.notation not in TERRITORIES]


def needed(key: str, place: str, license: str | None = None, subject: str = WORK, **extra: Any) -> Node:
    """One claim that a state requires a license, or with `denied` that it does not."""
    terms = dict(extra) | ({"credway:requiredLicense": iri(license)} if license else {})
    return claim(f"claims/{key}#c", subject, "credway:licenseRequiredIn", obj=STATES + place, extra=terms)


async def known(registry: Registry, *nodes: Node) -> None:
    """Publish what is spoken of and all statements, each in a document of its own."""
    named = [reference(path) for path in (LICENSE, OTHER, CERTIFICATE)]
    await publish(registry, "things", reference(WORK, "ceterms:Occupation"), *named)
    for node in nodes:
        await publish(registry, node["@id"].partition("#")[0], node, effective_from="2019-01-01")


async def asked(registry: Registry, *places: str, path: str = WORK) -> LicensesAnswer:
    """The licenses for the work, in some states or all."""
    [answer] = await licenses(await registry.ask(), [Ref(id=iri(path))], list(places) or None)
    return answer


async def at(registry: Registry, state: str, path: str) -> PortabilityAt:
    """The findings of one credential in one state."""
    [answer] = await portability(await registry.ask(), [Ref(id=iri(path))], [state])
    return answer.places[0]


async def test_state_by_state_and_not_held_is_not_no(registry: Registry) -> None:
    """Required in Louisiana, denied in Texas, nothing held of Ohio: YES, NO and UNKNOWN."""
    await known(registry, needed("la", "LA"), needed("tx", "TX", **DENIED))
    answer = await asked(registry, "LA", "TX", "OH")
    [line] = answer.licenses
    assert [each.required.verdict for each in line.places] == [YES, NO, UNKNOWN]
    assert (line.license, line.required, line.not_required, line.unknown) == (None, 1, 1, 49)
    assert (line.in_most_states.verdict, answer.any_license.in_most_states.verdict) == (UNKNOWN, UNKNOWN)
    assert line.places[2].required.missing


async def test_each_license_has_a_line_and_a_denial_of_any_denies_each(registry: Registry) -> None:
    """Two licenses are two lines; that no license is needed in Texas denies both; of one it denies one."""
    await known(
        registry,
        needed("oh", "OH", LICENSE),
        needed("va", "VA", OTHER),
        needed("tx", "TX", **DENIED),
        needed("va-not", "VA", LICENSE, **DENIED),
    )
    answer = await asked(registry, "OH", "VA", "TX")
    lines = {line.license: [each.required.verdict for each in line.places] for line in answer.licenses}
    assert lines[iri(LICENSE)] == [YES, NO, NO]
    assert lines[iri(OTHER)] == [UNKNOWN, YES, NO]
    assert [each.required.verdict for each in answer.any_license.places] == [YES, YES, NO]


async def test_a_license_that_speaks_for_itself_is_found_by_its_occupation(registry: Registry) -> None:
    """A claim about a license that is said to be for the occupation is a line of the occupation."""
    await known(
        registry,
        claim("claims/for#c", LICENSE, "ceterms:occupationType", obj=iri(WORK)),
        needed("oh", "OH", subject=LICENSE),
    )
    [line] = (await asked(registry, "OH")).licenses
    assert (line.license, line.places[0].required.verdict) == (iri(LICENSE), YES)


@pytest.mark.parametrize(
    ("required", "denied", "verdict"),
    [(26, 0, YES), (25, 0, UNKNOWN), (25, 26, NO), (0, 26, NO), (0, 25, UNKNOWN)],
)
async def test_most_is_more_than_half_of_fifty_one(
    registry: Registry, required: int, denied: int, verdict: Verdict
) -> None:
    """26 of the 51 are most; where 26 deny it, no others can make it most; less than both is UNKNOWN."""
    nodes = [needed(place.lower(), place) for place in MOST[:required]]
    nodes += [needed(place.lower(), place, **DENIED) for place in MOST[51 - denied :]]
    await publish(registry, "things", reference(WORK, "ceterms:Occupation"))
    await publish(registry, "claims/all", *nodes)
    answer = await asked(registry, "OH")
    assert answer.any_license.in_most_states.verdict is verdict
    assert (answer.any_license.required, answer.any_license.not_required) == (required, denied)


async def test_a_figure_for_all_states_settles_most(registry: Registry) -> None:
    """Somebody counts at least 26 states: YES, though no state is named; an exact 1 is NO; both, DISPUTED."""
    measure = "https://w3id.org/credway/schemes/measures/statesRequiringLicense"
    unit = "https://w3id.org/credway/schemes/units/States"

    def counted(key: str, bound: str, number: float) -> Node:
        terms = {bound: number, "credway:unit": unit, "credway:measure": measure}
        return claim(f"claims/{key}#c", WORK, "credway:reportedFigure", value=terms)

    await known(registry, counted("most", "schema:minValue", 26.0))
    answer = await asked(registry, "OH")
    assert (answer.any_license.in_most_states.verdict, len(answer.figures)) == (YES, 1)
    assert answer.any_license.places[0].required.verdict is UNKNOWN
    await publish(registry, "claims/one", counted("one", "schema:value", 1.0))
    assert (await asked(registry, "OH")).any_license.in_most_states.verdict is DISPUTED


async def test_territories_are_shown_and_not_counted(registry: Registry) -> None:
    """A territory that requires it is YES in its place and adds nothing to the fifty-one."""
    await known(registry, *(needed(place.lower(), place) for place in TERRITORIES))
    answer = await asked(registry)
    shown = {each.code: each.required.verdict for each in answer.any_license.places}
    assert (len(shown), [shown[code] for code in TERRITORIES]) == (56, [YES] * 5)
    assert (answer.any_license.required, answer.any_license.unknown) == (0, 51)


async def test_an_occupation_of_which_nothing_is_held(registry: Registry) -> None:
    """Nothing held: no line, everything UNKNOWN, and the answer says what is missing."""
    await known(registry)
    answer = await asked(registry)
    assert (answer.licenses, answer.any_license.unknown) == ([], 51)
    assert "51 of 51" in answer.any_license.in_most_states.missing[0].what


async def test_portability_says_where_a_license_is_required(registry: Registry) -> None:
    """The license named by a claim is required in Ohio; it says nothing of Virginia."""
    await known(registry, needed("oh", "OH", LICENSE))
    assert (await at(registry, "OH", LICENSE)).license_required.verdict is YES
    assert (await at(registry, "VA", LICENSE)).license_required.verdict is UNKNOWN


async def test_a_credential_for_licensed_work_needs_the_license(registry: Registry) -> None:
    """A certificate for the work needs a license where the work does; where it does not, that is no NO."""
    await known(
        registry,
        claim("claims/for#c", CERTIFICATE, "ceterms:occupationType", obj=iri(WORK)),
        needed("oh", "OH"),
        needed("tx", "TX", **DENIED),
    )
    assert (await at(registry, "OH", CERTIFICATE)).license_required.verdict is YES
    texas = (await at(registry, "TX", CERTIFICATE)).license_required
    assert (texas.verdict, len(texas.against)) == (UNKNOWN, 1)


async def test_a_license_that_one_occupation_does_not_need_may_serve_another(registry: Registry) -> None:
    """Not needed for one occupation is no NO of the license, and no dispute where another needs it."""
    other = "https://w3id.org/credway/schemes/soc/2018/51-4121"
    await known(
        registry,
        needed("oh", "OH", LICENSE),
        needed("oh-2", "OH", LICENSE, other, **DENIED),
        needed("tx", "TX", LICENSE, other, **DENIED),
        needed("va", "VA", subject=LICENSE, **DENIED),
    )
    found = {state: (await at(registry, state, LICENSE)).license_required for state in ("OH", "TX", "VA")}
    assert {state: each.verdict for state, each in found.items()} == {"OH": YES, "TX": UNKNOWN, "VA": NO}
    assert len(found["TX"].against) == 1


async def test_who_requires_it_and_who_could_say(registry: Registry) -> None:
    """The board that a claim names is among those who could say what is not known."""
    board = {"credway:authority": iri("organizations/board"), "credway:validTo": "2020-12-31"}
    await known(registry, needed("oh", "OH", LICENSE, **board))
    finding = (await asked(registry, "OH")).any_license.places[0].required
    assert (finding.verdict, "renewed after" in finding.missing[0].what) == (UNKNOWN, True)
    assert iri("organizations/board") in finding.missing[0].who_could_say


async def test_many_occupations_ask_as_often_as_one(registry: Registry) -> None:
    """The number of round trips does not depend on how many occupations are asked about."""
    paths = [f"occupations/o{number}" for number in range(6)]
    await publish(registry, "things", *(reference(path, "ceterms:Occupation") for path in paths))
    nodes = [needed(f"n{number}", "OH", subject=path) for number, path in enumerate(paths)]
    await publish(registry, "claims/all", *nodes)
    counts = []
    for chosen in (paths[:1], paths):
        frame = await registry.ask()
        await licenses(frame, [Ref(id=iri(path)) for path in chosen], ["OH"])
        counts.append(frame.calls)
    assert counts[0] == counts[1] <= 5


@pytest.mark.parametrize(
    ("path", "places", "error"),
    [
        (WORK, ["Atlantis"], BadRequest),
        (WORK, [], BadRequest),
        (WORK, ["OH"] * 61, LimitExceeded),
        (LICENSE, ["OH"], NotFound),
        ("occupations/none", ["OH"], NotFound),
    ],
)
async def test_questions_that_cannot_be_read(
    registry: Registry, path: str, places: list[str], error: type[Exception]
) -> None:
    """No such state, no state at all, too many, a credential and an unknown occupation are coded errors."""
    await known(registry)
    with pytest.raises(error):
        await licenses(await registry.ask(), [Ref(id=iri(path))], places)


async def test_a_claim_names_its_license_and_board_by_iri(registry: Registry) -> None:
    """What the claim names is linked: the license as its object, the board as its authority."""
    await known(registry, needed("oh", "OH", LICENSE, **{"credway:authority": iri("organizations/board")}))
    answer = await asked(registry, "OH")
    [said] = answer.licenses[0].places[0].required.basis
    assert (said.one("OF"), said.one("OBJECT"), said.one("AUTHORITY")) == (
        iri(WORK),
        iri(LICENSE),
        iri("organizations/board"),
    )


async def test_a_licence_stated_by_its_owner_counts_too(registry: Registry) -> None:
    """A profile of the owner with an exception is honoured in portability: all of it but California."""
    profile = {
        "@type": "ceterms:JurisdictionProfile",
        "ceterms:globalJurisdiction": True,
        "ceterms:jurisdictionException": [
            {"@type": "ceterms:Place", "ceterms:addressRegion": {"en": "California"}}
        ],
    }
    own = credential("credentials/own", extra={"ceterms:accreditedIn": [profile]})
    await publish(registry, "own", own)
    assert (await at(registry, "NV", "credentials/own")).accredited.verdict is YES
    assert (await at(registry, "CA", "credentials/own")).accredited.verdict is NO


async def test_one_license_less_leaves_any_license_open(registry: Registry) -> None:
    """A denial of one license, or that ten states require it, is no NO of any; of the occupation it is."""
    measure = "https://w3id.org/credway/schemes/measures/statesRequiringLicense"
    ten = {"schema:value": 10.0, "credway:unit": "https://w3id.org/credway/schemes/units/States"}

    def counted(key: str, path: str) -> Node:
        terms = ten | {"credway:measure": measure}
        return claim(f"claims/{key}#c", path, "credway:reportedFigure", value=terms)

    await known(
        registry,
        claim("claims/for#c", LICENSE, "ceterms:occupationType", obj=iri(WORK)),
        needed("tx", "TX", subject=LICENSE, **DENIED),
        needed("oh-not", "OH", subject=LICENSE, **DENIED),
        needed("oh", "OH", OTHER),
        counted("of-one", LICENSE),
    )
    answer = await asked(registry, "TX", "OH")
    assert [each.required.verdict for each in answer.any_license.places] == [UNKNOWN, YES]
    lines = {line.license: line for line in answer.licenses}
    assert [each.required.verdict for each in lines[iri(LICENSE)].places] == [NO, NO]
    every = [lines[iri(LICENSE)], lines[iri(OTHER)], answer.any_license]
    assert [each.in_most_states.verdict for each in every] == [NO, UNKNOWN, UNKNOWN]
    await publish(registry, "claims/all", counted("all", WORK))
    assert (await asked(registry, "TX")).any_license.in_most_states.verdict is NO


async def test_each_occupation_is_asked_by_itself(registry: Registry) -> None:
    """Needed for one occupation and not for another, or one licence less, is a YES; both of one, DISPUTED."""
    other = "https://w3id.org/credway/schemes/soc/2018/51-4121"
    await known(
        registry,
        claim("claims/for#c", CERTIFICATE, "ceterms:occupationType", obj=iri(WORK)),
        claim("claims/for-2#c", CERTIFICATE, "ceterms:occupationType", obj=other),
        needed("oh", "OH"),
        needed("oh-2", "OH", subject=other, **DENIED),
        needed("va", "VA"),
        needed("va-2", "VA", OTHER, **DENIED),
        needed("tx", "TX"),
        needed("tx-2", "TX", **DENIED),
        needed("fl", "FL", **{"credway:validTo": "2020-12-31"}),
    )
    found = {state: (await at(registry, state, CERTIFICATE)).license_required for state in ("OH", "VA", "TX")}
    assert {state: each.verdict for state, each in found.items()} == {"OH": YES, "VA": YES, "TX": DISPUTED}
    assert found["OH"].against == ()
    ended = (await at(registry, "FL", CERTIFICATE)).license_required
    what = "whether it was renewed after 2021-01-01 that a licence is required"
    assert (ended.verdict, ended.missing[0].what) == (UNKNOWN, what)
    assert (await at(registry, "WY", CERTIFICATE)).license_required.missing[0].what == (
        "no statement that a licence is required in Wyoming"
    )
