"""The ledger as a picture."""

from __future__ import annotations

import pytest

from tuireader.changes.ledger import Account
from tuireader.model import ChangeKind, Disclosure
from tuireader.rendering.roles import plain
from tuireader.rendering.sources import bar, heads, meter, source_lines, track
from tuireader.rendering.wrap import cells

K = ChangeKind


def account(
    name: str = "The Gannet",
    *,
    silent: int = 0,
    hours: float | None = None,
    disclosure: Disclosure = Disclosure.SILENT,
    **kinds: int,
) -> Account:
    changes = {ChangeKind(kind): count for kind, count in kinds.items()}
    return Account(
        source=name,
        articles=3,
        changes=changes,
        disclosure={disclosure: sum(changes.values())},
        silent_factual=silent,
        median_hours=hours,
    )


@pytest.mark.parametrize("width", [60, 79, 80, 112, 200])
@pytest.mark.parametrize("name", ["Tern", "港新聞 a very long name of a newspaper indeed"])
def test_columns_stand_below_their_names_and_fit(width: int, name: str) -> None:
    shown = account(name, silent=1, hours=3, factual=2, copyedit=40)
    named = [plain(line) for line in heads(width)]
    lines = [*named, *(plain(line) for line in source_lines(shown, 50, width))]
    assert all(cells(line) <= width for line in lines)
    assert all(line.startswith("   ") for line in lines)
    over = next(line for line in named if "a notice" in line)
    begin = over.index("until a notice" if "until" in over else "to a notice")
    assert begin == cells(lines[-1][: lines[-1].index("3 h")])


@pytest.mark.parametrize("width", [59, 60, 79, 80, 112, 200])
def test_no_name_of_a_column_is_cut_or_runs_into_the_next(width: int) -> None:
    words = " ".join(plain(line) for line in heads(width)).split()
    assert not any("…" in word for word in words)
    assert {"source", "silent", "1", "mo", "factual", "copyedit"} <= set(words)


def test_a_bar_shows_every_kind_that_is_there_and_is_as_long_as_its_share() -> None:
    drawn = plain(bar(account(factual=1, update=200), 20, 201))
    assert drawn == "█" + "▒" * 19
    assert plain(bar(account(factual=1), 20, 200)) == "█"
    assert plain(bar(account(factual=1, update=1, copyedit=1), 20, 2000)) == "█▒░"
    assert plain(bar(account(), 20, 200)) == ""


def test_some_silence_is_never_none_and_never_all() -> None:
    assert plain(meter(account(silent=1, factual=500), 10)) == "▰" + "▱" * 9
    assert plain(meter(account(silent=499, factual=500), 10)) == "▰" * 9 + "▱"
    assert plain(meter(account(silent=5, factual=5), 10)) == "▰" * 10
    assert plain(meter(account(factual=5), 10)) == "▱" * 10
    assert plain(meter(account(update=5), 10)) == ""


def test_the_time_to_a_notice_is_a_point_between_at_once_and_a_month() -> None:
    at = [plain(track(hours, 15)).index("●") for hours in (0, 1, 24, 200, 720, 9000)]
    assert at == sorted(at)
    assert at[0] == 0
    assert at[-2:] == [14, 14]
    assert "●" not in plain(track(None, 15))


def test_a_source_with_nothing_to_disclose_is_not_reproached() -> None:
    shown = account(disclosure=Disclosure.NONE, update=3)
    first, second = (plain(line) for line in source_lines(shown, 3, 80))
    assert "no notice" not in second
    assert "·" not in first


def test_the_numbers_stand_in_words_below() -> None:
    shown = account(silent=1, hours=0, factual=2, copyedit=1)
    words = plain(source_lines(shown, 3, 112)[1])
    assert "3 articles" in words
    assert "2 factual 1 copyedit" in words
    assert "1 of 2" in words
    assert "at once" in words
