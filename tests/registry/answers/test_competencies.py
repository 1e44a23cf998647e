"""Competencies, worked out by hand, on both stores: who attests, what is missing, how they are sorted."""

from dataclasses import replace
from typing import Any

import pytest
from attesting import CATEGORY, DENIED, K, competency
from making import Node, claim, credential, entry, iri, listing, profile, publish, reference

from credway.registry.answers.competencies.answer import CompetenciesAnswer, CompetencyMatch, competencies
from credway.registry.answers.competencies.attesting import How, attested
from credway.registry.answers.competencies.gaps import GapAnswer, GapState, gap
from credway.registry.answers.competencies.mixes import MixAnswer, mixes
from credway.registry.answers.model import Verdict
from credway.registry.answers.resolve import Ref
from credway.registry.errors import BadRequest, LimitExceeded, NotFound
from credway.registry.registry import Registry

A, B, T = "credentials/a", "credentials/b", "credentials/target"
YES, NO, UNKNOWN, DISPUTED = Verdict.YES, Verdict.NO, Verdict.UNKNOWN, Verdict.DISPUTED


async def known(registry: Registry, *nodes: Node) -> None:
    """Publish the things that are spoken of, then each statement."""
    await publish(registry, "things", *(reference(p) for p in (A, B)), *(competency(k) for k in K))
    for number, node in enumerate(nodes):
        await publish(registry, f"documents/{number}", node)


def says(number: int, subject: str, predicate: str, obj: str, **extra: Any) -> Node:
    """One claim."""
    return claim(f"claims/{number}#c", subject, predicate, obj=obj, extra=extra or None)


async def who(registry: Registry, *paths: str, **question: Any) -> CompetenciesAnswer:
    """Which credentials attest some competencies."""
    return await competencies(await registry.ask(), [Ref(id=iri(p)) for p in paths], **question)


async def missing(registry: Registry, *held: str, target: str = T) -> GapAnswer:
    """The gap from what is held to a target."""
    return await gap(await registry.ask(), [Ref(id=iri(p)) for p in held], Ref(id=iri(target)))


async def mix(registry: Registry, path: str) -> MixAnswer:
    """The mix of one thing."""
    [answer] = await mixes(await registry.ask(), [Ref(id=iri(path))])
    return answer


def named(answer: CompetenciesAnswer) -> list[str]:
    """The credentials that attest."""
    return [each.credential.removeprefix("https://test.example/") for each in answer.credentials]


def states(answer: GapAnswer) -> dict[str, str]:
    """How each required competency stands."""
    return {line.competency.rsplit("/", 1)[-1]: line.state.value for line in answer.lines}


def aligned_to(path: str) -> Node:
    """A competency as a condition names it."""
    return {"@type": "ceterms:CredentialAlignmentObject", "ceterms:targetNode": iri(path)}


def requires(*paths: str, **extra: Any) -> Node:
    """A condition that asks for competencies."""
    return profile(extra={"ceterms:targetCompetency": [aligned_to(p) for p in paths], **extra})


async def test_what_a_credential_requires_assesses_and_teaches_is_attested(registry: Registry) -> None:
    """A required competency, one of a required test and one of a required course come with the credential."""
    exam = {
        "@id": iri("tests/exam"),
        "@type": "ceterms:AssessmentProfile",
        "ceterms:name": {"en": "Exam"},
        "ceterms:assesses": [aligned_to(K[1])],
    }
    course = {
        "@id": iri("courses/one"),
        "@type": "ceterms:LearningOpportunityProfile",
        "ceterms:name": {"en": "One"},
        "ceterms:teaches": [aligned_to(K[2])],
    }
    asks = requires(
        K[0],
        **{
            "ceterms:targetAssessment": [iri("tests/exam")],
            "ceterms:targetLearningOpportunity": [iri("courses/one")],
        },
    )
    await publish(registry, "things", *(competency(k) for k in K))
    await publish(registry, "exam", exam)
    await publish(registry, "course", course)
    await publish(registry, "own", credential(T, extra={"ceterms:requires": [asks]}))
    found = (await attested(await registry.ask(), [iri(T)]))[iri(T)]
    assert {(each.competency, each.how, len(each.basis)) for each in found} == {
        (iri(K[0]), How.REQUIRED, 1),
        (iri(K[1]), How.ASSESSED, 2),
        (iri(K[2]), How.TAUGHT, 2),
    }
    assert all(each.certain for each in found)
    assert named(await who(registry, *K)) == [T]


async def test_one_of_several_ways_leaves_it_unknown(registry: Registry) -> None:
    """A competency that only one of two alternatives asks for is UNKNOWN; one that both ask for is YES."""
    either = profile(
        extra={"ceterms:alternativeCondition": [requires(K[0], K[1]), requires(K[0], K[2])]},
    )
    await publish(registry, "things", *(competency(k) for k in K))
    await publish(registry, "own", credential(T, extra={"ceterms:requires": [either]}))
    answer = await who(registry, *K, match=CompetencyMatch.ANY)
    [found] = answer.credentials
    assert [each.finding.verdict for each in found.competencies] == [YES, UNKNOWN, UNKNOWN]
    assert [each.possible for each in found.competencies] == [False, True, True]
    assert "earned in the way that asks for it" in found.competencies[1].finding.missing[0].what
    everything = await who(registry, *K)
    assert (named(everything), [each.credential for each in everything.unknown]) == ([], [iri(T)])


async def test_all_asks_for_each_and_any_for_one(registry: Registry) -> None:
    """A attests both, B one: ALL names A and shows B as unknown, ANY names both."""
    await known(
        registry,
        says(1, A, "ceterms:assesses", K[0]),
        says(2, A, "ceterms:assesses", K[1]),
        says(3, B, "ceterms:assesses", K[0]),
    )
    both = await who(registry, K[0], K[1])
    assert (named(both), [each.credential for each in both.unknown]) == ([A], [iri(B)])
    assert both.unknown[0].competencies[1].finding.verdict is UNKNOWN
    assert named(await who(registry, K[0], K[1], match=CompetencyMatch.ANY)) == [A, B]


async def test_a_denial_is_a_no_and_both_are_disputed(registry: Registry) -> None:
    """A test that is said not to assess a competency is NO, said both ways DISPUTED."""
    await known(
        registry,
        says(1, A, "ceterms:assesses", K[0], **DENIED),
        says(2, A, "ceterms:assesses", K[1], **DENIED),
        says(3, A, "ceterms:assesses", K[1]),
    )
    [found] = (await who(registry, K[0], K[1], match=CompetencyMatch.ANY)).credentials
    assert [each.finding.verdict for each in found.competencies] == [NO, DISPUTED]


@pytest.mark.parametrize(
    ("link", "subject", "obj", "verdict"),
    [
        ("ceasn:exactAlignment", K[0], K[1], YES),
        ("ceasn:exactAlignment", K[1], K[0], YES),
        ("ceasn:broadAlignment", K[0], K[1], YES),
        ("ceasn:broadAlignment", K[1], K[0], UNKNOWN),
        ("ceasn:narrowAlignment", K[1], K[0], YES),
        ("ceasn:narrowAlignment", K[0], K[1], UNKNOWN),
        ("ceasn:majorAlignment", K[0], K[1], UNKNOWN),
        ("ceasn:alignTo", K[1], K[0], UNKNOWN),
    ],
)
async def test_an_alignment_counts_where_it_covers_the_whole(
    registry: Registry, link: str, subject: str, obj: str, verdict: Verdict
) -> None:
    """A attests K2, K1 is asked: exact and broader alignments carry it, others leave it open."""
    await known(registry, says(1, A, "ceterms:assesses", K[1]), says(2, subject, link, obj))
    answer = await who(registry, K[0])
    [found] = answer.credentials or answer.unknown
    [finding] = found.competencies
    assert finding.finding.verdict is verdict
    assert [(each.iri, each.link) for each in finding.through] == [(iri(K[1]), link)]


async def test_exact_alignments_are_followed_before_a_broader_one(registry: Registry) -> None:
    """K1 is the same as K2, and K3 is broader than K2: what attests K3 attests K1, by both links."""
    await known(
        registry,
        says(1, A, "ceterms:assesses", K[2]),
        says(2, K[0], "ceasn:exactAlignment", K[1]),
        says(3, K[1], "ceasn:broadAlignment", K[2]),
    )
    [found] = (await who(registry, K[0])).credentials
    assert [len(each.basis) for each in found.competencies[0].through] == [2]
    assert len(found.competencies[0].finding.basis) == 3


async def test_which_of_them_count_for_the_diploma(registry: Registry) -> None:
    """Of two that attest it, the one on the graduation list counts, the other is UNKNOWN."""
    await known(registry, says(1, A, "ceterms:assesses", K[0]), says(2, B, "ceterms:assesses", K[0]))
    terms = {"credway:listPurpose": "graduation"}
    await publish(
        registry, "lists/va/1", *listing("lists/va/1", "VA", [entry("lists/va/entries/a", A)], extra=terms)
    )
    answer = await who(registry, K[0], state="VA")
    diploma = [each.place.counts_for.diploma.verdict for each in answer.credentials if each.place]
    assert (named(answer), diploma, answer.state) == ([A, B], [YES, UNKNOWN], "VA")


async def test_the_gap_is_what_is_required_and_not_attested(registry: Registry) -> None:
    """T requires three, A attests one: one ATTESTED, two GAP, each with who requires it."""
    await known(registry, says(1, A, "ceterms:assesses", K[0]))
    await publish(registry, "own", credential(T, extra={"ceterms:requires": [requires(*K)]}))
    answer = await missing(registry, A)
    assert states(answer) == {"k1": "ATTESTED", "k2": "GAP", "k3": "GAP"}
    assert all(line.required and line.always for line in answer.lines)
    assert (answer.stated.verdict, answer.count(GapState.GAP)) == (YES, 2)
    assert states(await missing(registry)) == {"k1": "GAP", "k2": "GAP", "k3": "GAP"}


async def test_what_nobody_states_is_unknown_and_no_gap(registry: Registry) -> None:
    """B is held too and nobody states what it attests: what A lacks is UNKNOWN, B is named as silent."""
    await known(registry, says(1, A, "ceterms:assesses", K[0]))
    await publish(registry, "own", credential(T, extra={"ceterms:requires": [requires(*K)]}))
    answer = await missing(registry, A, B)
    assert states(answer) == {"k1": "ATTESTED", "k2": "UNKNOWN", "k3": "UNKNOWN"}
    assert answer.silent == [iri(B)]
    nothing = await missing(registry, A, target=B)
    assert (nothing.lines, nothing.stated.verdict) == ([], UNKNOWN)
    assert nothing.stated.missing[0].what == "nobody states which competencies it requires"


async def test_a_partial_alignment_is_possible_and_words_alone_say_nothing(registry: Registry) -> None:
    """A major overlap is POSSIBLE, not ATTESTED; a test known only by words leaves all UNKNOWN."""
    worded = {
        "@id": iri(B),
        "@type": "ceterms:AssessmentProfile",
        "ceterms:name": {"en": "B"},
        "ceterms:assesses": [
            {"@type": "ceterms:CredentialAlignmentObject", "ceterms:targetNodeName": {"en": "manners"}}
        ],
    }
    await publish(registry, "things", *(competency(k) for k in K), reference(A))
    await publish(registry, "worded", worded)
    await publish(registry, "c", says(1, A, "ceterms:assesses", K[1]))
    await publish(registry, "d", says(2, K[0], "ceasn:majorAlignment", K[1]))
    await publish(registry, "own", credential(T, extra={"ceterms:requires": [requires(K[0], K[2])]}))
    assert states(await missing(registry, A)) == {"k1": "POSSIBLE", "k3": "GAP"}
    assert states(await missing(registry, B)) == {"k1": "UNKNOWN", "k3": "UNKNOWN"}


async def test_a_held_credential_counts_under_its_other_names(registry: Registry) -> None:
    """What is stated of the same credential under another name counts, and the link is named."""
    await known(registry, says(1, A, "ceterms:assesses", K[0]))
    await publish(registry, "twin", credential("credentials/twin", extra={"ceterms:sameAs": [iri(A)]}))
    await publish(registry, "own", credential(T, extra={"ceterms:requires": [requires(K[0])]}))
    answer = await missing(registry, "credentials/twin")
    assert states(answer) == {"k1": "ATTESTED"}
    assert [(each.iri, each.link) for each in answer.through] == [(iri(A), "ceterms:sameAs")]


async def test_what_an_occupation_embodies_is_required(registry: Registry) -> None:
    """A skill that an occupation embodies is required of who works in it; what a course teaches is not."""
    work = "occupations/nurse"
    await publish(registry, "work", reference(work, "ceterms:Occupation"), *(competency(k) for k in K))
    await publish(registry, "c1", says(1, work, "ceasn:skillEmbodied", K[0]))
    await publish(registry, "c2", says(2, work, "ceterms:teaches", K[1]))
    assert states(await missing(registry, target=work)) == {"k1": "GAP"}


async def test_the_mix_counts_each_once_and_apart_what_is_not_sorted(registry: Registry) -> None:
    """One core, one contested, one unsorted: each counted once, with who says so."""
    await known(
        registry,
        *(says(n, A, "ceterms:assesses", k) for n, k in enumerate(K)),
        says(3, A, "ceterms:teaches", K[0]),
        says(4, K[0], "credway:competencyCategory", CATEGORY + "Core"),
        says(5, K[1], "credway:competencyCategory", CATEGORY + "Core"),
        says(6, K[1], "credway:competencyCategory", CATEGORY + "Technical"),
    )
    answer = await mix(registry, A)
    assert [(c.category.rsplit("/", 1)[-1], c.count) for c in answer.counts] == [
        ("Core", 1),
        ("Technical", 0),
        ("Transferable", 0),
    ]
    assert (answer.contested, answer.unsorted, len(answer.lines)) == (1, 1, 3)
    assert answer.counts[0].said_by == (iri("organizations/report"),)
    assert (await mix(registry, B)).stated.verdict is UNKNOWN


async def test_a_publishers_own_word_counts_where_it_names_a_category(registry: Registry) -> None:
    """`Technical` in the publisher's words is the category; `Domain` is shown and counted as unsorted."""
    words = {"ceasn:competencyCategory": {"en": "technical"}}, {"ceasn:competencyCategory": {"en": "Domain"}}
    own = [
        {
            "@id": iri(k),
            "@type": "ceasn:Competency",
            "ceasn:competencyText": {"en": k},
            "ceasn:isPartOf": iri("frameworks/f"),
            **word,
        }
        for k, word in zip(K[:2], words, strict=True)
    ]
    framework = {
        "@id": iri("frameworks/f"),
        "@type": "ceasn:CompetencyFramework",
        "ceasn:name": {"en": "F"},
        "ceasn:hasTopChild": [iri(k) for k in K[:2]],
    }
    await publish(registry, "frameworks", framework, *own)
    answer = await mix(registry, "frameworks/f")
    assert ([c.count for c in answer.counts], answer.unsorted) == ([0, 1, 0], 1)
    assert [line.sorted_as[0].words for line in answer.lines] == ["technical", "Domain"]


async def test_the_mix_of_a_pathway_is_that_of_what_lies_in_it(registry: Registry) -> None:
    """A pathway of two credentials has the competencies of both, each once; a part of them is not counted."""
    steps: list[Node] = [
        {
            "@id": iri(f"pathways/p/{name}"),
            "@type": "ceterms:CredentialComponent",
            "ceterms:name": {"en": name},
            "ceterms:proxyFor": [iri(of)],
            "ceterms:isPartOf": [iri("pathways/p")],
        }
        for name, of in (("one", A), ("two", B))
    ]
    steps[1]["ceterms:hasCondition"] = [
        {"@type": "ceterms:ComponentCondition", "ceterms:targetComponent": [iri("pathways/p/one")]}
    ]
    pathway = {
        "@id": iri("pathways/p"),
        "@type": "ceterms:Pathway",
        "ceterms:name": {"en": "P"},
        "ceterms:hasDestinationComponent": [iri("pathways/p/two")],
        "ceterms:hasPart": [step["@id"] for step in steps],
    }
    await known(
        registry,
        says(1, A, "ceterms:assesses", K[0]),
        says(2, B, "ceterms:assesses", K[0]),
        says(3, B, "ceterms:assesses", K[1]),
        says(4, K[1], "credway:competencyCategory", CATEGORY + "Technical"),
    )
    await publish(registry, "pathways/p", pathway, *steps)
    answer = await mix(registry, "pathways/p")
    assert [line.competency for line in answer.lines] == [iri(K[0]), iri(K[1])]
    assert ([c.count for c in answer.counts], answer.unsorted) == ([0, 1, 0], 1)
    frame = await registry.ask()
    frame.settings = frame.settings.replaced(query_nodes=2)
    with pytest.raises(LimitExceeded, match="query_nodes"):
        await mixes(frame, [Ref(id=iri("pathways/p"))])


async def test_many_ask_as_often_as_one(registry: Registry) -> None:
    """The number of round trips does not depend on how many credentials attest or are held."""
    many = [f"credentials/many-{number}" for number in range(12)]
    await publish(registry, "things", *(reference(p) for p in many), *(competency(k) for k in K))
    await publish(
        registry,
        "claims/many",
        *(
            says(0, p, "ceterms:assesses", K[n % 2]) | {"@id": iri(f"claims/many#{n}")}
            for n, p in enumerate(many)
        ),
    )
    await publish(registry, "own", credential(T, extra={"ceterms:requires": [requires(*K)]}))
    counts = []
    for asked, held in ((K[:1], many[:1]), (K, many)):
        frames = [await registry.ask() for _ in range(3)]
        refs = [Ref(id=iri(p)) for p in held]
        await competencies(frames[0], [Ref(id=iri(k)) for k in asked], CompetencyMatch.ANY, "VA")
        await gap(frames[1], refs, Ref(id=iri(T)))
        await mixes(frames[2], refs)
        counts.append(tuple(frame.calls for frame in frames))
    assert counts[0] == counts[1]
    assert counts[0] == (8, 8, 5)


async def test_more_than_may_be_read_is_cut_and_says_so(registry: Registry) -> None:
    """Of two claims, or of two conditions, one is read where the limit is one: the first, and it is said."""
    await known(registry, says(1, A, "ceterms:assesses", K[0]), says(2, B, "ceterms:assesses", K[0]))
    for path in (T, "credentials/u"):
        await publish(registry, path, credential(path, extra={"ceterms:requires": [requires(K[1])]}))
    for competency_, first in ((K[0], A), (K[1], T)):
        frame = await registry.ask()
        frame.settings = frame.settings.replaced(max_attestations=1)
        answer = await competencies(frame, [Ref(id=iri(competency_))])
        assert (named(answer), answer.cut and answer.cut.limit) == ([first], "max_attestations")
        assert answer.cut is not None
        assert "max_attestations" in answer.cut.message
        assert len(named(await who(registry, competency_))) == 2


async def test_words_alone_are_never_the_same_competency(registry: Registry) -> None:
    """The words of two conditions are no competency that is known: neither attests, and none is a gap."""
    only_words = {"@type": "ceterms:CredentialAlignmentObject", "ceterms:targetNodeName": {"en": "Welding"}}
    asks = profile(extra={"ceterms:targetCompetency": [only_words]})
    await known(registry)
    await publish(registry, "a", credential("credentials/one", extra={"ceterms:requires": [asks]}))
    await publish(registry, "own", credential(T, extra={"ceterms:requires": [asks, requires(K[0])]}))
    answer = await missing(registry, "credentials/one")
    assert states(answer) == {"k1": "UNKNOWN"}
    assert answer.silent == [iri("credentials/one")]
    assert answer.stated.verdict is YES
    what = "whether this is attested; it is required in words only: Welding"
    assert [each.what for each in answer.stated.missing] == [what]
    alone = await missing(registry, T, target="credentials/one")
    assert (alone.lines, alone.stated.verdict) == ([], UNKNOWN)
    assert [each.what for each in alone.stated.missing] == [what]
    found = await attested(await registry.ask(), [iri("credentials/one"), iri(T)])
    worded = [each for held in found.values() for each in held if each.words]
    assert [(each.competency, each.certain, each.words) for each in worded] == [(None, False, "Welding")] * 2


async def test_more_than_can_be_shown_is_cut_and_says_so(registry: Registry) -> None:
    """Of two credentials one is shown where the limit is one, and the answer names the limit."""
    await known(registry, says(1, A, "ceterms:assesses", K[0]), says(2, B, "ceterms:assesses", K[0]))
    frame = await registry.ask()
    frame.settings = frame.settings.replaced(max_attesting=1)
    answer = await competencies(frame, [Ref(id=iri(K[0]))])
    assert (named(answer), answer.cut and answer.cut.limit) == ([A], "max_attesting")


@pytest.mark.parametrize(
    ("paths", "question", "error"),
    [
        ([], {}, BadRequest),
        ([K[0]], {"state": "Atlantis"}, BadRequest),
        ([K[0]], {"state": "VA", "earned_on": "2026-02-30"}, BadRequest),
        ([K[0]], {"earned_on": "2026-02-30"}, BadRequest),
        (["competencies/none"], {}, NotFound),
        ([A], {}, NotFound),
        ([K[0]] * 101, {}, LimitExceeded),
    ],
)
async def test_questions_that_cannot_be_read(
    registry: Registry, paths: list[str], question: dict[str, Any], error: type[Exception]
) -> None:
    """Nothing named, no such state, an impossible day, an unknown thing and too many are coded errors."""
    await known(registry, says(1, A, "ceterms:assesses", K[0]))
    with pytest.raises(error):
        await who(registry, *paths, **question)


async def test_gaps_and_mixes_that_cannot_be_read(registry: Registry) -> None:
    """An unknown CTID, a wrong one, too many held and an empty list of things are coded errors."""
    await known(registry)
    frame = await registry.ask()
    with pytest.raises(NotFound):
        await gap(frame, [Ref(ctid="ce-00000000-0000-0000-0000-000000000000")], Ref(id=iri(A)))
    with pytest.raises(BadRequest):
        await gap(frame, [Ref(ctid="ce-1")], Ref(id=iri(A)))
    with pytest.raises(LimitExceeded):
        await gap(frame, [Ref(id=iri(B))] * 51, Ref(id=iri(A)))
    with pytest.raises(BadRequest):
        await mixes(frame, [])
    with pytest.raises(BadRequest):
        await registry.ask("2026-02-30")


DOUBT = {"credway:confidence": {"@type": "xsd:decimal", "@value": "0.7"}}


async def test_what_a_document_doubts_is_attested_by_its_word(registry: Registry) -> None:
    """A claim of confidence 0.7 attests, and what is missing says so; beside a sure claim nothing is."""
    await known(registry, says(1, A, "ceterms:assesses", K[0], **DOUBT))
    await publish(registry, "own", credential(T, extra={"ceterms:requires": [requires(K[0])]}))
    finding = (await who(registry, K[0])).credentials[0].competencies[0]
    what = "whether it is as stated; the source is taken with a confidence of 0.7"
    assert (finding.finding.verdict, [each.what for each in finding.finding.missing]) == (YES, [what])
    [line] = (await missing(registry, A)).lines
    assert (line.state, [each.what for each in line.found.finding.missing]) == (GapState.ATTESTED, [what])
    await publish(registry, "sure", says(2, A, "ceterms:assesses", K[0]))
    [line] = (await missing(registry, A)).lines
    assert (line.state, line.found.finding.missing) == (GapState.ATTESTED, ())


async def test_a_doubted_denial_is_no_no(registry: Registry) -> None:
    """What is denied with a confidence of 0.7 is UNKNOWN; against a claim it is DISPUTED."""
    await known(
        registry,
        says(1, A, "ceterms:assesses", K[0], **DENIED, **DOUBT),
        says(2, A, "ceterms:assesses", K[1], **DENIED, **DOUBT),
        says(3, A, "ceterms:assesses", K[1]),
    )
    [found] = (await who(registry, K[0], K[1], match=CompetencyMatch.ANY)).credentials
    assert [each.finding.verdict for each in found.competencies] == [UNKNOWN, DISPUTED]
    assert len(found.competencies[0].finding.against) == len(found.competencies[0].finding.missing) == 1


@pytest.mark.parametrize("link", ["ceasn:exactAlignment", "ceasn:broadAlignment"])
async def test_an_alignment_in_doubt_leaves_it_open(registry: Registry, link: str) -> None:
    """By an alignment of confidence 0.7 it is attested perhaps, by a sure one beside it for certain."""
    await known(registry, says(1, A, "ceterms:assesses", K[1]), says(2, K[0], link, K[1], **DOUBT))
    await publish(registry, "own", credential(T, extra={"ceterms:requires": [requires(K[0])]}))
    [found] = [each for each in (await who(registry, K[0])).unknown if each.credential == iri(A)]
    assert (found.competencies[0].finding.verdict, found.competencies[0].possible) == (UNKNOWN, True)
    assert states(await missing(registry, A)) == {"k1": "POSSIBLE"}
    await publish(registry, "sure", says(3, K[0], "ceasn:broadAlignment", K[1]))
    assert states(await missing(registry, A)) == {"k1": "ATTESTED"}


async def test_a_name_in_doubt_leaves_it_open(registry: Registry) -> None:
    """What is the same as what is held by a claim of confidence 0.7 alone attests a competency perhaps."""
    await known(
        registry,
        says(1, A, "ceterms:assesses", K[0]),
        says(2, A, "ceterms:assesses", K[2], **DENIED),
        says(3, B, "ceterms:sameAs", A, **DOUBT),
    )
    await publish(registry, "own", credential(T, extra={"ceterms:requires": [requires(*K)]}))
    answer = await missing(registry, B)
    assert states(answer) == {"k1": "POSSIBLE", "k2": "UNKNOWN", "k3": "UNKNOWN"}
    assert {line.found.finding.verdict for line in answer.lines} == {UNKNOWN}
    assert answer.silent == [iri(B)]


async def test_more_than_was_read_is_no_gap(registry: Registry) -> None:
    """Where more stands for what is held than may be read, what is not attested is UNKNOWN and no gap."""
    twins = [says(n, A, "ceterms:sameAs", f"credentials/x{n}") for n in range(1, 4)]
    await known(registry, says(9, A, "ceterms:assesses", K[1]), *twins)
    await publish(registry, "own", credential(T, extra={"ceterms:requires": [requires(K[0])]}))
    assert states(await missing(registry, A)) == {"k1": "GAP"}
    tight = replace(registry, settings=registry.settings.replaced(max_equivalents=1))
    [line] = (await missing(tight, A)).lines
    assert (line.state, "more does than could be read" in line.found.finding.missing[0].what) == (
        GapState.UNKNOWN,
        True,
    )
