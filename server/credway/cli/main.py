"""The `credway` command: one program over the registry's functions."""

from importlib.metadata import version as installed
from typing import Annotated

import typer

from credway.cli.articulating import adopters, at_risk, awards, compare, dependents
from credway.cli.asking import credit, portability, resolve
from credway.cli.competencies import app as competencies
from credway.cli.competencies import licenses
from credway.cli.documents import load, withdraw
from credway.cli.exporting import export
from credway.cli.following import following, pathway
from credway.cli.generating import generate
from credway.cli.importing import import_
from credway.cli.institutions import institutions
from credway.cli.lists import app as lists
from credway.cli.running import JsonOption, Shared, StoreOption
from credway.cli.serving import serve
from credway.cli.settings import settings
from credway.cli.upkeep import check, copy, rebuild
from credway.cli.validating import validate

app = typer.Typer(
    name="credway",
    help="A registry of credentials and what they count for.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)

_ASKING = (resolve, credit, pathway, portability)
_ARTICULATING = (awards, adopters, compare, at_risk, dependents)
_DOCUMENTS = (load, validate, withdraw, export, generate)
_UPKEEP = (check, rebuild, copy, settings)

for command in (serve, *_DOCUMENTS, *_ASKING, *_ARTICULATING, *_UPKEEP):
    app.command()(command)
app.command()(licenses)
app.command()(institutions)
app.command("import")(import_)
app.command("next")(following)
app.add_typer(lists, name="list")
app.add_typer(competencies, name="competencies")


def _say_version(asked: bool) -> None:
    if asked:
        typer.echo(installed("credway"))
        raise typer.Exit


# Said while options are read, as no command need follow.
VersionOption = Annotated[
    bool,
    typer.Option("--version", help="Say which version this is.", is_eager=True, callback=_say_version),
]


@app.callback()
def main(
    ctx: typer.Context,
    store: StoreOption = None,
    as_json: JsonOption = False,
    version: VersionOption = False,
) -> None:
    """Keep the options that every command shares."""
    ctx.obj = Shared(store, as_json)


if __name__ == "__main__":
    app()
