"""What becomes of each file of the corpus of published CTDL documents.

Run as a program it prints the table of docs/validation.md:
`python tests/support/corpus.py --markdown ../shared/data/ctdl`; without `--markdown` it prints counts
by folder for both modes.
"""

import csv
import json
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, get_args

from credway.registry.documents import Submission
from credway.registry.preparing import prepare
from credway.registry.settings import limits_of, read_settings
from credway.shapes.carriers.files import Unreadable, documents, find
from credway.shapes.engine import Engine
from credway.shapes.gate import Gate
from credway.shapes.verdict import Finding, Mode

BASE = "https://test.example/"
CHECKED = Path(__file__).with_name("corpus_checked.csv")
"""The files whose verdicts were held against the file by hand, with what was seen."""
BEFORE, AFTER = "<!-- corpus: begin -->\n", "<!-- corpus: end -->\n"
"""What the table stands between in docs/validation.md."""


@dataclass(frozen=True, slots=True)
class Judged:
    """One document of the corpus. `reached` says whether it came as far as the shapes.

    `codes` are those of its Violations in their order, `noted` those of all findings.
    """

    file: str
    pointer: str
    outcome: str
    reached: bool
    codes: tuple[str, ...]
    noted: tuple[str, ...] = ()


def manifest(folder: Path) -> list[Mapping[str, Any]]:
    """Read what is known of the files, sorted by name."""
    found: list[Mapping[str, Any]] = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    return sorted(found, key=lambda each: str(each["file"]))


def judged(folder: Path, mode: Mode, engine: Engine) -> Iterator[Judged]:
    """Judge every document of every file."""
    settings = read_settings({})
    limits = limits_of(settings, local=True)
    for entry in manifest(folder):
        name = str(entry["file"])
        [file] = find([folder / name])
        for found in documents(file, settings.max_local_bytes):
            if isinstance(found, Unreadable):
                yield Judged(name, found.pointer, "refused", False, (found.code,), (found.code,))
                continue
            prepared = prepare(Submission(found, mode), engine, limits, BASE)
            verdict = prepared.verdict
            grave = [f for f in verdict.findings if f.severity == "Violation"]
            yield Judged(
                name,
                found.pointer,
                verdict.outcome,
                prepared.iri is not None,
                _codes(grave),
                _codes(verdict.findings),
            )


def _codes(findings: Sequence[Finding]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(finding.code for finding in findings))


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
    """Write the counts in Markdown."""
    columns = ("files", "documents", "accepted", "reference", "refused")
    lines = [f"| folder | {' | '.join(columns)} |", f"|---{'|--:' * len(columns)}|"]
    total: Counter[str] = Counter()
    for folder in sorted(table):
        total.update(table[folder])
        lines.append(f"| {folder} | {' | '.join(str(table[folder][name]) for name in columns)} |")
    return "\n".join([*lines, f"| all | {' | '.join(str(total[name]) for name in columns)} |"])


def table(folder: Path, found: Mapping[Mode, Sequence[Judged]]) -> str:
    """Write in Markdown, folder by folder, what becomes of each file in both modes."""
    modes = {mode: _by_file(each) for mode, each in found.items()}
    checked = {row["file"] for row in _checked()}
    lines: list[str] = []
    last = ""
    for entry in manifest(folder):
        name = str(entry["file"])
        part, _, file = name.partition("/")
        if part != last:
            last = part
            lines += [
                "",
                f"### {part}",
                "",
                "| file | form | mirror | publish | main reason | peer | by hand |",
            ]
            lines.append("|---|---|---|---|---|---|---|")
        mirror, publish = modes["mirror"][name], modes["publish"][name]
        body = (folder / name).read_bytes()
        cells = (
            file,
            ", ".join(_forms(body, entry, mirror)),
            _outcome(mirror),
            _outcome(publish),
            _reason(mirror, publish),
            _peer(entry),
            "yes" if name in checked else "",
        )
        lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines).strip() + "\n"


def _by_file(found: Iterable[Judged]) -> dict[str, list[Judged]]:
    files: dict[str, list[Judged]] = {}
    for each in found:
        files.setdefault(each.file, []).append(each)
    return files


def _checked() -> list[dict[str, str]]:
    with CHECKED.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def _outcome(found: list[Judged]) -> str:
    taken = sum(each.outcome != "refused" for each in found)
    if len(found) == 1:
        return found[0].outcome
    return "accepted" if taken == len(found) else f"{taken} of {len(found)}" if taken else "refused"


def _reason(mirror: list[Judged], publish: list[Judged]) -> str:
    """The code that refuses it in a mirror, else the one that refuses it to its owner."""
    for found in (mirror, publish):
        counted = Counter(code for each in found for code in each.codes[:1])
        if counted:
            return f"`{min(counted, key=lambda code: (-counted[code], code))}`"
    return ""


def _forms(body: bytes, entry: Mapping[str, Any], found: list[Judged]) -> Iterator[str]:
    """Name the forms of input that a file shows."""
    noted = {code for each in found for code in each.noted}
    syntax = str(entry["syntax"]).removeprefix("malformed-")
    yield {"json": "JSON", "turtle": "Turtle"}.get(syntax, "text")
    if body.startswith(b"\xef\xbb\xbf"):
        yield "BOM"
    if len(found) > 1:
        yield f"array of {len(found)}"
    elif body.lstrip().startswith(b"["):
        yield "expanded array"
    if any("/decoded_resource" in each.pointer or "/resource" in each.pointer for each in found):
        yield "envelope"
    if entry.get("named_graphs"):
        yield "named graph"
    for code, word in (
        ("INLINE_CONTEXT", "own context"),
        ("NO_CONTEXT", "no context"),
        ("UNKNOWN_CONTEXT", "other context"),
        ("FOLDED_CTID", "CTID spelling"),
        ("FOLDED_IRI", "IRI spelling"),
        ("FOLDED_LANGUAGE", "language tags"),
        ("UNPREFIXED_TYPE", "bare type"),
    ):
        if code in noted:
            yield word
    if b'"http://purl.org/ctdl' in body or b"<http://purl.org/ctdl" in body:
        yield "http namespace"
    if b"urn:ctid:" in body:
        yield "urn:ctid"


def _peer(entry: Mapping[str, Any]) -> str:
    """What the peer validator says: its exit code and how often it says what."""
    said = entry.get("ctdl_validate")
    if not said:
        return "not run"
    counts = said.get("counts")
    if counts is None:
        return f"exit {said['exit']}"
    words = ("ERROR", "WARNING", "INFO", "UNVERIFIABLE")
    shown = ", ".join(f"{counts[word]} {word.lower()}" for word in words if counts.get(word))
    return shown or "clean"


def main() -> None:
    """Print the table of files, or the counts of both modes."""
    engine = Gate(0)
    folder = Path(sys.argv[-1])
    if "--markdown" in sys.argv:
        print(table(folder, {mode: list(judged(folder, mode, engine)) for mode in get_args(Mode)}), end="")
        return
    for mode in get_args(Mode):
        found = list(judged(folder, mode, engine))
        print(f"\n{mode}\n\n{written(by_folder(found))}\n")
        grave = Counter(code for each in found for code in each.codes)
        for code, count in grave.most_common():
            print(f"  {count:4} {code}")


if __name__ == "__main__":
    main()
