"""Ages, signs and short forms."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from tuireader.model import (
    ChangeKind,
    CheckStatus,
    Disclosure,
    Edit,
    Listing,
    Signal,
    Verdict,
)
from tuireader.rendering import (
    Fragment,
    Role,
    age,
    edit_words,
    length,
    listing,
    moment,
    plain,
    spark,
    tightened,
)
from tuireader.rendering.signs import of_edit, of_listing, of_verdict

NOW = datetime(2026, 3, 4, 12, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("ago", "words"),
    [
        (timedelta(seconds=-5), "now"),
        (timedelta(seconds=59), "now"),
        (timedelta(minutes=5), "5 min"),
        (timedelta(hours=2), "2 h"),
        (timedelta(hours=35), "35 h"),
        (timedelta(days=3, hours=1), "3 d"),
        (timedelta(days=90), "3 mo"),
        (timedelta(days=800), "2 y"),
    ],
)
def test_ages_count_whole_days(ago: timedelta, words: str) -> None:
    assert age(NOW - ago, NOW) == words


def test_something_that_never_was_has_no_age() -> None:
    assert age(None, NOW) == "never"


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(40, "40 s"), (700, "11 min"), (3600, "1 h"), (12180, "3 h 23 min"), (97200, "1 d 3 h")],
)
def test_lengths_have_two_units_at_most(seconds: float, words: str) -> None:
    assert length(seconds) == words


def test_moments_give_the_year_only_where_it_is_another() -> None:
    assert moment(NOW - timedelta(hours=2), NOW, UTC) == "4 March 10:00"
    assert moment(NOW - timedelta(days=200), NOW, UTC) == "16 Aug 2025 12:00"


def test_every_disclosure_has_a_sign_of_its_own_shape() -> None:
    signs = [
        of_verdict(Verdict(kind=ChangeKind.FACTUAL, disclosure=each, weight=1)).character
        for each in (
            Disclosure.SILENT,
            Disclosure.DISCLOSED,
            Disclosure.PARTLY,
            Disclosure.NOTICE_REMOVED,
        )
    ]
    assert signs == ["△", "▲", "◇", "▽"]


def test_every_kind_has_a_sign() -> None:
    for kind in ChangeKind:
        verdict = Verdict(kind=kind, disclosure=Disclosure.NONE, weight=0)
        assert of_verdict(verdict).character


def test_an_edit_says_what_it_touches_and_that_nobody_said_so() -> None:
    edit = Edit(before="2", after="3", row=0, kind=ChangeKind.FACTUAL, signals=(Signal.NUMBER,))
    assert of_edit(edit)[:2] == ("△", "number, silent")


def row(**changes: object) -> Listing:
    values: dict[str, object] = {
        "article": 1,
        "url": "https://www.gannet.example/a",
        "headline": "A headline that is far too long for the room there is",
        "source": None,
        "snapshots": 1,
        "texts": 1,
        "first": NOW,
        "last": NOW - timedelta(hours=2),
        "status": CheckStatus.NEW,
        "unread": True,
        "changed": False,
    }
    return Listing(**{**values, **changes})  # type: ignore[arg-type]


def test_a_row_says_unread_by_a_sign_and_names_the_host_without_a_source() -> None:
    first, second = listing(row(), 40, NOW)
    assert plain(first) == " ● · A headline that is far too long fo…"
    assert plain(second) == "     gannet.example · 2 h · 1 snapshot"


def test_a_row_tells_what_changed_since_it_was_read_from_what_was_never_read() -> None:
    first, second = listing(row(unread=False, changed=True), 60, NOW)
    assert plain(first).startswith(" ● ·")
    assert plain(second) == "     gannet.example · changed since read · 2 h · 1 snapshot"
    assert "since read" not in plain(listing(row(changed=True), 60, NOW)[1])
    assert "since read" not in plain(listing(row(unread=False), 60, NOW)[1])


def test_a_row_shows_what_befell_the_page() -> None:
    assert of_listing(row(status=CheckStatus.GONE)).character == "⊘"
    assert of_listing(row(status=CheckStatus.BLOCKED)).character == "▒"


def test_an_edit_in_a_line_cuts_both_sides_fairly() -> None:
    edit = Edit(before="a" * 50, after="b" * 50, row=0, kind=ChangeKind.FACTUAL)
    words = edit_words(edit, 30)
    assert len(words) <= 30
    assert words.count("…") == 2
    assert words.startswith("“aaa")
    assert "→ “bbb" in words


def test_sparks_are_as_high_as_their_weights() -> None:
    assert spark([0, 0.5, 1, 7]) == "▁▅██"


def test_empty_cells_join_their_neighbours_but_not_what_is_underlined() -> None:
    line = (
        Fragment(" "),
        Fragment("●", Role.ACCENT),
        Fragment(" "),
        Fragment("word", Role.INSERTED_WORDS),
        Fragment("  "),
        Fragment("end", Role.DIM),
        Fragment(" ", column=9),
    )
    tight = tightened(line)
    assert "".join(each.text for each in tight) == "".join(each.text for each in line)
    assert [(each.text, each.role) for each in tight] == [
        (" ● ", Role.ACCENT),
        ("word", Role.INSERTED_WORDS),
        ("  end", Role.DIM),
        (" ", Role.TEXT),
    ]
