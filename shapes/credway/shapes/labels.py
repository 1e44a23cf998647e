"""Labels of nodes without a name, the same in every run: the parser makes up others each time."""

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from credway.shapes.reading import Reading
from credway.shapes.statements import is_blank, statements
from credway.shapes.verdict import Finding, Verdict

_MADE_UP: Final = re.compile(r"_:[a-f][0-9a-f]{15,31}\b")
"""What a label of the parser looks like."""


def steadied(verdict: Verdict, reading: Reading, body: bytes) -> Verdict:
    """Call nodes to which the parser gave a label by their number in the document, such as `_:node3`.

    A label that stands in the document stays as it is.
    """
    if not any(map(_names_a_label, verdict.findings)):
        return verdict
    names = _names(reading, body)
    return replace(verdict, findings=tuple(_renamed(each, names) for each in verdict.findings))


def _names(reading: Reading, body: bytes) -> Mapping[str, str]:
    """Number the nodes: those that are described, then those that are only pointed at."""
    said = statements(reading.triples)
    nodes = dict.fromkeys(filter(is_blank, said.described))
    nodes |= dict.fromkeys([row[2] for row in said.rows if row[2][0] == "_"])
    written = set(_MADE_UP.findall(body.decode(errors="replace"))) if b"_:" in body else set()
    return {
        label: f"_:node{number}"
        for number, label in enumerate(nodes, 1)
        if label not in written and _MADE_UP.fullmatch(label)
    }


def _renamed(finding: Finding, names: Mapping[str, str]) -> Finding:
    if not _names_a_label(finding):
        return finding
    f, message = finding, finding.message
    if "_:" in message:
        message = _MADE_UP.sub(lambda found: names.get(found[0], found[0]), message)
    value = None if f.value is None else names.get(f.value, f.value)
    # By its fields, for a document has hundreds: `replace` takes several times as long.
    focus = names.get(f.focus, f.focus)
    return Finding(f.severity, message, f.pointer, focus, f.path, value, f.shape, f.code, f.count)


def _names_a_label(finding: Finding) -> bool:
    return finding.focus[:2] == "_:" or (finding.value or "")[:2] == "_:" or "_:" in finding.message
