"""At thousands of credentials an answer fetches what it uses, and asks as often as for one."""

from collections.abc import Sequence

import pytest
from making import BASE, STATES, Node, award, claim, document, hours, iri, organization, reference

from credway.registry.answers.asker import Asker
from credway.registry.answers.credit.answer import credit
from credway.registry.answers.holding import Held
from credway.registry.answers.pathways.answer import pathways
from credway.registry.answers.pathways.plans import PlanRelation
from credway.registry.answers.places import Place
from credway.registry.answers.portability.answer import portability
from credway.registry.answers.resolve import Ref
from credway.registry.documents import Submission
from credway.registry.preparing import Here
from credway.registry.registry import Registry
from credway.shapes.documents import Document
from credway.shapes.engine import Graph, Result

MANY = 4_000
PART = 500
CODES = ("OH", "VA", "TX", "FL", "TN")


class Trusting:
    """An engine for generated documents: it finds nothing wrong."""

    def conforms(self, graph: Graph) -> bool:
        """Everything conforms."""
        return True

    def report(self, graph: Graph, *, forgiving: bool = False) -> list[Result]:
        """Nothing is reported."""
        return []


def part(start: int) -> list[Node]:
    """Credentials with an award at a college, a listing in a state and a place in a chain of ten."""
    nodes: list[Node] = []
    for number in range(start, start + PART):
        path = f"credentials/{number}"
        nodes.append(reference(path, name=f"Credential {number}"))
        by = f"organizations/{number % 50}"
        course = f"courses/{number % 200}"
        nodes.append(award(f"awards/{number}", held=[path], by=by, toward=[course], amounts=[hours("3")]))
        nodes.append(
            claim(f"claims/{start}#l{number}", path, "credway:listedIn", obj=STATES + CODES[number % 5])
        )
        if number % 10:
            before = f"credentials/{number - 1}"
            nodes.append(claim(f"claims/{start}#p{number}", before, "ceterms:isPreparationFor", obj=path))
    return nodes


async def fill(registry: Registry) -> Registry:
    """Publish everything, several documents to a batch."""
    trusting = Registry(registry.store, Here(Trusting()), registry.settings, registry.clock, BASE)
    people = [organization(f"organizations/{n}", CODES[n % 5]) for n in range(50)]
    bodies = [document("people", *people)]
    bodies += [document(f"parts/{start}", *part(start)) for start in range(0, MANY, PART)]
    for first in range(0, len(bodies), 2):
        batch = [Submission(Document(body, "generated"), mode="mirror") for body in bodies[first : first + 2]]
        outcomes = await trusting.publish(batch, local=True)
        assert all(o.verdict.outcome != "refused" for o in outcomes)
    return trusting


def refs(numbers: Sequence[int]) -> list[Ref]:
    """References to some generated credentials."""
    return [Ref(id=iri(f"credentials/{number}")) for number in numbers]


@pytest.mark.parametrize(
    "registry", ["sqlite", pytest.param("neo4j", marks=pytest.mark.neo4j)], indirect=True
)
async def test_rows_and_calls_stay_with_the_answer(registry: Registry) -> None:
    """Rows fetched stay within ten times the rows used, and calls do not depend on how many are asked."""
    filled = await fill(registry)
    calls: dict[str, set[int]] = {"credit": set(), "portability": set(), "pathways": set()}
    for chosen in ([2_005], list(range(3, MANY, 211))):
        frame = await filled.ask()
        earned = await credit(frame, [Held(ref) for ref in refs(chosen)], Place(state="OH"), Asker())
        shown = len(earned.awards) + len(earned.elsewhere) + len(earned.not_awarded)
        assert shown == len(chosen)
        assert frame.rows <= 10 * (shown + len(earned.things))
        calls["credit"].add(frame.calls)

        frame = await filled.ask()
        answers = await portability(frame, refs(chosen), list(CODES))
        listed = [place for answer in answers for place in answer.places if place.listed.basis]
        assert len(listed) == len(chosen)
        assert frame.rows <= 10 * (len(listed) + len(answers[0].things))
        calls["portability"].add(frame.calls)
    for target in (2_001, 2_006):
        frame = await filled.ask()
        plan = await pathways(frame, [], refs([target])[0], include=[PlanRelation.PREPARATION])
        assert len(plan.plans[0].steps) == target % 10 + 1
        assert frame.rows <= 10 * len(plan.things)
        calls["pathways"].add(frame.calls)
    assert all(len(numbers) == 1 for numbers in calls.values()), calls
