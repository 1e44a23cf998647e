"""Every table says where it comes from."""

import subprocess
import sys
from importlib.resources import files

from credway.ontology.schemes import schemes
from credway.ontology.sources import sources
from credway.ontology.terms import terms


def test_every_source_that_is_named_is_known() -> None:
    """A term or a scheme names only sources of the table, and no source is idle."""
    named = {key for each in terms().values() for key in each.source}
    named |= {each.source for each in schemes().values()}
    assert named == sources().keys()
    assert all(each.title and each.licence and each.attribution for each in sources().values())


def test_the_page_of_sources_names_every_table_and_source() -> None:
    """SOURCES.md leaves out no table and no source."""
    package = files("credway.ontology")
    page = package.joinpath("SOURCES.md").read_text(encoding="utf-8")
    tables = [each.name for each in package.iterdir()]
    tables += [f"schemes/{each.name}" for each in package.joinpath("schemes").iterdir()]
    data = {name for name in tables if name.endswith((".csv", ".json"))}
    missing = {f"`{each}`" for each in data | set(sources())} - set(page.replace(",", " ").split())
    assert missing == set()


def test_the_vocabulary_loads_no_rdf_library() -> None:
    """Importing the vocabulary is cheap: no RDF library comes with it."""
    program = (
        "import sys, credway.ontology.context, credway.ontology.schemes\n"
        "sys.exit(bool({'rdflib', 'pyoxigraph', 'pyshacl'} & sys.modules.keys()))"
    )
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0
