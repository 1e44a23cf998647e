"""Names: how they are folded for sorting, searching and matching.

All three are computed here and stored, so that every store orders and finds alike.
"""

import re
import unicodedata
from functools import lru_cache

_SIGNS = str.maketrans({"+": " plus ", "#": " sharp ", "&": " and ", "@": " at "})
_WORD = re.compile(r"[0-9a-z]+")


@lru_cache(maxsize=8192)
def fold(text: str) -> str:
    """Lower-case, without accents or punctuation, signs spelt out, single spaces.

    >>> fold("CompTIA  A+")
    'comptia a plus'
    """
    spelt = unicodedata.normalize("NFKD", text.casefold().translate(_SIGNS))
    plain = (
        "".join(ch for ch in spelt if not unicodedata.combining(ch)).replace("'", "").replace("\u2019", "")
    )
    return " ".join(_WORD.findall(plain))


def tokens(*texts: str | None) -> tuple[str, ...]:
    """Return the distinct folded words of some texts, in order of appearance."""
    words = (word for text in texts if text for word in fold(text).split())
    return tuple(dict.fromkeys(words))


def name_key(name: str) -> str:
    """Return the key under which two spellings of one name meet.

    Word order is kept; spaces inside it are not, so that `COMP TIA A PLUS` meets `CompTIA A+`.
    The trailing word "certification" or "certificate" is left out.

    >>> name_key("COMP TIA A PLUS CERTIFICATION") == name_key("CompTIA A+ Certification")
    True
    """
    words = fold(name).split()
    while len(words) > 1 and words[-1] in ("certification", "certificate", "certified"):
        words.pop()
    return "".join(words)


def sort_key(name: str | None, iri: str) -> str:
    """Return the text by which lists are ordered: folded name, then IRI, so that no two are equal."""
    return f"{fold(name or '') or '~'}\u0000{iri}"[:400]
