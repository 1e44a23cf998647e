"""Pathways in the terminal: what a counsellor reads of alternatives, durations, and of what is held."""

from collections.abc import Sequence

import pytest
from drawing import registry_of
from making import Node, claim, credential, iri, profile

from credway.cli import saying_ways
from credway.registry.answers.holding import Held
from credway.registry.answers.pathways.answer import pathways
from credway.registry.answers.resolve import Ref

T = "credentials/target"


async def printed(nodes: Sequence[Node], capsys: pytest.CaptureFixture[str], *held: str) -> str:
    """What is printed of the plans to the target where some nodes are published, its lines joined."""
    registry = await registry_of({f"d{number}": [node] for number, node in enumerate(nodes)})
    try:
        refs = [Held(Ref(id=iri(path))) for path in held]
        saying_ways.pathway(await pathways(await registry.ask(), refs, Ref(id=iri(T))))
    finally:
        await registry.store.close()
    return " ".join(capsys.readouterr().out.split())


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("P1Y6M", "1 year 6 months"),
        ("P8W", "8 weeks"),
        ("PT40H", "40 hours"),
        ("P1M", "1 month"),
        ("P2W to P6M", "2 weeks to 6 months"),
        ("$300", "$300"),
        ("P", "P"),
    ],
)
def test_durations_are_said_in_words(text: str, said: str) -> None:
    """A duration of ISO 8601 reads as people say it; what is none stays as it is."""
    assert saying_ways._span(text) == said


async def test_many_alternatives_are_counted(capsys: pytest.CaptureFixture[str]) -> None:
    """Of eight alternatives to a step five are named and the others counted."""
    names = [f"credentials/a{number}" for number in range(9)]
    asks = profile(extra={"ceterms:alternativeCondition": [profile(each) for each in names]})
    told = await printed([credential(T, {"ceterms:requires": [asks]})], capsys)
    assert "a5 or 3 others instead" in told


async def test_what_is_held_is_said_first(capsys: pytest.CaptureFixture[str]) -> None:
    """A held twin is named as what stands for what is asked; of a held target nothing is left."""
    twin = credential("credentials/twin", {"ceterms:sameAs": [iri("credentials/a")]})
    target = credential(T, {"ceterms:requires": [profile("credentials/a")]})
    told = await printed([twin, target], capsys, "credentials/twin")
    assert "Twin is held, which stands for https://test.example/credentials/a" in told
    assert "Plan 1: nothing is left to obtain." in await printed([twin, target], capsys, T)


async def test_a_condition_names_who_asks_for_it(capsys: pytest.CaptureFixture[str]) -> None:
    """The same words of two credentials can be told apart, in what is unknown and below the plan."""
    asks = profile(extra={"ceterms:condition": [{"@value": "Weld a pipe", "@language": "en"}]})
    nodes = [credential(f"credentials/{name}", {"ceterms:requires": [asks]}) for name in "ab"]
    both = profile("credentials/a", "credentials/b")
    told = await printed([*nodes, credential(T, {"ceterms:requires": [both]})], capsys)
    for name in "AB":
        assert f"Unknown: {name} asks for: Weld a pipe" in told
        assert f"UNKNOWN: {name} asks for: Weld a pipe [" in told


async def test_totals_say_their_units_and_levels(capsys: pytest.CaptureFixture[str]) -> None:
    """A gain in wages by the hour is no gain by the year, and credit of two levels is said as two."""
    hourly = "https://w3id.org/credway/schemes/units/USDPerHour"
    wages = [
        claim(
            f"claims/{path}",
            f"credentials/{path}",
            "credway:medianSalary",
            value={"schema:value": {"@type": "xsd:decimal", "@value": value}, "credway:unit": hourly},
        )
        for path, value in (("a", "20"), ("target", "30"))
    ]
    courses = [
        {
            "@id": iri(f"credentials/{name}"),
            "@type": "ceterms:Course",
            "ceterms:name": {"en": name},
            "ceterms:ownedBy": [iri("organizations/owner")],
            "ceterms:creditValue": [
                {
                    "@type": "ceterms:ValueProfile",
                    "schema:value": 3.0,
                    "ceterms:creditUnitType": ["creditUnit:SemesterHour"],
                    "ceterms:creditLevelType": [f"audLevel:{level}"],
                }
            ],
        }
        for name, level in (("a", "LowerDivisionLevel"), ("b", "UpperDivisionLevel"))
    ]
    asked = {
        "@type": "ceterms:ConditionProfile",
        "ceterms:targetLearningOpportunity": [course["@id"] for course in courses],
    }
    target = credential(T, {"ceterms:requires": [asked]})
    told = await printed([*courses, target, *wages], capsys)
    assert "wage gain $10 an hour" in told
    assert "3 semester hours, lower division level; 3 semester hours, upper division level" in told


async def test_what_is_taken_together_says_so(capsys: pytest.CaptureFixture[str]) -> None:
    """A laboratory and its lecture ask for each other: each says with which step it is taken."""
    beside = {"ceterms:corequisite": [profile("credentials/laboratory")]}
    laboratory = credential("credentials/laboratory", {"ceterms:corequisite": [profile(T)]})
    told = await printed([laboratory, credential(T, beside)], capsys)
    assert "1 Laboratory with 2 corequisite" in told
    assert "2 Target with 1 target" in told


async def test_a_fee_that_not_everybody_pays_says_who_does(capsys: pytest.CaptureFixture[str]) -> None:
    """The fee of residents is shown as theirs, and no sum of fees is given."""
    cost = {
        "@type": "ceterms:CostProfile",
        "ceterms:price": 300,
        "ceterms:currency": "USD",
        "ceterms:directCostType": {
            "@type": "ceterms:CredentialAlignmentObject",
            "ceterms:targetNode": "costType:StandaloneAssessment",
        },
        "ceterms:residencyType": [
            {"@type": "ceterms:CredentialAlignmentObject", "ceterms:targetNode": "residency:InState"}
        ],
    }
    told = await printed([credential(T, {"ceterms:estimatedCost": [cost]})], capsys)
    assert "$300, in-state [" in told
    assert "fees" not in told.partition("Rules")[0]
