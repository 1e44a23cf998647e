"""Documents made wrong at random, the same ones for the same seed."""

import re
from collections.abc import Callable, Iterator, Sequence
from random import Random

import pyoxigraph as ox

from credway.ontology.terms import terms

XSD = "http://www.w3.org/2001/XMLSchema#"
TYPE = ox.NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
NAMES = "string date dateTime gYear integer decimal float boolean anyURI duration language"
DATATYPES = tuple(ox.NamedNode(XSD + name) for name in re.findall(r"\w+", NAMES))
TEXTS = (
    "",
    " ",
    "x",
    "0",
    "-1",
    "1.5E0",
    "007",
    "NaN",
    "true",
    "USD",
    "en",
    "P2Y",
    "2021",
    "2021-02-30",
    "2021-06-01",
    "9999999999999999999999",
    "https://a.example/",
    "ce-5a3fd1c2-7b1e-4b52-9d0a-0f6d1a2b3c41",
    "a\tb\\c\"d'",
    "Zürich, 東京 \u2028\u00a0😀",
)
LANGUAGES = ("en", "en-US", "de", "x-a", "fr-ca")

Document = list[ox.Triple]
Mutation = Callable[[Document, Random], None]


def mutated(documents: Sequence[Document], count: int, seed: int) -> Iterator[Document]:
    """Yield so many documents, each a copy of one of these with one to four things changed."""
    random = Random(seed)
    for _ in range(count):
        document = list(random.choice(documents))
        for _ in range(random.randint(1, 4)):
            if document:
                random.choice(MUTATIONS)(document, random)
        yield document


def _drop(document: Document, random: Random) -> None:
    del document[random.randrange(len(document))]


def _drop_property(document: Document, random: Random) -> None:
    gone = random.choice(document)
    document[:] = [t for t in document if (t.subject, t.predicate) != (gone.subject, gone.predicate)]


def _repeat(document: Document, random: Random) -> None:
    """State a value a second time, slightly changed."""
    t = random.choice(document)
    document.append(ox.Triple(t.subject, t.predicate, _changed(t.object, random)))


def _change_value(document: Document, random: Random) -> None:
    n = random.randrange(len(document))
    t = document[n]
    document[n] = ox.Triple(t.subject, t.predicate, _changed(t.object, random))


def _append_newline(document: Document, random: Random) -> None:
    """What `$` of Python forgives and other engines do not."""
    literals = [n for n, t in enumerate(document) if isinstance(t.object, ox.Literal)]
    if literals:
        n = random.choice(literals)
        t = document[n]
        assert isinstance(t.object, ox.Literal)
        value = _literal(t.object, t.object.value + random.choice("\n \t\r"))
        document[n] = ox.Triple(t.subject, t.predicate, value)


def _change_property(document: Document, random: Random) -> None:
    n = random.randrange(len(document))
    t = document[n]
    known = [iri for iri, term in terms().items() if term.kind == "property"]
    name = random.choice(
        [*known, random.choice(document).predicate.value, "https://purl.org/ctdl/terms/nmae"]
    )
    document[n] = ox.Triple(t.subject, ox.NamedNode(name), t.object)


def _change_class(document: Document, random: Random) -> None:
    typed = [n for n, t in enumerate(document) if t.predicate == TYPE]
    if typed:
        n = random.choice(typed)
        known = [iri for iri, term in terms().items() if term.kind == "class"]
        name = random.choice([*known, "https://purl.org/ctdl/terms/Certficate"])
        document[n] = ox.Triple(document[n].subject, TYPE, ox.NamedNode(name))


def _add_class(document: Document, random: Random) -> None:
    known = [iri for iri, term in terms().items() if term.kind == "class"]
    document.append(ox.Triple(random.choice(document).subject, TYPE, ox.NamedNode(random.choice(known))))


def _old_namespace(document: Document, random: Random) -> None:
    n = random.randrange(len(document))
    t = document[n]
    old = t.predicate.value.replace("https://purl.org/", "http://purl.org/")
    document[n] = ox.Triple(t.subject, ox.NamedNode(old), t.object)


def _rename(document: Document, random: Random) -> None:
    """Make a named node nameless, or the other way about."""
    node = random.choice(document).subject
    fresh: ox.NamedNode | ox.BlankNode = ox.BlankNode("renamed")
    if isinstance(node, ox.BlankNode):
        fresh = ox.NamedNode(random.choice(("urn:x:\u00a0renamed", "https://a.example/renamed")))
    document[:] = [
        ox.Triple(
            fresh if t.subject == node else t.subject, t.predicate, fresh if t.object == node else t.object
        )
        for t in document
    ]


MUTATIONS: Sequence[Mutation] = (
    _drop,
    _drop_property,
    _repeat,
    _change_value,
    _change_value,
    _append_newline,
    _change_property,
    _change_class,
    _add_class,
    _old_namespace,
    _rename,
)


def _changed(value: object, random: Random) -> ox.NamedNode | ox.BlankNode | ox.Literal:
    """Return another value: of another kind, datatype, language or text."""
    text = value.value if isinstance(value, ox.Literal | ox.NamedNode) else random.choice(TEXTS)
    concepts = [iri for iri, term in terms().items() if term.kind == "concept"]
    others: list[Callable[[], ox.NamedNode | ox.BlankNode | ox.Literal]] = [
        lambda: ox.NamedNode(random.choice(concepts)),
        lambda: ox.NamedNode("https://a.example/thing"),
        lambda: ox.BlankNode("nothing"),
        lambda: ox.Literal(text),
        lambda: ox.Literal(random.choice(TEXTS)),
        lambda: ox.Literal(text, datatype=random.choice(DATATYPES)),
        lambda: ox.Literal(random.choice(TEXTS), datatype=random.choice(DATATYPES)),
        lambda: ox.Literal(text, language=random.choice(LANGUAGES)),
        lambda: ox.Literal(random.choice(TEXTS), language=random.choice(LANGUAGES)),
    ]
    if isinstance(value, ox.Literal):
        same = value
        others += [lambda: _literal(same, random.choice(TEXTS))] * 3
    return random.choice(others)()


def _literal(like: ox.Literal, text: str) -> ox.Literal:
    if like.language is not None:
        return ox.Literal(text, language=like.language)
    return ox.Literal(text, datatype=like.datatype)
