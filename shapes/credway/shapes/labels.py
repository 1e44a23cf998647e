"""Labels of nodes without a name, the same in every run: the parser makes up others each time."""

import re
from dataclasses import replace
from typing import Final

from credway.shapes.reading import Reading
from credway.shapes.statements import statements
from credway.shapes.verdict import Finding, Verdict

_MADE_UP: Final = re.compile(r"_:[a-f][0-9a-f]{15,31}\b")
"""What a label of the parser looks like."""


def steadied(verdict: Verdict, reading: Reading, body: bytes) -> Verdict:
    """Call nodes to which the parser gave a label by their number in the document, such as `_:node3`.

    A label that stands in the document stays as it is.
    """
    if not any(map(_names_a_label, verdict.findings)):
        return verdict
    written = set(_MADE_UP.findall(body.decode(errors="replace"))) if b"_:" in body else set()
    nodes: dict[str, int] = {}
    for subject, _, value, _ in statements(reading.triples).rows:
        for node in (subject, value):
            if node[0] == "_":
                nodes.setdefault(node, len(nodes) + 1)
    names = {
        label: f"_:node{number}"
        for label, number in nodes.items()
        if label not in written and _MADE_UP.fullmatch(label)
    }

    def renamed(finding: Finding) -> Finding:
        message = finding.message
        if "_:" in message:
            message = _MADE_UP.sub(lambda found: names.get(found[0], found[0]), message)
        value = finding.value and names.get(finding.value, finding.value)
        return replace(finding, focus=names.get(finding.focus, finding.focus), value=value, message=message)

    findings = (renamed(each) if _names_a_label(each) else each for each in verdict.findings)
    return replace(verdict, findings=tuple(findings))


def _names_a_label(finding: Finding) -> bool:
    return finding.focus[:2] == "_:" or (finding.value or "")[:2] == "_:" or "_:" in finding.message
