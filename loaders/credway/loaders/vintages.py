"""Former editions of classifications: their codes as the change tables name them, with what replaced them.

A code that the newer edition still has is no notation here, so that the bare code means the newer one.
"""

import re
from collections import defaultdict
from collections.abc import Iterator
from typing import Final

from credway.loaders import cip, soc
from credway.loaders.kinds import Edition
from credway.loaders.said import Said
from credway.loaders.tables import Left, Row, left
from credway.loaders.writing import GRAPHS, SCHEMES, english, stated
from credway.ontology import schemes
from credway.registry.names import fold

SOC: Final = "soc/2010"
CIP: Final = "cip/2010"
_CODE: Final = re.compile(r"[0-9]{2}-[0-9]{4}")
_MARK: Final = re.compile(r"\s*\(#+\)$")
"""Footnote marks at the end of titles."""


def occupations(edition: Edition) -> Iterator[Said | Left]:
    """Read the occupations of SOC 2010, each with those of 2018 that it became."""
    rows: dict[str, list[tuple[Row, str]]] = defaultdict(list)
    for row in edition.rows():
        if isinstance(row, Left):
            yield row
            continue
        if _CODE.fullmatch(row["old"]) is None:
            yield left(row, "old", f"{row['old']!r} is no code such as 11-1011")
            continue
        found = soc.occupation(row, "new")
        if isinstance(found, Left):
            yield found
            continue
        title = _MARK.sub("", row["new_title"])
        if title and _joined(title) != _joined(found.label):
            message = f"{title!r} is not the title of {row['new']}, which is {found.label!r}"
            yield left(row, "new_title", message)
            continue
        rows[row["old"]].append((row, found.iri))
    for code, held in rows.items():
        document = f"{GRAPHS}{SOC}/{code[:2]}"
        node = {
            "@id": f"{SCHEMES}{SOC}/{code}",
            "@type": "ceterms:Occupation",
            "ceterms:name": english(_MARK.sub("", held[0][0]["old_title"])),
            "ceterms:codedNotation": None if schemes.by_notation(soc.SCHEME, code) else code,
            **edition.cited(*(row for row, _ in held)),
        }
        yield Said(document, stated(node), [row for row, _ in held])
        for row, target in held:
            many = f"became {len(held)} occupations of SOC 2018; the table does not say in which shares"
            yield _became(edition, document, row, str(node["@id"]), target, many if len(held) > 1 else "")


def _joined(title: str) -> str:
    """`Fire Fighting` and `Firefighting` are one title."""
    return fold(title).replace(" ", "")


def programs(edition: Edition) -> Iterator[Said | Left]:
    """Read the programs of CIP 2010, each with the Action of the change to 2020."""
    kept = {row["new"] for row in edition.rows() if isinstance(row, Row)}
    for row in edition.rows():
        if isinstance(row, Left):
            yield row
            continue
        old, new, action = row["old"], row["new"], row["action"]
        if not old:
            message = f"Action is {action!r}: {new} has no code of 2010; the kind cip has it with its Action"
            yield left(row, "old", message, wrong=False)
            continue
        bad = next((c for c in ("old", "new") if row[c] and not cip.CODE.fullmatch(row[c])), None)
        if bad is not None:
            yield left(row, bad, f"{row[bad]!r} is no code such as 11.1003")
            continue
        text = f"; text change: {row['text_change']}" if row["text_change"] else ""
        node = {
            **cip.concept(old, row["old_title"], CIP),
            "skos:notation": None if old in kept else old,
            "skos:changeNote": english(f"Action to CIP 2020: {action}{text}"),
            **edition.cited(row),
        }
        document = f"{GRAPHS}{CIP}/{old[:2]}"
        yield Said(document, stated(node), (row,))
        if new:
            yield _became(edition, document, row, str(node["@id"]), cip.iri(new), note=f"Action {action}")


def _became(
    edition: Edition, document: str, row: Row, former: str, target: str, caveat: str = "", note: str = ""
) -> Said:
    """Claim that a former code was replaced by a newer one."""
    codes = [iri.rsplit("/", 1)[-1] for iri in (former, target)]
    node = {
        "@id": f"{document}#{'-to-'.join(codes)}",
        "@type": "credway:Claim",
        "credway:subject": former,
        "credway:predicate": "ceterms:supersededBy",
        "credway:object": target,
        "credway:caveat": caveat,
        **edition.cited(row, note=note),
    }
    return Said(document, stated(node), (row,))
