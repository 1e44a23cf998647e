"""What stands twice in a JSON document: a key in one object, or an identifier on objects that differ."""

import json
from collections import Counter
from collections.abc import Iterable
from typing import Any

from credway.shapes.documents import Document
from credway.shapes.json_text import Json
from credway.shapes.places import Place, pointer
from credway.shapes.refusals import found
from credway.shapes.values import Checked, Values


def refuse_repeated(checked: Checked, text: str, document: Document) -> None:
    """Refuse keys that stand twice in one object."""
    for key, identity in _repeated(text):
        where = f" of {identity}" if identity else ""
        message = (
            f"{key[:100]} stands twice in one object{where}, and readers keep only one of the two. "
            "Put both values into one array."
        )
        checked.findings.append(found("DUPLICATE_KEY", message, document.pointer))


def tell_merged(values: Values, document: Document) -> None:
    """Tell of objects with one identifier that say different things: they are read as one thing."""
    met: dict[str, list[Place]] = {}
    for place in values.checked.objects:
        identity = place[1].get("@id")
        if isinstance(identity, str) and len(place[1]) > 1:
            met.setdefault(identity, []).append(place)
    for identity, ((_, first), *others) in met.items():
        for trail, other in others:
            keys = [
                key for key in other if key in first and key[:1] != "@" and _differ(first[key], other[key])
            ]
            if keys:
                message = (
                    f"Another object has the @id {identity} and a different {keys[0]}, and both are read as "
                    "one thing with all of it. Give each thing an @id of its own, or describe it once."
                )
                values.add("MERGED_NODES", message, pointer(document.pointer, trail), "Warning")
                break


def _differ(first: Json, second: Json) -> bool:
    """Tell whether two values of one key cannot both be meant: lists may go together."""
    return first != second and not isinstance(first, list) and not isinstance(second, list)


def _repeated(text: str) -> list[tuple[str, str]]:
    """List keys that stand twice in one object, each with the `@id` of the object, where it has one."""
    twice: list[tuple[str, str]] = []

    def seen(pairs: Iterable[tuple[str, Any]]) -> dict[str, Any]:
        held = list(pairs)
        made = dict(held)
        if len(made) != len(held):
            counts = Counter(key for key, _ in held)
            twice.extend((key, str(made.get("@id", ""))) for key, count in counts.items() if count > 1)
        return made

    try:
        json.loads(text, object_pairs_hook=seen)
    except (ValueError, RecursionError):  # numbers of too many digits: the reader took them before
        return []
    return twice
