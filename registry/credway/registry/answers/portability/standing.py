"""What a credential stands for in one state: recognition, demand, and what follows from them."""

from collections.abc import Sequence
from functools import lru_cache

from credway.registry.answers.model import Finding, Missing, Verdict, decide
from credway.registry.answers.said import Said

DEMAND = frozenset({"credway:supplyDemandCategory", "credway:credentialsDemanded"})


def acting(standing: Sequence[Said], action: str, code: str) -> list[Said]:
    """Statements of one action whose scope is this state, or everywhere."""
    if not standing:
        return []
    return [
        said
        for said in standing
        if said.body["action"] == action
        and (
            code in said.body.get("places", ())
            or said.body.get("everywhere")
            or code in said.body.get("exceptions", ())
        )
    ]


def recognition(standing: Sequence[Said], action: str, code: str, day: str, name: str) -> Finding:
    if not standing:
        return _unsaid(action, name)
    basis, against, stale = [], [], []
    for said in acting(standing, action, code):
        if not said.holds(day):
            stale.append(said)
        elif said.body.get("denied") or code in said.body.get("exceptions", ()):
            against.append(said)
        else:
            basis.append(said)
    missing = [
        Missing(f"whether it was renewed after {s.valid_to}", s.could_say) for s in stale if s.valid_to <= day
    ]
    missing += [
        Missing(
            f"whether that it is {_words(action)} holds in {name}; a statement names no place", s.could_say
        )
        for s in standing
        if s.body["action"] == action and s.holds(day) and _unplaced(s)
    ]
    if not (basis or against or missing):
        return _unsaid(action, name)
    return decide(basis, against, missing)


def _unsaid(action: str, name: str) -> Finding:
    return _unknown(f"no statement that it is {_words(action)} in {name}")


@lru_cache(1024)
def _unknown(what: str) -> Finding:
    """What is to be said of most places, of each credential again: that nothing is known, and what is not."""
    return Finding(Verdict.UNKNOWN, missing=(Missing(what),))


def _unplaced(said: Said) -> bool:
    return not any(said.body.get(key) for key in ("places", "everywhere", "exceptions", "denied"))


def license_required(own: Sequence[Said], of_work: Sequence[Said], code: str, day: str, name: str) -> Finding:
    """A licence for the work: by statements of the credential, else of the occupations it is for.

    That an occupation needs none never makes a NO, since the credential may serve another.
    """
    found = recognition(own, "licenseRequired", code, day, name)
    if found.verdict is not Verdict.UNKNOWN:
        return found
    work = recognition(of_work, "licenseRequired", code, day, name)
    if work.verdict is not Verdict.NO:
        return work if work.verdict is not Verdict.UNKNOWN else found
    missing = Missing(f"whether all work that it is for needs no licence in {name}")
    return Finding(Verdict.UNKNOWN, against=work.basis, missing=(missing,))


def demand(stated: Sequence[Said], recognitions: Sequence[Said], code: str, day: str, name: str) -> Finding:
    """Whether it is asked for in a place: by figures and claims `stated` there, and by recognition."""
    figures = [
        said
        for said in stated
        if (said.body.get("measure") or said.body.get("predicate")) in DEMAND and said.holds(day)
    ]
    positive = [s for s in figures if float(s.body.get("value") or 0) > 0]
    negative = [s for s in figures if s.body.get("value") == "0"]
    by_word = recognition(recognitions, "demanded", code, day, name)
    basis, against = (*positive, *by_word.basis), (*negative, *by_word.against)
    if not basis and not against:
        return _unknown(f"no statement or figure of demand for it in {name}")
    return decide(basis, against, ())


def diploma(on_list: Finding, entries: Sequence[Said], name: str) -> Finding:
    """A diploma counts what a list for graduation names; a list without a stated use settles nothing."""
    uses = [
        s
        for s in on_list.basis
        if any(word in (s.body.get("purpose") or "").lower() for word in ("graduat", "diploma"))
    ]
    if on_list.verdict is Verdict.YES and not uses:
        missing = Missing(
            f"whether the list that names it in {name} counts for the diploma",
            on_list.basis[0].could_say,
        )
        return Finding(Verdict.UNKNOWN, missing=(missing,))
    if on_list.verdict is Verdict.NO and not any(
        "graduat" in (s.body.get("purpose") or "").lower() for s in on_list.basis
    ):
        return Finding(Verdict.UNKNOWN, missing=(Missing(f"what counts for the diploma in {name}"),))
    return on_list


def work(recognized: Finding, regulated: Finding, name: str) -> Finding:
    """For work: recognised or regulated there. Demand is another question."""
    for finding in (recognized, regulated):
        if finding.verdict is not Verdict.UNKNOWN:
            return finding
    return _unknown(f"no statement that employers or a board in {name} recognise it")


def _words(action: str) -> str:
    return "a licence required" if action == "licenseRequired" else action
