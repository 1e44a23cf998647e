"""The validator as one call: a document in, a verdict out; nothing is kept and nothing is fetched."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import orjson

from credway.shapes.documents import ENDINGS, JSON_LD, Document
from credway.shapes.engine import Engine
from credway.shapes.judging import judge_document
from credway.shapes.limits import LOCAL, Limits
from credway.shapes.profiles import Profile, narrowed
from credway.shapes.verdict import Mode, Verdict

BASE = "https://registry.credway.example/"
"""Where a document without an IRI of its own would be kept: the base of the settings, by default."""

_BOM = b"\xef\xbb\xbf"


def validate(
    data: bytes | str | Path | Mapping[str, Any],
    *,
    mode: Mode = "publish",
    media_type: str | None = None,
    profile: Profile = "all",
    limits: Limits = LOCAL,
    base: str = BASE,
) -> Verdict:
    """Judge one document as a registry would.

    `data` are its bytes or its text, a Path to its file, or JSON that was read already. `media_type`
    is what it is written in: by default what the end of a file's name says, else JSON-LD. A registry
    accepts it unless the outcome is "refused"; `profile` says which findings are returned: "minimum"
    Violations, "recommended" Warnings too, "all" Infos too. The first call compiles the shapes, which
    takes about a second. Raises OSError for a file that cannot be read and TypeError for a value that
    JSON has not, never for what a document says.
    """
    found = judge_document(_document(data, media_type), mode, _engine(), limits, base)
    return narrowed(found.verdict, profile)


@cache
def _engine() -> Engine:
    from credway.shapes.gate import Gate

    return Gate()


def _document(data: bytes | str | Path | Mapping[str, Any], media_type: str | None) -> Document:
    match data:
        case Path():
            kind = media_type or ENDINGS.get(data.suffix.lower(), JSON_LD)
            return Document(data.read_bytes().removeprefix(_BOM), str(data), kind)
        case bytes():
            body = data
        case str():
            body = data.encode("utf-8", "surrogatepass")  # then refused as not UTF-8
        case _:
            body = orjson.dumps(data)
    return Document(body.removeprefix(_BOM), media_type=media_type or JSON_LD)
