"""Every test has a library of its own, in a real file."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tuireader.library import open_library
from tuireader.library.opening import FileLibrary


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Return where the library is."""
    return tmp_path / "home" / "library.db"


@pytest.fixture
def library(path: Path) -> Iterator[FileLibrary]:
    """Return an empty library."""
    with open_library(path) as opened:
        yield opened
