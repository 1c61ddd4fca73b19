"""One watcher a library."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tuireader.errors import TuireaderError
from tuireader.watching.holding import WatchLock, is_watched


def test_a_second_watcher_hears_who_holds_the_library(tmp_path: Path) -> None:
    library = tmp_path / "library.db"
    with WatchLock(library), pytest.raises(TuireaderError) as caught, WatchLock(library):
        pass
    assert f"Process {os.getpid()} is watching" in caught.value.message
    assert f"kill {os.getpid()}" in caught.value.advice
    assert caught.value.exit_code == 1


def test_when_the_first_is_gone_the_next_may_watch(tmp_path: Path) -> None:
    library = tmp_path / "home" / "library.db"
    for _ in range(2):
        with WatchLock(library):
            pass


def test_a_watcher_that_died_holds_nothing(tmp_path: Path) -> None:
    library = tmp_path / "library.db"
    code = (
        "import os, sys\nfrom pathlib import Path\n"
        "from tuireader.watching.holding import WatchLock\n"
        "WatchLock(Path(sys.argv[1])).__enter__()\nos.kill(os.getpid(), 9)"
    )
    died = subprocess.run([sys.executable, "-c", code, str(library)], check=False)
    assert died.returncode == -9
    assert not is_watched(library)
    with WatchLock(library):
        pass


def test_whether_a_library_is_watched_can_be_asked_by_anybody(tmp_path: Path) -> None:
    library = tmp_path / "library.db"
    assert not is_watched(library)
    assert not list(tmp_path.iterdir()), "asking leaves nothing behind"
    with WatchLock(library):
        assert is_watched(library)
        assert is_watched(library)
    assert not is_watched(library)
