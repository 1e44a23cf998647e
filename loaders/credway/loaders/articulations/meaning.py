"""What a row means, field by field: its cells translated, cut apart, translated again and then read."""

import re
from collections.abc import Sequence

from credway.loaders.articulations import cells
from credway.loaders.articulations.mapping import Plan, TableMapping, Values, fields, spelling
from credway.loaders.tables import Row

ADDED = ("caveat", "condition")
"""What a mapping says of all rows besides what each says; other constants stand where a cell is empty."""


class Wrong(ValueError):
    """A row that cannot be taken: the field, and why."""

    def __init__(self, name: str, message: str) -> None:
        super().__init__(message)
        self.name = name


class Meant:
    """What one row means, field by field. Raises Wrong where a cell cannot be read."""

    def __init__(self, row: Row, plan: Plan, mapping: TableMapping, before: dict[str, Values]) -> None:
        self.mapping = mapping
        self.held: dict[str, list[str]] = {}
        for name in plan.columns:
            cell = cell_of(row, plan, name)
            if cell:
                self._take(name, self._parts(name, cell, before))
        for name, values in plan.constants.items():
            if name in ADDED or not self.held.get(name):
                self.held.setdefault(name, []).extend(values)

    def all(self, name: str) -> tuple[str, ...]:
        """The values of a field, each once, in their order."""
        return tuple(dict.fromkeys(value for value in self.held.get(name, ()) if value))

    def one(self, name: str) -> str:
        """The value of a field, "" where there is none."""
        found = self.all(name)
        if len(found) > 1:
            raise Wrong(name, f"both {found[0]!r} and {found[1]!r} are said of it")
        return found[0] if found else ""

    def checked(self, name: str) -> str:
        """The value of a field that has a form, as it is written in documents."""
        text = self.one(name)
        found = self.parsed(name, text) if text else ""
        return found if isinstance(found, str) else ""

    def concept(self, name: str) -> tuple[str, str]:
        """A concept of CTDL with the caveat on it."""
        text = self.one(name)
        found = self.parsed(name, text) if text else ("", "")
        assert isinstance(found, tuple)
        return found

    def yes(self, name: str) -> bool:
        """Whether a field says yes."""
        text = self.one(name)
        return bool(text) and bool(self.parsed(name, text))

    def parsed(self, name: str, text: str) -> object:
        """Read a text by the form of its field."""
        try:
            return cells.CHECKS[fields()[name].form](text)
        except ValueError as error:
            raise Wrong(name, str(error)) from None

    def _parts(self, name: str, cell: str, before: dict[str, Values]) -> list[str]:
        """Cut a cell where nothing says what it means as a whole; `as above` is the row above's."""
        whole = spelling(cell) in self.mapping.translate.get(name, {})
        separators = self.mapping.separators.get(name, ())
        found = [cell]
        if separators and not whole and not (name == "course_or_program" and not is_code(cell)):
            found = re.split("|".join(map(re.escape, separators)), cell)
        found = [each.strip() for each in found if each.strip()]
        above = before.get(name, ())
        found = [
            one for each in found for one in (above if spelling(each) in self.mapping.repeats else (each,))
        ]
        before[name] = tuple(found)
        return found

    def _take(self, name: str, parts: Sequence[str]) -> None:
        """Translate each part; what a translation says of other fields is said of them."""
        meanings = self.mapping.translate.get(name, {})
        for each in parts:
            for field, values in meanings.get(spelling(each), {name: (each,)}).items():
                self.held.setdefault(field, []).extend(values)


def cell_of(row: Row, plan: Plan, name: str) -> str:
    """The cell of a row that a plan reads a field from, "" where none is."""
    return row[plan.columns[name]] if name in plan.columns else ""


def is_code(text: str) -> bool:
    """Whether a text that names a course or a program is the code of a course."""
    return any(sign.isdigit() for sign in text)
