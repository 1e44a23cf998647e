"""The projection of one document while it is being made."""

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import Any

from pyoxigraph import BlankNode, NamedNode, Triple

from credway.ontology import schemes
from credway.ontology.namespaces import compact
from credway.ontology.terms import family
from credway.registry.graph import Alias, Edge, Link, Projection, Statement, StatementKind, Thing, canonical
from credway.registry.names import name_key, sort_key, tokens
from credway.registry.periods import since, until
from credway.registry.projection.reader import Node, Reader

MENTIONED = "Resource"
"""The label of a thing that is pointed at and whose class the document does not say."""

THINGS = frozenset(
    [
        "Agent",
        "Agreement",
        "Assessment",
        "Cluster",
        "Competency",
        "CompetencyFramework",
        "Concept",
        "ConditionManifest",
        "CostManifest",
        "Credential",
        "CredentialType",
        "DataSet",
        "Industry",
        "Job",
        "LearningOpportunity",
        "LearningResource",
        "List",
        "ListEntry",
        "ListSeries",
        "Occupation",
        "Organization",
        "Pathway",
        "PathwayComponent",
        "PathwaySet",
        "Person",
        "Rubric",
        "Rule",
        "Scheme",
        "Source",
        "Task",
        "TransferIntermediary",
        "TransferValue",
        "WorkRole",
    ]
)
"""The class families whose nodes are things; nodes of other families are parts of a statement."""


_CITATION = tuple(
    f"credway:{name}" for name in ("source", "locator", "caveat", "confidence", "derived", "rule")
)


class Draft:
    """Collects what the handlers make; knows which nodes are things and what their IRIs are."""

    def __init__(
        self, document: str, triples: Iterable[Triple], described: frozenset[str] | None = None
    ) -> None:
        self.document = document
        self._described = described
        self.read = Reader(triples)
        self.things: dict[str, Thing] = {}
        self.statements: dict[str, Statement] = {}
        self.edges: dict[str, Edge] = {}
        self.aliases: set[Alias] = set()
        self._iris: dict[Node, str] = {}
        self.speaker: str | None = None
        """Who asserts what the document says without naming anybody."""

    def speaks_for(self, node: Node) -> bool:
        """Whether the document may describe a node: its own IRIs, and whatever has none."""
        return self._described is None or not isinstance(node, NamedNode) or node.value in self._described

    def label(self, node: Node) -> str | None:
        """The class family of a node, or None for profiles, quantities and other parts."""
        found = label_of(frozenset(self.read.types(node)))
        return None if found == "Source" and not isinstance(node, NamedNode) else found

    def iri(self, node: Node) -> str:
        """The IRI of a node; a blank node gets one from the document and its content."""
        if isinstance(node, NamedNode):
            return node.value
        if node not in self._iris:
            self._iris[node] = f"{self.document}#{self.read.content(node)}"
        return self._iris[node]

    def mention(self, iri: str, label: str | None = None) -> str:
        """Make sure that a thing is there to be pointed at; return its IRI."""
        if iri not in self.things:
            self.things[iri] = Thing(iri, label or label_of_iri(iri) or MENTIONED, sort=sort_key(None, iri))
        elif label and self.things[iri].label == MENTIONED:
            self.things[iri] = self.things[iri]._replace(label=label)
        return iri

    def target(self, node: Node) -> str | None:
        """The thing a value stands for: itself, or the `targetNode` of an alignment object."""
        if isinstance(node, NamedNode):
            return self.mention(node.value)
        if self.label(node) is not None:
            return self.mention(self.iri(node))
        aligned = self.read.iri(node, "ceterms:targetNode")
        return self.mention(aligned) if aligned else None

    def describe(self, thing: Thing) -> None:
        """Record a thing that this document describes."""
        self.things[thing.iri] = thing

    def alias(self, alias: str, scheme: str, thing: str) -> None:
        """Record another spelling of a thing."""
        if alias and alias != thing:
            self.aliases.add(Alias(alias, scheme, self.mention(thing)))

    def name_alias(self, name: str, thing: str) -> None:
        """Record a name as a spelling, folded."""
        self.alias(name_key(name), "name", thing)

    def edge(self, kind: str, source: str, target: str) -> None:
        """Record a plain link that starts at a thing of this document."""
        edge = Edge(kind, self.mention(source), self.mention(target), self.document, self.speaker)
        self.edges[edge.sid] = edge

    def statement(
        self,
        kind: str,
        key: str,
        body: Mapping[str, Any],
        links: Sequence[Link],
        *,
        subject: str | None = None,
        node: Node | None = None,
        valid: tuple[str | None, str | None] | None = None,
        place: str | None = None,
        number: str | float | None = None,
    ) -> None:
        """Record a statement; `node` is where its dates, its assertor and its source are read."""
        for link in links:
            self.mention(link.target)
        cited = self.citation(node) if node is not None else {}
        asserted = self.asserter(node) if node is not None else self.speaker
        start, end = valid or (self.period(node) if node is not None else (None, None))
        statement = Statement(
            kind=StatementKind(kind).value,
            key=key,
            body=canonical({name: v for name, v in (dict(body) | cited).items() if v not in (None, [], "")}),
            document=self.document,
            subject=subject,
            asserted_by=asserted,
            links=tuple(sorted(set(links), key=lambda k: (k.role, k.ord, k.target))),
            valid_from=start,
            valid_to=end,
            place=place,
            number=None if number is None else float(number),
        )
        self.statements[statement.sid] = statement

    def asserter(self, node: Node) -> str | None:
        """Who says what `node` says: `credway:assertedBy`, `ceterms:assertedBy`, or the speaker."""
        said = self.read.node(node, "credway:assertedBy", "ceterms:assertedBy")
        return self.mention(self.iri(said), "Organization") if said else self.speaker

    def period(self, node: Node) -> tuple[str | None, str | None]:
        """The stated validity of a node as a half-open interval."""
        start = self.read.text(node, "credway:validFrom", "ceterms:startDate", "ceterms:dateEffective")
        end = self.read.text(node, "credway:validTo", "ceterms:endDate", "ceterms:expirationDate")
        return (since(start) if start else None, until(end) if end else None)

    def citation(self, node: Node) -> dict[str, Any]:
        """The source, place in it, doubts and derivation that a node carries about itself."""
        read = self.read
        if not read.has(node, *_CITATION):
            return {}
        source = read.node(node, "credway:source")
        return {
            "source": self._source(source) if source is not None else None,
            "locator": read.text(node, "credway:locator"),
            "caveats": sorted(read.texts(node, "credway:caveat")),
            "confidence": read.decimal(node, "credway:confidence"),
            "derived": read.flag(node, "credway:derived") or None,
            "rule": read.iri(node, "credway:rule"),
        }

    def state(self, node: Node, *curies: str) -> str | None:
        """The postal code that a property names, as a concept, an alignment object or text."""
        for value in self.read.values(node, *curies):
            if isinstance(value, NamedNode | BlankNode):
                text = (
                    value.value
                    if isinstance(value, NamedNode)
                    else self.read.iri(value, "ceterms:targetNode")
                )
            else:
                text = value.value
            found = schemes.state(text) if text else None
            if found is not None:
                return found.notation
        return None

    def concept(self, node: Node, *curies: str) -> str | None:
        """The concept that a property names, as a CURIE or IRI; alignment objects are read through."""
        for value in self.read.nodes(node, *curies):
            if isinstance(value, NamedNode):
                return compact(value.value)
            aligned = self.read.iri(value, "ceterms:targetNode")
            if aligned:
                return compact(aligned)
        return self.read.text(node, *curies)

    def finished(self) -> Projection:
        """Return what was collected, in a stable order."""
        return Projection(
            document=self.document,
            things=tuple(self.things[iri] for iri in sorted(self.things)),
            statements=tuple(self.statements[sid] for sid in sorted(self.statements)),
            edges=tuple(self.edges[sid] for sid in sorted(self.edges)),
            aliases=tuple(sorted(self.aliases, key=lambda a: (a.scheme, a.alias, a.thing))),
        )

    def _source(self, node: Node) -> dict[str, Any]:
        read = self.read
        found = {
            "iri": node.value if isinstance(node, NamedNode) else None,
            "title": read.text(node, "schema:name", "ceterms:name"),
            "url": read.iri(node, "schema:url") or read.text(node, "schema:url"),
            "date": read.text(node, "credway:sourceDate"),
            "license": read.text(node, "credway:license") or read.iri(node, "credway:license"),
            "attribution": read.text(node, "credway:attribution"),
        }
        return {key: value for key, value in found.items() if value}


def search_text(*texts: str | None) -> str:
    """The folded words by which a thing is found."""
    return " ".join(tokens(*texts))


@cache
def label_of(types: frozenset[str]) -> str | None:
    """The class family of some classes where it is one of THINGS, else None."""
    found = sorted({label for label in map(family, types) if label in THINGS})
    return found[0] if found else None


def label_of_iri(iri: str) -> str | None:
    """The class family of a concept that is shipped, else None."""
    concept = schemes.concept(iri)
    if concept is None:
        return None
    name = concept.scheme.rstrip("/").rsplit("/schemes/", 1)[-1]
    if name.startswith("clusters/"):
        return "Cluster"
    return {"states": "Jurisdiction", "countries": "Jurisdiction", "soc/2018": "Occupation"}.get(
        name, "Concept"
    )
