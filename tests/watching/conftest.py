"""A library for each test."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tuireader.library import open_library
from tuireader.library.protocol import Library


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with open_library(tmp_path / "library.db") as library:
        yield library
