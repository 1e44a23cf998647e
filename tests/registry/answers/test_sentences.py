"""Statements in plain sentences, worked out from documents."""

import doctest
from typing import Any

import pytest
from making import (
    STATES,
    award,
    claim,
    credential,
    entry,
    hours,
    iri,
    listing,
    organization,
    profile,
    publish,
    reference,
    usd,
)

from credway.registry.answers import words
from credway.registry.answers.sentences import Mention, plain_sentence, sentence
from credway.registry.answers.statements import statement_pages
from credway.registry.registry import Registry

CORE = "https://w3id.org/credway/schemes/competencyCategories/Core"
NAMES = {
    "credentials/a": "Alpha",
    "credentials/b": "Beta",
    "courses/c1": "Course 1",
    "courses/c2": "Course 2",
}


@pytest.fixture
async def told(registry: Registry) -> set[str]:
    """Every sentence about one credential."""
    things = [reference(path, name=name) for path, name in NAMES.items()]
    college = {**organization("organizations/college", "OH"), "ceterms:name": {"en": "College"}}
    await publish(registry, "documents/names", *things[1:], college)
    requirement = profile("credentials/b", extra={"ceterms:minimumAge": 18})
    text = {"ceterms:name": {"en": "Alpha"}, "ceterms:requires": [requirement]}
    await publish(registry, "documents/a", credential("credentials/a", text))
    money = {**usd("82296"), "credway:period": "2017", "credway:place": STATES + "OH"}
    refused = {"credway:refused": True, "credway:authority": iri("organizations/college")}
    both: dict[str, Any] = {"held": ["credentials/a", "credentials/b"], "by": "organizations/college"}
    await publish(
        registry,
        "documents/claims",
        claim("documents/claims#1", "credentials/a", "ceterms:isPreparationFor", obj="credentials/b"),
        claim("documents/claims#2", "credentials/a", "credway:medianSalary", value=money),
        claim("documents/claims#3", "credentials/a", "credway:listedIn", obj=STATES + "TX"),
        claim(
            "documents/claims#4",
            "credentials/a",
            "credway:recognizedIn",
            obj=STATES + "TX",
            extra={"credway:denied": True},
        ),
        award("awards/1", held=["credentials/a"], by="organizations/college", amounts=[hours("3")]),
        award("awards/2", **both, toward=["courses/c1", "courses/c2"], extra={"credway:allOrNothing": True}),
        award("awards/3", held=["credentials/a"], place="OH", extra=refused),
        *listing("lists/oh", "OH", [entry("lists/oh/1", "credentials/a", printed="ALPHA")]),
    )
    frame = await registry.ask()
    page = (await statement_pages(frame, [iri("credentials/a")], first=50))[iri("credentials/a")]
    things_named = await frame.describe({i for said in page.statements for i in said.mentioned})
    return {plain_sentence(said, things_named) for said in page.statements}


async def test_each_kind_is_told(told: set[str]) -> None:
    """A condition, a figure, standing and its denial, awards and a list entry read as sentences."""
    assert told >= {
        "Alpha is preparation for Beta.",
        "Alpha requires Beta and an age of at least 18.",
        "Median salary of Alpha in Ohio (2017): $82,296 a year.",
        "Alpha is on a list in Texas.",
        "Alpha is not recognized in Texas.",
        "Alpha earns 3 semester hours at College, the institution's own award.",
        "Alpha and Beta held together earn credit, amount not stated, toward Course 1 and Course 2"
        " at College, the institution's own award, all or nothing.",
        "Alpha earns nothing at the institutions of Ohio on the authority of College.",
        "Alpha is on lists/oh, printed as “ALPHA”.",
    }


async def test_what_is_attested_and_what_is_required_of_work_is_told(registry: Registry) -> None:
    """Competencies, their alignment and category, common credentials and licences read as sentences."""
    skill, other, work = "competencies/k1", "competencies/k2", "occupations/welder"
    named = [reference("credentials/a", name="Alpha"), reference(work, "ceterms:Occupation", "Welder")]
    skills = [
        {"@id": iri(path), "@type": "ceasn:Competency", "ceasn:competencyLabel": {"en": label}}
        | {"ceasn:competencyText": {"en": label}, "ceasn:creator": [iri("organizations/author")]}
        for path, label in ((skill, "Reading"), (other, "Writing"))
    ]
    await publish(registry, "documents/names", *named, *skills)
    told: list[tuple[str, str, str, dict[str, Any]]] = [
        ("credentials/a", "ceterms:assesses", skill, {}),
        ("credentials/a", "ceterms:assesses", other, {"credway:denied": True}),
        (work, "ceasn:skillEmbodied", skill, {}),
        (skill, "ceasn:broadAlignment", other, {}),
        (skill, "credway:competencyCategory", CORE, {}),
        ("credentials/a", "credway:commonCredentialFor", work, {}),
        (work, "credway:licenseRequiredIn", STATES + "OH", {"credway:requiredLicense": iri("credentials/a")}),
        (work, "credway:licenseRequiredIn", STATES + "TX", {"credway:denied": True}),
        ("credentials/a", "credway:demandedIn", STATES + "OH", {}),
    ]
    nodes = [
        claim(f"documents/claims#{n}", subject, predicate, obj=iri(obj), extra=extra)
        for n, (subject, predicate, obj, extra) in enumerate(told)
    ]
    await publish(registry, "documents/claims", *nodes)
    frame = await registry.ask()
    asked = [iri(path) for path in ("credentials/a", skill, work)]
    pages = await statement_pages(frame, asked, first=50)
    said = {each for page in pages.values() for each in page.statements if each.kind != "Description"}
    things = await frame.describe({i for each in said for i in each.mentioned})
    assert {plain_sentence(each, things) for each in said} == {
        "Alpha assesses Reading.",
        "Alpha does not assess Writing.",
        "Welder asks for the skill Reading.",
        "The broad alignment of Reading is Writing.",
        "The competency category of Reading is Core.",
        "Alpha is the common credential for Welder.",
        "Alpha is required for Welder in Ohio.",
        "A licence is not required for Welder in Texas.",
        "Alpha is demanded in Ohio.",
    }


async def test_sentences_name_things_as_mentions(registry: Registry) -> None:
    """What a sentence names is kept apart from its words, so that a page can link it."""
    await publish(
        registry,
        "documents/claims",
        claim("documents/claims#1", "credentials/a", "ceterms:isPreparationFor", obj="credentials/b"),
    )
    frame = await registry.ask()
    page = (await statement_pages(frame, [iri("credentials/a")]))[iri("credentials/a")]
    parts = sentence(page.statements[0], {})
    a, b = iri("credentials/a"), iri("credentials/b")
    assert parts == [Mention(a, a), " is preparation for ", Mention(b, b), "."]


def test_words_are_as_their_examples_say() -> None:
    """The examples in `words` hold."""
    assert doctest.testmod(words).failed == 0


@pytest.mark.parametrize(
    ("figures", "text"),
    [
        ({"value": "1", "unit": "creditUnit:SemesterHour"}, "1 semester hour"),
        ({"low": "3", "high": "6", "unit": "creditUnit:QuarterHour"}, "3 to 6 quarter hours"),
        ({"high": "6"}, "up to 6"),
        ({"low": "2"}, "at least 2"),
        ({"suppressed": "DS"}, "withheld (DS)"),
        ({"value": "9.50", "unit": "USD"}, "$9.50"),
        ({"value": "-4", "unit": "https://w3id.org/credway/schemes/units/Percent"}, "-4%"),
        ({}, "an amount that is not stated"),
    ],
)
def test_amounts_keep_their_digits_and_units(figures: dict[str, str], text: str) -> None:
    """An amount is written with the digits and the unit that were published."""
    assert words.amount(figures) == text
