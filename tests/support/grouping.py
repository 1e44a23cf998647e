"""Which tests one process runs, where pytest-xdist runs them in several.

A test's group is what its mark `xdist_group` says. pytest-xdist 3.8 hands it over inside the test's id,
which pytest 9.2 does not let it change: `--dist loadgroup` then spreads single tests, and says nothing of
it (https://github.com/pytest-dev/pytest-xdist/issues/1386). So each process writes its groups into a file.
"""

import json
import tempfile
from functools import cached_property
from pathlib import Path
from typing import Any

import pytest
from xdist.scheduler import LoadScopeScheduling

FOLDER = pytest.StashKey[Path]()
"""Where the files are, one a process; they go with the run."""


class ByGroup(LoadScopeScheduling):  # type: ignore[misc]  # it has no types
    """Hands the groups out whole, that of the most tests first."""

    @cached_property
    def _groups(self) -> dict[str, str]:
        files = self.config.stash[FOLDER].iterdir()
        return {test: group for file in files for test, group in json.loads(file.read_text()).items()}

    def _split_scope(self, nodeid: str) -> str:
        return self._groups[nodeid]


@pytest.hookimpl(optionalhook=True)
def pytest_configure_node(node: Any) -> None:
    """Name a file for the groups of a process that is about to start."""
    config = node.config
    if FOLDER not in config.stash:
        made = tempfile.TemporaryDirectory(prefix="pytest-groups-")
        config.add_cleanup(made.cleanup)
        config.stash[FOLDER] = Path(made.name)
    node.workerinput["groups"] = str(config.stash[FOLDER] / node.gateway.id)


@pytest.hookimpl(tryfirst=True)
def pytest_collection_finish(session: pytest.Session) -> None:
    """Write the group of each test, before pytest-xdist tells the first process what there is to run."""
    told = getattr(session.config, "workerinput", None)
    if told is not None:
        groups = {item.nodeid: _group(item) for item in session.items}
        Path(told["groups"]).write_text(json.dumps(groups))


def _group(item: pytest.Item) -> str:
    mark = item.get_closest_marker("xdist_group")
    return str(mark.args[0]) if mark else item.nodeid


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> ByGroup | None:
    """Answer `--dist loadgroup`, and leave every other way to pytest-xdist."""
    return ByGroup(config, log) if config.getvalue("dist") == "loadgroup" else None
