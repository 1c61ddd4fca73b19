"""Lines break where they should, whatever the script."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len, split_graphemes

from tuireader.rendering import breaks, cells, fit


def lines(text: str, width: int) -> list[str]:
    starts = breaks(text, width)
    return [text[a:b] for a, b in zip(starts, [*starts[1:], len(text)], strict=True)]


def test_words_stay_whole_where_they_fit() -> None:
    assert lines("one two three", 8) == ["one two ", "three"]


def test_a_word_that_just_fits_stays_on_the_line() -> None:
    assert lines("one two three", 7) == ["one two ", "three"]


def test_a_word_longer_than_the_line_is_cut() -> None:
    assert lines("abcdefghij k", 4) == ["abcd", "efgh", "ij k"]


def test_spaces_in_a_row_never_begin_a_line() -> None:
    assert lines("abc    def", 4) == ["abc    ", "def"]


def test_a_no_break_space_holds_words_together() -> None:
    assert lines("it cost 12\xa0000 kr", 11) == ["it cost ", "12\xa0000 kr"]


def test_newlines_end_lines() -> None:
    assert lines("a b\n\nc", 10) == ["a b\n", "\n", "c"]


def test_chinese_breaks_between_characters_but_not_before_a_full_stop() -> None:
    assert lines("日本語。日本語", 6) == ["日本", "語。日", "本語"]


def test_a_letter_after_a_leading_joiner_has_its_cell() -> None:
    assert lines("\u200d\u200daa", 1) == ["\u200d\u200da", "a"]


def test_an_opening_quote_goes_to_the_next_line_with_its_words() -> None:
    assert lines("日本「日本", 6) == ["日本", "「日本"]


@pytest.mark.parametrize(
    "sample", ["👩‍👩‍👧‍👦 family", "क्षत्रिय हिन्दी", "ខ្មែរ ភាសា", "e\u0301te\u0301 chaud"]
)
def test_graphemes_are_never_cut(sample: str) -> None:
    ends = {stop for _, stop, _ in split_graphemes(sample)[0]} | {0}
    for width in range(1, 12):
        assert set(breaks(sample, width)) <= ends


_TEXT = st.text(alphabet="ab cdé—“日本語。「ขไ👍\u200d\ufe0f\u0301 \n", max_size=60)


@given(_TEXT, st.integers(1, 20))
def test_lines_hold_the_whole_text_and_are_no_wider_than_asked(text: str, width: int) -> None:
    found = lines(text, width)
    assert "".join(found) == text
    for line in found:
        shown = line.rstrip(" \n")
        if len(split_graphemes(shown)[0]) > 1:
            assert cell_len(shown) <= width


@given(st.text(alphabet="abc def", max_size=80), st.integers(1, 20))
def test_both_ways_of_breaking_agree_on_simple_text(text: str, width: int) -> None:
    simple = f"x{text}x"
    measured = f"{simple}\u0301"  # an accent on the last letter takes no cell
    assert breaks(simple, width) == breaks(measured, width)


@pytest.mark.parametrize(
    ("text", "width", "fitted"),
    [
        ("short", 10, "short"),
        ("rather long", 7, "rather…"),
        ("日本語です", 5, "日本…"),
        ("anything", 0, ""),
        ("anything", 1, "…"),
    ],
)
def test_what_does_not_fit_ends_in_an_ellipsis(text: str, width: int, fitted: str) -> None:
    assert fit(text, width) == fitted


def test_cells_counts_wide_characters_twice() -> None:
    assert cells("a日") == 3
