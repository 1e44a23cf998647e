"""The demonstration: everything is taken, and every statement leads back to its row."""

import csv
import re
from collections import Counter
from collections.abc import Mapping
from decimal import Decimal
from functools import cache
from importlib.resources import files
from typing import Any

import orjson
import pytest

from credway.loaders.demonstration import loading
from credway.loaders.demonstration.loading import Loaded, documents, load_demonstration
from credway.loaders.demonstration.tables import BASE, claim_tables, iri, parts, since_source, table
from credway.loaders.writing import SCHEMES
from credway.ontology.namespaces import compact
from credway.ontology.schemes import concept
from credway.registry.answers.resolve import Ref, resolve
from credway.registry.graph import Row
from credway.registry.registry import Registry

Demonstration = tuple[Registry, Loaded]

LOCATOR = re.compile(r"(?P<table>[\w/-]+)\.csv(#(?P<row>[^;]+))?(; |\Z)")


def body(row: Row) -> dict[str, Any]:
    found: dict[str, Any] = orjson.loads(row.body)
    return found


def located(row: Row) -> tuple[str, str]:
    """The table and the row that a statement's locator leads to."""
    match = LOCATOR.match(body(row)["locator"])
    assert match, row
    return match["table"], match["row"] or ""


@cache
def carried(name: str) -> Mapping[str, Mapping[str, str]]:
    """The rows of a carried table by what locators call them."""
    package = "ontology" if name.startswith("schemes/") else "loaders.demonstration"
    with files(f"credway.{package}").joinpath(f"{name}.csv").open(encoding="utf-8") as lines:
        rows = list(csv.DictReader(lines))
    if name == "schemes/cluster_mapping":
        return {f"{row['older']}-{row['newer']}": row for row in rows}
    key = {"competencies": "ctid"}.get(name, "notation" if name.startswith("schemes/") else "id")
    found = {row[key]: row for row in rows}
    assert len(found) == len(rows)
    return found


def number(text: str | None) -> Decimal | None:
    return Decimal(text) if text else None


def test_everything_is_taken(demonstration: Demonstration) -> None:
    """Each document is accepted, or accepted as reference records; nothing is refused."""
    _, loaded = demonstration
    assert [(each.origin, each.verdict.findings) for each in loaded.refused] == []
    assert Counter(each.verdict.outcome for each in loaded.outcomes) == {"accepted": 106, "reference": 3}
    assert not loaded.held


def test_only_what_is_somebody_elses_is_a_mirror() -> None:
    """Claims, references, rules and series are published; mirrors are things that have an owner."""
    mirrored = {each.document.origin for each in documents() if each.mode == "mirror"}
    assert mirrored == {
        "schemes/soc_2018.csv",
        "schemes/clusters_2019.csv",
        "schemes/clusters_2024.csv",
        "competencies.csv",
        "list_versions.csv",
        "awards.csv",
    }


def test_a_publisher_is_told_nothing_grave(demonstration: Demonstration) -> None:
    """In what is published the only findings are recommendations about dates and periods."""
    _, loaded = demonstration
    found = {
        finding.code
        for each in loaded.outcomes
        if each.verdict.mode == "publish"
        for finding in each.verdict.findings
    }
    assert found <= {"claim.quantityPeriod", "claim.sourceDate", "claim.unit", "engine.more"}


def test_things_by_family(statements: list[Row]) -> None:
    """Each row of the tables is one thing."""
    described = [body(row) for row in statements if row.kind == "Description"]
    counted = Counter(kind for each in described for kind in each["types"])
    assert counted == {
        "ceterms:Credential": len(table("credentials")),
        "ceterms:Organization": len(table("organizations")),
        "ceterms:Course": 48,
        "ceterms:LearningProgram": 5,
        "ceterms:TransferValueProfile": len(table("awards")),
        "credway:ListSeries": len(table("list_series")),
        "ceterms:Collection": len(table("list_versions")),
        "ceterms:CollectionMember": len(table("list_entries")),
        "credway:Rule": len(table("rules")) + 1,
        "credway:Source": len(table("sources")) + 1,
        "ceasn:CompetencyFramework": 1,
        "ceasn:Competency": len(table("competencies")),
        "ceterms:Occupation": 1447,
        "credway:CareerCluster": 30,
        "skos:ConceptScheme": 2,
    }
    references = Counter(kind for each in described if each["referenceOnly"] for kind in each["types"])
    assert set(references) == {
        "ceterms:Credential",
        "ceterms:Organization",
        "ceterms:Course",
        "ceterms:LearningProgram",
    }


def test_every_claim_is_one_statement(statements: list[Row]) -> None:
    """The rows of the tables of claims and the statements that lead to them pair off."""
    rows = Counter((name, row["id"]) for name in claim_tables() for row in table(name))
    said = Counter(where for row in statements if "locator" in row.body for where in [located(row)])
    assert len(rows) == 1256
    assert {where: n for where, n in said.items() if where[0].startswith("claims/")} == rows


def test_nothing_is_named_that_is_not_there(statements: list[Row]) -> None:
    """Whatever a statement is about or links to is described somewhere, or is a known concept."""
    described = {row.subject for row in statements if row.kind == "Description"}
    named = {link.target for row in statements for link in row.links}
    named |= {iri for row in statements for iri in (row.subject, row.asserted_by) if iri}
    lost = {each for each in named - described if concept(each) is None}
    assert lost == {"https://w3id.org/credway/schemes/clusters/2019"} - described


def test_every_locator_leads_to_its_row(statements: list[Row]) -> None:
    """Each locator's table has that row, and the row says what the statement says."""
    followed: Counter[str] = Counter()
    for row in statements:
        said = body(row)
        if "locator" not in said:
            continue
        name, key = located(row)
        if name.startswith("schemes/") and not key:
            assert carried(name)
            continue
        followed[name] += 1
        if name == "competencies" and key not in carried(name):
            assert {each["framework_ctid"] for each in carried(name).values()} == {key}
            continue
        held = carried(name)[key]
        if name.startswith("claims/"):
            _same_claim(row, said, held)
        elif name == "awards" and row.kind == "Award":
            _same_award(row, said, held)
        elif name == "list_entries" and row.kind == "ListEntry":
            _same_entry(row, said, held)
        elif name == "list_versions" and row.kind == "ListVersion":
            assert row.valid_from >= (held["valid_from"] or "0")[:4]
            assert said.get("complete") is None
            assert held["is_complete"] == ""
        elif row.kind == "Identifier":
            assert said["value"] == held.get("notation", held.get("code"))
        elif name == "schemes/cluster_mapping":
            assert said["derived"]
            assert f"{held['shared']} of the {held['occupations']} occupations" in said["caveats"][0]
        elif name.startswith("schemes/"):
            assert [held["label"]] == [text for text, _ in said["names"]]
        elif name == "competencies" and row.subject == held["id"]:
            assert [held["text"]] == [text for text, _ in said["texts"]]
    assert sum(n for name, n in followed.items() if name.startswith("claims/")) == 1256
    assert followed["awards"] == 2 * len(table("awards"))
    assert followed["list_entries"] == 2 * len(table("list_entries"))
    assert followed["schemes/soc_2018"] >= 1447


def _same_claim(row: Row, said: Mapping[str, Any], held: Mapping[str, str]) -> None:
    assert row.asserted_by == f"{BASE}organizations/{held['asserted_by']}"
    linked = {link.role: link.target for link in row.links}
    subject, target = iri(held["subject"], BASE), iri(held["object"], BASE) if held["object"] else None
    if said.get("everywhere"):
        assert target == f"{SCHEMES}countries/US"
        target = None
    assert {subject, target} - {None} <= set(linked.values()) | {row.subject}
    if row.kind == "Observation":
        assert [number(said.get(name)) for name in ("value", "low", "high")] == [
            number(held[name]) for name in ("value", "low", "high")
        ]
        measure = iri(held["measure"], BASE) if held["measure"] else held["predicate"]
        assert said["measure"] == compact(measure)
        assert said.get("unit") == (iri(held["unit"], BASE) if held["unit"] else None)
        assert (said.get("period", ""), said.get("place", "")) == (held["period"], held["place"])
    else:
        assert not held["value"] + held["low"] + held["high"]
        assert said.get("text", "") == held["text"]
        assert bool(said.get("denied")) == bool(held["denied"])
        relations = {"action", "relation", "link", "predicate"}
        assert any(_names(said.get(each), held["predicate"]) for each in relations)
    assert said.get("caveats", []) == sorted(parts(held["caveat"]))
    assert number(said.get("confidence")) == number(held["confidence"])
    assert bool(said.get("derived")) == bool(held["derived"])
    if held["page"]:
        assert held["page"] in said["locator"]
        assert ("(inferred)" in said["locator"]) == (held["page_inferred"] == "yes")


def _names(name: str | None, predicate: str) -> bool:
    """Whether a relation, action or predicate of the graph is what the row says."""
    if name is None:
        return False
    local = predicate.partition(":")[2]
    return name in (predicate, local) or local in (f"{name}In", f"is{name[0].upper()}{name[1:]}For")


def _same_award(row: Row, said: Mapping[str, Any], held: Mapping[str, str]) -> None:
    amounts = [
        [number(amount.get(name)) for name in ("value", "low", "high")] for amount in said.get("amounts", [])
    ]
    whole = [number(held[name]) for name in ("amount", "minimum", "maximum")]
    if held["course_amounts"]:
        each = sorted(map(Decimal, parts(held["course_amounts"])))
        assert sorted(value for value, *_ in amounts if value is not None) == each
        assert sum(each) == Decimal(held["amount"])
        assert sorted(course for amount in said["amounts"] for course in amount["toward"]) == sorted(
            link.target for link in row.links if link.role == "TOWARD"
        )
    else:
        assert amounts == ([whole] if any(whole) else [])
    roles = Counter(link.role for link in row.links)
    assert roles["FROM"] == len(parts(held["credentials"]))
    assert bool(said.get("allOrNothing")) == bool(held["all_or_nothing"])
    assert said["awardKind"] == held["kind"]
    assert said.get("caveats", []) == sorted(parts(held["caveat"]))


def _same_entry(row: Row, said: Mapping[str, Any], held: Mapping[str, str]) -> None:
    assert said["printedName"] == held["printed_name"]
    pairs = (("code", "code"), ("tier", "tier"), ("printedIssuer", "printed_issuer"), ("region", "region"))
    assert all(said.get(name, "") == held[column] for name, column in pairs)
    assert all(number(said.get(name)) == number(held[name]) for name in ("points", "weight"))
    proxied = [link.target for link in row.links if link.role == "MEMBER"]
    assert proxied == ([f"{BASE}credentials/{held['credential']}"] if held["credential"] else [])


def test_every_statement_with_a_source_has_its_terms(statements: list[Row]) -> None:
    """Title, licence and attribution stand wherever a source does, and no claim is without one."""
    cited = [body(row)["source"] for row in statements if '"source":' in row.body]
    assert len(cited) > 1256
    assert [each for each in cited if not {"title", "license", "attribution"} <= each.keys()] == []
    bare = {row.kind for row in statements if "source" not in body(row)}
    assert bare <= {"Description", "Identifier"}


def test_licences_are_those_of_the_sources() -> None:
    """What asks for attribution is attributed in the words that it asks for."""
    bodies = b"\n".join(each.document.body for each in documents())
    for row in table("sources"):
        assert row["license"]
        if row["license"].startswith("CC BY"):
            assert row["license_url"]
            assert row["attribution"] or row["id"] in ("onet-clusters",)
    assert b"CC BY 4.0 (https://creativecommons.org/licenses/by/4.0/)" in bodies
    assert b"RoleMath Top-50 Certification Data, version 0.2.0, Alex Shick / RoleMath." in bodies


def test_a_document_begins_with_its_source() -> None:
    """What is known from a source is held from its date, or from when it was read if it has none."""
    starts = {each.document.origin: each.effective_from for each in documents()}
    assert starts["claims/comptia-pathway.csv"] == since_source("credentials-matter-2019") == "2019-05-01"
    assert since_source("tri-c-itag") == "2026-11-24"
    assert all(starts.values())
    assert all(bool(row["date"]) != bool(row["read"]) for row in table("sources"))


def test_no_ctid_is_minted() -> None:
    """The only CTIDs are those of the framework that has them."""
    found = {each.document.origin for each in documents() if b'"ceterms:ctid"' in each.document.body}
    assert found == {"competencies.csv"}


def test_doubtful_names_lead_nowhere(demonstration: Demonstration, statements: list[Row]) -> None:
    """A claimed name is a statement; it becomes a spelling only if it is sure enough."""
    claimed = [body(row) for row in statements if body(row).get("predicate") == "ceterms:alternateName"]
    assert len(claimed) == 71
    doubted = [each for each in claimed if Decimal(each.get("confidence", "1")) < Decimal("0.8")]
    assert len(doubted) == 14


async def test_aliases_follow_confidence(demonstration: Demonstration) -> None:
    """`COMP TIA A PLUS CERTIFICATION` finds CompTIA A+; a doubted name of another maker finds nothing."""
    registry, _ = demonstration
    frame = await registry.ask()
    [sure] = await resolve(frame, [Ref(name="COMP TIA A PLUS CERTIFICATION")])
    assert f"{BASE}credentials/comptia-a-plus" in str(sure)
    [doubted] = await resolve(frame, [Ref(name="1D0-61C:CIW Network Technology Associate")])
    assert "microsoft-technology-associate-networking" not in str(doubted)


def test_a_denial_is_not_read_as_said(statements: list[Row]) -> None:
    """A denied cluster or list is a claim with its denial; a denied standing a NO."""
    clusters = [row for row in statements if row.kind == "Classification" and "cluster" in row.body]
    denied = {row["id"] for row in table("claims/clusters") if row["denied"]}
    assert denied
    assert not denied & {located(row)[1] for row in clusters if "locator" in row.body}
    listed = [body(row) for row in statements if row.kind == "Recognition" and '"listed"' in row.body]
    assert len(listed) == 40
    assert all(each["denied"] and each["places"] for each in listed)


async def test_a_second_load_reads_nothing_again(demonstration: Demonstration) -> None:
    """Where all is held, nothing is published and no number is taken."""
    registry, _ = demonstration
    before = await registry.store.meta()
    again = await load_demonstration(registry)
    assert again.held
    assert again.outcomes == ()
    assert await registry.store.meta() == before


async def test_a_load_that_was_cut_short_is_finished(
    empty: Registry, statements: list[Row], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The next run publishes what is missing, changes nothing else, and then all is held."""

    def cut(done: int, total: int, what: str) -> None:
        if done >= 40:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        await load_demonstration(empty, cut)
    finished = await load_demonstration(empty)
    assert Counter(each.no_op for each in finished.outcomes) == {True: 40, False: 69}
    assert (await load_demonstration(empty)).held
    rows = [row async for found in empty.store.rows() for row in found if not row.is_edge]
    assert {row.sid for row in rows} == {row.sid for row in statements}


async def test_a_change_of_the_tables_is_noticed(empty: Registry, monkeypatch: pytest.MonkeyPatch) -> None:
    """With other tables the load runs again, and only what differs becomes a version."""
    made = [each for each in documents() if not each.document.origin.startswith("schemes/soc")]
    monkeypatch.setattr(loading, "documents", lambda base: iter(made[:-1]))
    await load_demonstration(empty)
    monkeypatch.setattr(loading, "documents", lambda base: iter(made))
    again = await load_demonstration(empty)
    assert [each.origin for each in again.outcomes if not each.no_op] == [
        made[-1].document.origin,
        "demonstration",
    ]
    assert again.outcomes[-1].version == 2


async def test_the_whole_verdict_is_clean(demonstration: Demonstration) -> None:
    """The checks in code agree with the shapes: no document has a violation in its mode."""
    registry, _ = demonstration
    prepared = await registry.prepare(list(documents()), local=True)
    assert {each.verdict.outcome for each in prepared} == {"accepted", "reference"}


def test_cells_become_iris_of_things_that_exist() -> None:
    """Each concept that a cell names is in its scheme, each thing in its table."""
    known = {
        f"{BASE}{name}/{row['slug']}" for name in ("credentials", "organizations") for row in table(name)
    }
    known |= {f"{BASE}lists/{row['id']}" for row in table("list_series")}
    known |= {f"{BASE}rules/{row['id']}" for row in table("rules")}
    known |= {row["id"] for row in table("competencies")}
    named = {
        iri(row[column], BASE)
        for name in claim_tables()
        for row in table(name)
        for column in ("subject", "object", "unit", "measure", "license")
        if row.get(column) and row[column] != "clusters/2019"
    }
    named |= {f"{BASE}rules/{row['rule']}" for name in claim_tables() for row in table(name) if row["rule"]}
    assert {each for each in named - known if concept(each) is None} == set()
