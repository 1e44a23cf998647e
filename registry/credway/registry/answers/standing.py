"""What a credential stands for in one state: recognition, credit, demand, and what follows from them."""

from collections.abc import Sequence

from credway.ontology import schemes
from credway.registry.answers.awards import Award
from credway.registry.answers.model import Finding, Missing, Verdict, decide
from credway.registry.answers.said import Said

DEMAND = frozenset({"credway:supplyDemandCategory", "credway:credentialsDemanded"})


def acting(standing: Sequence[Said], action: str, code: str) -> list[Said]:
    """Statements of one action whose scope is this state, or everywhere."""
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
    return decide(basis, against, missing or [Missing(f"no statement that it is {_words(action)} in {name}")])


def credit(awards: Sequence[Award], place: schemes.Concept, day: str) -> Finding:
    """Credit somewhere in the place: one award in force suffices; only a statewide refusal is a NO."""
    live = [a for a in awards if a.statement.holds(day)]
    grants = [a.statement for a in live if not a.refused]
    refusals = [a for a in live if a.refused]
    statewide = [a.statement for a in refusals if place.iri in a.statement.all("AT")]
    same = [
        r.statement for r in refusals if any(set(r.statement.all("AT")) & set(g.all("AT")) for g in grants)
    ]
    missing = [
        Missing(
            f"whether the agreement that ended before {a.statement.valid_to} was renewed",
            a.statement.could_say,
        )
        for a in awards
        if a.statement.valid_to <= day
    ]
    missing += [
        Missing("what other institutions there award; one refuses", r.statement.could_say)
        for r in refusals
        if not grants
    ]
    finding = decide(
        grants,
        statewide or same,
        missing or [Missing(f"no agreement is held here for credit in {place.label}")],
    )
    if finding.verdict is Verdict.UNKNOWN:
        return Finding(Verdict.UNKNOWN, against=tuple(r.statement for r in refusals), missing=finding.missing)
    return finding


def demand(own: Sequence[Said], code: str, day: str, name: str) -> Finding:
    figures = [
        said
        for said in own
        if said.kind in ("Observation", "Claim")
        and (said.body.get("measure") or said.body.get("predicate")) in DEMAND
        and said.place_code == code
        and said.holds(day)
    ]
    positive = [s for s in figures if float(s.body.get("value") or 0) > 0]
    negative = [s for s in figures if s.body.get("value") == "0"]
    return decide(positive, negative, [Missing(f"no figure of demand for it in {name}")])


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
    return Finding(
        Verdict.UNKNOWN,
        missing=(Missing(f"no statement that employers or a board in {name} recognise it"),),
    )


def _words(action: str) -> str:
    return {"licenseRequired": "a licence required"}.get(action, action)
