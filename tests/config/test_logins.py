"""Passwords typed into addresses: kept in one file, sent where they belong, and nowhere else."""

from __future__ import annotations

from pathlib import Path

import pytest

from tuireader.config.logins import Logins

STORY = "https://gannet.example/story"
TYPED = "https://Ola:s%3acRet@gannet.example/story"
SENT = {"Authorization": "Basic T2xhOnM6Y1JldA=="}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Return where they are kept."""
    return tmp_path / "home" / "logins.json"


def test_a_login_is_sent_to_its_address_also_by_others(path: Path) -> None:
    here, there = Logins(path, {}), Logins(path, {})
    assert dict(there) == {}
    here.note(STORY, TYPED)
    assert dict(here) == dict(there) == {STORY: SENT}


def test_what_the_config_says_wins(path: Path) -> None:
    logins = Logins(path, {STORY: {"Cookie": "a=1", "Authorization": "mine"}, "b.example": {}})
    logins.note(STORY, TYPED)
    assert dict(logins)[STORY] == {"Cookie": "a=1", "Authorization": "mine"}
    assert set(logins) == {STORY, "b.example"}


def test_nobody_else_may_read_them(path: Path) -> None:
    Logins(path, {}).note(STORY, TYPED)
    assert path.stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("typed", [STORY, "https://[odd/", "file.html"])
def test_an_address_without_a_login_leaves_no_file(path: Path, typed: str) -> None:
    Logins(path, {}).note(STORY, typed)
    assert not path.exists()


def test_a_damaged_file_holds_none(path: Path) -> None:
    path.parent.mkdir()
    path.write_text("[1")
    logins = Logins(path, {})
    assert dict(logins) == {}
    logins.note(STORY, TYPED)
    assert dict(logins) == {STORY: SENT}
