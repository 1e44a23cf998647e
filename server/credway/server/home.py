"""The first page: what is loaded, a search box, example questions, where everything is."""

from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import Response

from credway.ontology import schemes
from credway.registry.answers.coverage import coverage
from credway.server.pages import FAMILIES, render
from credway.server.searching import KINDS
from credway.server.times import frame_of


@dataclass(frozen=True, slots=True)
class Example:
    """A question with its query; the query's own comment lines are its title and what it shows."""

    title: str
    text: str
    query: str

    @property
    def address(self) -> str:
        """Where the question opens in GraphiQL."""
        return f"/graphql?query={quote(self.query)}"


@dataclass(slots=True)
class StateTile:
    """What is held about one state; `weight` is 0 for nothing and 1 to 4 by how much there is."""

    iri: str
    code: str
    name: str
    statements: int = 0
    newest: str | None = None
    complete_lists: int = 0
    kinds: dict[str, int] = field(default_factory=dict)

    @property
    def weight(self) -> int:
        """A class for the shade of the tile."""
        return sum(self.statements >= least for least in (1, 10, 30, 100))


async def home(request: Request) -> Response:
    """Show the registry as a whole."""
    frame = await frame_of(request)
    counts = {row[0]: (row[1], row[2]) for row in await frame.ask("counts")}
    known = [(label, *counts[label]) for label in FAMILIES if label in counts]
    tiles = {
        concept.notation: StateTile(concept.iri, concept.notation, concept.label)
        for concept in schemes.scheme("states")
    }
    for each in await coverage(frame):
        tile = tiles[each.code]
        tile.statements += each.statements
        tile.complete_lists += each.complete_lists
        tile.kinds[each.kind] = each.statements
        tile.newest = max(filter(None, (tile.newest, each.newest)), default=None)
    return render(
        "home.html",
        request,
        counts=[row for row in known if row[0] in KINDS],
        others=[row for row in known if row[0] not in KINDS],
        tiles=list(tiles.values()),
        examples=examples(),
        frame=frame,
    )


@cache
def examples() -> tuple[Example, ...]:
    """Read the example questions, in the order of their file names."""
    folder = files("credway.server").joinpath("questions")
    found = sorted(path.name for path in folder.iterdir() if path.name.endswith(".graphql"))
    return tuple(_example(folder.joinpath(name).read_text(encoding="utf-8")) for name in found)


def _example(text: str) -> Example:
    lines = text.splitlines()
    comments = [line.removeprefix("#").strip() for line in lines if line.startswith("#")]
    query = "\n".join(line for line in lines if not line.startswith("#")).strip()
    return Example(comments[0], " ".join(comments[1:]), f"# {comments[0]}\n{query}\n")
