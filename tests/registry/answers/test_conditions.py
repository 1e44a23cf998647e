"""Facts about an asker: read once, and refused where nobody can have them."""

import pytest

from credway.registry.answers.conditions import Asker, check_asker
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
    most = Asker(0, "0.5", "OH", False, (("ceterms:score", ("3",)),))
    assert check_asker(most) == most
