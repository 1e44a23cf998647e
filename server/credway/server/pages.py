"""Pages for people: templates with everything escaped, links that stay on this server."""

from collections.abc import Mapping
from functools import cache
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import HTMLResponse

from credway.registry.answers import words
from credway.registry.graph import FIRST_DAY, LAST_DAY
from credway.registry.registry import Registry
from credway.server.addresses import href, shown, version_href

POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self';"
    " base-uri 'none'; frame-ancestors 'none'"
)
"""Pages run no script and load nothing from elsewhere."""
PAGE_HEADERS = {"Content-Security-Policy": POLICY, "Content-Language": "en"}

FAMILIES: Mapping[str, tuple[str, str]] = {
    "Credential": ("Credential", "Credentials"),
    "Organization": ("Organization", "Organizations"),
    "LearningOpportunity": ("Course or program", "Courses and programs"),
    "Occupation": ("Occupation", "Occupations"),
    "Competency": ("Competency", "Competencies"),
    "CompetencyFramework": ("Competency framework", "Competency frameworks"),
    "Cluster": ("Career cluster", "Career clusters"),
    "TransferValue": ("Credit award", "Credit awards"),
    "ListSeries": ("List", "Lists"),
    "List": ("List edition", "List editions"),
    "ListEntry": ("List entry", "List entries"),
    "Jurisdiction": ("State or territory", "States and territories"),
    "Concept": ("Concept", "Concepts"),
    "Source": ("Source", "Sources"),
    "Rule": ("Rule", "Rules"),
    "Resource": ("Thing that is only pointed at", "Things only pointed at"),
}
"""What people call the class families, one and many; the first are the ones that are searched."""


def family(label: str, count: int = 1) -> str:
    """Return what people call a class family."""
    one, many = FAMILIES.get(label, (words.spaced(label).capitalize(),) * 2)
    return one if count == 1 else many


def breakable(text: str) -> Markup:
    """Let a long address break after its slashes."""
    return Markup("/<wbr>").join(text.split("/"))


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("credway.server"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals |= {"family": family, "FIRST_DAY": FIRST_DAY, "LAST_DAY": LAST_DAY}
    environment.filters |= {
        "shown": shown,
        "words": words.label,
        "period": lambda said: words.period(said.valid_from, said.valid_to),
        "breakable": breakable,
        "thousands": lambda value: f"{value:,}",
    }
    return environment


def registry_of(request: Request) -> Registry:
    """The registry that the application serves."""
    found: Registry = request.app.state.registry
    return found


def render(
    template: str, request: Request, *, status: int = 200, base: str | None = None, **values: Any
) -> HTMLResponse:
    """Render a page."""
    own = base or registry_of(request).base
    text = (
        _environment()
        .get_template(template)
        .render(
            href=lambda iri: href(iri, own),
            version_href=lambda document, version: version_href(document, version, own),
            request=request,
            base=own,
            **values,
        )
    )
    return HTMLResponse(text, status, PAGE_HEADERS)
