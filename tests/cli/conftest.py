"""A way to run the program in a home of its own."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.loopback import Site, serve
from tests.stories import page
from tuireader.cli import run


@dataclass(frozen=True)
class Ran:
    """What a command left: its status, its data, its narration."""

    status: int
    out: str
    err: str

    @property
    def lines(self) -> list[dict[str, Any]]:
        """Return stdout as JSON, an object a line."""
        return [json.loads(line) for line in self.out.splitlines()]


Program = Callable[..., Ran]


@pytest.fixture
def program(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Program:
    """Return a function that runs the program on words, in a home under tmp_path."""
    monkeypatch.delenv("TUIREADER_HOME", raising=False)

    def ran(*words: object) -> Ran:
        try:
            status = run(["--home", str(tmp_path / "home"), *map(str, words)])
        except SystemExit as ended:
            status = int(ended.code or 0)
        out, err = capsys.readouterr()
        return Ran(status, out, err)

    return ran


@pytest.fixture
def hasty(tmp_path: Path) -> None:
    """Have the program ask without pauses."""
    home = tmp_path / "home"
    home.mkdir()
    (home / "config.toml").write_text("gap = 0\n", encoding="utf-8")


@pytest.fixture
def site(hasty: None) -> Iterator[Site]:
    """Serve one story."""
    with serve({"/story": page()}) as site:
        yield site
