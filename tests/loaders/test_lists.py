"""States' lists: the rules of a file, what its lines are matched to, and versions that replace each other."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from booking import workbook
from hypothesis import given
from hypothesis import strategies as st
from making import BASE, credential, organization, publish, reference

from credway.loaders.entries import lines
from credway.loaders.list_series import Terms
from credway.loaders.list_versions import load
from credway.loaders.matching import How
from credway.loaders.tables import Left, Unusable
from credway.ontology import schemes
from credway.registry.answers.portability.entries import entries_as_of, versions_of
from credway.registry.errors import Ambiguous, BadRequest, Conflict, NotFound
from credway.registry.registry import Registry

TERMS = Terms("test-list", "2024-25", "2024-07/2025-06", True, "Test Department", "graduation", "TN")
HEAD = "Code,Name,Issuer,CTID,Points,Dollars,Status,From,To\n"
CTID = "ce-0a22c7e1-8b85-4b8f-8e29-6b7a0f3c2d11"


def written(tmp_path: Path, *rows: str, head: str = HEAD) -> Path:
    """A list as a file."""
    path = tmp_path / "list.csv"
    path.write_text(head + "".join(f"{row}\n" for row in rows), encoding="utf-8")
    return path


def says(lefts: Sequence[Left]) -> list[tuple[int, str, str]]:
    """Row, column and message."""
    return [(each.row, each.column, each.message) for each in lefts]


async def held(registry: Registry) -> None:
    """Credentials of which one name is clear, one is an alias, one is of two, and one has a CTID."""
    await publish(
        registry,
        "things",
        organization("organizations/acme", "OH"),
        reference("credentials/welder", name="Certified Welder"),
        reference("credentials/twin-1", name="Twin"),
        reference("credentials/twin-2", name="Twin"),
        credential("credentials/plus", {"ceterms:ctid": CTID, "ceterms:name": {"en": "Alpha Plus"}}),
        credential(
            "credentials/nurse",
            {
                "ceterms:name": {"en": "Certified Nursing Assistant"},
                "ceterms:alternateName": {"en": ["CNA"]},
                "ceterms:ownedBy": [f"{BASE}organizations/acme"],
            },
        ),
        mode="mirror",
    )


async def test_how_lines_are_matched(registry: Registry, tmp_path: Path) -> None:
    """By CTID, by exact name, by alias; what two have is ambiguous, and what nobody has stays as printed."""
    await held(registry)
    path = written(
        tmp_path,
        f"1,Some other words,,{CTID.upper()},,,,,",
        "2,certified WELDER,,,,,,,",
        "3,CNA,Acme,,,,,,",
        "4,Twin,,,,,,,",
        "5,Basket Weaver,,,,,,,",
        "6,Certified Nursing Assistant,Somebody Else,,,,,,",
        "7,Certified Nursing Assistant,—,,,,,,",
    )
    made = await load(registry, path, TERMS)
    assert made.taken
    assert [(each.line.key, each.match.how) for each in made.read] == [
        ("1", How.CTID),
        ("2", How.NAME),
        ("3", How.ALIAS),
        ("4", How.AMBIGUOUS),
        ("5", How.PRINTED),
        ("6", How.PRINTED),
        ("7", How.NAME),
    ]
    assert [each.match.thing and each.match.thing.removeprefix(BASE) for each in made.read[:3]] == [
        "credentials/plus",
        "credentials/welder",
        "credentials/nurse",
    ]
    assert [c.iri for c in made.read[3].match.candidates] == [
        f"{BASE}credentials/twin-1",
        f"{BASE}credentials/twin-2",
    ]
    assert made.read[5].match.note == "the credential of that name is another issuer's"
    assert made.counts == {"ctid": 1, "name": 2, "alias": 1, "ambiguous": 1, "printed": 2}
    answer = await entries_as_of(await registry.ask("2025-01-01"), "test-list", BASE)
    members = {each.body["code"]: each.one("MEMBER") for each in answer.entries}
    assert members == {
        "1": f"{BASE}credentials/plus",
        "2": f"{BASE}credentials/welder",
        "3": f"{BASE}credentials/nurse",
        "4": None,
        "5": None,
        "6": None,
        "7": f"{BASE}credentials/nurse",
    }


async def test_a_ctid_that_is_not_held_is_not_matched_against_another(
    registry: Registry, tmp_path: Path
) -> None:
    """Where the credential of a printed name has another CTID, the line is kept as printed and says so."""
    await held(registry)
    other = CTID.replace("11", "22")
    path = written(tmp_path, f"1,Alpha Plus,,{other},,,,,", f"2,Certified Welder,,{other},,,,,")
    made = await load(registry, path, TERMS)
    assert [each.match.how for each in made.read] == [How.PRINTED, How.NAME]
    assert made.read[0].match.note.endswith(f"and the one of that name has the CTID {CTID}")


async def test_the_same_file_again_changes_nothing(registry: Registry, tmp_path: Path) -> None:
    """An import of the same file is a no-op; a corrected one is a new version of the same document."""
    await held(registry)
    path = written(tmp_path, "1,Certified Welder,,,3,,,,", "2,Basket Weaver,,,,,,,")
    first = await load(registry, path, TERMS)
    again = await load(registry, path, TERMS)
    assert all(each.no_op for each in again.outcomes)
    before = {each.body["code"]: each.id for each in await entries(registry)}
    written(tmp_path, "0,Baker,,,,,,,", "1,Certified Welder,,,4,,,,", "2,Basket Weaver,,,,,,,")
    corrected = await load(registry, path, TERMS)
    assert [each.version for each in corrected.outcomes][-1] == 2
    assert corrected.outcomes[-1].document == first.outcomes[-1].document
    after = {each.body["code"]: each for each in await entries(registry)}
    assert sorted(after) == ["0", "1", "2"]
    assert after["1"].body["points"] == "4"
    assert after["2"].id == before["2"]  # a row that moved is the same statement


async def entries(registry: Registry, day: str = "2025-01-01") -> Any:
    """The entries of the list on a day."""
    return (await entries_as_of(await registry.ask(day), "test-list", BASE)).entries


async def test_a_corrected_period_leaves_nothing_of_the_old_one(registry: Registry, tmp_path: Path) -> None:
    """A period that was wrong is moved: on its days the list does not hold any more."""
    path = written(tmp_path, "1,Baker,,,,,,,")
    await load(registry, path, Terms("test-list", "1", "2020/2021", None, "Agency", None, "TN"))
    moved = Terms("test-list", "1", "2022/2023", None, "Agency", None, "TN")
    await load(registry, path, moved)
    assert await entries(registry, "2020-06-01") == []
    assert len(await entries(registry, "2022-06-01")) == 1
    assert all(each.no_op for each in (await load(registry, path, moved)).outcomes)


async def test_entries_survive_versions(registry: Registry, tmp_path: Path) -> None:
    """The entry of a code is one thing in every version, and a day shows it once, by the newest version.

    What only an edition without an end named is off the list once the next has begun.
    """
    path = written(tmp_path, "W1,Welder,,,1,,,,", "W2,Baker,,,,,,,")
    await load(registry, path, Terms("test-list", "2023", "2023/", True, "Agency", "graduation", "TN"))
    path = written(tmp_path, "W1,Welder,,,2,,,,", "W3,Nurse,,,,,,,")
    made = await load(registry, path, Terms("test-list", "2024", "2024/2025", True))
    assert [each.document for each in made.outcomes] == [
        f"{BASE}documents/lists/test-list",
        f"{BASE}documents/lists/test-list/2024",
    ]
    now = {each.subject: each.body.get("points") for each in await entries(registry)}
    assert now == {
        f"{BASE}lists/test-list/entries/W1": "2",
        f"{BASE}lists/test-list/entries/W3": None,
    }
    before = {each.subject for each in await entries(registry, "2023-12-31")}
    assert before == {f"{BASE}lists/test-list/entries/{code}" for code in ("W1", "W2")}
    then = await entries_as_of(await registry.ask("2025-01-01"), "test-list", BASE)
    assert [said.body["name"] for said in then.versions] == ["test-list, 2024"]
    answer = await versions_of(await registry.ask(), "test-list", BASE)
    assert [
        (said.body["name"], count) for said, count in zip(answer.versions, answer.counts, strict=True)
    ] == [
        ("test-list, 2023", 2),
        ("test-list, 2024", 2),
    ]


async def test_an_entry_keeps_its_key_where_codes_come_or_change(registry: Registry, tmp_path: Path) -> None:
    """A line that gets a code, or another one, is the same entry by its name; a further one is not."""
    path = written(tmp_path, ",Welder,Acme,,,,,,", "B,Baker,,,,,,,")
    await load(registry, path, Terms("test-list", "1", "2023/2023", None, "Agency", None, "TN"))
    path = written(tmp_path, "W,WELDER,ACME,,,,,,", "C,Baker,,,,,,,", "D,Baker,,,,,,,")
    made = await load(registry, path, Terms("test-list", "2", "2024/2024"))
    keys = {each.line.row["code"]: each.line.key for each in made.read}
    assert keys == {"W": "welder-by-acme", "C": "B", "D": "D"}
    assert all(
        each.no_op for each in (await load(registry, path, Terms("test-list", "2", "2024/2024"))).outcomes
    )


async def test_all_or_nothing(registry: Registry, tmp_path: Path) -> None:
    """One bad row refuses the whole version, and nothing of it is recorded: no series and no publisher."""
    path = written(tmp_path, "1,Baker,,,,,,,", "1,Welder,,,,,,,")
    before = (await registry.store.meta()).n
    made = await load(registry, path, TERMS)
    assert (made.taken, len(made.refused)) == (False, 1)
    assert (await registry.store.meta()).n == before
    with pytest.raises(NotFound, match="no list is known here as test-list"):
        await entries(registry)


def test_what_is_wrong_is_named(tmp_path: Path) -> None:
    """Each fault of a row says where it is and what to do."""
    path = written(
        tmp_path,
        "1,Baker,,,,,,,",
        "1,Welder,,,,,,,",
        "2,Cook,,ce-1,many,$1k,Gone,2024-13,",
        "3,Nurse,,,,,,2025,2024",
        ",,,,,,Approved,,",
        ",Painter,Acme,,,,,,",
        ",PAINTER,ACME,,,,,,",
        ",???,,,,,,,",
        "A 1,Smith,,,,,,,",
        "A-1,Wright,,,,,,,",
        "*,Joiner,,,,,,,",
        ",—,Acme,,,,,,",
        "9,—,,,,,,,",
    )
    _, wrong = lines(path)
    statuses = "Approved, Phasing out, Proposed, Removed, Under review"
    assert says(wrong) == [
        (3, "Code", "the code '1' is in row 2 too; give each line a code of its own"),
        (4, "CTID", "'ce-1' is no CTID: ce- and a UUID, 39 characters. Mend it or clear it."),
        (4, "Points", "'many' is no number such as 2 or 0.5"),
        (4, "Dollars", "'$1k' is no number such as 2 or 0.5"),
        (4, "Status", f"'Gone' is none of {statuses}"),
        (4, "From", "'2024-13' is no date such as 2026-05-15, 2026-05 or 2026"),
        (5, "To", "2024 is before 2025, on which it begins"),
        (6, "Name", "nothing stands there"),
        (
            8,
            "Name",
            "'PAINTER' is in row 7 too, with the same issuer; delete one of them, or give both a code",
        ),
        (9, "Name", "there is no letter or digit in it; write the name as printed"),
        (
            11,
            "Code",
            "the code 'A-1' is in row 10 too, but for its signs: 'A 1'; give each line a code of its own",
        ),
        (12, "Code", "there is no letter or digit in it; write the code as printed"),
        *((row, "Name", "there is no letter or digit in it; write the name as printed") for row in (13, 14)),
    ]


async def test_a_line_outside_its_version_is_refused(registry: Registry, tmp_path: Path) -> None:
    """A line over before the version begins, or that begins after its end, refuses the whole version."""
    path = written(
        tmp_path,
        "1,Baker,,,,,,,2024-06-30",
        "2,Cook,,,,,,2025-07-01,",
        "3,Nurse,,,,,,2019,2024-07-01",
        "4,Smith,,,,,,2025-06-30,2030",
        "5,Welder,,,,,,soon,2020",
    )
    made = await load(registry, path, TERMS)
    advice = "correct the date or the period; leave out a line that is not on this version"
    assert says(made.refused) == [
        (6, "From", "'soon' is no date such as 2026-05-15, 2026-05 or 2026"),
        (2, "To", f"2024-06-30 is before 2024-07, on which the version begins; {advice}"),
        (3, "From", f"2025-07-01 is after 2025-06, on which the version ends; {advice}"),
    ]
    assert (made.taken, made.outcomes) == (False, [])
    written(tmp_path, "2,Cook,,,,,,2025-07-01,")
    assert (await load(registry, path, replace(TERMS, period="2024-07/"))).taken


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "the file is empty"),
        (HEAD, "there is no row below the heading; a list says something with its lines"),
        ("Kode,Nme\n1,Baker\n", "there is no column Name in the first 20 rows"),
        ("Name,Pionts\nBaker,3\n", "the column 'Pionts' is none of code, name, issuer, ctid, tier, points, "),
    ],
)
def test_a_file_that_is_no_list(tmp_path: Path, text: str, message: str) -> None:
    """An empty file, one without lines, another heading and a misspelt column are refused whole."""
    path = tmp_path / "list.csv"
    path.write_text(text)
    with pytest.raises(Unusable, match=r"list\.csv: ") as raised:
        lines(path)
    assert message in str(raised.value)


@pytest.mark.parametrize(
    ("changed", "error", "message"),
    [
        ({"place": "ZZ"}, BadRequest, "place 'ZZ' is no state; use a postal code such as TN"),
        (
            {"place": None},
            BadRequest,
            "for which state is test-list? Give its place, a postal code such as TN",
        ),
        ({"publisher": None}, BadRequest, "who publishes test-list? Give the publisher"),
        ({"publisher": "Twin Agency"}, Ambiguous, "Twin Agency may mean 2 organizations; name one by its id"),
        (
            {"publisher": "https://x.example/o"},
            NotFound,
            "no organization is known here as https://x.example/o",
        ),
        ({"purpose": None}, BadRequest, "a list that is complete must say for what"),
        ({"period": "2024"}, BadRequest, "period '2024' is no period; write FROM/TO"),
        ({"period": "2024-02-30/"}, BadRequest, "period '2024-02-30/': day is out of range for month"),
        ({"period": "2025/2024"}, BadRequest, "period '2025/2024' ends before it begins"),
        ({"version": "?"}, BadRequest, "version '?' has no letter or digit"),
        ({"series": "?"}, BadRequest, "series '?' has no letter or digit"),
    ],
)
async def test_terms_that_cannot_be_right(
    registry: Registry, tmp_path: Path, changed: dict[str, Any], error: type[Exception], message: str
) -> None:
    """What is said of the whole version is checked before anything is recorded."""
    await publish(
        registry,
        "twins",
        reference("organizations/t1", "ceterms:Organization", "Twin Agency"),
        reference("organizations/t2", "ceterms:Organization", "Twin Agency"),
    )
    terms = {name: getattr(TERMS, name) for name in Terms.__slots__} | changed
    with pytest.raises(error) as raised:
        await load(registry, written(tmp_path, "1,Baker,,,,,,,"), Terms(**terms))
    assert message in str(raised.value)
    assert (await registry.store.meta()).n == 1


async def test_a_version_of_another_document_is_not_taken_over(registry: Registry, tmp_path: Path) -> None:
    """A version that another document describes is refused before the series is touched."""
    await publish(registry, "others", reference("lists/test-list/2024-25", "ceterms:Credential"))
    with pytest.raises(Conflict, match=r"is described by https://test\.example/others already"):
        await load(registry, written(tmp_path, "1,Baker,,,,,,,"), TERMS)


async def test_a_series_is_of_one_state(registry: Registry, tmp_path: Path) -> None:
    """A list of another state with the title of a series that is held is no edition of it, and is refused."""
    path = written(tmp_path, "1,Baker,,,,,,,")
    await load(registry, path, TERMS)
    before = (await registry.store.meta()).n
    terms = {name: getattr(TERMS, name) for name in Terms.__slots__}
    with pytest.raises(
        BadRequest, match="is held here as a list of Tennessee; give the list of Ohio a series"
    ):
        await load(registry, path, Terms(**terms | {"place": "Ohio", "version": "2025-26"}))
    assert (await registry.store.meta()).n == before
    assert (await load(registry, path, Terms(**terms | {"place": "Tennessee"}))).taken


@pytest.mark.parametrize(
    ("printed", "dollars"),
    [("$1,200.50", "1200.50"), ("$ 800", "800"), ("1,234,567", "1234567"), ("12,50", None), ("1,2,3", None)],
)
def test_commas_part_thousands_alone(tmp_path: Path, printed: str, dollars: str | None) -> None:
    """A comma that may be meant as the mark of decimals is refused, and never taken out."""
    [*read], wrong = lines(written(tmp_path, f'1,Baker,,,,"{printed}",,,'))
    if dollars is None:
        assert says(wrong) == [(2, "Dollars", f"{printed!r} is no number such as 2 or 0.5")]
    else:
        assert read[0].terms["credway:listDollars"]["@value"] == dollars


async def test_the_next_version_needs_no_terms_twice(registry: Registry, tmp_path: Path) -> None:
    """Publisher, place and purpose come from the series, named by its IRI, its key or its title."""
    path = written(tmp_path, "1,Baker,,,,,,,")
    titled = Terms("test-list", "1", "2023/2024", True, "Agency", "graduation", "TN", "The Test List")
    await load(registry, path, titled)
    for number, series in enumerate((f"{BASE}lists/test-list", "test-list", "the test list"), 2):
        made = await load(registry, path, Terms(series, str(number), f"{2023 + number}/", True))
        assert (made.taken, made.series) == (True, f"{BASE}lists/test-list")
    answer = await versions_of(await registry.ask(), "The Test List", BASE)
    assert {said.body["purpose"] for said in answer.versions} == {"graduation"}
    assert {said.asserted_by for said in answer.versions} == {f"{BASE}organizations/agency"}
    assert len(answer.versions) == 4


async def test_an_older_version_that_comes_late_renames_nothing(registry: Registry, tmp_path: Path) -> None:
    """What a series is called and for is said by its newest version, in whatever order they are imported."""
    path = written(tmp_path, "1,Baker,,,,,,,")
    new = Terms("test-list", "2025", "2025/2025", True, "Agency", "graduation", "TN", "The Test List")
    old = Terms("test-list", "2018", "2018/", True, "Old Board", "accountability", None, "Old List")
    for terms in (new, old):
        assert (await load(registry, path, terms)).taken
    answer = await versions_of(await registry.ask(), "The Test List", BASE)
    assert [said.body["name"] for said in answer.versions] == ["Old List, 2018", "The Test List, 2025"]
    assert [said.body["purpose"] for said in answer.versions] == ["accountability", "graduation"]
    assert answer.versions[0].asserted_by == f"{BASE}organizations/old-board"
    made = await load(registry, path, Terms("The Test List", "2026", "2026/", True))
    answer = await versions_of(await registry.ask(), "The Test List", BASE)
    assert (made.taken, answer.versions[-1].body["purpose"]) == (True, "graduation")


async def test_a_workbook_is_a_list(registry: Registry, tmp_path: Path) -> None:
    """A list as a workbook is read like one as CSV; a code that lost its text is refused."""
    head = ["Code", "Name", "Points", "From"]
    path = workbook(
        tmp_path / "list.xlsx", {"About": [["A list"]], "List": [head, ["01", "Baker", 2.0, None]]}
    )
    made = await load(registry, path, TERMS)
    assert made.taken
    assert [each.line.terms["credway:listPoints"]["@value"] for each in made.read] == ["2"]
    path = workbook(tmp_path / "list.xlsx", {"List": [head, [1.0, "Baker", 2.0, None]]})
    [wrong] = (await load(registry, path, TERMS)).refused
    assert "zeros of the code may be lost. Make the column text." in wrong.message


names = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), min_size=1, max_size=20)


@given(rows=st.lists(st.tuples(st.sampled_from(["", "A", "B", "A 1", "a"]), names), min_size=1, max_size=8))
def test_no_two_lines_share_a_key(
    rows: list[tuple[str, str]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Whatever stands in a file: each row is a line or is refused, and the key of a line is its own."""
    path = tmp_path_factory.mktemp("lists") / "list.csv"
    quoted = [f'{code},"{name.replace(chr(34), chr(34) * 2)}"' for code, name in rows]
    path.write_text("Code,Name\n" + "\n".join(quoted) + "\n", encoding="utf-8")
    try:
        taken, wrong = lines(path)
    except Unusable:
        return
    assert len({each.key for each in taken}) == len(taken)
    assert all(each.key for each in taken)
    assert len(taken) + len({each.row for each in wrong}) == len(rows)
    assert lines(path)[0] == taken


@given(
    st.sampled_from([each.label for each in schemes.scheme("https://w3id.org/credway/schemes/entryStatus")])
)
def test_a_status_is_read_in_any_spelling(tmp_path_factory: pytest.TempPathFactory, label: str) -> None:
    """A status is one of the scheme, whatever its case and hyphens."""
    path = tmp_path_factory.mktemp("status") / "list.csv"
    for text in (label, label.upper(), label.replace(" ", "-"), label.replace(" ", "")):
        path.write_text(f"Name,Status\nBaker,{text}\n")
        [line], wrong = lines(path)
        assert wrong == []
        assert line.terms["credway:entryStatus"].rsplit("/", 1)[-1].lower() == label.replace(" ", "").lower()


@pytest.mark.parametrize(
    ("printed", "points"),
    [
        *(("2", "2"), ("0.50", "0.50"), (".5", "0.5"), ("1e-05", "0.00001"), ("+3", "3")),
        *((each, None) for each in ("1_000", "\u0663", "1e9999999", "-0", "50%", "NaN", "Infinity", "1e")),
    ],
)
def test_a_number_is_written_in_digits(tmp_path: Path, printed: str, points: str | None) -> None:
    """As people and workbooks write one; no other script, no sign inside, no more zeros than a cell holds."""
    [read], wrong = lines(written(tmp_path, f"1,Baker,,,{printed},,,,"))
    if points is None:
        assert says(wrong) == [(2, "Points", f"{printed!r} is no number such as 2 or 0.5")]
    else:
        assert read.terms["credway:listPoints"]["@value"] == points


def test_the_days_of_a_line_that_is_removed(tmp_path: Path) -> None:
    """When it was listed is not read as when it was off: it may be from a day on, and has no last one."""
    rows = ("1,Baker,,,,,Removed,2024-09,", "2,Cook,,,,,Removed,2019,2024-12", "3,Smith,,,,,Removed,,2024")
    advice = "For what was listed, write Approved with its first and last day; what is off has only a From"
    _, wrong = lines(written(tmp_path, *rows))
    assert says(wrong) == [(row, "To", f"a removal has no last day. {advice}") for row in (3, 4)]
    _, wrong = lines(written(tmp_path, *rows, head=HEAD.replace("From,To", "Added,Removed")))
    assert says(wrong) == [
        (2, "Added", f"a line that is Removed was not added then. {advice}"),
        *((row, "Removed", f"a removal has no last day. {advice}") for row in (3, 4)),
    ]


async def test_two_titles_with_one_end_are_two_series(registry: Registry, tmp_path: Path) -> None:
    """A title may have a colon and a slash: only of an IRI the last part is the key."""
    for number, name in enumerate(("Baker", "Cook"), 1):
        terms = replace(TERMS, series=f"Tennessee: tier {number}/promoted")
        assert (await load(registry, written(tmp_path, f"{number},{name},,,,,,,"), terms)).taken
    frame = await registry.ask("2025-01-01")
    for number, name in enumerate(("Baker", "Cook"), 1):
        answer = await entries_as_of(frame, f"Tennessee: tier {number}/promoted", BASE)
        assert [said.body["printedName"] for said in answer.entries] == [name]


async def test_a_name_of_two_entries_leads_to_neither(registry: Registry, tmp_path: Path) -> None:
    """Where two lines of one name get new codes, which of the two each was is not guessed."""
    await load(registry, written(tmp_path, "1,Baker,,,,,,,", "2,Baker,,,,,,,", "3,Cook,,,,,,,"), TERMS)
    path = written(tmp_path, "4,Baker,,,,,,,", "5,Baker,,,,,,,", "6,Cook,,,,,,,")
    made = await load(registry, path, replace(TERMS, version="2025-26", period="2025-07/2026-06"))
    assert [each.line.key for each in made.read] == ["3", "4", "5"]
