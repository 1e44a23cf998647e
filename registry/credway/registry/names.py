"""Names: how they are folded for sorting, searching and matching.

All three are computed here and stored, so that every store orders and finds alike.
"""

import re
import unicodedata
from functools import lru_cache

_SIGNS = str.maketrans(
    {
        **{"+": " plus ", "#": " sharp ", "&": " and ", "@": " at "},
        **dict.fromkeys("\u2122\u2120", " "),  # marks of trade and service, which are no letters of a name
        **dict.fromkeys("'\u2019\u02bc"),
    }
)
_LETTERS = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "\u0131": "i", "ħ": "h"}
)
"""Letters that Unicode does not take apart, and that people write otherwise who have no key for them."""
_WORD = re.compile(r"[^\W_]+")


@lru_cache(maxsize=8192)
def fold(text: str) -> str:
    """Lower-case, without accents or punctuation, signs spelt out, single spaces; of any script.

    >>> fold("CompTIA  A+"), fold("Сварщик (ГОСТ)")
    ('comptia a plus', 'сварщик гост')
    """
    plain = text.casefold().translate(_SIGNS)
    if not plain.isascii():
        # Twice, for what is taken apart may have capitals again.
        plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", plain).casefold())
        plain = "".join(map(_bare, plain)).translate(_LETTERS)
    return " ".join(_WORD.findall(plain))


def _bare(sign: str) -> str:
    """A sign without what only marks the one before it; a digit of any script as ours."""
    if sign.isdecimal():
        return str(unicodedata.decimal(sign))
    return "" if unicodedata.category(sign)[0] == "M" or sign in "'\u2019\u02bc" else sign


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
    return f"{fold(name or '')[:400] or '~'}\u0000{iri}"
