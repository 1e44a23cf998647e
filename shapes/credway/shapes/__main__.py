"""Write the pages about the shapes: `python -m credway.shapes [FOLDER]`, in a checkout of Credway.

The examples on the pages are those that the tests judge.
"""

from argparse import ArgumentParser
from collections.abc import Sequence
from pathlib import Path

from credway.shapes.documenting import pages

FOLDER = Path("docs/shapes")
EXAMPLES = Path("tests/shapes/examples")


def main(folder: Path = FOLDER, examples: Path = EXAMPLES) -> None:
    """Write every page and remove those of shapes that are gone."""
    if not examples.is_dir():
        raise SystemExit(f"{examples}: there is no such folder; run this in a checkout of Credway.")
    found = pages({path.stem: path.read_text(encoding="utf-8") for path in examples.glob("*.ttl")})
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.glob("*.md"):
        if old.name not in found:
            old.unlink()
    for name, text in found.items():
        (folder / name).write_text(text, encoding="utf-8")
    print(f"{len(found)} pages in {folder}")


def asked(arguments: Sequence[str] | None = None) -> Path:
    """Read the folder from the command line; ends the program for help and for what is no folder's name."""
    parser = ArgumentParser(prog="python -m credway.shapes", description="Write the pages about the shapes.")
    parser.add_argument("folder", nargs="?", type=Path, default=FOLDER, help=f"by default {FOLDER}")
    folder: Path = parser.parse_args(arguments).folder
    return folder


if __name__ == "__main__":
    main(asked())
