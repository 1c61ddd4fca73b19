"""kill -9 at any moment of adding, checking, importing, indexing and purging loses nothing."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest

MEMORY = Path("/dev/shm")
"""Who kills a process takes nothing from the system's memory, so no disk need be waited for."""

KILLS = {"": 40, "full": 1000}[os.environ.get("TUIREADER_TORTURE", "")]


def _kill(folder: Path, kills: int, mutant: str) -> dict[str, Any]:
    arguments = [
        sys.executable,
        "-m",
        "tests.torture.killing",
        str(folder),
        str(kills),
        "7",
        mutant,
    ]
    done = subprocess.run(arguments, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    found: dict[str, Any] = json.loads(done.stdout)
    return found


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    """Return a folder in memory, where there is one."""
    if not os.access(MEMORY, os.W_OK):
        yield tmp_path
        return
    with TemporaryDirectory(dir=MEMORY, prefix="tuireader-") as name:
        yield Path(name)


@pytest.mark.timeout(600)
def test_a_killed_process_has_kept_its_word(folder: Path) -> None:
    found = _kill(folder, KILLS, "sound")
    assert found["wrong"] == []
    assert found["words"] > KILLS


def test_the_torture_notices_a_library_without_transactions(folder: Path) -> None:
    assert _kill(folder, 200, "no-transaction")["wrong"]
