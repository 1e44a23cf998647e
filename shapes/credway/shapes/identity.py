"""Identifiers: canonical IRIs that never depend on the address that serves them."""

import hashlib
import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from pyoxigraph import NamedNode, Triple

from credway.ontology.namespaces import fold
from credway.shapes.spelling import ADDRESS, canonical

CTID = re.compile(r"ce-[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
"""The grammar of a CTID; use with `fullmatch`."""


def ctid_in(text: str) -> str | None:
    """Return the CTID that a text is or ends with, lower-cased: a CTID, `urn:ctid:`, a registry URL.

    >>> ctid_in("urn:ctid:CE-0a22c7e1-8b85-4b8f-8e29-6b7a0f3c2d11")
    'ce-0a22c7e1-8b85-4b8f-8e29-6b7a0f3c2d11'
    """
    tail = text.strip().rstrip("/").rsplit("/", 1)[-1].rsplit(":", 1)[-1].lower()
    return tail if CTID.fullmatch(tail) else None


def document_iri(
    data: Mapping[str, Any] | Sequence[Any] | None,
    triples: Sequence[Triple],
    base: str,
    graph: str | None = None,
    full: Callable[[str], str] = str,
) -> str:
    """Say which IRI a document is kept under, in its one spelling.

    That of its named graph, which is `graph` where the syntax has such; else that of its first node,
    where `/resources/{ctid}` is written `/graph/{ctid}`, so that one resource published alone or in its
    graph is one document; else one made from the content under `base`. `full` writes out what a
    context shortens.
    """
    if graph is not None:
        return _as_graph(graph)
    if isinstance(data, Mapping):
        stated = data.get("@id")
        if isinstance(stated, str) and "@graph" in data and _is_name(full(stated)):
            return _as_graph(full(stated))
    if data is not None:
        nodes = data.get("@graph", data) if isinstance(data, Mapping) else data
        for node in nodes if isinstance(nodes, list) else [nodes]:
            found = node.get("@id") if isinstance(node, dict) else None
            if isinstance(found, str) and _is_name(full(found)):
                return _as_graph(full(found))
    subjects = [t.subject.value for t in triples if isinstance(t.subject, NamedNode)]
    typed = [s for s in subjects if ctid_in(s)]
    if typed or subjects:
        return _as_graph(min(typed or subjects))
    content = hashlib.sha256("\n".join(sorted(str(t.predicate) + str(t.object) for t in triples)).encode())
    return f"{base}documents/{content.hexdigest()[:32]}"


def spellings(text: str) -> list[str]:
    """List the spellings under which an IRI, CTID or code may be held, the given one first."""
    found = [text.strip(), fold(text.strip())]
    ctid = ctid_in(text)
    if ctid:
        found.append(ctid)
    found.append(canonical(text.strip()))
    match = ADDRESS.match(text.strip())
    if match:
        host = match["host"].replace("http://", "https://", 1)
        found.append(f"{host}/resources/{match['ctid'].lower()}")
    if text.startswith("http://"):
        found.append("https://" + text.removeprefix("http://"))
    return list(dict.fromkeys(found))


def _is_name(iri: str) -> bool:
    return ":" in iri and not iri.startswith("_:")


def _as_graph(iri: str) -> str:
    found = canonical(iri)
    match = ADDRESS.match(found)
    return f"{match['host']}/graph/{match['ctid']}" if match and not match["rest"] else found
