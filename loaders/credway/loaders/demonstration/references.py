"""Who and what the tables name: sources, organizations, credentials, courses and programs."""

from collections.abc import Iterable, Iterator

from credway.loaders.demonstration.courses import Course, courses
from credway.loaders.demonstration.tables import (
    described,
    parts,
    since_first,
    sources,
    table,
)
from credway.loaders.writing import Node, english, stated, submission
from credway.ontology import schemes
from credway.registry.documents import Submission


def documents(base: str) -> Iterator[Submission]:
    """Make the documents: the sources, then reference records of all that is named."""
    nodes = [{"@id": f"{base}sources/{name}", **described(row)} for name, row in sources().items()]
    yield submission(
        f"{base}documents/sources",
        nodes,
        origin="sources.csv",
        effective_from=since_first(sources()),
    )
    for name, made in (
        ("organizations", _organizations(base)),
        ("credentials", _credentials(base)),
        ("courses", _courses(base)),
    ):
        yield submission(
            f"{base}documents/{name}",
            made,
            origin=f"{'awards' if name == 'courses' else name}.csv",
            effective_from=since_first(sources()),
        )


def _organizations(base: str) -> Iterator[Node]:
    for row in table("organizations"):
        yield _reference(
            f"{base}organizations/{row['slug']}",
            "ceterms:Organization",
            row["name"],
            [row["source"]],
            base,
            **({"ceterms:address": _address(row["state"])} if row["state"] else {}),
        )


def _address(code: str) -> Node:
    state = schemes.by_notation("states", code)
    if state is None:
        raise ValueError(f"organizations.csv: {code!r} is no state")
    return {
        "@type": "ceterms:Place",
        "ceterms:addressRegion": english(state.label),
        "ceterms:addressCountry": english("United States"),
    }


def _credentials(base: str) -> Iterator[Node]:
    for row in table("credentials"):
        others = parts(row["alternate_names"])
        yield _reference(
            f"{base}credentials/{row['slug']}",
            "ceterms:Credential",
            row["name"],
            [row["source"], *parts(row["also_in"])],
            base,
            **({"ceterms:alternateName": english(*others)} if others else {}),
        )


def _courses(base: str) -> Iterator[Node]:
    named: dict[str, tuple[Course, set[str]]] = {}
    for row in table("awards"):
        for course in courses(row):
            named.setdefault(course.path, (course, set()))[1].add(row["source"])
    for path, (course, where) in sorted(named.items()):
        yield _reference(base + path, course.kind, course.name, sorted(where), base)


def _reference(iri: str, kind: str, name: str, mentioned: Iterable[str], base: str, **more: object) -> Node:
    return stated(
        {
            "@id": iri,
            "@type": ["credway:ReferenceRecord", kind],
            "ceterms:name": english(name),
            "credway:mentionedBy": [f"{base}sources/{source}" for source in dict.fromkeys(mentioned)],
            **more,
        }
    )
