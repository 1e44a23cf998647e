"""The limits of one document, as two named sets: from the network, and from a local file."""

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Limits:
    """What one document may be at most; beyond it the document is refused and the limit named.

    `size` in bytes; `depth` levels of nesting; `nodes` of the document; `values` of one property, and
    `paired` of one that is compared with another, such as a start with an end;
    `string` in characters; `triples` of its graph; `findings` are how many a verdict returns.
    `inline_context`: whether it may bring definitions of its own. `seconds` and `megabytes` are what a
    worker process may take to judge it.
    """

    size: int
    depth: int
    nodes: int
    values: int
    string: int
    triples: int
    findings: int
    inline_context: bool
    seconds: float
    megabytes: int
    paired: int = 20


NETWORK: Final = Limits(1_000_000, 32, 5_000, 1_000, 65_536, 50_000, 100, False, 10.0, 2_000, 20)
"""For documents that anybody may send."""

LOCAL: Final = Limits(50_000_000, 32, 200_000, 50_000, 65_536, 2_000_000, 100, True, 300.0, 6_000, 20)
"""For files that somebody at this machine has chosen."""

STORED: Final = Limits(2**40, 512, 2**31, 2**31, 2**40, 2**40, 0, True, 3_600.0, 2**20, 2**31)
"""For what was accepted before: it must be read again whatever the limits are now."""
