"""Settings that nothing can be done with, told before anything is: wrong amounts, contradictions."""

import math

from credway.registry.settings import Settings

NEEDED = frozenset(
    {
        *("max_in_flight", "request_bytes", "request_seconds", "page_default", "page_max"),
        *("query_depth", "query_nodes", "query_tokens", "max_held", "max_places", "max_plans", "max_steps"),
    }
)
"""Those of which none at all would leave every question without an answer."""
WITHIN = (("page_default", "page_max"),)
"""Those of which the first cannot be more than the second."""


def check(settings: Settings) -> None:
    """Raise ValueError naming the variable that is wrong, or the two that contradict each other."""
    for name, value in settings.values.items():
        if isinstance(value, str):
            continue
        if not math.isfinite(value) or value < 0:
            raise ValueError(f"{_said(settings, name)} is no amount; write 0 or more")
        if name in NEEDED and not value:
            raise ValueError(f"{_said(settings, name)} leaves nothing to answer with; write 1 or more")
    for less, more in WITHIN:
        if settings.values[less] > settings.values[more]:
            raise ValueError(
                f"{_said(settings, less)} is more than {_said(settings, more)}; lower it, or raise the other"
            )


def _said(settings: Settings, name: str) -> str:
    return f"CREDWAY_{name.upper()}={settings.values[name]}"
