"""The JSON-LD context, and the part of it that one document needs."""

import json
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from importlib.resources import files
from itertools import chain
from typing import Final

from credway.ontology.namespaces import PREFIXES
from credway.ontology.tables import rows

CONTEXT_URL: Final = "https://w3id.org/credway/context/v1"

# CTDL's two contexts agree on every term that they share, so that one merged context serves both.
CONTEXT_URLS: Final = frozenset(
    {CONTEXT_URL}
    | {
        f"{protocol}://credreg.net/{vocabulary}/schema/context/json"
        for protocol in ("http", "https")
        for vocabulary in ("ctdl", "ctdlasn", "qdata")
    }
)


def context() -> dict[str, object]:
    """Return the whole context: what stands under `@context`."""
    return dict(_definitions())


def pruned(names: Iterable[str]) -> dict[str, object]:
    """Return the part of the context that a document with these names needs.

    A parser's time goes into the context, not into the data: with the pruned one it needs a tenth.
    The names are the document's keys *and* the CURIEs among its values, see `names`.
    """
    known = _parts()
    found: dict[str, object] = {}
    for name in names:
        part = known.get(name) or known.get(f"{name.partition(':')[0]}:")
        if part is not None:
            found.update(part)
    return found


def names(document: object) -> set[str]:
    """Return the names in a JSON document for which a context may have a definition."""
    found: set[str] = set()
    pending = [document]
    while pending:
        value = pending.pop()
        if isinstance(value, str):
            if value.partition(":")[0] in PREFIXES:
                found.add(value)
        elif isinstance(value, dict):
            found.update(value)
            pending.extend(value.values())
        elif isinstance(value, list):
            pending.extend(value)
    return found


def render() -> str:
    """Write the context file from the tables; `context.json` holds the result."""
    terms = {row["term"]: _definition(row["coercion"]) for row in _coercions()}
    definitions = {**PREFIXES, **dict(sorted(terms.items()))}
    return json.dumps({"@context": definitions}, indent=1, ensure_ascii=False) + "\n"


def _coercions() -> Iterator[Mapping[str, str]]:
    tables = chain(rows("terms.csv"), rows("credway.csv"), rows("coercions.csv"))
    return (row for row in tables if row["coercion"])


def _definition(coercion: str) -> dict[str, str]:
    match coercion:
        case "language":
            return {"@container": "@language"}
        case "id":
            return {"@type": "@id"}
        case "string":
            return {"@type": "xsd:string"}
        case datatype:
            return {"@type": datatype}


@cache
def _definitions() -> Mapping[str, object]:
    text = files("credway.ontology").joinpath("context.json").read_text(encoding="utf-8")
    definitions: dict[str, object] = json.loads(text)["@context"]
    return definitions


@cache
def _parts() -> Mapping[str, Mapping[str, object]]:
    """Return for each term its definition with the prefixes that this uses; prefixes as `ex:`."""
    whole = _definitions()
    parts: dict[str, dict[str, object]] = {f"{prefix}:": {prefix: whole[prefix]} for prefix in PREFIXES}
    for name, definition in whole.items():
        if isinstance(definition, dict):
            datatype = definition.get("@type", "")
            used = {each.partition(":")[0] for each in (name, datatype)} & PREFIXES.keys()
            parts[name] = {prefix: whole[prefix] for prefix in used} | {name: definition}
    return parts
