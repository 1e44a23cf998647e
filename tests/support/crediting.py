"""Small registries for the credit question, and how tests ask it."""

from collections.abc import Mapping
from typing import Any

from making import Node, award, iri, organization, publish, reference

from credway.registry.answers.asker import Asker
from credway.registry.answers.credit.answer import CreditAnswer, credit
from credway.registry.answers.holding import Held
from credway.registry.answers.places import Place
from credway.registry.answers.resolve import Ref
from credway.registry.registry import Registry

OHIO = Place(state="OH")
COLLEGE = "organizations/college"


async def given(registry: Registry) -> None:
    """A college in Ohio, one in Florida, and the credentials A and B."""
    await publish(
        registry,
        "people",
        organization(COLLEGE, "OH"),
        organization("organizations/other", "FL"),
        organization("organizations/board", "OH"),
        reference("credentials/a"),
        reference("credentials/b"),
        reference("courses/x", "ceterms:Course"),
        effective_from="2010-01-01",
    )


def earned(path: str, credential: str, course: str, amount: Mapping[str, Any]) -> Node:
    """An award of the college for one credential, toward one course."""
    return award(path, held=[credential], by=COLLEGE, toward=[course], amounts=[amount])


async def ask(
    registry: Registry,
    *held: str,
    place: Place = OHIO,
    as_of: str | None = None,
    known_at: int | None = None,
    asker: Asker | None = None,
    **facts: Any,
) -> CreditAnswer:
    """Ask what some credentials earn, each with the same facts."""
    frame = await registry.ask(as_of, known_at)
    items = [Held(Ref(id=iri(path)), **facts) for path in held]
    return await credit(frame, items, place, asker or Asker())


def sums(answer: CreditAnswer) -> list[tuple[str | None, str, str | None]]:
    """Unit, certain and possible of each total."""
    return [(t.unit, t.certain, t.possible) for t in answer.totals]
