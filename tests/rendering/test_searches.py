"""What was found, in its context; where a wording stood, drawn."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from tuireader.model import Trace
from tuireader.rendering.roles import Role, plain
from tuireader.rendering.searches import Scale, excerpt, standing, track
from tuireader.rendering.wrap import cells

NOW = datetime(2026, 6, 28, 16, 0, tzinfo=UTC)
TEXT = "The ferry to Hallin was late on Monday, and on Tuesday, and on the day after, too. " * 3


@pytest.mark.parametrize("width", [12, 30, 60, 400])
@pytest.mark.parametrize("word", ["The", "Tuesday", "too. "])
@pytest.mark.parametrize("nth", [0, -1])
def test_an_excerpt_fits_and_shows_its_first_match(width: int, word: str, nth: int) -> None:
    begin = TEXT.find(word) if nth == 0 else TEXT.rfind(word)
    line = excerpt(TEXT, [(begin, begin + len(word.strip()))], width)
    assert cells(plain(line)) <= width
    found = [fragment.text for fragment in line if fragment.role is Role.FOUND]
    assert found == [word.strip()]


def test_an_excerpt_says_where_it_was_cut() -> None:
    begin = TEXT.find("Tuesday")
    words = plain(excerpt(TEXT, [(begin, begin + 7)], 40))
    assert words.startswith("…")
    assert words.endswith("…")
    assert plain(excerpt("Short.", [(0, 5)], 40)) == "Short."


def test_an_excerpt_of_wide_letters_fits() -> None:
    text = "港の新聞は火曜日に遅れた。" * 9
    begin = text.find("火曜日", 40)
    line = excerpt(text, [(begin, begin + 3)], 30)
    assert cells(plain(line)) <= 30
    assert "火曜日" in plain(line)


def trace(first: float, last: float, gone: float | None) -> Trace:
    """Return a trace by hours before now."""
    return Trace(
        article=1,
        phrase="late",
        first_seen=NOW - timedelta(hours=first),
        first_snapshot=1,
        last_seen=NOW - timedelta(hours=last),
        last_snapshot=3,
        gone_by=None if gone is None else NOW - timedelta(hours=gone),
    )


def test_a_track_shows_when_the_article_was_unknown_known_and_held_the_words() -> None:
    scale = Scale(NOW - timedelta(hours=10), NOW, 10)
    known = NOW - timedelta(hours=8)
    assert plain(track(trace(6, 4, 2), known, NOW, scale)) == "··──━━━━──"
    assert plain(track(trace(6, 4, None), known, NOW, scale)) == "··──━━━━━━"


def test_the_shortest_stand_has_a_cell() -> None:
    scale = Scale(NOW - timedelta(days=900), NOW, 10)
    drawn = plain(track(trace(30, 29, 29), None, NOW, scale))
    assert drawn.count("━") == 1
    assert len(drawn) == 10


def test_standing_says_since_when_or_until_when() -> None:
    def words(shown: Trace | None) -> str:
        return plain(standing(shown, 80, NOW, zone=UTC))

    assert words(trace(6, 4, None)) == "■ stands since 28 June 10:00 · snapshot 1–3"
    assert words(trace(6, 4, 2)) == "□ gone by 28 June 14:00, stood 4 h · snapshot 1–3"
    assert words(None) == "…"
