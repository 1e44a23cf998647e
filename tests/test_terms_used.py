"""Every term that shapes, projection and code use is in the shipped table: nothing is invented."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from credway.ontology.namespaces import PREFIXES, expand
from credway.ontology.projection import rules
from credway.ontology.terms import terms
from credway.shapes.catalog import all_terms

ROOT = Path(__file__).parent.parent
FOLDERS = ("registry", "loaders", "graphql", "server", "shapes", "ontology")
OURS = ("ceterms", "ceasn", "qdata", "credway", "asn")
CURIE = re.compile(rf"(?<![:\w])(?:{'|'.join(OURS)}):[A-Za-z][A-Za-z0-9]*")

READ_ON_PURPOSE = {
    "ceterms:identifierValue": "published profiles write it for identifierValueCode",
    "ceterms:hasChild": "documents of 2018 write it for ceasn:hasChild",
    "ceterms:isChildOf": "documents of 2018 write it for ceasn:isChildOf",
    "credway:cost": "a measure of ours, not a property",
    "ceterms:Member": "documents of 2022 write it for CollectionMember",
}
"""Terms that are no terms of CTDL and are read all the same, each with the reason."""


def known() -> set[str]:
    """The IRIs of the shipped tables."""
    return set(terms())


def in_code() -> Iterator[tuple[str, str]]:
    """Every CURIE of our vocabularies in a string of the code, with its file."""
    for folder in FOLDERS:
        for path in sorted((ROOT / folder).rglob("*.py")):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Constant) and isinstance(node.value, str):
                    for curie in CURIE.findall(node.value):
                        yield curie, str(path.relative_to(ROOT))


def test_code_uses_known_terms() -> None:
    """No string of the code names a term that the tables lack, but for those read on purpose."""
    unknown = {
        f"{curie} in {path}"
        for curie, path in in_code()
        if expand(curie) not in known() and curie not in READ_ON_PURPOSE
    }
    assert not unknown


def test_projection_uses_known_terms() -> None:
    """Every property of the projection table is a term."""
    allowed = {expand(curie) for curie in READ_ON_PURPOSE}
    prefixes = tuple(PREFIXES[prefix] for prefix in OURS)
    assert {iri for iri in rules() if iri.startswith(prefixes)} <= known() | allowed


def test_shapes_use_known_terms() -> None:
    """Every CTDL and Credway term of the shapes is a term."""
    prefixes = tuple(PREFIXES[prefix] for prefix in OURS)
    allowed = {expand(curie) for curie in READ_ON_PURPOSE}
    assert {iri for iri in all_terms() if iri.startswith(prefixes)} <= known() | allowed


def test_exceptions_are_used_and_are_no_terms() -> None:
    """Each term read on purpose is used and is really absent from the tables."""
    used = {curie for curie, _ in in_code()} | {
        curie for curie in READ_ON_PURPOSE if expand(curie) in rules() or expand(curie) in all_terms()
    }
    assert set(READ_ON_PURPOSE) <= used
    assert not {curie for curie in READ_ON_PURPOSE if expand(curie) in known()}
