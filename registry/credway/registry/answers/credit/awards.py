"""Awards: what a document offers, whoever asks."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from functools import cached_property
from typing import Any

from credway.ontology import schemes
from credway.registry.answers.credit.senders import Sender, coming
from credway.registry.answers.model import Missing
from credway.registry.answers.said import Said


class AwardKind(StrEnum):
    """Who promises: a statewide minimum, an institution, or a recommendation that binds nobody."""

    GUARANTEED_MINIMUM = "GUARANTEED_MINIMUM"
    INSTITUTIONAL_AWARD = "INSTITUTIONAL_AWARD"
    RECOMMENDATION = "RECOMMENDATION"
    UNSTATED = "UNSTATED"


_KINDS = {
    "GuaranteedMinimum": AwardKind.GUARANTEED_MINIMUM,
    "InstitutionalAward": AwardKind.INSTITUTIONAL_AWARD,
    "Recommendation": AwardKind.RECOMMENDATION,
}
_ENDED = ("lifeCycle:Ceased", "lifeCycle:Suspended")
"""Statuses with which a value or an agreement says of itself that it awards nothing any more, or for now."""


@dataclass(frozen=True)
class Award:
    """What a document offers, whoever asks. IRIs are looked up in the answer's `things`.

    A transfer value may hold by an agreement, which then says where, by whom and when; guides that
    list it say by whose authority; an intermediary gives it a common number, and an amount where
    the value itself states none. `ends` are what other documents say provides or receives a value that
    names no set, or no target, itself.
    """

    statement: Said
    agreement: Said | None = None
    guides: tuple[Said, ...] = ()
    intermediaries: tuple[Said, ...] = ()
    ends: tuple[Said, ...] = ()
    body: str | None = None
    """Whose it is, where several organizations award by one statement, each for itself."""
    agreed: bool = False
    """Whether others agreed to grant the value, so that its own word alone is no award of its owner's."""
    successors: tuple["Named", ...] = ()
    """What replaces an award that has ended."""
    called: str | None = None
    """What to call it where its document gives it no name."""
    senders: tuple[Sender, ...] = ()
    """The organizations, programs and departments from which an agreement takes those who come."""

    @cached_property
    def id(self) -> str:
        """What tells it from every other award of an answer."""
        stated = " ".join(f"{said.id} {said.valid_from}" for said in self.parts)
        return f"{stated} {self.body}" if self.body else stated

    @cached_property
    def statements(self) -> tuple[Said, ...]:
        """The statements that make it."""
        return (*self.parts, *self.guides, *self.intermediaries, *self.ends)

    @property
    def parts(self) -> tuple[Said, ...]:
        """Its own statement, and that of the agreement by which it holds."""
        return (self.statement,) if self.agreement is None else (self.statement, self.agreement)

    @property
    def form(self) -> str:
        """In what form it is published: transferValue, condition or advancedStanding."""
        return str(self.statement.body.get("form") or "transferValue")

    @cached_property
    def kind(self) -> AwardKind:
        """Who promises it; what an institution agreed to is its own award unless more is stated."""
        stated = _KINDS.get(str(self.statement.body.get("awardKind")), AwardKind.UNSTATED)
        if stated is AwardKind.UNSTATED and self.agreement is not None and self.awarded_by:
            return AwardKind.INSTITUTIONAL_AWARD
        return stated

    @cached_property
    def held(self) -> tuple[str, ...]:
        """The set that must be held together."""
        return self._ends("FROM")

    @cached_property
    def toward(self) -> tuple[str, ...]:
        """The courses, programs or requirements it counts toward."""
        return self._ends("TOWARD")

    def _ends(self, role: str) -> tuple[str, ...]:
        own = self.statement.all(role)
        return own or tuple(sorted({iri for said in self.ends for iri in said.all(role)}))

    @cached_property
    def at(self) -> tuple[str, ...]:
        """The states, organizations and programs where it holds.

        A value of the body whose guide lists it holds where the guide does.
        """
        if self.body is not None:
            return (self.body,)
        if self.agreement is not None:
            return self.agreement.all("AT")
        places = dict.fromkeys(_state(str(each.place_code)) for each in self._placing)
        return tuple(places) or self.statement.all("AT")

    @cached_property
    def _placing(self) -> tuple[Said, ...]:
        """The guides of the owner by which it holds in more than the owner's own place."""
        owner = self.statement.one("BY")
        if self.body is not None or self.agreement is not None or self.statement.all("AT") != (owner,):
            return ()
        return tuple(each for each in self.guides if each.asserted_by == owner and each.place_code)

    @cached_property
    def awarded_by(self) -> str | None:
        """The awarding organization; None for a statewide rule, and where nobody states who awards."""
        if self.body is not None:
            return self.body
        if self.agreement is not None:
            return self.agreement.one("BY")
        return self.statement.one("BY") if self.at == self.statement.all("AT") else None

    @property
    def statewide(self) -> bool:
        """Whether it binds every institution of a state; an agreement binds those that it names."""
        return self.awarded_by is None and self.agreement is None and any(map(schemes.state, self.at))

    @property
    def authority(self) -> str | None:
        """Whose rule it is."""
        stated = self.statement.one("AUTHORITY")
        listed = next((guide.asserted_by for guide in self.guides if guide.asserted_by), None)
        owner = self.awarded_by or (self.statement.one("BY") if self.agreement is None else None)
        return stated or listed or (owner if self.kind is not AwardKind.GUARANTEED_MINIMUM else None)

    @property
    def all_or_nothing(self) -> bool:
        """Whether its targets are one block."""
        return bool(self.statement.body.get("allOrNothing"))

    @property
    def refused(self) -> bool:
        """Whether the document says that nothing is awarded."""
        return bool(self.statement.body.get("refused"))

    @cached_property
    def amounts(self) -> Sequence[Mapping[str, str]]:
        """Amounts as stated: value or low/high, unit and level absent where unstated."""
        stated = self._measuring
        return () if stated is None else tuple(stated.body["amounts"])

    @cached_property
    def _measuring(self) -> Said | None:
        """The statement that says how much: its own, else an intermediary's, a sure one before a doubtful."""
        between = sorted(self.intermediaries, key=unsure)
        return next((said for said in (self.statement, *between) if said.body.get("amounts")), None)

    @cached_property
    def common_courses(self) -> Sequence[Mapping[str, str]]:
        """The common numbers of its course, each with its scheme."""
        found = [
            each for s in (self.statement, *self.intermediaries) for each in s.body.get("commonCourses", ())
        ]
        return tuple({(c["value"], c.get("scheme")): c for c in found}.values())

    @property
    def requirements(self) -> Sequence[str]:
        """The requirements of a degree or a curriculum to which it is applied, in words."""
        return tuple(self.statement.body.get("requirements", ()))

    @cached_property
    def targets(self) -> frozenset[str]:
        """All that it counts toward: things, common numbers, requirements in words."""
        numbers = (each["value"] for each in self.common_courses)
        return frozenset((*self.toward, *numbers, *self.requirements))

    @property
    def conditions(self) -> Sequence[tuple[Said, Mapping[str, Any]]]:
        """What it asks besides the set that must be held, each with the statement that asks."""
        stated = [(said, each) for said in self.statements for each in said.body.get("conditions", ())]
        return [*stated, *coming(self.agreement, self.senders)] if self.agreement is not None else stated

    @cached_property
    def unsure(self) -> tuple[Said, ...]:
        """The statements on which it rests that their own documents doubt: of a confidence below 1.

        It rests on a guide where no sure one says of the same place that it holds there, and on an
        intermediary where that says how much; what else they say takes nothing from it.
        """
        sure = {each.place_code for each in self._placing if not unsure(each)}
        placing = (each for each in self._placing if each.place_code not in sure)
        between = (each for each in self.intermediaries if each is self._measuring)
        return tuple(said for said in (*self.terms, *placing, *between) if unsure(said))

    @property
    def terms(self) -> tuple[Said, ...]:
        """The statements whose days must cover that of the request: its own, its agreement's, its ends'."""
        return (*self.parts, *self.ends)

    @cached_property
    def valid_from(self) -> str:
        """The first day on which it is in force."""
        return max(said.valid_from for said in self.terms)

    @cached_property
    def valid_to(self) -> str:
        """The first day on which it is in force no more."""
        return min(said.valid_to for said in self.terms)

    @cached_property
    def ceased(self) -> Said | None:
        """The statement that says of itself that it has ceased or is suspended."""
        return next((said for said in self.parts if said.body.get("status") in _ENDED), None)

    @property
    def developing(self) -> bool:
        """Whether it says of itself that it is only being developed."""
        return any(said.body.get("status") == "lifeCycle:Developing" for said in self.terms)

    def follows(self, other: "Award") -> bool:
        """Whether it is of the same body and kind as another, for the same and toward the same."""
        same = (self.kind, self.awarded_by, self.refused) == (other.kind, other.awarded_by, other.refused)
        same = same and set(self.held) == set(other.held) and set(self.at) == set(other.at)
        return same and (self.targets == other.targets or not self.targets.isdisjoint(other.targets))

    def holds(self, day: str) -> bool:
        """Whether it is in force on a day, and its own document does not say otherwise."""
        return self.valid_from <= day < self.valid_to and self.ceased is None and not self.developing

    @property
    def could_say(self) -> tuple[str, ...]:
        """The organizations to ask about it."""
        found = [iri for iri in (self.awarded_by, self.authority) if iri]
        return tuple(dict.fromkeys(found)) or self.statement.could_say

    @property
    def title(self) -> str:
        """What to call it in a sentence."""
        named = (self.agreement or self.statement).body.get("name") or self.statement.body.get("name")
        return str(named or self.called or self.call(self.toward[0] if self.toward else self.statement.key))

    def call(self, toward: str) -> str:
        """What to call it without a name, by what it counts toward; a transfer value by its own IRI."""
        words = {"condition": "credit toward", "advancedStanding": "advanced standing toward"}.get(self.form)
        return f"{words} {toward}" if words else self.statement.key

    @property
    def unstated(self) -> tuple[Missing, ...]:
        """What its documents leave open: the amount, its unit, the term, the target."""
        lacking: list[str] = []
        if not self.refused:
            if not self.amounts or not all(map(measured, self.amounts)):
                lacking.append("how much is awarded")
            if any(measured(amount) and "unit" not in amount for amount in self.amounts):
                lacking.append("in which unit the amount counts")
            if not self.targets:
                lacking.append("toward what it counts")
        if not any(said.start_stated or said.end_stated for said in self.terms):
            lacking.append("from when until when it holds")
        return tuple(Missing(f"{self.title}: {what} is not stated", self.could_say) for what in lacking)

    @cached_property
    def mentioned(self) -> frozenset[str]:
        """Every thing that it names."""
        amounts = [amount["toward"] for amount in self.amounts if "toward" in amount]
        others = (each.iri for each in self.successors)
        return frozenset((*self.at, *others)).union(*(said.mentioned for said in self.statements), *amounts)


def measured(amount: Mapping[str, str]) -> bool:
    """Whether an amount says how much in a number; a share and words do not."""
    return not {"value", "low", "high"}.isdisjoint(amount)


@dataclass(frozen=True, slots=True)
class Named:
    """A thing that an award names: its IRI, and what it is called."""

    iri: str
    title: str


def unsure(said: Said) -> bool:
    """Whether its own document doubts a statement: a confidence is stated that is below 1."""
    return Decimal(said.body.get("confidence") or 1) < 1


def _state(code: str) -> str:
    found = schemes.state(code)
    return found.iri if found else code
