"""Codes: what is typed as a name may be somebody's code, an identifier may be an address."""

from typing import Any

from making import credential, iri, publish, reference

from credway.registry.answers.resolve import Ref, parse_ref, resolve
from credway.registry.registry import Registry


def coded(path: str, **terms: Any) -> dict[str, Any]:
    """A credential with a name of its own and some codes."""
    return credential(path, {"ceterms:name": {"en": f"Credential {path[-1]}"}, **terms})


async def asked(registry: Registry, *texts: str) -> list[list[tuple[str, str, str]]]:
    """What each text may mean: IRI, confidence and what it was matched by."""
    found = await resolve(await registry.ask(), [parse_ref(text) for text in texts])
    return [[(c.iri, c.confidence, c.matched_by) for c in each.candidates] for each in found]


async def test_a_bare_code_is_understood(registry: Registry) -> None:
    """A code where a name is asked for leads to its owner; a name in full is surer than a code."""
    await publish(
        registry,
        "documents/codes",
        coded("credentials/a", **{"ceterms:codedNotation": "SY0-701"}),
        coded("credentials/b", **{"ceterms:codedNotation": "Gamma"}),
        reference("credentials/c", name="Gamma"),
        mode="mirror",
    )
    code, name, folded, with_issuer, none = await asked(
        registry, " SY0-701 ", "Gamma", "GAMMA", "SY0-701 | Somebody", "SY0-702"
    )
    assert code == [(iri("credentials/a"), "0.85", "code ceterms:codedNotation")]
    assert name == [
        (iri("credentials/c"), "0.9", "name"),
        (iri("credentials/b"), "0.85", "code ceterms:codedNotation"),
    ]
    assert [each[0] for each in folded] == [iri("credentials/c")]
    assert with_issuer == none == []


async def test_a_code_with_its_scheme_is_certain(registry: Registry) -> None:
    """A reference by code is certain, and its scheme keeps others out."""
    await publish(
        registry,
        "documents/codes",
        coded("credentials/a", **{"ceterms:codedNotation": "X1"}),
        mode="mirror",
    )
    frame = await registry.ask()
    refs = [Ref(code="X1", scheme="ceterms:codedNotation"), Ref(code="X1", scheme="other"), Ref(code="X1")]
    found = await resolve(frame, refs)
    assert [[c.confidence for c in each.candidates] for each in found] == [["1"], [], ["1"]]


async def test_an_address_may_be_an_identifier(registry: Registry) -> None:
    """A competency is found by the address under which another system keeps it."""
    address = "https://other.example/items/7"
    node = {
        "@id": iri("competencies/a"),
        "@type": "ceasn:Competency",
        "ceasn:competencyText": {"en": "Welds steel."},
        "ceasn:identifier": address,
        "ceasn:creator": iri("organizations/o"),
    }
    await publish(registry, "documents/codes", node, mode="mirror")
    [found] = await asked(registry, address)
    assert found == [(iri("competencies/a"), "1", "identifier")]
