"""Write the pages about the shapes: `python -m credway.shapes [FOLDER]`, in a checkout of Credway.

The examples on the pages are those that the tests judge.
"""

import sys
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


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:2]))
