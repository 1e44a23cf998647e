"""The graph answers alone: with every envelope body blanked the answers stay the same."""

from typing import Any

from blanking import blanked

from credway.registry.answers import plain
from credway.registry.answers.asker import Asker
from credway.registry.answers.credit.answer import credit
from credway.registry.answers.holding import Held
from credway.registry.answers.pathways.answer import pathways
from credway.registry.answers.pathways.plans import PlanRelation
from credway.registry.answers.places import Place
from credway.registry.answers.portability.answer import portability
from credway.registry.answers.resolve import Ref
from credway.registry.registry import Registry

SECURITY = Ref(name="CompTIA Security+", issuer="CompTIA")


async def answers(registry: Registry) -> list[Any]:
    """The three answers in plain form."""
    earned = await credit(await registry.ask(), [Held(SECURITY)], Place(state="CA"), Asker())
    chain = await pathways(await registry.ask(), [], SECURITY, include=[PlanRelation.PREPARATION])
    [card] = await portability(await registry.ask(), [SECURITY], ["TN", "VA", "MD"])
    return [plain.credit(earned), plain.pathway(chain), plain.portability(card)]


async def test_answers_need_no_envelope_bodies(demonstration: Registry) -> None:
    """Credit, pathway and portability are the same with all envelope bodies blanked."""
    before = await answers(demonstration)
    async with blanked(demonstration.settings.store) as count:
        assert count > 80
        assert await answers(demonstration) == before
