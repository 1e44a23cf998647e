"""The validator as one call: a document in, a verdict out; nothing is kept and nothing is fetched."""

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any, get_args

import orjson

from credway.shapes.carriers.encodings import BY_NAME, kind_by_name
from credway.shapes.carriers.opening import taken, taken_of
from credway.shapes.carriers.unread import Unreadable
from credway.shapes.documents import JSON, JSON_LD, Document
from credway.shapes.engine import Engine
from credway.shapes.judging import judge_document
from credway.shapes.limits import LOCAL, Limits
from credway.shapes.profiles import PROFILES, Judgement, Profile, judgement, narrowed
from credway.shapes.verdict import Mode, Verdict, placed

BASE = "https://registry.credway.example/"
"""Where a document without an IRI of its own would be kept: the base of the settings, by default."""

Data = bytes | bytearray | memoryview | str | Path | Mapping[str, Any] | Sequence[Any]
"""A document's bytes, its text, a Path to its file, or JSON that was read already."""

_LONGEST_NAME = 1_000
"""How many characters a text has that may be the name of a file."""


class SeveralDocuments(ValueError):
    """What was given holds more than one document, and one verdict cannot be about several."""


def validate(
    data: Data,
    *,
    mode: Mode = "publish",
    media_type: str | None = None,
    profile: Profile = "all",
    limits: Limits = LOCAL,
    base: str = BASE,
) -> Verdict:
    """Judge one document as a registry would.

    It may come in every form that `credway validate` takes: an envelope, an array, a line of NDJSON, an
    archive, UTF-16. `media_type` is what `data` is written in: by default what the end of a file's name
    says, else JSON-LD. A registry accepts it unless the outcome is "refused"; `profile` says which
    findings are returned: "minimum" Violations, "recommended" Warnings too, "all" Infos too. The first
    call compiles the shapes, which takes about a second. Raises SeveralDocuments where there are
    several (see `validate_each`), OSError for a file that cannot be read, TypeError for a value that JSON
    has not and ValueError for an argument that is none of its words, never for what a document says.
    """
    media_type = _asked(mode, profile, media_type)
    document: Document | None = None
    faults: list[Unreadable] = []
    for each in _taken(data, media_type, limits):
        if isinstance(each, Unreadable):
            faults.append(each)
        elif document is None:
            document = each
        else:
            where = f"{each.origin} at {each.pointer}" if each.pointer else each.origin
            raise SeveralDocuments(
                f"a second document begins in {where}; validate_each of credway.shapes judges them one by one"
            )
    if document is None or faults:
        findings = tuple(finding for fault in faults for finding in fault.verdict(mode).findings)
        return Verdict("refused", mode, findings)
    return narrowed(_judged(document, mode, limits, base)[0], profile)


def validate_each(
    data: Data,
    *,
    mode: Mode = "publish",
    media_type: str | None = None,
    profile: Profile = "all",
    limits: Limits = LOCAL,
    base: str = BASE,
) -> Iterator[Judgement]:
    """Judge the documents in a list, in lines, in an archive, one after the other; else as `validate`.

    What cannot be read is judged in its place. Documents are not compared with each other.
    """
    media_type = _asked(mode, profile, media_type)
    for each in _taken(data, media_type, limits):
        if isinstance(each, Unreadable):
            verdict, iri = each.verdict(mode), None
        else:
            verdict, iri = _judged(each, mode, limits, base)
        yield judgement(verdict, profile, origin=each.origin, pointer=each.pointer, document=iri)


def _asked(mode: str, profile: str, media_type: str | None) -> str | None:
    """Return the media type without its parameters. Raises ValueError for a word that is not known."""
    stated = None if media_type is None else media_type.partition(";")[0].strip().lower()
    known = (None, JSON, *dict.fromkeys(BY_NAME.values()))
    for name, word, words in (
        ("mode", mode, get_args(Mode)),
        ("profile", profile, PROFILES),
        ("media_type", stated, known),
    ):
        if word not in words:
            raise ValueError(f"{name} is one of {', '.join(filter(None, words))}, not {word!r:.99}")
    return stated


def _judged(document: Document, mode: Mode, limits: Limits, base: str) -> tuple[Verdict, str | None]:
    found = judge_document(document, mode, _engine(), limits, base)
    return placed(found.verdict, document.pointer), found.reading.iri if found.reading else None


@cache
def _engine() -> Engine:
    from credway.shapes.gate import Gate

    return Gate()


def _taken(data: Data, media_type: str | None, limits: Limits) -> Iterator[Document | Unreadable]:
    match data:
        case Path():
            kind = media_type or kind_by_name(data.name) or JSON_LD
            with data.open("rb") as stream:
                yield from taken(stream, str(data), kind, data.stat().st_size, limits.size)
            return
        case bytes() | bytearray() | memoryview():
            body = bytes(data)
        case str():
            if len(data) < _LONGEST_NAME and kind_by_name(data) and _is_file(data):
                raise ValueError(
                    f"{data!r} is the name of a file; write Path({data!r}) to judge what is in it"
                )
            body = data.encode("utf-8", "surrogatepass")  # then refused as not UTF-8
        case _:
            body = orjson.dumps(data)
    yield from taken_of(body, "document", media_type or JSON_LD, limits.size)


def _is_file(name: str) -> bool:
    try:
        return Path(name).is_file()
    except (OSError, ValueError):  # too long for a name, or with a NUL
        return False
