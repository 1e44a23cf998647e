"""The stream of rows: every form of file, and an error that names row and column for each row lost."""

import csv
import io
from pathlib import Path

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from credway.loaders.tables import Column, Left, Row, Unusable, has, read

COLUMNS = (Column("code", ("SOC Code", "Code")), Column("title", ("Title",), filled=False))

CONTROLS = "".join(chr(code) for code in range(32) if chr(code) not in "\t\n\r")
CELL = st.text(st.characters(codec="cp1252", exclude_characters=CONTROLS), max_size=12)
"""What every encoding here, and every document, can hold."""


def written(path: Path, text: str, encoding: str = "utf-8") -> Path:
    """Write a file as it is, without touching its line ends."""
    path.write_bytes(text.encode(encoding))
    return path


def is_utf8(body: bytes) -> bool:
    """Say whether bytes can be read as UTF-8, which then is what they are taken for."""
    try:
        body.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def rows_of(path: Path) -> list[Row]:
    """Read a file in which nothing may be wrong."""
    found = list(read(path, COLUMNS))
    assert all(isinstance(each, Row) for each in found), found
    return [each for each in found if isinstance(each, Row)]


@settings(max_examples=120, deadline=None)
@given(
    rows=st.lists(st.tuples(CELL.filter(lambda cell: bool(cell.strip())), CELL), max_size=8).map(
        lambda rows: [pair for pair in rows if not any(cell.lstrip().startswith("=") for cell in pair)]
    ),
    separator=st.sampled_from(",\t;"),
    encoding=st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "cp1252"]),
    end=st.sampled_from(["\r\n", "\n"]),
    formulas=st.booleans(),
    preamble=st.integers(0, 2),
)
def test_no_cell_is_lost(
    tmp_path_factory: pytest.TempPathFactory,
    rows: list[tuple[str, str]],
    separator: str,
    encoding: str,
    end: str,
    formulas: bool,
    preamble: int,
) -> None:
    """Whatever the separator, encoding, line ends, lines above and Excel formulas, each cell is back."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=separator, lineterminator=end, quoting=csv.QUOTE_ALL)
    writer.writerows([["Made for people"]] * preamble)
    writer.writerow(["soc_code", "TITLE"])
    for code, title in rows:
        formula = '="{}"'.format(code.replace('"', '""'))
        writer.writerow([formula if formulas else code, title])
    if encoding == "cp1252":
        assume(text.getvalue().isascii() or not is_utf8(text.getvalue().encode(encoding)))
    path = written(tmp_path_factory.mktemp("table") / "table.csv", text.getvalue(), encoding)
    found = rows_of(path)
    assert [(each["code"], each["title"]) for each in found] == [
        tuple(cell.replace("\u00a0", " ").strip() for cell in pair) for pair in rows
    ]
    assert [each.number for each in found] == list(range(preamble + 2, preamble + 2 + len(rows)))


@settings(max_examples=120, deadline=None)
@given(
    st.lists(
        st.one_of(
            st.tuples(st.just("good"), st.just("11-1011,Chiefs")),
            st.tuples(st.just("code"), st.just(",Chiefs")),
            st.tuples(st.just("column 3"), st.just("11-1011,Chiefs,more")),
            st.tuples(st.just("blank"), st.sampled_from(["", ",", " , "])),
            st.tuples(st.just("good"), st.just('11-1011,"the "so called" chiefs"')),
            st.tuples(st.just("quote"), st.just('"11-1011"x"y,"Chiefs')),
        ),
        max_size=10,
    )
)
def test_each_row_is_taken_or_named(
    tmp_path_factory: pytest.TempPathFactory, lines: list[tuple[str, str]]
) -> None:
    """A row that is not blank is a row or an error with its number, and the column where there is one."""
    body = "".join(f"{text}\n" for _, text in lines)
    path = written(tmp_path_factory.mktemp("table") / "table.csv", "Code,Title\n" + body)
    expected = [(number, what) for number, (what, _) in enumerate(lines, 2) if what != "blank"]
    if any(what == "quote" for what, _ in lines):
        # A quote that is never closed takes the lines after it with it, and the error says which.
        found = list(read(path, COLUMNS))
        unclosed = [each for each in found if isinstance(each, Left) and "cannot be read" in each.message]
        assert unclosed
        assert all("line" in each.message for each in unclosed)
        return
    said = [
        (each.number, "good")
        if isinstance(each, Row)
        else (each.row, "code" if each.column == "Code" else each.column)
        for each in read(path, COLUMNS)
    ]
    assert said == expected


def test_a_place_is_named_for_people(tmp_path: Path) -> None:
    """A row that is left out says file, row and column as the file heads it."""
    path = written(tmp_path / "table.csv", "Code,Title\n,Chiefs\n")
    [found] = read(path, COLUMNS)
    assert isinstance(found, Left)
    assert found.place == "table.csv, row 2, Code"


@pytest.mark.parametrize(
    ("body", "says"),
    [
        (b"PK\x03\x04rest", "the workbook is damaged"),
        (b"\xd0\xcf\x11\xe0rest", "an old workbook"),
        (b"\x1f\x8brest", "compressed"),
        (b"", "the file is empty"),
        (b"Code,Name\n11-1011,x\n", "no column Title"),
        (b"Code,Title\n\0\n", "NUL characters"),
        (b"\xef\xbb\xbfCode,Title\n\xff\n", "not utf-8"),
        (b"Code,Title\n\x81\n", "neither UTF-8 nor Windows-1252"),
    ],
)
def test_what_is_no_table_is_refused(tmp_path: Path, body: bytes, says: str) -> None:
    """A file that is no such table says what it is instead, and nothing of it is read."""
    path = tmp_path / "file"
    path.write_bytes(body)
    with pytest.raises(Unusable, match=says):
        list(read(path, COLUMNS))


def test_a_table_has_a_size(tmp_path: Path) -> None:
    """Beyond the most rows reading stops with the number; a cell of any length is bounded."""
    path = written(tmp_path / "table.csv", "Code,Title\n" + "a,b\n" * 5)
    with pytest.raises(Unusable, match="more than 4 rows"):
        list(read(path, COLUMNS, most=4))
    written(path, "Code,Title\n" + "a" * 200_000 + ",b\nc,d\n")
    long, good = read(path, COLUMNS)
    assert isinstance(long, Left)
    assert "field larger than field limit" in long.message
    assert isinstance(good, Row)


def test_a_table_can_be_asked_for_its_columns(tmp_path: Path) -> None:
    """Whether a file has the columns is said without reading its rows."""
    path = written(tmp_path / "table.csv", "Title;Code\n;\n")
    assert has(path, COLUMNS)
    assert not has(path, (Column("other", ("Other",)),))


@given(st.sampled_from(CONTROLS[1:]), st.text("ab", min_size=1, max_size=3), st.sampled_from("ct"))
def test_a_control_character_is_named_with_its_cell(
    tmp_path_factory: pytest.TempPathFactory, control: str, text: str, where: str
) -> None:
    """One cell that no document can carry costs its own row, and not the document of all the rows."""
    cells = (f"{text}{control}x", "b") if where == "c" else ("a", f"{text}{control}x")
    path = written(tmp_path_factory.mktemp("table") / "table.csv", f"Code,Title\n{','.join(cells)}\nc,d\n")
    wrong, good = read(path, COLUMNS)
    assert isinstance(wrong, Left)
    assert isinstance(good, Row)
    assert (wrong.row, wrong.column) == (2, "Code" if where == "c" else "Title")
    assert f"U+{ord(control):04X}" in wrong.message


def test_a_cell_that_is_too_long_is_named(tmp_path: Path) -> None:
    """A text longer than a document takes costs its own row, whether the reader of CSV takes it or not."""
    lines = [f"a,{'x' * length}" for length in (65_536, 65_537, 200_000)]
    found = list(read(written(tmp_path / "table.csv", "\n".join(["Code,Title", *lines])), COLUMNS))
    assert isinstance(found[0], Row)
    told = [each for each in found if isinstance(each, Left)]
    assert [each.row for each in told] == [3, 4]
    assert all("Shorten" in each.message for each in told)


def test_a_heading_over_two_columns_is_refused(tmp_path: Path) -> None:
    """Which of two columns is meant is not guessed; one that nobody reads may stand twice."""
    path = written(tmp_path / "table.csv", "Code,Title,code \n1,a,2\n")
    with pytest.raises(Unusable, match=r"'Code' stands over the columns 1 and 3\. Remove"):
        list(read(path, COLUMNS))
    path = written(tmp_path / "other.csv", "Code,Title,Note,Note\n1,a,2,3\n")
    assert len(list(read(path, COLUMNS))) == 1
