"""Texts that come back, and stories cut to a stub."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from tests.stories import PARAGRAPHS
from tuireader.changes import compare
from tuireader.extraction import document
from tuireader.model import Flag, Origin, Snapshot
from tuireader.pipeline.repeats import is_stub, repeat_flags, was_seen_so

START = datetime(2026, 5, 4, 8, tzinfo=UTC)
HOUR = 60
REVERT, FLAPPING = (Flag.REVERT,), (Flag.REVERT, Flag.FLAPPING)


def history(*texts: tuple[int, str], blocked: bool = False) -> list[Snapshot]:
    """Make snapshots from minutes and texts; a text in capitals was seen, one in small blocked."""
    return [
        Snapshot(
            article=1, number=number, taken_at=START + timedelta(minutes=minutes),
            origin=Origin.FETCH, url="", digest=text.upper(), seal="", headline="",
            blocked=blocked or text.islower(),
        )
        for number, (minutes, text) in enumerate(texts, 1)
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("texts", "flags"),
    [
        ([(0, "A"), (HOUR, "B")], ()),
        ([(0, "A"), (HOUR, "A")], ()),
        ([(0, "A"), (HOUR, "B"), (2 * HOUR, "A")], REVERT),
        ([(0, "A"), (HOUR, "B"), (2 * HOUR, "C"), (3 * HOUR, "A")], REVERT),
        ([(0, "A"), (HOUR, "B"), (HOUR + 1, "A")], FLAPPING),
        ([(0, "A"), (HOUR, "B"), (HOUR + 1, "B"), (3 * HOUR, "A")], REVERT),
        ([(0, "A"), (HOUR, "B"), (2 * HOUR, "A"), (3 * HOUR, "B")], FLAPPING),
        ([(0, "A"), (HOUR, "b"), (2 * HOUR, "A")], ()),
    ],
)
def test_a_text_that_comes_back_is_a_revert_and_one_that_keeps_coming_back_flaps(
    texts: list[tuple[int, str]], flags: tuple[Flag, ...]
) -> None:
    *earlier, last = history(*texts)
    before = [snapshot for snapshot in earlier if not snapshot.blocked][-1]
    assert repeat_flags(earlier, before, last.digest, last.taken_at) == flags


def stub(after: tuple[str, ...], headline: str = "Market closes") -> bool:
    """Tell whether the story cut, or changed, to this is a stub."""
    before = document("Market closes", [*PARAGRAPHS, *LATER])
    return is_stub(compare(before, document(headline, after)))


LATER = (
    "Divers looked at the quay wall below the market last month and found it sound, the master of "
    "the harbour wrote in a report that was published on Friday.",
    "The market opened in 1887 and was closed once before, after a storm lifted part of its roof.",
    "Restaurants along Quay Street asked for a second entrance for their carts.",
    "Auctions will go on at the northern pier, where the trawlers already land most of it.",
    "A public meeting about the plans is to be held on the second Thursday of next month.",
)


def test_a_story_of_which_the_first_lines_are_left_is_a_stub() -> None:
    assert stub(PARAGRAPHS[:1])
    assert stub(PARAGRAPHS[:2])


def test_a_story_that_was_shortened_is_none() -> None:
    assert not stub(PARAGRAPHS)


def test_a_story_that_was_replaced_is_none() -> None:
    assert not stub(("Police have charged a man of 43 with the theft of three iron columns.",))


def test_a_story_withdrawn_with_a_note_is_none() -> None:
    note = "Retraction: This article has been withdrawn because its sources could not be verified."
    assert not stub((PARAGRAPHS[0], note))


def test_a_small_story_has_nothing_to_be_cut_from() -> None:
    before = document("Market closes", PARAGRAPHS[:3])
    assert not is_stub(compare(before, document("Market closes", PARAGRAPHS[:1])))


def test_only_the_look_right_before_with_this_very_text_confirms_it() -> None:
    seen = history((0, "A"), (1, "b"))
    later = START + timedelta(minutes=9)
    assert was_seen_so(seen, "B", later)
    assert not was_seen_so(seen, "C", later)
    assert not was_seen_so(seen, "A", later)
    assert not was_seen_so(history((0, "A"), (1, "b"), (2, "A")), "B", later)
    assert not was_seen_so([], "B", later)
