"""What becomes of the corpus of published CTDL documents, by folder.

Run as a program it prints the table: `python tests/support/corpus.py ../shared/data/ctdl`.
"""

import json
import sys
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import get_args

from credway.loaders.files import Unreadable, documents, find
from credway.registry.documents import Submission
from credway.registry.preparing import prepare
from credway.registry.settings import limits_of, read_settings
from credway.shapes.engine import Engine
from credway.shapes.pyshacl_engine import PyShaclEngine
from credway.shapes.verdict import Mode

BASE = "https://test.example/"


@dataclass(frozen=True, slots=True)
class Judged:
    """One document of the corpus. `reached` says whether it came as far as the shapes."""

    file: str
    pointer: str
    outcome: str
    reached: bool
    codes: tuple[str, ...]


def judged(folder: Path, mode: Mode, engine: Engine) -> Iterator[Judged]:
    """Judge every document of the files that hold triples."""
    settings = read_settings({})
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    for entry in sorted(manifest, key=lambda each: str(each["file"])):
        if not entry.get("triples"):
            continue
        [file] = find([folder / entry["file"]])
        for found in documents(file, settings.max_local_bytes):
            if isinstance(found, Unreadable):
                yield Judged(entry["file"], found.pointer, "refused", False, (found.code,))
                continue
            prepared = prepare(Submission(found, mode), engine, limits_of(settings, local=True), BASE)
            grave = {f.code for f in prepared.verdict.findings if f.severity == "Violation"}
            yield Judged(
                entry["file"],
                found.pointer,
                prepared.verdict.outcome,
                prepared.iri is not None,
                tuple(sorted(grave)),
            )


def by_folder(found: list[Judged]) -> Mapping[str, Counter[str]]:
    """Count outcomes by folder, with the files and documents of each."""
    table: dict[str, Counter[str]] = {}
    for each in found:
        row = table.setdefault(each.file.partition("/")[0], Counter())
        row["documents"] += 1
        row[each.outcome] += 1
    for folder, row in table.items():
        row["files"] = len({each.file for each in found if each.file.startswith(f"{folder}/")})
    return table


def written(table: Mapping[str, Counter[str]]) -> str:
    """Write the table in Markdown."""
    columns = ("files", "documents", "accepted", "reference", "refused")
    lines = [f"| folder | {' | '.join(columns)} |", f"|---{'|--:' * len(columns)}|"]
    total: Counter[str] = Counter()
    for folder in sorted(table):
        total.update(table[folder])
        lines.append(f"| {folder} | {' | '.join(str(table[folder][name]) for name in columns)} |")
    return "\n".join([*lines, f"| all | {' | '.join(str(total[name]) for name in columns)} |"])


def main() -> None:
    """Print the table for both modes, and what refuses in the milder one."""
    engine = PyShaclEngine()
    for mode in get_args(Mode):
        found = list(judged(Path(sys.argv[1]), mode, engine))
        print(f"\n{mode}\n\n{written(by_folder(found))}\n")
        codes = Counter(code for each in found for code in each.codes)
        print("refused for:", ", ".join(f"{code} {count}" for code, count in codes.most_common(12)))


if __name__ == "__main__":
    main()
