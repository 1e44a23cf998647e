"""The carried schemes: occupations and clusters."""

from credway.loaders import clusters, soc
from credway.loaders.writing import SCHEMES
from credway.registry.registry import Registry


async def test_schemes_are_accepted_as_mirrors(registry: Registry) -> None:
    """Every occupation and cluster is held under its own IRI; what is missing is warned of."""
    made = [soc.document(), *clusters.documents()]
    outcomes = await registry.publish(made, local=True)
    assert [each.verdict.outcome for each in outcomes] == ["accepted"] * 3
    assert {each.verdict.mode for each in outcomes} == {"mirror"}
    codes = {finding.code for each in outcomes for finding in each.verdict.findings}
    assert "common.ctidRequired" in codes
    rows = [row async for found in registry.store.rows() for row in found if row.kind == "Description"]
    assert len(rows) == 1447 + 2 + 16 + 14
    assert f"{SCHEMES}soc/2018/15-1212" in {row.subject for row in rows}
