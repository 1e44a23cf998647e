"""Portability, worked out by hand, on both stores."""

from typing import Any

import pytest
from carrying import A, at, verdicts, whats
from making import (
    STATES,
    award,
    claim,
    credential,
    entry,
    hours,
    iri,
    iris,
    listing,
    organization,
    publish,
    reference,
)

from credway.registry.answers.model import Verdict
from credway.registry.answers.portability.answer import portability
from credway.registry.answers.resolve import Ref
from credway.registry.errors import BadRequest, LimitExceeded
from credway.registry.registry import Registry

UNITS = "https://w3id.org/credway/schemes/units/"
COUNTRY = "https://w3id.org/credway/schemes/countries/US"


async def test_recognition_honours_exceptions(registry: Registry) -> None:
    """Recognised everywhere but in California: YES in Nevada, NO in California."""
    profile = {
        "@type": "ceterms:JurisdictionProfile",
        "ceterms:globalJurisdiction": True,
        "ceterms:jurisdictionException": [
            {"@type": "ceterms:Place", "ceterms:addressRegion": {"en": "California"}}
        ],
    }
    await publish(registry, "things", credential(A, extra={"ceterms:recognizedIn": [profile]}))
    assert (await at(registry, "NV")).recognized.verdict is Verdict.YES
    assert (await at(registry, "NV")).counts_for.work.verdict is Verdict.YES
    california = await at(registry, "CA")
    assert (california.recognized.verdict, california.counts_for.work.verdict) == (
        Verdict.NO,
        Verdict.NO,
    )


@pytest.mark.parametrize(
    ("action", "finding"),
    [
        ("Recognize", "recognized"),
        ("Approve", "approved"),
        ("Regulate", "regulated"),
        ("Accredit", "accredited"),
    ],
)
async def test_an_action_of_a_body_is_a_standing(registry: Registry, action: str, finding: str) -> None:
    """For the country but Wisconsin, within its days and by who acts; one that is only intended is none."""
    place = {"@type": "ceterms:Place", "ceterms:addressCountry": {"en": "United States"}}
    without = {"@type": "ceterms:Place", "ceterms:addressRegion": {"en": "Wisconsin"}}
    node = {
        "@id": iri("actions/1"),
        "@type": f"ceterms:{action}Action",
        "ceterms:actingAgent": [iri("organizations/board")],
        "ceterms:object": iri(A),
        "ceterms:startDate": "2024-01-01",
        "ceterms:endDate": "2025-12-31",
        "ceterms:jurisdiction": [
            {
                "@type": "ceterms:JurisdictionProfile",
                "ceterms:mainJurisdiction": [place],
                "ceterms:jurisdictionException": [without],
            }
        ],
    }
    intended = {
        **node,
        "@id": iri("actions/2"),
        "ceterms:startDate": "2026-01-01",
        "ceterms:endDate": "2030-12-31",
        "ceterms:actionStatusType": {
            "@type": "ceterms:CredentialAlignmentObject",
            "ceterms:targetNode": "actionStat:PotentialActionStatus",
        },
    }
    await publish(registry, "things", reference(A), organization("organizations/board"))
    await publish(registry, "actions", node, intended)
    found = {
        (state, day): getattr(await at(registry, state, as_of=day), finding)
        for state, day in (("MN", "2025-06-01"), ("WI", "2025-06-01"), ("MN", "2026-06-01"))
    }
    assert [each.verdict for each in found.values()] == [Verdict.YES, Verdict.NO, Verdict.UNKNOWN]
    assert found["MN", "2025-06-01"].basis[0].one("BY") == iri("organizations/board")


@pytest.mark.parametrize("finding", ["recognized", "approved", "regulated", "accredited"])
async def test_each_standing_is_judged_for_the_state_and_the_day(registry: Registry, finding: str) -> None:
    """Stated of Ohio until 2025: YES in Ohio then, UNKNOWN there now and in Texas, NO where it is denied."""
    await publish(registry, "things", reference(A), effective_from="2019-01-01")
    predicate = f"credway:{finding}In"
    until = {"credway:validTo": "2025-12-31"}
    nodes = [
        claim("standing#oh", A, predicate, obj=STATES + "OH", extra=until),
        claim("standing#va", A, predicate, obj=STATES + "VA", extra={"credway:denied": True}),
    ]
    await publish(registry, "standing", *nodes, effective_from="2019-01-01")
    found = {
        (state, day): getattr(await at(registry, state, as_of=day), finding)
        for state in ("OH", "VA", "TX")
        for day in ("2025-06-01", "2026-06-01")
    }
    assert {key: each.verdict for key, each in found.items()} == {
        ("OH", "2025-06-01"): Verdict.YES,
        ("OH", "2026-06-01"): Verdict.UNKNOWN,
        ("VA", "2025-06-01"): Verdict.NO,
        ("VA", "2026-06-01"): Verdict.NO,
        ("TX", "2025-06-01"): Verdict.UNKNOWN,
        ("TX", "2026-06-01"): Verdict.UNKNOWN,
    }
    assert "renewed after 2026-01-01" in whats(found["OH", "2026-06-01"])[0]
    assert "no statement" in whats(found["TX", "2026-06-01"])[0]


async def test_accreditation_without_a_place_is_unknown_and_mentioned(registry: Registry) -> None:
    """An accreditor that names no place leaves each state UNKNOWN, and is who could say."""
    accreditor = {"ceterms:accreditedBy": [iri("organizations/accreditor")]}
    await publish(registry, "things", credential(A, extra=accreditor))
    found = (await at(registry, "OH")).accredited
    assert (found.verdict, "names no place" in whats(found)[0]) == (Verdict.UNKNOWN, True)
    assert iri("organizations/accreditor") in found.missing[0].who_could_say


async def test_statements_of_other_days_are_told_as_they_are(registry: Registry) -> None:
    """A denial that ended was no recognition to be renewed, and one that is to come is named with its day."""
    await publish(registry, "things", reference(A), effective_from="2015-01-01")
    nodes = [
        claim(
            "standing#1", A, "credway:recognizedIn", obj=STATES + "OH", extra={"credway:validFrom": "2030"}
        ),
        claim(
            *("standing#2", A, "credway:recognizedIn"),
            obj=STATES + "OH",
            extra={"credway:denied": True, "credway:validTo": "2020"},
        ),
    ]
    await publish(registry, "standing", *nodes, effective_from="2015-01-01")
    found = (await at(registry, "OH")).recognized
    assert found.verdict is Verdict.UNKNOWN
    assert sorted(whats(found)) == [
        "a statement that it is recognized holds from 2030-01-01 only",
        "whether it is recognized since 2021-01-01, until when that was denied",
    ]


def place(**terms: str) -> dict[str, Any]:
    """A place by its properties of CTDL."""
    return {"@type": "ceterms:Place", **{f"ceterms:{name}": {"en": text} for name, text in terms.items()}}


def jurisdiction(*main: dict[str, Any], without: tuple[dict[str, Any], ...] = ()) -> dict[str, Any]:
    """A profile of some places without others."""
    profile = {"@type": "ceterms:JurisdictionProfile", "ceterms:mainJurisdiction": list(main)}
    return profile | ({"ceterms:jurisdictionException": list(without)} if without else {})


US = {"addressCountry": "United States"}


@pytest.mark.parametrize(
    ("profile", "state", "verdict", "missing"),
    [
        (jurisdiction(place(name="State of Michigan", addressRegion="MI", **US)), "MI", Verdict.YES, None),
        (
            jurisdiction(place(name="Wayne County", addressRegion="Michigan", **US)),
            "MI",
            Verdict.UNKNOWN,
            "holds in all of Michigan; a statement names Wayne County",
        ),
        (
            jurisdiction(place(addressLocality="Detroit", addressRegion="Michigan")),
            "MI",
            Verdict.UNKNOWN,
            "holds in all of Michigan; a statement names Detroit",
        ),
        (jurisdiction(place(addressLocality="Detroit", addressRegion="MI")), "OH", Verdict.UNKNOWN, None),
        (
            jurisdiction(
                place(addressRegion="MI"), without=(place(addressLocality="Detroit", addressRegion="MI"),)
            ),
            "MI",
            Verdict.YES,
            None,
        ),
        (jurisdiction(place(addressRegion="WA", addressCountry="Australia")), "WA", Verdict.UNKNOWN, None),
        (jurisdiction(place(addressRegion="Ontario", addressCountry="CA")), "CA", Verdict.UNKNOWN, None),
        (
            jurisdiction(place(addressRegion="Midwest", **US)),
            "OH",
            Verdict.UNKNOWN,
            "holds in Ohio; a statement names Midwest only",
        ),
        (jurisdiction(place(**US)), "OH", Verdict.YES, None),
        (jurisdiction(place(addressCountry="Puerto Rico")), "PR", Verdict.YES, None),
        (
            jurisdiction(place(name="Washington, D.C.", addressLocality="Washington", addressRegion="DC")),
            "DC",
            Verdict.YES,
            None,
        ),
    ],
)
async def test_a_place_counts_as_far_as_it_reaches(
    registry: Registry, profile: dict[str, Any], state: str, verdict: Verdict, missing: str | None
) -> None:
    """A county is not its state, a place left out is not all of it, and another country is nothing here."""
    await publish(registry, "things", credential(A, extra={"ceterms:recognizedIn": [profile]}))
    found = (await at(registry, state)).recognized
    assert found.verdict is verdict
    if verdict is Verdict.UNKNOWN:
        assert (missing or "no statement that it is recognized") in whats(found)[0]


@pytest.mark.parametrize(
    ("recognized", "regulated", "verdict"),
    [
        (True, None, Verdict.YES),
        (True, False, Verdict.YES),
        (None, True, Verdict.YES),
        (None, False, Verdict.UNKNOWN),
        (False, None, Verdict.NO),
        (False, False, Verdict.NO),
        (False, True, Verdict.DISPUTED),
    ],
)
async def test_work_by_recognition_and_regulation(
    registry: Registry, recognized: bool | None, regulated: bool | None, verdict: Verdict
) -> None:
    """That nobody regulates it denies nothing; a denial of its recognition does, and may be disputed."""
    await publish(registry, "things", reference(A))
    for name, said in (("recognized", recognized), ("regulated", regulated)):
        if said is not None:
            extra = None if said else {"credway:denied": True}
            node = claim(f"{name}#1", A, f"credway:{name}In", obj=STATES + "OH", extra=extra)
            await publish(registry, name, node)
    assert (await at(registry, "OH")).counts_for.work.verdict is verdict


@pytest.mark.parametrize(
    ("value", "verdict", "missing"),
    [
        ({"schema:minValue": 10.0, "schema:maxValue": 49.0}, Verdict.YES, None),
        ({"schema:minValue": 0.0, "schema:maxValue": 4.0}, Verdict.UNKNOWN, "no figure that is sure"),
        ({"schema:minValue": 0.0, "schema:maxValue": 0.0}, Verdict.NO, None),
        ({"credway:suppressed": "<5"}, Verdict.UNKNOWN, "the figure is withheld (<5)"),
    ],
)
async def test_demand_by_bounds_and_withheld(
    registry: Registry, value: dict[str, Any], verdict: Verdict, missing: str | None
) -> None:
    """A lower bound above zero is demand; a range from zero and a withheld figure settle nothing."""
    await publish(registry, "things", reference(A))
    terms = value | {"credway:place": STATES + "OH", "credway:unit": UNITS + "Openings"}
    await publish(registry, "counted", claim("counted#1", A, "credway:credentialsDemanded", value=terms))
    found = (await at(registry, "OH")).demand
    assert found.verdict is verdict
    if missing:
        assert missing in whats(found)[0]


async def test_demand_in_a_state_is_stated_or_counted(registry: Registry) -> None:
    """Said to be demanded in Ohio, and counted as none there by another: DISPUTED; Virginia is UNKNOWN."""
    await publish(registry, "things", reference(A))
    await publish(registry, "said", claim("said#1", A, "credway:demandedIn", obj=STATES + "OH"))
    assert (await at(registry, "OH")).demand.verdict is Verdict.YES
    none = {"schema:value": 0.0, "credway:place": STATES + "OH"}
    await publish(registry, "counted", claim("counted#1", A, "credway:credentialsDemanded", value=none))
    assert (await at(registry, "OH")).demand.verdict is Verdict.DISPUTED
    assert (await at(registry, "VA")).demand.verdict is Verdict.UNKNOWN


async def test_a_denial_of_demand_is_a_no_and_disputes_a_figure(registry: Registry) -> None:
    """Said not to be demanded in Ohio it is a NO, and DISPUTED where openings are counted there."""
    await publish(registry, "things", reference(A))
    denied = claim("not#1", A, "credway:demandedIn", obj=STATES + "OH", extra={"credway:denied": True})
    await publish(registry, "not", denied)
    found = (await at(registry, "OH")).demand
    assert (found.verdict, [said.key.split()[-1] for said in found.basis]) == (Verdict.NO, iris("not#1"))
    some = {"schema:value": 9.0, "credway:place": STATES + "OH"}
    await publish(registry, "counted", claim("counted#1", A, "credway:credentialsDemanded", value=some))
    found = (await at(registry, "OH")).demand
    assert found.verdict is Verdict.DISPUTED
    sides = [[said.key.split()[-1] for said in side] for side in (found.basis, found.against)]
    assert sides == [iris("counted#1"), iris("not#1")]


async def test_every_state_the_district_and_the_territories(registry: Registry) -> None:
    """Asked of nowhere in particular, all 56 are answered; one that is excepted from a claim says so."""
    await publish(registry, "things", reference(A))
    await publish(registry, "said", claim("said#1", A, "credway:recognizedIn", obj=COUNTRY))
    denied = claim("not#1", A, "credway:recognizedIn", obj=STATES + "PR", extra={"credway:denied": True})
    await publish(registry, "not", denied)
    [answer] = await portability(await registry.ask(), [Ref(id=iri(A))])
    found = {place.code: place.recognized.verdict for place in answer.places}
    assert (len(found), found["DC"], found["GU"], found["PR"]) == (
        56,
        Verdict.YES,
        Verdict.YES,
        Verdict.DISPUTED,
    )


async def test_credit_somewhere_in_the_state_is_enough(registry: Registry) -> None:
    """One college's award is YES for credit, one college's refusal alone is not a statewide NO."""
    await publish(
        registry,
        "things",
        reference(A),
        organization("organizations/c", "OH"),
        organization("organizations/d", "FL"),
    )
    await publish(registry, "oh", award("awards/1", held=[A], by="organizations/c", amounts=[hours("3")]))
    await publish(
        registry,
        "fl",
        award("awards/2", held=[A], by="organizations/d", extra={"credway:refused": True}),
    )
    assert (await at(registry, "OH")).credit.verdict is Verdict.YES
    florida = (await at(registry, "FL")).credit
    assert (florida.verdict, len(florida.against)) == (Verdict.UNKNOWN, 1)


async def test_a_statewide_refusal_is_a_no(registry: Registry) -> None:
    """A refusal for the whole state is NO."""
    await publish(registry, "things", reference(A))
    await publish(
        registry,
        "fl",
        award(
            "awards/2",
            held=[A],
            place="FL",
            kind="GuaranteedMinimum",
            extra={"credway:refused": True, "credway:authority": iri("organizations/board")},
        ),
    )
    assert (await at(registry, "FL")).credit.verdict is Verdict.NO


async def test_nothing_held_is_unknown_for_all_three(registry: Registry) -> None:
    """A state of which nothing is held is UNKNOWN throughout, with what is missing said each time."""
    await publish(registry, "things", reference(A))
    found = await at(registry, "WY")
    assert verdicts(found) == (Verdict.UNKNOWN,) * 3
    assert all(whats(f) for f in (found.listed, found.credit, found.recognized, found.demand))
    assert found.summary == (
        "In Wyoming: for the diploma not known here, for college credit not known here, "
        "for work not known here."
    )


async def test_an_equivalent_carries_its_listing(registry: Registry) -> None:
    """What the same credential under another name has counts, and the link is named."""
    await publish(registry, "things", reference(A))
    await publish(registry, "lists/va/1", *listing("lists/va/1", "VA", [entry("lists/va/entries/a", A)]))
    await publish(registry, "twin", credential("credentials/twin", extra={"ceterms:sameAs": [iri(A)]}))
    found = await at(registry, "VA", "credentials/twin")
    assert found.listed.verdict is Verdict.YES
    assert [(e.iri, e.link) for e in found.through] == [(iri(A), "ceterms:sameAs")]


async def test_many_credentials_ask_as_often_as_one(registry: Registry) -> None:
    """The number of round trips does not depend on how many credentials are asked about."""
    paths = [f"credentials/c{number}" for number in range(12)]
    await publish(registry, "things", *(reference(path) for path in paths))
    for path in paths:
        await publish(
            registry,
            f"claims/{path}",
            claim(f"claims/{path}#1", path, "credway:listedIn", obj=STATES + "VA"),
        )
    counts = []
    for chosen in (paths[:1], paths):
        frame = await registry.ask()
        answers = await portability(frame, [Ref(id=iri(path)) for path in chosen])
        counts.append(frame.calls)
        assert len(answers[0].places) == 56
    assert counts[0] == counts[1] == 2


async def test_what_was_known_stays_answered(registry: Registry) -> None:
    """Asked as known before a correction, the answer is the old one."""
    await publish(registry, "things", reference(A))
    first = await publish(registry, "c", claim("c#1", A, "credway:listedIn", obj=STATES + "VA"))
    await publish(
        registry,
        "c",
        claim("c#1", A, "credway:listedIn", obj=STATES + "VA", extra={"credway:denied": True}),
    )
    assert (await at(registry, "VA")).listed.verdict is Verdict.NO
    assert (await at(registry, "VA", known_at=first.n)).listed.verdict is Verdict.YES


@pytest.mark.parametrize(
    ("question", "error"),
    [
        ({"to": ["Atlantis"]}, BadRequest),
        ({"to": []}, BadRequest),
        ({"earned_on": "2026-02-30"}, BadRequest),
        ({"earned_on": "2099-01-01"}, BadRequest),
        ({"earned_in": "ZZ"}, BadRequest),
        ({"earned_on": "yesterday"}, BadRequest),
        ({"to": [str(n) for n in range(61)]}, LimitExceeded),
    ],
)
async def test_questions_that_cannot_be_read(
    registry: Registry, question: dict[str, Any], error: type[Exception]
) -> None:
    """A place or a date that is none raises a coded error."""
    await publish(registry, "things", reference(A))
    frame = await registry.ask()
    with pytest.raises(error):
        await portability(frame, [Ref(id=iri(A))], **question)


async def test_what_is_held_of_other_days_is_told_of_work_and_demand_too(registry: Registry) -> None:
    """Recognised and demanded until 2024: whether that was renewed is missing, not that nothing is said."""
    await publish(registry, "things", reference(A), effective_from="2019-01-01")
    until = {"credway:validTo": "2024"}
    nodes = [
        claim(f"said#{name}", A, f"credway:{name}In", obj=STATES + "OH", extra=until)
        for name in ("recognized", "demanded")
    ]
    await publish(registry, "said", *nodes, effective_from="2019-01-01")
    found = await at(registry, "OH")
    assert [whats(each) for each in (found.counts_for.work, found.demand)] == [
        ["whether it was renewed after 2025-01-01 that it is recognized"],
        ["whether it was renewed after 2025-01-01 that it is demanded"],
    ]
    assert "no statement that employers" in whats((await at(registry, "VA")).counts_for.work)[0]


@pytest.mark.parametrize("action", ["recognized", "approved", "regulated", "accredited"])
async def test_what_replaces_a_credential_has_a_standing_of_its_own(registry: Registry, action: str) -> None:
    """The old one is denied, the new one is not: NO and YES; where nothing is said of it, by the other."""
    new = "credentials/beta-welder"
    await publish(registry, "things", reference(A), reference(new))
    await publish(registry, "link", claim("link#1", A, "ceterms:supersededBy", obj=iri(new)))
    nodes = [
        claim("s#1", A, f"credway:{action}In", obj=STATES + "OH", extra={"credway:denied": True}),
        claim("s#2", new, f"credway:{action}In", obj=STATES + "OH"),
        claim("s#3", new, f"credway:{action}In", obj=STATES + "VA"),
    ]
    await publish(registry, "s", *nodes)
    found = [getattr(await at(registry, state, path), action) for state in ("OH", "VA") for path in (A, new)]
    assert [each.verdict for each in found] == [Verdict.NO, Verdict.YES, Verdict.YES, Verdict.YES]
    assert [each.iri for each in (await at(registry, "VA")).through] == [iri(new)]
