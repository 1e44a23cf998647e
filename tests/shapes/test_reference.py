from collections.abc import Callable

import pyoxigraph as ox
import pytest

from credway.shapes.pyshacl_engine import PyShaclEngine
from credway.shapes.validator import validate
from credway.shapes.verdict import Mode

Turtle = Callable[[str], list[ox.Triple]]
NAME = 'ceterms:name "A"@en ; credway:mentionedBy ex:source'


@pytest.mark.parametrize(
    "text",
    [
        f"ex:a a credway:ReferenceRecord , ceterms:Credential ; {NAME} .",
        f"ex:a a credway:ReferenceRecord , ceterms:Occupation ; {NAME} .",
        f'ex:a a credway:ReferenceRecord , ceterms:Course ; {NAME} ; ceterms:alternateName "B"@en .',
        f"ex:a a credway:ReferenceRecord , ceterms:LearningProgram ; {NAME} , ex:other .",
        f"ex:a a credway:ReferenceRecord , ceterms:Organization ; {NAME} ;"
        ' ceterms:address [ a ceterms:Place ; ceterms:addressRegion "OH" ] .',
    ],
)
@pytest.mark.parametrize("mode", ["publish", "mirror"])
def test_a_reference_record_is_accepted_as_one(
    text: str, mode: Mode, engine: PyShaclEngine, turtle: Turtle
) -> None:
    """A name and who mentions it are enough, in any mode, and no finding asks for more."""
    verdict = validate(turtle(text), mode, engine)
    assert (verdict.outcome, verdict.findings) == ("reference", ())


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (
            f"ex:a a credway:ReferenceRecord , ceterms:Certification ; {NAME} .",
            "reference.class",
        ),
        (f"ex:a a credway:ReferenceRecord ; {NAME} .", "reference.classRequired"),
        (
            f"ex:a a credway:ReferenceRecord , ceterms:Credential , ceterms:Course ; {NAME} .",
            "reference.classRequired",
        ),
        (
            'ex:a a credway:ReferenceRecord , ceterms:Credential ; ceterms:name "A"@en .',
            "reference.mentionedBy",
        ),
        (
            "ex:a a credway:ReferenceRecord , ceterms:Credential ; credway:mentionedBy ex:source .",
            "reference.name",
        ),
        (
            "ex:a a credway:ReferenceRecord , ceterms:Credential ;"
            ' ceterms:name "A" ; credway:mentionedBy ex:source .',
            "reference.name",
        ),
        *(
            (
                f"ex:a a credway:ReferenceRecord , ceterms:Credential ; {NAME} ; {more} .",
                "reference.ReferenceRecord",
            )
            for more in (
                'ceterms:description "What it is."@en',
                "ceterms:credentialStatusType credentialStat:Active",
                "ceterms:subjectWebpage <https://example.org/>",
                "ceterms:ownedBy ex:owner",
                'ceterms:ctid "ce-0f6b0f52-1a2b-4c3d-8e4f-5a6b7c8d9e0f"',
                "ceterms:identifier [ a ceterms:IdentifierValue ]",
                'ceterms:address [ a ceterms:Place ; ceterms:addressRegion "OH" ]',
            )
        ),
    ],
)
@pytest.mark.parametrize("mode", ["publish", "mirror"])
def test_nobody_invents_more_about_a_reference(
    text: str, code: str, mode: Mode, engine: PyShaclEngine, turtle: Turtle
) -> None:
    """A description, status, page, owner or type beside a reference record refuses it."""
    verdict = validate(turtle(text), mode, engine)
    assert verdict.outcome == "refused"
    assert code in {finding.code for finding in verdict.findings}
