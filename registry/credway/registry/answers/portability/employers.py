"""Standing with employers: how many postings ask for a credential, and whether it is common in its field.

Signal 4 of "Credential Currency" (ESG, CCSSO and Advance CTE, 2018): one credential that employers of an
occupation ask for in common carries from one employer to the next.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from credway.registry.answers.model import Equivalent, Finding, Missing, decide
from credway.registry.answers.said import Said

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
    figures = [said for said in live if said.kind == "Observation"]
    postings = _of(figures, *POSTINGS)
    required, preferred = _of(figures, REQUIRED), _of(figures, PREFERRED)
    asked = (*postings, *required, *preferred)
    claims = [said for said in live if said.kind == "Claim" and said.body.get("predicate") == COMMON]
    common = [said for said in claims if not said.body.get("denied")]
    sector = _of(figures, SECTOR)
    used = (*asked, *sector, *claims)
    return Employers(
        decide(
            [said for said in asked if _most(said) > 0],
            [said for said in asked if said.body.get("value") == "0"],
            [Missing("no figure of how many postings require or prefer it")],
        ),
        postings,
        required,
        preferred,
        sector,
        decide(
            common,
            [said for said in claims if said.body.get("denied")],
            [Missing("no statement that it is the common credential of an occupation or a sector")],
        ),
        tuple(dict.fromkeys(iri for said in common for iri in said.all("OBJECT"))),
        tuple(e for e in through if any(e.iri in said.all("OF") for said in used)),
    )


def _of(figures: Sequence[Said], *measures: str) -> tuple[Said, ...]:
    return tuple(said for said in figures if said.body.get("measure") in measures)


def _most(said: Said) -> Decimal:
    """The figure, or its lower bound where only bounds are given; zero where it is withheld."""
    return Decimal(said.body.get("value") or said.body.get("low") or 0)
