"""One spelling of what the field writes in several: registry addresses and CTIDs."""

import re
from functools import lru_cache
from typing import Final

REGISTRY: Final = "https://credentialengineregistry.org"
"""Where a CTID without an address is looked for, unless its document has an address of its own."""

_ESCAPED: Final = re.compile(rb"\\(?:/|u00(?:2[d-fD-F]|3[0-9aA]|[4-7])|U000000)")
"""Escapes that may hide a letter, a digit or a mark of an address; others, such as of quotes, hide none."""
_UPPER: Final = re.compile(rb"ce-[0-9a-f-]*[A-F]")

ADDRESS: Final = re.compile(
    r"(?P<host>https?://[^/?#]+)(?:/ce-registry)?/(?P<kind>resources|graph)/(?P<ctid>ce-[0-9a-f-]{36})/?"
    r"(?P<rest>[?#].*)?\Z",
    re.IGNORECASE,
)
"""An address in a registry that ends with a CTID."""

_URN: Final = re.compile(r"urn:ctid:(?P<ctid>ce-[0-9a-f-]{36})\Z", re.IGNORECASE)
_OVER_HTTP: Final = tuple(
    (f"http://{host}/", f"https://{host}/")
    for host in ("credentialengineregistry.org", "sandbox.credentialengineregistry.org")
)


def may_differ(body: bytes) -> bool:
    """Tell quickly whether a document may hold anything to fold: most do not, and are not looked through.

    Some escapes may hide any of it.
    """
    small = body.lower()
    return (
        _ESCAPED.search(body) is not None
        or b"ce-registry" in body
        or b"urn:ctid:" in small
        or b"http://credentialengineregistry" in body
        or b"http://sandbox.credentialengineregistry" in body
        or small.count(b"ce-") != body.count(b"ce-")
        or _UPPER.search(body) is not None
    )


@lru_cache(maxsize=4096)
def canonical(iri: str, home: str = REGISTRY) -> str:
    """Return the one spelling of a registry's IRI; leave any other alone.

    A CTID is written in lower case, `/ce-registry/` is left out, the public registry is asked over
    https, and `urn:ctid:` becomes an address at `home`.

    >>> canonical("http://credentialengineregistry.org/ce-registry/resources/CE-0A22C7E1-8B85-4B8F-8E29-6B7A0F3C2D11")
    'https://credentialengineregistry.org/resources/ce-0a22c7e1-8b85-4b8f-8e29-6b7a0f3c2d11'
    """
    match = ADDRESS.match(iri)
    if match is not None:
        host, kind, ctid = match["host"], match["kind"].lower(), match["ctid"].lower()
        iri = f"{host}/{kind}/{ctid}{match['rest'] or ''}"
    elif (urn := _URN.match(iri)) is not None:
        return f"{home}/resources/{urn['ctid'].lower()}"
    for old, new in _OVER_HTTP:
        if iri.startswith(old):
            return new + iri.removeprefix(old)
    return iri


def home_of(document: str) -> str:
    """Say at which registry a document is: that of its own address, else the public one."""
    match = ADDRESS.match(document)
    return match["host"] if match is not None else REGISTRY
