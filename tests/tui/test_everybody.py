"""The reader for everybody: without colour, without a mouse, without motion, in any theme."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from rich.color import Color as RichColor
from rich.color import ColorType
from textual.color import Color
from textual.theme import BUILTIN_THEMES

from tests.tui.driving import reading, themed
from tests.tui.fakes import SETTINGS
from tests.tui.stories import inquiry, shelf
from tests.tui.terminal import Terminal
from tuireader.rendering import Role
from tuireader.tui.colours import ANSI, PLAIN, SCHEMES
from tuireader.tui.widgets import palette
from tuireader.tui.widgets.palette import LEAST, contrast

_SGR = re.compile(rb"\x1b\[([0-9;:]*)m")
_COLOURS = {*range(30, 39), *range(40, 49), *range(90, 108)}
_MOUSE = (b"\x1b[?1000h", b"\x1b[?1002h", b"\x1b[?1003h", b"\x1b[?1006h")


def colours(written: bytes) -> set[bytes]:
    """Return the escapes in some bytes that choose a colour."""
    found = set(_SGR.findall(written))
    return {each for each in found if _COLOURS & {int(n) for n in re.split(rb"[;:]", each) if n}}


def written(environ: dict[str, str], *words: str) -> bytes:
    """Return every byte of a visit to the list, a text, its quick search and the help."""
    command = ["-m", "tests.tui.terminal", "300", *words]
    with Terminal(command, (120, 40), environ) as reader:
        reader.until(b"number 0")
        reader.until(b"\x1b[?2026l")
        for keys in (b"j", b" ", b"\r", b"/short\r", b"?", b"q", b"q"):
            reader.press(keys)
        return reader.seen


def test_with_no_color_no_byte_chooses_a_colour() -> None:
    assert colours(written({})), "this test can't see colours"
    assert colours(written({"NO_COLOR": "1"})) == set()


@pytest.mark.parametrize("words", [(), ("no-mouse",)])
def test_the_mouse_is_asked_for_unless_it_is_not_wanted(words: tuple[str, ...]) -> None:
    with Terminal(["-m", "tests.tui.terminal", "3", *words]) as reader:
        reader.until(b"\x1b[?2026l")
        reader.press(b"j")
        assert any(each in reader.seen for each in _MOUSE) is not bool(words)


async def test_nothing_moves_by_itself_where_that_is_not_wanted() -> None:
    async with reading(shelf(), settings=replace(SETTINGS, motion=False)) as reader:
        assert reader.app.animation_level == "none"


async def test_one_pane_is_enough_where_one_is_wanted() -> None:
    async with reading(shelf(), settings=replace(SETTINGS, panes=1)) as reader:
        await reader.do("down", "up")
        assert "The campaign began" not in reader.text
        assert any(len(line) > 60 for line in reader.lines if "Inquiry" not in line)


async def test_without_colour_words_can_still_be_chosen_by_mouse() -> None:
    settings = replace(SETTINGS, colour=False)
    async with reading(shelf(), (80, 24), settings=settings) as reader:
        await reader.do("open")
        reader.app.screen.text_select_all()
        await reader.do("copy_quote")
        await reader.until(lambda: "The man died" in reader.app.clipboard)


@pytest.mark.parametrize("name", [*SCHEMES, PLAIN, "ansi-light"])
async def test_every_theme_shows_the_list_the_text_and_the_diff(name: str) -> None:
    async with reading(shelf(), (80, 24), settings=themed(name)) as reader:
        assert reader.app.theme == name
        await reader.do("diff")
        await reader.sees("~ The man died in custody shortly")
        styles = {
            (segment.style.color, segment.style.bgcolor)
            for strip in reader.app.screen._compositor.render_strips()
            for segment in strip
            if segment.style and segment.text.strip()
        }
        assert all(front != back or front is None or front.is_default for front, back in styles)


@pytest.mark.parametrize("name", [*SCHEMES, PLAIN, "ansi-light"])
async def test_a_silent_change_never_has_the_colour_of_inserted_words(name: str) -> None:
    async with reading(shelf(), (80, 24), themed(name)) as reader:
        variables = reader.app.theme_variables
        assert variables["accent"] not in (variables["inserted"], variables["notice-text"])


@pytest.mark.parametrize("name", [*SCHEMES, *BUILTIN_THEMES])
async def test_every_word_stands_out_from_its_ground_and_the_cursor_s(name: str) -> None:
    async with reading([inquiry()], (120, 40), themed(name)) as reader:
        variables = reader.app.theme_variables
    grounds = [palette.style("text", variables).bgcolor, palette.style("cursor", variables).bgcolor]
    for role in Role:
        style = palette.style(role, variables)
        if role is Role.RULE or not _is_chosen(style.color):
            continue
        own = style.bgcolor not in grounds
        for ground in [style.bgcolor] if own else grounds:
            assert contrast(_colour(style.color), _colour(ground)) >= LEAST, (role, style)


@pytest.mark.parametrize("name", SCHEMES)
def test_our_own_colours_need_no_strengthening(name: str) -> None:
    """So the page painted before Textual is there looks like the one that follows."""
    accent, ink, ground, ours = SCHEMES[name]
    variables = {**ours, "accent": accent, "foreground": ink, "background": ground}
    for role, colour in ((Role.DIM, ours["quiet"]), (Role.ACCENT, accent), (Role.TEXT, ink)):
        found = palette.style(role, variables).color
        assert found is not None
        assert found.name == colour


def test_what_came_and_what_went_differ_without_colour() -> None:
    deleted, inserted = (
        palette.style(role, {**ANSI, "background": "ansi_default"})
        for role in (Role.DELETED_WORDS, Role.INSERTED_WORDS)
    )
    assert deleted.strike
    assert inserted.underline
    assert not deleted.underline


def _is_chosen(colour: RichColor | None) -> bool:
    """Tell whether a colour is ours to choose: one of the terminal's sixteen isn't."""
    return colour is not None and colour.type is ColorType.TRUECOLOR


def _colour(colour: RichColor | None) -> Color:
    assert colour is not None
    return Color.from_rich_color(colour)
