"""What sentences are made of: texts, and things named in them so that a page can link these."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from credway.ontology import schemes
from credway.registry.answers.model import Things


@dataclass(frozen=True, slots=True)
class Mention:
    """A thing named in a sentence."""

    iri: str
    text: str


Part = str | Mention


class Names:
    """What to call the things of an answer."""

    def __init__(self, things: Things) -> None:
        self._things = things

    def __call__(self, iri: str | None) -> Part:
        if iri is None:
            return "something that is not named"
        thing = self._things.get(iri)
        name = thing.name if thing else None
        if name is None:
            concept = schemes.concept(iri)
            name = concept.label if concept else None
        return Mention(iri, name or iri)

    def is_work(self, iri: str | None) -> bool:
        """Whether a thing is an occupation and not a credential."""
        thing = self._things.get(iri or "")
        return thing is not None and thing.label == "Occupation"

    def every(self, iris: Iterable[str]) -> list[Part]:
        """What to call several things, the last after an "and"."""
        named = [self(iri) for iri in iris]
        found: list[Part] = []
        for index, part in enumerate(named):
            if index:
                found.append(" and " if index == len(named) - 1 else ", ")
            found.append(part)
        return found


def between(groups: Sequence[list[Part]], word: str) -> list[Part]:
    """Put a word between groups of parts."""
    found: list[Part] = []
    for index, group in enumerate(groups):
        found += ([word] if index else []) + group
    return found


def joined(parts: Iterable[Part]) -> list[Part]:
    """Merge neighbouring texts."""
    found: list[Part] = []
    for part in parts:
        if isinstance(part, str) and found and isinstance(found[-1], str):
            found[-1] += part
        elif part != "":
            found.append(part)
    return found
