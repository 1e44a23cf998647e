"""The real application in process, over a small registry that is filled once."""

import asyncio
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from making import (
    BASE,
    award,
    claim,
    credential,
    document,
    entry,
    hours,
    iri,
    listing,
    organization,
    publish,
    reference,
    usd,
)
from starlette.testclient import TestClient

from credway.registry.clock import frozen_clock
from credway.registry.documents import Submission, Withdrawal
from credway.registry.registry import Registry
from credway.registry.settings import Settings, read_settings
from credway.server.app import create_app
from credway.server.composition import open_registry
from credway.shapes.documents import TURTLE, Document

TODAY = date(2026, 11, 24)
CTID = "ce-0a22c7e1-8b85-4b8f-8e29-6b7a0f3c2d11"
MIRRORED = "ce-5b1e2f60-3c1d-4a8e-9b0a-1f2e3d4c5b6a"
ASKED = [
    {"@type": "ceterms:ConditionProfile", "credway:earnedWithin": "P2Y", "credway:mustBeCurrent": True},
    {
        "@type": "ceterms:ConditionProfile",
        "ceterms:description": {"en": "Ask the registrar"},
        "ceterms:alternativeCondition": [
            {"@type": "ceterms:ConditionProfile", "credway:minimumScore": "80"},
            {
                "@type": "ceterms:ConditionProfile",
                "ceterms:targetCredential": [iri("credentials/security-plus")],
            },
        ],
    },
]
CEASED = {"@type": "ceterms:CredentialAlignmentObject", "ceterms:targetNode": "lifeCycle:Ceased"}
ELSEWHERE = "https://credentials.example.org"


async def fill(registry: Registry) -> None:
    """Publish one document of each sort that the routes tell apart."""
    await publish(
        registry,
        "documents/credentials",
        reference("credentials/security-plus", name="CompTIA Security+"),
        reference("credentials/network-plus", name="CompTIA Network+"),
        reference("credentials/soldador-señal", name="Señal 日本"),
        organization("organizations/college", "CA"),
        organization("organizations/report"),
    )
    caveats = {"credway:locator": "page 70, row 5", "credway:caveat": ["A model, not a survey"]}
    await publish(
        registry,
        "claims/chain",
        claim(
            "claims/chain#preparation",
            "credentials/network-plus",
            "ceterms:isPreparationFor",
            obj="credentials/security-plus",
        ),
        claim(
            "claims/chain#wage",
            "credentials/security-plus",
            "credway:medianSalary",
            value=usd("82296"),
            extra=caveats,
        ),
    )
    await publish(
        registry,
        "awards/college",
        award(
            "awards/college",
            held=["credentials/security-plus"],
            by="organizations/college",
            amounts=[hours("4")],
        ),
        award(
            "values/network-plus",
            held=["credentials/network-plus"],
            by="organizations/college",
            amounts=[hours("2")],
            extra={"ceterms:lifeCycleStatusType": [CEASED], "ceterms:requires": ASKED},
        ),
    )
    await publish(
        registry,
        "lists/ohio/2026",
        *listing("lists/ohio/2026", "OH", [entry("lists/ohio/entries/1", "credentials/security-plus")]),
    )
    welder = credential(f"resources/{CTID}", {"ceterms:ctid": CTID, "ceterms:name": {"en": "Welder"}})
    shop = {**organization("organizations/owner"), "ceterms:name": {"en": "<b>Shop</b>"}}
    await publish(registry, f"graph/{CTID}", welder, shop)
    foreign = credential(f"{ELSEWHERE}/resources/{MIRRORED}", {"ceterms:ctid": MIRRORED})
    await publish(registry, f"{ELSEWHERE}/graph/{MIRRORED}", foreign)
    turtle = (
        f"<{iri('sources/manual')}> a <https://w3id.org/credway/terms/Source> ;"
        ' <https://schema.org/name> "A manual" .'
    )
    [taken] = await registry.publish(
        [Submission(Document(turtle.encode(), "manual.ttl", TURTLE), "mirror")], local=True
    )
    assert taken.verdict.outcome == "accepted", taken.verdict.findings
    for name in ("Once", "Twice"):
        await publish(registry, "documents/twice", reference("credentials/twice", name=name))
    doubted = claim(
        "claims/doubt#wage",
        "credentials/twice",
        "credway:medianSalary",
        value=usd("40000"),
        extra={"credway:confidence": "0.7"},
    )
    await publish(registry, "claims/doubt", doubted)
    series = listing("resources/list/2026", "UT", [entry("resources/list/entries/1", "credentials/twice")])
    await publish(registry, "resources/list", *series)
    await publish(registry, "documents/old", reference("credentials/old"))
    await registry.withdraw(
        Withdrawal(iri("documents/old"), "a mistake", superseded_by=iri("credentials/security-plus"))
    )


@pytest.fixture(scope="session")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """Settings whose store holds the small registry."""
    path = tmp_path_factory.mktemp("server") / "registry.db"
    return filled(path)


def filled(path: Path) -> Settings:
    """Fill a registry in a file, and return the settings that name it."""
    found = read_settings({}).replaced(store=f"sqlite:///{path}", base=BASE)

    async def work() -> None:
        async with open_registry(found, clock=frozen_clock(TODAY)) as registry:
            await fill(registry)

    asyncio.run(work())
    return found


@pytest.fixture(scope="session")
def client(settings: Settings) -> Iterator[TestClient]:
    """A client of the application; redirects are not followed."""
    app = create_app(settings, clock=frozen_clock(TODAY))
    with TestClient(app, raise_server_exceptions=False, follow_redirects=False) as found:
        yield found


@pytest.fixture(scope="session")
def published() -> bytes:
    """The bytes of the claims' document as they were published."""
    return document(
        "claims/chain",
        claim(
            "claims/chain#preparation",
            "credentials/network-plus",
            "ceterms:isPreparationFor",
            obj="credentials/security-plus",
        ),
        claim(
            "claims/chain#wage",
            "credentials/security-plus",
            "credway:medianSalary",
            value=usd("82296"),
            extra={"credway:locator": "page 70, row 5", "credway:caveat": ["A model, not a survey"]},
        ),
    )
