"""The store is asked a number of times that does not depend on how many things are shown."""

import pytest
from making import iri
from small_registry import Ask, counting

from credway.registry.registry import Registry

NESTED = """query ($first: Int!) { credentials(first: $first, where: {name: {startsWith: "many"}}) {
  nodes { name %s } } }"""


@pytest.mark.parametrize(
    ("fields", "calls"),
    [
        ("ctid", 3),
        ("classifications { label } costs { value } requirements { text } awards { totalCount }", 4),
        ("entries { totalCount } leadsTo { totalCount } dependents { totalCount }", 4),
        ("offeredBy { name } ownedBy { name }", 4),
        ("equivalents { link } supersededBy { id }", 4),
        ("statements { totalCount }", 4),
        ("document { version }", 4),
        ('portability(to: ["VA"]) { places { countsFor { work { verdict } } } }', 7),
        (
            'a: portability(to: ["VA"]) { places { summary } }'
            ' b: portability(to: ["OH"]) { places { summary } }',
            12,
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
        [
            *("resolve", "equivalents", "statements_on", "located", "descriptions"),
            *("located", "document_versions", "descriptions"),
        ]
    )
