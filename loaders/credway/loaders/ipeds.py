"""Institutions of IPEDS, from its directory file (HD): who they are, where, and of which sector.

The file gives OPEIDs as numbers that have lost their zeros; they are written with eight digits again.
Negative codes mean not available or not applicable, and so state nothing. A system is an organization
whose parts the institutions say they are; the file gives its name and no address.
"""

import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Final

from credway.loaders.entries import slug
from credway.loaders.kinds import Edition
from credway.loaders.kinds import table as codes
from credway.loaders.said import Said
from credway.loaders.tables import Left, Row, left
from credway.loaders.writing import Node, english, stated
from credway.ontology import schemes
from credway.registry.names import fold

UNITID: Final = re.compile(r"[0-9]{6}")
_NONE: Final = re.compile(r"-[0-9]+")
_HOST: Final = re.compile(r"(?:https?://)?([A-Za-z0-9.-]+\.[A-Za-z]{2,}[^\s<>\"{}|\\^`]*)")


def read(edition: Edition) -> Iterator[Said | Left]:
    """Read institutions, a document for those whose UNITID begins with the same two digits, and systems."""
    systems: dict[str, Row] = {}
    for row in edition.rows():
        if isinstance(row, Left):
            yield row
            continue
        if UNITID.fullmatch(row["unitid"]) is None:
            yield left(row, "unitid", f"{row['unitid']!r} is no UNITID of six digits")
            continue
        coded, unknown = _coded(row)
        yield from unknown
        system = _system(row, edition)
        if system:
            first = systems.setdefault(system, row)
            if fold(first["system"]) != fold(row["system"]):
                yield left(
                    row,
                    "system",
                    f"{row['system']!r} is {first['system']!r} in row {first.number}; that was taken",
                )
            coded["ceterms:parentOrganization"] = [system]
        document = f"{edition.base}documents/ipeds/{row['unitid'][:2]}"
        yield Said(document, stated(_institution(row, edition) | coded), (row,))
    for system, row in systems.items():
        node = {
            "@id": system,
            "@type": "ceterms:Organization",
            "ceterms:name": english(row["system"]),
            "ceterms:agentType": "orgType:CoordinatingBody",
            **edition.cited(row, note="the system that it is part of"),
        }
        yield Said(f"{edition.base}documents/ipeds/systems", node, (row,))


def _system(row: Row, edition: Edition) -> str | None:
    """The IRI of the system that an institution is part of: by its code, else by its name."""
    name = row["system"]
    if not name or _NONE.fullmatch(name):
        return None
    code = row["system_code"] if row["system_code"].isdecimal() else slug(name)
    return f"{edition.base}organizations/ipeds-system-{code}" if code else None


def _institution(row: Row, edition: Edition) -> Node:
    aliases = dict.fromkeys(" ".join(part.split()) for part in row["alias"].split("|"))
    country = _country(row["state"])
    street, city, postal = (_stated(row[column]) for column in ("street", "city", "zip"))
    others = [alias for alias in aliases if alias and alias != row["name"]]
    return {
        "@id": f"{edition.base}organizations/ipeds-{row['unitid']}",
        "@type": "ceterms:CredentialOrganization",
        "ceterms:name": english(row["name"]),
        "ceterms:alternateName": {"en": others} if others else None,
        "ceterms:ipedsID": row["unitid"],
        "ceterms:opeID": _opeid(row["opeid"]),
        "ceterms:subjectWebpage": _webpage(row["web"]),
        "ceterms:address": stated(
            {
                "@type": "ceterms:Place",
                "ceterms:streetAddress": english(street) if street else None,
                "ceterms:addressLocality": english(city) if city else None,
                "ceterms:addressRegion": english(row["state"]),
                "ceterms:postalCode": postal,
                "ceterms:addressCountry": english(country) if country else None,
            }
        ),
        **edition.cited(row),
    }


def _stated(text: str) -> str:
    """A cell, in nothing where it only says that nothing is known."""
    return "" if _NONE.fullmatch(text) else text


def _coded(row: Row) -> tuple[Node, list[Left]]:
    """Write what the codes stand for; one that the table of codes lacks is said and states nothing."""
    found: Node = {}
    keywords: list[str] = []
    unknown: list[Left] = []
    if not _country(row["state"]):
        unknown.append(left(row, "state", f"{row['state']!r} is no state; the institution has none here"))
    if _stated(row["opeid"]) not in ("", "0") and not _opeid(row["opeid"]):
        unknown.append(
            left(row, "opeid", f"{row['opeid']!r} is no OPEID of eight digits; taken as not stated")
        )
    if _stated(row["web"]) and not _webpage(row["web"]):
        unknown.append(
            left(row, "web", f"{row['web']!r} is no web address; taken as not stated", wrong=False)
        )
    for column in ("control", "level", "sector", "active"):
        code = row[column]
        held = _codes().get((column, code))
        if held is None:
            if code:
                unknown.append(left(row, column, f"{code!r} is no code that IPEDS has; taken as not stated"))
            continue
        if held["property"] and not (column == "level" and row["sector"] == "0"):
            found[held["property"]] = held["concept"]
        keywords += [held["label"]] if held["label"] else []
    if keywords:
        found["ceterms:keyword"] = {"en": keywords}
    return found, unknown


@cache
def _codes() -> Mapping[tuple[str, str], Mapping[str, str]]:
    return {(each["column"], each["code"]): each for each in codes("ipeds_codes.csv")}


def _country(state: str) -> str:
    """The country of a postal code; three that the file has are countries of their own."""
    held = _codes().get(("state", state))
    return held["label"] if held else "US" if schemes.state(state) else ""


def _opeid(text: str) -> str | None:
    return text.zfill(8) if text.isdecimal() and int(text) and len(text) <= 8 else None


def _webpage(text: str) -> str | None:
    """The address as an IRI; where the file leaves the scheme out, it is https."""
    found = _HOST.fullmatch(text)
    if found is None:
        return None
    return text if text.lower().startswith(("http://", "https://")) else f"https://{found[1]}"
