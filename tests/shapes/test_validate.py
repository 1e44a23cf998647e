"""The validator as a Python call, its profiles, and what every code means."""

import csv
import re
import subprocess
import sys
from dataclasses import replace
from importlib.resources import files
from pathlib import Path

import orjson
import pytest
from making import CONTEXT
from packing import packed

from credway.shapes import SeveralDocuments, plain, validate, validate_each
from credway.shapes.constraints import phrases
from credway.shapes.documents import RDF_XML, TURTLE
from credway.shapes.engine import page
from credway.shapes.limits import NETWORK
from credway.shapes.profiles import PROFILES, Profile, Tally, counted, judgement
from credway.shapes.rulebook import named, near, rules
from credway.shapes.verdict import MORE, RELATIVE, Finding, Mode, Verdict

ROOT = Path(__file__).parents[2]
EXAMPLES = ROOT / "docs" / "examples"
BAD = EXAMPLES / "bad.json"


def finding(
    severity: str, code: str = "a.b", pointer: str | None = None, value: str | None = None
) -> Finding:
    """A finding of a severity."""
    return Finding(severity, "Mend it.", pointer, "_:x", None, value, "", code)  # type: ignore[arg-type]


@pytest.mark.parametrize("form", ["path", "bytes", "text", "data", "bom"])
def test_a_document_in_any_form(form: str) -> None:
    """A path, bytes, text, JSON that was read, and bytes with a BOM give one verdict."""
    forms = {
        "path": BAD,
        "bytes": BAD.read_bytes(),
        "text": BAD.read_text("utf-8"),
        "data": orjson.loads(BAD.read_bytes()),
        "bom": b"\xef\xbb\xbf" + BAD.read_bytes(),
    }
    found = validate(forms[form])
    assert found.outcome == "refused"
    codes = {each.code for each in found.findings if each.severity == "Violation"}
    assert codes == {"WRONG_CTID", "common.dateForm", "transfer_value.unitScheme", "check.property"}


def test_one_verdict_cannot_be_about_several(tmp_path: Path) -> None:
    """Several documents are an error that says where the second begins; validate_each judges them all."""
    good = (EXAMPLES / "good.json").read_text()
    one, two = f"[{good}]", f"[{good}, {BAD.read_text()}]"
    placed = [(each.code, f"/0{each.pointer}") for each in validate(good).findings]
    assert [(each.code, each.pointer) for each in validate(one).findings] == placed
    with pytest.raises(SeveralDocuments, match="document at /1; validate_each"):
        validate(two)
    found = list(validate_each(two, profile="minimum"))
    assert [(each.pointer, each.verdict.outcome) for each in found] == [("/0", "accepted"), ("/1", "refused")]
    path = tmp_path / "packed.zip"
    path.write_bytes(packed({"a.json": good.encode()}))
    assert validate(path).outcome == "accepted"
    path.write_bytes(packed({"a.json": good.encode(), "b.ndjson": b""}))
    assert [each.code for each in validate(path).findings] == ["NO_DOCUMENTS"]
    broken = list(validate_each(f"[{good}, "))
    assert [each.verdict.outcome for each in broken] == ["accepted", "refused"]


def test_an_accepted_document_and_other_syntaxes(tmp_path: Path) -> None:
    """A good document is accepted; Turtle is read by its media type or by the end of a file's name."""
    assert validate(EXAMPLES / "good.json").outcome == "accepted"
    text = "<https://a.example/s> a <https://w3id.org/credway/terms/Source> ; <https://schema.org/name> 'A' ."
    (tmp_path / "s.ttl").write_text(text)
    assert validate(text, media_type=TURTLE).outcome == "accepted"
    assert validate(tmp_path / "s.ttl").outcome == "accepted"
    assert [each.code for each in validate(text).findings] == ["NOT_JSON"]


def test_the_profile_chooses_findings_and_not_the_outcome() -> None:
    """minimum returns Violations only, wider profiles more; the outcome is the same under each."""
    found = {profile: validate(EXAMPLES / "good.json", profile=profile) for profile in PROFILES}
    assert {each.outcome for each in found.values()} == {"accepted"}
    assert found["minimum"].findings == ()
    assert {each.severity for each in found["recommended"].findings} == {"Warning"}
    assert set(found["recommended"].findings) <= set(found["all"].findings)
    assert [counted(each) for each in PROFILES] == [
        ("Violation",),
        ("Violation", "Warning"),
        ("Violation", "Warning", "Info"),
    ]


def test_mode_limits_and_what_is_no_document() -> None:
    """The mode and the limits are the caller's; what is no document is refused and never raised."""
    data = {"@context": "https://credreg.net/ctdl/schema/context/json", "@id": "https://a.example/x"}
    owned = {**data, "@type": "ceterms:Certification", "ceterms:name": {"en": "X"}}
    assert validate(owned).outcome == "refused"
    assert validate(owned, mode="mirror").outcome == "accepted"
    large = validate(b"[" * 2_000_000, limits=NETWORK)
    assert [each.code for each in large.findings] == ["TOO_LARGE"]
    assert [each.code for each in validate("\ud800").findings] == ["NOT_UTF8"]
    with pytest.raises(OSError, match="none"):
        validate(EXAMPLES / "none.json")


def test_an_argument_that_is_none_of_its_words() -> None:
    """A wrong mode, profile or media type, and a name for a Path, are errors that say what is right."""
    data = BAD.read_bytes()
    for wrong, right in (
        ({"mode": "x"}, "publish, mirror, not 'x'"),
        ({"profile": "x"}, "minimum, recommended, all"),
        ({"media_type": "text/plain"}, "json, text/turtle"),
    ):
        with pytest.raises(ValueError, match=right):
            validate(data, **wrong)  # type: ignore[arg-type]
        with pytest.raises(ValueError, match=right):
            list(validate_each(data, **wrong))  # type: ignore[arg-type]
    with pytest.raises(ValueError, match=r"write Path\("):
        validate(str(BAD))
    assert validate("no-such-file.json").findings[0].code == "NOT_JSON"
    stated = validate(bytearray(data), media_type="Application/LD+JSON; charset=utf-8")
    told = [(each.code, each.pointer) for each in validate(data).findings]
    assert [(each.code, each.pointer) for each in stated.findings] == told


ONE = {
    "@context": CONTEXT,
    "@id": "https://a.example/1",
    "@type": "ceterms:Certificate",
    "ceterms:name": {"en": "A"},
}
XML = "<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'/>"
CTDL = "@prefix c: <https://purl.org/ctdl/terms/> .\n"


def with_terms(**terms: object) -> str:
    """A document that brings definitions of its own and uses them."""
    return orjson.dumps({**ONE, "@context": [CONTEXT, terms], "ceterms:requires": {"a": {}}}).decode()


@pytest.mark.parametrize(
    ("text", "media_type", "code", "words"),
    [
        (f"<?xml version='1.0' encoding='UTF-7'?>{XML}", RDF_XML, "NOT_UTF8", "as UTF-8"),
        (f"<?xml version='1.0' encoding='none'?>{XML}", RDF_XML, "NOT_UTF8", "unknown encoding: none"),
        (
            f'{CTDL}<urn:x:a> a c:Course . << <urn:x:a> c:name "x" >> c:name "y" .',
            TURTLE,
            "STATEMENT_AS_VALUE",
            "<<",
        ),
        (f'{CTDL}<urn:x:a> a c:Course ; c:name "a\vb"@en .', TURTLE, "CONTROL_CHARACTER", "U+000B"),
        (orjson.dumps({**ONE, "ceterms:name": {"en": "A\0B"}}).decode(), None, "CONTROL_CHARACTER", "U+0000"),
        (with_terms(up="@reverse"), None, "INLINE_CONTEXT", "up"),
        (with_terms(up={"@id": "@included"}), None, "INLINE_CONTEXT", "up"),
        (with_terms(up={"@reverse": "ceterms:owns"}), None, "INLINE_CONTEXT", "up"),
        (with_terms(up={"@id": "ceterms:name", "@type": "@json"}), None, "INLINE_CONTEXT", "up"),
        (
            with_terms(**{"ceterms:requires": {"@id": "ceterms:requires", "@container": ["@index", "@set"]}}),
            None,
            "INLINE_CONTEXT",
            "ceterms:requires",
        ),
    ],
)
def test_what_no_reader_could_take_is_named(text: str, media_type: str | None, code: str, words: str) -> None:
    """Encodings, statements as values, control characters and disguised keywords are refused by name."""
    found = validate(text, media_type=media_type)
    assert found.outcome == "refused"
    assert [each for each in found.findings if each.code == code and words in each.message]
    assert not [each for each in found.findings if each.code in ("NOT_JUDGED", "engine.error")]


def test_a_control_character_has_its_place() -> None:
    """The property that holds it is shown; tabs and line breaks are none, nor is an escaped letter."""
    found = validate({**ONE, "ceterms:description": {"en": "A\x0bB"}})
    assert [each.pointer for each in found.findings if each.code == "CONTROL_CHARACTER"] == [
        "/ceterms:description"
    ]
    fine = '{"en": "A\\t\\n\\r\\u0009 \\u00e9 \\\\b"}'
    body = orjson.dumps({**ONE, "ceterms:description": "?"}).decode().replace('"?"', fine)
    assert "CONTROL_CHARACTER" not in {each.code for each in validate(body).findings}


@pytest.mark.parametrize(
    ("node", "code", "pointer"),
    [
        (
            {
                "@type": "qdata:DataProfile",
                "qdata:earningsDistribution": [
                    {
                        "@type": "schema:MonetaryAmountDistribution",
                        "schema:currency": "US$",
                        "qdata:median": 5,
                    }
                ],
            },
            "dataset.money",
            "/qdata:earningsDistribution/0/schema:currency",
        ),
        (
            {"@type": "ceterms:QualificationsFramework", "ceterms:inLanguage": "English"},
            "common.inLanguageTag",
            "/ceterms:inLanguage",
        ),
        (
            {"@type": "ceterms:Collection", "ceterms:inLanguage": "English"},
            "common.inLanguageTag",
            "/ceterms:inLanguage",
        ),
    ],
)
def test_what_one_class_asks_of_a_property_others_ask_too(
    node: dict[str, object], code: str, pointer: str
) -> None:
    """A currency and a language are held to their form wherever CTDL has the property."""
    found = validate({"@context": CONTEXT, "@id": "https://a.example/1", **node})
    assert [each.pointer for each in found.findings if each.code == code] == [pointer]


def test_importing_it_loads_no_engine() -> None:
    """`from credway.shapes import validate` is cheap: pySHACL waits for a document that needs it."""
    code = (
        "import sys, credway.shapes; print([m for m in ('pyshacl', 'rdflib', 'shacl') if m in sys.modules])"
    )
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "[]"


def test_a_judgement_as_data() -> None:
    """The plain form names place, outcome and findings; what does not count is left out and counted."""
    verdict = Verdict("refused", "publish", (finding("Violation"), finding("Warning"), finding("Info")))
    found = judgement(verdict, "recommended", origin="a.json", pointer="/3", document="https://a.example/x")
    assert plain.judgement(found) == {
        "origin": "a.json",
        "pointer": "/3",
        "document": "https://a.example/x",
        "outcome": "refused",
        "mode": "publish",
        "passes": False,
        "findings": [
            {
                "severity": s,
                "code": "a.b",
                "message": "Mend it.",
                "pointer": "/3",
                "focus": "_:x",
                "documentation": "https://w3id.org/credway/shapes/a#b",
            }
            for s in ("Violation", "Warning")
        ],
        "leftOut": {"Info": 1},
    }


def test_no_report_names_an_address_that_nobody_wrote() -> None:
    """Relative identifiers stand in a report as in the document, which is judged all the same."""
    value = {"@type": "ceterms:ValueProfile", "ceterms:creditUnitType": "SemesterHour"}
    thing = {"@id": "things/1", "@type": "ceterms:Course", "ceterms:creditValue": value}
    verdict = validate({"@context": "https://credreg.net/ctdl/schema/context/json", **thing})
    told = orjson.dumps(plain.judgement(judgement(verdict, "all", document=f"{RELATIVE}things/1"))).decode()
    assert "relative.invalid" not in told
    assert {"things/1", "SemesterHour"} <= {f.focus for f in verdict.findings} | {
        f.value for f in verdict.findings
    }


def test_a_tally_of_many() -> None:
    """Outcomes, failing documents and the most frequent codes are counted."""
    tally = Tally()
    for number in range(12):
        shown = tuple(finding("Violation", f"a.c{code:02}") for code in range(number + 1))
        tally.add(judgement(Verdict("refused", "publish", shown), "minimum", document=None))
    tally.add(judgement(Verdict("accepted", "publish", (finding("Info"),)), "minimum", document=None))
    told = plain.summary(tally, "minimum", "publish")
    assert (told["documents"], told["failing"], told["refused"], told["accepted"]) == (13, 12, 12, 1)
    assert told["leftOut"] == {"Info": 1}
    assert [each["count"] for each in told["codes"]] == list(range(12, 2, -1))


def test_what_a_report_does_not_hold_is_counted_under_every_profile() -> None:
    """A finding that stands for others counts as all of them, shown or left out."""
    found = Verdict("refused", "publish", (finding("Violation"), replace(finding("Warning"), count=40)))
    fields: dict[Profile, str] = {"minimum": "leftOut", "recommended": "findings", "all": "findings"}
    for profile, field in fields.items():
        tally = Tally()
        tally.add(judgement(found, profile, document=None))
        told = plain.summary(tally, profile, "publish")
        assert told[field]["Warning"] == 40
    assert plain.finding(found.findings[1])["count"] == 40
    assert "count" not in plain.finding(found.findings[0])


def test_what_stands_for_others_has_no_code_of_its_own() -> None:
    """The codes are those of the document; a wider profile shows what is kept and no more."""
    more = replace(finding("Violation", MORE), count=7)
    rest = replace(finding("Warning", MORE), count=40)
    tally = Tally()
    found = Verdict("refused", "publish", (finding("Violation"), more, finding("Warning"), rest))
    tally.add(judgement(found, "minimum", document=None))
    assert [code for code, _, _ in tally.frequent(10)] == [finding("Violation").code]
    assert (tally.severities["Violation"], tally.left_out["Warning"], tally.kept) == (8, 41, 1)


def test_a_message_says_what_was_found() -> None:
    """The value is told where the message does not say it, plainly and not as RDF."""
    assert plain.told(finding("Info", value='"31/12/2027"^^<x:date>')) == "Mend it. Found: 31/12/2027"
    assert plain.told(finding("Info", value="https://purl.org/ctdl/terms/name")).endswith(
        "Found: ceterms:name"
    )
    assert plain.told(finding("Info", value="_:b0")) == "Mend it."
    assert plain.told(finding("Info", value='"Mend"')) == "Mend it."


def test_every_code_has_a_rule() -> None:
    """Each code that the sources name stands in codes.csv, and none that they do not name."""
    with files("credway.shapes").joinpath("codes.csv").open(encoding="utf-8") as lines:
        listed = {row["code"] for row in csv.DictReader(lines) if "." not in row["code"]}
    source = "".join(
        path.read_text("utf-8")
        for folder in ("shapes/credway/shapes", "loaders/credway/loaders", "registry/credway/registry")
        for path in (ROOT / folder).glob("**/*.py")
    )
    made = re.findall(
        r"(?:fatal|found|_finding|_placed|values\.add|self\.add|Unreadable|_problem)"
        r"\(\s*(?:origin, |path, |str\(path\), )?"
        r'"([A-Z][A-Z0-9_]+)"',
        source,
    )
    assert set(made) <= listed
    assert {code for code in listed if f'"{code}"' not in source} == set()
    assert all(rule.message.endswith((".", "?")) for rule in rules().values())
    assert all(rule.page == page(rule.code) for rule in rules().values())


def test_every_shape_says_what_it_asks_for() -> None:
    """Each constraint of each shape has its words."""
    shapes = [rule for rule in rules().values() if rule.shape]
    assert len(shapes) > 200
    assert [rule.code for rule in shapes if not phrases(rule.iri)] == []
    assert "creditUnit:QuarterHour" in " ".join(phrases(rules()["transfer_value.unitScheme"].iri))


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("common.ctidRequired", "common.ctidRequired"),
        ("ctidrequired", "common.ctidRequired"),
        ("https://w3id.org/credway/shapes/common/ctidRequired", "common.ctidRequired"),
        ("https://w3id.org/credway/shapes/common#ctidRequired", "common.ctidRequired"),
        ("https://w3id.org/credway/shapes/check/NO_TRIPLES", "NO_TRIPLES"),
        ("wrong_ctid", "WRONG_CTID"),
        ("check.property", "check.property"),
    ],
)
def test_a_rule_by_any_of_its_names(text: str, code: str) -> None:
    """A code, an IRI, a page and a bare name in any case lead to the rule."""
    assert [rule.code for rule in named(text)] == [code]


def test_a_name_that_is_nearly_one() -> None:
    """A misspelt name leads to those that may be meant, nonsense to none."""
    assert near("ctidRequird")[0] == "common.ctidRequired"
    assert "common.ctidGrammar" in near("ctid")
    assert (named("zzzz"), near("zzzz")) == ([], [])


def test_what_a_mirror_forgives() -> None:
    """Minimum data is a Warning in a mirror, all else is what it is."""
    assert rules()["common.ctidRequired"].in_mirror == "Warning"
    assert rules()["FOREIGN_SUBJECT"].in_mirror == "Warning"
    assert rules()["transfer_value.unitScheme"].in_mirror == "Violation"


@pytest.mark.parametrize(
    ("node", "codes"),
    [
        (
            {"@type": "ceterms:Pathway", "ceterms:hasPart": "https://a.example/c"},
            {"pathway.PathwayWithComponents": "Violation"},
        ),
        ({"@type": "ceterms:Pathway", "ceterms:codedNotation": "P"}, {"pathway.destination": "Warning"}),
        (
            {"@type": "ceasn:Competency", "ceasn:hasChild": "https://a.example/c"},
            {"competency.originRequired": "Violation", "competency.position": "Warning"},
        ),
        (
            {
                "@type": "ceasn:Competency",
                "ceasn:hasChild": "https://a.example/c",
                "ceasn:creator": "https://a.example/o",
            },
            {"competency.StandaloneCompetency": "Violation"},
        ),
        (
            {
                "@type": "ceasn:Competency",
                "ceasn:hasChild": "https://a.example/c",
                "ceterms:isMemberOf": "https://a.example/m",
            },
            {},
        ),
    ],
)
def test_a_condition_that_is_not_met_is_told_once(node: dict[str, str], codes: dict[str, str]) -> None:
    """A pathway without a destination and a competency without an origin have one finding about it each."""
    verdict = validate({"@context": CONTEXT, "@id": "https://a.example/n", **node})
    about = {"PathwayWithComponents", "destination", "originRequired", "position", "StandaloneCompetency"}
    found = {f.code: f.severity for f in verdict.findings if f.code.rpartition(".")[2] in about}
    assert found == codes


def test_a_pattern_that_nobody_can_read_is_not_shown() -> None:
    """A short pattern is shown as it is, a long one by what the message says of it."""
    assert "a value is written as the message says" in phrases(rules()["structure.durationForm"].iri)
    assert any(each.startswith("a value matches ^[0-9]") for each in phrases(rules()["common.dateForm"].iri))


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ({"en_US": "A", "en-us": "B"}, "'en_US' and 'en-us' both mean en-us: keep one of them."),
        ({"en": "A", "EN": "B"}, "'en' and 'EN' both mean en: keep one of them."),
    ],
)
def test_two_tags_of_one_language(value: dict[str, str], words: str) -> None:
    """Who asks for one text in each language says which tags are one; lists of texts are joined."""
    node = {"@context": CONTEXT, "@id": "https://a.example/1", "@type": "ceterms:Badge"}
    found = validate({**node, "ceterms:name": value}).findings
    assert [each.message.endswith(words) for each in found if each.code == "common.nameMap"] == [True]
    lists = validate({**node, "ceterms:keyword": value, "ceterms:name": {"en": "A"}}).findings
    assert not any(words in each.message for each in lists)


def test_nodes_without_a_name_are_called_the_same_in_every_run() -> None:
    """A label of the parser becomes a number; one that the document writes stays."""
    node = {
        "@context": CONTEXT,
        "@id": "https://a.example/1",
        "@type": "ceterms:Badge",
        "ceterms:estimatedCost": [{"@type": "ceterms:CostProfile", "ceterms:price": each} for each in "ab"],
        "ceterms:requires": [{"@id": "_:mine", "@type": "ceterms:ConditionProfile", "ceterms:nmae": "x"}, {}],
    }
    first, second = (validate(node).findings for _ in range(2))
    assert first == second
    assert {each.focus for each in first if each.focus.startswith("_:")} == {"_:node1", "_:node2", "_:mine"}
    text = """@prefix c: <https://purl.org/ctdl/terms/> .
        <https://a.example/1> a c:Badge ; c:hasPart [ c:hasPart _:b ] . _:b c:isPartOf _:b, [] ."""
    first, second = (validate(text, media_type="text/turtle").findings for _ in range(2))
    assert first == second


def test_nodes_that_cannot_be_told_apart_have_a_place() -> None:
    """The refusal names one of them and what to do; what else is told of the document is told too."""
    course = {"@type": "ceterms:Course", "ceterms:name": {"en": "A course"}}
    ring = [{**course, "@id": f"_:r{i}", "ceterms:hasPart": [f"_:r{(i + 1) % 6}"]} for i in range(6)]
    one = {
        "@id": "https://a.example/1",
        "@type": "ceterms:Badge",
        "ceterms:hasPart": [f"_:r{i}" for i in range(6)],
    }
    found = validate({"@context": CONTEXT, "@graph": [one, *ring]}, mode="mirror")
    assert found.outcome == "refused"
    first, *others = found.findings
    assert (first.code, first.pointer) == ("AMBIGUOUS_BLANK_NODES", "/@graph/1")
    assert first.message.endswith("nest each where it is used.")
    assert {each.severity for each in others} <= {"Warning", "Info"}


@pytest.mark.parametrize("text", ["", " \n\t", "\ufeff\n"])
@pytest.mark.parametrize("kind", ["application/ld+json", "text/turtle", "application/rdf+xml"])
def test_what_is_empty_is_called_so(text: str, kind: str) -> None:
    """A file in which nothing stands holds no document, whatever it was meant to be."""
    (finding,) = validate(text, media_type=kind).findings
    assert finding.code == "NO_DOCUMENTS"
    assert finding.message.startswith("It is empty")


@pytest.mark.parametrize(
    ("mode", "severity", "outcome"), [("publish", "Violation", "refused"), ("mirror", "Warning", "accepted")]
)
def test_only_things_stand_in_a_graph(mode: Mode, severity: str, outcome: str) -> None:
    """A text or a number there says nothing: its owner removes it, and a mirror is read without it."""
    one = {"@id": "https://a.example/1", "@type": "ceterms:Badge", "ceterms:name": {"en": "A"}}
    document = {"@context": CONTEXT, "@graph": [one, "https://a.example/2", None, 5, [7]]}
    verdict = validate(document, mode=mode)
    strays = [each for each in verdict.findings if each.code == "STRAY_VALUE"]
    assert [each.pointer for each in strays] == ["/@graph/1", "/@graph/3", "/@graph/4/0"]
    assert ({each.severity for each in strays}, verdict.outcome) == ({severity}, outcome)
