"""What a publish changes: as few rows as differ, caches from the newest version only."""

from scripted import BASE, InMemory, Scripted, edge, projection, said, t, thing

from credway.registry.changes import Addition, changes
from credway.registry.graph import STILL_OPEN, Alias, Projection
from credway.registry.store.port import Changes, Plan, State


class Watching(InMemory):
    """Keeps what each publish changed."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: list[Changes] = []

    async def write(self, documents: object, resources: object, plan: Plan) -> int:
        """Write, and remember the changes."""

        def watched(state: State) -> Changes:
            found = plan(state)
            self.seen.append(found)
            return found

        return await super().write(documents, resources, watched)  # type: ignore[arg-type]

    @property
    def last(self) -> Changes:
        """What the last publish changed."""
        return self.seen[-1]


def framework(*texts: str) -> Projection:
    """A document of many competencies, each with its statement and its edge."""
    parts = [
        part
        for number, text in enumerate(texts)
        for part in (
            thing(f"c/{number}", "Competency", name=text),
            said("Description", "d", t(f"c/{number}"), {}, body={"text": text}),
            edge("PART_OF", "d", f"c/{number}", "f"),
        )
    ]
    return projection("d", *parts)


async def test_one_correction_touches_one_row() -> None:
    """Republished with one correction, a framework closes one row and opens one."""
    store = Watching()
    publishing = Scripted(store)
    texts = [f"text {number}" for number in range(500)]
    await publishing.publish(framework(*texts))
    assert (len(store.last.opened), len(store.last.closed)) == (1_000, 0)
    await publishing.publish(framework(*texts[:-1], "corrected"))
    assert (len(store.last.opened), len(store.last.closed)) == (1, 1)
    [opened] = store.last.opened
    assert (opened.version, opened.recorded_from) == (2, 2)


async def test_nothing_changed_is_nothing_to_write() -> None:
    """The same version again is an empty change set, which takes no number."""
    store = Watching()
    publishing = Scripted(store)
    await publishing.publish(framework("a"))
    assert await publishing.publish(framework("a")) == 1
    assert not store.last


async def test_an_amendment_closes_at_its_start() -> None:
    """What an amendment no longer says ends on its day: the row is closed and opened with another end."""
    store = Watching()
    publishing = Scripted(store)
    await publishing.publish(framework("a"), start="2020-01-01")
    await publishing.publish(projection("d"), start="2022-01-01")
    assert {row.valid_to for row in store.last.opened} == {"2022-01-01"}
    assert len(store.last.closed) == len(store.last.opened) == 2
    assert len([row for row in store.rows if row.recorded_to == STILL_OPEN]) == 2


async def test_only_the_newest_start_refreshes_what_is_cached() -> None:
    """A version that is not in force at the end mentions its things and leaves their caches alone."""
    store = Watching()
    publishing = Scripted(store)
    await publishing.publish(framework("new"), start="2022-01-01")
    await publishing.publish(framework("old"), start="2020-01-01")
    cached = {thing.iri: thing for thing in store.last.things}
    assert cached[t("c/0")].own
    assert cached[t("c/0")].name == "new"
    await publishing.withdraw("d", "2024-01-01")
    assert not any(thing.own for thing in store.last.things)


async def test_aliases_open_and_close_with_the_versions() -> None:
    """An alias is open as long as a version in force gives it."""
    store = Watching()
    publishing = Scripted(store)
    one, two = Alias("one", "name", t("a")), Alias("two", "name", t("a"))
    await publishing.publish(projection("d", thing("a"), one))
    await publishing.publish(projection("d", thing("a"), two))
    assert [row.alias for row in store.last.opened_aliases] == [two]


async def test_a_replay_sees_only_what_was_there() -> None:
    """Replayed at an earlier number, later versions count for nothing, and envelopes are not added again."""
    store = Watching()
    publishing = Scripted(store)
    await publishing.publish(framework("a"), start="2020-01-01")
    await publishing.publish(framework("b"), start="2021-01-01")
    envelopes = {t("d"): store.envelopes}
    empty = State(1, envelopes, {t("d"): []}, {t("d"): []}, {})
    again = changes(empty, [Addition(store.envelopes[0])], publishing.project, keep=False)
    assert not again.envelopes
    assert [row for row in again.opened if row.valid_to != "9999-12-31"] == []
    assert {row.recorded_from for row in again.opened} == {1}


async def test_resources_are_those_described() -> None:
    """A publish says which document describes what; a withdrawal says nothing of it."""
    store = Watching()
    publishing = Scripted(store)
    await publishing.publish(framework("a", "b"))
    assert store.last.resources == {BASE + "c/0": t("d"), BASE + "c/1": t("d")}
    await publishing.withdraw("d")
    assert store.last.resources == {}
