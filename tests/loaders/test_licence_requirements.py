"""Licence requirements: what a row states, what it leaves unknown, and what is refused."""

import json
from pathlib import Path
from typing import Any

import pytest
from booking import workbook
from making import BASE, STATES, credential, iri, organization, publish, reference

from credway.loaders.importing import Imported, load
from credway.loaders.tables import Unusable
from credway.registry.answers.model import Verdict
from credway.registry.answers.portability.licenses import licenses
from credway.registry.answers.resolve import Ref
from credway.registry.graph import STILL_OPEN, Row
from credway.registry.registry import Registry

KIND = "licence-requirements"
HEAD = (
    "State,Occupation code,Occupation title,Licence,CTID,Authority,Required,From,To,Note,"
    "Asserted by,Source,Source date"
)
NURSE = "https://w3id.org/credway/schemes/soc/2018/29-1141"
SURVEY = f"{BASE}organizations/survey"
EXAMPLE = Path(__file__).parents[2] / "docs" / "examples" / "licence-requirements.csv"


async def imported(registry: Registry, tmp_path: Path, *rows: str) -> Imported:
    """Import some rows and insist that the gate takes every document."""
    path = tmp_path / "licences.csv"
    path.write_text("\n".join((HEAD, *rows)) + "\n", encoding="utf-8")
    made = await load(registry, KIND, [path])
    assert not [each for each in made.outcomes if each.verdict.outcome == "refused"]
    return made


async def requirements(registry: Registry) -> list[Row]:
    """The statements that work needs a licence, open now."""
    return [
        row
        async for rows in registry.store.rows()
        for row in rows
        if row.kind == "Recognition"
        and row.recorded_to == STILL_OPEN
        and json.loads(row.body)["action"] == "licenseRequired"
    ]


def links(row: Row) -> dict[str, list[str]]:
    """What a statement links, by role."""
    found: dict[str, list[str]] = {}
    for link in row.links:
        found.setdefault(link.role, []).append(link.target)
    return found


async def test_a_requirement_is_a_claim_with_its_source(registry: Registry, tmp_path: Path) -> None:
    """Occupation, state, board, speaker and place stand with it; a licence that is not held stays printed."""
    made = await imported(
        registry,
        tmp_path,
        "OH,29-1141,Registered Nurses,RN License,,Board of Nursing,yes,2024,,x,Survey,Laws,2024-05",
    )
    assert made.rows == 1
    [row] = await requirements(registry)
    body = json.loads(row.body)
    assert (row.subject, row.asserted_by, row.valid_from) == (NURSE, SURVEY, "2024-01-01")
    assert links(row)["IN"] == [f"{STATES}OH"]
    assert links(row)["AUTHORITY"] == [f"{BASE}organizations/board-of-nursing-oh"]
    assert "OBJECT" not in links(row)
    assert body["source"] == {"title": "Laws", "date": "2024-05"}
    assert body["locator"] == "state OH, occupation 29-1141, RN License"
    assert body["caveats"] == [
        "The licence is printed as 'RN License'; which credential that is, is not settled",
        "x",
    ]


async def test_a_no_is_a_denial_and_an_empty_cell_is_nothing(registry: Registry, tmp_path: Path) -> None:
    """What the source denies is a denial; a row that says nothing is counted and makes no claim."""
    made = await imported(
        registry, tmp_path, "OH,29-1141,,,,,No,,,,Survey,Laws,2024", "VA,29-1141,,,,,,,,,Survey,Laws,2024"
    )
    [row] = await requirements(registry)
    assert json.loads(row.body)["denied"] is True
    assert [(each.row, each.column, each.wrong) for each in made.left] == [(3, "Required", False)]
    assert (row.valid_from, row.stated) == (
        "2024-01-01",
        0,
    )  # from the date of the source, which is not its term


async def test_a_licence_is_matched_by_ctid_and_by_name_where_its_board_issues_it(
    registry: Registry, tmp_path: Path
) -> None:
    """A licence of the same name is not taken for another state's."""
    ctid = "ce-0a22c7e1-8b85-4b8f-8e29-6b7a0f3c2d11"
    ohio = organization("organizations/ohio", "OH") | {"ceterms:name": {"en": "Board of Nursing"}}
    owned = {"ceterms:name": {"en": "RN License"}, "ceterms:ownedBy": [iri("organizations/ohio")]}
    await publish(
        registry,
        "boards",
        ohio,
        credential("credentials/rn", owned),
        credential("credentials/weld", {"ceterms:ctid": ctid}),
    )
    await imported(
        registry,
        tmp_path,
        "OH,29-1141,,RN License,,Board of Nursing,yes,,,,Survey,Laws,2024",
        "TX,29-1141,,RN License,,Board of Nursing,yes,,,,Survey,Laws,2024",
        "US,29-1141,,RN License,,,yes,,,,Survey,Laws,2024",
        f"TX,51-4121,,Welder,{ctid},,yes,,,,Survey,Laws,2024",
    )
    found: dict[tuple[str, str | None], Any] = {}
    for row in await requirements(registry):
        place = "".join(json.loads(row.body).get("places", ()))
        found[place, (row.subject or "")[-7:]] = (links(row).get("OBJECT"), links(row).get("AUTHORITY"))
    assert found == {
        ("OH", "29-1141"): ([iri("credentials/rn")], [iri("organizations/ohio")]),
        ("TX", "29-1141"): (None, [f"{BASE}organizations/board-of-nursing-tx"]),
        ("", "29-1141"): (None, None),
        ("TX", "51-4121"): ([iri("credentials/weld")], None),
    }


async def test_rows_that_cannot_be_right(registry: Registry, tmp_path: Path) -> None:
    """Each fault is named by row and column, and the good rows are taken."""
    await publish(
        registry,
        "twins",
        reference("organizations/t1", "ceterms:Organization", "Twin Board"),
        reference("organizations/t2", "ceterms:Organization", "Twin Board"),
    )
    made = await imported(
        registry,
        tmp_path,
        "ZZ,29-1141,Bakers,,ce-1,,maybe,2024-13,,,Survey,Laws,May",
        "OH,,,,,,yes,,,,Survey,Laws,",
        "OH,29-1141,,,,Twin Board,yes,,,,Survey,Laws,",
        "OH,29-1141,,,,https://x.example/board,yes,,,,Survey,Laws,",
        "OH,29-1141,,,,,yes,,,,,Laws,",
        "OH,29-1141,,,,,yes,2025,2024,,Survey,Laws,",
        "TX,29-1141,,,,,yes,,,,Survey,Laws,",
        "TX,29-1141,,,,,no,,,,Survey,Laws,",
        "TX,29-1141,,,,,yes,,,,Survey,Laws,",
    )
    assert made.rows == 1
    t1, t2 = iri("organizations/t1"), iri("organizations/t2")
    assert sorted((each.row, each.column, each.message) for each in made.left) == [
        (2, "CTID", "'ce-1' is no CTID: ce- and a UUID, 39 characters"),
        (2, "From", "'2024-13' is no date such as 2026-05-15, 2026-05 or 2026"),
        (2, "Occupation title", "'Bakers' is not the title of 29-1141, which is 'Registered Nurses'"),
        (2, "Required", "'maybe' is neither yes nor no"),
        (2, "Source date", "'May' is no date such as 2026-05-15 or 2026"),
        (2, "State", "'ZZ' is no state; use a postal code such as OH, or US"),
        (
            3,
            "Occupation code",
            "there is neither an occupation code nor a licence that is settled here: by its CTID, or by its "
            "name where its board is known to issue it; add one of them",
        ),
        (4, "Authority", f"'Twin Board' may mean several organizations; write one: {t1}, {t2}"),
        (5, "Authority", "no organization is known here as 'https://x.example/board'; write its name"),
        (6, "Asserted by", "nothing stands there"),
        (7, "To", "2024 is before 2025, on which it begins"),
        (
            9,
            "",
            "row 8 says otherwise of the same; that one was taken. "
            "Keep the row that holds, or say from when until when each does",
        ),
        (10, "", "the same is said in row 8; that one was taken"),
    ]


async def test_another_file_takes_nothing_back(registry: Registry, tmp_path: Path) -> None:
    """Of other work, or by another body, a file of the same state and date adds; its own rows it corrects."""
    await imported(registry, tmp_path, "OH,29-1141,,RN,,,yes,,,,Survey,Laws,2024-01-01")
    await imported(registry, tmp_path, "OH,39-5012,,,,,yes,,,,Survey,Laws,2024-01-01")
    await imported(registry, tmp_path, "OH,29-1141,,,,,yes,,,,Board,Laws,2024-01-01")
    assert len(await requirements(registry)) == 3
    await imported(registry, tmp_path, "OH,29-1141,,Registered Nurse,,,yes,,,,Survey,Laws,2024-01-01")
    assert len(await requirements(registry)) == 3


async def test_the_same_file_again_changes_nothing(registry: Registry, tmp_path: Path) -> None:
    """An import of the same rows, in any order, is a no-op."""
    rows = [
        f"{state},29-1141,,RN License,,Board of Nursing,yes,,,,Survey,Laws,2024"
        for state in ("OH", "TX", "VA")
    ]
    await imported(registry, tmp_path, *rows)
    assert all(each.no_op for each in (await imported(registry, tmp_path, *reversed(rows))).outcomes)


async def test_another_heading_and_a_workbook(registry: Registry, tmp_path: Path) -> None:
    """A file without the columns is refused whole; a workbook is read like a text."""
    path = tmp_path / "other.csv"
    path.write_text("a,b\n1,2\n")
    with pytest.raises(
        Unusable, match="there is no column State, Occupation code, Licence, Required, Asserted"
    ):
        await load(registry, KIND, [path])
    rows = [HEAD.split(","), ["OH", "29-1141", *[""] * 4, "yes", *[""] * 3, "Survey", "Laws", "2024"]]
    made = await load(registry, KIND, [workbook(tmp_path / "b.xlsx", {"Laws": rows})])
    assert made.rows == 1


async def test_the_documented_example(registry: Registry) -> None:
    """The example of the documentation is taken whole."""
    made = await load(registry, KIND, [EXAMPLE])
    assert (made.rows, made.left) == (3, [])
    assert len(await requirements(registry)) == 3


async def test_a_no_for_a_licence_that_is_not_settled_denies_nothing(
    registry: Registry, tmp_path: Path
) -> None:
    """A denial that names no licence says that the work needs none: one of a printed licence is left out."""
    made = await imported(
        registry,
        tmp_path,
        "TX,29-1141,,RN License,,,yes,,,,Survey,Laws,2024",
        "TX,29-1141,,Compact License,,,no,,,,Survey,Laws,2024",
        "VA,29-1141,,,ce-0a22c7e1-8b85-4b8f-8e29-6b7a0f3c2d11,,no,,,,Survey,Laws,2024",
    )
    assert [(each.row, each.column, each.message.partition(" is not")[0]) for each in made.left] == [
        (3, "Licence", "which licence 'Compact License' is,"),
        (4, "Licence", "which licence 'ce-0a22c7e1-8b85-4b8f-8e29-6b7a0f3c2d11' is,"),
    ]
    assert len(await requirements(registry)) == 1
    [answer] = await licenses(await registry.ask(), [Ref(id=NURSE)], ["TX"])
    assert answer.any_license.places[0].required.verdict is Verdict.YES
