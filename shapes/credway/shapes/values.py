"""The values of a JSON document: texts, identifiers, types and languages, checked and repaired one by one."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any, TypeAlias

from credway.ontology.context import context
from credway.ontology.errors import UnknownTermError
from credway.ontology.namespaces import PREFIXES, expand, fold, is_closed
from credway.ontology.terms import terms
from credway.shapes import hints, repairing
from credway.shapes.engine import Severity
from credway.shapes.json_text import Json
from credway.shapes.limits import Limits
from credway.shapes.places import Place, escape
from credway.shapes.refusals import Fatal, fatal, found
from credway.shapes.verdict import Finding

_Kinds: TypeAlias = tuple[Mapping[str, Any], frozenset[str], frozenset[str]]


@dataclass(slots=True)
class Checked:
    """A document that can be parsed: its JSON, the context to parse it with, and what was found.

    The JSON is an object, or the array of an expanded document; `repaired` where an IRI in it was.
    `objects` are the objects in it that may be nodes, in their order, each with the way to it; `beside`
    says of places what explains a finding that the shapes may make there.
    """

    data: Json
    context: dict[str, Any]
    findings: list[Finding] = field(default_factory=list)
    repaired: bool = False
    objects: list[Place] = field(default_factory=list)
    beside: dict[str, str] = field(default_factory=dict)


class Values:
    """Checks values on the terms of one document: `inline` are the definitions that it brings."""

    def __init__(self, checked: Checked, limits: Limits, inline: Mapping[str, Any]) -> None:
        self.checked, self.limits, self.inline = checked, limits, inline
        self.terms, self.pointing, self.by_language = _kinds(inline) if inline else _standard()

    def named(self, node: dict[str, Any], pointer: str) -> None:
        """Give a node with a CTID and without an identifier the one that its CTID makes."""
        ctid = node.get("ceterms:ctid")
        meant = repairing.iri(ctid, "@id") if isinstance(ctid, str) else None
        if meant is not None:
            node["@id"] = meant
            self.checked.repaired = True
            message = (
                f"The node has no @id; its CTID {ctid} is taken for one. Write the IRI of the thing as @id."
            )
            self.add("FOLDED_IRI", message, pointer, "Warning")

    def spread(self, name: str, value: Json, where: str) -> Json:
        """Read texts by language where the context does not expect them: no key of them would be read."""
        expected = self._holds_languages(name)
        if isinstance(value, dict):
            if expected and "@value" in value:
                self.add("FOLDED_LANGUAGE", f'Under {name} write {{"en": "..."}}.', where, "Warning")
                return [value]
            if expected and "@id" in value:
                message = (
                    f"{name} takes texts by language and no thing, so that this would be lost. "
                    'Write {"en": "..."}, or leave it out.'
                )
                self.add("BAD_LANGUAGE", message, where)
            if expected or not repairing.are_languages(value) or name in self.inline:
                return value
            spread: Json = repairing.spread(value)
        elif not any(repairing.are_languages(each) for each in value):
            return value
        else:
            spread = [
                part
                for each in value
                for part in (repairing.spread(each) if repairing.are_languages(each) else [each])
            ]
        message = f"{name} holds texts by language where the context expects none; they are read as such. "
        if expected:
            message += "Write one object for all languages, each with its list of texts."
        else:
            message += "Write the text alone, or use a property with languages, such as ceterms:description."
        if not self._is_refused(name):
            self.add("FOLDED_LANGUAGE", message, where, "Warning")
        return spread

    def flattened(self, name: str, where: str) -> None:
        """Say that inner brackets group nothing: what is in them is read as if they were not there."""
        message = (
            f"{name} holds a list in a list, and JSON-LD reads both as one: the inner brackets group "
            "nothing. Remove them."
        )
        if name.startswith("ceterms:transferValue"):
            message += " Sets that count by themselves are a ceterms:TransferValueProfile each."
        elif not name.startswith("@"):
            message += " What is meant as a group of its own needs a description of its own."
        self.add("NESTED_LIST", message, where, "Warning")

    def is_plain(self, value: str, key: str) -> bool:
        """Tell whether a value is a text of no great length, of which there is nothing to say."""
        return key not in self.pointing and key[:1] != "@" and len(value) <= self.limits.string

    def is_fine(self, value: str, key: str) -> bool:
        """Tell whether `string` would leave a value that is not plain as it is and say nothing."""
        if len(value) > self.limits.string:
            return False
        if key == "@type":
            return repairing.is_type(value)
        if key == "@id" or key in self.pointing:
            return repairing.is_iri(value) and self._is_declared(value)
        return key != "@language"

    def _is_declared(self, iri: str) -> bool:
        prefix = iri.partition(":")[0]
        return (
            prefix.lower() in repairing.SCHEMES or prefix == "_" or prefix in self.terms or prefix in PREFIXES
        )

    def string(self, value: str, key: str, pointer: str) -> str | dict[str, str]:
        if len(value) > self.limits.string:
            message = (
                f"A string of {len(value):,} characters; the most is {self.limits.string:,}. Shorten it."
            )
            raise fatal("TOO_LONG", message, pointer)
        if key == "@type":
            return str(self._type(value, pointer))
        if key == "@language":
            return self._language(value, pointer)
        if key != "@id" and key not in self.pointing:
            return value
        return self._iri(value, key, pointer)

    def _iri(self, value: str, key: str, pointer: str) -> str | dict[str, str]:
        if repairing.is_iri(value):
            if not self._is_declared(value):
                # A reference may lead nowhere; a thing under a name that means nothing must not enter.
                severity: Severity = "Violation" if key == "@id" else "Warning"
                prefix = value.partition(":")[0]
                message = (
                    f"{prefix}: is no prefix that the @context declares, so that {value[:99]} names nothing. "
                    "Write the IRI in full."
                )
                self.add("UNKNOWN_PREFIX", message, pointer, severity)
            return value
        meant = repairing.iri(value, key)
        if meant is not None:
            self.checked.repaired = True
            self.add("FOLDED_IRI", f"{value[:100]!r} is read as {meant}. Write it so.", pointer, "Warning")
            return meant
        if not self._has_base() or " " in value:
            plain = repairing.literal(value, key)
            if plain is not None:
                self.checked.repaired = True
                message = f'{value[:100]!r} is read as plain value, not as address. Write {{"@value": …}}.'
                self.add("FOLDED_IRI", message, pointer, "Warning")
                return plain
            self.add("BAD_IRI", repairing.what_is_wrong(value, key, _owner(pointer)), pointer)
        return value

    def _has_base(self) -> bool:
        """Tell whether a relative identifier means something: its base must not be relative too."""
        base = self.inline.get("@base")
        return repairing.is_iri(base) and not str(base).startswith("_:")

    def _type(self, value: Any, pointer: str) -> Any:
        if not isinstance(value, str) or value in self.terms or repairing.is_iri(value):
            return value
        bare = value.strip()
        if bare != value and ":" in bare and repairing.is_iri(bare):
            self.checked.repaired = True
            self.add("FOLDED_IRI", f"{value[:100]!r} is read as {bare}. Write it so.", pointer, "Warning")
            return bare
        if ":" not in value and "@vocab" in self.inline:
            return value
        meant = repairing.classes(value)
        if meant is not None:
            self.add("UNPREFIXED_TYPE", f"The type {value} is read as {meant}. Write it so.", pointer)
            return meant
        hint = hints.type_(value[:99]) or "Write one such as ceterms:Credential."
        message = f"The type {value[:99]!r} is no class of CTDL. {hint}"
        self.add("BAD_TYPE", message, pointer)
        return value

    def _language(self, tag: str, pointer: str) -> str:
        """Return a language tag as it is read."""
        if tag == "@none" or repairing.is_language(tag):
            return tag
        meant = repairing.language(tag)
        if meant is None or (meant == "@none" and pointer.endswith("/@language")):
            self.add("BAD_LANGUAGE", f"{tag[:100]!r} is not a language tag. Write en or en-US.", pointer)
            return tag
        said = "without a language" if meant == "@none" else f"as {meant}"
        self.add(
            "FOLDED_LANGUAGE",
            f"The language tag {tag!r} is read {said}. Write en or en-US.",
            pointer,
            "Warning",
        )
        return meant

    def are_fine(self, value: Mapping[str, Any], key: str) -> bool:
        """Tell whether `languages` would leave a language map as it is and say nothing."""
        if len(value) > self.limits.values:
            return False
        if len(value) > 1 and len(set(map(str.lower, value))) < len(value):
            return False  # two tags of one language
        for tag, inner in value.items():
            if not isinstance(inner, str) or not self.is_plain(inner, key) or not repairing.is_language(tag):
                return False
        return True

    def languages(self, value: dict[str, Any], key: str, pointer: str) -> None:
        """Check a language map: its tags, and that texts stand under them."""
        if len(value) > self.limits.values:
            raise too_many(len(value), f"languages of {key}", pointer, self.limits.values)
        met: dict[str, str] = {}
        for tag, inner in list(value.items()):
            where = f"{pointer}/{escape(tag)}"
            texts = inner if isinstance(inner, list) else [inner]
            if len(texts) > self.limits.values:
                raise too_many(len(texts), key, where, self.limits.values)
            for text in texts:
                if isinstance(text, str):
                    self.string(text, "", where)
                elif text is not None:
                    message = f"Under a language write a text or a list of texts, not {text!r:.60}."
                    raise fatal("BAD_LANGUAGE", message, where)
            meant = self._language(tag, where)
            first = met.setdefault(meant.lower(), tag)
            if first != tag:
                both = f"{first!r:.50} and {tag!r:.50} both mean {meant.lower()[:50]}"
                self.checked.beside[pointer] = f"{both}: keep one of them."
            if meant != tag:
                del value[tag]
                held = value.get(meant, [])
                value[meant] = [*(held if isinstance(held, list) else [held]), *texts] if held else inner

    def is_language_map(self, key: str, value: Mapping[str, Any]) -> bool:
        return self._holds_languages(key) and "@value" not in value and "@id" not in value

    def _holds_languages(self, key: str) -> bool:
        return key in self.by_language

    def _is_refused(self, key: str) -> bool:
        """Tell whether a key is refused as such, so that nothing is to be said of what stands under it."""
        prefix, colon, _ = key.partition(":")
        if key in self.terms or "@vocab" in self.inline or (colon and prefix in self.inline):
            return False
        try:
            iri = fold(expand(key))
        except UnknownTermError:
            return not key.startswith("urn:")
        return is_closed(iri) and iri not in terms()

    def add(self, code: str, message: str, pointer: str, severity: Severity = "Violation") -> None:
        if len(self.checked.findings) < self.limits.findings:
            self.checked.findings.append(found(code, message, pointer, severity=severity))


def _owner(pointer: str) -> str:
    """The property that the node of a value stands under, by the value's place."""
    steps = pointer.split("/")[:-1]
    return next((each for each in reversed(steps) if not each.isdecimal()), "")


def _kinds(inline: Mapping[str, Any]) -> _Kinds:
    """The terms of a document: all, those that point at things, and those that hold texts by language."""
    known = {**context(), **inline}
    typed = {name: each for name, each in known.items() if isinstance(each, dict)}
    pointing = frozenset(name for name, each in typed.items() if each.get("@type") == "@id")
    by_language = frozenset(name for name, each in typed.items() if each.get("@container") == "@language")
    return known, pointing, by_language


@cache
def _standard() -> _Kinds:
    return _kinds({})


def too_many(count: int, what: str, pointer: str, most: int) -> Fatal:
    """Make the refusal of too many values."""
    return fatal(
        "TOO_MANY_VALUES", f"{count:,} values of {what}; the most is {most:,}. Split the document.", pointer
    )
