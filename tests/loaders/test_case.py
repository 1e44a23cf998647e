"""CASE packages: frameworks and competencies, with the address of each and the licence of the document."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from making import BASE

from credway.loaders.importing import documents, load
from credway.loaders.tables import Left, Unusable
from credway.registry.answers.resolve import parse_ref, resolve
from credway.registry.registry import Registry

FRAMEWORK = "11111111-2222-4333-8444-555555555555"
HOST = "https://case.example/ims/case/v1p0"


def guid(number: int) -> str:
    return f"00000000-0000-4000-8000-{number:012}"


def item(number: int, text: str, **terms: Any) -> dict[str, Any]:
    identifier = guid(number)
    return {"identifier": identifier, "uri": f"{HOST}/CFItems/{identifier}", "fullStatement": text, **terms}


def link(origin: object, kind: str, destination: object) -> dict[str, Any]:
    return {"originNodeURI": origin, "associationType": kind, "destinationNodeURI": destination}


def node(number: int) -> dict[str, str]:
    return {"identifier": guid(number), "uri": f"{HOST}/CFItems/{guid(number)}", "title": "x"}


def package(**parts: Any) -> dict[str, Any]:
    """A small package: a group with two statements below it."""
    document = {
        "identifier": FRAMEWORK,
        "uri": f"{HOST}/CFDocuments/{FRAMEWORK}",
        "title": "Welding",
        "creator": "Board of Welders",
        "lastChangeDateTime": "2024-05-01T10:00:00+00:00",
        "adoptionStatus": "Adopted",
        "language": "en",
        "licenseURI": {"identifier": guid(99), "uri": "https://licences.example/by", "title": "By"},
    }
    items = [
        item(1, "Welds.", abbreviatedStatement="Welding", humanCodingScheme="W"),
        item(2, "Welds steel.", humanCodingScheme="W.1", CFItemType="Skill", listEnumeration="1"),
        item(3, "Suelda.", language="es"),
    ]
    links = [
        link(node(1), "isChildOf", {"identifier": FRAMEWORK}),
        link(node(2), "isChildOf", node(1)),
        link(f"{HOST}/CFItems/{guid(3)}", "isChildOf", node(1)),
        link(node(2), "exactMatchOf", {"identifier": guid(50), "uri": "https://other.example/items/50"}),
        link(node(2), "precedes", node(3)),
    ]
    definitions = {"CFLicenses": [{"identifier": guid(99), "uri": "https://licences.example/by"}]}
    return {
        "CFDocument": document,
        "CFItems": items,
        "CFAssociations": links,
        "CFDefinitions": definitions,
        **parts,
    }


def written(folder: Path, data: object, name: str = "case.json") -> Path:
    path = folder / name
    path.write_text(json.dumps(data))
    return path


def nodes(path: Path) -> tuple[dict[str, dict[str, Any]], Sequence[Left]]:
    [made], lefts, _ = documents("case", [path], BASE)
    return {each["@id"]: each for each in json.loads(made.document.body)["@graph"]}, lefts


async def test_a_framework_is_held_with_its_tree(registry: Registry, tmp_path: Path) -> None:
    """The gate takes it as a mirror, and codes, texts and the addresses of CASE lead to it."""
    path = written(tmp_path, package())
    made = await load(registry, "case", [path])
    assert [each.verdict.outcome for each in made.outcomes] == ["accepted"]
    assert made.rows == 4
    frame = await registry.ask()
    expected = {
        "Welding": f"{BASE}competencies/{guid(1)}",
        "W.1": f"{BASE}competencies/{guid(2)}",
        f"{HOST}/CFItems/{guid(2)}": f"{BASE}competencies/{guid(2)}",
        f"{HOST}/CFDocuments/{FRAMEWORK}": f"{BASE}frameworks/{FRAMEWORK}",
    }
    found = await resolve(frame, [parse_ref(text) for text in expected])
    assert [expected[each.asked] in [c.iri for c in each.candidates] for each in found] == [True] * 4
    edges = {
        (row.kind, row.source, row.target)
        async for rows in registry.store.rows()
        for row in rows
        if row.is_edge
    }
    assert ("CHILD_OF", f"{BASE}competencies/{guid(2)}", f"{BASE}competencies/{guid(1)}") in edges
    again = await load(registry, "case", [path])
    assert [each.no_op for each in again.outcomes] == [True]


def test_what_the_package_says_is_kept(tmp_path: Path) -> None:
    """Texts keep their language, the framework its licence, status and address; nothing is made up."""
    found, lefts = nodes(written(tmp_path, package()))
    framework = found[f"{BASE}frameworks/{FRAMEWORK}"]
    assert framework["ceasn:license"] == "https://licences.example/by"
    assert framework["ceasn:publicationStatusType"] == "publicationStatus:Published"
    assert framework["ceasn:hasTopChild"] == [f"{BASE}competencies/{guid(1)}"]
    assert framework["credway:source"]["credway:license"] == "https://licences.example/by"
    assert framework["credway:source"]["credway:sourceDate"] == "2024-05-01"
    assert not {"ceterms:ctid", "ceasn:description", "ceasn:publisher"} & set(framework)
    second = found[f"{BASE}competencies/{guid(2)}"]
    assert second["ceasn:exactAlignment"] == ["https://other.example/items/50"]
    assert second["ceasn:isChildOf"] == [f"{BASE}competencies/{guid(1)}"]
    assert second["credway:locator"] == "case.json/CFItems/1"
    assert found[f"{BASE}competencies/{guid(3)}"]["ceasn:competencyText"] == {"es": "Suelda."}
    [passed] = lefts
    assert (passed.pointer, passed.wrong) == ("/CFAssociations/4", False)


def test_a_language_that_is_not_stated_is_not_english(tmp_path: Path) -> None:
    """Texts without a language have the tag for an undetermined one, and the framework states none."""
    data = package()
    del data["CFDocument"]["language"]
    found, _ = nodes(written(tmp_path, data))
    framework = found[f"{BASE}frameworks/{FRAMEWORK}"]
    assert framework["ceasn:name"] == {"und": "Welding"}
    assert "ceasn:inLanguage" not in framework


def test_each_part_that_is_wrong_is_named(tmp_path: Path) -> None:
    """A wrong item or association is named by its pointer, and the rest is taken."""
    data = package(
        CFItems=[
            item(1, "Welds."),
            item(1, "Again."),
            item(2, " "),
            {"identifier": "7", "fullStatement": "x"},
            "no item",
        ],
        CFAssociations=[
            link(node(9), "isChildOf", node(1)),
            link(node(1), "isChildOf", {"identifier": guid(9)}),
            link(node(1), "isWarmerThan", node(1)),
            link({"identifier": FRAMEWORK}, "exactMatchOf", {"uri": "https://other.example/f"}),
        ],
    )
    found, lefts = nodes(written(tmp_path, data))
    assert [(each.pointer, each.wrong) for each in lefts] == [
        ("/CFItems/1", True),
        ("/CFItems/2", True),
        ("/CFItems/3", True),
        ("/CFItems/4", True),
        ("/CFAssociations/0/originNodeURI", True),
        ("/CFAssociations/1/destinationNodeURI", True),
        ("/CFAssociations/2/associationType", True),
        ("/CFAssociations/3", False),
    ]
    assert lefts[0].place == "case.json, /CFItems/1"
    assert len([each for each in found.values() if each["@type"] == "ceasn:Competency"]) == 1


def test_two_files_of_one_framework(tmp_path: Path) -> None:
    """The second file of the same identifier is named and not mixed into the first."""
    first = written(tmp_path, package())
    second = written(tmp_path, package(CFItems=[item(8, "Else.")], CFAssociations=[]), "second.json")
    made, lefts, _ = documents("case", [first, second], BASE)
    assert len(made) == 1
    assert [(Path(each.file).name, each.pointer) for each in lefts if each.wrong] == [
        ("second.json", "/CFDocument/identifier")
    ]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("{", "not JSON at line 1"),
        ("[]", "no CASE package"),
        ('{"CFDocument": {"identifier": "7"}}', "must be a GUID"),
        (json.dumps({"CFDocument": {"identifier": FRAMEWORK}}), "title is missing"),
        (json.dumps(package(CFItems="none")), "/CFItems must be a list"),
        (json.dumps(package(CFAssociations={})), "/CFAssociations must be a list"),
    ],
)
def test_what_is_no_package_is_refused(tmp_path: Path, text: str, says: str) -> None:
    """A file that is no package says what is missing."""
    path = tmp_path / "case.json"
    path.write_text(text)
    with pytest.raises(Unusable, match=says):
        documents("case", [path], BASE)


def test_a_package_in_another_encoding(tmp_path: Path) -> None:
    """UTF-16 is read where its mark says so; a file that is no UTF-8 says at which byte and what to do."""
    path = tmp_path / "case.json"
    path.write_bytes(json.dumps(package()).encode("utf-16"))
    assert nodes(path)[0] == nodes(written(tmp_path, package()))[0]
    path.write_bytes('{"CFDocument": "Caf\u00e9"}'.encode("cp1252"))
    with pytest.raises(Unusable, match=r"byte 19 is not utf-8\. Save it as UTF-8"):
        documents("case", [path], BASE)


async def test_the_published_packages_are_read(registry: Registry, shared_data: Path) -> None:
    """The packages of OpenSALT pass the gate, each competency with its text."""
    folder = shared_data / "wallet" / "case"
    paths = [folder / "Ordering.json", *sorted(folder.glob("opensalt-framework-*.json"))]
    made = await load(registry, "case", paths)
    assert {each.verdict.outcome for each in made.outcomes} == {"accepted"}
    assert made.rows == 28 + 16 + 2
    assert made.wrong == []
