"""A process that copies one publish at a time until it is killed: `python copying.py FROM-URL TO-URL`."""

import asyncio
import sys

from credway.registry import replaying
from credway.registry.copying import copy
from credway.registry.settings import read_settings
from credway.registry.store.opening import open_store


async def main(source_url: str, target_url: str) -> None:
    """Copy, and say how far it is."""
    replaying.TOGETHER = 1
    settings = read_settings({})
    source, target = open_store(source_url, settings), open_store(target_url, settings)
    try:
        await copy(source, target, progress=lambda done, total: print(done, total, flush=True))
    finally:
        await source.close()
        await target.close()


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))
