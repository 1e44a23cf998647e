"""Which competencies a thing is said to attest, and by which statements, read from either end.

A credential attests what it requires, what an assessment, a course or a credential that it requires
assesses or teaches, and what somebody claims that it does. An occupation is read alike: what it embodies.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from credway.registry.answers.asking import Asking
from credway.registry.answers.model import Cut
from credway.registry.answers.pathways.relations import is_common, manifests_named
from credway.registry.answers.said import Said, decode
from credway.registry.answers.ways import doubt_in


class How(StrEnum):
    """How a competency comes with a thing; what is only taught has not been tested."""

    REQUIRED = "REQUIRED"
    ASSESSED = "ASSESSED"
    TAUGHT = "TAUGHT"


_HOW: Mapping[str, How] = {
    "ceterms:assesses": How.ASSESSED,
    "ceterms:teaches": How.TAUGHT,
    "ceasn:abilityEmbodied": How.REQUIRED,
    "ceasn:knowledgeEmbodied": How.REQUIRED,
    "ceasn:skillEmbodied": How.REQUIRED,
}
PREDICATES = tuple(sorted(_HOW))
"""The predicates of claims that attest."""
KINDS = ("Claim", "Condition")
COMPETENCY = "Competency"


@dataclass(frozen=True, slots=True)
class Attested:
    """One competency of one thing; `basis` leads from the thing to the competency.

    `certain` is false where it comes with one of several ways only; `denied` where the statement is
    that it does not come with it. `competency` is None where only words are given, in `words`: such a one
    is none that is known, and never the same as another, whatever its words.
    """

    of: str
    competency: str | None
    how: How
    basis: tuple[Said, ...]
    certain: bool = True
    denied: bool = False
    words: str | None = None

    @property
    def doubt(self) -> Said | None:
        """The first statement on which it rests that its own document doubts."""
        return doubt_in(self.basis)


async def attested(frame: Asking, ids: Iterable[str]) -> Mapping[str, list[Attested]]:
    """What some things are said to attest, in three round trips however many there are.

    One more where they name manifests of common conditions, whose conditions are theirs too.
    """
    wanted = sorted(set(ids))
    said = _holding(await frame.statements(wanted, KINDS, ("OF",)), frame.as_of)
    manifests = manifests_named(said)
    common = _holding(await frame.statements(manifests, ("Condition",), ("OF",)), frame.as_of)
    parts = {iri for each in (*said, *common) for iri in _leaves(each)}
    said_of_parts = _holding(await frame.statements(parts, ("Claim",), ("OF",)), frame.as_of)
    labels = await frame.describe(parts)
    of_part = _by_thing(said_of_parts)
    found: dict[str, list[Attested]] = {iri: [] for iri in wanted}
    of_manifest: dict[str, list[Attested]] = {iri: [] for iri in manifests}
    for into, statements in ((of_manifest, common), (found, said)):
        for each in statements:
            of = each.one("OF")
            if of in into:
                into[of] += _direct(each, lambda iri: labels[iri].label == COMPETENCY)
                into[of] += _through(each, of_part)
    held = {each.one("OF") for each in common if is_common(each)}
    for link in filter(is_common, said):
        of, manifest = link.one("OF"), link.one("NEEDS")
        if of not in found or manifest is None:
            continue
        found[of] += _shared(link, of_manifest)
        if manifest not in held:
            words = f"its common conditions, which are not known here: {manifest}"
            found[of].append(Attested(of, None, How.REQUIRED, (link,), certain=False, words=words))
    return found


async def attesting(frame: Asking, competencies: Iterable[str]) -> tuple[list[Attested], Cut | None]:
    """What attests some competencies: things of every kind, in one round trip; and whether there is more."""
    wanted = sorted(set(competencies))
    if not wanted:
        return [], None
    rows = await frame.ask(
        "attesting",
        ids=wanted,
        predicates=list(PREDICATES),
        day=frame.as_of,
        most=frame.settings.max_attestations + 1,
    )
    return attested_by([decode(row) for row in rows], wanted, frame.settings.max_attestations)


def attested_by(said: Sequence[Said], wanted: Iterable[str], most: int) -> tuple[list[Attested], Cut | None]:
    """What attests some competencies by statements as the query `attesting` reads them, `most` of a kind."""
    sorts: dict[tuple[str, bool], list[Said]] = defaultdict(list)
    for one in said:
        sorts[one.kind, is_common(one)].append(one)
    kept = {one for held in sorts.values() for one in held[:most]}
    used = [one for one in said if one in kept]
    known = frozenset(wanted)
    direct = [each for one in used for each in _direct(one, known.__contains__) if each.competency in known]
    of_part: dict[str, list[Attested]] = defaultdict(list)
    for each in direct:
        if each.basis[0].kind == "Claim":
            of_part[each.of].append(each)
    cut = too_many(most) if len(kept) < len(said) else None
    own: list[Attested] = []
    of_manifest: dict[str, list[Attested]] = defaultdict(list)
    for found in (*direct, *(each for one in used for each in _through(one, of_part))):
        # A manifest attests nothing: it is nobody's. What names it does.
        if found.basis[0].body.get("common"):
            of_manifest[found.of].append(found)
        else:
            own.append(found)
    return own + [each for link in filter(is_common, used) for each in _shared(link, of_manifest)], cut


def too_many(most: int) -> Cut:
    """Say that more bears on who attests what than may be read."""
    message = (
        f"more than {most} statements say who attests what is asked about and the others were left out "
        "(max_attestations); ask about fewer competencies at once, or raise the setting"
    )
    return Cut("max_attestations", most, message)


def _direct(said: Said, is_competency: Any) -> Iterator[Attested]:
    """What one statement says of its own subject."""
    of = said.one("OF")
    if of is None:
        return
    if said.kind == "Claim":
        how = _HOW.get(str(said.body.get("predicate")))
        if how is not None:
            denied = bool(said.body.get("denied"))
            yield Attested(of, said.one("OBJECT"), how, (said,), True, denied, said.body.get("text"))
    elif said.body["relation"] == "requires" or (is_common(said) and not said.all("NEEDS")):
        tree = said.body.get("tree") or {}
        named = _named(tree)
        always = _always(tree)
        for iri in _leaves(said):
            if iri in named or is_competency(iri):
                yield Attested(of, iri, How.REQUIRED, (said,), iri in always)
        for text in _worded(tree):
            yield Attested(of, None, How.REQUIRED, (said,), certain=False, words=text)


def _through(said: Said, of_part: Mapping[str, Sequence[Attested]]) -> Iterator[Attested]:
    """What comes with a thing because it requires a part, an assessment or a course, that has it."""
    of = said.one("OF")
    if of is None or said.kind != "Condition" or said.body["relation"] != "requires":
        return
    always = _always(said.body.get("tree") or {})
    for iri in _leaves(said):
        for each in of_part.get(iri, ()):
            certain = each.certain and iri in always
            yield replace(each, of=of, basis=(said, *each.basis), certain=certain)


def _shared(link: Said, of_manifest: Mapping[str, Sequence[Attested]]) -> Iterator[Attested]:
    """What comes with a thing because it names a manifest of common conditions."""
    of = link.one("OF")
    if of is not None:
        for manifest in link.all("NEEDS"):
            yield from (replace(a, of=of, basis=(link, *a.basis)) for a in of_manifest.get(manifest, ()))


def _by_thing(said: Sequence[Said]) -> Mapping[str, list[Attested]]:
    found: dict[str, list[Attested]] = defaultdict(list)
    for one in said:
        for each in _direct(one, lambda _: False):
            found[each.of].append(each)
    return found


def _holding(said: Iterable[Said], day: str) -> list[Said]:
    return [each for each in said if each.holds(day)]


def _leaves(said: Said) -> tuple[str, ...]:
    """The things a condition needs, in order; none for other statements."""
    if said.kind != "Condition" or said.body["relation"] != "requires":
        return ()
    return tuple(dict.fromkeys(said.all("NEEDS")))


def _named(tree: Mapping[str, Any]) -> frozenset[str]:
    """The leaves of a tree that it marks as competencies."""
    if "thing" in tree:
        return frozenset([tree["thing"]]) if tree.get("as") == "competency" else frozenset()
    return frozenset().union(*(_named(part) for part in _parts(tree)))


def _worded(tree: Mapping[str, Any]) -> Iterator[str]:
    """What a tree asks for in words only, of which nobody can tell what it is.

    Credit is no competency, and for whom it is asked none either.
    """
    if "other" in tree and tree.get("as") not in ("credit", "limit"):
        yield tree["other"]
    for part in _parts(tree):
        yield from _worded(part)


def _always(tree: Mapping[str, Any]) -> frozenset[str]:
    """The things without which no way through a tree leads.

    >>> sorted(_always({"all": [{"thing": "a"}, {"any": [{"thing": "b"}, {"thing": "c"}]}]}))
    ['a']
    """
    if "thing" in tree:
        return frozenset([tree["thing"]])
    branches = [_always(part) for part in _parts(tree)]
    if not branches:
        return frozenset()
    spared = 0 if "all" in tree else len(branches) - int(tree.get("atLeast", 1))
    every = frozenset().union(*branches)
    return frozenset(iri for iri in every if sum(iri in branch for branch in branches) > spared)


def _parts(tree: Mapping[str, Any]) -> Sequence[Mapping[str, Any]]:
    for key in ("all", "any", "of"):
        if key in tree:
            found: Sequence[Mapping[str, Any]] = tree[key]
            return found
    return ()
