"""Workbooks: the same rows as the same sheet saved as CSV, and bounds on what a small file can ask for."""

import csv
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from booking import Cell, parts, workbook
from hypothesis import given, settings
from hypothesis import strategies as st

from credway.loaders.tables import Column, Left, Row, Unusable, has, read
from credway.loaders.workbooks import Bounds, Converted, Spread, Workbook

COLUMNS = (Column("code", ("Code",), text=True), Column("title", ("Title",), filled=False))
HEAD: list[Cell] = ["Code", "Title"]
GOOD: list[Cell] = ["11-1011", "Chief Executives"]
TEXT = st.text(st.characters(codec="utf-8", exclude_categories=["C"]), max_size=9)


def inline(place: str, text: str) -> str:
    """A cell with its own text, as XML."""
    return f'<c r="{place}" t="inlineStr"><is><t>{text}</t></is></c>'


def rows_of(path: Path, columns: Sequence[Column] = COLUMNS) -> list[tuple[int, dict[str, str]] | Left]:
    """What a table gives: numbers and cells of its rows."""
    return [
        (each.number, dict(each.cells)) if isinstance(each, Row) else each for each in read(path, columns)
    ]


@settings(max_examples=80, deadline=None)
@given(
    rows=st.lists(st.lists(st.one_of(TEXT, st.none()), max_size=2), max_size=6),
    above=st.lists(st.lists(TEXT, max_size=3), max_size=3),
)
def test_a_sheet_gives_what_its_csv_gives(
    tmp_path_factory: pytest.TempPathFactory, rows: list[list[Cell]], above: list[list[Cell]]
) -> None:
    """Rows, their numbers and what is wrong are the same, blank rows and lines above included."""
    folder = tmp_path_factory.mktemp("twins")
    # The lines above are kept from being taken for a heading, or in CSV for another separator.
    sheet = [[f"- {cell}" for cell in row] for row in above] + [HEAD, *rows]
    book = workbook(folder / "twin.xlsx", {"Notes": [["About"]], "Codes": sheet})
    text = folder / "twin.csv"
    with text.open("w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows([cell or "" for cell in row] for row in sheet)

    def told(path: Path) -> list[object]:
        return [
            (each.number, each.cells)
            if isinstance(each, Row)
            else (each.row, each.column, each.message, each.wrong)
            for each in read(path, COLUMNS)
        ]

    assert told(book) == told(text)


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        (14441.0, "14441"),
        (169956.1, "169956.1"),
        (0.1 + 0.2, "0.3"),
        (-12, "-12"),
        (49500, "49500"),
        (date(2026, 5, 15), "2026-05-15"),
        (True, "TRUE"),
        ("007", "007"),
        (" 01.0101 ", "01.0101"),
        ('="01"', "01"),
        (None, ""),
    ],
)
def test_a_cell_is_text(tmp_path: Path, cell: Cell, text: str) -> None:
    """A number has no false digits and no `.0`, a date is a date; text stays as it is."""
    path = workbook(tmp_path / "b.xlsx", {"A": [HEAD, ["x", cell]]})
    assert rows_of(path) == [(2, {"code": "x", "title": text})]


def test_merged_cells_hold_for_their_rows(tmp_path: Path) -> None:
    """A cell merged over rows counts in each where a column asks for it; nothing else makes a row."""
    sheet: list[list[Cell]] = [
        ["Code", "Title", "Hours"],
        ["a", "East", 3],
        ["b"],
        ["c"],
        [],
        ["e", "", 4],
    ]
    path = workbook(tmp_path / "b.xlsx", {"A": sheet}, merged=["A1:A1", "B2:B5", "C2:C3", "A6:B6"])
    columns = (
        Column("code", ("Code",)),
        Column("title", ("Title",), filled=False, merged=True),
        Column("hours", ("Hours",), filled=False),
    )
    [first, *_] = [each for each in read(path, columns) if isinstance(each, Row)]
    assert isinstance(first["hours"], Spread)
    assert isinstance(first["hours"], Converted)
    assert rows_of(path, columns) == [
        (2, {"code": "a", "title": "East", "hours": "3"}),
        (3, {"code": "b", "title": "East", "hours": ""}),
        (4, {"code": "c", "title": "East", "hours": ""}),
        (6, {"code": "e", "title": "", "hours": "4"}),
    ]
    two = [["Code", "About"], ["", "Title"], ["a", "East"]]
    path = workbook(tmp_path / "two.xlsx", {"A": two}, merged=["A1:A2"])
    assert rows_of(path) == [(3, {"code": "a", "title": "East"})]


def test_what_is_no_value_is_nothing(tmp_path: Path) -> None:
    """An error, and a formula that was never worked out, are empty; a worked out one is its value."""
    rows = (
        f'<row r="1">{inline("A1", "Code")}{inline("B1", "Title")}</row>'
        f'<row r="2">{inline("A2", "x")}<c r="B2" t="e"><v>#N/A</v></c></row>'
        f'<row r="3">{inline("A3", "y")}<c r="B3"><f>1+1</f></c></row>'
        f'<row r="4">{inline("A4", "z")}<c r="B4"><f>1+1</f><v>2</v></c></row>'
    )
    path = parts(tmp_path / "b.xlsx", {"A": rows})
    assert [cells for _, cells in Workbook(path).records("A")][1:] == [["x", ""], ["y", ""], ["z", "2"]]


@pytest.mark.parametrize("cell", [1.0101, date(2026, 5, 1), 11])
def test_a_code_that_is_a_number_is_left_out(tmp_path: Path, cell: Cell) -> None:
    """01.0101 as a number has lost its zero, and 1.05 may have become a day: the row is named."""
    path = workbook(tmp_path / "b.xlsx", {"A": [HEAD, [cell, "Agriculture"], GOOD]})
    wrong, good = rows_of(path)
    assert isinstance(wrong, Left)
    assert wrong.place == "b.xlsx, sheet A, row 2, Code"
    assert "zeros of the code may be lost. Make the column text." in wrong.message
    assert good == (3, {"code": "11-1011", "title": "Chief Executives"})


def test_rows_and_columns_are_those_of_the_sheet(tmp_path: Path) -> None:
    """A table that begins at B5 has its rows counted from the first of the sheet."""
    rows = (
        f'<row r="5">{inline("B5", "Code")}{inline("C5", "Title")}</row>'
        f'<row r="8">{inline("B8", "x")}{inline("E8", "a remark")}</row>'
        f'<row r="9">{inline("C9", "Nobody")}</row>'
    )
    path = parts(tmp_path / "b.xlsx", {"A": rows})
    good, wrong = rows_of(path)
    assert good == (8, {"code": "x", "title": ""})
    assert isinstance(wrong, Left)
    assert wrong.place == "b.xlsx, sheet A, row 9, Code"


def test_the_sheet_with_the_headings_is_read(tmp_path: Path) -> None:
    """The one sheet that has them is found; where none or several have, the sheets are named."""
    path = workbook(
        tmp_path / "b.xlsx",
        {"About": [["Codes and titles"]], "2023": [HEAD, GOOD], "2022": [HEAD], "Old": [HEAD, ["x", "y"]]},
        hidden=["Old"],
    )
    with pytest.raises(Unusable, match=r"the sheets '2023', '2022' all have these columns.*--sheet"):
        list(read(path, COLUMNS))
    [row] = read(path, COLUMNS, sheet="2023")
    assert isinstance(row, Row)
    assert (row.sheet, row.number) == ("2023", 2)
    assert [each["code"] for each in read(path, COLUMNS, sheet="Old") if isinstance(each, Row)] == ["x"]
    with pytest.raises(Unusable, match="no sheet '2021'; there are 'About', '2023', '2022'"):
        list(read(path, COLUMNS, sheet="2021"))
    other = (Column("other", ("Other",)),)
    with pytest.raises(Unusable, match=r"no column Other .* of a sheet \('About', '2023', '2022'\)"):
        list(read(path, other))
    assert has(path, COLUMNS)
    assert not has(path, other)


def test_text_has_no_sheets(tmp_path: Path) -> None:
    """A sheet of a CSV file is an error, not passed over."""
    path = tmp_path / "t.csv"
    path.write_text("Code,Title\nx,y\n")
    with pytest.raises(Unusable, match="no sheets in a text file"):
        list(read(path, COLUMNS, sheet="A"))


def bomb(path: Path, what: str) -> Path:
    """Write a small workbook that asks for much, or one that is broken."""
    head = f'<row r="1">{inline("A1", "Code")}{inline("B1", "Title")}</row>'
    if what == "far":
        return parts(path, {"A": f'{head}<row r="1048576">{inline("XFD1048576", "x")}</row>'})
    if what == "shared":
        cells = "".join(f'<row r="{n}"><c r="A{n}" t="s"><v>0</v></c></row>' for n in range(2, 2000))
        return parts(path, {"A": head + cells}, f"<si><t>{'x' * 30_000}</t></si>")
    if what == "blank":
        return parts(path, {"A": head + " " * 3_000_000})
    if what == "entities":
        return parts(path, {"A": head}, **{"xl/theme.xml": '<!DOCTYPE a [<!ENTITY b "bb">]><a>&b;</a>'})
    if what == "place":
        return parts(path, {"A": '<row r="1"><c r="A99999999999"><v>1</v></c></row>'})
    if what == "row":
        return parts(path, {"A": f'<row r="{"9" * 5000}"><c><v>1</v></c></row>'})
    if what == "other":
        with ZipFile(path, "w") as archive:
            archive.writestr("codes.csv", "Code,Title\n")
        return path
    if what == "binary":
        return parts(path, {"A": head}, **{"xl/workbook.bin": "x"})
    made = parts(path, {"A": head}, **({"xl/worksheets/sheet1.xml": "<a>"} if what == "xml" else {}))
    body = bytearray(made.read_bytes())
    if what == "cut":
        made.write_bytes(body[: len(body) // 2])
    elif what == "old":
        made.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512))
    return made


@pytest.mark.parametrize(
    ("what", "says"),
    [
        ("far", r"reaches over 1,048,576 rows of 16,384 columns.*max_workbook_cells"),
        ("shared", r"hold 59,940,000 characters.*max_workbook_bytes"),
        ("blank", r"would inflate to 3,00\d,\d{3} bytes; the most is 2,000,000 \(max_workbook_bytes\)"),
        ("entities", "declares entities"),
        ("place", "'A99999999999' is no place of a cell"),
        ("row", "'99999999999999999999' is no number of a row"),
        ("other", "an archive and no workbook. Unpack it"),
        ("binary", r"\.xlsb\); save it as \.xlsx"),
        ("cut", "damaged or has a password"),
        ("old", r"an old workbook \(\.xls\) or one with a password"),
    ],
)
def test_what_asks_for_too_much_is_refused(tmp_path: Path, what: str, says: str) -> None:
    """A workbook beyond a bound, and what is none, says why before a library has opened it."""
    path = bomb(tmp_path / "b.xlsx", what)
    assert path.stat().st_size < 100_000
    with pytest.raises(Unusable, match=says):
        list(read(path, COLUMNS, bounds=Bounds(size=2_000_000)))


def test_a_large_file_is_not_opened(tmp_path: Path) -> None:
    """A file of more bytes than a workbook may have is refused by its size."""
    path = workbook(tmp_path / "b.xlsx", {"A": [HEAD, GOOD]})
    with pytest.raises(Unusable, match=r"a workbook may have 100 \(max_workbook_bytes\)"):
        list(read(path, COLUMNS, bounds=Bounds(size=100)))


def test_a_directory_that_lies_is_found_out(tmp_path: Path) -> None:
    """A part that inflates to more than the archive says is not read on."""
    path = parts(tmp_path / "b.xlsx", {"A": " " * 3_000_000})
    body = path.read_bytes()
    with ZipFile(path) as archive:
        size = archive.getinfo("xl/worksheets/sheet1.xml").file_size
    path.write_bytes(body.replace(size.to_bytes(4, "little"), (1_000).to_bytes(4, "little")))
    with ZipFile(path) as archive:
        assert archive.getinfo("xl/worksheets/sheet1.xml").file_size == 1_000
    with pytest.raises(Unusable, match="damaged or has a password"):
        list(read(path, COLUMNS, bounds=Bounds(size=2_000_000)))


def test_cells_without_a_value_are_not_in_the_way(tmp_path: Path) -> None:
    """Formats to the end of the sheet, as spreadsheets leave them, ask for nothing."""
    head = f'<row r="1">{inline("A1", "Code")}{inline("B1", "Title")}</row>'
    rows = f'{head}<row r="1048576"><c r="XFD1048576"/></row>'
    assert rows_of(parts(tmp_path / "b.xlsx", {"A": rows})) == []


def test_no_macro_is_run_and_other_parts_are_not_read(tmp_path: Path) -> None:
    """Pictures and macros in a workbook are passed over, however large."""
    path = workbook(tmp_path / "b.xlsm", {"A": [HEAD, GOOD]})
    with ZipFile(path, "a", ZIP_DEFLATED) as archive:
        archive.writestr("xl/vbaProject.bin", b"\0" * 3_000_000)
    assert len(list(read(path, COLUMNS, bounds=Bounds(size=100_000)))) == 1


CTE = {
    "SOC_Career_Clusters_Crosswalk.xlsx": ("SOC - CC - Sub-Clusters", "soc_cluster_subcluster.csv", 1203),
    "CIP_Career_Clusters_Crosswalk.xlsx": ("CIP - CC - Sub-Clusters", "cip_cluster_subcluster.csv", 4725),
    "NAICS_Subclusters_Crosswalk.xlsx": ("CC - Sub-Cluster - NAICS", "naics_cluster_subcluster.csv", 112),
    "Full_Framework_Crosswalk.xlsx": ("SOC - CIP - CC", "full_soc_cip_cluster_naics.csv", 6674),
}
"""Workbooks of Advance CTE: a sheet, its twin as CSV, and how many rows that has."""


def saved(path: Path) -> list[list[str]]:
    """The rows of a CSV file below its heading."""
    with path.open(encoding="utf-8-sig", newline="") as lines:
        return [[cell.strip() for cell in row] for row in csv.reader(lines)][1:]


@pytest.mark.parametrize("name", CTE)
def test_public_workbooks_and_their_twins_are_the_same(shared_data: Path, name: str) -> None:
    """Each cell of a published crosswalk is that of its CSV, which lacks only rows that head a section."""
    sheet, twin, count = CTE[name]
    folder = shared_data / "taxonomies" / "advance_cte_14"
    rows = [cells for _, cells in Workbook(folder / name).records(sheet)][1:]
    assert [cells for cells in rows if len([cell for cell in cells if cell]) > 1] == saved(folder / twin)
    assert len(saved(folder / twin)) == count


def test_public_figures_and_their_twins_are_the_same(shared_data: Path) -> None:
    """Each figure of the published projections is written as in its CSV, where a dash is left empty."""
    folder = shared_data / "taxonomies" / "bls_projections"
    rows = [cells for _, cells in Workbook(folder / "occupation.xlsx").records("Table 1.2")]
    twin = saved(folder / "occupational_projections_2024_34.csv")
    below = rows[2 : 2 + len(twin)]
    assert [["" if cell == "\u2014" else cell.strip() for cell in cells] for cells in below] == twin
