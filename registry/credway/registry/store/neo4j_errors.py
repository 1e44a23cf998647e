"""What goes wrong between us and a Neo4j server, as the errors of the registry.

All is a StoreError; StoreUnavailable where it may work when tried again.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from neo4j.exceptions import (
    AuthError,
    ConfigurationError,
    ConnectionAcquisitionTimeoutError,
    DriverError,
    IncompleteCommit,
    Neo4jError,
    ServiceUnavailable,
    SessionExpired,
)

from credway.registry.errors import StoreError, StoreUnavailable


@contextmanager
def told(url: str) -> Iterator[None]:
    """Say what failed at an address in our own words; the driver's hold query texts and values."""
    try:
        yield
    except AuthError as error:
        raise StoreUnavailable(
            f"{url} refuses the user; set CREDWAY_NEO4J_USER and CREDWAY_NEO4J_PASSWORD"
        ) from error
    except (ServiceUnavailable, SessionExpired, ConnectionAcquisitionTimeoutError) as error:
        raise StoreUnavailable(f"no Neo4j server answers at {url}; is it running there?") from error
    except IncompleteCommit as error:
        raise StoreUnavailable(
            f"{url} was lost while it committed; publish again: what it holds is a no-op"
        ) from error
    except ConfigurationError as error:
        raise StoreError(f"{url}: {error}") from error
    except (DriverError, Neo4jError) as error:
        code = str(getattr(error, "code", None) or type(error).__name__)
        if code.endswith("MemoryPoolOutOfMemoryError"):
            raise StoreError(
                f"{url}: too much for one transaction; publish fewer documents at once, or give the "
                "server more heap",
                reason=code,
            ) from error
        raise StoreError(f"{url}: the server refused a query ({code})", reason=code) from error
