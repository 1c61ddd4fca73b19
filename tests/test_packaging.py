"""The wheel holds all that the program needs, and runs where there is no checkout."""

from __future__ import annotations

import os
import subprocess
import sys
import sysconfig
import tarfile
import tomllib
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent


def run(*words: str | Path, cwd: Path) -> str:
    """Run a program as a stranger would: no paths of ours, no network, a home of its own."""
    environment = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("PYTHON", "PIP_", "TUIREADER", "VIRTUAL_ENV"))
    }
    environment |= {"HOME": str(cwd), "PIP_NO_INDEX": "1", "TERM": "dumb", "NO_COLOR": "1"}
    done = subprocess.run(
        list(map(str, words)), cwd=cwd, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, f"{words}\n{done.stdout}\n{done.stderr}"
    return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("wheel")
    run(sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", target, cwd=ROOT)
    (built,) = target.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Install the wheel into a fresh environment; return that environment's `bin`.

    Dependencies are lent by the running environment's folder of packages. A folder named in a
    .pth file is searched, but its own .pth files aren't read: the editable checkout stays out.
    """
    place = tmp_path_factory.mktemp("fresh")
    run(sys.executable, "-m", "venv", "--without-pip", place / "venv", cwd=place)
    python = place / "venv" / "bin" / "python"
    packages = Path(
        run(python, "-c", "import site; print(site.getsitepackages()[0])", cwd=place).strip()
    )
    run(
        sys.executable, "-m", "pip", "--python", python, "--disable-pip-version-check",
        "install", "--no-index", "--no-deps", wheel, cwd=place,
    )  # fmt: skip
    (packages / "lent.pth").write_text(sysconfig.get_path("purelib") + "\n")
    return python.parent


def files(*folders: str) -> set[str]:
    return {
        path.relative_to(ROOT).as_posix()
        for folder in folders
        for path in (ROOT / folder).rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }


def test_the_wheel_holds_code_styles_samples_and_word_lists(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    data = {f"tuireader/{name}" for name in files("styles", "samples")}
    missing = (files("tuireader") | data) - names
    assert {name for name in missing if not name.endswith(".gitkeep")} == set()


def test_the_wheel_holds_nothing_else(wheel: Path) -> None:
    tops = {name.partition("/")[0] for name in zipfile.ZipFile(wheel).namelist()}
    (information,) = tops - {"tuireader"}
    assert information.endswith(".dist-info")


def test_the_wheel_carries_its_licence(wheel: Path) -> None:
    assert any(name.endswith("licenses/LICENSE") for name in zipfile.ZipFile(wheel).namelist())


def test_a_source_archive_makes_the_same_wheel(wheel: Path, tmp_path: Path) -> None:
    hatchling = (sys.executable, "-m", "hatchling", "build", "-d", tmp_path)
    run(*hatchling, "-t", "sdist", cwd=ROOT)
    (archive,) = tmp_path.glob("*.tar.gz")
    with tarfile.open(archive) as packed:
        packed.extractall(tmp_path, filter="data")
    run(*hatchling, "-t", "wheel", cwd=tmp_path / archive.name.removesuffix(".tar.gz"))
    (again,) = tmp_path.glob("*.whl")
    assert set(zipfile.ZipFile(again).namelist()) == set(zipfile.ZipFile(wheel).namelist())


def test_the_installed_program_is_the_wheels(installed: Path, tmp_path: Path) -> None:
    code = (
        "import tuireader, tuireader.resources as found\n"
        "print(tuireader.__file__, found.samples(), found.styles())"
    )
    for path in run(installed / "python", "-c", code, cwd=tmp_path).split():
        assert path.startswith(str(installed.parent)), "a file of the checkout shines through"


def test_the_installed_program_says_its_number(installed: Path, tmp_path: Path) -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    assert project["version"] in run(installed / "tuireader", "--version", cwd=tmp_path)


def test_the_installed_demo_runs_offline(installed: Path, tmp_path: Path) -> None:
    printed = run(installed / "tuireader", "demo", "--headless", cwd=tmp_path)
    for sample in (ROOT / "samples").glob("*/sample.toml"):
        assert tomllib.loads(sample.read_text("utf-8"))["title"] in printed
