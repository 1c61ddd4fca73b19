"""The folders are the platform's own, found without the library that knows them."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest
from platformdirs import PlatformDirs

from tuireader.config.folders import folders


@pytest.mark.parametrize(
    "named",
    [
        {},
        {"XDG_DATA_HOME": "/data", "XDG_STATE_HOME": "/state"},
        {"XDG_CONFIG_HOME": "/etc/mine", "XDG_DATA_HOME": "relative"},
        {"XDG_DATA_HOME": ""},
        {"HOME": "/somewhere/else"},
        {"HOME": "relative"},
    ],
)
def test_they_are_where_the_platform_wants_them(
    monkeypatch: pytest.MonkeyPatch, named: dict[str, str]
) -> None:
    for name in ("TUIREADER_HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME"):
        monkeypatch.delenv(name, raising=False)
    for name, value in named.items():
        monkeypatch.setenv(name, value)
    dirs = PlatformDirs("tuireader", appauthor=False)
    wanted = (dirs.user_data_dir, dirs.user_config_dir, dirs.user_log_dir)
    assert folders(None, os.environ) == wanted


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere the platform's own are asked for")
def test_the_home_s_own_sign_is_understood() -> None:
    assert folders("~/news", {})[0] == str(Path("~/news").expanduser())
