"""Importing public files: small ones in the form of each, through the gate, and the real ones counted."""

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from booking import workbook
from locating import located
from making import BASE

from credway.loaders.articulations.tables import BUILT_IN, MAPPED
from credway.loaders.importing import ASKING, READERS, Imported, documents, load
from credway.loaders.kinds import columns, kinds
from credway.loaders.matrix_codes import matrix_codes
from credway.loaders.soc import SCHEME as SOC_2018
from credway.loaders.tables import Left, Unusable, has, read
from credway.loaders.writing import SCHEMES
from credway.ontology import schemes
from credway.registry.answers.resolve import parse_ref, resolve
from credway.registry.graph import Row
from credway.registry.registry import Registry

SOC = "SOC Group,SOC Code,SOC Title,SOC Definition\n"
SECURITY = "15-1212,Information Security Analysts"

FILES: dict[str, str] = {
    "soc": SOC + "Major,11-0000,Management Occupations,\n"
    "Detailed,33-3051,Police and Sheriff\u2019s Patrol Officers,Enforce the law.\n"
    "Detailed,99-1234,Nobody,\n"
    "Detailed,15-1212,Bakers,\n",
    "onet-occupations": "O*NET-SOC 2019 Code\tO*NET-SOC 2019 Title\tO*NET-SOC 2019 Description\n"
    "15-1299.08\tComputer Systems Engineers/Architects\tDesign systems.\n"
    "15-1212.00\tInformation Security Analysts\tProtect networks.\n"
    "15-1212\tNo suffix\t\n"
    "99-1234.00\tNobody\t\n",
    "cip": '"CIPFamily","CIPCode","Action","TextChange","CIPTitle","CIPDefinition",'
    '"CrossReferences","Examples"\n'
    '="11",="11","No substantive changes",no,"COMPUTER SCIENCES.","Programs on computing.","",\n'
    '="11",="11.10","No substantive changes",no,"Administration.","Defined in 11.1001.","",\n'
    '="11",="11.1003","New",no,"Systems Security.","A program on "secure" systems.","",\n'
    '="11",="11.1009","Deleted",no,"Old.","","",\n'
    '="11",="11.1","New",no,"Short.","","",\n',
    "cip-soc": "\ufeffCIP2020Code,CIP2020Title,SOC2018Code,SOC2018Title\n"
    f"11.1003,Systems Security.,{SECURITY}\n"
    "01.0508,Taxidermy/Taxidermist.,99-9999,NO MATCH\n"
    "99.9999,NO MATCH,11-1031,Legislators\n"
    "99.9999,NO MATCH,99-9999,NO MATCH\n"
    f"11.10,Administration.,{SECURITY}\n"
    "11.1003,Systems Security.,13-1020,Buyers\n",
    "cip-2010-2020": '"CIPCode2010","CIPTitle2010","Action","Text change","CIPCode2020","CIPTitle2020"\n'
    '="01","AGRICULTURE.","No substantive changes",yes,="01","AGRICULTURAL FIELDS."\n'
    '="01.0309","Viticulture.","Moved to",no,="01.1004","Viticulture."\n'
    '="01.0399","Gone.","Deleted",no,="",""\n'
    ',,"New",no,="01.0310","Apiculture."\n'
    '="1.03","Short.","Moved to",no,="01.1004","Viticulture."\n',
    "soc-2010-2018": "SOCCode2010,SOCTitle2010,SOCCode2018,SOCTitle2018\n"
    "11-1011,Chief Executives,11-1011,Chief Executives\n"
    '15-1132,"Software Developers, Applications (#)",15-1252,Software Developers (##)\n'
    '15-1132,"Software Developers, Applications (#)",15-1253,'
    "Software Quality Assurance Analysts and Testers (##)\n"
    "15-1199,Others,15-9999,Nothing\n",
    "clusters-2019": "Career Cluster,Career Pathway,Code,Occupation\n"
    f"Information Technology,Network Systems,{SECURITY.replace(',', '.00,')}\n"
    "Finance; Information Technology,Banking; Web,15-1299.08,Computer Systems Engineers/Architects\n"
    "Magic,Wands,15-1212.00,Information Security Analysts\n"
    "Finance,Banking,99-1234.00,Nobody\n",
    "clusters-2024": "soc_code,soc_title,career_cluster,sub_cluster\n"
    f"{SECURITY},Digital Technology,Network Systems & Cybersecurity\n"
    f"{SECURITY},Digital Technology,Data Science & AI\n"
    "51-2028,Assemblers,Construction,Skilled Trades\n"
    "15-1212,Bakers,Digital Technology,\n"
    f"{SECURITY},Magic,\n",
    "ipeds": "UNITID,INSTNM,IALIAS,CITY,STABBR,ZIP,OPEID,WEBADDR,SECTOR,ICLEVEL,CONTROL,CYACTIVE\n"
    "100654,Alabama A & M University,AAMU|A&M,Normal,AL,35762,100200,www.aamu.edu/,1,1,1,1\n"
    "376695,Institute of Caf\u00e9s, ,Palikir,FM,96941,-2,,99,-3,-3,3\n"
    "100733,System Office, ,Tuscaloosa,AL,35401,800400,https://www.uasystem.edu/,0,1,1,1\n"
    "100999,Elsewhere College,,Nowhere,ZZ,1,,not an address,42,2,3,1\n"
    "1006,Short,,Normal,AL,1,,,,,,\n"
    "100654,Alabama A & M University,,Normal,AL,35762,,,,,,\n",
}


def written(folder: Path, kind: str, name: str = "") -> Path:
    """Write the small file of a kind."""
    path = folder / (name or f"{kind}.csv")
    path.write_text(FILES[kind], encoding="utf-8")
    return path


async def imported(registry: Registry, kind: str, *paths: Path, **terms: Any) -> Imported:
    """Import files; every document that they give passes the gate."""
    made = await load(registry, kind, paths, **terms)
    assert [each.verdict for each in made.outcomes if each.verdict.outcome != "accepted"] == []
    return made


async def held(registry: Registry, kind: str) -> list[Row]:
    """All statements of a kind."""
    return [row async for rows in registry.store.rows() for row in rows if row.kind == kind]


def left(made: Imported) -> list[tuple[int, str, bool]]:
    return [(each.row, each.column, each.wrong) for each in made.left]


async def meaning(registry: Registry, text: str) -> list[str]:
    """The things that a reference may mean, by IRI."""
    [found] = await resolve(await registry.ask(), [parse_ref(text)])
    return [each.iri for each in found.candidates]


def test_every_kind_can_be_read() -> None:
    """The table of kinds, the readers and the columns name the same kinds; each publisher is named."""
    mapped = {MAPPED, *BUILT_IN}
    assert set(READERS) | set(ASKING) | mapped | {"california"} == set(kinds())
    tables = set(kinds()) - {"case", "cluster-mapping"} - mapped
    assert all(columns(name) for name in tables)
    assert set(FILES) == tables - set(ASKING) - {"california"}
    own = {"case", MAPPED, *ASKING}
    assert all(kind.licence and kind.attribution for name, kind in kinds().items() if name not in own)


async def test_occupations_of_soc(registry: Registry, tmp_path: Path) -> None:
    """Definitions come with the codes; a code that SOC lacks and a wrong title are named."""
    made = await imported(registry, "soc", written(tmp_path, "soc"))
    assert left(made) == [(4, "SOC Code", True), (5, "SOC Title", True)]
    rows = {row.subject: json.loads(row.body) for row in await held(registry, "Description")}
    body = rows[f"{SCHEMES}soc/2018/33-3051"]
    assert body["texts"] == [["Enforce the law.", "en"]]
    assert body["locator"] == "soc.csv, row 3"
    assert body["source"]["license"] == "public domain"
    assert await meaning(registry, "33-3051") == [f"{SCHEMES}soc/2018/33-3051"]


async def test_occupations_of_onet(registry: Registry, tmp_path: Path) -> None:
    """They are found by their code, and the undetailed ones are the occupations of SOC."""
    made = await imported(registry, "onet-occupations", written(tmp_path, "onet-occupations", "o.txt"))
    assert left(made) == [(4, "O*NET-SOC 2019 Code", True), (5, "O*NET-SOC 2019 Code", True)]
    assert await meaning(registry, "15-1299.08") == [f"{SCHEMES}onet/2019/15-1299.08"]
    same = [json.loads(row.body)["link"] for row in await held(registry, "Equivalence")]
    assert same == ["ceterms:sameAs"]


async def test_programs_of_cip(registry: Registry, tmp_path: Path) -> None:
    """Programs keep their Action, are found by code; former codes are counted, short ones named."""
    made = await imported(registry, "cip", written(tmp_path, "cip"))
    assert left(made) == [(5, "Action", False), (6, "CIPCode", True)]
    bodies = {row.subject: json.loads(row.body) for row in await held(registry, "Description")}
    body = bodies[f"{SCHEMES}cip/2020/11.1003"]
    assert body["names"] == [["Systems Security", "en"]]
    assert body["texts"] == [['A program on "secure" systems.', "en"]]
    assert body["attributes"]["skos:changeNote"] == [["Action since CIP 2010: New", "en"]]
    assert body["attributes"]["skos:broader"] == [f"{SCHEMES}cip/2020/11.10"]
    assert await meaning(registry, "11.1003") == [f"{SCHEMES}cip/2020/11.1003"]


async def test_no_match_is_a_statement_and_no_link(registry: Registry, tmp_path: Path) -> None:
    """A program without an occupation, and an occupation without a program, are denials with their row."""
    made = await imported(registry, "cip-soc", written(tmp_path, "cip-soc"))
    assert left(made) == [(5, "CIP2020Code", True), (6, "CIP2020Code", True), (7, "SOC2018Title", True)]
    [link] = await held(registry, "Classification")
    assert (link.subject, json.loads(link.body)["notation"]) == (f"{SCHEMES}cip/2020/11.1003", "15-1212")
    assert link.asserted_by == f"{BASE}organizations/nces"
    denials = {row.subject: json.loads(row.body) for row in await held(registry, "Claim")}
    assert set(denials) == {f"{SCHEMES}cip/2020/01.0508", f"{SCHEMES}cip/2020"}
    assert all(body["denied"] for body in denials.values())
    assert denials[f"{SCHEMES}cip/2020/01.0508"]["locator"] == "cip-soc.csv, row 3: no match"


async def test_a_change_table_keeps_its_actions(registry: Registry, tmp_path: Path) -> None:
    """A former program has its Action and what it became; a code that is still in use means the new one."""
    made = await imported(registry, "cip-2010-2020", written(tmp_path, "cip-2010-2020"))
    assert left(made) == [(5, "CIPCode2010", False), (6, "CIPCode2010", True)]
    notes = {
        (row.subject or "")[-7:]: json.loads(row.body)["attributes"]["skos:changeNote"][0][0]
        for row in await held(registry, "Description")
        if "/cip/2010/" in (row.subject or "")
    }
    assert notes["01.0309"] == "Action to CIP 2020: Moved to; text change: no"
    assert notes["01.0399"] == "Action to CIP 2020: Deleted; text change: no"
    became = [row.subject or "" for row in await held(registry, "Equivalence")]
    assert sorted(became) == [f"{SCHEMES}cip/2010/01", f"{SCHEMES}cip/2010/01.0309"]
    assert await meaning(registry, "01.0309") == [f"{SCHEMES}cip/2010/01.0309"]
    assert await meaning(registry, "01") == []


async def test_a_split_occupation_says_so(registry: Registry, tmp_path: Path) -> None:
    """One code of 2010 that became two has both, with a caveat; its footnote mark is no part of its name."""
    made = await imported(registry, "soc-2010-2018", written(tmp_path, "soc-2010-2018"))
    assert left(made) == [(5, "SOCCode2018", True)]
    assert await meaning(registry, "15-1132") == [f"{SCHEMES}soc/2010/15-1132"]
    assert await meaning(registry, "Software Developers, Applications") == [f"{SCHEMES}soc/2010/15-1132"]
    links = [json.loads(row.body) for row in await held(registry, "Equivalence")]
    assert Counter("caveats" in body for body in links) == {True: 2, False: 1}


@pytest.mark.parametrize(
    ("row", "column"),
    [
        ("15 1132,Developers,15-1252,Software Developers", "SOCCode2010"),
        ("15\u20131132,Developers,15-1252,Software Developers", "SOCCode2010"),
        ("15-1132,Developers,15-1252,Bakers", "SOCTitle2018"),
    ],
)
def test_a_former_code_that_is_none_is_left_out(row: str, column: str, tmp_path: Path) -> None:
    """A code of SOC 2010 in another form, or another occupation's title, is named; the rest is taken."""
    path = tmp_path / "soc.csv"
    good = "11-1011,Chief Executives,11-1011,Chief Executives"
    head = "SOCCode2010,SOCTitle2010,SOCCode2018,SOCTitle2018"
    path.write_text(f"{head}\n{row}\n{good}\n", encoding="utf-8")
    made, lefts, rows = documents("soc-2010-2018", [path], BASE)
    assert [(each.row, each.column, each.wrong) for each in lefts] == [(2, column, True)]
    assert (len(made), rows.taken, rows.wrong) == (1, 1, 1)


def test_the_programs_of_2010_are_not_taken_for_those_of_2020(tmp_path: Path) -> None:
    """The file of the edition before has the same headings; it is refused with the kind that it has."""
    path = tmp_path / "CIPCode2010.csv"
    title = "AGRICULTURE, AGRICULTURE OPERATIONS, AND RELATED SCIENCES."
    path.write_text(f'"CIPFamily","CIPCode","CIPTitle"\n="01",="01","{title}"\n', encoding="utf-8")
    with pytest.raises(Unusable, match=r"row 2 is of CIP 2010.*cip-2010-2020"):
        documents("cip", [path], BASE)


@pytest.mark.parametrize("kind", [kind for kind in FILES if kind not in ("case", "cluster-mapping")])
def test_a_heading_alone_is_refused(kind: str, tmp_path: Path) -> None:
    """A file that was cut off below its heading is no empty edition of its source."""
    path = tmp_path / "hd2023.csv"
    path.write_text(FILES[kind].split("\n")[0] + "\n", encoding="utf-8")
    with pytest.raises(Unusable, match=r"no row below it\. Check"):
        documents(kind, [path], BASE)


@pytest.mark.parametrize(
    ("column", "text", "said"),
    [
        ("OPEID", "abc", True),
        ("OPEID", "123456789", True),
        ("OPEID", "-2", None),
        ("OPEID", "0", None),
        ("WEBADDR", "see our page", False),
        ("WEBADDR", "-1", None),
        ("ZIP", "-2", None),
        ("CITY", "-1", None),
    ],
)
def test_what_ipeds_says_badly_is_told(column: str, text: str, said: bool | None, tmp_path: Path) -> None:
    """What is neither a value nor a code for not known is told with its cell; a code for it says nothing."""
    values = {"UNITID": "100654", "INSTNM": "First College", "STABBR": "AL", column: text}
    path = tmp_path / "hd2023.csv"
    path.write_text(",".join(values) + "\n" + ",".join(values.values()) + "\n", encoding="utf-8")
    made, lefts, _ = documents("ipeds", [path], BASE)
    told = [] if said is None else [(2, column, said)]
    assert [(each.row, each.column, each.wrong) for each in lefts] == told
    assert len(made) == 1
    assert f'"{text}"'.encode() not in made[0].document.body


async def test_clusters_of_both_frameworks(registry: Registry, tmp_path: Path) -> None:
    """One claim for an occupation and a cluster, with all its rows; codes that no list has are named."""
    made = await imported(registry, "clusters-2019", written(tmp_path, "clusters-2019"))
    assert left(made) == [(4, "Career Cluster", True), (5, "Code", True)]
    made = await imported(registry, "clusters-2024", written(tmp_path, "clusters-2024"))
    assert left(made) == [(4, "soc_code", True), (5, "soc_title", True), (6, "career_cluster", True)]
    assert "'51-2028' is no code of SOC 2018 (Assemblers)" in made.left[0].message
    rows = await held(registry, "Classification")
    found = Counter((row.subject, row.asserted_by) for row in rows)
    assert found == {
        (f"{SCHEMES}soc/2018/15-1212", f"{BASE}organizations/usdol-eta"): 1,
        (f"{SCHEMES}onet/2019/15-1299.08", f"{BASE}organizations/usdol-eta"): 2,
        (f"{SCHEMES}soc/2018/15-1212", f"{BASE}organizations/advance-cte"): 1,
    }
    assert any(
        "clusters-2024.csv, rows 2, 3: Network Systems & Cybersecurity; Data Science & AI" in row.body
        for row in rows
    )


async def test_codes_of_statistics_are_known(registry: Registry, tmp_path: Path) -> None:
    """A code that stands for several occupations is named and not wrong, unless its title is another's."""
    path = tmp_path / "codes.csv"
    path.write_text(
        "soc_code,soc_title,career_cluster,sub_cluster\n"
        f"{SECURITY},Digital Technology,\n"
        '21-1018,"Substance abuse, behavioral disorder, and mental health counselors",Education,\n'
        "21-1018,Bakers,Education,\n"
        "51-2090,Miscellaneous Assemblers and Fabricators,Advanced Manufacturing,\n"
        "99-1234,Nobody,Education,\n"
        ",,Education,\n"
        ",Bakers,Education,\n"
    )
    made = await imported(registry, "clusters-2024", path)
    assert left(made) == [
        (3, "soc_code", False),
        (4, "soc_code", True),
        (6, "soc_code", True),
        (7, "career_cluster", False),
        (8, "soc_code", True),
    ]
    assert made.left[0].message.endswith("not of SOC 2018: '21-1018' is 21-1011 and 21-1014 together")
    assert made.rows == 2


def test_the_codes_of_statistics_stand_for_occupations() -> None:
    """Each is an occupation of SOC with all that is below it, or in no list; what it stands for is in SOC."""
    found = Counter(schemes.by_notation(SOC_2018, code) is not None for code in matrix_codes())
    assert found == {True: 7, False: 5}
    for code, combined in matrix_codes().items():
        below = [schemes.by_notation(SOC_2018, each) for each in combined.occupations]
        assert len(below) > 1
        assert all(each is not None for each in below)
        whole = schemes.by_notation(SOC_2018, code)
        if whole is not None:
            children = [each for each in schemes.scheme(SOC_2018) if whole.iri in each.broader]
            assert whole.label == combined.title
            assert children == below


async def test_a_sheet_says_where_a_claim_is_from(registry: Registry, tmp_path: Path) -> None:
    """From a workbook, a claim names file, sheet and rows, and what is wrong does so too."""
    lines = [line.split(",") for line in FILES["clusters-2024"].splitlines()]
    path = workbook(tmp_path / "b.xlsx", {"About": [["Clusters"]], "SOC": lines})
    made = await imported(registry, "clusters-2024", path)
    assert [each.place for each in made.left][:2] == [
        "b.xlsx, sheet SOC, row 4, soc_code",
        "b.xlsx, sheet SOC, row 5, soc_title",
    ]
    [row] = await held(registry, "Classification")
    assert json.loads(row.body)["locator"].startswith("b.xlsx, sheet SOC, rows 2, 3: Network")


async def test_the_bounds_of_a_workbook_are_settings(registry: Registry, tmp_path: Path) -> None:
    """An import holds to the settings of its registry."""
    path = workbook(
        tmp_path / "b.xlsx", {"SOC": [["soc_code", "soc_title", "career_cluster", "sub_cluster"]]}
    )
    strict = replace(registry, settings=registry.settings.replaced(max_workbook_cells=3))
    with pytest.raises(Unusable, match="max_workbook_cells"):
        await load(strict, "clusters-2024", [path])


async def test_programs_of_the_clusters(registry: Registry, tmp_path: Path) -> None:
    """The table of programs is the same kind, known by its heading; no program is no claim."""
    path = tmp_path / "cip.csv"
    path.write_text(
        "cip_code,cip_title,career_cluster,sub_cluster\n"
        "01.0000,Agriculture.,Agriculture,Animal Systems\n"
        "99.9999,NO MATCH,Agriculture,Animal Systems\n"
        "1.0,Short.,Agriculture,Animal Systems\n"
    )
    made = await imported(registry, "clusters-2024", path)
    assert left(made) == [(3, "cip_code", False), (4, "cip_code", True)]
    [row] = await held(registry, "Classification")
    assert row.subject == f"{SCHEMES}cip/2020/01.0000"


async def test_the_mapping_is_derived_with_its_counts(registry: Registry, tmp_path: Path) -> None:
    """The two files, in either order, give claims that are marked derived, name the rule and the counts."""
    older, newer = written(tmp_path, "clusters-2019"), written(tmp_path, "clusters-2024")
    await imported(registry, "cluster-mapping", newer, older)
    [row] = await held(registry, "Classification")
    body = json.loads(row.body)
    assert (row.subject, body["notation"]) == (f"{SCHEMES}clusters/2019/IT", "DT")
    assert body["derived"] is True
    assert body["rule"] == f"{BASE}rules/cluster-mapping-1"
    assert body["caveats"] == [
        "derived, not published: 1 of the 1 occupations that both tables name are in both clusters"
    ]
    with pytest.raises(Unusable, match="two files are compared"):
        documents("cluster-mapping", [older, older], BASE)


async def test_an_older_year_that_comes_late_renames_nothing(registry: Registry, tmp_path: Path) -> None:
    """What an institution is called and where it lies goes by the year of the file, not by its coming."""
    head = "UNITID,INSTNM,CITY,STABBR,ZIP,OPEID,WEBADDR,SECTOR,ICLEVEL,CONTROL,CYACTIVE\n"
    rows = {"2023": ("New College", "AL"), "2022": ("Old College", "GA")}
    behind: list[str] = []
    for year, (name, state) in rows.items():
        path = tmp_path / f"hd{year}.csv"
        more = "200001,Other College,Town,AL,1,,,1,1,1,1\n" if year == "2023" else ""
        path.write_text(f"{head}100654,{name},Town,{state},1,,,1,1,1,1\n{more}", encoding="utf-8")
        behind += (await imported(registry, "ipeds", path)).behind
    assert behind == []
    found = {}
    for day in ("2022-06-01", "2026-06-01"):
        [answer] = await resolve(await registry.ask(day), [parse_ref("100654")])
        iri = answer.candidates[0].iri
        frame = await registry.ask(day)
        things, located = await frame.describe([iri]), await frame.located([iri])
        found[day] = (things[iri].title, sorted(each[-2:] for each in located[iri]))
    assert found == {"2022-06-01": ("Old College", ["GA"]), "2026-06-01": ("New College", ["AL"])}
    with pytest.raises(Unusable, match="autumn"):
        documents("ipeds", [path], BASE, date="autumn")


async def test_institutions(registry: Registry, tmp_path: Path) -> None:
    """An institution is found by UNITID, OPEID, name and alias, and lies in its state; nothing is made up."""
    made = await imported(registry, "ipeds", written(tmp_path, "ipeds", "hd2023.csv"))
    assert left(made) == [
        (5, "STABBR", True),
        (5, "WEBADDR", False),
        (5, "SECTOR", True),
        (6, "UNITID", True),
        (7, "", True),
    ]
    assert "is there already, row 2" in made.left[-1].message
    iri = f"{BASE}organizations/ipeds-100654"
    for text in ("100654", "00100200", "Alabama A & M University", "AAMU", iri):
        assert await meaning(registry, text) == [iri]
    bodies = {row.subject: json.loads(row.body) for row in await held(registry, "Description")}
    body = bodies[iri]
    assert body["webpage"] == "https://www.aamu.edu/"
    assert body["status"] == "lifeCycle:Active"
    assert body["source"]["date"] == "2023"
    assert body["attributes"]["ceterms:agentSectorType"] == ["agentSector:Public"]
    assert body["attributes"]["ceterms:agentType"] == ["orgType:FourYear"]
    unknown = bodies[f"{BASE}organizations/ipeds-376695"]
    assert "webpage" not in unknown
    assert "status" not in unknown
    assert unknown["attributes"]["ceterms:keyword"] == [
        ["Not active in the year", "en"],
        ["Sector unknown", "en"],
    ]
    assert "ceterms:agentType" not in bodies[f"{BASE}organizations/ipeds-100733"]["attributes"]
    said = {row.asserted_by for row in await held(registry, "Description") if "ipeds-" in (row.subject or "")}
    assert said == {f"{BASE}organizations/nces"}
    states = {
        (row.source, row.target, row.asserted_by)
        async for rows in registry.store.rows()
        for row in rows
        if row.kind == "LOCATED_IN"
    }
    assert (iri, f"{SCHEMES}states/AL", f"{BASE}organizations/nces") in states
    assert not any("ipeds-376695" in (source or "") for source, _, _ in states)


async def test_an_institution_is_a_place(registry: Registry, tmp_path: Path) -> None:
    """A question about a UNITID is one about the institution and its state."""
    await imported(registry, "ipeds", written(tmp_path, "ipeds"), date="2023")
    found = await located(registry, unit_id="100654")
    assert (found.institution, found.state) == (f"{BASE}organizations/ipeds-100654", "AL")


async def test_institutions_of_a_system(registry: Registry, tmp_path: Path) -> None:
    """A system is an organization with its institutions as members; a code that means none makes none."""
    path = tmp_path / "hd2023.csv"
    path.write_text(
        "UNITID,INSTNM,CITY,STABBR,F1SYSTYP,F1SYSNAM,F1SYSCOD\n"
        "100654,First College,Normal,AL,1,The System,123450\n"
        "100663,Second College,Mobile,AL,1,The System,123450\n"
        "100690,Third College,Mobile,AL,2,-2,-2\n"
        "100706,Fourth College,Mobile,AL,1,Another Name,123450\n"
    )
    made = await imported(registry, "ipeds", path)
    assert [(each.row, each.message) for each in made.left] == [
        (5, "'Another Name' is 'The System' in row 2; that was taken")
    ]
    system = f"{BASE}organizations/ipeds-system-123450"
    assert await meaning(registry, "the system") == [system]
    members = {
        row.source
        async for rows in registry.store.rows()
        for row in rows
        if row.kind == "PART_OF_ORGANIZATION" and row.target == system
    }
    assert members == {f"{BASE}organizations/ipeds-{number}" for number in (100654, 100663, 100706)}
    found = await located(registry, system="The System")
    assert (found.institution, found.state) == (system, "AL")
    assert all(each.no_op for each in (await imported(registry, "ipeds", path)).outcomes)


@pytest.mark.parametrize("kind", ["cip", "ipeds", "clusters-2024"])
async def test_importing_again_changes_nothing(registry: Registry, tmp_path: Path, kind: str) -> None:
    """The same file gives the same documents; one changed row gives one new version."""
    path = written(tmp_path, kind)
    first = await imported(registry, kind, path, date="2024")
    again = await imported(registry, kind, path, date="2024")
    assert len(first.outcomes) == len(again.outcomes)
    assert all(each.no_op for each in again.outcomes)
    assert not any(each.no_op for each in first.outcomes)


async def test_one_changed_row_changes_one_document(registry: Registry, tmp_path: Path) -> None:
    """Documents are cut by codes, so that the rest of an edition stays as it is."""
    path = written(tmp_path, "ipeds")
    await imported(registry, "ipeds", path, date="2023")
    path.write_text(path.read_text(encoding="utf-8").replace("Institute of Caf", "College of Caf"))
    again = await imported(registry, "ipeds", path, date="2023")
    assert Counter(each.no_op for each in again.outcomes) == {True: 1, False: 1}


REAL = [
    ("soc", ["soc/soc2018_definitions.csv"], 1447, 0, 0, 1),
    ("onet-occupations", ["onet/ONET_SOC_2019_Occupations.csv"], 1016, 0, 0, 23),
    ("cip", ["cip/CIPCode2020.csv"], 2687, 0, 161, 51),
    ("cip-soc", ["cip/CIP2020_SOC2018_Crosswalk.csv"], 6097, 0, 0, 49),
    ("cip-soc", ["cip/soc2018_cip2020_crosswalk_nj.csv"], None, None, 0, None),
    ("cip-2010-2020", ["cip/CIP2010to2020.csv"], 2155, 0, 543, 47),
    ("soc-2010-2018", ["soc/soc2010_to_2018_crosswalk.csv"], 900, 0, 0, 23),
    ("clusters-2019", ["career_clusters_16/All_Career_Clusters_onet.csv"], 1011, 0, 0, 16),
    ("clusters-2024", ["advance_cte_14/soc_cluster_subcluster.csv"], 1196, 0, 7, 14),
    ("clusters-2024", ["advance_cte_14/cip_cluster_subcluster.csv"], 4686, 0, 39, 14),
    ("clusters-2024", ["advance_cte_14/SOC_Career_Clusters_Crosswalk.xlsx"], 1196, 0, 7, 14),
    ("clusters-2024", ["advance_cte_14/CIP_Career_Clusters_Crosswalk.xlsx"], 4686, 0, 39, 14),
    ("clusters-2024", ["advance_cte_14/Full_Framework_Crosswalk.xlsx"], 6672, 0, 237, 28),
    ("ipeds", ["ipeds/hd2023_institutions.csv"], 6163, 0, 11, 31),
]
"""Kind, files, rows taken, wrong, passed over, documents."""


@pytest.mark.parametrize(("kind", "names", "rows", "wrong", "passed", "made"), REAL)
def test_the_public_files_are_read(
    shared_data: Path,
    kind: str,
    names: list[str],
    rows: int | None,
    wrong: int | None,
    passed: int,
    made: int | None,
) -> None:
    """Every row of the published file is taken, or said to be left out; no document is large."""
    paths = [shared_data / "taxonomies" / name for name in names]
    found, lefts, counts = documents(kind, paths, BASE)
    if rows is not None:
        assert (counts.taken, len(found)) == (rows, made)
        assert Counter(each.wrong for each in lefts) == Counter({True: wrong, False: passed}) + Counter()
    assert max(len(each.document.body) for each in found) < 1_000_000
    assert counts.silent == 0
    assert counts.read == len({*_rows(kind, paths)})


def _rows(kind: str, paths: list[Path]) -> Iterator[tuple[str, str, int]]:
    """Where the rows of some files stand, as the tables of a kind have them."""
    for name in (kind, f"{kind}-cip"):
        wanted = columns(name)
        for path in paths if wanted else ():
            if has(path, wanted):
                for row in read(path, wanted):
                    yield (row.file, row.sheet, row.row if isinstance(row, Left) else row.number)


@pytest.mark.parametrize("newer", ["soc_cluster_subcluster.csv", "SOC_Career_Clusters_Crosswalk.xlsx"])
def test_every_cluster_is_mapped(shared_data: Path, newer: str) -> None:
    """Each of the 16 clusters has at least one of the 14, by the published files."""
    folder = shared_data / "taxonomies"
    older = folder / "career_clusters_16" / "All_Career_Clusters_onet.csv"
    path = folder / "advance_cte_14" / newer
    [found], _, _ = documents("cluster-mapping", [older, path], BASE)
    nodes = json.loads(found.document.body)["@graph"]
    claims = [node for node in nodes if node["@type"] == "credway:Claim"]
    assert len({node["credway:subject"] for node in claims}) == 16
    assert len({node["credway:object"] for node in claims}) == 14


@pytest.mark.parametrize(
    ("twin", "book", "sheet"),
    [
        ("soc_cluster_subcluster.csv", "SOC_Career_Clusters_Crosswalk.xlsx", "SOC - CC - Sub-Clusters"),
        ("cip_cluster_subcluster.csv", "CIP_Career_Clusters_Crosswalk.xlsx", "CIP - CC - Sub-Clusters"),
    ],
)
def test_a_workbook_gives_the_documents_of_its_twin(
    shared_data: Path, twin: str, book: str, sheet: str
) -> None:
    """The published workbook and its CSV give the same claims, but for where they stand."""
    folder = shared_data / "taxonomies" / "advance_cte_14"
    of_text, _, _ = documents("clusters-2024", [folder / twin], BASE)
    of_book, _, _ = documents("clusters-2024", [folder / book], BASE)
    bodies = [
        each.document.body.replace(f"{book}, sheet {sheet}".encode(), twin.encode()) for each in of_book
    ]
    assert bodies == [each.document.body for each in of_text]
