"""The command, run in this process by a fixture of this type, or in one of its own."""

import asyncio
import json
import os
import sys
from collections.abc import Callable
from typing import Any

from typer.testing import Result

from credway.loaders.demonstration.tables import BASE
from credway.registry.registry import Registry

Run = Callable[..., Result]


async def command(registry: Registry, *arguments: str) -> Any:
    """Run a command on the registry's store and read its JSON."""
    return json.loads(await printed(registry, "--json", *arguments))


async def printed(registry: Registry, *arguments: str, width: int = 160) -> str:
    """Run a command on the registry's store and read what it prints in a terminal of some width."""
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "credway.cli", "--store", registry.settings.store, *arguments),
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
        env={**os.environ, "CREDWAY_BASE": BASE, "COLUMNS": str(width)},
    )
    out, err = await process.communicate()
    assert process.returncode == 0, err.decode()
    return out.decode()
