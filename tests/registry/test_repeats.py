"""What one run brings twice, and how much of it is remembered."""

from making import BASE, credential, document

from credway.registry.documents import Submission
from credway.registry.preparing import Here, Prepared, judge, prepare
from credway.registry.repeats import Repeats, apart
from credway.shapes.documents import Document
from credway.shapes.limits import LOCAL
from credway.shapes.pyshacl_engine import PyShaclEngine

ENGINE = PyShaclEngine()
CTID = "ce-3cdea6ab-4fd8-4c9b-9d62-5e8b9c2d3f1"


def submission(name: str, thing: str, title: str = "A", ctid: int = 0) -> Submission:
    """A document with one credential."""
    node = credential(f"credentials/{thing}") | {
        "ceterms:name": {"en": title},
        "ceterms:ctid": f"{CTID}{ctid}",
    }
    return Submission(Document(document(f"documents/{name}", node), f"{name}.json"), "mirror")


def judged(*submissions: Submission) -> list[Prepared]:
    return [judge(each, ENGINE, LOCAL, BASE) for each in submissions]


def codes(found: Prepared) -> set[str]:
    return {each.code for each in found.verdict.findings} & {"CONFLICT", "REPEATED_DOCUMENT"}


def test_a_judgement_names_what_a_publish_would() -> None:
    """Whoever judges only knows the same things, CTIDs and digest as whoever publishes."""
    sent = submission("a", "a")
    made, seen = prepare(sent, ENGINE, LOCAL, BASE), judge(sent, ENGINE, LOCAL, BASE)
    assert (seen.iri, seen.digest, seen.owned, seen.ctids) == (made.iri, made.digest, made.owned, made.ctids)
    assert (seen.enters, made.enters) == (False, True)
    assert made.ctids == {f"{CTID}0": f"{BASE}credentials/a"}


def test_what_was_refused_is_not_held_against_others() -> None:
    """A document that a load would not hold claims nothing."""
    repeats = Repeats(100)
    parts = judged(submission("1", "a"), submission("2", "a", ctid=1), submission("3", "b", ctid=1))
    assert [codes(repeats.judged(each)) for each in parts] == [set(), {"CONFLICT"}, set()]


def test_no_more_is_remembered_than_may_be() -> None:
    """Beyond the bound nothing more is held, which can be told; what is held goes on to count."""
    repeats = Repeats(3)
    first, *others = judged(
        submission("1", "a"),
        submission("2", "b", ctid=1),
        submission("2", "b", title="B", ctid=1),
        submission("1", "a", title="B"),
    )
    assert codes(repeats.judged(first)) == set()
    assert not repeats.full
    assert [codes(repeats.judged(each)) for each in others] == [set(), set(), {"REPEATED_DOCUMENT"}]
    assert repeats.full


async def test_a_batch_is_cut_where_documents_meet() -> None:
    """No part holds two documents that are, or claim, the same; the order stays."""
    sent = [
        submission("1", "a"),
        submission("2", "b", ctid=1),
        submission("3", "a", ctid=2),
        submission("1", "c", ctid=3),
        submission("4", "d", ctid=4),
    ]
    made = await Here(ENGINE).prepare(sent, LOCAL, BASE)
    parts = [[each.submission.document.origin[0] for each in part] for part in apart(made)]
    assert parts == [["1", "2"], ["3", "1", "4"]]
