"""Fingerprints of what should be cached of things: enough to compare a whole registry in memory."""

from collections.abc import Iterator
from zlib import crc32

from credway.registry.graph import Thing
from credway.registry.store.pending import UNKNOWN


class Fingerprints:
    """What should be cached of each thing: its newest description, else the first mention of it."""

    _FIELDS = tuple(name for name in Thing._fields if name not in ("iri", "own"))

    def __init__(self) -> None:
        self._own: dict[str, tuple[tuple[int, int], bytes]] = {}
        self._first: dict[str, tuple[tuple[int, int], bytes]] = {}
        self._label: dict[str, tuple[tuple[int, int], bytes]] = {}

    def note(self, n: int, ord_: int, thing: Thing) -> None:
        """Take up what a publish said; the newest description counts, else the first mention."""
        print_ = self._print(thing)
        if thing.own:
            at = (n, -ord_)
            if at >= self._own.get(thing.iri, (at, b""))[0]:
                self._own[thing.iri] = (at, print_)
            return
        at = (n, ord_)
        if at <= self._first.get(thing.iri, (at, b""))[0]:
            self._first[thing.iri] = (at, print_)
        if thing.label != UNKNOWN and at <= self._label.get(thing.iri, (at, b""))[0]:
            self._label[thing.iri] = (at, print_[:4])

    def compare(self, thing: Thing, unread: bool) -> Iterator[str]:
        """Say which attributes of a thing are not as they should be, and forget it.

        Where documents could not be read (`unread`) only things that others describe can be judged.
        """
        own, first = self._own.pop(thing.iri, None), self._first.pop(thing.iri, None)
        label = self._label.pop(thing.iri, None)
        wanted = own[1] if own else (label[1] if label else first[1][:4]) + first[1][4:] if first else None
        if unread and not own:
            return
        if wanted is None:
            yield "no document mentions it"
            return
        print_ = self._print(thing)
        for place, name in enumerate(self._FIELDS):
            if print_[4 * place : 4 * place + 4] != wanted[4 * place : 4 * place + 4]:
                yield f"{name} is cached as {getattr(thing, name)!r}, its newest description says otherwise"

    def rest(self) -> list[str]:
        """The things that were not among those compared."""
        return sorted(self._own.keys() | self._first.keys())

    def _print(self, thing: Thing) -> bytes:
        values = (repr(getattr(thing, name)).encode() for name in self._FIELDS)
        return b"".join(crc32(value).to_bytes(4, "big") for value in values)
