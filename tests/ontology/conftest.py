"""What several tests of the vocabulary share."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """Return the folder of published files beside the project, or skip."""
    folder = Path(__file__).parents[2].parent / "shared" / "data"
    if not folder.is_dir():
        pytest.skip("needs ../shared/data (published encodings and documents)")
    return folder


@pytest.fixture(scope="session")
def encoding(shared_data: Path) -> Callable[[str], dict[str, Any]]:
    """Return a reader of a published encoding or context."""
    return lambda name: json.loads((shared_data / "schema" / name).read_text(encoding="utf-8"))
