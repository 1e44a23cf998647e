"""Whether a credential is on a state's lists on a day: entries, claims, and complete lists without it."""

from collections.abc import Sequence
from dataclasses import dataclass

from credway.registry.answers.asking import Asking
from credway.registry.answers.model import Finding, Missing, Verdict, decide
from credway.registry.answers.said import Said, current, decode
from credway.registry.names import fold

NOT_LISTED = frozenset({"Removed"})
PENDING = frozenset({"Proposed", "UnderReview"})


@dataclass(frozen=True)
class Lists:
    """The list versions of the places asked about, and the unresolved entries of complete ones."""

    versions: Sequence[Said]
    unresolved: Sequence[Said]

    @classmethod
    async def read(cls, frame: Asking, places: Sequence[str]) -> "Lists":
        """Read list versions, and for complete ones what is only printed on them: two round trips."""
        rows = await frame.ask("list_versions", places=list(places))
        versions = [decode(row) for row in rows]
        complete = sorted({s.subject for s in versions if s.body.get("complete") and s.subject})
        rows = await frame.ask("unresolved_entries", ids=complete) if complete else []
        return cls(versions, [decode(row) for row in rows])

    @property
    def mentioned(self) -> set[str]:
        """The things the versions name."""
        return {iri for said in self.versions for iri in said.mentioned}

    def at(self, code: str, day: str) -> list[Said]:
        """The versions of a state that cover a day."""
        here = [said for said in self.versions if said.place_code == code]
        return [said for said in current(here, day) if said.holds(day)]

    def could_be(self, version: Said, titles: Sequence[str]) -> list[Said]:
        """The unresolved entries of a version whose printed name shares a telling word with a title."""
        words = {word for title in titles for word in fold(title).split()} - _COMMON
        return [
            said
            for said in self.unresolved
            if version.subject in said.all("IN")
            and words & set(fold(said.body.get("printedName") or "").split())
        ]


_COMMON = frozenset(
    [
        "certified",
        "certification",
        "certificate",
        "license",
        "licence",
        "level",
        "of",
        "the",
        "and",
        "in",
        "for",
        "i",
        "ii",
        "iii",
        "1",
        "2",
        "3",
        "specialist",
        "technician",
    ]
)


def listed(
    entries: Sequence[Said],
    claims: Sequence[Said],
    lists: Lists,
    code: str,
    day: str,
    titles: Sequence[str],
    name: str,
) -> Finding:
    """Judge whether a credential is listed in a state on a day.

    YES needs an entry or a claim for that day. NO needs a removal or denial, or a list that its
    publisher declares complete for a period covering the day, with no unresolved entry that could be
    this credential. A period that ended with no successor held is UNKNOWN.
    """
    basis: list[Said] = []
    against: list[Said] = []
    missing: list[Missing] = []
    for said in (*entries, *claims):
        status = said.body.get("entryStatus")
        if not said.holds(day):
            missing.append(_outside(said, day))
        elif status in NOT_LISTED or said.body.get("denied") or code in said.body.get("exceptions", ()):
            against.append(said)
        elif status in PENDING:
            missing.append(Missing(f"the entry is marked {status}, not Approved", said.could_say))
        else:
            basis.append(said)
    if not basis and not against:
        complete, doubts = _absent(lists, code, day, titles)
        against += complete
        missing += doubts
    return _weigh(basis, against, missing, lists, code, day, name)


def _absent(lists: Lists, code: str, day: str, titles: Sequence[str]) -> tuple[list[Said], list[Missing]]:
    """Complete lists that do not name it, and the printed names that leave a doubt."""
    against: list[Said] = []
    doubts: list[Missing] = []
    for version in lists.at(code, day):
        if not version.body.get("complete"):
            continue
        candidates = lists.could_be(version, titles)
        if candidates:
            printed = ", ".join(sorted(c.body["printedName"] for c in candidates)[:5])
            doubts.append(
                Missing(f"whether an entry printed as {printed} is this credential", version.could_say)
            )
        else:
            against.append(version)
    return against, doubts


def _weigh(
    basis: Sequence[Said],
    against: Sequence[Said],
    missing: Sequence[Missing],
    lists: Lists,
    code: str,
    day: str,
    name: str,
) -> Finding:
    held = lists.at(code, day)
    if not basis and not against and not missing:
        if held:
            titles = ", ".join(sorted({v.body.get("name") or v.key for v in held})[:3])
            missing = [
                Missing(f"{titles} does not name it here and is not declared complete", held[0].could_say)
            ]
        else:
            missing = [Missing(f"no list of {name} that covers {day} is held here")]
    found = decide(basis, against, missing)
    return found if found.verdict is not Verdict.UNKNOWN else Finding(Verdict.UNKNOWN, missing=tuple(missing))


def _outside(said: Said, day: str) -> Missing:
    printed = said.body.get("printedName") or "it"
    negated = " not" if said.body.get("denied") else ""
    if said.valid_to <= day:
        what = f"{printed} was{negated} listed until {said.valid_to}; nothing later is held here"
        return Missing(what, said.could_say)
    if not said.start_stated:
        what = f"{printed} is{negated} listed in a document of {said.valid_from}; since when it does not say"
        return Missing(what, said.could_say)
    return Missing(f"{printed} is{negated} listed from {said.valid_from} only", said.could_say)
