"""How a piece of news reads."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from tests.notifying.made import CHANGED, GONE
from tuireader.model import Disclosure, Flag


def test_a_change_says_what_kind_in_which_words_and_where() -> None:
    assert CHANGED.title == "Changed (factual, silent): Fish market to close"
    assert CHANGED.body.splitlines() == [
        "“in custody” → “after his release”",
        "+ “said the clerk”",
        "− “five”",
        "Notice: An earlier version was wrong.",
        "https://gannet.example/market",
    ]


def test_what_needs_no_disclosure_is_not_called_silent() -> None:
    assert replace(CHANGED, disclosure=Disclosure.NONE).title.startswith("Changed (factual):")


def test_a_withdrawn_story_says_so_and_an_unnamed_one_is_named_by_its_address() -> None:
    assert GONE.title == "Withdrawn: Fish market to close"
    assert "last snapshot stays readable" in GONE.body
    assert replace(GONE, headline="").title == f"Withdrawn: {GONE.url}"


def test_a_wording_that_came_back_and_one_that_comes_and_goes_are_told_apart() -> None:
    reverted = replace(CHANGED, flags=(Flag.REVERT,))
    assert reverted.body.startswith("An earlier wording came back.")
    assert "two texts in turn" in replace(reverted, flags=(Flag.REVERT, Flag.FLAPPING)).body


def test_a_rewrite_does_not_flood_anybody() -> None:
    long = "word " * 500
    flood = replace(CHANGED, edits=tuple((f"{n} {long}", long) for n in range(90)))
    assert "and 78 more edits" in flood.body
    assert len(flood.body) < 12_000


def test_every_piece_of_news_has_a_name_of_its_own() -> None:
    later = replace(CHANGED, at=CHANGED.at + timedelta(hours=1))
    assert len({CHANGED.id, later.id, GONE.id, replace(CHANGED, url="https://b.example").id}) == 4
