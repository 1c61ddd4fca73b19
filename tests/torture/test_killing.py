"""kill -9 at any moment of adding, checking, importing, indexing and purging loses nothing."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

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


@pytest.mark.timeout(600)
def test_a_killed_process_has_kept_its_word(tmp_path: Path) -> None:
    found = _kill(tmp_path, KILLS, "sound")
    assert found["wrong"] == []
    assert found["words"] > KILLS


def test_the_torture_notices_a_library_without_transactions(tmp_path: Path) -> None:
    assert _kill(tmp_path, 200, "no-transaction")["wrong"]
