"""Preflight: what a hostile or sloppy JSON document can do, found before any RDF code sees it.

One walk over the parsed JSON checks size, depth, counts, keywords, terms, IRIs and language tags and
collects the context terms in use, so that only those are handed to the parser. Remote contexts are
never fetched: a context is one of the allow-listed URLs, and in local files also an inline object.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import orjson

from credway.ontology.context import context, names, pruned
from credway.ontology.namespaces import PREFIXES, expand, is_closed
from credway.ontology.terms import terms
from credway.shapes.contexts import judge_context
from credway.shapes.documents import Document
from credway.shapes.engine import Severity
from credway.shapes.limits import Limits
from credway.shapes.refusals import fatal, found
from credway.shapes.verdict import Finding

KEYWORDS = frozenset(
    {
        "@id",
        "@type",
        "@value",
        "@language",
        "@list",
        "@set",
        "@graph",
        "@none",
        "@index",
        "@direction",
    }
)
_IRI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\x00-\x20<>\"{}|\\^`]+\Z")
_LANGUAGE = re.compile(r"[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*\Z")


@dataclass(slots=True)
class Checked:
    """A document that can be parsed: its JSON, the context to parse it with, and what was found."""

    data: dict[str, Any]
    context: dict[str, Any]
    findings: list[Finding] = field(default_factory=list)


def check(document: Document, limits: Limits) -> Checked:
    """Check a JSON-LD document. Raises Fatal where nothing after this step could read it."""
    refuse_large(document, limits)
    data = _parse(document)
    inline, findings = judge_context(data, document, inline=limits.inline_context)
    checked = Checked(data, {}, findings)
    walk = _Walk(checked, limits, document.pointer, inline)
    walk.run(data)
    if not walk.subjects:
        raise fatal(
            "EMPTY_GRAPH",
            "The document describes nothing: it has no node with properties.",
            document.pointer,
        )
    checked.context = {**pruned(names(data)), **inline}
    return checked


def refuse_large(document: Document, limits: Limits) -> None:
    """Raise Fatal for a document of too many bytes."""
    if len(document.body) > limits.size:
        raise fatal(
            "TOO_LARGE", f"{len(document.body):,} bytes; the most is {limits.size:,}. Split the document."
        )


def _parse(document: Document) -> dict[str, Any]:
    try:
        text = document.body.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise fatal("NOT_UTF8", f"Byte {error.start} is not UTF-8. Save the file as UTF-8.") from None
    if _depth_exceeds(text, 512):
        raise fatal("TOO_DEEP", "The document is nested more than 512 levels deep.")
    try:
        data = orjson.loads(text)
    except orjson.JSONDecodeError as error:
        raise fatal(
            "NOT_JSON", f"Not JSON at line {error.lineno}, column {error.colno}: {error.msg}."
        ) from None
    if not isinstance(data, dict):
        raise fatal("NOT_AN_OBJECT", "A document is one JSON object with an @context.", document.pointer)
    return data


def _depth_exceeds(text: str, limit: int) -> bool:
    """Count brackets outside strings; cheap, and before any recursive parser."""
    if text.count("[") + text.count("{") <= limit:
        return False
    depth = 0
    for match in re.finditer(r'"(?:[^"\\]|\\.)*"|[\[{]|[\]}]', text):
        mark = match[0]
        if mark in "[{":
            depth += 1
            if depth > limit:
                return True
        elif mark in "]}":
            depth -= 1
    return False


class _Walk:
    """One iterative walk over the JSON, with pointers for messages."""

    def __init__(
        self,
        checked: Checked,
        limits: Limits,
        pointer: str,
        inline: Mapping[str, Any],
    ) -> None:
        self.checked, self.limits, self.root = checked, limits, pointer
        self.terms: Mapping[str, Any] = {**context(), **inline}
        self.nodes = self.subjects = 0
        self.vocab = "@vocab" in inline

    def run(self, data: Mapping[str, Any]) -> None:
        stack: list[tuple[Any, int, str, str]] = [(data, 0, "", self.root)]
        while stack:
            value, depth, key, pointer = stack.pop()
            if depth > self.limits.depth:
                raise fatal("TOO_DEEP", f"Nested more than {self.limits.depth} levels deep.", pointer)
            if isinstance(value, dict):
                stack.extend(self._object(value, depth, key, pointer))
            elif isinstance(value, list):
                if len(value) > self.limits.nodes or (key != "@graph" and len(value) > self.limits.values):
                    raise fatal(
                        "TOO_MANY_VALUES",
                        f"{len(value):,} values of {key}; the most is {self.limits.values:,}.",
                        pointer,
                    )
                stack.extend(
                    (v, depth + 1, key, f"{pointer}/{i}") for i, v in reversed(list(enumerate(value)))
                )
            elif isinstance(value, str):
                self._string(value, key, pointer)

    def _object(
        self, value: dict[str, Any], depth: int, key: str, pointer: str
    ) -> list[tuple[Any, int, str, str]]:
        self.nodes += 1
        if self.nodes > self.limits.nodes:
            raise fatal(
                "TOO_MANY_NODES",
                f"More than {self.limits.nodes:,} nodes. Split the document.",
                pointer,
            )
        if self._is_language_map(key, value):
            for tag in value:
                if tag != "@none" and not _LANGUAGE.match(tag):
                    self._add(
                        "BAD_LANGUAGE",
                        f"{tag!r} is not a language tag such as en or en-US.",
                        f"{pointer}/{_escape(tag)}",
                    )
            return []
        if depth and "@context" in value:
            raise fatal(
                "NESTED_CONTEXT",
                "A nested @context may fetch or change meaning. Remove it.",
                f"{pointer}/@context",
            )
        parts: list[tuple[Any, int, str, str]] = []
        for name, inner in value.items():
            where = f"{pointer}/{_escape(name)}"
            if name == "@context":
                continue
            if name.startswith("@"):
                if name not in KEYWORDS:
                    raise fatal("KEYWORD", f"The keyword {name} is not accepted.", where)
                if name == "@id" and not self._is_iri(inner):
                    self._add("BAD_IRI", f"@id {str(inner)[:100]!r} is not an absolute IRI.", where)
            else:
                self._term(name, where)
                if value is not None and name not in ("@graph",):
                    self.subjects += 1
            if isinstance(inner, dict | list | str):
                parts.append((inner, depth + 1, name, where))
        return list(reversed(parts))

    def _term(self, name: str, pointer: str) -> None:
        if name in self.terms:
            return
        prefix, colon, _ = name.partition(":")
        if colon and prefix in PREFIXES:
            iri = expand(name)
            if iri in terms() or not is_closed(iri):
                return
        if colon and prefix in self.terms:
            self._add(
                "UNKNOWN_TERM",
                f"{name} is not a term of CTDL or of Credway. Check its spelling.",
                pointer,
                severity="Warning",
            )
        elif not (colon and prefix in ("http", "https")) and not self.vocab:
            self._add(
                "UNDEFINED_TERM",
                f"{name} is not defined in the context; what it says would be lost. "
                "Use a term such as ceterms:name.",
                pointer,
            )

    def _string(self, value: str, key: str, pointer: str) -> None:
        if len(value) > self.limits.string:
            raise fatal(
                "TOO_LONG",
                f"A string of {len(value):,} characters; the most is {self.limits.string:,}.",
                pointer,
            )
        definition = self.terms.get(key)
        points = isinstance(definition, dict) and definition.get("@type") == "@id"
        if points and not self._is_iri(value):
            self._add("BAD_IRI", f"{value[:100]!r} is not an absolute IRI, as {key} needs.", pointer)

    def _is_language_map(self, key: str, value: Mapping[str, Any]) -> bool:
        definition = self.terms.get(key)
        return (
            isinstance(definition, dict)
            and definition.get("@container") == "@language"
            and "@value" not in value
            and "@id" not in value
        )

    def _is_iri(self, value: Any) -> bool:
        if not isinstance(value, str) or len(value) > 2_000:
            return False
        return bool(_IRI.match(value)) or (value.startswith("_:") and len(value) > 2)

    def _add(self, code: str, message: str, pointer: str, severity: Severity = "Violation") -> None:
        if len(self.checked.findings) < self.limits.findings:
            self.checked.findings.append(found(code, message, pointer, severity=severity))


def _escape(name: str) -> str:
    return name.replace("~", "~0").replace("/", "~1")
