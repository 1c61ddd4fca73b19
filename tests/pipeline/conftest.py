"""A library on disk and a paper on loopback, for every test of the pipeline."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.loopback import Site, serve
from tests.stories import page
from tuireader.library import open_library
from tuireader.library.protocol import Library


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with open_library(tmp_path / "library.db") as library:
        yield library


@pytest.fixture
def site() -> Iterator[Site]:
    with serve({"/story": page()}) as site:
        yield site
