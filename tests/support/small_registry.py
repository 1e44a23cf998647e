"""A small registry for tests of the interfaces: a little of everything, and a store that counts."""

from collections.abc import Awaitable, Callable, Mapping
from datetime import date
from typing import Any

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

from credway.registry.registry import Registry
from credway.registry.store.port import Store
from credway.shapes.engine import Graph, Result

TODAY = date(2026, 11, 24)
MANY = 30
CTID = "ce-0a22c7e1-8b85-4b8f-8e29-6b7a0f3c2d11"

Body = dict[str, Any]
Ask = Callable[..., Awaitable[Body]]


class Lenient:
    """An engine that finds nothing wrong: what is tested here is what becomes of a document."""

    def conforms(self, graph: Graph) -> bool:
        """Every graph conforms."""
        return True

    def report(self, graph: Graph, *, forgiving: bool = False) -> list[Result]:
        """Nothing is wrong."""
        return []


class Counting:
    """A store that counts what is asked of it."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self.asked: list[str] = []

    def __getattr__(self, name: str) -> Any:
        return getattr(self._store, name)

    async def ask(self, query: str, /, **parameters: Any) -> list[tuple[Any, ...]]:
        """Ask, and remember what."""
        self.asked.append(query)
        return await self._store.ask(query, **parameters)

    async def ask_text(self, name: str, text: str, parameters: Mapping[str, Any]) -> list[tuple[Any, ...]]:
        """Ask, and remember what."""
        self.asked.append(name)
        return await self._store.ask_text(name, text, parameters)


def counting(registry: Registry) -> Counting:
    """The counting store of the registry."""
    store: Any = registry.store
    assert isinstance(store, Counting)
    return store


async def fill(registry: Registry) -> None:
    """Publish a little of everything."""
    await publish(
        registry,
        "documents/references",
        reference("credentials/comptia-a-plus", name="CompTIA A+"),
        reference("credentials/comptia-network-plus", name="CompTIA Network+"),
        reference("credentials/comptia-security-plus", name="CompTIA Security+"),
        reference("credentials/aws-certified-cloud", name="AWS Certified"),
        reference("credentials/aws-certified-welder", name="AWS Certified"),
        reference("credentials/lpn", name="Licensed Practical Nurse"),
        organization("organizations/comptia") | {"ceterms:name": {"en": "CompTIA", "de": "KompTIA"}},
        organization("organizations/college", "OH") | {"ceterms:name": {"en": "A College"}},
        organization("organizations/department", "OH") | {"ceterms:name": {"en": "A Department"}},
        organization("organizations/western", "CA") | {"ceterms:name": {"en": "Western"}},
        reference("courses/college/itnt-2370", "ceterms:Course", "Network Security"),
        *(reference(f"courses/college/nurs-{n}", "ceterms:Course", f"Nursing {n}") for n in range(1, 6)),
    )
    await publish(
        registry,
        "documents/claims",
        *(
            claim(
                f"documents/claims#issuer-{name}",
                f"credentials/comptia-{name}-plus",
                "credway:issuer",
                obj="organizations/comptia",
            )
            for name in ("a", "network", "security")
        ),
        claim(
            "documents/claims#type",
            "credentials/comptia-security-plus",
            "credway:credentialType",
            obj="https://w3id.org/credway/schemes/credentialTypes/Certification",
        ),
        claim(
            "documents/claims#cluster",
            "credentials/comptia-security-plus",
            "credway:careerCluster",
            obj="https://w3id.org/credway/schemes/clusters/2019/IT",
        ),
        claim(
            "documents/claims#occupation",
            "credentials/comptia-security-plus",
            "ceterms:occupationType",
            obj="https://w3id.org/credway/schemes/soc/2018/15-1212",
        ),
        claim(
            "documents/claims#a-wage",
            "credentials/comptia-a-plus",
            "credway:medianSalary",
            value=usd("50000"),
        ),
        claim(
            "documents/claims#security-wage",
            "credentials/comptia-security-plus",
            "credway:medianSalary",
            value=usd("82296"),
        )
        | {"credway:caveat": ["One source"], "credway:locator": "page 70"},
        claim(
            "documents/claims#fee",
            "credentials/comptia-security-plus",
            "credway:examFee",
            value=usd("392") | {"credway:unit": "https://w3id.org/credway/schemes/units/USD"},
        ),
        claim(
            "documents/claims#prepares-1",
            "credentials/comptia-a-plus",
            "ceterms:isPreparationFor",
            obj="credentials/comptia-network-plus",
        ),
        claim(
            "documents/claims#prepares-2",
            "credentials/comptia-network-plus",
            "ceterms:isPreparationFor",
            obj="credentials/comptia-security-plus",
        ),
        claim(
            "documents/claims#recognized",
            "credentials/comptia-a-plus",
            "credway:recognizedIn",
            obj=f"{STATES}VA",
        ),
    )
    await publish(
        registry,
        "documents/awards",
        award(
            "awards/security",
            held=["credentials/comptia-security-plus"],
            by="organizations/college",
            toward=["courses/college/itnt-2370"],
            amounts=[hours("3")],
            kind="GuaranteedMinimum",
            extra={"credway:authority": iri("organizations/department")},
        ),
        award(
            "awards/western",
            held=["credentials/comptia-security-plus"],
            by="organizations/western",
            amounts=[hours("4", None)],
        ),
        award(
            "awards/nursing",
            held=["credentials/lpn"],
            by="organizations/college",
            toward=[f"courses/college/nurs-{n}" for n in range(1, 6)],
            amounts=[hours("15")],
            extra={
                "credway:allOrNothing": True,
                "ceterms:requires": [
                    {
                        "@type": "ceterms:ConditionProfile",
                        "ceterms:description": {"en": "Seeks a degree"},
                        "credway:degreeSeekingOnly": True,
                    }
                ],
            },
        ),
    )
    await publish(
        registry,
        "lists/oh/2026",
        *listing(
            "lists/oh/2026",
            "OH",
            [
                entry("lists/oh/entries/security", "credentials/comptia-security-plus"),
                entry("lists/oh/entries/printed", None, printed="Some Certificate"),
            ],
            extra={"credway:validFrom": "2026-01-01", "credway:validTo": "2026-12-31"},
        ),
    )
    await publish(
        registry,
        "documents/owned",
        credential(
            "credentials/badge",
            extra={
                "@type": "ceterms:Badge",
                "ceterms:ctid": CTID,
                "ceterms:description": {"en": "A badge.", "fr": "Un badge."},
                "ceterms:codedNotation": "B-1",
                "ceterms:requires": [
                    profile(
                        "credentials/comptia-a-plus",
                        extra={"ceterms:minimumAge": 16, "ceterms:description": {"en": "First A+"}},
                    )
                ],
            },
        ),
    )
    await publish(
        registry,
        "documents/many",
        *(reference(f"credentials/many-{n:02}", name=f"Many {n:02}") for n in range(MANY)),
    )
