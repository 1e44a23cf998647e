"""Links stated from both ends that cannot both be true; absence contradicts nothing."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from credway.ontology.inverses import ANY, inverses
from credway.ontology.namespaces import expand
from credway.ontology.projection import rules
from credway.registry.across.said import Crossed, Stated, path_of, shown

CONTRADICTED = "CONTRADICTED_INVERSE"


@dataclass(frozen=True, slots=True)
class Rules:
    """The table of inverses by relation, as `said` names relations."""

    inverse: Mapping[str, frozenset[str]]
    asymmetric: frozenset[str]
    one: Mapping[str, frozenset[str]]
    last: Mapping[str, frozenset[str]]
    apart: Mapping[str, frozenset[str]]

    @property
    def relations(self) -> frozenset[str]:
        """The relations that contradict something, and those that they contradict."""
        later = [*self.last.values(), *self.apart.values()]
        named = self.asymmetric | self.one.keys() | self.last.keys() | self.apart.keys()
        return named.union(*later, *(self.inverse.get(name, ()) for name in named))

    def single(self, relation: str, label: str) -> bool:
        """Whether a thing of a class family has one value of a relation only."""
        families = self.one.get(relation, frozenset())
        return ANY in families or label in families


@cache
def table() -> Rules:
    """Read the table; rows whose properties make one type of edge are one relation."""
    inverse, one, last, apart = (defaultdict[str, set[str]](set) for _ in range(4))
    asymmetric = set()
    for row in inverses().values():
        name = relation(row.property)
        if row.inverse:
            inverse[name].add(relation(row.inverse))
            inverse[relation(row.inverse)].add(name)
        if row.asymmetric:
            asymmetric.add(name)
        one[name] |= row.one
        last[name] |= set(map(relation, row.last))
        apart[name] |= set(map(relation, row.apart))
    return Rules(
        *(_frozen(inverse), frozenset(asymmetric)),
        *(_frozen(one), _frozen(last), _frozen(apart)),
    )


def relation(property_: str) -> str:
    """The relation that a property makes: the type of its edge, else its CURIE."""
    rule = rules().get(expand(property_))
    return rule.name if rule and rule.makes == "edge" else property_


def edge_types() -> frozenset[str]:
    """The relations of the table that are types of edges."""
    names = table().relations
    return frozenset(rule.name for rule in rules().values() if rule.makes == "edge" and rule.name in names)


def contradictions(own: Iterable[Stated], index: "Index", document: str) -> list[Crossed]:
    """The pairs of links in an index that contradict each other, of which one is a document's own."""
    found: dict[frozenset[tuple[str, str, str]], Crossed] = {}
    for each in own:
        for other, why in _against(each, index):
            pair = frozenset([_key(each), _key(other)])
            if pair not in found and each.meets(other):
                found[pair] = _crossed(document, each, other, why)
    return list(found.values())


class Index:
    """Links by both of their ends."""

    def __init__(self, stated: Iterable[Stated]) -> None:
        self._from: defaultdict[tuple[str, str], dict[Stated, None]] = defaultdict(dict)
        self._to: defaultdict[tuple[str, str], dict[Stated, None]] = defaultdict(dict)
        for each in stated:
            self._from[each.subject, each.relation][each] = None
            self._to[each.target, each.relation][each] = None

    def leaving(self, subject: str, relations: Iterable[str]) -> Sequence[Stated]:
        """What a thing states in some relations."""
        return [each for r in sorted(relations) for each in self._from.get((subject, r), ())]

    def reaching(self, target: str, relations: Iterable[str]) -> Sequence[Stated]:
        """What is stated of a thing from elsewhere in some relations."""
        return [each for r in sorted(relations) for each in self._to.get((target, r), ())]


def _against(each: Stated, index: Index) -> Iterator[tuple[Stated, str]]:
    """What contradicts one link, and why."""
    known = table()
    inverse = known.inverse.get(each.relation, frozenset())
    if each.relation in known.asymmetric:
        if each.subject == each.target:
            yield each, "a thing cannot be so related to itself"
            return
        back = [o for o in index.leaving(each.target, [each.relation]) if o.target == each.subject]
        back += [o for o in index.leaving(each.subject, inverse) if o.target == each.target]
        for other in back:
            yield other, "it can hold in one direction only"
    if known.single(each.relation, each.label) and _alone(each, index):
        for other in index.reaching(each.subject, inverse):
            if other.subject != each.target:
                yield other, f"{each.subject} can have one {shown(each.relation)} only"
    for name in inverse:
        for other in index.leaving(each.target, [name]):
            if known.single(name, other.label) and other.target != each.subject and _alone(other, index):
                yield other, f"{each.target} can have one {shown(name)} only"
    for other in index.leaving(each.target, known.last.get(each.relation, ())):
        if other.target != each.target:
            yield other, f"what is the {shown(each.relation)} cannot have another"
    for name, later in known.last.items():
        if each.relation in later and each.subject != each.target:
            for other in index.reaching(each.subject, [name]):
                yield other, f"what is the {shown(name)} cannot have another"
    for other in index.leaving(each.subject, known.apart.get(each.relation, ())):
        if other.target == each.target:
            yield other, "the two must differ"


def _alone(each: Stated, index: Index) -> bool:
    """Whether a thing itself names one value only: who names several does not mean one."""
    return len({o.target for o in index.leaving(each.subject, [each.relation])}) == 1


def _crossed(document: str, each: Stated, other: Stated, why: str) -> Crossed:
    mine = f"{each.subject} states {shown(each.relation)} {each.target}"
    if each == other:
        message = f"{mine}, but {why}. Remove it."
    elif other.document == document:
        message = (
            f"{mine}, and {other.subject} {shown(other.relation)} {other.target}; {why}. Correct one of them."
        )
    else:
        message = (
            f"{mine}, but {other.document} states {shown(other.relation)} {other.target} of {other.subject}; "
            f"{why}. Correct yours, or ask the publisher of the other to correct theirs."
        )
    about = frozenset(" ".join(_key(link)) for link in (each, other))
    return Crossed(CONTRADICTED, document, each.subject, path_of(each.relation), each.target, message, about)


def _key(each: Stated) -> tuple[str, str, str]:
    return (each.subject, each.relation, each.target)


def _frozen(found: Mapping[str, set[str]]) -> Mapping[str, frozenset[str]]:
    return {name: frozenset(values) for name, values in found.items() if values}
