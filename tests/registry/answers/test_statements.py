"""Statements by id, by subject and page by page."""

from making import award, claim, hours, iri, publish, usd

from credway.registry.answers.said import Said
from credway.registry.answers.statements import (
    statement_pages,
    statements_about,
    statements_by_id,
)
from credway.registry.registry import Registry

A, B = "credentials/a", "credentials/b"


async def filled(registry: Registry) -> None:
    """Five figures of one credential, one of another, and an award for both."""
    figures = [
        claim(f"documents/d#{n}", A, "credway:medianSalary", value=usd(str(50_000 + n))) for n in range(5)
    ]
    figures.append(claim("documents/d#b", B, "credway:medianSalary", value=usd("1")))
    await publish(registry, "documents/d", *figures)
    node = award("awards/x", held=[A, B], by="organizations/o", amounts=[hours("3")])
    await publish(registry, "documents/e", node)


async def test_pages_of_several_things(registry: Registry) -> None:
    """One round trip gives a page for each thing, its total, and whether more follow."""
    await filled(registry)
    frame = await registry.ask()
    pages = await statement_pages(frame, [iri(A), iri(B), iri("credentials/c")], first=4)
    assert frame.calls == 1
    shape = {i: (len(p.statements), p.total, p.more) for i, p in pages.items()}
    assert shape == {
        iri(A): (4, 6, True),
        iri(B): (2, 2, False),
        iri("credentials/c"): (0, 0, False),
    }


async def test_pages_follow_each_other(registry: Registry) -> None:
    """Paging to the end gives every statement once, in one order, with the same total."""
    await filled(registry)
    frame = await registry.ask()
    seen: list[Said] = []
    after = None
    while True:
        page = (await statement_pages(frame, [iri(A)], ("Observation",), 2, after))[iri(A)]
        assert page.total == 5
        seen += page.statements
        if not page.more:
            break
        after = (seen[-1].id, seen[-1].valid_from)
    assert [s.id for s in seen] == sorted({s.id for s in seen})
    assert len(seen) == 5
    last = (seen[-1].id, seen[-1].valid_from)
    past = (await statement_pages(frame, [iri(A)], ("Observation",), 2, last))[iri(A)]
    assert (list(past.statements), past.total, past.more) == ([], None, False)


async def test_statements_by_id_and_by_subject(registry: Registry) -> None:
    """A statement is found by its content address, and by what it is about."""
    await filled(registry)
    frame = await registry.ask()
    about = await statements_about(frame, [iri("awards/x"), iri(A)], ["Award"])
    [found] = about[iri("awards/x")]
    assert about[iri(A)] == []
    again = await statements_by_id(frame, [found.id, "s0"])
    assert again == {found.id: found}


async def test_what_was_not_recorded_yet_is_not_found(registry: Registry) -> None:
    """Each of the three answers as of the moment that is asked about."""
    await filled(registry)
    now, before = await registry.ask(), await registry.ask(known_at=1)
    [award_now] = (await statements_about(now, [iri("awards/x")], ["Award"]))[iri("awards/x")]
    assert (await statements_about(before, [iri("awards/x")], ["Award"]))[iri("awards/x")] == []
    assert await statements_by_id(before, [award_now.id]) == {}
    assert (await statement_pages(before, [iri(B)]))[iri(B)].total == 1
