"""What the first page has to know of a config, read without reading all of it."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from tuireader.config.glance import Look, look, simple


def told(found: Look | None) -> tuple[str, int, dict[str, str]] | None:
    return None if found is None else (found.theme, found.panes, dict(found.keys))


PLAIN = (
    "",
    "# nothing\n\n",
    'theme = "paper"\npanes = 1\n',
    "theme='paper'\r\n  panes=2\r\n",
    "gap = 3\nmouse = false\n[keys]\n# mine\nopen = \"enter,o\"\nquit = ''\n",
    '[keys]\nopen = "#"\n',
    'theme = "paper"\n[keys]\n[other]\ntheme = "night"\n',
)
RICH = (
    'theme = "pa\\u0070er"\n',
    'theme = """paper"""\n',
    'theme = "paper" # by day\n',
    '[keys]\n"open" = "o"\n',
    'keys.open = "o"\n',
    'keys = { open = "o" }\n',
    'panes = 1\n[[tell]]\nkind = "command"\n',
    '[headers."paper.example"]\nCookie = "session=abc"\n',
    'changes_feed = """\ntheme = "paper"\n"""\n',
    'contact = [\n"a",\n]\n',
)


@pytest.mark.parametrize("text", [*PLAIN, *RICH])
def test_it_is_what_the_config_says(tmp_path: Path, text: str) -> None:
    path = tmp_path / "config.toml"
    path.write_text(text, encoding="utf-8", newline="")
    values = tomllib.loads(text)
    wanted = (values.get("theme", ""), values.get("panes", 2), values.get("keys", {}))
    assert told(look(str(path))) == wanted


@pytest.mark.parametrize("text", PLAIN)
def test_a_setting_a_line_is_read_as_it_stands(text: str) -> None:
    assert simple(text) is not None


@pytest.mark.parametrize("text", RICH)
def test_what_holds_more_is_read_in_full(text: str) -> None:
    assert simple(text) is None


def test_no_config_wants_nothing(tmp_path: Path) -> None:
    assert told(look(str(tmp_path / "config.toml"))) == ("", 2, {})


@pytest.mark.parametrize("text", [b"theme = paper = x\n", b"\xff", b"keys = 3 # no\n"])
def test_a_config_that_is_none_is_left_to_the_program(tmp_path: Path, text: bytes) -> None:
    (tmp_path / "config.toml").write_bytes(text)
    assert look(str(tmp_path / "config.toml")) is None
