"""What is told, in which words, and that nothing is told twice."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from tests.stories import CORRECTED, NOTICE, PARAGRAPHS, edited, page
from tests.watching.town import START, Watch
from tuireader.errors import ErrorKind, FetchError, TuireaderError
from tuireader.library.protocol import Library
from tuireader.model import Capture, Origin, Response
from tuireader.notifying import Letter, Outbox, Rule, Teller
from tuireader.watching.herald import Herald

URL = "https://a.example/story"
RULE = Rule(to="json://here")
LATER = (
    "Divers looked at the quay wall below the market last month and found it sound, the harbour "
    "master wrote in a report that the council published on Friday.",
    "The market opened in 1887 and was closed once before, after a storm lifted part of its roof "
    "and threw it into the inner basin.",
    "Auctions will go on at the northern pier, where the trawlers already land most of what they "
    "catch between October and Easter.",
    "Restaurants along Quay Street asked for a second entrance, so that their carts need not cross "
    "the tram line in the mornings.",
    "A public meeting about the plans is to be held in the customs shed on the second Thursday of "
    "next month.",
)


class Post:
    """A channel that keeps what it is given, or fails."""

    def __init__(self) -> None:
        self.letters: list[Letter] = []
        self.broken = False

    async def __call__(self, letter: Letter) -> None:
        """Take a letter."""
        if self.broken:
            raise TuireaderError("The post is on strike.")
        self.letters.append(letter)

    @property
    def titles(self) -> list[str]:
        """Return what was told, without the headline."""
        return [letter.title.partition(":")[0] for letter in self.letters]


async def watched(watch: Watch, folder: Path, post: Post, hours: float = 8) -> None:
    """Watch for some hours, with everything told."""
    outbox = Outbox.open(folder / "outbox.json")
    teller = Teller(
        [RULE], outbox, clock=watch.time.clock, send=post, said=watch.notes.lines.append
    )
    herald = Herald(
        watch.library, teller, outbox, clock=watch.time.clock,
        feed=folder / "changes.xml", said=watch.notes.lines.append,
    )  # fmt: skip
    telling = asyncio.ensure_future(herald.run())
    await watch.run_for(timedelta(hours=hours))
    herald.stop()
    await telling


async def test_an_edit_is_told_once_with_the_words_before_and_after(
    library: Library, tmp_path: Path
) -> None:
    watch, post = Watch(library), Post()
    await watch.add(URL, page())
    watch.town.pages[URL] = lambda: (
        edited() if watch.time.now > START + timedelta(hours=1) else page()
    )
    await watched(watch, tmp_path, post)
    assert post.titles == ["Changed (factual, silent)"]
    assert "“in custody” → “shortly after his release”" in post.letters[0].body
    assert URL in post.letters[0].body
    feed = (tmp_path / "changes.xml").read_text(encoding="utf-8")
    assert feed.count("<entry>") == 1
    assert "shortly after his release" in feed


async def test_a_notice_is_told_with_the_change_it_explains(
    library: Library, tmp_path: Path
) -> None:
    watch, post = Watch(library), Post()
    await watch.add(URL, page())
    watch.town.pages[URL] = lambda: edited(notice=NOTICE)
    await watched(watch, tmp_path, post)
    assert post.titles == ["Changed (factual, disclosed)"]
    assert f"Notice: {NOTICE}" in post.letters[0].body


async def test_two_texts_in_turn_are_told_once_and_never_again(
    library: Library, tmp_path: Path
) -> None:
    watch, post = Watch(library), Post()
    await watch.add(URL, page())
    turns = iter(range(10_000))
    watch.town.pages[URL] = lambda: edited() if next(turns) % 2 else page()
    await watched(watch, tmp_path, post, hours=24)
    assert len(post.letters) == 1
    assert "two texts in turn" in post.letters[0].body


async def test_a_change_that_a_person_s_own_check_found_is_told_too(
    library: Library, tmp_path: Path
) -> None:
    watch, post = Watch(library), Post()
    await watch.add(URL, page())
    await watch.pipeline.look(URL)
    watch.town.pages[URL] = edited
    await watch.pipeline.look(URL)
    await watched(watch, tmp_path, post)
    await watched(watch, tmp_path, post)
    assert post.titles == ["Changed (factual, silent)"]


async def test_a_wall_and_a_widget_are_not_told(library: Library, tmp_path: Path) -> None:
    watch, post = Watch(library), Post()
    await watch.add(URL, page())
    wall = b"<html><title>Just a moment...</title><body><p>Checking your browser</p></body></html>"
    pages = iter([wall, page(clock="11:00"), page(clock="11:30"), wall] * 500)
    watch.town.pages[URL] = lambda: next(pages)
    await watched(watch, tmp_path, post)
    assert post.letters == []
    assert len(watch.notes.checks) > 4


async def test_a_stub_is_not_told_unless_it_stays(library: Library, tmp_path: Path) -> None:
    watch, post = Watch(library), Post()
    longer = [*PARAGRAPHS, *LATER]
    await watch.add(URL, page(longer))
    stub_until = START + timedelta(minutes=20)
    seen: list[str] = []

    def now() -> bytes:
        seen.append("stub" if watch.time.now < stub_until and not seen else "whole")
        return page(longer[:3]) if seen[-1] == "stub" else page(longer)

    watch.town.pages[URL] = now
    await watched(watch, tmp_path, post)
    assert (seen[0], post.letters) == ("stub", [])
    watch.town.pages[URL] = lambda: page(longer[:3])
    watch = replace(watch)
    await watched(watch, tmp_path, post, hours=72)
    assert len(post.letters) == 1


async def test_a_withdrawn_story_is_told_once_and_its_text_stays(
    library: Library, tmp_path: Path
) -> None:
    watch, post = Watch(library), Post()
    await watch.add(URL, page())
    watch.town.pages[URL] = lambda: FetchError(ErrorKind.HTTP, "Not found.", status=404)
    await watched(watch, tmp_path, post, hours=24)
    assert post.titles == ["Withdrawn"]
    assert PARAGRAPHS[0] in library.document(1, 1).text


async def test_a_withdrawal_that_a_person_s_own_checks_found_is_told_and_so_is_the_return(
    library: Library, tmp_path: Path
) -> None:
    watch, post = Watch(library), Post()
    await watch.add(URL, page())
    await watched(watch, tmp_path, post, hours=1)
    watch.town.pages[URL] = lambda: FetchError(ErrorKind.HTTP, "Not found.", status=404)
    for _ in range(2):
        await watch.pipeline.look(URL)
    await watched(replace(watch), tmp_path, post, hours=1)
    assert post.titles == ["Withdrawn"]
    watch.town.pages[URL] = page
    await watched(replace(watch), tmp_path, post, hours=48)
    assert post.titles == ["Withdrawn", "Back"]


async def test_what_an_imported_library_found_long_ago_is_not_told(
    library: Library, tmp_path: Path
) -> None:
    watch, post = Watch(library), Post()
    await watched(watch, tmp_path, post, hours=1)
    await watch.add(URL, page())
    for text in (edited, edited, page, page):
        watch.town.pages[URL] = text
        await watch.pipeline.look(URL)
        watch.time.now += timedelta(days=1)
    watch.time.now += timedelta(days=30)
    await watched(replace(watch), tmp_path, post, hours=1)
    assert post.letters == []


async def test_older_captures_that_are_filed_meanwhile_are_not_told(
    library: Library, tmp_path: Path
) -> None:
    watch, post = Watch(library), Post()
    await watch.add(URL, edited())
    old = Capture(
        document=library.document(1, 1), response=Response(url=URL, body=page()),
        taken_at=START - timedelta(days=9), origin=Origin.MEMENTO,
    )  # fmt: skip
    document = await watch.pipeline.read(old.response)
    await watch.pipeline.keep(URL, replace(old, document=document))
    await watched(watch, tmp_path, post)
    assert library.history(1)[1].verdict is not None
    assert post.letters == []


async def test_what_a_broken_channel_missed_is_told_after_a_restart(
    library: Library, tmp_path: Path
) -> None:
    watch, post = Watch(library), Post()
    post.broken = True
    await watch.add(URL, page())
    watch.town.pages[URL] = edited
    await watched(watch, tmp_path, post, hours=1)
    assert post.letters == []
    assert any("on strike" in line for line in watch.notes.lines)
    post.broken = False
    await watched(replace(watch), tmp_path, post, hours=8)
    assert len(post.letters) == 1
    assert CORRECTED.rpartition(" died ")[2].rstrip(".").split(",")[0] in post.letters[0].body


async def test_a_change_that_waits_for_its_second_look_survives_a_restart(
    library: Library, tmp_path: Path
) -> None:
    watch, post = Watch(library), Post()
    await watch.add(URL, page())
    await watched(watch, tmp_path, post, hours=1)
    watch.town.pages[URL] = edited
    await watch.pipeline.look(URL)
    await watched(replace(watch), tmp_path, post, hours=1)
    assert post.titles == ["Changed (factual, silent)"]
