"""Answers that are given again: what is asked of one moment and one day has one answer.

What is recorded is closed and never rewritten, so an answer changes only with the newest number, with
the day where none is asked for, and with the languages of who asks; all three are part of its key.
"""

import hashlib
from typing import Any

import orjson
from cachetools import LRUCache

from credway.graphql.context import Context
from credway.registry.clock import today

Key = bytes


class Kept:
    """Answers as written, up to so many bytes in all; the ones asked for longest ago go first."""

    def __init__(self, most: int) -> None:
        self.most = most
        self._written: LRUCache[Key, bytes] = LRUCache(most, len)

    async def key(self, context: Context, asked: Any) -> Key:
        """What an answer to a question is kept under; reads the newest number. Raises StoreError."""
        moment = (await context.newest()).visible, today(context.registry.clock), context.languages
        return hashlib.sha256(
            orjson.dumps([moment, asked], default=str, option=orjson.OPT_SORT_KEYS)
        ).digest()

    def find(self, key: Key) -> bytes | None:
        """The answer under a key, None where it is not kept or no more."""
        return self._written.get(key)

    def keep(self, key: Key, written: bytes, context: Context) -> None:
        """Keep an answer, but not one that time cut short: asked again it may say more."""
        if len(written) <= self.most and not context.hurried:
            self._written[key] = written
