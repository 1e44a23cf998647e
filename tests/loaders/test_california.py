"""Articulations of California: small files for each kind of noise, and the real ones counted."""

import csv
import json
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import pytest
from articulating import CALIFORNIA, awards, made, nodes, opened, table, texts
from emptying import empty
from making import BASE, organization, publish

from credway.loaders.articulations.importing import Articulated
from credway.loaders.demonstration.courses import courses
from credway.loaders.demonstration.tables import table as carried
from credway.loaders.importing import load
from credway.loaders.tables import Unusable
from credway.registry.documents import Withdrawal

HEAD = (
    "credential,issuer,statewide,common_course_id,id_system,common_course_title,"
    "discipline,local_subject,local_number,local_title,college"
)
CREDENTIALS = "credential,issuer,conf_title,conf_issuer,quality_flag"
UNITS = "college,local_course_code,local_course_title,units,common_course_id,id_system"
Real = tuple[Articulated, list[dict[str, str]]]
TITLES = "raw_title,unified_title,confidence_title,quality_flag"


def row(
    credential: str,
    common: str,
    course: str,
    college: str,
    *,
    issuer: str = "CompTIA",
    title: str = "Security",
) -> str:
    subject, _, number = course.partition(" ")
    system = "M-ID" if " M" in common else "C-ID"
    return f"{credential},{issuer},False,{common},{system},,,{subject},{number},{title},{college}"


def written(folder: Path, *rows: str) -> Path:
    return table(folder / "credential_articulations.csv", HEAD, *rows)


async def test_each_college_awards_its_course(tmp_path: Path) -> None:
    """An award is the college's, toward its own course, with the common course and no invented unit."""
    found = await made(
        "california", written(tmp_path, row("CompTIA Security+", "ITIS 160", "CIS 60", "Desert College"))
    )
    [award] = nodes(found)
    assert award["@id"] == f"{BASE}awards/california/desert-college/cis-60/comptia-security-plus"
    assert award["ceterms:transferValueFrom"] == [f"{BASE}credentials/comptia-security-plus"]
    assert award["ceterms:transferValueFor"] == [f"{BASE}courses/desert-college/cis-60"]
    assert award["ceterms:ownedBy"] == [f"{BASE}organizations/desert-college"]
    assert (award["credway:commonCourseId"], award["credway:commonCourseScheme"]) == (["ITIS 160"], ["C-ID"])
    assert award["credway:awardKind"].endswith("/InstitutionalAward")
    assert award["credway:locator"] == "credential_articulations.csv, row 2"
    assert "ceterms:transferValue" not in award
    assert "credway:confidence" not in award
    assert "Title and issuer were unified by software and not reviewed by people" in texts(
        award, "credway:caveat"
    )
    [college] = [n for n in nodes(found, "ceterms:Organization") if n["@id"].endswith("/desert-college")]
    assert college["ceterms:address"]["ceterms:addressRegion"] == {"en": "California"}
    [course] = nodes(found, "ceterms:Course")
    assert course["ceterms:name"] == {"en": "CIS 60: Security"}


async def test_a_cross_product_is_in_doubt(tmp_path: Path) -> None:
    """Two courses by two colleges are doubted; a pair that stands alone elsewhere is believed."""
    pairs = [
        row("A+", "ITIS 110", course, college) for course in ("CIS 1", "IT 2") for college in ("East", "West")
    ]
    alone = row("Server+", "ITIS 120", "CIS 1", "East")
    sisters = [row("Net+", "ITIS 150", "CIS 9", college) for college in ("Norco", "Riverside")]
    found = await made("california", written(tmp_path, *pairs, alone, *sisters))
    doubted = {
        key: texts(node, "credway:confidence")
        for key, node in awards(found).items()
        if "credway:confidence" in node
    }
    assert doubted == {
        "california/east/it-2/a-plus": ["0.5"],
        "california/west/cis-1/a-plus": ["0.5"],
        "california/west/it-2/a-plus": ["0.5"],
    }
    assert (found.tally.awards, found.tally.doubted) == (7, 3)
    assert found.tally.doubts == {"suspected cross product": 3}


async def test_the_doubts_of_the_file_stand_on_its_rows(tmp_path: Path) -> None:
    """A course as exhibit and an unsure title carry the file's own number, a generic exhibit is refused."""
    rows = [
        row("Welding 101", "WELD M1001", "WLD 101", "East"),
        row("Heat Pumps", "HVAC M1001", "HV 1", "East"),
        row("CCNA", "ITIS 150", "CIS 5", "East"),
        row("Generic Credit by Exam — East", "ITIS 150", "CIS 6", "East"),
    ]
    beside = table(
        tmp_path / "credentials.csv",
        CREDENTIALS,
        "Welding 101,,0.4,0.6,suspect_course_as_exhibit",
        "Heat Pumps,,0.55,0.6,",
        "CCNA,Cisco,0.98,0.95,",
        "CCNP,Cisco,certain,0.95,",
        "Generic Credit by Exam — East,,0.55,0.5,",
        "Unused,Cisco,0.9,0.9,",
    )
    found = await made("california", written(tmp_path, *rows), beside)
    sure = {key.rpartition("/")[2]: texts(node, "credway:confidence") for key, node in awards(found).items()}
    assert sure == {"welding-101": ["0.4"], "heat-pumps": ["0.55"], "ccna": []}
    assert found.tally.doubts == {"course as exhibit": 1, "unsure title": 1}
    assert [(each.row, each.column, each.wrong) for each in found.left] == [
        (5, "conf_title", True),
        (6, "credential", False),
        (5, "credential", False),
    ]
    records = {node["@id"].rpartition("/")[2] for node in nodes(found, "ceterms:Credential")}
    assert records == {"welding-101", "heat-pumps", "ccna", "unused"}
    claims = {node["credway:subject"].rpartition("/")[2]: node for node in nodes(found, "credway:Claim")}
    assert claims["ccna"]["credway:object"] == f"{BASE}organizations/cisco"
    assert texts(claims["ccna"], "credway:confidence") == ["0.95"]


async def test_the_surest_common_course_is_kept(tmp_path: Path) -> None:
    """CCN goes before C-ID before M-ID; what is no number of its system is left out and doubted."""
    rows = [
        row("AP Statistics", "MATH 110", "STAT C1000", "East", title="Statistics"),
        row("AP Art", "ARTS M1099", "ART 1", "East"),
        row("AP Art", "ARTS 110", "ART 1", "East"),
        row("Networking", "NULL", "CIS 230", "East"),
    ]
    found = awards(await made("california", written(tmp_path, *rows)))
    common = {
        key.split("/")[2]: (node.get("credway:commonCourseId"), node.get("credway:commonCourseScheme"))
        for key, node in found.items()
    }
    assert common == {
        "stat-c1000": (["STAT C1000"], ["CCN"]),
        "art-1": (["ARTS 110"], ["C-ID"]),
        "cis-230": (None, None),
    }
    networking = found["california/east/cis-230/networking"]
    assert "The file's common course is no number: NULL" in texts(networking, "credway:caveat")
    assert found["california/east/art-1/ap-art"]["credway:locator"].endswith("rows 3, 4")


async def test_units_are_those_of_the_course(tmp_path: Path) -> None:
    """The crosswalk gives units by college, code and title; of several rows without the title none."""
    rows = [
        row("Security+", "CISC M12NH", "INWT 140", "San Diego", title="Fundamentals"),
        row("Exam", "CISC M12NI", "INWT 141", "San Diego", title="Other"),
    ]
    units = table(
        tmp_path / "units.csv",
        UNITS,
        "San Diego,INWT 140,Introduction,3.0,ITIS 160,C-ID",
        "San Diego,INWT 140,Fundamentals,1.5,M-ID CIS 112,M-ID",
        "San Diego,INWT 141,One,3.0,ITIS 160,C-ID",
        "San Diego,INWT 141,Two,4.0,ITIS 160,C-ID",
        "San Diego,INWT 142,Three,many,ITIS 160,C-ID",
    )
    result = await made("california", written(tmp_path, *rows), units)
    assert [(each.row, each.column) for each in result.left] == [(6, "units")]
    found = awards(result)
    award = found["california/san-diego/inwt-140/security-plus"]
    assert award["ceterms:transferValue"] == [
        {"@type": "ceterms:ValueProfile", "schema:value": {"@type": "xsd:decimal", "@value": "1.5"}}
    ]
    assert any("row 3, not from the award" in each for each in texts(award, "credway:caveat"))
    assert "ceterms:transferValue" not in found["california/san-diego/inwt-141/exam"]


async def test_raw_titles_are_other_names(tmp_path: Path) -> None:
    """A raw title is a claimed name with the software's own number; the same name in other signs is none."""
    beside = table(tmp_path / "credentials.csv", CREDENTIALS, "CompTIA Security+,CompTIA,0.98,0.98,")
    titles = table(
        tmp_path / "titles.csv",
        TITLES,
        "CompTIA S+ for CIS 060,CompTIA Security+,0.9,",
        "comptia security+,CompTIA Security+,0.98,",
        "Security Special,CompTIA Security+,0.7,suspect_course_as_exhibit",
    )
    path = written(tmp_path, row("CompTIA Security+", "ITIS 160", "CIS 60", "East"))
    found = [
        n
        for n in nodes(await made("california", path, beside, titles), "credway:Claim")
        if "credway:text" in n
    ]
    assert {node["credway:text"]: texts(node, "credway:confidence") for node in found} == {
        "CompTIA S+ for CIS 060": ["0.9"],
        "Security Special": ["0.7"],
    }


async def test_garbled_titles_are_mended(tmp_path: Path) -> None:
    """UTF-8 that was read as Windows-1252, twice, is what it was; the award says that it is mended."""
    garbled = "Systems \u2013 Security+".encode().decode("cp1252").encode().decode("cp1252")
    path = written(tmp_path, row("Security+", "CISC M11PW", "CIS 108", "Tahoe", title=garbled))
    found = await made("california", path)
    [course] = nodes(found, "ceterms:Course")
    assert course["ceterms:name"] == {"en": "CIS 108: Systems \u2013 Security+"}
    assert "Signs of the course title were garbled in the file and are mended" in texts(
        nodes(found)[0], "credway:caveat"
    )


@pytest.mark.parametrize(
    ("files", "says"),
    [
        (["beside.csv"], "the articulations are missing"),
        (["credential_articulations.csv", "credential_articulations.csv"], "the same headings"),
        (
            ["credential_articulations.csv", "other.csv"],
            "the headings of none of credential_articulations.csv",
        ),
    ],
)
async def test_files_that_are_not_these(tmp_path: Path, files: Sequence[str], says: str) -> None:
    """Which file is missing, given twice or another is said, and nothing is made."""
    written(tmp_path, row("Security+", "ITIS 160", "CIS 60", "East"))
    table(tmp_path / "beside.csv", CREDENTIALS, "CCNA,Cisco,0.98,0.95,")
    table(tmp_path / "other.csv", "a,b", "1,2")
    with pytest.raises(Unusable, match=says):
        await made("california", *(tmp_path / name for name in files))


BOTH = ["sqlite", pytest.param("neo4j", marks=pytest.mark.neo4j)]


@pytest.mark.parametrize("kind", BOTH)
async def test_a_changed_row_changes_one_college(
    kind: str, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    """The same files change nothing; another title of a course changes one document, its college's."""
    url = f"sqlite:///{tmp_path / 'r.db'}"
    if kind == "neo4j":
        url = request.getfixturevalue("neo4j_url")
        await empty(url)
    rows = [
        row("CompTIA Security+", "ITIS 160", f"CIS {n}", college)
        for n, college in ((60, "East"), (61, "West"))
    ]
    path = written(tmp_path, *rows)
    async with opened(url) as registry:
        first = await load(registry, "california", [path])
        assert [o.verdict.findings for o in first.outcomes if o.verdict.outcome == "refused"] == []
        again = await load(registry, "california", [path])
        assert len(again.outcomes) == len(first.outcomes)
        assert all(each.no_op for each in again.outcomes)
        written(tmp_path, rows[0], rows[1].replace(",Security,", ",Cyber Security,"))
        third = await load(registry, "california", [path])
        changed = [each.document for each in third.outcomes if not each.no_op]
        assert changed == [f"{BASE}documents/articulations/california/institutions/west"]
        # What somebody else publishes under the name is what the awards are for from then on.
        owner = {
            "@id": f"{BASE}credentials/owned",
            "@type": ["credway:ReferenceRecord", "ceterms:Credential"],
            "ceterms:name": {"en": "CompTIA Security+"},
            "credway:mentionedBy": [f"{BASE}sources/test"],
        }
        college = {
            "@id": f"{BASE}organizations/ipeds-1",
            "@type": "ceterms:CredentialOrganization",
            "ceterms:name": {"en": "East"},
            "ceterms:address": {"@type": "ceterms:Place", "ceterms:addressRegion": {"en": "CA"}},
        }
        elsewhere = {**college, "@id": f"{BASE}organizations/ipeds-2", "ceterms:name": {"en": "West"}}
        elsewhere["ceterms:address"] = {"@type": "ceterms:Place", "ceterms:addressRegion": {"en": "TX"}}
        assert (await publish(registry, "documents/owner", owner)).verdict.outcome == "reference"
        named = organization("organizations/east-of-a-list", "CA")
        named["ceterms:name"] = {"en": "East"}
        assert (await publish(registry, "documents/named", named)).verdict.outcome == "reference"
        assert (
            await publish(registry, "documents/ipeds", college, elsewhere, mode="mirror")
        ).verdict.outcome == "accepted"
        fourth = await load(registry, "california", [path])
        assert fourth.tally is not None
        assert (fourth.tally.matched, fourth.tally.printed) == (1, 0)
        found = [
            r async for rs in registry.store.rows() for r in rs if r.kind == "Award" and r.recorded_to > 10**6
        ]
        links = {(link.role, link.target.removeprefix(BASE)) for each in found for link in each.links}
        assert {target for role, target in links if role == "FROM"} == {"credentials/owned"}
        assert {target for role, target in links if role == "BY"} == {
            "organizations/ipeds-1",
            "organizations/west",
        }
        assert len(found) == 2
        assert not any(each.behind for each in (first, again, third, fourth))
        written(tmp_path, rows[0])
        fifth = await load(registry, "california", [path])
        behind = [f"{BASE}documents/articulations/california/institutions/west"]
        assert [*fifth.behind] == behind
        await registry.withdraw(Withdrawal(behind[0], "no longer taught"))
        assert (await load(registry, "california", [path])).behind == []


def test_the_real_files(real: Real) -> None:
    """Every row of the published file is an award, part of one, or refused by name; no document is large."""
    found, rows = real
    taken = {number for node in nodes(found) for number in _numbers(node["credway:locator"])}
    refused = {each.row for each in found.left if each.file.endswith("credential_articulations.csv")}
    assert taken | refused == set(range(2, 6392))
    assert not taken & refused
    assert Counter(each.wrong for each in found.left) == {False: 226}
    assert found.tally.awards == len(nodes(found)) == 6146
    assert found.tally.doubts == {
        "suspected cross product": 2137,
        "course as exhibit": 217,
        "unsure title": 200,
        "two courses in one": 2,
        "no common course": 1,
    }
    assert len([s for s in found.submissions if "/institutions/" in json.loads(s.document.body)["@id"]]) == 86
    assert max(len(each.document.body) for each in found.submissions) < 1_000_000
    assert len(rows) == 6390
    # Taken, merged and refused are all articulations; the other files give claims, or only help to read.
    tally, counts = found.tally, found.counted
    refused = {each.row for each in found.left if Path(each.file).name == CALIFORNIA[0]}
    assert tally.awards == tally.first
    assert (tally.first, tally.merged, len(refused)) == (6146, 51, 193)
    assert tally.first + tally.merged + len(refused) == len(rows)
    assert counts.read == counts.taken + counts.wrong + counts.passed + counts.silent


def test_the_demonstration_was_picked_from_it(real: Real) -> None:
    """The 21 awards for Security+ that the demonstration has by hand are those of the loader."""
    found, _ = real
    titles = {row["slug"]: row["name"] for row in carried("organizations")}
    by_hand = {
        (titles[row["awarded_by"]], course.path.rpartition("/")[2], row["common_course_id"], row["amount"])
        for row in carried("awards")
        if row["source"] == "california-map-2026" and row["credentials"] == "comptia-security-plus"
        for course in courses(row)
    }
    names = {node["@id"]: node["ceterms:name"]["en"] for node in nodes(found, "ceterms:Organization")}
    loaded = {
        (
            names[node["ceterms:ownedBy"][0]],
            node["ceterms:transferValueFor"][0].rpartition("/")[2],
            node["credway:commonCourseId"][0],
            "".join(texts((node.get("ceterms:transferValue") or [{}])[0], "schema:value")),
        )
        for node in nodes(found)
        if node["ceterms:transferValueFrom"] == [f"{BASE}credentials/comptia-security-plus"]
    }
    assert len(by_hand) == 21
    assert loaded == by_hand


def test_water_treatment_is_no_course_of_cisco(real: Real) -> None:
    """The row that the export by course prints as Water Treatment I has no common course and is in doubt."""
    found, _ = real
    [award] = [n for n in nodes(found) if n["credway:locator"] == "credential_articulations.csv, row 1996"]
    assert award["ceterms:transferValueFor"] == [f"{BASE}courses/cypress-college/cis-230-c"]
    assert "credway:commonCourseId" not in award
    assert texts(award, "credway:confidence") == ["0.5"]


@pytest.fixture(scope="module")
async def real(shared_data: Path) -> Real:
    """What the published files give."""
    folder = shared_data / "states" / "california"
    with (folder / CALIFORNIA[0]).open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    return await made("california", *(folder / name for name in CALIFORNIA)), rows


def _numbers(locator: str) -> list[int]:
    return [int(number) for number in locator.rpartition("row")[2].removeprefix("s ").split(",")]
