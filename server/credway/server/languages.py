"""The languages a client asks for, in its order."""

import re

_PART = re.compile(
    r"\s*([A-Za-z]{1,8}(?:-[A-Za-z0-9]{1,8})*|\*)\s*(?:;\s*q\s*=\s*([01](?:\.\d{0,3})?)\s*)?\Z"
)


def languages(accept: str | None) -> tuple[str, ...]:
    """Read an Accept-Language header: tags by falling weight; what cannot be read is passed over."""
    found: list[tuple[float, int, str]] = []
    for place, part in enumerate((accept or "").split(",")):
        match = _PART.match(part)
        if match and match[1] != "*" and float(match[2] or 1) > 0:
            found.append((-float(match[2] or 1), place, match[1]))
    return tuple(tag for _, _, tag in sorted(found))
