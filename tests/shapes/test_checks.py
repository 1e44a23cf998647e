from collections.abc import Callable

import pyoxigraph as ox
import pytest

from credway.ontology.namespaces import expand
from credway.ontology.terms import terms
from credway.shapes import hints
from credway.shapes.checks import check, is_ctid
from credway.shapes.engine import SHAPES

Turtle = Callable[[str], list[ox.Triple]]
CTID = "ce-0f6b0f52-1a2b-4c3d-8e4f-5a6b7c8d9e0f"


def _names(document: list[ox.Triple]) -> list[str]:
    return [result.shape.removeprefix(f"{SHAPES}check/") for result in check(document)]


@pytest.mark.parametrize(
    "text", [f"{CTID}\n", f" {CTID}", CTID.upper(), CTID[3:], f"urn:ctid:{CTID}", f"{CTID}0", ""]
)
def test_what_is_almost_a_ctid_is_none(text: str, turtle: Turtle) -> None:
    """A CTID is matched whole: no line end, no capitals, no prefix."""
    assert not is_ctid(text)
    literal = ox.Literal(text)
    (result,) = check([ox.Triple(ox.NamedNode("urn:x:a"), _ctid(turtle), literal)])
    assert (result.focus, result.value) == ("urn:x:a", str(literal))


def test_a_ctid_passes(turtle: Turtle) -> None:
    """The grammar takes any UUID; which version it is, the shapes remark."""
    assert is_ctid(CTID)
    assert check(turtle(f'ex:a ceterms:ctid "{CTID}" .')) == []


def test_a_former_class_is_read_as_what_replaced_it(turtle: Turtle) -> None:
    """What the shapes of the class say of a value, no check says again under the class's former name."""
    assert _names(turtle('ex:a schema:value "one" .')) == ["form"]
    assert _names(turtle('ex:a a schema:ValueProfile ; schema:value "one" .')) == []
    assert _names(turtle('ex:a a schema:ValueProfile ; ceterms:ctid "' + CTID + '" .')) == ["domain"]


@pytest.mark.parametrize(
    ("links", "words"),
    [
        (
            "ex:a ceasn:hasChild ex:b . ex:b ceasn:hasChild ex:c . ex:c ceasn:hasChild ex:a .",
            "/a, {}/b, {}/c.",
        ),
        (
            "ex:a ceasn:hasChild ex:b , ex:x . ex:a ceasn:isChildOf ex:b . ex:x ceasn:hasChild ex:y .",
            "/a, {}/b.",
        ),
        ("ex:a ceterms:precedes ex:b . ex:b ceterms:precedes ex:a .", "/a, {}/b."),
        ("ex:a ceasn:hasChild ex:b . ex:b ceasn:isChildOf ex:a . ex:a ceasn:isPartOf ex:b .", ""),
        ("ex:a ceasn:hasChild ex:b , ex:c . ex:b ceasn:hasChild ex:d . ex:c ceasn:hasChild ex:d .", ""),
        ("ex:a ceterms:recommends ex:b . ex:b ceterms:recommends ex:a .", ""),
    ],
)
def test_an_order_has_no_circle(links: str, words: str, turtle: Turtle) -> None:
    """A circle of things is one Warning at its first link, whichever end states each; a diamond is none."""
    told = [each for each in check(turtle(links)) if each.shape == f"{SHAPES}check/circle"]
    assert len(told) == bool(words)
    for each in told:
        assert each.severity == "Warning"
        assert words.format(*["https://demo.credway.example"] * 3) in each.message
        assert each.focus.endswith("/a")


def test_a_long_circle_is_shortened(turtle: Turtle) -> None:
    """A circle of thousands is found without recursion, and names a few of its things."""
    links = "".join(f"ex:n{i} skos:broader ex:n{(i + 1) % 3000} .\n" for i in range(3000))
    [found] = check(turtle(links))
    assert found.message.endswith("/n4 and 2,995 more.")


@pytest.mark.parametrize(
    ("start", "end", "found"),
    [
        ("2026-01-01", "2026-12-31", []),
        ("2026", "2026", []),
        ("2020-02-29", "2020-02", []),
        ("2026-01-31", "2026-01", []),
        ("2026-02", "2026-01-31", ["dateOrder"]),
        ("2027", "2026-12-31", ["dateOrder"]),
        ("2026-05-15T00:00:00Z", "2026-05-15", []),
        ("2026-05-15Z", "2026-05-15-05:00", []),
        ("2026-05-16+14:00", "2026-05-15Z", ["dateOrder"]),
        ("2026-02-30Z", "2026-03-01Z", ["date"]),
        ("2026-05-15Z5", "2026-05-15", ["form"]),
        ("2026-02-30", "2026-01-01", ["date"]),
        ("2026-13", "2026", ["date"]),
        ("soon", "2026", ["form"]),
    ],
)
def test_a_period_runs_forwards(start: str, end: str, found: list[str], turtle: Turtle) -> None:
    """Ends are inclusive, months and years are their whole span, days exist."""
    for first, last in (
        ("credway:validFrom", "credway:validTo"),
        ("ceterms:startDate", "ceterms:endDate"),
        ("ceterms:dateEffective", "ceterms:expirationDate"),
    ):
        assert _names(turtle(f'ex:a {first} "{start}" ; {last} "{end}" .')) == found


def test_what_is_out_of_order_is_told_with_both_ends(turtle: Turtle) -> None:
    """The message has the start and the end, or the least and the most, as they are compared."""
    period = turtle('ex:a ceterms:startDate "2026-06" ; ceterms:endDate "2025-05-01" .')
    [row] = check(period)
    assert "ceterms:startDate is 2026-06-01, ceterms:endDate is 2025-05-01." in row.message
    [row] = check(turtle('ex:a schema:minValue "10" ; schema:maxValue "9"^^xsd:float .'))
    assert row.message.startswith("schema:minValue is 10, schema:maxValue is 9. The lower of two figures")


@pytest.mark.parametrize(
    ("least", "most", "found"),
    [
        ("1", "3", []),
        ("3", "3.0", []),
        ("10", "9", ["rangeOrder"]),
        ("1.0E1", "9.5", ["rangeOrder"]),
        ("NaN", "1", ["form"]),
        ("many", "1", ["form"]),
    ],
)
def test_a_range_runs_upwards(least: str, most: str, found: list[str], turtle: Turtle) -> None:
    """Least and most are compared as numbers, whatever their datatype."""
    document = turtle(f'ex:a schema:minValue "{least}" ; schema:maxValue "{most}"^^xsd:float .')
    assert _names(document) == found


def test_figures_stand_in_their_order(turtle: Turtle) -> None:
    """Percentiles and earnings do not fall from each to the next that is stated."""
    rising = turtle("ex:a qdata:percentile10 1 ; qdata:median 5 ; qdata:percentile90 5 .")
    assert check(rising) == []
    [row] = check(turtle("ex:a qdata:percentile25 80000 ; qdata:percentile75 20000 ."))
    assert (row.shape, row.severity) == (f"{SHAPES}check/rangeOrder", "Violation")
    assert row.message.startswith("qdata:percentile25 is 80000, qdata:percentile75 is 20000.")
    falling = turtle('ex:a ceterms:lowEarnings "9" ; ceterms:medianEarnings "8" ; ceterms:highEarnings "7" .')
    assert _names(falling) == ["rangeOrder", "rangeOrder"]


@pytest.mark.parametrize(
    ("least", "most", "found"),
    [
        ("P10W", "P20W", 0),
        ("P20W", "P10W", 1),
        ("P2Y", "P18M", 1),
        ("P1Y", "P52W", 0),
        ("PT90M", "PT1H", 1),
        ("PT40H", "P5D", 0),
        ("P0.5Y", "P1M", 0),
        ("20 weeks", "P10W", 0),
    ],
)
def test_the_least_time_is_no_longer_than_the_most(least: str, most: str, found: int, turtle: Turtle) -> None:
    """Durations in different units are compared where even the longest year leaves no doubt."""
    text = f'ex:a ceterms:minimumDuration "{least}" ; ceterms:maximumDuration "{most}" .'
    rows = [each for each in check(turtle(text)) if each.shape == f"{SHAPES}check/durationOrder"]
    assert [each.severity for each in rows] == ["Warning"] * found
    assert all(
        f"ceterms:minimumDuration is {least}, ceterms:maximumDuration is {most}." in r.message for r in rows
    )


@pytest.mark.parametrize(
    ("region", "country", "meant"),
    [
        ("Californa", "", "California"),
        ("pensylvania", "US", "Pennsylvania"),
        ("Virgina", "United States", "Virginia"),
        ("California", "", ""),
        ("CA", "US", ""),
        ("US-CA", "", ""),
        ("Californa", "MX", ""),
        ("Baja California", "", ""),
        ("Ontario", "", ""),
        ("Bayern", "", ""),
    ],
)
def test_a_state_is_spelt_right(region: str, country: str, meant: str, turtle: Turtle) -> None:
    """A region that is nearly a state is told; what may be one of another country is left alone."""
    says = f'; ceterms:addressCountry "{country}"@en' if country else ""
    found = check(turtle(f'ex:a a ceterms:Place ; ceterms:addressRegion "{region}"@en {says} .'))
    assert [each.shape for each in found] == [f"{SHAPES}check/region"] * bool(meant)
    assert all(each.severity == "Warning" and f"Did you mean {meant}?" in each.message for each in found)


@pytest.mark.parametrize(
    ("key", "number", "words"),
    [
        ("ceterms:latitude", "340", "lies between -90 and 90"),
        ("ceterms:longitude", "-180.5", "lies between -180 and 180"),
        ("qdata:percentage", "690", "is at most 100"),
        ("qdata:sizeOfData", "-1", "is at least 0"),
        ("ceterms:latitude", "90", ""),
        ("qdata:percentage", "-3.5", ""),
        ("qdata:sizeOfData", "0", ""),
        ("qdata:median", "-70000", ""),
    ],
)
def test_a_figure_is_one_that_can_be(key: str, number: str, words: str, turtle: Turtle) -> None:
    """A number outside what its property can mean is a Warning that names the bound."""
    found = check(turtle(f'ex:a {key} "{number}"^^xsd:float .'))
    assert [row.severity for row in found] == ["Warning"] * bool(words)
    assert all(words in row.message and number in row.message for row in found)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("ceterms:creditValue [ schema:value 3 ]", "Add its class: ceterms:ValueProfile."),
        ('ceterms:ownedBy [ ceterms:name "A"@en ]', "Add its class: ceterms:Organization."),
        ("ceterms:creditValue [ a ceterms:ValueProfile ; schema:value 3 ]", ""),
        ('ceterms:subjectWebpage [ schema:name "A" ]', ""),
        ('<urn:x:p> [ schema:name "A" ]', ""),
    ],
)
def test_a_nested_description_has_a_class(text: str, words: str, turtle: Turtle) -> None:
    """Nothing judges a node without one, where the property takes things of certain classes."""
    found = [each for each in check(turtle(f"ex:a {text} .")) if each.shape == f"{SHAPES}check/untyped"]
    assert [each.severity for each in found] == ["Warning"] * bool(words)
    assert all(each.message.endswith(words) for each in found)


@pytest.mark.parametrize(
    ("own", "key", "words"),
    [
        ("skos:ConceptScheme", "ceterms:name", "Write ceasn:name instead"),
        ("skos:Concept", "ceterms:name", "Write skos:prefLabel instead"),
        ("ceterms:IdentifierValue", "ceterms:name", "Write ceterms:identifierTypeName instead"),
        ("ceterms:ScheduledOffering", "ceterms:startDate", "CTDL has it on "),
    ],
)
def test_a_property_of_another_class_is_told_with_its_namesake(
    own: str, key: str, words: str, turtle: Turtle
) -> None:
    """Where the class has a property that says the same, that one is named."""
    [row] = [
        each for each in check(turtle(f'ex:a a {own} ; {key} "2026"@en .')) if each.severity == "Warning"
    ]
    assert words in row.message


def test_a_misspelt_class_is_found_and_guessed(turtle: Turtle) -> None:
    """A class that the vocabulary does not have would be judged by nothing."""
    (result,) = check(turtle("ex:a a ceterms:MastersDegree ."))
    assert result.shape == f"{SHAPES}check/class"
    assert result.severity == "Violation"
    assert result.minimum_data
    assert "Did you mean ceterms:MasterDegree?" in result.message
    (ending,) = check(turtle("ex:a a ceterms:Program ."))
    assert "Did you mean ceterms:LearningProgram?" in ending.message


@pytest.mark.parametrize(
    ("key", "value", "words"),
    [
        ("ceterms:credentialType", "ceterms:Certificaton", "Did you mean ceterms:Certification?"),
        ("ceterms:credentialType", "ceterms:certification", "Did you mean ceterms:Certification?"),
        ("ceterms:credentialType", "<http://purl.org/ctdl/terms/Badg>", "Did you mean ceterms:Badge?"),
        (
            "ceterms:targetNode",
            "<https://purl.org/ctdl/terms/LifeCycleStatus/Ceased>",
            "Did you mean lifeCycle:Ceased?",
        ),
        ("ceterms:leftSource", "ceterms:creditValu", "Did you mean ceterms:creditValue?"),
    ],
)
def test_a_misspelt_term_as_a_value_is_found_and_guessed(
    key: str, value: str, words: str, turtle: Turtle
) -> None:
    """A value in the namespace of the terms that is none of them would stand for nothing."""
    [result] = [e for e in check(turtle(f"ex:a {key} {value} .")) if e.shape == f"{SHAPES}check/value"]
    assert result.severity == "Violation"
    assert result.path == expand(key)
    assert words in result.message


def test_terms_and_other_things_as_values_are_fine(turtle: Turtle) -> None:
    """Classes and properties may be values, and so may anything outside the closed namespaces."""
    values = "ceterms:Badge, ceterms:name, <https://x.example/terms/any>, credentialStat:Active, ceterms:"
    assert not [e for e in check(turtle(f"ex:a ceterms:leftSource {values} .")) if "value" in e.shape]


def test_a_misspelt_property_is_found_and_guessed(turtle: Turtle) -> None:
    """A property that the vocabulary does not have would be read by nothing."""
    (result,) = check(turtle('ex:a ceterms:subjectWebPage "x" .'))
    assert result.shape == f"{SHAPES}check/property"
    assert result.path == "https://purl.org/ctdl/terms/subjectWebPage"
    assert "Did you mean ceterms:subjectWebpage?" in result.message


@pytest.mark.parametrize(
    ("key", "meant"),
    [("courseCode", "ceterms:codedNotation"), ("replacedBy", "ceterms:supersededBy"), ("xyzzy", "")],
)
def test_a_property_by_another_name_is_guessed(key: str, meant: str, turtle: Turtle) -> None:
    """Names that writers expect lead to CTDL's; nothing is guessed of a word that is like none."""
    [result] = check(turtle(f'ex:a ceterms:{key} "x" .'))
    assert result.message.endswith(f"Did you mean {meant}?" if meant else "Write one that it has.")
    assert meant in hints.term(key)


def test_every_expected_name_leads_to_a_term() -> None:
    """What is written is no term, and what is meant is a property."""
    written = hints._expected()
    assert written
    assert all(expand(each) not in terms() for each in written)
    assert all(terms()[expand(each)].kind == "property" for each in written.values())


def test_terms_of_others_are_no_mistakes(turtle: Turtle) -> None:
    """Only namespaces of which the vocabulary has every term are closed."""
    assert check(turtle('ex:a a <urn:x:Class> ; <urn:x:property> "x" ; schema:legalName "y" .')) == []


def test_former_terms_and_namespaces_are_no_mistakes(turtle: Turtle) -> None:
    """What CTDL once had is left to the shapes, which warn."""
    assert check(turtle('ex:a a ceterms:Member ; ceterms:identifierValue "x" .')) == []
    assert check(turtle('ex:a <http://purl.org/ctdl/terms/name> "x"@en .')) == []


@pytest.mark.parametrize("values", ["( ex:b ex:c )", "()", "ex:c, ( ex:b )"])
def test_a_list_is_no_value(values: str, turtle: Turtle) -> None:
    """What stands in an RDF list would be read by nothing; under a property of others nobody asks."""
    document = turtle(f"ex:a a ceterms:TransferValueProfile ; ceterms:transferValueFor {values} .")
    [result] = [each for each in check(document) if each.severity == "Violation"]
    assert result.shape == f"{SHAPES}check/list"
    assert result.minimum_data
    assert result.message.startswith("ceterms:transferValueFor: An RDF list stands")
    assert check(turtle(f"ex:a <urn:x:p> {values} .")) == []


def test_many_mistakes_cost_few_guesses(turtle: Turtle) -> None:
    """Looking for what was meant takes milliseconds, so that only the first mistakes get it."""
    found = check(turtle(" ".join(f'ex:a ceterms:nam{n} "x" .' for n in range(200))))
    assert len(found) == 200
    assert sum("Did you mean" in result.message for result in found) <= 10


def _ctid(turtle: Turtle) -> ox.NamedNode:
    return turtle('ex:a ceterms:ctid "x" .')[0].predicate


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("ceterms:sendingOrganization", "ceterms:receivingOrganization"),
        ("ceterms:sendingProgram", "ceterms:receivingProgram"),
        ("ceterms:sendingDepartment", "ceterms:receivingDepartment"),
        ("ceterms:transferValueFrom", "ceterms:transferValueFor"),
    ],
)
def test_two_properties_that_must_differ(one: str, other: str, turtle: Turtle) -> None:
    """One thing under both is told at the second; two things, or one thing of two others, are fine."""
    (result,) = [e for e in check(turtle(f"ex:a {one} ex:b, ex:c ; {other} ex:b .")) if "apart" in e.shape]
    assert (result.severity, result.path) == ("Warning", expand(other))
    assert result.message.startswith(f"{one} and {other} both name https://demo.credway.example/b")
    assert "apart" not in _names(turtle(f"ex:a {one} ex:b ; {other} ex:c . ex:d {other} ex:b ."))


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("2026-5-1", ["dateDigits"]),
        ("2026-5", ["dateDigits"]),
        ("2026-05-1", ["dateDigits"]),
        ("2026-2-30", ["date"]),
        ("2026-05-01T09:00:00-05:00", []),
        ("2026", []),
    ],
)
def test_a_date_with_one_digit_is_remarked(text: str, names: list[str], turtle: Turtle) -> None:
    """What is read as if a 0 stood before a digit is told, and nothing about what is written in full."""
    for key in ("ceterms:startDate", "ceterms:foundingDate"):
        found = check(turtle(f'ex:a {key} "{text}" .'))
        assert [each.shape.removeprefix(f"{SHAPES}check/") for each in found] == names


@pytest.mark.parametrize("key", ["requires", "recommends", "advancedStandingFrom"])
def test_a_condition_that_asks_for_its_own_thing(key: str, turtle: Turtle) -> None:
    """What a thing asks for through a profile is not the thing itself; to renew it, one must hold it."""
    profile = "[ a ceterms:ConditionProfile ; ceterms:targetCredential ex:a, ex:b ]"
    (result,) = [e for e in check(turtle(f"ex:a ceterms:{key} {profile} .")) if "itself" in e.shape]
    assert result.value == "https://demo.credway.example/a"
    assert "the very thing" in result.message
    assert "itself" not in _names(turtle(f"ex:a ceterms:renewal {profile} . ex:b ceterms:name 'B'@en ."))


@pytest.mark.parametrize(
    ("key", "value", "words"),
    [
        ("ceterms:credentialType", "ceterms:Course", "ceterms:Course is no class of credentials"),
        ("ceterms:credentialType", "ceterms:name", "ceterms:name is no class of credentials"),
        ("ceterms:requires", "ceterms:ConditionProfile", "is a class, and ceterms:requires takes a thing"),
        ("ceterms:ownedBy", "<http://purl.org/ctdl/terms/Organization>", "takes a thing"),
    ],
)
def test_a_class_as_a_value(key: str, value: str, words: str, turtle: Turtle) -> None:
    """A class is no thing, and what takes classes of credentials takes no other."""
    (result,) = check(turtle(f"ex:a {key} {value} ."))
    assert (result.shape, result.severity) == (f"{SHAPES}check/range", "Warning")
    assert words in result.message


@pytest.mark.parametrize(
    "says",
    [
        "ceterms:credentialType ceterms:Credential, ceterms:BachelorDegree",
        "ceterms:credentialType <https://a.example/types/1>",
        "ceterms:indicativeCredentialType ceterms:BachelorDegree",
    ],
)
def test_classes_where_they_are_meant(says: str, turtle: Turtle) -> None:
    """Classes of credentials are values of what takes them, and so are types that somebody describes."""
    assert "range" not in _names(turtle(f"ex:a {says} ."))


def test_a_description_that_nothing_leads_to(turtle: Turtle) -> None:
    """Beside named things a nameless one must be pointed at; where nothing has a name another rule speaks."""
    place = 'a ceterms:Place ; ceterms:streetAddress "1 Main Street"@en'
    (result,) = check(turtle(f"ex:a a ceterms:Badge . [] {place} ."))
    assert (result.shape, result.path, result.value) == (f"{SHAPES}check/unreached", None, None)
    assert check(turtle(f"ex:a a ceterms:Badge ; ceterms:availableAt [ {place} ] .")) == []
    assert check(turtle(f"[] {place} .")) == []
