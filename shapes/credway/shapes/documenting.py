"""The pages about the shapes, made from the shapes: one for each file, an index, the checks in code.

Findings name their page: https://w3id.org/credway/shapes/{file}#{name} is the anchor {name} of {file}.md.
"""

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Final

from rdflib import RDFS, SH, URIRef
from rdflib.term import Node

from credway.ontology.namespaces import compact
from credway.shapes.catalog import Family, Shape, families, shapes
from credway.shapes.constraints import NOT_BLANK, phrases
from credway.shapes.engine import SEVERITIES, SHAPES
from credway.shapes.markdown import WIDTH, broken, code, heading, link, shortened, wrapped
from credway.shapes.path import read
from credway.shapes.rulebook import Rule, rules
from credway.shapes.sources import graph
from credway.shapes.usage import exceptions

_MATCHES: Final = "a value matches "
_ONE_OF: Final = "one of these fits"
_BY_NAME: Final = ("a value fits the shape", "a value is one of", _ONE_OF)
_SOURCE: Final = "../../shapes/credway/shapes"
OTHERS: Final = {
    "check": (
        "Checks in code",
        "What SHACL cannot say, or what its engines read differently, and what stops a document before"
        " it is judged. Names in capitals are about the document as a whole."
        " For what no short example can show, the page says when it comes.",
    ),
    "engine": ("The engine", "What the engine itself may add to a report."),
}
"""The pages of what is no shape: title, and what it is about."""
_RELATIONS: Final = {
    "same": "one class for the other",
    "domain": "property on a class",
    "range": "property points at a class",
    "versions": "property points at any class that it stands on",
    "text": "text without a language",
}
_REFUSED: Final = {
    "datatype": '{path} "a text without a language"',
    "in": "{path} <https://example.org/none>",
    "node": "{path} <https://example.org/none>",
    "class": "{path} <https://example.org/none>",
    "pattern": '{path} "?"',
    "minLength": '{path} ""',
    "uniqueLang": '{path} "one"@en , "two"@en',
    "IRI": '{path} "a text"',
    "BlankNodeOrIRI": '{path} "a text"',
    "Literal": "{path} <https://example.org/none>",
    "IRIOrLiteral": "{path} [ ]",
}
_BLANK: Final = '{path} " "'


def pages(examples: Mapping[str, str]) -> dict[str, str]:
    """Return the text of each page by its file name.

    `examples` are documents in Turtle that pass, by the file of shapes that they are for.
    """
    found = {f"{family.name}.md": _page(family, examples.get(family.name)) for family in families()}
    for name in OTHERS:
        found[f"{name}.md"] = _plain_page(name)
    return {name: wrapped(text) for name, text in {"README.md": _index(), **found}.items()}


def _index() -> str:
    rows = ["| page | about | violations | warnings | remarks |", "|---|---|---|---|---|"]
    by_file = Counter((shape.file, shape.severity) for shape in shapes())
    for family in families():
        counts = " | ".join(str(by_file[family.name, severity] or "") for severity in SEVERITIES)
        rows.append(f"| [{family.name}]({family.name}.md) | {family.title} | {counts} |")
    for name, (title, _) in OTHERS.items():
        own = Counter(rule.severity for rule in _plain(name))
        counts = " | ".join(str(own[severity] or "") for severity in SEVERITIES)
        rows.append(f"| [{name}]({name}.md) | {title} | {counts} |")
    return "\n".join(
        [
            "# Shapes",
            "",
            "What a document is held to, made from the shapes by `python -m credway.shapes`. Each finding"
            " names its rule, such as `common.nameRequired`: the page before the dot has the anchor after"
            " it. What the severities mean is in [severities](../severities.md).",
            "",
            *rows,
            "",
        ]
    )


def _page(family: Family, example: str | None) -> str:
    nodes = _named(family.name)
    own = {shape.iri: shape for shape in shapes() if shape.file == family.name}
    judging = [node for node in nodes if _parts(node) and _targets(node)]
    lines = [
        f"# {family.title}",
        "",
        family.comment,
        "",
        f"Source: [{family.name}.ttl]({_SOURCE}/{family.name}.ttl). [All pages](README.md).",
        "",
    ]
    if judging:
        lines += ["## What is judged", ""]
        for node in judging:
            lines += _judging(node, own.get(str(node)))
    rest = [node for node in nodes if node not in judging]
    if rest:
        lines += ["## What is asked", ""]
        for node in rest:
            lines += _asked(node, own.get(str(node)))
    if example is not None:
        lines += ["## A document that passes", "", "```turtle", example.strip(), "```", ""]
    return "\n".join(lines)


def _judging(node: URIRef, shape: Shape | None) -> Iterator[str]:
    """Describe a shape that holds others together for some classes."""
    yield from (heading(node), "")
    label = graph().value(node, RDFS.label)
    yield from (f"{label}. Judges {shortened(_targets(node))}.", "")
    held = {shape.iri: shape for shape in shapes()}
    for severity in SEVERITIES:
        links = [link(part) for part in _parts(node) if held[str(part)].severity == severity]
        if links:
            yield f"- {severity}: {', '.join(links)}"
    if shape is not None:
        yield from _facts(shape)
    why = graph().value(node, RDFS.comment)
    if why is not None:
        yield from ("", str(why))
    yield ""


def _asked(node: URIRef, shape: Shape | None) -> Iterator[str]:
    yield from (heading(node), "")
    if shape is None:
        yield from (f"{graph().value(node, SH.message)} Judges nothing by itself.", "")
        used = sorted(str(user) for user in graph().subjects(SH.node, node) if isinstance(user, URIRef))
        yield f"- asks: {_asks(node)}"
        if used:
            yield f"- used by: {', '.join(link(URIRef(each)) for each in used)}"
    else:
        yield from (shape.message, "")
        yield from _facts(shape)
    yield ""


def _facts(shape: Shape) -> Iterator[str]:
    """List what is known of a constraint."""
    if shape.path:
        yield f"- looks at: {code(_path(shape))}"
    elif _parts(URIRef(shape.iri)):
        yield f"- says: {shape.message}"
    mirrored = ", in a mirror Warning" if shape.minimum_data and shape.severity == "Violation" else ""
    yield f"- severity: {shape.severity}{mirrored}"
    yield f"- asks: {_asks(URIRef(shape.iri))}"
    yield f"- judges: {shortened(shape.classes)}"
    refused = fails_with(shape)
    if refused:
        yield f"- fails with: {', or '.join(refused)}"
    told = list(_failing(rules()[f"{shape.file}.{shape.name}"]))
    if told:
        yield from ("", *told[:-1])


def _asks(node: URIRef) -> str:
    """Say what a shape asks for, with links where it refers to another."""
    source = graph()
    found = [each for each in phrases(str(node)) if not each.startswith(_BY_NAME)]
    found = [
        f"{_MATCHES}{code(each[len(_MATCHES) :])}" if each.startswith(_MATCHES) else each for each in found
    ]
    for constraint in (SH.node, SH["or"], SH["in"]):
        for value in source.objects(node, constraint):
            named = [value] if isinstance(value, URIRef) else list(source.items(value))
            if constraint == SH["in"]:
                found.append(f"a value is one of {', '.join(code(_term(each)) for each in named)}")
                continue
            links = [link(each) for each in named if isinstance(each, URIRef)]
            if links and constraint == SH.node:
                found.append(f"a value fits {links[0]}")
            elif constraint == SH["or"] and len(links) == len(named):
                found.append(f"one of these fits: {', '.join(links)}")
            elif links:
                found.append(
                    f"{links[0]} fits, or a value is an alignment object that points at such a concept"
                )
            else:
                found += [each for each in phrases(str(node)) if each.startswith(_ONE_OF)]
    return "; ".join(found)


def _term(node: Node) -> str:
    return compact(str(node)) if isinstance(node, URIRef) else str(node)


def fails_with(shape: Shape) -> Sequence[str]:
    """Return statements that the constraint refuses; the tests break their examples with the same."""
    source, node = graph(), URIRef(shape.iri)
    if not shape.path:
        return ()
    found = []
    if (node, SH.minCount, None) in source or (node, SH.hasValue, None) in source:
        found.append("no value")
    most = source.value(node, SH.maxCount)
    if most is not None:
        found.append("any value" if int(str(most)) == 0 else f"{int(str(most)) + 1} values")
    kind = source.value(node, SH.nodeKind)
    names = [str(kind).removeprefix(str(SH))] if kind is not None else []
    names += [name for name in _REFUSED if (node, SH[name], None) in source]
    if "/" not in _path(shape):
        refused = _REFUSED | ({"pattern": _BLANK} if (node, SH.pattern, NOT_BLANK) in source else {})
        found += [code(refused[name].format(path=shape.path[0])) for name in names]
    return list(dict.fromkeys(found))


def _plain_page(name: str) -> str:
    title, comment = OTHERS[name]
    lines = [f"# {title}", "", comment, "", "[All pages](README.md).", ""]
    for rule in _plain(name):
        anchor = rule.page.rpartition("#")[2]
        mirrored = "" if rule.in_mirror == rule.severity else f", in a mirror {rule.in_mirror}"
        lines += [f'### <a id="{anchor}"></a>`{rule.code}`', "", rule.message, ""]
        lines += [f"- severity: {rule.severity}{mirrored}", ""]
        lines += _failing(rule)
    if name == "check":
        lines += _accepted()
    return "\n".join(lines)


def _failing(rule: Rule) -> Iterator[str]:
    """Show what fails a rule, with where it stands, or tell when it comes."""
    if rule.example:
        fence = f"```{rule.file.strip('.') or 'json'}"
        yield from (f"It fails with this {rule.place}:", "", fence, laid_out(rule), "```", "")
    elif rule.when:
        yield from (f"When it comes: {rule.when}", "")


def laid_out(rule: Rule, width: int = WIDTH) -> str:
    """Return the example of a rule in lines that are not too long; the text of a file as it stands."""
    return rule.example if rule.file else "\n".join(broken(json.loads(rule.example), width))


def _accepted() -> Iterator[str]:
    """Tell what the checks of domain and range accept beside CTDL."""
    yield from ("## Accepted beside CTDL's domains and ranges", "")
    yield from ("| what | term | class | why |", "|---|---|---|---|")
    for row in exceptions():
        what, other = _RELATIONS[row["relation"]], code(row["class"]) if row["class"] else ""
        yield f"| {what} | {code(row['term'])} | {other} | {row['reason']} |"
    yield ""


@cache
def _plain(name: str) -> tuple[Rule, ...]:
    """Return the rules on a page of their own, by code."""
    page = f"{SHAPES}{name}#"
    found = (rule for rule in rules().values() if not rule.shape and rule.page.startswith(page))
    return tuple(sorted(found, key=lambda rule: rule.code))


@cache
def _named(file: str) -> tuple[URIRef, ...]:
    """Return the named shapes of a file, in order of their names."""
    prefix = f"{SHAPES}{file}/"
    found = {s for s in graph().subjects(SH.severity) if str(s).startswith(prefix)}
    found |= {s for s in graph().subjects(SH.property) if str(s).startswith(prefix)}
    return tuple(sorted((s for s in found if isinstance(s, URIRef)), key=str))


def _parts(node: Node) -> tuple[URIRef, ...]:
    found = (part for part in graph().objects(node, SH.property) if isinstance(part, URIRef))
    return tuple(sorted(found, key=str))


def _targets(node: Node) -> tuple[str, ...]:
    classes = sorted(compact(str(each)) for each in graph().objects(node, SH.targetClass))
    subjects = sorted(compact(str(each)) for each in graph().objects(node, SH.targetSubjectsOf))
    return (*classes, *(f"subjects of {each}" for each in subjects))


def _path(shape: Shape) -> str:
    path = graph().value(URIRef(shape.iri), SH.path)
    assert path is not None
    text = read(graph(), path).text()
    if "<" not in text:
        return compact(text)
    for iri in sorted({part.partition(">")[0] for part in text.split("<")[1:]}, key=len, reverse=True):
        text = text.replace(f"<{iri}>", compact(iri))
    return text.replace("|", " | ")
