"""Claims on competencies, licences and standing, drawn at random, and every verdict on them."""

from collections.abc import Mapping, Sequence
from datetime import date
from random import Random
from typing import Any

from making import BASE, STATES, Node, award, claim, credential, document, iri, organization, reference
from small_registry import Lenient

from credway.registry.answers import plain
from credway.registry.answers.competencies.answer import CompetencyMatch, competencies
from credway.registry.answers.competencies.gaps import gap
from credway.registry.answers.competencies.mixes import mixes
from credway.registry.answers.portability.answer import portability
from credway.registry.answers.portability.licenses import licenses
from credway.registry.answers.resolve import Ref
from credway.registry.clock import frozen_clock
from credway.registry.documents import Submission
from credway.registry.preparing import Here
from credway.registry.registry import Registry
from credway.registry.settings import read_settings
from credway.registry.store.port import Store
from credway.registry.store.sqlite import SQLiteStore
from credway.shapes.documents import Document

TODAY = date(2026, 11, 24)
A, B = "credentials/a", "credentials/b"
LICENSE = "credentials/license"
WORK = iri("occupations/nurse")
K = ("competencies/k1", "competencies/k2", "competencies/k3")
CATEGORY = "https://w3id.org/credway/schemes/competencyCategories/"
PLACES = ("OH", "VA")
DENIED: Mapping[str, Any] = {"credway:denied": True}


def competency(path: str) -> Node:
    """A competency as its author publishes it."""
    return {
        "@id": iri(path),
        "@type": "ceasn:Competency",
        "ceasn:competencyText": {"en": path.rsplit("/", 1)[-1]},
        "ceasn:creator": [iri("organizations/author")],
    }


def things() -> list[Node]:
    """Everything that is spoken of, so that it is known what it is."""
    return [
        *(reference(path) for path in (A, B, LICENSE)),
        *(competency(path) for path in K),
        organization("organizations/college", "OH"),
        reference(WORK, "ceterms:Occupation", "Licensed Practical Nurses"),
    ]


def pool() -> list[Node]:
    """Statements of every kind that the verdicts weigh, none of them on a list called complete."""
    found: list[tuple[str, str, dict[str, Any]]] = []
    for subject in (A, B):
        for predicate in ("recognizedIn", "approvedIn", "accreditedIn", "listedIn", "demandedIn"):
            for place in PLACES:
                for extra in ({}, DENIED):
                    found.append((subject, f"credway:{predicate}", {"obj": STATES + place, "extra": extra}))
        for each in K[:2]:
            for extra in ({}, DENIED):
                found.append((subject, "ceterms:assesses", {"obj": each, "extra": extra}))
        found.append((subject, "ceterms:occupationType", {"obj": WORK}))
    for place in PLACES:
        for extra in ({}, DENIED, {"credway:requiredLicense": iri(LICENSE)}):
            found.append((WORK, "credway:licenseRequiredIn", {"obj": STATES + place, "extra": extra}))
    for each in K:
        found.append((WORK, "ceasn:skillEmbodied", {"obj": each}))
    found += [
        (K[0], "ceasn:broadAlignment", {"obj": K[1]}),
        (K[1], "ceasn:exactAlignment", {"obj": K[2]}),
        (K[2], "ceasn:majorAlignment", {"obj": K[0]}),
        (K[0], "credway:competencyCategory", {"obj": CATEGORY + "Core"}),
        (K[0], "credway:competencyCategory", {"obj": CATEGORY + "Technical"}),
        (K[1], "credway:competencyCategory", {"obj": CATEGORY + "Transferable"}),
        (A, "credway:commonCredentialFor", {"obj": WORK}),
        (A, "credway:commonCredentialFor", {"obj": WORK, "extra": DENIED}),
        (A, "credway:postingsNaming", {"value": {"schema:value": 12.0}}),
        (A, "credway:postingsNaming", {"value": {"schema:value": 0.0}}),
        (A, "ceterms:sameAs", {"obj": B}),
    ]
    made = [
        claim(f"claims/{number}#c", subject, predicate, **terms)
        for number, (subject, predicate, terms) in enumerate(found)
    ]
    refused = {"credway:refused": True}
    college = "organizations/college"
    made += [
        award("awards/given", held=[A], by=college),
        award("awards/refused", held=[A], by=college, extra=refused),
        award("awards/statewide", held=[B], place="VA", kind="GuaranteedMinimum", extra=refused),
        credential("credentials/c", extra={"ceterms:requires": [_either()]}),
    ]
    return made


def _either() -> Node:
    first, second = (
        {"@type": "ceterms:ConditionProfile", "ceterms:targetCompetency": [_named(each)]} for each in K[:2]
    )
    return {"@type": "ceterms:ConditionProfile", "ceterms:alternativeCondition": [first, second]}


def _named(path: str) -> Node:
    return {"@type": "ceterms:CredentialAlignmentObject", "ceterms:targetNode": iri(path)}


def drawn(seed: int, share: float = 0.3) -> list[Node]:
    """Some of the statements, the same for the same seed."""
    random = Random(seed)
    return [node for node in pool() if random.random() < share]


async def registry_of(nodes: Sequence[Node], store: Store | None = None) -> Registry:
    """A registry that holds the things and some statements, each a document of its own, in this order."""
    held = store or SQLiteStore(":memory:")
    if store is None:
        await held.open(BASE)
    found = Registry(held, Here(Lenient()), read_settings({}), frozen_clock(TODAY), BASE)
    await publish_all(found, [("things", things()), *((_path(node), [node]) for node in nodes)])
    return found


async def publish_all(registry: Registry, documents: Sequence[tuple[str, Sequence[Node]]]) -> None:
    """Publish documents in one transaction."""
    batch = [
        Submission(Document(document(path, *nodes), path), mode="mirror", effective_from="2020-01-01")
        for path, nodes in documents
    ]
    if batch:
        outcomes = await registry.publish(batch, local=True, across=False)
        assert all(each.verdict.outcome != "refused" for each in outcomes)


def with_paths(nodes: Sequence[Node]) -> list[tuple[str, Sequence[Node]]]:
    """Statements with the document that each is published as."""
    return [(_path(node), [node]) for node in nodes]


def _path(node: Node) -> str:
    return "documents/" + str(node["@id"]).removeprefix(BASE).partition("#")[0]


async def answers(registry: Registry, as_of: str | None = None, known_at: int | None = None) -> list[Any]:
    """Every answer on the registry as plain data."""
    frame = await registry.ask(as_of, known_at)
    both = [Ref(id=iri(A)), Ref(id=iri(B))]
    work = Ref(id=WORK)
    named = [Ref(id=iri(each)) for each in K]
    return [
        *(plain.portability(each) for each in await portability(frame, both, list(PLACES))),
        *[
            plain.attesting(await competencies(frame, named, match, "OH"))
            for match in (CompetencyMatch.ALL, CompetencyMatch.ANY)
        ],
        *[plain.gap(await gap(frame, held, work)) for held in ([], both[:1], both)],
        *(plain.mix(each) for each in await mixes(frame, both)),
        *(plain.licenses(each) for each in await licenses(frame, [work], list(PLACES))),
    ]


def verdicts(value: Any, path: str = "") -> dict[str, str]:
    """Every verdict and every state of a gap in plain answers, by where it stands and what it is about."""
    found: dict[str, str] = {}
    if isinstance(value, Mapping):
        name = str(value.get("code") or value.get("competency") or value.get("license") or "")
        for key in ("verdict", "state"):
            if isinstance(value.get(key), str) and (key == "verdict" or "always" in value):
                found[f"{path}/{name}/{key}"] = value[key]
        for key, each in value.items():
            if key not in ("statements", "things", "stated"):
                found |= verdicts(each, f"{path}/{name}/{key}")
    elif isinstance(value, list):
        for number, each in enumerate(value):
            named = isinstance(each, Mapping) and (
                each.get("code") or each.get("competency") or each.get("credential") or each.get("license")
            )
            found |= verdicts(each, f"{path}/{named or number}")
    return found
