"""The arrows between the packages: files → ingest → corpus → assistant → app.py, and none the other way.

Imports are read from the syntax trees, so that one inside a function or behind a condition counts as well.
"""

import ast
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

import pytest

ROOT = Path(__file__).parent.parent
PACKAGES = ("assistant", "corpus", "ingest")
OURS = {*PACKAGES, "app", "benchmarks", "tests"}
ASSISTANT_FRONTS = ("assistant/cli.py", "assistant/commands/", "assistant/pages/papers/")
"""The command line and the page for adding papers read files, so they may import ingest."""


def modules() -> list[str]:
    """Give every module of the product, relative to the root."""
    paths = [path for package in PACKAGES for path in (ROOT / package).rglob("*.py")]
    if (ROOT / "app.py").exists():
        paths.append(ROOT / "app.py")
    return sorted(path.relative_to(ROOT).as_posix() for path in paths)


def full_name(module: str, node: ast.ImportFrom) -> str:
    """Give the absolute name of what a `from` import imports from."""
    if not node.level:
        return node.module or ""
    above = PurePosixPath(module).parts[: -node.level]
    return ".".join([*above, *([node.module] if node.module else [])])


def called_with_name(node: ast.Call) -> str | None:
    """Give the module that `import_module("…")` or `__import__("…")` names."""
    name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", None)
    if name not in {"import_module", "__import__"} or not node.args:
        return None
    first = node.args[0]
    return first.value if isinstance(first, ast.Constant) and isinstance(first.value, str) else None


def imported(source: str, module: str) -> Iterator[str]:
    """Give the dotted names that a module imports, wherever in it."""
    for node in ast.walk(ast.parse(source, module)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield full_name(module, node)
        elif isinstance(node, ast.Call) and (name := called_with_name(node)):
            yield name


def packages_of(source: str, module: str) -> set[str]:
    """Give the top-level names that a module imports."""
    return {name.split(".")[0] for name in imported(source, module)}


def allowed(module: str) -> set[str]:
    """Give which of our own top-level names a module may import."""
    package = module.split("/")[0]
    match package:
        case "corpus":
            return {"corpus"}
        case "ingest":
            return {"ingest", "corpus"}
        case "assistant":
            return {"assistant", "corpus"} | ({"ingest"} if module.startswith(ASSISTANT_FRONTS) else set())
        case _:
            return {"assistant"}


def read(module: str) -> str:
    return (ROOT / module).read_text(encoding="utf-8")


@pytest.mark.parametrize("module", modules())
def test_a_module_imports_only_along_the_arrows(module):
    assert packages_of(read(module), module) & OURS <= allowed(module)


@pytest.mark.parametrize("module", modules())
def test_the_command_line_and_the_pages_are_imported_by_nothing_below_them(module):
    if module.startswith(
        ("assistant/cli.py", "assistant/__main__.py", "assistant/commands/", "assistant/pages/", "app.py")
    ):
        return
    fronts = [n for n in imported(read(module), module) if n.startswith(("assistant.cli", "assistant.commands"))]
    assert not fronts


def test_streamlit_is_imported_only_by_the_entry_and_the_pages():
    importing = [m for m in modules() if "streamlit" in packages_of(read(m), m)]
    assert [m for m in importing if m != "app.py" and not m.startswith("assistant/pages/")] == []


def test_what_serves_over_http_is_imported_only_by_the_doors_that_do():
    importing = [m for m in modules() if packages_of(read(m), m) & {"fastapi", "limits", "starlette", "uvicorn"}]
    assert [m for m in importing if not m.startswith(("assistant/doors/api/", "assistant/doors/mcp/http.py"))] == []


def test_the_protocol_of_assistants_is_known_to_its_door_alone():
    importing = [m for m in modules() if packages_of(read(m), m) & {"mcp"}]
    assert [m for m in importing if not m.startswith("assistant/doors/mcp/")] == []


def test_every_folder_with_modules_is_a_package_so_that_it_is_installed():
    folders = {(ROOT / module).parent for module in modules()} - {ROOT}
    assert [str(f.relative_to(ROOT)) for f in sorted(folders) if not (f / "__init__.py").exists()] == []


def test_an_import_inside_a_function_is_seen():
    assert packages_of("def late():\n    from ingest.readers import pdf\n", "corpus/records.py") == {"ingest"}


def test_a_relative_import_is_seen_under_its_full_name():
    source = "from ..store import vectors\nfrom . import errors"
    assert list(imported(source, "corpus/language/dates.py")) == ["corpus.store", "corpus.language"]


def test_an_import_by_name_is_seen():
    assert packages_of("import importlib\nimportlib.import_module('streamlit.web')", "corpus/records.py") == {
        "importlib",
        "streamlit",
    }
