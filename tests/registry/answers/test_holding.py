"""What is said of something held: read once, and refused where it cannot be."""

import pytest
from making import iri, publish, reference

from credway.registry.answers.asker import Asker
from credway.registry.answers.credit.answer import credit
from credway.registry.answers.holding import Held, check_held
from credway.registry.answers.places import Place
from credway.registry.answers.portability.answer import portability
from credway.registry.answers.resolve import Ref
from credway.registry.errors import BadRequest
from credway.registry.registry import Registry

A = Ref(id=iri("credentials/a"))


@pytest.mark.parametrize("text", ["VA", "US-VA", "Virginia", " va ", "51"])
async def test_a_state_of_earning_is_read_as_its_code(registry: Registry, text: str) -> None:
    """Every spelling of a state is the state, in both questions."""
    await publish(registry, "a", reference("credentials/a"))
    frame = await registry.ask()
    assert check_held(frame, Held(A, earned_in=text)).earned_in == "VA"
    [card] = await portability(frame, [A], ["OH"], earned_in=text)
    assert card.earned_in == "VA"
    answer = await credit(frame, [Held(A, earned_in=text)], Place(state="OH"), Asker())
    [missing] = answer.unknown_where_earned
    assert missing.what.endswith("in Virginia")


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("85", "85"),
        (" 85.50 ", "85.5"),
        ("0", "0"),
        ("-0", "0"),
        ("1e2", "100"),
        ("B+", "B+"),
        (" Pass ", "Pass"),
    ],
)
async def test_a_score_is_a_number_or_a_grade(registry: Registry, text: str, read: str) -> None:
    """A number is written without trailing zeros, a grade as it is."""
    assert check_held(await registry.ask(), Held(A, score=text)).score == read


@pytest.mark.parametrize("text", ["", "  ", "-5", "NaN", "Infinity", "85%", "85/100", "8,5", "1e9", "x" * 51])
async def test_a_score_that_nobody_can_reach_is_refused(registry: Registry, text: str) -> None:
    """Below zero, past all bounds, with a sign beside it or empty: the error says what to write."""
    with pytest.raises(BadRequest, match="write the number alone, such as 85, or the grade") as refused:
        check_held(await registry.ask(), Held(A, score=text))
    assert refused.value.fields["argument"] == "score"


@pytest.mark.parametrize(
    ("held", "argument", "said"),
    [
        (Held(A, earned_in="ZZ"), "earnedIn", "'ZZ' is no state"),
        (Held(A, earned_in=""), "earnedIn", "'' is no state"),
        (Held(A, earned_on="2999-01-01"), "earnedOn", "lies after"),
        (Held(A, earned_on="05/2019"), "earnedOn", "05/2019"),
    ],
)
async def test_both_questions_refuse_what_cannot_be(
    registry: Registry, held: Held, argument: str, said: str
) -> None:
    """Where and when it was earned are checked alike for credit and for portability."""
    frame = await registry.ask()
    with pytest.raises(BadRequest, match=said) as refused:
        await credit(frame, [held], Place(state="OH"), Asker())
    assert refused.value.fields["argument"] == argument
    with pytest.raises(BadRequest, match=said) as refused:
        await portability(frame, [held.ref], ["OH"], held.earned_in, held.earned_on)
    assert refused.value.fields["argument"] == argument
