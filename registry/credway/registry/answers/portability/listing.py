"""Whether a credential is on a state's lists on a day: entries, claims, and complete lists without it."""

from collections.abc import Callable, Collection, Sequence, Set
from dataclasses import dataclass, field
from functools import cached_property

from credway.registry.answers.asking import Asking
from credway.registry.answers.model import Finding, Missing, decide
from credway.registry.answers.portability.printed import PrintedNames
from credway.registry.answers.portability.purposes import off, removed
from credway.registry.answers.portability.sought import Sought
from credway.registry.answers.said import Said, current, decode

PENDING = frozenset({"Proposed", "UnderReview"})


@dataclass(frozen=True)
class Lists:
    """The list versions of the places asked about, and the unresolved entries of complete ones."""

    versions: Sequence[Said]
    unresolved: Sequence[Said]
    _printed: dict[tuple[str, str], PrintedNames] = field(default_factory=dict, repr=False)
    _held: dict[tuple[str, str], list[Said]] = field(default_factory=dict, repr=False)
    _standing: dict[tuple[str, str], list[Said]] = field(default_factory=dict, repr=False)

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

    def in_force(self, code: str, day: str) -> list[Said]:
        """Those that cover a day and are followed by none that has begun."""
        found = self._standing.get((code, day))
        if found is None:
            held = self.at(code, day)
            found = self._standing[code, day] = [said for said in held if self.successor(said, day) is None]
        return found

    def series_of(self, own: Collection[str], code: str | None) -> list[Said]:
        """The versions of a state in the series of some versions, each whenever valid."""
        series = {each.one("IN") for each in self.versions if each.subject in own} - {None}
        return [v for v in self.versions if v.one("IN") in series and v.place_code == code]

    def newest(self, own: Collection[str], code: str | None, day: str) -> list[Said]:
        """The newest version in force on the day of the series of some versions for a state.

        Several where they begin on one day: of these none is newer than another.
        """
        held = [
            each
            for each in current(self.series_of(own, code), day)
            if each.holds(day) and self.successor(each, day) is None
        ]
        start = max((version.valid_from for version in held), default="")
        return [version for version in held if version.valid_from == start]

    def could_be(
        self,
        version: Said,
        day: str,
        names: Sequence[str],
        work: frozenset[str] = frozenset(),
        own: frozenset[str] = frozenset(),
    ) -> list[Said]:
        """The entries of a version that name no credential and could mean a thing of these names on a day.

        One that names an occupation could mean whatever is for that `work`. One that is removed on the day
        leaves no doubt: whatever it means is not listed. `own` are the keys of the thing's own names.
        """
        key = (version.subject or "", day)
        if key not in self._printed:
            held = [s for s in self.unresolved if version.subject in s.all("IN") and _open(s, day)]
            self._printed[key] = PrintedNames(held)
        return self._printed[key].like(names, work, own)

    def successor(self, said: Said, day: str) -> Said | None:
        """The newest later version of its series begun by the day; none where an end is stated.

        A version without an end is in force until the next one begins, and does not come back when that ends.
        """
        if said.end_stated:
            return None
        within = (said.subject,) if said.kind == "ListVersion" else said.all("IN")
        return self.after(within, said.place_code, day, said.valid_from)

    def after(self, own: Collection[str | None], code: str | None, day: str, start: str = "") -> Said | None:
        """The newest version of a state begun by the day after some of its series, of those without an end.

        `start` is when they began, where they are not held here.
        """
        held = [version for version in self.versions if version.subject in own]
        series = {version.one("IN") for version in held if not version.end_stated} - {None}
        start = max((version.valid_from for version in held), default=start)
        later = [
            version
            for version in current(self.versions, day)
            if version.one("IN") in series
            and version.place_code == code
            and start < version.valid_from <= day
        ]
        return max(later, key=lambda version: version.valid_from, default=None)


@dataclass(frozen=True)
class _Weighed:
    """Statements for and against a listing, and what would settle it."""

    basis: list[Said] = field(default_factory=list)
    against: list[Said] = field(default_factory=list)
    missing: list[Missing] = field(default_factory=list)

    @property
    def settled(self) -> bool:
        return bool(self.basis or self.against)


def listed(
    entries: Sequence[Said],
    claims: Sequence[Said],
    lists: Lists,
    code: str,
    day: str,
    sought: Sought,
    name: str,
    counts: Callable[[Said], bool] = lambda version: True,
) -> Finding:
    """Judge whether a credential is listed in a state on a day, by those versions that are said to count.

    YES needs an entry or a claim for that day. NO needs a removal or denial, or a list that its
    publisher declares complete for a period covering the day, with no unresolved entry that could be
    this credential. A period that ended with no successor held is UNKNOWN; one without an end ends where
    the next version of its series begins. What is said of the credential itself goes before what is said
    of another that it replaces or is replaced by.
    """
    said = (*entries, *claims)
    found = _said([each for each in said if sought.itself(each)], lists, code, day)
    if not found.settled:
        found = _said(said, lists, code, day)
    naming = _naming(entries, day)
    if found.basis:
        found.against.extend(_dropped(found.basis, lists, day, sought, naming, counts))
    elif not found.against:
        complete, doubts = _absent(lists, code, day, sought, naming, counts)
        found.against.extend(complete)
        found.missing.extend(doubts)
    if not found.settled and not found.missing:
        found.missing.append(_unnamed(lists, code, day, name, counts))
    return decide(found.basis, found.against, found.missing)


def _open(said: Said, day: str) -> bool:
    """Whether what an entry names may be on the list on a day: it is not removed, or on other days only."""
    return not removed(said) if said.holds(day) else off(said)


def _naming(entries: Sequence[Said], day: str) -> set[str]:
    """The versions whose silence on a day denies nothing, since they name it.

    So does one that removes it on other days: before, or afterwards, it may have been on the list.
    """
    return {version for each in entries if each.holds(day) or off(each) for version in each.all("IN")}


def _said(said: Sequence[Said], lists: Lists, code: str, day: str) -> _Weighed:
    """What entries and claims say of a day."""
    found = _Weighed()
    for each in said:
        status = each.body.get("entryStatus")
        later = lists.successor(each, day) if each.kind == "ListEntry" else None
        if not each.holds(day):
            found.missing.append(_outside(each, day, lists))
        elif later is not None:
            found.missing.append(_succeeded(each, later))
        elif removed(each) or each.body.get("denied") or code in each.body.get("exceptions", ()):
            found.against.append(each)
        elif off(each):
            what = f"whether it is off the list outside {each.body['region']}; the entry is removed there"
            found.missing.append(Missing(what, each.could_say))
        elif status in PENDING:
            found.missing.append(Missing(f"the entry is marked {status}, not Approved", each.could_say))
        else:
            found.basis.append(each)
    return found


def _dropped(
    basis: Sequence[Said],
    lists: Lists,
    day: str,
    sought: Sought,
    naming: Set[str],
    counts: Callable[[Said], bool],
) -> list[Said]:
    """Complete versions that are as new as that of an entry, cover its day too, and do not name it."""
    entries = (said for said in basis if said.kind == "ListEntry")
    newest = dict.fromkeys(v for said in entries for v in lists.newest(said.all("IN"), said.place_code, day))
    return [
        version
        for version in newest
        if version.subject not in naming
        and version.body.get("complete")
        and counts(version)
        and not _doubtful(version, lists, day, sought)
    ]


def _doubtful(version: Said, lists: Lists, day: str, sought: Sought) -> list[Said]:
    """The entries of a version that only print a name, or stand for some work, and could mean it."""
    return lists.could_be(version, day, sought.titles, sought.work, sought.keys)


def _absent(
    lists: Lists,
    code: str,
    day: str,
    sought: Sought,
    naming: Set[str],
    counts: Callable[[Said], bool],
) -> tuple[list[Said], list[Missing]]:
    """Complete lists in force that do not name it; none where a printed name of one leaves a doubt."""
    against: list[Said] = []
    doubts: list[Missing] = []
    for version in lists.in_force(code, day):
        if version.subject in naming or not version.body.get("complete") or not counts(version):
            continue
        candidates = _doubtful(version, lists, day, sought)
        if candidates:
            printed = ", ".join(sorted(c.body.get("printedName") or c.key for c in candidates)[:5])
            doubts.append(
                Missing(f"whether an entry printed as {printed} is this credential", version.could_say)
            )
        else:
            against.append(version)
    return ([] if doubts else against), doubts


def _unnamed(lists: Lists, code: str, day: str, name: str, counts: Callable[[Said], bool]) -> Missing:
    """That the lists in force do not name it and need not, or that there are none."""
    held = [each for each in lists.in_force(code, day) if counts(each)]
    if not held:
        return Missing(f"no list of {name} that covers {day} is held here")
    titles = sorted({version.body.get("name") or version.key for version in held})
    does = "does not name it here and is" if len(titles) == 1 else "do not name it here and are"
    return Missing(f"{', '.join(titles[:3])} {does} not declared complete", held[0].could_say)


def _succeeded(said: Said, later: Said) -> Missing:
    printed = said.body.get("printedName") or "it"
    newer = later.body.get("name") or later.key
    return Missing(f"whether {printed} is still listed: {newer} has come since", later.could_say)


def _outside(said: Said, day: str, lists: Lists) -> Missing:
    printed = said.body.get("printedName") or "it"
    negated = " not" if said.body.get("denied") or off(said) else ""
    if said.valid_to <= day:
        ended = f"{printed} was{negated} listed until before {said.valid_to}"
        return Missing(f"{ended}; {_since(said, day, lists)}", said.could_say)
    if not said.start_stated:
        what = f"{printed} is{negated} listed in a document of {said.valid_from}; since when it does not say"
        return Missing(what, said.could_say)
    only = "on; whether it was before is not said" if off(said) else "only"
    return Missing(f"{printed} is{negated} listed from {said.valid_from} {only}", said.could_say)


def _since(said: Said, day: str, lists: Lists) -> str:
    """What is held of the list after an entry that ended."""
    if covering := lists.newest(said.all("IN"), said.place_code, day):
        return f"{covering[0].body.get('name') or covering[0].key}, which covers {day}, does not name it here"
    held = lists.series_of(said.all("IN"), said.place_code)
    if any(version.valid_from >= said.valid_to for version in held):
        return f"no version that covers {day} is held here"
    return "nothing later is held here"
