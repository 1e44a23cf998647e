from collections.abc import Callable
from pathlib import Path

import pyoxigraph as ox
import pytest

from credway.ontology.namespaces import PREFIXES
from credway.shapes.pyshacl_engine import PyShaclEngine

EXAMPLES = Path(__file__).parent / "examples"
BASE = "https://demo.credway.example/"
PREFIX_LINES = "".join(
    f"@prefix {prefix}: <{iri}> .\n"
    for prefix, iri in {
        **PREFIXES,
        "ex": BASE,
        "state": "https://w3id.org/credway/schemes/states/",
        "cluster": "https://w3id.org/credway/schemes/clusters/2019/",
    }.items()
)


@pytest.fixture(scope="session")
def engine() -> PyShaclEngine:
    return PyShaclEngine()


@pytest.fixture(scope="session")
def turtle() -> Callable[[str], list[ox.Triple]]:
    """Read Turtle in which every prefix is known, `ex:` being the demonstration's base."""

    def read(text: str) -> list[ox.Triple]:
        quads = ox.parse(PREFIX_LINES + text, format=ox.RdfFormat.TURTLE)
        return [quad.triple for quad in quads]

    return read


@pytest.fixture(scope="session")
def example() -> Callable[[str], list[ox.Triple]]:
    """Read one of the valid examples."""

    def read(name: str) -> list[ox.Triple]:
        text = (EXAMPLES / f"{name}.ttl").read_bytes()
        return [quad.triple for quad in ox.parse(text, format=ox.RdfFormat.TURTLE)]

    return read
