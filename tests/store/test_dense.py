"""A ladder with more ways than can be walked: each thing on it is visited, not each way to it."""

import orjson
import pytest

from credway.loaders.generated.documents import of_worst_cases
from credway.loaders.generated.ladders import DENSE_ALTERNATIVES, DENSE_STEPS, dense_top
from credway.loaders.generated.layout import Layout
from credway.registry import publishing
from credway.registry.clock import system_clock
from credway.registry.documents import Submission
from credway.registry.preparing import prepare
from credway.registry.settings import limits_of, read_settings
from credway.registry.store.port import Store
from credway.server.composition import engine
from credway.shapes.documents import Document

LAYOUT = Layout(100, ladders=True, frameworks=False)
CONDITIONS = (DENSE_STEPS - 2) * DENSE_ALTERNATIVES + 1
"""One of each credential but those of the first step."""


@pytest.fixture
async def filled(pair: tuple[Store, Store]) -> tuple[Store, Store]:
    """Both stores with the dense ladder."""
    limits, judge = limits_of(read_settings({}), local=True), engine()
    made = [orjson.dumps(each) for each in of_worst_cases(LAYOUT, 1)]
    base = (await pair[0].meta()).base
    ready = [prepare(Submission(Document(body, "generated")), judge, limits, base) for body in made]
    for store in pair:
        outcomes = await publishing.publish(ready, store=store, base=base, clock=system_clock)
        assert all(each.version is not None for each in outcomes), outcomes[0].verdict.findings[:1]
    return pair


async def test_ways_are_read_alike(filled: tuple[Store, Store]) -> None:
    """Both stores read every condition of the ladder once, by its depth, with all that leads up."""
    n = (await filled[0].meta()).visible
    asked = {
        **{"ids": [dense_top(LAYOUT)], "concepts": [], "owned": [], "predicates": [], "inside": []},
        **{"relations": ["requires"], "day": "2100-01-01", "n": n, "depth": DENSE_STEPS, "hops": 3},
        **{"limit": 5_000, "same": 20, "alignments": [], "most": 100},
    }
    found = [await store.ask("ways", **asked) for store in filled]
    first, second = [[row[:4] for row in rows] for rows in found]
    assert first == second
    assert len(set(first)) == len(first) == CONDITIONS


async def test_each_condition_once(filled: tuple[Store, Store]) -> None:
    """Both stores find every condition of the ladder once, by its depth, or as many as are asked for."""
    n = (await filled[0].meta()).visible
    asked = {"ids": [dense_top(LAYOUT)], "relations": ["requires"], "day": "2100-01-01", "n": n}
    for depth, limit, count in (
        (DENSE_STEPS, 5_000, CONDITIONS),
        (1, 5_000, 1 + DENSE_ALTERNATIVES),
        (DENSE_STEPS, 30, 30),
    ):
        found = [await store.ask("conditions", depth=depth, limit=limit, **asked) for store in filled]
        first, second = [[(row[0], row[1]) for row in rows] for rows in found]
        assert first == second
        assert len(set(first)) == len(first) == count
