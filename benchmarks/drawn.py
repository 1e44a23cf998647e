"""Requests drawn from a generated registry: the same questions through GraphQL and as plain JSON."""

import random
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import orjson
from asking import Asked

from credway.loaders.generated.ladders import dense_top, top
from credway.loaders.generated.layout import Layout
from credway.loaders.generated.organizations import home

DOCUMENTS = Path(__file__).parent / "documents"
HELD = 10
"""Credentials held together in one question."""
PLAIN: Mapping[str, str] = {"credit": "credit", "portability": "portability", "plans": "pathways"}
"""The questions that have an address of their own, and its last part."""

Variables = dict[str, Any]


def _credit(layout: Layout, chance: random.Random) -> Variables:
    block = chance.randrange(layout.blocks)
    members = layout.members(block)
    wanted = chance.sample(members, min(HELD, len(members)))
    held = [{"ref": {"id": layout.iri("credential", each)}} for each in wanted]
    return {"held": held, "place": {"state": home(layout, block)}}


def _portability(layout: Layout, chance: random.Random) -> Variables:
    return {"credential": {"id": layout.iri("credential", chance.randrange(layout.credentials))}}


def _plans(layout: Layout, chance: random.Random) -> Variables:
    return {"to": {"ref": {"id": top(layout, chance.randrange(layout.blocks))}}}


def _neighbourhood(layout: Layout, chance: random.Random) -> Variables:
    return {"id": layout.iri("credential", chance.randrange(layout.credentials))}


DRAW: Mapping[str, Callable[[Layout, random.Random], Variables]] = {
    "credit": _credit,
    "portability": _portability,
    "plans": _plans,
    "neighbourhood": _neighbourhood,
}


def variables(kind: str, layout: Layout, sets: int, seed: int = 1) -> list[Variables]:
    """The variables of so many questions of a kind."""
    chance = random.Random(f"{seed} {kind}")
    return [DRAW[kind](layout, chance) for _ in range(sets)]


def worst(layout: Layout) -> Mapping[str, tuple[str, Variables]]:
    """The worst cases by name, each with its document and variables."""
    return {
        "dense alternatives": ("plans", {"to": {"ref": {"id": dense_top(layout)}}}),
        "many dependents": ("dependents", {"id": layout.iri("hub", 0)}),
    }


def graphql(kind: str, drawn: Sequence[Variables]) -> list[Asked]:
    """The questions as GraphQL."""
    text = DOCUMENTS.joinpath(f"{kind}.graphql").read_text(encoding="utf-8")
    return [Asked("/graphql", orjson.dumps({"query": text, "variables": each})) for each in drawn]


def plain(kind: str, drawn: Sequence[Variables]) -> list[Asked]:
    """The questions as plain JSON."""
    return [Asked(f"/answers/{PLAIN[kind]}", orjson.dumps(each)) for each in drawn]
