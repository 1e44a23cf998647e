"""Documents whose blank nodes would take a canonicaliser exponential time, found before it starts."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from math import factorial
from typing import Final

from pyoxigraph import Triple

from credway.shapes.statements import is_blank, statements

MAX_ALIKE: Final = 4
"""Most blank nodes that are tied to each other and look alike."""
MAX_WORK: Final = 2_000_000
"""Most steps that it may take to tell nested blank nodes apart that look alike; about two seconds."""

Children = Mapping[str, Sequence[tuple[str, str]]]


class Poison(Exception):
    """Canonicalising the document would take exponential time; carries one of the nodes to be mended."""

    def __init__(self, message: str, node: str) -> None:
        super().__init__(message)
        self.node = node


def refuse_poison(triples: Sequence[Triple]) -> None:
    """Raise Poison where blank nodes that cannot be told apart at first sight make RDFC-1.0 try orders.

    Blank nodes from nesting form trees, and a tree takes time only where alike nodes hold alike nodes.
    Nodes with a label of their own may point at each other, in cliques and rings.
    """
    inbound: Counter[str] = Counter()
    said: dict[str, list[str]] = defaultdict(list)
    children: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for line in statements(triples).written:
        if "_:" not in line:
            continue
        subject, predicate, value = line[:-2].split(" ", 2)
        if is_blank(value):
            inbound[value] += 1
            said[value].append(f"^{predicate} {_seen(subject)}")
            if is_blank(subject):
                children[subject].append((predicate, value))
        if is_blank(subject):
            said[subject].append(f"{predicate} {_seen(value)}")
    look = {node: "\n".join(sorted(lines)) for node, lines in said.items()}
    common = Counter(look.values())
    if len(common) == len(look):
        return
    # A node that looks like no other has its place at once, and nothing is looked for behind it.
    alike = {node for node, text in look.items() if common[text] > 1}
    inner = {
        node: [way for way in found if way[1] in alike] for node, found in children.items() if node in alike
    }
    tied = {node for node, count in inbound.items() if count > 1 and node in alike} | _on_rings(inner)
    looks = Counter(text for node, text in look.items() if node in tied)
    most, count = looks.most_common(1)[0] if looks else ("", 0)
    if count > MAX_ALIKE:
        raise Poison(
            f"{count:,} blank nodes are tied to each other and look alike. Give them IRIs, or nest each "
            "where it is used.",
            next(node for node in look if node in tied and look[node] == most),
        )
    if _work(alike, inner, look, tied) > MAX_WORK:
        raise Poison(
            "Nested nodes that say the same stand inside nodes that say the same. State each once, or give "
            "them IRIs.",
            next(iter(inner)),
        )


def _on_rings(children: Children) -> set[str]:
    """The nodes that are in a ring of blank nodes, or between two: peel off all that begin or end a way."""
    ahead = {node: {child for _, child in found} for node, found in children.items()}
    behind: dict[str, set[str]] = defaultdict(set)
    for node, found in ahead.items():
        for child in found:
            behind[child].add(node)
    left = set(ahead) | set(behind)
    _peel(left, behind, ahead)
    _peel(left, ahead, behind)
    return left


def _peel(
    left: set[str],
    into: Mapping[str, Iterable[str]],
    out: Mapping[str, Iterable[str]],
) -> None:
    """Take away, one after the other, the nodes that nothing left leads to."""
    count = {node: sum(each in left for each in into.get(node, ())) for node in left}
    pending = [node for node, number in count.items() if not number]
    while pending:
        node = pending.pop()
        left.discard(node)
        for each in out.get(node, ()):
            if each in left:
                count[each] -= 1
                if not count[each]:
                    pending.append(each)


def _work(alike: set[str], children: Children, look: Mapping[str, str], tied: set[str]) -> int:
    """Say in about how many steps the nodes of all trees are told apart.

    From each node the whole tree is looked through, nodes that stand beside each other and look alike
    are tried in every order, and a long way back costs more with each step (as measured).
    """
    inside = {child for found in children.values() for _, child in found}
    steps: dict[str, int] = {}
    total = 0
    for root in alike - inside - tied:
        order: list[str] = []
        pending, deepest = [(root, 0)], 0
        while pending:
            node, depth = pending.pop()
            if node not in tied:
                order.append(node)
                deepest = max(deepest, depth)
                pending.extend((child, depth + 1) for _, child in children.get(node, ()))
        for node in reversed(order):
            steps[node] = _steps(children.get(node, ()), look, steps)
        total += len(order) * steps[root] * max(10, deepest) // 10
    return total


def _steps(found: Sequence[tuple[str, str]], look: Mapping[str, str], known: Mapping[str, int]) -> int:
    groups: dict[tuple[str, str], list[int]] = defaultdict(list)
    for path, child in found:
        groups[path, look[child]].append(known.get(child, 1))
    total = 1 + sum(factorial(min(len(each), 20)) * sum(each) for each in groups.values())
    return min(total, MAX_WORK + 1)


def _seen(term: str) -> str:
    return "_:" if is_blank(term) else term
