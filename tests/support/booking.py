"""Small workbooks, written as a spreadsheet writes them: shared texts, numbers, dates by their format."""

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr
from zipfile import ZIP_DEFLATED, ZipFile

Cell = str | float | bool | date | None

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
FORMATS = '<cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs>'


def workbook(
    path: Path,
    sheets: Mapping[str, Sequence[Sequence[Cell]]],
    *,
    hidden: Sequence[str] = (),
    merged: Sequence[str] = (),
) -> Path:
    """Write rows, from the first one and column A; None is a cell that is not there.

    `merged` are places such as A1:A3 that are shown as one cell, in each of the sheets.
    """
    texts: dict[str, int] = {}
    bodies = [_rows(rows, texts) for rows in sheets.values()]
    shared = "".join(f"<si><t xml:space='preserve'>{escape(text)}</t></si>" for text in texts)
    return parts(path, dict(zip(sheets, bodies, strict=True)), shared, hidden, merged)


def parts(
    path: Path,
    sheets: Mapping[str, str],
    shared: str = "",
    hidden: Sequence[str] = (),
    merged: Sequence[str] = (),
    **more: str,
) -> Path:
    """Write a workbook of which the rows of each sheet are given as XML."""
    states = {name: "hidden" if name in hidden else "visible" for name in sheets}
    listed = [
        f'<sheet name={quoteattr(name)} sheetId="{n}" state="{states[name]}" r:id="s{n}"/>'
        for n, name in enumerate(sheets, 1)
    ]
    related = [
        f'<Relationship Id="s{n}" Type="{OFFICE}/worksheet" Target="worksheets/sheet{n}.xml"/>'
        for n in range(1, len(sheets) + 1)
    ]
    book = f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets>{"".join(listed)}</sheets></workbook>'
    places = "".join(f'<mergeCell ref="{each}"/>' for each in merged)
    joined = f'<mergeCells count="{len(merged)}">{places}</mergeCells>' if merged else ""
    with ZipFile(path, "w", ZIP_DEFLATED) as archive:
        begin = f'<Relationship Id="b" Type="{OFFICE}/officeDocument" Target="xl/workbook.xml"/>'
        archive.writestr("_rels/.rels", f'<Relationships xmlns="{PACKAGE}">{begin}</Relationships>')
        archive.writestr("xl/workbook.xml", book)
        archive.writestr(
            "xl/_rels/workbook.xml.rels",
            f'<Relationships xmlns="{PACKAGE}">{"".join(related)}</Relationships>',
        )
        archive.writestr("xl/styles.xml", f'<styleSheet xmlns="{MAIN}">{FORMATS}</styleSheet>')
        archive.writestr("xl/sharedStrings.xml", f'<sst xmlns="{MAIN}">{shared}</sst>')
        for n, rows in enumerate(sheets.values(), 1):
            archive.writestr(
                f"xl/worksheets/sheet{n}.xml",
                f'<worksheet xmlns="{MAIN}"><sheetData>{rows}</sheetData>{joined}</worksheet>',
            )
        for name, body in more.items():
            archive.writestr(name, body)
    return path


def _rows(rows: Sequence[Sequence[Cell]], texts: dict[str, int]) -> str:
    return "".join(
        f'<row r="{number}">'
        + "".join(
            _cell(f"{chr(65 + column)}{number}", cell, texts)
            for column, cell in enumerate(row)
            if cell is not None
        )
        + "</row>"
        for number, row in enumerate(rows, 1)
    )


def _cell(place: str, cell: Cell, texts: dict[str, int]) -> str:
    if isinstance(cell, str):
        return f'<c r="{place}" t="s"><v>{texts.setdefault(cell, len(texts))}</v></c>'
    if isinstance(cell, bool):
        return f'<c r="{place}" t="b"><v>{int(cell)}</v></c>'
    if isinstance(cell, date):
        return f'<c r="{place}" s="1"><v>{(cell - date(1899, 12, 30)).days}</v></c>'
    return f'<c r="{place}"><v>{cell!r}</v></c>'
