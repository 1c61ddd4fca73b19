"""What can be set, seen at once and taken back."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from tests.tui.driving import SIZES, Driver, reading
from tests.tui.stories import shelf
from tuireader.cli.preferences import Preferences
from tuireader.config import Config, find_paths, load
from tuireader.tui.options import GROUPS, clash, groups
from tuireader.tui.screens.settings import SettingsScreen


def keep(reader: Driver, folder: Path) -> Path:
    """Let settings be written below a folder, and return the file's name."""
    paths = find_paths(str(folder), None, {})
    services = replace(reader.app.services, preferences=Preferences(load(paths)))
    reader.app.services = services
    return paths.config


async def go_to(reader: Driver, name: str) -> None:
    """Put the cursor on a setting."""
    screen = reader.app.screen
    assert isinstance(screen, SettingsScreen)
    rows = screen.rows
    while (option := rows.current()) is None or option.name != name:
        before = rows.cursor
        await reader.do("down")
        assert rows.cursor != before, f"there is no {name}"


@pytest.mark.parametrize("size", SIZES)
async def test_all_that_can_be_set_is_there_with_what_it_means(size: tuple[int, int]) -> None:
    async with reading(shelf(), size) as reader:
        await reader.do("settings")
        text = await reader.sees("The look", "Theme", "Measure", "72")
        assert "Enter goes through the choices." in " ".join(text.split())
        assert "for this session only" in text


async def test_wide_screens_show_how_a_change_looks() -> None:
    async with reading(shelf(), (120, 40)) as reader:
        await reader.do("settings")
        await reader.sees("This is how a change looks", "△ number, silent", "① explained")


async def test_a_theme_is_seen_at_once_and_taken_back() -> None:
    async with reading(shelf(), (80, 24)) as reader:
        await reader.do("settings", "open")
        await reader.sees("Theme: paper. z undoes.")
        assert reader.app.theme == "paper"
        await reader.do("undo")
        await reader.until(lambda: reader.app.settings.theme == "")


async def test_the_file_keeps_its_comments_and_order(tmp_path: Path) -> None:
    config = tmp_path / "config.toml"
    text = '# mine\ngap = 2.5  # be kind\n\n[keys]\ndiff = "w"  # what else\n'
    config.write_text(text, encoding="utf-8")
    async with reading(shelf(), (80, 24)) as reader:
        keep(reader, tmp_path)
        await reader.do("settings")
        await go_to(reader, "measure")
        await reader.do("open")
        await reader.sees("Measure: 80. z undoes.")
        written = config.read_text(encoding="utf-8")
        assert "# mine\ngap = 2.5  # be kind\n" in written
        assert '[keys]\ndiff = "w"  # what else\n' in written
        assert load(find_paths(str(tmp_path), None, {})).measure == 80
        await reader.do("undo")
        await reader.until(lambda: config.read_text(encoding="utf-8") == text)


async def test_undoing_the_first_setting_leaves_no_file(tmp_path: Path) -> None:
    async with reading(shelf(), (80, 24)) as reader:
        config = keep(reader, tmp_path / "new")
        await reader.do("settings", "open")
        await reader.until(config.exists)
        await reader.sees("z undoes.")
        await reader.do("undo")
        await reader.until(lambda: not config.exists())


async def test_numbers_are_typed_and_nonsense_is_refused(tmp_path: Path) -> None:
    async with reading(shelf(), (80, 24)) as reader:
        keep(reader, tmp_path)
        await reader.do("settings")
        await go_to(reader, "gap")
        await reader.do("open")
        await reader.sees("seconds between two requests")
        await reader.pilot.press("ctrl+u")
        await reader.type("soon")
        await reader.pilot.press("enter")
        await reader.sees("Type a number, 0 or more.")
        await reader.pilot.press("ctrl+u")
        await reader.type("-3")
        await reader.pilot.press("enter")
        await reader.sees("Type a number, 0 or more.")
        await reader.pilot.press("ctrl+u")
        await reader.type("4")
        await reader.pilot.press("enter")
        await reader.until(lambda: load(find_paths(str(tmp_path), None, {})).gap == 4)


async def test_keys_are_set_and_hold_at_once(tmp_path: Path) -> None:
    async with reading(shelf(), (80, 24)) as reader:
        keep(reader, tmp_path)
        await reader.do("settings")
        await go_to(reader, "keys.diff")
        await reader.do("open")
        await reader.pilot.press("ctrl+u")
        await reader.type("t")
        await reader.pilot.press("enter")
        await reader.sees("t is for: every text it had.")
        await reader.pilot.press("ctrl+u")
        await reader.type("W")
        await reader.pilot.press("enter")
        await reader.sees("diff: W. z undoes.")
        await reader.do("back")
        await reader.sees("W diff")
        await reader.pilot.press("W")
        await reader.sees("What changed")


async def test_a_file_that_cannot_be_written_is_explained_and_nothing_changes(
    tmp_path: Path,
) -> None:
    (tmp_path / "home").write_text("I am a file.", encoding="utf-8")
    async with reading(shelf(), (80, 24)) as reader:
        paths = find_paths(str(tmp_path / "home"), None, {})
        reader.app.services = replace(
            reader.app.services, preferences=Preferences(Config(paths=paths))
        )
        await reader.do("settings", "open")
        await reader.sees("The config file can't be read: not a directory.")
        assert reader.app.settings.theme == ""


def test_every_setting_of_the_config_has_its_words() -> None:
    known = {option.name for group in GROUPS for option in group.options}
    values = Preferences(Config(paths=find_paths("/nowhere", None, {})), writes=False).values()
    assert set(values) <= known


def test_a_setting_without_words_is_there_all_the_same() -> None:
    shown = groups({"theme": "", "brand_new": True})
    assert [option.name for option in shown[-1].options] == ["brand_new"]


def test_keys_of_other_screens_are_free() -> None:
    assert clash("keys.rule", "d", {}) == ""
    assert clash("keys.diff", "d,w", {}) != ""
    assert clash("keys.diff", "w", {"trace": "f9"}) == ""


async def test_long_times_are_told_as_people_say_them() -> None:
    async with reading(shelf(), (80, 40)) as reader:
        await reader.do("settings")
        await reader.sees("2592000 = 30 d", "1800 = 30 min")
        lines = [line for line in reader.lines if " Connect " in line]
        assert "10 " in lines[0]
        assert "=" not in lines[0]
