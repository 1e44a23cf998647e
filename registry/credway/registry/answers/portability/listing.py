"""Whether a credential is on a state's lists on a day: entries, claims, and complete lists without it."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property

from credway.registry.answers.asking import Asking
from credway.registry.answers.model import Finding, Missing, Verdict, decide
from credway.registry.answers.portability.printed import PrintedNames
from credway.registry.answers.said import Said, current, decode

NOT_LISTED = frozenset({"Removed"})
PENDING = frozenset({"Proposed", "UnderReview"})


@dataclass(frozen=True)
class Lists:
    """The list versions of the places asked about, and the unresolved entries of complete ones."""

    versions: Sequence[Said]
    unresolved: Sequence[Said]
    _printed: dict[str, PrintedNames] = field(default_factory=dict, repr=False)
    _held: dict[tuple[str, str], list[Said]] = field(default_factory=dict, repr=False)

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

    @cached_property
    def _by_place(self) -> dict[str | None, list[Said]]:
        found: dict[str | None, list[Said]] = {}
        for said in self.versions:
            found.setdefault(said.place_code, []).append(said)
        return found

    def at(self, code: str, day: str) -> list[Said]:
        """The versions of a state that cover a day."""
        found = self._held.get((code, day))
        if found is None:
            here = current(self._by_place.get(code, ()), day)
            found = self._held[code, day] = [said for said in here if said.holds(day)]
        return found

    def covering(self, said: Said, code: str, day: str) -> Said | None:
        """A version of the series of an entry that covers the day."""
        series = {each.one("IN") for each in self.versions if each.subject in said.all("IN")} - {None}
        return next((each for each in self.at(code, day) if each.one("IN") in series), None)

    def could_be(self, version: Said, names: Sequence[str]) -> list[Said]:
        """The unresolved entries of a version that could be a thing of these names."""
        key = version.subject or ""
        if key not in self._printed:
            held = [said for said in self.unresolved if version.subject in said.all("IN")]
            self._printed[key] = PrintedNames(held)
        return self._printed[key].like(names)

    def successor(self, said: Said, day: str) -> Said | None:
        """The later version of the series of an entry or version that covers the day, where it states no end.

        A version without an end is in force until the next one begins.
        """
        if said.end_stated:
            return None
        within = (said.subject,) if said.kind == "ListVersion" else said.all("IN")
        own = [version for version in self.versions if version.subject in within]
        series = {version.one("IN") for version in own if not version.end_stated} - {None}
        start = max((version.valid_from for version in own), default=said.valid_from)
        later = [
            version
            for version in current(self.versions, day)
            if version.one("IN") in series and version.valid_from > start and version.holds(day)
        ]
        return max(later, key=lambda version: version.valid_from, default=None)


def listed(
    entries: Sequence[Said],
    claims: Sequence[Said],
    lists: Lists,
    code: str,
    day: str,
    names: Sequence[str],
    name: str,
) -> Finding:
    """Judge whether a credential is listed in a state on a day.

    YES needs an entry or a claim for that day. NO needs a removal or denial, or a list that its
    publisher declares complete for a period covering the day, with no unresolved entry that could be
    this credential. A period that ended with no successor held is UNKNOWN; one without an end ends where
    the next version of its series begins.
    """
    basis: list[Said] = []
    against: list[Said] = []
    missing: list[Missing] = []
    for said in (*entries, *claims):
        status = said.body.get("entryStatus")
        later = lists.successor(said, day) if said.kind == "ListEntry" else None
        if not said.holds(day):
            missing.append(_outside(said, day, lists.covering(said, code, day)))
        elif later is not None:
            missing.append(_succeeded(said, later))
        elif status in NOT_LISTED or said.body.get("denied") or code in said.body.get("exceptions", ()):
            against.append(said)
        elif status in PENDING:
            missing.append(Missing(f"the entry is marked {status}, not Approved", said.could_say))
        else:
            basis.append(said)
    if not basis and not against:
        complete, doubts = _absent(lists, code, day, names, [each for each in entries if each.holds(day)])
        against += complete
        missing += doubts
    return _weigh(basis, against, missing, lists, code, day, name)


def _absent(
    lists: Lists, code: str, day: str, names: Sequence[str], entries: Sequence[Said]
) -> tuple[list[Said], list[Missing]]:
    """Complete lists in force that do not name it; none where a printed name of one leaves a doubt."""
    naming = {version for said in entries for version in said.all("IN")}
    against: list[Said] = []
    doubts: list[Missing] = []
    for version in lists.at(code, day):
        in_force = version.subject not in naming and lists.successor(version, day) is None
        if not version.body.get("complete") or not in_force:
            continue
        candidates = lists.could_be(version, names)
        if candidates:
            printed = ", ".join(sorted(c.body["printedName"] for c in candidates)[:5])
            doubts.append(
                Missing(f"whether an entry printed as {printed} is this credential", version.could_say)
            )
        else:
            against.append(version)
    return ([] if doubts else against), doubts


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


def _succeeded(said: Said, later: Said) -> Missing:
    printed = said.body.get("printedName") or "it"
    newer = later.body.get("name") or later.key
    return Missing(f"whether {printed} is still listed: {newer} has come since", later.could_say)


def _outside(said: Said, day: str, covering: Said | None) -> Missing:
    printed = said.body.get("printedName") or "it"
    off = said.body.get("denied") or said.body.get("entryStatus") in NOT_LISTED
    negated = " not" if off else ""
    if said.valid_to <= day:
        later = "nothing later is held here"
        if covering is not None:
            later = f"{covering.body.get('name') or covering.key}, which covers {day}, does not name it here"
        return Missing(f"{printed} was{negated} listed until before {said.valid_to}; {later}", said.could_say)
    if not said.start_stated:
        what = f"{printed} is{negated} listed in a document of {said.valid_from}; since when it does not say"
        return Missing(what, said.could_say)
    return Missing(f"{printed} is{negated} listed from {said.valid_from} only", said.could_say)
