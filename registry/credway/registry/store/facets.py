"""List filters: the one place where query text is put together, from fragments in `facets/`.

Each facet has a fragment in each dialect with two parts: `match` (the fact is known and fits) and
`known` (the fact is known at all; it is asked only of what does not fit), so that an unknown fact is
neither yes nor no; or with one, `value`, which is null where it is unknown. `expressions` combines them;
only values travel as parameters, and only fragments become text.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from credway.registry.errors import BadRequest
from credway.registry.store.expressions import (
    AllOf,
    Conditions,
    Dialect,
    Expression,
    Filter,
    UnknownRule,
    conjuncts,
    deciding,
    granted,
)
from credway.registry.store.fragments import FOLDER, Facet, facets, filled, fragment, template
from credway.registry.store.pending import NOTED

__all__ = ["FOLDER", "Compiled", "Facet", "compile_list", "facets", "fragment"]

_SIGNS = {"sql": ":", "cypher": "$"}
_TRUE = {"sql": "1", "cypher": "true"}
_FALSE = {"sql": "0", "cypher": "false"}
_DECIDED = {
    "sql": ("({value} IS 1)", "({value} IS NOT 0)"),
    "cypher": ("coalesce({value}, false)", "coalesce({value}, true)"),
}
"""When a value is true, and when it is not false."""
_COUNTED = {
    UnknownRule.INCLUDE: "coalesce(value, {true})",
    UnknownRule.EXCLUDE: "coalesce(value, {false})",
    UnknownRule.ONLY: "value IS NULL",
}
_ALL = {"sql": "FROM thing t", "cypher": "MATCH (t:Thing)"}
_FROM = {"sql": "FROM ({start}) w CROSS JOIN thing t ON t.id = w.id", "cypher": "{start}\nWITH *"}
_NOTHING = {"sql": "SELECT NULL AS id LIMIT 0", "cypher": "UNWIND [] AS t"}
_MANY = 1_000
"""Of so many things of which a facet is true, a page is better found on a walk through all."""


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


def compile_list(
    labels: Sequence[str],
    where: Sequence[Expression],
    unknown: UnknownRule,
    dialect: str,
    *,
    after: str | None = None,
    before: str | None = None,
    backwards: bool = False,
    descending: bool = False,
    limit: int = 20,
    newest: bool = False,
) -> Compiled:
    """Compile a list of one class family, or of several. Raises BadRequest for a facet that none has.

    Every expression of `where` must be true. A page is of the first family. `after` and `before` are
    sort keys between which it is: their first things, or, read `backwards`, their last ones from the end.
    Parameters `n` and `day` are added by whoever asks. `newest` says that they will be the newest number and
    a day from today on, but the last: then few things are known only later, and a page may start at what is
    unknown. The page is the same without it.
    """
    writer = _Writer(labels, dialect)
    source, scope, rest = writer.split(conjuncts(where))
    logic = Dialect(_TRUE[dialect], _FALSE[dialect], writer.leaf)
    written = logic.conditions(rest)
    position, bounds = _position(after, before, descending, dialect)
    far = None
    if source == _ALL[dialect] and len(labels) == 1:
        far = writer.far(rest, unknown, logic, newest=newest)
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
        "place": position.replace("t.sort", "k.sort"),
        "direction": "DESC" if descending != backwards else "ASC",
    }
    texts = {name: filled(template(name, dialect), parts) for name in ("first", "count")}
    if far is None:
        page = filled(template("page", dialect), parts | {"start": source})
    else:
        frame = template("ordered" if "ordered" in far else "far", dialect)
        parts["near"] = _FALSE[dialect] if far["walked"] == "0" else parts["passed"]
        page = filled(frame.replace("{unstated}", far.pop("unstated")), parts | far)
    parameters = {"label": labels[0], "labels": list(labels), "limit": limit, **writer.parameters, **bounds}
    return Compiled(page, texts["first"], texts["count"], parameters)


class _Writer:
    """Writes facets, numbering their parameters."""

    def __init__(self, labels: Sequence[str], dialect: str) -> None:
        self.parameters: dict[str, Any] = {}
        self.given: list[str] = []
        self._written: dict[int, Conditions] = {}
        self._labels, self._dialect = labels, dialect

    def leaf(self, item: Filter) -> Conditions:
        """The conditions of one facet, written once."""
        if (written := self._written.get(id(item))) is None:
            written = self._written[id(item)] = self._leaf(item)
        return written

    def _leaf(self, item: Filter) -> Conditions:
        facet, name = self._take(item)
        if "given" in (parts := fragment(item.facet, self._dialect)):
            self.given.append(self._named(parts["given"], name) + "\n")
        if "value" in parts:
            value = self._part(item, "value", name)
            certain, possible = (each.format(value=value) for each in _DECIDED[self._dialect])
            return Conditions(certain, possible, value)
        match = self._part(item, "match", name)
        known = self._part(item, "known", name)
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
        """Where the first by name start: at the things of which a facet must be known to be true."""
        for item, rule in deciding([rest], unknown):
            starts = self._walked(item) == 0 and "start" in fragment(item.facet, self._dialect)
            if source == _ALL[self._dialect] and rule is UnknownRule.EXCLUDE and starts:
                return _FROM[self._dialect].format(start=self._start(item))
        return source

    def far(
        self, rest: Expression, unknown: UnknownRule, logic: Dialect, *, newest: bool
    ) -> dict[str, str] | None:
        """The parts of a page that starts at one facet, or None where there is none at which it can start.

        A facet whose unknowns are left out comes before one with whose unknowns the page must start too.
        """
        found = [
            (item, rule)
            for item, rule in deciding([rest], unknown)
            if self._walked(item) is not None
            and (rule is UnknownRule.EXCLUDE or (newest and self._labels[0] == NOTED))
        ]
        if not found:
            return None
        item, rule = min(
            found, key=lambda each: (each[1] is not UnknownRule.EXCLUDE, self._walked(each[0]) or 0)
        )
        only = rule is UnknownRule.ONLY
        # What is left under ONLY is nothing: the facet stood alone.
        left = logic.conditions(granted(rest, item, rule, unknown))
        others = logic.under(left, UnknownRule.INCLUDE if only else unknown)
        if others == _FALSE[self._dialect]:
            return None
        parts = {
            # Things pass closely enough only where those of which it is unknown do too.
            "walked": str(self._walked(item) if rule is UnknownRule.INCLUDE else 0),
            "many": str(_MANY + 1),
            "fits": (_FALSE if only else _TRUE)[self._dialect],
            "unstated": "",
            "others": others,
        }
        if "ordered" in fragment(item.facet, self._dialect):
            parts["ordered"] = self._start(item, "ordered")
        else:
            parts["start"] = _NOTHING[self._dialect] if only else self._start(item)
        if rule is not UnknownRule.EXCLUDE:
            parts["unstated"] = template("unstated", self._dialect) + "\n"
            parts["facet"] = item.facet
            # Known is looked for first: for want of it nearly all that stand there are shown.
            known = fragment(item.facet, self._dialect)["known"]
            parts["unknown"] = f"(NOT ({known}) AND NOT {logic.conditions(item).certain})"
        return parts

    def _start(self, item: Filter, part: str = "start") -> str:
        return self._named(fragment(item.facet, self._dialect)[part], self._take(item)[1])

    def _walked(self, item: Filter) -> int | None:
        return self._facet(item).walked

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
