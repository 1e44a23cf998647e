"""Preflight: what a hostile or sloppy JSON document can do, found before any RDF code sees it.

One walk over the parsed JSON checks size, depth, counts, keywords, terms, IRIs and language tags and
collects the context terms in use, so that only those are handed to the parser. Remote contexts are
never fetched: a context is one of the allow-listed URLs, and in local files also an inline object.
What is written wrong but certainly means one thing is repaired in what is read, with a finding; the
bytes stay as they are.
"""

import re
from collections.abc import Mapping
from typing import Any, Final, TypeAlias

from credway.ontology.context import names, pruned
from credway.ontology.namespaces import PREFIXES
from credway.shapes import hints, repairing
from credway.shapes.contexts import judge_context, judge_without
from credway.shapes.documents import Document
from credway.shapes.doubled import refuse_repeated, tell_merged
from credway.shapes.json_text import Json, parse
from credway.shapes.limits import Limits
from credway.shapes.places import Trail, pointer
from credway.shapes.refusals import FLATTEN, fatal
from credway.shapes.values import Checked, Values, too_many

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
_TERM: Final = "Use a term such as ceterms:name."
_ALONE: Final[Mapping[str, frozenset[str]]] = {
    "@value": frozenset({"@value", "@type", "@language", "@index", "@direction"}),
    "@list": frozenset({"@list", "@index"}),
    "@set": frozenset({"@set", "@index"}),
}
"""What may stand in an object beside a keyword that makes a value or a list of it."""
_Part: TypeAlias = tuple[Any, int, str, Trail]
_SPACED: Final = re.compile(r'"\s+:')


def check(document: Document, limits: Limits) -> Checked:
    """Check a JSON-LD document. Raises Fatal where nothing after this step could read it."""
    refuse_large(document, limits)
    text, data = parse(document, limits.depth)
    inline: dict[str, Any] = {}
    checked = Checked(data, {})
    if isinstance(data, dict):
        inline, checked.findings = judge_context(data, document, inline=limits.inline_context)
    walk = _Walk(checked, limits, document.pointer, inline)
    walk.run(data)
    if not walk.subjects:
        raise fatal("EMPTY_GRAPH", _nothing(data), document.pointer)
    if "NO_CONTEXT" in {each.code for each in checked.findings} or isinstance(data, list):
        judge_without(checked.findings, document, known=walk.known, curies=walk.curies, unknown=walk.unknown)
    if limits.findings and not walk.has_keys_of(text):
        refuse_repeated(checked, text, document)
    if limits.findings:
        tell_merged(walk.values, document)
    # Under a context of its own any text may be a name.
    checked.context = {**pruned(names(data)), **inline} if inline else pruned(walk.names)
    return checked


def _is_odd(value: Json, by_language: bool) -> bool:
    """Tell quickly whether a value may hold texts by language in a way that would not be read."""
    if isinstance(value, list):
        return any(isinstance(each, dict) and ":" not in next(iter(each), ":") for each in value)
    if by_language:
        return "@value" in value or "@id" in value
    # An odd tag such as en:us is still met where it is the second, or where en is.
    for key in value:
        if ":" not in key and key[:1] != "@":
            return True
    return repairing.are_languages(value)


def refuse_large(document: Document, limits: Limits) -> None:
    """Raise Fatal for a document of too many bytes."""
    if len(document.body) > limits.size:
        raise fatal(
            "TOO_LARGE", f"{len(document.body):,} bytes; the most is {limits.size:,}. Split the document."
        )


def _nothing(data: Json) -> str:
    if isinstance(data, dict) and set(data) == {"@context"}:
        return "This is a context: it says what terms mean and describes nothing. Load documents that use it."
    return "The document describes nothing: put at least one node with properties into it."


class _Walk:
    """One iterative walk over the JSON; places are written out for messages only.

    `keys` and `subjects` are counted on the way; `known` of the keys are terms, and `curies` of those
    need a context to be read; `unknown` are none. `names` are what a context may have to define.
    """

    def __init__(self, checked: Checked, limits: Limits, root: str, inline: Mapping[str, Any]) -> None:
        self.limits, self.root = limits, root
        self.values = Values(checked, limits, inline)
        self.terms = self.values.terms
        self.nodes = self.subjects = self.keys = self.known = self.curies = self.unknown = 0
        self.inline = inline
        self.names: set[str] = set()
        self.objects = checked.objects

    def run(self, data: Json) -> None:
        stack: list[_Part] = [(data, 0, "", None)]
        while stack:
            value, depth, key, trail = stack.pop()
            if depth > self.limits.depth:
                raise fatal(
                    "TOO_DEEP",
                    f"Nested more than {self.limits.depth} levels deep. {FLATTEN}",
                    self._at(trail),
                )
            if isinstance(value, dict):
                parts = self._object(value, depth, key, trail)
            else:
                parts = self._array(value, depth, key, trail)
            parts.reverse()
            stack += parts

    def has_keys_of(self, text: str) -> bool:
        """Tell quickly whether a text has as many keys as were met; False where only a reader can tell."""
        plain = not self.inline and '\\"' not in text and not _SPACED.search(text)
        return plain and text.count('":') == self.keys

    def _at(self, trail: Trail) -> str:
        return pointer(self.root, trail)

    def _array(self, values: list[Any], depth: int, key: str, trail: Trail) -> list[_Part]:
        most = self.limits.nodes if key in ("@graph", "") else self.limits.values
        if len(values) > most:
            raise too_many(len(values), key, self._at(trail), most)
        if key == "@graph":
            self._strays(values, trail)
        parts: list[_Part] = []
        for i, value in enumerate(values):
            if isinstance(value, str):
                if not self.values.is_plain(value, key):
                    values[i] = self._string(value, key, trail, i)
            elif isinstance(value, dict | list):
                parts.append((value, depth + 1, key, (trail, i)))
        if any(isinstance(each, list) for each in values) and trail and isinstance(trail[1], str):
            self.values.flattened(key, self._at(trail))
        return parts

    def _strays(self, values: list[Any], trail: Trail) -> None:
        """Say what stands in a graph and is no description, which no reader of JSON-LD reads."""
        for i, value in enumerate(values):
            if value is not None and not isinstance(value, dict | list):
                message = f"{value!r:.60} stands in @graph, where only descriptions of things are read. "
                self.values.add("STRAY_VALUE", message + "Remove it.", self._at((trail, i)))

    def _object(self, value: dict[str, Any], depth: int, key: str, trail: Trail) -> list[_Part]:
        self.nodes += 1
        self.keys += len(value)
        if self.nodes > self.limits.nodes:
            message = f"More than {self.limits.nodes:,} nodes. Split the document."
            raise fatal("TOO_MANY_NODES", message, self._at(trail))
        if self.values.is_language_map(key, value):
            if not self.values.are_fine(value, key):
                self.values.languages(value, key, self._at(trail))
            return []
        if len(value) > self.limits.values:
            raise too_many(len(value), "keys", self._at(trail), self.limits.values)
        self._whole(value, trail)
        if depth and "@context" in value:
            message = "A nested @context may fetch or change meaning. Remove it."
            raise fatal("NESTED_CONTEXT", message, self._at((trail, "@context")))
        if "@id" not in value and "ceterms:ctid" in value:
            self.values.named(value, self._at(trail))
        self.objects.append((trail, value))
        self.names.update(value)
        parts: list[_Part] = []
        for name, inner in value.items():
            if name[:1] == "@":
                if name == "@context":
                    continue
                self._keyword(name, inner, trail)
            else:
                self.subjects += 1
                if name in self.terms:
                    self.known += 1
                    self.curies += 1
                else:
                    self._term(name, trail)
            if isinstance(inner, str):
                if not self.values.is_plain(inner, name):
                    value[name] = self._string(inner, name, trail, name)
            elif isinstance(inner, dict | list):
                if _is_odd(inner, name in self.values.by_language):
                    inner = value[name] = self.values.spread(name, inner, self._at((trail, name)))
                parts.append((inner, depth + 1, name, (trail, name)))
        return parts

    def _whole(self, value: Mapping[str, Any], trail: Trail) -> None:
        """Refuse a value or a list that something stands beside: the object is one thing or the other."""
        for name, beside in _ALONE.items():
            if name in value and not value.keys() <= beside:
                others = ", ".join(sorted(key for key in value if key not in beside)[:3])
                message = (
                    f"{others} beside {name}: an object is a {'value' if name == '@value' else 'list'} or a "
                    "thing, not both. Remove one of them."
                )
                self.values.add("BAD_VALUE", message, self._at(trail))

    def _string(self, value: str, key: str, trail: Trail, step: str | int) -> str | dict[str, str]:
        """Check a text that may name something."""
        if not self.values.is_fine(value, key):
            read = self.values.string(value, key, self._at((trail, step)))
            if not isinstance(read, str):
                return read
            value = read
        if value.partition(":")[0] in PREFIXES:
            self.names.add(value)
        return value

    def _keyword(self, name: str, value: Any, trail: Trail) -> None:
        if isinstance(value, str) and name in KEYWORDS:
            return
        where = self._at((trail, name))
        if name not in KEYWORDS:
            raise fatal("KEYWORD", f"The keyword {name} is not accepted. Remove it.", where)
        if name == "@type" and not isinstance(value, str | list):
            self.values.add(
                "BAD_TYPE", f"@type is {value!r:.60}; it must be a class or a list of classes.", where
            )
        elif name == "@language" and not isinstance(value, str):
            self.values.add(
                "BAD_LANGUAGE", f"@language is {value!r:.60}; it must be a text such as en.", where
            )
        elif name == "@value" and isinstance(value, dict | list):
            self.values.add(
                "BAD_VALUE", f"@value is {value!r:.60}; it must be one text, number or boolean.", where
            )
        elif name == "@id" and not isinstance(value, str):
            self.values.add("BAD_IRI", f"@id is {value!r:.100}; it must be one IRI in quotes.", where)

    def _term(self, name: str, trail: Trail) -> None:
        """Look at a key that is no term of the context."""
        prefix, colon, rest = name.partition(":")
        if colon and not repairing.is_iri(name):
            # What the parser cannot read as an IRI it drops, with all that stands there.
            self.unknown += 1
            hint = hints.term(name.strip()) if self.unknown <= hints.MOST else ""
            message = f"{name!r:.100} is no key that can be read, so that what it says would be lost. "
            instead = f"Write {name.strip()}." if repairing.is_iri(name.strip()) else hint
            self.values.add("UNDEFINED_TERM", message + (instead or _TERM), self._at((trail, name)))
            return
        if rest.startswith("//") or name.startswith("urn:"):
            self.known += 1
            return
        if colon and prefix in PREFIXES:
            self.known += 1
            self.curies += 1
            return
        if (colon and prefix in self.inline) or "@vocab" in self.inline:
            self.known += 1
            return
        hint = ""
        self.unknown += 1
        if self.unknown <= hints.MOST:
            hint = hints.term(name)
        self.values.add(
            "UNDEFINED_TERM",
            f"{name[:100]} is not defined in the context; what it says would be lost. " + (hint or _TERM),
            self._at((trail, name)),
        )
