"""Facts about an asker: read once, and refused where nobody can have them."""

import pytest

from credway.registry.answers.asker import Asker, check_asker
from credway.registry.errors import BadRequest


@pytest.mark.parametrize("text", ["VA", "va", "US-VA", "us-va", " Virginia ", "virginia"])
def test_a_state_of_residence_is_read_as_its_code(text: str) -> None:
    """A postal code, a code of ISO 3166-2 and a name all mean the state."""
    assert check_asker(Asker(resident_of=text)) == Asker(resident_of="VA")


@pytest.mark.parametrize(("text", "code"), [("District of Columbia", "DC"), ("US-PR", "PR"), ("Guam", "GU")])
def test_the_district_and_territories_are_places_of_residence(text: str, code: str) -> None:
    """The district and the territories are read as states are."""
    assert check_asker(Asker(resident_of=text)).resident_of == code


@pytest.mark.parametrize(
    ("asker", "argument", "text"),
    [
        (Asker(resident_of="ZZ"), "residentOf", "'ZZ'"),
        (Asker(resident_of="US-ZZ"), "residentOf", "'US-ZZ'"),
        (Asker(resident_of="Narnia"), "residentOf", "such as VA"),
        (Asker(resident_of=""), "residentOf", "''"),
        (Asker(age=-3), "age", "'-3'"),
        (Asker(age=131), "age", "such as 21"),
        (Asker(years_of_experience="abc"), "yearsOfExperience", "'abc'"),
        (Asker(years_of_experience="-0.5"), "yearsOfExperience", "'-0.5'"),
        (Asker(years_of_experience="NaN"), "yearsOfExperience", "'NaN'"),
        (Asker(years_of_experience="1e9"), "yearsOfExperience", "0 and 130"),
    ],
)
def test_a_fact_that_nobody_can_have_is_refused(asker: Asker, argument: str, text: str) -> None:
    """The error names the argument, the value and what to write."""
    with pytest.raises(BadRequest, match=argument) as refused:
        check_asker(asker)
    assert text in str(refused.value)
    assert refused.value.fields["argument"] == argument


def test_facts_that_are_given_stay_and_those_that_are_not_stay_unknown() -> None:
    """Nothing given is nothing known; what can be is passed on as it was written."""
    assert check_asker(None) == Asker()
    most = Asker(0, "0.5", "OH", False, (("ceterms:creditValue", ("3",)),))
    assert check_asker(most) == most


@pytest.mark.parametrize("name", ["ceterms:residentOf", "https://purl.org/ctdl/terms/residentOf"])
def test_a_fact_that_has_a_name_of_its_own_is_that(name: str) -> None:
    """Residence, age and experience given as facts, in any spelling, are the asker's own."""
    facts = (
        (name, (" virginia ",)),
        ("ceterms:minimumAge", ("17",)),
        ("ceterms:yearsOfExperience", ("2.50",)),
    )
    assert check_asker(Asker(facts=facts)) == Asker(17, "2.5", "VA")
    assert check_asker(Asker(17, resident_of="US-VA", facts=facts)) == Asker(17, "2.5", "VA")


def test_one_fact_in_two_spellings_is_one() -> None:
    """The values of a fact are gathered under the CURIE of the term; other names stay as they are."""
    full = "https://purl.org/ctdl/terms/creditValue"
    facts = (("ceterms:creditValue", ("3",)), (full, ("4",)), ("https://example.org/grade", ("B",)))
    assert check_asker(Asker(facts=facts)).facts == (
        ("ceterms:creditValue", ("3", "4")),
        ("https://example.org/grade", ("B",)),
    )


@pytest.mark.parametrize(
    ("asker", "argument", "said"),
    [
        (Asker(facts=(("ceterms:residentOf", ("ZZ",)),)), "residentOf", "'ZZ' is no state"),
        (Asker(facts=(("ceterms:minimumAge", ("-3",)),)), "age", "'-3' is not between"),
        (Asker(facts=(("ceterms:minimumAge", ("17.5",)),)), "age", "write 21"),
        (Asker(facts=(("ceterms:yearsOfExperience", ("abc",)),)), "yearsOfExperience", "'abc'"),
        (Asker(resident_of="OH", facts=(("ceterms:residentOf", ("VA",)),)), "facts", "as OH and as VA"),
        (Asker(facts=(("ceterms:residentOf", ("OH", "VA")),)), "facts", "give one of them"),
        (Asker(facts=(("ceterms:residentof", ("VA",)),)), "facts", "write ceterms:residentOf"),
        (Asker(facts=(("ceterms:shoeSize", ("9",)),)), "facts", "no term of its vocabulary"),
        (Asker(facts=(("residentOf", ("VA",)),)), "facts", "with its prefix"),
        (Asker(facts=(("ceterms:creditValue", ()),)), "facts", "has no value"),
        (Asker(facts=(("ceterms:creditValue", (" ",)),)), "facts", "has no value"),
    ],
)
def test_a_fact_that_goes_round_nothing(asker: Asker, argument: str, said: str) -> None:
    """What is wrong by its own name is wrong as a fact; a name that no document can have is refused."""
    with pytest.raises(BadRequest) as refused:
        check_asker(asker)
    assert said in str(refused.value)
    assert refused.value.fields["argument"] == argument
