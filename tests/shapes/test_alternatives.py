from collections.abc import Callable

import pyoxigraph as ox

from credway.shapes.alternatives import eased

SHACL = "http://www.w3.org/ns/shacl#"
SHAPES = """
  @prefix sh: <http://www.w3.org/ns/shacl#> .
  ex:Thing sh:targetObjectsOf ex:judged ; sh:property ex:some, ex:typed .
  ex:Part sh:targetObjectsOf ex:part ; sh:property ex:some .
  ex:Whole sh:targetObjectsOf ex:whole ; sh:node ex:Part .
  ex:some sh:path [ sh:alternativePath ( ex:a [ sh:inversePath ex:b ] ) ] ; sh:minCount 1 ;
    sh:severity sh:Warning .
  ex:typed sh:path [ sh:alternativePath ( ex:a ex:b ) ] ; sh:minCount 1 ; sh:nodeKind sh:IRI .
"""
EX = "https://demo.credway.example/"


def test_what_asks_for_one_of_several_properties_is_rewritten(
    turtle: Callable[[str], list[ox.Triple]],
) -> None:
    """A use of such a shape becomes a shape with its targets and severity, that names what is meant."""
    found = eased(turtle(SHAPES))
    ((name, shape),) = found.meant.items()
    said = {(t.predicate.value, str(t.object)) for t in found.triples if t.subject == ox.NamedNode(name)}
    assert shape == f"{EX}some"
    assert {(f"{SHACL}targetObjectsOf", f"<{EX}judged>"), (f"{SHACL}severity", f"<{SHACL}Warning>")} <= said


def test_what_counts_elsewhere_or_asks_for_more_is_left_alone(
    turtle: Callable[[str], list[ox.Triple]],
) -> None:
    """A shape that others name keeps its properties, and a property with a second constraint is kept."""
    found = eased(turtle(SHAPES))
    uses = [(str(t.subject), t.object) for t in found.triples if t.predicate.value == f"{SHACL}property"]
    assert (f"<{EX}Part>", ox.NamedNode(f"{EX}some")) in uses
    assert (f"<{EX}Thing>", ox.NamedNode(f"{EX}typed")) in uses
    assert (f"<{EX}Thing>", ox.NamedNode(f"{EX}some")) not in uses
