"""A validator that dies of what a document says: for tests of the processes that judge."""

import os
import signal
import time
from collections.abc import Sequence

from pyoxigraph import Triple

from credway.shapes.engine import Result


class Dying:
    """Accepts everything, unless a name in it is that of a fault."""

    def conforms(self, graph: Sequence[Triple]) -> bool:
        """Accept, if it comes to that."""
        return not self.report(graph)

    def report(self, graph: Sequence[Triple], *, forgiving: bool = False) -> list[Result]:
        """Find nothing, if it comes to that."""
        said = {getattr(triple.object, "value", "") for triple in graph}
        if "killed" in said:
            os.kill(os.getpid(), signal.SIGKILL)
        if "slow" in said:
            time.sleep(3_600)
        if "greedy" in said:
            bytearray(2**44)
        if "failing" in said:
            raise RecursionError("a shape that never ends")
        return []


def dying() -> Dying:
    """Make one, in whatever process."""
    return Dying()
