"""The command that shows the settings, and writes their page of the documentation."""

from typing import Annotated

import typer

from credway.cli import output
from credway.cli.running import JsonOption, settings_of, wants_json
from credway.registry.settings import SETTINGS

INTRODUCTION = """\
# Settings

Every setting is an environment variable, read once when the program starts. A value that does not fit
is refused with the variable's name: what is no amount, none of what every answer needs, and a page of more
than the largest. `credway settings` shows the values in use.
`credway settings --markdown` wrote this page.

| variable | default | what it is |
|---|---|---|
"""


def settings(
    ctx: typer.Context,
    markdown: Annotated[bool, typer.Option("--markdown", help="Print docs/settings.md.")] = False,
    as_json: JsonOption = False,
) -> None:
    """Show every setting with its value; secrets are not shown."""
    if markdown:
        typer.echo(page(), nl=False)
        return
    found = settings_of()
    shown = {name: _shown(name, found.values[name]) for name, _, _ in SETTINGS}
    if wants_json(ctx, as_json):
        output.print_json(shown)
    else:
        rows = [(_variable(name), shown[name], sentence) for name, _, sentence in SETTINGS]
        output.table(("variable", "value", "what it is"), rows)


def page() -> str:
    """Write docs/settings.md."""
    rows = [
        f"| `{_variable(name)}` | {f'`{default}`' if default != '' else ''} | {sentence} |"
        for name, default, sentence in SETTINGS
    ]
    return INTRODUCTION + "\n".join(rows) + "\n"


def _variable(name: str) -> str:
    return f"CREDWAY_{name.upper()}"


def _shown(name: str, value: object) -> object:
    return "***" if "password" in name and value else value
