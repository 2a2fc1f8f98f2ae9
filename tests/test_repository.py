"""What the repository may not hold, and whether its lists of packages are true."""

import ast
import importlib.metadata
import re
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

ROOT = Path(__file__).parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
PACKAGES = ("assistant", "corpus", "ingest")
EXTRAS = {name: texts for name, texts in PROJECT["optional-dependencies"].items() if name != "fuzz"}
"""What may be installed beside the product, and is wherever it is tested; the fuzzer is not for every Python."""
NOT_HERE = ("anthropic", "bedrock", "google", "ollama")
"""Extras for one provider each, which no test needs: what they install is pinned as pip resolved it."""
BINARY = {".pdf", ".docx", ".png", ".jpg", ".ico", ".woff2", ".zip", ".sqlite3"}
NOT_OURS = {".git", ".venv", ".eval", ".index", "__pycache__", "build", "dist"}

# Written in parts, so that this file does not hold what it looks for.
HOSTS = [".".join(parts) for parts in (("pypi", "org"), ("pythonhosted", "org"), ("npmjs", "org"), ("debian", "org"))]
HOMES = r"(?<![\w.~])/(?:home|Users)/\w[\w.-]*/|(?<![\w.~])/ro" + r"ot/|[A-Z]:\\Users\\"


def own_files() -> list[Path]:
    """Give the text files of the repository: those git knows or would add, else all that stand in it."""
    listing = ["git", "ls-files", "-co", "--exclude-standard", "-z"]
    try:
        done = subprocess.run(listing, cwd=ROOT, capture_output=True, text=True, check=True)
        paths = [ROOT / name for name in done.stdout.split("\0") if name]
    except (OSError, subprocess.CalledProcessError):
        paths = [path for path in ROOT.rglob("*") if not NOT_OURS & set(path.relative_to(ROOT).parts)]
    return [path for path in paths if path.is_file() and path.suffix not in BINARY]


def lines_that_match(pattern: str) -> list[str]:
    """Give "file:line" of each line of our own files in which the pattern stands."""
    wanted = re.compile(pattern)
    return [
        f"{path.relative_to(ROOT)}:{number}"
        for path in own_files()
        for number, line in enumerate(path.read_text(encoding="utf-8", errors="replace").splitlines(), 1)
        if wanted.search(line)
    ]


def pins() -> dict[str, str]:
    """Give the versions of the constraints file by canonical name."""
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    pairs = [line.split("==") for line in lines if line and not line.startswith("#")]
    return {canonicalize_name(name): version for name, version in pairs}


def pinned_only() -> set[str]:
    """Give the canonical names of what extras install that need not be here."""
    return {canonicalize_name(Requirement(text).name) for name in NOT_HERE for text in EXTRAS[name]}


def needed() -> dict[str, Requirement]:
    """Give the requirements of the product, its extras and its development tools by canonical name."""
    extras = (texts for name, texts in EXTRAS.items() if name not in NOT_HERE)
    texts = [*PROJECT["dependencies"], *(text for texts in extras for text in texts)]
    return {canonicalize_name(requirement.name): requirement for requirement in map(Requirement, texts)}


def applies(requirement: Requirement, extras: set[str]) -> bool:
    """Whether a requirement counts on this platform with these extras asked for."""
    return requirement.marker is None or any(requirement.marker.evaluate({"extra": extra}) for extra in {"", *extras})


def requirements_below(requirement: Requirement) -> Iterator[Requirement]:
    """Give what an installed package needs here. What torch needs differs between its builds and is its own matter."""
    if canonicalize_name(requirement.name) == "torch":
        return
    for text in importlib.metadata.requires(requirement.name) or ():
        below = Requirement(text)
        if applies(below, requirement.extras):
            yield below


def everything_needed() -> set[str]:
    """Give the canonical names of all packages that the product and its tools need here, directly or not."""
    seen: set[tuple[str, frozenset[str]]] = set()
    waiting = list(needed().values())
    while waiting:
        requirement = waiting.pop()
        key = (canonicalize_name(requirement.name), frozenset(requirement.extras))
        if key not in seen:
            seen.add(key)
            waiting += requirements_below(requirement)
    return {name for name, _ in seen}


def imported_by_the_product() -> set[str]:
    """Give the top-level names that the product imports and that are neither its own nor the standard library's."""
    paths = [path for package in PACKAGES for path in (ROOT / package).rglob("*.py")]
    trees = [ast.parse(path.read_text(encoding="utf-8")) for path in paths]
    names = set()
    for node in (node for tree in trees for node in ast.walk(tree)):
        if isinstance(node, ast.Import):
            names |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            names.add(node.module.split(".")[0])
    return names - set(sys.stdlib_module_names) - {*PACKAGES, "app"}


def test_no_file_names_the_host_of_a_package_registry():
    assert lines_that_match("|".join(re.escape(host) for host in HOSTS)) == []


def test_no_file_holds_a_path_of_the_machine_it_was_written_on():
    here = [folder for folder in (ROOT, ROOT.parent, Path.home()) if len(folder.parts) > 1]
    here = [folder for folder in here if folder != Path(tempfile.gettempdir())]
    machine = "|".join(rf"(?<![\w.]){re.escape(str(folder))}[/\\]" for folder in here)
    assert lines_that_match(f"{HOMES}|{machine}" if machine else HOMES) == []


def test_the_constraints_are_names_and_versions_and_nothing_else():
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    entries = [line for line in lines if line and not line.startswith("#")]
    assert [line for line in entries if not re.fullmatch(r"[A-Za-z0-9._-]+==[0-9][0-9a-z.]*", line)] == []
    assert len(entries) == len(pins()), "a package is listed twice"


def test_the_constraints_cover_everything_that_is_installed_for_the_product():
    assert (everything_needed() | pinned_only()) - pins().keys() == set()


def test_the_installed_versions_are_those_of_the_constraints():
    def installed(name):
        try:
            return Version(importlib.metadata.version(name)).public
        except importlib.metadata.PackageNotFoundError:
            return None  # an entry for another platform

    found = {name: installed(name) for name in pins()}
    assert {name: version for name, version in found.items() if version not in (None, pins()[name])} == {}


def test_what_the_product_imports_is_declared():
    holders = importlib.metadata.packages_distributions()
    texts = [*PROJECT["dependencies"], *(text for name, own in EXTRAS.items() if name != "dev" for text in own)]
    declared = {canonicalize_name(Requirement(text).name) for text in texts}
    undeclared = {
        name
        for name in imported_by_the_product()
        if not {canonicalize_name(holder) for holder in holders.get(name, ())} & declared
    }
    # The sample papers are made by a developer, not by a user.
    assert undeclared - {"reportlab"} == set()


def test_the_version_is_the_newest_of_the_changelog():
    changelog = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    released = re.findall(r"^## \[(\d[\d.]*)\]", changelog, re.MULTILINE)
    assert released[0] == PROJECT["version"]


@pytest.mark.skipif(not (ROOT / ".git").exists(), reason="not a git checkout")
def test_the_check_of_the_whole_is_executable():
    listed = subprocess.run(["git", "ls-files", "-s", ".ci/run"], cwd=ROOT, capture_output=True, text=True).stdout
    assert listed.startswith("100755") or not listed


@pytest.mark.skipif(not (ROOT / ".git").exists(), reason="not a git checkout")
def test_nothing_that_is_kept_points_out_of_the_repository():
    listed = subprocess.run(["git", "ls-files", "-s"], cwd=ROOT, capture_output=True, text=True).stdout
    assert [line for line in listed.splitlines() if line.startswith("120000")] == []
