"""The eight rules of a document's timeline, each by name; and histories drawn at random."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import orjson
import pytest
from emptying import empty
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from scripted import BASE, InMemory, Scripted, edge, projection, said, t, version

from credway.registry.errors import Conflict
from credway.registry.graph import FIRST_DAY, FROM_STATED, LAST_DAY, TO_STATED, Projection, Row
from credway.registry.periods import since, until
from credway.registry.settings import read_settings
from credway.registry.store.opening import open_store
from credway.registry.store.port import Store
from credway.registry.timeline import Version, check_addition, is_no_op, rows, segments, starts


def laid(versions: Sequence[Version], contents: Mapping[int, Projection]) -> list[tuple[str, str, str]]:
    """The key and the days of each row that some versions come to."""
    found, _ = rows("d", segments(starts(versions)), contents, 1)
    return sorted((row.key, row.valid_from, row.valid_to) for row in found)


def one(key: str, start: str | None = None, end: str | None = None) -> Projection:
    """A version that makes one statement, with the terms it states."""
    return projection("d", said("Award", "d", key, {"OF": "a"}, valid_from=start, valid_to=end))


def spans(versions: Sequence[Version]) -> list[tuple[int, str, str]]:
    """Which version is in force from when until when."""
    return [(part.version, part.start, part.end) for part in segments(starts(versions))]


def test_timeline_starts_are_added_replaced_and_corrected() -> None:
    """Rule 1: a start is added; else the newest is replaced; a named version is replaced or moved."""
    first, second = version(1, "2020-01-01"), version(2, "2022-01-01")
    assert spans([first, second]) == [(1, "2020-01-01", "2022-01-01"), (2, "2022-01-01", LAST_DAY)]
    assert spans([first, second, version(3)]) == [
        (1, "2020-01-01", "2022-01-01"),
        (3, "2022-01-01", LAST_DAY),
    ]
    replaced = [(3, "2020-01-01", "2022-01-01"), (2, "2022-01-01", LAST_DAY)]
    assert spans([first, second, version(3, corrects=1)]) == replaced
    moved = [(1, "2020-01-01", "2023-05-01"), (3, "2023-05-01", LAST_DAY)]
    assert spans([first, second, version(3, "2023-05-01", corrects=2)]) == moved


def test_timeline_refuses_to_correct_what_is_not_in_force() -> None:
    """Rule 1: a version that another has replaced cannot be corrected, and the refusal says which can."""
    timeline = starts([version(1, "2020-01-01"), version(2)])
    with pytest.raises(Conflict, match=r"version 1 cannot be corrected.*2 from 2020-01-01"):
        check_addition(timeline, version(3, corrects=1))
    check_addition(timeline, version(3, corrects=2))


def test_timeline_starts_on_the_day_of_publishing() -> None:
    """Rule 1: a first version without a start holds from the day on which it was published."""
    assert spans([version(21)]) == [(21, "2021-01-01", LAST_DAY)]


def test_announced_starts_stay() -> None:
    """Rule 2: a later start that was announced stays when an earlier one is added."""
    announced = [version(1, "2020-01-01"), version(2, "2030-01-01"), version(3, "2025-01-01")]
    assert [part[0] for part in spans(announced)] == [1, 3, 2]


def test_unstated_start_is_the_first_version() -> None:
    """Rule 3: a statement without a start holds from the first version, also after corrections of it."""
    contents = {1: one("k"), 2: one("k", None, "2024-01-01")}
    first, corrected = version(1, "2020-01-01"), version(2)
    assert laid([first], contents) == [("k", "2020-01-01", LAST_DAY)]
    assert laid([first, corrected], contents) == [("k", "2020-01-01", "2024-01-01")]


def test_an_end_before_the_first_version_leaves_what_has_ended() -> None:
    """Rule 3: with nothing but an end that the document comes after, the last day alone is a row."""
    first = version(1, "2020-01-01")
    for end, expected in (
        ("2019-07-01", ("2019-06-30", "2019-07-01")),
        ("2020-01-01", ("2019-12-31", "2020-01-01")),
        ("2020-01-02", ("2020-01-01", "2020-01-02")),
    ):
        [row], _ = rows("d", segments(starts([first])), {1: one("k", None, end)}, 1)
        assert ((row.valid_from, row.valid_to), row.stated) == (expected, TO_STATED)
    assert laid([first], {1: one("k", None, FIRST_DAY)}) == []


def test_unstated_start_survives_an_amendment() -> None:
    """Rule 3: what an amendment repeats unchanged is one row from the first version on."""
    versions = [version(1, "2020-01-01"), version(2, "2022-01-01")]
    assert laid(versions, {1: one("k"), 2: one("k")}) == [("k", "2020-01-01", LAST_DAY)]


def test_clipped_terms() -> None:
    """Rule 4: stated terms end where the next segment starts and start no earlier than their own."""
    versions = [version(1, "2020-01-01"), version(2, "2022-01-01")]
    contents = {1: one("old", "2019-01-01", "2030-01-01"), 2: one("new", "2018-01-01", "2025-01-01")}
    assert laid(versions, contents) == [
        ("new", "2022-01-01", "2025-01-01"),
        ("old", "2019-01-01", "2022-01-01"),
    ]


def test_clipped_terms_are_kept_as_stated() -> None:
    """Rule 4: a row that holds less than its document states carries the stated term, others do not."""
    versions = [version(1, "2020-01-01"), version(2, "2022-01-01")]
    contents = {1: one("old", "2019-01-01", "2030-01-01"), 2: one("new", "2018-01-01", "2025-01-01")}
    found, _ = rows("d", segments(starts(versions)), contents, 1)
    terms = {row.key: orjson.loads(row.body) for row in found}
    stated = ("statedFrom", "statedTo")
    assert [terms["old"].get(name) for name in stated] == [None, "2030-01-01"]
    assert [terms["new"].get(name) for name in stated] == ["2018-01-01", None]
    same = {1: one("k", "2021-01-01", "2025-01-01"), 2: one("k", "2021-01-01", "2025-01-01")}
    [joined], _ = rows("d", segments(starts(versions)), same, 1)
    assert not {"statedFrom", "statedTo"} & orjson.loads(joined.body).keys()


def test_clipped_away() -> None:
    """Rule 4: terms that lie outside their segment leave no row, and no interval is empty."""
    versions = [version(1, "2020-01-01"), version(2, "2022-01-01")]
    assert laid(versions, {1: one("late", "2023-01-01"), 2: one("early", None, "2021-01-01")}) == []


def test_clipped_bounds_say_whether_they_were_stated() -> None:
    """Rule 4: a row says which of its bounds the document itself gave."""
    parts = segments(starts([version(1, "2020-01-01")]))
    terms = [(None, None, 0), ("2019-01-01", None, FROM_STATED), (None, "2021-01-01", TO_STATED)]
    for start, end, bits in terms:
        [row], _ = rows("d", parts, {1: one("k", start, end)}, 1)
        assert row.stated == bits


def test_no_op_needs_equal_content_start_and_state() -> None:
    """Rule 5: a publish changes nothing only if content, start and state equal what stands there."""
    timeline = starts([version(1, "2020-01-01"), version(2, "2022-01-01")])
    again: dict[str, Any] = {"digest": "content 2"}
    assert is_no_op(timeline, version(3, **again))
    assert is_no_op(timeline, version(3, "2022-01-01", **again))
    assert is_no_op(timeline, version(3, corrects=2, **again))
    assert not is_no_op(timeline, version(3, "2021-01-01", **again))
    assert not is_no_op(timeline, version(3, "2021-01-01", corrects=2, **again))
    assert not is_no_op(timeline, version(3))
    assert not is_no_op(timeline, version(3, "2022-01-01", withdrawn=True, **again))
    assert not is_no_op({}, version(1))


def test_no_op_looks_at_what_stands_and_not_at_what_was() -> None:
    """Rule 5: going back to earlier content is a change."""
    timeline = starts([version(1, digest="x"), version(2, digest="y")])
    assert not is_no_op(timeline, version(3, digest="x"))


def test_withdrawal_with_a_date_empties_from_then() -> None:
    """Rule 6: a dated withdrawal ends what was said, and a later start that was announced stays."""
    versions = [version(1, "2020-01-01"), version(2, "2030-01-01"), version(3, "2025-01-01", withdrawn=True)]
    contents = {1: one("k"), 2: one("l")}
    assert laid(versions, contents) == [("k", "2020-01-01", "2025-01-01"), ("l", "2030-01-01", LAST_DAY)]


def test_withdrawal_without_a_date_empties_everything() -> None:
    """Rule 6: withdrawn without a date, a document never held; doing it again changes nothing."""
    versions = [version(1, "2020-01-01"), version(2, "2030-01-01"), version(3, withdrawn=True)]
    assert laid(versions, {1: one("k"), 2: one("l")}) == []
    assert is_no_op(starts(versions), version(4, withdrawn=True))
    assert not is_no_op(starts(versions[:2]), version(4, withdrawn=True))


def test_withdrawal_can_be_followed_by_a_new_version() -> None:
    """Rule 6: what is published after a withdrawal holds from the first day of the timeline."""
    versions = [version(1, "2020-01-01"), version(2, withdrawn=True), version(3)]
    assert laid(versions, {3: one("k")}) == [("k", "2020-01-01", LAST_DAY)]


def test_inclusive_end_day() -> None:
    """Rule 7: a published end is inclusive, and a month or a year is its whole span."""
    assert until("2023-11-30") == "2023-12-01"
    assert (since("2023-02"), until("2023-02")) == ("2023-02-01", "2023-03-01")
    assert (since("2024"), until("2024")) == ("2024-01-01", "2025-01-01")


async def test_two_sources_stay_two() -> None:
    """Rule 8: the same statement in two documents is two rows, and closing one leaves the other open."""
    store = InMemory()
    publishing = Scripted(store)
    both = [projection(d, said("Claim", d, "k", {"OF": "a"}), edge("OWNED_BY", d, "a", "b")) for d in "de"]
    await publishing.publish(*both, start="2020-01-01")
    assert len({row.sid for row in store.rows}) == 4
    await publishing.withdraw("d")
    assert {row.document for row in store.rows if row.recorded_to > store.n} == {t("e")}


# --- histories -------------------------------------------------------------------------------------

DAYS = [f"20{year:02}-{month:02}-01" for year in (19, 20, 21) for month in (1, 7)]
dates = st.sampled_from(DAYS)
terms = st.tuples(st.none() | dates, st.none() | dates)
contents = st.lists(st.tuples(st.sampled_from("pqr"), terms), max_size=3, unique_by=lambda item: item[0])
acts = st.tuples(
    st.sampled_from(["publish", "amend", "correct", "move", "withdraw", "withdraw from"]),
    st.sampled_from("de"),
    contents,
    dates,
    st.integers(1, 6),
)
histories = st.lists(acts, min_size=1, max_size=8)
Act = tuple[str, str, list[tuple[str, tuple[str | None, str | None]]], str, int]


def content(document: str, made: Iterable[tuple[str, tuple[str | None, str | None]]]) -> Projection:
    """A version with one statement and one edge for each key; terms the wrong way round are empty."""
    parts: list[Any] = []
    for key, (start, end) in made:
        parts.append(said("Award", document, key, {"OF": "a"}, valid_from=start, valid_to=end))
        parts.append(edge("OWNED_BY", document, "a", key, valid_from=start, valid_to=end))
    return projection(document, *parts)


async def act(publishing: Scripted, step: Act) -> None:
    """Do one step of a history; a correction of what is not in force is refused and changes nothing."""
    what, document, made, day, named = step
    found = content(document, made)
    try:
        if what == "publish":
            await publishing.publish(found, day=day)
        elif what == "amend":
            await publishing.publish(found, start=day)
        elif what == "correct":
            await publishing.publish(found, corrects=named)
        elif what == "move":
            await publishing.publish(found, corrects=named, start=day)
        else:
            await publishing.withdraw(document, day if what == "withdraw from" else None)
    except Conflict:
        pass


def answers(held: Iterable[Row], newest: int) -> dict[tuple[int, str], list[tuple[str, str, str]]]:
    """Who answers at each earlier moment, on each day on which anything can change."""
    known = list(held)
    return {
        (n, day): sorted(
            (row.document, row.key, row.sid)
            for row in known
            if row.recorded_from <= n < row.recorded_to and row.valid_from <= day < row.valid_to
        )
        for n in range(1, newest + 1)
        for day in [FIRST_DAY, *DAYS, "2026-01-01"]
    }


def insist(
    held: Sequence[Row], before: Mapping[tuple[int, str], Any], newest: int
) -> Mapping[tuple[int, str], Any]:
    """No interval is empty, no source answers twice, no past answer has changed."""
    assert all(row.valid_from < row.valid_to and row.recorded_from < row.recorded_to for row in held)
    unique = {(row.sid, row.recorded_from, row.valid_from) for row in held}
    assert len(unique) == len(held)
    now = answers(held, newest)
    for found in now.values():
        sources = [(document, key) for document, key, _ in found]
        assert len(sources) == len(set(sources))
    assert {moment: now[moment] for moment in before} == before
    return now


@given(histories)
@settings(max_examples=300)
async def test_histories(history: list[Act]) -> None:
    """Whatever is published, amended, corrected and withdrawn, the three promises hold."""
    store = InMemory()
    publishing = Scripted(store)
    before: Mapping[tuple[int, str], Any] = {}
    for step in history:
        await act(publishing, step)
        before = insist(store.rows, before, store.n)


async def rows_in(store: Store) -> list[Row]:
    """Every row of a store."""
    return [row async for part in store.rows() for row in part]


async def same_history(store: Store, history: list[Act]) -> None:
    """Play a history on a store and in memory: the promises hold, and both come to the same rows."""
    await store.open(BASE)
    memory = InMemory()
    first, second = Scripted(store), Scripted(memory)
    for step in history:
        await act(first, step)
        await act(second, step)
    held = await rows_in(store)
    insist(held, {}, memory.n)
    assert sorted(map(repr, held)) == sorted(map(repr, memory.rows))
    assert (await store.meta()).visible == memory.n


@given(history=histories)
@settings(max_examples=40)
async def test_histories_on_sqlite(history: list[Act]) -> None:
    """The promises hold for the rows that SQLite keeps."""
    store = open_store("sqlite:///:memory:", read_settings({}))
    try:
        await same_history(store, history)
    finally:
        await store.close()


@given(history=histories)
@settings(
    max_examples=8,
    suppress_health_check=[HealthCheck.too_slow],
    phases=[Phase.explicit, Phase.reuse, Phase.generate],  # shrinking on a server takes minutes
)
async def test_histories_on_neo4j(neo4j_url: str, history: list[Act]) -> None:
    """The promises hold for the rows that Neo4j keeps."""
    await empty(neo4j_url)
    store = open_store(neo4j_url, read_settings({}))
    try:
        await same_history(store, history)
    finally:
        await store.close()
