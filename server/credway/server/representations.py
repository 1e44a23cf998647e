"""A document, or one thing in it, in each of the formats that are served."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import orjson
from pyoxigraph import BlankNode, NamedNode, RdfFormat, Triple, serialize

from credway.ontology.context import CONTEXT_URL
from credway.ontology.namespaces import PREFIXES, compact, expand
from credway.registry.answers.nodes import Body
from credway.registry.errors import Withdrawn
from credway.registry.reading import read_stored
from credway.registry.settings import Settings
from credway.shapes.documents import JSON, JSON_LD, N_QUADS, N_TRIPLES, RDF_XML, TURTLE, Document
from credway.shapes.spelling import canonical, home_of

_RDF = {
    TURTLE: RdfFormat.TURTLE,
    N_TRIPLES: RdfFormat.N_TRIPLES,
    N_QUADS: RdfFormat.N_QUADS,
    RDF_XML: RdfFormat.RDF_XML,
}


@dataclass(frozen=True)
class Representable:
    """The newest version of a document, with the thing in it that is asked for (None: all of it)."""

    body: Body
    document: str
    thing: str | None
    settings: Settings
    base: str

    def bytes_as(self, media_type: str) -> bytes:
        """Write it in a format. Raises Withdrawn where the newest version has the thing no more."""
        if media_type in (JSON, JSON_LD):
            return self._json()
        if self.thing is None and media_type == self.body.version.media_type:
            return self.body.bytes
        form = _RDF[media_type]
        triples = self._triples()
        prefixes = _prefixes(triples) if form.supports_datasets is False else None
        return serialize(triples, format=form, prefixes=prefixes) or b""

    @property
    def context(self) -> str:
        """The address of the context that reads it."""
        if self._is_json:
            data = orjson.loads(self.body.bytes)
            found = data.get("@context") if isinstance(data, dict) else None
            if isinstance(found, str):
                return found
        return CONTEXT_URL

    @property
    def _is_json(self) -> bool:
        return self.body.version.media_type in (JSON, JSON_LD)

    def _json(self) -> bytes:
        if not self._is_json:
            return serialize(self._triples(), format=RdfFormat.JSON_LD) or b""
        if self.thing is None:
            return self.body.bytes
        data = orjson.loads(self.body.bytes)
        if isinstance(data, list):  # an expanded document
            data = {"@context": CONTEXT_URL, "@graph": data}
        if "@graph" not in data and self._is_thing(data):
            return self.body.bytes
        return orjson.dumps(self._cut(data))

    def _is_thing(self, node: dict[str, Any]) -> bool:
        """Whether a node is the thing asked for, in whatever spelling it was published."""
        return canonical(str(node.get("@id")), home_of(self.document)) == self.thing

    def _cut(self, data: dict[str, Any]) -> dict[str, Any]:
        """The node of the thing as published, with the blank nodes it leads to beside it."""
        nodes = list(_nodes(data))
        found = [node for node in nodes if self._is_thing(node) and len(node) > 1]
        if not found:
            raise self._gone()
        blank = {node["@id"]: node for node in nodes if _is_blank(node.get("@id")) and len(node) > 1}
        beside: dict[str, dict[str, Any]] = {}
        pending = [*found]
        while pending:
            for name in _blank_names(pending.pop()):
                if name in blank and name not in beside:
                    beside[name] = blank[name]
                    pending.append(blank[name])
        loose = [node for name, node in beside.items() if not _holds(found, node)]
        context = {"@context": data.get("@context", CONTEXT_URL)}
        if len(found) == 1 and not loose:
            return context | {k: v for k, v in found[0].items() if k != "@context"}
        return context | {"@graph": [*found, *loose]}

    def _triples(self) -> Sequence[Triple]:
        version = self.body.version
        document = Document(self.body.bytes, self.document, version.media_type)
        reading = read_stored(document, self.base)
        if self.thing is None:
            return reading.published
        triples = reading.triples
        wanted: set[NamedNode | BlankNode] = {NamedNode(self.thing)}
        kept: list[Triple] = []
        pending = list(wanted)
        of: dict[Any, list[Triple]] = {}
        for triple in triples:
            of.setdefault(triple.subject, []).append(triple)
        while pending:
            for triple in of.get(pending.pop(), ()):
                kept.append(triple)
                if isinstance(triple.object, BlankNode) and triple.object not in wanted:
                    wanted.add(triple.object)
                    pending.append(triple.object)
        if not kept:
            raise self._gone()
        return kept

    def _gone(self) -> Withdrawn:
        return Withdrawn(
            f"version {self.body.version.version} of {self.document} does not describe"
            f" {self.thing} any more; an earlier version did",
            document=self.document,
        )


def _nodes(value: Any) -> Iterator[dict[str, Any]]:
    pending = [value]
    while pending:
        part = pending.pop()
        if isinstance(part, dict):
            yield part
            pending.extend(reversed([v for k, v in part.items() if k != "@context"]))
        elif isinstance(part, list):
            pending.extend(reversed(part))


def _blank_names(node: dict[str, Any]) -> Iterator[str]:
    """The blank nodes that a node points at, by name."""
    pending: list[Any] = [v for k, v in node.items() if k != "@id"]
    while pending:
        part = pending.pop()
        if isinstance(part, str):
            if _is_blank(part):
                yield part
        elif isinstance(part, dict):
            pending.extend(part.values())
        elif isinstance(part, list):
            pending.extend(part)


def _holds(found: Sequence[dict[str, Any]], node: dict[str, Any]) -> bool:
    return any(inner is node for each in found for inner in _nodes(each))


def _is_blank(name: Any) -> bool:
    return isinstance(name, str) and name.startswith("_:")


def _prefixes(triples: Sequence[Triple]) -> dict[str, str]:
    """The prefixes that some triples need."""
    used: set[str] = set()
    for triple in triples:
        for term in (triple.predicate, triple.object):
            if isinstance(term, NamedNode):
                used.add(compact(term.value).partition(":")[0])
    return {prefix: expand(f"{prefix}:") for prefix in sorted(used & PREFIXES.keys())}
