"""What awards add up to, against every choice of them: blocks, sets, shared targets, numbers, programs."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import combinations
from random import Random

from crediting import OHIO
from drawing import registry_of
from hypothesis import given, settings
from hypothesis import strategies as st
from making import Node, award, iri, iris, organization, profile, reference

from credway.registry.answers.asker import Asker
from credway.registry.answers.credit.answer import credit
from credway.registry.answers.holding import Held
from credway.registry.answers.resolve import Ref

CREDENTIALS = [f"credentials/{letter}" for letter in "abc"]
COURSES = [f"courses/{letter}" for letter in "xyz"]
PROGRAM = "programs/p"
COLLEGES = ["organizations/one", "organizations/two"]
UNITS = ["creditUnit:SemesterHour", "creditUnit:QuarterHour"]
LOW = {"value": "schema:value", "range": "schema:minValue", "least": "schema:minValue"}
HIGH = {"value": "schema:value", "range": "schema:maxValue", "most": "schema:maxValue"}
Key = tuple[str, str]
"""A unit and the body that awards."""
Sums = dict[Key, Decimal]


def amount(random: Random, toward: Sequence[str]) -> Node:
    """An exact amount, zero among them, a range, or one bound alone; some say for which course they are."""
    form, least = random.choice(["value", "value", "range", "least", "most"]), random.randint(0, 4)
    found: Node = {"ceterms:creditUnitType": [random.choice(UNITS)]}
    if form in LOW:
        found[LOW[form]] = float(least)
    if form in ("range", "most"):
        found[HIGH[form]] = float(least + random.randint(1, 3))
    if toward and random.random() < 0.6:
        found["ceterms:subject"] = iris(random.choice(toward))
    return found


def drawn(seed: int) -> list[Node]:
    """Some awards of two colleges, of one kind."""
    random = Random(seed)
    made = []
    for number in range(random.randint(2, 6)):
        toward = random.sample([*COURSES, PROGRAM], random.choice([0, 1, 1, 1, 2]))
        extra: Node = {"credway:allOrNothing": True} if random.random() < 0.3 else {}
        if random.random() < 0.4:
            extra["credway:commonCourseId"] = [random.choice(["N1", "N2"])]
        if random.random() < 0.3:
            extra["ceterms:requires"] = [profile(extra={"credway:mustBeCurrent": True})]
        made.append(
            award(
                f"awards/{number}",
                held=random.sample(CREDENTIALS, random.choice([1, 1, 2])),
                by=random.choice([*COLLEGES, COLLEGES[0]]),
                toward=toward,
                amounts=[amount(random, toward) for _ in range(random.randint(1, 2))],
                extra=extra,
            )
        )
    return made


def parts(node: Node, *, possible: bool) -> Iterator[tuple[Key, frozenset[str], Decimal]]:
    """What of an award counts by itself: its key, the targets that it takes, and how much it is."""
    toward, amounts = node.get("ceterms:transferValueFor", []), node["ceterms:transferValue"]
    whole = "credway:allOrNothing" in node or any("ceterms:subject" not in each for each in amounts)
    number = node.get("credway:commonCourseId", []) if len(toward) <= 1 else []
    found: dict[tuple[str, frozenset[str]], Decimal] = {}
    for each in amounts:
        targets = [*(toward if whole else each["ceterms:subject"]), *number] or [node["@id"]]
        taken = (
            f"{target} {thing}" if possible and target == iri(PROGRAM) else target
            for target in targets
            for thing in node["ceterms:transferValueFrom"]
        )
        least = each.get("schema:value", each.get("schema:minValue", 0))
        most = each.get("schema:value", each.get("schema:maxValue", least))
        key = (each["ceterms:creditUnitType"][0], frozenset(taken))
        found[key] = found.get(key, Decimal(0)) + Decimal(most if possible else least)
    for (unit, every), much in found.items():
        yield (unit, node["ceterms:ownedBy"][0]), every, much


def largest(nodes: Sequence[Node], *, possible: bool) -> Sums:
    """The largest sum of each key over all choices in which no target is taken twice."""
    groups: dict[Key, list[tuple[frozenset[str], Decimal]]] = {}
    for node in nodes:
        for key, targets, much in parts(node, possible=possible):
            groups.setdefault(key, []).append((targets, much))
    return {key: max(_sums(items)) for key, items in groups.items()}


def _sums(items: Sequence[tuple[frozenset[str], Decimal]]) -> Iterator[Decimal]:
    for size in range(len(items) + 1):
        for chosen in combinations(items, size):
            taken = [target for targets, _ in chosen for target in targets]
            if len(taken) == len(set(taken)):
                yield sum((much for _, much in chosen), Decimal(0))


@given(seed=st.integers(0, 1_000_000), current=st.sampled_from([None, True]))
@settings(max_examples=80)
async def test_totals_are_the_largest_sums(seed: int, current: bool | None) -> None:
    """Certain and possible are what the best of all choices adds up to, by unit and awarding body."""
    nodes = drawn(seed)
    held = Random(seed + 1).sample(CREDENTIALS, 2)
    people = [*(organization(path, "OH") for path in COLLEGES), *map(reference, CREDENTIALS)]
    courses = [reference(path, "ceterms:Course") for path in COURSES]
    program = reference(PROGRAM, "ceterms:LearningProgram")
    documents: Mapping[str, Sequence[Node]] = {"people": [*people, *courses, program], "awards": nodes}
    registry = await registry_of(documents)
    try:
        items = [Held(Ref(id=iri(path)), current=current) for path in held]
        answer = await credit(await registry.ask(), items, OHIO, Asker())
    finally:
        await registry.store.close()
    owned = set(iris(*held))
    mine = [node for node in nodes if owned.issuperset(node["ceterms:transferValueFrom"])]
    sure = [node for node in mine if current or "ceterms:requires" not in node]
    certain, possible = largest(sure, possible=False), largest(mine, possible=True)
    for total in answer.totals:
        key = (str(total.unit), str(total.awarded_by))
        assert Decimal(total.certain) == certain.get(key, 0), key
        assert Decimal(total.possible_at_least) == possible[key], key
    assert {(str(t.unit), str(t.awarded_by)) for t in answer.totals} == set(possible)
