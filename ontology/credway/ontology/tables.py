"""The package's CSV tables."""

import csv
from collections.abc import Iterator
from importlib.resources import files


def rows(name: str) -> Iterator[dict[str, str]]:
    """Yield the rows of a table, by its path inside the package."""
    with files("credway.ontology").joinpath(name).open(encoding="utf-8") as lines:
        yield from csv.DictReader(lines)
