"""Rows both ways: what the core means, as both stores keep it.

Writes are plain dictionaries whose keys are the parameters of the write queries; both stores are given
the same. Reads are tuples in the documented order of columns. Whatever does not fit raises ValueError.
"""

import hashlib
import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

import orjson

from credway.registry.envelope import Envelope
from credway.registry.graph import STILL_OPEN, Alias, Link, Row, Thing
from credway.registry.store.port import AliasRow, Meta, OpenRow

LIFTED = (
    "action",
    "aspect",
    "complete",
    "denied",
    "entryStatus",
    "measure",
    "predicate",
    "refused",
    "region",
    "relation",
    "status",
)
"""What queries filter by inside a body: kept as properties of their own where a body is one string."""

_ENVELOPE = (
    *("document", "version", "n", "ord", "digest", "mode", "outcome", "published_at", "media_type"),
    *(
        "publisher",
        "effective_from",
        "corrects",
        "withdrawn",
        "reason",
        "superseded_by",
        "projection",
        "body",
    ),
)
_TIMES = ("valid_from", "valid_to", "stated", "recorded_from", "recorded_to")
_STATEMENT = (
    *("sid", "kind", "key", "document", "version", "asserted_by", *_TIMES),
    *("subject", "place", "number", "body", "links"),
)
_EDGE = ("sid", "kind", "document", "version", "asserted_by", *_TIMES, "source", "target")

_WORD = re.compile(r"[A-Za-z][A-Za-z0-9_]*")


def thing_row(thing: Thing) -> dict[str, Any]:
    """Write a thing."""
    return {
        "iri": thing.iri,
        "label": _word(thing.label),
        "types": orjson.dumps(thing.types).decode(),
        "type_list": list(thing.types),
        "name": thing.name,
        "ctid": thing.ctid,
        "reference_only": thing.reference_only,
        "sort": thing.sort,
        "search": thing.search,
    }


def thing(row: Sequence[Any]) -> Thing:
    """Read a thing; `own` says nothing here."""
    iri, label, types, name, ctid, reference_only, sort, search = row
    return Thing(iri, label, False, tuple(decoded(types)), name, ctid, bool(reference_only), sort, search)


def envelope_row(envelope: Envelope) -> dict[str, Any]:
    """Write an envelope, with a checksum of all of it."""
    return {
        "document": envelope.document,
        "version": envelope.version,
        "n": envelope.n,
        "ord": envelope.ord,
        "digest": envelope.digest,
        "mode": envelope.mode,
        "outcome": envelope.outcome,
        "published_at": envelope.published_at,
        "media_type": envelope.media_type,
        "publisher": envelope.publisher,
        "effective_from": envelope.effective_from,
        "corrects": envelope.corrects,
        "withdrawn": envelope.withdrawn,
        "reason": envelope.reason,
        "superseded_by": envelope.superseded_by,
        "projection": envelope.projection,
        "body": envelope.body,
        "checksum": checksum(envelope),
    }


def envelope(row: Sequence[Any]) -> Envelope:
    """Read an envelope."""
    found = dict(zip(_ENVELOPE, row, strict=True))
    found["withdrawn"], found["body"] = bool(found["withdrawn"]), bytes(found["body"])
    return Envelope(**found)


def checksum(envelope: Envelope) -> str:
    """The SHA-256 of an envelope: of its fields as JSON, then of its bytes."""
    header = {name: getattr(envelope, name) for name in _ENVELOPE if name != "body"}
    return hashlib.sha256(orjson.dumps(header, option=orjson.OPT_SORT_KEYS) + envelope.body).hexdigest()


def proves(checksum_: str, envelope: Envelope) -> bool:
    """Whether a checksum is that of an envelope, or, as the first registries kept it, of its bytes alone."""
    return checksum_ in (checksum(envelope), hashlib.sha256(envelope.body).hexdigest())


def statement_row(row: Row) -> dict[str, Any]:
    """Write a statement, less its links and what is lifted."""
    return _times(row) | {
        "kind": _word(row.kind),
        "key": row.key,
        "subject": row.subject,
        "place": row.place,
        "number": row.number,
        "body": row.body,
    }


def link_rows(row: Row) -> list[dict[str, Any]]:
    """Write the links of a statement."""
    owner = {"sid": row.sid, "recorded_from": row.recorded_from, "valid_from": row.valid_from}
    return [owner | {"role": _word(k.role), "ord": k.ord, "target": k.target} for k in row.links]


def statement(row: Sequence[Any]) -> Row:
    """Read a statement with its links."""
    found = dict(zip(_STATEMENT, row, strict=True))
    linked = (Link(role, target, order) for role, target, order in decoded(found["links"]))
    found["links"] = tuple(sorted(linked, key=lambda k: (k.role, k.ord, k.target)))
    return Row(**found)


def edge_row(row: Row) -> dict[str, Any]:
    """Write an edge."""
    return _times(row) | {"kind": _word(row.kind), "source": row.source, "target": row.target}


def edge(row: Sequence[Any]) -> Row:
    """Read an edge."""
    found = dict(zip(_EDGE, row, strict=True))
    return Row(key=f"{found['source']} {found['kind']} {found['target']}", **found)


def open_row(row: Sequence[Any]) -> OpenRow:
    """Read what a publish needs to know of an open row, less the document."""
    return OpenRow(*row)


def closing_row(row: OpenRow, n: int) -> dict[str, Any]:
    """Write the end of a row's recorded time."""
    return {
        "sid": row.sid,
        "recorded_from": row.recorded_from,
        "valid_from": row.valid_from,
        "source": row.source,
        "target": row.target,
        "recorded_to": n,
    }


def alias_row(row: AliasRow) -> dict[str, Any]:
    """Write an alias, also to close it."""
    return {
        "alias": row.alias.alias,
        "scheme": row.alias.scheme,
        "thing": row.alias.thing,
        "document": row.document,
        "recorded_from": row.recorded_from,
        "recorded_to": row.recorded_to,
    }


def alias(row: Sequence[Any]) -> AliasRow:
    """Read an alias; one without an end is open."""
    spelling, scheme, named, document, recorded_from, *end = row
    [recorded_to] = end or [STILL_OPEN]
    return AliasRow(Alias(spelling, scheme, named), document, recorded_from, recorded_to)


def meta(row: Sequence[Any]) -> Meta:
    """Read the registry's own facts."""
    base, schema, n, visible, name = row
    return Meta(base, schema, n, visible, name)


def decoded(links: Any) -> Sequence[Any]:
    """The links of a statement as lists, however the store gives them."""
    found: Sequence[Any] = orjson.loads(links) if isinstance(links, str) else links
    return found


def lifted(body: str) -> Mapping[str, Any]:
    """What queries filter by in a body, less what is a list or an object."""
    found = orjson.loads(body) if body else {}
    return {name: found[name] for name in LIFTED if isinstance(found.get(name), str | int | float)}


def _times(row: Row) -> dict[str, Any]:
    return {
        "sid": row.sid,
        "document": row.document,
        "version": row.version,
        "asserted_by": row.asserted_by,
        "valid_from": row.valid_from,
        "valid_to": row.valid_to,
        "stated": row.stated,
        "recorded_from": row.recorded_from,
        "recorded_to": row.recorded_to,
    }


@lru_cache(maxsize=1024)
def _word(text: str) -> str:
    """A label or a type: letters, digits and low lines only, as both stores write them in queries."""
    if _WORD.fullmatch(text) is None:
        raise ValueError(f"{text!r} cannot be the label, kind or role of a row")
    return text
