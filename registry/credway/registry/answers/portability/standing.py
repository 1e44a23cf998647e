"""What a credential stands for in one state: recognition, demand, and what follows from them."""

from collections.abc import Sequence
from decimal import Decimal
from functools import lru_cache

from credway.registry.answers.model import Finding, Missing, Verdict, decide
from credway.registry.answers.portability.purposes import regional
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
    missing = [_outside(said, day) for said in stale]
    missing += _elsewhere([s for s in standing if s.body["action"] == action and s.holds(day)], code, name)
    if not (basis or against or missing):
        return _unsaid(action, name)
    return decide(basis, against, missing)


@lru_cache(1024)
def _unsaid(action: str, name: str) -> Finding:
    return _unknown(f"no statement that {_that(action)} in {name}")


@lru_cache(1024)
def _unknown(what: str) -> Finding:
    """What is to be said of most places, of each credential again: that nothing is known, and what is not."""
    return Finding(Verdict.UNKNOWN, missing=(Missing(what),))


def _outside(said: Said, day: str) -> Missing:
    """What would settle it beside a statement that holds on other days."""
    denied, that = bool(said.body.get("denied")), _that(said.body["action"])
    if said.valid_to <= day:
        renewed = f"whether it was renewed after {said.valid_to} that {that}"
        since = f"whether {that} since {said.valid_to}, until when that was denied"
        return Missing(since if denied else renewed, said.could_say)
    what = f"a statement that {_that(said.body['action'], denied)}"
    since = f"holds from {said.valid_from} only"
    if not said.start_stated:
        since = f"is of a document of {said.valid_from}; since when it does not say"
    return Missing(f"{what} {since}", said.could_say)


def _elsewhere(standing: Sequence[Said], code: str, name: str) -> list[Missing]:
    """What statements leave open that name a part of the state, no state, or no place at all."""
    found = []
    for said in standing:
        what = f"whether that {_that(said.body['action'])} holds in"
        parts = [part["name"] for part in said.body.get("parts", ()) if part["state"] == code]
        if parts:
            found.append(
                Missing(f"{what} all of {name}; a statement names {', '.join(parts)}", said.could_say)
            )
        elif not any(said.body.get(key) for key in _PLACES):
            named = ", ".join(said.body.get("unplaced", ()))
            only = f"names {named} only" if named else "names no place"
            found.append(Missing(f"{what} {name}; a statement {only}", said.could_say))
    return found


_PLACES = ("places", "parts", "abroad", "everywhere", "exceptions", "denied")


def license_required(
    own: Sequence[Said],
    of_work: Sequence[Said],
    names: frozenset[str],
    code: str,
    day: str,
    name: str,
) -> Finding:
    """A licence for the work: by statements of the credential, else of the occupations it is for.

    That an occupation needs none, or not this one, never makes a NO, since the credential may serve another.
    `names` are the IRIs of the credential.
    """
    other = [said for said in own if said.body.get("denied") and names.isdisjoint(said.all("OF"))]
    found = recognition([said for said in own if said not in other], "licenseRequired", code, day, name)
    if found.verdict is not Verdict.UNKNOWN:
        return found
    work = _for_work(of_work, code, day, name)
    if work.verdict not in (Verdict.NO, Verdict.UNKNOWN):
        return work
    denied = recognition(other, "licenseRequired", code, day, name).basis
    against = tuple(dict.fromkeys((*work.basis, *denied)))
    if not against:
        return work if found == _unsaid("licenseRequired", name) else found
    missing = Missing(f"whether all work that it is for needs no licence in {name}")
    return Finding(Verdict.UNKNOWN, against=against, missing=(missing,))


def _for_work(of_work: Sequence[Said], code: str, day: str, name: str) -> Finding:
    """A licence for some occupations, one by one: what one does not need disputes nothing of another.

    Nor does it that an occupation needs one licence less: it may need others.
    """
    by_work: dict[str, list[Said]] = {}
    for said in of_work:
        if not (said.body.get("denied") and said.one("OBJECT")):
            for iri in said.all("OF"):
                by_work.setdefault(iri, []).append(said)
    found = [recognition(each, "licenseRequired", code, day, name) for each in by_work.values()]
    for verdict in (Verdict.YES, Verdict.DISPUTED):
        if settled := [each for each in found if each.verdict is verdict]:
            basis = dict.fromkeys(said for each in settled for said in each.basis)
            against = dict.fromkeys(said for each in settled for said in each.against)
            return decide(tuple(basis), tuple(against), ())
    return recognition(of_work, "licenseRequired", code, day, name)


def demand(stated: Sequence[Said], recognitions: Sequence[Said], code: str, day: str, name: str) -> Finding:
    """Whether it is asked for in a place: by figures and claims `stated` there, and by recognition."""
    held = [s for s in stated if (s.body.get("measure") or s.body.get("predicate")) in DEMAND]
    figures = [said for said in held if said.holds(day)]
    positive = [s for s in figures if least(s) > 0]
    negative = [s for s in figures if most(s) == 0]
    by_word = recognition(recognitions, "demanded", code, day, name)
    said, denied = by_word.basis, by_word.against
    if by_word.verdict is Verdict.NO:  # it rests on the denials
        said, denied = (), by_word.basis
    basis, against = (*positive, *said), (*negative, *denied)
    if basis or against:
        return decide(basis, against, ())
    if figures:
        missing = [
            Missing(f"how much it is asked for in {name}; {_withheld(s)}", s.could_say) for s in figures
        ]
        return Finding(Verdict.UNKNOWN, missing=tuple(missing))
    if by_word != _unsaid("demanded", name):
        return by_word
    if held:
        what = f"how much it is asked for in {name} on {day}; a figure held here is of other days"
        return Finding(Verdict.UNKNOWN, missing=tuple(Missing(what, s.could_say) for s in held[:1]))
    return _unknown(f"no statement or figure of demand for it in {name}")


def least(said: Said) -> Decimal:
    """The figure, or its lower bound where only bounds are given; zero where it is withheld."""
    return Decimal(said.body.get("value") or said.body.get("low") or 0)


def most(said: Said) -> Decimal | None:
    """The figure, or its upper bound; None where neither is stated."""
    stated = said.body.get("value") or said.body.get("high")
    return None if stated is None else Decimal(stated)


def _withheld(said: Said) -> str:
    """What a figure that says neither that there is demand nor that there is none does say."""
    if said.body.get("suppressed"):
        return f"the figure is withheld ({said.body['suppressed']})"
    return "a statement gives no figure that is sure to be above zero"


def diploma(on_list: Finding, counting: Finding, name: str) -> Finding:
    """A diploma counts what a list for graduation names: `counting` is the listing on those alone.

    One that names it for a part of the state settles nothing for the rest.
    """
    if counting.verdict is Verdict.YES and all(map(regional, counting.basis)):
        regions = ", ".join(dict.fromkeys(said.body["region"] for said in counting.basis))
        what = f"whether it counts for the diploma in all of {name}; the list names it for {regions}"
        missing = Missing(what, counting.basis[0].could_say)
        return Finding(Verdict.UNKNOWN, basis=counting.basis, missing=(missing,))
    if counting.verdict is not Verdict.UNKNOWN:
        return counting
    if on_list.verdict is Verdict.UNKNOWN:
        return on_list
    if on_list.verdict is Verdict.NO:
        return Finding(Verdict.UNKNOWN, missing=(Missing(f"what counts for the diploma in {name}"),))
    missing = Missing(
        f"whether the list that names it in {name} counts for the diploma", on_list.basis[0].could_say
    )
    return Finding(Verdict.UNKNOWN, missing=(missing,))


def work(recognized: Finding, regulated: Finding, name: str) -> Finding:
    """For work: recognised or regulated there. Demand is another question.

    That nobody regulates it denies nothing; that it is not recognised does.
    """
    basis = dict.fromkeys(recognized.basis if recognized.verdict is not Verdict.NO else ())
    against = dict.fromkeys(recognized.basis if recognized.verdict is Verdict.NO else recognized.against)
    if regulated.verdict in (Verdict.YES, Verdict.DISPUTED):
        basis |= dict.fromkeys(regulated.basis)
    if regulated.verdict is Verdict.DISPUTED and recognized.verdict is Verdict.UNKNOWN:
        return regulated
    if not basis and not against:
        said = [f for f, a in ((recognized, "recognized"), (regulated, "regulated")) if f != _unsaid(a, name)]
        missing = tuple(what for each in said for what in each.missing)
        nothing = f"no statement that employers or a board in {name} recognise it"
        return Finding(Verdict.UNKNOWN, missing=missing) if missing else _unknown(nothing)
    return decide(tuple(basis), tuple(against), ())


def _that(action: str, denied: bool = False) -> str:
    """What a statement of an action says, or that it denies."""
    if action == "licenseRequired":
        return f"{'no' if denied else 'a'} licence is required"
    return f"it is {'not ' if denied else ''}{action}"
