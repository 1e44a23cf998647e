"""Mappings: TOML files in which a state says what the columns of its table mean, checked word by word."""

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any, Final, NoReturn, cast

from credway.loaders.articulations.cells import CHECKS
from credway.loaders.kinds import table
from credway.loaders.tables import Column, Unusable
from credway.registry.names import fold

SOURCE: Final = ("id", "title", "publisher", "url", "date", "licence", "attribution", "says")
SAYS: Final = ("publisher", "institution")
TABLES: Final = ("source", "columns", "constants", "separators", "translate", "award", "optional", "repeats")
IN_AWARD: Final = ("columns", "constants", "only_with")

Values = tuple[str, ...]
Meaning = Mapping[str, Values]
"""What a cell means: the values of some fields."""


@dataclass(frozen=True, slots=True)
class Field:
    """Something that a column can mean."""

    name: str
    form: str
    several: bool
    what: str


@dataclass(frozen=True, slots=True)
class Plan:
    """How a row becomes one award, or several where a cell holds several credentials."""

    columns: Mapping[str, str]
    constants: Meaning
    only_with: Values = ()


@dataclass(frozen=True, slots=True)
class TableMapping:
    """What a table's columns mean. `headings` are the columns to be read, by our keys."""

    path: str
    source: Mapping[str, str]
    headings: Sequence[Column]
    plans: Sequence[Plan]
    separators: Mapping[str, Values]
    translate: Mapping[str, Mapping[str, Meaning]]
    repeats: frozenset[str]


@cache
def fields() -> Mapping[str, Field]:
    """All that a column can mean, by name."""
    rows = table("articulations/fields.csv")
    return {r["field"]: Field(r["field"], r["form"], r["several"] == "yes", r["what"]) for r in rows}


@cache
def built_in(name: str) -> TableMapping:
    """The mapping of one of our own kinds of table."""
    text = files("credway.loaders").joinpath(f"articulations/mappings/{name}.toml").read_text("utf-8")
    return parsed(text, f"the mapping of {name}")


def read(path: str | Path) -> TableMapping:
    """Read a mapping. Raises Unusable, which names the place in it, or OSError."""
    try:
        text = Path(path).read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError:
        raise Unusable(f"{path}: a mapping is a text in UTF-8. Save it so.") from None
    return parsed(text, str(path))


def parsed(text: str, path: str) -> TableMapping:
    """Check a mapping and make it whole. Raises Unusable, which names the place in it."""
    try:
        held = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise Unusable(f"{path}: this is no TOML: {error}") from None
    return _Reading(path).mapping(held)


class _Reading:
    """One mapping being read; every complaint begins with its path and the place."""

    def __init__(self, path: str) -> None:
        self.path = path

    def mapping(self, held: Mapping[str, Any]) -> TableMapping:
        self._known(held, TABLES, "the mapping", "part")
        source = self._source(self._table(held, "source"))
        optional = self._texts(held.get("optional", []), "optional")
        for name in optional:
            self._field(name, "optional")
        columns, constants = self._columns(held, ""), self._constants(held, "")
        plans, headings = [], dict[str, Column]()
        for number, award in enumerate(self._awards(held), 1):
            place = f"award {number}, " if held.get("award") else ""
            self._known(award, IN_AWARD, place.rstrip(", ") or "the mapping", "part")
            spelt = {**columns, **self._columns(award, place)}
            fixed = {**constants, **self._constants(award, place)}
            only = self._texts(award.get("only_with", []), f"{place}only_with")
            for name in only:
                if self._field(name, f"{place}only_with") not in spelt:
                    self._stop(f"{place}only_with", f"no column is read as {name}")
            self._whole(spelt, fixed, place)
            keys = {name: "|".join(spellings) for name, spellings in spelt.items()}
            for name, spellings in spelt.items():
                present = name not in optional and name not in only
                headings.setdefault(
                    keys[name], Column(keys[name], spellings, present, filled=False, merged=True)
                )
            plans.append(Plan(keys, fixed, only))
        cut = "[separators]"
        made = TableMapping(
            self.path,
            source,
            tuple(headings.values()),
            tuple(plans),
            {
                name: self._texts(value, f"{cut} {self._field(name, cut, several=True)}", filled=_CUTS)
                for name, value in self._table(held, "separators").items()
            },
            {
                self._field(name, "[translate]"): self._translations(name, value)
                for name, value in self._table(held, "translate").items()
            },
            frozenset(map(spelling, self._texts(held.get("repeats", []), "repeats", filled=_REPEATS))),
        )
        return self._used(made)

    def _awards(self, held: Mapping[str, Any]) -> list[Mapping[str, Any]]:
        awards = held.get("award", [{}])
        if not isinstance(awards, list) or not all(isinstance(each, dict) for each in awards) or not awards:
            self._stop("award", "each award is a section [[award]]")
        return cast("list[Mapping[str, Any]]", awards)

    def _source(self, held: Mapping[str, Any]) -> Mapping[str, str]:
        self._known(held, SOURCE, "[source]", "word")
        found = {name: self._text(value, f"[source] {name}").strip() for name, value in held.items()}
        missing = [name for name in ("id", "title") if not found.get(name)]
        if missing:
            self._stop("[source]", f"{missing[0]} is missing: {_SOURCE_SAYS[missing[0]]}")
        if set(found["id"]) - set("abcdefghijklmnopqrstuvwxyz0123456789-") or len(found["id"]) > 60:
            self._stop("[source] id", "small letters, digits and hyphens, 60 at most, such as ohio-itag-2026")
        if found.setdefault("says", "publisher") not in SAYS:
            self._stop("[source] says", f"{found['says']!r} is none of {', '.join(SAYS)}")
        if found["says"] == "publisher" and not found.get("publisher"):
            self._stop("[source]", 'publisher is missing: who says so; or says = "institution"')
        for name, form in (("url", "url"), ("date", "date")):
            if found.get(name):
                self._checked(found[name], form, f"[source] {name}")
        return found

    def _columns(self, held: Mapping[str, Any], place: str) -> dict[str, Values]:
        where = f"{place}[columns]"
        return {
            self._field(name, where): self._texts(
                value, f"{where} {name}", filled="write the heading of the column"
            )
            for name, value in self._table(held, "columns", place).items()
        }

    def _constants(self, held: Mapping[str, Any], place: str) -> dict[str, Values]:
        where = f"{place}[constants]"
        return {
            name: self._values(name, value, where)
            for name, value in self._table(held, "constants", place).items()
        }

    def _translations(self, name: str, value: Any) -> Mapping[str, Meaning]:
        where = f"[translate.{name}]"
        if not isinstance(value, dict):
            self._stop(where, 'it is a table, such as "cell" = "meaning"')
        found: dict[str, Meaning] = {}
        for written, meaning in value.items():
            cell = spelling(written)
            place = f"{where} {written!r}"
            if isinstance(meaning, dict):
                meant = {each: self._values(each, held, place) for each, held in meaning.items()}
            else:
                meant = {name: self._values(name, meaning, place)}
            if found.setdefault(cell, meant) != meant:
                self._stop(place, "the same stands above it, but for capitals or signs, with another meaning")
        return found

    def _used(self, made: TableMapping) -> TableMapping:
        """Stop where a part speaks of cells that no column gives, so that it would never be used."""
        read = {name for plan in made.plans for name in plan.columns}
        cut = {*read, "together"} if "credential" in read else read
        for part, held, names in (("separators", made.separators, cut), ("translate", made.translate, read)):
            for name in sorted(held.keys() - names):
                self._stop(f"[{part}] {name}", f"no column is read as {name}; name it under [columns]")
        return made

    def _values(self, name: str, value: Any, where: str) -> Values:
        """The values that a mapping gives a field, each of its form; "" states nothing."""
        meant = fields()[self._field(name, where)]
        found = tuple(text.strip() for text in self._texts(value, f"{where} {name}"))
        if len(found) > 1 and not meant.several:
            self._stop(f"{where} {name}", "it takes one value")
        for each in found:
            self._checked(each, meant.form, f"{where} {name}")
        return found

    def _whole(self, spelt: Mapping[str, Values], fixed: Meaning, place: str) -> None:
        """Stop where an award could never be made."""
        told = {*spelt, *fixed}
        if "credential" not in told:
            self._stop(f"{place}[columns]", "credential is missing: which column names the credential?")
        if "kind" not in told:
            self._stop(
                f"{place}[constants]",
                "kind is missing: GuaranteedMinimum, InstitutionalAward or Recommendation, "
                "or the column that says it",
            )
        if not told & {"institution", "authority"}:
            self._stop(
                f"{place}[columns]",
                "institution is missing: which column names the college? "
                "For a rule of a whole state give state and authority instead.",
            )

    def _table(self, held: Mapping[str, Any], name: str, place: str = "") -> Mapping[str, Any]:
        found = held.get(name, {})
        if not isinstance(found, dict):
            self._stop(f"{place}{name}", f"it is a section, written [{name}]")
        return cast("Mapping[str, Any]", found)

    def _texts(self, value: Any, where: str, *, filled: str = "") -> Values:
        found = value if isinstance(value, list) else [value]
        texts = tuple(self._text(each, where) for each in found)
        if filled and not all(texts):
            self._stop(where, f"nothing stands there; {filled}")
        return texts

    def _text(self, value: Any, where: str) -> str:
        if isinstance(value, bool):
            return "yes" if value else "no"
        if isinstance(value, dict | list):
            self._stop(where, 'it is a text in quotes, such as "OH"')
        return str(value)

    def _checked(self, text: str, form: str, where: str) -> None:
        try:
            if text:
                CHECKS[form](text)
        except ValueError as error:
            self._stop(where, str(error))

    def _field(self, name: str, where: str, *, several: bool = False) -> str:
        if name not in fields():
            self._unknown(name, list(fields()), where, "field")
        if several and not fields()[name].several:
            cut = ", ".join(each.name for each in fields().values() if each.several)
            self._stop(f"{where} {name}", f"it has one value in a row; these can be cut: {cut}")
        return name

    def _known(self, held: Mapping[str, Any], names: Sequence[str], where: str, noun: str) -> None:
        for name in held:
            if name not in names:
                self._unknown(name, names, where, noun)

    def _unknown(self, name: str, names: Sequence[str], where: str, noun: str) -> NoReturn:
        near = get_close_matches(name, names, 1)
        hint = f"did you mean {near[0]}?" if near else f"there are {', '.join(names)}"
        self._stop(where, f"there is no {noun} {name!r}; {hint}")

    def _stop(self, where: str, what: str) -> NoReturn:
        raise Unusable(f"{self.path}: {where}: {what}")


_CUTS: Final = "write what cuts a cell apart"
_REPEATS: Final = "an empty cell repeats nothing; fill such cells down in the table"
_SOURCE_SAYS: Final = {
    "id": "a short name that stays from year to year, such as ohio-itag",
    "title": "what the table is called",
}


def spelling(text: str) -> str:
    """The form in which cells and the cells of a mapping meet: case, spaces and signs are passed over."""
    return fold(text) or text.strip()


def described() -> Iterator[str]:
    """The table of fields for the documentation, line by line."""
    yield "| field | form | several | what it is |"
    yield "|---|---|---|---|"
    for each in fields().values():
        yield f"| `{each.name}` | {each.form} | {'yes' if each.several else ''} | {each.what} |"
