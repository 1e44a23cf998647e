"""Writing documents: the bytes of a JSON-LD graph, and what every loader puts into one."""

from collections.abc import Iterable, Mapping
from typing import Any, Final

import orjson

from credway.ontology import schemes
from credway.ontology.context import CONTEXT_URL
from credway.ontology.sources import sources
from credway.registry.documents import Submission
from credway.shapes.documents import Document
from credway.shapes.verdict import Mode

SCHEMES: Final = "https://w3id.org/credway/schemes/"
GRAPHS: Final = "https://w3id.org/credway/graph/"
"""Where the documents of the schemes are kept; the schemes and their concepts are things in them."""

Node = dict[str, Any]


def submission(
    iri: str,
    nodes: Iterable[Node],
    *,
    origin: str,
    mode: Mode = "publish",
    effective_from: str | None = None,
) -> Submission:
    """Make a graph document of some nodes, and the terms on which it is published."""
    body = orjson.dumps({"@context": CONTEXT_URL, "@id": iri, "@graph": list(nodes)})
    return Submission(Document(body, origin), mode, effective_from)


def stated(node: Mapping[str, Any]) -> Node:
    """Leave out what is not stated: an absent value is no value."""
    return {key: value for key, value in node.items() if value not in (None, "", [], {})}


def english(*texts: str) -> dict[str, Any]:
    """Write texts as a language map."""
    return {"en": texts[0] if len(texts) == 1 else list(texts)}


def decimal(text: str) -> Node:
    """Write a number as it is printed."""
    return {"@type": "xsd:decimal", "@value": text}


def scheme_source(name: str, label: str = "_:source") -> Node:
    """Describe where the table of a scheme comes from, as a source inside its document."""
    [key] = [each.source for each in schemes.schemes().values() if each.name == name]
    return table_source(key, label)


def table_source(key: str, label: str = "_:source") -> Node:
    """Describe a source of the vocabulary's tables by its key, as a node inside a document."""
    held = sources()[key]
    return stated(
        {
            "@id": label,
            "@type": "credway:Source",
            "schema:name": held.title,
            "schema:url": held.url,
            "credway:sourceDate": held.date,
            "credway:license": held.licence,
            "credway:attribution": held.attribution,
        }
    )
