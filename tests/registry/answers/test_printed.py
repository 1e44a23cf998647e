"""Printed names that could be a credential: whatever is like it leaves a doubt, however it is spelt."""

from hypothesis import given
from hypothesis import strategies as st

from credway.registry.answers.portability.printed import PrintedNames
from credway.registry.answers.said import Said
from credway.registry.names import fold

WORDS = st.sampled_from(
    ["Welder", "Welding", "Nurse", "Aide", "Certified", "Level", "A+", "Cisco", "608", "I", "Pharmacy", "of"]
)
NAMES = st.lists(WORDS, min_size=1, max_size=5).map(" ".join)


def entry(number: int, printed: str) -> Said:
    """An entry that only prints a name."""
    body = {"printedName": printed}
    return Said(
        f"s{number}", "ListEntry", str(number), None, "d", 1, None, "0001-01-01", "9999-12-31", 0, 1, body, {}
    )


def like(printed: str, *names: str) -> bool:
    """Whether a printed name could be a thing of these names."""
    return bool(PrintedNames([entry(0, printed)]).like(names))


@given(name=NAMES, other=NAMES)
def test_the_same_name_always_could_be_it(name: str, other: str) -> None:
    """A name in any case and with any sign between its words could be a thing that has it among others."""
    for printed in (name, name.upper(), name.replace(" ", "-"), f"{name}, {other}"):
        assert like(printed, other, name)


@given(name=NAMES, other=NAMES)
def test_being_like_goes_both_ways(name: str, other: str) -> None:
    """If a printed name could be a thing, then the thing's name, printed, could be one of that name.

    But for a name that tells nothing: as printed it may be anything, and as a name it is like few.
    """
    if any(
        not word.isdigit() and len(word) > 3 and word not in ("certified", "level")
        for word in fold(name).split()
    ):
        assert like(name, other) <= like(other, name)


@given(names=st.lists(NAMES, max_size=6), name=NAMES)
def test_more_names_never_take_a_doubt_away(names: list[str], name: str) -> None:
    """Another name of the credential, or another line on the list, only adds to what could be it."""
    entries = [entry(number, printed) for number, printed in enumerate(names)]
    few = PrintedNames(entries).like([name])
    assert set(few) <= set(PrintedNames(entries).like([name, "Cisco"]))
    assert set(few) <= set(PrintedNames([*entries, entry(99, "Baker")]).like([name]))


def test_a_thing_without_a_name_may_be_any() -> None:
    """What it is called is not known, so that no printed name is surely another."""
    assert like("Alpha Welder")


def test_what_is_another_credential() -> None:
    """Names with nothing telling in common are not each other, though both are certified specialists."""
    assert not like("Certified Baker, Level 2", "Certified Welder, Level 2")
    assert not like("Wellness Coach Specialist", "Welding Specialist")
    assert like("CPT", "Certified Production Technician")
    assert like("Certified Production Technician", "CPT")
    assert like("Nursing Assistant", "Nurse Aide")
    assert like("ADESK002", "Certified Welder")
