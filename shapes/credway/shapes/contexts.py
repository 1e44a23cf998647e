"""Contexts: which are accepted, by name; never fetched."""

from collections.abc import Mapping
from typing import Any, Final

from credway.ontology.context import CONTEXT_URLS
from credway.shapes.documents import Document
from credway.shapes.refusals import fatal, found
from credway.shapes.verdict import Finding

CONTEXT: Final = "https://credreg.net/ctdl/schema/context/json"
"""The context that messages recommend."""

_UNSAFE_IN_CONTEXT = ("@import", "@propagate", "@protected", "@reverse")
_REFUSED_MEANINGS: Final = frozenset({"@included", "@json", "@reverse"})
_REFUSED_CONTAINERS: Final = frozenset({"@graph", "@id", "@index"})


def judge_context(
    data: Mapping[str, Any], document: Document, *, inline: bool
) -> tuple[dict[str, Any], list[Finding]]:
    """Judge the context; return the definitions that it brings, where `inline` allows them, and findings.

    Raises Fatal for a context that could change what known terms mean.
    """
    findings: list[Finding] = []
    given = data.get("@context")
    pointer = f"{document.pointer}/@context"
    brought: dict[str, Any] = {}
    parts = given if isinstance(given, list) else [given]
    if given is None:
        findings.append(
            found(
                "NO_CONTEXT",
                f'There is no @context, so that the keys mean nothing. Add "@context": "{CONTEXT}".',
                pointer,
            )
        )
    for part in parts:
        if isinstance(part, str) and part not in CONTEXT_URLS:
            findings.append(
                found(
                    "UNKNOWN_CONTEXT",
                    f"The context {part[:200]} is not known here and is never fetched; the CTDL context "
                    f"was read in its place. Name one of the CTDL context URLs, such as {CONTEXT}.",
                    pointer,
                )
            )
        elif isinstance(part, dict):
            _refuse_unsafe(part, pointer, inline=inline)
            findings.append(
                found(
                    "INLINE_CONTEXT",
                    "The document brings a context of its own; publishing over the network would refuse it.",
                    pointer,
                    severity="Info",
                )
            )
            brought |= {k: v for k, v in part.items() if k not in ("@version", "@vocab", "@base")}
            brought |= {k: part[k] for k in ("@vocab", "@base") if isinstance(part.get(k), str)}
        elif part is not None and not isinstance(part, str):
            raise fatal(
                "BAD_CONTEXT",
                f'@context is neither a URL nor an object. Write "@context": "{CONTEXT}".',
                pointer,
            )
    return brought, findings


def _refuse_unsafe(part: Mapping[str, Any], pointer: str, *, inline: bool) -> None:
    """Raise Fatal for a context of the document's own that could change what known terms or keys mean."""
    if not inline or any(key in part for key in _UNSAFE_IN_CONTEXT) or _names_remote(part):
        raise fatal(
            "INLINE_CONTEXT",
            "An inline @context may change the meaning of terms. Name one of the CTDL context "
            f"URLs instead, such as {CONTEXT}, and write IRIs in full.",
            pointer,
        )
    if term := _regrouped(part):
        raise fatal(
            "INLINE_CONTEXT",
            f"The @context makes a keyword of {term[:99]} that is not accepted, such as @reverse, or "
            "groups its values by keys, as @index does. Remove this, and write values in an array.",
            pointer,
        )


def _names_remote(part: Mapping[str, Any]) -> bool:
    """Whether a term definition has a scoped context that would be fetched."""
    return any(isinstance(v, dict) and "@context" in v for v in part.values())


def _regrouped(part: Mapping[str, Any]) -> str:
    """Return a term that is defined as a keyword which is not accepted, or whose values are grouped by keys.

    The parser would follow the definition, and what looks at the keys here would not.
    """
    for term, meant in part.items():
        if isinstance(meant, str):
            if meant in _REFUSED_MEANINGS:
                return term
        elif isinstance(meant, dict):
            containers = meant.get("@container")
            kinds = {str(each) for each in (containers if isinstance(containers, list) else [containers])}
            if {str(meant.get("@id")), str(meant.get("@type"))} & _REFUSED_MEANINGS:
                return term
            if kinds & _REFUSED_CONTAINERS or "@reverse" in meant:
                return term
    return ""


def judge_without(
    findings: list[Finding], document: Document, *, known: int, curies: int, unknown: int
) -> None:
    """Judge a document that names no context: expanded IRIs need none, and no other key means anything.

    `known` of its keys are terms, and `curies` of those are no IRIs; `unknown` are no terms. Changes
    the findings; raises Fatal for what is no CTDL at all.
    """
    if known < unknown or not known:
        raise fatal(
            "NOT_CTDL",
            f"There is no @context, and {unknown:,} of {known + unknown:,} keys are no CTDL terms, such as "
            "ceterms:name. If this is the input of a publishing tool, publish the CTDL that it makes.",
            document.pointer,
        )
    missing = [each for each in findings if each.code == "NO_CONTEXT"]
    if not curies:
        findings[:] = [each for each in findings if each not in missing]
    elif not missing:
        message = (
            "The members of the array have no @context, so that their keys mean nothing. Give each its own: "
            f'"@context": "{CONTEXT}".'
        )
        findings.append(found("NO_CONTEXT", message, document.pointer))
