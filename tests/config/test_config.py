"""Where things lie, and what config.toml may say."""

from pathlib import Path

import pytest

from tuireader.config import Paths, find_paths, load
from tuireader.errors import UsageError


def written(folder: Path, text: str) -> Paths:
    """Write a config file and return the paths that lead to it."""
    (folder / "config.toml").write_text(text, encoding="utf-8")
    return find_paths(str(folder), None, {})


def test_one_home_holds_everything(tmp_path: Path) -> None:
    paths = find_paths(None, None, {"TUIREADER_HOME": str(tmp_path)})
    assert {paths.library.parent, paths.config.parent, paths.log.parent} == {tmp_path}


def test_the_option_beats_the_variable(tmp_path: Path) -> None:
    paths = find_paths(str(tmp_path / "a"), None, {"TUIREADER_HOME": str(tmp_path / "b")})
    assert paths.library.parent == tmp_path / "a"


def test_without_a_home_the_platform_chooses() -> None:
    paths = find_paths(None, None, {})
    assert paths.library.is_absolute()
    assert "tuireader" in str(paths.library)


def test_no_config_file_means_the_defaults(tmp_path: Path) -> None:
    assert load(find_paths(str(tmp_path), None, {})).size_limit == 10_000_000


def test_a_named_config_file_must_exist(tmp_path: Path) -> None:
    paths = find_paths(str(tmp_path), str(tmp_path / "other.toml"), {})
    with pytest.raises(UsageError, match="no config file"):
        load(paths, named=True)


def test_values_are_taken_over(tmp_path: Path) -> None:
    config = load(written(tmp_path, 'gap = 3\nkeep_raw = false\n[keys]\nquit = "Q"\n'))
    assert (config.gap, config.keep_raw, config.keys["quit"]) == (3, False, "Q")


def test_headers_are_given_host_by_host(tmp_path: Path) -> None:
    config = load(written(tmp_path, '[headers."paper.example"]\nCookie = "session=abc"\n'))
    assert config.headers == {"paper.example": {"Cookie": "session=abc"}}


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("gap = 'soon'", "gap can't be 'soon'"),
        ("measure = -3", "measure can't be -3"),
        ("keep_raw = 1", "keep_raw can't be 1"),
        ("at_once = true", "at_once can't be True"),
        ("keys = 3", "keys can't be 3"),
        ("tell = 3", "tell can't be 3"),
        ("headers = 3", "headers can't be 3"),
        ("[headers]\nCookie = 'a=b'", "headers can't be"),
        ('[headers."a.example"]\nCookie = "a\\nb"', "headers can't be"),
        ('[headers."a.example"]\n"Coo kie" = "a"', "headers can't be"),
        ("colour = 'red'", "there is no key 'colour'"),
        ("paths = 'x'", "there is no key 'paths'"),
        ("= 3", "is no TOML"),
    ],
)
def test_a_wrong_config_says_which_key_and_what_to_do(tmp_path: Path, text: str, says: str) -> None:
    with pytest.raises(UsageError, match=says) as caught:
        load(written(tmp_path, text))
    assert caught.value.advice
    assert caught.value.exit_code == 2
