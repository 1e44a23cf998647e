"""Competency frameworks of 1EdTech CASE: a CFPackage as a framework and its competencies.

They get IRIs of this registry, and each says which address of the package it stands for. CTIDs,
descriptions and languages that the package does not have are not made up: it is a mirror.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any, Final

import orjson

from credway.loaders.kinds import SOURCE, Edition
from credway.loaders.kinds import table as codes
from credway.loaders.said import Said
from credway.loaders.tables import Left, Unusable
from credway.loaders.writing import Node, stated
from credway.shapes.carriers.encodings import utf8
from credway.shapes.limits import LOCAL

GUID: Final = re.compile(r"[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")
UNSTATED: Final = "und"
"""The language tag of texts whose language the package does not state."""

_ADDRESS: Final = re.compile(r"(?:https?|urn):[^\s<>\"{}|\\^`]+")
_STATUS: Final = {
    "draft": "Draft",
    "private draft": "Draft",
    "adopted": "Published",
    "implemented": "Published",
    "deprecated": "Deprecated",
}


@dataclass(slots=True)
class _Package:
    """A package being read: the IRIs of what is in it by identifier, and the links between them."""

    file: str
    base: str
    language: str
    framework: str
    iris: dict[str, str] = field(default_factory=dict)
    children: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    parents: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    links: dict[str, dict[str, list[str]]] = field(default_factory=lambda: defaultdict(dict))

    def left(self, pointer: str, message: str, *, wrong: bool = True) -> Left:
        return Left(self.file, 0, "", message, wrong, pointer)

    def text(self, node: Mapping[str, Any], name: str) -> Node | None:
        """A text as a language map, None where there is none."""
        value = _text(node, name)
        return {_text(node, "language") or self.language: value} if value else None


def read(edition: Edition) -> Iterator[Said | Left]:
    """Read each package; one framework is one document."""
    taken: dict[str, Path] = {}
    for path in edition.paths:
        data = _loaded(path)
        guid = _text(data["CFDocument"], "identifier").lower()
        if guid in taken:
            message = f"the framework {guid} is that of {taken[guid].name}, which was taken"
            yield Left(str(path), 0, "", message, pointer="/CFDocument/identifier")
            continue
        taken[guid] = path
        yield from _read(path, data, guid, edition.base)


def _read(path: Path, data: Mapping[str, Any], guid: str, base: str) -> Iterator[Said | Left]:
    document = data["CFDocument"]
    package = _Package(str(path), base, _text(document, "language") or UNSTATED, f"{base}frameworks/{guid}")
    package.iris[guid] = package.framework
    items: list[tuple[str, str, Mapping[str, Any]]] = []
    for number, item in enumerate(_list(data, "CFItems")):
        pointer = f"/CFItems/{number}"
        identifier = _text(item, "identifier").lower()
        if not GUID.fullmatch(identifier):
            yield package.left(pointer, f"{identifier!r} is no identifier: it must be a GUID")
        elif not _text(item, "fullStatement"):
            yield package.left(pointer, "there is no fullStatement, so that the competency says nothing")
        elif identifier in package.iris:
            yield package.left(pointer, f"{identifier} is in the package already; the first one was taken")
        else:
            package.iris[identifier] = f"{base}competencies/{identifier}"
            items.append((identifier, pointer, item))
    for number, association in enumerate(_list(data, "CFAssociations")):
        problem = _associate(package, association, f"/CFAssociations/{number}")
        if problem is not None:
            yield problem
    target = f"{base}documents/case/{guid}"
    cited = {"credway:source": _source(document, data), "credway:locator": f"{path.name}/CFDocument"}
    yield Said(target, _framework(package, document, data) | cited, file=str(path), pointer="/CFDocument")
    for identifier, pointer, item in items:
        node = _competency(package, identifier, item) | {
            "credway:source": SOURCE,
            "credway:locator": f"{path.name}{pointer}",
        }
        yield Said(target, stated(node), file=str(path), pointer=pointer)


def _loaded(path: Path) -> dict[str, Any]:
    if path.stat().st_size > LOCAL.size:
        raise Unusable(f"{path}: more than {LOCAL.size:,} bytes. Split the package.")
    try:
        data = orjson.loads(_utf8(path))
    except orjson.JSONDecodeError as error:
        raise Unusable(
            f"{path}: not JSON at line {error.lineno}, column {error.colno}: {error.msg}"
        ) from error
    document = data.get("CFDocument") if isinstance(data, dict) else None
    if not isinstance(document, dict) or not GUID.fullmatch(_text(document, "identifier")):
        raise Unusable(f"{path}: no CASE package: /CFDocument/identifier must be a GUID")
    if not _text(document, "title"):
        raise Unusable(f"{path}: /CFDocument/title is missing, the name of the framework")
    for name in ("CFItems", "CFAssociations"):
        # A framework without its competencies would take the place of one that has them.
        if data.get(name) is not None and not isinstance(data[name], list):
            raise Unusable(f"{path}: /{name} must be a list. Export the package again.")
    return dict(data)


def _utf8(path: Path) -> bytes:
    """The text of a package, of which a byte order mark may say that it is in UTF-16 or UTF-32."""
    try:
        text = utf8(path.read_bytes())
        text.decode()
    except UnicodeDecodeError as error:
        raise Unusable(f"{path}: byte {error.start} is not {error.encoding}. Save it as UTF-8.") from error
    return text


def _associate(package: _Package, association: Mapping[str, Any], pointer: str) -> Left | None:
    """Take up one association; say why, where it is not taken."""
    kind = _text(association, "associationType")
    origin = package.iris.get(_identifier(association.get("originNodeURI")))
    if origin is None:
        return package.left(f"{pointer}/originNodeURI", "what it starts from is not in the package")
    destination = association.get("destinationNodeURI")
    target = package.iris.get(_identifier(destination)) or _address(destination)
    if target is None:
        return package.left(f"{pointer}/destinationNodeURI", "neither in the package nor a web address")
    if kind == "isChildOf":
        package.parents[origin].append(target)
        package.children[target].append(origin)
        return None
    known = _associations().get(kind)
    if known is None:
        return package.left(f"{pointer}/associationType", f"{kind!r} is no type of association of CASE")
    if not known["property"] or origin == package.framework:
        why = known["note"] or "it starts from the framework itself"
        return package.left(pointer, f"{kind} was not taken over: {why}", wrong=False)
    package.links[origin].setdefault(known["property"], []).append(target)
    return None


def _framework(package: _Package, document: Mapping[str, Any], data: Mapping[str, Any]) -> Node:
    licence = _licence(document, data)
    status = _STATUS.get(_text(document, "adoptionStatus").lower())
    publisher = {**document, "publisher": _text(document, "publisher") or _text(document, "creator")}
    return stated(
        {
            "@id": package.framework,
            "@type": "ceasn:CompetencyFramework",
            "ceasn:name": package.text(document, "title"),
            "ceasn:description": package.text(document, "description"),
            "ceasn:inLanguage": [package.language] if package.language != UNSTATED else None,
            "ceasn:publisherName": package.text(publisher, "publisher"),
            "ceasn:author": _text(document, "creator"),
            "ceasn:identifier": _address(document),
            "ceasn:publicationStatusType": f"publicationStatus:{status}" if status else None,
            "ceasn:license": _address(licence),
            "ceasn:rights": package.text(licence, "licenseText") or package.text(licence, "title"),
            "ceasn:hasTopChild": package.children[package.framework],
        }
    )


def _competency(package: _Package, identifier: str, item: Mapping[str, Any]) -> Node:
    iri = package.iris[identifier]
    parents = package.parents[iri]
    links = {name: list(targets) for name, targets in package.links[iri].items()}
    keywords = item.get("conceptKeywords")
    words = [each for each in keywords if isinstance(each, str)] if isinstance(keywords, list) else []
    return {
        "@id": iri,
        "@type": "ceasn:Competency",
        "ceasn:competencyText": package.text(item, "fullStatement"),
        "ceasn:competencyLabel": package.text(item, "abbreviatedStatement"),
        "ceasn:identifier": _address(item),
        "ceasn:codedNotation": _text(item, "humanCodingScheme"),
        "ceasn:listID": _text(item, "listEnumeration"),
        "ceasn:competencyCategory": package.text(item, "CFItemType"),
        "ceasn:comment": package.text(item, "notes"),
        "ceasn:conceptKeyword": {_text(item, "language") or package.language: words} if words else None,
        "ceasn:isPartOf": package.framework,
        "ceasn:isTopChildOf": package.framework if package.framework in parents else None,
        "ceasn:isChildOf": [parent for parent in parents if parent != package.framework],
        "ceasn:hasChild": package.children[iri],
        **links,
    }


def _source(document: Mapping[str, Any], data: Mapping[str, Any]) -> Node:
    licence = _licence(document, data)
    return stated(
        {
            "@id": SOURCE,
            "@type": "credway:Source",
            "schema:name": f"CASE framework {_text(document, 'title')}",
            "schema:url": _text(document, "officialSourceURL") or _address(document),
            "credway:sourceDate": _text(document, "lastChangeDateTime")[:10],
            "credway:license": _address(licence)
            or _text(licence, "title")
            or _text(licence, "licenseText")
            or "no licence stated; read from the user's own file",
            "credway:attribution": _text(document, "creator"),
        }
    )


def _licence(document: Mapping[str, Any], data: Mapping[str, Any]) -> Mapping[str, Any]:
    """The licence that the document names, with its text where the package has it."""
    named = document.get("licenseURI")
    definitions = data.get("CFDefinitions")
    if isinstance(definitions, dict):
        for licence in _list(definitions, "CFLicenses"):
            if named and _identifier(licence) == _identifier(named):
                return licence
    return named if isinstance(named, dict) else {"uri": named} if isinstance(named, str) else {}


def _list(data: Mapping[str, Any], name: str) -> list[Mapping[str, Any]]:
    found = data.get(name)
    return [each if isinstance(each, dict) else {} for each in found] if isinstance(found, list) else []


def _text(node: Mapping[str, Any], name: str) -> str:
    value = node.get(name)
    return value.strip() if isinstance(value, str) else ""


def _identifier(node: object) -> str:
    """The GUID of a link, which older packages write as the address alone."""
    if isinstance(node, dict):
        return _text(node, "identifier").lower()
    return node.rsplit("/", 1)[-1].lower() if isinstance(node, str) else ""


def _address(node: object) -> str | None:
    text = _text(node, "uri") if isinstance(node, dict) else node if isinstance(node, str) else ""
    return text if _ADDRESS.fullmatch(text) else None


@cache
def _associations() -> Mapping[str, Mapping[str, str]]:
    return {each["type"]: each for each in codes("case_associations.csv")}
