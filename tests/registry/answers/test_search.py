"""Searching by words: the same things on both stores, ranked by the core, a page at a time."""

import base64
from typing import Any

import orjson
import pytest
from making import credential, iri, organization, publish, reference

from credway.registry.answers.asking import Asking
from credway.registry.answers.listings import Listing, Page, listing, search, search_counts
from credway.registry.answers.ranking import SearchKind, sought
from credway.registry.errors import BadCursor, BadRequest, LimitExceeded
from credway.registry.registry import Registry
from credway.registry.settings import read_settings
from credway.registry.store.expressions import AnyOf, Filter, NotOf

KINDS = tuple(kind.value for kind in SearchKind)
CTID = "ce-0a22c7e1-8b85-4b8f-8e29-6b7a0f3c2d11"

NAMES = {
    "nursing": "Nursing",
    "nursing-assistant": "Nursing Assistant",
    "cna": "Certified Nursing Assistant",
    "rn": "Registered Nurse",
    "eclair": "Éclair Pâtissier",
    "welding": "Certificate in Welding",
    "aws-cloud": "AWS Certified Cloud",
    "aws-welder": "AWS Certified Welder",
    "a-plus": "CompTIA A+",
    **{f"zulu-{n}": f"Alpha Zulu {n}" for n in range(6)},
    "zulu": "Zulu",
    "zz": "Zz Last",
}
OTHER = {"rn": "RN", "zz": "Zulu Time", "cna": "Nurse Aide"}


async def fill(registry: Registry) -> Asking:
    """Publish credentials and organizations with names and codes to search for."""
    nodes = [reference(f"credentials/{path}", name=name) for path, name in NAMES.items()]
    for node in nodes:
        other = OTHER.get(node["@id"].rsplit("/", 1)[-1])
        if other:
            node["ceterms:alternateName"] = {"en": other}
    for path, name in (("amazon", "Amazon Web Services"), ("welding-society", "American Welding Society")):
        body = organization(f"organizations/{path}")
        nodes.append(body | {"ceterms:name": {"en": name}, "ceterms:alternateName": {"en": "AWS"}})
    codes = {"ceterms:name": {"en": "Technician"}, "ceterms:codedNotation": "220-1101", "ceterms:ctid": CTID}
    nodes.append(credential("credentials/coded", codes))
    assert (await publish(registry, "documents/named", *nodes)).verdict.outcome != "refused"
    return await registry.ask()


def shown(found: Listing) -> list[tuple[str, str]]:
    """The last parts of the IRIs of a page, with what each was found by."""
    return [(each.rsplit("/", 1)[-1], by) for each, by in zip(found.ids, found.matched, strict=True)]


async def test_ranks(registry: Registry) -> None:
    """What a text finds, in which order, and by what: worked out by hand, the same on both stores."""
    frame = await fill(registry)
    name, start, unfinished = "name", "start of the name", "start of the name, its last word unfinished"
    words, beginnings = "words of the name", "beginnings of words of the name"
    other, spelling = "words of another name", "another name or spelling"
    expected: dict[str, list[tuple[str, str]]] = {
        "nursing": [("nursing", name), ("nursing-assistant", start), ("cna", words)],
        "NURS": [
            ("nursing", unfinished),
            ("nursing-assistant", unfinished),
            ("cna", beginnings),
            ("rn", beginnings),
        ],
        "assistant nursing": [("cna", words), ("nursing-assistant", words)],
        "nurse": [("rn", words), ("cna", other)],
        "rn": [("rn", spelling)],
        "aws": [
            ("aws-cloud", start),
            ("aws-welder", start),
            ("amazon", spelling),
            ("welding-society", spelling),
        ],
        "Eclair, PATISSIER!": [("eclair", name)],
        "éclair pâti": [("eclair", unfinished)],
        "certificate of welding": [("welding", words)],
        "the certificate": [("welding", words)],
        "in": [("welding", words)],
        "CompTIA A+": [("a-plus", name)],
        "COMP TIA A PLUS CERTIFICATION": [("a-plus", spelling)],
        "220-1101": [("coded", "code (ceterms:codedNotation)")],
        CTID.upper(): [("coded", "ctid")],
        iri("credentials/coded"): [("coded", "id")],
        "z": [
            ("zulu", unfinished),
            ("zz", unfinished),
            *((f"zulu-{n}", beginnings) for n in range(6)),
        ],
        "x" * 250: [],
        "nursing' OR 1=1 --": [],
        'nursing" * AND ( ) ~ [ ] ^ \\ / : {': [
            ("cna", words),
            ("nursing", words),
            ("nursing-assistant", words),
        ],
        "and or not": [],
    }
    for text, found in expected.items():
        answer = await search(frame, text, KINDS)
        assert shown(answer) == found, text[:40]
        counts = await answer.counting.counts()
        assert (counts.total, counts.unknown) == (len(found), 0), text[:40]
        assert answer.cut is None
    assert (await search_counts(frame, "aws", KINDS)).families == {"Credential": 2, "Organization": 2}
    assert shown(await search(frame, "aws", ["Organization"])) == expected["aws"][2:]
    listed = await listing(frame, "Credential", text="nursing")
    assert shown(listed) == expected["nursing"]
    both = [NotOf(AnyOf((Filter("name_eq", "nursing"), Filter("fee_lte", 5.0))))]
    assert shown(await listing(frame, "Credential", both, text="nursing")) == expected["nursing"][1:]
    by_name = await listing(frame, "Credential", text="nursing", descending=True)
    assert [each.rsplit("/", 1)[-1] for each in by_name.ids] == ["nursing-assistant", "nursing", "cna"]
    many = await search(frame, "a", KINDS, page=Page(first=100))
    assert len(many.ids) == (await many.counting.counts()).total == 13


async def pages(frame: Asking, text: str, size: int, **terms: Any) -> list[str]:
    """Everything a search finds, page after page."""
    seen: list[str] = []
    after = None
    while True:
        found = await search(frame, text, KINDS, page=Page(size, after))
        assert found.has_previous == (after is not None)
        seen += found.ids
        if not found.has_next:
            return seen
        after = found.cursors[-1]


async def test_pages_and_cuts(registry: Registry) -> None:
    """Pages follow each other, and a search that is cut still has its best matches, and says so."""
    frame = await fill(registry)
    whole = list((await search(frame, "zul", KINDS)).ids)
    assert await pages(frame, "zul", 3) == await pages(frame, "zul", 1) == whole
    assert len(whole) == 8
    listed = await listing(frame, "Credential", text="zul", page=Page(first=4))
    back = await listing(frame, "Credential", text="zul", page=Page(last=2, before=listed.cursors[3]))
    assert list(back.ids) == whole[1:3]
    assert back.has_previous
    assert back.has_next
    with pytest.raises(BadCursor, match="belongs to the order"):
        await search(frame, "zulu", KINDS, page=Page(after=listed.cursors[0]))
    frame.settings = frame.settings.replaced(search_ranked=3)
    cut = await search(frame, "zulu", KINDS)
    assert [each for each, _ in shown(cut)] == ["zulu", "zulu-0", "zulu-1", "zulu-2"]
    assert cut.cut is not None
    assert (cut.cut.limit, cut.cut.value) == ("search_ranked", 3)
    assert (await cut.counting.counts()).total == 8
    spelt = await search(frame, "zulu time", KINDS)
    assert spelt.cut is None
    assert shown(spelt) == [("zz", "another name or spelling")]
    frame.settings = frame.settings.replaced(search_ranked=1)
    aws = await search(frame, "aws", KINDS)
    assert [each for each, _ in shown(aws)] == ["aws-cloud", "amazon"]


def test_texts_that_cannot_be_searched() -> None:
    """A text without words, or with too many, is refused in words that say which limit."""
    settings = read_settings({})
    for text in ("", "  ", "!?-", "\u3001\U0001f600"):
        with pytest.raises(BadRequest, match="no letters or digits"):
            sought(text, settings)
    fits = " ".join(f"w{n}" for n in range(settings.search_words))
    assert len(sought(f"{fits} w1 w2", settings).words) == settings.search_words
    with pytest.raises(LimitExceeded, match=r"33 words to search for; the most is 32 \(search_words\)"):
        sought(f"{fits} more", settings)
    with pytest.raises(LimitExceeded, match=r"251 letters to search for; the most is 250 \(search_letters\)"):
        sought("x" * 251, settings)


SCRIPTS = {
    "welder-ru": "Сварщик ручной",
    "welder-ja": "溶接工・上級",
    "engineer-ar": "مُهندس",
    "welder-ko": "용접 기능사",
    "soren": "Søren Barista",
}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("СВАРЩИК", ["welder-ru"]),
        ("ручн", ["welder-ru"]),
        ("溶接", ["welder-ja"]),
        ("上級", ["welder-ja"]),
        ("مهندس", ["engineer-ar"]),
        ("용접", ["welder-ko"]),
        ("soren", ["soren"]),
        ("SØREN", ["soren"]),
        ("пекарь", []),
    ],
)
async def test_a_name_in_any_script_is_found(registry: Registry, text: str, found: list[str]) -> None:
    """Words of other scripts are found on both stores by search and by a filter, in capitals or begun."""
    nodes = [reference(f"credentials/{path}", name=name) for path, name in SCRIPTS.items()]
    assert (await publish(registry, "documents/scripts", *nodes)).verdict.outcome != "refused"
    frame = await registry.ask()
    assert [each for each, _ in shown(await search(frame, text, KINDS))] == found
    listed = await listing(frame, "Credential", text=text)
    assert [each.rsplit("/", 1)[-1] for each in listed.ids] == found


@pytest.mark.parametrize("facet", ["name_starts", "name_eq", "name_contains"])
async def test_a_name_of_signs_alone_is_refused(registry: Registry, facet: str) -> None:
    """Every name starts with nothing: a text of which nothing is left would find them all."""
    frame = await fill(registry)
    with pytest.raises(BadRequest, match="has no letters or digits"):
        await listing(frame, "Credential", [Filter(facet, "!!!")])


async def test_a_cursor_with_a_number_that_is_none_of_ours(registry: Registry) -> None:
    """However long it is, it is refused as no cursor."""
    frame = await fill(registry)
    found = await listing(frame, "Credential", text="zulu", page=Page(first=1))
    order, _, sort = orjson.loads(base64.urlsafe_b64decode(found.cursors[0] + "=="))
    for tier in ("9" * 6000, "99"):
        made = base64.urlsafe_b64encode(orjson.dumps([order, tier, sort])).decode()
        with pytest.raises(BadCursor, match="not a cursor of this API"):
            await listing(frame, "Credential", text="zulu", page=Page(after=made))
