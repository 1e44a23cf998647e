"""What two documents claim: a thing that each describes as its own, a CTID that each gives to a thing."""

from collections.abc import Callable
from dataclasses import dataclass

from credway.ontology.namespaces import expand
from credway.registry.locating import conflict
from credway.registry.preparing import Prepared
from credway.shapes.verdict import Finding

CTID = expand("ceterms:ctid")


@dataclass(frozen=True, slots=True)
class Holder:
    """The document that has a thing or a CTID, and where it came from if it came in the same run."""

    document: str
    origin: str = ""
    pointer: str = ""

    @property
    def place(self) -> str:
        """Where it came from, "" where it was held before."""
        return f"{self.origin} at {self.pointer}" if self.pointer else self.origin

    def __str__(self) -> str:
        """The document with its place."""
        return f"{self.document}, in {self.place}" if self.place else self.document


def contested(each: Prepared, holder: Callable[[str], Holder | None]) -> Finding | None:
    """The first thing of a document, or CTID, that another document has; `holder` says which has it."""
    document = each.submission.document
    named = set(each.ctids.values())
    for thing in sorted(each.owned, key=lambda iri: (iri not in named, iri)):
        other = holder(thing)
        if other is not None and other.document != each.iri:
            message = (
                f"{thing} is already described by {other}. Only one document may describe a thing: remove it "
                "from one of the two, or say what you know of it in a credway:Claim."
            )
            return conflict(document, message, thing)
    for ctid, thing in sorted(each.ctids.items()):
        other = holder(ctid)
        if other is not None and other.document != each.iri:
            message = (
                f"{ctid} is the CTID of a thing in {other} too. A CTID names one thing: give each a CTID of "
                "its own."
            )
            return conflict(document, message, thing, CTID, ctid)
    return None
