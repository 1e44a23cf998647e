"""List filters: the one place where query text is put together, from fragments in `facets/`.

Each facet has a fragment in each dialect with two parts: `match` (the fact is known and fits) and
`known` (the fact is known at all), so that an unknown fact is neither yes nor no. `expressions` combines
them; only values travel as parameters, and only fragments become text.
"""

import csv
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from credway.registry.errors import BadRequest
from credway.registry.store.expressions import (
    AllOf,
    Conditions,
    Dialect,
    Expression,
    Filter,
    UnknownRule,
    certain,
    conjuncts,
)

FOLDER = files("credway.registry.store").joinpath("facets")
_MARKS = {"sql": "--", "cypher": "//"}
_SIGNS = {"sql": ":", "cypher": "$"}
_TRUE = {"sql": "1", "cypher": "true"}
_FALSE = {"sql": "0", "cypher": "false"}
_COUNTED = {
    UnknownRule.INCLUDE: "coalesce(value, {true})",
    UnknownRule.EXCLUDE: "coalesce(value, {false})",
    UnknownRule.ONLY: "value IS NULL",
}
_ALL = {"sql": "FROM thing t", "cypher": "MATCH (t:Thing)"}


@dataclass(frozen=True, slots=True)
class Facet:
    """One row of the table: the class families it applies to (`*` for all), whether always known."""

    name: str
    labels: tuple[str, ...]
    always_known: bool

    def applies(self, label: str) -> bool:
        """Whether things of a class family can be filtered by it."""
        return self.labels == ("*",) or label in self.labels


@dataclass(frozen=True, slots=True)
class Compiled:
    """Three query texts with the parameters they share.

    `page` gives some things in order: iri, sort key. `first` gives the first things by name of several
    families: iri, label, sort key. `count` gives for each family how many pass and how many rest on an
    unknown.
    """

    page: str
    first: str
    count: str
    parameters: Mapping[str, Any]


@cache
def facets() -> Mapping[str, Facet]:
    """The facets by name."""
    text = FOLDER.joinpath("index.csv").read_text(encoding="utf-8")
    return {
        row["facet"]: Facet(row["facet"], tuple(row["labels"].split()), row["always_known"] == "yes")
        for row in csv.DictReader(text.splitlines())
    }


@cache
def fragment(facet: str, dialect: str) -> Mapping[str, str]:
    """The parts of a facet: `match` and `known`; `words` or `start` where a list can start at what fits.

    `given` reads once, before the things of the list, what Cypher would read again for each of them.
    """
    mark = _MARKS[dialect]
    parts: dict[str, list[str]] = {}
    lines: list[str] = []
    for line in FOLDER.joinpath(f"{facet}.{dialect}").read_text(encoding="utf-8").splitlines():
        if line.startswith(mark):
            lines = parts.setdefault(line.removeprefix(mark).strip(), [])
        else:
            lines.append(line)
    if not {"match", "known"} <= parts.keys():
        raise ValueError(f"facets/{facet}.{dialect} lacks its match or known part")
    return {name: "\n".join(content).strip() for name, content in parts.items()}


def compile_list(
    labels: Sequence[str],
    where: Sequence[Expression],
    unknown: UnknownRule,
    dialect: str,
    *,
    after: str | None = None,
    before: str | None = None,
    descending: bool = False,
    limit: int = 20,
) -> Compiled:
    """Compile a list of one class family, or of several. Raises BadRequest for a facet that none has.

    Every expression of `where` must be true. A page is of the first family. `after` and `before` are
    sort keys; parameters `n` and `day` are added by whoever asks.
    """
    writer = _Writer(labels, dialect)
    source, scope, rest = writer.split(conjuncts(where))
    logic = Dialect(_TRUE[dialect], _FALSE[dialect], writer.leaf)
    written = logic.conditions(rest)
    position, bounds = _position(after, before, descending, dialect)
    parts = {
        "given": "".join(writer.given),
        "source": source,
        "start": writer.start(source, rest, unknown),
        "scope": scope,
        "passed": logic.under(written, unknown),
        "value": written.value,
        "once": "NOT MATERIALIZED" if written.value in (_TRUE[dialect], _FALSE[dialect]) else "MATERIALIZED",
        "counted": _COUNTED[unknown].format(true=_TRUE[dialect], false=_FALSE[dialect]),
        "position": position,
        "direction": "DESC" if descending != (before is not None) else "ASC",
    }
    page, first, count = (_filled(_template(name, dialect), parts) for name in ("page", "first", "count"))
    parameters = {"label": labels[0], "labels": list(labels), "limit": limit, **writer.parameters, **bounds}
    return Compiled(page, first, count, parameters)


class _Writer:
    """Writes facets, numbering their parameters."""

    def __init__(self, labels: Sequence[str], dialect: str) -> None:
        self.parameters: dict[str, Any] = {}
        self.given: list[str] = []
        self._labels, self._dialect = labels, dialect

    def leaf(self, item: Filter) -> Conditions:
        """The conditions of one facet."""
        facet, name = self._take(item)
        match = self._part(item, "match", name)
        known = self._part(item, "known", name)
        if "given" in (parts := fragment(item.facet, self._dialect)):
            self.given.append(self._named(parts["given"], name) + "\n")
        if facet.always_known:
            return Conditions(match, match, match)
        true, false = _TRUE[self._dialect], _FALSE[self._dialect]
        value = f"(CASE WHEN {match} THEN {true} WHEN {known} THEN {false} END)"
        return Conditions(match, f"({match} OR NOT {known})", value)

    def split(self, parts: Iterable[Expression]) -> tuple[str, str, Expression]:
        """Where the list starts, what each thing of it must be, and what is left to be weighed.

        A facet that is always known decides alone where everything must be true: no rule changes it, so
        it narrows what is looked at. One that has a `words` part starts the list there.
        """
        source, scope, rest = _ALL[self._dialect], [], []
        for part in parts:
            if not isinstance(part, Filter) or not self._facet(part).always_known:
                rest.append(part)
                continue
            _, name = self._take(part)
            if source == _ALL[self._dialect] and "words" in fragment(part.facet, self._dialect):
                source = self._named(fragment(part.facet, self._dialect)["words"], name)
            else:
                scope.append(self._part(part, "match", name))
        return source, " AND ".join(scope) or _TRUE[self._dialect], AllOf(tuple(rest))

    def start(self, source: str, rest: Expression, unknown: UnknownRule) -> str:
        """Where a page starts: at the things of which a facet with a `start` part must be known to be true.

        Only what is shown may start there: a count looks also at those that an unknown leaves out.
        """
        for item in certain([rest], unknown):
            found = fragment(item.facet, self._dialect)
            if source == _ALL[self._dialect] and "start" in found:
                return self._named(found["start"], self._take(item)[1])
        return source

    def _take(self, item: Filter) -> tuple[Facet, str]:
        """Check the facet, and give its value a name; the parts of a value are `{name}_{part}`."""
        found = self._facet(item)
        name = f"f{len(self.parameters)}"
        if isinstance(item.value, Mapping):
            self.parameters |= {f"{name}_{part}": value for part, value in item.value.items()}
        else:
            self.parameters[name] = item.value
        return found, name

    def _facet(self, item: Filter) -> Facet:
        found = facets().get(item.facet)
        wrong = [label for label in self._labels if found is None or not found.applies(label)]
        if found is None or wrong:
            raise BadRequest(f"{wrong[0]} cannot be filtered by {item.facet}", facet=item.facet)
        return found

    def _part(self, item: Filter, part: str, name: str) -> str:
        return f"({self._named(fragment(item.facet, self._dialect)[part], name)})"

    def _named(self, text: str, name: str) -> str:
        sign = _SIGNS[self._dialect]
        return text.replace(f"{sign}value", f"{sign}{name}")


def _position(
    after: str | None, before: str | None, descending: bool, dialect: str
) -> tuple[str, Mapping[str, Any]]:
    parts, bounds = [], {}
    for name, key, forward in (("after", after, not descending), ("before", before, descending)):
        if key is not None:
            parts.append(f"t.sort {'>' if forward else '<'} {_SIGNS[dialect]}{name}")
            bounds[name] = key
    return (" AND ".join(parts) or _TRUE[dialect]), bounds


def _filled(template: str, parts: Mapping[str, str]) -> str:
    for name, part in parts.items():
        template = template.replace(f"{{{name}}}", part)
    return template


@cache
def _template(name: str, dialect: str) -> str:
    mark = _MARKS[dialect]
    lines = FOLDER.joinpath(f"{name}.{dialect}").read_text(encoding="utf-8").splitlines()
    return "\n".join(line for line in lines if not line.startswith(mark))
