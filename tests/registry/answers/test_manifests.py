"""Common conditions and costs: what a manifest asks of all that names it, on both stores."""

from typing import Any

import pytest
from crediting import COLLEGE
from crediting import ask as credit_for
from crediting import given as given_credit
from making import Node, award, credential, iri, iris, profile, publish, reference

from credway.registry.answers.asker import Asker
from credway.registry.answers.competencies.gaps import GapAnswer, GapState, gap
from credway.registry.answers.holding import Held
from credway.registry.answers.model import ConditionState, Verdict
from credway.registry.answers.pathways.answer import PathwayAnswer, pathways
from credway.registry.answers.pathways.leading import leading
from credway.registry.answers.pathways.next import NextAnswer, next_credentials
from credway.registry.answers.pathways.plans import PlanOrder, PlanRelation
from credway.registry.answers.resolve import Ref
from credway.registry.answers.sentences import plain_sentence
from credway.registry.documents import Withdrawal
from credway.registry.registry import Registry

T, M = "credentials/target", "manifests/m"


def manifest(path: str = M, **terms: Any) -> Node:
    """A manifest of another owner than the credentials'; `_` in names of terms stands for the colon."""
    return {
        "@id": iri(path),
        "@type": "ceterms:ConditionManifest",
        "ceterms:name": {"en": "Admission"},
        "ceterms:description": {"en": "Ask the office."},
        "ceterms:conditionManifestOf": iris("organizations/school"),
        **{name.replace("_", ":", 1): value for name, value in terms.items()},
    }


def under(path: str, *profiles: Node, manifests: tuple[str, ...] = (M,), **terms: Any) -> Node:
    """A credential that names manifests beside its own requirements."""
    named: Node = {"ceterms:commonConditions": iris(*manifests), **terms}
    return credential(path, {**named, **({"ceterms:requires": list(profiles)} if profiles else {})})


async def given(registry: Registry, *nodes: Node) -> None:
    """The credentials a to d without more, and things in a document each."""
    await publish(registry, "others", *(reference(f"credentials/{name}") for name in "abcd"))
    for index, node in enumerate(nodes):
        await publish(registry, f"document-{index}", node)


async def ask(registry: Registry, *held: str, as_of: str | None = None, **question: Any) -> PathwayAnswer:
    """Ask for plans to the target."""
    frame = await registry.ask(as_of)
    owned = [Held(Ref(id=iri(path))) for path in held]
    return await pathways(frame, owned, Ref(id=iri(question.pop("to", T))), **question)


async def ask_next(registry: Registry, *held: str, **question: Any) -> NextAnswer:
    """Ask what can be taken next."""
    frame = await registry.ask()
    return await next_credentials(frame, [Held(Ref(id=iri(path))) for path in held], **question)


def steps(answer: PathwayAnswer) -> list[list[str]]:
    """The last path segment of each step of each plan."""
    return [[step.obtains.rsplit("/", 1)[-1] for step in plan.steps] for plan in answer.plans]


def found(answer: PathwayAnswer) -> list[tuple[str, str, str]]:
    """The conditions of the first plan: of what, in words, in which state."""
    conditions = answer.plans[0].conditions
    return sorted((c.statement.one("OF") or "", c.condition, c.state.name) for c in conditions)


AGE = profile(extra={"ceterms:minimumAge": 18})


async def test_what_a_manifest_requires_is_required_besides(registry: Registry) -> None:
    """What the thing and its manifest require is ANDed, each by its own document and assertor."""
    common = manifest(ceterms_requires=[profile("credentials/b"), AGE])
    await given(registry, under(T, profile("credentials/a")), common)
    answer = await ask(registry, asker=Asker(age=20))
    assert steps(answer) == [["a", "b", "target"]]
    a, b, target = answer.plans[0].steps
    assert (target.after, b.relation, b.required) == ((1, 2), "requires", True)
    [said] = b.basis
    assert (said.one("OF"), said.document, said.asserted_by) == (
        iri(M),
        iri("document-1"),
        iri("organizations/school"),
    )
    assert [s.document for s in a.basis] == [iri("document-0")]
    assert {s.body["relation"] for s in target.basis} == {"requires", "commonConditions"}
    assert found(answer) == [(iri(M), "at least 18 years old", "MET")]


async def test_a_fact_that_a_manifest_asks_for_decides(registry: Registry) -> None:
    """Somebody too young for the manifest cannot have the target; an age not given is unknown."""
    await given(registry, under(T, profile("credentials/a")), manifest(ceterms_requires=[AGE]))
    held = "credentials/a"
    verdicts = [
        (await ask(registry, held, asker=asker)).reachable.verdict
        for asker in (Asker(age=20), Asker(age=17), None)
    ]
    assert verdicts == [Verdict.YES, Verdict.NO, Verdict.UNKNOWN]
    [missing] = (await ask(registry, held)).reachable.missing
    assert missing.what == "Admission asks for: at least 18 years old"
    assert missing.who_could_say == (iri("organizations/school"),)


async def test_a_manifest_that_is_not_held_is_unknown(registry: Registry) -> None:
    """A manifest that nobody has published is never met, and is named as missing."""
    await given(registry, under(T, profile("credentials/a")))
    answer = await ask(registry, "credentials/a")
    assert answer.reachable.verdict is Verdict.UNKNOWN
    [missing] = answer.reachable.missing
    assert missing.what == f"Target asks for: its common conditions, which are not known here: {iri(M)}"
    assert missing.who_could_say == (iri("organizations/owner"),)


async def test_a_manifest_in_words_is_unknown(registry: Registry) -> None:
    """Of a manifest that only describes its conditions nobody can say that they are met."""
    await given(registry, under(T, profile("credentials/a")), manifest())
    answer = await ask(registry, "credentials/a")
    assert found(answer) == [(iri(M), "Ask the office.", "UNKNOWN")]
    assert answer.reachable.verdict is Verdict.UNKNOWN


async def test_a_recommendation_stays_one(registry: Registry) -> None:
    """What a manifest only recommends is in no plan unless asked for, and is not required then."""
    common = manifest(ceterms_recommends=[profile("credentials/b")])
    await given(registry, under(T, profile("credentials/a")), common)
    answer = await ask(registry, "credentials/a")
    assert (steps(answer), answer.reachable.verdict) == ([["target"]], Verdict.YES)
    answer = await ask(registry, "credentials/a", include=[PlanRelation.RECOMMENDED])
    assert steps(answer) == [["b", "target"]]
    assert [s.required for s in answer.plans[0].steps] == [False, True]


async def test_a_manifest_without_requirements_states_none_of_the_thing(registry: Registry) -> None:
    """Where neither the thing nor its manifest requires anything, what is required is not stated."""
    await given(registry, under(T), manifest(ceterms_recommends=[profile("credentials/b")]))
    answer = await ask(registry)
    assert answer.reachable.verdict is Verdict.UNKNOWN
    assert [m.what for m in answer.reachable.missing] == ["what Target requires is not stated"]


async def test_what_only_the_manifest_requires_is_stated(registry: Registry) -> None:
    """A thing without requirements of its own is reachable by those of its manifest."""
    await given(registry, under(T), manifest(ceterms_entryCondition=[profile("credentials/b")]))
    answer = await ask(registry, "credentials/b")
    assert (steps(answer), answer.reachable.verdict) == ([["target"]], Verdict.YES)


async def test_a_manifest_cannot_be_held(registry: Registry) -> None:
    """Who names a manifest among what is held has met nothing by that."""
    await given(registry, under(T), manifest(ceterms_requires=[profile("credentials/b")]))
    assert steps(await ask(registry, M)) == [["b", "target"]]


async def test_alternatives_in_a_manifest(registry: Registry) -> None:
    """An alternative of a manifest gives two plans, shared by all that name it, and is followed once."""
    either = profile("credentials/a", extra={"ceterms:alternativeCondition": [profile("credentials/b")]})
    await given(
        registry,
        under(T, profile("credentials/e")),
        under("credentials/e"),
        manifest(ceterms_requires=[either, AGE]),
    )
    answer = await ask(registry)
    assert steps(answer) == [["a", "e", "target"], ["b", "e", "target"]]
    assert found(answer) == [(iri(M), "at least 18 years old", "UNKNOWN")]


async def test_a_manifest_as_of_a_day(registry: Registry) -> None:
    """A manifest asks from its start on, an amendment something else; withdrawn it is unknown."""
    await given(registry)
    await publish(registry, "target", under(T, profile("credentials/a")), effective_from="2020-01-01")
    for day, asked in (("2024-01-01", "credentials/b"), ("2025-01-01", "credentials/c")):
        common = manifest(ceterms_requires=[profile(asked)])
        await publish(registry, M, common, effective_from=day)
    before = (await registry.ask()).known_at
    held = "credentials/a"
    assert steps(await ask(registry, held, as_of="2024-06-01")) == [["b", "target"]]
    assert steps(await ask(registry, held, as_of="2025-06-01")) == [["c", "target"]]
    early = await ask(registry, held, as_of="2023-06-01")
    assert (steps(early), early.reachable.verdict) == ([["target"]], Verdict.UNKNOWN)
    await registry.withdraw(Withdrawal(iri(M), "closed"))
    gone = await ask(registry, held)
    assert (steps(gone), gone.reachable.verdict) == ([["target"]], Verdict.UNKNOWN)
    frame = await registry.ask("2025-06-01", before)
    again = await pathways(frame, [Held(Ref(id=iri(held)))], Ref(id=iri(T)))
    assert steps(again) == [["c", "target"]]


async def test_a_way_through_manifests_is_as_long_as_its_steps(registry: Registry) -> None:
    """Manifests between steps are no steps: a way with one before each is found whole, in few calls."""
    nodes = [under("credentials/1", manifests=("manifests/1",))]
    for number in range(1, 4):
        asks = profile(f"credentials/{number + 1}")
        nodes.append(manifest(f"manifests/{number}", ceterms_requires=[asks]))
        nodes.append(under(f"credentials/{number + 1}", manifests=(f"manifests/{number + 1}",)))
    nodes.append(manifest("manifests/4", ceterms_requires=[AGE]))
    await given(registry, *nodes)
    frame = await registry.ask()
    answer = await pathways(frame, [], Ref(id=iri("credentials/1")), asker=Asker(age=20), max_steps=4)
    assert steps(answer) == [["4", "3", "2", "1"]]
    assert answer.reachable.verdict is Verdict.YES
    assert found(answer) == [(iri("manifests/4"), "at least 18 years old", "MET")]
    assert frame.calls <= 6
    short = await ask(registry, to="credentials/1", max_steps=3)
    assert (short.plans, short.cut and short.cut.limit) == ([], "max_steps")


async def test_a_cycle_through_a_manifest_ends(registry: Registry) -> None:
    """A target whose manifest requires what requires the target has no plan."""
    await given(
        registry,
        under(T),
        credential("credentials/e", {"ceterms:requires": [profile(T)]}),
        manifest(ceterms_requires=[profile("credentials/e")]),
    )
    answer = await ask(registry)
    assert (answer.plans, answer.reachable.verdict) == ([], Verdict.UNKNOWN)
    assert [m.what for m in answer.reachable.missing] == ["every way goes in a circle"]


async def test_a_manifest_of_a_manifest_stays_open(registry: Registry) -> None:
    """CTDL has no manifest of a manifest: one that is named so is unknown, and nobody runs in a circle."""
    one = manifest(ceterms_requires=[AGE], ceterms_commonConditions=iris("manifests/n"))
    other = manifest("manifests/n", ceterms_requires=[AGE], ceterms_commonConditions=iris(M))
    await given(registry, under(T), one, other)
    answer = await ask(registry, asker=Asker(age=20))
    assert found(answer) == [
        (iri(M), "at least 18 years old", "MET"),
        (iri(M), f"the common conditions of {iri('manifests/n')}", "UNKNOWN"),
    ]


@pytest.mark.parametrize("stated", ["profile", "manifest"])
async def test_what_is_excluded_stays_open(registry: Registry, stated: str) -> None:
    """An exclusion, of a profile or of a manifest, is an open condition, never met and never passed over."""
    exclusion = {"ceterms:conditionExcludes": iris("credentials/d")}
    if stated == "profile":
        await given(
            registry, credential(T, {"ceterms:requires": [profile("credentials/a", extra=exclusion)]})
        )
    else:
        await given(
            registry,
            under(T, profile("credentials/a")),
            manifest(ceterms_conditionExcludes=iris("credentials/d")),
        )
    for held in (("credentials/a",), ("credentials/a", "credentials/d")):
        answer = await ask(registry, *held)
        assert answer.reachable.verdict is Verdict.UNKNOWN
        of = T if stated == "profile" else M
        assert found(answer) == [(iri(of), f"excluded: {iri('credentials/d')}", "UNKNOWN")]


async def test_next_through_a_manifest(registry: Registry) -> None:
    """What is under a manifest that asks for what is held comes next, with both statements."""
    common = manifest(ceterms_requires=[profile("credentials/a"), AGE])
    await given(registry, under(T), under("credentials/near", profile("credentials/b")), common)
    answer = await ask_next(registry, "credentials/a", asker=Asker(age=20))
    assert [(c.credential, c.lacks) for c in answer.credentials] == [
        (iri(T), ()),
        (iri("credentials/near"), (iri("credentials/b"),)),
    ]
    first = answer.credentials[0]
    assert (first.finding.verdict, first.relation) == (Verdict.YES, "requires")
    assert {s.document for s in first.because} == {iri("document-0"), iri("document-2")}
    young = (await ask_next(registry, "credentials/a", asker=Asker(age=17))).credentials[0]
    assert young.finding.verdict is Verdict.NO
    assert [(c.state, c.statement.one("OF")) for c in young.conditions] == [(ConditionState.UNMET, iri(M))]


async def test_next_does_not_pass_over_a_manifest(registry: Registry) -> None:
    """What requires what is held and names a manifest that is not held is unknown, not open."""
    await given(registry, under(T, profile("credentials/a")))
    [item] = (await ask_next(registry, "credentials/a")).credentials
    assert item.finding.verdict is Verdict.UNKNOWN
    assert [c.state for c in item.conditions] == [ConditionState.UNKNOWN]


async def test_next_by_the_recommendation_of_a_manifest(registry: Registry) -> None:
    """What a manifest only recommends leads on as a recommendation."""
    await given(registry, under(T), manifest(ceterms_recommends=[profile("credentials/a")]))
    [item] = (await ask_next(registry, "credentials/a")).credentials
    assert (item.credential, item.relation, item.finding.verdict) == (
        iri(T),
        "recommends",
        Verdict.UNKNOWN,
    )


async def test_what_leads_on_through_a_manifest(registry: Registry) -> None:
    """What a manifest requires is a prerequisite of all that names the manifest."""
    await given(registry, under(T), manifest(ceterms_requires=[profile("credentials/a")]))
    frame = await registry.ask()
    held = (await leading(frame, [iri("credentials/a")]))[iri("credentials/a")]
    assert [(s.one("OF"), s.body["relation"]) for s in held.conditions] == [
        (iri(M), "requires"),
        (iri(T), "commonConditions"),
    ]
    assert frame.calls == 2


SKILL = {"@type": "ceterms:ConditionProfile", "ceterms:targetCompetency": iris("competencies/weld")}


async def compare(registry: Registry, *held: str) -> GapAnswer:
    """Ask what the target requires that is not held."""
    return await gap(await registry.ask(), [Ref(id=iri(path)) for path in held], Ref(id=iri(T)))


async def test_competencies_that_a_manifest_requires(registry: Registry) -> None:
    """A competency of the manifest is required of the target, and attested by what is under it."""
    await publish(
        registry,
        "skills",
        {
            "@id": iri("competencies/weld"),
            "@type": "ceasn:Competency",
            "ceasn:competencyText": {"en": "Weld"},
        },
    )
    await given(registry, under(T), under("credentials/twin"), manifest(ceterms_requires=[SKILL]))
    [line] = (await compare(registry, "credentials/twin")).lines
    assert (line.competency, line.state) == (iri("competencies/weld"), GapState.ATTESTED)
    assert [s.document for s in line.required] == [iri("document-0"), iri("document-2")]
    [alone] = (await compare(registry)).lines
    assert alone.state is GapState.GAP
    planned = await ask(registry)
    assert M not in {step.obtains for plan in planned.plans for step in plan.steps}
    assert planned.plans[0].steps[0].obtains == iri("competencies/weld")


async def test_competencies_of_a_manifest_that_is_not_held(registry: Registry) -> None:
    """Of a manifest that is not held it is missing which competencies it requires."""
    await given(registry, under(T))
    answer = await compare(registry)
    assert (answer.stated.verdict, len(answer.stated.missing)) == (Verdict.UNKNOWN, 1)
    assert "common conditions, which are not known here" in answer.stated.missing[0].what


def fee(price: int) -> Node:
    """What an assessment costs."""
    return {
        "@type": "ceterms:CostProfile",
        "ceterms:price": price,
        "ceterms:currency": "USD",
        "ceterms:directCostType": [
            {"@type": "ceterms:CredentialAlignmentObject", "ceterms:targetNode": "costType:Assessment"}
        ],
    }


async def test_common_costs_leave_a_fee_incomplete(registry: Registry) -> None:
    """A step that names common costs states its own fee only: the total is at least that, and sorts so."""
    costs = {"ceterms:commonCosts": iris("manifests/costs"), "ceterms:estimatedCost": [fee(100)]}
    either = profile("credentials/e", extra={"ceterms:alternativeCondition": [profile("credentials/f")]})
    await given(
        registry,
        credential("credentials/e", costs),
        credential("credentials/f", {"ceterms:estimatedCost": [fee(120)]}),
        credential(T, {"ceterms:requires": [either], "ceterms:estimatedCost": [fee(10)]}),
    )
    answer = await ask(registry, order=PlanOrder.FEE)
    assert steps(answer) == [["f", "target"], ["e", "target"]]
    totals = [plan.totals for plan in answer.plans]
    assert [(t.fee, "fee" in t.incomplete) for t in totals] == [("130", False), ("110", True)]


async def test_next_with_common_costs(registry: Registry) -> None:
    """Of what can be taken next the fee is not whole where more costs are in a manifest."""
    own = {"ceterms:requires": [profile("credentials/a")], "ceterms:estimatedCost": [fee(100)]}
    costs = {"ceterms:commonCosts": iris("manifests/costs")}
    await given(registry, credential("credentials/e", own), credential("credentials/f", own | costs))
    items = (await ask_next(registry, "credentials/a")).credentials
    assert [(len(i.fees), "fee" in i.incomplete) for i in items] == [(1, False), (1, True)]


async def test_an_award_under_common_conditions_is_not_certain(registry: Registry) -> None:
    """A transfer value that names a manifest has its conditions open, so that its credit is possible only."""
    value = award(
        "values/v",
        held=["credentials/a"],
        by=COLLEGE,
        toward=["courses/c"],
        amounts=[{"schema:value": 3.0, "ceterms:creditUnitType": ["creditUnit:SemesterHour"]}],
        extra={"ceterms:commonConditions": iris(M)},
    )
    await given_credit(registry)
    await publish(registry, "values", value)
    answer = await credit_for(registry, "credentials/a")
    [option] = answer.awards
    open_ones = [c for c in option.conditions if c.state is ConditionState.UNKNOWN]
    assert [c.condition for c in open_ones] == [f"the common conditions of {iri(M)}, which are not read here"]


async def test_manifests_in_sentences(registry: Registry) -> None:
    """A page says under which common conditions and costs a thing is, and what the manifest states."""
    words = manifest("manifests/words")
    common = manifest(ceterms_requires=[profile("credentials/a")])
    await given(registry, under(T) | {"ceterms:commonCosts": iris("manifests/costs")}, common, words)
    frame = await registry.ask()
    said = await frame.statements(iris(T, M, "manifests/words"), ("Condition", "Observation"), ("OF",))
    things = await frame.describe({each for one in said for each in one.mentioned})
    assert sorted(plain_sentence(one, things) for one in said) == [
        "Admission requires A.",
        "Admission states conditions for all that name it.",
        "Admission states conditions for all that name it: “Ask the office.”.",
        f"Common Costs of Target: those of {iri('manifests/costs')}.",
        "Target is under the common conditions of Admission.",
    ]
