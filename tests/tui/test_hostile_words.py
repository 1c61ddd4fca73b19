"""Words of a page are words: no markup, no escape, wherever they are shown."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta
from unicodedata import category

import pytest
from rich.cells import cell_len
from rich.segment import Segment

from tests.tui.driving import Driver, reading
from tests.tui.fake_feeds import subscribe
from tests.tui.fakes import NOW, Story
from tests.tui.stories import hostile, inquiry
from tuireader.errors import TuireaderError
from tuireader.model import Block, Document, Notice, NoticeKind
from tuireader.tui.messages import Failed
from tuireader.tui.widgets.articles import ArticleList
from tuireader.tui.widgets.sheet_view import SheetView

_HEADLINE = "[bold]Not bold[/] [@click=app.quit]press[/] [/] {x} \\[y]"


async def _everywhere(reader: Driver) -> list[str]:
    """Return the text of every screen that shows the article."""
    texts = [reader.text]
    ways = ("open", "diff", "timeline", "inbox", "sources", "feeds", "settings")
    for way in ways:
        await reader.do(way)
        texts.append(reader.text)
        await reader.do("back")
    await reader.do("search")
    await reader.type("link")
    texts.append(reader.text)
    await reader.pilot.press("ctrl+t")
    await reader.rest()
    texts.append(reader.text)
    return texts


_SEQUENCES = (
    "\x1b]0;owned\x07",
    "\x1b]52;c;b3duZWQ=\x07",
    "\x1b[2J\x1b[31m",
    "\x9b31m",
    "\u202etxt.exe\u2066",
    "\r\n\x08\x7f",
)


def armed() -> Story:
    """Return a story as no page is ever read: somebody else's library, full of sequences."""
    evil = "".join(_SEQUENCES)
    first = Document(
        url="https://evil.example/",
        headline=f"{evil}A headline",
        source=f"{evil}A source",
        byline=(f"{evil}Nobody",),
        blocks=(Block(text=f"{evil}One link."),),
        notices=(Notice(kind=NoticeKind.CORRECTION, text=f"{evil}A notice"),),
    )
    second = replace(first, blocks=(Block(text=f"{evil}Two link."),))
    return Story([(NOW - timedelta(hours=2), first), (NOW - timedelta(hours=1), second)])


@pytest.mark.parametrize("size", [(120, 40), (60, 20)])
async def test_no_sequence_of_another_s_library_reaches_the_terminal(
    size: tuple[int, int],
) -> None:
    async with reading([armed()], size) as reader:
        evil = "".join(_SEQUENCES)
        subscribe(reader.library.feeds, "https://evil.example/feed", evil, f"{evil}An entry")
        for text in await _everywhere(reader):
            for line in text.split("\n"):
                assert not re.search(r"[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", line)
        await reader.do("back")
        reader.app.post_message(Failed(TuireaderError(f"{evil}It failed.")))
        await reader.until(lambda: "It failed." in reader.text)
        assert "\x1b" not in reader.text


@pytest.mark.parametrize("size", [(120, 40), (60, 20)])
async def test_markup_in_headlines_is_shown_as_it_stands(size: tuple[int, int]) -> None:
    async with reading([hostile()], size) as reader:
        await reader.sees("[bold]Not bold[/]")
        for text in await _everywhere(reader):
            assert "Not bold" not in text or "[bold]Not bold[/]" in text
        assert reader.app.is_running


async def test_markup_in_what_was_typed_is_shown_as_it_stands() -> None:
    async with reading([hostile()], (80, 24)) as reader:
        await reader.do("find")
        await reader.type("[/zz]")
        await reader.sees("“[/zz]”", "No headline fits.")


async def test_markup_in_messages_is_shown_as_it_stands() -> None:
    async with reading([hostile()], (80, 24)) as reader:
        from tuireader.errors import TuireaderError
        from tuireader.tui.messages import Failed

        reader.app.post_message(Failed(TuireaderError("[/] [red]no[/red]", "[@click=quit]")))
        await reader.sees("[/] [red]no[/red] [@click=quit]")


async def test_only_web_addresses_become_links() -> None:
    from tuireader.model import Block, Link

    links = (
        Link(start=0, end=3, href="javascript:alert(1)"),
        Link(start=4, end=7, href="https://good.example/"),
        Link(start=8, end=11, href="file:///etc/passwd"),
    )
    story = inquiry()
    when, first = story.texts[0]
    block = Block(text="one two six", links=links)
    story.texts = [(when, Document(url=first.url, headline="H", blocks=(block,)))]
    async with reading([story], (80, 24)) as reader:
        await reader.do("open")
        await reader.sees("one two[1] six")
        styles = [
            segment.style
            for strip in reader.app.screen._compositor.render_strips()
            for segment in strip
            if segment.text in ("one", "two", "six")
        ]
        assert [style.link if style else None for style in styles] == [
            None,
            "https://good.example/",
            None,
        ]


async def test_wide_scripts_set_the_right_column_by_the_cursor_and_nothing_else() -> None:
    from tests.rendering.made import made
    from tuireader.model import Block
    from tuireader.rendering import diff

    document = Document(headline="H", blocks=(Block(text="ខ្មែរ भाषा 👩‍👩‍👧 မြန်မာ"),))
    sheet = diff(made(document, document), None, width=100)
    story = inquiry()
    later = Document(headline="H", blocks=(*document.blocks, Block(text="More.")))
    story.texts = [(story.texts[0][0], document), (story.texts[1][0], later)]
    story.edits = ()
    async with reading([story], (100, 30)) as reader:
        await reader.do("diff")
        await reader.sees("ខ្មែរ", "+ More.")
        controls = [
            segment.text
            for strip in reader.app.screen._compositor.render_strips()
            for segment in strip
            if segment.control
        ]
        assert "\x1b[50G" in controls
        erase = r"(?:\x1b\[[\d;]*m)?\x1b\[\d+X(?:\x1b\[0m)?"
        assert all(re.fullmatch(rf"\x1b\[\d+G|{erase}", each) for each in controls)
        assert sheet.width == 100


_SCRIPTS = (
    "ព័ត៌មានថ្មីៗអំពីកំពង់ផែ និងក្រុមប្រឹក្សាក្រុង នៅល្ងាចថ្ងៃអង្គារ",
    "बंदरगाह योजना पर परिषद की बैठक और मछुआरों की माँगें",
    "⚠️ Storm 👨‍👩‍👧‍👦 warning for 👩🏽‍🚒 families ❤️ of the outer islands",
    "မြန်မာ့ ဆိပ်ကမ်း အစီအစဉ်နှင့် ပတ်သက်သည့် အစည်းအဝေး",
)


def _printed(strip: Iterable[Segment]) -> dict[int, str]:
    """Return what stands in which cell on a terminal that adds up characters, not graphemes."""
    found: dict[int, str] = {}
    at = 0
    for text, _, control in strip:
        if control:
            at = int(text[2:-1]) - 1 if text.endswith("G") else at
            continue
        for letter in text:
            size = 1 if category(letter) == "Mc" else cell_len(letter)
            if size:
                found[at] = letter
            elif at:
                found[at - 1] = found.get(at - 1, "") + letter
            at += size
    return found


@pytest.mark.parametrize("width", [100, 113, 120])
async def test_no_word_at_the_edge_loses_a_cell_where_a_terminal_adds_up_characters(
    width: int,
) -> None:
    first = Document(headline="H", blocks=tuple(Block(text=f"two {each}") for each in _SCRIPTS))
    later = Document(headline="H", blocks=tuple(Block(text=f"three {each}") for each in _SCRIPTS))
    story = inquiry()
    story.texts = [(story.texts[0][0], first), (story.texts[1][0], later)]
    story.edits = ()
    async with reading([story], (width, 60)) as reader:
        await reader.do("diff")
        view = reader.app.screen.query_one("#diff", SheetView)
        lines = [_printed(view.render_line(y)) for y in range(view.size.height)]
        divider = (view.inner_width - 1) // 2
        halves = ((0, divider, first), (divider + 1, view.inner_width, later))
        for start, stop, document in halves:
            shown = "".join(line.get(at, "") for line in lines for at in range(start + 3, stop))
            assert all(_packed(block.text) in _packed(shown) for block in document.blocks)


def _packed(text: str) -> str:
    """Return a text without spaces: lines end anywhere."""
    return re.sub(r"\s", "", text)


@pytest.mark.parametrize("size", [(120, 40), (100, 30)])
async def test_no_script_bends_the_divider_or_runs_over_it(size: tuple[int, int]) -> None:
    stories = []
    for number, words in enumerate(_SCRIPTS):
        story = inquiry()
        story.texts = [
            (when, replace(text, headline=words, url=f"https://a.example/{number}"))
            for when, text in story.texts
        ]
        stories.append(story)
    async with reading(stories, size) as reader:
        await reader.sees("Storm")
        strips = reader.app.screen._compositor.render_strips()
        divided = [_printed(strip) for strip in strips[2:-3]]
        column = min(at for line in divided for at, letter in line.items() if letter == "│")
        assert all(line[column] == "│" for line in divided)
        rows = reader.app.screen.query_one(ArticleList)
        for y in range(rows.size.height):
            assert max(_printed(rows.render_line(y))) < column


async def test_no_screen_holds_an_escape() -> None:
    async with reading([hostile(), inquiry()], (120, 40)) as reader:
        for text in await _everywhere(reader):
            assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f]", text)
