"""What cells of people's tables mean: amounts, units, levels, dates, yes and no, durations.

Each reader returns what it found or raises ValueError, which says what stands there and what could.
"""

import re
from collections.abc import Callable, Mapping
from decimal import Decimal
from functools import cache
from typing import Final

from isodate import ISO8601Error, parse_duration

from credway.loaders.articulations.model import Amount
from credway.loaders.kinds import table
from credway.ontology import schemes
from credway.ontology.namespaces import expand
from credway.ontology.terms import terms
from credway.registry.names import fold
from credway.registry.periods import since
from credway.shapes.identity import ctid_in

_NUMBER: Final = r"[0-9]+(?:\.[0-9]+)?"
_TO: Final = r"(?:[-\u2010-\u2015\u2212]|to|or)"
_SUM: Final = re.compile(rf"({_NUMBER}(?: *\+ *{_NUMBER})+)(?: *= *({_NUMBER}))?")
_SHAPES: Final = (
    (re.compile(rf"(?:up to|at most|max(?:imum)?(?: of)?) *(?P<high>{_NUMBER})(?P<rest>.*)"), "up to"),
    (re.compile(rf"(?P<low>{_NUMBER}) *(?:\+|or more)(?P<rest>.*)"), "at least"),
    (re.compile(rf"(?:at least|min(?:imum)?(?: of)?) *(?P<low>{_NUMBER})(?P<rest>.*)"), "at least"),
    (re.compile(rf"(?P<low>{_NUMBER}) *{_TO} *(?P<high>{_NUMBER})(?P<rest>.*)"), "range"),
    (re.compile(rf"(?P<value>{_NUMBER})(?P<rest>.*)"), "number"),
)
_YEARS: Final = re.compile(r"([0-9]+) *(year|month|day)s?")
_UNIT: Final = re.compile(r" *(?:-(?=\w)|\()?\w[\w .()-]*|[ .]*")
"""What may stand after a number: words, and no sign that says more, such as a mark of a note."""
_MONTHS: Final = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
_DATES: Final = (
    re.compile(r"(?P<y>[0-9]{4})-(?P<m>[0-9]{1,2})(?:-(?P<d>[0-9]{1,2}))?"),
    re.compile(r"(?P<m>[0-9]{1,2})/(?P<d>[0-9]{1,2})/(?P<y>[0-9]{4})"),
    re.compile(r"(?P<m>[a-z]{3,9})\.? (?:(?P<d>[0-9]{1,2}),? )?(?P<y>[0-9]{4})"),
    re.compile(r"(?P<d>[0-9]{1,2})[ -](?P<m>[a-z]{3,9})\.?[ -](?P<y>[0-9]{4})"),
)
_TIME: Final = re.compile(r"[ T][0-9]{1,2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]+)?)?(?: ?[AP]M)?\Z", re.IGNORECASE)


@cache
def words(form: str) -> Mapping[str, tuple[str, str]]:
    """The words that people write for the values of a form, folded, with meaning and caveat."""
    rows = table("articulations/words.csv")
    return {fold(row["word"]): (row["meaning"], row["caveat"]) for row in rows if row["form"] == form}


def amount(text: str) -> tuple[Amount, tuple[str, ...], str]:
    """Read how much: the amount, that of each course where a sum is printed, and a caveat.

    >>> amount("up to 30")[0].high, amount("1+4+4=9")[1], amount("3 semester hours")[0].unit
    ('30', ('1', '4', '4'), 'creditUnit:SemesterHour')
    """
    plain = " ".join(text.casefold().split())
    parts = _SUM.fullmatch(plain)
    if parts:
        each = tuple(part.strip() for part in parts[1].split("+"))
        total = sum(map(Decimal, each))
        if parts[2] and Decimal(parts[2]) != total:
            raise ValueError(f"{text!r}: the parts are {total} together and not {parts[2]}")
        return Amount(), each, f"{total} is the sum of the printed amounts"
    for shape, _ in _SHAPES:
        found = shape.fullmatch(plain)
        if found is None:
            continue
        rest = fold(found["rest"])
        if not _UNIT.fullmatch(found["rest"]) or (rest and rest not in words("unit")):
            break
        held = {name: value for name, value in found.groupdict().items() if name != "rest" and value}
        if "low" in held and "high" in held and Decimal(held["low"]) > Decimal(held["high"]):
            raise ValueError(f"{text!r}: the first number is above the second")
        return Amount(**held, unit=words("unit")[rest][0] if rest else ""), (), ""
    raise ValueError(f"{text!r} is no amount such as 3, 2-4, up to 6, at least 3 or 1+4+4")


def is_nothing(text: str) -> bool:
    """Whether a text only says that nothing stands there, such as N/A, a dash, or the word before a sum."""
    return fold(text) in ("", *words("nothing"))


def unit(text: str) -> tuple[str, str]:
    """Read what is counted, as a concept of CTDL or of our own units, with a caveat."""
    if schemes.by_notation("units", text):
        return f"units/{text}", ""
    return _concept(text, "unit", "creditUnit", "SemesterHour, QuarterHour or ClockHour")


def level(text: str) -> tuple[str, str]:
    """Read a level, as a concept of CTDL, with a caveat.

    >>> level("Vocational certificate")[0], level("UpperDivisionLevel")[0]
    ('audLevel:PostSecondaryLevel', 'audLevel:UpperDivisionLevel')
    """
    return _concept(text, "level", "audLevel", "LowerDivisionLevel, UpperDivisionLevel or GraduateLevel")


def _concept(text: str, form: str, prefix: str, such: str) -> tuple[str, str]:
    held = words(form).get(fold(text))
    if held is not None:
        return held
    found = f"{prefix}:{text.removeprefix(f'{prefix}:')}"
    if re.fullmatch(r"\w+:\w+", found) and expand(found) in terms():
        return found, ""
    raise ValueError(f"{text!r} is no {form} of CTDL such as {such}")


def status(text: str) -> str:
    """Read the status of a credential, as a concept of CTDL.

    >>> status("retired"), status("Suspended")
    ('credentialStat:Deprecated', 'credentialStat:Suspended')
    """
    return _concept(text, "status", "credentialStat", "Active, Deprecated or Suspended")[0]


def kind(text: str) -> str:
    """Read the kind of an award."""
    known = {fold(each): each for each in ("GuaranteedMinimum", "InstitutionalAward", "Recommendation")}
    held = known.get(fold(text)) or words("kind").get(fold(text), ("",))[0]
    if not held:
        raise ValueError(f"{text!r} is none of GuaranteedMinimum, InstitutionalAward and Recommendation")
    return held


def yes_no(text: str) -> bool:
    """Read yes or no."""
    held = words("yes-no").get(fold(text))
    if held is None:
        raise ValueError(f"{text!r} is neither yes nor no")
    return bool(held[0])


def state(text: str) -> str:
    """Read a state as its postal code."""
    found = schemes.state(text)
    if found is None:
        raise ValueError(f"{text!r} is no state; use a postal code such as OH")
    return found.notation


def date(text: str) -> str:
    """Read a day, a month or a year; 7/1/2026 is the first of July, as it is written in the United States.

    >>> date("7/1/2026"), date("July 1, 2026"), date("2026-7")
    ('2026-07-01', '2026-07-01', '2026-07')
    """
    plain = _TIME.sub("", " ".join(text.split()))
    found = next((match for form in _DATES if (match := form.fullmatch(plain.casefold()))), None)
    parts = found.groupdict() if found else {"y": plain}
    month = parts.get("m") or ""
    if month.isalpha():
        month = next((str(n) for n, name in enumerate(_MONTHS, 1) if name.startswith(month)), "00")
    written = [each.zfill(2) for each in (parts["y"], month, parts.get("d") or "") if each]
    iso = "-".join(written)
    try:
        since(iso if iso.isascii() and "00" not in written else "")
    except ValueError:
        raise ValueError(
            f"{text!r} is no date such as 2026-07-01, 2026-07, 2026, 7/1/2026 or July 1, 2026"
        ) from None
    return iso


def duration(text: str) -> str:
    """Read a time: P2Y, or 2 years.

    >>> duration("2 years"), duration("18 months")
    ('P2Y', 'P18M')
    """
    plain = _YEARS.fullmatch(text.casefold().strip())
    if plain:
        return f"P{plain[1]}{plain[2][0].upper()}"
    try:
        parse_duration(text)
    except ISO8601Error:
        raise ValueError(f"{text!r} is no time such as 2 years, 18 months or P2Y") from None
    return text


def share(text: str) -> str:
    """Read a number from 0 to 1."""
    if not re.fullmatch(_NUMBER, text) or Decimal(text) > 1:
        raise ValueError(f"{text!r} is no number from 0 to 1 such as 0.7")
    return text


def number(text: str) -> str:
    """Read a number."""
    if not re.fullmatch(_NUMBER, text):
        raise ValueError(f"{text!r} is no number such as 75")
    return text


def url(text: str) -> str:
    """Read an address."""
    if not re.fullmatch(r"https?://[^\s<>\"{}|\\^`]+", text):
        raise ValueError(f"{text!r} is no address that begins with https:// or http://")
    return text


def ctid(text: str) -> str:
    """Read a CTID."""
    found = ctid_in(text)
    if found is None:
        raise ValueError(f"{text!r} is no CTID: ce- and a UUID, 39 characters. Mend it or clear it")
    return found


CHECKS: Final[Mapping[str, Callable[[str], object]]] = {
    "amount": amount,
    "unit": unit,
    "level": level,
    "status": status,
    "kind": kind,
    "yes-no": yes_no,
    "state": state,
    "date": date,
    "duration": duration,
    "share": share,
    "number": number,
    "url": url,
    "ctid": ctid,
    "text": str,
}
"""What reads each form of the table of fields."""
