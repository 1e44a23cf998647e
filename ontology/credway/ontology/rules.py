"""The rules that answers apply: named, versioned, and cited by the answers that used them."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from credway.ontology.errors import UnknownTermError
from credway.ontology.tables import rows

BASE = "https://w3id.org/credway/rules/"


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule in one version; its IRI names both."""

    iri: str
    name: str
    version: str
    text: str


@cache
def rules() -> Mapping[str, Rule]:
    """All rules by IRI."""
    found = [
        Rule(f"{BASE}{row['id']}/{row['version']}", row["name"], row["version"], row["text"])
        for row in rows("rules.csv")
    ]
    return {rule.iri: rule for rule in found}


def rule(name: str) -> Rule:
    """Return the newest version of a rule by its short name. Raises UnknownTermError."""
    found = [r for iri, r in rules().items() if iri.startswith(f"{BASE}{name}/")]
    if not found:
        raise UnknownTermError(f"no rule is called {name}")
    return max(found, key=lambda r: int(r.version))
