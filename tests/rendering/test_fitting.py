"""Widths known without a table are those of the table."""

from __future__ import annotations

import sys
import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tuireader.rendering import wrap
from tuireader.rendering.fitting import fit, harmless

_LETTERS = "aé—Ωж 日本か、。한（Ａ々ー"


@given(st.text(st.sampled_from(_LETTERS)), st.integers(-1, 30))
def test_what_is_cut_without_a_table_is_cut_as_with_one(text: str, width: int) -> None:
    assert fit(text, width) == wrap.fit(text, width)


@example("000\x1f\xa0", 4)
@given(st.text(), st.integers(0, 12))
def test_any_text_is_cut_alike(text: str, width: int) -> None:
    assert fit(text, width) == wrap.fit(text, width)


def test_each_character_is_as_wide_as_the_table_says() -> None:
    for point in range(32, sys.maxunicode):
        if not 0xD800 <= point <= 0xDFFF:
            text = chr(point) * 3
            assert fit(text, 5) == wrap.fit(text, 5), hex(point)


def test_everything_a_terminal_would_obey_is_left_out() -> None:
    turning = {"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"}
    left = harmless("".join(map(chr, range(0x3000))))
    assert not [c for c in left if unicodedata.category(c) == "Cc"]
    assert not [c for c in left if unicodedata.bidirectional(c) in turning]
    assert not {"\u200e", "\u200f", "\u061c"} & set(left)


@pytest.mark.parametrize("text", ["Plain words", "日本", "e\u0301", "👩\u200d🚀", "a\xadb", "\xa0"])
def test_harmless_words_stay_as_they_are(text: str) -> None:
    assert harmless(text) == text
