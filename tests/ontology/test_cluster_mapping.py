"""The mapping between the two frameworks of career clusters."""

import csv
from collections import defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path

from credway.ontology.cluster_mapping import LEAST_SHARE, mappings
from credway.ontology.schemes import scheme


def test_every_cluster_is_mapped() -> None:
    """Each of the 16 leads to one of the 14 at least, and each of the 14 is reached."""
    assert {each.older for each in mappings()} == set(scheme("clusters/2019"))
    assert {each.newer for each in mappings()} == set(scheme("clusters/2024"))


def test_a_mapping_is_stated_once_and_is_large_enough() -> None:
    """No pair stands twice, and each shares as many occupations as the rule asks for."""
    pairs = [(each.older.notation, each.newer.notation) for each in mappings()]
    assert pairs == sorted(set(pairs))
    assert all(LEAST_SHARE <= each.share <= 1 for each in mappings())


def test_the_table_is_what_the_rule_makes_of_the_published_files(shared_data: Path) -> None:
    """The counts are those of O*NET's and Advance CTE's tables, compared by code of SOC 2018."""
    folder = shared_data / "taxonomies"
    older = members(
        (cluster, row["Code"].partition(".")[0])
        for row in table(folder / "career_clusters_16" / "All_Career_Clusters_onet.csv")
        for cluster in row["Career Cluster"].split("; ")
    )
    newer = members(
        (row["career_cluster"], row["soc_code"])
        for row in table(folder / "advance_cte_14" / "soc_cluster_subcluster.csv")
    )
    placed = set[str]().union(*newer.values())
    expected = {
        (old, new, len(codes & placed & others), len(codes & placed))
        for old, codes in older.items()
        for new, others in newer.items()
        if len(codes & placed & others) >= LEAST_SHARE * len(codes & placed)
    }
    found = {(each.older.label, each.newer.label, each.shared, each.occupations) for each in mappings()}
    assert found == expected


def table(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as lines:
        return list(csv.DictReader(lines))


def members(pairs: Iterable[tuple[str, str]]) -> Mapping[str, set[str]]:
    found: defaultdict[str, set[str]] = defaultdict(set)
    for cluster, code in pairs:
        found[cluster].add(code)
    return found
