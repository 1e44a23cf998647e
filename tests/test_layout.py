"""The folders keep their names, their order and their data files."""

import ast
import re
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

import pytest
from hatchling.builders.wheel import WheelBuilder

ROOT = Path(__file__).parent.parent
PORTIONS = ("graphql", "loaders", "ontology", "registry", "server", "shapes")
PACKAGES = {portion: ROOT / portion / "credway" / portion for portion in PORTIONS}
PACKAGES["cli"] = ROOT / "server" / "credway" / "cli"

MAY_IMPORT = {
    "ontology": set[str](),
    "shapes": {"ontology"},
    "registry": {"ontology", "shapes"},
    "loaders": {"ontology", "shapes", "registry"},
    "graphql": {"ontology", "shapes", "registry"},
    "server": {"ontology", "shapes", "registry", "graphql"},
    "cli": {"ontology", "shapes", "registry", "loaders", "graphql", "server"},
}
WEB = {"graphql", "jinja2", "starlette", "strawberry", "typer", "uvicorn"}
DRIVERS = {"apsw", "neo4j", "sqlite3"}


def imports(module: str, source: str) -> Iterator[str]:
    """Name what a module imports, `from x import y` as `x.y` too: y may be a module."""
    package = module.split(".")[:-1]
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) - node.level + 1] if node.level else []
            origin = ".".join([*base, *([node.module] if node.module else [])])
            yield from (f"{origin}.{alias.name}" for alias in node.names)


def offences(module: str, source: str) -> list[str]:
    """List the imports of a module that the order of the folders forbids."""
    own = module.split(".")[1]
    found = []
    for name in imports(module, source):
        top, _, rest = name.partition(".")
        target = rest.partition(".")[0]
        if top == "credway" and target != own and target not in MAY_IMPORT[own]:
            found.append(name)
        if top in WEB and own in ("ontology", "shapes", "registry", "loaders"):
            found.append(name)
        if top in DRIVERS and not module.startswith("credway.registry.store."):
            found.append(name)
    return found


def module_name(path: Path, package: Path) -> str:
    """Name the module in a file; a package's own module is `package.__init__`."""
    return ".".join(("credway", *path.relative_to(package.parent).with_suffix("").parts))


@pytest.mark.parametrize("portion", PORTIONS)
def test_portion_is_a_namespace(portion: str) -> None:
    """No folder above a package has an `__init__.py`."""
    for folder in (ROOT / portion, ROOT / portion / "credway"):
        assert not (folder / "__init__.py").exists(), f"{folder} must stay a namespace"


def test_graphql_is_graphql_core_when_run_from_the_root() -> None:
    """The folder `graphql` does not hide the library of that name."""
    found = subprocess.run(
        [sys.executable, "-c", "import graphql; print(graphql.__file__)"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    assert "site-packages" in found
    assert not found.startswith(str(ROOT / "graphql"))


@pytest.mark.parametrize("package", PACKAGES)
def test_imports_follow_the_order_of_the_folders(package: str) -> None:
    """No module imports from a package above its own, a framework or a driver it may not know."""
    folder = PACKAGES[package]
    found = {
        str(path.relative_to(ROOT)): wrong
        for path in sorted(folder.rglob("*.py"))
        if (wrong := offences(module_name(path, folder), path.read_text("utf-8")))
    }
    assert found == {}


@pytest.mark.parametrize(
    ("module", "source", "wrong"),
    [
        ("credway.shapes.a", "import credway.registry.graph", ["credway.registry.graph"]),
        ("credway.registry.a", "from credway import loaders", ["credway.loaders"]),
        ("credway.registry.a.b", "from ...graphql import schema", ["credway.graphql.schema"]),
        ("credway.registry.a.b", "from ..graph import x", []),
        ("credway.registry.a", "def f():\n    import starlette.routing", ["starlette.routing"]),
        ("credway.registry.answers", "from neo4j import Driver", ["neo4j.Driver"]),
        ("credway.registry.store.neo4j", "import neo4j, apsw", []),
        ("credway.server.a", "import credway.loaders", ["credway.loaders"]),
        ("credway.cli.a", "import credway.loaders, credway.server.app, typer", []),
    ],
)
def test_the_import_check_sees_planted_offences(module: str, source: str, wrong: list[str]) -> None:
    """The check above finds each kind of forbidden import, and nothing else."""
    assert offences(module, source) == wrong


@pytest.mark.parametrize("package", PACKAGES)
def test_package_is_typed_and_says_what_it_is(package: str) -> None:
    """Each package has its docstring and its py.typed, where it is installed too."""
    assert files(f"credway.{package}").joinpath("py.typed").is_file()
    assert ast.get_docstring(ast.parse((PACKAGES[package] / "__init__.py").read_text("utf-8")))


def test_the_wheel_has_every_file(tmp_path: Path) -> None:
    """A built wheel holds every module and data file of the six folders."""
    built = next(WheelBuilder(str(ROOT)).build(directory=str(tmp_path), versions=["standard"]))
    with zipfile.ZipFile(built) as wheel:
        names = set(wheel.namelist())
    missing = {
        name
        for portion in PORTIONS
        for path in (ROOT / portion / "credway").rglob("*")
        if path.is_file() and "__pycache__" not in path.parts and path.suffix != ".pyc"
        if (name := path.relative_to(ROOT / portion).as_posix()) not in names
    }
    assert missing == set()


@pytest.mark.parametrize("name", ["requirements.lock", "requirements-dev.lock"])
def test_lock_pins_everything_and_names_no_host(name: str) -> None:
    """Each locked package has one version and its hashes, and no line says where to fetch it."""
    text = (ROOT / name).read_text("utf-8")
    entries = [entry for entry in re.split(r"\n(?=[a-zA-Z0-9])", text) if entry[0] != "#"]
    assert len(entries) > 30
    assert [e for e in entries if not re.match(r"[\w.-]+(\[[\w,-]+\])?==[^ ]+ ", e)] == []
    assert [e for e in entries if "--hash=sha256:" not in e] == []
    assert "://" not in text
