"""Repairs of JSON values whose meaning is certain though they are written wrong."""

import re
from collections import defaultdict
from collections.abc import Mapping
from functools import cache, lru_cache
from typing import Any, Final

from pyoxigraph import BlankNode, NamedNode

from credway.ontology.namespaces import compact, expand
from credway.ontology.schemes import schemes
from credway.ontology.terms import terms
from credway.shapes import ranges

IRI: Final = re.compile(r"(?!(?i:https?):(?!//[^/?#]))[A-Za-z][A-Za-z0-9+.-]*:[^\x00-\x20<>\"{}|\\^`]+\Z")
LANGUAGE: Final = re.compile(r"(?:[A-Za-z]{2,3}|[xXiI](?=-))(-[A-Za-z0-9]{1,8})*\Z")
LONGEST: Final = 2_000
"""Longest IRI, in characters."""
SCHEMES: Final = frozenset(
    {
        "http",
        "https",
        "urn",
        "mailto",
        "tel",
        "did",
        "doi",
        "info",
        "ark",
        "tag",
        "geo",
        "ftp",
        "data",
        "hdl",
        "isbn",
        "lei",
        "ni",
        "orcid",
    }
)
"""Schemes of IRIs that are not taken for a prefix which nobody declared."""

_TAG: Final = re.compile(r"[a-z]{2}([-_:][A-Za-z0-9]{2,8})*\Z")
_BARE_CTID: Final = re.compile(r"ce-[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\Z", re.IGNORECASE)
_UUID: Final = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\Z", re.IGNORECASE)
_NUMBER: Final = re.compile(r"[+-]?\d+(\.\d+)?")
_AMOUNT_SIGNS: Final = re.compile(r"^\s*\$|,(?=[0-9]{3})|\s")
_BARE_PERCENT: Final = re.compile(r"%(?![0-9A-Fa-f]{2})")
_HOST: Final = re.compile(r"(?:www\.|[\w-]+\.(?:com|org|edu|gov|net)\b)", re.IGNORECASE)
_HOSTLESS: Final = re.compile(r"https?:(?!//[^/?#])", re.IGNORECASE)
_DATE: Final = re.compile(r"[0-9]{4}(-[0-9]{1,2}){0,2}")
_FRAMEWORK: Final = frozenset({"ceterms:framework", expand("ceterms:framework")})


def is_iri(text: Any) -> bool:
    """Tell whether a value is an absolute IRI or the label of a blank node."""
    if not isinstance(text, str) or len(text) > LONGEST:
        return False
    blank = text.startswith("_:")
    if not blank and not IRI.match(text):
        return False
    try:  # what the parser would not take it drops, with all that is said about it
        BlankNode(text[2:]) if blank else NamedNode(text)
    except ValueError:
        return False
    return True


@lru_cache(maxsize=4096)
def is_type(text: str) -> bool:
    """Tell whether a text is an IRI; of classes a document has few, and names each many times."""
    return is_iri(text)


def iri(text: str, key: str) -> str | None:
    """Return the IRI that a text under a key certainly means, or None.

    Space around an IRI goes, a CTID alone becomes `urn:ctid:`, and the name of a concept scheme of
    CTDL becomes its IRI where a framework is asked for.
    """
    bare = text.strip()
    if bare != text and is_iri(bare):
        return bare
    if _BARE_CTID.match(bare):
        return f"urn:ctid:{bare.lower()}"
    return _scheme_names().get(bare) if key in _FRAMEWORK else None


def literal(text: str, key: str) -> dict[str, str] | None:
    """Return the plain value that a text is under a property that takes such, or None.

    The context of CTDL would make an address of it, which nobody means by "10".
    """
    return {"@value": text} if text.strip(" .") and ranges.takes_literals(key) else None


@lru_cache(maxsize=1024)
def is_language(tag: str) -> bool:
    """Tell whether a text is a language tag."""
    return LANGUAGE.match(tag) is not None


def what_is_wrong(text: str, key: str, owner: str = "") -> str:
    """Say why a text is no IRI and what to write; `owner` is the property that the node stands under."""
    shown = repr(text[:100])
    if text.startswith("_:"):
        return f"{shown} is no label of a blank node. Write _: and letters and digits, such as _:b1."
    if text.strip(" .") == "" and text.strip():
        return f"{shown} is a placeholder. Leave it out, or write what it stands for."
    if not text.strip():
        return f"{key} is empty. Leave it out, or write an identifier."
    if _UUID.match(text):
        return f"{shown} is a UUID without an address. Write the whole IRI, such as https://…/resources/ce-{text}."
    if _HOST.match(text):
        return f"{shown} is not a whole address. Write https:// before it, and %20 for a space."
    if _HOSTLESS.match(text):
        return f"{shown} is a web address without a host. Write one such as https://example.org/things/1."
    if ":" not in text and ranges.takes_numbers(key):
        return _no_number(text, key)
    named = ranges.member(text[:100], owner) if key == "ceterms:targetNode" else ""
    instead = named or ranges.instead(text[:100], key)
    if " " in text.strip() and ":" not in text.partition(" ")[0]:
        if instead:
            return f"{shown} is text, and {key} takes a thing. {instead}"
        return (
            f"{shown} is text, and {key} takes an identifier. Move the text to a property of text, "
            "or write the address of the thing."
        )
    if _DATE.fullmatch(text.strip()) and ranges.takes_dates(key):
        return (
            f"{shown} is a date, and CTDL's context reads what stands under {key} as an address. "
            f'Write {{"@value": "{text.strip()}"}}.'
        )
    if len(text) > LONGEST:
        return f"The identifier has {len(text):,} characters; the most is {LONGEST:,}."
    fault = next((c for c in text if ord(c) <= 32 or c in '<>"{}|\\^`'), None)
    if fault is not None and ":" in text:
        coded = "".join(f"%{byte:02X}" for byte in fault.encode())
        return f"{shown} is no IRI: it holds {fault!r}. Write {coded} for it, or correct the address."
    if ":" in text and _BARE_PERCENT.search(text):
        return (
            f"{shown} is no IRI: after % two hexadecimal digits must follow. Write %25 for the sign %, "
            "or correct the address."
        )
    instead = instead or "Write it in full, such as https://example.org/things/1."
    return f"{shown} is not an absolute IRI, as {key} needs. {instead}"


def _no_number(text: str, key: str) -> str:
    """Say how to write a number, which CTDL's context reads as an address where it stands in quotes."""
    bare = _AMOUNT_SIGNS.sub("", text)
    if not _NUMBER.fullmatch(bare):
        return f"{text[:100]!r} is no number, as {key} needs. Write one without quotes, such as 3."
    what = "a number in quotes" if bare == text.strip() else "no plain number"
    return f"{text[:100]!r} is {what}, which {key} reads as an address. Write it without: {bare}."


def language(tag: str) -> str | None:
    """Return the language tag that a faulty one certainly means, or None; `@none` where it is empty."""
    bare = tag.strip().replace("_", "-").replace(":", "-")
    if not bare:
        return "@none"
    return bare if LANGUAGE.match(bare) else None


def are_languages(value: Any) -> bool:
    """Tell whether an object holds texts by language and nothing else."""
    return (
        isinstance(value, dict)
        and bool(value)
        and all(_TAG.match(key) for key in value)
        and all(isinstance(each, str) for held in value.values() for each in _listed(held))
    )


def spread(value: Mapping[str, Any]) -> list[dict[str, str]]:
    """Write texts by language as one object for each text."""
    return [
        {"@value": text, "@language": language(tag) or tag}
        for tag, held in value.items()
        for text in _listed(held)
    ]


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def classes(name: str) -> str | None:
    """Return the class that a type without a prefix means, as a CURIE, or None."""
    found = _class_names().get(name, ())
    return found[0] if len(found) == 1 else None


@cache
def _scheme_names() -> dict[str, str]:
    """The concept schemes of CTDL by their name without a prefix."""
    return {
        local: iri
        for iri in schemes()
        if (local := compact(iri).partition(":")[2])
        and compact(iri).startswith(("ceterms:", "ceasn:", "qdata:"))
    }


@cache
def _class_names() -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for term in terms().values():
        if term.kind == "class":
            found[term.curie.partition(":")[2]].append(term.curie)
    return found
