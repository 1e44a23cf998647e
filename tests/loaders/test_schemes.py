"""Occupations, clusters, and the crosswalk between them."""

from pathlib import Path

import pytest

from credway.loaders import clusters, soc
from credway.loaders.writing import SCHEMES
from credway.registry.registry import Registry

BASE = "https://test.example/"
HEAD = "soc_code,soc_title,career_cluster,sub_cluster\n"


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


async def test_the_crosswalk_becomes_claims(registry: Registry, tmp_path: Path) -> None:
    """One claim for an occupation and a cluster, with the rows that say so."""
    path = tmp_path / "crosswalk.csv"
    path.write_text(
        HEAD
        + "11-1011,Chief Executives,Management & Entrepreneurship,Leadership & Operations\n"
        + "11-1011,Chief Executives,Management & Entrepreneurship,Entrepreneurship\n"
        + "15-1212,Information Security Analysts,Digital Technology,\n"
    )
    found = clusters.crosswalk(path, BASE)
    assert found.refused == []
    assert found.submission is not None
    [outcome] = await registry.publish([found.submission], local=True)
    assert outcome.verdict.outcome == "accepted"
    assert outcome.verdict.findings == ()
    rows = [row async for rows in registry.store.rows() for row in rows if row.kind == "Classification"]
    assert {row.asserted_by for row in rows} == {f"{BASE}organizations/advance-cte"}
    assert sorted((row.subject or "")[-7:] for row in rows) == ["11-1011", "15-1212"]
    assert any("crosswalk.csv, row 1 (Leadership & Operations), row 2" in row.body for row in rows)


def test_bad_rows_are_named_by_row_and_column(tmp_path: Path) -> None:
    """A bad row is left out and said; the good ones are kept."""
    path = tmp_path / "crosswalk.csv"
    path.write_text(
        HEAD
        + "99-9999,Nobody,Digital Technology,\n"
        + "15-1212,Bakers,Digital Technology,\n"
        + "15-1212,Information Security Analysts,Magic,\n"
        + "15-1212\n"
        + "15-1212,Information Security Analysts,Digital Technology,\n"
    )
    found = clusters.crosswalk(path, BASE)
    assert [(bad.row, bad.column) for bad in found.refused] == [
        (1, "soc_code"),
        (2, "soc_title"),
        (3, "career_cluster"),
        (4, "career_cluster"),
    ]
    assert found.submission is not None
    path.write_text(HEAD)
    assert clusters.crosswalk(path, BASE).submission is None


def test_another_table_is_refused(tmp_path: Path) -> None:
    """A file without the columns names those that are missing."""
    path = tmp_path / "other.csv"
    path.write_text("soc_code,title\n11-1011,Chief Executives\n")
    with pytest.raises(ValueError, match="no column soc_title, career_cluster, sub_cluster"):
        clusters.crosswalk(path, BASE)


async def test_the_published_crosswalk_is_read(registry: Registry, shared_data: Path) -> None:
    """Of the file of Advance CTE only rows with codes that SOC 2018 lacks are left out."""
    path = shared_data / "taxonomies" / "advance_cte_14" / "soc_cluster_subcluster.csv"
    found = clusters.crosswalk(path, BASE)
    assert {bad.column for bad in found.refused} == {"soc_code"}
    assert len(found.refused) == 7
    assert found.submission is not None
    [outcome] = await registry.publish([found.submission], local=True)
    assert outcome.verdict.outcome == "accepted"
