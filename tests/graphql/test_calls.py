"""The store is asked a number of times that does not depend on how many things are shown."""

from dataclasses import replace

import pytest
from making import STATES, iri
from small_registry import Ask, counting

from credway.graphql.linking import links_of
from credway.registry.errors import LimitExceeded
from credway.registry.registry import Registry

NESTED = """query ($first: Int!) { credentials(first: $first, where: {name: {startsWith: "many"}}) {
  nodes { name %s } } }"""


@pytest.mark.parametrize(
    ("fields", "calls"),
    [
        ("ctid", 2),
        ("classifications { label } costs { value } requirements { text } awards { totalCount }", 3),
        ("entries { totalCount } leadsTo { totalCount } dependents { totalCount }", 5),
        ("offeredBy { name } ownedBy { name }", 3),
        ("equivalents { link } supersededBy { id }", 3),
        ("statements { totalCount }", 3),
        ("document { version }", 3),
        ('portability(to: ["VA"]) { places { countsFor { work { verdict } } } }', 4),
        (
            'portability(to: ["VA", "OH"]) { employers { askedFor { verdict } common { verdict } }'
            " places { summary credit { verdict } licenseRequired { verdict } accredited { verdict } } }"
            " awards { nodes { amount { value } awardedBy { name } toward { course { name } } } }",
            5,
        ),
        (
            'a: portability(to: ["VA"]) { places { summary } }'
            ' b: portability(to: ["OH"]) { places { summary } }',
            6,
        ),
    ],
)
async def test_nested_fields_of_a_list(ask: Ask, registry: Registry, fields: str, calls: int) -> None:
    """Twenty credentials ask as often as one, and that often is written down here."""
    asked = []
    for first in (1, 20):
        body = await ask(NESTED % fields, first=first)
        assert "errors" not in body
        assert len(body["data"]["credentials"]["nodes"]) == first
        asked.append(list(counting(registry).asked))
    assert asked[0] == asked[1]
    assert len(asked[0]) == calls, asked[0]


async def test_a_list_is_counted_where_that_is_asked(ask: Ask, registry: Registry) -> None:
    """The whole list is looked at once, and only for its counts."""
    for fields, times in (("nodes { name }", 0), ("totalCount", 1), ("totalCount unknownCount", 1)):
        for text in ("", 'text: "many"'):
            body = await ask(
                f"{{ credentials({text} first: 3) {{ {fields} pageInfo {{ endCursor }} }} }}".replace(
                    "( ", "("
                )
            )
            assert "errors" not in body
            assert counting(registry).asked.count("count") == times


async def test_lists_of_states_are_read_once_for_a_filter_by_them(ask: Ask, registry: Registry) -> None:
    """`listedIn` costs one call more, for however many states and things; nothing else does."""
    asked = []
    for first in (1, 20):
        for where in ('{listedIn: "OH"}', '{OR: [{listedIn: "OH"}, {NOT: {listedIn: "VA"}}]}'):
            body = await ask(f"{{ credentials(first: {first}, where: {where}) {{ nodes {{ name }} }} }}")
            assert "errors" not in body
            asked.append(list(counting(registry).asked))
    assert asked == [["list_versions", "page", "descriptions"]] * 4


async def test_several_portability_questions_are_one(ask: Ask, registry: Registry) -> None:
    """Questions that are asked alike go to the store together."""
    one = '%s: portability(credential: {id: "%s"}, to: ["VA"]) { places { summary } } '
    many = [
        one % (f"q{n}", iri(f"credentials/comptia-{name}-plus"))
        for n, name in enumerate(("security", "network", "a"))
    ]
    await ask(f"{{ {many[0]} }}")
    alone = list(counting(registry).asked)
    body = await ask(f"{{ {' '.join(many)} }}")
    assert "errors" not in body
    assert counting(registry).asked == alone


async def test_a_whole_answer(ask: Ask, registry: Registry) -> None:
    """The names, sources and documents of an answer cost two calls beside the answer itself."""
    body = await ask(
        """{ postsecondaryCredit(held: [{ref: {named: {name: "CompTIA Security+"}}}],
             place: {state: "OH"}) {
          awards { nodes { award { name awardedBy { name } toward { course { name } }
            basis { summary assertedBy { name } source { title } document { version } } } } }
          elsewhere { nodes { award { awardedBy { name state { code } } } } } } }"""
    )
    assert "errors" not in body
    assert sorted(counting(registry).asked) == sorted(
        ["resolve", "awards_reached", "located", "document_versions"]
    )


async def test_links_past_one_read_are_read_again(registry: Registry) -> None:
    """Where one read breaks off, the next goes on; a thing with too many by itself is an error."""
    ids = [iri(f"organizations/{name}") for name in ("college", "department", "western")]
    ids.append(f"{STATES}OH")
    whole = await links_of(await registry.ask(), ids, ["LOCATED_IN"])
    assert [len(links) for links in whole.values() if isinstance(links, list)] == [1, 1, 1, 2]
    for most in (2, 3, 4, 5, 6):
        few = replace(await registry.ask(), settings=registry.settings.replaced(query_nodes=most))
        found = await links_of(few, ids, ["LOCATED_IN"])
        assert found.keys() == whole.keys()
        for each, links in found.items():
            if len(whole[each]) >= most:  # type: ignore[arg-type]
                assert isinstance(links, LimitExceeded)
            else:
                assert links == whole[each]


async def test_links_that_were_not_read_are_not_missing(ask: Ask, registry: Registry) -> None:
    """What has too many links is an error, and not owned by nobody."""
    query = f'{{ credential(id: "{iri("credentials/badge")}") {{ ownedBy {{ id }} offeredBy {{ id }} }} }}'
    owners = {"ownedBy": [{"id": iri("organizations/owner")}], "offeredBy": []}
    assert (await ask(query))["data"]["credential"] == owners
    body = await ask(query, settings=registry.settings.replaced(query_nodes=1))
    assert body["errors"][0]["extensions"]["code"] == "LIMIT_EXCEEDED"
    assert body["data"] == {"credential": None}


async def test_what_has_too_many_links_is_read_once_more_at_most(ask: Ask, registry: Registry) -> None:
    """It is read again only where other fields asked for links too, which may have been too many."""
    few = registry.settings.replaced(query_nodes=1)
    # An operation with an error is run again by graphql-core.
    for fields, reads in (("ownedBy { id }", 1), ("ownedBy { id } offeredBy { id }", 3)):
        await ask(f'{{ credential(id: "{iri("credentials/badge")}") {{ {fields} }} }}', settings=few)
        assert counting(registry).asked.count("edges_on") == 2 * reads
