"""Random registries: awards of every shape, what stands for what, and how credentials stand in states."""

from collections.abc import Mapping, Sequence
from random import Random

from making import (
    BASE,
    STATES,
    Node,
    award,
    claim,
    document,
    entry,
    hours,
    iri,
    iris,
    listing,
    organization,
    profile,
    reference,
)
from small_registry import TODAY, Lenient

from credway.registry.clock import frozen_clock
from credway.registry.documents import Submission
from credway.registry.preparing import Here
from credway.registry.registry import Registry
from credway.registry.settings import read_settings
from credway.registry.store.port import Store
from credway.registry.store.sqlite import SQLiteStore
from credway.shapes.documents import Document

CREDENTIALS = [f"credentials/{letter}" for letter in "abcde"]
COURSES = ["courses/x", "courses/y", "courses/z"]
COLLEGES = ["organizations/one", "organizations/two"]
UNITS = ["creditUnit:SemesterHour", "creditUnit:QuarterHour", None]
KINDS = ["GuaranteedMinimum", "InstitutionalAward", "Recommendation"]
STANDING_IN = ["OH", "VA"]
STANDINGS = ["credway:recognizedIn", "credway:regulatedIn", "credway:listedIn", "credway:demandedIn"]
STATUSES = ["Approved", "Approved", "Removed", "Proposed"]
Documents = Mapping[str, Sequence[Node]]


def drawn(seed: int) -> dict[str, list[Node]]:
    """The documents of a random registry: colleges, what stands for what, and awards of every shape."""
    random = Random(seed)
    found: dict[str, list[Node]] = {
        "people": [*(organization(path, "OH") for path in COLLEGES), *(reference(c) for c in CREDENTIALS)]
    }
    if random.random() < 0.5:
        first, second = random.sample(CREDENTIALS, 2)
        twin = {
            "@id": iri("credentials/twin"),
            "@type": "ceterms:Certification",
            "ceterms:name": {"en": "Twin"},
            "ceterms:sameAs": iris(first, second),
        }
        found["twin"] = [twin]
    for number in range(random.randint(1, 8)):
        found[f"award-{number}"] = [_award(random, f"awards/{number}")]
    return found


def _award(random: Random, path: str) -> Node:
    toward = random.sample(COURSES, random.randint(0, 2))
    amounts = [_amount(random, toward) for _ in range(random.randint(0, 2))]
    terms: Node = {}
    if random.random() < 0.25:
        terms["credway:allOrNothing"] = True
    if random.random() < 0.15:
        terms["credway:refused"] = True
        amounts = []
    if random.random() < 0.4:
        conditions = {"credway:mustBeCurrent": True, "credway:degreeSeekingOnly": True}
        some = random.sample(sorted(conditions), random.randint(1, 2))
        asked: Node = {name: conditions[name] for name in some}
        if random.random() < 0.4:
            asked["credway:earnedWithin"] = "P2Y"
        if random.random() < 0.3:
            asked["ceterms:alternativeCondition"] = [profile(extra={"credway:minimumScore": "50"})]
        terms["ceterms:requires"] = [profile(extra=asked)]
    if random.random() < 0.2:
        terms["ceterms:startDate"] = "2025-01-01"
    if random.random() < 0.1:
        terms["ceterms:endDate"] = "2026-06-30"
    statewide = random.random() < 0.3
    return award(
        path,
        held=random.sample(CREDENTIALS, random.choice([1, 1, 2])),
        by=None if statewide else random.choice(COLLEGES),
        place="OH" if statewide else None,
        toward=toward,
        amounts=amounts,
        kind="GuaranteedMinimum" if statewide else random.choice(KINDS),
        extra=terms,
    )


def _amount(random: Random, toward: Sequence[str]) -> Node:
    number = str(random.randint(1, 5))
    found = hours(number, random.choice(UNITS))
    if random.random() < 0.2:
        found["schema:maxValue"] = found.pop("schema:value")
    if random.random() < 0.2:
        found["ceterms:creditLevelType"] = ["audLevel:LowerDivisionLevel"]
    if toward and random.random() < 0.4:
        found["ceterms:subject"] = [iri(random.choice(toward))]
    return found


def drawn_standing(seed: int, *, complete: bool = True) -> dict[str, list[Node]]:
    """What else a random registry may say of its credentials in two states: lists, claims and figures.

    No list is declared complete unless `complete`.
    """
    random = Random(seed)
    found: dict[str, list[Node]] = {}
    for number in range(random.randint(0, 3)):
        state, path = random.choice(STANDING_IN), f"lists/{number}"
        terms: Node = {"credway:validFrom": random.choice(["2016", "2025", "2026-01-01"])}
        if random.random() < 0.4:
            terms["credway:validTo"] = random.choice(["2026-06-30", "2026-12-31"])
        if random.random() < 0.5:
            terms["credway:listPurpose"] = random.choice(["graduation", "accountability"])
        if complete and random.random() < 0.5:
            terms["credway:isComplete"] = True
        members = random.sample(CREDENTIALS, random.randint(0, 3))
        entries = [
            entry(
                f"{path}/entries/{of[-1]}", of, random.choice(["Approved", "Approved", "Removed", "Proposed"])
            )
            for of in members
        ]
        found[path] = listing(path, state, entries, extra=terms)
    for number in range(random.randint(0, 8)):
        found[f"claim-{number}"] = [_claim(random, f"claims/{number}#1")]
    return found


def _claim(random: Random, path: str) -> Node:
    subject, state = random.choice(CREDENTIALS), STATES + random.choice(STANDING_IN)
    if random.random() < 0.2:
        figure = {"schema:value": float(random.choice([0, 3])), "credway:place": state}
        return claim(path, subject, "credway:credentialsDemanded", value=figure)
    terms: Node = {}
    if random.random() < 0.3:
        terms["credway:denied"] = True
    if random.random() < 0.3:
        terms["credway:validTo"] = random.choice(["2025-12-31", "2027-12-31"])
    return claim(path, subject, random.choice(STANDINGS), obj=state, extra=terms)


async def registry_of(documents: Documents, store: Store | None = None) -> Registry:
    """A registry of some documents, in memory where no store is given."""
    held = store or SQLiteStore(":memory:")
    await held.open(BASE)
    found = Registry(held, Here(Lenient()), read_settings({}), frozen_clock(TODAY), BASE)
    await add(found, documents)
    return found


async def add(registry: Registry, documents: Documents) -> None:
    """Publish some documents together."""
    made = [
        Submission(Document(document(path, *nodes), path), mode="mirror", effective_from="2015-01-01")
        for path, nodes in documents.items()
    ]
    for outcome in await registry.publish(made, local=True):
        assert outcome.verdict.outcome != "refused", outcome.verdict.findings
