"""Standing with employers: how many postings ask for a credential, and whether it is common in its field.

Signal 4 of "Credential Currency" (ESG, CCSSO and Advance CTE, 2018): one credential that employers of an
occupation ask for in common carries from one employer to the next.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from credway.registry.answers.model import Equivalent, Finding, Missing, decide
from credway.registry.answers.portability.standing import least, most
from credway.registry.answers.said import Said
from credway.registry.names import fold

POSTINGS = frozenset({"credway:postingsNaming", "credway:credentialsDemanded"})
REQUIRED = "credway:postingsRequiredShare"
PREFERRED = "credway:postingsPreferredShare"
SECTOR = "credway:sectorShare"
COMMON = "credway:commonCredentialFor"


@dataclass(frozen=True, slots=True)
class Employers:
    """What is stated of a credential's standing with employers, wherever they are.

    `asked_for` and `common` are findings; figures are Observations, each with unit, period and source.
    `common_for` are the occupations and sectors named.
    """

    asked_for: Finding
    postings: tuple[Said, ...]
    required_share: tuple[Said, ...]
    preferred_share: tuple[Said, ...]
    sector_share: tuple[Said, ...]
    common: Finding
    common_for: tuple[str, ...]
    through: tuple[Equivalent, ...] = ()


def employers(own: Sequence[Said], day: str, through: Sequence[Equivalent]) -> Employers:
    """Collect what statements about a credential, and what stands for it, say on a day."""
    live = [said for said in own if said.holds(day)]
    ever = [said for said in own if said.kind == "Observation"]
    figures = [said for said in ever if said.holds(day)]
    postings = _of(figures, *POSTINGS)
    required, preferred = _of(figures, REQUIRED), _of(figures, PREFERRED)
    asked = (*postings, *required, *preferred)
    claims = [said for said in live if said.kind == "Claim" and said.body.get("predicate") == COMMON]
    common = [said for said in claims if not said.body.get("denied")]
    sector = _of(figures, SECTOR)
    counted = asked or _of(ever, *POSTINGS, REQUIRED, PREFERRED)
    used = (*asked, *sector, *claims)
    return Employers(
        decide(
            [said for said in asked if least(said) > 0],
            [said for said in postings if most(said) == 0 and said.place_code is None],
            [Missing(_unsettled(counted, day), _who(counted))],
        ),
        postings,
        required,
        preferred,
        sector,
        decide(common, _denials(claims, common), [Missing(_uncommon(claims), _who(claims))]),
        tuple(dict.fromkeys(iri for said in common for iri in said.all("OBJECT"))),
        tuple(e for e in through if any(e.iri in said.all("OF") for said in used)),
    )


def _of(figures: Sequence[Said], *measures: str) -> tuple[Said, ...]:
    return tuple(said for said in figures if said.body.get("measure") in measures)


def _who(found: Sequence[Said]) -> tuple[str, ...]:
    """Who could say more than some statements do."""
    return tuple(dict.fromkeys(iri for said in found for iri in said.could_say))


def _denials(claims: Sequence[Said], common: Sequence[Said]) -> list[Said]:
    """Denials of what is claimed: that it is not for one occupation says nothing of another."""
    claimed = {field for said in common for field in _fields(said)}
    return [said for said in claims if said.body.get("denied") and not claimed.isdisjoint(_fields(said))]


def _fields(said: Said) -> tuple[str, ...]:
    """The occupations or sectors of a claim: linked, or in words."""
    return said.all("OBJECT") or (fold(said.body.get("text") or ""),)


def _uncommon(claims: Sequence[Said]) -> str:
    if claims:
        return "whether it is the common credential of another occupation or sector than those it is not of"
    return "no statement that it is the common credential of an occupation or a sector"


def _unsettled(counted: Sequence[Said], day: str) -> str:
    if any(said.holds(day) for said in counted):
        return "how many postings require or prefer it everywhere; the figures leave that open"
    if counted:
        return f"how many postings require or prefer it on {day}; the figures held here are of other days"
    return "no figure of how many postings require or prefer it"
