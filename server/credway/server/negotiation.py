"""Content negotiation by q-values (RFC 9110 section 12.5.1), over a fixed list of formats."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import quote, urlencode

from starlette.requests import Request

from credway.shapes.documents import JSON, JSON_LD, N_QUADS, N_TRIPLES, RDF_XML, TURTLE

HTML = "text/html"

FORMATS = {
    "jsonld": JSON_LD,
    "ttl": TURTLE,
    "nt": N_TRIPLES,
    "nq": N_QUADS,
    "rdf": RDF_XML,
    "html": HTML,
    "json": JSON,
}
"""Names for `?format=`, in the order in which ties are settled: JSON-LD first, plain JSON last."""

_PART = re.compile(r'(?:[^,"]|"(?:[^"\\]|\\.)*")+')
_RANGE = re.compile(r"\s*([!#$%&'*+.^_`|~\w-]+|\*)/([!#$%&'*+.^_`|~\w-]+|\*)\s*((?:;.*)?)\Z", re.S)
_Q = re.compile(r";\s*q\s*=\s*([01](?:\.\d{0,3})?)\s*(?:;|\Z)", re.I)


@dataclass(frozen=True, slots=True)
class Range:
    """One media range of an Accept header with its weight; parameters other than q are passed over."""

    kind: str
    subtype: str
    q: float

    def fit(self, media_type: str) -> int:
        """How exactly it names a media type: 3 itself, 2 its kind, 1 anything, 0 not at all."""
        kind, _, subtype = media_type.partition("/")
        if (self.kind, self.subtype) == (kind, subtype):
            return 3
        if self.kind == kind and self.subtype == "*":
            return 2
        return 1 if (self.kind, self.subtype) == ("*", "*") else 0


def ranges(accept: str | None) -> list[Range]:
    """Read an Accept header; one that is absent or cannot be read accepts anything."""
    found = list(_ranges(accept or ""))
    return found or [Range("*", "*", 1.0)]


def choose(accept: str | None, offers: Sequence[str]) -> str | None:
    """Return the offer with the highest weight, the earlier of equals, or None."""
    asked = ranges(accept)
    best: str | None = None
    weight = 0.0
    for offer in offers:
        q = _weight(asked, offer)
        if q > weight:
            best, weight = offer, q
    return best


def prefers(accept: str | None, one: str, over: Sequence[str]) -> bool:
    """Whether a client asks for `one` by name or kind, and wants none of the others more."""
    asked = ranges(accept)
    named = any(each.q > 0 and each.fit(one) > 1 for each in asked)
    return named and all(_weight(asked, one) >= _weight(asked, other) for other in over)


def as_format(request: Request, media_type: str) -> str:
    """The address of a request with a format named, and all else that it names kept."""
    name = next(key for key, form in FORMATS.items() if form == media_type)
    query = [(k, v) for k, v in request.query_params.multi_items() if k != "format"]
    return f"{quote(request.scope['path'])}?{urlencode([*query, ('format', name)])}"


def _weight(asked: Sequence[Range], media_type: str) -> float:
    """The weight that the most exact range gives."""
    fits = [(each.fit(media_type), each.q) for each in asked if each.fit(media_type)]
    return max(fits)[1] if fits else 0.0


def _ranges(accept: str) -> Iterator[Range]:
    for part in _PART.findall(accept):
        match = _RANGE.match(part)
        if match is None:
            continue
        q = _Q.search(match[3])
        if q is None and re.search(r";\s*q\s*=", match[3], re.I):
            continue  # a weight that is none
        yield Range(match[1].lower(), match[2].lower(), min(float(q[1]), 1.0) if q else 1.0)
