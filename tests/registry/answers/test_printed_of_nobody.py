"""Entries of complete lists that print a name and stand for what nobody describes, on both stores."""

import pytest
from making import STATES, claim, credential, entry, iri, listing, organization, publish

from credway.registry.answers.model import Verdict
from credway.registry.answers.portability.answer import portability
from credway.registry.answers.resolve import Ref
from credway.registry.registry import Registry

A = "credentials/a"


@pytest.mark.parametrize(
    ("printed", "described", "verdict"),
    [
        ("CompTIA A+", False, Verdict.UNKNOWN),
        ("A Plus by CompTIA", False, Verdict.UNKNOWN),
        ("CompTIA A+ Certification", False, Verdict.UNKNOWN),
        ("COMP TIA A PLUS", False, Verdict.UNKNOWN),
        ("Cosmetologist", False, Verdict.NO),
        ("CompTIA A+", True, Verdict.NO),
    ],
)
async def test_a_complete_list_that_prints_the_name_is_no_denial(
    registry: Registry, printed: str, described: bool, verdict: Verdict
) -> None:
    """What nobody describes may be this credential if its name is printed; what is described is another."""
    await publish(
        registry,
        "things",
        credential(
            A, {"ceterms:name": {"en": "CompTIA A+"}, "ceterms:alternateName": {"en": ["A Plus by CompTIA"]}}
        ),
        organization("organizations/agency"),
    )
    if described:
        await publish(
            registry, "twin", credential("credentials/unheard-of", {"ceterms:name": {"en": "CompTIA A+"}})
        )
    entries = [entry("lists/oh/entries/1", "credentials/unheard-of", printed=printed)]
    await publish(registry, "list", *listing("lists/oh", "OH", entries, {"credway:isComplete": True}))
    [answer] = await portability(await registry.ask(), [Ref(id=iri(A))], ["OH"])
    found = answer.places[0].listed_now
    assert found.verdict is verdict
    if verdict is Verdict.UNKNOWN:
        assert f"whether an entry printed as {printed} is this credential" in found.missing[0].what


async def test_an_occupation_of_another_document_leaves_a_doubt(registry: Registry) -> None:
    """An entry for an occupation that the list does not describe itself may mean what is for that work."""
    occupation = {"@id": iri("work/1"), "@type": "ceterms:Occupation", "ceterms:name": {"en": "Welder"}}
    work = {"@type": "ceterms:CredentialAlignmentObject", "ceterms:targetNode": iri("work/1")}
    welding = credential("credentials/hot-works", {"ceterms:occupationType": [work]})
    await publish(registry, "things", welding, credential("credentials/b"))
    await publish(registry, "work", occupation)
    entries = [entry("lists/oh/entries/1", "work/1", printed="Welder")]
    await publish(registry, "list", *listing("lists/oh", "OH", entries, {"credway:isComplete": True}))
    refs = [Ref(id=iri("credentials/hot-works")), Ref(id=iri("credentials/b"))]
    verdicts = [
        answer.places[0].listed_now.verdict
        for answer in await portability(await registry.ask(), refs, ["OH"])
    ]
    assert verdicts == [Verdict.UNKNOWN, Verdict.NO]


async def test_what_is_asked_beside_it_changes_nothing(registry: Registry) -> None:
    """A line for what nobody describes may be one of its whole name, and no other that is asked about too."""
    paths = ("credentials/baker", "credentials/baker-assistant", "credentials/nameless")
    said = claim("said#1", paths[2], "credway:recognizedIn", obj=STATES + "TX")
    await publish(registry, "things", *map(credential, paths[:2]), said)
    entries = [entry("lists/oh/entries/1", "credentials/unheard-of", printed="BAKER")]
    terms = {"credway:isComplete": True, "credway:listPurpose": "work", "credway:validFrom": "2020"}
    await publish(registry, "list", *listing("lists/oh", "OH", entries, terms))
    refs = [Ref(id=iri(path)) for path in paths]
    together = await portability(await registry.ask(), refs, ["OH"])
    alone = [answer for ref in refs for answer in await portability(await registry.ask(), [ref], ["OH"])]
    for answers in (together, alone):
        verdicts = [each.places[0].listed.verdict for each in answers]
        assert verdicts == [Verdict.UNKNOWN, Verdict.NO, Verdict.NO]
