"""What a row means, field by field: its cells translated, cut apart, translated again and then read."""

import re
from collections.abc import Mapping, Sequence

from credway.loaders.articulations import cells
from credway.loaders.articulations.mapping import Plan, TableMapping, Values, fields, spelling
from credway.loaders.tables import Row

ADDED = ("caveat", "condition")
"""What a mapping says of all rows besides what each says; other constants stand where a cell is empty."""

Parts = Mapping[tuple[str, str], Values]
"""What stands in the cells of a row, by field and column, cut apart."""


class Wrong(ValueError):
    """A row that cannot be taken: the field, and why."""

    def __init__(self, name: str, message: str) -> None:
        super().__init__(message)
        self.name = name


class Meant:
    """What one row means, field by field. Raises Wrong where a cell cannot be read."""

    def __init__(self, parts: Parts, plan: Plan, mapping: TableMapping) -> None:
        self.mapping = mapping
        self.held: dict[str, list[str]] = {}
        for name, column in plan.columns.items():
            self._take(name, parts.get((name, column), ()))
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

    def named(self, name: str) -> tuple[str, ...]:
        """The names that stand in a field. Raises Wrong where one of them only says that there is none."""
        for text in self.all(name):
            if cells.is_nothing(text):
                raise Wrong(name, f"{text!r} names nothing; write what it is, or clear the cell")
        return self.all(name)

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

    def _take(self, name: str, parts: Sequence[str]) -> None:
        """Translate each part; what a translation says of other fields is said of them."""
        meanings = self.mapping.translate.get(name, {})
        for each in parts:
            for field, values in meanings.get(spelling(each), {name: (each,)}).items():
                self.held.setdefault(field, []).extend(values)


def parts_of(row: Row, mapping: TableMapping, above: Parts) -> tuple[Parts, Wrong | None]:
    """Cut the cells of a row apart, with what is wrong where a cell repeats what does not stand above it."""
    found: dict[tuple[str, str], Values] = {}
    wrong: Wrong | None = None
    for plan in mapping.plans:
        for name, column in plan.columns.items():
            cell = row[column]
            parts: list[str] = []
            for each in _cut(name, cell, mapping) if cell else ():
                if spelling(each) not in mapping.repeats:
                    parts.append(each)
                elif said := above.get((name, column)):
                    parts += said
                else:
                    message = f"{each!r} repeats the row above, and nothing stands there; write it out"
                    wrong = wrong or Wrong(name, message)
            found[name, column] = tuple(parts)
    return found, wrong


def _cut(name: str, cell: str, mapping: TableMapping) -> list[str]:
    """Cut a cell where nothing says what it means as a whole."""
    separators = mapping.separators.get(name, ())
    whole = spelling(cell) in mapping.translate.get(name, {})
    if not separators or whole or (name == "course_or_program" and not is_code(cell)):
        return [cell]
    parts = re.split("|".join(map(re.escape, separators)), cell)
    return [each.strip() for each in parts if each.strip()]


def is_code(text: str) -> bool:
    """Whether a text that names a course or a program is the code of a course."""
    return any(sign.isdigit() for sign in text)


def cell_of(row: Row, plan: Plan, name: str) -> str:
    """The cell of a row that a plan reads a field from, "" where none is."""
    return row[plan.columns[name]] if name in plan.columns else ""
