"""What is written wrong but means one thing: read as that, with a finding that says what to write."""

from typing import Any

import orjson
import pytest

from credway.shapes import hints
from credway.shapes.documents import Document
from credway.shapes.json_text import deeper
from credway.shapes.limits import LOCAL
from credway.shapes.preflight import check
from credway.shapes.rdf import triples_of
from credway.shapes.refusals import Fatal
from credway.shapes.repairing import what_is_wrong
from credway.shapes.values import Checked

CONTEXT = "https://credreg.net/ctdl/schema/context/json"
CTDL = "https://purl.org/ctdl/terms/"
NAMED = {"@context": CONTEXT, "@id": "https://a.example/1"}


def checked(value: Any) -> Checked:
    return check(Document(orjson.dumps(value)), LOCAL)


def literals(value: Any) -> set[str]:
    document = Document(orjson.dumps(value))
    return {str(triple.object) for triple in triples_of(document, check(document, LOCAL), LOCAL)}


@pytest.mark.parametrize(
    ("key", "written", "meant", "code"),
    [
        ("ceterms:ownedBy", " https://a.example/2 ", "<https://a.example/2>", "FOLDED_IRI"),
        ("ceterms:name", {"en:us": "A"}, '"A"@en-us', "FOLDED_LANGUAGE"),
        ("ceterms:name", {"en_US": "A"}, '"A"@en-us', "FOLDED_LANGUAGE"),
        ("ceterms:name", {"": "A"}, '"A"', "FOLDED_LANGUAGE"),
        ("ceterms:name", {"@value": "A", "@language": "en_US"}, '"A"@en-us', "FOLDED_LANGUAGE"),
        ("ceterms:name", [{"en": "A"}, {"fr": ["B"]}], '"B"@fr', "FOLDED_LANGUAGE"),
        ("ceterms:codedNotation", {"en": "A"}, '"A"@en', "FOLDED_LANGUAGE"),
        ("ceterms:framework", "AudienceLevel", f"<{CTDL}AudienceLevel>", "FOLDED_IRI"),
        ("ceterms:rightSource", "10", '"10"', "FOLDED_IRI"),
        ("ceterms:rightSource", ["some words"], '"some words"', "FOLDED_IRI"),
        ("@type", "Badge", f"<{CTDL}Badge>", "UNPREFIXED_TYPE"),
        ("@type", ["Badge", "ceterms:Credential"], f"<{CTDL}Badge>", "UNPREFIXED_TYPE"),
    ],
)
def test_what_is_certain_is_repaired(key: str, written: Any, meant: str, code: str) -> None:
    """The value is read as it is meant, and said."""
    document = {**NAMED, "ceterms:keyword": {"en": "x"}, key: written}
    assert meant.lower() in {each.lower() for each in literals(document)}
    findings = checked(document).findings
    assert {each.code for each in findings} == {code}
    assert all((each.pointer or "").startswith(f"/{key}") for each in findings)


def test_texts_under_tags_that_become_one_are_kept() -> None:
    """Two spellings of one language are one language with both texts."""
    found = literals({**NAMED, "ceterms:name": {"en_us": "A", "en-us": ["B"]}})
    assert {'"A"@en-us', '"B"@en-us'} <= found


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("...", "placeholder"),
        ("", "empty"),
        ("a text", "is text"),
        ("dc814d62-6198-4a58-803d-0d453dc414d5", "ce-dc814d62"),
        ("https://a.example/a b", "%20"),
        ("https://a.example/a|b", "%7C"),
        ("https://a.example/100%", "%25"),
        ("level1", "in full"),
        ("www.example.com/a b", "https://"),
        ("12", "in full"),
        ("http://", "without a host"),
        ("https:///x", "without a host"),
        ("http:/a.example/1", "without a host"),
        ("_:a b", "such as _:b1"),
        ("https://a.example/" + "x" * 2_000, "2,018 characters"),
    ],
)
def test_what_is_no_identifier_is_explained(value: str, words: str) -> None:
    """Each way to be none has a message of its own."""
    [finding] = checked({**NAMED, "ceterms:ownedBy": value}).findings
    assert finding.code == "BAD_IRI"
    assert words in finding.message


@pytest.mark.parametrize(
    ("key", "meant"),
    [
        ("nmae", "ceterms:name"),
        ("description", "ceterms:description"),
        ("CTID", "ceterms:ctid"),
        ("cetermsdescription", "ceterms:description"),
        ("ceasn:competencytext", "ceasn:competencyText"),
        ("xyzzy", ""),
    ],
)
def test_a_misspelt_property_is_guessed(key: str, meant: str) -> None:
    """The term that is most like it is named, or none."""
    assert meant in hints.term(key)
    assert bool(meant) == bool(hints.term(key))


@pytest.mark.parametrize(
    ("word", "key", "words"),
    [
        ("SemesterHour", "ceterms:creditUnitType", "Did you mean creditUnit:SemesterHour?"),
        ("University", "ceterms:agentType", "such as orgType:"),
        ("semester hours", "ceterms:creditUnitType", "Did you mean creditUnit:SemesterHour?"),
        ("CompetencyCredits", "ceterms:creditUnitType", "Did you mean creditUnit:CompetencyCredit?"),
        ("BasedCredit", "ceterms:creditUnitType", "creditUnit:TypeBasedCredit or creditUnit:TimeBasedCredit"),
        ("15-1212", "ceterms:occupationType", '"ceterms:codedNotation": "15-1212"'),
        (
            "Registered nurse",
            "ceterms:occupationType",
            '"ceterms:targetNodeName": {"en": "Registered nurse"}',
        ),
        ("Ohio", "ceterms:mainJurisdiction", '"ceterms:addressRegion": {"en": "Ohio"}'),
        ("New York", "ceterms:mainJurisdiction", '"ceterms:addressRegion": {"en": "New York"}'),
        ("1 Main St, Troy", "ceterms:address", '"ceterms:streetAddress": {"en": "1 Main St, Troy"}'),
        ("High school diploma", "ceterms:requires", '"ceterms:description": {"en": "High school diploma"}'),
        ("Acme", "ceterms:ownedBy", "such as https://example.org/things/1"),
    ],
)
def test_a_word_for_a_thing_is_answered_by_what_the_property_takes(word: str, key: str, words: str) -> None:
    """Where a property takes a concept, an alignment, a place or a condition, the message shows one of it."""
    [finding] = checked({**NAMED, key: word}).findings
    assert words in finding.message


def test_a_word_for_the_thing_itself_is_to_be_written_in_full() -> None:
    """A relative @id is told as what it is: no term of a vocabulary is asked what it takes."""
    [finding] = checked({**NAMED, "@id": "things/1", "ceterms:name": {"en": "A"}}).findings
    assert finding.message == (
        "'things/1' is not an absolute IRI, as @id needs. Write it in full, such as https://example.org/things/1."
    )


@pytest.mark.parametrize(
    ("key", "words"),
    [
        ("ceterms:credentialStatusType", "Did you mean credentialStat:Active?"),
        ("ceterms:audienceType", "Write a concept of ceterms:Audience, such as audience:"),
        ("ceterms:occupationType", "Write an address that starts with https://"),
    ],
)
def test_a_word_as_target_of_an_alignment_is_told_by_the_property_above(key: str, words: str) -> None:
    """Which concept a word means depends on the property that the alignment stands under."""
    alignment = {"@type": "ceterms:CredentialAlignmentObject", "ceterms:targetNode": "Active"}
    for value, pointer in ((alignment, ""), ([alignment], "/0")):
        [finding] = checked({**NAMED, key: value}).findings
        assert (finding.code, finding.pointer) == ("BAD_IRI", f"/{key}{pointer}/ceterms:targetNode")
        assert words in finding.message


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("145", "'145' is a number in quotes, which {key} reads as an address. Write it without: 145."),
        (
            "$5,200",
            "'$5,200' is no plain number, which {key} reads as an address. Write it without: 5200.",
        ),
        ("12 months", "'12 months' is no number, as {key} needs. Write one without quotes, such as 3."),
    ],
)
def test_a_number_in_quotes_is_told_to_lose_them(text: str, words: str) -> None:
    """CTDL's context reads texts as addresses under some properties of numbers, and no word is one."""
    for key in ("qdata:sizeOfData", "ceterms:medianEarnings"):
        [finding] = checked({**NAMED, key: text}).findings
        assert finding.message == words.format(key=key)


@pytest.mark.parametrize(
    ("first", "second", "told"),
    [
        ({"ceterms:name": {"en": "A"}}, {"ceterms:name": {"en": "B"}}, "ceterms:name"),
        ({"ceterms:startDate": "2020"}, {"ceterms:startDate": "2021"}, "ceterms:startDate"),
        ({"ceterms:name": {"en": "A"}}, {"ceterms:name": {"en": "A"}}, ""),
        ({"ceterms:name": {"en": "A"}}, {"ceterms:startDate": "2021"}, ""),
        ({"ceterms:offeredBy": ["urn:x"]}, {"ceterms:offeredBy": ["urn:y"]}, ""),
        ({"ceterms:name": {"en": "A"}}, {}, ""),
    ],
)
def test_objects_with_one_identifier_that_differ_are_told(
    first: dict[str, Any], second: dict[str, Any], told: str
) -> None:
    """Both are read as one thing, which is right where they agree and a slip of copying where they do not."""
    for identity in ("https://a.example/2", "_:b"):
        graph = [{"@id": identity, **first}, {"@id": identity, **second}]
        findings = checked({"@context": CONTEXT, "@id": "https://a.example/1", "@graph": graph}).findings
        assert [each.code for each in findings] == ["MERGED_NODES"] * bool(told)
        assert all(each.severity == "Warning" and each.pointer == "/@graph/1" for each in findings)
        assert all(f"a different {told}" in each.message for each in findings)


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("Certfication", "ceterms:Certification"),
        ("Transfer Value Profile", "ceterms:TransferValueProfile"),
        ("cetermsCourse", "ceterms:Course"),
        ("competency framework", "ceasn:CompetencyFramework"),
        ("xyzzy", ""),
    ],
)
def test_a_misspelt_type_is_guessed(name: str, meant: str) -> None:
    """The class that is most like it is named, or one for example."""
    [finding] = checked({**NAMED, "@type": name, "ceterms:name": {"en": "A"}}).findings
    assert finding.code == "BAD_TYPE"
    assert (f"Did you mean {meant}?" if meant else "Write one such as ceterms:Credential.") in finding.message


@pytest.mark.parametrize(
    ("key", "words"),
    [
        (
            "ceterms:transferValueFor",
            "Sets that count by themselves are a ceterms:TransferValueProfile each.",
        ),
        ("ceterms:isPartOf", "What is meant as a group of its own needs a description of its own."),
    ],
)
def test_a_list_in_a_list_is_read_as_one_and_told(key: str, words: str) -> None:
    """Nothing in inner brackets is lost, and that they group nothing is said once, at the outer list."""
    document = {**NAMED, key: ["https://a.example/2", ["https://a.example/3", ["https://a.example/4"]]]}
    assert {f"<https://a.example/{n}>" for n in (2, 3, 4)} <= literals(document)
    [finding] = checked(document).findings
    assert (finding.code, finding.severity, finding.pointer) == ("NESTED_LIST", "Warning", f"/{key}")
    assert words in finding.message
    [graph] = checked({**NAMED, "@graph": [[{"@id": "urn:b", "ceterms:name": {"en": "B"}}]]}).findings
    assert graph.message.endswith("the inner brackets group nothing. Remove them.")


@pytest.mark.parametrize(
    ("iri", "meant"),
    [
        ("https://purl.org/ctdl/vocabs/creditUnit/DegreeeCredit", "creditUnit:DegreeCredit"),
        ("http://credreg.net/ctdl/vocabs/audLevel/BachelorDegreeLevel", "audLevel:BachelorsDegreeLevel"),
        ("creditLevel:LowerDivisionLevel", "audLevel:LowerDivisionLevel"),
        ("lifecycle:Active", "lifeCycle:Active"),
        ("https://purl.org/ctdl/vocabs/creditUnit/DegreeCredit", ""),
        ("https://example.org/levels/7", ""),
    ],
)
def test_a_misspelt_concept_is_guessed(iri: str, meant: str) -> None:
    """The concept of the same vocabulary that is most like it is named."""
    assert hints.concept(iri) == (f"Did you mean {meant}?" if meant else "")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('{"a": 1, // why\n "b": 2}', "comments"),
        ("/* why */ {}", "comments"),
        ("{'a': 1}", "double quotes"),
        ('{"a": 1}\n{"b": 2}', "second document"),
        ('{"a": 1 "b": 2}', "comma"),
        ('"@graph": []', "braces"),
        ('{"a": NaN}', "numbers"),
        ("<rdf/>", "markup"),
        ("", "empty"),
        ('{"a": 1, }', "comma"),
        ('{"a": [1, ]}', "comma"),
    ],
)
def test_a_place_in_broken_json_has_a_hint(text: str, words: str) -> None:
    """What stands at the place says what to do."""
    with pytest.raises(Fatal) as raised:
        check(Document(text.encode(), line=7), LOCAL)
    assert raised.value.finding.code == "NOT_JSON"
    assert words in raised.value.finding.message
    assert (
        f"line {7 + text.count(chr(10), 0, text.find('{', 1) + 1)}" in raised.value.finding.message
        or "line 7" in (raised.value.finding.message)
    )


def test_a_document_in_expanded_form_needs_no_context() -> None:
    """Full IRIs as keys mean what they are; short ones without a context are refused."""
    node = {"@id": "https://a.example/1", f"{CTDL}name": [{"@value": "A", "@language": "en"}]}
    assert checked([node]).findings == []
    assert checked(node).findings == []
    assert '"A"@en' in literals([node])
    assert [f.code for f in checked([{"@id": "a:b", "ceterms:name": "x"}]).findings][-1] == "NO_CONTEXT"
    assert "NO_CONTEXT" in {f.code for f in checked({"@id": "a:b", "ceterms:name": "x"}).findings}


def test_an_undeclared_prefix_is_warned_of() -> None:
    """An identifier that looks like one is kept."""
    [finding] = checked({**NAMED, "ceterms:ownedBy": "res:abc"}).findings
    assert (finding.code, finding.severity) == ("UNKNOWN_PREFIX", "Warning")


@pytest.mark.parametrize(
    "text", ['{"a": 1, "a": 2}', '{"a" : 1, "b": "\\":", "a": 2}', '{"@context": {}, "x": {"a": 1, "a": 2}}']
)
def test_a_repeated_key_is_found(text: str) -> None:
    """However it is written, one of the two values would be lost."""
    body = f'{{"@context": "{CONTEXT}", "@id": "a:b", "ceterms:name": {{"en": "x"}}, "ceterms:x": {text}}}'
    body = body.replace('"@context": {}, ', "")
    found = check(Document(body.encode()), LOCAL).findings
    assert "DUPLICATE_KEY" in [each.code for each in found]


def test_keys_that_do_not_repeat_are_not_found() -> None:
    """Colons and quotes in texts are no keys."""
    body = (
        f'{{"@context" : "{CONTEXT}", "@id": "urn:b", "ceterms:name": {{"en": "say \\\\": \\\\"x\\\\":"}}}}'
    )
    assert check(Document(body.replace("\\\\", "\\").encode()), LOCAL).findings == []


def test_depth_is_counted_outside_texts() -> None:
    """Brackets in a text are none, and a text without an end ends the count."""
    assert not deeper('"' + "[" * 600 + '"', 512)
    assert deeper("[" * 513, 512)
    assert not deeper('"' + '\\"' * 300_000 + "[" * 600, 512)


@pytest.mark.parametrize(
    ("text", "key", "told"),
    [
        ("NCCRS-515", "ceterms:identifier", '"ceterms:identifierValueCode": "NCCRS-515"'),
        ("Acme Training Inc.", "ceterms:ownedBy", "Write the IRI of the organization"),
        ("Basic Skills", "ceasn:isPartOf", "Write the IRI of the framework"),
        ("see our website", "ceterms:subjectWebpage", "Write an address that starts with https://"),
    ],
)
def test_a_word_for_a_thing_is_told_what_the_property_takes(text: str, key: str, told: str) -> None:
    """The message shows the form, or names the thing whose identifier is meant."""
    assert told in what_is_wrong(text, key)


@pytest.mark.parametrize(
    ("key", "hint"),
    [
        ("ceterms:name ", "Write ceterms:name."),
        (" ceterms:keyword", "Write ceterms:keyword."),
        ("ceterms:na\x1bme", "Did you mean ceterms:name?"),
        ("schema:my thing", "Use a term"),
        ("https://purl.org/ctdl/terms/my thing", "Use a term"),
    ],
)
def test_a_key_that_no_parser_could_read_is_told(key: str, hint: str) -> None:
    """A space or a control character in a key loses all that stands there, whatever prefix it has."""
    found = [each for each in checked({**NAMED, key: "x"}).findings if each.code == "UNDEFINED_TERM"]
    assert [each.severity for each in found] == ["Violation"]
    assert hint in found[0].message
    assert "would be lost" in found[0].message


def test_a_type_that_no_parser_could_read_is_told() -> None:
    """A class with a space in its name would be lost beside a good one; space around it goes."""
    said = {"ceterms:keyword": {"en": "x"}}
    [finding] = checked({**NAMED, **said, "@type": ["ceterms:Course", "ceterms:My Course"]}).findings
    assert (finding.code, finding.pointer) == ("BAD_TYPE", "/@type/1")
    found = checked({**NAMED, **said, "@type": " ceterms:Course"})
    assert [each.code for each in found.findings] == ["FOLDED_IRI"]
    assert found.data["@type"] == "ceterms:Course"  # type: ignore[call-overload]


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ({"@id": "https://a.example/2", "@value": "x"}, "@id beside @value"),
        ({"@set": ["https://a.example/2"], "@id": "https://a.example/3"}, "@id beside @set"),
        ({"@value": "x", "ceterms:name": {"en": "A"}}, "ceterms:name beside @value"),
    ],
)
def test_a_value_and_a_thing_at_once_has_its_place(value: Any, words: str) -> None:
    """What the parser would refuse without saying where is told at its place."""
    found = checked({**NAMED, "ceterms:sameAs": value}).findings
    assert [(each.code, each.pointer) for each in found if each.code == "BAD_VALUE"] == [
        ("BAD_VALUE", "/ceterms:sameAs")
    ]
    assert any(words in each.message for each in found)


def test_a_thing_under_texts_by_language_is_told() -> None:
    """Where the context expects texts by language the parser would drop a thing, and nobody would notice."""
    [finding] = checked({**NAMED, "ceterms:alternateName": {"@id": "https://a.example/2"}}).findings
    assert (finding.code, finding.severity, finding.pointer) == (
        "BAD_LANGUAGE",
        "Violation",
        "/ceterms:alternateName",
    )


def test_a_date_that_the_context_reads_as_an_address_is_explained() -> None:
    """CTDL's context coerces approximate dates to identifiers; the message shows what would be read."""
    [finding] = checked({**NAMED, "ceterms:approximateDateEffective": "2026-05"}).findings
    assert '{"@value": "2026-05"}' in finding.message
    written = {**NAMED, "ceterms:approximateDateEffective": {"@value": "2026-05"}}
    assert '"2026-05"' in literals(written)
