"""Tables of articulations that are read by a mapping: the worked example, our own kinds, what is wrong."""

import tomllib
from collections.abc import Sequence
from contextlib import suppress
from decimal import Decimal
from pathlib import Path

import pytest
from articulating import Node, awards, made, nodes, opened, table, texts
from booking import Cell, workbook
from hypothesis import given
from hypothesis import strategies as st
from making import BASE, claim, publish, reference

from credway.loaders.articulations import cells
from credway.loaders.articulations.common_courses import numberings, scheme_of
from credway.loaders.articulations.mapping import Plan, built_in, described, fields, parsed
from credway.loaders.articulations.tables import BUILT_IN, table_of
from credway.loaders.demonstration.tables import table as carried
from credway.loaders.importing import load
from credway.loaders.tables import Unusable
from credway.loaders.writing import SCHEMES
from credway.registry.graph import STILL_OPEN

DOCS = Path(__file__).parents[2] / "docs"
EXAMPLE = DOCS / "examples" / "articulations.csv"
MAPPING = DOCS / "examples" / "articulations.toml"

LEAST = """
[source]
id = "ours"
title = "Ours"
publisher = "The State"
[columns]
credential = "Credential"
institution = "College"
[constants]
kind = "InstitutionalAward"
"""


def amounts(node: Node) -> list[tuple[str, ...]]:
    """Each amount: value, low, high, unit, level."""
    return [
        tuple(
            "".join(texts(each, name))
            for name in (
                "schema:value",
                "schema:minValue",
                "schema:maxValue",
                "ceterms:creditUnitType",
                "ceterms:creditLevelType",
            )
        )
        for each in node.get("ceterms:transferValue", ())
    ]


def conditions(node: Node) -> list[Node]:
    return [{k: v for k, v in each.items() if k != "@type"} for each in node.get("ceterms:requires", ())]


async def test_the_worked_example() -> None:
    """The example of the documentation gives the awards that its page says it gives."""
    found = await made("table", EXAMPLE, mapping=MAPPING)
    assert found.left == []
    held = awards(found)
    source = "state-college-certifications"
    assert set(held) == {
        f"{source}/north-valley-college/cit-180/comptia-security-plus",
        f"{source}/north-valley-college/cit-111/comptia-a-plus",
        f"{source}/north-valley-college/cit-111/comptia-network-plus",
        f"{source}/river-bend-college/nur-100+nur-110+nur-120/licensed-practical-nurse",
        f"{source}/state-college-system/hsa-100/certified-nurse-aide",
    }
    security = held[f"{source}/north-valley-college/cit-180/comptia-security-plus"]
    assert amounts(security) == [("3", "", "", "creditUnit:SemesterHour", "")]
    assert conditions(security) == [{"credway:mustBeCurrent": True, "credway:earnedWithin": "P2Y"}]
    assert security["ceterms:startDate"] == "2026-07-01"
    assert security["credway:locator"] == "articulations.csv, row 3"
    assert security["credway:assertedBy"] == f"{BASE}organizations/state-college-system"
    either = held[f"{source}/north-valley-college/cit-111/comptia-a-plus"]
    assert amounts(either) == [("", "", "4", "creditUnit:SemesterHour", "")]
    assert texts(either, "credway:caveat") == [
        "Printed in one line with others: whether the amount is for each or for all is not stated"
    ]
    block = held[f"{source}/river-bend-college/nur-100+nur-110+nur-120/licensed-practical-nurse"]
    assert [each[0] for each in amounts(block)] == ["1", "4", "4"]
    assert block["credway:allOrNothing"] is True
    assert block["credway:awardKind"].endswith("/GuaranteedMinimum")
    state = held[f"{source}/state-college-system/hsa-100/certified-nurse-aide"]
    assert state["credway:awardPlace"] == f"{SCHEMES}states/KY"
    assert "ceterms:ownedBy" not in state
    assert (amounts(state)[0][1:3], conditions(state)) == (("2", "3"), [{"credway:degreeSeekingOnly": True}])
    # A table with a date holds from that day.
    assert {each.effective_from for each in found.submissions} == {"2026-07-01"}


def test_the_page_shows_the_example_and_every_field() -> None:
    """The page has the table and the mapping as they are in the files, and a line for each field."""
    page = (DOCS / "articulation-tables.md").read_text(encoding="utf-8")
    assert EXAMPLE.read_text(encoding="utf-8") in page
    assert MAPPING.read_text(encoding="utf-8") in page
    assert "\n".join(described()) in page


async def test_the_example_is_published(tmp_path: Path) -> None:
    """Every document of the example passes the gate, and the same again changes nothing."""
    async with opened(f"sqlite:///{tmp_path / 'r.db'}") as registry:
        first = await load(registry, "table", [EXAMPLE], mapping=MAPPING)
        assert {each.verdict.outcome for each in first.outcomes} == {"accepted", "reference"}
        again = await load(registry, "table", [EXAMPLE], mapping=MAPPING)
        assert all(each.no_op for each in again.outcomes)


async def test_names_meet_what_is_held(tmp_path: Path) -> None:
    """A name is matched exactly, by alias or by CTID; another issuer's and one of several is not."""
    ctid = "ce-0a22c7e1-8b85-4b8f-8e29-6b7a0f3c2d11"
    path = table(
        tmp_path / "t.csv",
        "Credential,Issuer,CTID,College",
        "Alpha,Maker,,East",
        "The Alpha,,,East",
        "Alpha,Other,,East",
        "Twin,,,East",
        "Whatever,,urn:ctid:" + ctid + ",East",
        "New,Maker,,East",
    )
    mapping = table(
        tmp_path / "m.toml", LEAST.replace("[constants]", 'issuer = "Issuer"\nctid = "CTID"\n[constants]')
    )
    async with opened(f"sqlite:///{tmp_path / 'r.db'}") as registry:
        alpha = reference("credentials/a", name="Alpha")
        alpha["ceterms:alternateName"] = {"en": ["The Alpha"]}
        await publish(
            registry,
            "documents/all",
            alpha,
            reference("credentials/alpha", name="Something else"),
            reference("credentials/twin-1", name="Twin"),
            reference("credentials/twin-2", name="Twin"),
            reference("organizations/maker", "ceterms:Organization", "Maker"),
            claim("documents/all#i", "credentials/a", "credway:issuer", obj="organizations/maker"),
        )
        owned = {
            "@id": f"{BASE}credentials/owned",
            "@type": "ceterms:Certification",
            "ceterms:ctid": ctid,
            "ceterms:name": {"en": "Owned"},
            "ceterms:ownedBy": [f"{BASE}organizations/maker"],
        }
        assert (
            await publish(registry, "documents/owned", owned, mode="mirror")
        ).verdict.outcome == "accepted"
        made_ = await load(registry, "table", [path], mapping=mapping)
        assert made_.tally is not None
        assert (made_.tally.matched, made_.tally.printed, made_.tally.ambiguous) == (3, 2, 1)
        found = [r async for rs in registry.store.rows() for r in rs if r.kind == "Award"]
        links = {
            link.target.removeprefix(BASE) for each in found for link in each.links if link.role == "FROM"
        }
        assert links == {
            "credentials/a",
            "credentials/alpha-by-other",
            "credentials/twin",
            "credentials/owned",
            "credentials/new",
        }
        again = await load(registry, "table", [path], mapping=mapping)
        assert all(each.no_op for each in again.outcomes)


async def test_scores_and_terms_tell_awards_apart(tmp_path: Path) -> None:
    """Another score, or a term after the other's, is an award of its own; a term that overlaps is refused."""
    columns = 'amount = "Hours"\nminimum_score = "Score"\nstarts = "From"\nends = "To"\n'
    mapping = tmp_path / "scores.toml"
    mapping.write_text(LEAST.replace("[constants]", f"{columns}[constants]"), encoding="utf-8")
    path = table(
        tmp_path / "scores.csv",
        "Credential,College,Hours,Score,From,To",
        "AP Music,Plains,3,3,2024,2024",
        "AP Music,Plains,4,3,2025,",
        "AP Music,Plains,6,5,2024,",
        "AP Music,Plains,5,3,2026,",
        "AP Music,Plains,6,5,2024,",
        "AP Art,Plains,3,3,2024,2024",
    )
    found = await made("table", path, mapping=mapping)
    assert [(each.row, "stands in row 3 with other terms" in each.message) for each in found.left] == [
        (5, True)
    ]
    assert {key: amounts(node)[0][0] for key, node in awards(found).items()} == {
        "ours/plains/ap-music/score-3/from-2024": "3",
        "ours/plains/ap-music/score-3/from-2025": "4",
        "ours/plains/ap-music/score-5": "6",
        "ours/plains/ap-art": "3",
    }
    assert (found.counted.read, found.counted.taken, found.counted.wrong) == (6, 5, 1)


async def test_recommendations_are_no_awards(tmp_path: Path) -> None:
    """A line is a recommendation of its body for a level and subject, for the term of its review."""
    path = table(
        tmp_path / "exhibits.csv",
        "exhibit_id,title,issuer,level,semester_hours,subject_area,review_from,review_to,competencies",
        "CMPT-6,CompTIA Security+,CompTIA,Lower Division,3,Security,2024-01-01,12/31/2026,Plan; Test",
        "CMPT-6,CompTIA Security+,CompTIA,Upper division,2-3,Networks,2024-01-01,2026-12-31,",
        "CMPT-7,CompTIA A+,CompTIA,Vocational certificate,3,Repair,,,",
        "CMPT-8,CompTIA X,CompTIA,Graduate,3 quarter hours,Repair,,,",
        "CMPT-9,CompTIA Y,CompTIA,Sideways,3,Repair,,,",
        "CMPT-10,CompTIA Z,CompTIA,Graduate,3,Repair,2026-12,2024,",
    )
    found = await made("recommendations", path)
    assert [(each.row, each.column) for each in found.left] == [
        (5, "semester_hours"),
        (6, "level"),
        (7, "review_to"),
    ]
    by = "recommendations/american-council-on-education"
    held = awards(found)
    assert set(held) == {
        f"{by}/comptia-security-plus/cmpt-6/lowerdivisionlevel/security",
        f"{by}/comptia-security-plus/cmpt-6/upperdivisionlevel/networks",
        f"{by}/comptia-a-plus/cmpt-7/postsecondarylevel/repair",
    }
    assert {node["credway:awardKind"] for node in held.values()} == {f"{SCHEMES}awardKinds/Recommendation"}
    assert all("credway:awardPlace" not in node for node in held.values())
    first = held[f"{by}/comptia-security-plus/cmpt-6/lowerdivisionlevel/security"]
    assert amounts(first) == [("3", "", "", "creditUnit:SemesterHour", "audLevel:LowerDivisionLevel")]
    assert first["ceterms:transferValue"][0]["ceterms:subject"][0]["ceterms:targetNodeName"] == {
        "en": "Security"
    }
    assert (first["ceterms:startDate"], first["ceterms:endDate"]) == ("2024-01-01", "2026-12-31")
    assert first["ceterms:ownedBy"] == [f"{BASE}organizations/american-council-on-education"]
    assert first["ceterms:identifier"][0]["ceterms:identifierValueCode"] == "CMPT-6"
    assert first["ceterms:description"] == {"en": "Competencies: Plan; Test"}
    [vocational] = [node for key, node in held.items() if "cmpt-7" in key]
    assert "vocational certificate level" in texts(vocational, "credway:caveat")[0]


async def test_what_a_table_says_of_credentials(tmp_path: Path) -> None:
    """A retired exam is a claim of its status; a competency held under its words is claimed as assessed."""
    path = table(
        tmp_path / "t.csv",
        "Credential,College,State,Skills",
        "A,East,Retired,Plan a network|Juggle",
        "A,West,Retired,Plan a network",
        "B,East,,",
    )
    more = 'credential_status = "State"\ncompetency = "Skills"\n[separators]\ncompetency = "|"\n[constants]'
    mapping = table(tmp_path / "m.toml", LEAST.replace("[constants]", more))
    async with opened(f"sqlite:///{tmp_path / 'r.db'}") as registry:
        skill = {
            "@id": f"{BASE}competencies/plan",
            "@type": "ceasn:Competency",
            "ceasn:competencyText": {"en": "Plan and draw a network"},
            "ceasn:competencyLabel": {"en": "Plan a network"},
            "ceasn:isPartOf": f"{BASE}frameworks/one",
        }
        framework = {
            "@id": f"{BASE}frameworks/one",
            "@type": "ceasn:CompetencyFramework",
            "ceasn:name": {"en": "One"},
            "ceasn:hasTopChild": [skill["@id"]],
        }
        outcome = await publish(registry, "documents/one", framework, skill, mode="mirror")
        assert outcome.verdict.outcome == "accepted"
        taken = await load(registry, "table", [path], mapping=mapping)
        assert {each.verdict.outcome for each in taken.outcomes} == {"accepted", "reference"}
        rows = [
            r async for rs in registry.store.rows() for r in rs if r.document.startswith(f"{BASE}claims/")
        ]
    said = {(link.role, link.target) for each in rows for link in each.links}
    assert {each.document for each in rows} == {f"{BASE}claims/articulations/ours/a"}
    assert len(rows) == 2
    assert ("OBJECT", f"{BASE}competencies/plan") in said
    assert any("credentialStat" in each.body or "credentialStat" in str(each.links) for each in rows)


async def test_a_guide_is_a_minimum_and_the_courses_of_colleges(tmp_path: Path) -> None:
    """One outcome binds the state once, each college awards its course for it, with the same numbers."""
    path = table(
        tmp_path / "guide.csv",
        "Assurance code,Outcome,Credential,College,Course,Course title,Credits,Effective from",
        "OIT002/CTIT002,Introduction to Networking,CompTIA Network+,Tri-C,ITNT-2300,Networking,3,2024-08-01",
        "OIT002/CTIT002,Introduction to Networking,CompTIA Network+,Columbus,CSCI 1720,Basics,4,2024-08-01",
        "OIT003,Security,CompTIA Security+,,,,,2024-08-01",
        "OIT003,Safety,CompTIA Security+,,,,,2024-08-01",
    )
    found = await made("guides", path)
    assert [each.row for each in found.left] == [5]
    assert "stands in row 4 with other terms" in found.left[0].message
    held = awards(found)
    state = held["guides/ohio-department-of-higher-education/oit002-ctit002/comptia-network-plus"]
    assert state["credway:locator"] == "guide.csv, rows 2, 3"
    assert state["credway:awardPlace"] == f"{SCHEMES}states/OH"
    assert amounts(state) == []
    local = held["guides/tri-c/itnt-2300/comptia-network-plus"]
    for node in (state, local):
        assert node["credway:commonCourseId"] == ["OIT002", "CTIT002"]
        assert node["credway:commonCourseScheme"] == ["TAG", "CTAG"]
        assert node["credway:authority"] == f"{BASE}organizations/ohio-department-of-higher-education"
        assert node["credway:awardKind"].endswith("/GuaranteedMinimum")
    assert (amounts(local)[0][0], local["ceterms:ownedBy"]) == ("3", [f"{BASE}organizations/tri-c"])
    assert len(held) == 4
    assert (found.tally.first, found.tally.merged) == (3, 0)
    assert (found.counted.read, found.counted.taken, found.counted.wrong) == (4, 3, 1)


@pytest.mark.parametrize(
    ("kind", "name", "first"), [("guides", "guide.csv", 3), ("recommendations", "recommendations.csv", 3)]
)
async def test_the_examples_of_guides_and_recommendations(kind: str, name: str, first: int) -> None:
    """Each example is taken whole; all of it but Ohio's own line is marked as an example."""
    found = await made(kind, EXAMPLE.parent / name)
    assert found.left == []
    assert (found.tally.first, found.tally.doubted, found.counted.silent) == (first, 0, 0)
    for key, node in awards(found).items():
        assert "example" in key or node["credway:commonCourseId"] == ["OIT002", "CTIT002"]


async def test_the_facts_of_other_states(shared_data: Path) -> None:
    """Blocks, maxima, terms and retired exams come out as the demonstration has them by hand."""
    found = await made("articulation-facts", shared_data / "states" / "facts" / "articulation_facts.csv")
    assert found.left == []
    assert (found.tally.awards, found.tally.doubted, found.tally.first) == (20, 4, 14)
    assert (found.counted.read, found.counted.taken, found.counted.silent) == (14, 14, 0)
    held = {key.partition("/")[2]: node for key, node in awards(found).items()}
    college = "cuyahoga-community-college-tri-c"
    block = held[f"{college}/nurs-1000+nurs-1010+nurs-1200+nurs-1220+nurs-1240/lpn-practical-nursing"]
    assert block["credway:allOrNothing"] is True
    assert sum(Decimal(each[0]) for each in amounts(block)) == 15
    polk = [node for key, node in held.items() if "airframe" in key]
    assert [amounts(each) for each in polk] == [[("", "", "30", "", "")]]
    assert conditions(polk[0]) == [{"credway:degreeSeekingOnly": True}]
    retired = held["northwestern-michigan-college/cit-247/microsoft-70-742"]
    assert conditions(retired) == [{"credway:mustBeCurrent": True, "credway:earnedWithin": "P2Y"}]
    assert "The exam has since been retired, so no holder may be current" in texts(retired, "credway:caveat")
    assert retired["credway:assertedBy"] == f"{BASE}organizations/northwestern-michigan-college"
    assert retired["credway:source"]["schema:url"].startswith("https://www.nmc.edu/")
    state = held["ohio-department-of-higher-education/oit002-ctit002/comptia-network-plus"]
    assert state["credway:awardPlace"] == f"{SCHEMES}states/OH"
    terms = {
        (row["kind"], row["must_be_current"], row["earned_within"], row["maximum"], row["all_or_nothing"])
        for row in carried("awards")
        if row["source"] != "california-map-2026" and row["place"] in ("OH", "MI", "FL")
    }
    loaded = {
        (
            node["credway:awardKind"].rpartition("/")[2],
            "true" if any("credway:mustBeCurrent" in each for each in conditions(node)) else "",
            "".join(each.get("credway:earnedWithin", "") for each in conditions(node)),
            "".join(each[2] for each in amounts(node)),
            "true" if node.get("credway:allOrNothing") else "",
        )
        for node in held.values()
    }
    assert loaded <= terms


async def test_what_an_edition_gives_no_more_is_told(tmp_path: Path) -> None:
    """An award that its college's document has no more is named, and in force until the edition begins."""
    columns = 'course = "Course"\ncredential_status = "Status"\n[constants]'
    told = LEAST.replace("[constants]", columns)
    path = tmp_path / "t.csv"
    async with opened(f"sqlite:///{tmp_path / 'r.db'}") as registry:
        head = "Credential,College,Course,Status"
        table(path, head, "A,East,C 1,", "B,East,C 2,", "C,West,C 3,Retired")
        mapping = table(tmp_path / "m.toml", told)
        first = await load(registry, "table", [path], mapping=mapping, date="2025")
        table(path, head, "A,East,C 1,")
        second = await load(registry, "table", [path], mapping=mapping, date="2026")
        again = await load(registry, "table", [path], mapping=mapping, date="2026")
        rows = [r async for rs in registry.store.rows() for r in rs if r.kind == "Award"]
    assert [each.dropped for each in (first, again)] == [[], []]
    assert second.dropped == [f"{BASE}awards/ours/east/c-2/b"]
    assert [each.removeprefix(BASE) for each in second.behind] == [
        "documents/articulations/ours/institutions/west",
        "claims/articulations/ours/c",
    ]
    [ended] = [each for each in rows if (each.subject, each.recorded_to) == (second.dropped[0], STILL_OPEN)]
    assert (ended.valid_from, ended.valid_to) == ("2025-01-01", "2026-01-01")


async def test_rows_of_a_refused_document_are_refused(tmp_path: Path) -> None:
    """Where the gate refuses the document of a college, neither its rows nor its awards count as taken."""
    path = table(
        tmp_path / "t.csv", "Credential,College,Remark", f"A,East,{'x' * 65_530}", "B,East,", "C,West,"
    )
    mapping = table(tmp_path / "m.toml", LEAST.replace("[constants]", 'note = "Remark"\n[constants]'))
    async with opened(f"sqlite:///{tmp_path / 'r.db'}") as registry:
        made_ = await load(registry, "table", [path], mapping=mapping)
    [refused] = [each for each in made_.outcomes if each.verdict.outcome == "refused"]
    assert str(refused.document).endswith("institutions/east")
    assert (made_.counted.read, made_.counted.taken, made_.counted.wrong) == (3, 1, 2)
    assert made_.tally is not None
    assert (made_.tally.awards, made_.tally.first) == (1, 1)


async def test_as_above_is_the_row_above(tmp_path: Path) -> None:
    """Words for the row above take what stands there, by column; where nothing does, a row is refused."""
    path = table(
        tmp_path / "t.csv",
        "Credential,College,Course",
        "A,East,C 1",
        "B,as above,C 2",
        "C,We\x01st,C 3",
        "D,as above,C 4",
        "E,North,C 5",
        "F,,as above",
        "G,as above,C 7",
    )
    held = 'course = "Course"\n[constants]\nauthority = "The State"\nstate = "OH"\n'
    told = 'repeats = ["as above"]\n' + LEAST.replace("[constants]", held).replace(
        "InstitutionalAward", "GuaranteedMinimum"
    )
    found = await made("table", path, mapping=table(tmp_path / "m.toml", told))
    assert [(each.row, each.column) for each in found.left] == [
        (4, "College"),
        (5, "College"),
        (8, "College"),
    ]
    assert "repeats the row above, and nothing stands there" in found.left[1].message
    assert sorted(awards(found)) == [
        "ours/east/c-1/a",
        "ours/east/c-2/b",
        "ours/north/c-5/e",
        "ours/the-state/c-5/f",
    ]


async def test_colleges_of_one_name_in_two_states(tmp_path: Path) -> None:
    """Each has its own organization, courses, document and awards: neither awards in the other's state."""
    path = table(
        tmp_path / "t.csv",
        "Credential,College,State,Course,Hours",
        "A,Columbia College,MO,C 1,3",
        "A,Columbia College,SC,C 1,4",
        "A,East,SC,C 1,4",
    )
    columns = 'state = "State"\ncourse = "Course"\namount = "Hours"\n[constants]'
    mapping = table(tmp_path / "m.toml", LEAST.replace("[constants]", columns))
    found = await made("table", path, mapping=mapping)
    assert found.left == []
    by = {key: node["ceterms:ownedBy"][0].removeprefix(BASE) for key, node in awards(found).items()}
    assert by == {
        "ours/columbia-college-mo/c-1/a": "organizations/columbia-college-mo",
        "ours/columbia-college-sc/c-1/a": "organizations/columbia-college-sc",
        "ours/east/c-1/a": "organizations/east",
    }
    toward = {each for node in awards(found).values() for each in node["ceterms:transferValueFor"]}
    assert len(toward) == 3
    states = {
        node["ceterms:name"]["en"] + " " + node["ceterms:address"]["ceterms:addressRegion"]["en"]
        for node in nodes(found, "ceterms:Organization")
        if "ceterms:address" in node
    }
    assert states == {"Columbia College Missouri", "Columbia College South Carolina", "East South Carolina"}


async def test_what_is_no_row_of_a_table(tmp_path: Path) -> None:
    """Headings of sections and pages, sums and remarks are no awards; each row is counted."""
    path = table(
        tmp_path / "t.csv",
        "Credential,Issuer,Course,Hours",
        "INFORMATION TECHNOLOGY,,,",
        "A,Maker,C 1,3",
        "Credential,Issuer,Course,Hours",
        "B,n/a,C 2,3",
        "Total,,,6",
        "* note 3: must be current,,,",
        "C,Maker,TBD,3",
        "D,Maker,ENG 101 & 102,6",
        "E,Maker,ENG 101 & ENG 102,6",
    )
    columns = (
        'issuer = "Issuer"\ncourse = "Course"\namount = "Hours"\n[separators]\ncourse = "&"\n[constants]\n'
    )
    told = LEAST.replace('institution = "College"\n[constants]\n', columns + 'institution = "East"\n')
    found = await made("table", path, mapping=table(tmp_path / "m.toml", told))
    assert [(each.row, each.column, each.wrong) for each in found.left] == [
        (2, "Credential", True),
        (4, "", False),
        (6, "Credential", True),
        (7, "Credential", True),
        (8, "Course", True),
        (9, "Course", True),
    ]
    assert "'102' lacks its subject, which 'ENG 101' has" in found.left[-1].message
    assert sorted(awards(found)) == ["ours/east/c-1/a", "ours/east/c-2/b", "ours/east/eng-101+eng-102/e"]
    counted = found.counted
    assert (counted.read, counted.taken, counted.wrong, counted.passed, counted.silent) == (9, 3, 5, 1, 0)
    empty = table(tmp_path / "empty.csv", "Credential,Issuer,Course,Hours")
    with pytest.raises(Unusable, match="there is a heading and no row below it"):
        await made("table", empty, mapping=tmp_path / "m.toml")


async def test_merged_cells_of_a_table(tmp_path: Path) -> None:
    """A college that is merged over rows awards for each of them; an amount that is merged refuses them."""
    sheet: list[list[Cell]] = [
        ["Credential", "College", "Course", "Hours"],
        ["A", "East", "C 1", 3],
        ["B", None, "C 2", 4],
        ["C", None, "C 3", 6],
        ["D", "West", "C 4"],
    ]
    path = workbook(tmp_path / "t.xlsx", {"A": sheet}, merged=["B2:B4", "D4:D5"])
    held = 'course = "Course"\namount = "Hours"\n[constants]\nauthority = "The State"\nstate = "OH"\n'
    told = LEAST.replace("[constants]", held).replace("InstitutionalAward", "GuaranteedMinimum")
    found = await made("table", path, mapping=table(tmp_path / "m.toml", told))
    assert [(each.row, each.column) for each in found.left] == [(4, "Hours"), (5, "Hours")]
    assert "for each of them, or for all?" in found.left[0].message
    assert sorted(awards(found)) == ["ours/east/c-1/a", "ours/east/c-2/b"]


async def test_one_title_of_several_courses_is_of_none(tmp_path: Path) -> None:
    """Titles name the courses where there is one for each; else they stand on the award as a caveat."""
    path = table(
        tmp_path / "t.csv",
        "Credential,College,Course,Title",
        "A,East,C 1+C 2,Nets",
        "B,East,C 3+C 4,Law+Order",
        "C,East,C 5,N/A",
    )
    cuts = '[separators]\ncourse = "+"\ncourse_title = "+"\n'
    columns = f'course = "Course"\ncourse_title = "Title"\n{cuts}[constants]'
    mapping = table(tmp_path / "m.toml", LEAST.replace("[constants]", columns))
    found = await made("table", path, mapping=mapping)
    titles = {node["ceterms:name"]["en"] for node in nodes(found, "ceterms:Course")}
    assert titles == {"C 1", "C 2", "C 3: Law", "C 4: Order", "C 5"}
    assert [texts(each, "credway:caveat") for each in awards(found).values()] == [
        ["Printed title of the courses: Nets"],
        [],
        [],
    ]


async def test_a_row_that_no_award_is_for(tmp_path: Path) -> None:
    """A row that no section of the mapping takes is counted, and said to be left out."""
    path = table(tmp_path / "t.csv", "Credential,College", "A,East", "B,")
    told = LEAST.replace('institution = "College"\n', "")
    told += '[[award]]\nonly_with = ["institution"]\ncolumns = { institution = "College" }\n'
    found = await made("table", path, mapping=table(tmp_path / "m.toml", told))
    [left] = found.left
    assert (left.row, left.wrong) == (3, False)
    assert left.message == "no [[award]] of the mapping takes a row without institution"
    assert (found.counted.read, found.counted.taken, found.counted.passed) == (2, 1, 1)


async def test_an_award_in_two_spellings_is_one(tmp_path: Path) -> None:
    """Capitals and an issuer left out make no second award; a row with other terms is refused and counted."""
    path = table(
        tmp_path / "t.csv",
        "Credential,Issuer,College,Hours",
        "Alpha,Maker,East,3",
        "ALPHA,Maker,EAST,3",
        "Alpha,,East,3",
        "Alpha,,East,4",
        "Beta,Maker,East,3",
        "Beta,Other,East,4",
    )
    columns = 'issuer = "Issuer"\namount = "Hours"\n[constants]'
    mapping = table(tmp_path / "m.toml", LEAST.replace("[constants]", columns))
    found = await made("table", path, mapping=mapping)
    assert [(each.row, "stands in row 4 with other terms" in each.message) for each in found.left] == [
        (5, True)
    ]
    held = awards(found)
    assert sorted(held) == [
        "ours/east/alpha",
        "ours/east/beta-by-maker",
        "ours/east/beta-by-other",
    ]
    assert held["ours/east/alpha"]["credway:locator"] == "t.csv, rows 2, 3, 4"
    assert (found.counted.read, found.counted.taken, found.counted.wrong) == (6, 5, 1)
    assert (found.tally.awards, found.tally.first, found.tally.merged) == (3, 3, 2)


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("3.0", ("3.0", "", "")),
        ("3 or 4", ("", "3", "4")),
        ("3\u20144 credits", ("", "3", "4")),
        ("1-3 cr.", ("", "1", "3")),
        ("3+", ("", "3", "")),
        ("3 or more hours", ("", "3", "")),
        *((text, None) for text in ("3*", "3?", "3%", "3-", "3/4", "three", "\uff13", "3 (note 2)")),
    ],
)
def test_amounts_of_people(text: str, read: tuple[str, str, str] | None) -> None:
    """A range or a bound is read as such; other signs after it may say more, and are refused."""
    if read is None:
        with pytest.raises(ValueError, match="is no amount such as"):
            cells.amount(text)
        return
    found = cells.amount(text)[0]
    assert (found.value, found.low, found.high) == read


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("2026-7-1", "2026-07-01"),
        ("7/1/2026 0:00", "2026-07-01"),
        ("2026-07-01 00:00:00", "2026-07-01"),
        ("July 1, 2026", "2026-07-01"),
        ("1-Jul-2026", "2026-07-01"),
        ("Sept. 2026", "2026-09"),
        *((text, None) for text in ("7/1/26", "Fall 2026", "13/1/2026", "2026-00", "2026-27", "\uff12026")),
    ],
)
def test_dates_of_people(text: str, iso: str | None) -> None:
    """A date is written as XML Schema has it; one of which the century or the month is open is refused."""
    if iso is None:
        with pytest.raises(ValueError, match="is no date such as"):
            cells.date(text)
        return
    assert cells.date(text) == iso


WRONG_ROWS: Sequence[tuple[str, str, str]] = [
    ("amount", "three", "'three' is no amount such as 3, 2-4, up to 6"),
    ("amount", "1+4+4=10", "the parts are 9 together and not 10"),
    ("amount", "4-2", "the first number is above the second"),
    ("amount", "1+4", "2 amounts for 1 courses"),
    ("unit", "apples", "no unit of CTDL such as SemesterHour"),
    ("starts", "soon", "no date such as 2026-07-01"),
    ("starts", "2026-02-30", "no date such as 2026-07-01"),
    ("state", "ZZ", "'ZZ' is no state; use a postal code"),
    ("block", "maybe", "neither yes nor no"),
    ("earned_within", "a while", "no time such as 2 years"),
    ("confidence", "1.5", "no number from 0 to 1"),
    ("ctid", "ce-1", "is no CTID"),
    ("source_url", "www.x.edu", "no address that begins with https://"),
    ("kind", "gift", "none of GuaranteedMinimum, InstitutionalAward"),
    ("confidence", "0.0", "a row that is not believed at all says nothing"),
    ("authority", "N/A", "'N/A' names nobody; write the name, or clear the cell"),
    ("common_course", "N/A", "'N/A' names nothing; write what it is, or clear the cell"),
    ("requirement", "TBD", "'TBD' names nothing"),
    ("common_course", "OIT 2; 3", "'3' lacks its subject, which 'OIT 2' has"),
    ("starts", "7/1/26", "no date such as 2026-07-01"),
]


@pytest.mark.parametrize(("name", "cell", "says"), WRONG_ROWS)
async def test_a_wrong_cell_leaves_its_row_out(tmp_path: Path, name: str, cell: str, says: str) -> None:
    """The row is named with its column and what to do, and the rest is taken."""
    path = table(tmp_path / "t.csv", "Credential,College,Course,It", f"A,East,C 1,{cell}", "B,East,C 1,")
    columns = f'course = "Course"\n{name} = "It"\n[constants]'
    cuts = '\n[separators]\ncommon_course = ";"' if name == "common_course" else ""
    mapping = table(tmp_path / "m.toml", LEAST.replace("[constants]", columns) + cuts)
    found = await made("table", path, mapping=mapping)
    [left] = found.left
    assert (left.row, left.column, left.wrong) == (2, "It", True)
    assert says in left.message
    assert found.tally.awards == 1


async def test_an_own_award_names_its_institution(tmp_path: Path) -> None:
    """Without a college only a guaranteed minimum binds the state; an institution's own award is refused."""
    path = table(
        tmp_path / "t.csv",
        "Credential,College,Kind",
        "A,East,Local",
        "B,,Local",
        "C,,Statewide",
        "D,none,Statewide",
    )
    held = 'kind = "Kind"\n[constants]\nauthority = "The State"\nstate = "OH"\n'
    told = LEAST.replace('[constants]\nkind = "InstitutionalAward"', held)
    found = await made("table", path, mapping=table(tmp_path / "m.toml", told))
    assert [(left.row, left.column, left.wrong) for left in found.left] == [
        (3, "College", True),
        (5, "College", True),
    ]
    assert "an institution's own award without the institution" in found.left[0].message
    places = {name: node.get("credway:awardPlace") for name, node in awards(found).items()}
    assert list(places.values()) == [None, f"{SCHEMES}states/OH"]


async def test_a_refusal_has_no_amount(tmp_path: Path) -> None:
    """A row that refuses credit and states an amount is left out alone; the rest of its college stays."""
    path = table(
        tmp_path / "t.csv",
        "Credential,College,Course,Credits,Refused,Sure",
        "A,East,C 1,3,,1.0",
        "B,East,C 2,3,yes,",
        "C,East,C 3,0,yes,0.7",
        "D,East,C 4+C 5,0+0,yes,",
    )
    columns = 'course = "Course"\namount = "Credits"\nrefused = "Refused"\nconfidence = "Sure"\n[constants]'
    told = LEAST.replace("[constants]", columns) + '[separators]\ncourse = "+"\n'
    found = await made("table", path, mapping=table(tmp_path / "m.toml", told))
    [left] = found.left
    assert (left.row, left.column) == (3, "Credits")
    assert [amounts(node) for node in awards(found).values()] == [[("3", "", "", "", "")], [], []]
    assert (found.tally.awards, found.tally.doubted) == (3, 1)


WRONG_MAPPINGS: Sequence[tuple[str, str]] = [
    ("[source", "this is no TOML"),
    ("[colums]\n", r"the mapping: there is no part 'colums'; did you mean columns\?"),
    (LEAST + "isuer = 'x'", r"\[constants\]: there is no field 'isuer'; did you mean issuer\?"),
    (LEAST.replace('id = "ours"\n', ""), r"\[source\]: id is missing: a short name that stays"),
    (LEAST.replace('id = "ours"', 'id = "Our List"'), r"\[source\] id: small letters, digits and hyphens"),
    (LEAST.replace('publisher = "The State"\n', ""), r"\[source\]: publisher is missing"),
    (LEAST.replace('credential = "Credential"\n', ""), r"\[columns\]: credential is missing"),
    (LEAST.replace('kind = "InstitutionalAward"', ""), r"\[constants\]: kind is missing"),
    (LEAST.replace('"InstitutionalAward"', '"Gift"'), r"\[constants\] kind: 'Gift' is none of"),
    (LEAST.replace('institution = "College"\n', ""), r"\[columns\]: institution is missing"),
    (LEAST.replace('"College"', '""'), r"\[columns\] institution: nothing stands there"),
    (LEAST + 'state = "ZZ"', r"\[constants\] state: 'ZZ' is no state"),
    (LEAST + 'unit = ["SemesterHour", "ClockHour"]', r"\[constants\] unit: it takes one value"),
    (
        LEAST + '[separators]\namount = ";"',
        r"\[separators\] amount: it has one value in a row; these can be cut",
    ),
    (LEAST + '[translate]\nkind = "Local"', r"\[translate.kind\]: it is a table"),
    (LEAST + '[translate.kind]\n"Local" = "Gift"', r"\[translate.kind\] 'Local' kind: 'Gift' is none of"),
    (LEAST + '[translate.condition]\n"now" = { must_be_curent = true }', r"did you mean must_be_current\?"),
    (LEAST + "award = 1", r"\[constants\]: there is no field 'award'"),
    ("award = 1\n" + LEAST, r"award: each award is a section \[\[award\]\]"),
    ("columns = 1", r"\[source\]: id is missing"),
    (LEAST + "[[award]]\nwithout = 1", r"award 1: there is no part 'without'"),
    (LEAST.replace('title = "Ours"', 'title = "Ours"\nurl = "x.y"'), r"\[source\] url: 'x.y' is no address"),
    (
        LEAST.replace('title = "Ours"', 'title = "Ours"\nsays = "me"'),
        r"\[source\] says: 'me' is none of publisher",
    ),
    (
        LEAST + '[[award]]\nonly_with = ["colege"]',
        r"award 1, only_with: there is no field 'colege'; ",
    ),
    (LEAST + '[[award]]\nonly_with = ["course"]', r"award 1, only_with: no column is read as course"),
    (LEAST + '[separators]\ncredential = ""', r"\[separators\] credential: nothing stands there; write what"),
    (LEAST + '[separators]\ncourse = ";"', r"\[separators\] course: no column is read as course"),
    (
        LEAST + '[translate.condition]\n"now" = "soon"',
        r"\[translate\] condition: no column is read as condition",
    ),
    (
        LEAST + '[translate.institution]\n"The East" = "East"\n"the east" = "West"',
        r"\[translate.institution\] 'the east': the same stands above it, but for capitals",
    ),
    ('repeats = [""]\n' + LEAST, r"repeats: nothing stands there; an empty cell repeats nothing"),
]


@pytest.mark.parametrize(("text", "says"), WRONG_MAPPINGS)
def test_a_wrong_mapping_says_where(text: str, says: str) -> None:
    """A mapping with a mistake is refused with its path, the place in it and what to do."""
    with pytest.raises(Unusable, match=rf"^m\.toml: .*{says}"):
        parsed(text, "m.toml")


async def test_hours_on_the_job_and_requirements(tmp_path: Path) -> None:
    """Hours on the job have a unit of their own, a set is held together, a requirement has its name."""
    path = table(
        tmp_path / "t.csv",
        "Credential,College,Meets,Much",
        "A & B,East,Machinist apprenticeship,500 OJL hours",
        "C,East,Social science elective,3",
    )
    more = 'requirement = "Meets"\namount = "Much"\n[separators]\ntogether = "&"\n[constants]'
    mapping = table(tmp_path / "m.toml", LEAST.replace("[constants]", more))
    found = await made("table", path, mapping=mapping)
    hours = awards(found)["ours/east/machinist-apprenticeship/a+b"]
    assert hours["ceterms:transferValueFrom"] == [f"{BASE}credentials/a", f"{BASE}credentials/b"]
    [amount] = hours["ceterms:transferValue"]
    assert amount["credway:unit"] == f"{SCHEMES}units/OnTheJobLearningHours"
    assert "ceterms:creditUnitType" not in amount
    named = hours["ceterms:applicability"][0]["ceterms:targetNodeName"]
    assert named == {"en": "Machinist apprenticeship"}


async def test_a_table_that_lacks_a_mapped_column(tmp_path: Path) -> None:
    """A column that the mapping names and the table has not is said by its heading."""
    path = table(tmp_path / "t.csv", "Credential,School", "A,East")
    with pytest.raises(Unusable, match="there is no column College"):
        await made("table", path, mapping=table(tmp_path / "m.toml", LEAST))


@pytest.mark.parametrize(
    ("kind", "given", "says"), [("table", False, "needs a mapping"), ("guides", True, "takes no")]
)
def test_a_mapping_belongs_to_one_kind(tmp_path: Path, kind: str, given: bool, says: str) -> None:
    """The kind `table` needs a mapping, every other kind has its own."""
    with pytest.raises(Unusable, match=says):
        table_of(kind, table(tmp_path / "m.toml", LEAST) if given else None)


@pytest.mark.parametrize("name", BUILT_IN)
def test_our_own_mappings_are_whole(name: str) -> None:
    """Each mapping that comes with Credway is read as one of a state's would be."""
    made_ = built_in(name)
    assert made_.source["id"] == name
    assert all(isinstance(plan, Plan) for plan in made_.plans)


def test_every_form_of_a_field_is_read() -> None:
    """The table of fields names no form that nothing reads; the example uses known fields."""
    assert {each.form for each in fields().values()} <= set(cells.CHECKS)
    assert set(tomllib.loads(MAPPING.read_text(encoding="utf-8"))["columns"]) <= set(fields())


NUMBERS = st.decimals(min_value=0, max_value=999, places=1, allow_nan=False).map(lambda n: format(n, "f"))


@given(NUMBERS, st.sampled_from(["", " credits", " semester hours", " Quarter Hours"]))
def test_a_number_is_read_as_it_is_printed(text: str, words: str) -> None:
    """The value is kept sign by sign, and a unit only where one is printed."""
    amount, each, _ = cells.amount(text + words)
    assert (amount.value, amount.low, amount.high, each) == (text, "", "", ())
    assert bool(amount.unit) == ("emester" in words or "uarter" in words)


@given(st.lists(NUMBERS, min_size=2, max_size=6))
def test_a_sum_is_its_parts(parts: list[str]) -> None:
    """The parts of a block are kept in their order, and a printed total that is not theirs is refused."""
    total = sum(map(Decimal, parts))
    assert cells.amount(" + ".join(parts) + f" = {total}")[1] == tuple(parts)
    with pytest.raises(ValueError, match="together and not"):
        cells.amount("+".join(parts) + f"={total + 1}")


@given(st.text(max_size=30))
def test_any_text_is_read_or_refused(text: str) -> None:
    """No cell, whatever stands in it, breaks the reading of a form."""
    for reads in cells.CHECKS.values():
        with suppress(ValueError):
            reads(text)


@given(st.text(max_size=20))
def test_a_number_is_of_one_numbering(code: str) -> None:
    """A code is of the numbering of least order whose form it has, or of none."""
    for place in ("CA", "OH"):
        held = [each.scheme for each in numberings() if each.place == place and each.pattern.fullmatch(code)]
        assert scheme_of(code, place) in (held or [""])
