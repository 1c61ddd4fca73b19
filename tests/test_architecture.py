"""The rules of the house that no linter keeps. The layers are import-linter's (pyproject.toml)."""

from __future__ import annotations

import ast
import re
import socket
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Iterator, Sequence
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest
from packaging.requirements import Requirement

from tests.conftest import OutsideError
from tuireader import model

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "tuireader"
LONGEST_FILE = 400
LONGEST_FUNCTION = 40
CORE = (
    "model",
    "errors",
    "text",
    "notices",
    "extraction",
    "diffing",
    "feeds",
    "schedule",
    "changes",
)
TOP_LEVEL = {"samples", "styles", "tests", "tuireader"}
HEAVY = {
    "apprise", "diff_match_patch", "feedparser", "htmldate", "httpcore", "httpx", "icu4py", "lxml",
    "markdown_it", "protego", "rapidfuzz", "rich", "sqlite3", "textual", "tinydb", "trafilatura",
    "warcio",
}  # fmt: skip
CLOCKS = {("datetime", "now"), ("datetime", "utcnow"), ("datetime", "today"), ("date", "today")}


def sources(*folders: str) -> list[Path]:
    return sorted(path for folder in folders for path in (ROOT / folder).rglob("*.py"))


def tracked() -> list[str]:
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    if listed.returncode:
        pytest.skip("NOT CHECKED: this is no git checkout, so nobody knows which files are its own")
    return [name for name in listed.stdout.splitlines() if (ROOT / name).exists()]


def functions(tree: ast.AST) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    return (n for n in ast.walk(tree) if isinstance(n, ast.FunctionDef | ast.AsyncFunctionDef))


def core_sources() -> list[Path]:
    named = [PACKAGE / f"{name}.py" for name in CORE] + [
        path for name in CORE for path in (PACKAGE / name).rglob("*.py")
    ]
    return sorted(path for path in named if path.exists())


def modules_after(code: str) -> set[str]:
    """Run code in a fresh interpreter; return the top names of all modules it loaded."""
    return {name.partition(".")[0] for name in loaded_by(code)}


def loaded_by(code: str) -> set[str]:
    """Run code in a fresh interpreter; return the names of all modules it loaded."""
    probe = f"{code}\nimport sys\nprint('\\n'.join(sys.modules), file=sys.stderr)"
    done = subprocess.run(
        [sys.executable, "-c", probe], cwd=ROOT, capture_output=True, text=True, check=True
    )
    return set(done.stderr.split())


def test_no_file_is_longer_than_the_budget() -> None:
    long = {
        path.relative_to(ROOT).as_posix(): lines
        for path in sources("tuireader", "tests")
        if (lines := len(path.read_text("utf-8").splitlines())) > LONGEST_FILE
    }
    assert long == {}


def test_no_function_is_longer_than_the_budget() -> None:
    long = {}
    for path in sources("tuireader"):
        for function in functions(ast.parse(path.read_text("utf-8"))):
            lines = (function.end_lineno or 0) - function.lineno + 1 - docstring_lines(function)
            if lines > LONGEST_FUNCTION:
                long[f"{path.relative_to(ROOT)}:{function.name}"] = lines
    assert long == {}


def docstring_lines(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    first = function.body[0]
    if ast.get_docstring(function, clean=False) is None:
        return 0
    return (first.end_lineno or 0) - first.lineno + 1


def test_complexity_is_bounded_by_the_linter() -> None:
    lint = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["ruff"]["lint"]
    assert lint["mccabe"]["max-complexity"] <= 8
    assert "C90" in lint["select"]
    spared = {rule for rules in lint["per-file-ignores"].values() for rule in rules}
    assert not {"C90", "C901"} & {*lint["ignore"], *spared}


def test_the_core_reads_no_clock() -> None:
    readings = [
        f"{path.relative_to(ROOT)}:{node.lineno}"
        for path in core_sources()
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Attribute)
        and isinstance(node.value, ast.Name)
        and (node.value.id, node.attr) in CLOCKS
    ]
    assert readings == []


def test_the_core_opens_no_file() -> None:
    openings = [
        f"{path.relative_to(ROOT)}:{node.lineno}"
        for path in core_sources()
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id in ("open", "input", "print")
    ]
    assert openings == []


@pytest.mark.parametrize(
    "code",
    [
        "import tuireader",
        "import tuireader.fetching",
        "from tuireader.fetching import FetchSettings",
        "import tuireader.__main__",
    ],
)
def test_importing_loads_nothing_heavy(code: str) -> None:
    assert modules_after(code) & HEAVY == set()


def test_extraction_begins_with_what_every_page_needs() -> None:
    rarely_needed = {
        *("email", "hashlib", "html", "importlib.resources", "tempfile", "tomllib"),
        *("charset_normalizer", "htmldate", "trafilatura"),
        *("tuireader.extraction.dump", "tuireader.extraction.fallback"),
        *("tuireader.extraction.mhtml", "tuireader.extraction.walls"),
        *("tuireader.model.change", "tuireader.model.saved"),
    }
    assert loaded_by("import tuireader.extraction") & rarely_needed == set()


def test_every_noun_can_be_asked_for() -> None:
    nouns = {name: getattr(model, name) for name in model.__all__}
    assert set(nouns) <= set(dir(model))
    with pytest.raises(AttributeError):
        _ = model.Version


def test_asking_for_the_number_loads_nothing_heavy() -> None:
    code = (
        "import sys\nsys.argv = ['tuireader', '--version']\n"
        "from tuireader.__main__ import main\n"
        "try:\n    main()\nexcept SystemExit:\n    pass"
    )
    assert modules_after(code) & HEAVY == set()


def test_what_is_declared_is_what_is_imported() -> None:
    """No package is installed for nothing, and none is there only because another needs it."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    extras = project["optional-dependencies"].values()
    declared = names(project["dependencies"])
    homes = packages_distributions()
    imported = {
        normal(home)
        for path in sources("tuireader")
        for top in top_imports(ast.parse(path.read_text("utf-8")))
        for home in homes.get(top, [])
        if top not in sys.stdlib_module_names | {"tuireader"}
    }
    assert declared <= imported <= declared.union(*map(names, extras))


def names(requirements: Sequence[str]) -> set[str]:
    """Return the distributions wanted on this Python."""
    wanted = map(Requirement, requirements)
    return {normal(one.name) for one in wanted if not one.marker or one.marker.evaluate()}


def normal(name: str) -> str:
    """Return a distribution's name as PEP 503 writes it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def top_imports(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module.partition(".")[0]


FIRST_PAINT = """
import asyncio, tempfile
from datetime import UTC, datetime
from pathlib import Path
from tuireader.library import open_library
from tuireader.tui.app import Reader
from tuireader.tui.services import Services, Settings

async def paint(folder):
    with open_library(Path(folder) / "library.db") as library:
        never = lambda *words: None
        services = Services(
            library=library, check=never, add=never, compare=never, ledger=never, report=never,
            watched=never,
            subscriptions=None,
            preferences=None,
            clock=lambda: datetime.now(UTC), outside=never,
        )
        async with Reader(services, Settings()).run_test() as pilot:
            await pilot.pause()

with tempfile.TemporaryDirectory() as folder:
    asyncio.run(paint(folder))
"""


def test_the_first_paint_waits_for_no_extractor_and_no_network() -> None:
    needed = {"rich", "textual", "sqlite3", "tinydb"}
    loaded = modules_after(FIRST_PAINT)
    assert loaded & HEAVY <= needed
    assert "textual" in loaded, "nothing was painted"


@pytest.mark.parametrize("address", [("192.0.2.1", 80), ("2001:db8::1", 80)])
def test_tests_cannot_leave_this_machine(address: tuple[str, int]) -> None:
    family = socket.AF_INET6 if ":" in address[0] else socket.AF_INET
    with socket.socket(family) as plug, pytest.raises(OutsideError):
        sys.audit("socket.connect", plug, address)  # what connect() says before it connects


def test_tests_cannot_look_names_up() -> None:
    with pytest.raises(OutsideError):
        socket.getaddrinfo("news.example", 80)


def test_only_the_agreed_folders_stand_at_the_top() -> None:
    folders = {name.partition("/")[0] for name in tracked() if "/" in name}
    assert {name for name in folders if not name.startswith(".")} <= TOP_LEVEL


def test_the_project_names_no_path_of_a_machine() -> None:
    shared = (Path("/"), Path(tempfile.gettempdir()))  # every machine has these
    here = "(?!)" if ROOT.parent in shared else re.escape(str(ROOT.parent) + "/")
    foreign = re.compile(rf"{here}|/(?:home|Users)/\w+/")
    named = [name for name in tracked() if foreign.search(text_of(ROOT / name))]
    assert named == []


def test_the_project_names_no_package_registry() -> None:
    hosts = re.compile(
        "|".join((r"pythonhosted" + r"\.org", r"pypi\.org" + "/simple", "registry" + r"\.npmjs"))
    )
    named = [name for name in tracked() if hosts.search(text_of(ROOT / name))]
    assert named == []


def text_of(path: Path) -> str:
    return path.read_text("utf-8", errors="ignore")


def test_nothing_is_left_for_later() -> None:
    later = re.compile(r"\b(?:TO" + r"DO|FIX" + r"ME|XX" + r"X)\b")
    named = [
        path.relative_to(ROOT).as_posix()
        for path in sources("tuireader", "tests")
        if later.search(text_of(path))
    ]
    assert named == []


def test_every_folder_of_the_package_is_a_package_or_holds_data_only() -> None:
    lost = [
        path.relative_to(ROOT).as_posix()
        for path in PACKAGE.rglob("*.py")
        if not (path.parent / "__init__.py").exists()
    ]
    assert lost == []


def test_the_tests_mirror_the_package() -> None:
    parts = {path.name for path in PACKAGE.iterdir() if (path / "__init__.py").exists()}
    untested = {name for name in parts if not list((ROOT / "tests" / name).glob("test_*.py"))}
    assert untested <= {"model"}, (
        "every part has its tests; the nouns are tested through all others"
    )


def test_the_lock_names_no_index_and_no_address() -> None:
    lines = (ROOT / "requirements.lock").read_text("utf-8").splitlines()
    assert [line for line in lines if "://" in line or line.startswith("-")] == []
